"""Posts that come back: set up from the open post, listed where drafts are, stopped there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.clock import show_date
from studio.posts.recurring_model import RecurringPost, Rhythm
from studio.translation import mark, tr
from studio.ui.form import Form, Values
from studio.ui.page import Shell
from studio.ui.widgets.buttons import ConfirmButton
from studio.ui.widgets.editors import ChoiceBox
from studio.ui.widgets.labels import ElidedLabel, Label
from studio.ui.widgets.layout import PlainHolder, clear, column, row
from studio.ui.widgets.moment import DateField

RHYTHMS: Mapping[Rhythm, str] = {Rhythm.WEEKLY: mark("every week"), Rhythm.MONTHLY: mark("every month")}


class RecurringForm(Form):
    """Let a post come back."""

    def __init__(self, shell: Shell, post_id: str, first: date, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent, glyph="history")
        self._post = post_id
        self.set_heading(tr("Repeat this post"))
        self.say(
            tr("On its day a draft with this text is created. It is published only after approval, like any other.")
        )
        rhythms = {one: tr(words) for one, words in RHYTHMS.items()}
        self.ask("rhythm", ChoiceBox(rhythms, Rhythm.WEEKLY), tr("How often"))
        self.first = self.ask("first", DateField(), tr("First day"), value=first, missing=tr("Choose the first day."))
        self.go.setText(tr("Repeat"))

    def work(self, values: Values) -> object:
        recurring, by = self.shell.studio.recurring, self.shell.session.person_id
        return recurring.start(self._post, values["rhythm"], values["first"], by)


class RecurringList(PlainHolder):
    """`stopped` carries the id of the one that is to come back no more."""

    stopped = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[RecurringPost, ...] = ()
        self._lines: QVBoxLayout = column(spacing=8)
        self.setLayout(column(Label(tr("Repeating posts"), "label"), self._lines, spacing=6, margins=(6, 6, 6, 0)))
        self.hide()

    def show_posts(self, posts: Sequence[RecurringPost]) -> None:
        if tuple(posts) == self._shown:
            return
        self._shown = tuple(posts)
        clear(self._lines)
        for post in posts:
            self._lines.addWidget(self._line(post))
        self.setVisible(bool(posts))

    def _line(self, post: RecurringPost) -> QWidget:
        when = tr("{rhythm}, next on {day}").format(rhythm=tr(RHYTHMS[post.rhythm]), day=show_date(post.next_on))
        stop = ConfirmButton("x")
        stop.set_words(tr("Stop"), tr("Press again to stop"))
        stop.setAccessibleDescription(post.title)
        stop.confirmed.connect(lambda: self.stopped.emit(post.id))
        line = PlainHolder()
        inside = row(column(ElidedLabel(post.title), Label(when, "small"), spacing=0), stop, spacing=6)
        inside.setStretch(0, 1)
        line.setLayout(inside)
        return line

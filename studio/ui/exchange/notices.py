"""What the department tells this unit: a bar over every page, and the notice with the way to say that it was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from studio.clock import local_date, show_datetime
from studio.posts.model import PostFilter
from studio.translation import ntr, tr
from studio.ui.clipboard import copy
from studio.ui.exchange.hub_words import moment_words
from studio.ui.form import Form, Values
from studio.ui.page import Shell
from studio.ui.page_specs import PageId
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.editors import ChoiceBox
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, PlainHolder, column, scrolled

if TYPE_CHECKING:
    from studio.app.studio import Studio
    from studio.department.model import Notice, NoticeForMe

WIDE, AROUND = 600, 110
"""Pixels of the dialog, and those beside a line of the notice in it."""
MOST_LINES, LONGEST = 9, 110
"""Lines of a notice in sight, beyond which it scrolls; characters of it that the bar says."""
RECENT = 20
"""Posts of which one may be named as made of a notice."""
WRITING = timedelta(hours=12)
"""Before the date of a notice the post of it is planned, at a usual hour of that day."""


def load_notices(studio: Studio) -> tuple[NoticeForMe, ...]:
    """Those that somebody has to read, then those of which a post is to be named, each by its date. On the worker."""
    now = studio.now()
    found = [one for one in studio.department.for_me() if one.waits or one.asks_for_post(now)]
    return tuple(sorted(found, key=lambda one: (not one.waits, one.notice.due)))


class NoticeBar(Banner):
    """Hidden while no notice waits to be read, and no post of one to be named."""

    def __init__(self, shell: Shell) -> None:
        self.copy, self.read = QuietButton(tr("Copy the text"), "copy"), QuietButton("", "megaphone")
        super().__init__(self.copy, self.read)
        self._shell = shell
        self._notices: Sequence[NoticeForMe] = ()
        self.copy.clicked.connect(self._copy)
        self.read.clicked.connect(self._open)

    def refresh(self) -> None:
        studio = self._shell.studio
        self._shell.tasks.store(lambda: load_notices(studio), self._show, owner=self, key="notices")

    def stop(self) -> None:
        """Nothing runs on."""

    def _show(self, notices: Sequence[NoticeForMe]) -> None:
        self._notices = notices
        if not notices:
            self.say(Tone.BLUE, "")
            return
        first, now = notices[0], self._shell.studio.now()
        self.copy.setVisible(not first.waits)
        self.read.setText(tr("Read the notice…") if first.waits else tr("Choose the post on the page…"))
        said, others = _said(first, now), sum(one.waits for one in notices[1:])
        if first.waits and others:
            said += " " + ntr("({n} more waits)", "({n} more wait)", others).format(n=others)
        overdue = first.waits and first.taken_back is None and first.notice.due < now
        calm = not first.waits or first.taken_back is not None
        self.say(Tone.RED if overdue else Tone.BLUE if calm else Tone.AMBER, said)

    def _copy(self) -> None:
        copy(text_of(self._notices[0].notice))
        self._shell.toast(tr("Copied."))

    def _open(self) -> None:
        shell = self._shell
        if not shell.session.person_id:
            shell.sign_in(then=self._open)
            return
        read_notice(shell, self._notices[0], self)


def read_notice(shell: Shell, one: NoticeForMe, parent: QWidget) -> None:
    """Show the notice to whoever is signed in: to be acknowledged, and its post named."""
    studio, wants = shell.studio, one.notice.publish and one.taken_back is None

    def ask(posts: Mapping[str, str]) -> None:
        dialog = NoticeDialog(shell, one, posts, parent)
        dialog.done_well.connect(shell.changed)
        dialog.compose.connect(lambda: shell.go(PageId.COMPOSER, planned_for(one.notice)))
        dialog.open()

    shell.tasks.store(lambda: _recent(studio) if wants else {}, ask, owner=parent, key="posts")


def text_of(notice: Notice) -> str:
    """What it says, with its link."""
    return "\n".join(part for part in (notice.text, notice.link) if part)


def planned_for(notice: Notice) -> str:
    """What the composer is given, so that the post it begins is planned before the date of the notice."""
    return f"day:{local_date(notice.due - WRITING)}"


def _said(one: NoticeForMe, now: datetime) -> str:
    notice = one.notice
    words = {"number": notice.number, "text": _short(notice.text)}
    if one.taken_back is not None:
        back = one.taken_back
        told = tr("Notice {number} of the department was withdrawn by {name}, {when}: {text}")
        return told.format(name=back.by, when=moment_words(back.at, now), **words)
    due = moment_words(notice.due, now)
    if one.waits:
        return tr("Notice {number} of the department, due {when}: {text}").format(when=due, **words)
    return tr("Notice {number} asks for a post, due {when}: {text}").format(when=due, **words)


def _recent(studio: Studio) -> Mapping[str, str]:
    """Titles of the posts that were changed last, by id."""
    ids = studio.listing.ids(PostFilter(), limit=RECENT)
    return {row.id: row.title or tr("(no title yet)") for row in studio.listing.rows(ids)}


class NoticeDialog(Form):
    """The whole notice. `compose` follows where a post is to be written of it."""

    compose = Signal()

    def __init__(self, shell: Shell, one: NoticeForMe, posts: Mapping[str, str], parent: QWidget | None = None) -> None:
        """`posts`: titles by id, of which one may be named as made of the notice."""
        super().__init__(shell, parent, glyph="check-check", width=WIDE)
        notice, back = one.notice, one.taken_back
        self._notice, self._by, self._writes = notice, shell.session.person_id, False
        self.set_heading(tr("Notice {number} of the department").format(number=notice.number))
        told = tr("Sent by {name} on {at} · due {due}")
        self.say(told.format(name=notice.by, at=show_datetime(notice.at), due=show_datetime(notice.due)))
        self.put(self._text(text_of(notice), struck=back is not None))
        self.made: ChoiceBox | None = None
        if back is not None:
            said = tr("Withdrawn by {name} on {when}. There is nothing left to do about it.")
            self.say(said.format(name=back.by, when=show_datetime(back.at)), "label")
        elif notice.publish:
            self._ask_post(posts, named_later=not one.waits)
        self.go.setText(tr("I have read it") if one.waits else tr("This is the post"))

    def begin(self) -> None:
        super().begin()
        if self.made is None:
            self.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def _text(self, text: str, *, struck: bool) -> QWidget:
        """As high as it is; a long one scrolls."""
        said = Label(text, wrap=True).selectable().struck(struck)
        held, card = PlainHolder(), Card(kind="inset")
        held.setLayout(column(said, None, margins=(0, 0, 8, 0)))
        area = scrolled(held)
        room = self.minimumWidth() - AROUND
        area.setFixedHeight(min(said.heightForWidth(room), MOST_LINES * said.fontMetrics().lineSpacing()))
        card.setLayout(column(area, margins=12))
        return card

    def _ask_post(self, posts: Mapping[str, str], *, named_later: bool) -> None:
        self.say(tr("The department asks your unit to publish this."), "")
        none = {} if named_later else {"": tr("none yet")}
        self.made = self.ask("post", ChoiceBox(none | dict(posts)), tr("The post written from it"), value="",
                             missing=tr("Choose the post.") if named_later else "")  # fmt: skip
        write = QuietButton(tr("Write a post from it"), "square-pen")
        write.clicked.connect(self._compose if named_later else self._write)
        self.beside = (write,)

    def _compose(self) -> None:
        self.reject()
        self.compose.emit()

    def work(self, values: Values) -> object:
        return self.shell.studio.department.acknowledge(self._notice.id, self._by, values.get("post", ""))

    def _write(self) -> None:
        """It was read, and a post is to follow: the bar reminds of it until it is named."""
        self._writes = True
        self.give()

    def _done(self, result: object) -> None:
        super()._done(result)
        if self._writes:
            self.compose.emit()


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST].rsplit(' ', 1)[0]}…"

"""What the department tells this unit: a bar over every page, and the notice with the way to say that it was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.clock import show_datetime
from studio.posts.model import PostFilter
from studio.translation import ntr, tr
from studio.ui.exchange.hub_words import moment_words
from studio.ui.form import Form, Values
from studio.ui.page import PageId, Shell
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.editors import ChoiceBox
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, column, scrolled

if TYPE_CHECKING:
    from studio.app.studio import Studio
    from studio.department.model import Notice

HIGH, LONGEST = 180, 110
RECENT = 20
"""Posts of which one may be named as made of a notice."""


def load_notices(studio: Studio) -> tuple[Notice, ...]:
    """Those that nobody read yet, the one that is due first leading. On the worker."""
    waiting = [one.notice for one in studio.department.for_me() if one.acknowledged is None]
    return tuple(sorted(waiting, key=lambda notice: notice.due))


class NoticeBar(Banner):
    """Hidden while no notice waits to be read."""

    def __init__(self, shell: Shell) -> None:
        self.read = QuietButton(tr("Read the notice…"), "megaphone")
        super().__init__(self.read)
        self._shell = shell
        self._notices: Sequence[Notice] = ()
        self.read.clicked.connect(self._open)

    def refresh(self) -> None:
        studio = self._shell.studio
        self._shell.tasks.store(lambda: load_notices(studio), self._show, owner=self, key="notices")

    def stop(self) -> None:
        """Nothing runs on."""

    def _show(self, notices: Sequence[Notice]) -> None:
        self._notices = notices
        if not notices:
            self.say(Tone.BLUE, "")
            return
        first, now = notices[0], self._shell.studio.now()
        said = tr("Notice {number} of the department, due {when}: {text}").format(
            number=first.number, when=moment_words(first.due, now), text=_short(first.text)
        )
        others = len(notices) - 1
        if others:
            said += " " + ntr("({n} more waits)", "({n} more wait)", others).format(n=others)
        self.say(Tone.RED if first.due < now else Tone.AMBER, said)

    def _open(self) -> None:
        shell = self._shell
        if not shell.session.person_id:
            shell.sign_in(then=self._open)
            return
        read_notice(shell, self._notices[0], self)


def read_notice(shell: Shell, notice: Notice, parent: QWidget) -> None:
    """Show the notice to whoever is signed in, to be acknowledged."""
    studio = shell.studio

    def ask(posts: Mapping[str, str]) -> None:
        dialog = NoticeDialog(shell, notice, posts, parent)
        dialog.done_well.connect(shell.changed)
        dialog.compose.connect(lambda: shell.go(PageId.COMPOSER, "new"))
        dialog.open()

    shell.tasks.store(lambda: _recent(studio) if notice.publish else {}, ask, owner=parent, key="posts")


def _recent(studio: Studio) -> Mapping[str, str]:
    """Titles of the posts that were changed last, by id."""
    ids = studio.shelf.ids(PostFilter(), limit=RECENT)
    return {row.id: row.title or tr("(no title yet)") for row in studio.shelf.rows(ids)}


class NoticeDialog(Form):
    """The whole notice. `compose` follows where a post is to be written of it."""

    compose = Signal()

    def __init__(self, shell: Shell, notice: Notice, posts: Mapping[str, str], parent: QWidget | None = None) -> None:
        """`posts`: titles by id, of which one may be named as made of the notice."""
        super().__init__(shell, parent, glyph="check-check", width=600)
        self._notice, self._by, self._writes = notice, shell.session.person_id, False
        self.set_heading(tr("Notice {number} of the department").format(number=notice.number))
        told = tr("Sent by {name} on {at} · due {due}")
        self.say(told.format(name=notice.by, at=show_datetime(notice.at), due=show_datetime(notice.due)))
        text = Label(notice.text, wrap=True).selectable()
        held, card = QWidget(), Card(kind="inset")
        held.setLayout(column(text, None, margins=(0, 0, 8, 0)))
        area = scrolled(held)
        area.setFixedHeight(HIGH)
        card.setLayout(column(area, margins=12))
        self.put(card)
        if notice.link:
            self.put(Label(notice.link, "label", wrap=True).selectable())
        self.made: ChoiceBox | None = None
        if notice.publish:
            self.say(tr("The department asks your unit to publish this."), "")
            none = {"": tr("none yet")}
            self.made = self.ask("post", ChoiceBox(none | dict(posts)), tr("The post made of it"), value="")
            write = QuietButton(tr("Compose a post of it"), "square-pen")
            write.clicked.connect(self._write)
            self.beside = (write,)
        self.go.setText(tr("I have read it"))

    def work(self, values: Values) -> object:
        return self.shell.studio.department.acknowledge(self._notice.id, self._by, values.get("post", ""))

    def _write(self) -> None:
        """It was read, and a post is to follow."""
        self._writes = True
        self.give()

    def _done(self, result: object) -> None:
        super()._done(result)
        if self._writes:
            self.compose.emit()


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST].rsplit(' ', 1)[0]}…"

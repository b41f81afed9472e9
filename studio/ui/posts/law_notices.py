"""What became of laws that one's own posts cite: a strip over the list of posts, and the notices behind it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.clock import show_datetime
from studio.library.model import Light
from studio.posts.model import LawNotice
from studio.translation import mark, tr
from studio.ui.page import Shell
from studio.ui.page_specs import PageId
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, column, row
from studio.ui.widgets.row_list import EntryList, ListEntry
from studio.ui.words import StateWord, spoken

WORDS = {
    Light.RED: StateWord(mark("Must not be cited"), "circle-x", Tone.RED),
    Light.AMBER: StateWord(mark("Needs a look"), "circle-alert", Tone.AMBER),
    Light.GREEN: StateWord(mark("In force"), "circle-check", Tone.GREEN),
    Light.GREY: StateWord(mark("Needs checking"), "circle-question-mark", Tone.MAGENTA),
}


class LawStrip(QWidget):
    """Hidden while there is nothing to tell the person who is signed in."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._notices: tuple[LawNotice, ...] = ()
        self.look = QuietButton(tr("View changes…"))
        self.look.clicked.connect(self._open)
        self.banner = Banner(self.look)
        layout: QVBoxLayout = column(self.banner)
        self.setLayout(layout)
        self.hide()

    def refresh(self) -> None:
        """Ask what there is to tell."""
        notices, person = self._shell.studio.law_notices, self._shell.session.person_id
        self._shell.tasks.store(lambda: tuple(notices.unseen(person)), self._show, owner=self, key="law notices")

    def _show(self, notices: Sequence[LawNotice]) -> None:
        self._notices = tuple(notices)
        self.setVisible(bool(notices))
        lights = {notice.light for notice in notices}
        tone = Tone.RED if Light.RED in lights else Tone.GREEN if lights == {Light.GREEN} else Tone.AMBER
        posts = len({notice.post_id for notice in notices})
        said = tr("Documents that your posts cite changed or need a new check. Posts: {n}.").format(n=posts)
        self.banner.say(tone, said if notices else "")

    def _open(self) -> None:
        dialog = LawNoticesDialog(self._shell, self._notices, self)
        dialog.read.connect(self._read)
        dialog.open()

    def _read(self) -> None:
        self._shell.changed()
        self.refresh()


class LawNoticesDialog(Dialog):
    """One entry a citation. `read` follows when some were marked as read."""

    read = Signal()

    def __init__(self, shell: Shell, notices: Sequence[LawNotice], parent: QWidget | None = None) -> None:
        super().__init__(parent, width=680)
        self._shell, self._notices = shell, {str(notice.id): notice for notice in notices}
        hint = Label(
            tr(
                "The library has new information, or a check is out of date. A post that cites a document not in "
                "force on its posting day is not sent."
            ),
            role="hint",
            wrap=True,
        )
        self.list = EntryList(tr("Documents that your posts cite"), lines=3, fitted=True)
        self.list.setMinimumHeight(320)
        self.list.chosen.connect(lambda _: self._fit())
        card = Card()
        card.setLayout(column(self.list, margins=1))
        self.open_post = PrimaryButton(tr("Open the post"), glyph="file-text")
        self.open_law = QuietButton(tr("Open the document"), glyph="book-open")
        self.all_read = QuietButton(tr("I have read them"), glyph="check-check")
        close = QuietButton(tr("Close"))
        self.open_post.clicked.connect(self._go_post)
        self.open_law.clicked.connect(self._go_law)
        self.all_read.clicked.connect(self._mark_all)
        close.clicked.connect(self.accept)
        self.fill(hint, card, buttons=row(self.open_post, self.open_law, None, self.all_read, close))
        self.set_heading(tr("Documents that your posts cite"))
        self.list.show_entries([self._entry(key, notice) for key, notice in self._notices.items()])
        if notices:
            self.list.choose(str(notices[0].id))
        self._fit()

    def _entry(self, key: str, notice: LawNotice) -> ListEntry:
        return ListEntry(
            id=key,
            title=notice.title or tr("(no title yet)"),
            word=spoken(WORDS[notice.light]),
            side=show_datetime(notice.at),
            text=f"{notice.law}: {self._shell.language.say(notice.say)}",
        )

    def _fit(self) -> None:
        chosen = self.list.chosen_id in self._notices
        self.open_post.setEnabled(chosen)
        self.open_law.setEnabled(chosen)

    def _go_post(self) -> None:
        self._go(PageId.COMPOSER, self._notices[self.list.chosen_id].post_id)

    def _go_law(self) -> None:
        self._go(PageId.LIBRARY, self._notices[self.list.chosen_id].number)

    def _go(self, page: PageId, what: str) -> None:
        self.accept()
        self._shell.go(page, what)

    def _mark_all(self) -> None:
        law_notices, person = self._shell.studio.law_notices, self._shell.session.person_id
        posts = sorted({notice.post_id for notice in self._notices.values()})

        def work() -> None:
            for post in posts:
                law_notices.seen(person, post)

        self._shell.tasks.store(work, self._marked, owner=self)

    def _marked(self, _: object) -> None:
        self.read.emit()
        self.accept()

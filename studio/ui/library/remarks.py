"""Beside the article in sight: the unit's remarks on it, what it cites, and what cites it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.clock import show_datetime
from studio.errors import StudioError
from studio.library.browse import BrowseRow
from studio.library.model import Article, LibraryRemark
from studio.library.remarks import LONGEST
from studio.library.resolver import ResolvedCitation
from studio.translation import tr
from studio.ui.library.passage import links_of
from studio.ui.page import Shell
from studio.ui.widgets.buttons import IconButton, QuietButton
from studio.ui.widgets.editors import TextBox
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import column, row
from studio.ui.widgets.row_list import EntryList, ListEntry
from studio.ui.words import validity_word


class RemarksPanel(QWidget):
    """A list, and a field to write one; a remark keeps the name of whoever is signed in."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._article: Article | None = None
        self._remarks: tuple[LibraryRemark, ...] = ()
        hint = Label(
            tr("Notes of your unit; they are not part of the law and are never published."), role="hint", wrap=True
        )
        self.list = EntryList(tr("Notes"), lines=4, fitted=True)
        self.text = TextBox(lines=3)
        self.text.textChanged.connect(self._count)
        self._block = FieldBlock(self.text, tr("New remark on this article"))
        self.add = QuietButton(tr("Save note"), glyph="plus")
        self.drop = IconButton("trash-2", tr("Remove the chosen one"))
        self.add.clicked.connect(self._add)
        self.drop.clicked.connect(self._drop)
        self.list.chosen.connect(lambda _: self.drop.setEnabled(True))
        layout = column(hint, self.list, self._block, row(self.drop, None, self.add), spacing=8)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self._show_remarks()
        self._count()

    @property
    def unkept(self) -> bool:
        """Whether a remark was written and not kept."""
        return bool(self.text.toPlainText().strip())

    def show_article(self, article: Article) -> None:
        """Read the remarks, on the worker."""
        self._article = article
        library = self._shell.studio.library
        self._shell.tasks.store(
            lambda: (article, library.remarks(article.document)), self._came, owner=self, key="remarks"
        )

    def _came(self, came: tuple[Article, tuple[LibraryRemark, ...]]) -> None:
        if came[0] == self._article:
            self._remarks = came[1]
            self._show_remarks()

    def _show_remarks(self) -> None:
        number = self._article.number if self._article else ""
        shown = [remark for remark in self._remarks if remark.article in {"", number}]
        self.list.show_entries(
            [
                ListEntry(
                    id=remark.id,
                    title=remark.by or tr("Nobody named"),
                    side=show_datetime(remark.at),
                    text=remark.text,
                )
                for remark in shown
            ]
        )
        self.drop.setEnabled(False)

    def _count(self) -> None:
        used = len(self.text.toPlainText().strip())
        self._block.set_counter(f"{used} / {LONGEST}" if used else "", over=used > LONGEST)
        self._block.set_error("")

    def _add(self) -> None:
        article, person = self._article, self._shell.session.person
        if article is None:
            return
        if person is None:
            self._shell.sign_in()
            return
        library, text, name = self._shell.studio.library, self.text.toPlainText(), person.name
        self._shell.tasks.store(
            lambda: library.add_remark(article.document, article.number, text, by=name),
            self._added,
            owner=self,
            failed=self._refused,
        )

    def _added(self, remark: LibraryRemark) -> None:
        self.text.clear()
        self._remarks = (*self._remarks, remark)
        self._show_remarks()

    def _refused(self, error: StudioError) -> None:
        self._block.set_error(self._shell.language.say(error.phrase))

    def _drop(self) -> None:
        chosen = next((remark for remark in self._remarks if remark.id == self.list.chosen_id), None)
        if chosen is None:
            return
        library = self._shell.studio.library
        self._shell.tasks.store(lambda: library.drop_remark(chosen), lambda _: self._dropped(chosen), owner=self)

    def _dropped(self, remark: LibraryRemark) -> None:
        self._remarks = tuple(other for other in self._remarks if other.id != remark.id)
        self._show_remarks()


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedTies:
    """Both directions of one article."""

    article: Article
    cites: tuple[ResolvedCitation, ...]
    citing: tuple[BrowseRow, ...]
    complete: bool


class RelatedPanel(QWidget):
    """Two lists; an entry opens where it leads."""

    opened = Signal(str, str)
    """Key of a document, number of an article."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._article: Article | None = None
        self._out, self._in = Label(role="label"), Label(role="label")
        self._note = Label(role="hint", wrap=True)
        self.cites = EntryList(tr("What this article cites"))
        self.citing = EntryList(tr("What cites this article"))
        for entries in (self.cites, self.citing):
            entries.opened.connect(self._open)
            entries.clicked.connect(lambda _, entries=entries: self._open(entries.chosen_id))
        inside = column(self._out, self.cites, self._in, self._note, self.citing, spacing=6)
        inside.setStretch(1, 1)
        inside.setStretch(4, 1)
        self.setLayout(inside)
        self._show_ties(None)

    def show_article(self, article: Article, on: date) -> None:
        """Read both directions, on the worker."""
        if article == self._article:
            return
        self._article = article
        self._show_ties(None)
        library = self._shell.studio.library

        def work() -> RelatedTies:
            cited_by = library.citations.cited_by(article.document, article.number or None)
            return RelatedTies(
                article=article,
                cites=library.citations.cites(article),
                citing=tuple(library.browse_rows([row.id for row in cited_by.rows], on=on)),
                complete=cited_by.complete,
            )

        self._shell.tasks.store(work, self._came, owner=self, key="ties")

    def _came(self, ties: RelatedTies) -> None:
        if ties.article == self._article:
            self._show_ties(ties)

    def _show_ties(self, ties: RelatedTies | None) -> None:
        """None: they are still being read."""
        self._out.setText(tr("Cites ({n})").format(n=len(ties.cites) if ties else "…"))
        self._in.setText(tr("Cited by ({n})").format(n=len(ties.citing) if ties else "…"))
        unread = tr("The library is still being searched for citations; the list may grow in a moment.")
        self._note.setText(unread if ties and not ties.complete else "")
        self._note.setVisible(bool(self._note.text()))
        self.cites.show_entries(self._outgoing(ties.cites) if ties else [])
        self.citing.show_entries([_entry(row) for row in ties.citing] if ties else [])

    def _outgoing(self, found: Sequence[ResolvedCitation]) -> list[ListEntry]:
        entries = []
        for number, (each, link) in enumerate(zip(found, links_of(found, self._shell.language.say), strict=True)):
            name = f"{each.document.type} {each.document.number}".strip() if each.document else ""
            entries.append(
                ListEntry(id=f"{number}|{link.document}|{link.article}", title=each.written, text=link.why or name)
            )
        return entries

    def _open(self, id: str) -> None:
        _, key, article = id.split("|", 2)
        if key:
            self.opened.emit(key, article)


def _entry(row: BrowseRow) -> ListEntry:
    return ListEntry(
        id=f"|{row.document}|{row.article}",
        title=f"{row.number} · Điều {row.article}" if row.article else row.number,
        text=row.heading or row.title,
        word=validity_word(row.status),
    )

"""What the article in sight cites, and what cites it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.library.browse import BrowseRow
from studio.library.model import Article
from studio.library.resolving import Resolved
from studio.translation import tr
from studio.ui.library.passage import links_of
from studio.ui.page import Shell
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import column
from studio.ui.widgets.row_list import EntryList, ListEntry
from studio.ui.words import validity_word


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedTies:
    """Both directions of one article."""

    article: Article
    cites: tuple[Resolved, ...]
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
        unread = tr("The library is still being read for citations; the list may be longer in a while.")
        self._note.setText(unread if ties and not ties.complete else "")
        self._note.setVisible(bool(self._note.text()))
        self.cites.show_entries(self._outgoing(ties.cites) if ties else [])
        self.citing.show_entries([_entry(row) for row in ties.citing] if ties else [])

    def _outgoing(self, found: Sequence[Resolved]) -> list[ListEntry]:
        entries = []
        for number, (each, link) in enumerate(zip(found, links_of(found, self._shell.speech.say), strict=True)):
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

"""The law library: search on the left, reading on the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QWidget

from studio.clock import local_date
from studio.errors import StudioError
from studio.library.filters import Force, SearchResult
from studio.library.intake import DocumentDraft, Drafts, Going
from studio.library.model import CitationRef
from studio.phrase import Phrase
from studio.translation import ntr, tr
from studio.ui.files import ask_folder, ask_open
from studio.ui.language import LanguageManager
from studio.ui.library.browse import BrowseView
from studio.ui.library.confirm import ConfirmDialog
from studio.ui.library.events import EventsDialog
from studio.ui.library.export import ExportMenus
from studio.ui.library.intake import IntakeDialog
from studio.ui.library.reader import OpenReading, ReaderView, load_reading
from studio.ui.library.results import LIMIT, ResultsView
from studio.ui.library.seeds import SeedsDialog
from studio.ui.library.text_pane import SideBySideDialog
from studio.ui.page import MARGINS, Page, Shell
from studio.ui.page_specs import PageId
from studio.ui.tasks import Ticket
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.empty import EmptyState
from studio.ui.widgets.filter_pills import counted
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, Tabs, column, row
from studio.ui.widgets.progress import ProgressStrip
from studio.ui.widgets.row_list import EntryList, ListEntry

if TYPE_CHECKING:
    from studio.library.imports import ImportReport
    from studio.posts.drafts import DraftService


class ImportedDialog(Dialog):
    """A list to read and close. `skip_broken`: the person wants the whole lines of the files that have broken ones."""

    skip_broken = Signal()

    def __init__(
        self,
        documents: int,
        articles: int,
        refused: Sequence[tuple[Path, Phrase]],
        language: LanguageManager,
        parent: QWidget | None = None,
        *,
        broken: bool = False,
    ) -> None:
        """`documents` and `articles` count what was imported; `refused` is what was not, with the reason. `broken`:
        among them are files that can be had without their broken lines."""
        super().__init__(parent, width=560)
        self._language = language
        text = Label(wrap=True)
        self.list = EntryList(tr("Files that were not imported"), lines=3, fitted=True)
        self.list.setMinimumHeight(240)
        card = Card()
        card.setLayout(column(self.list, margins=1))
        close = PrimaryButton(tr("Close"))
        close.clicked.connect(self.accept)
        hint = Label(
            tr(
                "A damaged line may mean that the file was cut off or changed; it is better to ask for it again. "
                "Its other lines can still be imported: damaged lines are skipped and named."
            ),
            role="hint",
            wrap=True,
        )
        self.skip = QuietButton(tr("Import the other lines"))
        self.skip.clicked.connect(self._skip)
        hint.setVisible(broken)
        self.skip.setVisible(broken)
        self.fill(text, card, hint, buttons=row(None, self.skip, close))
        self.set_heading(tr("Some files were not imported"))
        text.setText(
            tr("Imported: documents {documents}, articles {articles}. Not imported: {refused}.").format(
                documents=documents, articles=articles, refused=len(refused)
            )
        )
        self.list.show_entries(
            [
                ListEntry(id=str(number), title=path.name, side=str(path.parent), text=self._language.say(reason))
                for number, (path, reason) in enumerate(refused)
            ]
        )

    def _skip(self) -> None:
        self.accept()
        self.skip_broken.emit()


TEMPLATE = "law_explained"
RESULT_CHARS, RESULT_SHARE = 35, 0.35
"""Average characters of the results at least, but no more than that part of the page."""


def begin_explained(drafts: DraftService, ref: CitationRef, since: date | None, by: str) -> str:
    """On the worker: the id of a draft of the template, with its citation, and the day it took effect if known.

    Raises NotFound when the pack has no such template, NotPermitted.
    """
    post = drafts.open_new(TEMPLATE, by)
    cited = {"document": ref.document, "article": ref.article, "clause": ref.clause, "point": ref.point}
    fields: dict[str, object] = {"citation": {name: value for name, value in cited.items() if value}}
    if since is not None:
        fields["effective_on"] = since.isoformat()
    return drafts.edit(post.id, by, fields=fields, joins=True).id


T = TypeVar("T")


class LibraryPage(Page):
    """Searching, reading, importing."""

    id = PageId.LIBRARY

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._today = local_date(shell.studio.now())
        self._import = QuietButton(tr("Import…"), glyph="upload")
        self._import.clicked.connect(self._offer_import)
        self.progress = ProgressStrip()
        self.progress.stopped.connect(self._stop)
        self._stopped = Event()
        self.results = ResultsView(self._today)
        self.results.asked.connect(self._search)
        self.results.chosen.connect(self._read)
        self.reader = ReaderView(shell)
        self.reader.asked.connect(self._read)
        self.reader.confirm_wanted.connect(self._confirm)
        self.reader.events_wanted.connect(self._show_events)
        self.reader.beside_wanted.connect(self._beside)
        self.export_menus = ExportMenus(shell, self.reader, self)
        self.reader.explain_wanted.connect(self._explain)
        self._first = PrimaryButton(tr("Import documents"), glyph="upload")
        self._first.clicked.connect(self._offer_import)
        self.seeds = QuietButton(tr("Documents of this job…"), glyph="list-checks")
        self.seeds.clicked.connect(self._show_seeds)
        for tool in (self.seeds, self._import):
            self.tools.addWidget(tool)
        self._empty = EmptyState(
            "library",
            self._first,
            heading=tr("The library is empty"),
            text=tr(
                "Import laws and decrees you obtained from an official source (.docx, .pdf, .html, .txt, .jsonl). "
                "A post can then cite their articles."
            ),
        )
        self._pick = EmptyState(
            "book-open-text",
            heading=tr("Choose a result"),
            text=tr("Its text and its validity are shown here."),
        )
        self.tabs = Tabs(2)
        self.tabs.currentChanged.connect(self._turn)
        self._browse: BrowseView | None = None
        self._build()
        self.title.setText(tr("Law library"))
        self.tabs.set_words(tr("Ways to browse the library"), tr("Search"), tr("Browse all documents"))

    def _build(self) -> None:
        pick = Card()
        pick.setLayout(column(self._pick))
        self._right = QStackedWidget()
        self._right.addWidget(pick)
        self._right.addWidget(self.reader)
        self.splitter = QSplitter()
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(16)
        self.splitter.addWidget(self.results)
        self.splitter.addWidget(self._right)
        self.splitter.setSizes([318, 752])
        self.splitter.setStretchFactor(1, 1)
        self.shell.memory.follow("library", self.splitter)
        self._views = QStackedWidget()
        self._views.addWidget(self.splitter)
        full = QWidget()
        inner = column(self.tabs, self._views, spacing=10)
        inner.setStretch(1, 1)
        full.setLayout(inner)
        self._stack = QStackedWidget()
        self._stack.addWidget(full)
        self._stack.addWidget(self._empty)
        self.subtitle.show()
        inside = column(self.heading, self.progress, self._stack, spacing=12, margins=MARGINS)
        inside.setStretch(2, 1)
        self.setLayout(inside)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = RESULT_CHARS * self.fontMetrics().averageCharWidth()
        self.results.setMinimumWidth(min(wide, round(RESULT_SHARE * self.width())))

    def open(self, what: str) -> None:
        """Read the document with that key, after a ``#`` the number of an article; or search for what follows a ``?``,
        whatever its validity."""
        if what.startswith("?"):
            self.tabs.setCurrentIndex(0)
            self.results.look_for(what[1:], Force.ANY)
            return
        key, _, article = what.partition("#")
        if key:
            self._show_reader(key, article)

    @property
    def shown(self) -> str:
        reading, article = self.reader.reading, self.reader.article
        if reading is None:
            return ""
        return f"{reading.document.key}#{article.number}" if article is not None else reading.document.key

    @property
    def kept_view(self) -> Any:
        return self.tabs.currentIndex(), self.results.query, self.results.filters.force

    def take_view(self, view: Any) -> None:
        tab, words, force = view
        self.tabs.setCurrentIndex(tab)
        self.results.look_for(words, force)

    @property
    def settled(self) -> bool:
        return not self.reader.remarks.unkept

    def refresh(self) -> None:
        self._today = local_date(self.shell.studio.now())
        self.shell.tasks.store(self.shell.studio.library.count, self._show_count, owner=self, key="count")
        self._read_citations()
        if self.tabs.currentIndex():
            self.browse.refresh()

    def _read_citations(self) -> None:
        """Read what was imported since for what it cites; half a minute for a very large library, nothing else."""
        citations = self.shell.studio.library.citations
        self.shell.tasks.pool(
            lambda ticket: citations.index(lambda *_: not ticket.cancelled),
            owner=self,
            failed=lambda _: None,
            key="cites",
        )

    def panes(self) -> tuple[QWidget, ...]:
        return (self.tabs, *self.browse.panes()) if self.tabs.currentIndex() else (self.tabs, self.results, self._right)

    def seek(self) -> None:
        search = self.browse.search if self.tabs.currentIndex() else self.results.search
        search.setFocus()
        search.selectAll()

    @property
    def browse(self) -> BrowseView:
        """The list of everything; made when it is first wanted."""
        if self._browse is None:
            self._browse = BrowseView(self.shell)
            self._browse.opened.connect(self._show_reader)
            self._views.addWidget(self._browse)
        return self._browse

    def _turn(self, tab: int) -> None:
        self._views.setCurrentWidget(self.browse if tab else self.splitter)
        if tab:
            self.browse.refresh()

    def _show_reader(self, document: str, article: str) -> None:
        """Read a document where it stands beside the search."""
        if self.tabs.currentIndex():
            self.tabs.setCurrentIndex(0)
            self.reader.take_focus()
        self._read(document, article)

    def _show_count(self, count: object) -> None:
        documents, articles = getattr(count, "documents", 0), getattr(count, "articles", 0)
        self.subtitle.setText(
            " · ".join(
                (
                    ntr("{n} document", "{n} documents", documents).format(n=counted(documents)),
                    ntr("{n} article", "{n} articles", articles).format(n=counted(articles)),
                )
            )
        )
        self._stack.setCurrentIndex(0 if documents else 1)
        self._import.setVisible(bool(documents))

    # -- searching and reading

    def _search(self) -> None:
        query, on, library = self.results.query, self.results.on, self.shell.studio.library
        filters, literal = self.results.filters, self.results.literal
        reading = self.reader.reading
        if reading is not None:
            self._read(reading.document.key, reading.article)
        if query:
            self.shell.tasks.store(
                lambda: library.look_up(query, filters, limit=LIMIT, on=on, literal=literal),
                lambda found: self._found(query, found),
                owner=self,
                key="search",
            )
        else:
            self.results.show_found(None)

    def _found(self, query: str, found: SearchResult) -> None:
        if query == self.results.query:  # it may have been emptied since
            self.results.show_found(found)

    def _read(self, document: str, article: str) -> None:
        library, on = self.shell.studio.library, self.results.on
        self.shell.tasks.store(
            lambda: load_reading(library, document, article, on), self._show_reading, owner=self, key="read"
        )

    def _show_reading(self, reading: OpenReading) -> None:
        self._right.setCurrentWidget(self.reader)
        self.reader.show_reading(reading)

    def _confirm(self) -> None:
        reading = self.reader.reading
        if reading is None:
            return
        dialog = ConfirmDialog(self.shell, reading.document, lambda: self._today, self, article=reading.article)
        dialog.done_well.connect(self._confirmed)
        dialog.open()

    def _confirmed(self) -> None:
        self.shell.toast(tr("Confirmed, with your name."))
        self._known_anew()

    def _show_events(self) -> None:
        if self.reader.reading is not None:
            dialog = EventsDialog(self.shell, self.reader.reading.document, self)
            dialog.changed.connect(self._known_anew)
            dialog.open()

    def _show_seeds(self) -> None:
        dialog = SeedsDialog(self.shell, self)
        dialog.changed.connect(self._known_anew)
        dialog.opened.connect(lambda key: self._show_reader(key, ""))
        dialog.open()

    def _known_anew(self) -> None:
        """What is known of a law has changed: here, and for posts that cite it."""
        self._search()
        self.shell.changed()

    def _beside(self) -> None:
        reading, article = self.reader.reading, self.reader.article
        if reading is not None and article is not None:
            SideBySideDialog(self.shell, reading.document, article, self.results.on, self).open()

    def _explain(self) -> None:
        """Open a draft that explains what is read, with its citation filled in."""
        reading, ref, by = self.reader.reading, self.reader.ref, self.shell.session.person_id
        if not by:
            self.shell.sign_in()
        elif reading is not None and ref is not None:
            drafts, since = self.shell.studio.drafts, reading.document.effective_from
            self.shell.tasks.store(lambda: begin_explained(drafts, ref, since, by), self._explained, owner=self)

    def _explained(self, post_id: str) -> None:
        self.shell.changed()
        self.shell.go(PageId.COMPOSER, post_id)

    # -- bringing documents in

    def _offer_import(self) -> None:
        menu = QMenu(self)
        kinds = tr("Legal documents (*.docx *.pdf *.html *.htm *.txt *.jsonl)")
        title = tr("Import legal documents")
        menu.addAction(tr("Files…"), lambda: ask_open(self, title, kinds, self._take))
        menu.addAction(tr("A whole folder…"), lambda: ask_folder(self, title, lambda path: self._take([path])))
        button = self._first if self._stack.currentIndex() else self._import
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _take(self, paths: list[Path]) -> None:
        """Read the files; what they say is confirmed before it is stored."""
        library = self.shell.studio.library
        self._run(tr("Reading…"), lambda going: library.drafts(paths, going=going), self._check)

    def _check(self, drafts: Drafts) -> None:
        self._end_import()
        if drafts.many:
            self._take_many(drafts)
        elif drafts.ready:
            self._open_drafts(drafts.ready, drafts.refused)
        elif drafts.refused:
            ImportedDialog(0, 0, drafts.refused, self.shell.language, self).open()

    def _take_many(self, drafts: Drafts) -> None:
        """Exchange files first: they need no checking of heads."""
        library = self.shell.studio.library

        def done(report: ImportReport) -> None:
            self._imported(report)
            if drafts.ready:
                self._open_drafts(drafts.ready, drafts.refused)

        self._run(tr("Importing…"), lambda going: library.import_paths(drafts.many, going=going), done)

    def _take_whole_lines(self, paths: Sequence[Path]) -> None:
        library = self.shell.studio.library
        self._run(
            tr("Importing…"),
            lambda going: library.import_paths(paths, going=going, skip_broken=True),
            self._imported,
        )

    def _open_drafts(self, ready: Sequence[DocumentDraft], refused: Sequence[tuple[Path, Phrase]]) -> None:
        dialog = IntakeDialog(self.shell, ready, self)
        taken: list[str] = []
        dialog.taken.connect(taken.append)
        dialog.finished.connect(lambda _: self._taken(taken, refused))
        dialog.open()

    def _taken(self, keys: Sequence[str], refused: Sequence[tuple[Path, Phrase]]) -> None:
        if keys:
            self.shell.toast(tr("Added to the library: {n}").format(n=len(keys)))
            self.shell.changed()
            self._read(keys[-1], "")
        if refused:
            ImportedDialog(len(keys), 0, refused, self.shell.language, self).open()
        self._search()

    def _run(self, words: str, work: Callable[[Going], T], done: Callable[[T], None]) -> None:
        """Do long work beside the window, with progress and a stop."""
        stopped = Event()
        self._stopped = stopped
        self._import.setEnabled(False)
        self._first.setEnabled(False)
        self.progress.begin(words)

        def run(ticket: Ticket) -> T:
            def going(at: int, total: int) -> bool:
                ticket.progress(at, total)
                return not stopped.is_set()

            return work(going)

        self.shell.tasks.pool(run, done, owner=self, failed=self._not_imported, moved=self.progress.move_to)

    def _imported(self, report: ImportReport) -> None:
        self._end_import()
        self.shell.toast(
            tr("Imported: documents {documents}, articles {articles}").format(
                documents=report.documents, articles=report.articles
            )
        )
        if report.refused:
            language, broken = self.shell.language, tuple(report.broken)
            dialog = ImportedDialog(
                report.documents, report.articles, report.refused, language, self, broken=bool(broken)
            )
            dialog.skip_broken.connect(lambda: self._take_whole_lines(broken))
            dialog.open()
        self.shell.changed()
        self._search()

    def _not_imported(self, error: StudioError) -> None:
        self._end_import()
        self.shell.complain(error)

    def _stop(self) -> None:
        """The file under way is finished; what was imported stays."""
        self._stopped.set()

    def _end_import(self) -> None:
        self.progress.end()
        self._import.setEnabled(True)
        self._first.setEnabled(True)

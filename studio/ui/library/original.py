"""The page of the file that the article in sight was read from."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.clock import show_datetime
from studio.errors import StudioError
from studio.library.intake import PagePicture
from studio.library.model import Article, Document, Original
from studio.translation import tr
from studio.ui.files import ask_save
from studio.ui.library.page_picture import PagePictureView
from studio.ui.page import Shell
from studio.ui.widgets.buttons import IconButton
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import column, row


class OriginalPanel(QWidget):
    """Page by page for a PDF; the file itself can be saved whatever it is."""

    wide_wanted = Signal()
    """The page is to be shown beside the text."""

    def __init__(self, shell: Shell, parent: QWidget | None = None, *, widened: bool = False) -> None:
        """`widened`: it stands beside the text already."""
        super().__init__(parent)
        self._shell, self._widened = shell, widened
        self._document: Document | None = None
        self._original: Original | None = None
        self._page = 0
        self._about, self._which = Label(role="hint", wrap=True), Label(role="hint")
        self.picture = PagePictureView()
        self.back = IconButton("chevron-left", tr("Page before"))
        self.on = IconButton("chevron-right", tr("Next page"))
        self.back.clicked.connect(lambda: self._turn(-1))
        self.on.clicked.connect(lambda: self._turn(1))
        self.wide = IconButton("panel-right-open", tr("Show the page beside the text…"))
        self.save = IconButton("download", tr("Save the file…"))
        self.wide.clicked.connect(self.wide_wanted)
        self.save.clicked.connect(self._save)
        layout = column(
            self._about,
            row(self.back, self._which, self.on, None, self.wide, self.save, spacing=6),
            self.picture,
            spacing=6,
        )
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self.picture.setAccessibleName(tr("Picture of the page"))
        self._describe()

    def show_article(self, document: Document, article: Article) -> None:
        """Read which file the document came from, on the worker."""
        self._document = document
        library = self._shell.studio.library
        self._shell.tasks.store(
            lambda: (document, article, library.originals(document.key)), self._came, owner=self, key="originals"
        )

    def _came(self, came: tuple[Document, Article, tuple[Original, ...]]) -> None:
        document, article, found = came
        if document != self._document:
            return
        self._original = found[0] if found else None
        current = self._original is not None and self._original.read_as == document.sha256
        self._page = self._original.pages.get(article.position, 0) if current and self._original else 0
        self._describe()
        self._load()

    @property
    def _paged(self) -> bool:
        return self._original is not None and self._original.name.lower().endswith(".pdf")

    def _describe(self) -> None:
        original, document = self._original, self._document
        for part in (self.back, self.on, self._which, self.picture):
            part.setVisible(self._paged)
        self.wide.setVisible(self._paged and not self._widened)
        self.save.setVisible(original is not None)
        self._which.setText(tr("Page {n}").format(n=self._page + 1))
        self.back.setEnabled(self._page > 0)
        if original is None:
            self._about.setText(tr("No file was kept of this document: it came without one."))
            return
        said = [tr("{name}, taken in on {at}").format(name=original.name, at=show_datetime(original.taken_at))]
        if original.scanned:
            said.append(tr("a scan, compared line by line"))
        if document is not None and original.read_as != document.sha256:
            said.append(tr("the text was replaced by a later import"))
        self._about.setText(" · ".join(said))

    def _turn(self, by: int) -> None:
        self._page += by
        self._describe()
        self._load()

    def _load(self) -> None:
        if not self._paged or self._original is None:
            return
        original, page, library = self._original, self._page, self._shell.studio.library
        self._shell.tasks.pool(
            lambda _: (original, page, library.original_page(original, page)),
            self._page_came,
            owner=self,
            failed=self._no_page,
        )

    def _page_came(self, came: tuple[Original, int, PagePicture]) -> None:
        original, page, picture = came
        if original == self._original and page == self._page:
            self.on.setEnabled(True)
            self.picture.show_page(picture.png, picture.width)

    def _no_page(self, error: StudioError) -> None:
        """Behind the last page, or a file that is no more what it was."""
        if self._page:
            self._page -= 1
            self.on.setEnabled(False)
            self._describe()
        else:
            self._about.setText(self._shell.speech.explain(error))

    def _save(self) -> None:
        original, library = self._original, self._shell.studio.library
        if original is None:
            return

        def write(path: Path) -> None:
            self._shell.tasks.store(
                lambda: library.save_original(original, path),
                lambda _: self._shell.toast(tr("Saved: {name}").format(name=original.name)),
                owner=self,
            )

        kinds = f"*{Path(original.name).suffix}"
        ask_save(self, tr("Save the file"), original.name, kinds, write)

"""The page of the file that the article in sight was read from."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from studio.clock import show_datetime
from studio.errors import StudioError
from studio.library.intake import PagePicture
from studio.library.model import Article, Document, Original
from studio.translation import tr
from studio.ui.files import ask_save
from studio.ui.page import Shell
from studio.ui.theme import current_tokens
from studio.ui.widgets.buttons import IconButton
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import column, row

MARGIN = 4.0
"""Points that the mark stands off from its line."""


class _OriginalPage(QWidget):
    """Paints the page; its height follows its width."""

    def __init__(self) -> None:
        super().__init__()
        self.picture = QImage()
        self.points = 1.0
        self.mark: QRectF | None = None

    def fit(self, width: int) -> None:
        """Be as high as the page is at that width; nothing without a page."""
        there = not self.picture.isNull()
        self.setFixedHeight(round(width * self.picture.height() / self.picture.width()) if there else 0)

    @property
    def scale(self) -> float:
        """Pixels of the widget to a point of the page."""
        return self.width() / self.points

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(self.rect()), self.picture)
        if self.mark is not None:
            mark = self.mark.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)
            scaled = QRectF(
                mark.x() * self.scale, mark.y() * self.scale, mark.width() * self.scale, mark.height() * self.scale
            )
            accent = QColor(current_tokens().accent)
            painter.setPen(QPen(accent, 2))
            accent.setAlpha(36)
            painter.fillRect(scaled, accent)
            painter.drawRect(scaled)


class PagePictureView(QScrollArea):
    """A page to look at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet = _OriginalPage()
        self.setWidget(self._sheet)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_page(self, png: bytes, points: float) -> None:
        """`points` is the width of the page."""
        self._sheet.picture = QImage.fromData(png)
        self._sheet.points = points
        self._sheet.mark = None
        self._sheet.fit(self.viewport().width())
        self._sheet.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._sheet.fit(self.viewport().width())

    def mark(self, box: QRectF | None) -> None:
        """Mark a place of the page, in points, and bring it into sight."""
        self._sheet.mark = box
        self._sheet.update()
        if box is not None:
            scale = self._sheet.scale
            centre = box.center() * scale
            self.ensureVisible(round(centre.x()), round(centre.y()), 0, self.viewport().height() // 3)

    @property
    def shown(self) -> bool:
        """Whether there is a page."""
        return not self._sheet.picture.isNull()


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
        self.back = IconButton("chevron-left", tr("Previous page"))
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
            self._about.setText(tr("No file of this document was kept: it came without one."))
            return
        said = [tr("{name}, imported on {at}").format(name=original.name, at=show_datetime(original.taken_at))]
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
            self._about.setText(self._shell.language.explain(error))

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

"""A list of rows that are painted: a title, how it stands, and some lines of text each."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio.ui.theme import current_tokens
from studio.ui.widgets.chip import paint_word, word_width
from studio.ui.widgets.rows import ID_ROLE, ROOT, ROW_ROLE, Column, Index, RowsModel
from studio.ui.widgets.text_painter import LEFT, RIGHT, lines_of, paint_elided, paint_ground, paint_lines, weighted
from studio.ui.widgets.tips import plain
from studio.ui.words import StateWord

R = TypeVar("R")
PAD_X, PAD_Y, GAP, BETWEEN = 14, 10, 4, 12
WHOLE = 99
"""Lines of a title that is never cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListEntry:
    """One row. `spans` are the matched parts of `text`, start and end; with `head` it begins a group of that name."""

    id: str
    title: str
    text: str = ""
    word: StateWord | None = None
    side: str = ""
    mark: StateWord | None = None
    """A second status, at the right."""
    spans: tuple[tuple[int, int], ...] = ()
    head: str = ""

    @property
    def spoken(self) -> str:
        """What a screen reader says of it."""
        words = (word.text if word else "" for word in (self.word, self.mark))
        return ". ".join(part for part in (self.head, self.title, *words, self.side, self.text) if part)


class RowList(QListView, Generic[R]):
    """`chosen` carries the id of the row in hand, `opened` that of one taken with Enter or a double click.

    A long list is given as ids; `wanted` asks for the rows of some, to be answered with `bring`.
    """

    chosen = Signal(str)
    opened = Signal(str)
    wanted = Signal(list)
    even = True
    """Whether rows have one height, but for the names of groups."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column: Column[R] = Column(
            heading="", text=self.title, spoken=self.spoken, tip=lambda row: plain(self.tip(row))
        )
        self.rows: RowsModel[R] = RowsModel([column], self)
        self.rows.wanted.connect(self.wanted)
        self.setModel(self.rows)
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("ring", True)
        self.selectionModel().currentChanged.connect(self._moved)
        self.activated.connect(lambda index: self.opened.emit(str(index.data(ID_ROLE))))
        self.verticalScrollBar().valueChanged.connect(lambda _: self._look())

    # -- what a row is

    @abstractmethod
    def title(self, row: R) -> str:
        """The first words of a row."""

    @abstractmethod
    def spoken(self, row: R) -> str:
        """What a screen reader says of a row."""

    def head(self, row: R) -> str:
        """The name of the group that a row begins, if it begins one."""
        return ""

    def tip(self, row: R) -> str:
        """What a tooltip says of a row."""
        return self.head(row)

    # -- what is listed

    @property
    def ids(self) -> Sequence[str]:
        return self.rows.ids

    @property
    def chosen_id(self) -> str:
        index = self.currentIndex()
        return str(index.data(ID_ROLE)) if index.isValid() else ""

    def row(self, id: str) -> R | None:
        return self.rows.row(id)

    def show_ids(self, ids: Sequence[str]) -> None:
        """List `ids`; the row in hand stays in hand where it is still there. Says nothing of the choice."""
        kept = self.chosen_id
        self.selectionModel().blockSignals(True)
        self.rows.set_ids(tuple(ids))
        self.choose(kept)
        self.selectionModel().blockSignals(False)
        self._look()
        self.viewport().update()

    def show_rows(self, rows: Mapping[str, R]) -> None:
        """List `rows`; the one in hand stays in hand where it is still there."""
        kept = self.chosen_id
        self.selectionModel().blockSignals(True)
        self.setUniformItemSizes(self.even and not any(self.head(row) for row in rows.values()))
        self.rows.set_rows(rows)
        still = self.choose(kept)
        self.selectionModel().blockSignals(False)
        self.scheduleDelayedItemsLayout()
        if kept and not still:
            self.chosen.emit("")

    def bring(self, asked: Sequence[str], rows: Mapping[str, R]) -> None:
        self.rows.bring(asked, rows)

    def give_up(self) -> None:
        """The rows asked for could not be read."""
        self.rows.give_up()

    def choose(self, id: str) -> bool:
        """Take the row in hand; False when it is not listed."""
        place = self.rows.place_of(id) if id else None
        if place is not None:
            self.setCurrentIndex(self.rows.index(place, 0))
        return place is not None

    def step(self, by: int) -> None:
        """Take the next row in hand, or the one before."""
        place = self.currentIndex().row() + by
        if 0 <= place < len(self.ids):
            self.setCurrentIndex(self.rows.index(place, 0))

    def neighbour(self, id: str) -> str:
        """The row that comes after `id`, else the one before it, else nothing."""
        place = self.rows.place_of(id)
        if place is None:
            return ""
        ids = self.ids
        return ids[place + 1] if place + 1 < len(ids) else ids[place - 1] if place else ""

    # -- as Qt asks for it

    def indexAt(self, point: QPoint) -> QModelIndex:
        """The name of a group is no part of the row below it for the mouse."""
        index = super().indexAt(point)
        row = index.data(ROW_ROLE)
        band = head_height(self.fontMetrics()) if row is not None and self.head(row) else 0
        return index if point.y() >= self.visualRect(index).y() + band else QModelIndex()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.scheduleDelayedItemsLayout()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt takes the first row in hand where none is, but does not show it as chosen."""
        super().focusInEvent(event)
        if not self.selectionModel().hasSelection():
            self.setCurrentIndex(self.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The row in hand stays in sight where it was in sight before."""
        current = self.currentIndex()
        seen = current.isValid() and self.visualRect(current).intersects(QRect(QPoint(), event.oldSize()))
        super().resizeEvent(event)
        if seen:
            self.scrollTo(current)
        self._look()

    def _look(self) -> None:
        """Tell the model what is in sight."""
        if not self.rows.rowCount(ROOT):
            return
        each = max(1, self.sizeHintForRow(0))
        first = self.verticalScrollBar().value() // each
        self.rows.look_at(first, first + self.viewport().height() // each + 1)

    def _moved(self, current: QModelIndex, _: QModelIndex) -> None:
        self.chosen.emit(str(current.data(ID_ROLE)) if current.isValid() else "")


class RowDelegate(QStyledItemDelegate):
    """Paints the ground of a row, the name of the group it begins, and what a kind of row has inside."""

    def __init__(self, view: RowList[Any]) -> None:
        super().__init__(view)
        self.view = view

    @abstractmethod
    def height(self, styled: Any, row: Any) -> int:
        """Pixels of a row; `row` is None while it is not at hand."""

    @abstractmethod
    def paint_row(self, painter: QPainter, rect: QRect, row: Any, styled: Any) -> None:
        """Paint what is inside of a row."""

    def ground(self, painter: QPainter, rect: QRect, state: Any) -> None:
        """Paint what lies under a row."""
        paint_ground(painter, rect, state)

    def band(self, painter: QPainter, rect: QRect, head: str, font: QFont) -> None:
        """Paint the name of the group that a row begins."""
        paint_head(painter, rect, head, font)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        styled: Any = option
        row = index.data(ROW_ROLE)
        head = head_height(styled.fontMetrics) if row is not None and self.view.head(row) else 0
        return QSize(120, self.height(styled, row) + head)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        styled: Any = option
        rect: QRect = styled.rect
        row = index.data(ROW_ROLE)
        head = self.view.head(row) if row is not None else ""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if head:
            band = QRect(rect.x(), rect.y(), rect.width(), head_height(styled.fontMetrics))
            self.band(painter, band, head, styled.font)
            rect = rect.adjusted(0, band.height(), 0, 0)
        self.ground(painter, rect, styled.state)
        if row is not None:
            self.paint_row(painter, rect, row, styled)
        painter.restore()


def head_height(metrics: QFontMetrics) -> int:
    """Pixels of the band with the name of a group."""
    return metrics.lineSpacing() + 2 * GAP


def paint_head(painter: QPainter, band: QRect, head: str, font: QFont) -> None:
    """The name of a group on a band of its own."""
    tokens = current_tokens()
    painter.fillRect(band, QColor(tokens.page))
    paint_elided(painter, band.adjusted(PAD_X, 0, -PAD_X, 0), head, weighted(font), tokens.muted)


class EntryDelegate(RowDelegate):
    """Paints an entry: title, then status and side note, then the text on at most `lines` lines.

    Without lines for the title, all of it is one line: title on the left, status on the right. Rows have one height,
    that of the most lines, or each that of its own text where they are `fitted`.
    """

    def __init__(self, view: EntriesView[Any], *, lines: int, title_lines: int, fitted: bool) -> None:
        super().__init__(view)
        self._entry = view.entry
        self._lines, self._title_lines, self._fitted = lines, title_lines, fitted

    def give_lines(self, titles: int, texts: int) -> None:
        """Let titles and texts have so many lines from now on."""
        self._title_lines, self._lines = titles, texts

    def height(self, styled: Any, row: Any) -> int:
        if not self._title_lines:
            return int(2 * PAD_Y + self._beside(styled, row) * styled.fontMetrics.lineSpacing())
        lines = self._texts(styled, row)
        rows = self._titles(styled, row) + self._middles(styled, row) + lines
        gaps = 2 if lines else 1
        return int(2 * PAD_Y + rows * styled.fontMetrics.lineSpacing() + gaps * GAP)

    def paint_row(self, painter: QPainter, rect: QRect, row: Any, styled: Any) -> None:
        tokens, entry = current_tokens(), self._entry(row)
        step = styled.fontMetrics.lineSpacing()
        room = rect.adjusted(PAD_X, PAD_Y, -PAD_X, -PAD_Y)
        if not self._title_lines:
            self._paint_line(painter, room, entry, styled.font, self._beside(styled, row))
            return
        bold = weighted(styled.font)
        across = min(room.width(), self._room()) if self._fitted else room.width()  # as the height was reckoned
        most = self._titles(styled, row)
        titles = paint_lines(painter, room.topLeft(), across, entry.title, bold, tokens.text, most)
        middle = QRect(room.x(), room.y() + titles * step + GAP, room.width(), step)
        middles = self._middles(styled, row)
        self._paint_middle(painter, middle, entry, styled.font, stacked=middles > 1)
        if self._lines:
            below = QPoint(room.x(), middle.y() + middles * step + GAP)
            paint_lines(painter, below, across, entry.text, styled.font, tokens.muted, self._lines, spans=entry.spans)

    def _titles(self, styled: Any, row: Any) -> int:
        """Lines of the title: as many for all rows, unless titles are shown whole."""
        if self._title_lines < WHOLE or row is None:
            return self._title_lines
        return len(lines_of(self._entry(row).title, weighted(styled.font), self._room(), WHOLE))

    def _beside(self, styled: Any, row: Any) -> int:
        """Lines of a title with its status beside it: two where rows are `fitted` and one would cut it."""
        if not self._fitted or row is None:
            return 1
        entry = self._entry(row)
        room = self._room() - self._taken(entry, styled.font, self._room()) - BETWEEN
        return len(lines_of(entry.title, weighted(styled.font), room, 2))

    @staticmethod
    def _taken(entry: ListEntry, font: QFont, room: int) -> int:
        """Pixels of `room` that the status takes at the right of a title."""
        medium = weighted(font, QFont.Weight.Medium)
        return min(word_width(entry.word, medium) + GAP, room * 2 // 3) if entry.word is not None else 0

    def _texts(self, styled: Any, row: Any) -> int:
        """Lines of the text: as many for all rows, unless each is as high as its own."""
        if not self._fitted or row is None:
            return self._lines
        text = self._entry(row).text
        return len(lines_of(text, styled.font, self._room(), self._lines)) if text else 0

    def _middles(self, styled: Any, row: Any) -> int:
        """Lines of status and side note: two where rows differ in height and one line is too narrow for both."""
        entry = self._entry(row) if row is not None and not self.view.even else None
        if entry is None or entry.word is None or entry.mark is not None or not entry.side:
            return 1
        word = word_width(entry.word, weighted(styled.font, QFont.Weight.Medium))
        return 2 if word + BETWEEN + styled.fontMetrics.horizontalAdvance(entry.side) > self._room() else 1

    def _room(self) -> int:
        """Pixels that a text has across; those of a scroll bar are kept free, which may come with the heights."""
        view = self.view
        bar = view.verticalScrollBar()
        taken = 0 if bar.isVisible() else bar.sizeHint().width()
        return max(80, view.viewport().width() - taken - 2 * PAD_X)

    def _paint_line(self, painter: QPainter, room: QRect, entry: ListEntry, font: QFont, lines: int) -> None:
        """The title on the left, on so many lines, the status on the right."""
        taken = self._taken(entry, font, room.width())
        if entry.word is not None:
            medium = weighted(font, QFont.Weight.Medium)
            right = room.adjusted(room.width() - taken, 0, 0, 0)
            paint_word(painter, right, entry.word, medium, self.view.devicePixelRatio())
        title, bold, ink = room.adjusted(0, 0, -taken - BETWEEN, 0), weighted(font), current_tokens().text
        if lines > 1:
            paint_lines(painter, title.topLeft(), title.width(), entry.title, bold, ink, lines)
        else:
            paint_elided(painter, title, entry.title, bold, ink)

    def _paint_middle(self, painter: QPainter, room: QRect, entry: ListEntry, font: QFont, *, stacked: bool) -> None:
        """The status on the left, the second status or the side note on the right; the note below where `stacked`."""
        medium, ratio = weighted(font, QFont.Weight.Medium), self.view.devicePixelRatio()
        if entry.mark is not None:
            width = min(word_width(entry.mark, medium), room.width() // 2)
            right = QRect(room.right() - width, room.y(), width + 1, room.height())
            paint_word(painter, right, entry.mark, medium, ratio)
            room = room.adjusted(0, 0, -width - BETWEEN, 0)
        if entry.word is not None:
            paint_word(painter, room, entry.word, medium, ratio)
            aside = room.adjusted(word_width(entry.word, medium) + BETWEEN, 0, 0, 0)
            room = room.translated(0, room.height()) if stacked else aside
        flags = RIGHT if entry.word is not None and not stacked else LEFT
        paint_elided(painter, room, entry.side, font, current_tokens().muted, flags)


class EntriesView(RowList[R]):
    """A `RowList` whose rows are shown as entries."""

    def __init__(
        self,
        name: str = "",
        *,
        lines: int = 1,
        title_lines: int = 1,
        fitted: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, parent)
        self._delegate = EntryDelegate(self, lines=lines, title_lines=title_lines, fitted=fitted)
        self.setItemDelegate(self._delegate)
        if fitted or title_lines == WHOLE:
            self.even = False
            self.setUniformItemSizes(False)
            self.setResizeMode(QListView.ResizeMode.Adjust)

    def give_lines(self, titles: int, texts: int) -> None:
        """Let titles and texts have so many lines from now on; none for titles puts title and status on one line."""
        self._delegate.give_lines(titles, texts)
        self.scheduleDelayedItemsLayout()

    @abstractmethod
    def entry(self, row: R) -> ListEntry:
        """`row` as it is shown."""

    def title(self, row: R) -> str:
        return self.entry(row).title

    def spoken(self, row: R) -> str:
        return self.entry(row).spoken

    def head(self, row: R) -> str:
        return self.entry(row).head


class EntryList(EntriesView[ListEntry]):
    """A short list of entries, all at hand."""

    @property
    def entries(self) -> tuple[ListEntry, ...]:
        return self.rows.all()

    def show_entries(self, entries: Sequence[ListEntry]) -> None:
        """Show `entries`; the one in hand stays in hand where it is still there."""
        if tuple(entries) != self.entries:
            self.show_rows({entry.id: entry for entry in entries})

    def entry(self, row: ListEntry) -> ListEntry:
        return row

"""Where a post begins: the templates to choose among, and the posts to go on with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QWidget

from studio.clock import show_datetime
from studio.templates.model import Template
from studio.text import fold
from studio.ui.composer.chooser.tile import TemplateTile
from studio.ui.composer.summaries import Summary
from studio.ui.language import Speech, Translated
from studio.ui.widgets.entries import Entry, EntryList
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, FlowLayout, Plain, column, row, scrolled
from studio.ui.widgets.search import SearchField
from studio.ui.words import post_word

DRAFTS_CHARS = 33
TILE_GAP = 12
SIDE_BY_SIDE = 118
"""Average characters the view must be wide for the drafts to stand beside the templates."""
_STEPS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


class ChooserView(Translated):
    """`template_chosen` carries the id of a template, `post_chosen` that of a post."""

    template_chosen = Signal(str)
    post_chosen = Signal(str)

    def __init__(self, speech: Speech) -> None:
        super().__init__()
        self._speech = speech
        self._templates: tuple[Template, ...] = ()
        self._posts: tuple[Summary, ...] = ()
        self._tiles: dict[str, TemplateTile] = {}
        self._query = ""
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._fit)
        self.title, self._subtitle = Label(role="title"), Label(role="hint", wrap=True)
        self.search = SearchField()
        self.search.searched.connect(self._filter)
        self._flow = FlowLayout(spacing=TILE_GAP)
        self._grid = Plain()
        self._grid.setLayout(self._flow)
        self._none = Label(role="hint", wrap=True)
        self._heading, self._empty = Label(role="heading"), Label(role="hint", wrap=True)
        self.drafts = EntryList(lines=0)
        self.drafts.clicked.connect(lambda index: self.post_chosen.emit(self.drafts.chosen_id))
        self.drafts.opened.connect(self._opened)
        self._build()
        self.retranslate()

    def _build(self) -> None:
        head = row(column(self.title, self._subtitle, spacing=2), self.search, spacing=20)
        head.setStretch(0, 1)
        self.search.setMinimumWidth(260)
        hold = Plain()
        hold.setLayout(column(self._none, self._grid, None, margins=(0, 0, 6, 8)))
        self.area = scrolled(hold)
        self._card = Card()
        inside = column(self._heading, self._empty, self.drafts, spacing=8, margins=(16, 14, 8, 10))
        inside.setStretch(2, 1)
        inside.addStretch(0)  # without drafts the words stay at the top
        self._card.setLayout(inside)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setSpacing(16)
        self._body.addWidget(self.area, 1)
        self._body.addWidget(self._card)
        whole = column(head, spacing=16)
        whole.addLayout(self._body, 1)
        self.setLayout(whole)

    @property
    def shown(self) -> tuple[str, ...]:
        """Ids of the templates in sight."""
        return tuple(name for name, tile in self._tiles.items() if tile.isVisibleTo(self._grid))

    def retranslate(self) -> None:
        self.title.setText(self.tr("Compose"))
        self._subtitle.setText(self.tr("Choose a template to begin, or go on with a post."))
        self.search.set_prompt(self.tr("Search templates…"))
        self._heading.setText(self.tr("Go on with"))
        self._empty.setText(self.tr("No post is under way. What you begin is kept here by itself."))
        self.drafts.setAccessibleName(self._heading.text())
        self._none.setText(self.tr("No template speaks of that. Try another word."))
        self._show_posts()

    def show_templates(self, templates: Sequence[Template]) -> None:
        """Offer `templates`; companions name what they go with."""
        if [(t.id, t.version) for t in templates] == [(t.id, t.version) for t in self._templates]:
            return
        self._templates = tuple(templates)
        for tile in self._tiles.values():
            self._flow.removeWidget(tile)
            tile.deleteLater()
        known = {template.id: template for template in templates}
        self._tiles = {}
        for template in templates:
            tile = TemplateTile(template, self._speech, known.get(template.companion_of or ""))
            tile.clicked.connect(lambda _=False, key=template.id: self.template_chosen.emit(key))
            tile.installEventFilter(self)
            self._tiles[template.id] = tile
            self._flow.addWidget(tile)
        self._filter(self._query)
        self._show_posts()
        self._fit()

    def show_pictures(self, pictures: Mapping[str, QPixmap]) -> None:
        """Put cards on the tiles, by template."""
        for name, picture in pictures.items():
            if name in self._tiles:
                self._tiles[name].show_picture(picture)

    def show_posts(self, posts: Sequence[Summary]) -> None:
        self._posts = tuple(posts)
        self._show_posts()

    def take_focus(self) -> None:
        self.search.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(watched, TemplateTile):
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None:
                self._walk(watched, *step)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                watched.click()
                return True
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self.area.ensureWidgetVisible(watched, 0, 12)
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._soon.start()

    def _fit(self) -> None:
        width = self.fontMetrics().averageCharWidth()
        beside = self.width() >= SIDE_BY_SIDE * width
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.BottomToTop
        self._body.setDirection(direction)
        self._card.setFixedWidth(DRAFTS_CHARS * width) if beside else self._card.setMaximumWidth(16777215)
        self._card.setMaximumHeight(16777215 if beside else min(self._whole_list(), self.height() * 2 // 5))
        if not beside:
            self._card.setMinimumWidth(0)
        self._fit_tiles(self.width() - 20 - (DRAFTS_CHARS * width + 16 if beside else 0))

    def _whole_list(self) -> int:
        """Height of the card when every draft is in sight."""
        frame = self._heading.sizeHint().height() + 60
        rows = self.drafts.sizeHintForRow(0) * len(self._posts) if self._posts else self._empty.sizeHint().height()
        return frame + rows

    def _fit_tiles(self, room: int) -> None:
        """Let the tiles share the width equally."""
        if not self._tiles:
            return
        least = next(iter(self._tiles.values())).least_width
        columns = max(1, (room + TILE_GAP) // (least + TILE_GAP))
        for tile in self._tiles.values():
            tile.set_width((room - (columns - 1) * TILE_GAP) // columns)

    def _filter(self, query: str) -> None:
        self._query = query
        words = fold(query).split()
        for template in self._templates:
            said = f"{template.code} {template.title.vi} {template.title.en} {template.when.vi} {template.when.en}"
            folded = fold(said)
            self._tiles[template.id].setVisible(all(word in folded for word in words))
        self._none.setVisible(bool(self._templates) and not self.shown)

    def _walk(self, tile: TemplateTile, across: int, down: int) -> None:
        """Move the keyboard to the next tile in that direction."""
        seen = [self._tiles[name] for name in self.shown]
        here = seen.index(tile)
        if across:
            there = here + across
        else:
            columns = sum(1 for t in seen if t.y() == seen[0].y())
            there = here + down * columns
        if 0 <= there < len(seen):
            seen[there].setFocus(Qt.FocusReason.TabFocusReason)

    def _show_posts(self) -> None:
        known = {template.id: template for template in self._templates}
        self.drafts.setVisible(bool(self._posts))
        self._empty.setVisible(not self._posts)
        self.drafts.show_entries([self._entry(post, known.get(post.template_id)) for post in self._posts])
        self._soon.start()

    def _entry(self, post: Summary, template: Template | None) -> Entry:
        name = self._speech.say(template.title) if template else post.template_id
        return Entry(
            id=post.id,
            title=post.title or name,
            word=post_word(post.state),
            side=show_datetime(post.changed),
        )

    def _opened(self, post_id: str) -> None:
        if QApplication.mouseButtons() == Qt.MouseButton.NoButton:
            self.post_chosen.emit(post_id)

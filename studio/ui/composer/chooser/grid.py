"""The tiles of the templates. The arrows walk over them; Tab stops at one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPixmap

from studio.templates.model import Template
from studio.ui.composer.chooser.tile import TemplateTile
from studio.ui.language import Speech
from studio.ui.widgets.layout import FlowLayout, Plain

GAP = 12
_STEPS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


class TileGrid(Plain):
    """`chosen` carries the id of the template taken, `walked` the tile that has the keyboard now."""

    chosen = Signal(str)
    walked = Signal(object)

    def __init__(self, speech: Speech) -> None:
        super().__init__()
        self._speech = speech
        self._tiles: dict[str, TemplateTile] = {}
        self._flow = FlowLayout(spacing=GAP)
        self.setLayout(self._flow)

    @property
    def shown(self) -> tuple[str, ...]:
        """Ids of the templates in sight."""
        return tuple(name for name, tile in self._tiles.items() if not tile.isHidden())

    def show_templates(self, templates: Sequence[Template]) -> None:
        """Offer `templates`; companions name what they go with."""
        for tile in self._tiles.values():
            self._flow.removeWidget(tile)
            tile.deleteLater()
        known = {template.id: template for template in templates}
        self._tiles = {}
        for template in templates:
            tile = TemplateTile(template, self._speech, known.get(template.companion_of or ""))
            tile.clicked.connect(lambda _=False, key=template.id: self.chosen.emit(key))
            tile.installEventFilter(self)
            self._tiles[template.id] = tile
            self._flow.addWidget(tile)
        self._make_stop(None)

    def show_pictures(self, pictures: Mapping[str, QPixmap]) -> None:
        """Put cards on the tiles, by template."""
        for name, picture in pictures.items():
            if name in self._tiles:
                self._tiles[name].show_picture(picture)

    def keep(self, wanted: Collection[str]) -> None:
        """Show the tiles of these templates only."""
        for name, tile in self._tiles.items():
            tile.setVisible(name in wanted)
        self._make_stop(next((tile for tile in self._seen() if tile.hasFocus()), None))

    def fit(self, room: int) -> None:
        """Let the tiles share `room` pixels equally."""
        if not self._tiles:
            return
        least = next(iter(self._tiles.values())).least_width
        columns = max(1, (room + GAP) // (least + GAP))
        for tile in self._tiles.values():
            tile.set_width((room - (columns - 1) * GAP) // columns)

    def take_focus(self) -> bool:
        """Put the keyboard on the first tile; False when none is in sight."""
        first = next(iter(self._seen()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)
        return first is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, TemplateTile):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None:
                self._walk(watched, *step)
                return True
            if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
                self._seen()[0 if event.key() == Qt.Key.Key_Home else -1].setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                watched.click()
                return True
        if event.type() == QEvent.Type.FocusIn:
            self._make_stop(watched)
            self.walked.emit(watched)
        return super().eventFilter(watched, event)

    def _seen(self) -> list[TemplateTile]:
        return [tile for tile in self._tiles.values() if not tile.isHidden()]

    def _walk(self, tile: TemplateTile, across: int, down: int) -> None:
        """Move the keyboard to the next tile in that direction."""
        seen = self._seen()
        columns = sum(1 for other in seen if other.y() == seen[0].y())
        there = seen.index(tile) + across + down * columns
        if 0 <= there < len(seen):
            seen[there].setFocus(Qt.FocusReason.TabFocusReason)

    def _make_stop(self, stop: TemplateTile | None) -> None:
        """Let Tab stop at one tile only."""
        seen = self._seen()
        chosen = stop if stop in seen else next(iter(seen), None)
        for tile in seen:
            tile.setFocusPolicy(Qt.FocusPolicy.StrongFocus if tile is chosen else Qt.FocusPolicy.ClickFocus)

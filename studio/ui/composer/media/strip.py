"""The media strip: the pictures of the post or its video, and what is said of the one in hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from studio.images.kinds import SUFFIXES as PICTURES
from studio.posts.model import Finding, Media
from studio.posts.postfile import VIDEO_SUFFIXES
from studio.translation import tr
from studio.ui.anchors import anchor
from studio.ui.composer.form_field import Say
from studio.ui.composer.media.crop_dialog import CropDialog
from studio.ui.composer.media.gallery import Gallery
from studio.ui.composer.media.panel import MediaPanel
from studio.ui.composer.media.tile import AddTile, MediaTile
from studio.ui.files import ask_open
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, FlowLayout, PlainHolder, column

SUFFIXES = (*PICTURES, *VIDEO_SUFFIXES)


class MediaStrip(QWidget):
    """`added` carries paths of files, `edited` a changed picture, `arranged` all pictures in a new order or number."""

    added = Signal(list)
    edited = Signal(object)
    arranged = Signal(object)
    play_wanted = Signal(object)
    """Carries a video that somebody wants to watch."""
    consents_wanted = Signal(object)
    """Carries a picture whose consents somebody wants to see."""
    retouch_wanted = Signal(object)
    """Carries a picture that somebody wants to edit in the image studio."""
    shown = Signal(object)
    """Carries the pictures that now stand here."""

    def __init__(self, gallery: Gallery, say: Say) -> None:
        super().__init__()
        self._gallery = gallery
        self._media: tuple[Media, ...] = ()
        self._chosen = ""
        self._tiles: dict[str, MediaTile] = {}
        self._findings: Sequence[Finding] = ()
        self._consents: Mapping[str, str] = {}
        heading = Label(tr("Pictures or video"), "heading")
        self._hint = Label(
            tr(
                "Drop photos or one video here, or add them from a folder. Your own file is never changed; a "
                "video is sent as it is, without its place and time data."
            ),
            "hint",
            wrap=True,
        )
        self.add_tile = AddTile()
        self.add_tile.clicked.connect(lambda: self.ask(self.added.emit))
        anchor(self.add_tile, "media.add")
        anchor(self.add_tile, "media.alt_text", "media.captions", stand_in=True)
        self._locked = False
        self._dragged = False
        """Whether the order changed since the tile in hand was taken up."""
        self._flow = FlowLayout(spacing=8)
        self._flow.addWidget(self.add_tile)
        self._tray = PlainHolder()
        self._tray.setLayout(self._flow)
        self._say = say
        self._panel: MediaPanel | None = None
        self._card = Card()
        self._body = column(heading, self._hint, self._tray, spacing=12, margins=(20, 16, 20, 18))
        self._card.setLayout(self._body)
        self.setLayout(column(self._card))
        self.setAcceptDrops(True)
        gallery.came.connect(self._show)
        self.add_tile.set_words(tr("Add pictures or a video"))
        self._show()

    @property
    def tiles(self) -> tuple[MediaTile, ...]:
        return tuple(self._tiles.values())

    @property
    def panel(self) -> MediaPanel:
        """All about the picture in hand; made for the first: in many posts none is ever taken in hand."""
        if self._panel is None:
            self._panel = self._made_panel()
        return self._panel

    def _made_panel(self) -> MediaPanel:
        panel = MediaPanel(self._say)
        panel.hide()
        panel.setEnabled(not self._locked)
        panel.edited.connect(self._edited)
        panel.moved.connect(lambda step: self._shift(self._chosen, step))
        panel.removed.connect(self._remove)
        panel.cut_wanted.connect(self._cut)
        panel.play_wanted.connect(lambda: self.play_wanted.emit(panel.media))
        panel.retouch_wanted.connect(lambda: self.retouch_wanted.emit(panel.media))
        panel.consents_wanted.connect(lambda: self.consents_wanted.emit(panel.media))
        self._body.addWidget(panel)
        return panel

    def put(self, media: Sequence[Media]) -> None:
        """Show these pictures; the one in hand stays in hand while it is there."""
        if [m.id for m in media] != list(self._tiles):
            self._arrange(media)
        self._media = tuple(media)
        if self._chosen not in self._tiles:
            self._chosen = ""
        self._gallery.want(media)
        self._show()
        self.shown.emit(self._media)

    def show_consents(self, consents: Mapping[str, str]) -> None:
        """Consents by picture (SHA-256), a line for each."""
        self._consents = consents
        self._show()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        self._findings = findings
        self._show_findings()

    def choose(self, id: str, *, focus: bool = False) -> bool:
        """Take a picture in hand; False when it is not there."""
        if id not in self._tiles:
            return False
        self._chosen = id
        self._show()
        if focus:
            self.panel.take_focus()
        return True

    def take_focus(self) -> None:
        first = next(iter(self._tiles.values()), None)
        (first or self.add_tile).setFocus()

    def ask(self, then: Callable[[list[Path]], None]) -> None:
        """Ask for files; `then` gets their paths."""
        endings = " ".join(f"*{suffix} *{suffix.upper()}" for suffix in SUFFIXES)
        kinds = tr("Pictures and videos")
        ask_open(self.window(), tr("Add pictures or a video"), f"{kinds} ({endings})", then)

    def set_locked(self, locked: bool) -> None:
        """Look, but do not touch."""
        self._locked = locked
        self.add_tile.setVisible(not locked)
        for tile in self._tiles.values():
            tile.movable = not locked
        if self._panel is not None:
            self._panel.setEnabled(not locked)
        self.setAcceptDrops(not locked)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _paths(event):
            event.acceptProposedAction()
            self._mark(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._mark(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._mark(False)
        paths = _paths(event)
        if paths:
            event.acceptProposedAction()
            self.added.emit(paths)

    def _mark(self, on: bool) -> None:
        self._card.set_chosen(on)

    def _arrange(self, media: Sequence[Media]) -> None:
        """Have a tile for each picture, in order; those that stay keep keyboard and mouse."""
        tiles = {picture.id: self._tiles.get(picture.id) or self._made(picture) for picture in media}
        for tile in [self.add_tile, *self._tiles.values()]:
            self._flow.removeWidget(tile)
        for key, gone in self._tiles.items():
            if key not in tiles:
                gone.hide()
                gone.deleteLater()
        self._tiles = tiles
        self._flow.addWidget(self.add_tile)
        for tile in tiles.values():
            self._flow.addWidget(tile)
            tile.show()

    def _made(self, picture: Media) -> MediaTile:
        tile = MediaTile(picture)
        tile.movable = not self._locked
        tile.clicked.connect(lambda _, key=picture.id: self._clicked(key))
        tile.moved.connect(lambda step, key=picture.id: self._shift(key, step))
        tile.pulled.connect(lambda at, key=picture.id: self._pull(key, at))
        tile.let_go.connect(self._drop)
        return tile

    def _pull(self, key: str, at: QPoint) -> None:
        """The tile is dragged: it takes the place of the one nearest to the mouse. Told once it is let go."""
        here = self._tray.mapFromGlobal(at)
        nearest = min(self._tiles, key=lambda name: (self._tiles[name].geometry().center() - here).manhattanLength())
        if nearest == key:
            return
        order = [m for m in self._media if m.id != key]
        there = list(self._tiles).index(nearest)
        order.insert(there, next(m for m in self._media if m.id == key))
        self.put(order)
        self._flow.activate()
        self._dragged = True

    def _drop(self) -> None:
        if self._dragged:
            self._dragged = False
            self.arranged.emit(self._media)

    def _cut(self) -> None:
        media = next((m for m in self._media if m.id == self._chosen), None)
        if media is not None:
            dialog = CropDialog(self._gallery, media, self)
            dialog.cut.connect(self._edited)
            dialog.open()

    def _clicked(self, key: str) -> None:
        self._chosen = "" if key == self._chosen else key
        self._show()

    def _show(self) -> None:
        if self._chosen or self._panel is not None:
            self.panel.setVisible(bool(self._chosen))
        for place, media in enumerate(self._media):
            known = self._gallery.known(media)
            located = known.located if known else False
            tile = self._tiles[media.id]
            tile.show_media(media, located=located, shape=known.shape if known else "")
            tile.setChecked(media.id == self._chosen)
            if known is not None:
                tile.show_picture(known.thumbnail)
            if media.id == self._chosen:
                self.panel.show_media(media, located=located, place=place, count=len(self._media))
                self.panel.show_consents(self._consents.get(media.sha256, ""))
                if known is not None:
                    self.panel.show_picture(known.whole)
        self._show_findings()

    def _show_findings(self) -> None:
        if self._panel is not None:
            self._panel.show_findings([f for f in self._findings if f.field == f"media:{self._chosen}"])

    def _edited(self, media: Media) -> None:
        self._media = tuple(media if m.id == media.id else m for m in self._media)
        self._gallery.want((media,))
        self._show()
        self.edited.emit(media)

    def _shift(self, key: str, step: int) -> None:
        order = list(self._media)
        here = next((i for i, m in enumerate(order) if m.id == key), -1)
        there = here + step
        if self._locked or here < 0 or not 0 <= there < len(order):
            return
        order.insert(there, order.pop(here))
        self.put(order)
        self.arranged.emit(tuple(order))

    def _remove(self) -> None:
        kept = tuple(m for m in self._media if m.id != self._chosen)
        self._chosen = ""
        self.put(kept)
        self.take_focus()
        self.arranged.emit(kept)


def _paths(event: QDropEvent) -> list[Path]:
    """The files of a drop that look like pictures or videos."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in SUFFIXES]

"""Cutting a picture for the post. The file stays whole: a crop is part of what the post says of it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QButtonGroup, QWidget

from studio.errors import StudioError
from studio.posts.model import Media
from studio.ui.composer.media.crop_canvas import CropCanvas
from studio.ui.composer.media.frame import RATIOS, focal_after, frame_of, ratio_name
from studio.ui.composer.media.gallery import Gallery, Whole
from studio.ui.widgets.buttons import LinkButton, PillButton, PrimaryButton, QuietButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import FlowLayout, Plain, row
from studio.ui.widgets.tips import plain

FREE = ""
SIZE, LINE = QSize(860, 620), 18
"""The dialog, and the height of a line at which it has that size; it grows with the window's type."""


class CropDialog(Dialog):
    """`cut` carries the picture with its new crop."""

    cut = Signal(object)

    def __init__(self, gallery: Gallery, media: Media, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=520)
        self._media = media
        self._fits = False
        self.canvas = CropCanvas()
        self.canvas.changed.connect(self._tell)
        self.pills = {name: PillButton() for name in (FREE, *RATIOS)}
        group = QButtonGroup(self)
        flow = FlowLayout(spacing=6)
        for name, pill in self.pills.items():
            group.addButton(pill)
            pill.setEnabled(False)
            pill.clicked.connect(lambda _, name=name: self._take(name))
            flow.addWidget(pill)
        self.pills[FREE].setChecked(True)
        shapes = Plain()
        shapes.setLayout(flow)
        self._size, self._hint = Label(role="small"), Label(role="small", wrap=True)
        self.whole = LinkButton(glyph="rotate-ccw")
        self.whole.clicked.connect(self._reset)
        self.take, self.cancel = PrimaryButton(glyph="crop"), QuietButton()
        self.take.clicked.connect(self._done)
        self.cancel.clicked.connect(self.reject)
        self.take.setEnabled(False)
        self.take.setDefault(True)
        self.fill(
            shapes,
            self.canvas,
            row(self._size, None, self.whole),
            self._hint,
            buttons=row(None, self.cancel, self.take),
        )
        layout = self.layout()
        layout.setStretch(2, 1)  # type: ignore[union-attr]
        self.retranslate()
        wanted = SIZE * max(1.0, self.fontMetrics().lineSpacing() / LINE)
        self.resize(wanted.boundedTo(parent.window().size() * 0.94) if parent is not None else wanted)
        gallery.want_whole(media, self._came, self._failed, self)

    def retranslate(self) -> None:
        self.set_heading(self.tr("Cut the picture: {name}").format(name=self._media.name))
        uses = {
            FREE: (self.tr("Free"), self.tr("Any shape")),
            "1:1": ("1:1", self.tr("Square: Facebook and Zalo")),
            "4:5": ("4:5", self.tr("Upright: as large as Facebook shows a photo")),
            "1.91:1": ("1.91:1", self.tr("Broad: cover of a Zalo article and of the website")),
            "16:9": ("16:9", self.tr("Broad: screens and videos")),
        }
        for name, (word, use) in uses.items():
            self.pills[name].setText(word)
            self.pills[name].setToolTip(plain(use))
            self.pills[name].setAccessibleDescription(use)
        self.canvas.setAccessibleName(self.tr("Frame of the cut"))
        self._hint.setText(
            self.tr("Arrow keys move the frame by 1 pixel, with Shift by 10; with Ctrl they change its size.")
        )
        self.canvas.setAccessibleDescription(self._hint.text())
        self.whole.setText(self.tr("Back to the whole picture"))
        self.take.setText(self.tr("Cut"))
        self.cancel.setText(self.tr("Cancel"))
        self._tell()

    def _came(self, whole: Whole) -> None:
        frame = frame_of(self._media.crop, whole.size)
        name = ratio_name(frame) if self._media.crop else FREE
        self.pills[name].setChecked(True)
        self.canvas.show_picture(QPixmap.fromImage(whole.image), frame, self._media.redactions)
        self.canvas.put(frame, RATIOS.get(name))
        for pill in self.pills.values():
            pill.setEnabled(True)
        self.take.setEnabled(True)
        self.canvas.setFocus()

    def _failed(self, error: StudioError) -> None:
        self._size.setText(self.tr("The picture cannot be read. Take it out and add it again."))

    def _take(self, name: str) -> None:
        frame, ratio = self.canvas.frame, RATIOS.get(name)
        if frame is not None:
            self.canvas.put(frame if ratio is None else frame.shaped(ratio), ratio)

    def _reset(self) -> None:
        frame = self.canvas.frame
        if frame is not None:
            self.pills[FREE].setChecked(True)
            self.canvas.put(frame_of(None, (frame.width, frame.height)), None)
            self.canvas.setFocus()

    def _tell(self) -> None:
        frame = self.canvas.frame
        if frame is None:
            return
        text = self.tr("{w} × {h} pixels of {width} × {height}")
        self._size.setText(text.format(w=round(frame.w), h=round(frame.h), width=frame.width, height=frame.height))
        self.whole.setEnabled(not frame.whole)

    def _done(self) -> None:
        frame = self.canvas.frame
        if frame is not None and frame.fraction != self._media.crop:
            focal = focal_after(self._media.focal, self._media.crop, frame.fraction)
            self.cut.emit(replace(self._media, crop=frame.fraction, focal=focal))
        self.accept()

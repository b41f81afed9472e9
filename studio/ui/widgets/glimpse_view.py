"""A kept file at a glance: a small picture, or the first lines of a text; hidden while there is neither."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from studio.file_preview import FilePreview
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, column

WIDE, HIGH = 320, 180
"""Pixels that a picture takes at most unless more is asked for."""


class GlimpseView(QWidget):
    """Shows one file; `name` is what a screen reader hears."""

    def __init__(self, name: str, *, size: tuple[int, int] = (WIDE, HIGH)) -> None:
        """`size`: pixels that a picture takes at most."""
        super().__init__()
        self._size = size
        self.picture, self.text = QLabel(), Label(role="small", wrap=True)
        self.picture.setAccessibleName(name)
        self._card = Card(kind="inset")
        self._card.setLayout(column(self.text, margins=(10, 8, 10, 8)))
        self.setLayout(column(self.picture, self._card))
        self.show_glimpse(FilePreview())

    def show_glimpse(self, glimpse: FilePreview) -> None:
        image = QImage.fromData(glimpse.picture) if glimpse.picture else QImage()
        ratio, (wide, high) = self.devicePixelRatio(), self._size
        if not image.isNull():
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            pixels = QPixmap.fromImage(image.scaled(round(wide * ratio), round(high * ratio), keep, smooth))
            pixels.setDevicePixelRatio(ratio)
            self.picture.setPixmap(pixels)
        self.picture.setVisible(not image.isNull())
        self.text.setText(glimpse.text)
        self._card.setVisible(bool(glimpse.text))
        self.setVisible(bool(glimpse.text) or not image.isNull())

"""Under the canvas: the zoom, the size of the finished picture, and comparing."""

from __future__ import annotations

from PySide6.QtCore import Signal

from studio.images.geometry import finished_size
from studio.images.recipe import Recipe
from studio.ui.language import Translated
from studio.ui.widgets.buttons import IconButton, LinkButton, PillButton
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import FlowLayout, Plain, row


class EditorFoot(Translated):
    """`wanted` says ``in``, ``out``, ``fit`` or ``full``; `split` whether the old light is shown on the left; `held`
    whether the picture as it came is shown instead."""

    wanted = Signal(str)
    split = Signal(bool)
    held = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.less, self.more = IconButton("zoom-out"), IconButton("zoom-in")
        self.fit, self.full = IconButton("maximize-2"), LinkButton()
        for button, what in ((self.less, "out"), (self.more, "in"), (self.fit, "fit"), (self.full, "full")):
            button.clicked.connect(lambda _, what=what: self.wanted.emit(what))
        self._zoom, self._size = Label(role="hint"), Label(role="hint")
        self._zoom.setMinimumWidth(self.fontMetrics().horizontalAdvance("1000 %"))
        self.compare, self.before = PillButton(), LinkButton(glyph="history")
        self.compare.toggled.connect(self.split)
        self.before.pressed.connect(lambda: self.held.emit(True))
        self.before.released.connect(lambda: self.held.emit(False))
        flow = FlowLayout(spacing=4)
        seeing = (self.less, self._zoom, self.more, self.fit, self.full, self._size)
        for parts in (seeing, (self.compare, self.before)):
            group = Plain()
            group.setLayout(row(*parts, spacing=4))
            flow.addWidget(group)
        self.setLayout(flow)
        self.retranslate()

    def retranslate(self) -> None:
        self.less.set_name(self.tr("Smaller (−)"))
        self.more.set_name(self.tr("Larger (+)"))
        self.fit.set_name(self.tr("The whole picture (0)"))
        self.full.setText("100 %")
        self.full.setToolTip(self.tr("Pixel for pixel (1)"))
        self.compare.setText(self.tr("Old and new light"))
        self.before.setText(self.tr("Hold: as it came"))

    def show_zoom(self, zoom: float) -> None:
        self._zoom.setText(f"{zoom * 100:.0f} %")

    def show_recipe(self, recipe: Recipe) -> None:
        width, height = finished_size(recipe)
        self._size.setText(f"{width} × {height}")

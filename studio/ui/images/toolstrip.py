"""The tools, one under the other: one is in hand; badge and source line are put there by a click."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup

from studio.ui.anchors import anchor
from studio.ui.images.canvas.desk import ToolId
from studio.ui.images.canvas.names import TOOLS, tool_name
from studio.ui.language import Translated
from studio.ui.widgets.buttons import IconButton
from studio.ui.widgets.layout import Card, column, rule

_GROUPS = (
    (ToolId.SELECT,),
    (ToolId.CROP, ToolId.STRAIGHTEN),
    (ToolId.COVER_BOX, ToolId.COVER_POLYGON),
    (ToolId.ARROW, ToolId.BOX, ToolId.NUMBER, ToolId.TEXT),
)


class ToolStrip(Translated):
    """`chosen` carries the tool."""

    chosen = Signal(object)
    badge_wanted = Signal()
    source_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.buttons = {tool: IconButton(TOOLS[tool][0]) for tool in ToolId}
        group = QButtonGroup(self)
        for tool, button in self.buttons.items():
            button.setCheckable(True)
            group.addButton(button)
            button.clicked.connect(lambda _, tool=tool: self.chosen.emit(tool))
        self.badge, self.source = IconButton("shield"), IconButton("at-sign")
        self.badge.clicked.connect(self.badge_wanted)
        self.source.clicked.connect(self.source_wanted)
        stack = column(spacing=2, margins=5)
        for place, tools in enumerate(_GROUPS):
            if place:
                stack.addWidget(rule())
            for tool in tools:
                stack.addWidget(self.buttons[tool])
        for button in (self.badge, self.source):
            stack.addWidget(button)
        stack.addStretch(1)
        anchor(self.buttons[ToolId.COVER_BOX], "media.redact.style")
        card = Card()
        card.setLayout(stack)
        self.setLayout(column(card))
        self.show_tool(ToolId.SELECT)
        self.retranslate()

    def retranslate(self) -> None:
        for tool, button in self.buttons.items():
            button.set_name(tool_name(tool))
        self.badge.set_name(self.tr("Badge of the unit"))
        self.source.set_name(self.tr("Source line"))

    def show_tool(self, tool: ToolId) -> None:
        self.buttons[tool].setChecked(True)

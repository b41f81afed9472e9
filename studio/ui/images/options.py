"""The bar above the canvas: how the thing in hand looks, or what the tool in hand does."""

from __future__ import annotations

from studio.ui.images.canvas.desk import ToolId
from studio.ui.images.looks import COVER_TOOLS, MARK_TOOLS, LookOptions, field_height, show_only
from studio.ui.language import Translated
from studio.ui.widgets.labels import Elided
from studio.ui.widgets.layout import column


class OptionsBar(Translated):
    """Above the canvas it is always there and always as high: a picture must not move because something was taken
    in hand. Elsewhere it shows only while there is something to choose."""

    def __init__(self, looks: LookOptions) -> None:
        super().__init__()
        self._looks = looks
        self._tool, self._needed, self._still = ToolId.SELECT, False, True
        self._hint = Elided(role="hint")
        self.setLayout(column(looks, self._hint, spacing=0))
        self.hold_still(True)
        self.retranslate()

    def retranslate(self) -> None:
        if self._tool in (ToolId.CROP, ToolId.STRAIGHTEN):
            words = self.tr("Drag the frame; its shape and angle stand on the right.")
        elif self._tool in (*MARK_TOOLS, *COVER_TOOLS):
            words = ""
        else:
            words = self.tr("Click a cover or a mark to change it; the tools on the left add new ones.")
        self._hint.setText(words)

    def hold_still(self, still: bool) -> None:
        """Whether it is as high without anything to choose as with it."""
        self._still = still
        self.setMinimumHeight(field_height(self) if still else 0)
        self._show()

    def show_tool(self, tool: ToolId, needed: bool) -> None:
        """`needed`: there is something to choose."""
        self._tool, self._needed = tool, needed
        self.retranslate()
        self._show()

    def _show(self) -> None:
        show_only({self._looks: self._needed, self._hint: self._still and not self._needed})
        self.setVisible(self._still or self._needed)

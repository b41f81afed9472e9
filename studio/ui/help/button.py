"""The question mark beside the title of a page."""

from __future__ import annotations

from studio.translation import tr
from studio.ui.widgets.buttons import IconButton


class HelpButton(IconButton):
    """Opens the help for the page in sight."""

    def __init__(self) -> None:
        super().__init__("circle-question-mark")
        self.set_name(tr("Help for this page (F1)"))

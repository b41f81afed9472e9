"""Where the control of a step is: on which page of the window, in which tab, under which name.

The window marks its controls with these names (`studio.ui.anchors`); training itself knows no window.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlPlace:
    """A control of the window. `page` is the page's id there; `anchor` is the step's `app` unless another is given."""

    page: str
    tab: str = ""
    anchor: str = ""

    def on(self, anchor: str) -> ControlPlace:
        """The control of that name there."""
        return replace(self, anchor=anchor)


CHECKLIST = ControlPlace(page="training", anchor="checklist")
"""The lesson's own panel."""
APPROVAL, CALENDAR = ControlPlace(page="approval"), ControlPlace(page="posts", tab="month")
COMPOSER, DESK = ControlPlace(page="composer"), ControlPlace(page="feedback")
IMAGES, LIBRARY, OUTBOX = ControlPlace(page="images"), ControlPlace(page="library"), ControlPlace(page="outbox")
ACCESS = ControlPlace(page="pages", tab="access")
FILES = ControlPlace(page="pages", tab="files")
REPORTS = ControlPlace(page="posts", tab="report")
PLAN = ControlPlace(page="posts", tab="plan")
SETTINGS = ControlPlace(page="settings", tab="feedback")
SLIPS = ControlPlace(page="pages", tab="slips")

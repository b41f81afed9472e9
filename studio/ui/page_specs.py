"""The pages of the window, each described once, and imported when it is first shown.

A new page: a `PageId`, a `PageSpec` here, the package ``studio.ui.<id>`` with its class in ``page.py``, and a topic of
help of that name in both languages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from studio.translation import mark, tr

if TYPE_CHECKING:
    from studio.ui.counts import Counts
    from studio.ui.page_count import PageCount


class PageId(StrEnum):
    """The pages, in the order of the rail."""

    WORK = "work"
    COMPOSER = "composer"
    POSTS = "posts"
    APPROVAL = "approval"
    OUTBOX = "outbox"
    FEEDBACK = "feedback"
    DEPARTMENT = "department"
    IMAGES = "images"
    LIBRARY = "library"
    PAGES = "pages"
    TRAINING = "training"
    SETTINGS = "settings"
    START = "start"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSpec:
    """What the window knows of a page before it is made."""

    id: PageId
    source: str
    """Its name, in English."""
    glyph: str
    digit: str = ""
    """The digit that opens it together with Ctrl; empty where none does."""
    count: Callable[[Counts], PageCount] | None = None
    """What waits there; None where nothing is counted."""
    exists: Callable[[Counts], bool] | None = None
    """Whether it is there at all; None: always."""

    @property
    def name(self) -> str:
        """Its name in the language of the window."""
        return tr(self.source)

    @property
    def keys(self) -> str:
        """As `actions.sequence` takes them; empty where it has none."""
        return f"Ctrl+{self.digit}" if self.digit else ""


DAILY = (
    PageSpec(id=PageId.WORK, source=mark("My work"), glyph="inbox", digit="1", count=lambda counts: counts.work),
    PageSpec(id=PageId.COMPOSER, source=mark("Compose"), glyph="square-pen", digit="2"),
    PageSpec(
        id=PageId.POSTS,
        source=mark("Post calendar"),
        glyph="calendar-days",
        digit="3",
        count=lambda counts: counts.posts,
    ),
    PageSpec(
        id=PageId.APPROVAL,
        source=mark("Approvals"),
        glyph="clipboard-check",
        digit="4",
        count=lambda counts: counts.approvals,
    ),
    PageSpec(
        id=PageId.OUTBOX,
        source=mark("Outbox"),
        glyph="send",
        digit="5",
        count=lambda counts: counts.outbox,
    ),
    PageSpec(
        id=PageId.FEEDBACK,
        source=mark("Feedback"),
        glyph="message-square-quote",
        digit="6",
        count=lambda counts: counts.feedback,
    ),
    PageSpec(id=PageId.IMAGES, source=mark("Images"), glyph="images", digit="7"),
    PageSpec(id=PageId.LIBRARY, source=mark("Law library"), glyph="library", digit="8"),
    PageSpec(
        id=PageId.PAGES,
        source=mark("Pages"),
        glyph="id-card",
        digit="9",
        count=lambda counts: counts.page_files,
    ),
)
"""What is worked with day by day, from top to bottom: Ctrl+1 to Ctrl+9."""
UNITS = (
    PageSpec(
        id=PageId.DEPARTMENT,
        source=mark("Units", about="page"),
        glyph="building-2",
        digit="0",
        count=lambda counts: counts.stations,
        exists=lambda counts: counts.department,
    ),
)
"""What only the PC of a department has."""
FOOT = (
    PageSpec(id=PageId.TRAINING, source=mark("Training"), glyph="graduation-cap"),
    PageSpec(id=PageId.SETTINGS, source=mark("Settings"), glyph="settings"),
)
"""At the foot of the rail."""
RAIL = (*DAILY, *UNITS, *FOOT)
"""Pages of the rail, from top to bottom. The page of the first steps has no place on it."""
SPECS: Mapping[PageId, PageSpec] = {spec.id: spec for spec in RAIL}


def modules() -> tuple[str, ...]:
    """Where the pages are, and what lies over them: what the window can have imported before it is asked for."""
    return (*map(module_of, PageId), "studio.ui.command.bar")


def module_of(page: PageId) -> str:
    return f"studio.ui.{page.value}.page"

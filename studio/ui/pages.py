"""The pages of the window. Each is imported when it is first shown."""

from __future__ import annotations

from importlib import import_module

from studio.ui.page import Page, PageId, Shell

RAIL = (
    PageId.COMPOSER,
    PageId.CALENDAR,
    PageId.POSTS,
    PageId.APPROVAL,
    PageId.OUTBOX,
    PageId.FEEDBACK,
    PageId.IMAGES,
    PageId.LIBRARY,
    PageId.CONNECTIONS,
    PageId.REGISTRY,
    PageId.TRAINING,
    PageId.PEOPLE,
    PageId.PRACTICE,
)
"""Pages of the rail, from top to bottom; the settings stand below them."""


def warm() -> None:
    """Import the pages; called on the worker while the profile is opened, so that the window need not wait for it."""
    for page in PageId:
        import_module(f"studio.ui.{page.value}.page")
    import_module("studio.ui.command.bar")


def make(page: PageId, shell: Shell) -> Page:
    """Build a page: ``outbox`` is `OutboxPage` of ``studio.ui.outbox.page``."""
    module = import_module(f"studio.ui.{page.value}.page")
    kind: type[Page] = getattr(module, f"{page.value.title()}Page")
    return kind(shell)

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
    PageId.LIBRARY,
    PageId.CONNECTIONS,
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
    """Build a page."""
    match page:
        case PageId.COMPOSER:
            from studio.ui.composer.page import ComposerPage

            return ComposerPage(shell)
        case PageId.CALENDAR:
            from studio.ui.calendar.page import CalendarPage

            return CalendarPage(shell)
        case PageId.POSTS:
            from studio.ui.posts.page import PostsPage

            return PostsPage(shell)
        case PageId.APPROVAL:
            from studio.ui.approval.page import ApprovalPage

            return ApprovalPage(shell)
        case PageId.OUTBOX:
            from studio.ui.outbox.page import OutboxPage

            return OutboxPage(shell)
        case PageId.LIBRARY:
            from studio.ui.library.page import LibraryPage

            return LibraryPage(shell)
        case PageId.CONNECTIONS:
            from studio.ui.connections.page import ConnectionsPage

            return ConnectionsPage(shell)
        case PageId.PEOPLE:
            from studio.ui.people.page import PeoplePage

            return PeoplePage(shell)
        case PageId.PRACTICE:
            from studio.ui.practice.page import PracticePage

            return PracticePage(shell)
        case PageId.SETTINGS:
            from studio.ui.settings.page import SettingsPage

            return SettingsPage(shell)
        case PageId.START:
            from studio.ui.start.page import StartPage

            return StartPage(shell)

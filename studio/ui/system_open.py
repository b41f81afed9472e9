"""The one door by which this program has the PC open something: a page's address in the browser, a file in its program.

Nothing else in the program may open anything; a test walks all of it.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from studio.accounts.addresses import opened
from studio.accounts.model import Account
from studio.installation import this_installation
from studio.phrase import Language

VIEWED = frozenset(
    {
        ".pdf",
        ".png",
        ".jpg",
        ".jpeg",
        ".webp",
        ".gif",
        ".mp4",
        ".mov",
        ".csv",
        ".json",
        ".txt",
        ".md",
        ".docx",
        ".xlsx",
        ".zip",
    }
)
"""Endings of files that are looked at, not run."""


def open_address(address: str, account: Account) -> bool:
    """Open `address` in the browser, if it is one of the page `account`; whether it was opened."""
    return _opened(opened(address, account))


def open_folder(folder: Path) -> bool:
    """Show a folder of this PC; whether it was opened."""
    return folder.is_dir() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def open_file(path: Path) -> bool:
    """Show a file in the program of the PC that is for it; whether it was opened. What could be run is not."""
    return path.suffix.lower() in VIEWED and path.is_file() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def open_manual(language: Language) -> bool:
    """Show the manual that came with the program in the browser; whether there is one and it was opened."""
    page = this_installation().manual(language)
    return page is not None and QDesktopServices.openUrl(QUrl.fromLocalFile(str(page)))


def _opened(address: str) -> bool:
    return bool(address) and QDesktopServices.openUrl(QUrl(address, QUrl.ParsingMode.StrictMode))

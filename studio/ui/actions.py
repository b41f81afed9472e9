"""The keys of the window, as one table.

No Ctrl+Shift chord and no Alt+Z: Vietnamese keyboards switch with them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from studio.translation import mark, tr


class Key(NamedTuple):
    """A key and what it does; `name` is shown in the settings."""

    action: str
    keys: tuple[str, ...]
    name: str


KEYS: tuple[Key, ...] = (
    Key("new", ("Ctrl+N",), mark("New post")),
    Key("save", ("Ctrl+S",), mark("Save now")),
    Key("confirm", ("Ctrl+Return", "Ctrl+Enter"), mark("Open the confirmation (never sends)")),
    Key("command", ("Ctrl+K",), mark("Find a post or a command")),
    Key("seek", ("Ctrl+F",), mark("Search on this page")),
    Key("snippet", ("Ctrl+J",), mark("Insert a snippet or hashtags")),
    Key("cite", ("Ctrl+L",), mark("Insert a citation")),
    Key("next_pane", ("F6",), mark("Next pane")),
    Key("previous_pane", ("Shift+F6",), mark("Previous pane")),
    Key("check", ("F7",), mark("Run the checks")),
    Key("fold", ("F8",), mark("Fold or open the sidebar")),
    Key("toggle_side", ("F9",), mark("Show or hide the right pane")),
    Key("refresh", ("F5",), mark("Reload")),
    Key("present", ("F11",), mark("Present a lesson to a class")),
    Key("lock", ("Ctrl+F12",), mark("Lock now")),
    Key("help", ("F1",), mark("Help for this screen")),
)


def key_name(key: Key) -> str:
    """What the key does, in the language of the window."""
    return tr(key.name)


def sequence(keys: str) -> QKeySequence:
    """The key of that English name. Qt would read it in the language of the window, where “Enter” names another key."""
    return QKeySequence.fromString(keys, QKeySequence.SequenceFormat.PortableText)


def install(window: QWidget, handlers: Mapping[str, Callable[[], None]]) -> dict[str, QAction]:
    """Bind every key to the handler of its action. Raises KeyError when one is missing."""
    made = {}
    for key in KEYS:
        action = QAction(window)
        action.setShortcuts([sequence(text) for text in key.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(lambda _=False, handler=handlers[key.action]: handler())
        window.addAction(action)
        made[key.action] = action
    return made


def install_page_keys(window: QWidget, places: Mapping[str, Callable[[], None]]) -> None:
    """Bind the keys that open a page."""
    for keys, choose in places.items():
        action = QAction(window)
        action.setShortcut(sequence(keys))
        action.triggered.connect(lambda _=False, choose=choose: choose())
        window.addAction(action)

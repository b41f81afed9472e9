"""The window.

PySide reads the source of whatever is imported after it, looking for `from __feature__ import …`, which nothing here
says; a seventh of the time of a start goes there. Python's own import is put back, which PySide keeps under another
name.
"""

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401  (what replaces the import)

builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)

"""Names by which lessons find the controls they speak of (see `studio.training.places`)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

_ANCHORS = "anchors"


def anchor(widget: QWidget, *names: str) -> None:
    """Let `widget` be found under these names, besides those it has."""
    widget.setProperty(_ANCHORS, [*_names(widget), *names])


def find_anchor(root: QWidget, name: str) -> QWidget | None:
    """The first widget in `root` of that name that is in sight, else the first one, else None."""
    found = [widget for widget in (root, *root.findChildren(QWidget)) if name in _names(widget)]
    return next((widget for widget in found if widget.isVisible()), found[0] if found else None)


def _names(widget: QWidget) -> list[str]:
    return list(widget.property(_ANCHORS) or ())

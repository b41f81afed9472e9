"""Names by which lessons find the controls they speak of (see `studio.training.steps`)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

_ANCHORS, _STAND_INS = "anchors", "stand_ins"


def anchor(widget: QWidget, *names: str, stand_in: bool = False) -> None:
    """Let `widget` be found under these names, besides those it has.

    A stand-in is found only while the control itself is out of sight: the tab it lies behind, the list to choose from.
    """
    kind = _STAND_INS if stand_in else _ANCHORS
    widget.setProperty(kind, [*_names(widget, kind), *names])


def find_anchor(root: QWidget, name: str) -> QWidget | None:
    """The first widget in `root` of that name that is in sight, or the first stand-in that is; else the first one that
    is there at all, else None."""
    widgets = (root, *root.findChildren(QWidget))
    found = [widget for kind in (_ANCHORS, _STAND_INS) for widget in widgets if name in _names(widget, kind)]
    return next((widget for widget in found if widget.isVisible()), found[0] if found else None)


def stands_in(widget: QWidget, name: str) -> bool:
    """Whether it is found under `name` only until the control itself comes into sight."""
    return name not in _names(widget, _ANCHORS)


def _names(widget: QWidget, kind: str) -> list[str]:
    return list(widget.property(kind) or ())

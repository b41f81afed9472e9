"""Changing a layout within what its locks allow. The window offers only what passes here."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

from studio.canonical import digest
from studio.errors import NotFound, Refused
from studio.templates.layout import Box, Layer, Layout, Lock


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Put the layer's top left corner at (x, y) on one size."""

    size: str
    x: int
    y: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Resize:
    """Give the layer a width and height on one size."""

    size: str
    w: int
    h: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Remove:
    """Take the layer away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetText:
    """Change what the layer says of itself."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetStyle:
    """Change one style value."""

    key: str
    value: Any


Change = Move | Resize | Remove | SetText | SetStyle

_NEEDS: dict[type[Any], Lock] = {
    Move: Lock.MOVE,
    Resize: Lock.RESIZE,
    Remove: Lock.REMOVE,
    SetText: Lock.CONTENT,
    SetStyle: Lock.STYLE,
}
_NAMES: dict[Lock, tuple[str, str]] = {
    Lock.SELECT: ("chọn", "selected"),
    Lock.MOVE: ("di chuyển", "moved"),
    Lock.RESIZE: ("đổi kích thước", "resized"),
    Lock.REMOVE: ("xóa", "removed"),
    Lock.CONTENT: ("sửa nội dung", "rewritten"),
    Lock.STYLE: ("đổi kiểu", "restyled"),
}


def may_select(layout: Layout, layer_id: str) -> bool:
    """Whether the canvas lets a person pick the layer."""
    return Lock.SELECT not in _layer(layout, layer_id).locks


def edit_layer(layout: Layout, layer_id: str, change: Change) -> Layout:
    """Return `layout` with `change` made to one layer.

    Raises NotFound for an unknown layer, Refused when a lock, a required layer or a flowed
    position forbids it. The result has a hash of its own, so no approval carries over.
    """
    layer = _layer(layout, layer_id)
    _guard(layer, change)
    changed = None if isinstance(change, Remove) else _changed(layer, change)
    said = {"change": type(change).__name__, "layer": layer_id, **asdict(change)}
    return replace(
        layout, layers=_swap(layout.layers, layer_id, changed), sha256=digest({"of": layout.sha256, "by": said})
    )


def _layer(layout: Layout, layer_id: str) -> Layer:
    layer = layout.layer(layer_id)
    if layer is None:
        raise NotFound(
            f"Mẫu thẻ “{layout.id}” không có lớp “{layer_id}”.", f"Layout “{layout.id}” has no layer “{layer_id}”."
        )
    return layer


def _guard(layer: Layer, change: Change) -> None:
    lock = _NEEDS[type(change)]
    vi, en = _NAMES[lock]
    if Lock.SELECT in layer.locks or lock in layer.locks:
        raise Refused(
            f"Lớp “{layer.id}” bị khóa: không được {vi}; đây là phần cố định của mẫu đã duyệt.",
            f"Layer “{layer.id}” is locked and cannot be {en}: it is a fixed part of the approved template.",
        )
    if isinstance(change, Remove) and layer.required:
        raise Refused(
            f"Lớp “{layer.id}” là phần bắt buộc của thẻ, không được xóa.",
            f"Layer “{layer.id}” is required on the card and cannot be removed.",
        )
    if isinstance(change, Move | Resize) and change.size not in layer.boxes:
        raise Refused(
            f"Lớp “{layer.id}” được xếp tự động trong khung chứa nó, không đặt tay được.",
            f"Layer “{layer.id}” is placed by the container around it and cannot be set by hand.",
        )


def _changed(layer: Layer, change: Move | Resize | SetText | SetStyle) -> Layer:
    match change:
        case Move(size=size, x=x, y=y):
            old = layer.boxes[size]
            return replace(layer, boxes={**layer.boxes, size: Box(x=x, y=y, w=old.w, h=old.h)})
        case Resize(size=size, w=w, h=h):
            old = layer.boxes[size]
            return replace(layer, boxes={**layer.boxes, size: Box(x=old.x, y=old.y, w=max(1, w), h=max(1, h))})
        case SetText(text=text):
            return replace(layer, text=text)
        case SetStyle(key=key, value=value):
            return replace(layer, style={**layer.style, key: value})


def _swap(layers: tuple[Layer, ...], layer_id: str, changed: Layer | None) -> tuple[Layer, ...]:
    swapped: list[Layer] = []
    for layer in layers:
        if layer.id == layer_id:
            if changed is not None:
                swapped.append(changed)
            continue
        swapped.append(replace(layer, children=_swap(layer.children, layer_id, changed)) if layer.children else layer)
    return tuple(swapped)

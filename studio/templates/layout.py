"""A card layout as data: layers, locks, and an explicit box per size.

Design pixels are those of the size itself (no scaling); origin top left. Layers are painted in
their order. A `stack`, `row` or `panel` flows its children inside its own explicit box, so that
little and much text both sit well; everything else stands where its box says.

Reading ``design.yaml`` and ``layouts/*.yaml`` of a pack into a `Design`.

``design.yaml`` holds sizes, colours, text roles, themes and the frame every card shares; a layout
file holds what fills the frame's ``content`` stack and, where it differs, patches of frame layers.
Everything unknown is refused with file, line and field.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Any, TypeVar

from studio.canonical import digest, sha256
from studio.errors import BadInput
from studio.phrase import Phrase
from studio.templates.layer_kinds import BY_SIZE, COLOUR, CONTAINERS, DEFAULT_ROLES, KINDS, fits_kind
from studio.yamlfile import Place, YamlDocument, load_yaml


class Lock(StrEnum):
    """What nobody may change on a layer."""

    SELECT = "select"
    MOVE = "move"
    RESIZE = "resize"
    REMOVE = "remove"
    CONTENT = "content"
    STYLE = "style"


ALL_LOCKS = frozenset(Lock)


class Overflow(StrEnum):
    """What happens when text does not fit at its smallest size."""

    SHRINK = "shrink"
    ELLIPSIS = "ellipsis"
    ERROR = "error"


class PhotoMode(StrEnum):
    """How a card shows its photo."""

    NONE = "none"
    INSET = "inset"
    BLEED = "bleed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSize:
    """One of the five sizes: ``sq p45 link story a4``."""

    id: str
    width: int
    height: int
    unit: int = 8
    """One step of spacing in pixels (the 8-px grid at 1080 wide)."""
    margin: int = 54
    scheme: str = "screen"
    """Which half of a theme it takes: ``screen`` (dark ground) or ``paper`` (white, for printers)."""
    scale: Mapping[str, int] = field(default_factory=dict)
    """The type scale: step name → pixels."""
    qr_module: int = 4
    """Smallest allowed QR module in pixels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFit:
    """Pixel sizes and lines a text may take in its box."""

    max_px: int
    min_px: int
    max_lines: int
    overflow: Overflow = Overflow.SHRINK
    lines_at_min: int = 0
    """Lines allowed at `min_px` before the text counts as too long; 0: `max_lines`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRole:
    """A kind of text of the family: headline, body, label …"""

    id: str
    family: str
    weight: int
    colour: str = "text"
    """Name of a theme colour."""
    leading: int = 134
    """Line height in hundredths of an em."""
    tracking: int = 0
    """Letter spacing in thousandths of an em."""
    caps: bool = False
    tabular: bool = False
    balance: bool = False
    """Break into lines of similar length instead of a full line and a rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Where a layer stands on one size, in that size's own pixels."""

    x: int
    y: int
    w: int
    h: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One thing that is painted, or a container that flows its children."""

    id: str
    kind: str
    slot: str | None = None
    """Name of the value it shows; None for decoration. A layer whose slot is empty is not painted."""
    text: str = ""
    """What it says when its slot is empty or it has none (a section heading)."""
    style: Mapping[str, Any] = field(default_factory=dict)
    locks: frozenset[Lock] = ALL_LOCKS
    required: bool = False
    boxes: Mapping[str, Box] = field(default_factory=dict)
    """By size id or ``size/photo mode``; a size that is missing hides the layer. Empty in a flowed child."""
    fits: Mapping[str, TextFit] = field(default_factory=dict)
    """By size id, for what holds text."""
    children: tuple[Layer, ...] = ()
    sizes: frozenset[str] = frozenset()
    """Sizes that show it; empty: all."""
    modes: frozenset[str] = frozenset()
    """Photo modes that show it; empty: all."""

    def box(self, size: str, mode: str = "none") -> Box | None:
        """The box on `size`, the one for photo mode `mode` first."""
        return self.boxes.get(f"{size}/{mode}") or self.boxes.get(size)

    def shown(self, size: str, mode: str) -> bool:
        """Whether the layer is there at all on `size` in `mode`."""
        return (not self.sizes or size in self.sizes) and (not self.modes or mode in self.modes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One card layout of a pack, the shared frame included."""

    id: str
    title_vi: str
    title_en: str
    slots: tuple[str, ...]
    layers: tuple[Layer, ...]
    sha256: str
    """Hash of all bytes that decide its pixels: its own file and the design's."""
    art: str = "shield"
    """Icon that stands in where a photo would."""
    photo: Mapping[str, PhotoMode] = field(default_factory=dict)
    """How each size shows a photo unless the card says otherwise."""
    styles: frozenset[PhotoMode] = frozenset({PhotoMode.INSET, PhotoMode.BLEED})
    """Ways of showing a photo that a card may ask for."""

    def layer(self, id: str) -> Layer | None:
        """Return the layer called `id`, at any depth, or None."""
        return _find(self.layers, id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """What the layouts of a pack share: sizes, colour tokens, text roles, and a theme per template family."""

    sizes: Mapping[str, CardSize]
    colours: Mapping[str, str]
    themes: Mapping[str, Mapping[str, Any]]
    """Theme → scheme → colour role → token or ``#RRGGBB``, each with an optional ``/percent`` of opacity."""
    layouts: Mapping[str, Layout]
    roles: Mapping[str, TextRole] = field(default_factory=dict)


def _find(layers: tuple[Layer, ...], id: str) -> Layer | None:
    for layer in layers:
        if layer.id == id:
            return layer
        inner = _find(layer.children, id)
        if inner is not None:
            return inner
    return None


_HEX = re.compile(r"#[0-9A-Fa-f]{6}\Z")
_PERCENT = re.compile(r"(100|[1-9]?[0-9])\Z")


def colour_problem(text: str, names: Container[str]) -> bool:
    """Whether `text` is no colour: one of `names` or ``#RRGGBB``, optionally with ``/percent`` of opacity."""
    name, slash, percent = text.partition("/")
    sound = bool(_HEX.match(name)) or name in names
    return not sound or (slash == "/" and not _PERCENT.match(percent))


def resolve(text: str, roles: Mapping[str, str], tokens: Mapping[str, str]) -> tuple[int, int, int, float]:
    """Red, green, blue (0…255) and opacity (0…1) of `text`: a role of the theme, a token, or hex."""
    name, _, percent = text.partition("/")
    opacity = int(percent) / 100 if percent else 1.0
    if name.startswith("#"):
        return int(name[1:3], 16), int(name[3:5], 16), int(name[5:7], 16), opacity
    # A role names a token or a colour, a token names a colour: two steps at most.
    inner = roles[name] if name in roles else tokens[name]
    red, green, blue, own = resolve(inner, {}, tokens)
    return red, green, blue, own * opacity


_T = TypeVar("_T")
_LAYER_KEYS = frozenset(
    {"id", "kind", "slot", "text", "unlocked", "required", "boxes", "fit", "children", "sizes", "modes"}
)
_FIT_KEYS = frozenset({"min", "max", "lines", "lines_at_min", "overflow"})
_ROLE_KEYS = frozenset({"family", "weight", "colour", "leading", "tracking", "caps", "tabular", "balance", "fit"})
_LAYOUT_KEYS = frozenset({"id", "title", "slots", "art", "photo", "styles", "content", "frame"})
_STYLES = ("inset", "bleed")
_SLOTS = ("unit", "kicker", "headline", "contact", "qr", "date", "source", "page", "citation", "photo_style")


def load_design(files: Mapping[str, bytes]) -> Design:
    """Read a pack's design. `files` maps pack paths to bytes; others than the design's are ignored.

    Raises BadInput naming file, line and field.
    """
    data = files.get("design.yaml")
    if data is None:
        raise BadInput("the pack has no design file; install it again.", where="design.yaml")
    reader = _DesignReader(load_yaml(data, "design.yaml"), sha256(data))
    layouts = {
        PurePosixPath(name).stem: reader.layout(load_yaml(raw, name), sha256(raw))
        for name, raw in sorted(files.items())
        if PurePosixPath(name).parent == PurePosixPath("layouts") and name.endswith(".yaml")
    }
    return Design(sizes=reader.sizes, colours=reader.colours, themes=reader.themes, layouts=layouts, roles=reader.roles)


class _DesignReader:
    """Holds what layouts refer to: sizes, roles, the frame."""

    def __init__(self, document: YamlDocument, file_hash: str) -> None:
        self.document = self._doc = document
        self._hash = file_hash
        known = {"schema", "sizes", "colours", "roles", "themes", "frame"}
        raw = _mapping(document, (), document.value, known, known)
        self.sizes = {name: self._size(name, value) for name, value in raw["sizes"].items()}
        self.colours: dict[str, str] = dict(raw["colours"])
        self.themes = self._themes(raw["themes"])
        self._fits: dict[str, Mapping[str, Any]] = {}
        self.roles = {name: self._role(name, value) for name, value in raw["roles"].items()}
        for name in self.roles:
            self.fits(name, {}, document, ("roles", name))
        self._frame: list[dict[str, Any]] = raw["frame"]

    def layout(self, document: YamlDocument, file_hash: str) -> Layout:
        """Read one layout file and set it into the frame."""
        raw = _mapping(document, (), document.value, _LAYOUT_KEYS, {"id", "title", "slots", "content"})
        if raw["id"] != PurePosixPath(document.where).stem:
            raise document.error(("id",), Phrase("has to equal the file's name."))
        slots = (*_SLOTS, *raw["slots"])
        layers = _LayerReader(self, document, frozenset(slots)).frame(self._frame, raw)
        return Layout(
            id=raw["id"],
            title_vi=raw["title"]["vi"],
            title_en=raw["title"]["en"],
            slots=slots,
            layers=layers,
            sha256=digest([self._hash, file_hash]),
            art=raw.get("art", "shield"),
            photo=_checked(document, ("photo",), lambda: {k: PhotoMode(v) for k, v in raw.get("photo", {}).items()}),
            styles=_checked(document, ("styles",), lambda: frozenset(PhotoMode(v) for v in raw.get("styles", _STYLES))),
        )

    def fits(self, role: str, own: Mapping[str, Any], document: YamlDocument, path: Place) -> dict[str, TextFit]:
        """Pixel limits of a text in `role` on every size, `own` values first."""
        said = {**self._fits.get(role, {}), **own}
        if not said:
            return {}
        if set(said) - _FIT_KEYS or not {"min", "max"} <= set(said):
            raise document.error((*path, "fit"), Phrase("needs min, max and lines."))
        return _checked(document, (*path, "fit"), lambda: {size.id: _fit(said, size) for size in self.sizes.values()})

    def _size(self, id: str, raw: Any) -> CardSize:
        path: Place = ("sizes", id)
        keys = {"px", "unit", "margin", "scheme", "scale", "qr_module"}
        value = _mapping(self._doc, path, raw, keys, keys)
        return CardSize(
            id=id,
            width=value["px"][0],
            height=value["px"][1],
            unit=value["unit"],
            margin=value["margin"],
            scheme=value["scheme"],
            scale=value["scale"],
            qr_module=value["qr_module"],
        )

    def _role(self, id: str, raw: Any) -> TextRole:
        value = dict(_mapping(self._doc, ("roles", id), raw, _ROLE_KEYS, {"family", "weight", "fit"}))
        self._fits[id] = value.pop("fit")
        return TextRole(id=id, **value)

    def _themes(self, raw: Any) -> dict[str, dict[str, dict[str, str]]]:
        """Every theme complete: ``base`` first, then its own colours, for each scheme."""
        themes = _mapping(self._doc, ("themes",), raw, None, {"base"})
        base = themes["base"]
        full: dict[str, dict[str, dict[str, str]]] = {}
        for name, schemes in themes.items():
            full[name] = {scheme: {**base[scheme], **schemes.get(scheme, {})} for scheme in base}
            for scheme, roles in full[name].items():
                for role, colour in roles.items():
                    if colour_problem(colour, self.colours):
                        path: Place = ("themes", name, scheme, role)
                        raise self._doc.error(path, Phrase("there is no colour “{colour}”.", colour=colour))
        del full["base"]
        return full


class _LayerReader:
    """Reads the layers of one layout, frame and content, refusing what it does not know."""

    def __init__(self, design: _DesignReader, document: YamlDocument, slots: frozenset[str]) -> None:
        self._design = design
        self._doc = document
        self._slots = slots
        self._colours = set(next(iter(design.themes.values()))["screen"]) | set(design.colours)
        self._ids: set[str] = set()

    def frame(self, frame: list[dict[str, Any]], raw: Mapping[str, Any]) -> tuple[Layer, ...]:
        patches: dict[str, dict[str, Any]] = raw.get("frame", {})
        unknown = set(patches) - _ids(frame)
        if unknown:
            raise self._doc.error(("frame", min(unknown)), Phrase("is no layer of the frame."))
        for name, patch in patches.items():
            self._known_sizes(patch.get("sizes", ()), ("frame", name, "sizes"))
        content = tuple(self._layer(item, ("content", at), {}) for at, item in enumerate(raw["content"]))
        made = (self._layer(item, ("frame", at), patches) for at, item in enumerate(frame))
        return tuple(replace(layer, children=content) if layer.id == "content" else layer for layer in made)

    def _layer(self, raw: Any, path: Place, patches: Mapping[str, dict[str, Any]]) -> Layer:
        if not isinstance(raw, dict) or not {"id", "kind"} <= set(raw):
            raise self._error(path, Phrase("a layer needs id and kind."))
        own = patches.get(raw["id"], {})
        item = {**raw, **own}
        children = tuple(
            self._layer(child, (*path, "children", at), patches) for at, child in enumerate(item.get("children", []))
        )
        boxes = self._boxes(raw, path) | self._boxes(own, ("frame", raw["id"]))
        self._guard(item, path, bool(children), boxes)
        for key in set(item) - _LAYER_KEYS:
            self._guard_style(item["kind"], key, item[key], ("frame", raw["id"], key) if key in own else (*path, key))
        role = item.get("role", DEFAULT_ROLES.get(item["kind"], ""))
        return Layer(
            id=item["id"],
            kind=item["kind"],
            slot=item.get("slot"),
            text=item.get("text", ""),
            style={key: value for key, value in item.items() if key not in _LAYER_KEYS},
            locks=self._checked(path, lambda: ALL_LOCKS - {Lock(x) for x in item.get("unlocked", [])}),
            required=item.get("required", False),
            boxes=boxes,
            fits=self._design.fits(role, item.get("fit", {}), self._document(path), path),
            children=children,
            sizes=frozenset(item.get("sizes", ())),
            modes=frozenset(item.get("modes", ())),
        )

    def _boxes(self, raw: Mapping[str, Any], path: Place) -> dict[str, Box]:
        return self._checked((*path, "boxes"), lambda: {k: _box(v) for k, v in raw.get("boxes", {}).items()})

    def _document(self, path: Place) -> YamlDocument:
        """The file that `path` is of: the frame's own layers stand in the design's."""
        return self._design.document if path[0] == "frame" and isinstance(path[1], int) else self._doc

    def _error(self, path: Place, say: Phrase) -> BadInput:
        return self._document(path).error(path, say)

    def _checked(self, path: Place, read: Callable[[], _T]) -> _T:
        return _checked(self._document(path), path, read)

    def _guard(self, item: Mapping[str, Any], path: Place, has_children: bool, boxes: Mapping[str, Box]) -> None:
        if item["kind"] not in KINDS:
            raise self._error((*path, "kind"), Phrase("is no kind of layer.", kind=item["kind"]))
        if item["id"] in self._ids:
            raise self._error((*path, "id"), Phrase("is used twice.", id=item["id"]))
        self._ids.add(item["id"])
        if has_children and item["kind"] not in CONTAINERS:
            raise self._error((*path, "children"), Phrase("holds no other layers."))
        slot = item.get("slot")
        if slot is not None and slot not in self._slots:
            raise self._error((*path, "slot"), Phrase("no slot “{slot}” is declared.", slot=slot))
        self._known_sizes((*item.get("sizes", ()), *(key.partition("/")[0] for key in boxes)), path)

    def _known_sizes(self, sizes: Iterable[str], path: Place) -> None:
        for size in sizes:
            if size not in self._design.sizes:
                raise self._error(path, Phrase("there is no size “{size}”.", size=size))

    def _guard_style(self, kind: str, key: str, value: Any, at: Place) -> None:
        wanted = KINDS[kind].get(key)
        if wanted is None:
            raise self._error(at, Phrase("is no style of this kind of layer."))
        if not fits_kind(value, wanted):
            raise self._error(at, Phrase("“{what}” is no {wanted}.", what=value, wanted=wanted))
        if wanted == COLOUR and colour_problem(value, self._colours):
            raise self._error(at, Phrase("there is no colour “{what}”.", what=value))
        if key in ("role", "label_role") and value not in self._design.roles:
            raise self._error(at, Phrase("there is no text role “{what}”.", what=value))
        if wanted == BY_SIZE and set(value) - set(self._design.sizes):
            raise self._error(at, Phrase("names a size that does not exist."))


def _ids(frame: list[dict[str, Any]]) -> set[str]:
    return {item["id"] for item in frame} | {i for item in frame for i in _ids(item.get("children", []))}


def _fit(said: Mapping[str, Any], size: CardSize) -> TextFit:
    low, high = (said[end] if isinstance(said[end], int) else size.scale[said[end]] for end in ("min", "max"))
    if low > high:
        raise ValueError("min over max")
    lines = said.get("lines", 6)
    return TextFit(
        max_px=high,
        min_px=low,
        max_lines=lines,
        overflow=Overflow(said.get("overflow", "shrink")),
        lines_at_min=said.get("lines_at_min", lines),
    )


def _box(raw: Any) -> Box:
    x, y, w, h = raw
    if not all(isinstance(n, int) for n in (x, y, w, h)) or w < 1 or h < 1:
        raise ValueError(raw)
    return Box(x=x, y=y, w=w, h=h)


def _mapping(
    document: YamlDocument, path: Place, raw: Any, known: set[str] | frozenset[str] | None, needed: set[str]
) -> dict[str, Any]:
    """`raw` as a mapping that has all `needed` keys and none but `known`."""
    if not isinstance(raw, dict):
        raise document.error(path, Phrase("has to be a mapping."))
    missing, extra = needed - set(raw), set(raw) - known if known is not None else set()
    if missing or extra:
        key = min(missing or extra)
        raise document.error((*path, key), Phrase("is missing.") if missing else Phrase("is not known."))
    return raw


def _checked(document: YamlDocument, path: Place, read: Callable[[], _T]) -> _T:
    """What `read` makes of a value, or a BadInput that names where it stands."""
    try:
        return read()
    except (KeyError, TypeError, ValueError) as trouble:
        raise document.error(path, Phrase("cannot be used ({what}).", what=trouble)) from None

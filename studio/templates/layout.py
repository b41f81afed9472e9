"""A card layout as data: layers, locks, and an explicit box per size.

Design pixels are those of the size itself (no scaling); origin top left. Layers are painted in
their order. A `stack`, `row` or `panel` flows its children inside its own explicit box, so that
little and much text both sit well; everything else stands where its box says.

A card is built in one of five compositions. What differs between sizes and compositions stands in
the layer itself: ``only`` lists the spots that show it, ``at`` holds what it says otherwise there. A
spot is a size (``link``), a composition (``list``) or both (``link/list``); ``link/more`` holds on the
pictures on which a card of that size goes on, whatever their composition.

Reading ``design.yaml`` and ``layouts/*.yaml`` of a pack into a `Design`.

``design.yaml`` holds sizes, colours, text roles, themes and the frame every card shares; a layout
file holds what fills the frame's ``head`` and ``body`` and, where it differs, patches of frame layers.
Everything unknown is refused with file, line and field.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Any, TypeVar

from studio.canonical import digest, sha256
from studio.errors import BadInput
from studio.phrase import Phrase
from studio.templates.card import CardValue
from studio.templates.layer_kinds import COLOUR, CONTAINERS, DEFAULT_ROLES, KINDS, fits_kind
from studio.yamlfile import Place, YamlDocument, load_yaml

MORE = "more"
"""Spot of the pictures on which a card goes on, and slot of the mark that they have."""


class Lock(StrEnum):
    """What nobody may change on a layer."""

    SELECT = "select"
    MOVE = "move"
    RESIZE = "resize"
    REMOVE = "remove"
    CONTENT = "content"
    STYLE = "style"


ALL_LOCKS = frozenset(Lock)


class Composition(StrEnum):
    """How a card is built."""

    PHOTO = "photo"
    """The picture above or beside the text."""
    FADE = "fade"
    """The text on a picture that dissolves into the ground."""
    TYPE = "type"
    """The headline as large as the card takes."""
    LIST = "list"
    """The headline on a field of colour, a list under it or beside it."""
    PLAIN = "plain"
    """Headline and panels on a quiet ground."""

    @property
    def pictured(self) -> bool:
        """Whether it shows a picture."""
        return self in (Composition.PHOTO, Composition.FADE)


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSize:
    """One of the five sizes: ``sq p45 link story a4``."""

    id: str
    width: int
    height: int
    unit: int = 8
    """One step of spacing in pixels (the 8-px grid at 1080 wide)."""
    margin: int = 54
    paper: bool = False
    """Whether it is printed: its ground is white, and it carries a QR code."""
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
    lines_at_min: int = 0
    """Lines allowed at `min_px` before the text counts as too long; 0: `max_lines`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRole:
    """A kind of text of the family: headline, body, label …"""

    id: str
    family: str
    weight: int
    fit: Mapping[str, Any] = field(default_factory=dict)
    """``min`` and ``max`` as pixels or steps of the scale, ``lines``, ``lines_at_min``."""
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
    first: bool = False
    """Whether it takes the room that is left before other texts do."""


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
    fit: Mapping[str, Any] = field(default_factory=dict)
    """What it says otherwise than its role about the pixels and lines of its text."""
    locks: frozenset[Lock] = ALL_LOCKS
    required: bool = False
    boxes: Mapping[str, Box] = field(default_factory=dict)
    """By spot; a spot that is missing hides the layer. Empty in a flowed child."""
    children: tuple[Layer, ...] = ()
    only: frozenset[str] = frozenset()
    """Spots that show it; empty: all."""
    at: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """By spot, style and fit that hold there instead."""

    def box(self, size: str, composition: str = "") -> Box | None:
        """The box on `size`, the one for that composition first."""
        return self.boxes.get(f"{size}/{composition}") or self.boxes.get(size)

    def on(self, size: str, composition: str, *, more: bool = False) -> Layer | None:
        """The layer as it is on that size in that composition, with its children; None where it is not shown.

        `more`: on a picture on which a card goes on."""
        spots = (size, composition, f"{size}/{composition}", *((f"{size}/{MORE}",) if more else ()))
        if self.only and self.only.isdisjoint(spots):
            return None
        style, fit = self.style, self.fit
        for spot in spots:
            if spot in self.at:
                patch = dict(self.at[spot])
                fit = {**fit, **patch.pop("fit", {})}
                style = {**style, **patch}
        inner = (child.on(size, composition, more=more) for child in self.children)
        children = tuple(child for child in inner if child is not None)
        return replace(self, style=style, fit=fit, children=children, only=frozenset(), at={})


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
    """Icon of what it is about."""
    scene: str = ""
    """The drawing that stands in where a photo would; empty: the theme's."""
    with_photo: tuple[Composition, ...] = (Composition.PHOTO, Composition.LIST)
    """Compositions of a card with a photo: the first in which all is shown, else the last."""
    without: tuple[Composition, ...] = (Composition.TYPE, Composition.LIST)
    """The same of a card without a photo."""

    def layer(self, id: str) -> Layer | None:
        """Return the layer called `id`, at any depth, or None."""
        return _find(self.layers, id)

    @property
    def compositions(self) -> tuple[Composition, ...]:
        """All that the layout knows, each once."""
        return tuple(dict.fromkeys((*self.with_photo, *self.without)))


@dataclass(frozen=True, slots=True, kw_only=True)
class CardTheme:
    """The colours of a family of templates on its grounds."""

    schemes: Mapping[str, Mapping[str, str]]
    """``light``, ``dark``, ``paper`` and compositions with a ground of their own → colour role → colour."""
    scene: str = ""
    """The drawing that stands in where a photo would."""
    occasions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Themes that a card takes instead, each where its headline has one of those words: the days of the year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """What the layouts of a pack share: sizes, colour tokens, text roles, and a theme per template family."""

    sizes: Mapping[str, CardSize]
    colours: Mapping[str, str]
    themes: Mapping[str, CardTheme]
    layouts: Mapping[str, Layout]
    grounds: Mapping[str, str] = field(default_factory=dict)
    """Composition → scheme."""
    roles: Mapping[str, TextRole] = field(default_factory=dict)
    header: str = ""
    """What stands before the name of every unit: whom it belongs to."""
    logo: str = ""
    """A second logo beside the badge, by the hash of its file."""

    def headed(self, values: Mapping[str, CardValue]) -> Mapping[str, CardValue]:
        """The values of a card with the header before the unit's name."""
        unit = values.get("unit")
        return {**values, "unit": f"{self.header} – {unit}"} if self.header and unit else values

    def theme_of(self, theme: str, headline: str) -> str:
        """`theme`, or that of the occasion which `headline` names."""
        said = headline.casefold()
        occasions = self.themes[theme].occasions if theme in self.themes else {}
        return next((name for name, words in occasions.items() if any(word in said for word in words)), theme)


def _find(layers: tuple[Layer, ...], id: str) -> Layer | None:
    for layer in layers:
        if layer.id == id:
            return layer
        inner = _find(layer.children, id)
        if inner is not None:
            return inner
    return None


def text_fit(said: Mapping[str, Any], size: CardSize) -> TextFit:
    """Pixel limits on `size`. Raises KeyError for an unknown step of the scale, ValueError for a minimum over the
    maximum."""
    low, high = (said[end] if isinstance(said[end], int) else size.scale[said[end]] for end in ("min", "max"))
    if low > high:
        raise ValueError("min over max")
    lines = said.get("lines", 6)
    return TextFit(max_px=high, min_px=low, max_lines=lines, lines_at_min=said.get("lines_at_min", lines))


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
    {"id", "kind", "slot", "text", "unlocked", "required", "boxes", "fit", "children", "only", "at"}
)
_FIT_KEYS = frozenset({"min", "max", "lines", "lines_at_min"})
_ROLE_KEYS = frozenset(
    {"family", "weight", "colour", "leading", "tracking", "caps", "tabular", "balance", "first", "fit"}
)
_LAYOUT_KEYS = frozenset({"id", "title", "slots", "art", "scene", "with_photo", "without", "head", "body", "frame"})
_DESIGN_KEYS = {"schema", "sizes", "colours", "roles", "grounds", "themes", "frame"}
_SLOTS = (
    "unit",
    "kicker",
    "headline",
    "contact",
    "qr",
    "date",
    "source",
    "page",
    "citation",
    "composition",
    "unit_short",
)
_SCHEMES = ("light", "dark", "paper")
_THEME_KEYS = frozenset({"scene", "occasions"})
_DEEPEST_COLOUR = 4
"""Names that a colour may lead to before it is one."""
_SPOTS = tuple(composition.value for composition in Composition)


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
    return Design(
        sizes=reader.sizes,
        colours=reader.colours,
        themes=reader.themes,
        grounds=reader.grounds,
        layouts=layouts,
        roles=reader.roles,
    )


class _DesignReader:
    """Holds what layouts refer to: sizes, roles, the frame."""

    def __init__(self, document: YamlDocument, file_hash: str) -> None:
        self.document = self._doc = document
        self._hash = file_hash
        raw = _mapping(document, (), document.value, _DESIGN_KEYS, _DESIGN_KEYS)
        self.sizes = {name: self._size(name, value) for name, value in raw["sizes"].items()}
        self.colours: dict[str, str] = dict(raw["colours"])
        self.grounds = dict(_mapping(document, ("grounds",), raw["grounds"], set(_SPOTS), set(_SPOTS)))
        self.themes = self._themes(raw["themes"])
        self.roles = {name: self._role(name, value) for name, value in raw["roles"].items()}
        for name in self.roles:
            self.check_fit(name, {}, document, ("roles", name))
        self._frame: list[dict[str, Any]] = raw["frame"]

    def layout(self, document: YamlDocument, file_hash: str) -> Layout:
        """Read one layout file and set it into the frame."""
        raw = _mapping(document, (), document.value, _LAYOUT_KEYS, {"id", "title", "slots"})
        if raw["id"] != PurePosixPath(document.where).stem:
            raise document.error(("id",), Phrase("has to equal the file's name."))
        slots = (*_SLOTS, *raw["slots"])
        return Layout(
            id=raw["id"],
            title_vi=raw["title"]["vi"],
            title_en=raw["title"]["en"],
            slots=slots,
            layers=_LayerReader(self, document, frozenset(slots)).frame(self._frame, raw),
            sha256=digest([self._hash, file_hash]),
            art=raw.get("art", "shield"),
            scene=raw.get("scene", ""),
            **{key: self._ladder(document, key, raw[key]) for key in ("with_photo", "without") if key in raw},
        )

    def check_fit(self, role: str, own: Mapping[str, Any], document: YamlDocument, path: Place, spot: str = "") -> None:
        """Whether a text in `role` has sound pixel limits on the sizes of `spot`, with `own` values first."""
        said = {**(self.roles[role].fit if role in self.roles else {}), **own}
        if not said:
            return
        if set(said) - _FIT_KEYS or not {"min", "max"} <= set(said):
            raise document.error((*path, "fit"), Phrase("needs min, max and lines."))
        _checked(document, (*path, "fit"), lambda: [text_fit(said, size) for size in self._sizes_of(spot)])

    def _sizes_of(self, spot: str) -> list[CardSize]:
        one = self.sizes.get(spot.partition("/")[0])
        return [one] if one else list(self.sizes.values())

    def _ladder(self, document: YamlDocument, key: str, raw: Any) -> tuple[Composition, ...]:
        ladder = _checked(document, (key,), lambda: tuple(Composition(name) for name in raw))
        if not ladder:
            raise document.error((key,), Phrase("is missing."))
        return ladder

    def _size(self, id: str, raw: Any) -> CardSize:
        path: Place = ("sizes", id)
        keys = {"px", "unit", "margin", "scale"}
        value = _mapping(self._doc, path, raw, keys | {"paper", "qr_module"}, keys)
        return CardSize(
            id=id,
            width=value["px"][0],
            height=value["px"][1],
            unit=value["unit"],
            margin=value["margin"],
            paper=value.get("paper", False),
            scale=value["scale"],
            qr_module=value.get("qr_module", 4),
        )

    def _role(self, id: str, raw: Any) -> TextRole:
        return TextRole(id=id, **_mapping(self._doc, ("roles", id), raw, _ROLE_KEYS, {"family", "weight", "fit"}))

    def _themes(self, raw: Any) -> dict[str, CardTheme]:
        """Every theme complete: ``base`` first, then its own colours, for each scheme."""
        themes = _mapping(self._doc, ("themes",), raw, None, {"base"})
        base = _mapping(self._doc, ("themes", "base"), themes["base"], set(_SCHEMES), set(_SCHEMES))
        made = {}
        for name, own in themes.items():
            path: Place = ("themes", name)
            _mapping(self._doc, path, own, {*_SCHEMES, *_SPOTS, *_THEME_KEYS}, set())
            if name == "base":
                continue
            schemes = {}
            for scheme in dict.fromkeys((*_SCHEMES, *(key for key in own if key not in _THEME_KEYS))):
                # Paper is the light ground made white; a composition's own ground is one of the three made its own.
                kin = self.grounds.get(scheme, "light" if scheme == "paper" else scheme)
                colours = {**base[kin], **own.get(kin, {}), **base.get(scheme, {}), **own.get(scheme, {})}
                schemes[scheme] = self._scheme(colours, (*path, scheme))
            occasions = own.get("occasions", {})
            if unknown := set(occasions) - set(themes):
                raise self._doc.error(
                    (*path, "occasions"), Phrase("The pack has no theme “{theme}”.", theme=min(unknown))
                )
            made[name] = CardTheme(
                schemes=schemes,
                scene=own.get("scene", ""),
                occasions={theme: tuple(words) for theme, words in occasions.items()},
            )
        return made

    def _scheme(self, roles: Mapping[str, str], path: Place) -> dict[str, str]:
        """The colours with none left that names another colour of the scheme."""
        flat = dict(roles)
        for _ in range(_DEEPEST_COLOUR):
            flat = {role: _followed(colour, flat) for role, colour in flat.items()}
        for role, colour in flat.items():
            if colour_problem(colour, self.colours):
                raise self._doc.error((*path, role), Phrase("there is no colour “{colour}”.", colour=roles[role]))
        return flat


def _followed(colour: str, roles: Mapping[str, str]) -> str:
    """What `colour` leads to where it names a role; a share of opacity is kept."""
    name, slash, percent = colour.partition("/")
    inner = roles.get(name, name)
    return f"{inner}{slash}{percent}" if "/" not in inner else inner


class _LayerReader:
    """Reads the layers of one layout, frame and content, refusing what it does not know."""

    def __init__(self, design: _DesignReader, document: YamlDocument, slots: frozenset[str]) -> None:
        self._design = design
        self._doc = document
        self._slots = slots
        self._colours = set(next(iter(design.themes.values())).schemes["light"]) | set(design.colours)
        self._ids: set[str] = set()
        self._patches: Mapping[str, dict[str, Any]] = {}
        inner = (*_SPOTS, MORE)
        self._spots = {*design.sizes, *_SPOTS, *(f"{size}/{spot}" for size in design.sizes for spot in inner)}

    def frame(self, frame: list[dict[str, Any]], raw: Mapping[str, Any]) -> tuple[Layer, ...]:
        """The frame with the layout's own layers in its head and its body."""
        self._patches = raw.get("frame", {})
        unknown = set(self._patches) - _ids(frame)
        if unknown:
            raise self._doc.error(("frame", min(unknown)), Phrase("is no layer of the frame."))
        layers = tuple(self._layer(item, ("frame", at)) for at, item in enumerate(frame))
        named = {layer.id: layer for layer in every(layers)}
        own = {
            part: tuple(
                named[item] if isinstance(item, str) and item in named else self._layer(item, (part, at))
                for at, item in enumerate(raw[part])
            )
            for part in ("head", "body")
            if part in raw
        }
        return tuple(_filled(layer, own) for layer in layers)

    def _layer(self, raw: Any, path: Place) -> Layer:
        if not isinstance(raw, dict) or not {"id", "kind"} <= set(raw):
            raise self._error(path, Phrase("a layer needs id and kind."))
        own = self._patches.get(raw["id"], {}) if path[0] == "frame" else {}
        patch: Place = ("frame", raw["id"])
        item = {**raw, **own, "at": {**raw.get("at", {}), **own.get("at", {})}}
        children = tuple(
            self._layer(child, (*path, "children", at)) for at, child in enumerate(item.get("children", []))
        )
        boxes = self._boxes(raw, path) | self._boxes(own, patch)
        self._guard(item, path, bool(children), boxes)
        for key in set(item) - _LAYER_KEYS:
            self._guard_style(item["kind"], key, item[key], (*patch, key) if key in own else (*path, key))
        fit, role = item.get("fit", {}), item.get("role", DEFAULT_ROLES.get(item["kind"], ""))
        self._design.check_fit(role, fit, self._document(path), path)
        for spot, words in item["at"].items():
            self._guard_patch(
                item["kind"], words, role, fit, (*(patch if spot in own.get("at", {}) else path), "at", spot)
            )
        return Layer(
            id=item["id"],
            kind=item["kind"],
            slot=item.get("slot"),
            text=item.get("text", ""),
            style={key: value for key, value in item.items() if key not in _LAYER_KEYS},
            fit=fit,
            locks=self._checked(path, lambda: ALL_LOCKS - {Lock(x) for x in item.get("unlocked", [])}),
            required=item.get("required", False),
            boxes=boxes,
            children=children,
            only=frozenset(item.get("only", ())),
            at=item["at"],
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
        for spot in (*item.get("only", ()), *item["at"], *boxes):
            if spot not in self._spots:
                raise self._error(path, Phrase("there is no size “{size}”.", size=spot))

    def _guard_patch(self, kind: str, words: Any, role: str, fit: Mapping[str, Any], path: Place) -> None:
        """What a layer says otherwise on one spot."""
        for key, value in _mapping(self._document(path), path, words, None, set()).items():
            if key != "fit":
                self._guard_style(kind, key, value, (*path, key))
        self._design.check_fit(
            words.get("role", role), {**fit, **words.get("fit", {})}, self._document(path), path, str(path[-1])
        )

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


def _ids(frame: list[dict[str, Any]]) -> set[str]:
    return {item["id"] for item in frame} | {i for item in frame for i in _ids(item.get("children", []))}


def every(layers: Iterable[Layer]) -> Iterator[Layer]:
    """All of `layers` and what is in them."""
    for layer in layers:
        yield layer
        yield from every(layer.children)


def _filled(layer: Layer, own: Mapping[str, tuple[Layer, ...]]) -> Layer:
    """The frame's layer with the layout's own layers in it; a head that has none keeps the frame's."""
    children = tuple(_filled(child, own) for child in layer.children)
    if layer.id == "words":
        children = own.get("head", children)
    if layer.id == "body":
        children = own.get("body", ())
    return replace(layer, children=children)


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

"""Layout data is read strictly: what is wrong is named with file, line and field."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from studio.errors import BadInput
from studio.templates.layout import load_design, resolve
from tests.cards.samples import BUILTIN

Files = dict[str, bytes]


def shipped() -> Files:
    return {
        "design.yaml": (BUILTIN / "design.yaml").read_bytes(),
        "layouts/notice.yaml": (BUILTIN / "layouts" / "notice.yaml").read_bytes(),
    }


def swap(name: str, old: str, new: str) -> Callable[[Files], Files]:
    """The shipped files with one place changed."""

    def changed(files: Files) -> Files:
        text = files[name].decode()
        assert old in text
        return {**files, name: text.replace(old, new, 1).encode()}

    return changed


NOTICE, DESIGN = "layouts/notice.yaml", "design.yaml"
AT = "at: {link/plain: {columns: 2}, link/list: {fit: {lines: 6}}},"
"""What the notice says otherwise of its list."""
WRONG = {
    "unknown kind": (swap(NOTICE, "kind: list", "kind: video"), "video"),
    "unknown style": (swap(NOTICE, "between: 1", "shine: 1"), "shine"),
    "style of the wrong form": (swap(NOTICE, "loose: 2", "loose: wide"), "loose"),
    "unknown colour": (swap(NOTICE, "marker_colour: accent", "marker_colour: pinkish"), "pinkish"),
    "unknown role": (swap(NOTICE, "kind: list,", "kind: list, role: huge,"), "huge"),
    "undeclared slot": (swap(NOTICE, "slot: lines", "slot: rows"), "rows"),
    "unknown spot": (swap(NOTICE, "kind: list,", "kind: list, only: [a5/list],"), "a5/list"),
    "unknown spot of a patch": (swap(NOTICE, AT, "at: {blur: {between: 2}},"), "blur"),
    "unknown style of a patch": (swap(NOTICE, AT, "at: {link: {shine: 2}},"), "shine"),
    "impossible fit of a patch": (swap(NOTICE, AT, "at: {link: {fit: {max: 9}}},"), "fit"),
    "same id twice": (swap(NOTICE, "id: lines", "id: kicker"), "kicker"),
    "patch of no layer": (swap(NOTICE, "body:", "frame: {dates: {gap: 2}}\nbody:"), "dates"),
    "box of three": (swap(NOTICE, "body:", "frame: {content: {boxes: {link: [9, 9, 9]}}}\nbody:"), "boxes"),
    "empty box": (swap(NOTICE, "body:", "frame: {content: {boxes: {link: [9, 9, 0, 9]}}}\nbody:"), "boxes"),
    "another file's id": (swap(NOTICE, "id: notice", "id: poster"), "id"),
    "unknown composition": (swap(NOTICE, "[photo, list]", "[photo, blur]"), "with_photo"),
    "no composition": (swap(NOTICE, "without: [type, list]", "without: []"), "without"),
    "unknown key": (swap(NOTICE, "art: megaphone", "artist: megaphone"), "artist"),
    "theme colour": (swap(DESIGN, 'line: "text/22"', 'line: "whitish/22"'), "whitish"),
    "colours in a circle": (swap(DESIGN, "      field: accent", "      field: on_field_pill"), "on_field_pill"),
    "opacity over 100": (swap(DESIGN, "white/28", "white/280"), "white/280"),
    "minimum over maximum": (swap(DESIGN, "min: small, max: kicker", "min: phone, max: kicker"), "kicker"),
    "unknown scale step": (swap(DESIGN, "max: poster_max", "max: gigantic"), "poster"),
    "unknown theme of a day": (swap(DESIGN, "      martyrs: [", "      marten: ["), "marten"),
    "missing part": (swap(DESIGN, "frame:\n", "frames:\n"), "frame"),
}  # fmt: skip


def file_of(name: str) -> str:
    """The file in which the mistake was made."""
    files = WRONG[name][0](shipped())
    return next(path for path, data in files.items() if data != shipped()[path])


@pytest.mark.parametrize("name", WRONG)
def test_a_mistake_is_refused_and_named(name: str) -> None:
    change, word = WRONG[name]
    with pytest.raises(BadInput) as caught:
        load_design(change(shipped()))
    said = caught.value.sentence("vi")
    assert word in said
    file, line = caught.value.where.split(":")
    assert file == (file_of(name))
    assert (int(line) > 1) is (word not in ("id", "frame"))
    assert caught.value.phrase.en != caught.value.phrase.vi


def test_a_pack_without_a_design_is_refused() -> None:
    with pytest.raises(BadInput, match="thiết kế"):
        load_design({})


def test_other_files_of_a_pack_are_not_read() -> None:
    extra: Files = {**shipped(), "layouts/deep/x.yaml": b"nonsense: [", "templates/a.yaml": b"["}
    assert set(load_design(extra).layouts) == {"notice"}


def test_a_layouts_hash_covers_its_file_and_the_design() -> None:
    plain = load_design(shipped()).layouts["notice"].sha256
    own = load_design(swap(NOTICE, "loose: 2", "loose: 3")(shipped())).layouts["notice"].sha256
    shared = load_design(swap(DESIGN, "#C8102E", "#C8102F")(shipped())).layouts["notice"].sha256
    assert len({plain, own, shared}) == 3


def test_boxes_are_explicit_and_those_of_a_composition_come_first() -> None:
    content = load_design(shipped()).layouts["notice"].layer("content")
    assert content is not None
    widths = {content.box("link", composition) for composition in ("photo", "type", "plain")}
    assert len({box.w for box in widths if box}) == 3
    assert content.box("sq", "plain") == content.boxes["sq"]


def test_a_layer_says_otherwise_where_its_spot_says_so_the_narrower_last() -> None:
    said = "at: {link: {between: 2}, list: {between: 3, loose: 5}, link/list: {between: 4}},"
    lines = load_design(swap(NOTICE, AT, said)(shipped())).layouts["notice"].layer("lines")
    assert lines is not None
    found = {}
    for spot in (("sq", "type"), ("link", "type"), ("sq", "list"), ("link", "list")):
        layer = lines.on(*spot)
        assert layer is not None
        found[spot] = (layer.style.get("between"), layer.style["loose"])
    assert list(found.values()) == [(1, 2), (2, 2), (3, 5), (4, 5)]


def test_a_layer_is_shown_on_its_spots_alone() -> None:
    lines = load_design(swap(NOTICE, "kind: list,", "kind: list, only: [sq, link/list],")(shipped()))
    layer = lines.layouts["notice"].layer("lines")
    assert layer is not None
    shown = {spot: layer.on(*spot) is not None for spot in (("sq", "type"), ("link", "list"), ("link", "type"))}
    assert list(shown.values()) == [True, True, False]


def test_sizes_are_those_of_the_cards() -> None:
    design = load_design(shipped())
    assert {name: (size.width, size.height) for name, size in design.sizes.items()} == {
        "sq": (1080, 1080), "p45": (1080, 1350), "link": (1200, 630), "story": (1080, 1920), "a4": (2480, 3508),
    }  # fmt: skip


def test_a_greeting_takes_the_colours_of_its_day() -> None:
    design = load_design(shipped())
    named = ("Chúc mừng năm mới Đinh Mùi", "Ngày Nhà giáo Việt Nam 20/11", "Tri ân anh hùng liệt sĩ", "Chào thu")
    assert [design.theme_of("festive", said) for said in named] == ["tet", "teachers", "martyrs", "festive"]
    assert design.theme_of("warning", "Vui Tết an toàn") == "warning"


def test_a_role_names_a_token_and_opacities_multiply() -> None:
    roles, tokens = {"veil": "navy/50"}, {"navy": "#0B2A5B"}
    assert resolve("veil", roles, tokens) == (11, 42, 91, 0.5)
    assert resolve("veil/50", roles, tokens) == (11, 42, 91, 0.25)
    assert resolve("#FFFFFF", roles, tokens) == (255, 255, 255, 1.0)

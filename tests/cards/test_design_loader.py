"""Layout data is read strictly: what is wrong is named with file, line and field."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from studio.errors import BadInput
from studio.templates.layout import PhotoMode, load_design, resolve
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


WRONG = {
    "unknown kind": (swap("layouts/notice.yaml", "kind: panel", "kind: video"), "video"),
    "unknown style": (swap("layouts/notice.yaml", "    fill: panel", "    shine: panel"), "shine"),
    "style of the wrong form": (swap("layouts/notice.yaml", "pad: [5, 3]", "pad: wide"), "pad"),
    "unknown colour": (swap("layouts/notice.yaml", "    fill: panel", "    fill: pinkish"), "pinkish"),
    "unknown role": (swap("layouts/notice.yaml", "role: headline", "role: huge"), "huge"),
    "undeclared slot": (swap("layouts/notice.yaml", "slot: lines", "slot: rows"), "rows"),
    "unknown size": (swap("layouts/notice.yaml", "sizes: [link]", "sizes: [a5]"), "a5"),
    "same id twice": (swap("layouts/notice.yaml", "id: headline", "id: kicker"), "kicker"),
    "patch of no layer": (swap("layouts/notice.yaml", "  date:", "  dates:"), "dates"),
    "box of three": (swap("layouts/notice.yaml", "[924, 96, 244, 352]", "[924, 96, 244]"), "boxes"),
    "empty box": (swap("layouts/notice.yaml", "[924, 96, 244, 352]", "[924, 96, 0, 352]"), "boxes"),
    "another file's id": (swap("layouts/notice.yaml", "id: notice", "id: poster"), "id"),
    "unknown photo mode": (swap("layouts/notice.yaml", "sq: bleed", "sq: blur"), "photo"),
    "unknown key": (swap("layouts/notice.yaml", "art: megaphone", "artist: megaphone"), "artist"),
    "theme colour": (swap("design.yaml", "facet: \"white/5\"", "facet: \"whitish/5\""), "whitish"),
    "opacity over 100": (swap("design.yaml", "white/18", "white/180"), "white/180"),
    "minimum over maximum": (swap("design.yaml", "min: small, max: body, lines: 2", "min: head, max: body"), "unit"),
    "unknown scale step": (swap("design.yaml", "max: display", "max: gigantic"), "poster"),
    "missing part": (swap("design.yaml", "frame:\n", "frames:\n"), "frame"),
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
    own = load_design(swap("layouts/notice.yaml", "pad: [5, 3]", "pad: [5, 4]")(shipped())).layouts["notice"].sha256
    shared = load_design(swap("design.yaml", "#C8102E", "#C8102F")(shipped())).layouts["notice"].sha256
    assert len({plain, own, shared}) == 3


def test_boxes_are_explicit_and_those_of_a_photo_mode_come_first() -> None:
    content = load_design(shipped()).layouts["notice"].layer("content")
    assert content is not None
    widths = {mode: content.box("link", mode) for mode in ("none", "inset", "bleed")}
    assert len({box.w for box in widths.values() if box}) == 3
    assert content.box("sq", "inset") == content.boxes["sq"]


def test_sizes_and_photo_modes_are_those_of_the_cards() -> None:
    design = load_design(shipped())
    assert {name: (size.width, size.height) for name, size in design.sizes.items()} == {
        "sq": (1080, 1080), "p45": (1080, 1350), "link": (1200, 630), "story": (1080, 1920), "a4": (2480, 3508),
    }  # fmt: skip
    assert set(design.layouts["notice"].photo.values()) <= set(PhotoMode)


def test_a_role_names_a_token_and_opacities_multiply() -> None:
    roles, tokens = {"veil": "navy/50"}, {"navy": "#0B2A5B"}
    assert resolve("veil", roles, tokens) == (11, 42, 91, 0.5)
    assert resolve("veil/50", roles, tokens) == (11, 42, 91, 0.25)
    assert resolve("#FFFFFF", roles, tokens) == (255, 255, 255, 1.0)

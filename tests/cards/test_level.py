"""The bar of a warning's level: told by words, numbers and height, never by its colour alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio.cards.leaf_level import level_in
from studio.cards.renderer import CardRenderer
from studio.cards.scene import Photo, Plate, Scene
from studio.templates.card import CardSpec, CardValue
from tests.cards.samples import find

SIZES = ("sq", "p45", "link", "story", "a4")


def weather(**values: CardValue) -> CardSpec:
    one = find("weather_warning", "alert", "minimal").spec
    return replace(one, values={**one.values, **values})


def bar(scene: Scene) -> list[Plate]:
    return [part for part in scene.ground if isinstance(part, Plate) and part.layer == "level"]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Rủi ro thiên tai: cấp 3 (lớn)", 3),
        ("Dự báo cháy rừng: cấp IV", 4),
        ("CẤP V", 5),
        ("cấp 6", 0),
        ("cấp 12", 0),
        ("cấp xã", 0),
    ],
)
def test_the_level_is_read_from_its_words(text: str, level: int) -> None:
    assert level_in(text) == level


@pytest.mark.parametrize("level", range(1, 6))
def test_the_bar_is_filled_up_to_the_level_and_highest_there(renderer: CardRenderer, level: int) -> None:
    spec = weather(level=f"Rủi ro thiên tai: cấp {level}")
    for size in SIZES:
        scene = renderer.scene(spec, size)
        parts = bar(scene)
        assert [part.fill is not None for part in parts] == [at <= level for at in range(1, 6)], size
        highest = max(parts, key=lambda part: part.h)
        assert parts.index(highest) == level - 1
        assert sum(part.h == highest.h for part in parts) == 1
        said = [text for text in scene.texts if text.layer == "level"]
        assert [text.text.lines[0] for text in said if not text.slot] == ["1", "2", "3", "4", "5"]
        assert f"cấp\u00a0{level}" in " ".join(said[0].text.lines).replace("cấp ", "cấp\u00a0")


@pytest.mark.parametrize("level", range(1, 6))
@pytest.mark.parametrize("kind", ["Bão", "Ngập lụt", "Cháy rừng", "Nắng nóng", "Rét đậm"])
@pytest.mark.parametrize("built", ["photo", "type", "list"])
def test_words_and_numbers_of_the_bar_stand_out_on_every_ground(
    renderer: CardRenderer, kind: str, level: int, built: str
) -> None:
    spec = weather(headline=kind, level=f"Rủi ro thiên tai: cấp {level}", composition=built)
    for size in ("p45", "a4"):
        contrast = renderer.render(spec, size).contrast
        assert min(contrast.values()) >= 4.5, f"{size}: {contrast}"


def test_no_level_no_bar(renderer: CardRenderer) -> None:
    assert bar(renderer.scene(weather(), "p45")) == []
    worded = renderer.scene(weather(level="Rủi ro thiên tai: chưa công bố"), "p45")
    assert bar(worded) == []
    assert "chưa công bố" in " ".join(line for part in worded.texts for line in part.text.lines)


@pytest.mark.parametrize(
    ("kind", "drawn"),
    [
        ("Ngập lụt", "flood"),
        ("Lũ quét, sạt lở", "flood"),
        ("Mưa lớn", "storm"),
        ("Áp thấp nhiệt đới", "storm"),
        ("Cháy rừng", "fire"),
        ("Nắng nóng", "heat"),
        ("Rét đậm", "cold"),
    ],
)
def test_each_kind_of_weather_has_its_own_drawing(renderer: CardRenderer, kind: str, drawn: str) -> None:
    for size in ("p45", "link"):
        scene = renderer.scene(weather(headline=kind), size)
        assert {part.scene for part in scene.ground if isinstance(part, Photo)} == {drawn}, size

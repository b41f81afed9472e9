"""25 templates × shortest, typical, longest data × five sizes: no text is clipped, covered or too small."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import QRect

from studio.cards.renderer import CardRenderer
from studio.cards.scene import Badge, Qr, Scene, Stroke, TextPart
from tests.cards.samples import Sample, find, samples, with_photo

SIZES = ("sq", "p45", "link", "story", "a4")
SMALLEST = {"sq": 24, "p45": 24, "link": 24, "story": 24, "a4": 50}


Cards = list[tuple[Sample, str, Scene]]


@pytest.fixture(scope="module")
def cards(renderer: CardRenderer) -> Cards:
    """Every card of every template at every length and size, laid out once."""
    return [(one, size, renderer.scene(one.spec, size)) for one in samples() for size in SIZES]


def ink(renderer: CardRenderer, part: TextPart, line: int) -> QRect:
    """The pixels that the glyphs of one line touch."""
    box = renderer.fonts.metrics(part.text.face).tightBoundingRect(part.text.lines[line])
    return box.translated(part.x + part.indent(line), part.baseline(line)).toAlignedRect()


def inks(renderer: CardRenderer, part: TextPart) -> list[QRect]:
    return [ink(renderer, part, line) for line in range(len(part.text.lines))]


def test_no_card_has_a_problem(cards: Cards) -> None:
    assert len({one.template for one, _, _ in cards}) == 25
    assert [f"{one.name} {size} {scene.problems}" for one, size, scene in cards if scene.problems] == []


def test_text_is_inside_its_box(renderer: CardRenderer, cards: Cards) -> None:
    for one, size, scene in cards:
        card = QRect(0, 0, scene.width, scene.height)
        for part in scene.texts:
            room = part.rect.adjusted(-3, -1, 3, 1)
            for box in inks(renderer, part):
                assert room.contains(box), f"{one.name} {size}: {part.layer} {part.text.lines}"
                assert card.contains(box), f"{one.name} {size}: {part.layer}"


def test_texts_do_not_cross_each_other_nor_qr_and_badge(renderer: CardRenderer, cards: Cards) -> None:
    for one, size, scene in cards:
        tiles = [part.rect for part in scene.ground if isinstance(part, Qr | Badge)]
        drawn = [(part, inks(renderer, part)) for part in scene.texts]
        for part, boxes in drawn:
            assert not any(t.intersects(b) for t in tiles for b in boxes), f"{one.name} {size}: {part.layer}"
        for (upper, here), (lower, there) in combinations(drawn, 2):
            if upper.rect.adjusted(-9, -9, 9, 9).intersects(lower.rect):
                assert not any(a.intersects(b) for a in here for b in there), (
                    f"{one.name} {size}: {upper.layer} and {lower.layer}"
                )


def test_text_is_never_smaller_than_a_phone_can_show(cards: Cards) -> None:
    for one, size, scene in cards:
        said = [part for part in scene.texts if part.slot or part.layer.endswith("_panel")]
        assert min(part.text.face.px for part in said) >= SMALLEST[size], f"{one.name} {size}"


def test_every_layout_of_the_pack_is_proved_by_some_template(renderer: CardRenderer) -> None:
    assert {one.spec.layout for one in samples()} == set(renderer.design.layouts)
    assert len(renderer.design.layouts) == 17


def test_usual_text_is_never_cut(cards: Cards) -> None:
    cut = [f"{one.name} {size} {scene.elided}" for one, size, scene in cards if scene.elided and one.level != "maximal"]
    assert cut == []


@pytest.mark.parametrize("style", ["bleed", "inset"])
def test_a_photo_in_either_form_leaves_room_for_the_longest_text(renderer: CardRenderer, style: str) -> None:
    for one in samples(("maximal",)):
        for size in SIZES:
            assert renderer.scene(with_photo(one, "street", style).spec, size).problems == (), f"{one.name} {size}"


def test_items_of_one_list_share_one_size(cards: Cards) -> None:
    for one, size, scene in cards:
        for slot in ("steps", "dos", "donts", "signs", "todo", "lines"):
            sizes = {part.text.face.px for part in scene.texts if part.slot == slot}
            assert len(sizes) <= 1, f"{one.name} {size}: {slot} {sizes}"


def test_a_citation_is_whole_and_its_numbers_are_not_broken(cards: Cards) -> None:
    for one, size, scene in cards:
        cited = [part for part in scene.texts if part.slot == "citation"]
        said = " ".join(" ".join(part.text.lines) for part in cited)
        assert said.replace("\u00a0", " ") == str(one.spec.values.get("citation", "")), f"{one.name} {size}"


def test_a_citation_that_does_not_fit_is_a_problem(renderer: CardRenderer, warning: Sample) -> None:
    values = {**warning.spec.values, "citation": "Căn cứ: " + "khoản 1 Điều 15 Nghị định 144/2021/NĐ-CP; " * 12}
    spec = replace(warning.spec, layout="qa", values={**values, "answer": "Có."})
    problems = renderer.scene(spec, "sq").problems
    assert [problem.layer for problem in problems] == ["citation"]
    assert "rút ngắn" in problems[0].phrase.vi
    assert "shorten" in problems[0].phrase.en


def test_a_card_without_its_required_text_says_so(renderer: CardRenderer) -> None:
    spec = next(iter(samples(("typical",)))).spec
    bare = {key: value for key, value in spec.values.items() if key != "headline"}
    problems = renderer.scene(replace(spec, values=bare), "sq").problems
    assert "headline" in {problem.layer for problem in problems}


def test_a_route_is_drawn_unless_the_card_is_not_about_a_road(renderer: CardRenderer) -> None:
    spec = find("traffic_notice", "map").spec
    elsewhere = replace(spec, values={**spec.values, "scheme": "none"})
    strokes = [
        sum(isinstance(part, Stroke) and part.layer == "route" for part in renderer.scene(one, "p45").ground)
        for one in (spec, elsewhere)
    ]
    assert strokes[0] >= 3
    assert strokes[1] == 0


def test_long_text_makes_pictures_give_way_before_it_is_cut(renderer: CardRenderer) -> None:
    heights = {
        level: renderer.scene(with_photo(find("qa_post", "qa", level), "street", "inset").spec, "sq")
        .layers["hero_photo"]
        .height()
        for level in ("minimal", "maximal")
    }
    assert heights["minimal"] > 2 * heights["maximal"]

"""Every template × shortest, typical, longest data × five sizes: no text is clipped, covered or too small.

With a photo, too: `make test` looks at the first card of each layout and length, `make soak` at all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, pairwise
from typing import cast

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage

from studio.cards.renderer import CardRenderer, painting
from studio.cards.scene import BadgePart, Plate, Qr, Scene, Stroke, TextPart
from studio.cards.typeset import Typesetter
from studio.cards.values import wording
from studio.templates.card import CardSpec, CardTouch
from studio.templates.layout import Composition
from studio.templates.pagination import says
from tests.cards.samples import Sample, find, samples, with_photo
from tests.sample_fields import TYPICAL
from tests.soak import SOAK

pytestmark = pytest.mark.soak

SIZES = ("sq", "p45", "link", "story", "a4")
SMALLEST = {"sq": 30, "p45": 30, "link": 33, "story": 30, "a4": 60}
"""Pixels: 11 on a phone that shows a card 390 wide; 60 of paper are 5 mm."""


Series = list[tuple[Sample, str, list[tuple[CardSpec, Scene]]]]
Cards = list[tuple[Sample, str, Scene]]


@pytest.fixture(scope="module")
def series(renderer: CardRenderer) -> Series:
    """The pictures of every template at every length and size, laid out once; those with a photo as said above."""
    return [
        (one, size, [(part, renderer.scene(part, size)) for part in renderer.series([one.spec], size)[0]])
        for one in with_and_without_photo()
        for size in SIZES
    ]


@pytest.fixture(scope="module")
def cards(series: Series) -> Cards:
    """Each of them by itself."""
    return [(replace(one, spec=part), size, scene) for one, size, parts in series for part, scene in parts]


def with_and_without_photo() -> Iterator[Sample]:
    pictured = set()
    for one in samples():
        yield one
        kind = (one.spec.layout, one.level)
        if SOAK or kind not in pictured:
            yield with_photo(one, "street")
        pictured.add(kind)


def ink(renderer: CardRenderer, part: TextPart, line: int) -> QRect:
    """The pixels that the glyphs of one line touch."""
    box = renderer.fonts.metrics(part.text.face).tightBoundingRect(part.text.lines[line])
    return box.translated(part.x + part.indent(line), part.baseline(line)).toAlignedRect()


def inks(renderer: CardRenderer, part: TextPart) -> list[QRect]:
    return [ink(renderer, part, line) for line in range(len(part.text.lines))]


def test_no_card_has_a_problem(cards: Cards) -> None:
    assert len({one.template for one, _, _ in cards}) == len(TYPICAL)
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
        tiles = [part.rect for part in scene.ground if isinstance(part, Qr | BadgePart)]
        drawn = [(part, inks(renderer, part)) for part in scene.texts]
        for part, boxes in drawn:
            assert not any(t.intersects(b) for t in tiles for b in boxes), f"{one.name} {size}: {part.layer}"
        for (upper, here), (lower, there) in combinations(drawn, 2):
            if upper.rect.adjusted(-9, -9, 9, 9).intersects(lower.rect):
                assert not any(a.intersects(b) for a in here for b in there), (
                    f"{one.name} {size}: {upper.layer} and {lower.layer}"
                )


def test_an_upright_card_has_its_words_where_a_grid_of_videos_shows_them(renderer: CardRenderer, cards: Cards) -> None:
    """The middle 3:4 of 9:16, which is also free of what players lay over the top."""
    shown = QRect(0, 240, 1080, 1440)
    for one, size, scene in cards:
        for part in scene.texts if size == "story" else ():
            assert all(shown.contains(box) for box in inks(renderer, part)), f"{one.name}: {part.layer}"


def test_no_word_is_broken_but_an_address(cards: Cards) -> None:
    for one, size, scene in cards:
        broken = [part for part in scene.texts if part.text.broken and "://" not in "".join(part.text.lines)]
        assert not broken, f"{one.name} {size}: {broken[0].layer} {broken[0].text.lines}"


def test_text_is_never_smaller_than_a_phone_can_show(cards: Cards) -> None:
    for one, size, scene in cards:
        assert min(part.text.face.px for part in scene.texts) >= SMALLEST[size], f"{one.name} {size}"


def test_every_layout_of_the_pack_is_proved_by_some_template(renderer: CardRenderer) -> None:
    assert {one.spec.layout for one in samples()} == set(renderer.design.layouts)
    assert len(renderer.design.layouts) == 19


def test_every_word_of_a_post_is_on_its_cards_and_none_is_cut(series: Series) -> None:
    for one, size, parts in series:
        shown: dict[str, str] = {}
        for _, scene in parts:
            assert scene.cuts == (), f"{one.name} {size}: {scene.cuts}"
            for text in scene.texts:
                shown[text.slot] = shown.get(text.slot, "") + words(" ".join(text.text.lines))
        for slot, item, said in pieces(one):
            if said not in SEEN and slot not in UNSAID and not slot.endswith("_title"):
                assert_said(said, shown.get(slot, ""), f"{one.name} {size}: {slot} {item} {said}")


def assert_said(said: str, shown: str, where: str) -> None:
    """Whole, or a long text in its sentences, which may stand on several cards."""
    parts = [said] if words(said) in shown else re.split(r"(?<=[.!?;…,])\s+", said)
    assert [one for one in parts if words(one) not in shown] == [], where


def test_a_wide_card_goes_on_on_the_next_where_it_has_no_room(renderer: CardRenderer) -> None:
    one = find("scam_warning", "alert")
    bare, pictured = (renderer.series([shown.spec], "link")[0] for shown in (one, with_photo(one, "street")))
    assert [set(part.values) & {"todo", "signs", "source"} for part in bare] == [{"todo"}, {"signs", "source"}]
    assert [part.values["page"] for part in bare] == ["1/2", "2/2"]
    assert [part.photo is not None for part in pictured] == [True, False]
    assert renderer.series([one.spec], "p45") == ((one.spec,),)
    [steps] = renderer.series([find("infographic", "steps").spec], "link")
    numbers = [part.text.lines[0] for part in renderer.scene(steps[1], "link").texts if not part.slot]
    assert numbers == ["4", "5"]
    assert "citation" not in steps[0].values


def test_a_number_to_call_takes_the_source_along_to_the_next_picture(renderer: CardRenderer) -> None:
    [parts] = renderer.series([find("monthly_figures", "chart", "maximal").spec], "link")
    assert [set(part.values) & {"series", "source", "contact"} for part in parts] == [{"series"}, {"source", "contact"}]


def test_figures_side_by_side_are_read_apart(renderer: CardRenderer) -> None:
    for level in ("typical", "maximal"):
        [parts] = renderer.series([find("weekly_recap", "stat", level).spec], "link")
        scene = renderer.scene(parts[0], "link")
        figures = [QRect(p.x, p.y, p.text.width, p.h) for p in scene.texts if p.slot == "figures"]
        beside = [
            (a, b) for a in figures for b in figures if a.x() < b.x() and a.bottom() > b.y() and b.bottom() > a.y()
        ]
        assert min(b.x() - a.right() for a, b in beside) >= 25, level
        [period] = [part for part in scene.texts if part.slot == "period"]
        assert len(period.text.lines) == 1


def test_a_long_item_grows_into_the_room_beside_a_wide_headline(renderer: CardRenderer) -> None:
    [parts] = renderer.series([find("case_result", "notice", "maximal").spec], "link")
    [item] = [part for part in renderer.scene(parts[0], "link").texts if part.slot == "lines"]
    assert item.text.face.px >= 40


@pytest.mark.parametrize(
    ("template", "layout", "slot", "px"),
    [
        ("case_followup", "timeline", "milestones", 90),
        ("missing_person", "person", "facts", 90),
        ("weekly_recap", "stat", "figures", 170),
    ],
)
def test_long_texts_grow_into_the_room_of_a_poster(
    renderer: CardRenderer, template: str, layout: str, slot: str, px: int
) -> None:
    [parts] = renderer.series([find(template, layout, "maximal").spec], "a4")
    sizes = [part.text.face.px for part in renderer.scene(parts[0], "a4").texts if part.slot == slot]
    assert max(sizes) >= px


def test_the_portrait_takes_the_room_that_the_text_leaves(renderer: CardRenderer) -> None:
    at = renderer.scene(with_photo(find("missing_person", "person"), "person").spec, "p45").layers
    assert at["portrait"].height() > at["portrait"].width()
    assert at["contact"].top() - at["features_panel"].bottom() < 90


@pytest.mark.parametrize(
    ("template", "layout", "size", "slot"),
    [
        ("emergency_alert", "map", "sq", "detour"),
        ("correction", "correction", "link", "right"),
        ("event_notice", "event", "link", "facts"),
    ],
)
def test_a_number_to_call_stands_with_something_that_is_said(
    renderer: CardRenderer, template: str, layout: str, size: str, slot: str
) -> None:
    one = with_photo(find(template, layout, "maximal"), "street")
    [parts] = renderer.series([one.spec], size)
    assert len(parts) > 1
    assert {slot in part.values for part in parts if "contact" in part.values} == {True}


def test_no_picture_holds_a_number_to_call_alone(series: Series) -> None:
    for one, size, parts in series:
        if size == "link" and len(parts) > 1 and one.spec.photo is None:
            assert all(says(part.values) for part, _ in parts if "contact" in part.values), one.name


def test_a_label_behind_a_short_number_keeps_its_line(renderer: CardRenderer) -> None:
    [parts] = renderer.series([find("emergency_alert", "alert").spec], "link")
    said = [part.text.lines for part in renderer.scene(parts[0], "link").texts if part.slot == "contact"]
    assert [len(lines) for lines in said] == [1, 1, 1, 1]


def test_each_picture_of_a_series_shows_its_number(cards: Cards) -> None:
    for one, size, scene in cards:
        said = [part.text.lines for part in scene.texts if part.slot == "page"]
        assert said == ([(one.spec.values["page"],)] if "page" in one.spec.values else []), f"{one.name} {size}"


def test_the_headline_of_a_wide_card_is_read_on_a_phone(cards: Cards) -> None:
    for one, size, scene in cards:
        if size == "link" and "quote" not in one.spec.values:
            least = 38 if "more" in one.spec.values else 46
            assert max(part.text.face.px for part in scene.texts if part.slot == "headline") >= least, one.name


def test_the_photo_of_a_wide_card_gives_way_to_a_list_that_stays_whole(renderer: CardRenderer) -> None:
    one = with_photo(find("emergency_alert", "alert"), "street")
    [parts] = renderer.series([one.spec], "link")
    shown = [[slot for slot in ("todo", "avoid") if slot in part.values] for part in parts]
    assert shown == [["todo"], ["avoid"]]
    assert "chữ đã chiếm hết chỗ của ảnh" in " ".join(told.phrase.vi for told in renderer.problems(parts[0], "link"))
    pictured = with_photo(find("scam_warning", "alert"), "street")
    assert renderer.problems(renderer.series([pictured.spec], "link")[0][0], "link") == ()


@pytest.mark.parametrize(
    ("when", "shown"),
    [
        ("08:00–11:00 ngày 05/12/2026", ("Thứ Bảy", "05", "tháng 12")),
        ("Từ ngày 12/12/2026 đến ngày 15/12/2026", ("12–15", "tháng 12")),
        ("Từ 22:00 ngày 25/11/2026 đến 05:30 ngày 26/12/2026", ("Từ", "25/11", "đến 26/12")),
        ("Ngày 05/12/2026; hạn đăng ký: 01/12/2026", ("Thứ Bảy", "05", "tháng 12")),
    ],
)
@pytest.mark.parametrize("pictured", [False, True])
def test_an_event_shows_its_first_and_last_day(
    renderer: CardRenderer, when: str, shown: tuple[str, ...], pictured: bool
) -> None:
    one = find("event_notice", "event")
    facts = (("Thời gian", when), ("Địa điểm", "Nhà văn hóa"))
    values = {**one.spec.values, "facts": facts, "headline": "Ngày hội", "agenda": ()}
    one = replace(one, spec=replace(one.spec, values=values))
    for size in SIZES:
        scene = renderer.scene((with_photo(one, "street") if pictured else one).spec, size)
        said = [part.text.lines for part in scene.texts if part.layer in ("day", "day_tile")]
        assert {line.replace("\u00a0", " ").lower() for [line] in said} == {each.lower() for each in shown}, size


def test_what_goes_on_from_an_event_shows_no_day_by_which_to_register(renderer: CardRenderer) -> None:
    one = with_photo(find("event_notice", "event"), "street")
    begun, more = (renderer.scene(part, "link") for part in renderer.series([one.spec], "link")[0])
    assert any(part.layer == "day" for part in begun.texts)
    assert not any(part.layer == "day" for part in more.texts)


def test_a_photo_that_has_no_room_is_told_unless_a_person_chose_so(renderer: CardRenderer) -> None:
    said = "chữ đã chiếm hết chỗ của ảnh"
    for found, told in ((find("lost_found", "object"), False), (find("recruitment", "notice", "maximal"), True)):
        one = with_photo(found, "street")
        [[shown, *_]] = renderer.series([one.spec], "link")
        assert [said in problem.phrase.vi for problem in renderer.problems(shown, "link")] == [True] * told
        assert not any(problem.stops for problem in renderer.problems(shown, "link"))
        chosen = replace(shown, touches=(CardTouch(card=found.spec.layout, size="link", composition="list"),))
        assert not any(said in problem.phrase.vi for problem in renderer.problems(chosen, "link"))


SEEN = ("Thời gian", "Địa điểm", "Nơi nhặt được")
"""Labels that an icon stands for."""
UNSAID = ("composition", "first", "kicker", "more", "page", "qr", "scheme", "status", "unit", "unit_short")
"""What decides how a card looks, and its marks of kind and order."""


def test_bars_are_as_high_as_their_figures_and_the_last_stands_out(renderer: CardRenderer) -> None:
    one = find("monthly_figures", "chart")
    for size in SIZES:
        bars = [part for part in renderer.scene(one.spec, size).ground if isinstance(part, Plate)]
        bars = [bar for bar in bars if bar.layer == "series"]
        highest = max(bar.h for bar in bars)
        figures = [int(month["value"]) for month in TYPICAL["monthly_figures"]["series"]]
        assert all(abs(bar.h - highest * n / max(figures)) <= 1 for bar, n in zip(bars, figures, strict=True))
        assert [bar.fill == bars[0].fill for bar in bars] == [True] * (len(bars) - 1) + [False]


def test_a_wide_card_says_the_headings_of_its_post_and_begins_a_line_with_a_capital(renderer: CardRenderer) -> None:
    fake = find("fake_page", "fact").spec
    said = [" ".join(part.text.lines) for part in renderer.scene(fake, "link").texts]
    assert [text.partition(":")[0] for text in said if text.startswith("Trang")] == [
        "Trang mạo danh",
        "Trang chính thức",
    ]
    period = find("community_programme", "event")
    facts = [part.text.lines[0] for part in renderer.scene(period.spec, "p45").texts if part.slot == "facts"]
    assert facts[0].startswith("Từ")


def test_of_a_wrong_sentence_only_the_wrong_words_are_struck(renderer: CardRenderer) -> None:
    [wrong] = [
        part for part in renderer.scene(find("correction", "correction").spec, "p45").texts if part.slot == "wrong"
    ]
    [(line, start, end)] = wrong.struck
    measured = renderer.fonts.metrics(wrong.text.face).horizontalAdvance
    assert "cả ngày" in wrong.text.lines[line]
    assert abs(end - start - measured("cả ngày")) <= 1
    assert abs(start - measured(wrong.text.lines[line].partition("cả ngày")[0])) <= 1


def test_a_correction_says_first_what_is_right(renderer: CardRenderer) -> None:
    long = find("correction", "correction", "maximal")
    for size in SIZES:
        first, *_ = renderer.series([long.spec], size)[0]
        assert "right" in first.values, size
    scene = renderer.scene(find("correction", "correction").spec, "p45")
    assert [part.slot for part in scene.texts if part.slot in ("right", "wrong")] == ["right", "wrong"]


def test_a_wrong_sentence_that_has_nothing_of_the_right_one_is_not_struck(renderer: CardRenderer) -> None:
    one = find("correction", "correction")
    spec = replace(one.spec, values={**one.spec.values, "wrong": "Không ai tiếp nhận hồ sơ vào cuối tuần."})
    [wrong] = [part for part in renderer.scene(spec, "p45").texts if part.slot == "wrong"]
    assert wrong.struck == ()


def test_the_steps_of_a_second_card_go_on_counting(renderer: CardRenderer) -> None:
    first, second = [one for one in samples(("maximal",)) if one.name == "lost_papers-steps-maximal"][:2]
    done = len(first.spec.values["steps"])
    numbers = [part.text.lines[0] for part in renderer.scene(second.spec, "p45").texts if not part.slot]
    assert numbers[:2] == [str(done + 1), str(done + 2)]


def test_a_text_longer_than_its_field_allows_stops_the_post(renderer: CardRenderer) -> None:
    one = find("correction", "correction")
    spec = replace(one.spec, values={**one.spec.values, "right": str(one.spec.values["right"]) * 12})
    [problem, *_] = renderer.problems(spec, "link")
    assert problem.stops
    assert "rút ngắn" in problem.phrase.vi


def test_emoji_and_piled_marks_that_are_not_drawn_are_told(renderer: CardRenderer) -> None:
    one = find("scam_warning", "alert")
    piled = "Ngu\u1ec5n" + "\u0323\u0316\u0317\u0318\u0319" + " Văn"
    signs = ("Gọi ngay 🚨🔥", piled)
    spec = replace(one.spec, values={**one.spec.values, "signs": signs})
    [problem] = renderer.problems(spec, "p45")
    assert (problem.slot, problem.stops) == ("signs", False)
    assert "🚨" in problem.phrase.vi
    assert "🔥" in problem.phrase.vi
    assert "\u0318" in problem.phrase.vi


@pytest.mark.parametrize("marks", ["\u0323\u0316", "\u030b\u0309", "\u0316\u0317\u0318\u0319\u031c" * 9])
def test_piled_marks_stay_in_their_box(renderer: CardRenderer, marks: str) -> None:
    one = find("scam_warning", "alert")
    said = " ".join(f"chuy{mark}ển ti{mark}ền" for mark in [marks] * 6)
    scene = renderer.scene(replace(one.spec, values={**one.spec.values, "signs": (said, said)}), "p45")
    drawn = [part for part in scene.texts if part.slot == "signs"]
    covered = []
    for part in drawn:
        for line in range(len(part.text.lines)):
            rows = painted(renderer, part, line)
            assert part.y - 1 <= rows.start
            assert rows.stop <= part.y + part.h + 1
            covered.append(rows)
    assert len(covered) >= 4
    assert all(above.stop <= below.start for above, below in pairwise(covered))


def painted(renderer: CardRenderer, part: TextPart, line: int) -> range:
    """The rows of the card that the painter touches for one line."""
    image = QImage(1080, 1350, QImage.Format.Format_Grayscale8)
    image.fill(255)
    with painting(image) as painter:
        Typesetter(renderer.fonts).draw(painter, part.text, line, part.x, part.baseline(line), QColor("black"))
    touched = [y for y in range(image.height()) if min(cast("memoryview", image.constScanLine(y))) < 160]
    return range(touched[0], touched[-1] + 1)


def test_six_milestones_and_four_numbers_are_all_on_the_card(renderer: CardRenderer) -> None:
    steps = tuple((f"Mốc {n}", f"Việc thứ {n}") for n in range(1, 7))
    one = find("case_result", "timeline")
    spec = replace(one.spec, values={**one.spec.values, "milestones": steps})
    said = " ".join(line for part in renderer.scene(spec, "p45").texts for line in part.text.lines)
    assert all(f"Việc thứ {n}" in said.replace("\u00a0", " ") for n in range(1, 7))
    numbers = tuple((f"Số {n}", f"11{n}") for n in range(2, 6))
    alert = find("emergency_alert", "alert")
    for size in SIZES:
        spec = replace(alert.spec, values={**alert.spec.values, "contact": numbers})
        lines = {
            line for part in renderer.scene(spec, size).texts if part.slot == "contact" for line in part.text.lines
        }
        assert {phone for _, phone in numbers} <= lines, size


def pieces(one: Sample) -> list[tuple[str, int, str]]:
    """What the values of a card say: slot, item, text; of pairs each half."""
    said = []
    for slot, value in one.spec.values.items():
        if isinstance(value, str):
            lines = [line for line in value.split("\n") if line.strip()]
            said += [(slot, 0, line) for line in lines] if slot == "contact" else [(slot, 0, value)]
            continue
        for number, item in enumerate(value, 1):
            said += [(slot, number, half) for half in ([item] if isinstance(item, str) else item) if half.strip()]
    return said


def words(text: str) -> str:
    """Without what a card sets its own way: capitals, kinds of blanks, breaks inside a word too long for its line."""
    return "".join(wording(text).casefold().split())


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
    spec = find("traffic_notice", "map", "minimal").spec
    elsewhere = replace(spec, values={**spec.values, "scheme": "none"})
    strokes = [
        sum(isinstance(part, Stroke) and part.layer == "route" for part in renderer.scene(one, "p45").ground)
        for one in (spec, elsewhere)
    ]
    assert strokes[0] >= 3
    assert strokes[1] == 0


def test_a_photo_takes_what_text_leaves_and_gives_way_before_a_word_is_cut(renderer: CardRenderer) -> None:
    found = {
        level: renderer.scene(with_photo(find("lost_found", "object", level), "bag").spec, "p45").layers
        for level in ("minimal", "typical", "maximal")
    }
    assert found["minimal"]["photo"].height() > found["typical"]["photo"].height() >= 400
    assert found["typical"]["photo"].height() > found["maximal"]["photo"].height()


def test_a_link_keeps_a_clean_third_for_its_photo_and_its_number(renderer: CardRenderer) -> None:
    for one in samples(("minimal", "typical")):
        if Composition.PHOTO not in renderer.design.layouts[one.spec.layout].compositions:
            continue
        scene = renderer.scene(with_photo(one, "street", "photo").spec, "link")
        place = scene.layers.get("side_photo")
        if place is not None:
            assert (place.left(), place.width(), place.height()) == (792, 408, 630)
            assert (
                max(
                    part.x + part.indent(n) + part.text.widths[n]
                    for part in scene.texts
                    if part.slot != "page"
                    for n in range(len(part.text.lines))
                )
                < 792
            )


def test_type_grows_into_the_room_that_short_text_leaves(renderer: CardRenderer) -> None:
    sizes = {
        level: max(p.text.face.px for p in renderer.scene(find("law_explained", "cover", level).spec, "p45").texts)
        for level in ("minimal", "typical", "maximal")
    }
    assert sizes["minimal"] > sizes["typical"] > sizes["maximal"] >= 60
    assert sizes["minimal"] >= 150

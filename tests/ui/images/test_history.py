"""One undo: whatever was done, in whatever order, goes back step by step to the very same bytes."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from pytestqt.qtbot import QtBot

from studio.images import edits
from studio.images.recipe import Adjust, Corner, CoverDecision, MarkKind, Recipe, Subject, Suggestion, untouched
from studio.images.recipe_validation import write
from studio.ui.history import UndoHistory
from studio.ui.images.canvas import acts

SIZE = (1600, 1000)
STEPS = 50


def begun() -> Recipe:
    found = tuple(
        Suggestion(id=f"s{at}", subject=Subject.FACE, box=(100.0 * at, 120, 60, 80), score=90, by="eyes 1")
        for at in range(1, 6)
    )
    return replace(untouched("ab" * 32, SIZE), suggestions=found, looked=("eyes 1",))


def act(recipe: Recipe, chance: Random) -> tuple[Recipe, str]:
    """One of everything that the page does, and the key under which it merges."""
    x, y = chance.uniform(0, 1200), chance.uniform(0, 700)
    what = chance.randrange(9)
    if what == 0:
        return edits.cut(recipe, (x / 4, y / 4, chance.uniform(300, 900), chance.uniform(300, 700))), ""
    if what == 1:
        return edits.straighten(recipe, chance.uniform(-15, 15)), "angle"
    if what == 2:
        return edits.turn(recipe, chance.choice((1, -1))), ""
    if what == 3:
        return edits.adjust(recipe, Adjust(exposure=chance.uniform(-2, 2), warmth=chance.randint(-100, 100))), "light"
    if what == 4:
        return edits.add_box(recipe, (x, y, 90, 70)), ""
    if what == 5:
        return acts.with_mark(recipe, MarkKind.ARROW, [(x, y), (x + 80, y + 50)], "red", "", 1000)[0], ""
    if what == 6:
        return acts.with_hanging(recipe, MarkKind.BADGE, chance.choice(list(Corner)))[0], ""
    if what == 7:
        one = chance.choice(recipe.suggestions)
        return edits.decide(recipe, one.id, chance.choice(list(CoverDecision)), by="p1"), ""
    if recipe.marks:
        mark = chance.choice(recipe.marks)
        return edits.move_mark(recipe, mark.id, 3, 2), f"move {mark.id}"
    return recipe, ""


@pytest.mark.parametrize("seed", range(8))
def test_fifty_mixed_actions_are_undone_to_the_same_bytes_and_done_again(qtbot: QtBot, seed: int) -> None:
    recipe = begun()
    chance, history = Random(seed), UndoHistory(recipe)
    stood = [write(recipe)]
    for _ in range(STEPS):
        made, key = act(history.value, chance)
        history.push(made, "…", key)
        stood.append(write(history.value))
    last = stood[-1]
    while history.stack.undoText():
        history.stack.undo()
        assert write(history.value) in stood
    assert write(history.value) == stood[0]
    while history.stack.redoText():
        history.stack.redo()
    assert write(history.value) == last


def test_movements_of_one_handle_are_one_step_and_another_begins_its_own(qtbot: QtBot) -> None:
    history = UndoHistory(begun())
    for angle in (1, 2, 3):
        history.push(edits.straighten(begun(), angle), "turn", "angle")
    history.push(edits.adjust(history.value, Adjust(contrast=5)), "light", "light")
    history.stack.undo()
    assert history.value == edits.straighten(begun(), 3)
    history.stack.undo()
    assert history.value == begun()
    assert history.stack.undoText() == ""


def test_a_movement_there_and_back_is_no_step(qtbot: QtBot) -> None:
    history = UndoHistory(begun())
    history.push(edits.straighten(begun(), 4), "turn", "angle")
    history.push(begun(), "turn", "angle")
    assert history.stack.undoText() == ""
    assert history.value == begun()

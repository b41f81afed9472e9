"""Whatever a person may do in the editor, at random: verbs with arguments in and out of the picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from studio.images import edits
from studio.images.recipe import COLOURS, Corner, CoverDecision, Fill, MarkKind, Recipe, Subject, Suggestion
from tests.images.recipes import ADJUSTS, SOURCE

WIDTH, HEIGHT = 4000, 3000
Action = Callable[[Recipe], Recipe]
Given = st.SearchStrategy[Any]

_X, _Y = st.floats(-500, WIDTH + 500), st.floats(-500, HEIGHT + 500)
_POINT = st.tuples(_X, _Y)
_RECT = st.tuples(_X, _Y, st.floats(0, WIDTH), st.floats(0, HEIGHT))
_SEED = st.integers(0, 2**31 - 1)
_SIZE = st.integers(4, 80)
_NUMBER = st.integers(0, 9)
_SUBJECT, _FILL, _DECISION = st.sampled_from(Subject), st.sampled_from(Fill), st.sampled_from(CoverDecision)


def suggested() -> Recipe:
    """An original on which a detector found three places."""
    found = tuple(
        Suggestion(
            id=f"s{at}", subject=subject, box=(300.0 * at, 200.0 * at, 120.0, 150.0), score=80.0, by="detector 1"
        )
        for at, subject in enumerate(Subject, start=1)
    )
    return Recipe(source=SOURCE, width=WIDTH, height=HEIGHT, suggestions=found, looked=("finder 1",))


def _verb(verb: Callable[..., Recipe], *arguments: Given, **named: Given) -> Any:
    return st.builds(
        lambda given, words: lambda recipe: verb(recipe, *given, **words),
        st.tuples(*arguments),
        st.fixed_dictionaries(named),
    )


def _one_of(recipe: Recipe, kind: str, number: int) -> str:
    things = getattr(recipe, kind)
    return str(things[number % len(things)].id) if things else "none"


def _on(
    kind: str, verb: Callable[..., Recipe], *arguments: st.SearchStrategy[Any], **named: st.SearchStrategy[Any]
) -> Any:
    return _verb(
        lambda recipe, number, *given, **words: verb(recipe, _one_of(recipe, kind, number), *given, **words),
        _NUMBER,
        *arguments,
        **named,
    )


def _recolour(recipe: Recipe, id: str, colour: str, text: str) -> Recipe:
    return edits.change_mark(recipe, replace(edits.mark_of(recipe, id), colour=colour, text=text))


ACTIONS: st.SearchStrategy[Action] = st.one_of(
    _verb(edits.cut, _RECT | st.none()),
    _verb(edits.cut_to, st.sampled_from([one.width / one.height for one in edits.RATIOS])),
    _verb(edits.straighten, st.floats(-40, 40)),
    _verb(edits.turn, st.sampled_from([1, -1, 2])),
    _verb(edits.mirror, upside_down=st.booleans()),
    _verb(edits.adjust, ADJUSTS),
    _verb(edits.add_box, _RECT, _SUBJECT, _FILL, _SEED),
    _verb(edits.add_polygon, st.lists(_POINT, min_size=2, max_size=8), _SUBJECT),
    _on("covers", edits.move_cover, _X, _Y),
    _on("covers", edits.reshape_cover, st.lists(_POINT, min_size=2, max_size=5)),
    _on("covers", edits.fill_cover, _FILL, _SEED),
    _on("covers", edits.remove_cover),
    _on("covers", edits.reorder_cover, _NUMBER),
    _on("suggestions", edits.decide, _DECISION, by=st.just("p1"), fill=_FILL, seed=_SEED),
    _verb(edits.add_mark, st.sampled_from([MarkKind.ARROW, MarkKind.BOX]), st.tuples(_POINT, _POINT), size=_SIZE),
    _verb(edits.add_mark, st.just(MarkKind.TEXT), st.tuples(_POINT), size=_SIZE, text=st.just("Ngã tư Ấp Bắc")),
    _verb(edits.add_mark, st.just(MarkKind.SOURCE), size=st.just(0.03), corner=st.sampled_from(Corner)),
    _on("marks", edits.move_mark, _X, _Y),
    _on("marks", _recolour, st.sampled_from(COLOURS), st.text(max_size=20)),
    _on("marks", edits.remove_mark),
    _on("marks", edits.reorder_mark, _NUMBER),
)  # fmt: skip

"""What was typed and what is stored: how the two differ, and how they come together again. No Qt, all values."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from studio.posts.model import Media, Post, PostState

WHOLE = ("cards", "touches", "targets", "publish_at", "options")
"""Parts of a post that change as one; fields, answers and pictures change piece by piece."""
ANSWERS = ("not_restricted", "no_victim_identity", "has_minor", "original_post")
TO_REPLACE = re.compile(r"\[[^\]\[\n]*\w{2}[^\]\[\n]*\]|\{[a-z_]{2,}\}")
"""What stands in a text for something to be put in: ``[ngày, giờ]``, ``{hotline}``."""
OPEN_STATES = frozenset(
    {PostState.DRAFT, PostState.CHANGES_ASKED, PostState.REJECTED, PostState.APPROVAL_EXPIRED},
)
"""States in which a post is simply written on."""
LOCKED_STATES = frozenset({PostState.IN_REVIEW, PostState.APPROVED, PostState.ON_HOLD})
"""States in which a change takes the post back to a draft, and therefore has to be meant."""


def changed_fields(base: Post, mine: Post) -> frozenset[str]:
    """Names of the fields that `mine` changed since `base`."""
    names = {*base.fields, *mine.fields}
    return frozenset(name for name in names if base.fields.get(name) != mine.fields.get(name))


def changed_places(base: Post, mine: Post) -> tuple[str, ...]:
    """Where `mine` differs from `base`, in the words of `Finding.field`: fields first."""
    places = sorted(changed_fields(base, mine))
    if base.media != mine.media:
        was = {media.id: media for media in base.media}
        differs = next((m.id for m in mine.media if was.get(m.id) != m), "")
        places.append(f"media:{differs}" if differs else "media")
    places += [name for name in WHOLE if getattr(base, name) != getattr(mine, name)]
    answers = (f"answers:{n}" for n in ANSWERS if getattr(base.answers, n) != getattr(mine.answers, n))
    return (*places, *answers)


def as_text(value: Any) -> str:
    """The value of a field as one text, to tell typing from other changes; each item of a list on its line."""
    if isinstance(value, dict):
        return "\t".join(map(as_text, value.values()))
    if isinstance(value, list):
        return "\n".join(map(as_text, value))
    return "" if value is None else str(value)


def same(one: Post, other: Post) -> bool:
    """Whether two revisions say the same, whoever wrote them and when."""
    return (
        _fields(one) == _fields(other)
        and one.media == other.media
        and one.answers == other.answers
        and all(getattr(one, name) == getattr(other, name) for name in WHOLE)
    )


def rebased(base: Post, mine: Post, theirs: Post) -> Post:
    """`theirs` with everything that `mine` changed since `base`."""
    fields = {
        name: value
        for name in {**theirs.fields, **mine.fields}
        if (value := _pick(base.fields.get(name), mine.fields.get(name), theirs.fields.get(name))) is not None
    }
    answers = replace(
        theirs.answers,
        **{
            name: _pick(getattr(base.answers, name), getattr(mine.answers, name), getattr(theirs.answers, name))
            for name in ANSWERS
        },
    )
    whole = {name: _pick(getattr(base, name), getattr(mine, name), getattr(theirs, name)) for name in WHOLE}
    return replace(theirs, fields=fields, answers=answers, media=_media(base, mine, theirs), **whole)


def _fields(post: Post) -> dict[str, Any]:
    """The fields in which something stands: an empty one is as good as none."""
    return {name: value for name, value in post.fields.items() if value not in (None, "", [])}


def _pick(base: Any, mine: Any, theirs: Any) -> Any:
    return theirs if mine == base else mine


def _media(base: Post, mine: Post, theirs: Post) -> tuple[Media, ...]:
    """Order and removals as in `mine` where it changed them; pictures new in `theirs` come last."""
    was = {m.id: m for m in base.media}
    own = {m.id: m for m in mine.media}
    stored = {m.id: m for m in theirs.media}
    moved = list(own) != list(was)
    order = [*own, *(key for key in stored if key not in was and key not in own)] if moved else list(stored)
    found = []
    for key in order:
        picture = _pick(was.get(key), own.get(key), stored.get(key))
        if picture is not None:
            found.append(picture)
    return tuple(found)

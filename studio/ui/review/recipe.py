"""What was done to a picture, in words: cut, covered, described, and what changed of it."""

from __future__ import annotations

from collections.abc import Iterator

from studio.posts.compare import PictureChange
from studio.posts.model import Media
from studio.translation import ntr, tr
from studio.ui.widgets.film import clip_words


def recipe_words(media: Media) -> tuple[str, ...]:
    """What the recipe of a picture does, one short line each."""
    return tuple(_recipe(media))


def _recipe(media: Media) -> Iterator[str]:
    if media.clip is not None:
        yield clip_words(media.clip)
        if media.clip.audio and not media.captions:
            yield tr("With sound; nobody confirmed captions")
    if media.crop is not None:
        yield tr("Cut", about="done")
    if media.redactions:
        yield ntr("Covered in {n} place", "Covered in {n} places", len(media.redactions)).format(
            n=len(media.redactions)
        )
    if media.source:
        yield tr("Source: {text}").format(text=media.source)
    if media.consent:
        yield tr("Consent: {text}").format(text=media.consent)
    if media.has_minor:
        yield tr("Someone under 18 is in it")


def change_words(change: PictureChange) -> tuple[str, ...]:
    """What changed of a picture, its alternative text apart; one line each."""
    return tuple(_changes(change))


def _changes(change: PictureChange) -> Iterator[str]:
    before, after = change.before, change.after
    if change.moved:
        yield tr("Stands in another place")
    if before is None or after is None:
        return
    if before.sha256 != after.sha256:
        yield tr("Another file")
    if before.crop != after.crop:
        yield _came_or_went(
            before.crop,
            after.crop,
            tr("Cut", about="done"),
            tr("No longer cut"),
            _cut_anew(),
        )
    if before.redactions != after.redactions:
        yield tr("Covered: {before} places before, {after} now").format(
            before=len(before.redactions), after=len(after.redactions)
        )
    if before.focal != after.focal:
        yield tr("What has to stay in sight moved")
    if before.source != after.source:
        yield tr("Source: {before} → {after}").format(before=_or_none(before.source), after=_or_none(after.source))
    if before.consent != after.consent:
        yield tr("Consent: {before} → {after}").format(before=_or_none(before.consent), after=_or_none(after.consent))
    if before.faces_checked != after.faces_checked:
        checked = after.faces_checked
        yield (tr("Faces were looked through") if checked else tr("Faces are not looked through any more"))
    if before.captions != after.captions:
        yield (tr("Captions were confirmed") if after.captions else tr("Captions are not confirmed any more"))
    if before.has_minor != after.has_minor:
        yield tr("Someone under 18: {answer}").format(answer=_answer(after.has_minor))


def _cut_anew() -> str:
    return tr("Cut differently")


def _came_or_went(before: object, after: object, came: str, went: str, other: str) -> str:
    if before is None:
        return came
    return went if after is None else other


def _or_none(text: str) -> str:
    return text or tr("none")


def _answer(answer: bool | None) -> str:
    if answer is None:
        return tr("not answered")
    return tr("yes") if answer else tr("no")

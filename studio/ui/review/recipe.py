"""What was done to a picture, in words: cut, covered, described, and what changed of it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from studio.posts.compare import PictureChange
from studio.posts.model import Media
from studio.ui.widgets.film import clip_words


def recipe_words(media: Media) -> tuple[str, ...]:
    """What the recipe of a picture does, one short line each."""
    return tuple(_recipe(media))


def _recipe(media: Media) -> Iterator[str]:
    if media.clip is not None:
        yield clip_words(media.clip)
        if media.clip.audio and not media.captions:
            yield QCoreApplication.translate("Recipe", "With sound; nobody confirmed captions")
    if media.crop is not None:
        yield QCoreApplication.translate("Recipe", "Cut")
    if media.redactions:
        yield QCoreApplication.translate("Recipe", "Covered in {n} places").format(n=len(media.redactions))
    if media.source:
        yield QCoreApplication.translate("Recipe", "Source: {text}").format(text=media.source)
    if media.consent:
        yield QCoreApplication.translate("Recipe", "Consent: {text}").format(text=media.consent)
    if media.has_minor:
        yield QCoreApplication.translate("Recipe", "Someone under 18 is in it")


def change_words(change: PictureChange) -> tuple[str, ...]:
    """What changed of a picture, its alternative text apart; one line each."""
    return tuple(_changes(change))


def _changes(change: PictureChange) -> Iterator[str]:
    before, after = change.before, change.after
    if change.moved:
        yield QCoreApplication.translate("Recipe", "Stands in another place")
    if before is None or after is None:
        return
    if before.sha256 != after.sha256:
        yield QCoreApplication.translate("Recipe", "Another file")
    if before.crop != after.crop:
        yield _came_or_went(
            before.crop,
            after.crop,
            QCoreApplication.translate("Recipe", "Cut"),
            QCoreApplication.translate("Recipe", "No longer cut"),
            _cut_anew(),
        )
    if before.redactions != after.redactions:
        yield QCoreApplication.translate("Recipe", "Covered: {before} places before, {after} now").format(
            before=len(before.redactions), after=len(after.redactions)
        )
    if before.focal != after.focal:
        yield QCoreApplication.translate("Recipe", "What has to stay in sight moved")
    if before.source != after.source:
        yield QCoreApplication.translate("Recipe", "Source: {before} → {after}").format(
            before=_or_none(before.source), after=_or_none(after.source)
        )
    if before.consent != after.consent:
        yield QCoreApplication.translate("Recipe", "Consent: {before} → {after}").format(
            before=_or_none(before.consent), after=_or_none(after.consent)
        )
    if before.faces_checked != after.faces_checked:
        checked = after.faces_checked
        yield (
            QCoreApplication.translate("Recipe", "Faces were looked through")
            if checked
            else QCoreApplication.translate("Recipe", "Faces are not looked through any more")
        )
    if before.captions != after.captions:
        yield (
            QCoreApplication.translate("Recipe", "Captions were confirmed")
            if after.captions
            else QCoreApplication.translate("Recipe", "Captions are not confirmed any more")
        )
    if before.has_minor != after.has_minor:
        yield QCoreApplication.translate("Recipe", "Someone under 18: {answer}").format(answer=_answer(after.has_minor))


def _cut_anew() -> str:
    return QCoreApplication.translate("Recipe", "Cut differently")


def _came_or_went(before: object, after: object, came: str, went: str, other: str) -> str:
    if before is None:
        return came
    return went if after is None else other


def _or_none(text: str) -> str:
    return text or QCoreApplication.translate("Recipe", "none")


def _answer(answer: bool | None) -> str:
    if answer is None:
        return QCoreApplication.translate("Recipe", "not answered")
    return QCoreApplication.translate("Recipe", "yes") if answer else QCoreApplication.translate("Recipe", "no")

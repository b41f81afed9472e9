"""Predicates of C3, C4, D5 and E3: impostors, incidents, corrections, clarifications."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from studio.posts.checks import plain
from studio.posts.model import Post, PostState
from studio.slips.model import Body, Clarification, Correction, Impostor, Incident, SlipDecision
from studio.templates.model import FieldType
from studio.training.predicates.subject import clean, filled_any, on_post, required_filled
from studio.training.scene import LessonContext, Predicate

B = TypeVar("B", bound=Body)


def on_slip(kind: type[B], test: Callable[[B], object]) -> Predicate:
    """Done when the slip that the lesson told of last is of that kind and stands the test."""

    def done(scene: LessonContext) -> bool:
        slip = scene.last("slip")
        body = scene.services.slips.get(slip).body if slip else None
        return isinstance(body, kind) and bool(test(body))

    return done


def _both(one: Predicate, other: Predicate) -> Predicate:
    return lambda scene: one(scene) and other(scene)


def _evidence_hashed(scene: LessonContext) -> bool:
    slip = scene.last("slip")
    return bool(slip and scene.services.slips.evidence(slip)) and scene.services.slips.intact(slip)


def _correction(scene: LessonContext) -> str:
    """Id of the post that corrects the one of the lesson's slip; empty while there is none."""
    slip = scene.last("slip")
    body = scene.services.slips.get(slip).body if slip else None
    return body.correction_post if isinstance(body, Correction) else ""


def _says_what_is_right(scene: LessonContext, post: Post) -> bool:
    return post.id == _correction(scene) and bool(post.fields.get("wrong") and post.fields.get("right"))


def _told_of_correction(name: str, **facts: str) -> Predicate:
    """Done when that was told of the correction, not of the post it corrects."""
    return lambda scene: bool(_correction(scene)) and scene.told(name, post=_correction(scene), **facts)


def _gives_nobody_away(scene: LessonContext, post: Post) -> bool:
    """Whether the finished texts say nothing about a citizen, as the checker of replies sees it."""
    texts = {platform.value: text for platform, text in scene.services.content(post).texts.items()}
    found = plain.findings(plain.PERSONAL, texts, scene.services.directory.book())
    return required_filled(scene, post) and not found


def _warns(scene: LessonContext, post: Post) -> bool:
    """Whether the warning is written to its end, and names the false address."""
    return required_filled(scene, post) and filled_any(scene, post, FieldType.URL_DEFANGED)


PREDICATES: Mapping[str, Predicate] = {
    # Impostors
    "state:impostor.url and impostor.seen_at": on_slip(Impostor, lambda body: body.address and body.seen_at),
    "check:EVIDENCE_HASHED": _evidence_hashed,
    "state:impostor.report_ref": on_slip(Impostor, lambda body: body.report_ref),
    "C3.4 state:impostor.report_ref": on_slip(Impostor, lambda body: body.compared_at and body.report_ref),
    "event:impostor.exported": lambda scene: scene.told("impostor.exported"),
    "C3.5 event:impostor.exported": _both(
        lambda scene: scene.told("impostor.exported"), on_slip(Impostor, lambda body: body.handed_to)
    ),
    "check:LINK_DEFANGED": clean("LINK_DEFANGED", _warns),
    "event:impostor.closed": lambda scene: scene.told("impostor.closed"),
    # Incidents
    "event:incident.opened": lambda scene: scene.told("incident.opened"),
    "state:incident.notified": on_slip(Incident, lambda body: body.notified),
    "state:incident.lockdown_done": on_slip(Incident, lambda body: body.locked_down),
    "state:incident.refs": on_slip(Incident, lambda body: body.platform_ref or body.unit_ref),
    "state:incident.actions>=1": on_slip(Incident, lambda body: body.cause and body.measures),
    # Corrections
    "event:correction.created": lambda scene: scene.told("correction.created"),
    "state:correction.mode": on_slip(Correction, lambda body: body.mode),
    "check:CORRECTION_LINKED": clean("CORRECTION_LINKED", _says_what_is_right),
    "D5.4 event:approval.submitted": _told_of_correction("approval.submitted"),
    "D5.5 event:post.published(practice)": _told_of_correction("post.published", kind="practice"),
    "state:correction.cause": on_slip(Correction, lambda body: body.cause and body.prevention),
    # Clarifications
    "event:clarify.opened": lambda scene: scene.told("clarify.opened"),
    "state:clarify.decision": on_slip(Clarification, lambda body: body.decision),
    "E3.2 state:clarify.decision": on_slip(Clarification, lambda body: body.decision is SlipDecision.ANSWER),
    "E3.4 check:REPLY_NO_PII": on_post(_gives_nobody_away),
    "check:NO_PERSONA": clean("NO_PERSONA", lambda scene, post: post.state is PostState.PUBLISHED),
}

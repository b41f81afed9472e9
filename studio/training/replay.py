"""How “Watch” plays an outline that a unit wrote itself.

A recorded step says what it waits for, not how that came about. Where a shipped procedure waits for the same, its own
play brings it about, at the same doors of the services; what that needs and nobody did in this lesson goes before it.
A step for which nothing of the kind exists is only shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from studio.access.service import SLIP
from studio.access.table import TABLE
from studio.calendar.week import KIND as WEEK
from studio.posts.model import Post, PostState
from studio.registry.service import REQUEST
from studio.training.outline import Outline, Step, StepKind
from studio.training.plays import PLAYS, common, material
from studio.training.plays.checklists import sample_answer
from studio.training.predicates import predicate_of
from studio.training.reading import shipped
from studio.training.scene import LessonContext, Play, Predicate

FIRST = "law_explained"
"""Template of the post that a lesson is about when it opened none itself."""
_CORRECTION, _CORRECTED = "correction", "check:CORRECTION_LINKED"
_CASE, _CITING = ("case_result",), (FIRST, "false_news", "infographic")
_CALLING = (FIRST, "scam_warning", "emergency_alert", "case_result", "false_news", "page_change", "infographic")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayStep:
    """A part of what has to happen; left out where `done` holds, unless it is the last."""

    done: Predicate
    play: Play


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfPost:
    """What happens to the lesson's post: filled from the sample, made ready to be submitted, and then this.

    `templates` are those of which it can be done, the first of them where the lesson opened no post; none: of any.
    """

    fill: bool = True
    settle: bool = False
    then: tuple[Play, ...] = ()
    templates: tuple[str, ...] = ()


def acts_of(outline: Outline, index: int) -> tuple[ReplayStep, ...]:
    """What brings about the step at `index` of an own outline, in order; nothing for one that is only shown."""
    step = outline.steps[index]
    if step.kind is StepKind.CHECKLIST:
        known = step.items and all(sample_answer(item) is not None for item in step.items if item.required)
        return (ReplayStep(done=_never, play=_answer),) if known else ()
    of = (step.done_when, step.recorded.get("kind", ""))
    keys = _CHAINS.get(of) or _CHAINS.get((step.done_when, step.app)) or _CHAINS.get((step.done_when, ""))
    if keys is not None:
        return tuple(map(_shipped_act, keys))
    post = _POSTS.get(step.done_when) if of[1] in ("", "practice", "handover") else None
    if post is not None:
        template = _template(outline, index) or (post.templates or (FIRST,))[0]
        return tuple(_post_acts(post, template)) if _can(post, template, outline.steps[:index]) else ()
    play = _ALONE.get(step.done_when)
    return (ReplayStep(done=_never, play=play),) if play is not None else ()


def shown_only(outline: Outline) -> frozenset[int]:
    """Indices of the steps that Watch cannot play; of an outline that ships there are none."""
    if not outline.own:
        return frozenset()
    return frozenset(index for index in range(len(outline.steps)) if not acts_of(outline, index))


def _never(scene: LessonContext) -> bool:
    return False


def _answer(scene: LessonContext) -> None:
    for item in scene.step.items if scene.step else ():
        make = sample_answer(item)
        if make is not None:
            scene.answer(item.id, make(scene))


def _shipped_act(key: str) -> ReplayStep:
    """As the shipped procedures do the step `key`."""
    outline = shipped().outline(key.partition(".")[0])
    step = next(each for each in outline.steps if outline.key(each.number) == key) if outline else None
    done = predicate_of(key, step.done_when) if step else None
    return ReplayStep(done=done or _never, play=PLAYS[key])


# Posts


def _template(outline: Outline, index: int) -> str:
    """Of the post that the lesson opened last before the step, or with it; empty when it opened none."""
    before = reversed(outline.steps[: index + 1])
    return next((template for step in before if (template := step.recorded.get("template", ""))), "")


def _can(what: _OfPost, template: str, before: Sequence[Step]) -> bool:
    """Whether there are words for a post of that template. A correction has to know what it corrects."""
    if what.templates and template not in what.templates:
        return False
    if template == _CORRECTION and what.settle:
        return any(step.done_when == _CORRECTED for step in before)
    return not (what.fill or what.settle) or material.has(template)


def _post_acts(what: _OfPost, template: str) -> Sequence[ReplayStep]:
    acts = [ReplayStep(done=lambda scene: bool(scene.last("post")), play=lambda scene: _open(scene, template))]
    if what.settle:
        acts.append(ReplayStep(done=_is_settled, play=_settle))
    elif what.fill:
        acts.append(ReplayStep(done=_never, play=_fill))
    return (*acts, *(ReplayStep(done=_never, play=play) for play in what.then))


def _post(scene: LessonContext) -> Post:
    return scene.services.desk.get(scene.last("post"))


def _open(scene: LessonContext, template: str) -> None:
    scene.services.desk.open_new(template, scene.cast.learner)


def _fields(scene: LessonContext, post: Post) -> Mapping[str, object]:
    """The sample fields of its template under those that it has."""
    sample = material.fields_of(scene, scene.services.composer.template(post))
    return {**sample, **{name: value for name, value in post.fields.items() if value not in (None, "", [], {})}}


def _fill(scene: LessonContext) -> None:
    post = _post(scene)
    if post.state is PostState.DRAFT:
        scene.services.desk.edit(post.id, scene.cast.learner, fields=_fields(scene, post))


def _is_settled(scene: LessonContext) -> bool:
    return _post(scene).state is not PostState.DRAFT


def _settle(scene: LessonContext) -> None:
    """Filled, for all pages that can be used, and with what only a person can confirm."""
    post = _post(scene)
    scene.services.desk.edit(
        post.id,
        scene.cast.learner,
        fields=_fields(scene, post),
        targets=tuple(page.name for page in scene.services.accounts.list() if not page.unusable_because),
        answers=replace(common.CONFIRMED, original_post=post.answers.original_post),
    )


def _with_post(play: Callable[[LessonContext, str], object]) -> Play:
    def done(scene: LessonContext) -> None:
        play(scene, scene.last("post"))

    return done


_submit, _approve, _publish = _with_post(common.submit), _with_post(common.approve), _with_post(common.publish)
_photo = _with_post(common.add_photo)
_POSTS: Mapping[str, _OfPost] = {
    "event:draft.created": _OfPost(fill=False),
    "event:preview.phone_and_large": _OfPost(fill=False, then=(PLAYS["D3.6"],)),
    "state:draft.required_fields_filled": _OfPost(),
    "state:draft.lead_len<=200": _OfPost(),
    "check:READABILITY": _OfPost(),
    "check:HOTLINE_PRESENT": _OfPost(templates=_CALLING),
    "check:EXPIRY_SET": _OfPost(templates=(FIRST, "scam_warning", "infographic")),
    "check:CONTRAST": _OfPost(then=(PLAYS["D3.5"],)),
    "check:NO_UNREDACTED_FACE": _OfPost(fill=False, then=(_photo,)),
    "check:ALT_TEXT": _OfPost(fill=False, then=(_photo,)),
    "check:CAPTIONS": _OfPost(fill=False, then=(PLAYS["D3.4"],)),
    "check:CITATION_PRESENT": _OfPost(templates=_CITING),
    "check:CITATION_PINPOINT": _OfPost(templates=_CITING),
    "check:CITATION_IN_FORCE": _OfPost(templates=_CITING),
    "state:draft.quote_marked": _OfPost(then=(PLAYS["D1.5"],), templates=(FIRST,)),
    "state:draft.stage": _OfPost(templates=_CASE),
    "check:INNOCENCE_WORDING": _OfPost(templates=_CASE),
    "check:NO_VICTIM_IDENTITY": _OfPost(settle=True),
    "check:NO_MINOR_IDENTIFIABLE": _OfPost(settle=True),
    "check:LINK_DEFANGED": _OfPost(templates=("scam_warning",)),
    "check:NO_PERSONA": _OfPost(settle=True, then=(_publish,)),
    "state:draft.innocence_line": _OfPost(settle=True, then=(PLAYS["D4.6"],), templates=_CASE),
    "state:draft.blockers==0": _OfPost(settle=True),
    "event:approval.submitted": _OfPost(settle=True, then=(_submit,)),
    "event:approval.decided": _OfPost(settle=True, then=(_approve,)),
    "check:FOUR_EYES": _OfPost(settle=True, then=(_approve,)),
    "check:REVIEWED_BY_HEAD": _OfPost(settle=True, then=(_approve,), templates=(*_CASE, "emergency_alert")),
    "event:post.published(practice)": _OfPost(settle=True, then=(_publish,)),
    "event:post.pack.exported": _OfPost(settle=True, then=(_approve, PLAYS["B1.8"])),
    "state:post.followup_on": _OfPost(settle=True, then=(_publish, PLAYS["D4.8"]), templates=_CASE),
}
"""By what a step about a post waits for."""


# Other rooms


def _export_directory(scene: LessonContext) -> None:
    scene.services.registry.exports.directory(scene.folder / "danh-ba", scene.cast.learner)


_ALONE: Mapping[str, Play] = {"event:directory.exported": _export_directory}


def _steps(outline: str, *numbers: int) -> tuple[str, ...]:
    return tuple(f"{outline}.{number}" for number in numbers)


_SUBMITTED, _DECIDED, _CAPTURED = "event:approval.submitted", "event:approval.decided", "check:EVIDENCE_HASHED"
_CHAINS: Mapping[tuple[str, str], tuple[str, ...]] = {
    # Pages: request, identity, verification, end
    ("event:registry.search.performed", ""): _steps("A1", 1),
    ("state:request.purpose and request.platform", ""): _steps("A1", 2),
    ("state:request.admins>=2 and request.approver", ""): _steps("A1", 2, 3),
    ("state:request.basis_document", ""): _steps("A1", 2, 4),
    ("check:REGISTRY_COMPLETE", ""): _steps("A1", 2, 3, 4, 5),
    (_SUBMITTED, REQUEST): _steps("A1", 2, 3, 4, 5, 6),
    (_DECIDED, REQUEST): _steps("A1", 2, 3, 4, 5, 6, 7),
    ("check:NAME_PATTERN", ""): _steps("A2", 1),
    ("check:CONTACT_OFFICIAL", ""): _steps("A2", 3),
    ("state:page.house_rules and page.privacy_notice", ""): _steps("A2", 5),
    ("event:identity.exported", ""): _steps("A2", 1, 6),
    ("state:page.url and page.screenshot", ""): _steps("A2", 7),
    ("state:verify.items_all_answered", ""): _steps("A3", 1),
    ("state:verify.submitted_on", ""): _steps("A3", 1, 2, 3),
    ("state:verify.result", ""): _steps("A3", 1, 2, 3, 4),
    ("state:transition.basis_document", ""): _steps("C2", 1),
    ("state:handover.items_all_answered", ""): _steps("C2", 1, 2),
    ("check:HANDOVER_SIGNED", ""): _steps("C2", 1, 6),
    ("state:page.status in ('handed_over','closed')", ""): _steps("C2", 1, 2, 4, 6, 7),
    ("state:page.watch_until", ""): _steps("C2", 1, 8),
    # Rights
    ("check:NO_SHARED_LOGIN", ""): _steps("A4", 1),
    ("check:MFA_RECORDED", ""): _steps("A4", 1, 2, 3),
    ("state:access.devices_reviewed", ""): _steps("A4", 5),
    ("state:access.review_on", ""): _steps("A4", 6),
    (_SUBMITTED, TABLE): _steps("A4", 1, 2, 3, 4, 5, 6, 7),
    (_DECIDED, TABLE): _steps("A4", 1, 2, 3, 4, 5, 6, 7),
    ("event:access.filtered", ""): _steps("C1", 1),
    ("state:slip.reason and slip.until", ""): _steps("C1", 2),
    (_SUBMITTED, SLIP): _steps("C1", 2, 3),
    (_DECIDED, SLIP): _steps("C1", 2, 3),
    ("event:access.applied", ""): _steps("C1", 2, 3, 4),
    ("check:REVOKED_IN_TIME", ""): _steps("C1", 5),
    # Citizens' questions
    ("event:feedback.taken", ""): _steps("B2", 1),
    ("event:feedback.replied", ""): _steps("B2", 1, 2, 3, 4, 5, 6),
    ("state:item.category=='urgent'", ""): _steps("B3", 1),
    ("check:ESCALATED_IN_TIME", ""): _steps("B3", 1, 3),
    ("state:item.escalation_ref and item.body_purged", ""): _steps("B3", 1, 3, 4),
    ("event:feedback.closed", ""): _steps("B3", 5, 6),
    ("event:moderation.opened", ""): _steps("B4", 1),
    ("state:set.decided==10", ""): _steps("B4", 2),
    ("event:moderation.notice.sent", ""): _steps("B4", 3, 4),
    ("event:moderation.reviewed", ""): _steps("B4", 3, 6),
    # What went wrong
    ("state:impostor.url and impostor.seen_at", ""): _steps("C3", 1),
    (_CAPTURED, "impostor.capture"): _steps("C3", 1, 3),
    ("state:impostor.report_ref", ""): _steps("C3", 1, 4),
    ("event:impostor.exported", ""): _steps("C3", 1, 3, 5),
    ("event:impostor.closed", ""): _steps("C3", 1, 3, 4, 5, 7),
    ("event:incident.opened", ""): _steps("C4", 1),
    ("state:incident.notified", ""): _steps("C4", 1, 2),
    ("state:incident.lockdown_done", ""): _steps("C4", 1, 3),
    (_CAPTURED, "incident.capture"): _steps("C4", 1, 4),
    ("state:incident.refs", ""): _steps("C4", 1, 6),
    ("state:incident.actions>=1", ""): _steps("C4", 1, 7),
    ("event:correction.created", ""): _steps("D5", 1),
    ("state:correction.mode", ""): _steps("D5", 1, 2),
    (_CORRECTED, ""): _steps("D5", 1, 2, 3),
    ("state:correction.cause", ""): _steps("D5", 1, 2, 3, 4, 5, 7),
    ("event:clarify.opened", ""): _steps("E3", 1),
    ("state:clarify.decision", ""): _steps("E3", 1, 2),
    # Photographs
    ("event:media.imported", ""): _steps("D2", 1),
    ("state:media.questions_answered", ""): _steps("D2", 1, 2),
    ("check:REDACTION_BURNED_IN", ""): _steps("D2", 1, 4),
    ("check:CONSENT_RECORDED", ""): _steps("D2", 1, 5),
    ("check:METADATA_STRIPPED", ""): _steps("D2", 1, 2, 3, 4, 6, 7),
    # Law library
    ("event:docs.search.performed", ""): _steps("D1", 1),
    ("event:docs.status.viewed", ""): _steps("D1", 2),
    # Planning
    ("state:week.goal", ""): _steps("E1", 2),
    ("state:week.posts>=3 and week.kinds>=3", ""): _steps("E1", 3),
    ("state:week.all_assigned", ""): _steps("E1", 3, 4),
    (_SUBMITTED, WEEK): _steps("E1", 2, 3, 4, 5, 6),
    (_DECIDED, WEEK): _steps("E1", 2, 3, 4, 5, 6),
    ("event:calendar.exported", ""): _steps("E1", 2, 3, 4, 5, 6),
    ("state:week.review", ""): _steps("E1", 3, 7),
    ("state:emergency.on", ""): _steps("E2", 1),
    ("state:post.bulletin_no", ""): _steps("E2", 1, 2, 3, 4, 5),
    ("state:emergency.updates>=2", ""): _steps("E2", 1, 2, 3, 4, 5, 6),
    ("state:emergency.off and emergency.review", ""): _steps("E2", 1, 2, 3, 4, 5, 6, 8),
}
"""By what a step waits for, and the control or the kind of agreement it is about: steps of the shipped procedures."""

"""How “Watch” plays an outline that a unit wrote itself.

A recorded step says what it waits for, not how that came about. Where a shipped procedure waits for the same, its own
play brings it about, at the same doors of the services; what that needs and nobody did in this lesson goes before it.
A step for which nothing of the kind exists is only shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from studio.access.service import SLIP
from studio.access.table import TABLE
from studio.calendar.week import KIND as WEEK
from studio.posts.model import Post, PostState
from studio.registry.service import REQUEST
from studio.training.context import LessonContext, Play, Predicate
from studio.training.course_reader import shipped
from studio.training.outline import Outline, OutlineStep, StepKind
from studio.training.steps import STEPS, common, material
from studio.training.steps.checklists import answer, sample_answer

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
        return (ReplayStep(done=_never, play=answer),) if known else ()
    of = (step.done_when, step.recorded.get("kind", ""))
    chains = _chains()
    keys = _AGREED.get(of) or chains.get((step.done_when, step.app)) or chains.get((step.done_when, ""))
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


def _shipped_act(key: str) -> ReplayStep:
    """As the shipped procedures do the step `key`."""
    return ReplayStep(done=STEPS[key].done, play=STEPS[key].play)


# Posts


def _template(outline: Outline, index: int) -> str:
    """Of the post that the lesson opened last before the step, or with it; empty when it opened none."""
    before = reversed(outline.steps[: index + 1])
    return next((template for step in before if (template := step.recorded.get("template", ""))), "")


def _can(what: _OfPost, template: str, before: Sequence[OutlineStep]) -> bool:
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
    return scene.services.drafts.get(scene.last("post"))


def _open(scene: LessonContext, template: str) -> None:
    scene.services.drafts.open_new(template, scene.cast.learner)


def _fields(scene: LessonContext, post: Post) -> Mapping[str, object]:
    """The sample fields of its template under those that it has."""
    sample = material.fields_of(scene, scene.services.composer.template(post))
    return {**sample, **{name: value for name, value in post.fields.items() if value not in (None, "", [], {})}}


def _fill(scene: LessonContext) -> None:
    post = _post(scene)
    if post.state is PostState.DRAFT:
        scene.services.drafts.edit(post.id, scene.cast.learner, fields=_fields(scene, post))


def _is_settled(scene: LessonContext) -> bool:
    return _post(scene).state is not PostState.DRAFT


def _settle(scene: LessonContext) -> None:
    """Filled, for all pages that can be used, and with what only a person can confirm."""
    post = _post(scene)
    scene.services.drafts.edit(
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
    "event:preview.phone_and_large": _OfPost(fill=False, then=(STEPS["D3.6"].play,)),
    "state:draft.required_fields_filled": _OfPost(),
    "state:draft.lead_len<=200": _OfPost(),
    "check:READABILITY": _OfPost(),
    "check:HOTLINE_PRESENT": _OfPost(templates=_CALLING),
    "check:EXPIRY_SET": _OfPost(templates=(FIRST, "scam_warning", "infographic")),
    "check:CONTRAST": _OfPost(then=(STEPS["D3.5"].play,)),
    "check:NO_UNREDACTED_FACE": _OfPost(fill=False, then=(_photo,)),
    "check:ALT_TEXT": _OfPost(fill=False, then=(_photo,)),
    "check:CAPTIONS": _OfPost(fill=False, then=(STEPS["D3.4"].play,)),
    "check:CITATION_PRESENT": _OfPost(templates=_CITING),
    "check:CITATION_PINPOINT": _OfPost(templates=_CITING),
    "check:CITATION_IN_FORCE": _OfPost(templates=_CITING),
    "state:draft.quote_marked": _OfPost(then=(STEPS["D1.5"].play,), templates=(FIRST,)),
    "state:draft.stage": _OfPost(templates=_CASE),
    "check:INNOCENCE_WORDING": _OfPost(templates=_CASE),
    "check:NO_VICTIM_IDENTITY": _OfPost(settle=True),
    "check:NO_MINOR_IDENTIFIABLE": _OfPost(settle=True),
    "check:LINK_DEFANGED": _OfPost(templates=("scam_warning",)),
    "check:NO_PERSONA": _OfPost(settle=True, then=(_publish,)),
    "state:draft.innocence_line": _OfPost(settle=True, then=(STEPS["D4.6"].play,), templates=_CASE),
    "state:draft.blockers==0": _OfPost(settle=True),
    "event:approval.submitted": _OfPost(settle=True, then=(_submit,)),
    "event:approval.decided": _OfPost(settle=True, then=(_approve,)),
    "check:FOUR_EYES": _OfPost(settle=True, then=(_approve,)),
    "check:REVIEWED_BY_HEAD": _OfPost(settle=True, then=(_approve,), templates=(*_CASE, "emergency_alert")),
    "event:post.published(practice)": _OfPost(settle=True, then=(_publish,)),
    "event:post.pack.exported": _OfPost(settle=True, then=(_approve, STEPS["B1.8"].play)),
    "state:post.followup_on": _OfPost(settle=True, then=(_publish, STEPS["D4.8"].play), templates=_CASE),
}
"""By what a step about a post waits for."""


# Other rooms


def _export_directory(scene: LessonContext) -> None:
    scene.services.registry.exports.directory(scene.folder / "danh-ba", scene.cast.learner)


_ALONE: Mapping[str, Play] = {"event:directory.exported": _export_directory}


def _steps(outline: str, *numbers: int) -> tuple[str, ...]:
    return tuple(f"{outline}.{number}" for number in numbers)


_SUBMITTED, _DECIDED = "event:approval.submitted", "event:approval.decided"
_AGREED: Mapping[tuple[str, str], tuple[str, ...]] = {
    (_SUBMITTED, REQUEST): _steps("A1", 2, 3, 4, 5, 6),
    (_DECIDED, REQUEST): _steps("A1", 2, 3, 4, 5, 6, 7),
    (_SUBMITTED, TABLE): _steps("A4", 1, 2, 3, 4, 5, 6, 7),
    (_DECIDED, TABLE): _steps("A4", 1, 2, 3, 4, 5, 6, 7),
    (_SUBMITTED, SLIP): _steps("C1", 2, 3),
    (_DECIDED, SLIP): _steps("C1", 2, 3),
    (_SUBMITTED, WEEK): _steps("E1", 2, 3, 4, 5, 6),
    (_DECIDED, WEEK): _steps("E1", 2, 3, 4, 5, 6),
}
"""By what a step waits for and the kind of agreement it is about: steps of the shipped procedures."""


@cache
def _chains() -> Mapping[tuple[str, str], tuple[str, ...]]:
    """The same by what a step waits for and its control, and by the former alone: the first step that does."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for outline in shipped().outlines:
        for step in outline.steps:
            record = STEPS.get(outline.key(step.number))
            if record is not None and record.needs is not None:
                chain = _steps(outline.id, *record.needs, step.number)
                found.setdefault((step.done_when, ""), chain)
                found[step.done_when, step.app] = chain
    return found

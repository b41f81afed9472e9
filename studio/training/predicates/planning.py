"""Predicates of E1 and E2: the week's plan, and emergencies."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from studio.calendar.emergency import NUMBER, EmergencyStatus
from studio.calendar.model import Emergency
from studio.calendar.week import WeekView
from studio.posts.model import Door, Post, PostState
from studio.training.scene import LessonContext, Predicate

FEWEST_POSTS, FEWEST_KINDS, FEWEST_UPDATES = 3, 3, 2


def week_of(scene: LessonContext) -> WeekView | None:
    """The week that the lesson plans: the last one anything was told of."""
    monday = scene.last("week")
    return scene.services.weeks.view(date.fromisoformat(monday)) if monday else None


def has_goal(scene: LessonContext) -> bool:
    week = week_of(scene)
    return week is not None and bool(week.plan.goal)


def is_balanced(scene: LessonContext) -> bool:
    week = week_of(scene)
    return week is not None and len(week.plan.items) >= FEWEST_POSTS and len(week.kinds) >= FEWEST_KINDS


def is_assigned(scene: LessonContext) -> bool:
    week = week_of(scene)
    return week is not None and week.plan.all_assigned


def is_checked(scene: LessonContext) -> bool:
    """Every planned post says until when it holds, and somebody looked."""
    week = week_of(scene)
    if week is None or not week.plan.items or not scene.told("week.checked"):
        return False
    return not any(found.code in ("EXPIRY_SET", "EXPIRED") for found in week.findings)


def is_printed(scene: LessonContext) -> bool:
    """The head agreed to it, and the sheet was written since."""
    week = week_of(scene)
    return week is not None and week.agreed and scene.told("calendar.exported", approved="yes")


def is_reviewed(scene: LessonContext) -> bool:
    week = week_of(scene)
    return week is not None and bool(week.plan.review)


def _situation(scene: LessonContext) -> EmergencyStatus | None:
    return scene.services.emergency.situation()


def is_on(scene: LessonContext) -> bool:
    return _situation(scene) is not None


def begun(scene: LessonContext) -> Emergency | None:
    """The emergency of this lesson."""
    known = scene.last("emergency")
    return next((each for each in scene.services.emergency.all() if each.id == known), None)


def is_over(scene: LessonContext) -> bool:
    """It ended, after a bulletin that closed it, with what was learnt from it."""
    ended = begun(scene)
    if ended is None or ended.on or not ended.review:
        return False
    out = scene.services.emergency.of(ended).published
    return len({each.number for each in out}) > FEWEST_UPDATES


def _bulletin(scene: LessonContext) -> Post | None:
    """The newest bulletin of the emergency that is on."""
    situation = _situation(scene)
    if situation is None or not situation.bulletins:
        return None
    return scene.services.desk.get(situation.bulletins[-1].post_id)


def _passes(scene: LessonContext, code: str, *fields: str) -> bool:
    """The bulletin has these fields, and the check finds nothing."""
    post = _bulletin(scene)
    if post is None or not all(post.fields.get(field) for field in fields):
        return False
    return not any(found.code == code for found in scene.services.findings(post, Door.COMPOSE))


def says_when_and_where(scene: LessonContext) -> bool:
    return _passes(scene, "DATETIME_COMPLETE", "at", "place", "source")


def says_whom_to_call(scene: LessonContext) -> bool:
    return _passes(scene, "HOTLINE_PRESENT", "event", "do_now", "numbers")


def head_approved(scene: LessonContext) -> bool:
    post = _bulletin(scene)
    approval = scene.services.workflow.approval(post.id) if post is not None else None
    return approval is not None and approval.role == "head"


def is_out_with_its_number(scene: LessonContext) -> bool:
    post = _bulletin(scene)
    return post is not None and post.state is PostState.PUBLISHED and bool(post.fields.get(NUMBER))


def is_updated(scene: LessonContext) -> bool:
    situation = _situation(scene)
    return situation is not None and len({each.number for each in situation.published}) >= FEWEST_UPDATES


PREDICATES: Mapping[str, Predicate] = {
    "state:week.goal": has_goal,
    "state:week.posts>=3 and week.kinds>=3": is_balanced,
    "state:week.all_assigned": is_assigned,
    "E1.5 check:EXPIRY_SET": is_checked,
    "E1.6 event:calendar.exported": is_printed,
    "event:calendar.exported": lambda scene: scene.told("calendar.exported"),
    "state:week.review": is_reviewed,
    "state:emergency.on": is_on,
    "E2.2 check:DATETIME_COMPLETE": says_when_and_where,
    "E2.3 check:HOTLINE_PRESENT": says_whom_to_call,
    "E2.4 check:REVIEWED_BY_HEAD": head_approved,
    "state:post.bulletin_no": is_out_with_its_number,
    "state:emergency.updates>=2": is_updated,
    "state:emergency.off and emergency.review": is_over,
}

"""Predicates of A4 and C1: who holds which rights on a page. The page is the one that access told of last."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from studio.access.model import AccessSlip, PageAccess, PageRole, late
from studio.training.scene import LessonContext, Predicate


def _page(scene: LessonContext) -> PageAccess | None:
    told = (
        news.facts["page"] for news in reversed(scene.heard) if news.name.startswith("access.") and "page" in news.facts
    )
    page = next(told, "")
    return scene.services.access.of(page) if page else None


def _sound(code: str, subject: Callable[[LessonContext, PageAccess], bool]) -> Predicate:
    """No finding of `code` on the page, and `subject` is there to have one."""

    def holds(scene: LessonContext) -> bool:
        access = _page(scene)
        if access is None or not subject(scene, access):
            return False
        return not any(finding.code == code for finding in scene.services.access.findings(access.page))

    return holds


def _assigned(scene: LessonContext, access: PageAccess) -> bool:
    """Three people have a row each: two who administer, one who writes."""
    return len({right.holder for right in access.rights if right.active(scene.services.access.today)}) >= 3


def _limited(scene: LessonContext, access: PageAccess) -> bool:
    active = [right for right in access.rights if right.active(scene.services.access.today)]
    return any(right.role is PageRole.EDITOR for right in active)


def _administered(scene: LessonContext, access: PageAccess) -> bool:
    return bool(access.admins(scene.services.access.today))


def _recovery_known(scene: LessonContext) -> bool:
    access = _page(scene)
    return access is not None and bool(access.keeping.recovery_place)


def _devices_reviewed(scene: LessonContext) -> bool:
    access = _page(scene)
    return access is not None and access.keeping.reviewed_on is not None and bool(access.keeping.devices)


def _scheduled(scene: LessonContext) -> bool:
    access = _page(scene)
    return access is not None and access.keeping.review_on is not None


def _table_agreed(scene: LessonContext) -> bool:
    access = _page(scene)
    return access is not None and access.agreed


def _slip(scene: LessonContext) -> AccessSlip | None:
    told = (news.facts["slip"] for news in reversed(scene.heard) if news.name.startswith("access.slip."))
    made = next(told, "")
    return scene.services.access.slip(made) if made else None


def _slip_made(scene: LessonContext) -> bool:
    slip = _slip(scene)
    return slip is not None and bool(slip.reason and slip.until)


def _slip_agreed(scene: LessonContext) -> bool:
    slip = _slip(scene)
    return slip is not None and scene.services.access.agreed(slip)


def _revoked_in_time(scene: LessonContext) -> bool:
    """Someone whose duty ends lost a right in this lesson, nobody's outlived it, and nobody who leaves holds one."""
    access = _page(scene)
    if access is None or not scene.told("access.revoked", page=access.page):
        return False
    today = scene.services.access.today
    leaving = [holder for holder in access.holders if holder.duty_end_on is not None]
    held = {right.holder for right in access.rights if right.active(today)}
    gone = [holder for holder in leaving if any(right.holder == holder.id for right in access.rights)]
    return bool(gone) and not any(late(holder, access, today) or holder.id in held for holder in gone)


def _rotated(scene: LessonContext) -> bool:
    """Both were changed since the lesson began, and only that is written down."""
    access = _page(scene)
    if access is None or not scene.told("access.rotated", page=access.page):
        return False
    today = scene.services.access.today
    return {each.what for each in access.keeping.rotations if each.on == today} == {"password", "recovery_codes"}


def _checked(scene: LessonContext, access: PageAccess) -> bool:
    """The rules were run after the last change."""
    told = [news.name for news in scene.heard if news.facts.get("page") == access.page]
    return bool(told) and told[-1] == "access.checked"


PREDICATES: Mapping[str, Predicate] = {
    "check:NO_SHARED_LOGIN": _sound("NO_SHARED_LOGIN", _assigned),
    "A4.2 check:TWO_ADMINS": _sound("TWO_ADMINS", _limited),
    "check:MFA_RECORDED": _sound("MFA_RECORDED", _administered),
    "A4.4 check:NO_SECRET_STORED": _recovery_known,
    "state:access.devices_reviewed": _devices_reviewed,
    "state:access.review_on": _scheduled,
    "A4.7 check:REVIEWED_BY_HEAD": _table_agreed,
    "event:access.filtered": lambda scene: scene.told("access.filtered"),
    "state:slip.reason and slip.until": _slip_made,
    "C1.3 check:REVIEWED_BY_HEAD": _slip_agreed,
    "event:access.applied": lambda scene: scene.told("access.applied"),
    "check:REVOKED_IN_TIME": _revoked_in_time,
    "C1.6 check:NO_SECRET_STORED": _rotated,
    "C1.7 check:TWO_ADMINS": _sound("TWO_ADMINS", _checked),
}

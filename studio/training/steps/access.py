"""The steps of A4 and C1: who holds which rights on a page. The page is the one that access told of last."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from studio.access.model import AccessSlip, AccessSlipKind, App, Device, PageAccess, PageRole, RightsHolder, late
from studio.access.service import SLIP
from studio.access.table import TABLE
from studio.training.context import LessonContext, LessonStep, Predicate, told
from studio.training.places import ACCESS
from studio.training.steps.common import practice_pages


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


# How they are played

_LEARNER, _COLLEAGUE, _WRITER = "Học viên (mẫu)", "Cán bộ duyệt và đăng bài (mẫu)", "Cán bộ soạn tin (mẫu)"


def _first_page(scene: LessonContext) -> str:
    """A practice page whose table was not set up yet."""
    return practice_pages(scene)[0]


def _set_up_page(scene: LessonContext) -> str:
    """The page whose table the head agreed to."""
    access = scene.services.access
    return next(page.name for page in scene.services.accounts.list() if access.of(page.name).agreed)


def _holder(scene: LessonContext, name: str, person: str = "") -> RightsHolder:
    """The holder of that name; added where nobody did."""
    access = scene.services.access
    known = next((each for each in access.holders() if each.name == name), None)
    return known or access.save_holder(RightsHolder(id="", name=name, person=person), scene.cast.learner)


def _assign(scene: LessonContext) -> None:
    access, page, by = scene.services.access, _first_page(scene), scene.cast.learner
    for name, person in ((_LEARNER, scene.cast.learner), (_COLLEAGUE, scene.cast.colleague), (_WRITER, "")):
        access.assign(page, _holder(scene, name, person).id, PageRole.MODERATOR, by)


def _limit(scene: LessonContext) -> None:
    access, page, by = scene.services.access, _first_page(scene), scene.cast.learner
    for name in (_LEARNER, _COLLEAGUE):
        access.assign(page, _holder(scene, name).id, PageRole.FULL_ADMIN, by)
    access.assign(page, _holder(scene, _WRITER).id, PageRole.EDITOR, by)


def _confirm_mfa(scene: LessonContext) -> None:
    access = scene.services.access
    people = {holder.id: holder.person for holder in access.holders()}
    for right in access.of(_first_page(scene)).rights:
        other = scene.cast.learner if people[right.holder] != scene.cast.learner else scene.cast.colleague
        access.confirm_mfa(right.id, other)


def _recovery(scene: LessonContext) -> None:
    place = "Phong bì niêm phong trong két của đơn vị, văn thư giữ"
    scene.services.access.keep_recovery(_first_page(scene), place, scene.cast.learner)


def _devices(scene: LessonContext) -> None:
    today = scene.services.access.today
    scene.services.access.review_devices(
        _first_page(scene),
        [Device("Máy tính phòng trực số 1", _LEARNER), Device("Điện thoại công vụ", _COLLEAGUE)],
        [App("Lịch đăng bài cũ", "không còn dùng", today)],
        scene.cast.learner,
    )


def _schedule(scene: LessonContext) -> None:
    access = scene.services.access
    access.schedule(_first_page(scene), access.today + timedelta(days=180), scene.cast.learner)


def _submit_table(scene: LessonContext) -> None:
    page = _first_page(scene)
    scene.services.access.submit_table(page, scene.cast.learner, scene.cast.pin)
    _agree(scene, TABLE, page)


def _agree(scene: LessonContext, kind: str, subject: str) -> None:
    signoffs = scene.services.signoffs
    asked = next(each for each in signoffs.open() if (each.kind, each.subject) == (kind, subject))
    signoffs.decide(asked.id, scene.cast.head, scene.cast.pin, agree=True, note="Đồng ý.")


def _filter(scene: LessonContext) -> None:
    scene.services.access.changing()


def _open_slip(scene: LessonContext) -> None:
    access = scene.services.access
    access.open_slip(
        AccessSlipKind.GRANT, _set_up_page(scene), _holder(scene, _WRITER).id, scene.cast.learner,
        role=PageRole.FULL_ADMIN,
        reason="Thay người chuyển công tác", until=access.today + timedelta(days=365),
    )  # fmt: skip


def _submit_slip(scene: LessonContext) -> None:
    slip = scene.last("slip")
    scene.services.access.submit_slip(slip, scene.cast.learner, scene.cast.pin)
    _agree(scene, SLIP, slip)


def _apply(scene: LessonContext) -> None:
    scene.services.access.apply(scene.last("slip"), scene.cast.learner)


def _revoke(scene: LessonContext) -> None:
    access, page = scene.services.access, _set_up_page(scene)
    leaving = {holder.id for holder in access.changing()}
    for right in access.of(page).rights:
        if right.holder in leaving and right.active(access.today):
            access.revoke(right.id, scene.cast.learner, cleared=True)


def _rotate(scene: LessonContext) -> None:
    page = _set_up_page(scene)
    scene.services.access.rotated(page, "password", scene.cast.learner)
    scene.services.access.rotated(page, "recovery_codes", scene.cast.learner)


def _check(scene: LessonContext) -> None:
    scene.services.access.check(_set_up_page(scene))


STEPS: Mapping[str, LessonStep] = {
    "A4.1": LessonStep(_sound("NO_SHARED_LOGIN", _assigned), _assign, ACCESS, needs=()),
    "A4.2": LessonStep(_sound("TWO_ADMINS", _limited), _limit, ACCESS, narrow=True),
    "A4.3": LessonStep(_sound("MFA_RECORDED", _administered), _confirm_mfa, ACCESS, needs=(1, 2)),
    "A4.4": LessonStep(_recovery_known, _recovery, ACCESS, narrow=True),
    "A4.5": LessonStep(_devices_reviewed, _devices, ACCESS, needs=()),
    "A4.6": LessonStep(_scheduled, _schedule, ACCESS, needs=()),
    "A4.7": LessonStep(_table_agreed, _submit_table, ACCESS.on("access.submit"), narrow=True),
    "C1.1": LessonStep(told("access.filtered"), _filter, ACCESS, needs=()),
    "C1.2": LessonStep(_slip_made, _open_slip, ACCESS, needs=()),
    "C1.3": LessonStep(_slip_agreed, _submit_slip, ACCESS.on("access.slip.submit"), narrow=True),
    "C1.4": LessonStep(told("access.applied"), _apply, ACCESS, needs=(2, 3)),
    "C1.5": LessonStep(_revoked_in_time, _revoke, ACCESS, needs=()),
    "C1.6": LessonStep(_rotated, _rotate, ACCESS, narrow=True),
    "C1.7": LessonStep(_sound("TWO_ADMINS", _checked), _check, ACCESS.on("access.check"), narrow=True),
}

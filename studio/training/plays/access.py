"""Plays of A4 and C1: who holds which rights on a page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from studio.access.model import AccessSlipKind, App, Device, PageRole, RightsHolder
from studio.access.service import SLIP
from studio.access.table import TABLE
from studio.training.plays.common import practice_pages
from studio.training.scene import LessonContext, Play

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


PLAYS: Mapping[str, Play] = {
    "A4.1": _assign,
    "A4.2": _limit,
    "A4.3": _confirm_mfa,
    "A4.4": _recovery,
    "A4.5": _devices,
    "A4.6": _schedule,
    "A4.7": _submit_table,
    "C1.1": _filter,
    "C1.2": _open_slip,
    "C1.3": _submit_slip,
    "C1.4": _apply,
    "C1.5": _revoke,
    "C1.6": _rotate,
    "C1.7": _check,
}

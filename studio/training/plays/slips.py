"""Plays of C3, C4, D5 and E3: impostors, incidents, corrections, clarifications."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from studio.clock import local_date
from studio.posts.model import PostState
from studio.slips.model import (
    Clarification,
    Correction,
    DutyPoint,
    ErrorHandling,
    ImpostorSite,
    IncidentSeverity,
    LockoutStep,
    Mishap,
    PlatformAnswer,
    Reporter,
    SlipDecision,
    Source,
)
from studio.training.plays import common, material
from studio.training.scene import LessonContext, Play

FAKE = "https://facebook.example/cong-an-phuong-minh-khai-ho-tro"
SHOT = common.PHOTO
"""Stands for a screenshot."""


def _slip(scene: LessonContext) -> str:
    return scene.last("slip")


def _capture(scene: LessonContext) -> None:
    taken = scene.services.now() - timedelta(minutes=5)
    name = "anh-chup-man-hinh.jpg"
    scene.services.slips.add_evidence(_slip(scene), scene.cast.learner, name, SHOT.read_bytes(), taken)


# C3


def _record(scene: LessonContext) -> None:
    scene.services.slips.impostors.record(
        scene.cast.learner,
        address=FAKE,
        site=ImpostorSite.FACEBOOK,
        seen_at=scene.services.now() - timedelta(hours=1),
        reported_by=Reporter.RESIDENT,
    )


def _report_page(scene: LessonContext) -> None:
    does, slip, by = scene.services.slips.impostors, _slip(scene), scene.cast.learner
    does.compared(slip, by)
    does.reported(slip, by, "RP-2611-0451")


def _hand_case(scene: LessonContext) -> None:
    slips, slip, by = scene.services.slips, _slip(scene), scene.cast.learner
    slips.impostors.handed(slip, by, "Phòng An ninh mạng", "HS-1187")
    slips.export(slip, by, scene.folder / f"{slips.get(slip).code}.zip")


def _warn(scene: LessonContext) -> None:
    common.write_post(scene, "scam_warning")


def _close_impostor(scene: LessonContext) -> None:
    slips, slip, by = scene.services.slips, _slip(scene), scene.cast.learner
    slips.impostors.removed(slip, by, local_date(scene.services.now()))
    slips.close(slip, by)


# C4


def _open_incident(scene: LessonContext) -> None:
    scene.services.slips.incidents.open(
        scene.cast.learner,
        what=Mishap.TAKEN_OVER,
        found_at=scene.services.now() - timedelta(minutes=20),
        signs="Trang có bài quảng cáo lạ đăng lúc 2 giờ sáng; một quản trị viên bị gỡ quyền.",
    )


def _call(scene: LessonContext) -> None:
    does, now = scene.services.slips.incidents, scene.services.now()
    does.called(_slip(scene), scene.cast.learner, DutyPoint.HEAD, now - timedelta(minutes=15))
    does.called(_slip(scene), scene.cast.learner, DutyPoint.TECHNICAL, now - timedelta(minutes=12))


def _lock(scene: LessonContext) -> None:
    scene.services.slips.incidents.locked(
        _slip(scene), scene.cast.learner, dict.fromkeys(LockoutStep, PlatformAnswer.DONE)
    )


def _tell_public(scene: LessonContext) -> None:
    """A short and honest notice, by the template for what people have to know at once."""
    said = {
        "event": "Trang của đơn vị vừa bị đăng nội dung không phải của chúng tôi",
        "place": "Trang của Công an phường Minh Khai",
        "do_now": ["Bỏ qua bài lạ đăng lúc 2 giờ sáng", "Gọi trực ban khi cần xác minh"],
        "avoid": ["Bấm vào địa chỉ trong bài lạ"],
        "source": "Công an phường",
    }
    common.publish(scene, common.write_post(scene, "emergency_alert", said))


def _report_incident(scene: LessonContext) -> None:
    scene.services.slips.incidents.reported(
        _slip(scene), scene.cast.learner, platform_ref="FB-99120", unit_ref="HS-1190"
    )


def _review(scene: LessonContext) -> None:
    does, by = scene.services.slips.incidents, scene.cast.learner
    does.reviewed(_slip(scene), by, "Một máy dùng chung còn phiên đăng nhập của trang.")
    due = local_date(scene.services.now()) + timedelta(days=7)
    does.add_measure(_slip(scene), by, what="Gỡ máy dùng chung khỏi danh sách thiết bị", owner=by, due=due)


# D5


def _report_error(scene: LessonContext) -> None:
    """In a published post; where nothing is published yet, one is first."""
    published = scene.services.desk.list(PostState.PUBLISHED)
    wrong = published[0].id if published else common.write_post(scene, "law_explained")
    if not published:
        common.publish(scene, wrong)
    scene.services.slips.corrections.create(
        scene.cast.learner,
        post=wrong,
        error="Bài ghi sai giờ làm việc của bộ phận một cửa.",
        found_by=Reporter.RESIDENT,
        severity=IncidentSeverity.SERIOUS,
    )


def _choose(scene: LessonContext) -> None:
    scene.services.slips.corrections.choose(_slip(scene), scene.cast.learner, ErrorHandling.CORRECTION)


def _fill_correction(scene: LessonContext) -> None:
    scene.services.slips.corrections.fill(
        _slip(scene),
        scene.cast.learner,
        wrong="Bộ phận một cửa làm việc cả ngày thứ Bảy.",
        right="Bộ phận một cửa chỉ làm việc sáng thứ Bảy, từ 7:30 đến 11:30.",
        basis="Thông báo giờ tiếp dân của phường",
    )


def _correction_post(scene: LessonContext) -> str:
    body = scene.services.slips.get(_slip(scene)).body
    return body.correction_post if isinstance(body, Correction) else ""


def _submit_correction(scene: LessonContext) -> None:
    post = scene.services.desk.get(_correction_post(scene))
    sample = material.fields_of(scene, scene.services.composer.template(post))
    scene.services.desk.edit(
        post.id,
        scene.cast.learner,
        fields={"unit_name": sample["unit_name"]},
        targets=common.practice_pages(scene),
        answers=replace(common.CONFIRMED, original_post=post.answers.original_post),
    )
    common.submit(scene, post.id)


def _publish_correction(scene: LessonContext) -> None:
    common.publish(scene, _correction_post(scene))
    scene.services.slips.corrections.pinned(_slip(scene), scene.cast.learner)


def _learn(scene: LessonContext) -> None:
    scene.services.slips.corrections.learnt(
        _slip(scene),
        scene.cast.learner,
        cause="Chép giờ làm việc từ thông báo cũ.",
        prevention="Người duyệt đối chiếu giờ làm việc với thông báo mới nhất.",
    )


# E3


def _open_claim(scene: LessonContext) -> None:
    scene.services.slips.clarifications.open(
        scene.cast.learner,
        claim="phường đang thu tiền mỗi hộ để đổi sổ cư trú",
        effect="Người cao tuổi có thể nộp tiền cho người tự xưng là cán bộ.",
        source=Source.QUESTIONS,
    )


def _assess(scene: LessonContext) -> None:
    scene.services.slips.clarifications.assess(
        _slip(scene),
        scene.cast.learner,
        harmful=True,
        asked_often=True,
        within_remit=True,
        decision=SlipDecision.ANSWER,
        reason="Hơn mười câu hỏi trong tuần; việc cư trú thuộc thẩm quyền của phường.",
    )


def _cite(scene: LessonContext) -> None:
    """Open the answer and put its basis in; the words come with the next step."""
    by = scene.cast.learner
    body = scene.services.slips.clarifications.draft(_slip(scene), by).body
    law = {"document": material.LAW, "article": "2", "clause": "1"}
    if isinstance(body, Clarification):
        scene.services.desk.edit(body.draft, by, fields={"citation": law})


def _write_facts(scene: LessonContext) -> None:
    desk, post = scene.services.desk, scene.services.desk.get(scene.last("post"))
    said = {**material.fields_of(scene, scene.services.composer.template(post)), **post.fields}
    desk.edit(
        post.id,
        scene.cast.learner,
        fields=said,
        targets=common.practice_pages(scene),
        answers=common.CONFIRMED,
    )


def _design_card(scene: LessonContext) -> None:
    desk, post = scene.services.desk, scene.services.desk.get(scene.last("post"))
    first = scene.services.composer.template(post).card_ids[0]
    desk.edit(post.id, scene.cast.learner, cards=(first,))


def _publish_facts(scene: LessonContext) -> None:
    common.publish(scene, scene.last("post"))


PLAYS: Mapping[str, Play] = {
    "C3.1": _record,
    "C3.3": _capture,
    "C3.4": _report_page,
    "C3.5": _hand_case,
    "C3.6": _warn,
    "C3.7": _close_impostor,
    "C4.1": _open_incident,
    "C4.2": _call,
    "C4.3": _lock,
    "C4.4": _capture,
    "C4.5": _tell_public,
    "C4.6": _report_incident,
    "C4.7": _review,
    "D5.1": _report_error,
    "D5.2": _choose,
    "D5.3": _fill_correction,
    "D5.4": _submit_correction,
    "D5.5": _publish_correction,
    "D5.7": _learn,
    "E3.1": _open_claim,
    "E3.2": _assess,
    "E3.3": _cite,
    "E3.4": _write_facts,
    "E3.5": _design_card,
    "E3.6": _publish_facts,
}

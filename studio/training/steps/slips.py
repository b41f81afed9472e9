"""The steps of C3, C4, D5 and E3: impostors, incidents, corrections, clarifications."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from studio.clock import local_date
from studio.phrase import Phrase
from studio.posts.checks import plain
from studio.posts.model import Post, PostState
from studio.slips.model import (
    Body,
    ClaimSource,
    Clarification,
    Correction,
    DutyPoint,
    ErrorHandling,
    Impostor,
    ImpostorSite,
    Incident,
    IncidentSeverity,
    LockoutStep,
    Mishap,
    PlatformAnswer,
    Reporter,
    SlipDecision,
)
from studio.templates.model import FieldType
from studio.training.context import LessonContext, LessonStep, Predicate, told
from studio.training.places import APPROVAL, COMPOSER, SLIPS
from studio.training.steps import common, material
from studio.training.steps.common import clean, filled_any, on_its_way, on_post, required_filled
from studio.training.steps.posts import cites, contrast

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


# What a learner is told meanwhile


def _not_answered(scene: LessonContext) -> Phrase | None:
    slip = scene.last("slip")
    body = scene.services.slips.get(slip).body if slip else None
    if not isinstance(body, Clarification) or body.decision in (None, SlipDecision.ANSWER):
        return None
    return Phrase("That may be right, but the lesson goes on with a claim that is answered: weigh it again.")


# How they are played

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
    published = scene.services.drafts.list(PostState.PUBLISHED)
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
    post = scene.services.drafts.get(_correction_post(scene))
    sample = material.fields_of(scene, scene.services.composer.template(post))
    scene.services.drafts.edit(
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
        source=ClaimSource.QUESTIONS,
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
        scene.services.drafts.edit(body.draft, by, fields={"citation": law})


def _write_facts(scene: LessonContext) -> None:
    drafts, post = scene.services.drafts, scene.services.drafts.get(scene.last("post"))
    said = {**material.fields_of(scene, scene.services.composer.template(post)), **post.fields}
    drafts.edit(
        post.id,
        scene.cast.learner,
        fields=said,
        targets=common.practice_pages(scene),
        answers=common.CONFIRMED,
    )


def _design_card(scene: LessonContext) -> None:
    drafts, post = scene.services.drafts, scene.services.drafts.get(scene.last("post"))
    first = scene.services.composer.template(post).card_ids[0]
    drafts.edit(post.id, scene.cast.learner, cards=(first,))


def _publish_facts(scene: LessonContext) -> None:
    common.publish(scene, scene.last("post"))


STEPS: Mapping[str, LessonStep] = {
    "C3.1": LessonStep(on_slip(Impostor, lambda body: body.address and body.seen_at), _record, SLIPS, needs=()),
    "C3.3": LessonStep(_evidence_hashed, _capture, SLIPS, needs=(1,)),
    "C3.4": LessonStep(
        on_slip(Impostor, lambda body: body.compared_at and body.report_ref),
        _report_page,
        SLIPS,
        narrow=True,
        needs=(1,),
    ),
    "C3.5": LessonStep(
        _both(told("impostor.exported"), on_slip(Impostor, lambda body: body.handed_to)),
        _hand_case,
        SLIPS,
        narrow=True,
        needs=(1, 3),
    ),
    "C3.6": LessonStep(clean("LINK_DEFANGED", _warns), _warn, COMPOSER.on("post.write")),
    "C3.7": LessonStep(told("impostor.closed"), _close_impostor, SLIPS, needs=(1, 3, 4, 5)),
    "C4.1": LessonStep(told("incident.opened"), _open_incident, SLIPS, needs=()),
    "C4.2": LessonStep(on_slip(Incident, lambda body: body.notified), _call, SLIPS, needs=(1,)),
    "C4.3": LessonStep(on_slip(Incident, lambda body: body.locked_down), _lock, SLIPS, needs=(1,)),
    "C4.4": LessonStep(_evidence_hashed, _capture, SLIPS, needs=(1,)),
    "C4.5": LessonStep(told("post.published", kind="practice"), _tell_public, COMPOSER.on("post.publish")),
    "C4.6": LessonStep(
        on_slip(Incident, lambda body: body.platform_ref or body.unit_ref), _report_incident, SLIPS, needs=(1,)
    ),
    "C4.7": LessonStep(on_slip(Incident, lambda body: body.cause and body.measures), _review, SLIPS, needs=(1,)),
    "D5.1": LessonStep(told("correction.created"), _report_error, SLIPS, needs=()),
    "D5.2": LessonStep(on_slip(Correction, lambda body: body.mode), _choose, SLIPS, needs=(1,)),
    "D5.3": LessonStep(clean("CORRECTION_LINKED", _says_what_is_right), _fill_correction, SLIPS, needs=(1, 2)),
    "D5.4": LessonStep(_told_of_correction("approval.submitted"), _submit_correction, COMPOSER, narrow=True),
    "D5.5": LessonStep(
        _told_of_correction("post.published", kind="practice"), _publish_correction, APPROVAL, narrow=True
    ),
    "D5.7": LessonStep(
        on_slip(Correction, lambda body: body.cause and body.prevention), _learn, SLIPS, needs=(1, 2, 3, 4, 5)
    ),
    "E3.1": LessonStep(told("clarify.opened"), _open_claim, SLIPS, needs=()),
    "E3.2": LessonStep(
        on_slip(Clarification, lambda body: body.decision is SlipDecision.ANSWER),
        _assess,
        SLIPS,
        narrow=True,
        needs=(1,),
        remark=_not_answered,
    ),
    "E3.3": LessonStep(clean("CITATION_PRESENT", cites), _cite, SLIPS.on("clarify.basis")),
    "E3.4": LessonStep(on_post(_gives_nobody_away), _write_facts, COMPOSER, narrow=True),
    "E3.5": LessonStep(on_post(contrast), _design_card, COMPOSER),
    "E3.6": LessonStep(
        clean("NO_PERSONA", lambda scene, post: post.state is PostState.PUBLISHED),
        _publish_facts,
        COMPOSER.on("post.publish"),
        remark=on_its_way,
    ),
}
CONDITIONS: Mapping[str, Predicate] = {
    "state:impostor.report_ref": on_slip(Impostor, lambda body: body.report_ref),
    "event:impostor.exported": told("impostor.exported"),
    "state:clarify.decision": on_slip(Clarification, lambda body: body.decision),
}
"""What outlines of a unit may wait for beside what these steps do."""

"""C4 in the window: an incident is opened, told of, shut in, captured, made public, reported, and learnt from."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QCheckBox

from studio.app import Studio
from studio.clock import local_date, show_date, show_datetime
from studio.people.sample import COLLEAGUE, HEAD
from studio.slips.model import DutyPoint, Incident, Mishap, PlatformAnswer, SlipKind
from studio.training.context import RoleCast
from studio.training.steps import common
from studio.ui.approval.page import ApprovalPage
from studio.ui.approval.queue_query import ApprovalFilter
from studio.ui.slips.incident import IncidentForm
from studio.ui.slips.words import kind_word, word
from studio.ui.training.words import TrainingPart
from studio.ui.widgets.rows import ID_ROLE
from tests.e2e.lessons import deeds
from tests.e2e.lessons.coached import Coached
from tests.e2e.lessons.hand import Hand

NOTICE = {
    "bulletin_no": ("1",),
    "event": ("Trang của đơn vị vừa bị đăng nội dung không phải của chúng tôi",),
    "place": ("Trang của Công an phường Minh Khai",),
    "do_now": ("Bỏ qua bài lạ đăng lúc 2 giờ sáng",),
    "source": ("Công an phường",),
}


def play(studio: Studio, hand: Hand, course: Coached, cast: RoleCast) -> None:
    hand.click(course.lit())
    hand.menu(kind_word(SlipKind.INCIDENT))
    form = _form(hand)
    hand.choose(form.what.editor, word(Mishap.TAKEN_OVER))
    hand.click(form.open_step.save)
    hand.until(lambda: form.open_step.error, "a word on the signs that are missing")
    course.waits(1)
    hand.write(form.signs.editor, "Trang có bài quảng cáo lạ đăng lúc 2 giờ sáng; một quản trị viên bị gỡ quyền.")
    hand.click(form.open_step.save)
    course.green(1)

    course.lit()
    form = _form(hand)
    hand.choose(form.who.editor, word(DutyPoint.HEAD))
    hand.click(form.call.save)
    course.waits(2)
    course.back()
    assert not _incident(studio).calls
    form = _form(hand)
    for duty in (DutyPoint.HEAD, DutyPoint.TECHNICAL):
        hand.choose(form.who.editor, word(duty))
        hand.click(form.call.save)
    course.green(2)

    course.lit()
    *most, last = form.locks.values()
    for lock in most:
        hand.choose(lock.editor, word(PlatformAnswer.DONE))
    hand.click(form.lock.save)
    course.waits(3)
    hand.choose(last.editor, word(PlatformAnswer.NOT_NEEDED))
    hand.click(form.lock.save)
    course.green(3)

    course.lit()
    hand.click(deeds.slip_in_sight(hand).evidence.save)
    hand.give_file(common.PHOTO)
    course.green(4)

    course.lit()
    _tell_public(studio, hand, course, cast)
    course.green(5)

    course.lit()
    form = _form(hand)
    hand.click(form.report.save)
    hand.until(lambda: form.report.error, "a word on the references that are missing")
    hand.write(form.platform_ref.editor, "FB-99120")
    hand.write(form.unit_ref.editor, "HS-1190")
    hand.click(form.report.save)
    course.green(6)

    course.lit()
    hand.write(form.cause.editor, "Một máy dùng chung còn phiên đăng nhập của trang.")
    hand.click(form.review.save)
    course.waits(7)
    hand.write(form.measure.editor, "Gỡ máy dùng chung khỏi danh sách thiết bị")
    hand.choose(form.owner.editor, "Học viên")
    hand.write(form.due.editor.line, show_date(local_date(studio.now()) + timedelta(days=7)))
    hand.click(form.mend.save)
    course.green(7)


def _tell_public(studio: Studio, hand: Hand, course: Coached, cast: RoleCast) -> None:
    """The notice, from the template to the practice page: the head approves, the approver publishes."""
    page = deeds.begin(hand, "emergency_alert")
    for name, words in NOTICE.items():
        deeds.fill(hand, page, name, *words)
    now = studio.now()
    deeds.fill(hand, page, "at", show_datetime(now))
    deeds.fill(hand, page, "next_update", show_datetime(now + timedelta(hours=2)))
    deeds.choose(hand, page, "unit_name", "Minh Khai")
    form = page.editor.form
    assert form is not None
    number = form.fields["numbers"].editor.inputs()[0]
    if not (isinstance(number, QCheckBox) and number.isChecked()):
        hand.click(number)
    deeds.settle(hand, page)
    deeds.settle_post(hand, page, ["trang-thuc-hanh"])
    deeds.submit(hand, page, cast.pin)
    post = page.composer.post
    if post is None:
        raise AssertionError("the notice is gone")

    course.play(TrainingPart.HEAD)
    deeds.settle(hand, page)
    hand.click(page.editor.header.primary)
    hand.here(ApprovalPage)
    course.lit()
    deeds.approve(hand, post.id, HEAD, cast.pin)
    course.waits(5)

    course.play(TrainingPart.COLLEAGUE)
    approvals = hand.here(ApprovalPage)
    hand.click(approvals.queue.filters.pills[ApprovalFilter.DECIDED])
    hand.pick(approvals.queue.list, post.id, ID_ROLE)
    hand.click(approvals.decision.buttons["publish"])
    deeds.publish(hand, COLLEAGUE, cast.pin)


def _incident(studio: Studio) -> Incident:
    (slip,) = studio.slips.list(SlipKind.INCIDENT)
    if not isinstance(slip.body, Incident):
        raise TypeError(f"{slip} is no incident")
    return slip.body


def _form(hand: Hand) -> IncidentForm:
    form = deeds.slip_in_sight(hand).form
    if not isinstance(form, IncidentForm):
        raise TypeError(f"{form} is no slip of an incident")
    return form

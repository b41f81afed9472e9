"""D4 in the window: a case is told without a verdict and without a victim, agreed to by the head, and followed up."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QApplication

from studio.app import Studio
from studio.clock import local_date, show_date
from studio.people.sample import COLLEAGUE, HEAD
from studio.posts.model import PostState
from studio.training.context import RoleCast
from studio.ui.composer.hand import HandDialog
from studio.ui.composer.page import ComposerPage
from studio.ui.outbox.deeds import DeliveryDeed
from studio.ui.outbox.page import OutboxPage
from studio.ui.widgets.moment_popup import MomentPopup
from studio.ui.widgets.rows import ID_ROLE
from tests.e2e.lessons import deeds
from tests.e2e.lessons.coached import Coached
from tests.e2e.lessons.hand import Hand

GUILTY = "Công an đã bắt tên trộm lấy tài sản của nhiều hộ dân."
TOLD = "Cơ quan điều tra đã khởi tố vụ án để làm rõ việc nhiều hộ dân mất tài sản. Việc xác minh đang được tiến hành."


def play(studio: Studio, hand: Hand, course: Coached, cast: RoleCast) -> None:
    today = local_date(studio.now())
    course.lit()
    page = deeds.begin(hand, "case_result")
    course.lit()
    deeds.choose(hand, page, "stage", "khởi tố vụ án")
    deeds.settle(hand, page)
    course.green(1)

    course.lit()
    deeds.fill(hand, page, "summary", GUILTY)
    deeds.fill(hand, page, "date_place", "Tháng 11/2026, phường Minh Khai")
    deeds.settle(hand, page)
    course.waits(2)
    course.back()
    page = hand.here(ComposerPage)
    hand.until(lambda: page.writes and page.composer.post is not None, "the post as the step found it")
    assert page.editor.form is not None
    assert page.editor.form.value("summary") == ""
    deeds.choose(hand, page, "stage", "khởi tố vụ án")  # kept when the step turned green: an arrow may have gone on
    deeds.fill(hand, page, "summary", TOLD)
    deeds.fill(hand, page, "date_place", "Tháng 11/2026, phường Minh Khai")
    deeds.settle(hand, page)
    course.green(2)

    course.lit()
    hand.click(page.editor.answers.victims.box)
    deeds.settle(hand, page)
    course.green(3)

    course.lit()
    hand.click(page.editor.answers.minor.no)
    deeds.settle(hand, page)
    course.green(4)

    course.lit()
    deeds.fill(hand, page, "advice", "Khóa cửa, ghi số máy và giữ hóa đơn của tài sản")
    deeds.choose(hand, page, "contact", "Trực ban")
    deeds.settle(hand, page)
    course.green(5)

    course.lit()
    course.waits(6)
    look_at_cards(hand, page)
    course.green(6)

    course.lit()
    form = page.editor.form
    assert form is not None
    hand.click(form.fields["has_minor"].editor.inputs()[-1])
    deeds.fill(hand, page, "cleared_by", "Trưởng Công an phường")
    deeds.fill(hand, page, "followup_on", show_date(today + timedelta(days=60)))
    deeds.choose(hand, page, "unit_name", "Minh Khai")
    deeds.settle_post(hand, page, ["trang-thuc-hanh"])
    deeds.submit(hand, page, cast.pin)
    post = page.composer.post
    assert post is not None
    decide_and_publish(hand, course, page, cast.pin)
    course.green(7)
    course.take_part()

    outbox = hand.here(OutboxPage)
    course.lit()
    sent = next(delivery for delivery in studio.outbox.of_post(post.id))
    hand.pick(outbox.table, sent.id, ID_ROLE)
    course.lit()
    button = outbox.drawer.deed_button(DeliveryDeed.FOLLOW)
    assert button is not None
    hand.click(button)
    page = hand.here(ComposerPage)
    hand.until(lambda: page.writes and page.composer.post is not None, "the update in the editor")
    course.lit()
    hand.click(page.editor.plan.parts["publish_at"].button)
    calendar = QApplication.activePopupWidget()
    assert isinstance(calendar, MomentPopup)
    hand.write(calendar.line, f"{show_date(today + timedelta(days=60))} 09:00")
    hand.click(calendar.take)
    deeds.settle(hand, page)
    course.green(8)
    assert studio.drafts.get(post.id).state is PostState.PUBLISHED


def decide_and_publish(hand: Hand, course: Coached, page: ComposerPage, pin: str) -> None:
    """The head approves the post that was submitted, and the colleague publishes it: as the coach leads there."""
    post, now = page.composer.post, course.view.now
    assert post is not None
    assert now is not None
    hand.until(lambda: course.note, "who is to decide")
    deeds.approve(hand, post.id, HEAD, pin)
    hand.until(course.running.bar.part_link.isVisible, "the part of whoever publishes")
    course.waits(now + 1)
    course.lit()
    course.take_part()
    hand.click(course.running.bar.there)
    page = hand.here(ComposerPage)
    deeds.settle(hand, page)
    hand.click(page.editor.header.primary)
    deeds.publish(hand, COLLEAGUE, pin)


def look_at_cards(hand: Hand, page: ComposerPage) -> None:
    """In each size, where they are adjusted by hand."""
    hand.click(page.editor.plan.parts["cards"].button)
    hand.click(page.editor.plan.cards.hand)
    dialog = hand.dialog(HandDialog)
    for size in dialog.sizes.values():
        hand.click(size)
    hand.click(dialog.take)
    hand.gone(dialog)

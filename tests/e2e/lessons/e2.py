"""E2 in the window: an emergency from switching the mode on, over two bulletins and the messages, to the last one."""

from __future__ import annotations

from studio.app import Studio
from studio.clock import local
from studio.people.sample import COLLEAGUE, HEAD
from studio.training.context import RoleCast
from studio.ui.calendar.emergency import BeginDialog, EmergencyBar, EndDialog, QuickApproval
from studio.ui.composer.page import ComposerPage
from tests.e2e.lessons import deeds
from tests.e2e.lessons.coached import Coached
from tests.e2e.lessons.e1 import vouch
from tests.e2e.lessons.hand import Hand

CALLS_FOR_HELP = ("u01", "b06")
"""Practice messages that are urgent and have come by then."""
REPLY = {
    "greeting": "Chào bạn, cảm ơn bạn đã góp ý.",
    "answer": "Trang xin lỗi vì bạn phải chờ lâu; bộ phận một cửa đã mở thêm một bàn vào buổi sáng.",
    "next_step": "Bạn vui lòng gọi trực ban 024 0000 0113 để được hướng dẫn riêng.",
    "thanks": "Trân trọng cảm ơn bạn.",
}


def play(studio: Studio, hand: Hand, course: Coached, cast: RoleCast) -> None:
    bar = hand.window.findChild(EmergencyBar)
    assert isinstance(bar, EmergencyBar)
    hand.click(course.lit())
    begin = hand.dialog(BeginDialog)
    hand.write(begin.reason, "Ngập sâu tại hầm chui đường Hoa Ban")
    vouch(hand, begin, HEAD, cast.pin)
    course.green(1)

    hand.click(course.lit())
    page = written(hand)
    course.lit()
    now = local(studio.now())
    deeds.fill(hand, page, "place", "Hầm chui đường Hoa Ban, phường Minh Khai")
    deeds.fill(hand, page, "at", f"{now:%d/%m/%Y %H:%M}")
    deeds.fill(hand, page, "source", "Tổ trực phòng, chống thiên tai của phường")
    deeds.settle(hand, page)
    course.green(2)

    course.lit()
    deeds.fill(hand, page, "event", "Nước ngập sâu 60 cm tại hầm chui đường Hoa Ban")
    deeds.fill(hand, page, "do_now", "Không đi vào hầm chui")
    form = page.editor.form
    assert form is not None
    hand.click(form.fields["numbers"].editor.inputs()[0])
    deeds.settle(hand, page)
    course.green(3)

    course.lit()
    deeds.choose(hand, page, "unit_name", "Minh Khai")
    approve(hand, page, bar, cast.pin)
    course.green(4)

    publish(hand, course, cast.pin)
    course.green(5)

    course.take_part()
    hand.click(course.lit())
    update(hand, bar, "Chưa có thông tin mới, nước vẫn ngập hầm chui", cast.pin)
    course.waits(6)
    publish(hand, course, cast.pin)
    course.green(6)

    course.lit()
    for message in CALLS_FOR_HELP:
        deeds.call_the_duty_point(studio, hand, message)
    course.waits(7)
    deeds.answer_in_hand(hand, deeds.take_in_hand(studio, hand, "f01"), REPLY, cast.pin)
    course.waits(7)
    deeds.hide(studio, hand, "b05", "quảng cáo", COLLEAGUE, cast.pin)
    course.green(7)

    course.take_part()
    hand.click(course.lit())
    update(hand, bar, "Nước đã rút, hầm chui đi lại bình thường", cast.pin)
    publish(hand, course, cast.pin)
    course.waits(8)
    hand.click(bar.off)
    end = hand.dialog(EndDialog)
    hand.write(end.review, "Bản tin đầu ra sau 12 phút; cần soạn sẵn số trực")
    vouch(hand, end, HEAD, cast.pin)
    course.green(8)


def written(hand: Hand) -> ComposerPage:
    """The bulletin that was just begun."""
    page = hand.here(ComposerPage)
    hand.until(lambda: page.writes and page.composer.post is not None, "the bulletin in the editor")
    deeds.settle(hand, page)
    return page


def update(hand: Hand, bar: EmergencyBar, event: str, pin: str) -> None:
    page = written(hand)
    deeds.fill(hand, page, "event", event)
    deeds.settle(hand, page)
    approve(hand, page, bar, pin)


def approve(hand: Hand, page: ComposerPage, bar: EmergencyBar, pin: str) -> None:
    """Submit the bulletin, and have the commander on duty agree on the shortest way."""
    deeds.settle_post(hand, page, ["trang-thuc-hanh"])
    deeds.submit(hand, page, pin)
    hand.until(bar.approve.isVisible, "the short way")
    hand.click(bar.approve)
    dialog = hand.dialog(QuickApproval)
    hand.until(dialog.go.isEnabled, "the bulletin as it reads")
    vouch(hand, dialog, HEAD, pin)


def publish(hand: Hand, course: Coached, pin: str) -> None:
    hand.until(course.running.bar.part_link.isVisible, "the part of whoever publishes")
    course.take_part()
    page = hand.here(ComposerPage)
    deeds.settle(hand, page)
    course.lit()
    hand.click(page.editor.header.primary)
    deeds.publish(hand, COLLEAGUE, pin)

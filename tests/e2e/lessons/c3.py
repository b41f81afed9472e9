"""C3 in the window: an impostor page is recorded, compared, captured, reported, handed on, warned of, and gone."""

from __future__ import annotations

from studio.app import Studio
from studio.clock import local_date, show_date
from studio.slips.model import ImpostorSite, Reporter, SlipKind
from studio.training.context import RoleCast
from studio.training.steps import common
from studio.ui.composer.page import ComposerPage
from studio.ui.slips.incident import ImpostorForm
from studio.ui.slips.words import kind_word, word
from tests.e2e.lessons import deeds
from tests.e2e.lessons.coached import Coached
from tests.e2e.lessons.hand import Hand

FAKE = "hxxps://facebook[.]example/ho-tro-minh-khai"
WARNING = {
    "scam_name": ("Trang giả danh Công an phường mời cập nhật dữ liệu",),
    "how": ("Trang giả nhắn tin báo dữ liệu cư trú bị lỗi, rồi gửi địa chỉ để cài một ứng dụng lạ.",),
    "signs": ("Nhắn tin trước, giục làm ngay", "Gửi địa chỉ ngoài cổng chính thức"),
    "dont": ("Bấm vào địa chỉ lạ", "Cung cấp mã OTP cho bất kỳ ai"),
    "do": ("Gọi số trực ban để hỏi lại", "Xem danh sách trang chính thức của đơn vị"),
    "if_victim": ("Gọi ngay ngân hàng để khóa tài khoản",),
    "confirmed_by": ("Công an phường",),
}


def play(studio: Studio, hand: Hand, course: Coached, cast: RoleCast) -> None:
    hand.click(course.lit())
    hand.menu(kind_word(SlipKind.IMPOSTOR))
    form = _form(hand)
    hand.write(form.address.editor, FAKE)
    hand.choose(form.site.editor, word(ImpostorSite.FACEBOOK))
    course.waits(1)
    hand.choose(form.reported_by.editor, word(Reporter.RESIDENT))
    hand.click(form.record.save)
    course.green(1)

    hand.write(course.lit(), "Minh Khai")
    course.green(2)

    course.lit()
    sheet = deeds.slip_in_sight(hand)
    hand.click(sheet.evidence.save)
    hand.give_file(common.PHOTO)
    course.green(3)

    form = _form(hand)
    course.lit()
    hand.click(form.report.save)
    hand.until(lambda: form.report.error, "a word on the code that is missing")
    hand.write(form.report_ref.editor, "RP-2611-0451")
    hand.click(form.report.save)
    course.waits(4)
    hand.click(form.compare.save)
    course.green(4)

    course.lit()
    hand.click(deeds.slip_in_sight(hand).exporting)
    hand.give_file(studio.lessons.folder / "phieu-trang-gia.zip")
    course.waits(5)
    hand.write(form.handed_to.editor, "Phòng An ninh mạng")
    hand.click(form.hand.save)
    course.green(5)

    course.lit()
    page = deeds.begin(hand, "scam_warning")
    _warn(hand, course, page)
    course.green(6)

    course.lit()
    form = _form(hand)
    hand.write(form.removed_on.editor.line, show_date(local_date(studio.now())))
    hand.click(form.gone.save)
    hand.click(deeds.slip_in_sight(hand).closing)
    course.green(7)


def _warn(hand: Hand, course: Coached, page: ComposerPage) -> None:
    """Unit, number and review date are there when a post begins."""
    for name, words in WARNING.items():
        deeds.fill(hand, page, name, *words)
    deeds.settle(hand, page)
    course.waits(6)
    deeds.fill(hand, page, "bad_addresses", FAKE)
    deeds.settle(hand, page)


def _form(hand: Hand) -> ImpostorForm:
    form = deeds.slip_in_sight(hand).form
    if not isinstance(form, ImpostorForm):
        raise TypeError(f"{form} is no slip of an impostor page")
    return form

"""D5 in the window: an error is reported on a published post, corrected by another post, told of and learnt from."""

from __future__ import annotations

from studio.app import Studio
from studio.people.sample import COLLEAGUE, LEARNER
from studio.slips.model import Correction, SlipKind
from studio.training.context import RoleCast
from studio.ui.composer.page import ComposerPage
from studio.ui.page_specs import PageId
from studio.ui.pages.page import PagesPage
from studio.ui.slips.correction import CorrectionForm
from studio.ui.slips.section import SlipInput
from studio.ui.slips.tab import SlipsTab
from studio.ui.slips.words import kind_word
from studio.ui.widgets.editors import ChoiceBox
from tests.e2e.lessons import deeds
from tests.e2e.lessons.course import Course
from tests.e2e.lessons.hand import Hand

REPLY = {
    "greeting": "Chào bạn, cảm ơn bạn đã gửi câu hỏi đến trang.",
    "answer": "Bài sáng nay ghi nhầm giờ tiếp dân; giờ đúng là từ 07:30 đến 11:30 sáng thứ Bảy.",
    "next_step": "Vui lòng gọi trực ban 024 0000 0113 để được hướng dẫn riêng.",
    "thanks": "Trang xin lỗi và trân trọng cảm ơn bạn.",
}


def play(studio: Studio, hand: Hand, course: Course, cast: RoleCast) -> None:
    tab = slips(hand)
    hand.click(course.lit())
    hand.menu(kind_word(SlipKind.CORRECTION))
    form = form_of(hand, tab)
    hand.until(form.post.editor.count, "the published posts")
    course.lit()
    hand.choose(form.post.editor, form.post.editor.itemText(0))
    hand.write(form.error.editor, "Bài ghi sai giờ làm việc của bộ phận một cửa")
    choose(hand, form.found_by, 0)
    choose(hand, form.severity, 1)
    hand.click(form.report_error.save)
    course.green(1)

    form = opened(hand, tab)
    course.lit()
    choose(hand, form.mode, 1)
    hand.click(form.choose.save)
    course.green(2)

    course.lit()
    hand.write(form.wrong.editor, "Bộ phận một cửa làm việc cả ngày thứ Bảy.")
    hand.write(form.right.editor, "Bộ phận một cửa chỉ làm việc sáng thứ Bảy, từ 7:30 đến 11:30.")
    hand.write(form.basis.editor, "Thông báo giờ tiếp dân của phường")
    hand.click(form.fill.save)
    course.green(3)

    hand.until(form.write.isVisible, "the way to the correction")
    hand.click(form.write)
    page = hand.here(ComposerPage)
    hand.until(lambda: page.writes and page.composer.post is not None, "the correction in the editor")
    deeds.settle(hand, page)
    deeds.settle_post(hand, page, ["trang-thuc-hanh"])
    course.lit()
    deeds.submit(hand, page, cast.pin)
    course.green(4)

    post = correction_of(studio)
    deeds.approve(hand, post, COLLEAGUE, cast.pin)
    deeds.sign_in(hand, COLLEAGUE, cast.pin)
    hand.page(ComposerPage, PageId.COMPOSER)
    deeds.settle(hand, page)
    hand.click(course.lit())
    deeds.publish(hand, COLLEAGUE, cast.pin)
    course.green(5)

    deeds.answer_a_citizen(studio, hand, REPLY, cast.pin)
    course.green(6)

    deeds.sign_in(hand, LEARNER, cast.pin)
    form = opened(hand, slips(hand))
    hand.click(form.publish.save)  # it is pinned: the error was serious
    course.lit()
    hand.write(form.cause.editor, "Chép giờ làm việc từ thông báo cũ")
    hand.write(form.prevention.editor, "Người duyệt đối chiếu giờ làm việc với thông báo mới nhất")
    hand.click(form.learn.save)
    course.green(7)


def slips(hand: Hand) -> SlipsTab:
    """The register, beside the unit's pages."""
    page = hand.page(PagesPage, PageId.PAGES)
    hand.click(page.views.pills["slips"])
    hand.until(lambda: isinstance(page.tab, SlipsTab) and page.tab.isVisible(), "the register")
    tab = page.tab
    if not isinstance(tab, SlipsTab):
        raise TypeError(f"{tab} is no register")
    return tab


def form_of(hand: Hand, tab: SlipsTab) -> CorrectionForm:
    """The form in sight."""
    hand.until(lambda: tab.sheet is not None and isinstance(tab.sheet.form, CorrectionForm), "the form")
    form = tab.sheet.form if tab.sheet is not None else None
    if not isinstance(form, CorrectionForm):
        raise TypeError(f"{form} is no form of a correction")
    return form


def opened(hand: Hand, tab: SlipsTab) -> CorrectionForm:
    """The form of the slip that was opened."""
    hand.until(lambda: tab.sheet is not None and tab.sheet.form.id, "the slip")
    return form_of(hand, tab)


def choose(hand: Hand, field: SlipInput[ChoiceBox], place: int) -> None:
    """The option at that place."""
    hand.choose(field.editor, field.editor.itemText(place))


def correction_of(studio: Studio) -> str:
    """Id of the post that corrects."""
    body = studio.slips.list(SlipKind.CORRECTION)[0].body
    return body.correction_post if isinstance(body, Correction) else ""

"""E3 in the window: a claim is weighed, answered with what is true and its basis, agreed to, published and followed."""

from __future__ import annotations

from studio.app import Studio
from studio.slips.model import SlipDecision, SlipKind
from studio.training.context import RoleCast
from studio.training.steps.material import LAW
from studio.ui.composer.page import ComposerPage
from studio.ui.pages.page import PagesPage
from studio.ui.slips.correction import ClarificationForm
from studio.ui.slips.tab import SlipsTab
from studio.ui.slips.words import kind_word
from tests.e2e.lessons import deeds
from tests.e2e.lessons.b1 import cite
from tests.e2e.lessons.coached import Coached
from tests.e2e.lessons.d4 import decide_and_publish, look_at_cards
from tests.e2e.lessons.d5 import choose
from tests.e2e.lessons.hand import Hand

REPLY = {
    "greeting": "Chào bạn, cảm ơn bạn đã hỏi.",
    "answer": "Phường không cử ai đến nhà thu tiền; hồ sơ cư trú chỉ nộp tại bộ phận một cửa.",
    "next_step": "Vui lòng gọi trực ban 024 0000 0113 khi có người đến thu tiền.",
    "thanks": "Trân trọng cảm ơn bạn.",
}


def play(studio: Studio, hand: Hand, course: Coached, cast: RoleCast) -> None:
    hand.click(course.lit())
    hand.menu(kind_word(SlipKind.CLARIFICATION))
    form = form_of(hand)
    course.lit()
    choose(hand, form.source, 0)
    hand.write(form.claim.editor, "phường đang thu tiền mỗi hộ để đổi sổ cư trú")
    hand.write(form.effect.editor, "Người cao tuổi có thể nộp tiền cho người tự xưng là cán bộ")
    hand.click(form.open_step.save)
    course.green(1)

    form = form_of(hand)
    course.lit()
    weigh(hand, form, SlipDecision.LEAVE)
    course.waits(2)
    hand.click(form.assess.fold)
    weigh(hand, form, SlipDecision.ANSWER)
    course.green(2)

    course.lit()
    hand.click(form.draft.save)
    hand.until(form.show_draft.isVisible, "the way to the post")
    hand.click(form.show_draft)
    page = hand.here(ComposerPage)
    hand.until(lambda: page.writes and page.composer.post is not None, "the answer in the editor")
    deeds.settle(hand, page)
    course.lit()
    cite(hand, page, LAW, "2", "1")
    course.green(3)

    course.lit()
    deeds.fill(hand, page, "fact", "Hồ sơ cư trú chỉ nộp tại bộ phận một cửa, không ai đến nhà thu tiền")
    deeds.fill(hand, page, "why", "Không ai được giao đến nhà thu hồ sơ hoặc thu tiền. Gọi 0903 123 456 để hỏi.")
    deeds.fill(hand, page, "confirmed_by", "Công an phường")
    deeds.fill(hand, page, "what_to_do", "Không nộp tiền cho người đến tận nhà thu")
    deeds.choose(hand, page, "unit_name", "Minh Khai")
    deeds.choose(hand, page, "contact", "Trực ban")
    deeds.settle(hand, page)
    course.waits(4)
    deeds.fill(hand, page, "why", "Không ai được giao đến nhà thu hồ sơ hoặc thu tiền.")
    deeds.settle(hand, page)
    course.green(4)

    course.lit()
    look_at_cards(hand, page)
    course.green(5)

    course.lit()
    deeds.settle_post(hand, page, ["trang-thuc-hanh"])
    deeds.submit(hand, page, cast.pin)
    decide_and_publish(hand, course, page, cast.pin)
    course.green(6)

    deeds.answer_a_citizen(studio, hand, REPLY, cast.pin)
    course.green(7)


def form_of(hand: Hand) -> ClarificationForm:
    """The form of the slip in sight."""
    page = hand.here(PagesPage)

    def found() -> ClarificationForm | None:
        sheet = page.tab.sheet if isinstance(page.tab, SlipsTab) else None
        return sheet.form if sheet is not None and isinstance(sheet.form, ClarificationForm) else None

    hand.until(found, "the form")
    form = found()
    if form is None:
        raise TimeoutError("the form went away")
    return form


def weigh(hand: Hand, form: ClarificationForm, decision: SlipDecision) -> None:
    """Harmful, asked by many, within the remit; and what follows from it."""
    for question in (form.harmful, form.asked_often, form.within_remit):
        hand.choose(question.editor, question.editor.itemText(0))
    choose(hand, form.decision, list(SlipDecision).index(decision))
    hand.write(form.reason.editor, "Hơn mười câu hỏi trong tuần; cư trú thuộc thẩm quyền của phường")
    hand.click(form.assess.save)

"""What several lessons have done in the window alike: sign in, open a template, submit, approve, publish."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QRadioButton, QWidget

from studio.app import Studio
from studio.feedback.model import Category, FeedbackFilter, Origin
from studio.training.messages import shipped_messages
from studio.ui.approval.page import ApprovalPage
from studio.ui.approval.sign import ApproveDialog
from studio.ui.composer.chooser.grid import TemplateTile
from studio.ui.composer.page import ComposerPage
from studio.ui.composer.plan.target_row import TargetRow
from studio.ui.feedback.dialogs import HandOverDialog, HideDialog
from studio.ui.feedback.page import FeedbackPage
from studio.ui.outbox.confirm import PublishDialog
from studio.ui.page_specs import PageId
from studio.ui.pages.page import PagesPage
from studio.ui.pin_dialog import PinConfirmDialog
from studio.ui.sign_in import SignInDialog
from studio.ui.slips.sheet import SlipSheet
from studio.ui.slips.tab import SlipsTab
from studio.ui.widgets.rows import ID_ROLE
from tests.e2e.lessons.hand import Hand
from tests.ui.hands import person_button


def sign_in(hand: Hand, name: str, pin: str) -> None:
    hand.click(person_button(hand.window))
    dialog = hand.dialog(SignInDialog)
    hand.choose(dialog.person_pin.who, name)
    hand.write(dialog.person_pin.pin, pin)
    hand.click(dialog.go)
    hand.gone(dialog)


def begin(hand: Hand, template: str) -> ComposerPage:
    """Choose a template; an open post is put away before."""
    page = hand.page(ComposerPage, PageId.COMPOSER)
    if page.writes:
        hand.click(page.editor.header.back_button)
    hand.until(lambda: _tile(page, template) is not None, f"the template {template}")
    tile = _tile(page, template)
    if tile is not None:
        hand.click(tile)
    hand.until(lambda: page.writes and page.composer.post is not None, "the editor")
    settle(hand, page)
    return page


def _tile(page: ComposerPage, template: str) -> TemplateTile | None:
    tiles = page.chooser.findChildren(TemplateTile)
    return next((one for one in tiles if one.template.id == template and one.isVisible()), None)


def settle(hand: Hand, page: ComposerPage) -> None:
    """Until what was written is stored and checked."""
    composer = page.composer
    hand.until(
        lambda: composer.journal.idle and composer.live.idle and hand.window.tasks.idle, "the draft to be stored"
    )


def fill(hand: Hand, page: ComposerPage, field: str, *words: str) -> None:
    """Write into the lines of a field."""
    form = page.editor.form
    assert form is not None
    for place, text in enumerate(words):
        hand.write(form.fields[field].editor.inputs()[place], text)


def choose(hand: Hand, page: ComposerPage, field: str, words: str) -> None:
    """Choose in a field with a list."""
    form = page.editor.form
    assert form is not None
    hand.choose(form.fields[field].editor.inputs()[0], words)  # type: ignore[arg-type]


def describe(hand: Hand, page: ComposerPage, words: str, source: str) -> None:
    """Say of the picture in hand what it shows, that it was looked over, and that no child is in it."""
    panel = page.editor.strip.panel
    hand.write(panel.alt, words)
    hand.write(panel.source, source)
    hand.click(panel.minor.no)
    hand.click(panel.faces.box)
    settle(hand, page)


def leave(field: QWidget) -> None:
    """With the Tab key, so that what was written is kept."""
    QTest.keyClick(field, Qt.Key.Key_Tab)


def add_photo(hand: Hand, page: ComposerPage, photo: Path) -> None:
    hand.click(page.editor.strip.add_tile)
    hand.give_file(photo)
    hand.until(lambda: page.editor.strip.tiles and page.editor.strip.panel.isVisible(), "the picture")


def settle_post(hand: Hand, page: ComposerPage, pages: Sequence[str]) -> None:
    """Tick these pages, and give the confirmations only a person can give."""
    targets = page.editor.plan.parts["targets"].button
    hand.click(targets)
    for row in page.editor.plan.targets.findChildren(TargetRow):
        if row.account.name in pages and not row.isChecked():
            hand.click(row)
    QTest.keyClick(page.editor.plan.targets, Qt.Key.Key_Escape)
    hand.until(lambda: not page.editor.plan.targets.isVisible(), "the end of the list of pages")
    answers = page.editor.answers
    boxes: tuple[QCheckBox | QRadioButton, ...] = (answers.nothing_secret.box, answers.victims.box, answers.minor.no)
    for box in boxes:
        if not box.isChecked():
            hand.click(box)
    settle(hand, page)


def submit(hand: Hand, page: ComposerPage, pin: str) -> None:
    hand.click(page.editor.header.primary)
    dialog = hand.dialog(PinConfirmDialog)
    hand.write(dialog.person_pin.pin, pin)
    hand.click(dialog.go)
    hand.gone(dialog)
    settle(hand, page)


def approve(hand: Hand, post: str, name: str, pin: str) -> None:
    """The second person, at the same PC, takes the post from those that wait."""
    page = hand.page(ApprovalPage, PageId.APPROVAL)
    hand.pick(page.queue.list, post, ID_ROLE)
    hand.until(lambda: page.review is not None and page.review.sheet.post.id == post, "the post that waits")
    hand.rest()
    decision = page.decision
    hand.click(decision.who.change)
    hand.menu(name)
    hand.until(decision.buttons["approve"].isEnabled, "the approval to be possible")
    hand.click(decision.buttons["approve"])
    dialog = hand.dialog(ApproveDialog)
    if dialog.queue.isChecked():
        hand.click(dialog.queue)
    hand.write(dialog.signature.pin, pin)
    hand.click(dialog.go)
    hand.gone(dialog)


def publish(hand: Hand, name: str, pin: str) -> None:
    """In the confirmation that was just opened: to all pages the post is meant for."""
    dialog = hand.dialog(PublishDialog)
    hand.until(lambda: dialog.choices, "the pages")
    for choice in dialog.choices:
        if not choice.box.isChecked():
            hand.click(choice.box)
    hand.choose(dialog.who, name)
    hand.write(dialog.pin, pin)
    hand.click(dialog.send)
    hand.gone(dialog)


def answer_a_citizen(studio: Studio, hand: Hand, words: Mapping[str, str], pin: str) -> None:
    """Write the four parts of an answer under a comment that waits, and send it."""
    page = hand.page(FeedbackPage, PageId.FEEDBACK)
    waiting = studio.feedback.items.page(FeedbackFilter())
    asked = next(each for each in waiting if each.suggested is Category.PROCEDURE and each.origin is Origin.COMMENT)
    hand.until(lambda: asked.id in page.queue.list.ids, "the question in the queue")
    hand.pick(page.queue.list, asked.id, ID_ROLE)
    answer_in_hand(hand, page, words, pin)


def take_in_hand(studio: Studio, hand: Hand, message: str) -> FeedbackPage:
    """The item of the feedback desk that is this practice message."""
    page = hand.page(FeedbackPage, PageId.FEEDBACK)
    waiting = studio.feedback.items.rows(studio.feedback.items.ids(FeedbackFilter()))
    start = shipped_messages().messages[message].text[:20]
    item = next(each.item.id for each in waiting if each.first_line.startswith(start))
    hand.until(lambda: item in page.queue.list.ids, "the item in the queue")
    hand.pick(page.queue.list, item, ID_ROLE)
    hand.until(lambda: page.queue.list.chosen_id == item, "the item in hand")
    hand.rest()
    return page


def call_the_duty_point(studio: Studio, hand: Hand, message: str) -> None:
    """Say that it is urgent, and that the duty point was told by telephone."""
    page = take_in_hand(studio, hand, message)
    hand.choose(page.conversation.category, "Khẩn cấp")
    hand.click(page.conversation.urgent)
    dialog = hand.dialog(HandOverDialog)
    hand.write(dialog.receiver, "Trực ban Công an phường")
    hand.click(dialog.called)
    hand.until(lambda: not dialog.called.isEnabled(), "the call to be noted")
    hand.click(dialog.cancel)
    hand.gone(dialog)


def answer_in_hand(hand: Hand, page: FeedbackPage, words: Mapping[str, str], pin: str) -> None:
    """Write the four parts of an answer to the item in hand, and send it."""
    for part, text in words.items():
        hand.write(page.reply.slots.inputs[part], text)
    hand.until(lambda: not page.reply.waits_to_be_kept, "the answer to be kept")
    hand.rest()
    hand.click(page.reply.send)
    dialog = hand.dialog(PinConfirmDialog)
    hand.write(dialog.person_pin.pin, pin)
    hand.click(dialog.go)
    hand.gone(dialog)


def hide(studio: Studio, hand: Hand, message: str, rule: str, name: str, pin: str) -> None:
    """Hide a comment by the rule that holds these words."""
    page = take_in_hand(studio, hand, message)
    hand.click(page.conversation.hide_it)
    dialog = hand.dialog(HideDialog)
    hand.choose(dialog.rule, rule)
    hand.write(dialog.why, "Mời làm giấy tờ nhanh, có đường dẫn lừa đảo")
    hand.choose(dialog.person_pin.who, name)
    hand.write(dialog.person_pin.pin, pin)
    hand.click(dialog.go)
    hand.gone(dialog)


def slip_in_sight(hand: Hand) -> SlipSheet:
    """The sheet that the register shows, once it shows one."""

    def found() -> SlipSheet | None:
        page = hand.window.page
        tab = page.tab if isinstance(page, PagesPage) else None
        return tab.sheet if isinstance(tab, SlipsTab) and tab.isVisible() else None

    hand.until(found, "a slip in sight")
    hand.rest()
    sheet = found()
    if sheet is None:
        raise TimeoutError("the slip went away")
    return sheet

"""The page of the feedback desk: what an officer sees of citizens' questions, and what the keys do."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.config import Settings
from studio.feedback.model import FeedbackFilter, FeedbackQueue, ItemOutcome, ItemState, Origin
from studio.feedback.reply_model import ReplyState
from studio.phrase import Bilingual, Language
from studio.publishers.port import Answer, Outcome
from studio.publishers.practice import PracticeInbox
from studio.ui.composer.page import ComposerPage
from studio.ui.feedback.bubble import Bubble
from studio.ui.feedback.dialogs import HandOverDialog, HideDialog, RecordFeedbackDialog
from studio.ui.feedback.page import FeedbackPage
from studio.ui.main_window import SMALLEST, MainWindow
from studio.ui.page_specs import PageId
from studio.ui.pin_dialog import PinConfirmDialog
from studio.ui.spelling.watch import watch_of
from studio.ui.widgets.banner import Banner
from tests.ui.conftest import MakeWindow, show, shown
from tests.ui.feedback.citizens import ANSWER, BLAME, CARD, FIRE, LAMP, PHONE, Citizens
from tests.ui.feedback.conftest import Open
from tests.ui.geometry import has_room
from tests.ui.geometry import settle as make_small
from tests.ui.hands import chips, in_sight, labels, pick, press, prove, rail_button, within
from tests.ui.spoken import Reader
from tests.ui.unit import PIN, PRACTICE, Unit

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def key(which: Qt.Key, how: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press it where the keyboard is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, which, how)


def type_in(text: str) -> None:
    """Type where the keyboard is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, text)


def read(page: FeedbackPage) -> list[str]:
    """The texts of the conversation in sight."""
    return [bubble.text for bubble in in_sight(page.conversation, Bubble)]


def asked(studio: Studio, step: str) -> int:
    """How often the log names that step of the desk."""
    return sum(entry.data.get("step") == step for entry in studio.audit.entries())


def settle(window: MainWindow, qtbot: QtBot) -> None:
    for _ in range(3):
        qtbot.waitUntil(lambda: window.tasks.idle)
        QApplication.processEvents()


def test_what_is_overdue_comes_first_and_the_numbers_are_those_of_the_rows(
    open_page: Open, citizens: Citizens, window: MainWindow, qtbot: QtBot
) -> None:
    new, late = citizens.comment(CARD), citizens.message(LAMP, hours=24 * 7)
    page = open_page()
    assert list(page.queue.list.ids) == [late.id, new.id]
    pills = page.head.pills.pills
    assert [pills[pill.value].accessibleName() for pill in FeedbackQueue] == [
        "Cần trả lời 2", "Quá hạn 1", "Sắp đến hạn 0", "Chờ người dân 0", "Đã đóng",
    ]  # fmt: skip
    assert rail_button(window, PageId.FEEDBACK).accessibleName() == "Phản hồi (2)"
    pills[FeedbackQueue.OVERDUE.value].click()
    settle(window, qtbot)
    assert list(page.queue.list.ids) == [late.id]
    assert "quá" in page.conversation.first_due.accessibleName()


def test_the_rail_says_that_an_answer_is_due_soon(
    open_page: Open, citizens: Citizens, window: MainWindow, new_unit: Unit, qtbot: QtBot
) -> None:
    item = citizens.comment(CARD)
    page, rail = open_page(), rail_button(window, PageId.FEEDBACK)
    assert rail.accessibleName() == "Phản hồi (1)"
    assert item.soon_at is not None
    new_unit.clock.forward(seconds=(item.soon_at - new_unit.clock.now()).total_seconds() + 60)
    page.shell.changed()
    settle(window, qtbot)
    assert rail.accessibleName() == "Phản hồi (1), có việc sắp đến hạn"


def test_personal_data_is_covered_and_each_look_is_logged(
    open_page: Open, citizens: Citizens, studio: Studio, window: MainWindow, qtbot: QtBot
) -> None:
    citizens.comment(CARD)
    page = open_page()
    (text,) = read(page)
    assert PHONE not in text
    assert "số điện thoại đã che" in text
    row = page.queue.list.row(page.queue.list.chosen_id)
    assert row is not None
    assert PHONE not in row.row.first_line
    press(page, "Hiện phần đã che")
    settle(window, qtbot)
    assert read(page) == [CARD]
    assert asked(studio, "unmasked") == 1
    window.changed()
    settle(window, qtbot)
    assert PHONE not in read(page)[0]


def test_a_frequent_question_is_answered_by_four_keys_and_a_pin(
    open_page: Open, citizens: Citizens, studio: Studio, new_unit: Unit, window: MainWindow, qtbot: QtBot
) -> None:
    citizens.canned()
    first, second = citizens.comment(CARD, hours=3), citizens.message(LAMP, hours=2)
    page = open_page()
    assert page.queue.list.chosen_id == first.id
    page.queue.list.setFocus()
    key(Key.Key_J, CTRL)
    settle(window, qtbot)
    key(Key.Key_Return)
    settle(window, qtbot)
    assert page.reply.slots.texts["answer"] == ANSWER
    assert studio.feedback.items.get(first.id).assigned_to == new_unit.author.id, "who begins the answer has the item"
    key(Key.Key_Return, CTRL)
    settle(window, qtbot)
    assert studio.feedback.replies.state(first.id) is None, "nothing is sent before the PIN"
    type_in(PIN)
    key(Key.Key_Return)
    settle(window, qtbot)
    assert page.queue.list.chosen_id == second.id
    assert window.focusWidget() is page.queue.list
    studio.feedback.replies.run()
    sent = studio.feedback.replies.state(first.id)
    assert sent is not None
    assert sent.state in (ReplyState.SENT, ReplyState.VERIFIED)
    assert [ANSWER in text for text in citizens.replies()] == [True]


def test_the_law_that_speaks_of_the_question_is_offered_before_a_word_is_typed(
    open_page: Open, citizens: Citizens, window: MainWindow, qtbot: QtBot
) -> None:
    citizens.comment("Cho tôi hỏi quyền được biết khi thông tin của mình được sử dụng")
    page = open_page()
    page.queue.list.setFocus()
    key(Key.Key_L, CTRL)
    settle(window, qtbot)
    key(Key.Key_Return)
    settle(window, qtbot)
    draft = page.reply.draft
    assert draft is not None
    assert [(ref.document, ref.article) for ref in draft.citations] == [("13/2023/NĐ-CP", "4")]


def test_letters_are_keys_in_the_list_and_words_in_a_field(
    open_page: Open, citizens: Citizens, window: MainWindow, qtbot: QtBot
) -> None:
    first, second = citizens.comment(CARD, hours=3), citizens.message(LAMP, hours=2)
    page = open_page()
    page.queue.list.setFocus()
    key(Key.Key_J)
    assert page.queue.list.chosen_id == second.id
    key(Key.Key_K)
    settle(window, qtbot)
    assert page.queue.list.chosen_id == first.id
    key(Key.Key_R)
    type_in("jk")
    assert page.reply.slots.texts["greeting"] == "jk"
    assert page.queue.list.chosen_id == first.id
    key(Key.Key_Escape)
    assert page.queue.list.hasFocus()
    settle(window, qtbot)


def test_what_is_written_stays_over_another_item_and_a_new_start(
    open_page: Open, citizens: Citizens, new_unit: Unit, window: MainWindow, qtbot: QtBot
) -> None:
    first, _ = citizens.comment(CARD, hours=3), citizens.message(LAMP, hours=2)
    page = open_page()
    page.reply.take_focus()
    page.reply.slots.inputs["answer"].insertPlainText("Bạn mang theo")
    page.queue.list.step(1)
    settle(window, qtbot)
    assert page.reply.slots.texts["answer"] == ""
    page.queue.list.step(-1)
    settle(window, qtbot)
    assert page.reply.slots.texts["answer"] == "Bạn mang theo"
    with new_unit.at_work(new_unit.author):
        kept = new_unit.studio.feedback.replies.draft(first.id)
    assert kept is not None
    assert kept.answer == "Bạn mang theo"


def test_what_is_misspelt_in_an_answer_is_marked_and_mended(
    open_page: Open, citizens: Citizens, window: MainWindow, qtbot: QtBot
) -> None:
    citizens.comment(CARD)
    page = open_page()
    field = page.reply.slots.inputs["answer"]
    field.insertPlainText("Bạn xử dụng căn cước cũ.")
    marks = watch_of(field)
    assert marks is not None
    qtbot.waitUntil(lambda: [slip.word for slip in marks.slips] == ["xử dụng"])
    marks.next_slip(start=True)
    pick(field.menu(), "sử dụng")
    settle(window, qtbot)
    assert page.reply.slots.texts["answer"] == "Bạn sử dụng căn cước cũ."


def test_the_checks_stand_in_their_room_and_keep_an_answer_back(
    open_page: Open, citizens: Citizens, window: MainWindow, qtbot: QtBot
) -> None:
    citizens.comment(CARD)
    page = open_page()
    before = page.reply.findings.geometry()
    page.reply.slots.inputs["answer"].setPlainText(f"Đã ghi nhận. Bạn gửi ảnh căn cước tới số {PHONE}.")
    qtbot.waitUntil(lambda: bool(page.reply.findings.findings))
    settle(window, qtbot)
    assert page.reply.findings.geometry() == before
    assert page.reply.findings.blocks
    assert not page.reply.send.isEnabled()
    assert page.reply.send.accessibleDescription()
    page.confirm()
    assert [
        each for each in QApplication.topLevelWidgets() if isinstance(each, PinConfirmDialog) and each.isVisible()
    ] == []


def test_a_reply_of_unknown_fate_waits_for_the_word_of_a_person(
    open_page: Open,
    citizens: Citizens,
    studio: Studio,
    new_unit: Unit,
    window: MainWindow,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    silence = Answer(outcome=Outcome.UNKNOWN, say=Bilingual("Trang không trả lời.", "The page gave no answer."))
    monkeypatch.setattr(PracticeInbox, "reply", lambda *_: silence)
    citizens.canned()
    item = citizens.comment(CARD)
    page = open_page()
    answer(page, window, qtbot)
    studio.feedback.replies.run()
    page.queue.want(item.id)
    window.changed()
    settle(window, qtbot)
    assert "Chưa rõ đã gửi chưa" in chips(page.reply)
    assert not page.reply.send.isVisible()
    press(page.reply, "Có trên trang…")
    settle(window, qtbot)
    prove(shown(PinConfirmDialog), new_unit.author)
    settle(window, qtbot)
    sent = studio.feedback.replies.state(item.id)
    assert sent is not None
    assert sent.vouched_by == new_unit.author.id
    assert citizens.replies() == []


def answer(page: FeedbackPage, window: MainWindow, qtbot: QtBot) -> None:
    """Answer the item in hand with the canned reply that fits."""
    page.queue.list.setFocus()
    key(Key.Key_J, CTRL)
    settle(window, qtbot)
    key(Key.Key_Return)
    settle(window, qtbot)
    key(Key.Key_Return, CTRL)
    settle(window, qtbot)
    type_in(PIN)
    key(Key.Key_Return)
    settle(window, qtbot)


def test_where_the_unit_wants_it_a_second_person_approves(
    open_page: Open, citizens: Citizens, studio: Studio, new_unit: Unit, window: MainWindow, qtbot: QtBot
) -> None:
    with new_unit.at_work(new_unit.head):
        studio.feedback.settings.set_approval_needed(PRACTICE.name, True, new_unit.head.id, PIN)
    item = citizens.comment(CARD)
    page = open_page()
    for slot, text in zip(
        page.reply.slots.inputs.values(),
        ("Chào bạn.", ANSWER, "Mời bạn đến trụ sở Công an phường trong giờ làm việc.", "Cảm ơn bạn!"),
        strict=True,
    ):
        slot.setPlainText(text)
    qtbot.waitUntil(lambda: not page.reply.waits_to_be_kept)
    settle(window, qtbot)
    assert page.reply.send.text() == "Gửi duyệt…"
    page.confirm()
    settle(window, qtbot)
    prove(shown(PinConfirmDialog), new_unit.author)
    settle(window, qtbot)
    assert studio.feedback.replies.waiting() == (item.id,)
    new_unit.sign_in(window, new_unit.approver)
    page.queue.want(item.id)
    window.changed()
    settle(window, qtbot)
    assert page.reply.send.text() == "Duyệt trả lời…"
    press(page.reply, "Trả lại…")
    settle(window, qtbot)
    prove(shown(PinConfirmDialog), new_unit.approver, reason="Ghi rõ giờ làm việc.")
    settle(window, qtbot)
    assert "Được trả lại: Ghi rõ giờ làm việc." in [banner.text for banner in in_sight(page.reply, Banner)]


def test_a_comment_is_hidden_by_a_rule_and_a_reason_alone(
    open_page: Open, citizens: Citizens, studio: Studio, window: MainWindow, qtbot: QtBot
) -> None:
    item = citizens.comment(BLAME)
    page = open_page()
    page.queue.list.setFocus()
    key(Key.Key_H)
    dialog = shown(HideDialog)
    settle(window, qtbot)
    assert any("phê bình" in banner.text for banner in in_sight(dialog, Banner))
    dialog.go.click()
    assert studio.feedback.moderation.hiding(item.id) is None
    within(dialog, QComboBox, "Điều nội quy bị phạm").setCurrentIndex(0)
    within(dialog, QLineEdit, "Lý do").setText("Chép nguyên lời quảng cáo.")
    dialog.person_pin.pin.setText(PIN)
    dialog.go.click()
    settle(window, qtbot)
    hiding = studio.feedback.moderation.hiding(item.id)
    assert hiding is not None
    assert hiding.rule == studio.feedback.moderation.rules(PRACTICE.name)[0].id


def test_an_emergency_is_handed_over_and_its_text_is_gone(
    open_page: Open, citizens: Citizens, studio: Studio, window: MainWindow, qtbot: QtBot
) -> None:
    item = citizens.message(FIRE)
    page = open_page()
    assert "khẩn cấp" in page.conversation.signs.text
    page.queue.list.setFocus()
    key(Key.Key_E)
    dialog = shown(HandOverDialog)
    settle(window, qtbot)
    dialog.receiver.setText("Trực ban Công an phường")
    dialog.called.click()
    settle(window, qtbot)
    called = studio.feedback.handovers.record(item.id)
    assert called is not None
    assert (called.reference, dialog.called.isEnabled()) == ("", False)
    assert studio.feedback.items.get(item.id).state is not ItemState.HANDED_OVER
    dialog.reference.setText("15/2026-TB")
    dialog.go.click()
    settle(window, qtbot)
    record = studio.feedback.handovers.record(item.id)
    assert record is not None
    assert (record.receiver, record.called_at) == ("Trực ban Công an phường", called.called_at)
    after = studio.feedback.items.get(item.id)
    assert (after.state, after.purged) == (ItemState.HANDED_OVER, True)
    assert FIRE not in "".join(read(page) + labels(page))


def test_what_was_said_by_telephone_is_recorded_and_noted_as_answered(
    open_page: Open, studio: Studio, window: MainWindow, qtbot: QtBot
) -> None:
    page = open_page()
    press(page.head, "Ghi phản hồi")
    dialog = shown(RecordFeedbackDialog)
    dialog.go.click()
    assert dialog.isVisible(), "nothing is recorded without words"
    dialog.text.setPlainText("Người dân nói phải chờ lâu ở quầy tiếp nhận sáng 24/11.")
    dialog.go.click()
    settle(window, qtbot)
    (item,) = studio.feedback.items.ids(FeedbackFilter())
    assert studio.feedback.items.get(item).origin is Origin.PHONE
    assert page.queue.list.chosen_id == item
    press(page.reply, "Đã trả lời qua điện thoại hoặc trực tiếp")
    settle(window, qtbot)
    assert studio.feedback.items.get(item).first_reply_at is not None


def test_what_was_said_counts_to_no_page_that_the_unit_does_not_have(
    open_page: Open, studio: Studio, window: MainWindow, qtbot: QtBot
) -> None:
    page = open_page()
    page.work.record("trang-da-bo")
    dialog = shown(RecordFeedbackDialog)
    dialog.text.setPlainText("Hỏi lịch làm căn cước.")
    dialog.go.click()
    settle(window, qtbot)
    assert dialog.isVisible()
    assert any("trang-da-bo" in text for text in labels(dialog))
    assert studio.feedback.items.ids(FeedbackFilter()) == ()


def test_whom_it_is_about_neither_reads_nor_answers_it(
    open_page: Open, citizens: Citizens, studio: Studio, new_unit: Unit, window: MainWindow, qtbot: QtBot
) -> None:
    item = citizens.comment(BLAME)
    with new_unit.at_work(new_unit.head):
        studio.feedback.items.concern(item.id, new_unit.author.id, new_unit.head.id)
    page = open_page()
    assert read(page) == []
    assert "chính bạn" in page.conversation.refused.text
    assert not page.reply.send.isVisible()


def test_a_topic_becomes_a_question_post_without_a_word_of_the_citizen(
    open_page: Open, citizens: Citizens, studio: Studio, window: MainWindow, qtbot: QtBot
) -> None:
    citizens.comment(CARD, hours=3)
    citizens.comment("Đổi căn cước mờ chữ cần mang giấy tờ gì, thứ Bảy có làm không?", hours=2)
    page = open_page()
    press(page, "Soạn bài “Hỏi – đáp” từ chủ đề này")
    settle(window, qtbot)
    composer = window.page
    assert isinstance(composer, ComposerPage)
    post = composer.composer.post
    assert post is not None
    assert post.template_id == "qa_post"
    assert post.fields["qas"][0]["q"] == "Căn cước"
    assert PHONE not in str(post.fields)


def test_similar_questions_get_one_answer_each_in_its_thread(
    open_page: Open, citizens: Citizens, studio: Studio, window: MainWindow, qtbot: QtBot
) -> None:
    citizens.canned()
    citizens.comment(CARD, hours=3)
    citizens.comment("Đổi căn cước bị mờ chữ cần mang giấy tờ gì, làm thứ Bảy được không", hours=2)
    page = open_page()
    press(page, "Gộp trả lời")
    settle(window, qtbot)
    answer(page, window, qtbot)
    studio.feedback.replies.run()
    assert len(citizens.replies()) == 2


def test_closing_names_the_outcome_and_what_waits_stands_still(
    open_page: Open, citizens: Citizens, studio: Studio, new_unit: Unit, window: MainWindow, qtbot: QtBot
) -> None:
    thanks, question = citizens.comment("Cảm ơn các anh chị đã giúp đỡ!", hours=5), citizens.message(LAMP)
    page = open_page()
    page.queue.list.choose(question.id)
    settle(window, qtbot)
    page.work.wait()
    settle(window, qtbot)
    assert studio.feedback.items.get(question.id).state is ItemState.WAITING
    page.queue.list.choose(thanks.id)
    settle(window, qtbot)
    page.work.close(ItemOutcome.NO_ANSWER)
    settle(window, qtbot)
    closed = studio.feedback.items.get(thanks.id)
    assert (closed.state, closed.outcome) == (ItemState.CLOSED, ItemOutcome.NO_ANSWER)
    assert closed.purge_on is not None
    assert "Không có phản hồi nào chờ trả lời" in labels(page)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_nothing_is_cut_where_type_is_large_and_the_window_small(
    make: MakeWindow, citizens: Citizens, studio: Studio, new_unit: Unit, qtbot: QtBot, language: Language
) -> None:
    for text in (CARD, BLAME, f"{FIRE} Số em {PHONE}"):
        citizens.comment(text)
    large = make(studio, Settings(language=language, theme="light", lock_minutes=0, font_scale=200))
    new_unit.sign_in(large, new_unit.author)
    page = show(large, qtbot, PageId.FEEDBACK)
    assert isinstance(page, FeedbackPage)
    for tab in range(page.tabs.count()):
        page.tabs.setCurrentIndex(tab)
        for _ in page.queue.list.ids:
            page.queue.list.step(1)
            make_small(large, qtbot)
            has_room(qtbot, page)
    assert (large.width(), large.height()) == SMALLEST


@pytest.mark.parametrize("language", ["vi", "en"])
def test_all_parts_of_an_answer_are_in_sight_at_the_usual_size(
    make: MakeWindow, studio: Studio, citizens: Citizens, new_unit: Unit, language: Language, qtbot: QtBot
) -> None:
    citizens.comment(CARD)
    window = make(studio, Settings(language=language, theme="light", lock_minutes=0, practice=True))
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(1366, 768)
    new_unit.sign_in(window, new_unit.author)
    page = show(window, qtbot, PageId.FEEDBACK)
    assert isinstance(page, FeedbackPage)
    thanks = page.reply.slots.inputs["thanks"]
    qtbot.waitUntil(lambda: thanks.isVisible() and thanks.visibleRegion().boundingRect().height() == thanks.height())
    answer = page.reply.slots.inputs["answer"]
    low = answer.height()
    answer.setPlainText("Một hai ba bốn năm sáu.\n" * 4)
    assert answer.height() > low, "what is written has room"


def test_a_screen_reader_has_names_and_roles_for_all_of_a_desk_at_work(
    open_page: Open, citizens: Citizens, window: MainWindow, qtbot: QtBot
) -> None:
    for text in (CARD, LAMP, BLAME):
        citizens.comment(text)
    page = open_page()
    reader = Reader(window, qtbot)
    reader.look_through("feedback", page)
    for letter in (Key.Key_R, Key.Key_H, Key.Key_E):
        window.activateWindow()
        page.queue.list.setFocus()
        qtbot.waitUntil(page.queue.list.hasFocus)
        key(letter)
        qtbot.waitUntil(lambda: window.tasks.idle)
        reader.look(f"key {letter.name}", page)
        reader.look_at_dialogs(f"dialog of {letter.name}")
    assert reader.wrong == [], reader

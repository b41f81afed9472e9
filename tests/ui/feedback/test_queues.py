"""The queues beside those of the targets: hidden comments for a second look, answers on their way; reading the pages
now, and what is said of the time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.errors import Refused
from studio.feedback.model import FeedbackFilter, FeedbackItem
from studio.feedback.moderation_model import ModerationAct
from studio.feedback.reply_model import ReplyState
from studio.outbox.home import Home
from studio.phrase import Bilingual
from studio.publishers.port import Answer, Outcome
from studio.publishers.practice import PracticeInbox, PracticeMessage, PracticeMessages
from studio.ui.counts import count_all
from studio.ui.feedback.listing import ExtraQueue
from studio.ui.feedback.page import FeedbackPage
from studio.ui.main_window import MainWindow
from studio.ui.pin_dialog import PinConfirmDialog
from studio.worklist.model import TaskKind
from tests.ui.conftest import shown
from tests.ui.feedback.citizens import BLAME, CARD, LAMP, Citizens
from tests.ui.feedback.conftest import Open
from tests.ui.feedback.test_feedback_page import answer, settle
from tests.ui.hands import chips, labels, press, prove, told
from tests.ui.unit import NOW, PIN, PRACTICE, Unit

REASON = "Chép nguyên lời quảng cáo."
SILENCE = Answer(outcome=Outcome.UNKNOWN, say=Bilingual("Trang không trả lời.", "The page gave no answer."))
REFUSAL = Answer(outcome=Outcome.REFUSED, say=Bilingual("Trang từ chối.", "The page said no."))


def pill(page: FeedbackPage, aside: ExtraQueue) -> str:
    """The words of its pill; empty where it is not offered."""
    found = page.head.pills.pills.get(aside.value)
    return found.accessibleName() if found is not None else ""


def choose(page: FeedbackPage, aside: ExtraQueue, window: MainWindow, qtbot: QtBot) -> None:
    page.head.pills.pills[aside.value].click()
    settle(window, qtbot)


def sign_in(unit: Unit, window: MainWindow, who: object, qtbot: QtBot) -> None:
    unit.sign_in(window, who)  # type: ignore[arg-type]
    settle(window, qtbot)


@pytest.fixture
def hidden(citizens: Citizens, studio: Studio, new_unit: Unit) -> FeedbackItem:
    """A comment that the approver hid, on the page as well."""
    item, moderation = citizens.comment(BLAME), studio.feedback.moderation
    with new_unit.at_work(new_unit.approver):
        moderation.hide(item.id, moderation.rules(PRACTICE.name)[0].id, REASON, new_unit.approver.id, PIN)
    assert moderation.run().done == 1
    return item


def test_a_hidden_comment_comes_to_another_person_alone(
    open_page: Open, hidden: FeedbackItem, new_unit: Unit, window: MainWindow, qtbot: QtBot
) -> None:
    page = open_page()
    assert pill(page, ExtraQueue.SECOND_LOOK) == "", "the author reviews nothing"
    sign_in(new_unit, window, new_unit.approver, qtbot)
    assert pill(page, ExtraQueue.SECOND_LOOK) == "", "who hid it reviews nothing"
    sign_in(new_unit, window, new_unit.head, qtbot)
    assert pill(page, ExtraQueue.SECOND_LOOK) == "Bình luận ẩn: xem lại 1"
    choose(page, ExtraQueue.SECOND_LOOK, window, qtbot)
    assert list(page.queue.list.ids) == [hidden.id]
    assert "Đã ẩn theo nội quy" in chips(page.conversation)
    assert any(REASON in text for text in labels(page.conversation))


def test_the_second_look_finds_the_hiding_right(
    open_page: Open, hidden: FeedbackItem, studio: Studio, new_unit: Unit, window: MainWindow, qtbot: QtBot
) -> None:
    page = open_page()
    sign_in(new_unit, window, new_unit.head, qtbot)
    choose(page, ExtraQueue.SECOND_LOOK, window, qtbot)
    press(page.conversation, "Ẩn đúng…")
    settle(window, qtbot)
    prove(shown(PinConfirmDialog), new_unit.head, reason="Đúng là quảng cáo.")
    settle(window, qtbot)
    hiding = studio.feedback.moderation.hiding(hidden.id)
    assert hiding is not None
    assert (hiding.agreed, hiding.reviewed_by) == (True, new_unit.head.id)
    assert list(page.queue.list.ids) == []
    assert "Đã xem lại hết phần của bạn" in labels(page)
    page.head.pills.pills["to_answer"].click()
    settle(window, qtbot)
    assert pill(page, ExtraQueue.SECOND_LOOK) == ""


def test_the_second_look_shows_the_comment_again(
    open_page: Open, hidden: FeedbackItem, studio: Studio, new_unit: Unit, window: MainWindow, qtbot: QtBot
) -> None:
    page = open_page()
    sign_in(new_unit, window, new_unit.head, qtbot)
    choose(page, ExtraQueue.SECOND_LOOK, window, qtbot)
    press(page.conversation, "Hiện lại…")
    settle(window, qtbot)
    prove(shown(PinConfirmDialog), new_unit.head, reason="Đây là phê bình.")
    settle(window, qtbot)
    restored, _ = studio.feedback.moderation.decisions(hidden.id)
    assert (restored.act, restored.by) == (ModerationAct.RESTORE, new_unit.head.id)


def test_who_hid_a_comment_is_refused_with_their_pin(
    open_page: Open, hidden: FeedbackItem, studio: Studio, new_unit: Unit, window: MainWindow, qtbot: QtBot
) -> None:
    page = open_page()
    sign_in(new_unit, window, new_unit.approver, qtbot)
    assert any("Bạn đã ẩn" in text for text in labels(page.conversation))
    press(page.conversation, "Ẩn đúng…")
    settle(window, qtbot)
    dialog = shown(PinConfirmDialog)
    prove(dialog, new_unit.approver, reason="Đúng là quảng cáo.")
    settle(window, qtbot)
    assert dialog.isVisible()
    hiding = studio.feedback.moderation.hiding(hidden.id)
    assert hiding is not None
    assert hiding.reviewed_at is None


@pytest.mark.parametrize(
    ("given", "state", "words"),
    [(SILENCE, ReplyState.UNKNOWN, "Chưa rõ đã gửi chưa"), (REFUSAL, ReplyState.REFUSED, "Trang từ chối")],
)
def test_an_answer_that_waits_for_a_person_has_a_queue_and_the_red_number(
    open_page: Open,
    citizens: Citizens,
    studio: Studio,
    new_unit: Unit,
    window: MainWindow,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    given: Answer,
    state: ReplyState,
    words: str,
) -> None:
    monkeypatch.setattr(PracticeInbox, "reply", lambda *_: given)
    monkeypatch.setattr(PracticeInbox, "replies", lambda *_: ())
    citizens.canned()
    item, other = citizens.comment(CARD, hours=3), citizens.message(LAMP, hours=2)
    page = open_page()
    assert pill(page, ExtraQueue.ON_THEIR_WAY) == ""
    answer(page, window, qtbot)
    for _ in range(4):
        studio.feedback.replies.run()
        new_unit.clock.forward(minutes=10)
    sent = studio.feedback.replies.state(item.id)
    assert sent is not None
    assert sent.state is state
    window.changed()
    settle(window, qtbot)
    assert pill(page, ExtraQueue.ON_THEIR_WAY).endswith(" 1")
    assert len(count_all(studio).tasks.of(TaskKind.ANSWER)) == 1
    choose(page, ExtraQueue.ON_THEIR_WAY, window, qtbot)
    assert list(page.queue.list.ids) == [item.id]
    row = page.queue.list.row(item.id)
    assert row is not None
    assert words in page.queue.list.spoken(row)
    assert other.id not in page.queue.list.ids


def drop(unit: Unit, text: str) -> None:
    """Let a citizen have written to the practice page, which nobody has read yet."""
    written = PracticeMessage(
        id="moi", channel="messages", thread="nguoi-moi", at=(NOW - timedelta(minutes=1)).isoformat(), text=text
    )
    PracticeMessages(unit.profile.practice).drop(PRACTICE.page_id, written)


def test_the_pages_are_read_at_once_by_a_button(
    open_page: Open, studio: Studio, new_unit: Unit, window: MainWindow, qtbot: QtBot
) -> None:
    studio.feedback.intake.run()
    page = open_page()
    assert page.queue.standing.text() == "Đã đọc trang lúc 10:42 · Ngoài giờ làm việc đến 25/11 07:30"
    new_unit.clock.forward(days=1)
    drop(new_unit, LAMP)
    press(page.queue, "Đọc các trang ngay")
    settle(window, qtbot)
    (item,) = studio.feedback.items.ids(FeedbackFilter())
    assert list(page.queue.list.ids) == [item]
    assert page.queue.standing.text() == "Đã đọc trang lúc 10:42 · Trong giờ làm việc đến 11:30"


def test_a_page_that_cannot_be_read_is_named(
    open_page: Open, citizens: Citizens, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise Refused(Bilingual("cần đăng nhập lại trang.", "sign in to the page again."))

    page = open_page()
    monkeypatch.setattr(PracticeInbox, "read", refuse)
    press(page.queue, "Đọc các trang ngay")
    settle(window, qtbot)
    assert page.queue.troubles.text == f"{PRACTICE.title}: Cần đăng nhập lại trang."


def test_a_copy_of_the_profile_says_that_it_reads_nothing(
    open_page: Open, studio: Studio, new_unit: Unit, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Home, "trouble", lambda _: Bilingual("hồ sơ này là bản sao.", "this profile is a copy."))
    page = open_page()
    drop(new_unit, LAMP)
    press(page.queue, "Đọc các trang ngay")
    settle(window, qtbot)
    assert "Hồ sơ này là bản sao." in told(window)
    assert studio.feedback.items.ids(FeedbackFilter()) == ()

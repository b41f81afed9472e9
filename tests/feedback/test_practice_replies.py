"""The canned replies that a practice profile comes with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from studio.app import Studio, open_studio
from studio.app.practice import fill_practice, practice_profile
from studio.config import Settings, SettingsFile
from studio.feedback import topics
from studio.feedback.canned_model import CannedState
from studio.feedback.model import Category, FeedbackFilter, Origin
from studio.feedback.reply_model import ReplyDraft, ReplyState
from studio.paths import Profile
from studio.people.present import at_work
from studio.posts.model import Severity
from studio.publishers.inbox import ReplyWay
from studio.publishers.practice import PracticeMessage, PracticeMessages
from tests.accounts.keyrings import NoKeyring
from tests.profile import SetClock


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[Studio]:
    profile = practice_profile(Profile(root=tmp_path))
    assert SettingsFile(profile.settings).load().settings == Settings(practice=True)
    studio = open_studio(profile, clock=SetClock(), safe=NoKeyring())
    fill_practice(studio)
    yield studio
    studio.close()


def test_they_are_approved_by_another_and_nothing_blocks_them(practice: Studio) -> None:
    canned = practice.feedback.canned
    samples = canned.list()
    assert len(samples) == 10
    assert all(one.title.endswith("(mẫu tập huấn)") for one in samples)
    assert {one.topic for one in samples} <= set(topics.TOPICS)
    for one in samples:
        assert (one.state, canned.blocked(one.id)) == (CannedState.APPROVED, None)
        assert one.approved_by not in (one.saved_by, one.submitted_by)


def test_as_they_are_the_checks_let_them_pass(practice: Studio) -> None:
    desk = practice.feedback
    learner = practice.people.get("Học viên (mẫu)").id
    with at_work(practice.people.sign_in(learner, "739204")):
        item = desk.items.record(Origin.PHONE, "Hỏi thủ tục.", practice.now(), learner, category=Category.THANKS)
    for one in desk.canned.list():
        begun = desk.replies.from_canned(item.id, one.id, ReplyWay.PUBLIC)
        assert isinstance(begun, ReplyDraft)
        found = desk.replies.check(begun)
        assert [f.code for f in found if f.severity is Severity.BLOCK] == ["REPLY_WINDOW"], one.title
        assert {f.code for f in found} <= {"REPLY_WINDOW"}, one.title


def test_a_practice_message_is_read_answered_from_a_canned_reply_and_read_back(practice: Studio) -> None:
    desk, page = practice.feedback, practice.accounts.get("trang-thuc-hanh")
    written = practice.now() - timedelta(minutes=5)
    asked = PracticeMessage(
        id="m1", channel="messages", thread="c1", at=written.isoformat(), text="Mất căn cước thì làm lại ở đâu ạ?"
    )
    inbox = PracticeMessages(practice.profile.practice)
    inbox.drop(page.page_id, asked)
    desk.intake.run()
    colleague = practice.people.get("Cán bộ duyệt và đăng bài (mẫu)").id
    item = next(
        desk.items.get(one)
        for one in desk.items.ids(FeedbackFilter(account=page.name))
        if desk.items.conversation(one, colleague).turns[0].text == asked.text
    )
    (first, *_) = desk.canned.suggest(item.id)
    assert first.topic == "identity_card"
    with at_work(practice.people.sign_in(colleague, "739204")):
        draft = desk.replies.save_draft(desk.replies.from_canned(item.id, first.id), colleague)
        desk.replies.send(item.id, colleague, "739204")
    desk.replies.run()
    state = desk.replies.state(item.id)
    assert state is not None
    assert state.state is ReplyState.VERIFIED
    assert [one.text for one in inbox.of(page.page_id) if one.ours] == [draft.text()]
    assert [hit.number for hit in desk.canned.law_for(item.id)][:1] == ["05/2025/TT-MAU"]

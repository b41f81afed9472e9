"""A post's second look over the real services: a comment, a request, an edit, exactly that change, an approval."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.app import Studio, open_studio
from studio.clock import SystemClock, local_date
from studio.config import SettingsFile
from studio.demo import APPROVER, AUTHOR, PIN, SAMPLE, fill_sample, new_profile
from studio.people.model import Person
from studio.posts.model import PostState
from studio.ui.approval.exhibit import Tab
from studio.ui.approval.lineup import Filter
from studio.ui.approval.page import ApprovalPage
from studio.ui.main_window import MainWindow
from studio.ui.page import PageId
from studio.ui.review.diff import DiffText
from studio.ui.run import make_window
from tests.ui.conftest import show

pytestmark = pytest.mark.e2e
LONG = 20_000
Idle = Callable[[], None]


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    """The sample unit with a warning that waits for approval."""
    made = open_studio(new_profile(tmp_path), clock=SystemClock())
    author, _ = fill_sample(made)
    text = (SAMPLE / "posts" / "canh-bao.yaml").read_text(encoding="utf-8")
    review = local_date(made.now()) + timedelta(days=90)
    photo = (SAMPLE / "photo" / "cuoc-goi-la.jpg").as_posix()
    path = tmp_path / "bai.yaml"
    path.write_text(
        text.replace("{review_on}", review.isoformat()).replace("../photo/cuoc-goi-la.jpg", photo), encoding="utf-8"
    )
    made.submit_file(path, author.id, PIN)
    yield made
    made.close()


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, studio: Studio) -> Iterator[MainWindow]:
    made = make_window(qapp, studio.profile, SettingsFile(studio.profile.settings))
    made.show()
    made.load(lambda: studio)
    qtbot.waitUntil(lambda: made.page is not None, timeout=LONG)
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def idle(window: MainWindow, qtbot: QtBot) -> Idle:
    return lambda: qtbot.waitUntil(lambda: window.tasks.idle, timeout=LONG)


def person(studio: Studio, name: str) -> Person:
    return next(one for one in studio.people.list() if one.name == name)


def test_the_reviewer_sees_exactly_what_the_author_changed(
    window: MainWindow, studio: Studio, qtbot: QtBot, idle: Idle
) -> None:
    author, approver = person(studio, AUTHOR), person(studio, APPROVER)
    (post,) = studio.desk.list(PostState.IN_REVIEW)
    window.session.sign_in(approver)
    page = show(window, qtbot, PageId.APPROVAL)
    assert isinstance(page, ApprovalPage)
    qtbot.waitUntil(lambda: page._case is not None and window.tasks.idle, timeout=LONG)
    assert page.queue.filters.pills[Filter.MINE].text() == "Chờ tôi 1"
    assert page.exhibit.tabs.tabText(Tab.SINCE) == "Thay đổi"

    # The reviewer comments on a field and sends the post back; the comment is the note.
    field = page.exhibit.reading.fields.rows["scam_name"]
    field.open_thread()
    assert field._thread is not None
    field._thread.entry.text.setPlainText("Nêu rõ thủ đoạn xảy ra dịp Tết.")
    field._thread.entry.send.click()
    idle()
    page.decision.buttons["ask_changes"].click()
    page.decision.verdict.pin.setText(PIN)
    page.decision.verdict.give.click()
    idle()
    assert page.decision.verdict.error == ""
    assert studio.desk.get(post.id).state is PostState.CHANGES_ASKED
    assert studio.workflow.history(post.id)[-1].note == "• Thủ đoạn: Nêu rõ thủ đoạn xảy ra dịp Tết."

    # The author changes that field, deals with the comment, and submits again.
    old = str(post.fields["scam_name"])
    studio.desk.edit(post.id, author.id, fields={"scam_name": f"{old} dịp Tết"})
    studio.reviews.resolve(studio.reviews.comments(post.id)[0].id, author.id)
    studio.workflow.submit(post.id, author.id, PIN)
    window.changed()
    page.queue.open(post.id)
    idle()
    qtbot.waitUntil(lambda: page._case is not None and page._case.since.count == 1, timeout=LONG)

    # The reviewer is shown that change and nothing else, and approves.
    assert page.queue.list.ids == (post.id,)
    row = page.queue.list.row(post.id)
    assert row is not None
    assert page.queue.list.mark(row) is not None
    assert page.exhibit.tabs.currentIndex() == Tab.SINCE
    assert page._case is not None
    comparison = page._case.since.comparison
    assert comparison is not None
    assert [(change.where, change.after) for change in comparison.changes] == [("scam_name", f"{old} dịp Tết")]
    assert comparison.pictures == ()
    (shown,) = page.exhibit.since.changes.findChildren(DiffText)
    assert "thêm: dịp Tết;" in shown.spoken()
    assert "bỏ:" not in shown.spoken()
    page.decision.buttons["approve"].click()
    page.decision.verdict.pin.setText(PIN)
    page.decision.verdict.give.click()
    idle()
    assert studio.desk.get(post.id).state is PostState.APPROVED
    assert studio.reviews.since(post.id, approver.id) is None
    assert post.id not in studio.reviews.changed_for(approver.id)


def test_nobody_who_wrote_at_it_may_decide_on_it(studio: Studio) -> None:
    author, approver = person(studio, AUTHOR), person(studio, APPROVER)
    (post,) = studio.desk.list(PostState.IN_REVIEW)
    assert studio.workflow.decidable(approver.id) == {post.id}
    assert studio.workflow.decidable(author.id) == frozenset()

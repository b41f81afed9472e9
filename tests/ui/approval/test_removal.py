"""A removal that somebody asks for: who asks, why, where it shows, and who may decide."""

from __future__ import annotations

from studio.posts.model import PostState
from studio.ui.approval.page import ApprovalPage
from studio.ui.approval.queue_query import ApprovalFilter
from studio.ui.main_window import MainWindow
from tests.ui.approval.conftest import Idle, give
from tests.ui.unit import Unit

POST = "bai-12"


def ask(page: ApprovalPage, unit: Unit, window: MainWindow, idle: Idle, by: str) -> None:
    with unit.at_work(unit.studio.people.get(by)):
        unit.studio.workflow.ask_withdrawal(POST, by, "Ảnh lộ biển số xe.")
    window.changed()
    page.queue.show_filter(ApprovalFilter.BACK)
    idle()
    assert page.queue.list.ids == (POST,)


def test_the_decision_shows_asker_reason_and_link(
    page: ApprovalPage, unit: Unit, window: MainWindow, idle: Idle
) -> None:
    ask(page, unit, window, idle, unit.author.id)
    assert "Nguyễn Văn An đề nghị gỡ bài: Ảnh lộ biển số xe." in page.review_tabs.head.banner.text
    assert page.review_tabs.head.visit.isVisible()
    assert page.decision.reason("withdraw") == ""
    give(page, "withdraw", note="Đồng ý gỡ.")
    idle()
    assert unit.studio.drafts.get(POST).state is PostState.WITHDRAWN
    assert unit.studio.outbox.removals_due() == ("gui-2",)


def test_who_asks_is_told_who_may_decide(page: ApprovalPage, unit: Unit, window: MainWindow, idle: Idle) -> None:
    ask(page, unit, window, idle, unit.approver.id)
    assert "Lê Quốc Cường được quyết định" in page.decision.reason("withdraw")
    assert not page.decision.buttons["withdraw"].isEnabled()
    assert page.decision.who.choose(unit.head.id)
    idle()
    assert page.decision.reason("withdraw") == ""

"""Taking a published post back takes two people, and says why."""

from __future__ import annotations

import pytest

from studio.errors import BadInput, NotPermitted, Refused
from studio.people.model import Role
from studio.posts.model import Post, PostState
from tests.posts.house import PIN, House


@pytest.fixture
def post(house: House) -> Post:
    """A post on its pages."""
    post = house.approved()
    house.workflow.mark_queued(post.id, house.publisher)
    house.workflow.mark_published(post.id)
    return house.get(post)


def test_one_asks_and_another_grants(house: House, post: Post) -> None:
    flow = house.workflow
    flow.ask_withdrawal(post.id, house.publisher, "Ảnh lộ biển số xe.")
    assert [(line.post_id, line.note) for line in flow.withdrawals_asked()] == [(post.id, "Ảnh lộ biển số xe.")]
    assert house.get(post).state is PostState.PUBLISHED
    assert flow.withdrawn_by(post.id) is None
    flow.withdraw(post.id, house.approver, PIN, "Đồng ý gỡ, đăng lại sau khi che biển số.")
    assert house.get(post).state is PostState.WITHDRAWN
    assert flow.withdrawn_by(post.id) == house.approver
    assert flow.withdrawn_because(post.id) == "Đồng ý gỡ, đăng lại sau khi che biển số."
    assert flow.withdrawals_asked() == ()
    assert flow.verify_history(post.id) == ()


def test_nobody_decides_on_their_own_request(house: House, post: Post) -> None:
    flow = house.workflow
    flow.ask_withdrawal(post.id, house.head, "Sai tên đường.")
    for decide in (flow.withdraw, flow.decline_withdrawal):
        with pytest.raises(NotPermitted, match=r"."):
            decide(post.id, house.head, PIN, "Đồng ý")
    assert house.get(post).state is PostState.PUBLISHED
    deciders = [person.id for person in flow.withdrawal_deciders(post.id)]
    assert house.approver in deciders
    assert house.head not in deciders
    flow.withdraw(post.id, house.approver, PIN, "Đồng ý")


def test_the_refusal_names_who_may_decide(house: House, post: Post) -> None:
    house.workflow.ask_withdrawal(post.id, house.approver, "Sai tên đường.")
    with pytest.raises(NotPermitted) as refused:
        house.workflow.withdraw(post.id, house.approver, PIN, "Đồng ý")
    assert "Hoàng Văn Trưởng" in refused.value.phrase.en
    assert "Đỗ Văn Đủ" in refused.value.phrase.en


def test_with_one_approver_who_asks_the_technical_officer_decides(house: House, post: Post) -> None:
    flow, people = house.workflow, house.people
    technical = people.add("Bùi Văn Máy", [Role.TECHNICAL], "6081739555", house.head, PIN)
    for other in (house.head, house.approver):
        with pytest.raises(NotPermitted):
            flow.withdraw(post.id, technical.id, "6081739555", "Không ai nhờ")
        people.deactivate(other, house.all_roles, PIN)
    flow.ask_withdrawal(post.id, house.all_roles, "Ảnh lộ biển số xe.")
    assert [person.id for person in flow.withdrawal_deciders(post.id)] == [technical.id]
    flow.withdraw(post.id, technical.id, "6081739555", "Đồng ý gỡ.")
    assert flow.withdrawn_by(post.id) == technical.id


def test_a_declined_request_is_over_and_may_be_made_again(house: House, post: Post) -> None:
    flow = house.workflow
    flow.ask_withdrawal(post.id, house.author, "Có bình luận trái chiều.")
    with pytest.raises(Refused, match="đang chờ quyết định"):
        flow.ask_withdrawal(post.id, house.publisher, "Như trên.")
    with pytest.raises(BadInput):
        flow.decline_withdrawal(post.id, house.approver, PIN, " ")
    flow.decline_withdrawal(post.id, house.approver, PIN, "Phê bình của người dân được giữ nguyên.")
    assert flow.withdrawal_asked(post.id) is None
    assert house.get(post).state is PostState.PUBLISHED
    flow.ask_withdrawal(post.id, house.publisher, "Sai số điện thoại.")
    assert flow.withdrawal_asked(post.id) is not None


def test_an_approver_may_withdraw_unasked(house: House, post: Post) -> None:
    house.workflow.withdraw(post.id, house.approver, PIN, "Nguồn tin đính chính.")
    assert house.workflow.withdrawn_by(post.id) == house.approver


def test_what_is_not_published_is_not_asked_for(house: House) -> None:
    draft = house.draft()
    with pytest.raises(Refused):
        house.workflow.ask_withdrawal(draft.id, house.author, "Lý do")
    assert house.workflow.withdrawals_asked() == ()


def test_a_request_needs_a_reason(house: House, post: Post) -> None:
    with pytest.raises(BadInput, match="lý do"):
        house.workflow.ask_withdrawal(post.id, house.publisher, "")

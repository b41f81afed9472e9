"""Taking a published post back takes two people, and says why."""

from __future__ import annotations

import pytest

from studio.errors import BadInput, NotPermitted, Refused
from studio.people.model import Role
from studio.posts.model import Post, PostState
from tests.posts.post_rig import PIN, PostRig


@pytest.fixture
def post(rig: PostRig) -> Post:
    """A post on its pages."""
    post = rig.approved()
    rig.workflow.mark_queued(post.id, rig.publisher)
    rig.workflow.mark_published(post.id)
    return rig.get(post)


def test_one_asks_and_another_grants(rig: PostRig, post: Post) -> None:
    flow = rig.workflow
    flow.ask_withdrawal(post.id, rig.publisher, "Ảnh lộ biển số xe.")
    assert [(line.post_id, line.note) for line in flow.withdrawals_asked()] == [(post.id, "Ảnh lộ biển số xe.")]
    assert rig.get(post).state is PostState.PUBLISHED
    assert flow.withdrawn_by(post.id) is None
    flow.withdraw(post.id, rig.approver, PIN, "Đồng ý gỡ, đăng lại sau khi che biển số.")
    assert rig.get(post).state is PostState.WITHDRAWN
    assert flow.withdrawn_by(post.id) == rig.approver
    assert flow.withdrawn_because(post.id) == "Đồng ý gỡ, đăng lại sau khi che biển số."
    assert flow.withdrawals_asked() == ()
    assert flow.verify_history(post.id) == ()


def test_nobody_decides_on_their_own_request(rig: PostRig, post: Post) -> None:
    flow = rig.workflow
    flow.ask_withdrawal(post.id, rig.head, "Sai tên đường.")
    for decide in (flow.withdraw, flow.decline_withdrawal):
        with pytest.raises(NotPermitted, match=r"."):
            decide(post.id, rig.head, PIN, "Đồng ý")
    assert rig.get(post).state is PostState.PUBLISHED
    deciders = [person.id for person in flow.withdrawal_deciders(post.id)]
    assert rig.approver in deciders
    assert rig.head not in deciders
    flow.withdraw(post.id, rig.approver, PIN, "Đồng ý")


def test_the_refusal_names_who_may_decide(rig: PostRig, post: Post) -> None:
    rig.workflow.ask_withdrawal(post.id, rig.approver, "Sai tên đường.")
    with pytest.raises(NotPermitted) as refused:
        rig.workflow.withdraw(post.id, rig.approver, PIN, "Đồng ý")
    assert "Hoàng Văn Trưởng" in refused.value.phrase.en
    assert "Đỗ Văn Đủ" in refused.value.phrase.en


def test_with_one_approver_who_asks_the_technical_officer_decides(rig: PostRig, post: Post) -> None:
    flow, people = rig.workflow, rig.people
    technical = people.add("Bùi Văn Máy", [Role.TECHNICAL], "6081739555", rig.head, PIN)
    for other in (rig.head, rig.approver):
        with pytest.raises(NotPermitted):
            flow.withdraw(post.id, technical.id, "6081739555", "Không ai nhờ")
        people.deactivate(other, rig.all_roles, PIN)
    flow.ask_withdrawal(post.id, rig.all_roles, "Ảnh lộ biển số xe.")
    assert [person.id for person in flow.withdrawal_deciders(post.id)] == [technical.id]
    flow.withdraw(post.id, technical.id, "6081739555", "Đồng ý gỡ.")
    assert flow.withdrawn_by(post.id) == technical.id


def test_a_declined_request_is_over_and_may_be_made_again(rig: PostRig, post: Post) -> None:
    flow = rig.workflow
    flow.ask_withdrawal(post.id, rig.author, "Có bình luận trái chiều.")
    with pytest.raises(Refused, match="đang chờ quyết định"):
        flow.ask_withdrawal(post.id, rig.publisher, "Như trên.")
    with pytest.raises(BadInput):
        flow.decline_withdrawal(post.id, rig.approver, PIN, " ")
    flow.decline_withdrawal(post.id, rig.approver, PIN, "Phê bình của người dân được giữ nguyên.")
    assert flow.withdrawal_asked(post.id) is None
    assert rig.get(post).state is PostState.PUBLISHED
    flow.ask_withdrawal(post.id, rig.publisher, "Sai số điện thoại.")
    assert flow.withdrawal_asked(post.id) is not None


def test_an_approver_may_withdraw_unasked(rig: PostRig, post: Post) -> None:
    rig.workflow.withdraw(post.id, rig.approver, PIN, "Nguồn tin đính chính.")
    assert rig.workflow.withdrawn_by(post.id) == rig.approver


def test_what_is_not_published_is_not_asked_for(rig: PostRig) -> None:
    draft = rig.draft()
    with pytest.raises(Refused):
        rig.workflow.ask_withdrawal(draft.id, rig.author, "Lý do")
    assert rig.workflow.withdrawals_asked() == ()


def test_a_request_needs_a_reason(rig: PostRig, post: Post) -> None:
    with pytest.raises(BadInput, match="lý do"):
        rig.workflow.ask_withdrawal(post.id, rig.publisher, "")

"""PCs that know each other: whose items count, from when, and what nobody may do in another PC's name."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from studio.errors import BadInput, NotPermitted, Refused, Untrusted
from studio.exchange.device import Devices
from studio.exchange.storage import StoredExchange
from studio.people.model import Role
from studio.posts.model import PostState
from tests.exchange.rig import PC, PIN, Three, pcs


def introduction(pc: PC, path: Path) -> str:
    """Written by the head; the fingerprint."""
    with pc.by(pc.head) as head:
        return pc.studio.exchange.introduce(path, pc.name, head.id, PIN).fingerprint


def test_a_wrong_fingerprint_or_an_altered_file_confirms_nobody(three: Three, tmp_path: Path) -> None:
    author, approver, _ = three
    shown = introduction(author, tmp_path / "author.json")
    wrong = shown.replace(shown[0], "0" if shown[0] != "0" else "1")
    with approver.by(approver.head) as head:
        with pytest.raises(BadInput, match="dấu vân tay"):
            approver.studio.exchange.trust(tmp_path / "author.json", wrong, head.id, PIN)
        told = json.loads((tmp_path / "author.json").read_bytes())
        told["facts"]["people"][0]["roles"] = ["approver"]
        (tmp_path / "author.json").write_text(json.dumps(told), encoding="utf-8")
        with pytest.raises(BadInput, match="nguyên vẹn"):
            approver.studio.exchange.trust(tmp_path / "author.json", shown, head.id, PIN)


def test_who_may_not_add_people_confirms_no_pc(three: Three, tmp_path: Path) -> None:
    author, approver, _ = three
    shown = introduction(author, tmp_path / "author.json")
    with approver.by() as person, pytest.raises(NotPermitted):
        approver.studio.exchange.trust(tmp_path / "author.json", shown, person.id, PIN)
    with author.by() as person, pytest.raises(NotPermitted):
        author.studio.exchange.introduce(tmp_path / "more.json", "Soạn", person.id, PIN)


def test_people_of_another_pc_do_not_work_here(three: Three) -> None:
    _, approver, _ = three
    writer = approver.person("Trần Thị Soạn")
    with pytest.raises(Refused, match="máy khác"):
        approver.studio.people.sign_in(writer.id, PIN)
    with approver.by(approver.head) as head:
        with pytest.raises(Refused, match="máy khác"):
            approver.studio.people.set_roles(writer.id, {Role.APPROVER}, head.id, PIN)
        with pytest.raises(Refused, match="cuối cùng"):  # a head of another PC does not stand in for the own one
            approver.studio.people.deactivate(head.id, head.id, PIN)


def test_approvals_of_who_was_confirmed_just_now_are_taken_in_a_day_later(tmp_path: Path) -> None:
    with pcs(tmp_path / "pcs", hours=1) as (author, approver, _):
        post = author.submit(author.draft().id)
        approver.read(author.send(post.id, tmp_path))
        approver.clock.moment += timedelta(hours=25)  # its own people were there long ago
        approver.approve(post.id)
        back = approver.send(post.id, tmp_path)
        with pytest.raises(Refused, match="mới được xác nhận"):
            author.read(back)
        assert author.state(post.id) is PostState.IN_REVIEW
        author.clock.moment += timedelta(hours=25)
        author.read(back)
        author.studio.workflow.valid_approval(post.id)


def test_who_got_other_rights_at_home_is_confirmed_anew(three: Three, tmp_path: Path) -> None:
    author, approver, _ = three
    with author.by(author.head) as head:
        author.studio.people.set_roles(author.first.id, {Role.AUTHOR, Role.TRAINER}, head.id, PIN)
    post = author.submit(author.draft().id)
    path = author.send(post.id, tmp_path)
    with pytest.raises(Untrusted, match="giới thiệu"):
        approver.read(path)
    approver.meet(author, tmp_path)
    approver.read(path)
    assert approver.state(post.id) is PostState.IN_REVIEW


def test_who_left_decides_nothing_any_more(three: Three, tmp_path: Path) -> None:
    author, approver, _ = three
    post = author.submit(author.draft().id)
    approver.read(author.send(post.id, tmp_path))
    approver.approve(post.id)
    back = approver.send(post.id, tmp_path)
    with author.by(author.head) as head:
        author.studio.people.deactivate("Phạm Thị Duyệt", head.id, PIN)
    with pytest.raises(NotPermitted, match="thôi nhiệm vụ"):
        author.read(back)
    assert author.state(post.id) is PostState.IN_REVIEW


def test_a_copy_of_the_store_does_not_sign_for_the_pc(three: Three, tmp_path: Path) -> None:
    """Without the secret in the keyring the key is another one."""
    author = three[0]
    with author.by():
        here = author.studio.exchange.stations()
        assert {one.name for one in here} == {"Duyệt", "Đăng"}
        repo = StoredExchange(author.studio.store)
        known = author.studio.exchange.introduce(tmp_path / "a.json", "Soạn", author.head.id, PIN).station.public
        bare = Devices(repo, lambda: "copy", lambda: None).own()
    assert bare.device.public != known

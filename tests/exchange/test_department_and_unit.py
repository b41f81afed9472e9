"""Four PCs on one hub: two stations of a unit, a second officer's, the department's; from the first word to the end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from studio.errors import NotPermitted, Refused
from studio.hub.model import HubItemKind
from studio.outbox.model import DeliveryState
from studio.posts.model import PostState
from tests.exchange.rig import EVERYBODY, PAGE, PC, PIN, opened
from tests.hub.rig import Hub

UNIT = "u001"
Four = tuple[PC, PC, PC, PC]


@pytest.fixture
def four(tmp_path: Path, hub: Hub) -> Iterator[Four]:
    """They joined the hub, the department confirmed the unit's PCs, and a day has passed."""
    with opened(tmp_path / "pcs", *EVERYBODY, met=False) as pcs:
        author, approver, publisher, department = pcs
        vouched, _ = introduced(department, tmp_path)
        department.join(hub, "department", department=True, vouch=[vouched])
        for pc in (author, approver, publisher):
            pc.join(hub, UNIT, vouch=[vouched])
            path, fingerprint = introduced(pc, tmp_path)
            with department.by(department.head) as head:
                department.studio.exchange.trust(path, fingerprint, head.id, PIN, unit=UNIT)
        meet(department, author, approver, publisher)
        for pc in pcs:
            pc.clock.moment += timedelta(days=1, hours=1)
        yield author, approver, publisher, department


def introduced(pc: PC, folder: Path) -> tuple[Path, str]:
    path = folder / f"{pc.name}-intro.json"
    with pc.by(pc.head) as head:
        return path, pc.studio.exchange.introduce(path, pc.name, head.id, PIN).fingerprint


def meet(*pcs: PC) -> None:
    for pc in pcs:
        pc.sync()


def test_written_at_one_approved_at_the_department_sent_from_a_third_and_counted(four: Four) -> None:
    author, approver, publisher, department = four
    post = author.submit(author.draft().id)
    meet(author, department, approver)
    assert department.state(post.id) is PostState.IN_REVIEW
    assert [one.post for one in department.studio.department.waiting()] == [post.id]
    department.approve(post.id)
    meet(department, author, publisher, approver)
    for pc in (author, approver, publisher):
        assert pc.state(post.id) is PostState.APPROVED
    with author.by() as person:
        author.studio.unit_handover.give(post.id, person.id, PIN)
    meet(author, publisher)
    with publisher.by() as person:
        publisher.studio.publish(post.id, [PAGE], person.id, PIN)
        publisher.studio.outbox.run(until_idle=True)
    (delivery,) = publisher.studio.outbox.list()
    assert delivery.state is DeliveryState.VERIFIED
    meet(publisher, department, author)
    assert department.studio.department.overview().sent_today == 1
    assert [one.facts["remote"] for one in author.studio.hub.taken(HubItemKind.RECEIPT)] == [delivery.remote_id]
    assert department.studio.department.waiting() == ()
    record = publisher.studio.export_record(post.id, publisher.profile.root / "record.zip")
    assert publisher.studio.verify_record(record) == ()


def test_a_second_officer_of_the_unit_signs_elsewhere_and_not_who_wrote(four: Four) -> None:
    author, approver, publisher, _ = four
    post = author.submit(author.draft().id)
    meet(author, approver)
    editor = approver.person("Ngô Thị Biên")
    approver.edit(post.id, "Bản có sửa của người duyệt.", editor)
    with approver.by(editor):
        approver.studio.workflow.submit(post.id, editor.id, PIN)
    meet(approver, author)
    with approver.by(editor), pytest.raises(NotPermitted):
        approver.studio.workflow.approve(post.id, editor.id, PIN)
    approver.approve(post.id)
    meet(approver, author, publisher)
    for pc in (author, publisher):
        assert pc.state(post.id) is PostState.APPROVED
        assert pc.studio.drafts.get(post.id).fields["how"] == "Bản có sửa của người duyệt."


def test_an_approval_of_the_department_and_an_edit_cross(four: Four) -> None:
    author, _, _, department = four
    post = author.submit(author.draft().id)
    meet(author, department)
    author.edit(post.id, "Bản mới.")
    author.submit(post.id)
    department.approve(post.id)
    meet(department, author, department)
    assert author.state(post.id) is PostState.IN_REVIEW  # the approval binds the former version
    assert department.state(post.id) is PostState.IN_REVIEW
    department.clock.moment += timedelta(minutes=1)
    department.approve(post.id)
    meet(department, author)
    author.studio.workflow.valid_approval(post.id)


def test_the_department_withdraws_and_no_station_sends_it(four: Four) -> None:
    author, approver, publisher, department = four
    post = author.submit(author.draft().id)
    meet(author, department)
    department.approve(post.id)
    meet(department, author, publisher)
    with department.by() as person:
        department.studio.workflow.withdraw(post.id, person.id, PIN, "Thông tin đã thay đổi.")
    meet(department, author, publisher, approver)
    for pc in (author, publisher, approver):
        assert pc.state(post.id) is PostState.WITHDRAWN
        with pytest.raises(Refused, match="gỡ"):
            pc.studio.workflow.valid_approval(post.id)


def test_a_hint_is_given_when_something_came(four: Four) -> None:
    author, _, _, department = four
    meet(author, department)
    assert not department.studio.hub.hinted()
    author.submit(author.draft().id)
    meet(author)
    assert department.studio.hub.hinted(10.0)
    assert not department.studio.hub.hinted()


def test_a_signed_report_of_a_month_reaches_the_department(four: Four, tmp_path: Path) -> None:
    author, _, _, department = four
    studio = author.studio
    month = (studio.now().date().replace(day=1) - timedelta(days=1)).replace(day=1)
    with author.by(author.head) as head:
        studio.reports.reports.new(month, head.id)
        report = studio.reports.reports.finish(month, head.id)
        path = studio.reports.reports.send(report, tmp_path / "report.json", head.id, PIN)
    meet(author, department)
    (item,) = department.studio.hub.taken(HubItemKind.REPORT)
    assert item.facts["file"].encode() == path.read_bytes()
    assert item.unit == UNIT

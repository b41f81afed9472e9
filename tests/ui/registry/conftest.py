"""The page files of the unit at work: a page at work, and a request that was just begun."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio.app import Studio
from studio.registry import rules
from studio.registry.model import Basis, PageIdentity, Request, Verification
from tests.ui.preparation import picture
from tests.ui.unit import HANDOVER, NOW, POLICE, Unit

ACTIVE, REQUEST = "trang-a", "trang-b"


@pytest.fixture
def studio(unit: Unit) -> Studio:
    keep_files(unit)
    return unit.studio


def keep_files(unit: Unit) -> None:
    """The head takes in the page at work, and the author fills its file and begins a request; a page without an
    account is asked for."""
    registry, by = unit.studio.registry, unit.author.id
    unit.ids.next(ACTIVE)
    with unit.at_work(unit.head):
        registry.take_in(unit.head.id)
    unit.ids.next(REQUEST)
    with unit.at_work(unit.author):
        paper = registry.attach(picture(50), "van-ban.jpg")
        request = Request(
            purpose="Hướng dẫn thủ tục, cảnh báo lừa đảo.",
            audience="Người dân",
            platform=HANDOVER.platform,
            why="Nhiều người dùng.",
            admins=(by, unit.approver.id),
            approver=unit.approver.id,
            duty=(by,),
            hours="07:30–17:00",
            reply="Trong một ngày",
            basis=Basis(number="11/MAU", day=NOW.date(), issuer=POLICE.name, file=paper),
        )
        identity = PageIdentity(
            name=f"{POLICE.name} – Zalo",
            owner=POLICE.name,
            address=POLICE.address,
            hours="07:30–17:00",
            house_rules="Nội quy.",
            privacy="Thông báo.",
            url="https://zalo.me/mau",
            screenshot=paper,
        )
        answers = {item.id: rules.HAVE for item in rules.papers(HANDOVER.platform)}
        registry.begin(by, area="Khu phố 3")
        registry.change(REQUEST, by, request=replace(request, basis=Basis(), why=""))
        registry.change(ACTIVE, by, request=request, identity=identity, verification=Verification(answers=answers))

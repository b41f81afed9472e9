"""The register of the unit at work, with one slip of each kind where a test asks for them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from studio.slips.model import ClaimSource, ImpostorSite, IncidentSeverity, Mishap, Reporter, Slip
from tests.ui.unit import NOW, Unit

PUBLISHED = "bai-4"
"""The post of the unit that was published."""


@pytest.fixture
def slips(unit: Unit) -> tuple[Slip, ...]:
    """One of each kind, opened by the author."""
    register, by, seen = unit.studio.slips, unit.author.id, NOW - timedelta(hours=2)
    with unit.at_work(unit.author):
        return (
            register.impostors.record(
                by,
                address="https://facebook.example/cong-an-phuong-ho-tro",
                site=ImpostorSite.FACEBOOK,
                seen_at=seen,
                reported_by=Reporter.RESIDENT,
            ),
            register.incidents.open(
                by, what=Mishap.TAKEN_OVER, found_at=seen, signs="Có bài quảng cáo lạ lúc 2 giờ sáng"
            ),
            register.corrections.create(
                by,
                post=PUBLISHED,
                error="Bài ghi sai giờ làm việc",
                found_by=Reporter.STAFF,
                severity=IncidentSeverity.SERIOUS,
            ),
            register.clarifications.open(
                by,
                claim="phường đang thu tiền mỗi hộ để đổi sổ cư trú",
                effect="Người cao tuổi có thể nộp tiền cho kẻ giả danh",
                source=ClaimSource.QUESTIONS,
            ),
        )

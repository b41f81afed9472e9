"""What is said of a picture of the library, and whether a post may use it on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from studio.errors import BadInput
from studio.images.assets import AssetFacts, AssetInUse, AssetKind, AssetStanding, AssetUse, standing, tidied, why_not

TODAY = date(2026, 11, 25)
FACTS = AssetFacts(kind=AssetKind.PHOTO, title="Trụ sở phường", source="Ảnh của đơn vị", rights="Đơn vị tự chụp")


@pytest.mark.parametrize(
    ("changes", "stands", "usable"),
    [
        ({}, AssetStanding.USABLE, True),
        ({"source": ""}, AssetStanding.SOURCELESS, False),
        ({"valid_from": date(2026, 11, 26)}, AssetStanding.EARLY, False),
        ({"valid_from": TODAY, "valid_until": TODAY}, AssetStanding.ENDING, True),
        ({"valid_until": date(2026, 12, 25)}, AssetStanding.ENDING, True),
        ({"valid_until": date(2026, 12, 26)}, AssetStanding.USABLE, True),
        ({"valid_until": date(2026, 11, 24)}, AssetStanding.EXPIRED, False),
    ],
)
def test_an_asset_may_be_used_while_it_is_in_date(changes: dict[str, Any], stands: AssetStanding, usable: bool) -> None:
    facts = replace(FACTS, **changes)
    assert standing(facts, TODAY) is stands
    assert (why_not(facts, TODAY) is None) is usable


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": "  "}, "title"),
        ({"title": "a" * 121}, "title"),
        ({"source": "a" * 301}, "source"),
        ({"valid_from": date(2026, 2, 1), "valid_until": date(2026, 1, 1)}, "valid_until"),
        ({"tags": tuple(f"nhãn {n}" for n in range(21))}, "tags"),
        ({"tags": ("a" * 41,)}, "tags"),
    ],
)
def test_what_is_wrong_is_named(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as refusal:
        tidied(replace(FACTS, **changes))
    assert refusal.value.where == field


def test_facts_are_kept_tidy_and_each_tag_once() -> None:
    kept = tidied(replace(FACTS, title=" Trụ  sở phường", tags=("#trụ sở", "Trụ Sở", " ", "ban  đêm")))
    assert kept.title == "Trụ sở phường"
    assert kept.tags == ("trụ sở", "ban đêm")


def test_a_refusal_to_delete_lists_where_the_picture_is_used() -> None:
    uses = tuple(AssetUse(post_id=f"{n}" * 32, title=f"Bài {n}" if n else "", state="draft") for n in range(7))
    refusal = AssetInUse(uses, ("Công an phường",))
    assert "“00000000”, “Bài 1”" in refusal.phrase.vi
    assert "và 3 nơi khác" in refusal.phrase.vi
    assert "and 3 more" in refusal.phrase.en

"""The account as `getoa` tells it."""

from __future__ import annotations

from typing import Any

from tests.simulators.zalo.model import Oa


def told(oa: Oa) -> dict[str, Any]:
    """Fields as observed by callers of the real one; ids are texts."""
    return {
        "oaid": oa.oa_id,
        "name": oa.name,
        "description": "",
        "oa_alias": "",
        "is_verified": oa.verified,
        "oa_type": 4,
        "cate_name": "Cơ quan nhà nước",
        "num_follower": oa.followers,
        "avatar": "",
        "cover": "",
        "package_name": oa.package,
        "package_valid_through_date": "31/12/2026",
        "package_auto_renew_date": "",
        "linked_ZCA": "",
    }

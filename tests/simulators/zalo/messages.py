"""Broadcasts, pictures of messages, and quotas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from studio.clock import local
from tests.simulators.zalo import articles
from tests.simulators.zalo.errors import Refused, invalid
from tests.simulators.zalo.model import Broadcast, Oa, State

MORNING, NIGHT = 6, 22
ATTACHMENT_LIVES = 7 * 86_400


def broadcast(state: State, oa: Oa, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Send shown articles to followers, for good. Raises Refused (-201, -211, -234)."""
    articles.settle(state)
    if not MORNING <= local(state.now()).hour < NIGHT:
        raise Refused(-234)
    elements = fields["message"]["attachment"]["payload"]["elements"]
    for index, element in enumerate(elements):
        article = state.articles.get(element["attachment_id"])
        if article is None or article.oa_id != oa.oa_id or not article.shown:
            raise invalid(f"message.attachment.payload.elements[{index}].attachment_id")
    if oa.broadcasts_left < 1:
        raise Refused(-211)
    oa.broadcasts_left -= 1
    message_id = state.token("ms-")
    for element in elements:
        state.broadcasts.append(
            Broadcast(
                message_id=message_id,
                oa_id=oa.oa_id,
                article=element["attachment_id"],
                target=dict(fields["recipient"]["target"]),
                at=state.now(),
            )
        )
    return {"message_id": message_id}


def upload_image(state: State, oa: Oa, fields: Mapping[str, Any]) -> dict[str, Any]:
    """An attachment for messages; it has no address, so an article cannot show it."""
    if oa.uploads_left < 1:
        raise Refused(-211)
    oa.uploads_left -= 1
    attachment = state.token("at-img-")
    state.attachments[attachment] = (oa.oa_id, state.later(ATTACHMENT_LIVES))
    return {"attachment_id": attachment}


def quota(state: State, oa: Oa, fields: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What the package still allows, one entry a product."""
    entries = [
        {
            "quota_type": "sub_quota",
            "product_type": "broadcast",
            "asset_id": f"broadcast-{oa.oa_id}",
            "valid_through": "31/12/2026",
            "auto_renew": False,
            "total": oa.broadcasts_total,
            "remain": oa.broadcasts_left,
        }
    ]
    asked = fields.get("product_type")
    kind = fields.get("quota_type")
    return [one for one in entries if asked in (None, one["product_type"]) and kind in (None, one["quota_type"])]

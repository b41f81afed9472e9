"""Reels: start, upload with an offset that can be taken up again, finish (Video API guide "Reels publishing")."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from tests.simulators.facebook.access import Caller, act_for
from tests.simulators.facebook.contract import Request
from tests.simulators.facebook.errors import GraphError, invalid, unknown_object
from tests.simulators.facebook.model import Reel, World
from tests.simulators.wire import Call, Response

A_DAY = 30
"""Reels an app may publish on a page in 24 hours."""
SOONEST = timedelta(minutes=10)
LATEST = timedelta(days=29)


def phase(world: World, request: Request, caller: Caller, now: datetime) -> dict[str, Any]:
    """POST /{page}/video_reels."""
    page, given = world.pages[request.ids["page"]], request.given
    act_for(caller, page)
    if given["upload_phase"] == "start":
        if set(given) & {"video_id", "video_state", "description", "title", "scheduled_publish_time"}:
            raise invalid("upload_phase=start takes nothing else")
        assert caller.token is not None
        reel = Reel(id=world.number(), page_id=page.id, app_id=caller.token.app_id, created=now, updated=now)
        world.reels[reel.id] = reel
        host = request.call.headers.get("host", "")
        return {"video_id": reel.id, "upload_url": f"http://{host}/video-upload/{request.version}/{reel.id}"}
    return _finish(world, request, now)


def upload(world: World, request: Request, caller: Caller, now: datetime) -> Response:
    """POST to the upload address: what came of a body that broke off stays, and is where to go on."""
    reel, call = world.reels[request.ids["video"]], request.call
    act_for(caller, world.pages[reel.page_id])
    offset, size = request.given["offset"], request.given["file_size"]
    if reel.session or reel.state or reel.whole:
        return refusal("ProcessingFailedError", "The upload is finished")
    if reel.size not in (0, size):
        return refusal("ProcessingFailedError", "file_size differs from the one told before")
    if offset != len(reel.data):
        return refusal("OffsetInvalidError", f"The offset must be {len(reel.data)}")
    if offset + len(call.body) > size:
        return refusal("ProcessingFailedError", "More bytes than file_size")
    reel.size = size
    reel.data += call.body
    if len(reel.data) < size:
        return refusal("PartialRequestError", "The request ended before file_size")
    if reel.data[4:8] != b"ftyp":
        reel.trouble = reel.trouble or 2
    return Response.of({"success": True})


def refusal(kind: str, message: str, status: int = 400) -> Response:
    """The upload host's own envelope."""
    told = {"debug_info": {"retriable": kind == "PartialRequestError", "type": kind, "message": message}}
    return Response.of(told, status, notes={"error": kind})


def is_upload(call: Call) -> bool:
    return call.path.startswith("/video-upload/")


def delete(world: World, request: Request, caller: Caller, now: datetime) -> dict[str, Any]:
    """DELETE /{video}."""
    reel = world.reels[request.ids["video"]]
    act_for(caller, world.pages[reel.page_id])
    del world.reels[reel.id]
    world.end_stories(reel.id)
    for post in [post for post in world.posts.values() if post.video == reel.id]:
        del world.posts[post.id]
    return {"success": True}


def _finish(world: World, request: Request, now: datetime) -> dict[str, Any]:
    given = request.given
    for name in ("video_id", "video_state"):
        if name not in given:
            raise invalid(f"The parameter {name} is required")
    reel = world.reels.get(given["video_id"])
    if reel is None or reel.page_id != request.ids["page"]:
        raise unknown_object()
    if not reel.whole:
        raise invalid("The video is not uploaded yet")
    if reel.state in ("PUBLISHED", "SCHEDULED"):
        raise invalid("The video is published or scheduled already")
    state, at = given["video_state"], given.get("scheduled_publish_time")
    if (state == "SCHEDULED") != (at is not None):
        raise invalid("video_state=SCHEDULED and scheduled_publish_time go together")
    if at and not now + SOONEST <= at <= now + LATEST:
        raise invalid("The specified scheduled publish time is invalid.")
    if reel.session or reel.story:
        raise invalid("The video is no reel")
    if state == "PUBLISHED" and _published_today(world, reel, now) >= A_DAY:
        raise GraphError(613, "(#613) The Page has published 30 reels in 24 hours")
    reel.state, reel.scheduled, reel.finished, reel.updated = state, at, now, now
    reel.title = given.get("title", reel.title)
    reel.description = given.get("description", reel.description)
    reel.published = now if state == "PUBLISHED" else None
    return {"success": True}


def _published_today(world: World, reel: Reel, now: datetime) -> int:
    others = (other.published for other in world.reels_of(reel.page_id))
    return sum(moment is not None and moment > now - timedelta(hours=24) for moment in others)

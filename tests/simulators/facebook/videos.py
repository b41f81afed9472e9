"""Videos that are no reels: start, part after part at the offsets that Facebook names, finish (Video API)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tests.simulators.facebook.access import Caller, act_for
from tests.simulators.facebook.contract import Request
from tests.simulators.facebook.errors import GraphError, invalid, unknown_object
from tests.simulators.facebook.model import Page, Reel, World, show_video
from tests.simulators.facebook.reels import LATEST, SOONEST

PART = 20_000
"""Bytes that are asked for at a time."""
LEAST, MOST = 1024, 2 * 1024**3
_OF = {
    "start": {"upload_phase", "file_size"},
    "transfer": {"upload_phase", "upload_session_id", "start_offset", "video_file_chunk"},
    "finish": {
        "upload_phase",
        "upload_session_id",
        "title",
        "description",
        "published",
        "unpublished_content_type",
        "scheduled_publish_time",
    },
    "cancel": {"upload_phase", "upload_session_id"},
}
_NEEDED = {
    "start": {"file_size"},
    "transfer": {"upload_session_id", "start_offset", "video_file_chunk"},
    "finish": {"upload_session_id"},
    "cancel": {"upload_session_id"},
}
COMMON = {"locale", "access_token", "appsecret_proof"}


def phase(world: World, request: Request, caller: Caller, now: datetime) -> dict[str, Any]:
    """POST /{page}/videos."""
    page, given = world.pages[request.ids["page"]], request.given
    act_for(caller, page)
    which = given["upload_phase"]
    for name in sorted(set(given) - _OF[which] - COMMON):
        raise invalid(f"upload_phase={which} does not take {name}")
    for name in sorted(_NEEDED[which] - set(given)):
        raise invalid(f"The parameter {name} is required with upload_phase={which}")
    if which == "start":
        return _start(world, page, caller, given["file_size"], now)
    video = _session(world, page, given["upload_session_id"])
    if which == "transfer":
        return _transfer(video, given["start_offset"], given["video_file_chunk"].data)
    if which == "cancel":
        del world.reels[video.id]
        return {"success": True}
    return _finish(world, video, given, now)


def update(world: World, request: Request, caller: Caller, now: datetime) -> dict[str, Any]:
    """POST /{video}: text, time, reveal. Repeating a reveal changes nothing; a reel is not changed here."""
    video, given = world.reels[request.ids["video"]], request.given
    act_for(caller, world.pages[video.page_id])
    if not video.session or not video.state:
        raise invalid("This video cannot be changed")
    if not {"name", "description", "published", "scheduled_publish_time"} & set(given):
        raise invalid("There is nothing to update")
    at = given.get("scheduled_publish_time")
    if at and (video.state == "PUBLISHED" or not now + SOONEST <= at <= now + LATEST):
        raise invalid("The specified scheduled publish time is invalid.")
    video.updated = now
    video.title = given.get("name", video.title)
    video.description = given.get("description", video.description)
    for post in (post for post in world.posts.values() if post.video == video.id):
        post.message, post.updated = video.description, now
    if at:
        video.state, video.scheduled = "SCHEDULED", at
    if given.get("published") and video.state != "PUBLISHED":
        show_video(world, video, now)
    return {"success": True}


def caption(world: World, request: Request, caller: Caller, now: datetime) -> dict[str, Any]:
    """POST /{video}/captions. Those of a language take the place of the ones before."""
    video, file = world.reels[request.ids["video"]], request.given["captions_file"]
    act_for(caller, world.pages[video.page_id])
    named = _CAPTIONS_NAME.fullmatch(file.filename)
    if named is None:
        raise invalid("The name of a captions file ends with a locale and .srt, such as name.en_US.srt")
    if request.given.get("default_locale", named[1]) not in (named[1], "none"):
        raise invalid("default_locale is no language of this video's captions")
    video.captions[named[1]] = _subrip(file.data)
    return {"success": True}


def _subrip(data: bytes) -> str:
    """The text of a SubRip file. Raises GraphError for anything else."""
    try:
        text = data.decode("utf-8").replace("\r\n", "\n").rstrip("\n")
    except UnicodeDecodeError:
        raise invalid("The captions file is not UTF-8") from None
    earlier = ""
    for number, block in enumerate(text.split("\n\n"), start=1):
        head, span, *rows = [*block.split("\n"), "", ""]
        times = _CAPTION_TIMES.fullmatch(span)
        if head != str(number) or times is None or not any(rows) or not earlier <= times[1] < times[2]:
            raise invalid(f"Block {number} of the captions file is not SubRip")
        earlier = times[1]
    return text


_CAPTIONS_NAME = re.compile(r"[\w.-]+\.([a-z]{2}_[A-Z]{2})\.srt")
_CAPTION_TIMES = re.compile(r"(\d\d:[0-5]\d:[0-5]\d,\d{3}) --> (\d\d:[0-5]\d:[0-5]\d,\d{3})")


def _start(world: World, page: Page, caller: Caller, size: int, now: datetime) -> dict[str, Any]:
    if size < LEAST:
        raise GraphError(390, "The video is too small", subcode=1363022)
    if size > MOST:
        raise GraphError(390, "The video is too large", subcode=1363023)
    assert caller.token is not None
    id_ = world.number()
    video = Reel(id=id_, page_id=page.id, app_id=caller.token.app_id, created=now, updated=now, size=size)
    video.session = world.number()
    world.reels[id_] = video
    return {"video_id": id_, "upload_session_id": video.session, **_wanted(video)}


def _session(world: World, page: Page, session: str) -> Reel:
    found = next((one for one in world.videos_of(page.id) if one.session == session), None)
    if found is None:
        raise unknown_object()
    if found.expired:
        raise GraphError(390, subcode=1363030)
    if found.state:
        raise invalid("The upload session is finished")
    return found


def _transfer(video: Reel, offset: int, data: bytes) -> dict[str, Any]:
    if offset != len(video.data) or offset + len(data) > video.size or not data:
        raise GraphError(390, subcode=1363037, data=_wanted(video))
    video.data += data
    if video.whole and video.data[4:8] != b"ftyp":
        video.trouble = video.trouble or 2
    return _wanted(video)


def _wanted(video: Reel) -> dict[str, str]:
    """As Facebook writes them: text."""
    there = len(video.data)
    return {"start_offset": str(there), "end_offset": str(min(there + PART, video.size))}


def _finish(world: World, video: Reel, given: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    if not video.whole:
        raise invalid("The video is not uploaded yet")
    at, kind, published = (
        given.get("scheduled_publish_time"),
        given.get("unpublished_content_type"),
        given.get("published", True),
    )
    if published and (at or kind not in (None, "PUBLISHED")):
        raise invalid("unpublished_content_type contradicts published")
    if (kind == "SCHEDULED") != (at is not None):
        raise invalid("unpublished_content_type=SCHEDULED and scheduled_publish_time go together")
    if at and not now + SOONEST <= at <= now + LATEST:
        raise invalid("The specified scheduled publish time is invalid.")
    video.state, video.scheduled = "SCHEDULED" if at else "DRAFT", at
    video.finished = video.updated = now
    video.title, video.description = given.get("title", ""), given.get("description", "")
    if published:
        show_video(world, video, now)
    return {"success": True}

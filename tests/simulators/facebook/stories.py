"""Stories of a page, a day long (Facebook Stories API): of a photo that no post has, or of an uploaded video."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tests.simulators.facebook import reading
from tests.simulators.facebook.access import Caller, act_for
from tests.simulators.facebook.contract import Request
from tests.simulators.facebook.errors import GraphError, invalid, unknown_object
from tests.simulators.facebook.model import Reel, Story, World


def of_photo(world: World, request: Request, caller: Caller, now: datetime) -> dict[str, Any]:
    """POST /{page}/photo_stories."""
    page = world.pages[request.ids["page"]]
    act_for(caller, page)
    photo = world.photos.get(request.given["photo_id"])
    if photo is None or photo.page_id != page.id:
        raise unknown_object()
    if photo.post_id or photo.published:
        raise GraphError(100, subcode=1366051)
    photo.published = True
    return _made(world, page.id, photo.id, "photo", now)


def phase(world: World, request: Request, caller: Caller, now: datetime) -> dict[str, Any]:
    """POST /{page}/video_stories: start, then the bytes as of a reel, then finish."""
    page, given = world.pages[request.ids["page"]], request.given
    act_for(caller, page)
    if given["upload_phase"] == "start":
        if "video_id" in given:
            raise invalid("upload_phase=start takes nothing else")
        assert caller.token is not None
        id_ = world.number()
        video = Reel(id=id_, page_id=page.id, app_id=caller.token.app_id, created=now, updated=now, story=True)
        world.reels[id_] = video
        host = request.call.headers.get("host", "")
        return {"video_id": id_, "upload_url": f"http://{host}/video-upload/{request.version}/{id_}"}
    found = world.reels.get(given.get("video_id", ""))
    if found is None or found.page_id != page.id or not found.story:
        raise unknown_object()
    if not found.whole:
        raise invalid("The video is not uploaded yet")
    if found.state:
        raise invalid("The video is published already")
    found.state, found.finished, found.published = "PUBLISHED", now, now
    return _made(world, page.id, found.id, "video", now)


def shown(story: Story) -> dict[str, Any]:
    return {
        "post_id": story.id,
        "status": "published",
        "creation_time": str(int(story.created.timestamp())),
        "media_type": story.media_type,
        "media_id": story.media_id,
        "url": f"{reading.SITE}/stories/{story.id}",
    }


def _made(world: World, page: str, media: str, kind: str, now: datetime) -> dict[str, Any]:
    story = Story(id=world.number(), page_id=page, media_id=media, media_type=kind, created=now)
    world.stories[story.id] = story
    return {"success": True, "post_id": story.id}

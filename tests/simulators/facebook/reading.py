"""Objects as Graph shows them, and lists in pages with cursors."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from tests.simulators.facebook.access import found_token
from tests.simulators.facebook.contract import Request
from tests.simulators.facebook.errors import invalid
from tests.simulators.facebook.model import Comment, Page, Photo, Post, Reel, World

PER_PAGE = 25
MOST_PER_PAGE = 100
SITE = "https://www.facebook.com"


def stamp(moment: datetime) -> str:
    """``2026-11-25T01:30:00+0000``."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S+0000")


def post(world: World, shown: Post) -> dict[str, Any]:
    kinds = "shared_story" if shown.link else "mobile_status_update"
    if shown.photos or shown.video:
        kinds = "added_photos" if shown.photos else "added_video"
    return {
        "id": shown.id,
        "message": shown.message or None,
        "created_time": stamp(shown.created),
        "updated_time": stamp(max([shown.updated, *(comment.created for comment in shown.comments)])),
        "permalink_url": f"{SITE}/{shown.id}",
        "is_published": shown.published,
        "is_hidden": shown.hidden,
        "is_expired": False,
        "scheduled_publish_time": int(shown.scheduled.timestamp()) if shown.scheduled else None,
        "status_type": kinds,
        "from": {"id": shown.author, "name": _name(world, shown.author)},
        "application": {"id": shown.app_id, "name": world.app.name} if shown.app_id else None,
        "place": {"id": shown.place, "name": world.places[shown.place]} if shown.place else None,
        "reactions": {"data": [], "summary": {"total_count": shown.reactions}},
        "shares": {"count": shown.shares} if shown.shares else None,
        "comments": newest(shown.comments),
        "attachments": _attachments(world, shown),
    }


def photo(world: World, shown: Photo) -> dict[str, Any]:
    link = f"{SITE}/photo.php?fbid={shown.id}"
    return {
        "id": shown.id,
        "alt_text": shown.alt or "May be an image of text",
        "alt_text_custom": shown.alt or None,
        "name": shown.caption or None,
        "created_time": stamp(shown.created),
        "updated_time": stamp(shown.created),
        "link": link,
        "images": [{"height": shown.height, "width": shown.width, "source": link}],
        "height": shown.height,
        "width": shown.width,
        "from": {"id": shown.page_id, "name": _name(world, shown.page_id)},
        "page_story_id": shown.post_id or None,
    }


def reel(world: World, shown: Reel, now: datetime, processing: timedelta) -> dict[str, Any]:
    return {
        "id": shown.id,
        "title": shown.title or None,
        "description": shown.description or None,
        "created_time": stamp(shown.published or shown.created),
        "updated_time": stamp(shown.updated),
        "permalink_url": f"/{shown.page_id}/videos/{shown.id}/" if shown.session else f"{SITE}/reel/{shown.id}/",
        "published": shown.state == "PUBLISHED",
        "scheduled_publish_time": stamp(shown.scheduled) if shown.scheduled else None,
        "from": {"id": shown.page_id, "name": _name(world, shown.page_id)},
        "status": _status(shown, now, processing),
        "comments": newest(shown.comments),
    }


def page(shown: Page, token: str | None) -> dict[str, Any]:
    return {
        "id": shown.id,
        "name": shown.name,
        "access_token": token,
        "tasks": list(shown.tasks),
        "category": shown.category,
        "link": f"{SITE}/{shown.id}",
        "fan_count": shown.followers,
        "followers_count": shown.followers,
        "is_published": True,
        "picture": {"data": {"url": f"{SITE}/images/{shown.id}.png", "is_silhouette": True}},
    }


def insights(world: World, request: Request, name: str, now: datetime) -> list[dict[str, Any]]:
    """The values of one metric: a post's as a whole, a page's by day. What nobody saw at
    all has a 0; of what was seen, a metric that nobody laid down is left out."""
    if "page" not in request.ids:
        told = world.commented(next(iter(request.ids.values()))).told
        return [{"value": told.get(name, 0)}] if name in told or not told else []
    since, until = request.given.get("since"), request.given.get("until")
    page = world.pages[request.ids["page"]]
    if not page.days:  # nothing of it was ever seen
        return [{"value": 0, "end_time": stamp(now.replace(hour=8, minute=0, second=0))}]
    days = page.days.get(name, {})
    return [
        {"value": value, "end_time": stamp(end)}
        for end, value in sorted(days.items())
        if end <= now and (since is None or end >= since) and (until is None or end <= until)
    ]


def newest(comments: Sequence[Comment]) -> dict[str, Any]:
    """Comments as a field of what they stand under: the newest one alone, whatever modifiers it was asked with."""
    last = sorted(comments, key=lambda one: (one.created, one.id))[-1:]
    shown = [{"id": one.id, "created_time": stamp(one.created)} for one in last]
    return {"data": shown, "summary": {"total_count": len(comments)}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One line of a list before it is cut into pages."""

    key: tuple[str, str]
    """Sorts the list; cursors are made of it, so that a deleted line does not break them."""
    created: datetime | None
    show: Callable[[], dict[str, Any]]


def listing(request: Request, lines: Sequence[Listed], now: datetime) -> dict[str, Any]:
    """Cut `lines` (in their order) into the page that is asked for. Raises GraphError 100 for a limit over 100."""
    given = request.given
    limit = given.get("limit", PER_PAGE)
    if not 1 <= limit <= MOST_PER_PAGE:
        raise invalid(f"Param limit must be between 1 and {MOST_PER_PAGE}")
    since, until = given.get("since"), given.get("until")
    delay = timedelta(seconds=request.call.listing_delay)
    kept = [
        line
        for line in lines
        if line.created is None
        or (
            line.created <= now - delay
            and (since is None or line.created >= since)
            and (until is None or line.created <= until)
        )
    ]
    start, stop = _cut([line.key for line in kept], given.get("after"), given.get("before"), limit)
    shown = kept[start:stop]
    answer: dict[str, Any] = {"data": [line.show() for line in shown]}
    if shown:
        cursors = {"before": cursor(shown[0].key), "after": cursor(shown[-1].key)}
        answer["paging"] = {"cursors": cursors}
        if stop < len(kept):
            answer["paging"]["next"] = _address(request, after=cursors["after"])
        if start > 0:
            answer["paging"]["previous"] = _address(request, before=cursors["before"])
    return answer


def _cut(keys: Sequence[tuple[str, str]], after: str | None, before: str | None, limit: int) -> tuple[int, int]:
    falling = len(keys) > 1 and keys[0] > keys[-1]
    if before is not None:
        edge = _key(before)
        end = sum((key > edge) if falling else (key < edge) for key in keys)
        return max(0, end - limit), end
    start = 0
    if after is not None:
        edge = _key(after)
        start = sum((key >= edge) if falling else (key <= edge) for key in keys)
    return start, min(len(keys), start + limit)


def cursor(key: tuple[str, str]) -> str:
    """The mark after a line with that key."""
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode()


def _key(cursor: str) -> tuple[str, str]:
    try:
        first, second = json.loads(base64.urlsafe_b64decode(cursor))
    except (ValueError, binascii.Error):
        raise invalid("Param after or before is no cursor of this list") from None
    return str(first), str(second)


def _address(request: Request, **cursor: str) -> str:
    """The next page as the platform tells it: with the token in it, however the token was sent."""
    query = {name: value for name, value in request.call.query.items() if name not in ("after", "before")}
    query |= {"access_token": found_token(request.call)[0], **cursor}
    return f"http://{request.call.headers.get('host', '')}{request.call.path}?{urlencode(query)}"


def _name(world: World, id_: str) -> str:
    return world.pages[id_].name if id_ in world.pages else "Người dân"


def _attachments(world: World, shown: Post) -> dict[str, Any] | None:
    if shown.video:
        link = f"{SITE}/{shown.page_id}/videos/{shown.video}/"
        film = {"media_type": "video", "type": "video_inline", "url": link, "target": {"id": shown.video, "url": link}}
        return {"data": [film]}
    found = [
        {
            "media_type": "photo",
            "type": "photo",
            "url": f"{SITE}/photo.php?fbid={id_}",
            "media": {"image": {"src": f"{SITE}/photo.php?fbid={id_}"}},
            "target": {"id": id_, "url": f"{SITE}/photo.php?fbid={id_}"},
        }
        for id_ in shown.photos
    ]
    if len(found) == 1:
        return {"data": found}
    if found:
        album = {"media_type": "album", "type": "album", "url": f"{SITE}/{shown.id}"}
        return {"data": [{**album, "target": {"id": shown.id}, "subattachments": {"data": found}}]}
    if shown.link:
        target = {"media_type": "link", "type": "share", "url": shown.link, "unshimmed_url": shown.link}
        return {"data": [{**target, "target": {"url": shown.link}}]}
    return None


def _status(shown: Reel, now: datetime, processing: timedelta) -> dict[str, Any]:
    done = shown.finished is not None and now >= shown.finished + processing
    if shown.trouble and shown.whole:
        status, work = "error", "error"
    elif shown.expired:
        status, work = "expired", "not_started"
    elif shown.state:
        status, work = ("ready", "complete") if done else ("processing", "in_progress")
    else:
        status, work = ("upload_complete" if shown.whole else "uploading"), "not_started"
    told: dict[str, Any] = {
        "video_status": status,
        "uploading_phase": {
            "status": "complete" if shown.whole else "in_progress",
            "bytes_transfered": len(shown.data),
            "source_file_size": shown.size,
        },
        "processing_phase": {"status": work},
        "publishing_phase": {"status": "not_started"},
    }
    if status == "error":
        told["processing_phase"]["error"] = {"code": shown.trouble, "message": "The video cannot be processed"}
    elif shown.state:
        told["publishing_phase"] = {
            "status": "complete" if done else "in_progress",
            "publish_status": {"PUBLISHED": "published", "DRAFT": "draft", "SCHEDULED": "scheduled"}[shown.state],
        }
        moment = shown.published or shown.scheduled
        if moment:
            told["publishing_phase"]["publish_time"] = int(moment.timestamp())
    return told

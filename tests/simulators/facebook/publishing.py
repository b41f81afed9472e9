"""Posts and pictures: made, scheduled, revealed, changed, deleted (Page Feed and Page Photos references)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from tests.simulators.facebook import fields, pictures, reading
from tests.simulators.facebook.access import Caller, act_for
from tests.simulators.facebook.contract import Request
from tests.simulators.facebook.errors import GraphError, invalid, unknown_object
from tests.simulators.facebook.model import SMALL_PICTURE, Page, Photo, Post, World, publish

TEXT_MAX = 63_206
"""No figure of Meta's; every integration stops there."""
SOONEST = timedelta(minutes=10)
LATEST = timedelta(days=30)
"""The guide's; the reference says 75 days, so the narrower one holds."""


def create_post(world: World, request: Request, caller: Caller, now: datetime) -> dict[str, Any]:
    """POST /{page}/feed."""
    page, given = world.pages[request.ids["page"]], request.given
    act_for(caller, page)
    message, link = given.get("message", ""), given.get("link", "")
    if not (message or link or "attached_media" in given):
        raise invalid("Either message or link is required")
    if len(message) > TEXT_MAX:
        raise invalid("Param message is too long")
    _check_link(world, link)
    if "place" in given and given["place"] not in world.places:
        raise invalid("Param place must be the id of a place")
    _check_schedule(given, now)
    _check_content_type(given)
    photos = _attached(world, page, given, caller)
    published, created = given.get("published", True), _backdated(given, now)
    if published and _repeats(world, page, message, link, photos):
        raise GraphError(506)
    post = _post(world, page, caller, message, now)
    post.link, post.published, post.scheduled = link, published, given.get("scheduled_publish_time")
    post.created, post.place = created, given.get("place", "")
    _attach(post, photos)
    return {**fields.pick(reading.post(world, post), given.get("fields") or {"id": {}}), "id": post.id}


def create_photo(world: World, request: Request, caller: Caller, now: datetime) -> dict[str, Any]:
    """POST /{page}/photos."""
    page, given = world.pages[request.ids["page"]], request.given
    act_for(caller, page)
    if ("source" in given) == ("url" in given):
        raise GraphError(324, "(#324) Missing or invalid image file")
    if "url" in given:
        raise GraphError(324, "(#324) The simulator fetches no pictures: send the bytes as source")
    caption = given.get("caption", "")
    if len(caption) > TEXT_MAX:
        raise invalid("Name parameter too long")
    published, at = given.get("published", True), given.get("scheduled_publish_time")
    if given.get("temporary") and (published or at):
        raise invalid("A temporary photo must be unpublished and without scheduled_publish_time")
    _check_schedule(given, now)
    created = _backdated(given, now)
    photo = _photo(world, page, caller, given, now)
    answer: dict[str, Any] = {"id": photo.id}
    if published or at:
        post = _post(world, page, caller, caption, now)
        post.published, post.scheduled, post.created = published, at, created
        _attach(post, [photo])
        if published:
            answer["post_id"] = post.id
    return {**fields.pick(reading.photo(world, photo), given.get("fields") or {"id": {}}), **answer}


def update_post(world: World, request: Request, caller: Caller, now: datetime) -> dict[str, Any]:
    """POST /{post}: text, time, reveal. Repeating a reveal changes nothing."""
    post, given = world.posts[request.ids["post"]], request.given
    act_for(caller, world.pages[post.page_id])
    if post.app_id != world.app.id:
        raise GraphError(200, "(#200) An app can only update the posts it has made")
    known = {"message", "is_published", "scheduled_publish_time", "is_hidden", "is_pinned"}
    if not known & set(given):
        raise invalid("There is nothing to update")
    if len(given.get("message", "")) > TEXT_MAX:
        raise invalid("Param message is too long")
    at = given.get("scheduled_publish_time")
    if at and (post.published or given.get("is_published")):
        raise invalid("A post that is public cannot be scheduled")
    if at:
        _in_window(at, now)
    if given.get("is_published") is False and post.published:
        raise invalid("A post that is public cannot be unpublished")
    post.updated = now
    post.message = _trimmed(given.get("message", post.message))
    post.hidden = given.get("is_hidden", post.hidden)
    if given.get("is_pinned"):
        for other in world.posts_of(post.page_id):
            other.pinned = other is post
    post.scheduled = at or post.scheduled
    if given.get("is_published") and not post.published:
        publish(post, now)
    return {"success": True}


def delete_post(world: World, request: Request, caller: Caller, now: datetime) -> dict[str, Any]:
    """DELETE /{post}: any post of the page; its pictures go with it."""
    post = world.posts[request.ids["post"]]
    act_for(caller, world.pages[post.page_id])
    remove_post(world, post)
    return {"success": True}


def delete_photo(world: World, request: Request, caller: Caller, now: datetime) -> dict[str, Any]:
    """DELETE /{photo}."""
    photo = world.photos[request.ids["photo"]]
    act_for(caller, world.pages[photo.page_id])
    del world.photos[photo.id]
    world.end_stories(photo.id)
    for post in world.posts.values():
        post.photos = [id_ for id_ in post.photos if id_ != photo.id]
    return {"success": True}


def remove_post(world: World, post: Post) -> None:
    del world.posts[post.id]
    for id_ in post.photos:
        world.photos.pop(id_, None)


def _post(world: World, page: Page, caller: Caller, message: str, now: datetime) -> Post:
    assert caller.token is not None
    post = Post(
        id=f"{page.id}_{world.number()}",
        page_id=page.id,
        app_id=caller.token.app_id,
        author=page.id,
        message=_trimmed(message),
        created=now,
        updated=now,
    )
    world.posts[post.id] = post
    return post


def _photo(world: World, page: Page, caller: Caller, given: Mapping[str, Any], now: datetime) -> Photo:
    data = given["source"].data
    picture = pictures.judge(data)
    assert caller.token is not None
    photo = Photo(
        id=world.number(),
        page_id=page.id,
        app_id=caller.token.app_id,
        created=now,
        sha256=picture.sha256,
        mime=picture.mime,
        size=len(data),
        width=picture.width,
        height=picture.height,
        caption=given.get("caption", ""),
        alt=given.get("alt_text_custom", ""),
        published=given.get("published", True),
        temporary=given.get("temporary", False),
        data=data if len(data) <= SMALL_PICTURE else b"",
    )
    world.photos[photo.id] = photo
    return photo


def _attach(post: Post, photos: Sequence[Photo]) -> None:
    post.photos = [photo.id for photo in photos]
    for photo in photos:
        photo.post_id, photo.published = post.id, True


def _attached(world: World, page: Page, given: Mapping[str, Any], caller: Caller) -> list[Photo]:
    ids = given.get("attached_media", [])
    scheduled = "scheduled_publish_time" in given
    if ids and scheduled and given.get("unpublished_content_type") != "SCHEDULED":
        raise invalid("A scheduled post with attached_media needs unpublished_content_type=SCHEDULED")
    if len(set(ids)) < len(ids):
        raise invalid("attached_media names a photo twice")
    found = []
    for id_ in ids:
        photo = world.photos.get(id_)
        if photo is None or photo.page_id != page.id:
            raise unknown_object()
        if photo.post_id or photo.published:
            raise GraphError(100, subcode=1366051)
        if scheduled and not photo.temporary:
            raise invalid("A photo of a scheduled post must be uploaded with temporary=true")
        found.append(photo)
    return found


def _check_link(world: World, link: str) -> None:
    host = (urlsplit(link).hostname or "") if link else ""
    if host == "facebook.com" or host.endswith(".facebook.com"):
        raise GraphError(100, subcode=1609008)
    if host in world.unscrapable:
        raise GraphError(100, subcode=1609005)


def _check_schedule(given: Mapping[str, Any], now: datetime) -> None:
    at = given.get("scheduled_publish_time")
    if at is None:
        return
    if given.get("published", True):
        raise invalid("You cannot specify a scheduled publish time on a published post")
    _in_window(at, now)


def _check_content_type(given: Mapping[str, Any]) -> None:
    content_type = given.get("unpublished_content_type")
    if content_type is None:
        return
    if given.get("published", True) != (content_type == "PUBLISHED"):
        raise invalid("unpublished_content_type contradicts published")
    if (content_type == "SCHEDULED") != ("scheduled_publish_time" in given):
        raise invalid("unpublished_content_type=SCHEDULED and scheduled_publish_time go together")


def _in_window(at: datetime, now: datetime) -> None:
    if not now + SOONEST <= at <= now + LATEST:
        raise invalid("The specified scheduled publish time is invalid.")


def _backdated(given: Mapping[str, Any], now: datetime) -> datetime:
    back: datetime | None = given.get("backdated_time")
    if back is not None and back > now:
        raise invalid("Param backdated_time must be in the past")
    return back or now


def _repeats(world: World, page: Page, message: str, link: str, photos: Sequence[Photo]) -> bool:
    """Whether the page's newest public post says just the same; pictures make it another one."""
    newest = next((post for post in world.posts_of(page.id) if post.published and post.author == page.id), None)
    if newest is None or photos or newest.photos:
        return False
    return (newest.message, newest.link) == (_trimmed(message), link)


def _trimmed(text: str) -> str:
    return text.strip()

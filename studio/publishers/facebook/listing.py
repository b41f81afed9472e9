"""What a page has: its posts and reels, public, hidden and waiting for their time, as `RemotePost`s."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from studio.accounts.addresses import page_address
from studio.phrase import Phrase
from studio.platforms import Platform
from studio.publishers.facebook.access import moment
from studio.publishers.facebook.errors import FacebookTrouble, GraphErrorKind
from studio.publishers.facebook.graph import ALSO_LISTED, LIST_HIDDEN, Caller, Graph, not_meant
from studio.publishers.facebook.media import video_status
from studio.publishers.pieces import split_reference
from studio.publishers.port import RemotePost

POST_FIELDS = (
    "id,message,created_time,is_published,is_hidden,scheduled_publish_time,permalink_url,from,"
    "attachments{media_type,target,subattachments{media_type,target}}"
)
VIDEO_FIELDS = "id,description,created_time,permalink_url,status,published,scheduled_publish_time,from"
POST_LISTS = ("published_posts", "feed", "scheduled_posts")
"""`feed` shows hidden ones, too; none of them shows reels, nor another video before it is published
(developers.facebook.com, Page Feed, Video Reels)."""
VIDEO_LISTS: Mapping[str, Mapping[str, str]] = {"video_reels": {}, "videos": {"type": "UPLOADED"}}
"""Reels, and all that was uploaded; with what each is asked for."""
_WITH_HIDDEN = frozenset({"published_posts", "feed"})
SHOWN_LIST = "feed"
"""What shows, and hidden ones, without reels and without what waits for its time."""
_ID = re.compile(r"[0-9]{1,32}(_[0-9]{1,32})?")
_PICTURES = frozenset({"photo", "video"})


def is_id(remote_id: str) -> bool:
    """Whether it has the form of an id. What a person typed must not become another address of the API."""
    return _ID.fullmatch(remote_id) is not None


def is_video(remote_id: str) -> bool:
    """A post's id is ``<page>_<post>``; without the line it is a reel's or another video's."""
    return "_" not in remote_id


class Spoilt(FacebookTrouble):
    """Facebook could not process the video of a reel; it will never show."""


class FacebookListing:
    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def one(
        self, caller: Caller, remote_id: str, reference: str = "", photos: frozenset[str] = frozenset()
    ) -> RemotePost | None:
        """One post; None when it is another's or no finished one. Raises Unreachable or FacebookTrouble."""
        video = is_video(remote_id)
        row = self._graph.read(caller, remote_id, fields=VIDEO_FIELDS if video else POST_FIELDS).data
        if row.get("id") != remote_id or "created_time" not in row:
            raise not_meant()
        if not _own(row, caller.page):
            return None
        spoilt = video_status(row).refusal() if video else None
        if spoilt is not None:
            raise Spoilt(spoilt.say, kind=GraphErrorKind.CONTENT, code=spoilt.code, step=Phrase(""))
        return self._video(caller, row) if video else self._post(caller, row, reference, photos)

    def since(
        self,
        caller: Caller,
        since: datetime,
        reference: str,
        photos: frozenset[str],
        like: str = "",
        *,
        video: bool = True,
    ) -> dict[str, RemotePost]:
        """Every post, and with `video` every reel and other video, since then, by id; with `like`, those of the lists
        that show all of its kind. The post that a video shows as counts as the video. Raises like `one`."""
        found: dict[str, RemotePost] = {}
        lists = (*POST_LISTS, *ALSO_LISTED) if not like else () if is_video(like) else (SHOWN_LIST,)
        for name in lists:
            for row in self._rows(caller, name, POST_FIELDS, since):
                post = self._post(caller, row, reference, photos)
                film = _film_in(row.get("attachments"))
                found.setdefault(film or post.remote_id, replace(post, remote_id=film) if film else post)
        for name in VIDEO_LISTS if (is_video(like) if like else video) else ():
            for row in self._rows(caller, name, VIDEO_FIELDS, since):
                shown = self._video(caller, row)
                if shown is not None:
                    found.setdefault(shown.remote_id, shown)
        return found

    def _rows(self, caller: Caller, name: str, fields: str, since: datetime) -> Iterator[Mapping[str, Any]]:
        """The page's own rows that are not older. A list is newest first but for those that wait for their time."""
        ordered, older = name != "scheduled_posts", 0
        params = {"include_hidden": "true"} if LIST_HIDDEN and name in _WITH_HIDDEN else VIDEO_LISTS.get(name, {})
        for row in self._graph.rows(caller, f"{caller.page}/{name}", fields=fields, **params):
            made = graph_time(row.get("created_time"))
            if made is not None and made < since:
                older += 1
                if ordered and older > SLACK:
                    return
                continue
            if _own(row, caller.page):
                yield row

    def _post(self, caller: Caller, row: Mapping[str, Any], reference: str, photos: frozenset[str]) -> RemotePost:
        text, told = split_reference(str(row.get("message") or ""))
        pictures = tuple(_pictures(row.get("attachments")))
        if not told and reference and photos.intersection(pictures):
            told = reference  # somebody took the line away; by its photos it is ours all the same
        return RemotePost(
            remote_id=str(row.get("id") or ""),
            reference=told,
            text=text,
            images=len(pictures),
            created_at=graph_time(row.get("created_time")) or UNDATED,
            visible=row.get("is_published") is True and row.get("is_hidden") is not True,
            permalink=self.link(caller, row),
            scheduled_for=moment(row.get("scheduled_publish_time")) if row.get("is_published") is not True else None,
        )

    def _video(self, caller: Caller, row: Mapping[str, Any]) -> RemotePost | None:
        """A reel or another video; None for an upload that was never finished, or that Facebook cannot use: nothing of
        the post exists."""
        status, published = video_status(row), row.get("published") is True
        state = status.publishing
        if not (state or published or row.get("description")) or status.is_broken:
            return None
        text, told = split_reference(str(row.get("description") or ""))
        visible = state == "published" if state else published
        waits = row.get("scheduled_publish_time") if state in ("scheduled", "") and not visible else None
        return RemotePost(
            remote_id=str(row.get("id") or ""),
            reference=told,
            text=text,
            images=1,
            created_at=graph_time(row.get("created_time")) or UNDATED,
            visible=visible,
            permalink=self.link(caller, row),
            scheduled_for=moment(waits) or (graph_time(waits) if waits else None),
        )

    def link(self, caller: Caller, row: Mapping[str, Any]) -> str:
        """Where it shows, as Facebook says; by its id where that is no address of Facebook's."""
        site, told = self._graph.endpoint.site, str(row.get("permalink_url") or "")
        link = site + told if told.startswith("/") and not told.startswith("//") else told
        return page_address(link, Platform.FACEBOOK, caller.base_url, caller.page) or f"{site}/{row.get('id') or ''}"


UNDATED = datetime(2100, 1, 1, tzinfo=UTC)
"""Of a post whose time cannot be read: never too old to be ours."""
SLACK = 50
"""Older rows that are passed over before a list counts as read: a hidden post may stand by the time of its making."""


def _own(row: Mapping[str, Any], page: str) -> bool:
    """Visitors write on a page, too."""
    author = row.get("from")
    return not isinstance(author, dict) or str(author.get("id") or page) == page


def _pictures(attachments: object) -> Iterator[str]:
    """Ids of the pictures of a post, in order; an empty one where Facebook tells none."""
    for row in _data(attachments):
        below = _data(row.get("subattachments"))
        for picture in below or [row]:
            if str(picture.get("media_type") or "").lower() in _PICTURES:
                target = picture.get("target")
                yield str(target.get("id") or "") if isinstance(target, dict) else ""


def _film_in(attachments: object) -> str:
    """Id of the video that a post consists of; empty where it is something else."""
    rows = _data(attachments)
    target = rows[0].get("target") if len(rows) == 1 else None
    if not isinstance(target, dict) or str(rows[0].get("media_type") or "").lower() != "video":
        return ""
    film = str(target.get("id") or "")
    return film if is_id(film) and is_video(film) else ""


def _data(told: object) -> Sequence[Mapping[str, Any]]:
    rows = told.get("data") if isinstance(told, dict) else None
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def graph_time(told: object) -> datetime | None:
    """``2026-11-25T01:00:00+0000``, in UTC without a zone; None where it is no moment."""
    try:
        time = datetime.fromisoformat(str(told))
        return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None

"""The simulated Graph API: who calls, what is asked, by the contract; then the room that does it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from tests.simulators.clock import SimClock
from tests.simulators.facebook import (
    access,
    behind,
    fields,
    publishing,
    reading,
    reels,
    stories,
    talking,
    videos,
    visitor,
)
from tests.simulators.facebook.access import Caller
from tests.simulators.facebook.contract import Contract, Request
from tests.simulators.facebook.errors import Envelope, GraphError, invalid
from tests.simulators.facebook.limits import Limits
from tests.simulators.facebook.model import Page, Post, Reel, World
from tests.simulators.facebook.reading import Listed
from tests.simulators.wire import Call, Response

FEED_KEEPS = 600
"""Posts the feed goes back at most."""
WRITES = frozenset(
    {"feed.create", "photos.create", "post.update", "reels.phase", "reels.upload", "videos.phase", "video.update"}
    | {"photo_stories.create", "video_stories.phase", "post_comment.create", "video_comment.create"}
    | {"captions.create"}
    | {"comment.reply", "comment.update", "message.send"}
)
Handler = Callable[[World, Request, Caller, datetime], dict[str, Any]]


class Graph:
    """A `server.Platform`. `processing`: how long a finished reel is worked on."""

    name = "facebook"

    def __init__(self, clock: SimClock, *, pages: int = 3, processing: timedelta = timedelta(0)) -> None:
        self._clock = clock
        self._page_count = pages
        self._processing = processing
        self._contract = Contract()
        self._envelope = Envelope()
        self.reset()

    def reset(self) -> None:
        self.world = World(pages=self._page_count)
        self.limits = Limits()
        self.blocks: dict[str, tuple[datetime, int, int]] = {}
        """By page: until when writes are refused, with which code and subcode."""
        self.user_token = access.issue(self.world, "user", long=True).value
        by = self.world.tokens[self.user_token]
        self.page_tokens = {
            page.id: access.page_token(self.world, page, by).value for page in self.world.pages.values()
        }

    # Platform

    def answer(self, call: Call) -> Response:
        self.world.tick(call.at)
        notes: dict[str, Any] = {"token_in": access.found_place(call)}
        headers: dict[str, str] = {}
        try:
            answer = self._answer(call, notes, headers)
        except GraphError as error:
            answer = self._refusal(call, error)
        return replace(answer, headers={**headers, **answer.headers}, notes={**notes, **answer.notes})

    def failure(self, call: Call, options: Mapping[str, Any]) -> Response:
        """Options: code, subcode, message, status, is_transient; minutes and percent for the rate header."""
        error = GraphError(options["code"], options.get("message", ""), subcode=options.get("subcode", 0))
        answer = self._envelope(error, options)
        if "minutes" not in options:
            return answer
        usage = {"type": "pages", "call_count": options.get("percent", 100), "total_cputime": 1, "total_time": 1}
        told = [{**usage, "estimated_time_to_regain_access": options["minutes"]}]
        page_id = call.path.split("/")[2].split("_")[0]
        return replace(answer, headers={"X-Business-Use-Case-Usage": json.dumps({page_id: told})})

    def state(self) -> Any:
        self.world.tick(self._clock.now())
        return behind.state(self)

    def control(self, action: str, given: Mapping[str, Any]) -> Any:
        return behind.ACTIONS[action](self, **given)

    def take_time(self, processing: timedelta) -> None:
        self._processing = processing

    def page(self, page_id: str) -> str:
        self.world.tick(self._clock.now())
        return visitor.page(self.world, page_id)

    # one request

    def _answer(self, call: Call, notes: dict[str, Any], headers: dict[str, str]) -> Response:
        upload = reels.is_upload(call)
        if not (call.complete or upload):
            return Response(status=400)  # half a request has no effect
        self._contract.check_version(call.path)
        if call.path.endswith("/oauth/access_token"):
            return Response.of(access.oauth(self.world, self._request(call, None, notes).given, call.at))
        caller = access.identify(self.world, call)
        notes["token_kind"] = caller.kind
        request = self._request(_meant(call), caller, notes)
        headers.update(self._count(caller, call.at))
        if request.endpoint.name in WRITES:
            self._check_block(caller, call.at)
        if upload:
            if notes["token_in"] != "header OAuth":
                raise GraphError(190, "The upload host takes the header Authorization: OAuth")
            return reels.upload(self.world, request, caller, call.at)
        return Response.of(self._handlers()[request.endpoint.name](self.world, request, caller, call.at))

    def _request(self, call: Call, caller: Caller | None, notes: dict[str, Any]) -> Request:
        asked = replace(call, path=self._me(call.path, caller)) if caller else call
        endpoint, version, ids = self._contract.find(asked, self.world.kind_of)
        notes["endpoint"] = endpoint.name
        return self._contract.check(call, endpoint, version, ids)

    def _me(self, path: str, caller: Caller) -> str:
        """``/me`` is the caller: the page for a page token."""
        parts = path.split("/")
        if len(parts) > 2 and parts[2] == "me" and caller.token:
            parts[2] = caller.token.page_id or caller.token.user_id
        return "/".join(parts)

    def _count(self, caller: Caller, now: datetime) -> Mapping[str, str]:
        if caller.token and caller.token.page_id:
            return self.limits.page_call(self.world.pages[caller.token.page_id], now)
        return self.limits.app_call(now)

    def _check_block(self, caller: Caller, now: datetime) -> None:
        until, code, subcode = self.blocks.get(caller.token.page_id if caller.token else "", (now, 0, 0))
        if until > now:
            raise GraphError(code, subcode=subcode)

    def _refusal(self, call: Call, error: GraphError) -> Response:
        answer = self._envelope(error)
        if reels.is_upload(call):
            return reels.refusal("NotAuthorizedError" if error.code == 190 else "ProcessingFailedError", str(error))
        if error.code == 80001:
            token = self.world.tokens[access.found_token(call)[0]]
            return replace(answer, headers=self.limits.page_headers(self.world.pages[token.page_id], call.at))
        return answer

    def serves(self, endpoint: str) -> bool:
        """Whether an endpoint of the contract has somebody who does it."""
        return endpoint in self._handlers()

    def _handlers(self) -> Mapping[str, Handler]:
        return {
            "feed.create": publishing.create_post,
            "photos.create": publishing.create_photo,
            "post.update": publishing.update_post,
            "post.delete": publishing.delete_post,
            "photo.delete": publishing.delete_photo,
            "video.delete": reels.delete,
            "reels.phase": reels.phase,
            "photo_stories.create": stories.of_photo,
            "video_stories.phase": stories.phase,
            "stories.list": self._stories,
            "place.read": self._read_place,
            "post_comment.create": self._comment_on,
            "video_comment.create": self._comment_on,
            "captions.create": videos.caption,
            "videos.phase": videos.phase,
            "video.update": videos.update,
            "post.read": self._read_post,
            "photo.read": self._read_photo,
            "video.read": self._read_video,
            "page.read": self._read_page,
            "user.read": self._read_user,
            "published.list": self._published,
            "feed.list": self._feed,
            "scheduled.list": self._scheduled,
            "reels.list": self._reels,
            "videos.list": self._videos,
            "accounts.list": self._accounts,
            "permissions.list": self._permissions,
            "comments.list": self._comments,
            "reel_comments.list": self._comments,
            "replies.list": self._comments,
            "comment.read": self._read_comment,
            "comment.reply": self._reply,
            "comment.update": talking.update,
            "conversations.list": self._conversations,
            "messages.list": self._messages,
            "message.send": talking.send,
            "page.insights": self._insights,
            "post.insights": self._insights,
            "video.insights": self._insights,
            "token.debug": self._debug,
        }

    # reading

    def _shown(self, kind: str, request: Request, whole: dict[str, Any]) -> dict[str, Any]:
        return dict(fields.pick(whole, self._contract.tree(kind, request.given.get("fields"))))

    def _read_post(self, world: World, request: Request, caller: Caller, now: datetime) -> dict[str, Any]:
        post = world.posts[request.ids["post"]]
        access.may_read(caller, world.pages[post.page_id])
        return self._shown("post", request, _for(caller, reading.post(world, post)))

    def _read_photo(self, world: World, request: Request, caller: Caller, now: datetime) -> dict[str, Any]:
        photo = world.photos[request.ids["photo"]]
        access.may_read(caller, world.pages[photo.page_id])
        return self._shown("photo", request, reading.photo(world, photo))

    def _read_video(self, world: World, request: Request, caller: Caller, now: datetime) -> dict[str, Any]:
        reel = world.reels[request.ids["video"]]
        access.may_read(caller, world.pages[reel.page_id])
        return self._shown("video", request, reading.reel(world, reel, now, self._processing))

    def _read_page(self, world: World, request: Request, caller: Caller, now: datetime) -> dict[str, Any]:
        page = world.pages[request.ids["page"]]
        access.may_read(caller, page)
        return self._shown("page", request, reading.page(page, self._token_for(page, caller)))

    def _read_user(self, world: World, request: Request, caller: Caller, now: datetime) -> dict[str, Any]:
        return self._shown("user", request, {"id": world.user.id, "name": world.user.name})

    def _token_for(self, page: Page, caller: Caller) -> str | None:
        if caller.token is None or not page.tasks:
            return None
        return caller.token.value if caller.kind == "page" else access.page_token(self.world, page, caller.token).value

    def _posts(self, request: Request, posts: list[Post], caller: Caller, now: datetime) -> dict[str, Any]:
        def line(post: Post) -> Listed:
            return Listed(
                key=(post.created.isoformat(), post.id),
                created=post.created,
                show=lambda: self._shown("post", request, _for(caller, reading.post(self.world, post))),
            )

        return reading.listing(request, [line(post) for post in posts], now)

    def _published(self, world: World, request: Request, caller: Caller, now: datetime) -> dict[str, Any]:
        page = world.pages[request.ids["page"]]
        access.may_read(caller, page)
        mine = [post for post in world.posts_of(page.id) if post.published and post.author == page.id]
        return self._posts(request, mine, caller, now)

    def _feed(self, world: World, request: Request, caller: Caller, now: datetime) -> dict[str, Any]:
        """Visitors' posts too; unpublished ones as well when is_published is asked for. No reels."""
        page = world.pages[request.ids["page"]]
        access.may_read(caller, page)
        all_of_them = "is_published" in (request.given.get("fields") or {})
        found = [post for post in world.posts_of(page.id) if post.published or all_of_them]
        return self._posts(request, found[:FEED_KEEPS], caller, now)

    def _scheduled(self, world: World, request: Request, caller: Caller, now: datetime) -> dict[str, Any]:
        page = world.pages[request.ids["page"]]
        access.act_for(caller, page)
        waiting = [post for post in world.posts_of(page.id) if not post.published and post.scheduled]
        return self._posts(request, waiting, caller, now)

    def _reels(self, world: World, request: Request, caller: Caller, now: datetime) -> dict[str, Any]:
        return self._films(request, caller, now, world.reels_of(request.ids["page"]))

    def _stories(self, world: World, request: Request, caller: Caller, now: datetime) -> dict[str, Any]:
        page = world.pages[request.ids["page"]]
        access.may_read(caller, page)
        lines = [
            Listed(
                key=(story.created.isoformat(), story.id),
                created=story.created,
                show=lambda story=story: self._shown("story", request, stories.shown(story)),  # type: ignore[misc]
            )
            for story in world.stories_of(page.id)
        ]
        return reading.listing(request, lines, now)

    def _read_place(self, world: World, request: Request, caller: Caller, now: datetime) -> dict[str, Any]:
        place = request.ids["place"]
        return self._shown("place", request, {"id": place, "name": world.places[place]})

    def _comment_on(self, world: World, request: Request, caller: Caller, now: datetime) -> dict[str, Any]:
        made = talking.comment_on(world, request, caller, now)
        if "fields" not in request.given:
            return {"id": made.id}
        return self._shown("comment", request, talking.comment(world, made))

    def _videos(self, world: World, request: Request, caller: Caller, now: datetime) -> dict[str, Any]:
        return self._films(request, caller, now, world.videos_of(request.ids["page"]))

    def _films(self, request: Request, caller: Caller, now: datetime, films: list[Reel]) -> dict[str, Any]:
        world = self.world
        access.may_read(caller, world.pages[request.ids["page"]])
        lines = [
            Listed(
                key=(reel.created.isoformat(), reel.id),
                created=reel.finished,
                show=lambda reel=reel: self._shown(  # type: ignore[misc]
                    "video", request, _for(caller, reading.reel(world, reel, now, self._processing))
                ),
            )
            for reel in films
            if reel.state
        ]
        return reading.listing(request, lines, now)

    def _accounts(self, world: World, request: Request, caller: Caller, now: datetime) -> dict[str, Any]:
        access.permit(caller, "pages_show_list")
        lines = [
            Listed(
                key=("", page.id),
                created=None,
                show=lambda page=page: self._shown(  # type: ignore[misc]
                    "account", request, reading.page(page, self._token_for(page, caller))
                ),
            )
            for page in world.pages.values()
            if page.tasks
        ]
        return reading.listing(request, lines, now)

    def _permissions(self, world: World, request: Request, caller: Caller, now: datetime) -> dict[str, Any]:
        held = sorted(caller.token.scopes) if caller.token else []
        return {"data": [{"permission": scope, "status": "granted"} for scope in held]}

    def _comments(self, world: World, request: Request, caller: Caller, now: datetime) -> dict[str, Any]:
        """Without a word an empty list for a user's token, as the real one does."""
        found = talking.seen_comments(world, request, caller)
        if found is None:
            return {"data": []}
        lines = [
            Listed(
                key=(comment.created.isoformat(), comment.id),
                created=comment.created,
                show=lambda comment=comment: self._shown(  # type: ignore[misc]
                    "comment", request, talking.comment(world, comment)
                ),
            )
            for comment in found
        ]
        answer = reading.listing(request, lines, now)
        return {**answer, "summary": {"total_count": len(found)}} if request.given.get("summary") else answer

    def _read_comment(self, world: World, request: Request, caller: Caller, now: datetime) -> dict[str, Any]:
        found = world.comment(request.ids["comment"])
        assert found is not None
        access.may_read(caller, talking.page_of(world, found))
        access.permit(caller, "pages_read_user_content")
        return self._shown("comment", request, talking.comment(world, found))

    def _reply(self, world: World, request: Request, caller: Caller, now: datetime) -> dict[str, Any]:
        made = talking.reply(world, request, caller, now)
        if "fields" not in request.given:
            return {"id": made.id}
        return self._shown("comment", request, talking.comment(world, made))

    def _conversations(self, world: World, request: Request, caller: Caller, now: datetime) -> dict[str, Any]:
        found = talking.conversations(world, world.pages[request.ids["page"]], caller)
        lines = [
            Listed(
                key=(one.updated.isoformat(), one.id),
                created=None,
                show=lambda one=one: self._shown(  # type: ignore[misc]
                    "conversation", request, talking.conversation(world, one)
                ),
            )
            for one in found
        ]
        return reading.listing(request, lines, now)

    def _messages(self, world: World, request: Request, caller: Caller, now: datetime) -> dict[str, Any]:
        inside = world.conversations[request.ids["thread"]]
        talking.conversations(world, world.pages[inside.page_id], caller)
        lines = [
            Listed(
                key=(one.created.isoformat(), one.id),
                created=one.created,
                show=lambda one=one: self._shown(  # type: ignore[misc]
                    "message", request, talking.message(world, inside, one)
                ),
            )
            for one in talking.newest_first(inside)
        ]
        return reading.listing(request, lines, now)

    def _insights(self, world: World, request: Request, caller: Caller, now: datetime) -> dict[str, Any]:
        video = request.ids.get("video", "")
        page_id = world.reels[video].page_id if video else next(iter(request.ids.values())).split("_")[0]
        access.may_read(caller, world.pages[page_id])
        access.permit(caller, "read_insights")
        wanted = request.given.get("metric")
        if not wanted:
            raise GraphError(3001, subcode=1504028)
        if world.lapsed_metrics & set(wanted):
            raise invalid("The value must be a valid insights metric")
        since, until = request.given.get("since"), request.given.get("until")
        if since and until and until - since > timedelta(days=90):
            raise invalid("There cannot be more than 90 days between since and until")
        period = request.given.get("period", "day")
        told = {name: reading.insights(world, request, name, now) for name in wanted}
        return {"data": [{"name": name, "period": period, "values": found} for name, found in told.items() if found]}

    def _debug(self, world: World, request: Request, caller: Caller, now: datetime) -> dict[str, Any]:
        return access.debug(world, caller, request.given["input_token"], now)


def _for(caller: Caller, whole: dict[str, Any]) -> dict[str, Any]:
    """A token that is no page's is shown no comments, without a word."""
    return whole if caller.kind == "page" else {**whole, "comments": None}


def _meant(call: Call) -> Call:
    """A POST with ``method=get`` in its form is a GET, with its parameters out of the address."""
    if call.method != "POST" or call.form.get("method") != "get" or call.malformed:
        return call
    given = {name: value for name, value in call.form.items() if name != "method"}
    return replace(call, method="GET", query={**call.query, **given}, form={})

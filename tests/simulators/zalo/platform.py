"""The simulated platform: requests in, envelopes out. Errors come with HTTP 200."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from html import escape
from typing import Any
from urllib.parse import urlencode

from tests.simulators.clock import SimClock
from tests.simulators.wire import Call, Response
from tests.simulators.zalo import access, account, articles, chats, messages, oauth, pictures, shown, videos
from tests.simulators.zalo.behind import Behind, dump
from tests.simulators.zalo.contract import Contract, Rule, load
from tests.simulators.zalo.errors import SENTENCES, Refused, invalid
from tests.simulators.zalo.model import App, Grant, Oa, State

APP = "4012345678901234567"
SECRET_KEY = "simulated-secret-key"
VERIFIER = "simulated-code-verifier-of-43-characters-00"
REDIRECT = "https://congan.example.vn/zalo/callback"
FIRST_OA = 2812345678901234500
ARTICLE_PAGE = "/s/"
"""Where an article is shown; `link_view` leads there."""

Handler = Callable[[Oa, Mapping[str, Any], Call], Any]


class Zalo:
    """One app and `accounts` official accounts, each with a grant from the start. One `seed`, one run."""

    name = "zalo"

    def __init__(self, clock: SimClock, *, accounts: int = 1, seed: int = 0, polls: int = 1) -> None:
        self._clock, self._accounts, self._seed, self._polls = clock, accounts, seed, polls
        self._contract: Contract = load()
        self._rules = {(rule.method, rule.path): rule for rule in self._contract.rules.values()}
        self.reset()

    def reset(self) -> None:
        self.pictures = pictures.PictureHost()
        self.sim = State(now=self._clock.now, rng=random.Random(self._seed))
        self.sim.settings.processing_polls = self._polls
        self.pairs: dict[str, dict[str, str]] = {}
        """The tokens each account started with, as the API Explorer would give them."""
        challenge = oauth.challenge(VERIFIER)
        self.sim.apps[APP] = App(app_id=APP, secret_key=SECRET_KEY, redirect_uri=REDIRECT, code_challenge=challenge)
        for number in range(1, self._accounts + 1):
            oa = Oa(oa_id=str(FIRST_OA + number), name=f"Công an xã Mẫu {number}")
            self.sim.oas[oa.oa_id] = oa
            grant = Grant(app_id=APP, oa_id=oa.oa_id, refresh_until=self._clock.now())
            self.sim.grants[APP, oa.oa_id] = grant
            self.pairs[oa.oa_id] = oauth.issue(self.sim, grant)

    @property
    def behind(self) -> Behind:
        """What a test does behind the scenes."""
        return Behind(self.sim, self.pictures, APP)

    # what the server asks

    def answer(self, call: Call) -> Response:
        if call.path.startswith(pictures.PREFIX):
            return self.pictures.answer(call)
        if call.path.startswith(ARTICLE_PAGE):
            return self._article_page(call)
        if (call.method, call.path) == ("GET", "/agree"):
            return self._agreed(call)
        rule = self._rules.get((call.method, call.path))
        if rule is None:
            return Response.of({"error": 404, "message": "Empty api"}, 404)
        if not call.complete:
            return Response(status=400)
        if rule.name.startswith("oauth."):
            return self._oauth(rule, call)
        return self._official(rule, call)

    def failure(self, call: Call, options: Mapping[str, Any]) -> Response:
        """options: code, and message where the usual sentence will not do."""
        trouble = Refused(options["code"], options.get("message") or SENTENCES.get(options["code"], "Unknown error"))
        return _oauth_trouble(trouble) if call.path.startswith("/v4/") else _trouble(trouble)

    def state(self) -> Any:
        return dump(self.sim) | {"pictures": sorted(self.pictures.files)}

    def control(self, action: str, given: Mapping[str, Any]) -> Any:
        return self.behind.do(action, given)

    def page(self, page_id: str) -> str:
        return shown.account(self.sim, page_id)

    # OAuth

    def _oauth(self, rule: Rule, call: Call) -> Response:
        try:
            fields = self._checked(rule, call)
            if rule.name == "oauth.permission":
                return self._consent_page(oauth.ask_consent(self.sim, fields), fields.get("state", ""))
            if "secret_key" not in call.headers:
                raise Refused(-14004)
            return Response.of(oauth.trade(self.sim, fields, call.headers["secret_key"]))
        except Refused as trouble:
            return _oauth_trouble(trouble)

    def _consent_page(self, app: App, state: str) -> Response:
        """An administrator picks an account."""
        links = "".join(
            f"<li><a href='/agree?{escape(urlencode({'app_id': app.app_id, 'oa_id': oa.oa_id, 'state': state}))}'>"
            f"Cho phép với {escape(oa.name)}</a></li>"
            for oa in self.sim.oas.values()
        )
        return Response.html(f"<html><body><h1>Cấp quyền cho ứng dụng</h1><ul>{links}</ul></body></html>")

    def _agreed(self, call: Call) -> Response:
        """The address a browser would be sent to, shown to be copied: the callback's host does not exist here."""
        app, oa = self.sim.apps.get(call.query.get("app_id", "")), call.query.get("oa_id", "")
        if app is None or oa not in self.sim.oas:
            return Response.html("<html><body>Không có.</body></html>", 404)
        given = {"code": oauth.consent(self.sim, app.app_id, oa), "oa_id": oa, "state": call.query.get("state", "")}
        return Response.html(
            f"<html><body><code>{escape(f'{app.redirect_uri}?{urlencode(given)}')}</code></body></html>"
        )

    # Official Account API

    def _official(self, rule: Rule, call: Call) -> Response:
        rate: dict[str, str] = {}
        notes = {"call": rule.name}
        try:
            grant = access.grant_of(self.sim, call.headers)
            try:
                access.count(self.sim, grant.app_id)
            finally:
                rate = access.rate_headers(self.sim, grant.app_id)
            handler, permission = self._handlers()[rule.name]
            oa = access.admit(self.sim, grant, call.headers, permission)
            data = handler(oa, self._checked(rule, call), call)
        except Refused as trouble:
            return _trouble(trouble, rate, notes | {"error": trouble.code})
        return Response.of({"data": data, "error": 0, "message": "Success"}, headers=rate, notes=notes)

    def _handlers(self) -> dict[str, tuple[Handler, str]]:
        """What serves each call, and the permission it needs."""
        sim = self.sim
        return {
            "oa.getoa": (lambda oa, fields, call: account.told(oa), "info"),
            "article.create": (lambda oa, fields, call: articles.create(sim, oa, fields), "article"),
            "article.update": (lambda oa, fields, call: articles.update(sim, oa, fields), "article"),
            "article.verify": (lambda oa, fields, call: articles.verify(sim, oa, fields), "article"),
            "article.getdetail": (lambda oa, fields, call: articles.detail(sim, oa, fields, _link(call)), "article"),
            "article.getslice": (
                lambda oa, fields, call: articles.listing(sim, oa, fields, _link(call), call.listing_delay),
                "article",
            ),
            "article.remove": (lambda oa, fields, call: articles.remove(sim, oa, fields), "article"),
            "video.prepare": (lambda oa, fields, call: videos.prepare(sim, oa, fields), "article"),
            "video.verify": (
                lambda oa, fields, call: videos.verify(sim, oa, fields, call.headers.get("token", "")),
                "article",
            ),
            "oa.upload_image": (lambda oa, fields, call: messages.upload_image(sim, oa, fields), "message"),
            "oa.broadcast": (lambda oa, fields, call: messages.broadcast(sim, oa, fields), "message"),
            "oa.chats": (lambda oa, fields, call: chats.recent(sim, oa, fields), "message"),
            "oa.conversation": (lambda oa, fields, call: chats.conversation(sim, oa, fields), "message"),
            "oa.reply": (lambda oa, fields, call: chats.reply(sim, oa, fields), "message"),
            "oa.quota": (lambda oa, fields, call: messages.quota(sim, oa, fields), "message"),
        }

    def _checked(self, rule: Rule, call: Call) -> Mapping[str, Any]:
        """The parameters as the contract has them, from the one place it names. Raises Refused."""
        if call.malformed:
            raise invalid("body" if call.body else "query")
        if rule.source != "query" and call.query:
            raise invalid(next(iter(call.query)))
        if rule.source == "query" and call.body:
            raise invalid("body")
        kind = call.headers.get("content-type", "").partition(";")[0].strip().lower()
        if rule.source in _KINDS and kind != _KINDS[rule.source]:
            raise invalid("Content-Type")
        given = call.query if rule.source == "query" else {**call.form, **call.files}
        fields = self._contract.check(rule.name, given)
        own = call.headers.get("host", "").rpartition(":")[2]
        port = int(own) if own.isdigit() else 80
        pictures.look(self._contract.pictures(rule.name, fields), self.pictures, port, self.sim.settings.image_hosts)
        return fields

    def _article_page(self, call: Call) -> Response:
        try:
            return Response.html(shown.article(self.sim, call.path.removeprefix(ARTICLE_PAGE)))
        except KeyError:
            return Response.html("<html><body>Bài viết không tồn tại.</body></html>", 404)


_KINDS = {
    "form": "application/x-www-form-urlencoded",
    "json": "application/json",
    "multipart": "multipart/form-data",
}


def _link(call: Call) -> str:
    return f"http://{call.headers.get('host', '')}{ARTICLE_PAGE.rstrip('/')}"


def _trouble(
    trouble: Refused, headers: Mapping[str, str] | None = None, notes: Mapping[str, Any] | None = None
) -> Response:
    told = {"error": trouble.code, "message": trouble.message}
    return Response.of(told, headers=headers or {}, notes=notes or {"error": trouble.code})


def _oauth_trouble(trouble: Refused) -> Response:
    """OAuth has an envelope of its own."""
    return Response.of(
        {
            "error": trouble.code,
            "error_name": trouble.message,
            "error_reason": trouble.message,
            "ref_doc": "https://developers.zalo.me/docs/official-account/phu-luc/ma-loi",
        },
        notes={"error": trouble.code},
    )

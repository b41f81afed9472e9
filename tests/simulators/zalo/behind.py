"""What a test or a person at the console does without Zalo's API, and a look at everything that is kept."""

from __future__ import annotations

import base64
import dataclasses
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from tests.simulators.zalo import articles, chats, oauth
from tests.simulators.zalo.model import Access, Article, Grant, State
from tests.simulators.zalo.pictures import PictureHost

T = TypeVar("T")


class Behind:
    """The actions of ``/_sim/do/{action}``; every method takes and gives JSON values."""

    def __init__(self, state: State, pictures: PictureHost, app_id: str) -> None:
        self._state = state
        self._pictures = pictures
        self._app = app_id

    def do(self, action: str, given: Mapping[str, Any]) -> Any:
        """Raises KeyError or TypeError for what there is not."""
        actions: dict[str, Callable[..., Any]] = {
            "settings": self.settings,
            "app": self.app,
            "oa": self.oa,
            "grant": self.grant,
            "consent": self.consent,
            "explorer": self.explorer,
            "expire": self.expire,
            "write": self.write,
            "edit": self.edit,
            "read": self.read,
            "remove": self.remove,
            "picture": self.picture,
            "chat": self.chat,
            "block": self.block,
        }
        return actions[action](**given)

    def settings(self, **changes: Any) -> dict[str, Any]:
        """Change how the platform behaves; the fields of `model.Settings`."""
        return dataclasses.asdict(_changed(self._state.settings, changes))

    def app(self, **changes: Any) -> dict[str, Any]:
        """Change the app in the developer console; the fields of `model.App`."""
        return dataclasses.asdict(_changed(self._state.apps[self._app], changes))

    def oa(self, oa_id: str, **changes: Any) -> dict[str, Any]:
        """Change an account; the fields of `model.Oa`."""
        return dataclasses.asdict(_changed(self._state.oas[oa_id], changes))

    def grant(self, oa_id: str, **changes: Any) -> dict[str, Any]:
        """Change what an account allows the app; the fields of `model.Grant`."""
        _changed(self._grant(oa_id), changes)
        return {}

    def consent(self, oa_id: str) -> dict[str, str]:
        """An administrator agrees anew: what the callback would carry."""
        return {"code": oauth.consent(self._state, self._app, self._state.oas[oa_id].oa_id), "oa_id": oa_id}

    def explorer(self, oa_id: str, access_token: str = "", refresh_token: str = "") -> dict[str, str]:
        """A new pair as the API Explorer gives it, on the grant there is; named tokens are taken as they are."""
        grant = self._grant(oa_id)
        pair = oauth.issue(self._state, grant)
        if access_token:
            self._state.access[access_token] = self._state.access.pop(pair["access_token"])
        if refresh_token:
            self._state.refresh[refresh_token] = self._state.refresh.pop(pair["refresh_token"])
            grant.refresh_token = refresh_token
        return pair | {
            name: value for name, value in (("access_token", access_token), ("refresh_token", refresh_token)) if value
        }

    def expire(self, oa_id: str) -> dict[str, Any]:
        """Every access token of an account has run out."""
        now = self._state.now()
        for token, access in self._state.access.items():
            if access.grant.oa_id == oa_id:
                self._state.access[token] = Access(grant=access.grant, until=now)
        return {}

    def write(self, oa_id: str, **fields: Any) -> dict[str, str]:
        """Somebody writes an article at the console; it is there at once."""
        now = self._state.now()
        article = Article(
            id=self._state.token("ar-"),
            oa_id=self._state.oas[oa_id].oa_id,
            fields={"type": "normal", "title": "", "author": "", "description": "", "body": [], "cover": {}} | fields,
            number=len(self._state.articles),
            created=now,
            updated=now,
            listed_at=now,
        )
        article.shown_ever = article.shown
        self._state.articles[article.id] = article
        return {"id": article.id}

    def edit(self, id: str, **fields: Any) -> dict[str, Any]:
        """Somebody changes fields of an article at the console."""
        articles.settle(self._state)
        article = self._state.articles[id]
        article.fields = article.fields | fields
        article.updated = self._state.now()
        article.shown_ever = article.shown_ever or article.shown
        return {}

    def read(self, id: str, views: int, shares: int = 0) -> dict[str, Any]:
        """People have read an article and shared it so often."""
        article = self._state.articles[id]
        article.views, article.shares = views, shares
        return {}

    def remove(self, id: str) -> dict[str, Any]:
        """Somebody deletes an article at the console."""
        articles.settle(self._state)
        self._state.articles[id].removed = True
        return {}

    def picture(self, name: str, base64_data: str) -> dict[str, Any]:
        """Put a picture on the public host."""
        self._pictures.files[name] = base64.b64decode(base64_data, validate=True)
        return {"path": f"/images/{name}"}

    def chat(
        self, oa_id: str, person: str, text: str, at: str, ours: bool = False, kind: str = "text"
    ) -> dict[str, str]:
        """A person writes to the account, or somebody answers them at the console."""
        chat = chats.chat_of(self._state, self._state.oas[oa_id].oa_id, person)
        made = chats.say(self._state, chat, text, datetime.fromisoformat(at), ours=ours, kind=kind)
        return {"id": made.id}

    def block(self, oa_id: str, person: str) -> dict[str, Any]:
        """A person takes no more messages of the account."""
        chats.chat_of(self._state, oa_id, person).blocked = True
        return {}

    def _grant(self, oa_id: str) -> Grant:
        return self._state.grants[self._app, oa_id]


def dump(state: State) -> dict[str, Any]:
    """Everything that is kept, as JSON: removed articles and lost jobs too, tokens not."""
    articles.settle(state)
    return {
        "settings": dataclasses.asdict(state.settings),
        "oas": [dataclasses.asdict(oa) for oa in state.oas.values()],
        "grants": [_grant(grant) for grant in state.grants.values()],
        "articles": [_plain(dataclasses.asdict(one)) | {"shown": one.shown} for one in state.articles.values()],
        "jobs": [
            {"article": job.article, "oa_id": job.oa_id, "update": job.update, "done": job.done}
            for job in state.jobs.values()
        ],
        "videos": [_plain(dataclasses.asdict(one)) for one in state.videos.values()],
        "chats": [
            {
                "oa_id": one.oa_id,
                "person": one.person,
                "lines": [_plain(dataclasses.asdict(line)) for line in one.lines],
            }
            for one in state.chats.values()
        ],
        "broadcasts": [_plain(dataclasses.asdict(one)) for one in state.broadcasts],
    }


def _grant(grant: Grant) -> dict[str, Any]:
    told = _plain(dataclasses.asdict(grant))
    told.pop("refresh_token")
    return told


def _plain(given: dict[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in given.items()}


def _changed(thing: T, changes: Mapping[str, Any]) -> T:
    """Set known fields. Raises TypeError for others: a misspelt setting must not pass in silence."""
    known = {field.name for field in dataclasses.fields(thing)}  # type: ignore[arg-type]
    for name, value in changes.items():
        if name not in known:
            raise TypeError(f"there is no {name}")
        setattr(thing, name, tuple(value) if isinstance(value, list) else value)
    return thing

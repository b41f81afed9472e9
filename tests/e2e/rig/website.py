"""Just enough of a WordPress site to connect to and to publish on. The real one is in tests/wordpress."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

from tests.simulators.wire import Call, Response

RIGHTS = ("publish_posts", "edit_published_posts", "delete_published_posts", "upload_files", "edit_posts")
PICTURES = "/wp-content/uploads/"


class Website:
    """A site with one user. Fulfils `tests.simulators.server.Platform`."""

    name = "website"

    def __init__(self, user: str, password: str) -> None:
        self._login = "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()
        self.reset()

    def reset(self) -> None:
        self.posts: dict[int, dict[str, Any]] = {}
        self.files: dict[str, bytes] = {}
        self._media: dict[int, dict[str, Any]] = {}

    def answer(self, call: Call) -> Response:
        home = f"http://{call.headers.get('host', '')}"
        if call.path.startswith(PICTURES):
            return Response(body=self.files[call.path.removeprefix(PICTURES)], mime="image/jpeg")
        if call.headers.get("authorization") != self._login:
            return _trouble(401, "rest_not_logged_in", "Bạn chưa đăng nhập.")
        if call.path == "/wp-json/":
            passwords = {"application-passwords": {"endpoints": {"authorization": f"{home}/wp-admin"}}}
            told = {"name": "Công an xã Mẫu", "url": home, "home": home, "namespaces": ["wp/v2"]}
            return Response.of(told | {"authentication": passwords})
        return self._api(call, call.path.removeprefix("/wp-json/wp/v2"), home)

    def _api(self, call: Call, route: str, home: str) -> Response:
        kind, _, number = route.strip("/").partition("/")
        if route == "/users/me":
            told = {"id": 1, "name": "Biên tập", "roles": ["editor"], "capabilities": dict.fromkeys(RIGHTS, True)}
            return Response.of(told)
        if kind not in ("posts", "media"):
            return _trouble(404, "rest_no_route", "Không có đường dẫn này.")
        shelf = self.posts if kind == "posts" else self._media
        if number:
            return self._one(call, shelf, int(number))
        if call.method == "GET":
            slug = call.query.get("slug")
            found = [one for one in shelf.values() if slug in (None, one["slug"])]
            return Response.of(found, headers={"X-WP-Total": str(len(found)), "X-WP-TotalPages": "1"})
        made = self._made(call, kind, len(self.posts) + len(self._media) + 1, home)
        shelf[made["id"]] = made
        return Response.of(made, 201)

    def _one(self, call: Call, shelf: dict[int, dict[str, Any]], number: int) -> Response:
        if number not in shelf:
            return _trouble(404, "rest_post_invalid_id", "Không có bài này.")
        if call.method == "DELETE":
            return Response.of(shelf.pop(number))
        if call.method == "POST":
            shelf[number] |= _fields(call.form)
        return Response.of(shelf[number])

    def _made(self, call: Call, kind: str, number: int, home: str) -> dict[str, Any]:
        at = call.at.strftime("%Y-%m-%dT%H:%M:%S")
        whole = {"id": number, "date_gmt": at, "modified_gmt": at, "date": at, "link": f"{home}/?p={number}"}
        if kind == "posts":
            return whole | {"status": "draft", "slug": f"bai-{number}", "featured_media": 0} | _fields(call.form)
        name, data = next(((file.filename, file.data) for file in call.files.values()), (f"{number}.jpg", call.body))
        disposition = call.headers.get("content-disposition", "")
        if "filename=" in disposition:
            name = disposition.partition("filename=")[2].strip('"')
        self.files[name] = data
        told = {"slug": name.rpartition(".")[0].lower(), "source_url": f"{home}{PICTURES}{name}", "media_type": "image"}
        return whole | told | {"mime_type": "image/jpeg", "alt_text": str(call.form.get("alt_text", ""))}

    # what the server asks besides

    def failure(self, call: Call, options: Mapping[str, Any]) -> Response:
        return _trouble(options.get("status", 400), options.get("code", "rest_error"), options.get("message", ""))

    def state(self) -> Any:
        return {"posts": list(self.posts.values())}

    def control(self, action: str, given: Mapping[str, Any]) -> Any:
        raise KeyError(action)

    def page(self, page_id: str) -> str:
        raise KeyError(page_id)


def _fields(form: Mapping[str, Any]) -> dict[str, Any]:
    """Texts as the API gives them back."""
    return {
        name: {"raw": value, "rendered": value} if name in ("title", "content", "excerpt") else value
        for name, value in form.items()
    }


def _trouble(status: int, code: str, message: str) -> Response:
    return Response.of({"code": code, "message": message, "data": {"status": status}}, status)

"""A public picture host, and Zalo's look at the pictures an article refers to."""

from __future__ import annotations

import http.client
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from tests.simulators.wire import Call, Response
from tests.simulators.zalo.errors import invalid, too_much
from tests.simulators.zalo.media import kind_of

LARGEST = 1_048_576
"""Bytes of a picture of an article."""
PREFIX = "/images/"
LOOPBACK = ("127.0.0.1", "localhost", "::1")
PATIENCE = 60.0
"""Seconds to wait for a picture."""


class PictureHost:
    """Takes pictures by PUT and shows them to everybody; any file name, nested or not."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def answer(self, call: Call) -> Response:
        name = call.path.removeprefix(PREFIX)
        if call.method == "PUT" and call.complete and name:
            self.files[name] = call.body
            return Response.of({"url": f"http://{call.headers.get('host', '')}{call.path}"}, 201)
        if call.method == "DELETE":
            self.files.pop(name, None)
            return Response(status=204)
        if call.method not in ("GET", "HEAD"):
            return Response(status=405)
        if name not in self.files:
            return Response.html("<html><body>Không có ảnh này.</body></html>", 404)
        found = self.files[name]
        kind = kind_of(found)
        return Response(
            body=b"" if call.method == "HEAD" else found,
            mime=f"image/{kind}" if kind in ("jpeg", "png") else "application/octet-stream",
        )


def look(pictures: Iterable[tuple[str, str]], host: PictureHost, own_port: int, trusted: tuple[str, ...]) -> None:
    """Check that every picture (path in the request, address) can be had and used.

    Pictures on this server are read from memory, others on loopback over the wire; hosts of `trusted` are believed.
    Nothing else is public here. Raises Refused: -201 not reachable or no jpg/png, -210 more than 1 MB.
    """
    for path, address in pictures:
        parts = urlsplit(address)
        if parts.hostname in trusted:
            continue
        found = _own(parts.path, host) if _is_own(address, own_port) else _fetched(address)
        if found is not None and len(found) > LARGEST:
            raise too_much(path)
        if found is None or kind_of(found) not in ("jpeg", "png"):
            raise invalid(path)


def _is_own(address: str, own_port: int) -> bool:
    parts = urlsplit(address)
    return parts.hostname in LOOPBACK and parts.port == own_port


def _own(path: str, host: PictureHost) -> bytes | None:
    return host.files.get(unquote(path).removeprefix(PREFIX)) if path.startswith(PREFIX) else None


def _fetched(address: str) -> bytes | None:
    """One plain GET on loopback, no redirects; at most one byte more than is allowed."""
    parts = urlsplit(address)
    if parts.scheme != "http" or parts.hostname not in LOOPBACK:
        return None
    line = http.client.HTTPConnection(parts.hostname, parts.port or 80, timeout=PATIENCE)
    try:
        line.request("GET", parts.path + (f"?{parts.query}" if parts.query else ""))
        answer = line.getresponse()
        return answer.read(LARGEST + 1) if answer.status == 200 else None
    except (OSError, ValueError, http.client.HTTPException):  # nobody there, or no address that can be asked for
        return None
    finally:
        line.close()

"""A request as it came over the wire, read strictly, and the answer that goes back."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.message import Message
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


class Malformed(ValueError):
    """The request breaks the rules of HTTP, of forms or of JSON; the text says how."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """One file of a multipart form."""

    filename: str
    mime: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request. `path` is percent-decoded and without the query; header names are in small letters."""

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, Any] = field(default_factory=dict)
    """Fields of a form, text parts of a multipart body, or the members of a JSON object (then of any JSON type)."""
    files: Mapping[str, Upload] = field(default_factory=dict)
    body: bytes = b""
    complete: bool = True
    """False: the line broke before the whole body was here."""
    malformed: str = ""
    """What is wrong with the query or the body; the platform answers that in its own way."""
    at: datetime
    """When it came, by the simulated clock."""
    listing_delay: float = 0.0
    """Seconds for which a new object is missing from this listing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """An answer. `notes` go into the journal, not over the wire."""

    status: int = 200
    body: bytes = b""
    mime: str = "application/json; charset=UTF-8"
    headers: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, value: Any, status: int = 200, **rest: Any) -> Response:
        """`value` as JSON."""
        return cls(status=status, body=json.dumps(value, ensure_ascii=False).encode(), **rest)

    @classmethod
    def html(cls, text: str, status: int = 200, **rest: Any) -> Response:
        return cls(status=status, body=text.encode(), mime="text/html; charset=utf-8", **rest)

    def json(self) -> Any:
        return json.loads(self.body)


def matches(pattern: str, path: str) -> dict[str, str] | None:
    """What stands in the braces of `pattern` when `path` is of that form, else None.

    ``{name}`` is one segment without a slash, ``*`` is anything: ``/{version}/{page}/feed``, ``*/photos``, ``*``.
    """
    pieces = re.split(r"(\{\w+\}|\*)", pattern)
    expression = "".join(
        f"(?P<{piece[1:-1]}>[^/]+)" if piece.startswith("{") else ".*" if piece == "*" else re.escape(piece)
        for piece in pieces
    )
    found = re.fullmatch(expression, path)
    return found.groupdict() if found else None


def read_call(
    method: str, target: str, headers: Mapping[str, str], body: bytes, *, complete: bool, at: datetime
) -> Call:
    """Take a request apart. What is malformed in it is told in the call, not raised."""
    parts = urlsplit(target)
    query: dict[str, str] = {}
    form: dict[str, Any] = {}
    files: dict[str, Upload] = {}
    malformed = ""
    try:
        query = _pairs(parts.query)
        if complete:
            form, files = _read_body(headers.get("content-type", ""), body)
    except (Malformed, UnicodeDecodeError) as trouble:
        malformed = str(trouble)
    return Call(
        method=method,
        path=unquote(parts.path),
        query=query,
        headers=dict(headers),
        form=form,
        files=files,
        body=body,
        complete=complete,
        malformed=malformed,
        at=at,
    )


def _read_body(content_type: str, body: bytes) -> tuple[dict[str, Any], dict[str, Upload]]:
    header = Message()
    header["Content-Type"] = content_type
    kind = header.get_content_type() if content_type else ""
    if kind == "application/x-www-form-urlencoded":
        return dict(_pairs(body.decode("utf-8"))), {}
    if kind == "application/json":
        return _object(body), {}
    if kind == "multipart/form-data":
        boundary = header.get_param("boundary")
        if not isinstance(boundary, str):
            raise Malformed("a multipart body without a boundary")
        return _multipart(boundary.encode(), body)
    return {}, {}  # raw bytes, such as a piece of a film


def _pairs(text: str) -> dict[str, str]:
    if not text:
        return {}
    try:
        pairs = parse_qsl(text, keep_blank_values=True, strict_parsing=True, encoding="utf-8", errors="strict")
    except ValueError as error:
        raise Malformed(f"a form that cannot be read: {error}") from error
    return _once(pairs)


def _object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body.decode("utf-8"), object_pairs_hook=_once)
    except ValueError as error:
        raise Malformed(f"a JSON body that cannot be read: {error}") from error
    if not isinstance(found, dict):
        raise Malformed("a JSON body that is no object")
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Malformed(f"a name given twice among {sorted(name for name, _ in pairs)}")
    return found


def _multipart(boundary: bytes, body: bytes) -> tuple[dict[str, Any], dict[str, Upload]]:
    mark = b"--" + boundary
    if not body.startswith(mark + b"\r\n") or not body.rstrip(b"\r\n").endswith(b"\r\n" + mark + b"--"):
        raise Malformed("a multipart body that does not begin and end with its boundary")
    fields: list[tuple[str, Any]] = []
    files: list[tuple[str, Upload]] = []
    for part in body.rstrip(b"\r\n")[len(mark) + 2 : -len(mark) - 4].split(b"\r\n" + mark + b"\r\n"):
        head, gap, data = part.partition(b"\r\n\r\n")
        if not gap:
            raise Malformed("a part without a header")
        header = _part_header(head.decode("utf-8"))
        name = header.get_param("name", header="content-disposition")
        if not isinstance(name, str) or not name:
            raise Malformed("a part without a name")
        filename = header.get_filename()
        if filename is None:
            fields.append((name, data.decode("utf-8")))
        else:
            mime = header.get_content_type() if "content-type" in header else ""
            files.append((name, Upload(filename=filename, mime=mime, data=data)))
    return _once(fields), _once(files)


def _part_header(text: str) -> Message:
    header = Message()
    for line in text.split("\r\n"):
        name, colon, value = line.partition(":")
        if not colon:
            raise Malformed("a part with a broken header")
        header[name.strip()] = value.strip()
    return header

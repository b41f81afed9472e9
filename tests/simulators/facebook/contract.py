"""The contract file, and the judgement of a request by it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from tests.simulators.facebook import fields
from tests.simulators.facebook.errors import GraphError, invalid, unknown_object
from tests.simulators.wire import Call, Upload, matches

FILE = Path(__file__).with_name("contract.yaml")
_INDEXED = re.compile(r"(\w+)\[(\d+)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    name: str
    methods: tuple[str, ...]
    path: str
    parameters: Mapping[str, Mapping[str, Any]]
    headers: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A call that keeps the contract: who is meant, and the parameters in their own types."""

    call: Call
    endpoint: Endpoint
    version: str
    ids: Mapping[str, str]
    """Object ids of the path by their kind."""
    given: Mapping[str, Any]
    """Times are datetimes, bools bools, ``fields`` a tree, ``attached_media`` a list of photo ids."""


KindOf = Callable[[str], str]
"""``page``, ``post``, ``photo``, ``video`` or ``user`` of an id; empty when there is no such object."""


class Contract:
    """What is taken; everything else is refused with the platform's code."""

    def __init__(self, file: Path = FILE) -> None:
        told = _told(file)
        self.versions: tuple[str, ...] = tuple(told["versions"])
        self.fields: Mapping[str, fields.Tree] = told["fields"]
        self.defaults: Mapping[str, list[str]] = told["defaults"]
        self.metrics: Mapping[str, list[str]] = told["metrics"]
        self._common = told["common"]
        self.endpoints = tuple(_endpoint(name, entry) for name, entry in told["endpoints"].items())

    def find(self, call: Call, kind_of: KindOf) -> tuple[Endpoint, str, dict[str, str]]:
        """The endpoint, the version and the ids of the path. Raises GraphError."""
        known_path = False
        for endpoint in self.endpoints:
            found = matches(endpoint.path, call.path)
            if found is None:
                continue
            known_path = True
            version = found.pop("version")
            if call.method in endpoint.methods and all(kind_of(id_) == kind for kind, id_ in found.items()):
                return endpoint, version, found
        if not known_path:
            raise GraphError(2500, f"Unknown path components: {call.path}")
        raise unknown_object()

    def check(self, call: Call, endpoint: Endpoint, version: str, ids: Mapping[str, str]) -> Request:
        """Judge every parameter. Raises GraphError 100 naming the first that is wrong."""
        if call.malformed:
            raise invalid(call.malformed)
        raw = self._raw(call)
        known = {**self._common, **endpoint.parameters}
        given: dict[str, Any] = {}
        for name, value in raw.items():
            if name not in known:
                raise invalid(f"Invalid parameter: {name} is not known here")
            given[name] = self._typed(name, value, known[name])
        for name, rule in endpoint.parameters.items():
            if rule.get("required") and name not in given:
                raise invalid(f"The parameter {name} is required")
        for name, rule in endpoint.headers.items():
            if name not in call.headers:
                raise invalid(f"The header {name} is required")
            given[name] = self._typed(name, call.headers[name], rule)
        return Request(call=call, endpoint=endpoint, version=version, ids=ids, given=given)

    def tree(self, kind: str, asked: fields.Tree | None) -> fields.Tree:
        """What to answer of an object of that kind."""
        return asked or {name: {} for name in self.defaults[kind]}

    def check_version(self, path: str) -> None:
        """Raises GraphError for a path without a version, or with one that is not served."""
        version = path.removeprefix("/video-upload").split("/")[1] if path.count("/") else ""
        if version not in self.versions:
            raise GraphError(2635, f"(#2635) Call a version that is supported ({', '.join(self.versions)}): {path}")

    def _raw(self, call: Call) -> dict[str, Any]:
        """All parameters of query, body and files; an indexed one is put together to a list."""
        if call.method == "GET" and (call.form or call.files):
            raise invalid("A GET takes its parameters from the address")
        raw: dict[str, Any] = {}
        lists: dict[str, dict[int, Any]] = {}
        for name, value in [*call.query.items(), *call.form.items(), *call.files.items()]:
            indexed = _INDEXED.fullmatch(name)
            if indexed:
                lists.setdefault(indexed.group(1), {})[int(indexed.group(2))] = value
            elif name in raw:
                raise invalid(f"The parameter {name} is given twice")
            else:
                raw[name] = value
        for name, numbered in lists.items():
            if name in raw or sorted(numbered) != list(range(len(numbered))):
                raise invalid(f"{name} must be a list numbered from 0")
            raw[name] = [numbered[number] for number in range(len(numbered))]
        return raw

    def _typed(self, name: str, value: Any, rule: Mapping[str, Any]) -> Any:
        kind = rule["type"]
        if kind == "fields":
            tree = fields.parse(_string(name, value))
            fields.check(tree, self.fields[rule["of"]], rule["of"])
            return tree
        if kind == "metrics":
            return self._metrics(_string(name, value))
        if kind == "enum":
            if value not in rule["values"]:
                raise invalid(f"Param {name} must be one of {{{', '.join(rule['values'])}}}")
            return value
        return _TYPES[kind](name, value)

    def _metrics(self, text: str) -> list[str]:
        wanted = [name.strip() for name in text.split(",") if name.strip()]
        known = {*self.metrics["page"], *self.metrics["post"], *self.metrics["video"]}
        for name in wanted:
            if name not in known or any(fnmatchcase(name, gone) for gone in self.metrics["removed"]):
                raise invalid("The value must be a valid insights metric")
        return wanted


@cache
def _told(file: Path) -> Any:
    """The file as it is written; read once, for it takes a tenth of a second."""
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def _endpoint(name: str, entry: Mapping[str, Any]) -> Endpoint:
    methods, path = entry["request"].split(" ")
    return Endpoint(
        name=name,
        methods=tuple(methods.split("|")),
        path=path,
        parameters=entry.get("parameters", {}),
        headers=entry.get("headers", {}),
    )


def _string(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise invalid(f"Param {name} must be a string")
    return value


def _bool(name: str, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if value not in ("true", "false", "1", "0"):
        raise invalid(f"Param {name} must be a boolean")
    return value in ("true", "1")


def _int(name: str, value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if not (isinstance(value, str) and re.fullmatch(r"\d{1,18}", value)):
        raise invalid(f"Param {name} must be an integer")
    return int(value)


def _time(name: str, value: Any) -> datetime:
    if isinstance(value, int) or (isinstance(value, str) and value.isdigit()):
        return datetime.fromtimestamp(_int(name, value), UTC)
    try:
        moment = datetime.fromisoformat(_string(name, value))
    except ValueError:
        raise invalid(f"Param {name} must be a UNIX timestamp or an ISO 8601 time") from None
    if moment.tzinfo is None:
        raise invalid(f"Param {name} must carry its offset from UTC")
    return moment.astimezone(UTC)


def _url(name: str, value: Any) -> str:
    try:
        parts = urlsplit(_string(name, value))
        good = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        good = False
    if not good or " " in value:
        raise GraphError(100, subcode=2061006)
    return str(value)


def _id(name: str, value: Any) -> str:
    if not re.fullmatch(r"\d+(_\d+)?", _string(name, value)):
        raise invalid(f"Param {name} must be an id")
    return str(value)


def _file(name: str, value: Any) -> Upload:
    if not isinstance(value, Upload):
        raise invalid(f"Param {name} must be a file of a multipart form")
    return value


def _media(name: str, value: Any) -> list[str]:
    if not isinstance(value, list) or not value:
        raise invalid(f"Param {name} must be an array")
    found = []
    for item in value:
        try:
            entry = json.loads(item) if isinstance(item, str) else item
        except ValueError:
            raise invalid(f"Param {name} must hold objects") from None
        if not isinstance(entry, dict) or set(entry) != {"media_fbid"}:
            raise invalid(f'Param {name} must hold objects {{"media_fbid": "id of a photo"}}')
        found.append(_id("media_fbid", entry["media_fbid"]))
    return found


def _object(name: str, value: Any) -> dict[str, Any]:
    try:
        told = json.loads(value) if isinstance(value, str) else value
    except ValueError:
        raise invalid(f"Param {name} must be an object") from None
    if not isinstance(told, dict):
        raise invalid(f"Param {name} must be an object")
    return told


def _recipient(name: str, value: Any) -> dict[str, Any]:
    told = _object(name, value)
    if set(told) not in ({"id"}, {"comment_id"}):
        raise invalid(f'Param {name} must be {{"id"}} or {{"comment_id"}}')
    return {key: _id(name, one) for key, one in told.items()}


def _chat(name: str, value: Any) -> dict[str, Any]:
    told = _object(name, value)
    if set(told) != {"text"} or not isinstance(told["text"], str) or not told["text"].strip():
        raise invalid(f'Param {name} must be {{"text": …}}')
    return told


_TYPES: Mapping[str, Callable[[str, Any], Any]] = {
    "string": _string,
    "bool": _bool,
    "int": _int,
    "time": _time,
    "url": _url,
    "id": _id,
    "file": _file,
    "media": _media,
    "recipient": _recipient,
    "chat": _chat,
}

"""The contract file, and the check of a request against it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from tests.simulators.wire import Upload
from tests.simulators.zalo.errors import invalid, too_much
from tests.simulators.zalo.media import kind_of

FILE = Path(__file__).with_name("contract.yaml")
_NUMBERS = re.compile(r"\d+(,\d+)*")
Fields = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One call of the contract."""

    name: str
    method: str
    path: str
    source: str
    """query, form, json or multipart."""
    headers: tuple[str, ...]
    shape: str
    besides: Mapping[str, Any]


class Contract:
    """Read once; says which calls there are, and what a request to one may hold."""

    def __init__(self, told: Mapping[str, Any]) -> None:
        self._shapes: Mapping[str, Any] = told["shapes"]
        self.rules = {name: _rule(name, call) for name, call in told["calls"].items()}

    def check(self, name: str, given: Mapping[str, Any]) -> Fields:
        """Return the parameters with numbers of a query read. Raises Refused (-201, -210)."""
        rule = self.rules[name]
        texts = rule.source in ("query", "form")
        return self._shape(self._shapes[rule.shape], given, "", texts=texts, besides=rule.besides)

    def pictures(self, name: str, fields: Mapping[str, Any]) -> list[tuple[str, str]]:
        """Path and address of every picture that checked `fields` refer to, in the order of the contract."""
        return list(self._pictures(self._shapes[self.rules[name].shape], fields, ""))

    def _rules_of(self, shape: Mapping[str, Any], given: Mapping[str, Any], at: str) -> dict[str, Any]:
        """The rules of the fields, once the field that decides between cases is known."""
        if "by" not in shape:
            return dict(shape)
        key = shape["by"]
        case = given.get(key)
        if not isinstance(case, str) or case not in shape["cases"]:
            raise invalid(at + key)
        return {key: {"type": "string", "required": True}, **shape["cases"][case]}

    def _shape(
        self,
        shape: Mapping[str, Any],
        given: object,
        at: str,
        *,
        texts: bool = False,
        besides: Mapping[str, Any] | None = None,
    ) -> Fields:
        if not isinstance(given, Mapping):
            raise invalid(at.rstrip(".") or "body")
        rules = self._rules_of(shape, given, at) | dict(besides or {})
        for name in given:
            if name not in rules:
                raise invalid(f"{at}{name}")
        for name, rule in rules.items():
            if rule.get("required") and given.get(name) in (None, "", []):
                raise invalid(f"{at}{name}")
        return {name: self._value(rules[name], value, f"{at}{name}", texts=texts) for name, value in given.items()}

    def _value(self, rule: Mapping[str, Any], value: Any, at: str, *, texts: bool) -> Any:
        kind = rule["type"]
        if kind == "object":
            return self._shape(self._shapes[rule["shape"]], value, f"{at}.")
        if kind == "json":
            return self._shape(self._shapes[rule["shape"]], _parsed(value, at), f"{at}.")
        if kind == "list":
            return self._list(rule, value, at)
        if kind == "person":
            return _person(value, at)
        if kind == "integer":
            return _integer(rule, value, at, texts=texts)
        if kind == "numbers":
            return _numbers(value, at)
        if kind == "file":
            return _file(rule, value, at)
        return _text(rule, value, at)

    def _list(self, rule: Mapping[str, Any], value: Any, at: str) -> list[Any]:
        if not isinstance(value, Sequence) or isinstance(value, str | bytes):
            raise invalid(at)
        if len(value) < rule.get("min", 0):
            raise invalid(at)
        if len(value) > rule.get("max", len(value)):
            raise too_much(at)
        if "shape" not in rule:
            return [_text(rule, entry, f"{at}[{index}]") for index, entry in enumerate(value)]
        shape = self._shapes[rule["shape"]]
        return [self._shape(shape, entry, f"{at}[{index}].") for index, entry in enumerate(value)]

    def _pictures(self, shape: Mapping[str, Any], fields: Mapping[str, Any], at: str) -> Iterator[tuple[str, str]]:
        rules = self._rules_of(shape, fields, at)
        for name, rule in rules.items():
            if name not in fields:
                continue
            if rule.get("picture"):
                yield f"{at}{name}", fields[name]
            elif rule["type"] == "object":
                yield from self._pictures(self._shapes[rule["shape"]], fields[name], f"{at}{name}.")
            elif rule["type"] == "list" and "shape" in rule:
                for index, entry in enumerate(fields[name]):
                    yield from self._pictures(self._shapes[rule["shape"]], entry, f"{at}{name}[{index}].")


@cache
def load() -> Contract:
    """The contract of the file beside this one."""
    return Contract(yaml.safe_load(FILE.read_text(encoding="utf-8")))


def _rule(name: str, call: Mapping[str, Any]) -> Rule:
    method, path = call["address"].split()
    return Rule(
        name=name,
        method=method,
        path=path,
        source=call["from"],
        headers=tuple(call.get("headers", ())),
        shape=call["shape"],
        besides=call.get("besides", {}),
    )


def _text(rule: Mapping[str, Any], value: Any, at: str) -> str:
    if not isinstance(value, str) or value not in rule.get("one_of", (value,)):
        raise invalid(at)
    if rule["type"] == "url" and not _is_address(value):
        raise invalid(at)
    count = len(value)  # code points: a text that was not normalised counts more
    if count < rule.get("min", 0):
        raise invalid(at)
    if count > rule.get("max", count):
        raise too_much(at)
    return value


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        named = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        return named and not re.search(r"\s", value)
    except ValueError:
        return False


def _integer(rule: Mapping[str, Any], value: Any, at: str, *, texts: bool) -> int:
    if texts and isinstance(value, str) and re.fullmatch(r"\d{1,9}", value):
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or value < rule.get("min", value):
        raise invalid(at)
    if value > rule.get("max", value):
        raise too_much(at)
    return value


def _parsed(value: Any, at: str) -> Any:
    try:
        return json.loads(value)
    except (TypeError, ValueError):
        raise invalid(at) from None


def _person(value: Any, at: str) -> str:
    """An id, as a number or as a text of digits."""
    if isinstance(value, bool) or not re.fullmatch(r"\d{1,32}", str(value)):
        raise invalid(at)
    return str(value)


def _numbers(value: Any, at: str) -> str:
    """One number, a comma list in a text, or a list of numbers; documentation and samples differ."""
    entries = value if isinstance(value, list) else [value]
    if not entries or any(isinstance(one, bool) or not _NUMBERS.fullmatch(str(one)) for one in entries):
        raise invalid(at)
    return ",".join(str(one) for one in entries)


def _file(rule: Mapping[str, Any], value: Any, at: str) -> Upload:
    if not isinstance(value, Upload) or not value.data or kind_of(value.data) not in rule["types"]:
        raise invalid(at)
    if len(value.data) > rule["max"]:
        raise too_much(at)
    return value

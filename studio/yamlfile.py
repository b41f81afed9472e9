"""YAML as people write it by hand, read strictly: every value knows its line, nothing is guessed.

Plain words stay text: ``0113`` and ``08:00`` and ``2026-11-25`` are text, only ``12``, ``1.5``, ``true`` and ``null``
are not. A key given twice, an alias or a tag is refused. So is a file too large to be meant. Values are built from the
parser's events as they come; no constructor of the YAML library ever runs.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

import yaml

from studio.errors import BadInput
from studio.paths import open_regular
from studio.phrase import Bilingual, Phrase
from studio.reasons import reason_of
from studio.text import nfc

LARGEST = 2_000_000
"""Bytes."""
LARGEST_IN_A_PACK = 256 * 1024
"""Bytes of one file of a pack of templates."""
DEEPEST = 20
_MOST_EVENTS = 400_000
_LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"^[-+]?(0|[1-9][0-9]{0,15})$")
_FLOAT = re.compile(r"^[-+]?(0|[1-9][0-9]{0,15})\.[0-9]{1,16}$")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}


Place = tuple[str | int, ...]
"""The way to a value: ``("fields", 3, "name")``."""
_T = TypeVar("_T")


class LineMapping(dict[str, Any]):
    """A mapping of the file. `line` is where it begins, `lines` where each key stands (from 1)."""

    line: int
    lines: dict[str, int]


class LinedList(list[Any]):
    """A list of the file. `lines` is where each item begins."""

    lines: list[int]


def read_yaml(path: Path) -> LineMapping:
    """The mapping in the file at `path`, all text NFC. Raises BadInput naming file and line."""
    try:
        with open_regular(path) as file:
            data = file.read()
    except OSError as error:
        reason = reason_of(error)
        raise BadInput("the file cannot be read ({reason}); check the path.", reason=reason, where=str(path)) from error
    return parse_yaml(decode_yaml(data, path.name), path)


def decode_yaml(data: bytes, where: str, *, largest: int = LARGEST) -> str:
    """The text of a file. `where` names it in sentences. Raises BadInput."""
    if len(data) > largest:
        size = f"{largest / 1_000_000:g} MB"
        raise BadInput("the file is too large (over {size}).", size=size, where=where)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise BadInput("the file is not UTF-8; save it again as UTF-8.", where=f"{where}:{line}") from error


def parse_yaml(text: str, path: Path) -> LineMapping:
    """The mapping that `text` holds; `path` only names the place in sentences. Raises BadInput."""
    return parse_mapping(text, path.name)


def parse_mapping(text: str, where: str) -> LineMapping:
    """The mapping that `text` holds, all text NFC. `where` names the file in sentences. Raises BadInput."""
    reader = _Reader(where)
    try:
        value = reader.read(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise reader.error(
            min(mark.line, text.count("\n")) + 1 if mark else 1,
            Phrase(
                "not valid YAML ({problem}); check indentation, colons and quotes on this line.",
                problem=error.problem or error.context,
            ),
        ) from error
    except yaml.YAMLError as error:
        raise BadInput(
            "the file has characters that are not allowed; open it, delete them and save it again.", where=where
        ) from error
    if value is None:
        raise BadInput("the file is empty; choose another.", where=where)
    if not isinstance(value, LineMapping):
        raise reader.error(reader.first, Phrase("the file must consist of “name: value” lines."))
    return value


class _Writer(yaml.SafeDumper):
    """Writes every value out, and puts in quotes what would be read back as something else than text."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(writer: _Writer, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    if text.lower() in _WORDS or _INTEGER.match(text) or _FLOAT.match(text):
        style = '"'
    return writer.represent_scalar("tag:yaml.org,2002:str", text, style)


_Writer.add_representer(str, _text)


def written_yaml(value: Mapping[str, Any], where: str) -> str:
    """The mapping as a file that reads back the same. `where` names the file in sentences. Raises BadInput."""
    told = plain(value)
    try:
        text: str = yaml.dump(told, Dumper=_Writer, allow_unicode=True, sort_keys=False, width=110)
        if plain(parse_mapping(text, where)) == told:
            return text
    except (yaml.YAMLError, RecursionError) as error:
        raise _unwritable(where) from error
    raise _unwritable(where)


def _unwritable(where: str) -> BadInput:
    return BadInput("a text holds characters that a file cannot keep; delete and retype it.", where=where)


def at(path: Path, line: int) -> str:
    """``POST.yaml:3``: the place as sentences name it."""
    return f"{path.name}:{line}"


def refuse_unknown(entry: LineMapping, known: Collection[str], path: Path) -> None:
    """Raise BadInput naming the first key that is not `known`, and the one that was probably meant."""
    for key in entry:
        if key not in known:
            near = get_close_matches(key, known, n=1, cutoff=0.5)
            listed = ", ".join(sorted(known))
            raise BadInput(
                "there is no entry “{key}”; {what}",
                key=key,
                what=Phrase("did you mean “{near}”?", near=near[0])
                if near
                else Phrase("allowed: {listed}.", listed=listed),
                where=at(path, entry.lines[key]),
            )


def plain(value: Any) -> Any:
    """`value` without line numbers: plain dicts and lists all the way down."""
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlDocument:
    """The mapping in a file and where its parts stand."""

    value: LineMapping
    """Plain data, all text NFC."""
    where: str
    """The file as the user knows it."""

    def line(self, *path: str | int) -> int:
        """Line of the value at `path`, or of the nearest thing around it."""
        value: object = self.value
        line = 1
        for part in path:
            found = _look(value, part)
            if found is None:
                break
            line, value = found
        return line

    def error(self, path: Place, say: Phrase) -> BadInput:
        """A BadInput that names file, line and the path within the file."""
        if path:
            say = Phrase("{path}: {say}", path=spell(path), say=say)
        return BadInput(say, where=f"{self.where}:{self.line(*path)}")


def _look(value: object, part: str | int) -> tuple[int, object] | None:
    """Line and value of one part of a mapping or list."""
    if isinstance(value, LineMapping) and isinstance(part, str) and part in value:
        return value.lines[part], value[part]
    if isinstance(value, LinedList) and isinstance(part, int) and 0 <= part < len(value):
        return value.lines[part], value[part]
    return None


def spell(path: Place) -> str:
    """``fields[3].name``."""
    spelled = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return spelled.removeprefix(".")


def load_yaml(data: bytes, where: str, *, max_bytes: int = LARGEST_IN_A_PACK) -> YamlDocument:
    """Read the mapping in a YAML file. `where` names the file in errors. Raises BadInput with file and line."""
    return YamlDocument(value=parse_mapping(decode_yaml(data, where, largest=max_bytes), where), where=where)


class YamlSection:
    """One mapping of a file. Every getter raises BadInput with file, line and key."""

    def __init__(self, document: YamlDocument, path: Place = ()) -> None:
        self.document = document
        self.path = path
        self._raw = _at(document.value, path)
        self._asked: set[str] = set()
        if not isinstance(self._raw, dict):
            raise document.error(path, Phrase("a group of “name: value” is needed here."))

    def wrong(self, key: str, say: Phrase) -> BadInput:
        return self.document.error((*self.path, key), say)

    def has(self, key: str) -> bool:
        return self._raw.get(key) is not None

    def get(self, key: str, kind: type[_T], default: _T | None = None) -> _T:
        """The value of `key`; `default` None means that it must be there."""
        self._asked.add(key)
        value: Any = self._raw.get(key)
        if value is None and default is not None:
            return default
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            names = {
                str: ("chữ", "text"),
                int: ("số nguyên", "a whole number"),
                bool: ("true hoặc false", "true or false"),
            }
            vi, en = names.get(kind, ("danh sách", "a list"))
            raise self.wrong(key, Phrase("missing or of the wrong kind; {what} is needed.", what=Bilingual(vi, en)))
        return value

    def maybe(self, key: str, kind: type[_T]) -> _T | None:
        self._asked.add(key)
        return self.get(key, kind) if self.has(key) else None

    def phrase(self, key: str) -> Phrase:
        """``{vi: …, en: …}``; both are needed."""
        both = self.section(key)
        pair = Bilingual(both.get("vi", str), both.get("en", str))
        both.close()
        return pair

    def texts(self, key: str, *, required: bool = True) -> tuple[str, ...]:
        """A list of texts."""
        items: list[Any] = self.get(key, list, None if required else [])
        for n, item in enumerate(items):
            if not isinstance(item, str):
                raise self.document.error((*self.path, key, n), Phrase("text is needed here."))
        return tuple(items)

    def section(self, key: str) -> YamlSection:
        self._asked.add(key)
        return YamlSection(self.document, (*self.path, key))

    def sections(self, key: str, *, required: bool = True) -> Iterator[YamlSection]:
        for n in range(len(self.get(key, list, None if required else []))):
            yield YamlSection(self.document, (*self.path, key, n))

    def raw(self, key: str) -> Any:
        """The value of `key` as plain data, whatever it is."""
        self._asked.add(key)
        return plain(self._raw.get(key))

    def names(self) -> tuple[str, ...]:
        return tuple(self._raw)

    def close(self) -> None:
        """Refuse keys that nobody asked for."""
        for key in self._raw:
            if key not in self._asked:
                near = get_close_matches(key, self._asked, 1)
                vi = f"; có phải “{near[0]}”?" if near else "; hãy xóa."
                en = f"; did you mean “{near[0]}”?" if near else "; remove it."
                raise self.wrong(key, Phrase("there is no key “{key}”{what}", key=key, what=Bilingual(vi, en)))


def _at(value: Any, path: Place) -> Any:
    for part in path:
        if isinstance(value, list) and isinstance(part, int):
            value = value[part]
        else:
            value = value.get(part) if isinstance(value, dict) else None
    return value


class _Reader:
    """Builds plain values from parser events."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._count = 0
        self.first = 1

    def error(self, line: int, say: Phrase) -> BadInput:
        return BadInput(say, where=f"{self._where}:{line}")

    def read(self, source: Iterator[yaml.Event]) -> Any:
        events = self._checked(source)
        value: Any = None
        seen = False
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if seen:
                    raise self.error(_line(event), Phrase("the file holds several documents; split it."))
                start = next(events)
                self.first, seen = _line(start), True
                value = self._value(start, events, 0)
        return value

    def _checked(self, events: Iterator[yaml.Event]) -> Iterator[yaml.Event]:
        for event in events:
            self._count += 1
            if self._count > _MOST_EVENTS:
                raise self.error(_line(event), Phrase("the file has too many values."))
            if isinstance(event, yaml.AliasEvent) or getattr(event, "tag", None):
                raise self.error(
                    _line(event), Phrase("YAML aliases (*) and tags (!) are not taken; write the value out.")
                )
            yield event

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Any:
        if depth > DEEPEST:
            raise self.error(_line(event), Phrase("nested too deeply.", about="yamlfile"))
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(event, events, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, depth)
        return _scalar(event)

    def _mapping(self, start: yaml.Event, events: Iterator[yaml.Event], depth: int) -> LineMapping:
        entry = LineMapping()
        entry.line, entry.lines = _line(start), {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            line = _line(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise self.error(line, Phrase("the name of an entry must be a word."))
            key = nfc(event.value)
            if key in entry:
                raise self.error(
                    line,
                    Phrase(
                        "the entry “{key}” is given twice (first on line {key2}); keep one.",
                        key=key,
                        key2=entry.lines[key],
                    ),
                )
            entry.lines[key] = line
            entry[key] = self._value(next(events), events, depth + 1)
        return entry

    def _sequence(self, events: Iterator[yaml.Event], depth: int) -> LinedList:
        items = LinedList()
        items.lines = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.lines.append(_line(event))
            items.append(self._value(event, events, depth + 1))
        return items


def _scalar(event: yaml.Event) -> Any:
    text: str = getattr(event, "value", "")
    if getattr(event, "style", None):  # quoted, or a block
        return nfc(text)
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if _INTEGER.match(text):
        return int(text)
    if _FLOAT.match(text):
        return float(text)
    return nfc(text)


def _line(event: yaml.Event) -> int:
    mark = event.start_mark
    return int(mark.line) + 1 if mark else 1

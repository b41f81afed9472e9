"""YAML as data only, with the line of every value, so that an error can name it.

Read from the parser's events, never through constructors: no aliases, no tags, no duplicate keys, bounded in size,
depth and number of values. Of plain scalars only ``true``, ``false``, ``null``, ``~`` and whole numbers are read as
such; everything else stays text (``22:00`` is no number, ``no`` no boolean, a date is typed text).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from studio.errors import BadInput
from studio.text import nfc

Path = tuple[str | int, ...]

MAX_BYTES = 256 * 1024
_MAX_DEPTH = 20
_MAX_EVENTS = 50_000
_WHOLE_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,8})\Z")
_PLAIN = {"true": True, "false": False, "null": None, "~": None, "": None}
_LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlDocument:
    """The value of a file and where its parts stand."""

    value: Any
    """dict, list, str, int, bool or None; all text NFC."""
    where: str
    """The file as the user knows it."""
    lines: Mapping[Path, int] = field(default_factory=dict)
    """First line (from 1) of the value at each path."""

    def line(self, *path: str | int) -> int:
        """Line of the value at `path`, or of the nearest thing around it."""
        known: Path = path
        while known and known not in self.lines:
            known = known[:-1]
        return self.lines.get(known, 1)

    def error(self, path: Path, vi: str, en: str) -> BadInput:
        """A BadInput that names file, line and field."""
        line, at = self.line(*path), f", {spell(path)}" if path else ""
        return BadInput(f"dòng {line}{at}: {vi}", f"line {line}{at}: {en}", where=self.where)


def spell(path: Path) -> str:
    """``fields[3].name``."""
    spelled = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return spelled.removeprefix(".")


def load_yaml(data: bytes, where: str, *, max_bytes: int = MAX_BYTES) -> YamlDocument:
    """Read one YAML document. `where` names the file in errors. Raises BadInput with file and line."""
    if len(data) > max_bytes:
        raise BadInput(
            f"tệp quá lớn ({len(data)} byte, tối đa {max_bytes}); hãy chia nhỏ hoặc bỏ bớt.",
            f"the file is too large ({len(data)} bytes, at most {max_bytes}); split or shorten it.",
            where=where,
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(
            "tệp không phải văn bản UTF-8; hãy lưu lại dưới dạng UTF-8.",
            "the file is not UTF-8 text; save it as UTF-8.",
            where=where,
        ) from None
    reader = _Reader(where)
    try:
        value = reader.read(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise reader.error(line, "không đúng cú pháp YAML", f"not valid YAML ({error.problem})") from None
    except yaml.YAMLError:
        raise reader.error(1, "có ký tự không dùng được", "holds characters that cannot be read") from None
    return YamlDocument(value=value, where=where, lines=reader.lines)


class _Reader:
    """Builds plain values from parser events."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.lines: dict[Path, int] = {}
        self._count = 0

    def error(self, line: int, vi: str, en: str) -> BadInput:
        return BadInput(f"dòng {line}: {vi}; hãy sửa.", f"line {line}: {en}; correct it.", where=self.where)

    def read(self, source: Iterator[yaml.Event]) -> Any:
        events = self._checked(source)
        value: Any = None
        seen = False
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if seen:
                    raise self.error(_line(event), "tệp chứa nhiều tài liệu", "the file holds several documents")
                value, seen = self._value(next(events), events, ()), True
        return value

    def _checked(self, events: Iterator[yaml.Event]) -> Iterator[yaml.Event]:
        for event in events:
            self._count += 1
            if self._count > _MAX_EVENTS:
                raise self.error(_line(event), "quá nhiều giá trị", "too many values")
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise self.error(_line(event), "không dùng & và * của YAML", "YAML anchors and aliases are not taken")
            if getattr(event, "tag", None) not in (None, "!"):
                raise self.error(_line(event), "không dùng thẻ ! của YAML", "YAML tags are not taken")
            yield event

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], path: Path) -> Any:
        self.lines[path] = _line(event)
        if len(path) > _MAX_DEPTH:
            raise self.error(_line(event), "lồng quá sâu", "nested too deeply")
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, path)
        assert isinstance(event, yaml.ScalarEvent)  # noqa: S101 - the parser knows no fourth kind of node
        return _scalar(event)

    def _mapping(self, events: Iterator[yaml.Event], path: Path) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            if not isinstance(event, yaml.ScalarEvent):
                raise self.error(_line(event), "tên mục phải là chữ", "a key must be text")
            key = nfc(event.value)
            if key in mapping:
                raise self.error(_line(event), f"mục “{key}” bị ghi hai lần", f"the key “{key}” is given twice")
            mapping[key] = self._value(next(events), events, (*path, key))
            self.lines[(*path, key)] = _line(event)
        return mapping

    def _sequence(self, events: Iterator[yaml.Event], path: Path) -> list[Any]:
        items: list[Any] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._value(event, events, (*path, len(items))))
        return items


def _scalar(event: yaml.ScalarEvent) -> Any:
    text = nfc(event.value)
    if event.style:  # quoted, or a block
        return text
    if text in _PLAIN:
        return _PLAIN[text]
    return int(text) if _WHOLE_NUMBER.match(text) else text


def _line(event: yaml.Event) -> int:
    mark = event.start_mark
    return int(mark.line) + 1 if mark else 1

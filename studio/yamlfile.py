"""YAML as people write it by hand, read strictly: every value knows its line, nothing is guessed.

Plain words stay text: ``0113`` and ``08:00`` and ``2026-11-25`` are text, only ``12``, ``1.5``, ``true`` and ``null``
are not. A key given twice, an alias or a tag is refused. So is a file too large to be meant.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml

from studio.errors import BadInput
from studio.text import nfc

LARGEST = 2_000_000
"""Bytes."""
DEEPEST = 20
_INTEGER = re.compile(r"^[-+]?(0|[1-9][0-9]{0,15})$")
_FLOAT = re.compile(r"^[-+]?(0|[1-9][0-9]{0,15})\.[0-9]{1,16}$")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}


class Lined(dict[str, Any]):
    """A mapping of the file. `line` is where it begins, `lines` where each key stands (from 1)."""

    line: int
    lines: dict[str, int]


def read_yaml(path: Path) -> Lined:
    """The mapping in the file at `path`, all text NFC. Raises BadInput naming file and line."""
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise BadInput(
            f"không đọc được tệp ({reason}); hãy kiểm tra đường dẫn.",
            f"the file cannot be read ({reason}); check the path.",
            where=str(path),
        ) from error
    if len(data) > LARGEST:
        raise BadInput("tệp quá lớn (trên 2 MB).", "the file is too large (over 2 MB).", where=str(path))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise BadInput(
            "tệp không phải UTF-8; hãy lưu lại với mã UTF-8.",
            "the file is not UTF-8; save it again as UTF-8.",
            where=at(path, line),
        ) from error
    return parse_yaml(text, path)


def parse_yaml(text: str, path: Path) -> Lined:
    """The mapping that `text` holds; `path` only names the place in sentences. Raises BadInput."""
    try:
        _refuse_aliases(text, path)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise BadInput(
            "sai cú pháp YAML; hãy kiểm tra thụt lề, dấu hai chấm và dấu ngoặc ở dòng này.",
            f"not valid YAML ({error.problem or error.context}); check indentation, colons and quotes on this line.",
            where=at(path, mark.line + 1 if mark else 1),
        ) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise BadInput(
            "tệp có ký tự không được phép hoặc lồng quá sâu.",
            "the file has characters that are not allowed, or nests too deeply.",
            where=str(path),
        ) from error
    if node is None:
        raise BadInput("tệp trống.", "the file is empty.", where=str(path))
    value = _value(node, path, 0)
    if not isinstance(value, Lined):
        raise BadInput(
            "tệp phải gồm các dòng “tên: giá trị”.",
            "the file must consist of “name: value” lines.",
            where=at(path, node.start_mark.line + 1),
        )
    return value


def at(path: Path, line: int) -> str:
    """``POST.yaml:3``: the place as sentences name it."""
    return f"{path.name}:{line}"


def refuse_unknown(entry: Lined, known: Collection[str], path: Path) -> None:
    """Raise BadInput naming the first key that is not `known`, and the one that was probably meant."""
    for key in entry:
        if key not in known:
            near = get_close_matches(key, known, n=1, cutoff=0.5)
            listed = ", ".join(sorted(known))
            raise BadInput(
                f"không có mục “{key}”; " + (f"có phải “{near[0]}”?" if near else f"được phép: {listed}."),
                f"there is no entry “{key}”; " + (f"did you mean “{near[0]}”?" if near else f"allowed: {listed}."),
                where=at(path, entry.lines[key]),
            )


def plain(value: Any) -> Any:
    """`value` without line numbers: plain dicts and lists all the way down."""
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value


def _refuse_aliases(text: str, path: Path) -> None:
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "tag", None):
            mark = event.start_mark
            raise BadInput(
                "không dùng được tham chiếu (*) hay thẻ (!) của YAML; hãy viết giá trị ra đầy đủ.",
                "YAML aliases (*) and tags (!) are not taken; write the value out.",
                where=at(path, mark.line + 1 if mark else 1),
            )


def _value(node: yaml.Node, path: Path, depth: int) -> Any:
    if depth > DEEPEST:
        raise BadInput("lồng quá sâu.", "nested too deeply.", where=at(path, node.start_mark.line + 1))
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, depth)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, path, depth + 1) for item in node.value]
    return _scalar(node)


def _mapping(node: yaml.MappingNode, path: Path, depth: int) -> Lined:
    entry = Lined()
    entry.line = node.start_mark.line + 1
    entry.lines = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise BadInput("tên mục phải là chữ.", "the name of an entry must be a word.", where=at(path, line))
        key = nfc(key_node.value)
        if key in entry:
            raise BadInput(
                f"mục “{key}” xuất hiện hai lần (lần đầu ở dòng {entry.lines[key]}); hãy giữ một.",
                f"the entry “{key}” is given twice (first on line {entry.lines[key]}); keep one.",
                where=at(path, line),
            )
        entry.lines[key] = line
        entry[key] = _value(value_node, path, depth + 1)
    return entry


def _scalar(node: yaml.Node) -> Any:
    text: str = node.value
    if getattr(node, "style", None) is not None:
        return nfc(text)
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if _INTEGER.match(text):
        return int(text)
    if _FLOAT.match(text):
        return float(text)
    return nfc(text)

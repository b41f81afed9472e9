"""YAML files of a pack: strictly read data of which every part can be named by file, line and path."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from studio.errors import BadInput
from studio.yamlfile import Lined, LinedList, decode_yaml, parse_mapping

Path = tuple[str | int, ...]

MAX_BYTES: Final = 256 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlDocument:
    """The mapping in a file and where its parts stand."""

    value: Lined
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

    def error(self, path: Path, vi: str, en: str) -> BadInput:
        """A BadInput that names file, line and the path within the file."""
        at = f"{spell(path)}: " if path else ""
        return BadInput(at + vi, at + en, where=f"{self.where}:{self.line(*path)}")


def _look(value: object, part: str | int) -> tuple[int, object] | None:
    """Line and value of one part of a mapping or list."""
    if isinstance(value, Lined) and isinstance(part, str) and part in value:
        return value.lines[part], value[part]
    if isinstance(value, LinedList) and isinstance(part, int) and 0 <= part < len(value):
        return value.lines[part], value[part]
    return None


def spell(path: Path) -> str:
    """``fields[3].name``."""
    spelled = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return spelled.removeprefix(".")


def load_yaml(data: bytes, where: str, *, max_bytes: int = MAX_BYTES) -> YamlDocument:
    """Read the mapping in a YAML file. `where` names the file in errors. Raises BadInput with file and line."""
    return YamlDocument(value=parse_mapping(decode_yaml(data, where, largest=max_bytes), where), where=where)

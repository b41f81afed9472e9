"""Reading a mapping of a pack file key by key; whatever is missing, of the wrong kind or unknown is named."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Any, TypeVar

from studio.errors import BadInput
from studio.phrase import Phrase
from studio.templates.safeyaml import Path, YamlDocument
from studio.yamlfile import plain

_T = TypeVar("_T")


class Section:
    """One mapping of a file. Every getter raises BadInput with file, line and key."""

    def __init__(self, document: YamlDocument, path: Path = ()) -> None:
        self.document = document
        self.path = path
        self._raw = _at(document.value, path)
        self._asked: set[str] = set()
        if not isinstance(self._raw, dict):
            raise document.error(path, "cần một nhóm “tên: giá trị”.", "a group of “name: value” is needed here.")

    def wrong(self, key: str, vi: str, en: str) -> BadInput:
        return self.document.error((*self.path, key), vi, en)

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
            raise self.wrong(key, f"thiếu hoặc sai kiểu; cần {vi}.", f"missing or of the wrong kind; {en} is needed.")
        return value

    def maybe(self, key: str, kind: type[_T]) -> _T | None:
        self._asked.add(key)
        return self.get(key, kind) if self.has(key) else None

    def phrase(self, key: str) -> Phrase:
        """``{vi: …, en: …}``; both are needed."""
        both = self.section(key)
        pair = Phrase(both.get("vi", str), both.get("en", str))
        both.close()
        return pair

    def texts(self, key: str, *, required: bool = True) -> tuple[str, ...]:
        """A list of texts."""
        items: list[Any] = self.get(key, list, None if required else [])
        for n, item in enumerate(items):
            if not isinstance(item, str):
                raise self.document.error((*self.path, key, n), "cần chữ.", "text is needed here.")
        return tuple(items)

    def section(self, key: str) -> Section:
        self._asked.add(key)
        return Section(self.document, (*self.path, key))

    def sections(self, key: str, *, required: bool = True) -> Iterator[Section]:
        for n in range(len(self.get(key, list, None if required else []))):
            yield Section(self.document, (*self.path, key, n))

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
                near = difflib.get_close_matches(key, self._asked, 1)
                vi = f"; có phải “{near[0]}”?" if near else "; hãy xóa."
                en = f"; did you mean “{near[0]}”?" if near else "; remove it."
                raise self.wrong(key, f"không có mục “{key}”{vi}", f"there is no key “{key}”{en}")


def _at(value: Any, path: Path) -> Any:
    for part in path:
        if isinstance(value, list) and isinstance(part, int):
            value = value[part]
        else:
            value = value.get(part) if isinstance(value, dict) else None
    return value

"""What was typed and seen, written down outside the profile, on disk before the next key is pressed."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from studio.posts.model import Media, Post


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A draft as far as a person can tell: its texts, its pictures in order, the pages ticked."""

    texts: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    ticks: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A draft that was to be seen at a moment; `doing` names what was just about to be done to it, if anything."""

    at: float
    """Seconds of the machine's own clock, the same in every process."""
    draft: Draft
    doing: str = ""


class Ledger:
    """The file while it is written."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def write(self, draft: Draft, doing: str = "") -> None:
        line = json.dumps(asdict(Entry(at=time.monotonic(), draft=draft, doing=doing)), ensure_ascii=False)
        os.write(self._file, line.encode() + b"\n")
        os.fsync(self._file)


def read_ledger(path: Path) -> list[Entry]:
    """All whole lines of the file; none where there is no file."""
    if not path.exists():
        return []
    whole = path.read_bytes().rpartition(b"\n")[0]
    return [_entry(json.loads(line)) for line in whole.splitlines()]


def draft_of(post: Post, names: Iterable[str]) -> Draft:
    """What a stored post shows, its texts taken from the fields `names`; some have other words for one platform."""
    written = set(names)
    texts = [text for name, value in post.fields.items() if name.split("@")[0] in written for text in _strings(value)]
    return Draft(texts=tidy(texts), pictures=tuple(picture_of(m) for m in post.media), ticks=len(post.targets))


def picture_of(media: Media) -> str:
    """What a person can change of a picture, in one line."""
    return json.dumps([media.id, media.focal, media.crop, " ".join(media.alt.split())], default=str, ensure_ascii=False)


def tidy(texts: Iterable[str]) -> tuple[str, ...]:
    """Without empty ones and without spaces that storing takes away; in one order, for a pair is stored in any."""
    squeezed = (" ".join(text.split()) for text in texts)
    return tuple(sorted(text for text in squeezed if text))


def _strings(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _strings(part)


def _entry(raw: dict[str, Any]) -> Entry:
    seen = raw["draft"]
    draft = Draft(texts=tuple(seen["texts"]), pictures=tuple(seen["pictures"]), ticks=seen["ticks"])
    return Entry(at=raw["at"], draft=draft, doing=raw["doing"])

"""The settings of a profile, and the JSON file that keeps them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, get_args

from studio.errors import StorageTrouble
from studio.paths import replace_held, write_atomic
from studio.phrase import LANGUAGES, Language, Phrase
from studio.reasons import reason_of

Theme = Literal["system", "light", "dark"]
Motion = Literal["system", "reduced", "full"]
Tones = Literal["keep", "new", "old"]
"""Where a tone mark stands in oa, oe, uy: as typed, on the last vowel (hoà), or on the first (hòa)."""
Raw = dict[str, Any]
Upgrade = Callable[[Raw], Raw]

# One function a version: UPGRADES[n] turns the content of version n + 1 into that of version n + 2.
UPGRADES: tuple[Upgrade, ...] = ()
VERSION = len(UPGRADES) + 1


def _of(*options: str) -> Raw:
    return {"options": options}


def _within(least: int, most: int) -> Raw:
    return {"range": (least, most)}


def _text(most: int) -> Raw:
    return {"length": most}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a user or a unit may choose.

    font_scale      size of text, in percent
    hotline_days    a contact verified longer ago than this is reported
    slip_days       a slip of the register closed longer ago than this is deleted with its evidence
    law_check_days  a legal document checked longer ago than this is reported
    max_admins      a page with more full administrators is reported
    lock_minutes    idle time until the PIN is asked again; 0 never asks
    practice        a profile for training: nothing in it may leave the PC
    motion          whether things may move and blink
    spelling        mark misspelt words while somebody writes
    tone_style      where tone marks are put when text is tidied
    page_names      how pages are named: {unit} is the unit's name, * is anything
    backup_folder   where the last backup was put; empty before the first
    proxy           the office's proxy for what goes to the pages, as http://host:port; empty: straight to them
    quiz_pass       percent of a quiz that has to be right in an exam; 2 of 3 count as 67
    """

    language: Language = field(default="vi", metadata=_of(*LANGUAGES))
    theme: Theme = field(default="system", metadata=_of(*get_args(Theme)))
    font_scale: int = field(default=100, metadata=_within(80, 200))
    hotline_days: int = field(default=90, metadata=_within(1, 730))
    slip_days: int = field(default=365, metadata=_within(30, 3650))
    law_check_days: int = field(default=180, metadata=_within(1, 730))
    max_admins: int = field(default=3, metadata=_within(2, 10))
    lock_minutes: int = field(default=10, metadata=_within(0, 240))
    practice: bool = False
    motion: Motion = field(default="system", metadata=_of(*get_args(Motion)))
    spelling: bool = True
    tone_style: Tones = field(default="keep", metadata=_of(*get_args(Tones)))
    page_names: str = field(default="{unit}*", metadata=_text(120))
    backup_folder: str = field(default="", metadata=_text(1000))
    proxy: str = field(default="", metadata=_text(300))
    quiz_pass: int = field(default=67, metadata=_within(34, 100))
    version: int = field(default=VERSION, compare=False, repr=False)
    unknown: Mapping[str, object] = field(default_factory=dict, compare=False, repr=False)


_PROXY = re.compile(r"https?://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?:[0-9]{1,5}")


def is_proxy(text: str) -> bool:
    """Whether `text` is the address of a proxy, or empty for none. A login has no place in a file that all may read."""
    return not text or (_PROXY.fullmatch(text) is not None and 0 < int(text.rpartition(":")[2]) < 65536)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedSettings:
    """Settings as read, and what the user should hear about the file."""

    settings: Settings
    messages: tuple[Phrase, ...] = ()


class SettingsFile:
    """The settings in one JSON file."""

    def __init__(self, path: Path, *, upgrades: Sequence[Upgrade] = UPGRADES) -> None:
        self._path = path
        self._upgrades = upgrades

    def load(self) -> LoadedSettings:
        """Read the file. No file gives the defaults; a broken one is put aside and the defaults are used.

        Raises StorageTrouble when the file is there and cannot be read.
        """
        try:
            raw = json.loads(self._path.read_text(encoding="utf-8-sig"))
        except FileNotFoundError:
            return LoadedSettings(settings=Settings())
        except OSError as error:
            raise self._trouble(error) from error
        except (ValueError, RecursionError):
            return self._put_aside()
        if not isinstance(raw, dict) or not _is_version(raw.get("version", 1)):
            return self._put_aside()
        return self._read(self._upgrade(raw))

    def save(self, settings: Settings) -> None:
        """Replace the file in one step. Keys this version does not know are kept. Raises StorageTrouble."""
        content = dict(settings.unknown)
        content.update({known.name: getattr(settings, known.name) for known in _known()})
        content["version"] = settings.version
        text = json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
        try:
            write_atomic(self._path, text.encode())
        except OSError as error:
            raise self._trouble(error) from error

    def _upgrade(self, raw: Raw) -> Raw:
        version: int = raw.get("version", 1)
        for step in self._upgrades[version - 1 :]:
            raw = step(raw)
        return raw | {"version": max(version, len(self._upgrades) + 1)}

    def _read(self, raw: Raw) -> LoadedSettings:
        """Take each value that is allowed; a value that is not gives way to its default, and is reported."""
        values: Raw = {"version": raw.pop("version")}
        messages = []
        for known in _known():
            if known.name not in raw:
                continue
            value = raw.pop(known.name)
            if _allowed(known, value):
                values[known.name] = value
            else:
                messages.append(_not_allowed(self._path, known, value))
        return LoadedSettings(settings=Settings(**values, unknown=raw), messages=tuple(messages))

    def _put_aside(self) -> LoadedSettings:
        kept = _free_name(self._path)
        try:
            replace_held(self._path, kept)
        except OSError as error:
            raise self._trouble(error) from error
        message = Phrase(
            "{name}: the settings file is broken, so the defaults are used; it is kept as {kept}.",
            name=self._path.name,
            kept=kept,
        )
        return LoadedSettings(settings=Settings(), messages=(message,))

    def _trouble(self, error: OSError) -> StorageTrouble:
        reason = reason_of(error)
        return StorageTrouble(
            "cannot read or write the settings file ({reason}); check permissions and free space.",
            reason=reason,
            where=str(self._path),
        )


def _known() -> list[Field[Any]]:
    return [known for known in fields(Settings) if known.name not in {"version", "unknown"}]


def _is_version(value: object) -> bool:
    return type(value) is int and value >= 1


def _allowed(known: Field[Any], value: object) -> bool:
    if "options" in known.metadata:
        return value in known.metadata["options"]
    if type(value) is not type(known.default):  # exact, for True is an int too
        return False
    if isinstance(value, str):
        return len(value) <= int(known.metadata["length"])
    least, most = known.metadata.get("range", (value, value))
    return bool(least <= value <= most)


def _not_allowed(path: Path, known: Field[Any], value: object) -> Phrase:
    if "options" in known.metadata:
        allowed = ", ".join(known.metadata["options"])
    elif "range" in known.metadata:
        allowed = "{} – {}".format(*known.metadata["range"])
    elif "length" in known.metadata:
        allowed = f"chữ / text, ≤ {known.metadata['length']}"
    else:
        allowed = "true, false"
    shown = json.dumps(value, ensure_ascii=False)[:40]
    return Phrase(
        "{name}, entry {known_name}: cannot use {shown}; allowed: {allowed}. Using {default}.",
        name=path.name,
        known_name=known.name,
        shown=shown,
        allowed=allowed,
        default=known.default,
    )


def _free_name(path: Path) -> Path:
    """The first of `settings.json.broken`, `….broken-2`, … that is not taken."""
    kept = path.with_name(f"{path.name}.broken")
    number = 2
    while kept.exists():
        kept = path.with_name(f"{path.name}.broken-{number}")
        number += 1
    return kept

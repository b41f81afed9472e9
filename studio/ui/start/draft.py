"""What was typed in the first steps, kept until they are done. PINs are never in it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from studio.errors import StorageTrouble
from studio.paths import write_atomic
from studio.platforms import Platform
from studio.reasons import reason_of

NAME = "first-steps.json"
_D = TypeVar("_D", "PersonDraft", "PageDraft", "ContactDraft")


class StartDuty(StrEnum):
    """What a person is entered for; the roles follow from it."""

    WRITES = "writes"
    APPROVES = "approves"
    PUBLISHES = "publishes"
    TECHNICAL = "technical"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDraft:
    name: str = ""
    duty: str = StartDuty.WRITES


@dataclass(frozen=True, slots=True, kw_only=True)
class PageDraft:
    platform: str = Platform.FACEBOOK
    title: str = ""
    page_id: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDraft:
    label: str = ""
    phone: str = ""
    hours: str = ""
    use: str = ""
    emergency: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StartDraft:
    """`step` is the one in sight, from 0. `more` is what a unit file brought beside the first unit, as YAML."""

    step: int = 0
    name: str = ""
    short_name: str = ""
    address: str = ""
    website: str = ""
    people: tuple[PersonDraft, ...] = (PersonDraft(duty=StartDuty.WRITES), PersonDraft(duty=StartDuty.APPROVES))
    practice_page: bool = True
    pages: tuple[PageDraft, ...] = ()
    contacts: tuple[ContactDraft, ...] = (ContactDraft(),)
    emergency: tuple[str, ...] = ("113", "114", "115")
    more: str = ""


def to_json(draft: StartDraft) -> bytes:
    return json.dumps(asdict(draft), ensure_ascii=False, indent=1).encode()


def from_json(data: bytes) -> StartDraft:
    """The draft in `data`; what is not understood gives way to the defaults."""
    try:
        raw = json.loads(data)
    except (ValueError, RecursionError):
        return StartDraft()
    if not isinstance(raw, dict):
        return StartDraft()
    known = {field.name: field.default for field in fields(StartDraft)}
    values: dict[str, Any] = {k: raw[k] for k in known if k in raw and type(raw[k]) is type(known[k])}
    for name, kind in (("people", PersonDraft), ("pages", PageDraft), ("contacts", ContactDraft)):
        values[name] = _rows(raw.get(name), kind) or known[name]
    ticked = raw.get("emergency")
    if isinstance(ticked, list):
        values["emergency"] = tuple(phone for phone in ticked if isinstance(phone, str))
    if len(values["people"]) < len(StartDraft().people):
        values["people"] = StartDraft().people
    return StartDraft(**values)


def load(folder: Path) -> StartDraft:
    """The draft kept in `folder`, or an empty one."""
    try:
        return from_json((folder / NAME).read_bytes())
    except OSError:
        return StartDraft()


def save(folder: Path, draft: StartDraft) -> None:
    """Keep the draft. Raises StorageTrouble."""
    try:
        write_atomic(folder / NAME, to_json(draft))
    except OSError as error:
        raise StorageTrouble(
            "what was typed cannot be kept ({why}); check the free space.",
            why=reason_of(error),
            where=str(folder),
        ) from error


def forget(folder: Path) -> None:
    """The steps are done."""
    try:
        (folder / NAME).unlink(missing_ok=True)
    except OSError:
        return


def _rows(raw: object, kind: type[_D]) -> tuple[_D, ...]:
    if not isinstance(raw, list):
        return ()
    known = {field.name: bool if isinstance(field.default, bool) else str for field in fields(kind)}
    rows = []
    for entry in raw:
        if isinstance(entry, dict):
            values: dict[str, Any] = {k: v for k, v in entry.items() if k in known and isinstance(v, known[k])}
            if values.get("duty") not in set(StartDuty):
                values.pop("duty", None)
            rows.append(kind(**values))
    return tuple(rows)

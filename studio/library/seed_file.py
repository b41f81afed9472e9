"""Reading the list of documents that comes with the program (see ``assets/laws.yaml`` for its form)."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from studio.clock import show_date
from studio.errors import BadInput
from studio.library.events import EventKind, LegalPlace, ValidityEvent
from studio.library.model import Relation
from studio.library.numbers import number_key
from studio.library.seeds import Certainty, Seed, seed_event
from studio.phrase import Pair, Phrase, phrase
from studio.yamlfile import Lined, at, read_yaml, refuse_unknown

LAWS = Path(__file__).resolve().parent.parent / "assets" / "laws.yaml"
_KEYS = (
    "number", "id", "sure", "type", "title", "issuer", "issued", "effective", "certainty", "today", "vi", "en",
    "guides", "amends", "events",
)  # fmt: skip


@cache
def shipped() -> tuple[Seed, ...]:
    """The list of this version of the program."""
    return read_seeds(LAWS)


def read_seeds(path: Path) -> tuple[Seed, ...]:
    """In the order of the file. Raises BadInput naming the line."""
    whole = read_yaml(path)
    seen_on, source = _day(whole, "seen_on", path), phrase(whole.get("source"))
    laws = whole.get("laws")
    if seen_on is None or not isinstance(laws, list):
        raise BadInput("“seen_on” or “laws” is missing.", where=path.name)
    return tuple(_seed(entry, path, source, seen_on) for entry in laws)


def _seed(entry: Any, path: Path, source: Phrase, seen_on: date) -> Seed:
    if not isinstance(entry, Lined):
        raise BadInput("each document is an entry.", where=path.name)
    refuse_unknown(entry, _KEYS, path)
    number = str(entry.get("number", ""))
    told = f"{source.vi}; xem {show_date(seen_on)}, độ chắc {entry.get('certainty', '')}"
    try:
        return Seed(
            id=str(entry.get("id", "")) or number_key(number),
            number=number,
            sure=entry.get("sure", True) is True,
            type=str(entry["type"]),
            title=str(entry["title"]),
            issuer=str(entry["issuer"]),
            issued_on=_day(entry, "issued", path),
            effective_from=_day(entry, "effective", path),
            certainty=Certainty(entry["certainty"]),
            today=Certainty(entry["today"]),
            known=Pair(str(entry["vi"]), str(entry["en"])),
            source=source,
            seen_on=seen_on,
            relations=tuple(Relation(kind=k, number=str(entry[k])) for k in ("guides", "amends") if k in entry),
            events=tuple(_event(e, number_key(number), told, seen_on) for e in entry.get("events", [])),
        )
    except (KeyError, ValueError, TypeError, IndexError) as error:
        raise BadInput("the entry is not right: {what}.", what=error, where=at(path, entry.line)) from error


def _event(told: list[Any], key: str, source: str, seen_on: date) -> ValidityEvent:
    kind, since, by_number, article, provision = (*told, "", "", "")[:5]
    event = ValidityEvent(
        kind=EventKind(kind),
        document=key,
        place=LegalPlace(article=str(article)),
        since=date.fromisoformat(since) if since else None,
        by_number=str(by_number),
        by_provision=str(provision),
        source=source,
    )
    return seed_event(event, seen_on)


def _day(entry: Lined, key: str, path: Path) -> date | None:
    value = entry.get(key)
    if value is None:
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise BadInput(
            "“{key}” must be a day such as 2026-09-02.", key=key, where=at(path, entry.lines.get(key, entry.line))
        ) from error

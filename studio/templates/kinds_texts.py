"""Fields of lines, passages, lists, pairs, numbers, options, yes or no: what is wrong, and how they read.

Fields of addresses: official ones that may be clicked, and harmful ones that must not be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import urlsplit

from studio.phrase import Phrase
from studio.templates.compiled_text import number_vi
from studio.templates.fields import (
    Check,
    FieldSpec,
    FieldSubject,
    KnownReferences,
    ProblemKind,
    Problems,
    clean,
    empty_problem,
    item_limit,
    items_limit,
    list_problems,
    text_problems,
)

_DIGIT: Final = re.compile(r"\d")
_SHORT_PARTS: Final = frozenset({"q", "value"})
_PART_NAMES: Final = {
    "q": Phrase("question"),
    "a": Phrase("answer"),
    "key": Phrase("name"),
    "value": Phrase("value"),
}


def line(most: int, *, lines: bool = False) -> Check:
    """A text on one line, or on several with `lines`; at most `most` characters unless the field says otherwise."""

    def check(field: FieldSpec, value: Any, known: KnownReferences) -> Problems:
        text = value.replace("\r\n", "\n") if lines and isinstance(value, str) else value
        limit = most if field.max is None else field.max
        yield from text_problems(FieldSubject(field), text, most=limit, least=field.min or 0, lines=lines)

    return check


def person(most: int) -> Check:
    """A name or initials, and nothing else about the person."""
    check_line = line(most)

    def check(field: FieldSpec, value: Any, known: KnownReferences) -> Problems:
        yield from check_line(field, value, known)
        if isinstance(value, str) and _DIGIT.search(value):
            yield FieldSubject(field).problem(
                ProblemKind.FORM,
                Phrase("holds digits."),
                Phrase("Give the name or initials only: no year of birth, no number of papers, no address."),
            )

    return check


def check_texts(field: FieldSpec, value: Any, known: KnownReferences) -> Problems:
    """A list of single lines."""
    yield from list_problems(field, value, most=items_limit(field))
    for n, item in enumerate(value if isinstance(value, list) else []):
        subject = FieldSubject(field, n)
        if item is None or (isinstance(item, str) and not item.strip()):
            yield empty_problem(subject)
        else:
            yield from text_problems(subject, item, most=item_limit(field))


def part_limits(field: FieldSpec, parts: tuple[str, ...]) -> dict[str, int]:
    """Characters by part of a question or key/value item; a question and a value take half of what the rest takes."""
    most = item_limit(field)
    return {part: most // 2 if part in _SHORT_PARTS else most for part in parts}


def pairs(*parts: str) -> Check:
    """A list of items with these parts; all are needed."""

    def check(field: FieldSpec, value: Any, known: KnownReferences) -> Problems:
        yield from list_problems(field, value, most=items_limit(field))
        limits = part_limits(field, parts)
        for n, item in enumerate(value if isinstance(value, list) else []):
            if not isinstance(item, dict) or not limits.keys() >= item.keys():
                yield FieldSubject(field, n).problem(
                    ProblemKind.FORM,
                    Phrase("is not written as it must be."),
                    Phrase("Give two parts: {limits}.", limits=", ".join(limits)),
                )
                continue
            for part, most in limits.items():
                subject = FieldSubject(field, n, _PART_NAMES[part])
                text = item.get(part)
                if text is None or (isinstance(text, str) and not text.strip()):
                    yield empty_problem(subject)
                else:
                    yield from text_problems(subject, text, most=most)

    return check


def check_number(field: FieldSpec, value: Any, known: KnownReferences) -> Problems:
    """A whole number within the field's bounds."""
    if type(value) is not int:
        yield FieldSubject(field).problem(
            ProblemKind.FORM,
            Phrase("must be a whole number."),
            Phrase("Write it in digits, e.g. 12."),
        )
        return
    least, most = field.min if field.min is not None else 0, field.max if field.max is not None else 999_999_999
    if not least <= value <= most:
        yield FieldSubject(field).problem(
            ProblemKind.LIMIT,
            Phrase("must be from {least} to {most}.", least=least, most=most),
            Phrase("Check the number."),
        )


def check_choice(field: FieldSpec, value: Any, known: KnownReferences) -> Problems:
    """One of the field's options, letter by letter."""
    if not isinstance(value, str) or value not in field.options:
        listed = "; ".join(field.options)
        yield FieldSubject(field).problem(
            ProblemKind.REFERENCE,
            Phrase("is not one of the options."),
            Phrase("Choose one of: {listed}.", listed=listed),
        )


def check_bool(field: FieldSpec, value: Any, known: KnownReferences) -> Problems:
    """Yes or no."""
    if not isinstance(value, bool):
        yield FieldSubject(field).problem(
            ProblemKind.FORM,
            Phrase("must be answered yes or no."),
            Phrase("Choose yes or no (true or false)."),
        )


def show_texts(value: Any) -> list[str]:
    return [text for text in map(clean, value if isinstance(value, list) else [value]) if text]


def show_pairs(value: Any) -> list[dict[str, str]]:
    items = value if isinstance(value, list) else []
    cleaned = ({str(k): clean(v) for k, v in item.items()} for item in items if isinstance(item, dict))
    return [item for item in cleaned if any(item.values())]


def show_number(value: Any) -> str:
    return number_vi(clean(value)) if type(value) is int else clean(value)


def show_bool(value: Any) -> str:
    return {True: "Có", False: "Không"}[value] if isinstance(value, bool) else ""


MAX_URL: Final = 2_048

_HOST: Final = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}\Z")
_FORBIDDEN: Final = re.compile(r"[^\x21-\x7e]|[\\<>\"`{}|^]|%(?:0[0-9a-f]|1[0-9a-f]|7f|2e|2f|5c)", re.IGNORECASE)
_PART: Final = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
_ADDRESS: Final = re.compile(
    r"(?:https?|ftp)://"  # a scheme
    r"|www\."
    r"|\w@\w"  # a mailbox
    r"|[\w-]\.[^\W\d_]{2,}(?![\w-])"  # a host by name
    rf"|(?<![\w.]){_PART}(?:\.{_PART}){{3}}(?![\w.])",  # or by number
    re.IGNORECASE,
)
_SCHEME: Final = re.compile(r"(?:https?|ftp)(?=://)", re.IGNORECASE)
_DOT: Final = re.compile(r"(?<!\[)\.(?=[^\s\]])")
_AT: Final = re.compile(r"(?<!\[)@(?!\])")


def check_official(field: FieldSpec, value: Any, known: KnownReferences) -> Problems:
    """An https address of the state or of the unit's own list, spelled so that nobody is led elsewhere."""
    subject = FieldSubject(field)
    if not isinstance(value, str):
        yield from text_problems(subject, value, most=MAX_URL)
        return
    host = official_host(value)
    if host is None:
        yield subject.problem(
            ProblemKind.FORM,
            Phrase("is not a well-formed https address."),
            Phrase("Paste an address like https://host/…, without account, port, IP address or odd characters."),
        )
    elif not is_official(value, host, known.official_hosts):
        yield subject.problem(
            ProblemKind.REFERENCE,
            Phrase("leads to {host}, which is no state site.", host=host),
            Phrase("Use an address under .gov.vn or one of the unit's own list."),
        )


def official_host(url: str) -> str | None:
    """Lower-case host of a plain https address; None for anything that could mislead."""
    if len(url) > MAX_URL or _FORBIDDEN.search(url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    host = parts.netloc.lower()
    if parts.scheme != "https" or not _HOST.match(host) or "xn--" in host or len(host) > 253:
        return None
    return host


def is_official(url: str, host: str, allowed: Iterable[str]) -> bool:
    """Whether `host` is under ``.gov.vn`` or the address is allowed (``host``, ``*.host`` or ``host/path``)."""
    if host.endswith(".gov.vn"):
        return True
    path = urlsplit(url).path
    for entry in allowed:
        name, _, below = entry.lower().strip("/").partition("/")
        if _covers(name, host) and (not below or (path.lower() + "/").startswith(f"/{below}/")):
            return True
    return False


def _covers(name: str, host: str) -> bool:
    if name.startswith("*."):
        return host == name[2:] or host.endswith(name[1:])
    return host in (name, f"www.{name}")


def check_defanged(field: FieldSpec, value: Any, known: KnownReferences) -> Problems:
    """Addresses written so that no reader and no platform turns them into a link."""
    found = list(list_problems(field, value, most=items_limit(field)))
    yield from found
    if found or not isinstance(value, list):
        return
    harmless = [defang(item) if isinstance(item, str) else item for item in value]
    for n, item in enumerate(value):
        subject = FieldSubject(field, n)
        yield from text_problems(subject, item, most=item_limit(field))
        if isinstance(item, str) and harmless[n] != item:
            yield subject.problem(
                ProblemKind.FORM,
                Phrase("can still be clicked."),
                Phrase("Write {n}", n=harmless[n]),
                suggestion=harmless,
            )


def show_defanged(value: Any) -> list[str]:
    """Harmless whatever was typed: not even a draft shows a scam address that can be clicked."""
    return [defang(text) for text in show_texts(value)]


def defang(text: str) -> str:
    """`text` with every address made harmless: ``https://a.vn/x`` → ``hxxps://a[.]vn/x``. Idempotent."""
    return re.sub(r"\S+", lambda word: _broken(word[0]) if _ADDRESS.search(word[0]) else word[0], text)


def _broken(address: str) -> str:
    scheme = _SCHEME.sub(lambda found: found[0].replace("t", "x").replace("T", "X"), address)
    return _AT.sub("[@]", _DOT.sub("[.]", scheme))

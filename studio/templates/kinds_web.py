"""Fields of addresses: official ones that may be clicked, and harmful ones that must not be."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import urlsplit

from studio.phrase import Phrase
from studio.templates.fields import (
    FieldSpec,
    FieldSubject,
    KnownReferences,
    ProblemKind,
    Problems,
    item_limit,
    items_limit,
    list_problems,
    text_problems,
)
from studio.templates.kinds_texts import show_texts

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
            Phrase("không phải một địa chỉ https đúng cách.", "is not a well-formed https address."),
            Phrase(
                "Hãy dán địa chỉ dạng https://tên-miền/…, không kèm tài khoản, số cổng, địa chỉ IP hay ký tự lạ.",
                "Paste an address like https://host/…, without account, port, IP address or odd characters.",
            ),
        )
    elif not is_official(value, host, known.official_hosts):
        yield subject.problem(
            ProblemKind.REFERENCE,
            Phrase(
                f"dẫn tới {host}, không phải trang của cơ quan nhà nước.", f"leads to {host}, which is no state site."
            ),
            Phrase(
                "Hãy dùng địa chỉ .gov.vn hoặc địa chỉ có trong danh sách của đơn vị.",
                "Use an address under .gov.vn or one of the unit's own list.",
            ),
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
                Phrase("vẫn bấm được.", "can still be clicked."),
                Phrase(f"Hãy ghi {harmless[n]}", f"Write {harmless[n]}"),
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

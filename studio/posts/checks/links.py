"""Web and mail addresses in a text, and what is wrong with one as an official link.

Telephone numbers in a text, and the directory's contacts by what one dials.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

import regex

from studio.directory.model import Contact, DirectoryBook
from studio.directory.rules import dialled
from studio.phrase import Phrase
from studio.posts.checks.lexicon import read_words
from studio.posts.checks.scan import Scan, ScanHit

PRIVATE = re.compile(
    r"(?<![\w/.,+-])(?:\(?\+84\)?[ .-]?\(?0?\)?|\(?0)"  # the country or the trunk
    r"(?:[35789]\d|2\d{1,2})\)?(?:[ .-]?\d){7,8}(?![\w/]|[.,]\d)"
)
"""A Vietnamese mobile or landline number as people write it."""
SERVICE = re.compile(r"(?<![\w/.,+-])1[89]00(?:[ .-]?\d){4,6}(?![\w/]|[.,]\d)")
"""A service number, 1800 or 1900."""

_ANY = re.compile(r"(?<![\w/.,+-])\(?\+?\d(?:[ .()-]{0,2}\d){2,13}(?![\w/])")
_PART = re.compile(r"(?<![\d.-])\d+(?![\d.-])")


def numbers_of(book: DirectoryBook) -> Mapping[str, Contact]:
    """The directory's contacts by what one dials."""
    return {dialled(contact.phone): contact for contact in book.contacts}


def phones(scan: Scan) -> Iterator[tuple[ScanHit, str]]:
    """Mobile and landline numbers of a text, each with what one dials."""
    for hit in scan.find(PRIVATE):
        number = dialled(hit.text)
        if len(number) == (11 if number.startswith("02") else 10):
            yield hit, number


def known_in(text: str, numbers: Mapping[str, Contact]) -> Iterator[tuple[int, Contact]]:
    """Places in `text` where a number of the directory stands, short ones such as 113 included."""
    for match in _ANY.finditer(text):
        whole = numbers.get(dialled(match.group()))
        if whole:
            yield match.start(), whole
            continue
        for part in _PART.finditer(match.group()):
            contact = numbers.get(part.group())
            if contact:
                yield match.start() + part.start(), contact


_DATA = read_words("addresses")
OFFICIAL = tuple(_DATA["official"])
PLATFORMS = frozenset(_DATA["platforms"])
SHORTENERS = frozenset(_DATA["shorteners"])
BORROWED = tuple(_DATA["borrowed"])
LONGEST = 2048

_ENDINGS = "|".join(_DATA["endings"])
LINK = regex.compile(
    r"(?i)(?:h(?:tt|xx)ps?|ftp)[:]//[^\s<>“”\"]+|(?<![\w@.-])www\.[^\s<>“”\"]+"
    rf"|(?<![\w@./\[\]-])(?:[\p{{L}}\d](?:[\p{{L}}\d-]*[\p{{L}}\d])?\.)+(?:{_ENDINGS})(?![\w-]|\.\w)(?::\d+)?(?:[/?#][^\s<>“”\"]*)?"
)
"""What a platform would turn into a link: with a scheme, with www, or a bare host name."""
_SIGN = re.compile(rf"://|www\.|\w\.(?:{_ENDINGS})(?!\w)", re.IGNORECASE)
EMAIL = regex.compile(r"(?<![\w.+-])[\w.+-]+@(?:[\w-]+\.)+[\w-]{2,}")
_TAIL = ".,;:!?…)]}'’»"
_DEFANGED = regex.compile(r"(?i)\[\.\]|\(\.\)|\[dot\]|\[:\]")


class WebAddress(NamedTuple):
    """An address in a text, without the punctuation after it."""

    url: str
    hit: ScanHit


class AddressTrouble(NamedTuple):
    """Why an address is no official link. `hostile`: nobody links officially in that way."""

    wrong: Phrase
    remedy: Phrase
    hostile: bool


def links(scan: Scan) -> Iterator[WebAddress]:
    """Addresses a reader could tap; defanged ones are none."""
    for match in _found(scan.text):
        yield WebAddress(match.group().rstrip(_TAIL), ScanHit(scan.piece_at(match.start()), match))


def urls(text: str) -> Iterator[str]:
    """The same addresses, of a finished text."""
    for match in _found(text):
        yield match.group().rstrip(_TAIL)


def _found(text: str) -> Iterator[regex.Match[str]]:
    """Matches of `LINK`; only lines with a sign of an address are searched, since most have none."""
    done = 0
    for sign in _SIGN.finditer(text):
        if sign.start() < done:
            continue
        begin = text.rfind("\n", 0, sign.start()) + 1
        end = text.find("\n", sign.end())
        done = len(text) if end < 0 else end
        for match in LINK.finditer(text, begin, done):
            if not defanged(match.group().rstrip(_TAIL)):
                yield match


def defanged(url: str) -> bool:
    """Whether the host's dots are broken, so that no platform makes a link of it."""
    host = regex.split(r"[/?#]", url.split("://", 1)[-1], maxsplit=1)[0]
    return bool(_DEFANGED.search(host)) and not regex.search(r"[\w-]\.[\w-]+$", host)


def official_hosts(book: DirectoryBook) -> frozenset[str]:
    """Hosts of the units' own websites."""
    hosts = (urlsplit(unit.website).hostname for unit in book.units if unit.website)
    return frozenset(host for host in hosts if host)


def official_mail(address: str, book: DirectoryBook) -> bool:
    """Whether a mail address belongs to a state body or to a unit's own domain."""
    return _is_official(address.rsplit("@", 1)[-1].lower(), official_hosts(book))


def _is_official(host: str, own: frozenset[str]) -> bool:
    bare = host.removeprefix("www.")
    return (
        bare == "gov.vn"
        or bare.endswith(".gov.vn")
        or any(bare == known or bare.endswith("." + known) for known in OFFICIAL)
        or any(bare == known.removeprefix("www.") for known in own)
    )


PLAIN = Phrase("Use an address such as https://host.gov.vn/…")
REMOVE = Phrase("Remove the link.")


def trouble(url: str, book: DirectoryBook) -> AddressTrouble | None:
    """What is wrong with `url` as a link an official page gives; None when it is an official address."""
    parts = _split(url)
    if parts is None:
        return _hostile(Phrase("The address is not valid."))
    form = _form(url, parts)
    if form is not None:
        return form
    return _host(parts, official_hosts(book))


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
        _ = parts.port, parts.hostname
    except ValueError:
        return None
    return parts if parts.hostname else None


def _form(url: str, parts: SplitResult) -> AddressTrouble | None:
    host, lowered = parts.hostname or "", url.lower()
    if len(url) > LONGEST or "\\" in url or any(bad in lowered for bad in ("%00", "%0a", "%0d")):
        return _hostile(Phrase("The address has odd characters or is too long."))
    if parts.scheme not in ("https", "http"):
        return _hostile(Phrase("The address is not https."))
    if "@" in parts.netloc:
        return _hostile(Phrase("The address hides its true host behind an @."))
    if not host.isascii() or "xn--" in host:
        return _hostile(Phrase("The host has letters that only look Latin."))
    if _is_number(host) or host == "localhost":
        return _hostile(Phrase("The address is a number, not a host name."))
    if parts.port not in (None, 443):
        return _hostile(Phrase("The address names an unusual port."))
    return None


def _host(parts: SplitResult, own: frozenset[str]) -> AddressTrouble | None:
    host = (parts.hostname or "").rstrip(".")
    if _is_official(host, own):
        return None if parts.scheme == "https" else _not_https()
    if host.removeprefix("www.") in SHORTENERS:
        return AddressTrouble(
            Phrase("A shortened link hides its true address."),
            Phrase("Give the full address."),
            True,
        )
    if any(word in host for word in BORROWED):
        return _hostile(Phrase("The host imitates a state body."))
    if host in PLATFORMS:
        return AddressTrouble(
            Phrase("The link leads to a page on a social network."),
            Phrase("Open it and check it is an official page."),
            False,
        )
    return AddressTrouble(
        Phrase("The host is not one of a state body."),
        Phrase("Use a .gov.vn address or a unit's website from the directory."),
        False,
    )


def _not_https() -> AddressTrouble:
    return AddressTrouble(
        Phrase("The link is not encrypted (http)."),
        Phrase("Change http:// to https://."),
        True,
    )


def _hostile(wrong: Phrase) -> AddressTrouble:
    return AddressTrouble(wrong, PLAIN, True)


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return bool(regex.fullmatch(r"(?:0x[0-9a-f]+|\d+)(?:\.(?:0x[0-9a-f]+|\d+))*", host))
    return True

"""Rules on where a reader is sent: links, mail addresses and telephone numbers of the agency."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from studio.clock import show_date
from studio.directory.model import Contact
from studio.directory.rules import dialled
from studio.phrase import Phrase
from studio.posts.checks import mask
from studio.posts.checks.links import (
    EMAIL,
    PLATFORMS,
    SERVICE,
    AddressTrouble,
    known_in,
    links,
    official_mail,
    trouble,
    urls,
)
from studio.posts.checks.rule import PreflightView, Reach, rule
from studio.posts.checks.scan import ScanHit, TypedPiece
from studio.posts.model import Finding, Severity
from studio.templates.kinds_texts import defang
from studio.templates.model import FieldType


@rule("LINK_OFFICIAL", Severity.BLOCK, Phrase("Links point to official addresses"))
def link_official(view: PreflightView) -> Iterator[Finding]:
    """Links lead to official addresses, and readers see where they lead.

    Addresses typed into the fields, then those that only the finished texts show.
    """
    typed = set()
    for link in links(view.public):
        typed.add(link.url)
        found = trouble(link.url, view.book)
        if found and not _left_to_others(view, link.hit.piece):
            yield _unofficial(view, link.hit.piece.where, link.url, found)
    for platform, text in view.content.texts.items():
        for url in set(urls(text)) - typed:
            found = trouble(url, view.book)
            if found and found.hostile:
                typed.add(url)
                yield _unofficial(view, f"text:{platform.value}", url, found)


def _left_to_others(view: PreflightView, piece: TypedPiece) -> bool:
    """LINK_DEFANGED speaks of a scam's address; of an official field, its validator may have spoken already."""
    if piece.kind is FieldType.URL_OFFICIAL and any(problem.field == piece.where for problem in view.field_problems):
        return True
    warns = view.asks("LINK_DEFANGED") and piece.kind is not FieldType.URL_OFFICIAL
    return warns or piece.kind is FieldType.URL_DEFANGED


def _unofficial(view: PreflightView, where: str, url: str, found: AddressTrouble) -> Finding:
    blocks = found.hostile or (view.asks(link_official.code) and not any(host in url for host in PLATFORMS))
    return link_official.finding(
        where, found.wrong, found.remedy, excerpt=url[:120], severity=Severity.BLOCK if blocks else Severity.WARN
    )


@rule(
    "LINK_DEFANGED",
    Severity.BLOCK,
    Phrase("Malicious addresses are defanged and not clickable"),
)
def link_defanged(view: PreflightView) -> Iterator[Finding]:
    """A scam's address cannot be tapped.

    Live addresses among the typed ones, then those that are still alive in a finished text.

    A field of defanged addresses is written out of harm's way by the template; what counts is the finished text.
    """
    typed = set()
    for link in links(view.public):
        kind = link.hit.piece.kind
        if kind is FieldType.URL_DEFANGED or kind is FieldType.URL_OFFICIAL:
            continue
        typed.add(link.url)
        if view.asks(link_defanged.code) and trouble(link.url, view.book):
            yield _live_scam(link.hit.piece.where, link.url)
    if view.asks(link_defanged.code) or view.names_of(FieldType.URL_DEFANGED):
        yield from _finished(view, typed)


def _finished(view: PreflightView, typed: set[str]) -> Iterator[Finding]:
    official = {str(view.fields.get(name)) for name in view.names_of(FieldType.URL_OFFICIAL)}
    for platform, text in view.content.texts.items():
        for url in set(urls(text)) - typed - official:
            if trouble(url, view.book):
                yield _live_scam(f"text:{platform.value}", url)


def _live_scam(where: str, url: str) -> Finding:
    return link_defanged.finding(
        where,
        Phrase("A scam's address can still be tapped."),
        Phrase("Write it as hxxps://host[.]com, best in the field for fake addresses."),
        excerpt=defang(url)[:120],
    )


SHORT = re.compile(r"(?<![\w/.,+-])1\d{2,4}(?![\w/]|[.,]\d|[^\S\n]*%)")


@rule(
    "CONTACT_OFFICIAL",
    Severity.BLOCK,
    Phrase("Contact phone/e-mail are the agency's, not personal"),
    reach=Reach.SOFT,
)
def contact_official(view: PreflightView) -> Iterator[Finding]:
    """Telephones and mail addresses are the agency's, not a person's.

    Mobile and landline numbers that the directory does not hold are found in every post by NO_PRIVATE_PHONE.

    Mail addresses anywhere, service numbers anywhere, and short numbers in lists of contacts.
    """
    for hit in view.public.find(EMAIL):
        if not official_mail(hit.text, view.book):
            yield _not_the_agencys(
                hit,
                Phrase("The e-mail address is not the agency's."),
                mask.number(hit.text),
            )
    for pattern, everywhere in ((SERVICE, True), (SHORT, False)):
        for hit in view.public.find(pattern):
            listed = hit.piece.kind is FieldType.KV_LIST and view.asks(contact_official.code)
            if (everywhere or listed) and dialled(hit.text) not in view.numbers:
                yield _not_the_agencys(hit, Phrase("This number is not in the directory."), hit.text)


def _not_the_agencys(hit: ScanHit, wrong: Phrase, excerpt: str) -> Finding:
    return contact_official.at(
        hit,
        wrong,
        Phrase("Use a confirmed contact of the agency's directory."),
        excerpt=excerpt,
    )


@rule(
    "HOTLINE_PRESENT",
    Severity.BLOCK,
    Phrase("A suitable emergency number / hotline is present"),
    reach=Reach.ASKED,
)
def hotline_present(view: PreflightView) -> Iterator[Finding]:
    """The finished text of every platform gives a number of the directory.

    Texts in which no number of the directory stands.
    """
    for platform, text in view.content.texts.items():
        if not any(known_in(text, view.numbers)):
            names = view.names_of(FieldType.CONTACT_REF)
            yield hotline_present.finding(
                names[0] if names else f"text:{platform.value}",
                Phrase("The post gives no number of the confirmed directory."),
                Phrase("Choose a contact from the directory, or add the emergency numbers to it."),
            )
            return


@rule(
    "HOTLINE_CURRENT",
    Severity.WARN,
    Phrase("Numbers in the post were confirmed recently"),
)
def hotline_current(view: PreflightView) -> Iterator[Finding]:
    """Somebody confirmed the numbers of a post not too long ago.

    Contacts chosen in a field, and numbers of the directory typed into one.
    """
    seen = set()
    for where, contact in _contacts_used(view):
        if contact.id not in seen:
            seen.add(contact.id)
            yield from _confirmed_lately(view, where, contact)


def _contacts_used(view: PreflightView) -> Iterator[tuple[str, Contact]]:
    for name in view.names_of(FieldType.CONTACT_REF):
        for chosen in _ids(view.fields.get(name)):
            contact = view.book.contact(chosen)
            if contact:
                yield name, contact
    for offset, contact in known_in(view.public.text, view.numbers):
        yield view.public.piece_at(offset).where, contact


def _ids(value: Any) -> tuple[str, ...]:
    items = value if isinstance(value, list | tuple) else (value,)
    return tuple(item for item in items if isinstance(item, str))


def _confirmed_lately(view: PreflightView, where: str, contact: Contact) -> Iterator[Finding]:
    called = f"{contact.label} ({contact.phone})"
    remedy = Phrase("Call it, then confirm it in the directory.", about="posts")
    if contact.verified_on is None:
        wrong = Phrase("The number of {called} was never confirmed.", called=called)
    elif (view.on - contact.verified_on).days > view.settings.hotline_days:
        day, days = show_date(contact.verified_on), (view.on - contact.verified_on).days
        wrong = Phrase(
            "The number of {called} was confirmed on {day}, {days} days before the day of posting.",
            called=called,
            day=day,
            days=days,
        )
    else:
        return
    yield hotline_current.finding(where, wrong, remedy, excerpt=contact.phone)

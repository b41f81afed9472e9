"""Telephone numbers in a text, and the directory's contacts by what one dials."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from studio.directory.model import Contact, DirectoryBook
from studio.directory.phones import dialled
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

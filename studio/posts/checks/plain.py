"""The rules of words for texts that are no post: a reply, a note in a register. One checker, whoever asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from studio.directory.model import Contact, DirectoryBook
from studio.phrase import Phrase
from studio.posts.checks.links import WebAddress, links, numbers_of, trouble
from studio.posts.checks.persons import reply_no_pii
from studio.posts.checks.private_data import id_number, private_phone, secret_stored
from studio.posts.checks.rule import Rule, TypedTexts
from studio.posts.checks.scan import Scan, TypedPiece
from studio.posts.model import Finding
from studio.text import nfc

PERSONAL = (reply_no_pii, id_number, private_phone)
SECRET = (secret_stored,)


@dataclass(frozen=True, slots=True)
class PlainTexts:
    """Texts by where they stand, as the rules read them."""

    pieces: tuple[TypedPiece, ...]
    public: Scan
    book: DirectoryBook
    numbers: Mapping[str, Contact]

    @classmethod
    def of(cls, texts: Mapping[str, str], book: DirectoryBook | None = None) -> PlainTexts:
        """`texts` by the name of their field."""
        pieces = tuple(TypedPiece(where=where, raw=text, text=nfc(text), kind=None) for where, text in texts.items())
        known = book or DirectoryBook()
        return cls(pieces, Scan.of(pieces), known, numbers_of(known))


def findings(
    rules: Iterable[Rule[TypedTexts]],
    texts: Mapping[str, str],
    book: DirectoryBook | None = None,
) -> tuple[Finding, ...]:
    """What these rules (`PERSONAL`, `SECRET`) say of `texts`, by the name of their field."""
    view = PlainTexts.of(texts, book)
    return tuple(finding for rule in rules for finding in rule.look(view))


def secret(text: str) -> Phrase | None:
    """What secret `text` holds, as a sentence; None when it holds none."""
    found = next(iter(findings(SECRET, {"text": text})), None)
    return found.wrong if found is not None else None


def unofficial_links(text: str, book: DirectoryBook) -> tuple[WebAddress, ...]:
    """The addresses in `text` that are not official (see `links.trouble`)."""
    scan = PlainTexts.of({"text": text}, book).public
    return tuple(link for link in links(scan) if trouble(link.url, book))

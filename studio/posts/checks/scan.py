"""The texts of a post as the rules read them: pieces that know their field, and one text to search through.

A rule searches the joined text once and every hit still knows the piece it stands in. The template's own
sentences are no piece: they were approved with the template.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import regex

from studio.posts.model import Media, Post
from studio.posts.subtitles import spoken
from studio.templates.kinds import KINDS, FreeWriting
from studio.templates.model import Field, FieldType, Template
from studio.templates.variants import with_variants
from studio.text import nfc

SEPARATOR = "\n\n"

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_QUOTED = re.compile(r"“[^“”\n]{1,600}”|\"[^\"\n]{1,600}\"|«[^«»\n]{1,600}»|‘[^‘’\n]{1,600}’")
_IN_QUOTES = re.compile(r"[“\"«]\s*\{\{\s*(\w+)\s*\}\}")
_OTHERS_WORDS = frozenset({"claim", "quote"})
_BLANK = frozenset({" ", "\u00a0", "-"})
_COMMA = frozenset({", ", ",", " , "})


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedPiece:
    """One text an author typed."""

    where: str
    """The field, ``media:m1`` or ``options:first_comment``."""
    raw: str
    """As stored."""
    text: str
    """In NFC, as it leaves."""
    kind: FieldType | None
    hidden: bool = False
    said_by_others: bool = False
    """Words the post reports (a citizen's question, the false claim), not the page's own."""

    @property
    def address(self) -> bool:
        """Whether it is an address, which no rule of wording reads."""
        return self.kind is not None and KINDS[self.kind].writing is FreeWriting.ADDRESS


class ScanWord(NamedTuple):
    """One word of the joined text, in lower case."""

    text: str
    start: int
    end: int
    gap: str
    """What stands between it and the word before: ``" "`` for a blank or hyphen, ``","`` for a comma, else ``""``."""


Pattern = re.Pattern[str] | regex.Pattern[str]
Match = re.Match[str] | regex.Match[str]


class ScanHit(NamedTuple):
    """A match and the piece it stands in."""

    piece: TypedPiece
    match: Match

    @property
    def text(self) -> str:
        return self.match.group()


@dataclass(frozen=True, slots=True)
class Scan:
    """Several pieces as one text."""

    pieces: tuple[TypedPiece, ...]
    starts: tuple[int, ...]
    text: str
    words: tuple[ScanWord, ...]
    quotes: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, pieces: Iterable[TypedPiece]) -> Scan:
        """Join `pieces`. Remembered: a post is judged at every key, and at every gate that it passes."""
        return _joined(tuple(pieces))

    def piece_at(self, offset: int) -> TypedPiece:
        """The piece that `offset` of the joined text falls in."""
        return self.pieces[bisect_right(self.starts, offset) - 1]

    def find(self, pattern: Pattern) -> Iterator[ScanHit]:
        """Matches of `pattern`, each with its piece."""
        for match in pattern.finditer(self.text):
            yield ScanHit(self.piece_at(match.start()), match)

    def in_quotes(self, offset: int) -> bool:
        """Whether `offset` stands between quotation marks."""
        return any(start <= offset < end for start, end in self.quotes)

    def reported(self, offset: int) -> bool:
        """Whether the words at `offset` are somebody else's: quoted, or in a field for others' words."""
        return self.piece_at(offset).said_by_others or self.in_quotes(offset)

    def sentence_before(self, offset: int) -> str:
        """What the sentence says before `offset`."""
        begin = max(self.text.rfind(mark, 0, offset) for mark in ("\n", ". ", "! ", "? ", "; "))
        return self.text[begin + 1 : offset]


@lru_cache(maxsize=64)
def _joined(pieces: tuple[TypedPiece, ...]) -> Scan:
    starts, at = [], 0
    for piece in pieces:
        starts.append(at)
        at += len(piece.text) + len(SEPARATOR)
    text = SEPARATOR.join(piece.text for piece in pieces)
    quotes = tuple(match.span() for match in _QUOTED.finditer(text))
    return Scan(pieces, tuple(starts), text, tuple(_words(text)), quotes)


def _words(text: str) -> Iterator[ScanWord]:
    before = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        gap = text[before:start]
        yield ScanWord(match.group().lower(), start, end, " " if gap in _BLANK else "," if gap in _COMMA else "")
        before = end


FIRST_COMMENT = "options:first_comment"
"""Where the text stands that the page writes below its post."""


def pieces_of(post: Post, template: Template) -> tuple[TypedPiece, ...]:
    """Every text an author typed, in the template's order, then the pictures' texts and the first comment."""
    reported = _OTHERS_WORDS | _quoted_fields(template)
    fields = with_variants(template, post.fields).fields
    pieces = [piece for f in fields for piece in _field_pieces(f, post.fields.get(f.name), reported)]
    pieces += [piece for media in post.media for piece in _media_pieces(media)]
    said = [(media, nfc(spoken(media.subtitles))) for media in post.media if media.subtitles]
    pieces += [TypedPiece(where=f"media:{media.id}", raw=text, text=text, kind=None) for media, text in said]
    comment = post.options.first_comment
    if comment:
        pieces.append(TypedPiece(where=FIRST_COMMENT, raw=comment, text=nfc(comment), kind=None))
    return tuple(pieces)


def _quoted_fields(template: Template) -> frozenset[str]:
    """Fields that the template prints between quotation marks."""
    return frozenset(name for body in template.bodies.values() for name in _IN_QUOTES.findall(body))


def _field_pieces(field: Field, value: Any, reported: frozenset[str]) -> Iterator[TypedPiece]:
    if field.kind.writing is FreeWriting.NOTHING:
        return
    for text, question in _texts(value):
        yield TypedPiece(
            where=field.name,
            raw=text,
            text=nfc(text),
            kind=field.type,
            hidden=field.hidden,
            said_by_others=question or field.name in reported,
        )


def _texts(value: Any) -> Iterator[tuple[str, bool]]:
    """The strings of a stored value, each with whether it is a citizen's question. Anything else is passed over."""
    if isinstance(value, str):
        if value.strip():
            yield value, False
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        yield from _pair_texts(value)


def _pair_texts(value: dict[Any, Any]) -> Iterator[tuple[str, bool]]:
    if "key" in value:
        yield f"{value['key']}: {value.get('value', '')}", False
        return
    for key, text in value.items():
        if isinstance(text, str) and text.strip():
            yield text, key == "q"


def _media_pieces(media: Media) -> Iterator[TypedPiece]:
    for text in (media.alt, media.source):
        if text.strip():
            yield TypedPiece(where=f"media:{media.id}", raw=text, text=nfc(text), kind=None)

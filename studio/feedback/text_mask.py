"""Personal data of a text by the rules that look at posts, each piece shown as its kind until a person asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import regex

from studio.directory.model import DirectoryBook
from studio.feedback.model import MaskedPart
from studio.phrase import Phrase
from studio.posts.checks.links import EMAIL, official_mail, phones
from studio.posts.checks.persons import ASKER, BORN, CITIZEN, FILE_CODE, PROTECTED, NamedPerson, bare, children, persons
from studio.posts.checks.plain import PlainTexts
from studio.posts.checks.private_data import ACCOUNT, CARD, PLATE, identifiers
from studio.posts.checks.private_data import HOME as AT_HOME

PHONE = Phrase("telephone number covered")
PAPER = Phrase("number of a document covered")
BANK = Phrase("bank account or card covered")
MAIL = Phrase("e-mail address covered")
HOME = Phrase("home address covered")
NUMBER_PLATE = Phrase("number plate covered")
CHILD_NAME = Phrase("name of a child covered")
NAME = Phrase("name covered")
BIRTH = Phrase("date of birth covered")
CODE = Phrase("code of a file covered")

_OTHER_WORDS = regex.compile(
    r",(?!\s*(?:số|căn|phòng|tòa|chung cư|lô|khu|ngõ|ngách|hẻm|kiệt|đường|phố|tổ|xóm|ấp|thôn|phường|xã|quận|huyện"
    r"|thành phố|tp|tỉnh)(?!\w))",
    regex.IGNORECASE,
)
"""Where an address ends: a comma after which no further part of it comes."""

Part = tuple[int, int, Phrase]


class TextMask:
    """`book` are the unit's own numbers and addresses, which are no secret."""

    def __init__(self, book: Callable[[], DirectoryBook]) -> None:
        self._book = book

    def parts(self, text: str) -> tuple[MaskedPart, ...]:
        """What has to be covered in `text` (NFC), in its order; no two pieces overlap."""
        taken: list[MaskedPart] = []
        for start, end, kind in sorted(_found(PlainTexts.of({"text": text}, self._book())), key=_longest_first):
            if all(end <= one.start or start >= one.end for one in taken):
                taken.append(MaskedPart(start=start, end=end, kind=kind))
        return tuple(sorted(taken, key=lambda one: one.start))

    def covered(self, text: str) -> str:
        """`text` as a list may show it: each piece replaced by its kind in Vietnamese."""
        pieces, at = [], 0
        for part in self.parts(text):
            pieces += [text[at : part.start], f"[{part.kind.vi}]"]
            at = part.end
        return "".join((*pieces, text[at:]))


def _longest_first(part: Part) -> tuple[int, int]:
    return part[0] - part[1], part[0]


def _found(view: PlainTexts) -> Iterator[Part]:
    scan = view.public
    for hit, number in phones(scan):
        if number not in view.numbers:
            yield (*hit.match.span(), PHONE)
    for kind, number, hit in identifiers(scan):
        start = scan.text.index(number, hit.match.start())
        yield start, start + len(number), BANK if kind in (ACCOUNT, CARD) else PAPER
    for hit in scan.find(AT_HOME):
        yield hit.match.start(), hit.match.start() + len(_OTHER_WORDS.split(hit.text)[0]), HOME
    for hit in scan.find(EMAIL):
        if not official_mail(hit.text, view.book):
            yield (*hit.match.span(), MAIL)
    for pattern, kind in ((PLATE, NUMBER_PLATE), (BORN, BIRTH)):
        for hit in scan.find(pattern):
            yield (*hit.match.span(), kind)
    for hit in scan.find(FILE_CODE):
        yield (*hit.match.span("code"), CODE)
    yield from _names(view)


def _names(view: PlainTexts) -> Iterator[Part]:
    scan = view.public
    for named in children(scan):
        yield _part(named, CHILD_NAME)
    for pattern in (ASKER, PROTECTED, CITIZEN):
        for named in persons(scan, pattern):
            yield _part(named, NAME)
    for named in bare(scan):
        yield _part(named, NAME)


def _part(named: NamedPerson, kind: Phrase) -> Part:
    return named.start, named.end, kind

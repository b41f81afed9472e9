"""Rules on people named in the text: victims, children, those who ask.

Names of persons in Vietnamese text: a family name and what follows, or a name after a word for a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import regex

from studio.phrase import Phrase
from studio.posts.checks import mask
from studio.posts.checks.consent import exception_granted, exception_used
from studio.posts.checks.lexicon import read_words
from studio.posts.checks.links import EMAIL, official_mail
from studio.posts.checks.rule import PreflightView, Reach, TypedTexts, rule
from studio.posts.checks.scan import Scan
from studio.posts.model import Finding, Media, Severity

_DATA = read_words("names")
FAMILY = frozenset(_DATA["family"])


def _any_of(names: Iterable[str]) -> str:
    return "|".join(sorted((regex.escape(name) for name in names), key=len, reverse=True))


FULL = (
    rf"(?:(?:{_any_of(FAMILY)})(?:[ ]\p{{Lu}}\p{{Ll}}+){{1,3}}(?:[ ]\p{{Lu}}\b\.?)?"
    rf"|(?:{_any_of(name.upper() for name in FAMILY)})(?:[ ]\p{{Lu}}{{2,}}){{1,3}})"
)
"""A full name: ``Nguyễn Văn An``, ``NGUYỄN VĂN AN``; with an initial at the end it counts as shortened."""
GIVEN = r"\p{Lu}\p{Ll}+"
ADDRESS_TERM = r"(?:anh|chị|ông|bà|cụ|cô|chú|bác|em|cháu|bé)"
CHILD_TERM = r"(?:cháu bé|bé gái|bé trai|em bé|cháu|bé|em|nữ sinh|nam sinh|học sinh|thiếu niên|trẻ em|con gái|con trai)"
_OFFICIAL = regex.compile(_any_of(_DATA["offices"]))
BARE_WORDS = 3
"""Two words with a capital are too often a place: Hà Nội, Thái Bình."""
_BARE = regex.compile(rf"(?<!\w)(?P<name>{FULL})")
_PLACED = regex.compile(rf"(?i)(?<!\w)(?:{_any_of(_DATA['places'])})\.?[ ]$")
_SHORTENED = regex.compile(r"(?:^|[ .])\p{Lu}\.?$")


class NamedPerson(NamedTuple):
    """A person named in a text."""

    name: str
    start: int
    end: int


def persons(scan: Scan, pattern: regex.Pattern[str]) -> Iterator[NamedPerson]:
    """Names that `pattern` finds in its group ``name``, shortened ones and holders of an office left out."""
    for match in pattern.finditer(scan.text):
        named = NamedPerson(match.group("name"), match.start("name"), match.end("name"))
        if not shortened(named.name) and not _in_office(scan.text, named):
            yield named


def bare(scan: Scan) -> Iterator[NamedPerson]:
    """Full names of three words and more that nothing introduces; those of streets, places and offices left out."""
    for named in persons(scan, _BARE):
        before = scan.text[max(0, named.start - 24) : named.start]
        if len(named.name.split()) >= BARE_WORDS and not _PLACED.search(before):
            yield named


def shortened(name: str) -> bool:
    """Whether a name ends in an initial (``Trần Văn B.``) or is only initials (``N.V.A``)."""
    return bool(_SHORTENED.search(name))


def _in_office(text: str, named: NamedPerson) -> bool:
    """``ông Trần Văn Bình, Chủ tịch UBND phường`` speaks for an office."""
    return bool(_OFFICIAL.search(text[named.end : named.end + 40].split("\n")[0]))


_ROLE = (
    r"(?:nạn nhân|bị hại|người bị (?:thiệt hại|nạn|lừa|hại|xâm hại)"
    r"|người (?:tố giác|tố cáo|báo tin|trình báo|làm chứng)|nhân chứng|người cung cấp (?:tin|thông tin))"
)
_LINK = rf"(?:[^\S\n]*(?:là|tên|gồm|có|:|,|–|-|\(|một|hai|{ADDRESS_TERM})(?!\w)){{0,4}}[^\S\n]*"
PROTECTED = regex.compile(
    rf"(?<!\w)(?i:{_ROLE})(?!\w){_LINK}(?:(?<={ADDRESS_TERM}[ ])(?P<name>{GIVEN}(?:[ ]{GIVEN})*)|(?P<name>{FULL}))"
)
"""A protected role and, right after it, a name."""
CITIZEN = regex.compile(rf"(?<!\w)(?i:{ADDRESS_TERM})[ ](?P<name>{FULL})")
"""A form of address and a full name."""


@rule(
    "NO_VICTIM_IDENTITY",
    Severity.BLOCK,
    Phrase("No identity of a victim, informant or witness"),
    reach=Reach.ASKED,
)
def victim_identity(view: PreflightView) -> Iterator[Finding]:
    """Nobody can tell who the victim, the informant or the witness is.

    The mandatory answer, then names of protected people, then names of people in general.
    """
    if not view.post.answers.no_victim_identity:
        yield _nobody_confirmed()
    protected = tuple(persons(view.public, PROTECTED))
    for named in protected:
        yield _person_named(view, named, Severity.BLOCK)
    for named in persons(view.public, CITIZEN):
        if all(named.start != known.start for known in protected):
            yield _person_named(view, named, Severity.WARN)


def _nobody_confirmed() -> Finding:
    return victim_identity.finding(
        "answers:no_victim_identity",
        Phrase("Nobody confirmed that no victim, informant or witness can be recognised."),
        Phrase("Read text and pictures again, then tick to confirm."),
    )


def _person_named(view: PreflightView, named: NamedPerson, severity: Severity) -> Finding:
    where = view.public.piece_at(named.start).where
    if severity is Severity.BLOCK:
        wrong = Phrase("A victim, an informant or a witness is named.")
    else:
        wrong = Phrase("A citizen is named in full.")
    remedy = Phrase("Leave the name out (“a resident”), or use initials.")
    return victim_identity.finding(where, wrong, remedy, excerpt=mask.name(named.name), severity=severity)


CHILD = regex.compile(rf"(?<!\w)(?i:{CHILD_TERM})[ ](?:tên[ ](?:là[ ])?)?(?P<name>{FULL})")
"""A word for a child and a full name."""
AGED = regex.compile(
    rf"(?P<name>{FULL}|(?<={CHILD_TERM}[ ]){GIVEN})[^\n.;!?]{{0,25}}?(?<![\d/])(?P<age>\d{{1,2}})[ ]tuổi"
)
"""A name and, soon after it, an age."""
OF_AGE = 18


@rule(
    "NO_MINOR_IDENTIFIABLE",
    Severity.BLOCK,
    Phrase("No identifiable child / person under 18"),
)
def minor_identifiable(view: PreflightView) -> Iterator[Finding]:
    """Nobody can tell who a child is.

    The answer for the text, the answer for each picture, then names of children.
    """
    yield from _child_in_text(view)
    for media in view.post.media:
        yield from _child_in_picture(view, media)
    if not _about_a_missing_child(view):
        yield from _names_of_children(view)


def _child_in_text(view: PreflightView) -> Iterator[Finding]:
    answered = view.post.answers.has_minor is not None or isinstance(view.fields.get("has_minor"), bool)
    if view.asks(minor_identifiable.code) and not answered:
        yield minor_identifiable.finding(
            "answers:has_minor",
            Phrase("Nobody answered whether the text is about anyone under 18."),
            Phrase("Read the text again and choose Yes or No."),
        )


def _child_in_picture(view: PreflightView, media: Media) -> Iterator[Finding]:
    if media.has_minor is None:
        yield minor_identifiable.on_picture(
            media,
            Phrase("{it}: nobody answered whether it shows anyone under 18."),
            Phrase("Look at it and choose Yes or No."),
            severity=Severity.BLOCK if view.asks(minor_identifiable.code) else Severity.WARN,
        )
    elif media.has_minor and not media.faces_checked:
        if exception_granted(view, minor_identifiable.code, media):
            yield exception_used(view, minor_identifiable, media)
            return
        yield minor_identifiable.on_picture(
            media,
            Phrase("{it} shows someone under 18 and nobody confirmed that they are covered."),
            Phrase(
                "Cover faces, name tags and school badges, then tick “I looked: no face that must be hidden "
                "can be seen”."
            ),
        )


def _about_a_missing_child(view: PreflightView) -> bool:
    """A search for a missing child may name it, within the template's exception."""
    return any(exception_granted(view, minor_identifiable.code, media) for media in view.post.media)


def _names_of_children(view: PreflightView) -> Iterator[Finding]:
    for named in children(view.public):
        yield minor_identifiable.finding(
            view.public.piece_at(named.start).where,
            Phrase("A person under 18 is named."),
            Phrase("Leave out name, school and home; write in general terms (“a pupil”)."),
            excerpt=mask.name(named.name),
            severity=Severity.BLOCK if view.asks(minor_identifiable.code) else Severity.WARN,
        )


def children(scan: Scan) -> Iterable[NamedPerson]:
    """Those who are named as children, or with an age under 18; each once."""
    found = {named.start: named for named in persons(scan, CHILD)}
    found |= {named.start: named for named in _aged(scan)}
    return found.values()


def _aged(scan: Scan) -> Iterator[NamedPerson]:
    for match in AGED.finditer(scan.text):
        if int(match.group("age")) < OF_AGE:
            yield NamedPerson(match.group("name"), match.start("name"), match.end("name"))


ASKER = regex.compile(
    rf"(?<!\w)(?i:{ADDRESS_TERM}|tôi là|tôi tên(?: là)?|em tên(?: là)?|tên tôi là|họ tên|họ và tên|bạn)[ :]{{1,2}}"
    rf"(?P<name>{FULL})"
)
BORN = regex.compile(
    r"(?i)(?<!\w)(?:sinh(?: ngày)?|ngày sinh|SN)[ :]{1,2}(?:năm )?(?:\d{1,2}[/.-]\d{1,2}[/.-])?(?:19|20)\d{2}(?!\d)"
)
FILE_CODE = regex.compile(
    r"(?i)(?<!\w)(?:mã (?:hồ sơ|biên nhận|tiếp nhận)|số (?:hồ sơ|biên nhận|biên bản))[ :]{1,2}(?:là |số )?"
    r"(?P<code>[\w.-]*\d[\w./-]{3,})"
)

_GENERAL_TERMS = Phrase("Put the question in general terms, without the asker's own details.")


@rule(
    "REPLY_NO_PII",
    Severity.BLOCK,
    Phrase("Public reply contains no personal data"),
    reach=Reach.ASKED,
)
def reply_no_pii(view: TypedTexts) -> Iterator[Finding]:
    """A public answer says nothing about the person who asked.

    Numbers, telephones and home addresses are found in every post by their own rules; this one looks at the rest.

    Names, births, file codes and private e-mail addresses.
    """
    scan = view.public
    for named in persons(scan, ASKER):
        yield _about_asker(
            scan.piece_at(named.start).where,
            Phrase("A citizen is named."),
            mask.name(named.name),
        )
    for hit in scan.find(BORN):
        yield _about_asker(hit.piece.where, Phrase("A date of birth is given."), mask.address(hit.text))
    for hit in scan.find(FILE_CODE):
        code = hit.match.group("code")
        yield _about_asker(hit.piece.where, Phrase("The code of a file is given."), mask.number(code))
    for hit in scan.find(EMAIL):
        if not official_mail(hit.text, view.book):
            yield _about_asker(
                hit.piece.where,
                Phrase("A private e-mail is given."),
                mask.number(hit.text),
            )


def _about_asker(where: str, wrong: Phrase, excerpt: str) -> Finding:
    return reply_no_pii.finding(where, wrong, _GENERAL_TERMS, excerpt=excerpt)

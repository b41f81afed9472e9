"""What a file of a page still lacks: one sentence each, with what to do about it.

Lists to be answered and texts to begin with, as they lie in ``assets/registry``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from studio.accounts.model import PageStatus
from studio.directory.model import DirectoryBook
from studio.directory.rules import dialled
from studio.phrase import Bilingual, Phrase, phrase
from studio.platforms import Platform
from studio.registry.model import (
    Basis,
    PageFile,
    PageIdentity,
    PageTransition,
    Portrait,
    ReportOutcome,
    Request,
    Verification,
)
from studio.text import fold, length, squeeze
from studio.yamlfile import read_yaml

FOLDER = Path(__file__).resolve().parent.parent / "assets" / "registry"
MAY_CHANGE = Phrase("A reminder; what the platform asks for may change.")
HAVE, MISSING, NOT_NEEDED = "have", "missing", "not_needed"
DONE, NOT_APPLICABLE = "done", "not_applicable"
PAPER_ANSWERS: Mapping[str, Phrase] = {
    HAVE: Phrase("At hand"),
    MISSING: Phrase("Missing"),
    NOT_NEEDED: Phrase("Not needed"),
}
HANDOVER_ANSWERS: Mapping[str, Phrase] = {
    DONE: Phrase("Done"),
    NOT_APPLICABLE: Phrase("None here"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistLine:
    """One line of a list."""

    id: str
    text: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class TextDraft:
    """A text to begin with. It is published in Vietnamese, whatever the language of the window."""

    id: str
    title: Phrase
    text: str


def papers(platform: Platform | None) -> tuple[ChecklistLine, ...]:
    """What that platform usually asks for; nothing while it is not chosen."""
    return _items(_lists()["verification"].get(platform.value, ())) if platform is not None else ()


def handover_items() -> tuple[ChecklistLine, ...]:
    """What is settled before a page is given up."""
    return _items(_lists()["handover"])


def drafts(kind: str) -> tuple[TextDraft, ...]:
    """``house_rules``, ``privacy`` or ``pinned``. Raises KeyError."""
    return tuple(
        TextDraft(id=str(each["id"]), title=phrase(each["title"]), text=str(each["text"])) for each in _texts()[kind]
    )


def answered(items: Sequence[ChecklistLine], answers: Mapping[str, str], allowed: Mapping[str, Phrase]) -> bool:
    """Whether there are items, and each of them has an answer."""
    return bool(items) and all(answers.get(item.id) in allowed for item in items)


def _items(raw: Sequence[Mapping[str, Any]]) -> tuple[ChecklistLine, ...]:
    return tuple(ChecklistLine(id=str(each["id"]), text=Bilingual(str(each["vi"]), str(each["en"]))) for each in raw)


@cache
def _lists() -> Mapping[str, Any]:
    return read_yaml(FOLDER / "checklists.yaml")


@cache
def _texts() -> Mapping[str, Any]:
    return read_yaml(FOLDER / "texts.yaml")


WATCH_EVERY = timedelta(days=30)
"""How often somebody looks for impostors under the old name of an ended page."""
SHORTEST_ALT, LONGEST_ALT = 10, 300
_FILE_NAME = re.compile(r"\.(jpe?g|png|webp|gif|heic|avif|tiff?)$", re.IGNORECASE)
_NUMBER = re.compile(r"(?<!\d)\+?\d[\d .\-]{1,16}\d(?!\d)")
_ADDRESS = re.compile(r"https://[^\s/@]+\.[^\s/@]+(/\S*)?")
_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


class FileSection(StrEnum):
    """The sections of a file."""

    REQUEST = "request"
    IDENTITY = "identity"
    VERIFICATION = "verification"
    TRANSITION = "transition"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something that is missing or wrong. `field` is the field's own name, within its part."""

    code: str
    part: FileSection
    field: str
    say: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFacts:
    """What a file is held against."""

    book: DirectoryBook
    pattern: str
    """How names are formed: ``{unit}`` stands for the unit's name, ``*`` for anything."""
    others: Sequence[PageFile]
    """The files of other pages."""
    official_mail: Callable[[str, DirectoryBook], bool]
    letter: Sequence[Phrase]
    """What the check for numbers of persons says of the letter."""
    published: frozenset[str]
    """Posts that the page published."""


def gaps(file: PageFile, known: KnownFacts) -> tuple[Gap, ...]:
    """In the order of the sections and of their fields."""
    return (
        *_request(file.request),
        *_identity(file, known),
        *_verification(file, known.letter),
        *_transition(file, known.published),
    )


def matches(pattern: str, unit: str, name: str) -> bool:
    """Whether `name` is formed by `pattern`; case does not matter."""
    wanted = ".*".join(re.escape(part) for part in pattern.replace("{unit}", unit).split("*"))
    return re.fullmatch(wanted, name, re.IGNORECASE) is not None


def _request(request: Request) -> Iterator[Gap]:
    texts = {
        "purpose": Phrase("Say what the page is for."),
        "audience": Phrase("Say for whom the page is written."),
        "why": Phrase("Say why this platform."),
        "hours": Phrase("Give the duty hours of the page."),
        "reply": Phrase("Say within what time people are answered."),
    }
    for field, say in texts.items():
        if not getattr(request, field):
            yield _missing(field, say)
    if request.platform is None:
        yield _missing("platform", Phrase("Choose the platform."))
    if len(set(request.admins)) < 2:
        say = Phrase("Choose two different administrators.")
        yield _missing("admins", say)
    if not request.approver:
        yield _missing("approver", Phrase("Choose who approves posts."))
    if not request.duty:
        yield _missing("duty", Phrase("Choose at least one officer on duty."))
    yield from _basis(request.basis, "REGISTRY_COMPLETE", FileSection.REQUEST)


def _missing(field: str, say: Phrase) -> Gap:
    return Gap(code="REGISTRY_COMPLETE", part=FileSection.REQUEST, field=field, say=say)


def _basis(basis: Basis, code: str, part: FileSection) -> Iterator[Gap]:
    if not (basis.number and basis.day and basis.issuer):
        say = Phrase("Give number, date and issuer of the document behind it.")
        yield Gap(code=code, part=part, field="basis", say=say)
    elif not basis.file:
        say = Phrase("Attach the file of the document behind it.")
        yield Gap(code=code, part=part, field="basis", say=say)


def _identity(file: PageFile, known: KnownFacts) -> Iterator[Gap]:
    identity = file.identity

    def gap(code: str, field: str, say: Phrase) -> Gap:
        return Gap(code=code, part=FileSection.IDENTITY, field=field, say=say)

    for say in _name(file, known):
        yield Gap(code="NAME_PATTERN", part=FileSection.IDENTITY, field="name", say=say)
    for field, portrait in (("avatar", identity.avatar), ("cover", identity.cover)):
        for say in _portrait(portrait):
            yield Gap(code="ALT_TEXT", part=FileSection.IDENTITY, field=field, say=say)
    yield from _about(identity, known)
    if not _gives_emergency_number(identity.pinned, known.book):
        yield gap(
            "HOTLINE_PRESENT",
            "pinned",
            Phrase(
                "The pinned note needs at least one emergency number of the contacts (Settings, Unit and contacts)."
            ),
        )
    if not identity.house_rules:
        yield gap("RULES_SET", "house_rules", Phrase("Choose or write the house rules."))
    if not identity.privacy:
        yield gap('RULES_SET', 'privacy', Phrase("Choose or write the notice on personal data."))  # fmt: skip
    if not _ADDRESS.fullmatch(identity.url):
        yield gap("PAGE_CONFIRMED", "url", Phrase("Enter the page's real address, beginning with https://."))
    if not identity.screenshot:
        yield gap("PAGE_CONFIRMED", "screenshot", Phrase("Attach a screenshot of the page."))


def _name(file: PageFile, known: KnownFacts) -> Iterator[Phrase]:
    name, unit = file.identity.name, known.book.unit(file.unit)
    if not name:
        yield Phrase("Enter the page's name.")
    elif not matches(known.pattern, unit.name if unit else "", name):
        shown = known.pattern.replace("{unit}", unit.name if unit else "").replace("*", "…")
        yield Phrase(
            "The name must follow the pattern “{shown}”; change the name, or the pattern in the settings.", shown=shown
        )
    key = fold(squeeze(name))
    twin = next((each for each in known.others if name and not each.ended and fold(each.identity.name) == key), None)
    if twin is not None and twin.request.platform is file.request.platform:
        yield Phrase(
            "There is a page “{name}” on this platform already; choose another name or use that page.",
            name=twin.identity.name,
        )


def _portrait(portrait: Portrait) -> Iterator[Phrase]:
    if not portrait.sha256:
        yield Phrase("Choose a picture of the unit's library.")
    elif not SHORTEST_ALT <= length(portrait.alt) <= LONGEST_ALT or _FILE_NAME.search(portrait.alt):
        yield Phrase(
            "Write an alt text of {shortest_alt} to {longest_alt} characters that says what is seen.",
            shortest_alt=SHORTEST_ALT,
            longest_alt=LONGEST_ALT,
        )


def _about(identity: PageIdentity, known: KnownFacts) -> Iterator[Gap]:
    def gap(field: str, say: Phrase) -> Gap:
        return Gap(code="CONTACT_OFFICIAL", part=FileSection.IDENTITY, field=field, say=say)

    if not identity.owner:
        yield gap("owner", Phrase("Name the body that runs the page."))
    if not identity.address:
        yield gap("address", Phrase("Give the address of the office."))
    if not identity.hours:
        yield gap("hours", Phrase("Give the duty hours."))
    numbers = {dialled(contact.phone) for contact in known.book.contacts}
    if not identity.phone or dialled(identity.phone) not in numbers:
        yield gap('phone', Phrase("Use a number of the unit's contacts, never a private one."))  # fmt: skip
    mail = identity.email
    if not _MAIL.fullmatch(mail) or not known.official_mail(mail, known.book):
        yield gap(
            "email",
            Phrase("Use an official mailbox: under .gov.vn or the domain of the unit's website in its contacts."),
        )


def _gives_emergency_number(text: str, book: DirectoryBook) -> bool:
    numbers = {dialled(contact.phone) for contact in book.contacts if contact.emergency}
    return any(dialled(hit[0]) in numbers for hit in _NUMBER.finditer(text))


def _verification(file: PageFile, letter: Sequence[Phrase]) -> Iterator[Gap]:
    verification = file.verification

    def gap(code: str, field: str, say: Phrase) -> Gap:
        return Gap(code=code, part=FileSection.VERIFICATION, field=field, say=say)

    if not answered(papers(file.request.platform), verification.answers, PAPER_ANSWERS):
        say = Phrase("Answer the whole list of papers.")
        yield gap("PAPERS_ANSWERED", "answers", say)
    if not verification.letter:
        yield gap("NO_ID_NUMBER", "letter", Phrase("Attach the letter."))
    elif letter:
        yield gap("NO_ID_NUMBER", "letter", letter[0])
    elif not verification.letter_seen:
        say = Phrase("Look through the file and tick that no personal papers are in it.")
        yield gap("NO_ID_NUMBER", "letter", say)
    if verification.submitted_on is None or not verification.case_number:
        say = Phrase("Note the day it was handed in, and the case number.")
        yield gap("SUBMITTED", "submitted_on", say)
    yield from (gap("RESULT", field, say) for field, say in _result(verification))


def _result(verification: Verification) -> Iterator[tuple[str, Phrase]]:
    match verification.outcome:
        case None:
            yield "outcome", Phrase("Note the result once there is one.")
        case ReportOutcome.GRANTED:
            if not (verification.badge and verification.decided_on):
                yield "badge", Phrase("Note the kind of badge and the day.")
            if not verification.capture:
                yield "capture", Phrase("Attach a picture of the badge.")
        case ReportOutcome.REFUSED:
            if not verification.reason:
                yield "reason", Phrase("Note why it was refused.")
            if verification.retry_on is None:
                yield "retry_on", Phrase("Say when it is handed in again.")


def _transition(file: PageFile, published: frozenset[str]) -> Iterator[Gap]:
    transition = file.transition
    if transition.to is None:
        return

    def gap(code: str, field: str, say: Phrase) -> Gap:
        return Gap(code=code, part=FileSection.TRANSITION, field=field, say=say)

    yield from _basis(transition.basis, "TRANSITION_BASIS", FileSection.TRANSITION)
    if transition.to is not PageStatus.CLOSED and not transition.successor:
        yield gap("SUCCESSOR", "successor", Phrase("Choose the page that takes over."))
    if not answered(handover_items(), transition.answers, HANDOVER_ANSWERS):
        yield gap("HANDOVER_ANSWERED", "answers", Phrase("Answer the whole checklist."))
    yield from _archive(transition, published)
    if transition.minutes.signatures < 3:
        yield gap(
            "HANDOVER_SIGNED",
            "minutes",
            Phrase("The minutes need three different signers: who gives, who takes over, and a witness."),
        )
    if transition.watch_until is None:
        yield gap(
            "WATCH_SET", "watch_until", Phrase("Say until when somebody watches for impostors under the old name.")
        )


def _archive(transition: PageTransition, published: frozenset[str]) -> Iterator[Gap]:
    archive = transition.archive
    if archive is None:
        say = Phrase("Export the archive of the page.")
    elif not published <= set(archive.posts):
        say = Phrase("Posts came since the archive; export it again.")
    else:
        return
    yield Gap(code="ARCHIVE_COMPLETE", part=FileSection.TRANSITION, field="archive", say=say)


def watch_due(file: PageFile, today: date) -> bool:
    """Whether somebody has to look for impostors under the old name of an ended page: every so often while the watch
    goes on, and once more when it ends."""
    until, last = file.transition.watch_until, file.transition.watched_on or file.valid_to
    if not file.ended or until is None or (last is not None and last >= until):
        return False
    return today >= until or last is None or today >= last + WATCH_EVERY

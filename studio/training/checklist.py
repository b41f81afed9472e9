"""Judging the answers of a checklist: what is still missing, and what is right where there is a key.

Checklists stand in for rooms that are not built yet: the feedback desk, moderation and reports take these steps over
later. An answer is by the kind of its item: TICK True; TEXT and CHOICE a string; DATE an ISO day; FILE name, SHA-256
and moment (a lesson makes them of a path); SORT option by message. All of it goes into JSON.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from studio.canonical import sha256
from studio.clock import local_date
from studio.directory.model import DirectoryBook
from studio.errors import BadInput
from studio.phrase import Phrase
from studio.training import wording
from studio.training.context import LessonContext, Services
from studio.training.messages import Message, shipped_messages
from studio.training.outline import ChecklistItem, ItemKind, OutlineStep, TextForm
from studio.training.wording import is_about, keeps_question

LARGEST = 20_000_000
"""Bytes of a piece of evidence."""
PURGE_DAYS = 30
"""Personal data goes at the latest so many days after an item is closed."""
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSheet:
    """A step's answers and what they are judged against."""

    step: OutlineStep
    answers: Mapping[str, object]
    earlier: Mapping[int, Mapping[str, object]] = field(default_factory=dict)
    book: DirectoryBook = field(default_factory=DirectoryBook)
    documents: frozenset[str] = frozenset()
    """Numbers of the documents in the library."""
    today: date

    @classmethod
    def of(cls, scene: LessonContext) -> AnswerSheet | None:
        """That of the scene's present step; None when there is none."""
        if scene.step is None:
            return None
        services = scene.services
        return cls(
            step=scene.step,
            answers=scene.answers,
            earlier=scene.earlier,
            book=services.directory.book(),
            documents=known_documents(services),
            today=local_date(services.now()),
        )

    def chosen(self, item: str) -> Message | None:
        """The message chosen in the item `item` of this step or the latest one that has it."""
        sheets = (self.answers, *(self.earlier[number] for number in sorted(self.earlier, reverse=True)))
        given = next((str(sheet[item]) for sheet in sheets if item in sheet), "")
        return shipped_messages().messages.get(given)


def known_documents(services: Services) -> frozenset[str]:
    """Numbers of the documents that may be cited."""
    return frozenset(document.number for document in services.library.documents())


@dataclass(frozen=True, slots=True)
class ItemVerdict:
    """`done`: answered, and right where there is a key. `says`: what is missing or wrong, or why it is right."""

    done: bool
    says: Phrase | None = None
    wrong: bool = False
    """Answered, and not right."""


OPEN = ItemVerdict(done=False)
DONE = ItemVerdict(done=True)


def complete(sheet: AnswerSheet) -> bool:
    """Whether the step has items and every required one is done; an optional one may be left, not wrong."""
    return bool(sheet.step.items) and not missing(sheet)


def missing(sheet: AnswerSheet) -> tuple[ChecklistItem, ...]:
    """The items that keep the step from being done, in order."""
    verdicts = ((item, judge(item, sheet)) for item in sheet.step.items)
    return tuple(item for item, verdict in verdicts if not verdict.done and (item.required or verdict.wrong))


def judge(item: ChecklistItem, sheet: AnswerSheet) -> ItemVerdict:
    """The verdict on one item. An answer of the wrong shape is none."""
    value = sheet.answers.get(item.id)
    return OPEN if value in (None, "", False) else _JUDGES[item.kind](item, value, sheet)


def attach(path: Path, now: datetime, keep: Callable[[bytes], str] = sha256) -> dict[str, str]:
    """The answer of a FILE: name, SHA-256 and moment. `keep` stores the bytes and returns their hash.

    Raises BadInput for a file that cannot be read or is too large.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise BadInput("the file is too large (over 20 MB); attach a smaller one.", where=path.name)
        data = path.read_bytes()
    except OSError as error:
        raise BadInput("this file cannot be read; choose another.", where=path.name) from error
    return {"name": path.name, "sha256": keep(data), "at": now.isoformat()}


def _wrong(says: Phrase | None) -> ItemVerdict:
    return ItemVerdict(done=False, says=says, wrong=True)


def _tick(item: ChecklistItem, value: object, sheet: AnswerSheet) -> ItemVerdict:
    return DONE if value is True else OPEN


def _text(item: ChecklistItem, value: object, sheet: AnswerSheet) -> ItemVerdict:
    text = str(value)
    if not text.strip():
        return OPEN
    message = sheet.chosen(item.about)
    mask = message.mask if message is not None and item.form is not TextForm.NOTE else ()
    if item.form is TextForm.MASKED and message is None:
        return _wrong(Phrase("Choose a message in the first step first."))
    trouble = wording.trouble(item.form, text, book=sheet.book, mask=mask, documents=sheet.documents)
    trouble = trouble or _against(item, text, sheet, message)
    return _wrong(trouble) if trouble is not None else DONE


def _against(item: ChecklistItem, text: str, sheet: AnswerSheet, message: Message | None) -> Phrase | None:
    """What is wrong with a number or time that has to agree with another, or with the message."""
    match item.form:
        case TextForm.MASKED if message is not None and not keeps_question(text, message.text, message.mask):
            return Phrase("What the citizen asked is gone; leave out the personal data and keep the question.")
        case TextForm.ANSWER | TextForm.LINKED if message is not None and not is_about(text, _subjects(sheet, message)):
            return Phrase("The answer does not speak of what the citizen raised.")
        case TextForm.URGENT if message is not None and message.call and not wording.names_any(text, message.call):
            why = message.why
            return Phrase("Not the number to call. {why}", why=why)
        case TextForm.NUMBER if item.right and wording.number(text) != int(item.right):
            return item.why or Phrase("Not right; look at the source again.")
        case TextForm.TOTAL if wording.number(text) != _total(sheet):
            return Phrase("The total is not the sum of the rows.")
        case TextForm.TIME if item.right:
            begun, ended = wording.minutes(str(sheet.answers.get(item.about, ""))), wording.minutes(text)
            if begun is None or ended is None or not 0 <= (ended - begun) % 1440 <= int(item.right):
                return Phrase("It must be within {right} minutes of seeing the message.", right=item.right)
    return None


def _subjects(sheet: AnswerSheet, message: Message) -> Iterator[str]:
    """What an answer to the message may speak of: its words, what the key says of it, the procedure asked about."""
    yield message.text
    yield message.why.vi
    yield message.why.en
    for item in sheet.step.items:
        if item.by == "topic" and message.topic in item.options:
            yield item.options[message.topic].vi
            yield item.options[message.topic].en


def _total(sheet: AnswerSheet) -> int | None:
    """The sum of the numbers given one step earlier."""
    rows = sheet.earlier.get(sheet.step.number - 1, {})
    numbers = [wording.number(str(value)) for key, value in rows.items() if key.startswith("row")]
    return sum(each for each in numbers if each is not None) if numbers else None


def _choice(item: ChecklistItem, value: object, sheet: AnswerSheet) -> ItemVerdict:
    if item.messages:
        message = shipped_messages().messages.get(str(value))
        if message is None or message.id not in item.messages:
            return OPEN
        return _right(not item.right or message.category == item.right, message.why)
    if str(value) not in item.options:
        return OPEN
    if item.by:
        message = sheet.chosen(item.about)
        if message is None:
            return _wrong(Phrase("Choose a message first."))
        return _right(message.accepts(item.by, str(value)), item.why or message.why)
    return _right(not item.right or value == item.right, item.why)


def _right(right: bool, why: Phrase | None) -> ItemVerdict:
    return ItemVerdict(done=right, says=why, wrong=not right)


def _date(item: ChecklistItem, value: object, sheet: AnswerSheet) -> ItemVerdict:
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        return OPEN
    if item.right == "past" and day > sheet.today:
        return _wrong(Phrase("This day is yet to come."))
    if item.right == "purge" and not sheet.today < day <= sheet.today + timedelta(days=PURGE_DAYS):
        return _wrong(
            Phrase("The day of deletion must come after today and within {purge_days} days.", purge_days=PURGE_DAYS)
        )
    begun = sheet.answers.get(item.about)
    if begun is not None and str(begun) > day.isoformat():
        return _wrong(Phrase("The last day comes before the first."))
    return DONE


def _file(item: ChecklistItem, value: object, sheet: AnswerSheet) -> ItemVerdict:
    whole = isinstance(value, Mapping) and _HASH.fullmatch(str(value.get("sha256", ""))) and value.get("at")
    return DONE if whole else OPEN


def _sort(item: ChecklistItem, value: object, sheet: AnswerSheet) -> ItemVerdict:
    if not isinstance(value, Mapping):
        return OPEN
    messages = shipped_messages().messages
    given = {each: str(value[each]) for each in item.messages if each in value}
    wrong = [each for each, option in given.items() if not messages[each].accepts(item.by, option)]
    if wrong:
        return _wrong(Phrase("{n} not right yet.", n=len(wrong)))
    return DONE if len(given) == len(item.messages) else OPEN


_JUDGES: Mapping[ItemKind, Callable[[ChecklistItem, object, AnswerSheet], ItemVerdict]] = {
    ItemKind.TICK: _tick,
    ItemKind.TEXT: _text,
    ItemKind.CHOICE: _choice,
    ItemKind.DATE: _date,
    ItemKind.FILE: _file,
    ItemKind.SORT: _sort,
}

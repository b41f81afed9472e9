"""The types of field, one `FieldKind` each: its title, what is wrong with a value, how readers see it, what a file may
say, what a template is tried out with.

A new type is a name in `FieldType`, its row in `KINDS`, and its editor in the window (`ui/composer/editors/registry`);
a form of text that there is not yet is checked and shown by functions of `kinds_texts`.

Fields of days, times of day, moments and periods, all in Vietnam's time: what is wrong, and how they read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, TypeVar

from studio.clock import show_date as day_of
from studio.directory.model import DirectoryBook
from studio.phrase import Phrase
from studio.templates import kinds_references, kinds_texts
from studio.templates.compiled_text import Shape, ValueKind
from studio.templates.fields import Check, FieldSpec, FieldSubject, KnownReferences, ProblemKind, Problems, clean
from studio.templates.kinds_references import DUTY, LONG_CONTACT, LONG_UNIT, PHOTO, UNIT, Cite

_T = TypeVar("_T")
_DAY: Final = re.compile(r"(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}\Z")
_TIME: Final = re.compile(r"[0-9]{2}:[0-9]{2}\Z")
_MOMENT: Final = re.compile(r"(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}\Z")


def _read(value: object, form: re.Pattern[str], read: Callable[[str], _T]) -> _T | None:
    if not isinstance(value, str) or not form.match(value):
        return None
    try:
        return read(value)
    except ValueError:
        return None


def read_date(value: object) -> date | None:
    """``2026-11-25`` as a day; None when it is no real day of the years 1900–2099."""
    return _read(value, _DAY, date.fromisoformat)


def read_time(value: object) -> time | None:
    """``08:00`` as a time of day."""
    return _read(value, _TIME, time.fromisoformat)


def read_moment(value: object) -> datetime | None:
    """``2026-11-25T08:00`` as Vietnam's time, without a zone."""
    return _read(value, _MOMENT, datetime.fromisoformat)


def _real(read: Callable[[object], object | None], wrong: Phrase, remedy: Phrase) -> Check:
    """A check that `read` understands the value."""

    def check(field: FieldSpec, value: Any, known: KnownReferences) -> Problems:
        if read(value) is None:
            yield FieldSubject(field).problem(ProblemKind.FORM, wrong, remedy)

    return check


check_date: Final = _real(
    read_date,
    Phrase("is not a real day."),
    Phrase("Write year-month-day, e.g. 2026-11-25."),
)
check_time: Final = _real(
    read_time,
    Phrase("is not a real time of day."),
    Phrase("Write hours:minutes in 24 hours, e.g. 08:00."),
)
check_moment: Final = _real(
    read_moment,
    Phrase("is not a complete, real day and time."),
    Phrase("Give day and time, e.g. 2026-11-25T08:00."),
)


def check_range(field: FieldSpec, value: Any, known: KnownReferences) -> Problems:
    """From and to, both days or both moments, in order."""
    subject = FieldSubject(field)
    if not isinstance(value, dict) or value.keys() != {"from", "to"}:
        yield subject.problem(
            ProblemKind.FORM,
            Phrase("needs a beginning and an end."),
            Phrase("Fill in both (from and to)."),
        )
        return
    days = read_date(value["from"]), read_date(value["to"])
    moments = read_moment(value["from"]), read_moment(value["to"])
    ends = days if None not in days else moments
    if ends[0] is None or ends[1] is None:
        yield subject.problem(
            ProblemKind.FORM,
            Phrase("has an end that is incomplete or not real."),
            Phrase("Write both ends alike, e.g. 2026-11-25 or 2026-11-25T08:00."),
        )
    elif ends[0] > ends[1]:
        yield subject.problem(
            ProblemKind.FORM,
            Phrase("ends before it begins."),
            Phrase("Check both ends."),
        )


def show_date(value: Any) -> str:
    day = read_date(value)
    return day_of(day) if day else clean(value)


def show_moment(value: Any) -> str:
    moment = read_moment(value)
    return _moment_text(moment) if moment else clean(value)


def show_range(value: Any) -> str:
    if not isinstance(value, dict):
        return clean(value)
    first, last = value.get("from"), value.get("to")
    days, moments = (read_date(first), read_date(last)), (read_moment(first), read_moment(last))
    for start, end in (days, moments):
        if start is not None and end is not None:
            return _range_text(start, end)
    return " – ".join(text for text in (clean(first), clean(last)) if text)


def _moment_text(moment: datetime) -> str:
    """``08:00 ngày 25/11/2026``."""
    return f"{moment:%H:%M} ngày {day_of(moment.date())}"


def _range_text(first: date | datetime, last: date | datetime) -> str:
    """``từ 22:00 ngày 25/11/2026 đến 05:00 ngày 26/11/2026``, shorter within one day."""
    if isinstance(first, datetime) and isinstance(last, datetime):
        if first.date() == last.date():
            return f"từ {first:%H:%M} đến {last:%H:%M} ngày {day_of(last.date())}"
        return f"từ {_moment_text(first)} đến {_moment_text(last)}"
    if first == last:
        return f"ngày {day_of(first)}"
    return f"từ ngày {day_of(first)} đến ngày {day_of(last)}"


class FieldType(StrEnum):
    """The types of field. Stored values are JSON:

    text, multiline, place, person_min, choice, stage, url_official, unit_ref: str
    (unit_ref and contact_ref hold ids of the unit's own directory; contact_ref: str or list of str)
    list, steps, url_defanged: list of str · date ``YYYY-MM-DD`` · time ``HH:MM`` ·
    datetime ``YYYY-MM-DDTHH:MM`` (Vietnam's time) · daterange ``{"from": …, "to": …}`` of date or datetime ·
    number: int · bool · citation: ``{"document", "article"?, "clause"?, "point"?}`` or a list of them ·
    image: id of a media item of the post · image_list: list of such ids ·
    qa_list: list of ``{"q", "a"}`` · kv_list: list of ``{"key", "value"}``
    """

    TEXT = "text"
    MULTILINE = "multiline"
    LIST = "list"
    STEPS = "steps"
    DATE = "date"
    TIME = "time"
    DATETIME = "datetime"
    DATERANGE = "daterange"
    NUMBER = "number"
    CHOICE = "choice"
    BOOL = "bool"
    CITATION = "citation"
    CONTACT_REF = "contact_ref"
    UNIT_REF = "unit_ref"
    PLACE = "place"
    URL_OFFICIAL = "url_official"
    URL_DEFANGED = "url_defanged"
    IMAGE = "image"
    IMAGE_LIST = "image_list"
    PERSON_MIN = "person_min"
    STAGE = "stage"
    QA_LIST = "qa_list"
    KV_LIST = "kv_list"


class FreeWriting(StrEnum):
    """What an author types into a field in words of their own."""

    NOTHING = "nothing"
    ADDRESS = "address"
    NAME = "name"
    PLACE = "place"
    SENTENCES = "sentences"
    PASSAGES = "passages"
    """Sentences, with room for one of the law."""


class Limits(StrEnum):
    """What the least and the most of a field count."""

    NOTHING = "nothing"
    CHARACTERS = "characters"
    ITEMS = "items"
    NUMBER = "number"
    """The value itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filler:
    """What stands on a card or in a text for a value that nobody gave yet."""

    text: str
    figures: Sequence[str] = ("",)
    """One for each item of a list; pairs of a name and a value show it as the value."""
    number: str = ""
    """For a telephone number."""


Show = Callable[[Any, DirectoryBook, Cite], Any]
"""The display value: text, list of texts, list of mappings, or a mapping with ``text``; empty when it says nothing."""
Parse = Callable[[Any, Mapping[str, str]], Any]
"""A value as YAML gives it, as the field stores it; the mapping holds the ids of pictures by file name."""


def _as_text(value: Any, pictures: Mapping[str, str]) -> Any:
    """Numbers become text, all the way down; a truth value stays what it is and is refused by the field."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, Mapping):
        return {key: _as_text(item, pictures) for key, item in value.items()}
    return [_as_text(item, pictures) for item in value] if isinstance(value, list) else value


def _as_bool(value: Any, pictures: Mapping[str, str]) -> Any:
    return {"có": True, "yes": True, "không": False, "no": False}.get(str(value).lower(), value)


def _as_picture(value: Any, pictures: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [_as_picture(name, pictures) for name in value]
    return pictures.get(Path(value).name, value) if isinstance(value, str) else value


def _as_typed(value: Any, book: DirectoryBook, cite: Cite) -> str:
    return clean(value)


def _said(show: Callable[[Any], Any]) -> Show:
    """A display value that only the field's own value tells."""
    return lambda value, book, cite: show(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldKind:
    """What a type of field can do."""

    title: Phrase
    """Its name for who designs a template."""
    check: Check
    examples: Sequence[Any]
    """Values that a template is tried out with, from the shortest to the longest; the one in the middle is usual. Those
    of a list are items. Empty where `own.samples` makes them: of options, of words for the items of a list."""
    limits: Limits = Limits.NOTHING
    show: Show | None = _as_typed
    """None: no text shows it (pictures)."""
    parse: Parse = _as_text
    sample: Callable[[Filler], Any] = lambda filler: filler.text
    """A display value made of the filler."""
    several: bool = False
    """Whether texts and cards see a list."""
    parts: tuple[str, ...] = ()
    """What may be asked for with a dot; two of them can be shown as a pair."""
    options: bool = False
    """Whether the template lists what may be chosen."""
    writing: FreeWriting = FreeWriting.NOTHING
    kept: bool = False
    """Whether a required one stays in what is made of its template: checks and records look at it."""

    @property
    def picture(self) -> bool:
        """Whether the field names pictures of the post."""
        return self.show is None

    @property
    def prose(self) -> bool:
        """Whether people write sentences into it."""
        return self.writing in (FreeWriting.SENTENCES, FreeWriting.PASSAGES)

    @property
    def free(self) -> bool:
        """Whether a passage from elsewhere may be put into it."""
        return self.prose or self.writing is FreeWriting.PLACE

    @property
    def text_list(self) -> bool:
        """Whether it is a list of single texts."""
        return self.several and not self.parts

    @property
    def shape(self) -> Shape:
        """What a field of this type looks like to a text."""
        kind = ValueKind.LIST if self.several else ValueKind.TEXT
        return Shape(kind, frozenset(self.parts), records=self.several and bool(self.parts))


def _line(title: Phrase, check: Check, example: str, writing: FreeWriting, *, kept: bool = False) -> FieldKind:
    return FieldKind(
        title=title, check=check, examples=(example,), limits=Limits.CHARACTERS, writing=writing, kept=kept
    )


def _list(
    title: Phrase, check: Check, show: Callable[[Any], Any], writing: FreeWriting, examples: Sequence[str] = ()
) -> FieldKind:
    return FieldKind(
        title=title,
        check=check,
        examples=examples,
        limits=Limits.ITEMS,
        show=_said(show),
        sample=lambda filler: [filler.text for _ in filler.figures],
        several=True,
        writing=writing,
    )


def _texts(title: Phrase) -> FieldKind:
    return _list(title, kinds_texts.check_texts, kinds_texts.show_texts, FreeWriting.PASSAGES)


def _pairs(title: Phrase, sample: Callable[[Filler], Any], *parts: str) -> FieldKind:
    return FieldKind(
        title=title,
        check=kinds_texts.pairs(*parts),
        examples=(),
        limits=Limits.ITEMS,
        show=_said(kinds_texts.show_pairs),
        sample=sample,
        several=True,
        parts=parts,
        writing=FreeWriting.SENTENCES,
    )


def _choice(title: Phrase, *, kept: bool = False) -> FieldKind:
    return FieldKind(title=title, check=kinds_texts.check_choice, examples=(), options=True, kept=kept)


def _sample_contact(filler: Filler) -> Any:
    contact = {"label": filler.text, "phone": filler.number}
    return {"text": filler.text, **contact, "items": [contact]}


KINDS: Final[Mapping[FieldType, FieldKind]] = {
    FieldType.TEXT: _line(Phrase("One line of text"), kinds_texts.line(300), "Cư trú", FreeWriting.SENTENCES),
    FieldType.MULTILINE: _line(
        Phrase("Several lines of text"), kinds_texts.line(2_000, lines=True), "Xin chú ý.", FreeWriting.PASSAGES
    ),
    FieldType.LIST: _texts(Phrase("List")),
    FieldType.STEPS: _texts(Phrase("Steps, in their order")),
    FieldType.DATE: FieldKind(title=Phrase("Day"), check=check_date, examples=("2026-12-01",), show=_said(show_date)),
    FieldType.TIME: FieldKind(title=Phrase("Time of day"), check=check_time, examples=("08:00",)),
    FieldType.DATETIME: FieldKind(
        title=Phrase("Day and time"), check=check_moment, examples=("2026-11-25T08:00",), show=_said(show_moment)
    ),
    FieldType.DATERANGE: FieldKind(
        title=Phrase("From one day to another"),
        check=check_range,
        examples=(
            {"from": "2026-11-25", "to": "2026-11-25"},
            {"from": "2026-11-25T22:00", "to": "2026-12-26T05:30"},
        ),
        show=_said(show_range),
    ),
    FieldType.NUMBER: FieldKind(
        title=Phrase("Number", about="field"),
        check=kinds_texts.check_number,
        examples=(1, 999_999),
        limits=Limits.NUMBER,
        show=_said(kinds_texts.show_number),
        parse=lambda value, pictures: value,
    ),
    FieldType.CHOICE: _choice(Phrase("One of several options")),
    FieldType.BOOL: FieldKind(
        title=Phrase("Yes or no"),
        check=kinds_texts.check_bool,
        examples=(True,),
        show=_said(kinds_texts.show_bool),
        parse=_as_bool,
        kept=True,
    ),
    FieldType.CITATION: FieldKind(
        title=Phrase("Legal basis"),
        check=kinds_references.check_citation,
        examples=(
            {"document": "68/2020/QH14"},
            {"document": "55/2024/QH15", "article": "20", "clause": "3", "point": "đ"},
        ),
        limits=Limits.ITEMS,
        show=kinds_references.show_citation,
        kept=True,
    ),
    FieldType.CONTACT_REF: FieldKind(
        title=Phrase("Contact of the directory"),
        check=kinds_references.check_contact,
        examples=(DUTY, DUTY, LONG_CONTACT),
        limits=Limits.ITEMS,
        show=kinds_references.show_contact,
        sample=_sample_contact,
        parts=("label", "phone"),
        kept=True,
    ),
    FieldType.UNIT_REF: FieldKind(
        title=Phrase("Unit of the directory"),
        check=kinds_references.check_unit,
        examples=(UNIT, UNIT, LONG_UNIT),
        show=kinds_references.show_unit,
        sample=lambda filler: {"text": filler.text, "short": filler.text, "website": "", "address": ""},
        parts=("short", "website", "address"),
        kept=True,
    ),
    FieldType.PLACE: _line(Phrase("Place", about="field"), kinds_texts.line(160), "Chợ", FreeWriting.PLACE),
    FieldType.URL_OFFICIAL: FieldKind(
        title=Phrase("Official web address"),
        check=kinds_texts.check_official,
        examples=(
            "https://bca.gov.vn",
            "https://bca.gov.vn",
            "https://dichvucong.gov.vn/p/home/dvc-tthc-thu-tuc-hanh-chinh-chi-tiet.html?ma=2.001159",
        ),
        writing=FreeWriting.ADDRESS,
    ),
    FieldType.URL_DEFANGED: _list(
        Phrase("Harmful web addresses"),
        kinds_texts.check_defanged,
        kinds_texts.show_defanged,
        FreeWriting.ADDRESS,
        examples=("hxxp://a[.]vn",),
    ),
    FieldType.IMAGE: FieldKind(
        title=Phrase("Picture"), check=kinds_references.check_image, examples=(PHOTO,), show=None, parse=_as_picture
    ),
    FieldType.IMAGE_LIST: FieldKind(
        title=Phrase("Pictures"),
        check=kinds_references.check_images,
        examples=(),
        limits=Limits.ITEMS,
        show=None,
        parse=_as_picture,
    ),
    FieldType.PERSON_MIN: _line(
        Phrase("Name of a person, as short as allowed"), kinds_texts.person(60), "Bà A", FreeWriting.NAME, kept=True
    ),
    FieldType.STAGE: _choice(Phrase("Stage of a case"), kept=True),
    FieldType.QA_LIST: _pairs(
        Phrase("Questions and answers"), lambda filler: [{"q": filler.text, "a": filler.text}], "q", "a"
    ),
    FieldType.KV_LIST: _pairs(
        Phrase("Names and values"),
        lambda filler: [{"key": filler.text, "value": figure} for figure in filler.figures],
        "key",
        "value",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(FieldSpec):
    """One field of a template."""

    type: FieldType

    @property
    def kind(self) -> FieldKind:
        return KINDS[self.type]

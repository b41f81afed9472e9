"""How entries and days of the calendar are called and drawn."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from studio.calendar.model import CalendarEntry, DayMark, DayMarkKind, EntryKind
from studio.clock import local
from studio.outbox.model import DeliveryState, Holder
from studio.posts.model import PostState
from studio.translation import mark, tr
from studio.ui.tokens import Tone
from studio.ui.words import StateWord, delivery_word, post_word

_ENDS = StateWord(mark("Approval expires"), "calendar-x", Tone.SLATE)
_FOLLOWS = StateWord(mark("To follow"), "corner-down-right", Tone.VIOLET)
HOLDERS: Mapping[Holder, tuple[str, str]] = {
    Holder.PC: ("monitor", mark("Schedule held by this PC")),
    Holder.PLATFORM: ("globe", mark("Schedule held by the platform")),
}
"""Icon and words."""
MARKS: Mapping[DayMarkKind, tuple[str, Tone, str]] = {
    DayMarkKind.HOLIDAY: ("flag", Tone.RED, mark("Public holiday")),
    DayMarkKind.BLACKOUT: ("ban", Tone.BROWN, mark("No publishing")),
}
"""Icon, tone and words of a kind of day."""
_UNTITLED = mark("(no title yet)")
_EXPECTED = mark("{name} (expected)")
_SHARE = mark("{word} {done}/{all}")
_HINTS = {
    "unqueued": mark("Approved, not queued: nothing is sent until somebody queues it."),
    "passed": mark("The planned time has passed and nothing was sent; choose another."),
    "missed": mark("It missed its time and is not sent automatically: decide in the outbox."),
    "here": mark("This PC sends it: it has to be on and online then."),
    "platform": mark("The platform publishes it by itself, even when this PC is switched off."),
}


def entry_word(entry: CalendarEntry) -> StateWord:
    """Word, icon and tone of an entry's state."""
    if entry.kind is EntryKind.APPROVAL_ENDS:
        return spoken_here(_ENDS)
    if entry.kind is EntryKind.COMPANION:
        return spoken_here(_FOLLOWS)
    return post_word(entry.state) if entry.delivery is None else delivery_word(entry.delivery)


def counted_word(entry: CalendarEntry) -> StateWord:
    """The same with how many of its pages are done, where there are several."""
    word, (done, whole) = entry_word(entry), entry.done
    return word._replace(text=tr(_SHARE).format(word=word.text, done=done, all=whole)) if whole > 1 else word


def spoken_here(word: StateWord) -> StateWord:
    return word._replace(text=tr(word.text))


def title_of(entry: CalendarEntry) -> str:
    """The title, or what stands for one."""
    return entry.title or tr(_UNTITLED)


def first_words(entry: CalendarEntry) -> str:
    """The title without the word that many begin with: of “CẢNH BÁO: Giả danh…” what tells it from the others."""
    kicker, colon, rest = title_of(entry).partition(": ")
    return rest if colon and rest and kicker.isupper() else title_of(entry)


def time_of(entry: CalendarEntry) -> str:
    """``08:00``; empty for what is due on a day and at no hour."""
    return "" if entry.kind is EntryKind.COMPANION else f"{local(entry.at):%H:%M}"


def holder_words(holder: Holder) -> str:
    return tr(HOLDERS[holder][1])


def mark_words(kind: DayMarkKind) -> str:
    return tr(MARKS[kind][2])


def mark_name(mark: DayMark, phrase: str) -> str:
    """`phrase` is the mark's name in the language of the window."""
    return tr(_EXPECTED).format(name=phrase) if mark.expected else phrase


def hint_of(entry: CalendarEntry, now: datetime) -> str:
    """What a person should know of the entry beside its state; empty where nothing is to be said."""
    hint = ""
    if entry.kind is EntryKind.DELIVERY:
        if entry.delivery is DeliveryState.MISSED:
            hint = "missed"
        elif entry.holder is not None:
            hint = "platform" if entry.holder is Holder.PLATFORM else "here"
    elif entry.kind is EntryKind.PLANNED:
        if entry.at <= now:
            hint = "passed"
        elif entry.state is PostState.APPROVED:
            hint = "unqueued"
    return tr(_HINTS[hint]) if hint else ""


def spoken_entry(entry: CalendarEntry, pages: str) -> str:
    """What a screen reader says of an entry; `pages` are their titles."""
    holder = holder_words(entry.holder) if entry.holder else ""
    parts = (time_of(entry), title_of(entry), counted_word(entry).text, pages, holder)
    return ", ".join(part for part in parts if part)

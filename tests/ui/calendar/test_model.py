"""What the calendar shows: days with their entries, and how these are called."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from PySide6.QtWidgets import QApplication

from studio.calendar.model import CalendarEntry, CalendarSpan, DayMark, DayMarkKind, EntryKind
from studio.outbox.model import DeliveryState, Holder
from studio.phrase import Bilingual
from studio.posts.model import PostState
from studio.ui.calendar.model import CalendarModel, CalendarView
from studio.ui.calendar.words import entry_word, first_words, hint_of, spoken_entry
from studio.ui.widgets.avatar import PageMark

NOW = datetime(2026, 11, 24, 3, 42, tzinfo=UTC)


def entry(
    day: int, state: PostState = PostState.DRAFT, kind: EntryKind = EntryKind.PLANNED, **changes: object
) -> CalendarEntry:
    at = datetime(2026, 11, day, 18, 30, tzinfo=UTC)  # the next day in Vietnam
    values: dict[str, object] = {"title": f"Bài {day}", "pages": ("a",)}
    return CalendarEntry(kind=kind, post_id=f"p{day}", at=at, state=state, **values | changes)  # type: ignore[arg-type]


@pytest.fixture
def model(qapp: QApplication) -> CalendarModel:
    made = CalendarModel(lambda phrase: phrase.vi)
    mark = DayMark(
        kind=DayMarkKind.HOLIDAY, name=Bilingual("Lễ", "Day"), first=date(2026, 11, 3), last=date(2026, 11, 4)
    )
    entries = (
        entry(1),
        entry(2, PostState.IN_REVIEW, title=""),
        entry(
            2, PostState.QUEUED, EntryKind.DELIVERY, deliveries={DeliveryState.VERIFIED: 1, DeliveryState.MISSED: 1},
            pages=("a", "b"), holder=Holder.PC,
        ),
    )  # fmt: skip
    span = CalendarSpan(first=date(2026, 11, 1), last=date(2026, 11, 7), entries=entries, marks=(mark,))
    made.show_view(CalendarView(span=span, pages={"a": PageMark("Trang A")}))
    return made


def test_entries_stand_under_their_day_in_vietnam(model: CalendarModel) -> None:
    assert [len(model.entries(date(2026, 11, day))) for day in range(1, 8)] == [0, 1, 2, 0, 0, 0, 0]
    assert [each.name for each in model.marks(date(2026, 11, 3))] == ["Lễ"]
    assert entry_word(model.entries(date(2026, 11, 3))[1]).icon == "clock-alert"


def test_an_entry_says_all_to_a_screen_reader(model: CalendarModel) -> None:
    said = [spoken_entry(each, ", ".join(page.title for page in model.pages_of(each))) for each in model.shown()]
    assert said[1].startswith("01:30, (no title yet)")
    assert said[2] == "01:30, Bài 2, Missed its time 1/2, Trang A, b, Schedule held by this PC"


HINTS: dict[str, Callable[[], CalendarEntry]] = {
    "queues it": lambda: entry(25, PostState.APPROVED),
    "has passed": lambda: entry(1),
    "missed its time": lambda: entry(1, kind=EntryKind.DELIVERY, deliveries={DeliveryState.MISSED: 1}),
    "has to be on": lambda: entry(
        25, kind=EntryKind.DELIVERY, deliveries={DeliveryState.SCHEDULED: 1}, holder=Holder.PC
    ),
    "switched off": lambda: entry(
        25, kind=EntryKind.DELIVERY, deliveries={DeliveryState.SCHEDULED: 1}, holder=Holder.PLATFORM
    ),
    "": lambda: entry(25),
}


@pytest.mark.parametrize("words", HINTS)
def test_what_a_person_should_know_is_told(qapp: QApplication, words: str) -> None:
    hint = hint_of(HINTS[words](), NOW)
    assert words in hint
    assert bool(hint) == bool(words)


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("CẢNH BÁO: Giả danh cán bộ phường", "Giả danh cán bộ phường"),
        ("Lịch tiếp dân: thứ Hai", "Lịch tiếp dân: thứ Hai"),
        ("TÌM NGƯỜI: ", "TÌM NGƯỜI: "),
        ("", "(no title yet)"),
    ],
)
def test_the_first_words_tell_posts_apart(qapp: QApplication, title: str, words: str) -> None:
    assert first_words(entry(1, title=title)) == words

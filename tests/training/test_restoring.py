"""After going back every service answers as it did then: nothing of what came later is remembered anywhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

from studio.accounts.model import AccountKind
from studio.app import Studio, open_studio
from studio.clock import local_date
from studio.posts.model import PostFilter
from studio.training.lesson import Lesson, Mode
from tests.profile import SetClock

PLAYED = ("A1", "B1", "C4", "D2", "D5", "E1", "E2")
"""Lessons that between them write into every room."""


def told(studio: Studio) -> Mapping[str, Any]:
    """What the rooms say, each by itself."""
    today = local_date(studio.now())
    asked: dict[str, Callable[[], Any]] = {
        "people": studio.people.list,
        "directory": studio.directory.book,
        "accounts": studio.accounts.list,
        "library": lambda: (
            studio.library.count(),
            studio.library.search("tạm trú"),
            studio.library.statuses(on=today),
        ),
        "posts": studio.drafts.list,
        "post counts": lambda: studio.listing.counts(PostFilter()),
        "outbox": lambda: (studio.outbox.list(), studio.outbox.counts()),
        "practice pages": lambda: [studio.practice_pages.posts(page) for page in pages(studio)],
        "agreements": studio.signoffs.open,
        "page files": studio.registry.list,
        "slips": studio.slips.list,
        "calendar": lambda: studio.calendar.span(today - timedelta(days=30), today + timedelta(days=60)),
        "weeks": lambda: [studio.weeks.plan(today + timedelta(days=days)) for days in (0, 7)],
        "emergencies": studio.emergency.all,
        "photographs": studio.photo_works.list,
        "pictures": studio.photo_assets.find,
        "snippets": studio.writing.snippets,
        "words": studio.writing.words,
        "law notices": studio.law_notices.lights,
        "due": lambda: studio.aftercare.due(within=timedelta(days=400)),
    }
    return {room: ask() for room, ask in asked.items()}


def pages(studio: Studio) -> list[str]:
    return [account.name for account in studio.accounts.list() if account.kind is AccountKind.PRACTICE]


def play(studio: Studio, outline: str) -> Lesson:
    lesson = studio.lessons.begin(outline, Mode.WATCH)
    view = lesson.start()
    while not view.finished:
        view = lesson.play()
    return lesson


def test_every_room_answers_as_before_on_every_thread(studio: Studio) -> None:
    before = told(studio)
    changed: set[str] = set()
    for outline in PLAYED:
        lesson = play(studio, outline)
        with ThreadPoolExecutor(4) as threads:
            after = list(threads.map(told, [studio] * 4))
            lesson.reset()
            again = list(threads.map(told, [studio] * 4))
        changed |= {room for each in after for room, answer in each.items() if answer != before[room]}
        assert [{room for room in each if each[room] != before[room]} for each in again] == [set()] * 4, outline
    assert changed >= {"posts", "outbox", "page files", "slips", "photographs", "weeks", "emergencies"}, changed


def test_another_program_on_the_profile_sees_it_too(studio: Studio, clock: SetClock) -> None:
    other = open_studio(studio.profile, clock=clock)
    before = told(other)
    lesson = play(studio, "B1")
    assert told(other) != before
    lesson.reset()
    assert told(other) == before == told(studio)
    other.close()


def test_one_can_go_on_from_where_one_went_back_to(studio: Studio) -> None:
    lesson = play(studio, "B1")
    for step in (6, 2, 0):
        view = lesson.redo(step)
        assert view.now == step
        while not view.finished:
            view = lesson.play()
    assert lesson.view.restores == 3

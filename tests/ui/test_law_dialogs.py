"""What became of a law: the line of events, recording, retracting, confirming a place, the list, the notices."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from studio.clock import local_date
from studio.library.effects import EventToRecord
from studio.library.events import WHOLE, EventKind, LegalPlace, ValidityEvent
from studio.library.model import Document, Status, Validity
from studio.phrase import Bilingual
from studio.ui.library.confirm import ConfirmDialog
from studio.ui.library.events import EventsDialog, LegalEventDialog
from studio.ui.library.seeds import SeedsDialog
from studio.ui.main_window import MainWindow
from studio.ui.page import Shell
from studio.ui.page_specs import PageId
from studio.ui.pin_dialog import PinConfirmDialog
from studio.ui.posts.law_notices import LawNoticesDialog
from studio.ui.posts.listing import ListTab
from studio.ui.words import law_word
from studio.ui.work.page import WorkPage
from studio.worklist.model import TaskKind
from tests.library.test_intake import TEXT
from tests.ui.conftest import show, shown, view
from tests.ui.hands import choose_file, press, prove, toast
from tests.ui.law import bring_in, say
from tests.ui.unit import NOW, PIN, Unit
from tests.ui.work.rows import take, task

TODAY = local_date(NOW)
ENDED = EventToRecord(
    kind=EventKind.REPEALED, place=LegalPlace("5"), since=TODAY, source="Công báo", by_number="9/2026/NĐ-CP"
)


@pytest.fixture
def law(unit: Unit, tmp_path: Path) -> Document:
    """A document of which nobody has said anything."""
    return bring_in(unit, tmp_path)


def recorded(unit: Unit, law: Document) -> list[ValidityEvent]:
    """What people said of it, retracted or not."""
    return [event for event in unit.studio.library.events(law.key) if event.id]


@pytest.fixture
def events(
    shell: Shell, unit: Unit, law: Document, window: MainWindow, idle: Callable[[], None]
) -> Iterator[EventsDialog]:
    """The dialog over one stated and one recorded event."""
    with unit.at_work(unit.head):
        unit.studio.library.record_event(law.key, ENDED, by=unit.head.name)
    unit.sign_in(window, unit.approver)
    dialog = EventsDialog(shell, law)
    dialog.open()
    idle()
    yield dialog
    dialog.close()


def test_the_line_shows_place_ground_source_and_person(events: EventsDialog, unit: Unit) -> None:
    first, second = events.list.entries
    assert "01/07/2023" in first.side
    assert second.title == "Điều 5"
    assert "9/2026/NĐ-CP" in second.text
    assert unit.head.name in second.text


def test_only_a_recorded_event_can_be_retracted_and_needs_a_reason(
    events: EventsDialog, unit: Unit, law: Document, qtbot: QtBot, idle: Callable[[], None]
) -> None:
    stated, said = (entry.id for entry in events.list.entries)
    events.list.choose(stated)
    assert not events.retract.isEnabled()
    events.list.choose(said)
    events.retract.click()
    proof = shown(PinConfirmDialog)
    idle()
    prove(proof, unit.approver)
    idle()
    assert [event.retracted for event in recorded(unit, law)] == [None], "without a reason nothing happens"
    prove(proof, unit.approver, reason="ghi nhầm")
    qtbot.waitUntil(lambda: [event.retracted for event in recorded(unit, law)] != [None])
    idle()
    assert "ghi nhầm" in events.list.entries[1].text
    events.list.choose(said)
    assert not events.retract.isEnabled()


def test_recording_says_at_each_field_what_is_missing(
    shell: Shell, unit: Unit, law: Document, window: MainWindow, qtbot: QtBot, idle: Callable[[], None]
) -> None:
    unit.sign_in(window, unit.approver)
    dialog = LegalEventDialog(shell, law, None)
    dialog.open()
    idle()
    dialog.go.click()
    idle()
    assert recorded(unit, law) == []
    dialog.kind.choose(EventKind.SUSPENDED)
    assert dialog.until.isVisible()
    dialog.kind.choose(EventKind.AMENDED)
    assert not dialog.until.isVisible()
    dialog.place.clause.setText("2")
    dialog.since.set_value(TODAY)
    dialog.source.setText("Công báo")
    dialog.person_pin.who.choose(unit.approver.id)
    dialog.person_pin.pin.setText(PIN)
    dialog.go.click()
    idle()
    assert recorded(unit, law) == [], "no article, no amending document"
    dialog.place.article.setText("5")
    dialog.by_number.setText("9/2026/NĐ-CP")
    dialog.person_pin.pin.setText(PIN)
    dialog.go.click()
    qtbot.waitUntil(lambda: bool(recorded(unit, law)))
    (event,) = recorded(unit, law)
    assert (event.kind, event.place, event.since) == (EventKind.AMENDED, LegalPlace("5", "2"), TODAY)


def test_one_place_alone_is_confirmed(
    shell: Shell, unit: Unit, law: Document, window: MainWindow, qtbot: QtBot, idle: Callable[[], None]
) -> None:
    unit.sign_in(window, unit.approver)
    dialog = ConfirmDialog(shell, law, lambda: TODAY, None, article="5")
    dialog.open()
    idle()
    assert not dialog.place.isVisible()
    dialog.reach.setCurrentIndex(1)
    assert dialog.place.isVisible()
    assert not dialog.since.isVisible()
    dialog.place.clause.setText("1")
    dialog.person_pin.who.choose(unit.approver.id)
    dialog.person_pin.pin.setText(PIN)
    dialog.go.click()
    idle()
    assert recorded(unit, law) == [], "no source"
    dialog.source.setText("vbpl.vn")
    dialog.person_pin.pin.setText(PIN)
    dialog.go.click()
    qtbot.waitUntil(lambda: bool(recorded(unit, law)))
    assert [event.place for event in recorded(unit, law)] == [LegalPlace("5", "1")]


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)")
def test_the_list_asks_about_another_number(
    shell: Shell, unit: Unit, window: MainWindow, qtbot: QtBot, idle: Callable[[], None], tmp_path: Path
) -> None:
    unit.sign_in(window, unit.head)
    (text := tmp_path / "van-ban.txt").write_text(TEXT, encoding="utf-8")
    rows = unit.studio.law_seeds.list()
    dialog = SeedsDialog(shell)
    dialog.open()
    idle()
    assert len(dialog.list.entries) == len(rows)
    dialog.list.choose(rows[0].seed.id)
    assert dialog.attach.isEnabled()
    assert not dialog.confirm.isEnabled(), "it is not in the library yet"
    dialog.attach.click()
    choose_file(text)
    qtbot.waitUntil(dialog.agree.isVisible)
    assert "09/2026/QĐ-MAU" in dialog.banner.text
    assert unit.studio.library.find("09/2026/QĐ-MAU") is None
    dialog.agree.click()
    idle()
    assert unit.studio.library.find("09/2026/QĐ-MAU") is not None
    assert unit.studio.law_seeds.list()[0].document is not None
    assert dialog.banner.text == ""
    dialog.close()


def test_notices_are_counted_shown_and_read(
    window: MainWindow, unit: Unit, law: Document, qtbot: QtBot, idle: Callable[[], None]
) -> None:
    say(unit, law.number, Status.IN_FORCE)
    cited = {"citation": {"document": law.number, "article": "5"}, "effective_on": "2026-12-01"}
    posts = [unit.draft("law_explained", fields=cited) for _ in range(2)]
    unit.sign_in(window, unit.author)
    page = view(window, qtbot, ListTab, "list")
    assert not page.law_strip.isVisible()
    with unit.at_work(unit.head):
        unit.studio.library.record_event(law.key, ENDED, by=unit.head.name)
    unit.sign_in(window, unit.author)
    window.changed()
    qtbot.waitUntil(page.law_strip.isVisible)
    idle()
    page.law_strip.look.click()
    dialog = shown(LawNoticesDialog)
    assert [entry.title for entry in dialog.list.entries] == [unit.studio.drafts.title(post.id) for post in posts]
    dialog.all_read.click()
    qtbot.waitUntil(lambda: not page.law_strip.isVisible())
    assert unit.studio.law_notices.unseen(unit.author.id) == ()


def test_a_post_whose_law_ended_is_a_task_until_it_was_read(
    window: MainWindow, unit: Unit, law: Document, qtbot: QtBot, idle: Callable[[], None]
) -> None:
    say(unit, law.number, Status.IN_FORCE)
    cited = {"citation": {"document": law.number, "article": "5"}, "effective_on": "2026-12-01"}
    post = unit.draft("law_explained", fields=cited)
    with unit.at_work(unit.head):
        unit.studio.library.record_event(law.key, ENDED, by=unit.head.name)
    unit.sign_in(window, unit.author)
    page = show(window, qtbot, PageId.WORK)
    assert isinstance(page, WorkPage)
    idle()
    take(page, task(page, TaskKind.LAW, post.id), idle)
    assert window.page is not None
    assert (window.page.id, window.page.shown) == (PageId.COMPOSER, post.id)
    assert unit.studio.law_notices.unseen(unit.author.id), "it was opened, not read"
    press(toast(window), "Đã đọc")
    idle()
    assert unit.studio.law_notices.unseen(unit.author.id) == ()


@pytest.mark.parametrize(
    ("status", "stale", "tone"),
    [
        (Status.IN_FORCE, False, "green"),
        (Status.IN_FORCE, True, "amber"),
        (Status.EXPIRED, False, "red"),
        (Status.UNKNOWN, False, "magenta"),
    ],
)
def test_a_badge_follows_the_light(status: Status, stale: bool, tone: str) -> None:
    validity = Validity(status=status, on=TODAY, reason_vi="", reason_en="", stale=stale)
    assert law_word(validity).tone.value == tone


def test_the_whole_is_named() -> None:
    assert WHOLE.name() == Bilingual("", "")

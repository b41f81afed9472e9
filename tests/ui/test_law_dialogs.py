"""What became of a law: the line of events, recording, retracting, confirming a place, the list, the notices."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from studio.library.events import WHOLE, EventKind, LegalPlace, ValidityEvent
from studio.library.model import Light, Status, Validity
from studio.library.seed_file import shipped
from studio.library.seeds import OtherNumber, SeedRow
from studio.phrase import Phrase
from studio.posts.model import LawNotice
from studio.ui.library.confirm import ConfirmDialog
from studio.ui.library.events import EventsDialog, RecordDialog
from studio.ui.library.seeds import SeedsDialog
from studio.ui.main_window import MainWindow
from studio.ui.page import PageId, Shell
from studio.ui.posts.law_notices import LawNoticesDialog
from studio.ui.posts.page import PostsPage
from studio.ui.proof import ProofDialog
from studio.ui.words import law_word
from tests.ui.conftest import show
from tests.ui.fake_data import APPROVER, DOCUMENT, NOW, PIN
from tests.ui.fake_studio import FakeStudio

TODAY = date(2026, 11, 25)


@pytest.fixture
def events(shell: Shell, studio: FakeStudio, qtbot: QtBot, idle: Callable[[], None]) -> Iterator[EventsDialog]:
    """The dialog over one stated and one recorded event."""
    told = ValidityEvent(kind=EventKind.TAKES_EFFECT, document=DOCUMENT.key, since=date(2026, 1, 1), source="tệp")
    ended = ValidityEvent(
        kind=EventKind.REPEALED, document=DOCUMENT.key, place=LegalPlace("5"), since=TODAY, source="Công báo", id="e0",
        checked_by="Bà Mẫu", by_number="9/2026/NĐ-CP",
    )  # fmt: skip
    studio.library.told = [told, ended]
    dialog = EventsDialog(shell, DOCUMENT)
    dialog.open()
    idle()
    yield dialog
    dialog.close()


def test_the_line_shows_place_ground_source_and_person(events: EventsDialog) -> None:
    first, second = events.list.entries
    assert "01/01/2026" in first.side
    assert second.title == "Điều 5"
    assert "9/2026/NĐ-CP" in second.text
    assert "Bà Mẫu" in second.text


def test_only_a_recorded_event_can_be_retracted_and_needs_a_reason(
    events: EventsDialog, studio: FakeStudio, qtbot: QtBot, idle: Callable[[], None]
) -> None:
    events.list.choose("#0")
    assert not events.retract.isEnabled()
    events.list.choose("e0")
    events.retract.click()
    proof = events.findChild(ProofDialog)
    assert proof is not None
    idle()
    proof._who.choose(APPROVER.id)
    proof._pin.setText(PIN)
    proof.go.click()
    idle()
    assert studio.library.told[1].retracted is None, "without a reason nothing happens"
    proof._why.setText("ghi nhầm")
    proof._pin.setText(PIN)
    proof.go.click()
    qtbot.waitUntil(lambda: studio.library.told[1].retracted is not None)
    idle()
    assert "ghi nhầm" in events.list.entries[1].text
    events.list.choose("e0")
    assert not events.retract.isEnabled()


def test_recording_says_at_each_field_what_is_missing(
    shell: Shell, studio: FakeStudio, qtbot: QtBot, idle: Callable[[], None]
) -> None:
    dialog = RecordDialog(shell, DOCUMENT, None)
    dialog.open()
    idle()
    dialog.ok.click()
    assert studio.library.told == []
    dialog.kind.choose(EventKind.SUSPENDED)
    assert dialog.until.isVisible()
    dialog.kind.choose(EventKind.AMENDED)
    assert not dialog.until.isVisible()
    dialog.place.clause.setText("2")
    dialog.since.set_value(TODAY)
    dialog.source.setText("Công báo")
    dialog.who.choose(APPROVER.id)
    dialog.pin.setText(PIN)
    dialog.ok.click()
    idle()
    assert studio.library.told == [], "no article, no amending document"
    dialog.place.article.setText("5")
    dialog.by_number.setText("9/2026/NĐ-CP")
    dialog.pin.setText(PIN)
    dialog.ok.click()
    qtbot.waitUntil(lambda: bool(studio.library.told))
    (event,) = studio.library.told
    assert (event.kind, event.place, event.since) == (EventKind.AMENDED, LegalPlace("5", "2"), TODAY)


def test_one_place_alone_is_confirmed(shell: Shell, studio: FakeStudio, qtbot: QtBot, idle: Callable[[], None]) -> None:
    dialog = ConfirmDialog(shell, DOCUMENT, lambda: TODAY, None, article="5")
    dialog.open()
    idle()
    assert not dialog.place.isVisible()
    dialog.reach.setCurrentIndex(1)
    assert dialog.place.isVisible()
    assert not dialog.since.isVisible()
    dialog.place.clause.setText("1")
    dialog.who.choose(APPROVER.id)
    dialog.pin.setText(PIN)
    dialog.ok.click()
    idle()
    assert studio.library.told == [], "no source"
    dialog.source.setText("vbpl.vn")
    dialog.pin.setText(PIN)
    dialog.ok.click()
    qtbot.waitUntil(lambda: bool(studio.library.told))
    assert studio.library.told[0].place == LegalPlace("5", "1")


def test_the_list_asks_about_another_number(
    shell: Shell, studio: FakeStudio, qtbot: QtBot, idle: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = tuple(SeedRow(seed=seed, document=None, has_text=False, validity=None) for seed in shipped())
    agreed: list[bool] = []

    def attach(seed_id: str, path: Path, *, agreed_: bool = False, by: str = "") -> object:
        agreed.append(agreed_)
        if not agreed_:
            raise OtherNumber(rows[0].seed, "9/2026/NĐ-CP")
        return DOCUMENT

    monkeypatch.setattr(studio.law_seeds, "list", lambda: rows)
    monkeypatch.setattr(
        studio.law_seeds, "attach", lambda seed, path, agreed=False, by="": attach(seed, path, agreed_=agreed, by=by)
    )
    dialog = SeedsDialog(shell)
    dialog.open()
    idle()
    assert len(dialog.list.entries) == len(rows)
    assert "24/11/2026" in dialog.list.entries[0].side
    dialog.list.choose(rows[0].seed.id)
    assert dialog.attach.isEnabled()
    assert not dialog.confirm.isEnabled(), "it is not in the library yet"
    dialog._attach(Path("van-ban.docx"))
    qtbot.waitUntil(dialog.agree.isVisible)
    assert "9/2026/NĐ-CP" in dialog.banner.text
    dialog.agree.click()
    qtbot.waitUntil(lambda: agreed == [False, True])
    idle()
    assert dialog.banner.text == ""
    dialog.close()


def notice(post: str, light: Light) -> LawNotice:
    return LawNotice(
        id=len(post), post_id=post, title="Bài mẫu", at=NOW, law="Điều 5 Nghị định 1/2026", number="1/2026/NĐ-CP",
        light=light, say=Phrase("Hết hiệu lực.", "No longer in force."),
    )  # fmt: skip


def test_notices_are_counted_shown_and_read(
    window: MainWindow, studio: FakeStudio, qtbot: QtBot, idle: Callable[[], None]
) -> None:
    page = show(window, qtbot, PageId.POSTS)
    assert isinstance(page, PostsPage)
    assert not page.laws.isVisible()
    studio.law_notices.told = [notice("a", Light.RED), notice("bb", Light.GREEN)]
    window.changed()
    qtbot.waitUntil(page.laws.isVisible)
    idle()
    page.laws.look.click()
    dialog = page.laws.findChild(LawNoticesDialog)
    assert dialog is not None
    assert [entry.title for entry in dialog.list.entries] == ["Bài mẫu", "Bài mẫu"]
    dialog.all_read.click()
    qtbot.waitUntil(lambda: not page.laws.isVisible())
    assert studio.law_notices.told == []


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
    assert WHOLE.name() == Phrase("", "")

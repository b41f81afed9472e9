"""The first steps over the real services: quick, by keyboard, interrupted, refused, filled from a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from studio.accounts.model import AccountKind
from studio.app import Studio, open_studio
from studio.app.practice import SAMPLE
from studio.clock import SystemClock
from studio.config import Settings, SettingsFile
from studio.paths import Profile
from studio.people.model import Role
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from studio.ui.run import make_window
from studio.ui.start.draft import NAME, StartDraft, from_json, to_json
from studio.ui.start.page import StartPage
from studio.ui.start.plan import page_id_in
from tests.profile import staffed

PINS = ("739204", "51830647")


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    made = Profile(root=tmp_path / "profile")
    made.create()
    SettingsFile(made.settings).save(Settings(language="vi", theme="light", lock_minutes=0))
    return made


@pytest.fixture
def begin(qapp: QApplication, qtbot: QtBot, profile: Profile) -> Iterator[Callable[[], tuple[StartPage, Studio]]]:
    """Start the program in that profile, as often as wanted; the earlier window is closed first."""
    windows: list[MainWindow] = []

    def start() -> tuple[StartPage, Studio]:
        for window in windows:
            window.close()
        studio = open_studio(profile, clock=SystemClock())
        window = make_window(qapp, profile, SettingsFile(profile.settings))
        windows.append(window)
        window.show()
        window.load(lambda: studio, sign_in_first=False)
        qtbot.waitUntil(lambda: window.page is not None and window.tasks.idle)
        window.activateWindow()
        page = window.page
        assert isinstance(page, StartPage)
        return page, studio

    yield start
    for window in windows:
        window.close()
        window.deleteLater()


def fill(page: StartPage) -> None:
    """The seven fields that are needed, step by step."""
    page.unit.lines["name"].setText("Công an phường Minh Khai")
    page.go.click()
    first, second = page.people.rows
    first.name.setText("Nguyễn Văn An")
    second.name.setText("Trần Thị Bình")
    page.go.click()
    type_pins(page)
    page.go.click()
    page.contacts.rows[0].label.setText("Trực ban Công an phường")
    page.contacts.rows[0].phone.setText("024 0000 0113")
    page.go.click()


def type_pins(page: StartPage) -> None:
    """One after the other takes the keyboard."""
    for pin in PINS:
        page.pins.pin.setText(pin)
        page.pins.again.setText(pin)
        page.go.click()


def finish(page: StartPage, qtbot: QtBot) -> None:
    page.go.click()
    qtbot.waitUntil(page.next_steps.write.isVisible)


def test_seven_fields_make_a_profile_one_can_work_in(
    begin: Callable[[], tuple[StartPage, Studio]], qtbot: QtBot, profile: Profile
) -> None:
    page, studio = begin()
    fill(page)
    assert "Nguyễn Văn An · Trần Thị Bình" in page.summary.lines[1].value.text()
    assert studio.people.list() == (), "nothing is stored before the last button"
    finish(page, qtbot)
    author, approver = sorted(studio.people.list(), key=lambda person: person.name)
    assert Role.AUTHOR in author.roles
    assert {Role.APPROVER, Role.HEAD, Role.TECHNICAL} <= approver.roles
    assert Role.AUTHOR not in approver.roles
    assert studio.people.verify_pin(approver.id, PINS[1]).id == approver.id
    book = studio.directory.book()
    assert [contact.phone for contact in book.contacts] == ["024 0000 0113", "113", "114", "115"]
    assert {contact.verified_by for contact in book.contacts} == {"Nguyễn Văn An"}
    assert [account.kind for account in studio.accounts.list()] == [AccountKind.PRACTICE]
    assert not (profile.root / NAME).exists()
    page.next_steps.write.click()
    window = page.window()
    assert isinstance(window, MainWindow)
    qtbot.waitUntil(lambda: window.page is not page and window.tasks.idle)
    assert window.page is not None
    assert window.page.id is PageId.COMPOSER


def test_the_keyboard_alone_is_enough(begin: Callable[[], tuple[StartPage, Studio]], qtbot: QtBot) -> None:
    page, studio = begin()

    def type_in(text: str) -> None:
        focus = QApplication.focusWidget()
        assert isinstance(focus, QLineEdit)
        QTest.keyClicks(focus, text)

    def press(key: Qt.Key) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)

    qtbot.waitUntil(page.unit.lines["name"].hasFocus)
    type_in("Cong an phuong Minh Khai")
    press(Qt.Key.Key_Return)
    assert page.step.name() == page.people.name()
    for number, name in enumerate(("Nguyen Van An", "Tran Thi Binh")):
        assert page.people.rows[number].name.hasFocus()
        type_in(name)
        press(Qt.Key.Key_Tab)
    page.people.rows[1].name.setFocus()
    press(Qt.Key.Key_Return)
    assert page.step.name() == page.pins.name()
    for pin in PINS:
        assert page.pins.pin.hasFocus()
        type_in(pin)
        press(Qt.Key.Key_Return)
        assert page.pins.again.hasFocus()
        type_in(pin)
        press(Qt.Key.Key_Return)
    assert page.step.name() == page.pages.name()
    QTest.keyClick(page.window(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.step.name() == page.contacts.name()
    type_in("Truc ban")
    press(Qt.Key.Key_Tab)
    type_in("02400000113")
    press(Qt.Key.Key_Return)
    assert page.step.name() == page.summary.name()
    assert page.go.hasFocus()
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(page.next_steps.write.isVisible)
    assert page.window().focusWidget() is page.next_steps.write
    assert len(studio.people.list()) == 2


def test_what_was_typed_survives_an_interruption_and_no_pin_is_kept(
    begin: Callable[[], tuple[StartPage, Studio]], qtbot: QtBot, profile: Profile
) -> None:
    page, _ = begin()
    fill(page)
    window = page.window()
    assert isinstance(window, MainWindow)
    draft = profile.root / NAME
    qtbot.waitUntil(lambda: draft.exists() and b"024 0000 0113" in draft.read_bytes())
    kept = (profile.root / NAME).read_text(encoding="utf-8")
    assert not any(pin in kept for pin in PINS)
    again, studio = begin()
    assert studio.people.list() == ()
    assert again.unit.lines["name"].text() == "Công an phường Minh Khai"
    assert [line.name.text() for line in again.people.rows] == ["Nguyễn Văn An", "Trần Thị Bình"]
    assert again.contacts.rows[0].phone.text() == "024 0000 0113"
    assert again.step.name() == again.people.name()
    again.go.click()
    assert again.step.name() == again.pins.name(), "where the PINs are asked for again"
    assert again.pins.pin.text() == ""
    again.go.click()
    assert again.pins.pin_block.error == "Hãy nhập mã PIN."
    type_pins(again)
    for _ in range(2):
        again.go.click()
    finish(again, qtbot)
    assert len(studio.people.list()) == 2


def test_a_refusal_at_the_end_leaves_nothing_half_done(
    begin: Callable[[], tuple[StartPage, Studio]], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, studio = begin()
    fill(page)
    staffed(studio.people, ("Trần Thị Bình", {Role.HEAD}), pin="60418327")  # somebody was quicker, at the command line
    page.go.click()
    qtbot.waitUntil(lambda: page.problem.text != "")
    assert "đã có người" in page.problem.text
    assert studio.directory.book().units == ()
    assert len(studio.people.list()) == 1
    assert len(studio.people.list()) == 1, "who is there already lets others in"


@pytest.mark.parametrize(
    ("pin", "said"),
    [("12", "6 đến 12 chữ số"), ("123456", "quá dễ đoán"), ("010190", "ngày sinh"), ("", "nhập mã PIN")],
)
def test_a_poor_pin_is_said_at_its_field(begin: Callable[[], tuple[StartPage, Studio]], pin: str, said: str) -> None:
    page, _ = begin()
    page.unit.lines["name"].setText("Công an phường Minh Khai")
    page.go.click()
    for line in page.people.rows:
        line.name.setText("Nguyễn Văn An")
    page.go.click()
    assert page.step.name() == page.people.name()
    assert page.people.rows[1].name_block.error == "Phải là một người khác."
    page.people.rows[1].name.setText("Trần Thị Bình")
    page.go.click()
    page.pins.pin.setText(pin)
    page.pins.again.setText(pin)
    page.go.click()
    assert page.step.name() == page.pins.name()
    assert said in page.pins.pin_block.error


def test_each_person_types_a_pin_of_their_own(begin: Callable[[], tuple[StartPage, Studio]]) -> None:
    page, _ = begin()
    page.unit.lines["name"].setText("Công an phường Minh Khai")
    page.go.click()
    for line, name in zip(page.people.rows, ("Nguyễn Văn An", "Trần Thị Bình"), strict=True):
        line.name.setText(name)
    page.go.click()
    tried = [("51830647", "51830647"), ("51830647", "51830647"), ("518306", "518306"), ("60418327", "60418328")]
    for number, (pin, again) in enumerate(tried):
        page.pins.pin.setText(pin)
        page.pins.again.setText(again)
        page.go.click()
        assert page.step.name() == page.pins.name()
        if number == 0:
            assert page.pins.pin.text() == "", "the next one sees nothing of it"
        elif pin != "60418327":
            assert page.pins.pin_block.error
    assert page.pins.again_block.error == "Hai lần nhập mã PIN không giống nhau."
    page.pins.again.setText("60418327")
    page.go.click()
    assert page.step.name() == page.pages.name()
    page.back.click()
    page.back.click()
    page.people.rows[1].name.setText("Lê Văn Cường")
    page.go.click()
    assert page.pins.lacking(), "somebody else has typed nothing yet"


def test_pages_are_checked_and_their_id_is_read_from_the_address(
    begin: Callable[[], tuple[StartPage, Studio]], qtbot: QtBot
) -> None:
    page, studio = begin()
    fill(page)
    page.back.click()
    page.back.click()
    from studio.platforms import Platform

    page.pages.adders[Platform.FACEBOOK].click()
    line = page.pages.rows[0]
    assert line.title.text() == "Công an phường Minh Khai"
    QTest.keyClicks(line.address, "facebook.com/minhkhai")
    page.go.click()
    assert "https" in line.address_block.error
    line.address.clear()
    QTest.keyClicks(line.address, "https://www.facebook.com/profile.php?id=100000000000001")
    assert line.page_id.text() == "100000000000001"
    page.go.click()
    page.go.click()
    finish(page, qtbot)
    handed = next(a for a in studio.accounts.list() if a.kind is AccountKind.HANDOVER)
    assert (handed.page_id, handed.base_url) == ("100000000000001", "https://www.facebook.com/profile.php")


@pytest.mark.parametrize(
    ("address", "id"),
    [
        ("https://www.facebook.com/congan.minhkhai/", "congan.minhkhai"),
        ("https://www.facebook.com/profile.php?id=100000000000001", "100000000000001"),
        ("https://zalo.me/1234567890", "1234567890"),
        ("https://minhkhai.example.gov.vn", "minhkhai.example.gov.vn"),
        ("https://vi.example/đường", ""),
        ("không phải địa chỉ", ""),
    ],
)
def test_the_id_in_an_address(address: str, id: str) -> None:
    assert page_id_in(address) == id


def test_a_unit_file_fills_the_steps_and_is_stored_with_them(
    begin: Callable[[], tuple[StartPage, Studio]], qtbot: QtBot
) -> None:
    page, studio = begin()
    page.other_ways.read(SAMPLE / "don-vi.yaml")
    qtbot.waitUntil(lambda: page.unit.lines["name"].text() != "")
    assert studio.directory.book().units == ()
    assert [line.phone.text() for line in page.contacts.rows][:2] == ["024 0000 0113", "024 0000 0120"]
    page.go.click()
    for line, name in zip(page.people.rows, ("Nguyễn Văn An", "Trần Thị Bình"), strict=True):
        line.name.setText(name)
    page.go.click()
    type_pins(page)
    for _ in range(2):
        page.go.click()
    finish(page, qtbot)
    book = studio.directory.book()
    assert book.units[0].short_name == "CAP Minh Khai"
    assert len(book.contacts) == 7, "no emergency number twice"
    assert next(c for c in book.contacts if c.phone == "114").emergency
    assert "An toàn trên mạng" in {tags.title for tags in book.hashtag_sets}
    assert "Giờ tiếp dân" in {snippet.title for snippet in book.snippets}


def test_a_file_that_is_none_says_where_and_changes_nothing(
    begin: Callable[[], tuple[StartPage, Studio]], qtbot: QtBot, tmp_path: Path
) -> None:
    page, _ = begin()
    page.unit.lines["name"].setText("Công an phường Ví Dụ")
    path = tmp_path / "don-vi.yaml"
    path.write_text("units:\n  - {name: Công an phường Minh Khai, phone: 113}\n", encoding="utf-8")
    page.other_ways.read(path)
    qtbot.waitUntil(lambda: page.other_ways.said.text != "")
    assert "don-vi.yaml" in page.other_ways.said.text
    assert page.unit.lines["name"].text() == "Công an phường Ví Dụ"


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"step": "x", "people": [{}]}', b'{"people": 5, "name": null}'])
def test_a_broken_draft_is_an_empty_one(data: bytes) -> None:
    assert from_json(data) == StartDraft()


def test_a_draft_is_read_back_as_it_was() -> None:
    draft = StartDraft(step=2, name="Công an phường Minh Khai", emergency=())
    assert from_json(to_json(draft)) == draft


def test_every_field_of_every_step_has_a_name(begin: Callable[[], tuple[StartPage, Studio]]) -> None:
    page, _ = begin()
    for step in page.steps:
        for widget in step.findChildren(QWidget):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not widget.isHidden():
                assert widget.accessibleName() + getattr(widget, "text", str)(), widget

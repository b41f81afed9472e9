"""The settings' section of snippets and words: kept, refused in place, brought back, taken from and given as files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.errors import StorageTrouble
from studio.people.model import Role
from studio.ui.main_window import MainWindow
from studio.ui.page import Shell
from studio.ui.page_specs import PageId
from studio.ui.settings.page import SettingsPage
from studio.ui.widgets.buttons import LinkButton, QuietButton
from studio.ui.writing.manage import SnippetsSection, write_file
from studio.writing.model import Snippet
from tests.profile import joined
from tests.ui.conftest import MakeWindow, show
from tests.ui.hands import choose_files, error_at, in_sight, labels, press, toast
from tests.ui.unit import PIN, Unit

Idle = Callable[[], None]


@pytest.fixture
def studio(unit: Unit) -> Studio:
    return unit.studio


@pytest.fixture
def window(make: MakeWindow, studio: Studio) -> MainWindow:
    return make(studio)


@pytest.fixture
def idle(window: MainWindow, qtbot: QtBot) -> Idle:
    return lambda: qtbot.waitUntil(lambda: window.tasks.idle)


@pytest.fixture
def section(window: MainWindow, unit: Unit, qtbot: QtBot, idle: Idle) -> SnippetsSection:
    """The section, with an author signed in."""
    unit.sign_in(window, unit.author)
    page = show(window, qtbot, PageId.SETTINGS, "snippets")
    assert isinstance(page, SettingsPage)
    made = page.findChild(SnippetsSection)
    assert made is not None
    idle()
    return made


def kept(studio: Studio) -> dict[str, Snippet]:
    """The snippets of the unit, by id."""
    return {snippet.id: snippet for snippet in studio.writing.snippets()}


def pick(section: SnippetsSection, id: str) -> None:
    assert section.list.choose(id)


def test_the_first_is_shown_with_how_it_reads_now(section: SnippetsSection) -> None:
    """No line ends within a telephone number."""
    assert section.list.headings == ("Câu mẫu", "Bộ hashtag")
    assert section.form.name.text() == "Liên hệ khi cần"
    assert any("Trực ban: 024\u00a00000\u00a00113" in text for text in labels(section.form))
    assert not section.form.save.button.isEnabled()


def test_a_change_is_saved_by_the_button(section: SnippetsSection, studio: Studio, idle: Idle) -> None:
    pick(section, "text:gio-tiep-dan")
    section.form.text.setPlainText("Tiếp công dân từ 08:00.")
    section.form.save.button.click()
    idle()
    assert kept(studio)["text:gio-tiep-dan"].text == "Tiếp công dân từ 08:00."
    assert not section.form.dirty
    assert section.list.current is not None
    assert section.list.current.id == "text:gio-tiep-dan"


def test_going_to_another_keeps_what_was_typed(section: SnippetsSection, studio: Studio, idle: Idle) -> None:
    section.form.text.setPlainText("Gọi {hotline}.")
    pick(section, "text:trang-web")
    idle()
    assert kept(studio)["text:lien-he"].text == "Gọi {hotline}."
    assert section.form.name.text() == "Trang web"


def test_what_is_refused_stays_in_hand_with_the_reason_at_its_field(
    section: SnippetsSection, studio: Studio, idle: Idle
) -> None:
    section.form.name.clear()
    pick(section, "text:trang-web")
    idle()
    assert error_at(section.form.name).startswith("Chưa có nội dung")
    assert section.list.current is not None
    assert section.list.current.id == "text:lien-he"
    assert kept(studio)["text:lien-he"].name == "Liên hệ khi cần"
    section.form.name.setText("Liên hệ")
    section.form.save.button.click()
    idle()
    assert kept(studio)["text:lien-he"].name == "Liên hệ"
    assert error_at(section.form.name) == ""


def test_a_new_snippet_takes_placeholders_from_buttons(section: SnippetsSection, studio: Studio, idle: Idle) -> None:
    section.new_text.click()
    section.form.name.setText("Số trực")
    section.form.text.setPlainText("Gọi ")
    section.form.text.moveCursor(section.form.text.textCursor().MoveOperation.End)
    press(section.form, "Số trực")
    assert section.form.text.toPlainText() == "Gọi {hotline}"
    assert "Gọi 024\u00a00000\u00a00113" in labels(section.form)
    section.form.save.button.click()
    idle()
    assert [s.text for s in kept(studio).values() if s.name == "Số trực"] == ["Gọi {hotline}"]


def test_a_new_hashtag_set_has_no_placeholders(section: SnippetsSection, studio: Studio, idle: Idle) -> None:
    section.new_tags.click()
    assert "Số trực" not in [button.text() for button in in_sight(section.form, LinkButton)]
    section.form.name.setText("Giao thông")
    section.form.text.setPlainText("#AnToànGiaoThông")
    section.form.save.button.click()
    idle()
    assert [s.kind.value for s in kept(studio).values() if s.name == "Giao thông"] == ["hashtags"]


def test_what_is_removed_can_be_brought_back(
    section: SnippetsSection, studio: Studio, window: MainWindow, idle: Idle
) -> None:
    pick(section, "text:trang-web")
    section.form.remove.click()
    idle()
    assert "text:trang-web" not in kept(studio)
    assert "Trang web" in toast(window).text
    toast(window).button.click()
    idle()
    assert kept(studio)["text:trang-web"].name == "Trang web"


def test_words_are_added_and_taken_out(section: SnippetsSection, studio: Studio, idle: Idle) -> None:
    section.words.line.setText("VNeID Đắk")
    QTest.keyClick(section.words.line, Qt.Key.Key_Return)
    idle()
    assert studio.writing.words() == {"VNeID", "Đắk"}
    assert section.words.line.text() == ""
    button = next(b for b in section.words.findChildren(QuietButton) if b.text() == "VNeID")
    assert button.accessibleName() == "Bỏ từ VNeID"
    button.click()
    idle()
    assert studio.writing.words() == {"Đắk"}


def test_a_wrong_word_stays_typed_with_the_reason(section: SnippetsSection, studio: Studio, idle: Idle) -> None:
    section.words.line.setText("113")
    section.words.add.click()
    idle()
    assert section.words.line.text() == "113"
    assert "không phải một từ" in error_at(section.words.line)
    assert studio.writing.words() == frozenset()


def test_who_may_not_change_them_reads_why(
    section: SnippetsSection, unit: Unit, window: MainWindow, idle: Idle
) -> None:
    with unit.at_work(unit.head):
        technician = joined(unit.studio.people, "Phạm Thị Máy", [Role.TECHNICAL], PIN)
    section.form.name.setText("Khác")
    assert section.form.save.reason == ""
    unit.sign_in(window, technician)
    idle()
    assert section.form.save.reason.startswith("Chỉ người soạn")
    assert not section.take.isEnabled()
    window.session.sign_out()
    idle()
    assert section.form.save.reason == "Đăng nhập để sửa."


def test_a_file_is_taken_over_and_a_bad_one_is_one_sentence(
    section: SnippetsSection, studio: Studio, tmp_path: Path, idle: Idle
) -> None:
    good, bad = tmp_path / "cau-mau.yaml", tmp_path / "hong.yaml"
    good.write_text(GOOD, encoding="utf-8")
    bad.write_text(BAD, encoding="utf-8")
    section.take.click()
    choose_files(section, good)
    idle()
    assert section.said.text == "Đã nhập: 2 câu mẫu, 1 bộ hashtag, 0 từ."
    assert {"Lời chào", "Lời cảm ơn", "Giao thông"} <= {snippet.name for snippet in studio.writing.snippets()}
    section.take.click()
    choose_files(section, bad)
    idle()
    assert section.said.text.startswith("hong.yaml:4: sai cú pháp YAML")


GOOD = """snippets:
  - {title: Lời chào, text: "Kính chào quý vị."}
  - {title: Lời cảm ơn, text: "Trân trọng cảm ơn."}
hashtag_sets:
  - {title: Giao thông, tags: ["#AnToànGiaoThông"]}
"""
BAD = """snippets:
  - {title: Lời chào,
  text: [
"""


def test_the_file_is_written_whole(section: SnippetsSection, tmp_path: Path, window: MainWindow, idle: Idle) -> None:
    section.give.click()
    choose_files(section, tmp_path / "cau-mau.yaml")
    idle()
    written = (tmp_path / "cau-mau.yaml").read_text(encoding="utf-8")
    for name in ("Liên hệ khi cần", "Giờ tiếp dân", "Trang web", "Phòng, chống lừa đảo"):
        assert name in written
    assert "cau-mau.yaml" in toast(window).text
    with pytest.raises(StorageTrouble):
        write_file(tmp_path / "khong-co" / "x.yaml", "")


def test_at_a_narrow_width_the_form_stands_under_the_list(
    section: SnippetsSection, shell: Shell, window: MainWindow
) -> None:
    shell.preferences.choose(font_scale=200)
    window.resize(window.minimumSize())
    below = section.form.mapTo(section, section.form.rect().topLeft())
    beside = section.list.mapTo(section, section.list.rect().topLeft())
    assert below.y() > beside.y() + section.list.height() - 1
    shell.preferences.choose(font_scale=100)

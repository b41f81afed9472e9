"""Spelling in the composer over the real services: marks, the check, and the unit's own words agree."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.ui.composer.inputs import LineInput, TextInput, menu_of
from studio.ui.composer.live_check import LiveOutcome
from studio.ui.composer.page import ComposerPage
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from studio.ui.spelling.watch import SpellWatch, watch_of
from tests.ui.composer.composer_rig import ComposerRig

Settle = Callable[[], None]
TEXT = "Kẻ gian gọi điện, xử dụng tên giả của nghành công an."


@pytest.fixture
def how(page: ComposerPage, rig: ComposerRig, window: MainWindow, settle: Settle) -> LineInput | TextInput:
    """A field of an open draft with two slips in it."""
    post = rig.draft("scam_warning", fields={"how": TEXT})
    window.go(PageId.COMPOSER, post.id)
    settle()
    return field_of(page, "how")


def field_of(page: ComposerPage, name: str) -> LineInput | TextInput:
    assert page.editor.form is not None
    found = page.editor.form.fields[name].editor.inputs()[0]
    assert isinstance(found, LineInput | TextInput)
    return found


def marks(field: LineInput | TextInput) -> SpellWatch:
    found = watch_of(field)
    assert found is not None
    return found


def words(field: LineInput | TextInput) -> list[str]:
    return [slip.word for slip in marks(field).slips]


def excerpts(page: ComposerPage, qtbot: QtBot) -> list[str]:
    """What the check finds."""
    with qtbot.waitSignal(page.composer.live.came) as heard:
        page.composer.live.refresh()
    outcome: LiveOutcome = heard.args[0]
    return [finding.excerpt for finding in outcome.findings if finding.code == "SPELL_VI"]


def test_the_editor_and_the_check_find_the_same(page: ComposerPage, how: TextInput, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: words(how) == ["xử dụng", "nghành"])
    assert excerpts(page, qtbot) == words(how)


def test_a_word_made_the_units_own_is_right_for_both(
    page: ComposerPage, rig: ComposerRig, how: TextInput, settle: Settle, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: len(words(how)) == 2)
    how.setFocus()
    marks(how).next_slip(start=True)
    marks(how).next_slip(start=False)
    menu = menu_of(how)
    next(action for action in menu.actions() if action.text() == "Thêm vào từ riêng của đơn vị").trigger()
    qtbot.waitUntil(lambda: words(how) == ["xử dụng"])
    settle()
    assert excerpts(page, qtbot) == ["xử dụng"]
    assert rig.studio.writing.words() == {"nghành"}


def test_a_suggestion_taken_is_saved_and_undone_like_typing(
    page: ComposerPage, rig: ComposerRig, how: TextInput, settle: Settle, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: len(words(how)) == 2)
    marks(how).next_slip(start=True)
    next(action for action in menu_of(how).actions() if action.text() == "sử dụng").trigger()
    settle()
    assert page.composer.post is not None
    saved = rig.studio.drafts.get(page.composer.post.id)
    assert saved.fields["how"] == TEXT.replace("xử dụng", "sử dụng")
    page.composer.journal.undo()
    settle()
    assert field_of(page, "how").value == TEXT


def test_addresses_numbers_and_initials_have_no_marks(page: ComposerPage, how: TextInput) -> None:
    assert page.editor.form is not None
    for name, field in page.editor.form.fields.items():
        for control in field.editor.inputs():
            if field.field.type.value in ("url_official", "number", "datetime", "person_min"):
                assert watch_of(control) is None, name


def test_shift_f7_walks_through_the_form(page: ComposerPage, how: TextInput, window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: len(words(how)) == 2)
    with qtbot.waitActive(window):
        window.activateWindow()
    how.setFocus()
    caret = how.textCursor()
    caret.setPosition(0)
    how.setTextCursor(caret)
    for word in ("xử dụng", "nghành", "xử dụng"):
        QTest.keyClick(how, Qt.Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
        assert how.textCursor().selectedText() == word

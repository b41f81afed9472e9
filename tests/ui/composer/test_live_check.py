"""When an open post is checked: once the author rests, or after a while whatever is typed."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from studio.ui.composer import live_check
from studio.ui.composer.inputs import TextInput
from studio.ui.composer.live_check import LiveOutcome
from studio.ui.composer.page import ComposerPage
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from tests.ui.composer.composer_rig import ComposerRig

Settle = Callable[[], None]
Checks = list[LiveOutcome]
NEVER_MS = 60_000
SOON_MS = 700
PATIENCE_S = 30
"""How long a check may take on a slow machine; less than the rest that never comes."""


@pytest.fixture
def line(window: MainWindow, page: ComposerPage, rig: ComposerRig, settle: Settle) -> TextInput:
    """The headline of an open draft."""
    window.go(PageId.COMPOSER, rig.draft("scam_warning").id)
    settle()
    form = page.editor.form
    assert form is not None
    found = form.fields["scam_name"].editor.inputs()[0]
    assert isinstance(found, TextInput)
    return found


@pytest.fixture
def checks(page: ComposerPage, line: TextInput) -> Checks:
    """What the checks say from now on."""
    heard: Checks = []
    page.composer.live.came.connect(heard.append)
    return heard


def type_without_rest(line: TextInput, ms: int) -> None:
    start = monotonic()
    while monotonic() - start < ms / 1000:
        QTest.keyClick(line, Qt.Key.Key_A)
        QTest.keyClick(line, Qt.Key.Key_Backspace)
        QApplication.processEvents()


class TestARest:
    @pytest.fixture(autouse=True)
    def only_a_rest(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(live_check, "PAUSE_MS", SOON_MS)
        monkeypatch.setattr(live_check, "LATEST_MS", NEVER_MS)

    def test_no_check_comes_between_the_keys_of_a_word(self, line: TextInput, checks: Checks) -> None:
        type_without_rest(line, 2 * SOON_MS)
        assert not checks

    def test_the_rest_after_them_brings_one(self, line: TextInput, checks: Checks, settle: Settle) -> None:
        type_without_rest(line, SOON_MS // 2)
        QTest.keyClick(line, Qt.Key.Key_Home)
        QTest.keyClicks(line, "b")
        settle()
        assert [str(one.post.fields["scam_name"])[0] for one in checks] == ["b"]


class TestAWhile:
    @pytest.fixture(autouse=True)
    def never_a_rest(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(live_check, "PAUSE_MS", NEVER_MS)
        monkeypatch.setattr(live_check, "LATEST_MS", SOON_MS)

    def test_whoever_types_on_is_told_too(self, line: TextInput, checks: Checks) -> None:
        start = monotonic()
        while not checks and monotonic() - start < PATIENCE_S:
            type_without_rest(line, SOON_MS)
        assert checks

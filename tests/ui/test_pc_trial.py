"""What the script for the first PC asks of the program, as far as it can be asked here."""

from __future__ import annotations

from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from studio.ui import pc_trial
from tests.accounts.keyrings import LockedKeyring, MemoryKeyring, TruncatingKeyring, keychain


@pytest.mark.parametrize("backend", [MemoryKeyring(), TruncatingKeyring()])
def test_a_long_login_comes_back_and_nothing_stays_in_the_keyring(backend: MemoryKeyring) -> None:
    chain = keychain(backend)
    assert pc_trial.keyring(chain) == {"fit": True, "letters": 6_000}
    chain.close()
    assert backend.entries == {}


def test_a_keyring_that_is_locked_is_told_in_a_sentence() -> None:
    chain = keychain(LockedKeyring())
    told = pc_trial.keyring(chain)
    chain.close()
    assert told["fit"] is False
    assert told["why"]


def test_every_screen_is_told_with_its_scale(qtbot: QtBot) -> None:
    (screen,) = pc_trial.screens()["screens"]
    assert set(screen) == {"name", "points", "scale", "dpi"}
    assert min(screen["points"]) > 0


def test_a_printed_page_holds_its_vietnamese_letters(tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "in thử.pdf"
    told = pc_trial.pdf(path, QPrinter(QPrinter.PrinterMode.HighResolution))
    assert told["fit"] is True
    document = pypdfium2.PdfDocument(path)
    try:
        assert "Cảnh báo lừa đảo" in document[0].get_textpage().get_text_range()
    finally:
        document.close()


@pytest.mark.parametrize(("text", "fit"), [("Cảnh báo", True), ("Ca\u0309nh ba\u0301o ", True), ("Canh bao", False)])
def test_what_was_typed_is_compared_letter_by_letter(qtbot: QtBot, text: str, fit: bool) -> None:
    dialog = pc_trial.TrialQuestion("Gõ: Cảnh báo")
    qtbot.addWidget(dialog)

    def answer() -> None:
        dialog.field.setText(text)
        dialog.accept()

    QTimer.singleShot(0, answer)
    assert pc_trial.typed(dialog, "Cảnh báo")["fit"] is fit


@pytest.mark.parametrize("well", [True, False])
def test_a_person_says_of_each_screen_whether_it_is_seen_well(qtbot: QtBot, well: bool) -> None:
    dialog = pc_trial.TrialQuestion("Chữ có rõ không?", answers=("Rõ", "Không"))
    qtbot.addWidget(dialog)
    QTimer.singleShot(0, dialog.accept if well else dialog.reject)
    told = pc_trial.seen(lambda screen: dialog)
    assert told["fit"] is well
    assert list(told["seen"].values()) == [well]

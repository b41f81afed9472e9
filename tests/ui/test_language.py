"""Vietnamese and English: complete, switched live, Qt's own words too."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from studio import catalogue
from studio.errors import BadInput, StorageTrouble
from studio.phrase import Bilingual
from studio.ui import language
from studio.ui.language import LanguageManager
from studio.ui.widgets.progress import ProgressStrip
from tests.checkout import CHECKOUT
from tools import translations

OF_ONE_VERSION = {("QAccessibleActionInterface", word) for word in ("ShowMenu", "Show Menu", "SetFocus", "Set Focus")}
"""Qt 6.11, which Linux has, asks for the words without a space, and 6.12, which Windows has, for those with one."""


@CHECKOUT
def test_every_text_is_translated_and_the_catalogues_are_fresh() -> None:
    assert translations.problems() == []


def test_an_unfinished_text_is_found(tmp_path: Path) -> None:
    catalogue = tmp_path / "x.po"
    catalogue.write_text(
        'msgid "Save"\nmsgstr ""\n\nmsgctxt "file"\nmsgid "Open"\nmsgstr " "\n\nmsgid "Close"\nmsgstr "Đóng"\n',
        encoding="utf-8",
    )
    known = translations.messages(translations.read(catalogue))
    assert translations.unfinished(known) == ["Save", "file: Open"]


def test_an_unfinished_word_of_qt_is_found(tmp_path: Path) -> None:
    catalogue = tmp_path / "x.ts"
    catalogue.write_text(
        '<TS version="2.1"><context><name>A</name>'
        '<message><source>Save</source><translation type="unfinished">Lưu</translation></message>'
        "<message><source>Open</source><translation> </translation></message>"
        "<message><source>Close</source><translation>Đóng</translation></message></context></TS>",
        encoding="utf-8",
    )
    assert translations.unfinished(translations.qt_messages(catalogue)) == ["A: Save", "A: Open"]


def test_texts_are_read_out_of_the_source() -> None:
    source = 'tr("Open", about="comment"); ntr("{n} page", "{n} pages", n); mark("Save"); tr(KINDS["x"]); self.tr("No")'
    assert list(translations.texts_of(source)) == [
        ("Open", "comment"),
        (("{n} page", "{n} pages"), None),
        ("Save", None),
    ]


@pytest.mark.parametrize("call", ['tr(f"{n} pages")', 'tr("one" if n == 1 else "many")', 'tr("Until " + day)'])
def test_a_text_that_the_catalogue_cannot_find_is_refused(call: str) -> None:
    with pytest.raises(ValueError, match="needs its text in quotes"):
        list(translations.texts_of(call))


@CHECKOUT
def test_placeholders_are_the_same_in_both_languages() -> None:
    wrong = []
    for (_, source), said in translations.messages(translations.read(translations.WINDOW)).items():
        if set(re.findall(r"\{\w+\}", source)) != set(re.findall(r"\{\w+\}", said)):
            wrong.append(source)
    assert wrong == []


@CHECKOUT
def test_our_words_for_qt_are_words_qt_asks_for() -> None:
    german = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    assert german.load("qtbase_de", folder)
    words = {pair for pair in translations.qt_messages(translations.QT) if pair[0] != "QMimeType"} - OF_ONE_VERSION
    # kinds of files come from a database
    assert [pair for pair in words if not german.translate(*pair)] == []


def test_what_is_made_after_a_switch_speaks_the_other_language(qapp: QApplication, qtbot: QtBot) -> None:
    def word() -> str:
        strip = ProgressStrip()
        qtbot.addWidget(strip)
        (button,) = strip.findChildren(QPushButton)
        return button.text()

    language = LanguageManager(qapp)
    language.use("en")
    assert word() == "Stop"
    with qtbot.waitSignal(language.changed):
        language.use("vi")
    assert word() == "Dừng"
    assert language.say(Bilingual("một", "one")) == "một"
    language.use("en")
    assert word() == "Stop"
    assert language.say(Bilingual("một", "one")) == "one"


def test_qts_own_buttons_and_menus_are_vietnamese(qapp: QApplication, qtbot: QtBot) -> None:
    language = LanguageManager(qapp)
    language.use("vi")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert {button.text().replace("&", "") for button in box.buttons()} == {"Đồng ý", "Hủy"}
    line = QLineEdit("chữ")
    qtbot.addWidget(line)
    menu = line.createStandardContextMenu()
    qtbot.addWidget(menu)
    words = [action.text().split("\t")[0].replace("&", "") for action in menu.actions() if not action.isSeparator()]
    assert words == ["Hoàn tác", "Làm lại", "Cắt", "Sao chép", "Dán", "Xóa", "Chọn tất cả"]
    language.use("en")


def test_errors_begin_with_the_place_and_a_capital(qapp: QApplication) -> None:
    language = LanguageManager(qapp)
    language.use("vi")
    assert language.explain(BadInput(Bilingual("hãy nhập tên.", "enter a name."))) == "Hãy nhập tên."
    assert language.explain(BadInput(Bilingual("tệp trống.", "empty."), where="a.docx")) == "a.docx: tệp trống."
    language.use("en")


def test_a_missing_catalogue_is_said(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    speech = LanguageManager(qapp)
    with monkeypatch.context() as gone:
        gone.setattr(catalogue, "CATALOGUES", tmp_path)
        catalogue.vietnamese.cache_clear()
        with pytest.raises(StorageTrouble, match="language file is missing"):
            speech.use("vi")
    catalogue.vietnamese.cache_clear()
    with monkeypatch.context() as gone:
        gone.setattr(language, "QT_WORDS", tmp_path / "qt_vi.qm")
        with pytest.raises(StorageTrouble, match="thiếu tệp ngôn ngữ"):
            speech.use("vi")
    speech.use("en")

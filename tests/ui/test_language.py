"""Vietnamese and English: complete, switched live, Qt's own words too."""

from __future__ import annotations

import ast
import importlib.util
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from studio.errors import BadInput, StorageTrouble
from studio.phrase import Phrase
from studio.ui import language
from studio.ui.language import Speech
from studio.ui.widgets.progress import ProgressStrip

ROOT = Path(__file__).resolve().parent.parent.parent


def translations() -> ModuleType:
    """The tool that keeps the catalogues."""
    spec = importlib.util.spec_from_file_location("translations", ROOT / "tools" / "translations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_string_is_translated_and_the_catalogues_are_fresh() -> None:
    assert translations().problems() == []


def test_an_unfinished_string_is_found(tmp_path: Path) -> None:
    catalogue = tmp_path / "x.ts"
    catalogue.write_text(
        '<TS version="2.1"><context><name>A</name>'
        '<message><source>Save</source><translation type="unfinished">Lưu</translation></message>'
        "<message><source>Open</source><translation> </translation></message>"
        "<message><source>Close</source><translation>Đóng</translation></message></context></TS>",
        encoding="utf-8",
    )
    assert translations().unfinished(catalogue) == ["A: Save", "A: Open"]


def test_no_words_stand_in_an_f_string_where_the_catalogue_does_not_find_them() -> None:
    hidden = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in sorted((ROOT / "studio").rglob("*.py"))
        for text in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and ast.unparse(call.func).endswith(("tr", "translate"))
        and any(isinstance(each, ast.Constant) and isinstance(each.value, str) for each in call.args)
    ]  # fmt: skip
    assert not hidden


def test_placeholders_are_the_same_in_both_languages() -> None:
    tool = translations()
    wrong = []
    for message in ET.parse(tool.WINDOW).getroot().iter("message"):  # noqa: S314 (our own file)
        source, said = message.findtext("source") or "", message.findtext("translation") or ""
        if set(re.findall(r"\{\w+\}", source)) != set(re.findall(r"\{\w+\}", said)):
            wrong.append(source)
    assert wrong == []


def test_every_context_is_a_class_of_the_window_or_a_table_of_words() -> None:
    """A string filed under another name than its class would stay English."""
    tool = translations()
    text = "\n".join(path.read_text(encoding="utf-8") for path in tool.sources())
    known = set(re.findall(r"^class (\w+)", text, re.MULTILINE))
    known |= set(re.findall(r"(?:translate|QT_TRANSLATE_NOOP)\(\s*\"(\w+)\"", text))
    assert {context for context, _ in tool.messages(tool.WINDOW)} - known == set()


def test_our_words_for_qt_are_words_qt_asks_for() -> None:
    tool = translations()
    german = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    assert german.load("qtbase_de", folder)
    words = {pair for pair in tool.messages(tool.QT) if pair[0] != "QMimeType"}  # kinds of files come from a database
    assert [pair for pair in words if not german.translate(*pair)] == []


def test_what_is_made_after_a_switch_speaks_the_other_language(qapp: QApplication, qtbot: QtBot) -> None:
    def word() -> str:
        strip = ProgressStrip()
        qtbot.addWidget(strip)
        (button,) = strip.findChildren(QPushButton)
        return button.text()

    speech = Speech(qapp)
    speech.use("en")
    assert word() == "Stop"
    with qtbot.waitSignal(speech.changed):
        speech.use("vi")
    assert word() == "Dừng"
    assert speech.say(Phrase("một", "one")) == "một"
    speech.use("en")
    assert word() == "Stop"
    assert speech.say(Phrase("một", "one")) == "one"


def test_qts_own_buttons_and_menus_are_vietnamese(qapp: QApplication, qtbot: QtBot) -> None:
    speech = Speech(qapp)
    speech.use("vi")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert {button.text().replace("&", "") for button in box.buttons()} == {"Đồng ý", "Hủy"}
    line = QLineEdit("chữ")
    qtbot.addWidget(line)
    menu = line.createStandardContextMenu()
    qtbot.addWidget(menu)
    words = [action.text().split("\t")[0].replace("&", "") for action in menu.actions() if not action.isSeparator()]
    assert words == ["Hoàn tác", "Làm lại", "Cắt", "Sao chép", "Dán", "Xóa", "Chọn tất cả"]
    speech.use("en")


def test_errors_begin_with_the_place_and_a_capital(qapp: QApplication) -> None:
    speech = Speech(qapp)
    speech.use("vi")
    assert speech.explain(BadInput("hãy nhập tên.", "enter a name.")) == "Hãy nhập tên."
    assert speech.explain(BadInput("tệp trống.", "empty.", where="a.docx")) == "a.docx: tệp trống."
    speech.use("en")


def test_a_missing_catalogue_is_said(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "CATALOGUES", tmp_path)
    with pytest.raises(StorageTrouble, match="thiếu tệp ngôn ngữ"):
        Speech(qapp).use("vi")
    assert QCoreApplication.translate("Words", "Draft") == "Draft"

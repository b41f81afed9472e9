"""What Qt itself says in the window, in either language.

A translator that knows nothing but remembers what it was asked stands behind our own: what comes to it has no
Vietnamese. Every widget of Qt that the window opens, or a menu of which can appear in it, is opened here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QCoreApplication, QPoint, QTimer, QTranslator
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface, QContextMenuEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QCalendarWidget,
    QColorDialog,
    QComboBox,
    QDateTimeEdit,
    QDialog,
    QDialogButtonBox,
    QErrorMessage,
    QFileDialog,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QProgressDialog,
    QScrollBar,
    QSpinBox,
    QTabWidget,
    QTextBrowser,
    QTextEdit,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from studio.ui.actions import KEYS
from studio.ui.language import LanguageManager

VIETNAMESE = re.compile("[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9àáèéìíòóùúýãõĩũ]")
SAME = frozenset({"%p%", "QT_LAYOUT_DIRECTION", "+"})
"""Asked for, but no words: nothing of them is to be seen."""


class Asked(QTranslator):
    """Remembers what nobody could translate."""

    def __init__(self, parent: QApplication) -> None:
        super().__init__(parent)
        self.pairs: set[tuple[str, str]] = set()

    def translate(
        self,
        context: str | bytes | bytearray | memoryview | QByteArray,
        source: str | bytes | bytearray | memoryview | QByteArray,
        disambiguation: str | bytes | bytearray | memoryview | QByteArray | None = None,
        n: int = -1,
    ) -> str:
        self.pairs.add((str(context), str(source)))
        return None  # type: ignore[return-value]  # a null text sends Qt on to the next translator

    def isEmpty(self) -> bool:
        return False

    @property
    def missing(self) -> set[tuple[str, str]]:
        """Words that have no Vietnamese. Names of keys apart, for Qt goes through them all to read one; and kinds of
        files, of which there are a thousand: those we work with are looked at by name."""
        others = {pair for pair in self.pairs if pair[0] not in ("QShortcut", "QMimeType")}
        return {pair for pair in others if pair[1] not in SAME}


@pytest.fixture
def asked(qapp: QApplication) -> Iterator[Asked]:
    asked = Asked(qapp)
    qapp.installTranslator(asked)
    yield asked
    qapp.removeTranslator(asked)


@pytest.fixture
def language(qapp: QApplication) -> Iterator[LanguageManager]:
    made = LanguageManager(qapp)
    yield made
    made.use("en")


def message_box(_: Path) -> QWidget:
    box = QMessageBox()
    for button in QMessageBox.StandardButton:
        if button.name not in ("NoButton", "Default", "Escape", "FlagMask", "ButtonMask", "FirstButton", "LastButton"):
            box.addButton(button)
    box.setDetailedText("chi tiết")
    return box


def button_box(_: Path) -> QWidget:
    box = QDialogButtonBox()
    for button in QDialogButtonBox.StandardButton:
        if button.name not in ("NoButton", "FirstButton", "LastButton"):
            box.addButton(button)
    return box


def file_dialog(mode: QFileDialog.FileMode, accept: QFileDialog.AcceptMode) -> Callable[[Path], QWidget]:
    def make(folder: Path) -> QWidget:
        (folder / "ảnh").mkdir(exist_ok=True)
        for name in FILES:
            (folder / name).touch()
        dialog = QFileDialog(None, "", str(folder))
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setFileMode(mode)
        dialog.setAcceptMode(accept)
        dialog.setViewMode(QFileDialog.ViewMode.Detail)
        return dialog

    return make


def input_dialog(mode: QInputDialog.InputMode) -> Callable[[Path], QWidget]:
    def make(_: Path) -> QWidget:
        dialog = QInputDialog()
        dialog.setInputMode(mode)
        return dialog

    return make


def clearable_line(_: Path) -> QWidget:
    line = QLineEdit("chữ")
    line.setClearButtonEnabled(True)
    return line


def tabs(_: Path) -> QWidget:
    tabs = QTabWidget()
    tabs.setTabsClosable(True)
    tabs.addTab(QLabel("một"), "một")
    return tabs


def calendar_edit(_: Path) -> QWidget:
    edit = QDateTimeEdit()
    edit.setCalendarPopup(True)
    return edit


FILES = ("a.png", "b.docx", "c.pdf", "d.txt", "e.zip")
MODE, ACCEPT = QFileDialog.FileMode, QFileDialog.AcceptMode
WIDGETS: dict[str, Callable[[Path], QWidget]] = {
    "message box": message_box,
    "button box": button_box,
    "open files": file_dialog(MODE.ExistingFiles, ACCEPT.AcceptOpen),
    "save a file": file_dialog(MODE.AnyFile, ACCEPT.AcceptSave),
    "open a folder": file_dialog(MODE.Directory, ACCEPT.AcceptOpen),
    "input of text": input_dialog(QInputDialog.InputMode.TextInput),
    "input of a number": input_dialog(QInputDialog.InputMode.IntInput),
    "line": clearable_line,
    "spin box": lambda _: QSpinBox(),
    "date and time": calendar_edit,
    "calendar": lambda _: QCalendarWidget(),
    "colours": lambda _: QColorDialog(),
    "error": lambda _: QErrorMessage(),
    "progress": lambda _: QProgressDialog(),
    "combo box": lambda _: QComboBox(),
    "tabs": tabs,
    "scroll bar": lambda _: QScrollBar(),
    "dialog": lambda _: QDialog(),
}


def shown_words(widget: QWidget) -> list[str]:
    """Every text of `widget` and what is in it, its accessible words too. Asking is what matters to `Asked`."""
    found = []
    for part in (widget, *widget.findChildren(QWidget)):
        found += [str(part.property(name) or "") for name in ("text", "windowTitle", "toolTip", "placeholderText")]
        face: QAccessibleInterface | None = QAccessible.queryAccessibleInterface(part)
        if face is None:
            continue
        found += [face.text(kind) for kind in (QAccessible.Text.Name, QAccessible.Text.Description)]
        actions: QAccessibleActionInterface | None = face.actionInterface()
        if actions is None:
            continue
        for name in actions.actionNames():
            found += [actions.localizedActionName(name), actions.localizedActionDescription(name)]
    return [text for text in found if text]


HEADS = 4
"""Columns of the list of files."""


def columns(dialog: QFileDialog) -> list[str]:
    """Head and kinds of the list of files."""
    view = dialog.findChild(QTreeView, "treeView")
    assert view is not None
    model, root = view.model(), view.rootIndex()
    heads = [str(model.headerData(n, view.header().orientation())) for n in range(model.columnCount())]
    return heads + [str(model.data(model.index(row, 2, root))) for row in range(model.rowCount(root))]


@pytest.mark.parametrize("name", WIDGETS)
def test_a_widget_of_qt_says_nothing_in_english(
    name: str, asked: Asked, language: LanguageManager, tmp_path: Path, qtbot: QtBot
) -> None:
    language.use("vi")
    widget = WIDGETS[name](tmp_path)
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitExposed(widget)
    if isinstance(widget, QFileDialog):
        qtbot.waitUntil(lambda: len(columns(widget)) == HEADS + 1 + len(FILES))
        assert [text for text in columns(widget) if not VIETNAMESE.search(text)] == []
    shown_words(widget)
    assert asked.missing == set()


@pytest.mark.parametrize("name", WIDGETS)
def test_a_widget_of_qt_says_nothing_in_vietnamese_once_english_is_chosen(
    name: str, language: LanguageManager, tmp_path: Path, qtbot: QtBot
) -> None:
    language.use("vi")
    language.use("en")
    widget = WIDGETS[name](tmp_path)
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitExposed(widget)
    own = {"chi tiết", "chữ", "một", "ảnh"}
    assert [text for text in shown_words(widget) if VIETNAMESE.search(text) and not any(o in text for o in own)] == []


def menu_words(menu: QMenu) -> list[str]:
    words = []
    for action in menu.actions():
        submenu = action.menu()
        words += [action.text().split("\t")[0]] + (menu_words(submenu) if isinstance(submenu, QMenu) else [])
    return [word for word in words if word]


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit, QTextEdit, QTextBrowser])
def test_context_menus_speak_the_language_chosen_when_they_open(
    kind: Callable[[], QLineEdit | QPlainTextEdit | QTextEdit], asked: Asked, language: LanguageManager, qtbot: QtBot
) -> None:
    field = kind()
    qtbot.addWidget(field)
    language.use("vi")
    vietnamese = menu_words(field.createStandardContextMenu())
    assert asked.missing == set()
    assert all(VIETNAMESE.search(word) for word in vietnamese if word != "&Dán"), vietnamese
    language.use("en")
    assert not any(VIETNAMESE.search(word) for word in menu_words(field.createStandardContextMenu()))


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
@pytest.mark.parametrize("make", [QScrollBar, QSpinBox])
def test_menus_that_qt_opens_itself_are_vietnamese(
    make: Callable[[], QScrollBar | QAbstractSpinBox], asked: Asked, language: LanguageManager, qtbot: QtBot
) -> None:
    language.use("vi")
    widget = make()
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitExposed(widget)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(2, 2), widget.mapToGlobal(QPoint(2, 2)))
    QTimer.singleShot(0, lambda: [menu.close() for menu in QApplication.topLevelWidgets() if isinstance(menu, QMenu)])
    QCoreApplication.sendEvent(widget, event)
    assert asked.missing == set()


ON_THE_KEYBOARD = {"Ctrl", "Shift", "Alt", "Enter", "Esc", "Tab", "Del", "PgUp", "Home"}


def test_the_names_of_keys_are_vietnamese_or_printed_on_the_keyboard(language: LanguageManager) -> None:
    language.use("vi")
    ours = [keys for key in KEYS for keys in key.keys]
    for keys in (*ours, "Alt+Up", "Alt+Down", "Ctrl+Del", "Shift+PgUp", "Ctrl+Space", "Shift+F7", "Alt+Home"):
        shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        for part in shown.split("+"):
            printed = part in ON_THE_KEYBOARD or len(part) == 1 or re.fullmatch(r"F\d+", part)
            if not printed:
                assert VIETNAMESE.search(part), shown
        assert QKeySequence(shown) == QKeySequence(keys)


def test_the_listener_hears_what_has_no_vietnamese(asked: Asked, language: LanguageManager) -> None:
    language.use("vi")
    assert QCoreApplication.translate("QDialogButtonBox", "OK") == "Đồng ý"
    assert QCoreApplication.translate("QSomething", "Not ours") == "Not ours"
    assert asked.missing == {("QSomething", "Not ours")}

"""Marks under misspelt words in a line and in a text: when they come, when they go, and what can be done about them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolTip, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from studio.config import Settings
from studio.library.citation_lint import TextCitation
from studio.ui.composer.inputs import LineInput, TextInput, menu_of
from studio.ui.language import LanguageManager
from studio.ui.spelling.controller import AT_ONCE, LawSpelling, SpellingController
from studio.ui.spelling.watch import SpellWatch, go_to_next, watch_of

Field = LineInput | TextInput
RIGHT = "Nghị định số 13/2023/NĐ-CP"
SLIP = "Bà con không nên nghành này và xử dụng pháo"


class Choices(QObject):
    """The settings of a window, in memory."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.settings = Settings()

    def choose(self, **choices: Any) -> None:
        self.settings = replace(self.settings, **choices)
        self.changed.emit()


class Promptly:
    """Tasks that are done at once; those of the pool may be put off."""

    def __init__(self) -> None:
        self.put_off = False
        self.later: list[Callable[[], None]] = []

    def store(self, work: Callable[[], Any], done: Callable[[Any], None], **_: object) -> None:
        done(work())

    def pool(self, work: Callable[[Any], Any], done: Callable[[Any], None], **_: object) -> None:
        self.later.append(lambda: done(work(None)))
        if not self.put_off:
            self.later.pop()()


class OwnWords:
    """The unit's words, in memory."""

    def __init__(self) -> None:
        self.kept: set[str] = set()

    def words(self) -> frozenset[str]:
        return frozenset(self.kept)

    def add_word(self, word: str, by: str) -> None:
        assert by == "p1"
        self.kept.add(word)


class House:
    """An area with two fields and a desk."""

    def __init__(self, area: QWidget) -> None:
        self.area = area
        self.tasks, self.own, self.choices = Promptly(), OwnWords(), Choices()
        unchecked: Any = {"writing": self.own, "tasks": self.tasks, "preferences": self.choices}
        laws = LawSpelling(lambda: self, lambda: date(2026, 11, 25))
        self.spelling = SpellingController(area, person=lambda: "p1", laws=laws, **unchecked)
        self.line, self.text = LineInput(), TextInput(lines=2)
        self.line.prose = True
        box = QVBoxLayout(area)
        box.addWidget(self.line)
        box.addWidget(self.text)
        area.show()
        self.spelling.begin("bai-1")

    def check(self, texts: Iterable[tuple[str, str]], *, on: date) -> tuple[TextCitation, ...]:
        """A library that knows one document by one wrong name."""
        wrong = "nđ 13/2023"
        found = [(text.index(wrong), text) for _, text in texts if wrong in text]
        return tuple(TextCitation(where="", start=at, written=wrong, offered=RIGHT) for at, _ in found)


@pytest.fixture
def house(qtbot: QtBot) -> Iterator[House]:
    area = QWidget()
    qtbot.addWidget(area)
    house = House(area)
    qtbot.waitExposed(area)
    yield house
    for field in (house.line, house.text):
        pause(field).stop()


@pytest.fixture(params=["line", "text"])
def field(request: pytest.FixtureRequest, house: House) -> Field:
    found: Field = getattr(house, request.param)
    return found


def marks(field: Field) -> SpellWatch:
    found = watch_of(field)
    assert found is not None
    return found


def pause(field: Field) -> Any:
    return marks(field).pause


def words(field: Field) -> list[str]:
    return [slip.word for slip in marks(field).slips]


def fill(field: Field, text: str) -> None:
    field.put(text)
    marks(field).look()


def drawn(field: Field) -> list[tuple[int, int]]:
    """Where waves are really drawn, in UTF-16 units of the first line of text."""
    assert isinstance(field, TextInput)
    wave = QTextCharFormat.UnderlineStyle.SpellCheckUnderline
    formats = field.document().firstBlock().layout().formats()
    return [(each.start, each.length) for each in formats if each.format.underlineStyle() == wave]


def typed(field: Field, text: str) -> None:
    """As an input method puts it in; QTest's keys know no Vietnamese."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(field, event)


def texts(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions()]


def press(menu: QMenu, text: str) -> None:
    next(action for action in menu.actions() if action.text() == text).trigger()


def test_slips_are_marked_and_told_to_a_screen_reader(field: Field) -> None:
    field.setAccessibleDescription("Viết ngắn gọn.")
    fill(field, SLIP)
    assert words(field) == ["nghành", "xử dụng"]
    assert field.accessibleDescription().startswith("Viết ngắn gọn. ")
    assert "2" in field.accessibleDescription()
    fill(field, "Bà con yên tâm")
    assert words(field) == []
    assert field.accessibleDescription() == "Viết ngắn gọn."


def test_the_wave_is_drawn_under_the_words_pictograms_or_not(house: House) -> None:
    fill(house.text, f"🎆 {SLIP}")
    at = len("🎆 Bà con không nên ") + 1
    assert drawn(house.text)[0] == (at, len("nghành"))
    assert len(drawn(house.text)) == 2


def test_a_line_is_painted_differently_with_a_slip(house: House) -> None:
    fill(house.line, "nghành")
    house.line.clearFocus()
    marked = house.line.grab().toImage()
    house.choices.choose(spelling=False)
    assert house.line.grab().toImage() != marked
    house.choices.choose(spelling=True)
    assert house.line.grab().toImage() == marked


def test_marks_are_no_change_of_the_text(field: Field) -> None:
    told: list[str] = []
    field.typed.connect(lambda: told.append(field.value))
    fill(field, SLIP)
    assert told in ([], [SLIP])
    assert field.value == SLIP
    assert not (isinstance(field, LineInput) and field.isUndoAvailable() and told)


def test_marks_move_with_the_words_before_the_text_is_looked_at_again(field: Field) -> None:
    fill(field, SLIP)
    field.setFocus()
    (field.home(False) if isinstance(field, LineInput) else field.moveCursor(field.textCursor().MoveOperation.Start))
    QTest.keyClicks(field, "Nay ")
    assert [slip.start for slip in marks(field).slips] == [21, 35]
    assert pause(field).isActive()
    pause(field).stop()


def test_the_word_being_typed_is_marked_when_it_is_left(field: Field, qtbot: QtBot) -> None:
    field.setFocus()
    typed(field, "Bà con không nên nghành")
    qtbot.waitUntil(lambda: not pause(field).isActive())
    assert words(field) == []
    QTest.keyClick(field, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Qt.Key.Key_Left)
    assert words(field) == ["nghành"]


def test_nothing_is_looked_at_while_a_word_is_composed(field: Field) -> None:
    fill(field, SLIP)
    QApplication.sendEvent(field, QInputMethodEvent("viê", []))
    marks(field).look()
    assert pause(field).isActive()
    assert field.inputMethodQuery(Qt.InputMethodQuery.ImSurroundingText) == SLIP
    done = QInputMethodEvent("", [])
    done.setCommitString("việt")
    QApplication.sendEvent(field, done)
    assert "việt" in field.value
    marks(field).look()
    assert words(field)[-1] == "xử dụng"


def test_a_long_text_is_looked_at_behind_the_window(house: House) -> None:
    house.tasks.put_off = True
    fill(house.text, "Bà con yên tâm. " * (AT_ONCE // 16 + 1) + SLIP)
    assert words(house.text) == []
    house.tasks.later.pop()()
    assert words(house.text) == ["nghành", "xử dụng"]


def test_what_comes_too_late_is_not_drawn(house: House) -> None:
    house.tasks.put_off = True
    fill(house.text, "Bà con yên tâm. " * (AT_ONCE // 16 + 1) + SLIP)
    house.text.put("Khác hẳn")
    house.tasks.later.pop()()
    assert words(house.text) == []
    assert pause(house.text).isActive()


def test_the_menu_offers_what_may_have_been_meant_first(field: Field) -> None:
    fill(field, SLIP)
    marks(field).next_slip(start=True)
    menu = menu_of(field)
    assert texts(menu)[0] == "ngành"
    assert texts(menu).index("ngành") < texts(menu).index("Add to the unit's words")
    assert sum(1 for text in texts(menu)[: texts(menu).index("")]) <= 5
    press(menu, "ngành")
    assert field.value == SLIP.replace("nghành", "ngành")
    assert words(field) == ["xử dụng"]


def test_a_replacement_is_typing(field: Field) -> None:
    told: list[str] = []
    fill(field, SLIP)
    field.typed.connect(lambda: told.append(field.value))
    marks(field).next_slip(start=True)
    press(menu_of(field), "ngành")
    assert told[-1] == SLIP.replace("nghành", "ngành")


def test_a_right_word_has_the_usual_menu(field: Field) -> None:
    fill(field, "Bà con yên tâm")
    menu = menu_of(field)
    assert "Skip here" not in texts(menu)
    assert texts(menu)[-1] == "Normalise tone marks"


def test_a_word_passed_over_is_so_in_this_post_alone(house: House, field: Field) -> None:
    fill(field, SLIP)
    marks(field).next_slip(start=True)
    press(menu_of(field), "Skip here")
    assert words(field) == ["xử dụng"]
    house.spelling.begin("bai-2")
    assert words(field) == ["nghành", "xử dụng"]
    house.spelling.begin("bai-1")
    assert words(field) == ["xử dụng"]


def test_a_word_of_the_unit_is_right_everywhere_from_then_on(house: House, field: Field, qtbot: QtBot) -> None:
    fill(field, SLIP)
    marks(field).next_slip(start=True)
    with qtbot.waitSignal(house.spelling.learnt):
        press(menu_of(field), "Add to the unit's words")
    assert house.own.kept == {"nghành"}
    assert words(field) == ["xử dụng"]


def test_words_often_confused_are_not_offered_as_words_of_the_unit(field: Field) -> None:
    fill(field, "Không xử dụng pháo")
    marks(field).next_slip(start=True)
    menu = menu_of(field)
    assert texts(menu)[0] == "sử dụng"
    assert "Add to the unit's words" not in texts(menu)


def test_the_keyboard_goes_from_slip_to_slip_and_round(house: House) -> None:
    fill(house.line, SLIP)
    fill(house.text, "Việc này rỏ ràng")
    house.line.setFocus()
    house.line.home(False)
    found = []
    for _ in range(4):
        assert go_to_next(house.area)
        now = house.line if house.line.hasFocus() else house.text
        found.append(now.selectedText() if isinstance(now, LineInput) else now.textCursor().selectedText())
    assert found == ["nghành", "xử dụng", "rỏ ràng", "nghành"]


def test_without_slips_the_keyboard_stays(house: House) -> None:
    fill(house.line, "Bà con yên tâm")
    assert not go_to_next(house.area)


def test_a_field_that_is_no_prose_has_no_marks(house: House) -> None:
    plain = LineInput(house.area)
    plain.show()
    assert watch_of(plain) is None


def test_the_switch_in_the_settings_takes_every_mark_away(house: House, field: Field) -> None:
    fill(field, SLIP)
    house.choices.choose(spelling=False)
    assert words(field) == []
    house.choices.choose(spelling=True)
    assert words(field) == ["nghành", "xử dụng"]


def test_tone_marks_are_put_in_order_by_the_menu(field: Field) -> None:
    fill(field, "hoà giải, thuỷ lợi, khỏe, gía")
    press(menu_of(field), "Normalise tone marks")
    assert field.value == "hoà giải, thuỷ lợi, khoẻ, giá"


def test_the_way_of_the_unit_is_applied_when_the_field_is_left(house: House, field: Field) -> None:
    other = house.text if field is house.line else house.line
    house.choices.choose(tone_style="old")
    field.setFocus()
    fill(field, "hoà giải")
    assert field.value == "hoà giải"
    other.setFocus()
    assert field.value == "hòa giải"


def test_a_text_keeps_its_way_unless_the_unit_chose_one(house: House, field: Field) -> None:
    field.setFocus()
    fill(field, "hoà giải, khỏe")
    field.clearFocus()
    assert field.value == "hoà giải, khỏe"


def copied(html: str, text: str) -> None:
    data = QMimeData()
    data.setHtml(html)
    data.setText(text)
    QApplication.clipboard().setMimeData(data)


def test_what_was_copied_in_word_is_pasted_clean(field: Field) -> None:
    copied("<p class=MsoNormal>Thông\u00a0báo</p><p style='mso-hide:all'>ẩn</p><p>lịch tiếp dân</p>", "thừa")
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    ends = " " if isinstance(field, LineInput) else "\n"
    assert field.value == f"Thông báo{ends}lịch tiếp dân"


def test_pasting_by_the_menu_of_a_line_is_clean_too(house: House) -> None:
    copied("<p>Thông\u00a0báo</p><p>lịch</p>", "thừa")
    house.line.setFocus()
    house.line.paste_clean()
    assert house.line.value == "Thông báo lịch"


@pytest.mark.qt_log_ignore("does not support raise", extend=True)
def test_an_old_encoding_is_told_at_once(field: Field, qtbot: QtBot) -> None:
    field.setFocus()
    QApplication.clipboard().setText("C«ng an ph\u00ad\u00adêng th«ng b¸o viÖc cÊp c¨n c\u00ad\u00adíc")
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "TCVN3" in QToolTip.text()
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_the_menu_speaks_the_language_of_the_window_when_it_opens_next(field: Field, language: LanguageManager) -> None:
    fill(field, SLIP)
    marks(field).next_slip(start=True)
    assert "Skip here" in texts(menu_of(field))
    language.use("vi")
    assert "Bỏ qua ở đây" in texts(menu_of(field))
    assert not any("Copy" in text for text in texts(menu_of(field)))
    language.use("en")
    assert "Skip here" in texts(menu_of(field))


@pytest.fixture
def language(qapp: QApplication) -> Iterator[LanguageManager]:
    made = LanguageManager(qapp)
    made.use("en")
    yield made
    made.use("en")
    made.deleteLater()


def test_a_citation_is_marked_and_put_right_by_a_click(field: Field) -> None:
    fill(field, "Theo nđ 13/2023 không xử dụng pháo")
    assert words(field) == ["nđ 13/2023", "xử dụng"]
    slip = marks(field).slips[0]
    assert marks(field).spelling.suggest(slip) == (RIGHT,)
    marks(field).replace(slip, RIGHT)
    assert field.value == f"Theo {RIGHT} không xử dụng pháo"
    assert words(field) == ["xử dụng"]


def test_a_citation_can_be_passed_over(field: Field, house: House) -> None:
    fill(field, "Theo nđ 13/2023 nhé")
    house.spelling.ignore(marks(field).slips[0])
    assert words(field) == []

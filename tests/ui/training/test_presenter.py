"""Presenting to a class: every key, what is on which screen, and that everything is as before afterwards."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.config import Settings
from studio.training.course_reader import shipped
from studio.training.lesson import Mode, StepState
from studio.training.outline import Outline
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from studio.ui.training.lessons_tab import LessonsTab
from studio.ui.training.page import TrainingPage
from studio.ui.training.presenter import notes
from studio.ui.training.presenter.notes import OutlineTalk, TrainerNotes
from studio.ui.training.presenter.presenter import Presenter
from studio.ui.widgets.labels import Label
from tests.ui.conftest import MakeWindow, show
from tests.ui.hands import person_button
from tests.ui.scripted_lessons import CAST, ScriptedLessons
from tests.ui.unit import Unit

KEY = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("does not support raise", extend=True)  # the offscreen screen raises nothing


@pytest.fixture
def settings() -> Settings:
    return Settings(language="vi", theme="light", lock_minutes=0, practice=True)


@pytest.fixture
def studio(practising: Studio) -> Studio:
    return practising


@pytest.fixture
def window(make: MakeWindow, studio: Studio, settings: Settings, qtbot: QtBot) -> MainWindow:
    window: MainWindow = make(studio, settings)
    window.resize(1366, 768)
    choose(window, qtbot)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def choose(window: MainWindow, qtbot: QtBot) -> None:
    """Have B1 in hand on the page of training."""
    page = show(window, qtbot, PageId.TRAINING, "lessons:B1")
    assert isinstance(page, TrainingPage)
    tab = page.tab
    assert isinstance(tab, LessonsTab)
    qtbot.waitUntil(lambda: tab.detail.outline is not None and tab.detail.outline.id == "B1")


def press(window: QWidget, key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key)


def presenter_of(window: MainWindow) -> Presenter:
    presenting = window.training.presenting
    assert presenting is not None
    assert presenting.presenter is not None
    return presenting.presenter


@pytest.fixture
def presenter(window: MainWindow) -> Presenter:
    """Presenting the outline in hand."""
    press(window, KEY.Key_F11)
    return presenter_of(window)


def states(presenter: Presenter) -> list[str]:
    return [line.accessibleName().rpartition("(")[2].rstrip(")") for line in presenter.steps.lines]


def b1() -> Outline:
    outline = shipped().outline("B1")
    assert outline is not None
    return outline


def test_f11_fills_the_screen_enlarges_type_and_names_nobody(window: MainWindow, presenter: Presenter) -> None:
    assert window.isFullScreen()
    assert window.shell is not None
    assert window.shell.theme.scale >= 150
    assert presenter.steps.isVisible()
    assert presenter.instruction.text.text() == b1().steps[0].text.vi
    assert len(presenter.steps.lines) == len(b1().steps)
    assert not person_button(window).isVisible()
    assert not window.status.isVisible()


def test_another_language_is_the_presenters_too(window: MainWindow, presenter: Presenter, qtbot: QtBot) -> None:
    press(window, KEY.Key_PageDown)
    assert window.shell is not None
    window.shell.preferences.choose(language="en")
    qtbot.waitUntil(presenter.steps.isVisible)
    assert presenter.instruction.text.text() == b1().steps[1].text.en
    assert presenter.instruction.number.text().startswith("2/")
    assert len(presenter.steps.lines) == len(b1().steps)
    assert window.stage.presented == (presenter.steps, presenter.instruction)
    assert not window.status.isVisible()
    choose(window, qtbot)  # the page under it is built anew as well
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    press(window, KEY.Key_F11)
    qtbot.waitUntil(lambda: window.stage.presented == ())


def test_nothing_personal_is_shown(window: MainWindow, presenter: Presenter, qtbot: QtBot) -> None:
    page = window.page
    assert isinstance(page, TrainingPage)
    assert not page.learner.isVisible()
    progress = [kind.name for kind in page.kinds].index("progress")
    assert not page.tabs.isTabVisible(progress), "who learnt what is nothing for the class"
    press(window, KEY.Key_F11)
    assert page.learner.isVisible()
    assert page.tabs.isTabVisible(progress)
    page.open("progress")
    page.refresh()
    window.training.present()
    assert not window.isFullScreen(), "nor is it presented from there"


def test_the_button_of_the_page_does_what_f11_does(window: MainWindow, qtbot: QtBot) -> None:
    page = window.page
    assert isinstance(page, TrainingPage)
    page.present.click()
    assert window.isFullScreen()


def test_locked_the_keys_are_those_of_the_lock(
    window: MainWindow, presenter: Presenter, studio: Studio, qtbot: QtBot
) -> None:
    window.session.sign_in(studio.people.get(CAST.learner))
    qtbot.waitUntil(lambda: window.tasks.idle)
    window.session.lock()
    assert window.session.locked
    QTest.keyClick(window, KEY.Key_PageDown)
    QTest.keyClick(window, KEY.Key_B)
    assert presenter.instruction.number.text().startswith("1/")
    assert not presenter.black.isVisible()


def test_with_a_second_screen_the_notes_stand_there(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = SimpleNamespace(availableGeometry=lambda: QRect(1366, 0, 1200, 800))
    monkeypatch.setattr(notes, "other_screen", lambda beside: other)
    press(window, KEY.Key_F11)
    presenter = presenter_of(window)
    assert presenter.notes.isVisible()
    assert presenter.notes.isMaximized()
    assert presenter.notes.normalGeometry() == QRect(1366, 0, 1200, 800)
    press(window, KEY.Key_F11)
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, TrainerNotes) and w.isVisible()]


@pytest.mark.parametrize("key", [KEY.Key_F11, KEY.Key_Escape])
def test_f11_or_esc_leaves_everything_as_it_was(window: MainWindow, presenter: Presenter, key: Qt.Key) -> None:
    press(window, key)
    presenting = window.training.presenting
    assert presenting is not None
    assert presenting.presenter is None
    assert not window.isFullScreen()
    assert window.shell is not None
    assert window.shell.theme.scale == 100
    assert person_button(window).isVisible()
    assert window.status.isVisible()
    press(window, KEY.Key_PageDown)  # no key is caught any more
    press(window, KEY.Key_F11)
    assert presenter_of(window) is not presenter


def test_a_clicker_goes_on_and_back_wherever_the_keyboard_is(window: MainWindow, presenter: Presenter) -> None:
    line = QLineEdit(window)
    line.show()
    line.setFocus()
    press(window, KEY.Key_PageDown)
    press(window, KEY.Key_PageDown)
    assert presenter.instruction.number.text() == f"3/{len(b1().steps)}"
    assert presenter.instruction.text.text() == b1().steps[2].text.vi
    press(window, KEY.Key_PageUp)
    assert presenter.instruction.number.text().startswith("2/")
    for _ in b1().steps:
        press(window, KEY.Key_PageDown)
    assert presenter.instruction.number.text() == "✓"
    press(window, KEY.Key_PageUp)
    assert presenter.instruction.number.text().startswith(f"{len(b1().steps)}/")


def test_letters_belong_to_whoever_types(window: MainWindow, presenter: Presenter) -> None:
    line = QLineEdit(window)
    line.show()
    line.setFocus()
    for key in (KEY.Key_B, KEY.Key_D, KEY.Key_C, KEY.Key_Z, KEY.Key_N):
        press(window, key)
    assert line.text() == "bdczn"
    assert not presenter.black.isVisible()
    line.setReadOnly(True)
    press(window, KEY.Key_B)
    assert presenter.black.isVisible()


def test_b_makes_the_screen_black_and_anything_of_the_clicker_light(window: MainWindow, presenter: Presenter) -> None:
    window.setFocus()
    press(window, KEY.Key_B)
    assert presenter.black.isVisible()
    assert presenter.black.geometry() == window.geometry()
    assert presenter.black.grab().toImage().pixelColor(20, 20).name() == "#000000"
    press(window, KEY.Key_PageDown)
    assert not presenter.black.isVisible()
    assert presenter.instruction.number.text().startswith("1/"), "the first press only shows the screen again"
    press(window, KEY.Key_B)
    press(window, KEY.Key_B)
    assert not presenter.black.isVisible()


def test_d_draws_c_clears_and_clicks_go_through_a_pen_put_away(window: MainWindow, presenter: Presenter) -> None:
    window.setFocus()
    press(window, KEY.Key_D)
    ink = presenter.ink
    assert ink.isVisible()
    QTest.mousePress(ink, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    QTest.mouseMove(ink, QPoint(200, 160))
    QTest.mouseRelease(ink, Qt.MouseButton.LeftButton, pos=QPoint(200, 160))
    assert len(ink.strokes) == 1
    image = ink.grab().toImage()
    assert image.pixelColor(100, 100).red() > 100
    press(window, KEY.Key_D)
    assert ink.isVisible(), "what was drawn stays"
    assert ink.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    press(window, KEY.Key_C)
    assert not ink.strokes
    assert not ink.isVisible()


def test_z_magnifies_what_is_under_the_pointer(window: MainWindow, presenter: Presenter) -> None:
    window.setFocus()
    lens = presenter.lens
    press(window, KEY.Key_Z)
    assert (lens.power, lens.isVisible()) == (2.0, True)
    for at in (QPoint(5, 5), QPoint(window.width() - 5, window.height() - 5)):
        lens.follow(at)
        assert window.rect().contains(lens.geometry()), "the lens stays on the screen"
        assert not lens.geometry().contains(at), "and beside the pointer"
        assert lens.seen.contains(at)
    press(window, KEY.Key_Z)
    assert lens.power == 3.0
    press(window, KEY.Key_Z)
    assert not lens.isVisible()


def test_esc_takes_away_one_thing_at_a_time(window: MainWindow, presenter: Presenter) -> None:
    window.setFocus()
    press(window, KEY.Key_D)
    press(window, KEY.Key_Z)
    press(window, KEY.Key_B)
    press(window, KEY.Key_Escape)
    assert not presenter.black.isVisible()
    press(window, KEY.Key_Escape)
    assert not presenter.lens.isVisible()
    press(window, KEY.Key_Escape)
    assert not presenter.ink.isVisible()
    assert window.isFullScreen()
    press(window, KEY.Key_Escape)
    assert not window.isFullScreen()


def test_n_shows_the_notes_with_purpose_mistakes_time_and_answers(window: MainWindow, presenter: Presenter) -> None:
    window.setFocus()
    press(window, KEY.Key_N)
    shown = presenter.notes
    assert shown.isVisible()
    assert shown.isWindow()
    said = "\n".join(label.text() for label in shown.findChildren(Label))
    outline = b1()
    assert outline.purpose.vi in said
    for phrase in (*outline.preconditions, *outline.mistakes):
        assert phrase.vi in said
    for question in outline.quiz:
        right = next(option for option in question.options if option.correct)
        wrong = [option for option in question.options if not option.correct]
        assert right.text.vi in said
        assert question.why.vi in said
        assert all(option.text.vi not in said for option in wrong), "only what is right"
    shown.tell_time(125)
    assert shown.clock.text().startswith("2:05")
    shown.tell_time(outline.minutes * 60 + 1)
    assert shown.clock.property("role") == "error"
    shown.on.click()
    assert presenter.instruction.number.text().startswith("2/")
    shown.back.click()
    assert presenter.instruction.number.text().startswith("1/")
    press(window, KEY.Key_N)
    assert not shown.isVisible()


def test_the_time_runs_from_the_first_moment(window: MainWindow) -> None:
    moment = [100.0]
    assert window.shell is not None
    presenter = Presenter(window.stage, window.shell, now=lambda: moment[0])
    presenter.start(OutlineTalk(shipped(), b1()))
    moment[0] += 61
    presenter.tick.timeout.emit()
    assert presenter.notes.clock.text().startswith("1:01")
    presenter.stop()


def test_a_dialog_is_left_alone(window: MainWindow, presenter: Presenter, qtbot: QtBot) -> None:
    dialog = QDialog(window)
    dialog.setModal(True)
    dialog.show()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is dialog)
    QTest.keyClick(dialog, KEY.Key_PageDown)
    assert presenter.instruction.number.text().startswith("1/")
    QTest.keyClick(dialog, KEY.Key_Escape)
    assert not dialog.isVisible()
    assert window.isFullScreen()


def test_of_a_lesson_the_clicker_plays_the_step_and_goes_back(
    window: MainWindow, lessons: ScriptedLessons, qtbot: QtBot
) -> None:
    window.training.learn("B1", Mode.ALONE.value)
    qtbot.waitUntil(lambda: window.training.lessons is not None and window.training.lessons.running is not None)
    qtbot.waitUntil(lambda: window.tasks.idle)
    press(window, KEY.Key_F11)
    presenter = presenter_of(window)
    press(window, KEY.Key_PageDown)
    qtbot.waitUntil(lambda: presenter.instruction.number.text().startswith("2/"))
    assert states(presenter)[:3] == ["đã xong", "đang làm", "sắp tới"]
    press(window, KEY.Key_PageUp)
    qtbot.waitUntil(lambda: presenter.instruction.number.text().startswith("1/"))
    assert lessons.begun[-1].restores == 1


def test_when_the_lesson_ends_the_outline_in_hand_is_presented(window: MainWindow, qtbot: QtBot) -> None:
    window.training.learn("D1", Mode.ALONE.value)
    qtbot.waitUntil(lambda: window.training.lessons is not None and window.training.lessons.running is not None)
    press(window, KEY.Key_F11)
    presenter = presenter_of(window)
    assert presenter.instruction.text.text() == shipped().outline("D1").steps[0].text.vi  # type: ignore[union-attr]
    assert window.training.lessons is not None
    window.training.lessons.end()
    qtbot.waitUntil(lambda: window.tasks.idle)
    press(window, KEY.Key_F11)
    assert not window.isFullScreen()


def test_of_a_lesson_that_ended_elsewhere_nothing_more_is_played(
    window: MainWindow, lessons: ScriptedLessons, qtbot: QtBot
) -> None:
    window.training.learn("B1", "guided")
    qtbot.waitUntil(lambda: window.stage.coach is not None and window.page is not None)
    press(window, KEY.Key_F11)
    presenter = presenter_of(window)
    window.training.reset()
    qtbot.waitUntil(lambda: lessons.resets == 1 and window.tasks.idle)
    lesson = lessons.begun[-1]
    press(window, KEY.Key_PageDown)
    qtbot.waitUntil(lambda: window.tasks.idle)
    assert lesson.done == 0
    assert states(presenter)[0] == "chỉ chiếu"
    press(window, KEY.Key_F11)


def test_outside_practice_nothing_is_presented(make: MakeWindow, unit: Unit, qtbot: QtBot) -> None:
    window: MainWindow = make(unit.studio)
    choose(window, qtbot)
    window.training.present()
    assert not window.isFullScreen()
    assert "bộ dữ liệu tập huấn" in window.banner.text


def test_elsewhere_it_says_what_to_choose(window: MainWindow, qtbot: QtBot) -> None:
    show(window, qtbot, PageId.OUTBOX)
    press(window, KEY.Key_F11)
    assert not window.isFullScreen()
    assert "F11" in window.banner.text


@pytest.mark.parametrize("language", ["vi", "en"])
def test_on_a_small_projector_no_instruction_is_cut(
    make: MakeWindow, studio: Studio, qtbot: QtBot, language: str
) -> None:
    """Every step of the whole course at 1366×768."""
    settings = Settings(language=language, theme="dark", lock_minutes=0, practice=True)  # type: ignore[arg-type]
    window: MainWindow = make(studio, settings)
    choose(window, qtbot)
    window.training.present()
    presenter = presenter_of(window)
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(1366, 768)
    text = presenter.instruction.text

    def is_whole() -> bool:
        return text.heightForWidth(text.width()) <= text.height() and window.size().toTuple() == (1366, 768)

    for outline in shipped().outlines:
        presentation = OutlineTalk(shipped(), outline)
        presenter.show_talk(presentation)
        for _ in outline.steps:
            qtbot.waitUntil(is_whole)
            presentation.next()
    presenter.stop()


def test_states_of_an_outline_that_is_talked_through() -> None:
    presentation = OutlineTalk(shipped(), b1())
    heard: list[int | None] = []
    stop: Callable[[], None] = presentation.listen(lambda: heard.append(presentation.now))
    presentation.previous()
    assert presentation.now == 0
    presentation.next()
    assert [str(each) for each in presentation.states[:3]] == [StepState.SHOWN, StepState.NOW, StepState.NEXT]
    stop()
    presentation.next()
    assert heard == [0, 1]


def test_words_of_steps_begin_at_one_place_in_larger_type(window: MainWindow) -> None:
    tab = cast("TrainingPage", window.page).tab
    detail = cast("LessonsTab", tab).detail
    font = detail.font()
    font.setPointSizeF(font.pointSizeF() * 1.7)
    detail.setFont(font)
    QApplication.processEvents()
    said = {step.text.vi for step in shipped().outline("B1").steps}  # type: ignore[union-attr]
    words = [label for label in detail.findChildren(Label) if label.text() in said]
    assert len(words) == len(said) > 1
    assert len({label.mapTo(detail, QPoint()).x() for label in words}) == 1

"""A lesson in the window: it leads, waits, goes back, judges, and leaves the window as it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.config import Settings
from studio.errors import StorageTrouble
from studio.phrase import Bilingual, Language
from studio.training.course_reader import read_outlines
from studio.training.lesson import Mode
from studio.training.outline import Outline
from studio.training.steps.common import APPROVED
from studio.ui.anchors import anchor
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from studio.ui.training.lesson_controller import LessonRunner
from studio.ui.training.lessons_tab import LessonsTab
from studio.ui.training.page import TrainingPage
from studio.ui.training.quiz import QuizDialog
from studio.ui.training.target import TargetSight
from studio.ui.training.words import TrainingPart, part_name
from studio.ui.widgets.labels import Label
from tests.ui.conftest import MakeWindow, shown
from tests.ui.geometry import has_room, settle
from tests.ui.hands import labels, toast
from tests.ui.scripted_lessons import CAST, ScriptedLesson, ScriptedLessons
from tests.ui.spoken import Reader
from tests.ui.test_opened_profile import enter
from tests.ui.unit import Unit

WRITTEN = Path(__file__).resolve().parent.parent / "training" / "written_outlines.yaml"


@pytest.fixture
def studio(practising: Studio) -> Studio:
    return practising


def written() -> dict[str, Outline]:
    """Outlines as a unit may write them, with checklists."""
    return {outline.id: outline for _, outline in read_outlines(WRITTEN)}


@pytest.fixture
def begin(
    window: MainWindow, lessons: ScriptedLessons, qtbot: QtBot
) -> Callable[..., tuple[LessonRunner, ScriptedLesson]]:
    def start(outline: str, mode: Mode) -> tuple[LessonRunner, ScriptedLesson]:
        window.training.learn(outline, mode.value)
        qtbot.waitUntil(lambda: _running(window) is not None and len(lessons.begun) > 0)
        running = _running(window)
        assert running is not None
        return running, lessons.begun[-1]

    return start


def sign_in(window: MainWindow) -> None:
    """Let the learner work at the window."""
    assert window.studio is not None
    window.session.sign_in(window.studio.people.get(CAST.learner))


def _running(window: MainWindow) -> LessonRunner | None:
    assert window.training.lessons is not None
    return window.training.lessons.running


def test_it_goes_where_each_step_is_done_and_says_which_one_it_is(
    window: MainWindow, begin: Callable[..., tuple[LessonRunner, ScriptedLesson]], qtbot: QtBot
) -> None:
    running, lesson = begin("D2", Mode.GUIDED)
    assert window.page is not None
    assert window.page.id is PageId.IMAGES
    assert running.bar.isVisible()
    assert not window.status.isVisible()
    assert running.bar.text == lesson.outline.steps[0].text.vi
    window.toast("Đã ghi vào phiếu.")
    word = toast(window)
    assert word.mapTo(window, word.rect().bottomLeft()).y() < running.bar.mapTo(window, QPoint()).y()
    lesson.done = 4  # “media.alt_text” is done in the composer
    qtbot.waitUntil(lambda: running.driver.view.now == 4)
    assert running.bar.text == lesson.outline.steps[4].text.vi
    assert window.page.id.value == running.driver.view.place.page  # type: ignore[union-attr]


def test_news_wake_it_at_once_and_a_timer_sees_what_nobody_tells_of(
    begin: Callable[..., tuple[LessonRunner, ScriptedLesson]], studio: Studio, qtbot: QtBot
) -> None:
    running, lesson = begin("B1", Mode.GUIDED)
    running.driver.timer.stop()
    looks = lesson.looks
    lesson.done = 1
    studio.events.tell("draft.created", post="p1")
    qtbot.waitUntil(lambda: running.driver.view.now == 1)
    assert lesson.looks > looks
    assert running.driver.last("post") == "p1"
    lesson.done = 2
    qtbot.waitUntil(lambda: running.driver.view.now == 2)


def test_a_step_begun_anew_makes_every_page_anew(
    window: MainWindow, begin: Callable[..., tuple[LessonRunner, ScriptedLesson]], studio: Studio, qtbot: QtBot
) -> None:
    running, lesson = begin("B1", Mode.GUIDED)
    before = window.page
    running.bar.redo.click()
    qtbot.waitUntil(lambda: lesson.restores == 1 and window.page is not None and window.page is not before)
    assert window.page is not None
    assert window.page.id is PageId.COMPOSER
    qtbot.waitUntil(lambda: running.driver.view.restores == 1)
    running.bar.stop.click()
    qtbot.waitUntil(lambda: lesson.stopped and window.tasks.idle)
    (run,) = studio.progress.runs()
    assert (run.restores, run.by_step[1].restores, run.finished_at) == (1, 1, None)


def test_who_left_the_page_is_told_the_way_back(
    window: MainWindow, begin: Callable[..., tuple[LessonRunner, ScriptedLesson]], qtbot: QtBot
) -> None:
    running, _ = begin("B1", Mode.GUIDED)
    window.go(PageId.SETTINGS, "")
    qtbot.waitUntil(lambda: running.bar.back.isVisible() and running.bar.there.isVisible())
    running.bar.there.click()
    assert window.page is not None
    assert window.page.id is PageId.COMPOSER
    qtbot.waitUntil(lambda: not running.bar.back.isVisible())
    window.go(PageId.SETTINGS, "")
    anchor(window.page, "draft.new_from_template")  # a step that goes on there
    qtbot.waitUntil(lambda: running.guide.spot.sight is TargetSight.LIT)
    assert not running.guide.astray


def test_what_a_step_needs_is_lit_and_what_has_gone_for_good_begins_it_anew(
    window: MainWindow, begin: Callable[..., tuple[LessonRunner, ScriptedLesson]], qtbot: QtBot
) -> None:
    running, lesson = begin("B1", Mode.GUIDED)
    assert window.page is not None
    anchor(window.page, "draft.new_from_template")
    qtbot.waitUntil(lambda: running.guide.spot.sight is TargetSight.LIT)
    assert running.guide.spot.dims
    window.page.setProperty("anchors", [])
    window.page.hide()
    qtbot.waitUntil(lambda: lesson.restores == 1)
    qtbot.waitUntil(lambda: window.page is not None and window.page.isVisible())


def test_the_part_a_step_asks_for_is_one_click_away(
    window: MainWindow, begin: Callable[..., tuple[LessonRunner, ScriptedLesson]], qtbot: QtBot
) -> None:
    running, lesson = begin("A1", Mode.GUIDED)
    assert window.session.person_id == CAST.learner
    assert not running.bar.part_link.isVisible()
    lesson.done = 6  # “(Vai lãnh đạo) …”
    qtbot.waitUntil(running.bar.part_link.isVisible)
    running.bar.part_link.click()
    assert window.session.person_id == CAST.head
    assert not running.bar.part_link.isVisible()
    window.session.sign_out()
    assert running.bar.part_link.isVisible(), "whoever signs out is offered the part again"
    running.bar.part_link.click()
    assert window.session.person_id == CAST.head
    sign_in(window)
    assert running.bar.part_link.isVisible(), "and so is who signs in as somebody else"
    assert running.bar.parts.text() == part_name(TrainingPart.LEARNER)
    running.play_part(TrainingPart.HEAD)
    assert not running.bar.part_link.isVisible()
    running.play_part(TrainingPart.LEARNER)
    assert window.session.person_id == CAST.learner


def test_on_ones_own_nothing_is_lit_until_a_hint_is_asked_for_and_that_is_kept(
    window: MainWindow,
    begin: Callable[..., tuple[LessonRunner, ScriptedLesson]],
    studio: Studio,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    running, lesson = begin("B1", Mode.ALONE)
    assert window.page is not None
    assert window.page.id is PageId.SETTINGS  # it leads nowhere unasked
    running.bar.hint.click()
    qtbot.waitUntil(lambda: window.page is not None and window.page.id is PageId.COMPOSER)
    opened: list[str] = []
    with monkeypatch.context() as patch:
        patch.setattr(running.driver, "last", lambda fact: "d7")
        patch.setattr(type(window.page), "open", lambda page, what: opened.append(what))
        running.redo()  # whoever is there already finds there what was open as the step began
        qtbot.waitUntil(lambda: "d7" in opened)
    lesson.done = len(lesson.outline.steps)
    qtbot.waitUntil(lambda: running.driver.view.finished and window.tasks.idle)
    (run,) = studio.progress.runs()
    assert (run.mode, run.hints, run.by_step[1].hints, run.complete, run.passed) == ("alone", 1, 1, True, None)


def test_on_ones_own_a_hint_explains_the_answers_of_a_checklist(
    begin: Callable[..., tuple[LessonRunner, ScriptedLesson]], lessons: ScriptedLessons, qtbot: QtBot
) -> None:
    lessons.written = written()
    running, lesson = begin("E1", Mode.ALONE)
    qtbot.waitUntil(lambda: running.form is not None)

    def verdict() -> str:
        """What the form says of it; the form is made anew when it explains."""
        return running.form.blocks["small"].verdict.text if running.form is not None else ""

    assert running.form is not None
    why = running.form.blocks["small"].item.why
    assert why is not None
    running.form.answered.emit("small", "names")
    qtbot.waitUntil(lambda: "small" in lesson.answers)
    assert why.vi not in verdict()
    running.bar.hint.click()
    qtbot.waitUntil(lambda: why.vi in verdict())
    assert running.bar.note
    running.bar.hint.click()
    assert running.driver.view.hints == 1, "it has no more to say"


@pytest.mark.parametrize("right", [True, False])
def test_an_exam_is_passed_by_the_steps_and_two_thirds_of_the_answers(
    window: MainWindow,
    begin: Callable[..., tuple[LessonRunner, ScriptedLesson]],
    studio: Studio,
    lessons: ScriptedLessons,
    qtbot: QtBot,
    right: bool,
) -> None:
    running, lesson = begin("B1", Mode.EXAM)
    assert not running.bar.hint.isVisible()
    lesson.done = len(lesson.outline.steps)
    qtbot.waitUntil(running.bar.go_on.isVisible)
    running.driver.look()
    qtbot.waitUntil(lambda: window.tasks.idle)
    assert running.bar.go_on.isVisible()  # it stays, however often is looked
    assert running.bar.note == ""  # in an exam nobody is told where things are
    running.bar.go_on.click()
    quiz = shown(QuizDialog)
    for question in lesson.outline.quiz:
        assert sorted(str(each) for each in quiz.paper.options) == sorted(str(each) for each in question.options)
        wanted = next(n for n, option in enumerate(quiz.paper.options) if option.correct is right)
        QTest.keyClick(quiz, Qt.Key(Qt.Key.Key_1 + wanted))
        quiz.go_on.click()
        assert quiz.verdict.endswith(question.why.vi)
        quiz.reject()  # put off: what was answered stays answered
        running.bar.go_on.click()
        quiz = shown(QuizDialog)
        assert quiz.verdict.endswith(question.why.vi)
        quiz.go_on.click()
    qtbot.waitUntil(lambda: any(run.passed is right for run in studio.progress.runs()))
    (run,) = studio.progress.runs()
    assert run.quiz_right == (len(lesson.outline.quiz) if right else 0)
    qtbot.waitUntil(lambda: bool(running.bar.note))
    if right:
        assert running.bar.go_on.text().endswith("B2")
        return
    assert "2" in running.bar.text, "how many are needed"
    running.bar.go_on.click()
    qtbot.waitUntil(lambda: len(lessons.begun) == 2)
    assert (lessons.begun[-1].outline.id, lessons.begun[-1].mode) == ("B1", Mode.EXAM)


def test_an_exam_without_questions_is_passed_by_its_steps(
    begin: Callable[..., tuple[LessonRunner, ScriptedLesson]], studio: Studio, qtbot: QtBot
) -> None:
    running, lesson = begin("B1", Mode.EXAM)
    lesson.outline = replace(lesson.outline, quiz=())
    lesson.done = len(lesson.outline.steps)
    qtbot.waitUntil(lambda: any(run.passed for run in studio.progress.runs()))
    assert running.bar.go_on.isVisible()


def test_watching_plays_the_steps_and_can_wait(
    window: MainWindow, begin: Callable[..., tuple[LessonRunner, ScriptedLesson]], qtbot: QtBot
) -> None:
    running, _ = begin("B1", Mode.WATCH)
    assert running.watching is not None
    running.watching.toggle()
    running.controls.step.click()
    qtbot.waitUntil(lambda: running.driver.view.now == 1 and window.tasks.idle)
    assert not running.watching.playing
    running.controls.step.click()
    # A window whose last action fails as it is closed stays once, and the post of a scripted lesson is not there.
    qtbot.waitUntil(lambda: running.driver.view.now == 2 and window.tasks.idle)


def test_when_it_ends_the_window_is_as_it_was(
    window: MainWindow, begin: Callable[..., tuple[LessonRunner, ScriptedLesson]], qtbot: QtBot
) -> None:
    running, lesson = begin("B1", Mode.GUIDED)
    running.bar.stop.click()
    assert _running(window) is None
    assert window.status.isVisible()
    page = window.page
    assert isinstance(page, TrainingPage)
    assert isinstance(page.tab, LessonsTab)
    qtbot.waitUntil(lambda: page.tab.detail.outline is not None)  # type: ignore[attr-defined]
    assert page.tab.detail.outline.id == "B1"  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: lesson.stopped)


def test_from_real_work_a_lesson_opens_the_practice_profile_and_leads_back(
    make: MakeWindow, unit: Unit, practising: Studio, lessons: ScriptedLessons, qtbot: QtBot
) -> None:
    practice = practising
    window = make(unit.studio)
    window.training.training = lambda: practice
    window.training.learn("B1", "guided")
    qtbot.waitUntil(lambda: _running(window) is not None)
    assert window.studio is practice
    assert window.windowTitle().startswith("[TẬP HUẤN]")
    assert window.shell is not None
    assert window.shell.go_home is not None
    window.shell.go_home()
    qtbot.waitUntil(lambda: window.studio is not practice and window.lock.screen is not None and window.tasks.idle)
    enter(window, qtbot)
    qtbot.waitUntil(lambda: window.page is not None)
    assert window.page is not None
    assert window.page.id is PageId.TRAINING
    assert lessons.begun[0].stopped
    assert not window.windowTitle().startswith("[TẬP HUẤN]")


def test_where_the_practice_profile_cannot_be_opened_real_work_goes_on(
    make: MakeWindow, unit: Unit, practising: Studio, qtbot: QtBot
) -> None:
    def broken() -> Studio:
        raise StorageTrouble(
            Bilingual("không mở được dữ liệu tập huấn.", "the practice data cannot be opened."), where="t"
        )

    real = unit.studio
    window = make(real)
    window.go(PageId.POSTS, "")
    window.training.training = broken
    window.training.learn("B1", "guided")
    qtbot.waitUntil(window.banner.isVisible)
    assert window.studio is real
    assert window.page is not None
    assert window.page.isVisible()
    assert window.page.id is PageId.POSTS
    assert window.training.home is None
    window.training.training = lambda: practising
    window.training.learn("B1", "guided")
    qtbot.waitUntil(lambda: _running(window) is not None)
    assert window.shell is not None
    assert window.shell.go_home is not None


def test_while_the_pc_is_locked_nobody_looks(
    window: MainWindow, begin: Callable[..., tuple[LessonRunner, ScriptedLesson]], qtbot: QtBot
) -> None:
    running, lesson = begin("B1", Mode.GUIDED)
    window.session.lock()
    qtbot.waitUntil(lambda: window.tasks.idle)
    assert not running.driver.timer.isActive()
    sign_in(window)
    lesson.done = 1
    qtbot.waitUntil(lambda: running.driver.view.now == 1)


def test_while_the_pc_is_locked_no_step_begins_anew_and_none_is_played(
    window: MainWindow, begin: Callable[..., tuple[LessonRunner, ScriptedLesson]], qtbot: QtBot
) -> None:
    running, lesson = begin("B1", Mode.GUIDED)
    assert window.page is not None
    anchor(window.page, "draft.new_from_template")
    qtbot.waitUntil(lambda: running.guide.spot.sight is TargetSight.LIT)
    window.session.lock()
    qtbot.waitUntil(lambda: running.guide.spot.sight is TargetSight.HIDDEN)
    running.guide.gone.timeout.emit()
    running.guide.gone.timeout.emit()
    assert lesson.restores == 0
    sign_in(window)
    running, lesson = begin("B1", Mode.WATCH)
    watching = running.watching
    assert watching is not None
    assert watching.timer.isActive()
    window.session.lock()
    assert not watching.timer.isActive()
    watching.went_on(running.driver.view)
    assert not watching.timer.isActive()
    sign_in(window)
    assert watching.timer.isActive()


def test_what_was_asked_before_it_stopped_moves_the_window_no_more(
    window: MainWindow, begin: Callable[..., tuple[LessonRunner, ScriptedLesson]], qtbot: QtBot
) -> None:
    for ask in (LessonRunner.play, LessonRunner.redo, LessonRunner.hint):
        running, lesson = begin("D2", Mode.ALONE)
        ask(running)
        running.bar.stop.click()
        qtbot.waitUntil(lambda lesson=lesson: lesson.stopped and window.tasks.idle)  # type: ignore[misc]
        assert window.page is not None
        assert window.page.id is PageId.TRAINING
        assert not running.guide.spot.dims


def test_begun_twice_at_once_it_begins_once(window: MainWindow, qtbot: QtBot) -> None:
    turns: list[int] = []
    assert window.training.lessons is not None
    window.training.lessons.turned.connect(lambda: turns.append(1))
    window.training.learn("B1", "guided")
    window.training.learn("D1", "guided")
    qtbot.waitUntil(lambda: _running(window) is not None and window.tasks.idle)
    running = _running(window)
    assert running is not None
    assert running.driver.view.outline.id == "D1"
    assert turns == [1]


def test_what_ends_lessons_ends_one_about_to_begin(window: MainWindow, lessons: ScriptedLessons, qtbot: QtBot) -> None:
    """The sample people it would have are others after a reset."""
    window.training.learn("B1", "guided")
    window.training.reset()
    qtbot.waitUntil(lambda: lessons.resets == 1 and window.tasks.idle)
    assert _running(window) is None
    assert window.session.person is None


def test_another_language_is_the_coachs_too_and_takes_no_way_on(
    window: MainWindow, begin: Callable[..., tuple[LessonRunner, ScriptedLesson]], qtbot: QtBot
) -> None:
    running, lesson = begin("B1", Mode.EXAM)
    lesson.done = len(lesson.outline.steps)
    qtbot.waitUntil(running.bar.go_on.isVisible)
    said = running.bar.text
    assert window.shell is not None
    window.shell.preferences.choose(language="en")
    assert running.bar.stop.text() == "Stop"
    assert running.course.label.en in labels(running.bar)
    assert running.bar.text != said
    assert running.bar.go_on.isVisible()


def test_another_language_leaves_the_answers_of_the_questions_as_they_are(
    window: MainWindow, begin: Callable[..., tuple[LessonRunner, ScriptedLesson]], qtbot: QtBot
) -> None:
    running, lesson = begin("B1", Mode.EXAM)
    lesson.done = len(lesson.outline.steps)
    qtbot.waitUntil(running.bar.go_on.isVisible)
    running.bar.go_on.click()
    dialog = shown(QuizDialog)
    question = lesson.outline.quiz[0]
    dialog.choose(next(n for n, option in enumerate(dialog.paper.options) if option.correct))
    dialog.go_on.click()
    dialog.reject()
    assert window.shell is not None
    window.shell.preferences.choose(language="en")
    running.bar.go_on.click()
    english = shown(QuizDialog)
    assert english.question == question.text.en
    assert english.verdict.endswith(question.why.en)
    english.go_on.click()
    assert (english.paper.right, english.paper.at) == (1, 1)
    assert not english.go_on.isEnabled(), "nothing is chosen yet"
    english.reject()


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("mode", [Mode.WATCH, Mode.ALONE])
def test_the_coach_has_room_at_200_percent(
    make: MakeWindow, studio: Studio, qtbot: QtBot, language: Language, mode: Mode
) -> None:
    settings = Settings(language=language, font_scale=200, lock_minutes=0, practice=True)
    window = make(studio, settings)
    window.training.learn("B2", mode.value)
    qtbot.waitUntil(lambda: _running(window) is not None)
    running = _running(window)
    assert running is not None
    settle(window, qtbot)
    has_room(qtbot, running.bar)
    running.bar.say_done("Đã xong mọi bước. Trả lời đúng 3/3 câu.", "Bài tiếp: B3")
    has_room(qtbot, running.bar)


def test_the_form_of_a_checklist_stands_over_the_step_and_its_answers_reach_the_lesson(
    begin: Callable[..., tuple[LessonRunner, ScriptedLesson]], lessons: ScriptedLessons, qtbot: QtBot
) -> None:
    lessons.written = written()
    running, lesson = begin("C5", Mode.GUIDED)
    form = running.form
    assert form is not None
    qtbot.waitUntil(form.isVisible)
    assert not running.guide.spot.dims
    item = lesson.outline.steps[0].items[0]
    form.answered.emit(item.id, item.messages[0] if item.messages else True)
    qtbot.waitUntil(lambda: item.id in lesson.answers)
    lesson.done = len(lesson.outline.steps)
    qtbot.waitUntil(lambda: running.form is None)


def test_every_step_is_listed_and_what_comes_is_part_of_an_exam(
    window: MainWindow, begin: Callable[..., tuple[LessonRunner, ScriptedLesson]], qtbot: QtBot
) -> None:
    for mode, lines in ((Mode.GUIDED, 8), (Mode.EXAM, 3)):
        running, lesson = begin("B1", mode)
        lesson.done = 2
        qtbot.waitUntil(lambda running=running: running.driver.view.now == 2)  # type: ignore[misc]
        running.bar.steps.click()
        assert running.steps.isVisible()
        texts = {label.text() for label in running.steps.findChildren(Label) if label.isVisible()}
        assert len(texts & {step.text.vi for step in lesson.outline.steps}) == lines
        running.steps.close_popover()


def test_who_wonders_why_a_step_is_not_done_is_told_and_offered_the_part_that_goes_on(
    window: MainWindow, begin: Callable[..., tuple[LessonRunner, ScriptedLesson]], qtbot: QtBot
) -> None:
    running, lesson = begin("D4", Mode.GUIDED)
    lesson.remark = APPROVED
    qtbot.waitUntil(lambda: running.bar.note == APPROVED.vi)
    assert running.bar.part_link.isVisible()
    running.bar.part_link.click()
    assert window.session.person_id == CAST.colleague
    lesson.remark = None
    qtbot.waitUntil(lambda: APPROVED.vi not in running.bar.note)


def test_a_screen_reader_has_names_and_roles_for_a_lesson(
    window: MainWindow, begin: Callable[..., tuple[LessonRunner, ScriptedLesson]], qtbot: QtBot
) -> None:
    reader = Reader(window, qtbot)
    for outline, mode in (("D2", Mode.GUIDED), ("A1", Mode.ALONE), ("B1", Mode.EXAM)):
        begin(outline, mode)
        qtbot.waitUntil(lambda: window.tasks.idle)
        reader.look(f"{outline}, {mode.value}", window)
        reader.look_at_dialogs(f"dialogs of {outline}")
    assert reader.wrong == [], reader

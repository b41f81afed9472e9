"""The class in the window: results, chart and table alike, certificates, exports, erasing, verifying."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.people.model import Person
from studio.training.course_reader import shipped
from studio.training.runs import Run
from studio.training.table import from_csv
from studio.training.xapi import from_xapi
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from studio.ui.tabbed import TabbedPage
from studio.ui.training.progress import tab as progress_tab
from studio.ui.training.progress.rows import EraseForm, VerifyForm, outcome
from studio.ui.training.progress.tab import PAPERS, ProgressTab
from tests.training.course.classes import a_class
from tests.ui.conftest import show
from tests.ui.hands import pick
from tests.ui.unit import NOW, PIN, Unit

Settle = Callable[[], None]

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)")


@pytest.fixture
def settle(window: MainWindow, qtbot: QtBot) -> Settle:
    return lambda: qtbot.waitUntil(lambda: window.tasks.idle)


@pytest.fixture
def tab(window: MainWindow, unit: Unit, trainer: Person, qtbot: QtBot) -> ProgressTab:
    """With a class of six; HV-03 passed something."""
    with unit.at_work(trainer):
        for run in a_class():
            unit.studio.progress.record(run)
    window.resize(1366, 768)
    unit.sign_in(window, trainer)
    page = cast("TabbedPage", show(window, qtbot, PageId.TRAINING, "progress"))
    return cast("ProgressTab", page.tab)


@pytest.fixture
def saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Whatever is asked to be saved goes there, without a dialog."""

    def answer(_parent: object, _title: str, name: str, _kinds: str, then: Callable[[Path], None]) -> None:
        then(tmp_path / name)

    monkeypatch.setattr(progress_tab, "ask_save", answer)
    return tmp_path


def click(tab: ProgressTab, deed: str, settle: Settle) -> None:
    button = tab.drawer.deeds.button(deed)
    assert button is not None, deed
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()


def test_the_class_and_the_learner_in_hand_are_shown(tab: ProgressTab, studio: Studio, settle: Settle) -> None:
    assert tab.learners.model().rowCount() == 6
    tab.learners.choose("HV-03")
    settle()
    held = tab.drawer.held
    assert held is not None
    assert held.learner == studio.progress.learner("HV-03")
    assert len(tab.drawer.best.entries) == len(held.learner.best)
    assert "+84 gọi" in tab.drawer.title.text()


def test_chart_and_table_say_the_same(tab: ProgressTab, studio: Studio) -> None:
    tab.open("outlines")
    assert tab.pills.pills["outlines"].isChecked()
    overview, model = studio.progress.overview(), tab.outlines.model()
    told = {
        model.index(place, 0).data(): (int(model.index(place, 2).data()), int(model.index(place, 3).data()))
        for place in range(model.rowCount())
    }
    assert told == {bar.id: (bar.whole, bar.part) for bar in tab.bars.bars}
    assert {each: learnt for each, (learnt, _) in told.items() if learnt} == dict(overview.learnt)
    assert len(told) == 21
    assert tab.bars.accessibleName()
    assert tab.bars.grab().toImage() != tab.outlines.grab().toImage()


def test_a_certificate_is_issued_saved_and_saved_again(
    tab: ProgressTab, studio: Studio, saved: Path, settle: Settle
) -> None:
    tab.open("HV-03")
    settle()
    click(tab, "certify", settle)
    (made,) = studio.certificates.of("HV-03")
    paper = saved / f"{made.serial}.pdf"
    assert paper.read_bytes().startswith(b"%PDF")
    assert made.serial in tab.drawer.issued.text()
    paper.unlink()
    click(tab, "again", settle)
    assert paper.exists()
    assert len(studio.certificates.of("HV-03")) == 1


def test_a_single_run_is_told_in_the_singular(
    window: MainWindow, unit: Unit, trainer: Person, settle: Settle, qtbot: QtBot
) -> None:
    with unit.at_work(trainer):
        unit.studio.progress.record(next(run for run in a_class() if not run.passed))
    assert window.shell is not None
    window.shell.preferences.choose(language="en")
    unit.sign_in(window, trainer)
    page = cast("TabbedPage", show(window, qtbot, PageId.TRAINING, "progress"))
    tab = cast("ProgressTab", page.tab)
    settle()
    assert tab.counted.text().startswith("1 run, ")
    assert tab.drawer.about.text().startswith("0 procedures passed, 1 run, ")


def test_nothing_is_certified_to_who_passed_nothing(tab: ProgressTab, settle: Settle) -> None:
    tab.open("HV-01")
    settle()
    assert tab.drawer.deeds.button("certify") is None


def test_erasing_asks_for_the_trainers_pin(tab: ProgressTab, studio: Studio, settle: Settle, qtbot: QtBot) -> None:
    tab.open("HV-03")
    settle()
    click(tab, "erase", settle)
    form = tab.findChild(EraseForm)
    assert form is not None
    settle()
    form.person_pin.pin.setText("00000000")
    QTest.mouseClick(form.go, Qt.MouseButton.LeftButton)
    settle()
    assert len(studio.progress.runs(learner="HV-03")) == 5
    form.person_pin.pin.setText(PIN)
    QTest.mouseClick(form.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tab.learners.model().rowCount() == 5)
    assert studio.progress.runs(learner="HV-03") == ()
    assert studio.progress.erasures()[0].runs == 5


def test_a_certificate_is_verified(tab: ProgressTab, unit: Unit, trainer: Person, settle: Settle) -> None:
    with unit.at_work(trainer):
        made = unit.studio.certificates.issue("HV-03", trainer.id)
    QTest.mouseClick(tab.verify, Qt.MouseButton.LeftButton)
    form = tab.findChild(VerifyForm)
    assert form is not None
    form.serial.setText(made.serial)
    for code, told in ((made.code.lower(), "HV-03"), ("0000-0000-0000", made.serial)):
        form.code.setText(code)
        QTest.mouseClick(form.verify, Qt.MouseButton.LeftButton)
        settle()
        assert told in form.answer.text
    form.reject()


def test_every_paper_is_written(tab: ProgressTab, studio: Studio, saved: Path, settle: Settle) -> None:
    for paper in PAPERS:
        pick(tab.more.menu(), paper.words())
        settle()
    runs = {run.id: run for run in studio.progress.runs()}
    for name, read in (("ket-qua-tap-huan.csv", from_csv), ("ket-qua-tap-huan.jsonl", from_xapi)):
        assert {run.id: run for run in read((saved / name).read_bytes(), name)} == runs
    assert (saved / "de-cuong-tap-huan.md").exists()
    sheet = (saved / "cau-hoi-tap-huan.html").read_text(encoding="utf-8")
    assert sheet.count('class="question"') == 63


def test_without_lessons_it_says_what_will_stand_there(window: MainWindow, qtbot: QtBot) -> None:
    page = cast("TabbedPage", show(window, qtbot, PageId.TRAINING, "progress"))
    tab = cast("ProgressTab", page.tab)
    assert tab.empty.isVisible()
    assert not tab.pills.isVisible()


def test_news_of_a_run_is_shown(
    tab: ProgressTab, window: MainWindow, unit: Unit, trainer: Person, settle: Settle
) -> None:
    run = Run(
        id="neu", learner_code="HV-77", outline_id=shipped().outlines[0].id, outline_hash="0" * 12, mode="guided",
        started_at=NOW, finished_at=NOW, seconds=1, steps_done=7, steps_total=7,
    )  # fmt: skip
    with unit.at_work(trainer):
        unit.studio.progress.record(run)
    unit.sign_in(window, trainer)
    assert window.shell is not None
    window.shell.changed()
    settle()
    assert tab.learners.model().rowCount() == 7


def test_an_exam_without_a_verdict_is_told_from_a_lesson_that_was_done(tab: ProgressTab) -> None:
    run = replace(a_class()[0], steps_done=8, steps_total=8, passed=None)
    exam, guided = outcome(replace(run, mode="exam")), outcome(replace(run, mode="guided"))
    judged = {outcome(replace(run, mode="exam", passed=passed)).text for passed in (True, False)}
    assert len({exam.text, guided.text, *judged}) == 4

"""A4 and C1 done by hand in the window, over the real services: a step is seen as done by what was kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from studio.access.model import PageRole
from studio.app import Studio
from studio.app.practice_data import LEAVER
from studio.people.sample import COLLEAGUE, LEARNER, PIN
from studio.training.lesson import Lesson, Mode
from studio.training.steps import place_of
from studio.ui.access.forms import (
    AssignForm,
    DevicesForm,
    RecoveryForm,
    RevokeForm,
    RotateForm,
    ScheduleForm,
    SlipForm,
)
from studio.ui.access.tab import AccessTab
from studio.ui.anchors import find_anchor
from studio.ui.form import Form
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from studio.ui.pages.page import PagesPage
from studio.ui.pin_dialog import DecisionDialog, PinConfirmDialog
from studio.ui.widgets.combo import Combo
from tests.ui.conftest import show, shown

F = TypeVar("F", bound=Form)
W = TypeVar("W", bound=QWidget)


@pytest.fixture
def studio(practice: Studio) -> Studio:
    return practice


class Hands:
    """A learner at the tab of rights, in the midst of a lesson."""

    def __init__(self, window: MainWindow, qtbot: QtBot, studio: Studio, outline: str) -> None:
        self.window, self.qtbot, self.studio = window, qtbot, studio
        self.sign_in(studio.lessons.cast().learner)
        page = show(window, qtbot, PageId.PAGES, "access:")
        assert isinstance(page, PagesPage)
        assert isinstance(page.tab, AccessTab)
        self.tab = page.tab
        self.lesson: Lesson = studio.lessons.begin(outline, Mode.GUIDED)
        self.lesson.start()

    def sign_in(self, person: str) -> None:
        self.window.session.sign_in(self.studio.people.get(person))
        self.rest()

    def rest(self) -> None:
        self.qtbot.waitUntil(lambda: self.window.tasks.idle)

    def done(self, step: int) -> None:
        """Wait until the lesson sees that step as done, and not a later one."""
        self.rest()
        view = self.lesson.look()
        assert view.now == (step if step < len(view.outline.steps) else None), f"after step {step}"

    def wait_for(self, find: Callable[[], W | None]) -> W:
        """What `find` comes upon, once it does."""
        self.qtbot.waitUntil(lambda: find() is not None)
        found = find()
        assert found is not None
        return found

    def lit(self) -> QAbstractButton:
        """The button that the lesson lights now."""
        view = self.lesson.view
        assert view.step is not None
        place = place_of(view.outline.key(view.step.number), view.step)
        assert place is not None

        def visible() -> bool:
            found = find_anchor(self.tab, place.anchor)
            return isinstance(found, QAbstractButton) and found.isVisible()

        self.qtbot.waitUntil(visible)
        found = find_anchor(self.tab, place.anchor)
        assert isinstance(found, QAbstractButton)
        return found

    def form(self, kind: type[F]) -> F:
        self.lit().click()
        return shown(kind)

    def save(self, form: Form) -> None:
        form.go.click()
        self.rest()

    def send_and_agree(self) -> None:
        """The table or slip goes to the head, who agrees: both by what is lit."""
        self.lit().click()
        proof = shown(PinConfirmDialog)
        self.rest()
        proof.person_pin.pin.setText(PIN)
        proof.go.click()
        self.rest()
        cast = self.studio.lessons.cast()
        self.sign_in(cast.head)
        self.lit().click()
        decision = shown(DecisionDialog)
        self.rest()
        decision.person_pin.who.choose(cast.head)
        decision.person_pin.pin.setText(PIN)
        decision.go.click()
        self.rest()
        self.sign_in(cast.learner)


def test_a_page_is_guarded_by_hand(window: MainWindow, qtbot: QtBot, studio: Studio) -> None:
    hands = Hands(window, qtbot, studio, "A4")
    page = hands.tab.page
    for name in (LEARNER, COLLEAGUE, "Vũ Thị Ví"):
        assign = hands.form(AssignForm)
        assign.who.setText(name)
        hands.save(assign)
    hands.done(1)
    for name in (LEARNER, COLLEAGUE):
        combo = hands.wait_for(partial(_role, hands.tab, name))
        combo.choose(PageRole.FULL_ADMIN)
        combo.activated.emit(combo.currentIndex())
        hands.rest()
    hands.done(2)
    assert len(studio.access.of(page).rights) == 3
    for name, other in ((LEARNER, COLLEAGUE), (COLLEAGUE, LEARNER)):
        hands.sign_in(other)
        hands.wait_for(partial(_confirm, hands.tab, name)).click()
        hands.rest()
    hands.done(3)
    recovery = hands.form(RecoveryForm)
    recovery.place.setText("Phong bì niêm phong trong két")
    hands.save(recovery)
    hands.done(4)
    devices = hands.form(DevicesForm)
    devices.devices.setPlainText("Máy phòng trực – học viên")
    hands.save(devices)
    hands.done(5)
    review = hands.form(ScheduleForm)
    review.on.set_value(studio.access.today + timedelta(days=120))
    hands.save(review)
    hands.done(6)
    hands.send_and_agree()
    hands.done(7)
    hands.lesson.stop()


def test_rights_are_given_and_taken_by_hand(window: MainWindow, qtbot: QtBot, studio: Studio) -> None:
    hands = Hands(window, qtbot, studio, "C1")
    hands.lit().click()
    hands.done(1)
    assert hands.tab.page == "ban-giao-facebook", "the filter goes where somebody leaves"
    slip = hands.form(SlipForm)
    slip.who.setText("Vũ Thị Ví")
    slip.role.choose(PageRole.FULL_ADMIN)
    slip.reason.setText("Thay người chuyển công tác")
    slip.until.set_value(studio.access.today + timedelta(days=300))
    hands.save(slip)
    hands.done(2)
    hands.send_and_agree()
    hands.done(3)
    hands.lit().click()
    hands.done(4)
    lit = hands.lit()
    assert LEAVER in lit.accessibleName(), "the row of whoever leaves is lit, not the first one"
    lit.click()
    revoke = shown(RevokeForm)
    revoke.devices.setChecked(True)
    revoke.sessions.setChecked(True)
    hands.save(revoke)
    hands.done(5)
    rotate = hands.form(RotateForm)
    for box in rotate.boxes.values():
        box.setChecked(True)
    hands.save(rotate)
    hands.done(6)
    hands.lit().click()
    hands.done(7)
    hands.lesson.stop()


def _role(tab: AccessTab, name: str) -> Combo | None:
    return next((each for each in tab.findChildren(Combo) if each.accessibleName().endswith(name)), None)


def _confirm(tab: AccessTab, name: str) -> QAbstractButton | None:
    buttons = (each for each in tab.findChildren(QAbstractButton) if each.accessibleName().endswith(name))
    return next((each for each in buttons if "access.mfa.confirm" in (each.property("anchors") or ())), None)

"""E1 in the window: what people ask is looked at, and a week is planned, assigned, checked, agreed to and printed."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from studio.app import Studio
from studio.clock import local_date, show_date
from studio.feedback.figures import Period
from studio.people.sample import COLLEAGUE, HEAD, LEARNER
from studio.training.context import RoleCast
from studio.ui.calendar.plan_view import PlanTab, SubmitDialog
from studio.ui.feedback.figures import FiguresDialog
from studio.ui.form import Form
from studio.ui.pin_dialog import DecisionDialog
from studio.ui.posts.page import PostsPage
from tests.e2e.lessons import deeds
from tests.e2e.lessons.coached import Coached
from tests.e2e.lessons.hand import Hand

KINDS = ("Cảnh báo lừa đảo", "Hướng dẫn thủ tục", "sự kiện")
"""Of the menu's entries, three of different kinds."""


def play(studio: Studio, hand: Hand, course: Coached, cast: RoleCast) -> None:
    hand.click(course.lit())
    figures = hand.dialog(FiguresDialog)
    hand.click(figures.periods[Period.WEEK])
    hand.rest()
    if not course.view.now:  # early in a week there was little yet
        hand.click(figures.back)
    QTest.keyClick(figures, Qt.Key.Key_Escape)
    hand.gone(figures)
    course.green(1)

    hand.click(course.running.bar.there)
    hand.here(PostsPage)
    hand.write(course.lit(), "Mọi nhà biết cách nhận ra cuộc gọi giả danh công an")
    plan = the_plan(hand)
    deeds.leave(plan.goal)
    course.green(2)

    hand.click(course.lit(), meanwhile=partial(hand.menu, KINDS[0]))
    hand.until(lambda: plan.rows, "the planned post")
    course.back()
    plan = the_plan(hand)
    hand.until(plan.goal.text, "the plan as the step found it")
    assert not plan.rows
    for kind in KINDS:
        hand.click(course.lit(), meanwhile=partial(hand.menu, kind))
    hand.until(lambda: len(plan.rows) == len(KINDS), "the planned posts")
    course.green(3)

    course.lit()
    day = local_date(studio.now())
    for place in range(len(KINDS)):
        hand.choose(plan.rows[place].writer, LEARNER)
        hand.choose(plan.rows[place].approver, COLLEAGUE)
        hand.write(plan.rows[place].deadline.line, show_date(day))
        deeds.leave(plan.rows[place].deadline.line)
    course.green(4)

    hand.click(course.lit())
    course.waits(5)
    for place in range(len(KINDS)):
        hand.write(plan.rows[place].review.line, show_date(day + timedelta(days=60)))
        deeds.leave(plan.rows[place].review.line)
    hand.click(plan.check_now)
    course.green(5)

    course.lit()
    hand.click(plan.head)
    vouch(hand, hand.dialog(SubmitDialog), LEARNER, cast.pin)
    hand.until(lambda: plan.view is not None and plan.view.waits, "the plan before the head")
    hand.click(plan.head)
    vouch(hand, hand.dialog(DecisionDialog), HEAD, cast.pin)
    hand.until(lambda: plan.view is not None and plan.view.agreed, "the head's word")
    hand.click(plan.print)
    hand.give_file(studio.lessons.folder / "lich-tuan.html")
    course.green(6)

    course.lit()
    hand.write(plan.review, "Đăng đủ ba bài; tuần sau thêm bài hỏi đáp")
    hand.click(plan.keep)
    course.green(7)


def the_plan(hand: Hand) -> PlanTab:
    view = hand.here(PostsPage).view
    assert isinstance(view, PlanTab)
    return view


def vouch(hand: Hand, dialog: Form, name: str, pin: str) -> None:
    """That person vouches with the PIN."""
    hand.choose(dialog.person_pin.who, name)
    hand.write(dialog.person_pin.pin, pin)
    hand.click(dialog.go)
    hand.gone(dialog)

"""One next step, and the first reason against it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from studio.phrase import Bilingual
from studio.posts.model import Finding, PostState, Severity
from studio.ui.composer.controller import STEPS, NextStep, StepSituation, reason_of, step_of, words_of
from studio.ui.language import LanguageManager
from studio.ui.review.findings import FindingCounts
from studio.ui.widgets.chip import StatusChip

FREE = StepSituation(state=PostState.DRAFT, signed_in=True, refusals={"submit": None, "publish": None}, blockers=())
NO = Bilingual("bạn không có vai trò này.", "you do not hold this role.")
NO_TIME = Finding(
    code="TIME_READABLE",
    severity=Severity.BLOCK,
    field="publish_at",
    wrong=Bilingual("Không đọc được.", "It cannot be read."),
    remedy=Bilingual("Hãy ghi.", "Write it."),
)
BLOCKER = Finding(
    code="FIELD",
    severity=Severity.BLOCK,
    field="how",
    wrong=Bilingual("Còn trống.", "It is empty."),
    remedy=Bilingual("Hãy điền.", "Fill it in."),
)


@pytest.mark.parametrize("state", list(PostState))
def test_every_state_has_a_step_with_words_or_none(state: PostState, language: LanguageManager) -> None:
    step = step_of(replace(FREE, state=state))
    assert bool(words_of(step)[0]) is (step is not NextStep.NONE)
    assert step is STEPS.get(state, NextStep.SUBMIT)


def test_whoever_may_not_decide_has_no_step_in_review() -> None:
    review = replace(FREE, state=PostState.IN_REVIEW)
    assert step_of(replace(review, refusals={"approve": NO})) is NextStep.NONE
    assert step_of(replace(review, signed_in=False)) is NextStep.NONE


def test_nothing_stands_in_the_way_of_a_finished_draft(language: LanguageManager) -> None:
    assert reason_of(FREE, language) == ""


def test_the_first_reason_is_the_one_to_deal_with_first(language: LanguageManager) -> None:
    now = replace(FREE, signed_in=False, own=NO_TIME, refusals={"submit": NO}, blockers=(BLOCKER, BLOCKER))
    assert reason_of(now, language) == "Sign in first."
    now = replace(now, signed_in=True)
    assert reason_of(now, language) == "It cannot be read. Write it."
    now = replace(now, own=None)
    assert reason_of(now, language) == "You do not hold this role."
    now = replace(now, refusals={"submit": None})
    assert reason_of(now, language) == "It is empty. And 1 more."
    assert reason_of(replace(now, blockers=(BLOCKER,)), language) == "It is empty."


def test_blockers_of_the_text_do_not_stop_an_approved_post(language: LanguageManager) -> None:
    approved = replace(FREE, state=PostState.APPROVED, blockers=(BLOCKER,))
    assert reason_of(approved, language) == ""
    assert reason_of(replace(approved, refusals={"publish": NO}), language) == "You do not hold this role."


def test_counts_cut_to_numbers_say_their_words_to_a_screen_reader_and_in_a_tooltip(qtbot: QtBot) -> None:
    counts = FindingCounts(in_line=True)
    qtbot.addWidget(counts)
    counts.show_counts([BLOCKER, BLOCKER])
    whole = counts.sizeHint().width()
    counts.set_short(True)
    (chip,) = counts.findChildren(StatusChip, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert chip.word is not None
    assert chip.word.text == "2"
    assert chip.accessibleName() == chip.toolTip() == counts.words()[0].text
    assert counts.sizeHint().width() < whole

"""What is said of lessons, in the language of the window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from studio.phrase import Phrase
from studio.text import fold
from studio.training.context import RoleCast
from studio.training.lesson import Mode, StepState
from studio.training.outline import OutlineStep
from studio.training.runs import Run
from studio.training.steps.common import APPROVED
from studio.translation import mark, tr
from studio.ui.tokens import Tone
from studio.ui.words import StateWord


class TrainingPart(StrEnum):
    LEARNER = "learner"
    COLLEAGUE = "colleague"
    """Approves and publishes."""
    HEAD = "head"


_SAID: Mapping[str, TrainingPart] = {"(vai lanh dao)": TrainingPart.HEAD, "(vai nguoi duyet)": TrainingPart.COLLEAGUE}
"""As outlines write it, accents aside."""
_PARTS_DONE: Mapping[str, TrainingPart] = {"practice.publish": TrainingPart.COLLEAGUE}
"""By the id of the control."""


def part_of(step: OutlineStep, remark: Phrase | None = None) -> TrainingPart | None:
    """Whose part the step is, where it says so, or where what is said of its present state does."""
    if remark == APPROVED:
        return TrainingPart.COLLEAGUE
    text = fold(step.text.vi)
    return next((part for words, part in _SAID.items() if words in text), _PARTS_DONE.get(step.app))


def person_of(part: TrainingPart, cast: RoleCast) -> str:
    """Id of the sample person who plays it."""
    return {TrainingPart.LEARNER: cast.learner, TrainingPart.COLLEAGUE: cast.colleague, TrainingPart.HEAD: cast.head}[
        part
    ]


MODES: Mapping[Mode, StateWord] = {
    Mode.WATCH: StateWord(mark("Watch"), "play", Tone.SLATE),
    Mode.GUIDED: StateWord(mark("Follow"), "footprints", Tone.BLUE),
    Mode.ALONE: StateWord(mark("On my own"), "user", Tone.TEAL),
    Mode.EXAM: StateWord(mark("Exam"), "award", Tone.VIOLET),
}
_ABOUT: Mapping[Mode, str] = {
    Mode.WATCH: mark("The app does every step and explains it."),
    Mode.GUIDED: mark("You do each step; what you need is lit."),
    Mode.ALONE: mark("Only the task; hints when you ask for them."),
    Mode.EXAM: mark("The whole task without hints, then a few questions."),
}
STATES: Mapping[StepState, tuple[str, str]] = {
    StepState.DONE: ("circle-check", "accent"),
    StepState.NOW: ("circle-dot", "accent"),
    StepState.NEXT: ("circle", "disabled"),
    StepState.SHOWN: ("eye", "muted"),
}
"""Icon and colour of a step."""
_STATES: Mapping[StepState, str] = {
    StepState.DONE: mark("done"),
    StepState.NOW: mark("now"),
    StepState.NEXT: mark("to come"),
    StepState.SHOWN: mark("only shown"),
}
_PASSED = mark("Passed")
_DONE = mark("Done once")
_BEGUN = mark("In progress")
_WATCHED = mark("Watched")
_PARTS: Mapping[TrainingPart, str] = {
    TrainingPart.LEARNER: mark("Learner"),
    TrainingPart.COLLEAGUE: mark("Approver"),
    TrainingPart.HEAD: mark("Head of unit"),
}


def run_word(runs: Sequence[Run]) -> StateWord | None:
    """How far somebody is with an outline; None when they never tried."""
    if any(run.passed for run in runs):
        return StateWord(tr(_PASSED), "award", Tone.GREEN)
    if any(run.learnt for run in runs):
        return StateWord(tr(_DONE), "circle-check", Tone.TEAL)
    if any(run.mode != "watch" for run in runs):
        return StateWord(tr(_BEGUN), "circle-dot", Tone.BLUE)
    return StateWord(tr(_WATCHED), "eye", Tone.GREY) if runs else None


def mode_word(mode: Mode) -> StateWord:
    return MODES[mode]._replace(text=tr(MODES[mode].text))


def about_mode(mode: Mode) -> str:
    """What happens in that way of learning."""
    return tr(_ABOUT[mode])


def state_name(state: StepState) -> str:
    return tr(_STATES[state])


def part_name(part: TrainingPart) -> str:
    return tr(_PARTS[part])

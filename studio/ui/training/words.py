"""What is said of lessons, in the language of the window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from studio.training.lesson import Mode, StepState
from studio.training.runs import Run
from studio.ui.language import QT_TRANSLATE_NOOP
from studio.ui.tokens import Tone
from studio.ui.training.parts import TrainingPart
from studio.ui.words import StateWord

MODES: Mapping[Mode, StateWord] = {
    Mode.WATCH: StateWord(QT_TRANSLATE_NOOP("Training", "Watch"), "play", Tone.SLATE),
    Mode.GUIDED: StateWord(QT_TRANSLATE_NOOP("Training", "Follow"), "footprints", Tone.BLUE),
    Mode.ALONE: StateWord(QT_TRANSLATE_NOOP("Training", "On my own"), "user", Tone.TEAL),
    Mode.EXAM: StateWord(QT_TRANSLATE_NOOP("Training", "Exam"), "award", Tone.VIOLET),
}
_ABOUT: Mapping[Mode, str] = {
    Mode.WATCH: QT_TRANSLATE_NOOP("Training", "The program does every step and says why."),
    Mode.GUIDED: QT_TRANSLATE_NOOP("Training", "You do each step; what you need is lit."),
    Mode.ALONE: QT_TRANSLATE_NOOP("Training", "Only the task; hints when you ask for them."),
    Mode.EXAM: QT_TRANSLATE_NOOP("Training", "The whole task without hints, then a few questions."),
}
STATES: Mapping[StepState, tuple[str, str]] = {
    StepState.DONE: ("circle-check", "accent"),
    StepState.NOW: ("circle-dot", "accent"),
    StepState.NEXT: ("circle", "disabled"),
    StepState.SHOWN: ("eye", "muted"),
}
"""Icon and colour of a step."""
_STATES: Mapping[StepState, str] = {
    StepState.DONE: QT_TRANSLATE_NOOP("Training", "done"),
    StepState.NOW: QT_TRANSLATE_NOOP("Training", "now"),
    StepState.NEXT: QT_TRANSLATE_NOOP("Training", "to come"),
    StepState.SHOWN: QT_TRANSLATE_NOOP("Training", "only shown"),
}
_PASSED = QT_TRANSLATE_NOOP("Training", "Passed")
_DONE = QT_TRANSLATE_NOOP("Training", "Done once")
_BEGUN = QT_TRANSLATE_NOOP("Training", "Begun")
_WATCHED = QT_TRANSLATE_NOOP("Training", "Watched")
_PARTS: Mapping[TrainingPart, str] = {
    TrainingPart.LEARNER: QT_TRANSLATE_NOOP("Training", "Learner"),
    TrainingPart.COLLEAGUE: QT_TRANSLATE_NOOP("Training", "Approver"),
    TrainingPart.HEAD: QT_TRANSLATE_NOOP("Training", "Head of unit"),
}


def run_word(runs: Sequence[Run]) -> StateWord | None:
    """How far somebody is with an outline; None when they never tried."""
    if any(run.passed for run in runs):
        return StateWord(_say(_PASSED), "award", Tone.GREEN)
    if any(run.learnt for run in runs):
        return StateWord(_say(_DONE), "circle-check", Tone.TEAL)
    if any(run.mode != "watch" for run in runs):
        return StateWord(_say(_BEGUN), "circle-dot", Tone.BLUE)
    return StateWord(_say(_WATCHED), "eye", Tone.GREY) if runs else None


def mode_word(mode: Mode) -> StateWord:
    return MODES[mode]._replace(text=_say(MODES[mode].text))


def about_mode(mode: Mode) -> str:
    """What happens in that way of learning."""
    return _say(_ABOUT[mode])


def state_name(state: StepState) -> str:
    return _say(_STATES[state])


def part_name(part: TrainingPart) -> str:
    return _say(_PARTS[part])


def _say(source: str) -> str:
    return QCoreApplication.translate("Training", source)

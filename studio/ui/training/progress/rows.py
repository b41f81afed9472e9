"""What the tables of a class say: a line a learner, and a line an outline."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from studio.phrase import Phrase
from studio.training.outline import Course
from studio.training.progress import Learner, Overview
from studio.training.runs import Run
from studio.translation import mark, tr
from studio.ui.tokens import Tone
from studio.ui.widgets.rows import Column
from studio.ui.words import StateWord

PASSED, FAILED, DONE, BEGUN, NOT_JUDGED, WATCHED = (
    StateWord(mark("Passed"), "circle-check", Tone.GREEN),
    StateWord(mark("Not passed"), "circle-x", Tone.RED),
    StateWord(mark("Done"), "check", Tone.TEAL),
    StateWord(mark("Begun"), "hourglass", Tone.GREY),
    StateWord(mark("Not finished"), "hourglass", Tone.GREY),
    StateWord(mark("Watched"), "eye", Tone.GREY),
)


def outcome(run: Run) -> StateWord:
    """How a run ended, in the language of the window. An exam without a verdict was broken off."""
    if run.passed is not None:
        word = PASSED if run.passed else FAILED
    elif run.mode == "exam":
        word = NOT_JUDGED
    elif run.watched:
        word = WATCHED
    else:
        word = DONE if run.complete else BEGUN
    return word._replace(text=tr(word.text))


def spent(seconds: int) -> str:
    """``1 h 05 min``."""
    hours, minutes = divmod(round(seconds / 60), 60)
    if hours:
        return tr("{hours} h {minutes:02d} min").format(hours=hours, minutes=minutes)
    return tr("{minutes} min").format(minutes=minutes)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineLine:
    """One outline of the class, and where it gave trouble."""

    id: str
    title: Phrase
    learnt: int
    passed: int
    hints: int
    restores: int
    hardest: int | None
    """Number of the step with the most of both; None where no step had any."""


def outline_lines(course: Course, overview: Overview) -> tuple[OutlineLine, ...]:
    """Those that are taught or were tried, in the order of the course."""
    return tuple(
        _line(each.id, each.title, overview)
        for each in course.outlines
        if not each.hidden or overview.tried.get(each.id)
    )


def _line(id: str, title: Phrase, overview: Overview) -> OutlineLine:
    steps = overview.trouble.get(id, {})

    def weight(step: int) -> int:
        return steps[step].hints + steps[step].restores

    total = (sum(each.hints for each in steps.values()), sum(each.restores for each in steps.values()))
    return OutlineLine(
        id=id,
        title=title,
        learnt=overview.learnt.get(id, 0),
        passed=overview.passed.get(id, 0),
        hints=total[0],
        restores=total[1],
        hardest=max(steps, key=weight) if steps else None,
    )


def learner_columns() -> Sequence[Column[Learner]]:
    return (
        Column(heading=tr("Learner"), text=lambda each: each.code, sample="HV-0000000"),
        Column(heading=tr("Name"), text=lambda each: each.name),
        Column(heading=tr("Passed"), text=lambda each: str(len(each.passed)), sample="Đã đạt 00"),
        Column(
            heading=tr("Learnt"),
            text=lambda each: str(len(each.learnt)),
            sample="Đã học 00",
            keep=5,
        ),
        Column(heading=tr("Runs"), text=lambda each: str(each.runs), sample="Lượt 000", keep=4),
        Column(
            heading=tr("Time", about="spent"),
            text=lambda each: spent(each.seconds),
            sample="10 giờ 00 phút",
            keep=3,
        ),
    )


def outline_columns(say: Callable[[Phrase], str]) -> Sequence[Column[OutlineLine]]:
    def hardest(each: OutlineLine) -> str:
        return tr("step {number}").format(number=each.hardest) if each.hardest is not None else ""

    return (
        Column(heading=tr("Id"), text=lambda each: each.id, sample="U100"),
        Column(heading=tr("Outline"), text=lambda each: say(each.title)),
        Column(heading=tr("Learnt"), text=lambda each: str(each.learnt), sample="Đã học 0"),
        Column(heading=tr("Passed"), text=lambda each: str(each.passed), sample="Đã đạt 0"),
        Column(heading=tr("Hints"), text=lambda each: str(each.hints), sample="Gợi ý 00", keep=5),
        Column(
            heading=tr("Set back"),
            text=lambda each: str(each.restores),
            sample="Đặt lại 00",
            keep=4,
        ),
        Column(heading=tr("Hardest"), text=hardest, sample="Khó nhất 0", keep=6),
    )

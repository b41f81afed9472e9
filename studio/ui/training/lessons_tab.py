"""The lessons: the outlines on the left, the one in hand on the right, with the ways to learn it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSplitter, QWidget

from studio.training.lesson import Mode
from studio.training.outline import Course, Outline
from studio.training.runs import Run
from studio.ui.language import Translated
from studio.ui.page import Shell
from studio.ui.tabbed import Tab
from studio.ui.training.catalogue import Catalogue
from studio.ui.training.detail import Detail
from studio.ui.training.learner import learner_code
from studio.ui.training.words import about_mode, mode_word, run_word
from studio.ui.widgets.deed_buttons import DeedButtons, Offer
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, column, rule
from studio.ui.widgets.picks import Group, Pick

if TYPE_CHECKING:
    from studio.app.studio import Studio


class Ways(Translated):
    """`wanted` carries the `Mode` to begin."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._next, self._about_outline = Mode.GUIDED, ""
        self._buttons = DeedButtons()
        self._buttons.wanted.connect(lambda deed: self.wanted.emit(Mode(deed)))
        self._about = Label(role="small", wrap=True)
        self.setLayout(column(self._buttons, self._about, spacing=6))
        self.retranslate()

    def retranslate(self) -> None:
        self.show_next(self._next, self._about_outline)

    def show_next(self, mode: Mode, outline: str) -> None:
        """Let `mode` be the one to take next; `outline` names the lesson for a screen reader."""
        self._next, self._about_outline = mode, outline
        self._buttons.offer(
            [
                Offer(each.value, mode_word(each).text, mode_word(each).icon, _kind(each is mode), outline)
                for each in Mode
            ]
        )
        self._about.setText(f"{mode_word(mode).text}: {about_mode(mode)}")

    def press(self, mode: Mode) -> None:
        """As if its button was pressed."""
        button = self._buttons.button(mode.value)
        if button is not None:
            button.click()


def next_way(runs: Sequence[Run]) -> Mode:
    """What to do next with an outline that was done so far as `runs` say: follow, then alone, then the exam."""
    done = {run.mode for run in runs if run.learnt}
    return next((mode for mode in (Mode.GUIDED, Mode.ALONE) if mode.value not in done), Mode.EXAM)


def _kind(next_one: bool) -> str:
    return "primary" if next_one else "quiet"


PARTED = (440, 660)
"""Pixels of the list and of the outline in hand in a new profile."""
LEAST_LIST, LEAST_DETAIL = 250, 380


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """The course, and what the learner of this PC did of it, by outline, newest first."""

    course: Course
    runs: Mapping[str, Sequence[Run]]


def load_learnt(studio: Studio, learner: str) -> Learnt:
    """Read on the worker."""
    runs: dict[str, list[Run]] = {}
    for run in studio.progress.runs(learner=learner):
        runs.setdefault(run.outline_id, []).append(run)
    return Learnt(course=studio.outlines.course(), runs=runs)


class LessonsTab(Tab):
    """``open("B1")`` shows an outline, ``open("B1:guided")`` begins its lesson."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._learnt: Learnt | None = None
        self._wanted = ""
        self.list, self.detail, self.ways = Catalogue(), Detail(shell.speech), Ways()
        self.list.moved.connect(self._moved)
        self.list.activated.connect(lambda _: self.begin())
        self.ways.wanted.connect(self.begin)
        self.splitter = QSplitter()
        self._build()
        self.retranslate()

    def _build(self) -> None:
        left, right = Card(), Card()
        left.setLayout(column(self.list, margins=(4, 4, 4, 6)))
        foot = column(self.ways, margins=(22, 12, 22, 14))
        inside = column(self.detail, rule(), foot, spacing=0, margins=1)
        inside.setStretch(0, 1)
        right.setLayout(inside)
        left.setMinimumWidth(LEAST_LIST)
        right.setMinimumWidth(LEAST_DETAIL)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(16)
        for part in (left, right):
            self.splitter.addWidget(part)
        self.splitter.setSizes(list(PARTED))
        self.splitter.setStretchFactor(1, 1)
        self._shell.memory.follow("training", self.splitter)
        self.setLayout(column(self.splitter))

    def retranslate(self) -> None:
        self.list.setAccessibleName(self.tr("Outlines"))
        self._list()

    def open(self, what: str) -> None:
        self._wanted, _, mode = what.partition(":")
        if self._wanted and self.list.choose(self._wanted):
            self._wanted = ""
        if mode:
            self._shell.learn(what.partition(":")[0], mode)

    def refresh(self) -> None:
        studio, learner = self._shell.studio, learner_code(self._shell.memory)
        self._shell.tasks.store(lambda: load_learnt(studio, learner), self._show, owner=self, key="course")

    def panes(self) -> tuple[QWidget, ...]:
        return (self.list, self.ways)

    def begin(self, mode: Mode | None = None) -> None:
        """Begin the lesson in hand; without `mode`, in the way that comes next."""
        pick = self.list.current
        if pick is not None:
            self._shell.learn(pick.id, (mode or next_way(self._runs(pick.id))).value)

    # -- showing

    def _show(self, learnt: Learnt) -> None:
        self._learnt = learnt
        self._list()

    def _runs(self, outline: str) -> Sequence[Run]:
        return self._learnt.runs.get(outline, ()) if self._learnt is not None else ()

    def _list(self) -> None:
        if self._learnt is None:
            return
        course, say = self._learnt.course, self._shell.speech.say
        groups = {key: [o for o in course.outlines if o.group == key and not o.hidden] for key in course.groups}
        self.list.show_groups(
            [
                Group(heading=f"{key} · {say(course.groups[key])}", picks=tuple(self._pick(each) for each in outlines))
                for key, outlines in groups.items()
            ],
            keep=True,
        )
        if self._wanted and self.list.choose(self._wanted):
            self._wanted = ""
        self._moved(self.list.current)

    def _pick(self, outline: Outline) -> Pick:
        facts = self.tr("{minutes} min · {steps} steps").format(minutes=outline.minutes, steps=len(outline.steps))
        title = f"{outline.id} · {self._shell.speech.say(outline.title)}"
        return Pick(id=outline.id, title=title, detail=facts, glyph="circle", word=run_word(self._runs(outline.id)))

    def _moved(self, pick: object) -> None:
        course = self._learnt.course if self._learnt is not None else None
        outline = course.outline(pick.id) if course is not None and isinstance(pick, Pick) else None
        if course is not None and outline is not None:
            self.detail.show_outline(course, outline)
            self.ways.show_next(next_way(self._runs(outline.id)), outline.id)

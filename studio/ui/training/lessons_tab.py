"""The lessons: the outlines on the left, the one in hand on the right."""

from __future__ import annotations

from PySide6.QtWidgets import QSplitter, QWidget

from studio.training.outline import Course, Outline
from studio.training.reading import shipped
from studio.ui.page import Shell
from studio.ui.tabbed import Tab
from studio.ui.training.catalogue import Catalogue
from studio.ui.training.detail import Detail
from studio.ui.widgets.layout import Card, column
from studio.ui.widgets.picks import Group, Pick

PARTED = (440, 660)
"""Pixels of the list and of the outline in hand in a new profile."""
LEAST_LIST, LEAST_DETAIL = 250, 380


class LessonsTab(Tab):
    """A tab of the training page."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._course: Course | None = None
        self._wanted = ""
        self.list, self.detail = Catalogue(), Detail(shell.speech)
        self.list.moved.connect(self._moved)
        self.splitter = QSplitter()
        self._build()
        self.retranslate()

    def _build(self) -> None:
        left, right = Card(), Card()
        left.setLayout(column(self.list, margins=(4, 4, 4, 6)))
        right.setLayout(column(self.detail, margins=1))
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
        """Show the outline of that id."""
        self._wanted = what
        if what and self.list.choose(what):
            self._wanted = ""

    def refresh(self) -> None:
        self._shell.tasks.store(shipped, self._show, owner=self, key="course")

    def panes(self) -> tuple[QWidget, ...]:
        return (self.list, self.detail)

    # -- showing

    def _show(self, course: Course) -> None:
        self._course = course
        self._list()

    def _list(self) -> None:
        course = self._course
        if course is None:
            return
        say = self._shell.speech.say
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
        return Pick(id=outline.id, title=title, detail=facts, glyph="circle")

    def _moved(self, pick: object) -> None:
        course = self._course
        outline = course.outline(pick.id) if course is not None and isinstance(pick, Pick) else None
        if course is not None and outline is not None:
            self.detail.show_outline(course, outline)

"""The rows of the list of tasks, as a test looks them up and takes their steps."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from studio.ui.work.page import WorkPage
from studio.worklist.model import Task, TaskKind


def tasks(page: WorkPage) -> list[Task]:
    """What is listed, in its order."""
    return [row.task for row in map(page.list.row, page.list.ids) if row is not None]


def task(page: WorkPage, kind: TaskKind, subject: str) -> Task:
    """The one row of that kind about that thing."""
    (found,) = [one for one in tasks(page) if (one.kind, one.subject) == (kind, subject)]
    return found


def kinds(page: WorkPage, subject: str) -> list[TaskKind]:
    """Why that thing is listed."""
    return [one.kind for one in tasks(page) if one.subject == subject]


def take(page: WorkPage, found: Task, idle: Callable[[], None]) -> None:
    """Take the step of a row by the keyboard."""
    assert page.list.choose(found.id)
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    idle()

"""Where the step of a task leads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QWidget

from studio.access.service import SLIP as ACCESS_SLIP
from studio.access.table import TABLE
from studio.calendar.week import KIND as WEEK_PLAN
from studio.posts.model import PostState
from studio.registry.service import REQUEST
from studio.templates.own.service import SUBJECT
from studio.translation import tr
from studio.ui.exchange.notices import read_notice
from studio.ui.exchange.versions import ask_version
from studio.ui.outbox.move import ask_move
from studio.ui.page import Shell
from studio.ui.page_specs import PageId
from studio.worklist.model import DELIVERIES, Task, TaskKind

if TYPE_CHECKING:
    from studio.department.model import NoticeForMe


class Place(NamedTuple):
    """A page, and what it is asked to show."""

    page: PageId
    what: str


_PAGES: Mapping[TaskKind, PageId] = dict.fromkeys(DELIVERIES, PageId.OUTBOX) | {
    TaskKind.OVERDUE: PageId.FEEDBACK,
    TaskKind.QUESTIONS: PageId.FEEDBACK,
    TaskKind.ANSWER: PageId.FEEDBACK,
    TaskKind.APPROVE: PageId.APPROVAL,
    TaskKind.WITHDRAWAL: PageId.APPROVAL,
    TaskKind.CHANGES: PageId.COMPOSER,
    TaskKind.EXPIRED: PageId.COMPOSER,
    TaskKind.DRAFT: PageId.COMPOSER,
    TaskKind.LAW: PageId.COMPOSER,
}
_REGISTER: Mapping[TaskKind, str] = {
    TaskKind.SLIP: "slips",
    TaskKind.IMPOSTOR: "slips",
    TaskKind.OLD_NAME: "files",
}
"""Tab of the register."""
_SIGNED: Mapping[str, tuple[PageId, str]] = {
    REQUEST: (PageId.PAGES, "files"),
    TABLE: (PageId.PAGES, "access"),
    ACCESS_SLIP: (PageId.PAGES, "access"),
    WEEK_PLAN: (PageId.POSTS, "plan"),
    SUBJECT: (PageId.SETTINGS, "templates"),
}
_LISTED: Mapping[TaskKind, PostState] = {
    TaskKind.CHANGES: PostState.CHANGES_ASKED,
    TaskKind.EXPIRED: PostState.APPROVAL_EXPIRED,
    TaskKind.DRAFT: PostState.DRAFT,
    TaskKind.QUEUE: PostState.APPROVED,
}


def place_of(task: Task) -> Place | None:
    """The page where the step is taken; None where a dialog or an act comes first."""
    if task.more and task.kind in (*_LISTED, TaskKind.LAW, TaskKind.VERSIONS):
        return Place(PageId.POSTS, _LISTED[task.kind].value if task.kind in _LISTED else "")
    if task.kind in _PAGES:
        return Place(_PAGES[task.kind], task.subject)
    if task.kind in _REGISTER:
        return Place(PageId.PAGES, f"{_REGISTER[task.kind]}:{task.subject}")
    if task.kind is TaskKind.SIGN:
        kind, _, subject = task.subject.partition(":")
        page, tab = _SIGNED.get(kind, (PageId.PAGES, "files"))
        return Place(page, f"{tab}:{subject}")
    if task.kind is TaskKind.TEMPLATE:
        return Place(PageId.SETTINGS, f"templates:{task.subject}")
    return Place(PageId.POSTS, "month") if task.more else None


def take_step(shell: Shell, task: Task, parent: QWidget) -> None:
    """Lead the person who is signed in to the one step of the task."""
    place = place_of(task)
    if place is not None:
        shell.go(*place)
    if task.more:
        return
    match task.kind:
        case TaskKind.QUEUE:
            shell.publish(task.subject)
        case TaskKind.VERSIONS:
            ask_version(shell, task.subject, parent)
        case TaskKind.MOVE:
            ask_move(shell, task.subject, None, parent)
        case TaskKind.NOTICE:
            _read(shell, task.subject, parent)
        case TaskKind.FOLLOW_UP:
            _follow(shell, task, parent)
        case TaskKind.LAW:
            _tell_law(shell, task, parent)


def open_post(shell: Shell, task: Task) -> None:
    """Open the post that the task is about."""
    if task.post:
        shell.go(PageId.COMPOSER, task.post)


def _read(shell: Shell, notice: str, parent: QWidget) -> None:
    department = shell.studio.department

    def show(found: NoticeForMe | None) -> None:
        if found is not None:
            read_notice(shell, found, parent)

    shell.tasks.store(
        lambda: next((one for one in department.for_me() if one.notice.id == notice), None),
        show,
        owner=parent,
        key="notice",
    )


def _follow(shell: Shell, task: Task, parent: QWidget) -> None:
    aftercare, who = shell.studio.aftercare, shell.session.person_id
    companion, _, post = task.subject.partition(":")
    shell.tasks.store(
        lambda: aftercare.follow(post, companion, who),
        lambda begun: shell.go(PageId.COMPOSER, begun.id),
        owner=parent,
        failed=shell.complain,
        key="follow",
    )


def _tell_law(shell: Shell, task: Task, parent: QWidget) -> None:
    """The task stays until the person says that they have read it."""
    laws, who = shell.studio.law_notices, shell.session.person_id

    def read() -> None:
        shell.tasks.store(lambda: laws.seen(who, task.post), lambda _: shell.changed(), owner=parent, key="seen")

    shell.toast(shell.language.say(task.reason), tr("I have read it"), read)

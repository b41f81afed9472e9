"""What the list says of a task: its icon, its one step in a verb, and how its time stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from studio.clock import local, local_date
from studio.phrase import Phrase
from studio.translation import mark, tr
from studio.ui.approval.urgency import left_words, short_moment
from studio.ui.language import LanguageManager
from studio.ui.tokens import Tone
from studio.worklist.model import Task, TaskGroup, TaskKind

HOUR = timedelta(hours=1)


class KindLook(NamedTuple):
    """How a kind of task is shown. `several` names the row that stands for the others of the kind."""

    glyph: str
    tone: Tone
    step: str
    several: str


KINDS: Mapping[TaskKind, KindLook] = {
    TaskKind.REMOVE_BY_HAND: KindLook(
        "hand", Tone.RED, mark("Remove, then confirm"), mark("More to remove by hand: {n}")
    ),
    TaskKind.REMOVE: KindLook("octagon-alert", Tone.RED, mark("Remove from the page"), mark("More to remove: {n}")),
    TaskKind.UNCLEAR: KindLook(
        "circle-question-mark", Tone.MAGENTA, mark("Look on the page"), mark("More with result unknown: {n}")
    ),
    TaskKind.FAILED: KindLook("triangle-alert", Tone.RED, mark("Correct and send"), mark("More that failed: {n}")),
    TaskKind.MISSED: KindLook(
        "clock-alert", Tone.BROWN, mark("Send or cancel"), mark("More that missed their time: {n}")
    ),
    TaskKind.SETTLE: KindLook("hand", Tone.ORANGE, mark("Deal with it"), mark("More that were stopped: {n}")),
    TaskKind.HAND: KindLook("package", Tone.ORANGE, mark("Post by hand"), mark("More to post by hand: {n}")),
    TaskKind.OVERDUE: KindLook("clock-alert", Tone.RED, mark("Answer"), ""),
    TaskKind.QUESTIONS: KindLook("message-square-quote", Tone.TEAL, mark("Answer"), ""),
    TaskKind.ANSWER: KindLook(
        "message-circle", Tone.MAGENTA, mark("View the answer"), mark("More answers in doubt: {n}")
    ),
    TaskKind.APPROVE: KindLook("hourglass", Tone.AMBER, mark("Read and approve"), mark("More to approve: {n}")),
    TaskKind.WITHDRAWAL: KindLook("archive", Tone.AMBER, mark("View the request"), mark("More removal requests: {n}")),
    TaskKind.SIGN: KindLook("stamp", Tone.AMBER, mark("Read and decide"), mark("More submitted to the head: {n}")),
    TaskKind.VERSIONS: KindLook("layers", Tone.VIOLET, mark("Choose a version…"), mark("More with two versions: {n}")),
    TaskKind.MOVE: KindLook("calendar-clock", Tone.AMBER, mark("Continue moving…"), mark("More to move: {n}")),
    TaskKind.QUEUE: KindLook("calendar-plus", Tone.AMBER, mark("Queue…"), mark("More to queue: {n}")),
    TaskKind.CHANGES: KindLook("pencil", Tone.ORANGE, mark("Continue editing"), mark("More to change: {n}")),
    TaskKind.EXPIRED: KindLook("calendar-x", Tone.SLATE, mark("Submit again"), mark("More to submit again: {n}")),
    TaskKind.LAW: KindLook(
        "scale", Tone.BROWN, mark("Replace the citation"), mark("More citing a changed document: {n}")
    ),
    TaskKind.TEMPLATE: KindLook(
        "file-pen", Tone.ORANGE, mark("Change the template"), mark("More templates to change: {n}")
    ),
    TaskKind.DRAFT: KindLook("file-pen", Tone.GREY, mark("Keep writing"), mark("More drafts: {n}")),
    TaskKind.NOTICE: KindLook("megaphone", Tone.INDIGO, mark("Read the notice…"), mark("More notices: {n}")),
    TaskKind.FOLLOW_UP: KindLook("history", Tone.TEAL, mark("Write the follow-up"), mark("More to follow up: {n}")),
    TaskKind.SLIP: KindLook("siren", Tone.ORANGE, mark("Continue the case"), mark("More open cases: {n}")),
    TaskKind.IMPOSTOR: KindLook("shield-alert", Tone.TEAL, mark("Look again"), mark("More impostor pages: {n}")),
    TaskKind.OLD_NAME: KindLook("search", Tone.TEAL, mark("Search for the name"), mark("More old names: {n}")),
}
GROUP_NAMES = {
    TaskGroup.NOW: mark("Do it now"),
    TaskGroup.DECIDE: mark("Waiting for a decision"),
    TaskGroup.POSTS: mark("Posts"),
    TaskGroup.REVIEW: mark("To be checked again"),
}
OWN_NAMES = GROUP_NAMES | {
    TaskGroup.DECIDE: mark("Waiting for my decision"),
    TaskGroup.POSTS: mark("My posts"),
}
"""What the groups are called in a person's own list."""
GROUP_HINTS: Mapping[TaskGroup, str] = {
    TaskGroup.NOW: mark("Past its time, or nobody knows what became of it"),
    TaskGroup.DECIDE: mark("Posts by others, of which I wrote no line"),
    TaskGroup.POSTS: mark("Each has one next step"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """A task in the words of the window. `head` begins a group: its name, how many it has, and a phrase."""

    task: Task
    title: str
    reason: str
    time: str
    pressing: Tone | None
    """Red where it is late or unclear, amber where it is today."""
    step: str
    """Empty where it is not this person's."""
    waits_for: str
    head: tuple[str, int, str] | None = None
    last: bool = False
    """It ends its group."""

    @property
    def look(self) -> KindLook:
        return KINDS[self.task.kind]

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        head = f"{self.head[0]} ({self.head[1]})" if self.head is not None else ""
        return ". ".join(
            part for part in (head, self.title, self.reason, self.time, self.step or self.waits_for) if part
        )


def rows_of(tasks: tuple[Task, ...], now: datetime, language: LanguageManager, *, own: bool) -> dict[str, TaskRow]:
    """The tasks as rows, by id. `own`: the list of one person, not that of the unit."""
    names, counted = OWN_NAMES if own else GROUP_NAMES, dict.fromkeys(TaskGroup, 0)
    for task in tasks:
        counted[task.group] += 1
    rows = {}
    for place, task in enumerate(tasks):
        begins = not place or tasks[place - 1].group is not task.group
        ends = place + 1 == len(tasks) or tasks[place + 1].group is not task.group
        hint = GROUP_HINTS.get(task.group, "") if own or task.group is TaskGroup.NOW else ""
        head = (tr(names[task.group]), counted[task.group], tr(hint) if hint else "") if begins else None
        rows[task.id] = _row(task, now, language, head, ends)
    return rows


def _row(
    task: Task, now: datetime, language: LanguageManager, head: tuple[str, int, str] | None, last: bool
) -> TaskRow:
    time, pressing = time_words(task, now)
    return TaskRow(
        task=task,
        title=title_of(task, language),
        reason=_said(language, task.reason),
        time=time,
        pressing=pressing,
        step=tr(KINDS[task.kind].step) if task.mine and not task.more else tr("View them") if task.mine else "",
        waits_for=_said(language, task.waits_for),
        head=head,
        last=last,
    )


def title_of(task: Task, language: LanguageManager) -> str:
    """What the task is about."""
    if task.more:
        return tr(KINDS[task.kind].several).format(n=task.count)
    return task.title or _said(language, task.name) or tr("(no title yet)")


def time_words(task: Task, now: datetime) -> tuple[str, Tone | None]:
    """By when it has to be done, else since when it waits; and how that presses."""
    if task.due is not None:
        return _due_words(task.due, now)
    if task.since is None:
        return "", None
    tone = Tone.RED if task.group is TaskGroup.NOW else None
    if task.kind is TaskKind.DRAFT:
        return "", None
    waited = now - task.since
    if waited < HOUR:
        return tr("{left} ago").format(left=left_words(waited)), tone
    when = f"{local(task.since):%H:%M}" if local_date(task.since) == local_date(now) else short_moment(task.since)
    return tr("since {when}").format(when=when), tone


def _due_words(due: datetime, now: datetime) -> tuple[str, Tone | None]:
    if due <= now:
        return tr("{left} late").format(left=left_words(now - due)), Tone.RED
    last = due - timedelta(minutes=1)  # what is due at midnight is due on the day before
    if local_date(last) == local_date(now):
        said = f"{local(due):%H:%M}"
        return (tr("today") if said == "00:00" else tr("by {time}").format(time=said)), Tone.AMBER
    return tr("{left} left").format(left=left_words(due - now)), None


def _said(language: LanguageManager, phrase: Phrase) -> str:
    return language.say(phrase) if phrase.en else ""

"""Lessons of a practice profile: beginning one, playing them all, and bringing the profile back to its beginning."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from studio.errors import NotFound, Refused, StorageTrouble, StudioError
from studio.phrase import Bilingual, Language, Phrase
from studio.reasons import reason_of
from studio.training.checklist import known_documents
from studio.training.context import RoleCast, Services
from studio.training.lesson import RESTORED, Attach, Lesson, Mode
from studio.training.lint import Lint, lint
from studio.training.messages import Message, PracticeMailbox, shipped_messages
from studio.training.outline import Check, ChecklistItem, Course, Outline, OutlineStep, QuizQuestion, StepKind

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.store.snapshots import Snapshots


def dump(course: Course, mailbag: PracticeMailbox, language: Language) -> str:
    """Markdown; hidden outlines are in it, and marked."""
    return "\n".join(_LessonWriter(course, language).whole(mailbag)) + "\n"


class _LessonWriter:
    def __init__(self, course: Course, language: Language) -> None:
        self._course = course
        self._language = language

    def whole(self, mailbag: PracticeMailbox) -> Iterator[str]:
        course = self._course
        yield f"# {self._to(course.label)}"
        yield from ("", self._to(course.disclaimer), "")
        yield from self._list(course.principles)
        group = ""
        for outline in course.outlines:
            if outline.group != group:
                group = outline.group
                yield from ("", f"## {group}. {self._to(course.groups.get(group, Bilingual(group, group)))}")
            yield from self._outline(outline)
        yield from self._part(Phrase("Checks"))
        yield from (self._check(check) for check in course.checks.values())
        yield from self._part(Phrase("Practice messages and their key"))
        yield from (self._message(message, mailbag) for message in mailbag.messages.values())

    def _part(self, title: Phrase) -> Iterator[str]:
        yield from ("", f"## {self._say(title)}", "")

    def _outline(self, outline: Outline) -> Iterator[str]:
        hidden = self._say(Phrase(" (hidden)")) if outline.hidden else ""
        yield from ("", f"### {outline.id}. {self._to(outline.title)}{hidden}", "")
        yield from (f"*{self._to(self._course.label)}. {self._document(outline)}*", "")
        minutes = self._say(Phrase("{minutes} minutes", minutes=outline.minutes))
        yield from (f"{self._to(outline.purpose)} ({minutes})", "")
        roles = "; ".join(
            f"{self._say(label)}: {', '.join(self._role(role) for role in given)}"
            for label, given in ((Phrase("Does"), outline.does), (Phrase("Approves"), outline.approves))
            if given
        )
        yield from (roles, "")
        yield from self._titled(Phrase("Before it"), outline.preconditions)
        steps, quiz = Phrase("Steps"), Phrase("Quiz")
        yield from (f"**{self._say(steps)}**", "")
        for step in outline.steps:
            yield from self._step(step)
        yield ""
        yield from self._titled(Phrase("Common mistakes"), outline.mistakes)
        yield from (f"**{self._say(quiz)}**", "")
        for number, question in enumerate(outline.quiz, 1):
            yield from self._question(number, question)

    def _step(self, step: OutlineStep) -> Iterator[str]:
        outside = self._say(Phrase(" *[outside the app]*"))
        yield f"{step.number}. {self._to(step.text)}{outside if step.kind is StepKind.CHECKLIST else ''}"
        if step.how is not None:
            here = self._say(Phrase("In this window"))
            yield f"   *{here}: {self._to(step.how)}*"
        yield from (f"   - {self._item(item)}" for item in step.items)

    def _item(self, item: ChecklistItem) -> str:
        options = " / ".join(self._to(option) for option in item.options.values())
        why = f" → {self._to(item.why)}" if item.why is not None else ""
        return f"{self._to(item.label)}{f' [{options}]' if options else ''}{why}"

    def _question(self, number: int, question: QuizQuestion) -> Iterator[str]:
        yield f"{number}. {self._to(question.text)}"
        yield from (f"   - [{'x' if option.correct else ' '}] {self._to(option.text)}" for option in question.options)
        yield f"   - → {self._to(question.why)}"

    def _check(self, check: Check) -> str:
        return f"- {check.code}: {self._to(check.text)}"

    def _message(self, message: Message, mailbag: PracticeMailbox) -> str:
        key = [self._to(mailbag.categories[message.category]), self._to(mailbag.actions[message.action])]
        if message.rule:
            key.append(self._to(mailbag.rules[message.rule]))
        return f"- {message.id}: {message.text} → {', '.join(key)}: {self._to(message.why)}"

    def _document(self, outline: Outline) -> str:
        document = outline.document
        if not document.linked:
            return self._to(self._course.not_linked)
        return self._say(
            Phrase(
                "The unit's document: {number}, {date}, {issuer}",
                number=document.number,
                date=document.date,
                issuer=document.issuer,
            )
        )

    def _titled(self, title: Phrase, phrases: Sequence[Phrase]) -> Iterator[str]:
        if phrases:
            yield from (f"**{self._say(title)}**", "", *self._list(phrases), "")

    def _list(self, phrases: Sequence[Phrase]) -> Iterator[str]:
        return (f"- {self._to(phrase)}" for phrase in phrases)

    def _role(self, role: str) -> str:
        return self._to(self._course.roles.get(role, Bilingual(role, role)))

    def _to(self, phrase: Phrase) -> str:
        return phrase.to(self._language)

    def _say(self, phrase: Phrase) -> str:
        return phrase.to(self._language)


_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedStep:
    """A step that could not be played, by its key, and why."""

    step: str
    reason: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayResult:
    """What came of playing lessons."""

    lessons: tuple[str, ...]
    steps_played: int
    steps_failed: tuple[FailedStep, ...]


Told = Callable[[str, Phrase | None], None]
"""Hears of each step, by its key, and what failed."""


class Lessons:
    """The lessons of one profile; outside practice all of it is refused.

    `services` is asked late, for they hold these lessons. `material` is what each lesson finds in its folder. `fresh`
    brings the profile back to its beginning, and `prepare` does what of it can be done ahead.
    """

    def __init__(
        self,
        services: Callable[[], Services],
        snapshots: Snapshots,
        *,
        course: Callable[[], Course],
        cast: Callable[[], RoleCast],
        fresh: Callable[[str], None],
        prepare: Callable[[Callable[[], bool]], None],
        attach: Attach,
        folder: Path,
        material: Path,
    ) -> None:
        self._services, self._snapshots = services, snapshots
        self._course, self._cast = course, cast
        self._fresh, self._prepare = fresh, prepare
        self._attach, self._folder, self._material = attach, folder, material
        self._present: Lesson | None = None

    @property
    def folder(self) -> Path:
        """Where a lesson that has begun finds its sample material."""
        return self._folder

    def cast(self) -> RoleCast:
        """The sample people. Raises Refused outside practice, NotFound in a profile without them."""
        self._require_practice()
        return self._cast()

    def begin(self, outline_id: str, mode: Mode, cast: RoleCast | None = None) -> Lesson:
        """A lesson to be started; one that goes on ends. Raises Refused outside practice, NotFound, StorageTrouble."""
        cast = cast or self.cast()
        self._require_practice()
        outline = self._outline(outline_id)
        self._end()
        self._present = Lesson(
            outline,
            mode,
            cast,
            services=self._services(),
            snapshots=self._snapshots,
            attach=self._attach,
            folder=self._lay_out(),
        )
        return self._present

    def reset_practice(self, named: str = "") -> None:
        """Bring the practice profile back to its beginning: sample unit, people, pages, documents, nothing else.

        Where others than the sample people are in it, `named` is the name of what goes. Raises Refused outside
        practice, NameNeeded, StorageTrouble.
        """
        self._require_practice()
        self._end()
        self._fresh(named)
        self._services().events.tell(RESTORED)

    def prepare_reset(self, going: Callable[[], bool] = lambda: True) -> None:
        """Do ahead what takes long in the first reset of a day, until `going` says no.

        Raises Refused outside practice, StorageTrouble.
        """
        self._require_practice()
        self._prepare(going)

    def play_all(self, ids: Iterable[str] | None = None, tell: Told = lambda step, failed: None) -> PlayResult:
        """Play these lessons, by default all; each begins with the profile as it is now, and leaves it so.

        Raises Refused outside practice, NotFound, StorageTrouble.
        """
        wanted = tuple(ids) if ids is not None else tuple(each.id for each in self._course().outlines)
        failed: list[FailedStep] = []
        played = 0
        for outline in wanted:
            results = self._play(outline, tell)
            failed += [each for each in results if each is not None]
            played += results.count(None)
        return PlayResult(lessons=wanted, steps_played=played, steps_failed=tuple(failed))

    def documents(self) -> frozenset[str]:
        """Numbers of the documents that a learner may cite: those in the library."""
        return known_documents(self._services())

    def lint(self) -> Lint:
        """What of the course would not work as a lesson."""
        return lint(self._course())

    def dump(self, language: Language) -> str:
        """All texts of all lessons as Markdown, to be proofread."""
        return dump(self._course(), shipped_messages(), language)

    def passes(self, scenario_green: bool, quiz_right: int, quiz_total: int) -> bool:
        """Whether an exam is passed: every step done, and of the quiz the share that the settings ask for."""
        if not scenario_green:
            return False
        percent = (200 * quiz_right + quiz_total) // (2 * quiz_total) if quiz_total else 100  # 2 of 3 are 67
        return percent >= self._services().settings.quiz_pass

    def needed(self, quiz_total: int) -> int:
        """The fewest right answers with which an exam of so many questions is passed."""
        return next(right for right in range(quiz_total + 1) if self.passes(True, right, quiz_total))

    # Within

    def _play(self, id: str, tell: Told) -> list[FailedStep | None]:
        """One entry a step: None, or why it failed; after one that failed the others cannot be reached."""
        lesson = self.begin(id, Mode.WATCH)
        outline, results = lesson.view.outline, list[FailedStep | None]()
        lesson.start()
        try:
            for index, step in enumerate(outline.steps):
                reason = _play_step(lesson, index)
                result = FailedStep(step=outline.key(step.number), reason=reason) if reason is not None else None
                tell(outline.key(step.number), reason)
                results.append(result)
        finally:
            lesson.reset()
            self._end()
        return results

    def _outline(self, id: str) -> Outline:
        outline = self._course().outline(id)
        if outline is None:
            raise NotFound("there is no procedure “{id}”; the screen Training lists them.", id=id)
        return outline

    def _require_practice(self) -> None:
        if not self._services().settings.practice:
            raise Refused("lessons run in a practice workspace only; open the practice workspace first.")

    def _end(self) -> None:
        if self._present is not None:
            self._present.stop()
            self._present = None
        self._snapshots.clear()  # of a program that was ended, too

    def _lay_out(self) -> Path:
        try:
            shutil.rmtree(self._folder, ignore_errors=True)
            shutil.copytree(self._material, self._folder, dirs_exist_ok=True)
        except OSError as error:
            raise StorageTrouble(
                "the lesson's sample material cannot be copied ({why}); check the free space.",
                why=reason_of(error),
                where=str(self._folder),
            ) from error
        return self._folder


def _play_step(lesson: Lesson, index: int) -> Phrase | None:
    """Why the step did not become done by its play; None when it did."""
    now = lesson.view.now
    if now is None or now > index:
        return Phrase("was done before it was played.")
    if now < index:
        return Phrase("not reached: a step before it is not done.")
    try:
        view = lesson.play()
    except StudioError as refusal:
        return Bilingual(refusal.sentence("vi"), refusal.sentence("en"))
    except Exception as fault:  # noqa: BLE001 (boundary: a play's fault is told with its step)
        _log.exception("the play of step %d failed", index + 1)
        return Phrase("error {fault!r}", fault=fault)
    if index in view.shown_only:
        return Phrase("is only shown; it cannot be played.")
    if view.now == index:
        return Phrase("was played, and its condition does not hold.")
    return None

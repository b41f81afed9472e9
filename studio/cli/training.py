"""Verbs of training: the outlines, playing their lessons, who learnt what, and texts to be proofread."""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from studio.cli.console import SIMULATED, Console
from studio.cli.guard import FREE, SHOWS, Guard, verb
from studio.cli.opening import opened
from studio.cli.out_file import add_out_file
from studio.cli.training_class import add_class
from studio.clock import SystemClock
from studio.config import SettingsFile
from studio.errors import BadInput
from studio.paths import Profile, write_chosen
from studio.phrase import Phrase

if TYPE_CHECKING:
    from studio.app import Studio
    from studio.cli.kinds import Run, Verbs
    from studio.training.lesson import Lesson
    from studio.training.lessons import Played
    from studio.training.outline import Outline
    from studio.training.progress import Learner


_RESETS = Guard(person=True, unpeopled=True)
"""Of somebody of the profile that the command names; the one beside it is for practice alone."""


def add_training(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    training = verbs.add_parser("training", help="tập huấn / training", parents=[common])
    actions = training.add_subparsers(dest="action", required=True)
    plain: Sequence[tuple[str, str, Run, Guard]] = (
        ("list", "các đề cương / the outlines", _list, FREE),
        ("progress", "ai đã học bài nào / who learnt what", _progress, SHOWS),
        ("lint", "đề cương nào chưa chạy được / what would not work as a lesson", _lint, FREE),
        ("reset", "đặt lại hồ sơ tập huấn / bring the practice profile back to its beginning", _reset, _RESETS),
    )
    for name, help_text, run, guard in plain:
        made = verb(actions, name, common, run=run, guard=guard, help=help_text)
        if run is _reset:
            made.add_argument("--name", default="", help="tên đơn vị có dữ liệu riêng sẽ mất / name of what is lost")
    play = verb(actions, "play", common, run=_play, guard=FREE, help="chạy bài tập / play lessons")
    play.add_argument("ids", nargs="*", metavar="ID")
    play.add_argument("--all", action="store_true", help="mọi đề cương / all outlines")
    play.add_argument("--auto", action="store_true", help="không hỏi / without asking")
    dump = verb(actions, "dump", common, run=_dump, guard=FREE,
                help="mọi câu chữ để đọc soát / all texts for proofreading")  # fmt: skip
    add_out_file(dump, required=False)
    add_class(actions, common)


@contextmanager
def practising(args: argparse.Namespace) -> Iterator[Studio]:
    """The profile of the command when it is for practice, else a throw-away one inside it. Raises StudioError."""
    from studio.app import open_studio
    from studio.app.practice import fill_practice, practice_profile

    place: Profile = args.place
    place.create()
    aside = None if _for_practice(place) else Path(tempfile.mkdtemp(prefix="lessons-", dir=place.root))
    try:
        studio = open_studio(place if aside is None else practice_profile(Profile(root=aside)), clock=SystemClock())
        try:
            fill_practice(studio)
            yield studio
        finally:
            studio.close()
    finally:
        if aside is not None:
            shutil.rmtree(aside, ignore_errors=True)


def _for_practice(place: Profile) -> bool:
    return SettingsFile(place.settings).load().settings.practice


def _list(args: argparse.Namespace, console: Console) -> int:
    from studio.training.outline import StepKind

    with opened(args) as studio:
        outlines = studio.outlines.course().outlines
    told = [
        {
            "id": outline.id,
            "title": outline.title,
            "minutes": outline.minutes,
            "steps": len(outline.steps),
            "checklists": sum(step.kind is StepKind.CHECKLIST for step in outline.steps),
            "document": outline.document.number if outline.document.linked else "",
            "hidden": outline.hidden,
            "own": outline.own,
        }
        for outline in outlines
    ]
    lines = [
        Phrase(
            f"{each.id} · {each.title.vi} · {len(each.steps)} bước · {each.minutes} phút",
            f"{each.id} · {each.title.en} · {len(each.steps)} steps · {each.minutes} min",
        )
        for each in outlines
    ]
    console.answer(told, lines)
    return 0


def _play(args: argparse.Namespace, console: Console) -> int:
    """1 when a step failed."""
    if bool(args.ids) == args.all:
        raise BadInput(
            "hãy nêu mã đề cương (ví dụ B1 D2) hoặc --all.", "name outlines (B1 D2, say) or give --all.", where="play"
        )
    if not args.auto and (console.json or not console.source.isatty()):
        return _tell_steps(args, console)
    with practising(args) as studio:
        ids = [outline.id for outline in _wanted(studio, args)]
        if args.auto:
            return _told(studio.lessons.play_all(ids, lambda step, failed: _tell(console, step, failed)), console)
        for outline in ids:
            _step_by_step(studio, outline, console)
    return 0


def _wanted(studio: Studio, args: argparse.Namespace) -> tuple[Outline, ...]:
    """Raises NotFound."""
    if args.all:
        return studio.outlines.course().outlines
    return tuple(studio.outlines.outline(each.upper()) for each in args.ids)


def _tell(console: Console, step: str, failed: Phrase | None) -> None:
    if failed is not None:
        console.say(Phrase(f"{step}: {failed.vi}", f"{step}: {failed.en}"))


def _told(played: Played, console: Console) -> int:
    value = {
        "lessons": played.lessons,
        "steps_played": played.steps_played,
        "steps_failed": [{"step": each.step, "reason": each.reason} for each in played.steps_failed],
    }
    done, all_steps = played.steps_played, played.steps_played + len(played.steps_failed)
    line = Phrase(
        f"{SIMULATED.vi} · {len(played.lessons)} bài, {done} trên {all_steps} bước đã chạy.",
        f"{SIMULATED.en} · {len(played.lessons)} lessons, {done} of {all_steps} steps played.",
    )
    failed = ", ".join(each.step for each in played.steps_failed)
    console.answer(value, [line] + ([Phrase(f"Chưa đạt: {failed}", f"Failed: {failed}")] if failed else []))
    return 1 if failed else 0


def _tell_steps(args: argparse.Namespace, console: Console) -> int:
    """What is to be done, for a script or a pipe: nothing is played without ``--auto``."""
    with opened(args) as studio:
        outlines = _wanted(studio, args)
    lessons = [
        {
            "id": each.id,
            "title": each.title,
            "steps": [{"n": step.number, "text": step.text, "kind": step.kind} for step in each.steps],
        }
        for each in outlines
    ]
    lines = [line for each in outlines for line in _lines(each)]
    console.answer({"lessons": lessons, "steps_played": 0, "steps_failed": []}, lines)
    return 0


def _lines(outline: Outline) -> Iterator[Phrase]:
    yield Phrase(f"{outline.id}. {outline.title.vi}", f"{outline.id}. {outline.title.en}")
    for step in outline.steps:
        yield Phrase(f"  {step.number}. {step.text.vi}", f"  {step.number}. {step.text.en}")


def _step_by_step(studio: Studio, outline: str, console: Console) -> None:
    """Each step is told, and played when Enter is pressed. Raises StudioError as the play does."""
    from studio.training.lesson import Mode

    lesson = studio.lessons.begin(outline, Mode.WATCH)
    title = lesson.start().outline.title
    console.say(Phrase(f"{SIMULATED.vi} · {outline}. {title.vi}", f"{SIMULATED.en} · {outline}. {title.en}"))
    try:
        _to_the_end(lesson, console)
    finally:
        lesson.reset()
        lesson.stop()


def _to_the_end(lesson: Lesson, console: Console) -> None:
    while (step := lesson.view.step) is not None:
        ask = Phrase(f"{step.number}. {step.text.vi} [Enter]", f"{step.number}. {step.text.en} [Enter]")
        console.ask(ask, secret=False)
        if lesson.play().step == step:
            raise BadInput("bước này chưa đạt điều kiện.", "the condition of this step does not hold.")


def _progress(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        overview = studio.progress.overview()
    told = {
        "learners": [_learner(each) for each in overview.learners],
        "runs": overview.runs,
        "seconds": overview.seconds,
        "passed": overview.passed,
        "tried": overview.tried,
        "learnt": overview.learnt,
    }
    lines = [
        Phrase(
            f"{each.code} {each.name} · {each.runs} lượt · đạt {len(each.passed)}: {', '.join(each.passed)}",
            f"{each.code} {each.name} · {each.runs} runs · passed {len(each.passed)}: {', '.join(each.passed)}",
        )
        for each in overview.learners
    ]
    console.answer(told, lines or [Phrase("Chưa có lượt học nào.", "No lesson was done yet.")])
    return 0


def _learner(learner: Learner) -> dict[str, object]:
    return {
        "code": learner.code,
        "name": learner.name,
        "runs": learner.runs,
        "seconds": learner.seconds,
        "passed": learner.passed,
        "best": {
            outline: {"mode": run.mode, "score": run.score, "passed": run.passed}
            for outline, run in learner.best.items()
        },
    }


def _lint(args: argparse.Namespace, console: Console) -> int:
    """1 when something would not work."""
    with opened(args) as studio:
        found = studio.lessons.lint()
    told = {"outlines": found.outlines, "tool": found.tool, "checklist": found.checklist, "problems": found.problems}
    counted = Phrase(
        f"{found.outlines} đề cương, {found.tool} bước trong phần mềm, {found.checklist} bước theo danh sách kiểm.",
        f"{found.outlines} outlines, {found.tool} steps in the program, {found.checklist} steps by checklist.",
    )
    console.answer(told, [counted, *found.problems])
    return 1 if found.problems else 0


def _dump(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        text = studio.lessons.dump(console.language)
    if args.out is None:
        console.answer({"text": text}, [text.rstrip("\n")])
        return 0
    write_chosen(args.out, text.encode())
    console.answer({"out": args.out}, [Phrase(f"Đã ghi {args.out}", f"Wrote {args.out}")])
    return 0


def _reset(args: argparse.Namespace, console: Console) -> int:
    """Of the practice profile itself, or of the one beside the profile of real work."""
    from studio.app.practice import practice_profile

    args.place.create()
    args.place = practice_profile(args.place)
    with opened(args) as studio:
        studio.lessons.reset_practice(args.name)
        people = len(studio.people.list())
    root = args.place.root
    said = Phrase(f"Đã đặt lại hồ sơ tập huấn: {root}", f"The practice profile is as in the beginning: {root}")
    console.answer({"profile": root, "people": people}, [said])
    return 0

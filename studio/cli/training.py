"""Verbs of training: the outlines, playing their lessons, who learnt what, texts to be proofread, and a class."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from studio.cli.console import SIMULATED, Console, VerbOutput, line, view
from studio.cli.verb import FREE, SHOWS, Call, Guard, VerbGroup, flag, opened, option, out_file
from studio.clock import SystemClock, show_date
from studio.config import SettingsFile
from studio.errors import BadInput
from studio.paths import Profile, write_chosen
from studio.phrase import Phrase

if TYPE_CHECKING:
    from studio.app import Studio
    from studio.training.lesson import Lesson
    from studio.training.lessons import PlayResult
    from studio.training.outline import Outline

RESETS = Guard(unpeopled=True)
"""Of somebody of the profile that the command names; the one beside it is for practice alone."""

verbs = VerbGroup()
training = verbs.group("training", "tập huấn / training")


@training("list", FREE, help="các quy trình / the procedures")
def _list(call: Call) -> VerbOutput:
    from studio.training.outline import StepKind

    outlines = call.studio.outlines.course().outlines
    return VerbOutput(
        [
            view(
                each,
                "id title minutes steps checklists document hidden own",
                steps=len(each.steps),
                checklists=sum(step.kind is StepKind.CHECKLIST for step in each.steps),
                document=each.document.number if each.document.linked else "",
            )
            for each in outlines
        ],
        [
            Phrase(
                "{id} · {title} · {n} steps · {minutes} min",
                id=each.id,
                title=each.title,
                n=len(each.steps),
                minutes=each.minutes,
            )
            for each in outlines
        ],
    )


@training("progress", SHOWS, help="ai đã học bài nào / who learnt what")
def _progress(call: Call) -> VerbOutput:
    overview = call.studio.progress.overview()
    return VerbOutput(
        view(
            overview,
            "learners runs seconds passed tried learnt",
            learners=[
                view(
                    each,
                    "code name runs seconds passed best",
                    best={outline: view(run, "mode score passed") for outline, run in each.best.items()},
                )
                for each in overview.learners
            ],
        ),
        [
            Phrase(
                "{code} {name} · {runs} runs · passed {n}: {passed}",
                code=each.code,
                name=each.name,
                runs=each.runs,
                n=len(each.passed),
                passed=", ".join(each.passed),
            )
            for each in overview.learners
        ]
        or Phrase("No lesson was done yet."),
    )


@training("lint", FREE, help="quy trình nào chưa chạy được / what would not work as a lesson")
def _lint(call: Call) -> VerbOutput:
    """Failed when something would not work."""
    found = call.studio.lessons.lint()
    counted = Phrase(
        "{outlines} procedures, {tool} steps in the app, {checklist} steps by checklist.",
        outlines=found.outlines,
        tool=found.tool,
        checklist=found.checklist,
    )
    told = view(found, "outlines tool checklist problems")
    return VerbOutput(told, [counted, *found.problems], failed=bool(found.problems))


@training(
    "reset", RESETS, option("--name", default="", help="tên đơn vị có dữ liệu riêng sẽ mất / name of what is lost"),
    help="đặt lại bộ dữ liệu tập huấn / reset the practice workspace",
)  # fmt: skip
def _reset(call: Call) -> VerbOutput:
    """Of the practice profile itself, or of the one beside the profile of real work."""
    from studio.app.practice import practice_profile

    call.place.create()
    practice = practice_profile(call.place)
    with opened(practice, call.console) as studio:
        studio.lessons.reset_practice(call.name)
        people = len(studio.people.list())
    told = Phrase("The practice workspace is as in the beginning: {root}", root=practice.root)
    return VerbOutput({"profile": practice.root, "people": people}, told)


@training("play", FREE, option("ids", nargs="*", metavar="ID"), flag("--all", "mọi quy trình / all procedures"),
          flag("--auto", "không hỏi / without asking"), help="chạy bài tập / play lessons")  # fmt: skip
def _play(call: Call) -> VerbOutput | int:
    """Failed when a step did."""
    if bool(call.ids) == call.all:
        raise BadInput("name procedures (B1 D2, say) or give --all.", where="play")
    if not call.auto and (call.console.json or not call.console.source.isatty()):
        return _steps(_wanted(call.studio, call))
    with practising(call.place) as studio:
        ids = [outline.id for outline in _wanted(studio, call)]
        if call.auto:
            return _played(studio.lessons.play_all(ids, lambda step, failed: _tell(call.console, step, failed)))
        for outline in ids:
            _step_by_step(studio, outline, call.console)
    return 0


def _wanted(studio: Studio, call: Call) -> tuple[Outline, ...]:
    """Raises NotFound."""
    if call.all:
        return studio.outlines.course().outlines
    return tuple(studio.outlines.outline(each.upper()) for each in call.ids)


def _steps(outlines: tuple[Outline, ...]) -> VerbOutput:
    """What is to be done, for a script or a pipe: nothing is played without ``--auto``."""
    lessons = [
        view(each, "id title steps", steps=[view(step, "n=number text kind") for step in each.steps])
        for each in outlines
    ]
    lines = [one for each in outlines for one in _lines(each)]
    return VerbOutput({"lessons": lessons, "steps_played": 0, "steps_failed": []}, lines)


def _lines(outline: Outline) -> Iterator[Phrase]:
    yield line("{}. {}", outline.id, outline.title)
    for step in outline.steps:
        yield line("  {}. {}", step.number, step.text)


@contextmanager
def practising(place: Profile) -> Iterator[Studio]:
    """`place` when it is for practice, else a throw-away profile inside it. Raises StudioError."""
    from studio.app import open_studio
    from studio.app.practice import fill_practice, practice_profile

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


def _tell(console: Console, step: str, failed: Phrase | None) -> None:
    if failed is not None:
        console.say(line("{}: {}", step, failed))


def _played(played: PlayResult) -> VerbOutput:
    done, failed = played.steps_played, played.steps_failed
    lines = [
        Phrase(
            "{simulated} · {n} lessons, {done} of {all} steps played.",
            simulated=SIMULATED,
            n=len(played.lessons),
            done=done,
            all=done + len(failed),
        )
    ]
    if failed:
        lines.append(Phrase("Failed: {failed}", failed=", ".join(each.step for each in failed)))
    told = view(
        played, "lessons steps_played steps_failed", steps_failed=[view(each, "step reason") for each in failed]
    )
    return VerbOutput(told, lines, failed=bool(failed))


def _step_by_step(studio: Studio, outline: str, console: Console) -> None:
    """Each step is told, and played when Enter is pressed. Raises StudioError as the play does."""
    from studio.training.lesson import Mode

    lesson = studio.lessons.begin(outline, Mode.WATCH)
    title = lesson.start().outline.title
    console.say(line("{} · {}. {}", SIMULATED, outline, title))
    try:
        _to_the_end(lesson, console)
    finally:
        lesson.reset()
        lesson.stop()


def _to_the_end(lesson: Lesson, console: Console) -> None:
    while (step := lesson.view.step) is not None:
        console.ask(line("{}. {} [Enter]", step.number, step.text), secret=False)
        if lesson.play().step == step:
            raise BadInput("the condition of this step does not hold.")


@training("dump", FREE, *out_file(required=False), help="mọi câu chữ để đọc soát / all texts for proofreading")
def _dump(call: Call) -> VerbOutput:
    text = call.studio.lessons.dump(call.console.language)
    if call.out is None:
        return VerbOutput({"text": text}, text.rstrip("\n"))
    write_chosen(call.out, text.encode())
    return VerbOutput({"out": call.out}, Phrase("Wrote {out}", out=call.out))


@training("verify", SHOWS, option("serial", metavar="SERIAL"), option("code", metavar="CODE"),
          help="xác minh giấy xác nhận / verify a certificate")  # fmt: skip
def _verify(call: Call) -> VerbOutput:
    found = call.studio.certificates.verify(call.serial, call.code)
    return VerbOutput(
        view(
            found,
            "serial learner learner_code unit issued_on issued_by outlines",
            outlines=[view(each, "id version document") for each in found.outlines],
        ),
        Phrase(
            "Genuine: {serial}, issued on {issued_on} to {learner} ({learner_code}), {unit}: {outlines}",
            serial=found.serial,
            issued_on=show_date(found.issued_on),
            learner=found.learner,
            learner_code=found.learner_code,
            unit=found.unit,
            outlines=", ".join(each.id for each in found.outlines),
        ),
    )


@training("export", SHOWS, *out_file(), help="kết quả lớp ra tệp / results as a file")
def _export(call: Call) -> VerbOutput:
    from studio.training.table import to_csv
    from studio.training.xapi import home_page, to_xapi

    ending = call.out.suffix.lower()
    if ending not in (".csv", ".jsonl"):
        raise BadInput("the name must end in .csv or .jsonl.", where="--out")
    runs = call.studio.progress.runs()
    if ending == ".csv":
        data = to_csv(runs)
    else:
        site = next((unit.website for unit in call.studio.directory.book().units if unit.website), "")
        data = to_xapi(runs, home_page(site), call.studio.outlines.course())
    write_chosen(call.out, data)
    told = Phrase("Wrote {n} runs to {out}", n=len(runs), out=call.out)
    return VerbOutput({"out": call.out, "runs": len(runs)}, told)

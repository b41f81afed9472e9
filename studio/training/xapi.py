"""A class as xAPI statements, one JSON object a line, and read back from them without loss.

Experience API 1.0.3 (github.com/adlnet/xAPI-Spec, part two) with verbs that cmi5 defines (github.com/AICC/
CMI-5_Spec_Current, §9.3) under its rules of order: initialized first, terminated last, no verb twice in a session, at
most one of passed and failed. A program that no learning system launched cannot conform to cmi5, so the category by
which conforming statements say so is left out. A learner is an account of the unit, never an address.
"""

from __future__ import annotations

import json
import re
import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from studio.errors import BadInput
from studio.phrase import Phrase
from studio.training.course_writer import pair
from studio.training.outline import Course
from studio.training.runs import Run, StepTrouble

VERBS: Mapping[str, Phrase] = {
    "launched": Phrase("launched"),
    "initialized": Phrase("initialized"),
    "completed": Phrase("completed"),
    "passed": Phrase("passed"),
    "failed": Phrase("failed"),
    "terminated": Phrase("terminated"),
}
_VERB = "http://adlnet.gov/expapi/verbs/"
_LESSON = "http://adlnet.gov/expapi/activities/lesson"
_COURSE = "http://adlnet.gov/expapi/activities/course"
PLATFORM = "Page Studio"
_COUNTS = ("hints", "restores", "steps_done", "steps_total", "quiz_right", "quiz_total")
_DURATION = re.compile(r"^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$")


def home_page(website: str) -> str:
    """The address under which learners have their accounts: the unit's own website. Raises BadInput."""
    parts = urlsplit(website.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise BadInput("the unit has no website address (https://…) yet; enter it under Unit, then export again.")
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"


def to_xapi(runs: Sequence[Run], home: str, course: Course) -> bytes:
    """Every statement of `runs`, those of a run in their order. `home`: see `home_page`."""
    lines = (json.dumps(each, ensure_ascii=False) for run in runs for each in statements(run, home, course))
    return "".join(f"{line}\n" for line in lines).encode()


def statements(run: Run, home: str, course: Course) -> list[dict[str, Any]]:
    """What is said of one run. The ids follow from the run's own, so that a second export says the same again."""
    ended = run.finished_at or run.started_at + timedelta(seconds=run.seconds)
    said: list[tuple[str, datetime, dict[str, Any] | None]] = [
        ("launched", run.started_at, None),
        ("initialized", run.started_at, None),
    ]
    if run.complete and run.finished_at is not None:
        said.append(("completed", ended, {"completion": True}))
    if run.passed is not None:
        said.append(("passed" if run.passed else "failed", ended, {"success": run.passed, **_score(run)}))
    said.append(("terminated", ended, {"extensions": {f"{home}/xapi/run": _rest(run)}}))
    shared = {
        "actor": _actor(run, home),
        "object": _activity(run, home, course),
        "context": _context(run, home, course),
    }
    return [
        {
            "id": _uuid(home, run, verb),
            "verb": {"id": _VERB + verb, "display": pair(VERBS[verb])},
            **shared,
            **({"result": {"duration": _duration(run.seconds), **result}} if result is not None else {}),
            "timestamp": _stamp(at),
        }
        for verb, at, result in said
    ]


def from_xapi(data: bytes, where: str) -> tuple[Run, ...]:
    """The runs of such a file, in its order. `where` names it. Raises BadInput naming the line."""
    sessions: dict[str, dict[str, Any]] = defaultdict(dict)
    place = where
    try:
        for number, line in enumerate(data.decode("utf-8-sig").rstrip("\n").split("\n"), 1):
            place = f"{where}:{number}"
            statement = json.loads(line)
            verb = str(statement["verb"]["id"]).removeprefix(_VERB)
            sessions[str(statement["context"]["registration"])][verb] = statement
        place = where
        return tuple(map(_run, sessions.values()))
    except (ValueError, LookupError, ArithmeticError, TypeError, AttributeError, RecursionError) as error:
        raise BadInput(
            "the file is no xAPI file as Page Studio exports it, or was changed; export it again.", where=place
        ) from error


def _actor(run: Run, home: str) -> dict[str, Any]:
    name = {"name": run.learner_name} if run.learner_name else {}
    return {"objectType": "Agent", **name, "account": {"homePage": home, "name": run.learner_code}}


def _activity(run: Run, home: str, course: Course) -> dict[str, Any]:
    outline = course.outline(run.outline_id)
    name = {"name": pair(outline.title)} if outline is not None else {}
    return {
        "objectType": "Activity",
        "id": f"{home}/xapi/outlines/{quote(run.outline_id, safe='')}",
        "definition": {"type": _LESSON, **name},
    }


def _context(run: Run, home: str, course: Course) -> dict[str, Any]:
    whole = {"id": f"{home}/xapi/course", "definition": {"type": _COURSE, "name": pair(course.label)}}
    return {
        "registration": _uuid(home, run, "session"),
        "revision": run.outline_hash,
        "platform": PLATFORM,
        "contextActivities": {"grouping": [whole]},
    }


def _score(run: Run) -> dict[str, Any]:
    if run.score is None:
        return {}
    return {"score": {"scaled": round(run.score, 4), "raw": run.quiz_right, "min": 0, "max": run.quiz_total}}


def _rest(run: Run) -> dict[str, Any]:
    """What xAPI has no word for."""
    return {
        "id": run.id,
        "mode": run.mode,
        "finished": run.finished_at is not None,
        "scenario_green": run.scenario_green,
        **{name: getattr(run, name) for name in _COUNTS},
        "by_step": {str(step): [each.hints, each.restores] for step, each in run.by_step.items()},
    }


def _run(session: Mapping[str, Any]) -> Run:
    last, first = session["terminated"], session["launched"]
    ((key, rest),) = last["result"]["extensions"].items()
    if not key.endswith("/xapi/run"):
        raise ValueError(key)
    return Run(
        id=str(rest["id"]),
        learner_code=str(last["actor"]["account"]["name"]),
        learner_name=str(last["actor"].get("name", "")),
        outline_id=unquote(str(last["object"]["id"]).rsplit("/", 1)[1]),
        outline_hash=str(last["context"]["revision"]),
        mode=str(rest["mode"]),
        started_at=datetime.fromisoformat(first["timestamp"]),
        finished_at=datetime.fromisoformat(last["timestamp"]) if rest["finished"] is True else None,
        seconds=_seconds(last["result"]["duration"]),
        scenario_green=rest["scenario_green"] is True,
        passed=True if "passed" in session else False if "failed" in session else None,
        **{name: int(rest[name]) for name in _COUNTS},
        by_step=dict(_troubles(rest["by_step"])),
    )


def _troubles(entries: Mapping[str, Any]) -> Iterator[tuple[int, StepTrouble]]:
    for step, (hints, restores) in entries.items():
        yield int(step), StepTrouble(hints=int(hints), restores=int(restores))


def _uuid(home: str, run: Run, part: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{home}/xapi/runs/{run.id}/{part}"))


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _duration(seconds: int) -> str:
    """``PT1H2M3S``, without what is none."""
    hours, rest = divmod(seconds, 3600)
    parts = ((hours, "H"), (rest // 60, "M"), (rest % 60, "S"))
    return "PT" + ("".join(f"{count}{unit}" for count, unit in parts if count) or "0S")


def _seconds(text: str) -> int:
    match = _DURATION.match(text)
    if match is None:
        raise ValueError(text)
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return hours * 3600 + minutes * 60 + seconds

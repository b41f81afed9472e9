"""A lesson that somebody did: what is kept of it. No keystroke is, and no number of a person."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from studio.errors import BadInput
from studio.text import length, nfc, squeeze

MODES = ("watch", "guided", "alone", "exam")
MOST = 10**9
"""No count of a lesson is larger."""
_CODE = re.compile(r"^[\w.\-]{1,32}$")
_ID_NUMBER = re.compile(r"^(\d{9}|\d{12})$")


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTrouble:
    """How often a step was helped with and set back: where many are, its text is unclear."""

    hints: int = 0
    restores: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One time that one learner did one outline."""

    id: str
    learner_code: str
    """What the unit calls the learner; never the number of an identity card."""
    learner_name: str = ""
    """Only where the unit wants it."""
    outline_id: str
    outline_hash: str
    """Of what was taught at the time (see `studio.training.course_writer.version_hash`)."""
    mode: str
    """One of `MODES`."""
    started_at: datetime
    finished_at: datetime | None
    """None: left before the end."""
    seconds: int
    hints: int = 0
    restores: int = 0
    steps_done: int
    """Steps that the learner did; none of a lesson that was only watched."""
    steps_total: int
    scenario_green: bool = False
    """Whether the state that the outline's checks ask for was reached."""
    quiz_right: int = 0
    quiz_total: int = 0
    passed: bool | None = None
    """None in the modes that judge nobody."""
    by_step: Mapping[int, StepTrouble] = field(default_factory=dict)
    """By the number of the step; those without trouble are left out."""

    @property
    def complete(self) -> bool:
        """Whether the learner did every step; what the program showed is nobody's doing."""
        return self.mode != "watch" and self.steps_total > 0 and self.steps_done >= self.steps_total

    @property
    def learnt(self) -> bool:
        """Whether the outline counts as learnt by this run: done to the end, and an exam only when it was passed."""
        return self.passed is True if self.mode == "exam" else self.complete

    @property
    def watched(self) -> bool:
        """Whether the program played the lesson to its end before the learner."""
        return self.mode == "watch" and self.finished_at is not None

    @property
    def score(self) -> float | None:
        """Share of right answers in the quiz; None where none was asked."""
        return self.quiz_right / self.quiz_total if self.quiz_total else None


def fit_run(run: Run) -> Run:
    """`run` with its learner set right. Raises BadInput: see `fit_code`; ValueError for what cannot be."""
    _require_sound(run)
    if run.steps_done > run.steps_total or run.quiz_right > run.quiz_total or run.mode not in MODES:
        raise ValueError(f"no such run: {run}")
    if run.finished_at is not None and run.finished_at < run.started_at:
        run = replace(run, finished_at=run.started_at)  # the PC's clock was turned back meanwhile
    by_step = {number: trouble for number, trouble in run.by_step.items() if trouble != StepTrouble()}
    return replace(
        run, learner_code=fit_code(run.learner_code), learner_name=fit_name(run.learner_name), by_step=by_step
    )


def _require_sound(run: Run) -> None:
    """Raises ValueError for figures, moments and words that no lesson of this program has."""
    counts = [run.seconds, run.hints, run.restores, run.steps_done, run.steps_total, run.quiz_right, run.quiz_total]
    counts += [count for step, each in run.by_step.items() for count in (step, each.hints, each.restores)]
    moments = [moment for moment in (run.started_at, run.finished_at) if moment is not None]
    words = "".join((run.id, run.outline_id, run.outline_hash, run.learner_name))
    if (
        not all(0 <= count <= MOST for count in counts)
        or not all(moment.tzinfo is not None and 2000 <= moment.year < 3000 for moment in moments)
        or not run.id
        or len(words) > 1000
        or any(unicodedata.category(char) in ("Cc", "Cs") for char in words)
    ):
        raise ValueError(f"no such run: {run.id[:40]!r}")


def fit_code(code: str) -> str:
    """A learner code as it is kept. Raises BadInput: empty, too long, or the number of an identity card."""
    code = nfc(code).strip().upper()
    if _ID_NUMBER.match(re.sub(r"[\s.\-]", "", code)):
        raise BadInput(
            "a learner code must not be an identity card number; use a code of the unit's own, HV-012 say.",
            where="learner",
        )
    if not _CODE.match(code):
        raise BadInput(
            "a learner code has 1–32 letters, digits, dots or hyphens and no spaces; HV-012 say.", where="learner"
        )
    return code


def fit_name(name: str) -> str:
    """A display name as it is kept, without marks that nobody sees, or nothing. Raises BadInput: too long."""
    name = squeeze("".join(char for char in nfc(name) if unicodedata.category(char) != "Cf"))
    if length(name) > 80:
        raise BadInput("the name is longer than 80 characters; shorten it.", where=name[:40])
    return name


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """What remains of a learner who was erased: that it happened, nothing of who it was."""

    at: datetime
    by: str
    """Id of the trainer."""
    runs: int
    serials: tuple[str, ...]
    """Of the certificates that are not verified any more."""

"""Who did which lesson how well: kept on this PC, shown to the trainer, erased when asked.

A class is whoever has a run here. Nothing compares people: per learner and outline the best result counts, and what is
added up is where lessons, not learners, gave trouble.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from studio.clock import Clock
from studio.errors import BadInput, NotFound, Refused
from studio.logbook import Logbook
from studio.paths import read_chosen
from studio.people.model import Person, Role
from studio.people.service import People
from studio.training.runs import Erasure, Run, StepTrouble, fit_code, fit_run
from studio.training.table import from_csv
from studio.training.xapi import from_xapi

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.training.storage_progress import StoredProgress

ACT = "course"
"""As `studio.outbox.audit.Act` names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Learner:
    """One learner of the class; `best` is by outline."""

    code: str
    name: str
    best: Mapping[str, Run]
    runs: int
    seconds: int

    @property
    def passed(self) -> tuple[str, ...]:
        """Ids of the outlines they passed."""
        return tuple(outline for outline, run in self.best.items() if run.passed)

    @property
    def learnt(self) -> tuple[str, ...]:
        """Ids of the outlines they did to the end; what was watched or broken off is not among them."""
        return tuple(outline for outline, run in self.best.items() if run.learnt)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassOverview:
    """A class at one look. `trouble` is by outline and the number of its step, over everybody's runs."""

    learners: tuple[Learner, ...]
    runs: int
    seconds: int
    passed: Mapping[str, int]
    """How many learners passed an outline."""
    tried: Mapping[str, int]
    """How many have a run of it, however far it went."""
    learnt: Mapping[str, int]
    """How many did it to the end themselves."""
    trouble: Mapping[str, Mapping[int, StepTrouble]]


class LessonProgress:
    """The lessons that were done on this PC. Threads may share it."""

    def __init__(
        self,
        repo: StoredProgress,
        people: People,
        clock: Clock,
        *,
        office: Callable[[], bool] = lambda: True,
        logbook: Logbook | None = None,
    ) -> None:
        """`office`: whether this is the profile of the trainer's own work, or the only one there is."""
        self._repo, self._people, self._clock, self._office = repo, people, clock, office
        self._logbook = logbook or Logbook()

    def record(self, run: Run) -> Run:
        """Keep a run as it is just now; a lesson that goes on is recorded again under its id. Raises BadInput."""
        kept = fit_run(run)
        self._repo.add(kept)
        return kept

    def runs(self, *, learner: str = "", outline: str = "") -> tuple[Run, ...]:
        """All of them, or those of a learner or an outline, newest first."""
        return self._repo.runs(fit_code(learner) if learner else "", outline)

    def take_in(self, path: Path, by: str) -> int:
        """Add the runs of a file that another PC exported (.csv or .jsonl), so that a class is one: all, or none.

        A run that is here already stays if it came further here. Returns how many there were. Raises BadInput naming
        the line, NotPermitted, Refused.
        """
        trainer = self.require_trainer(by)
        read = from_csv if path.suffix.lower() == ".csv" else from_xapi
        runs = read(read_chosen(path), path.name)
        try:
            fit = [fit_run(run) for run in runs]
            with self._logbook.doing(ACT, trainer.id, step="taken_in", runs=len(fit)), self._repo.transaction():
                self._add_all(fit)
        except ValueError as error:
            raise BadInput(
                "the file has a run whose figures cannot be; export it again on the other PC.", where=path.name
            ) from error
        return len(fit)

    def _add_all(self, runs: Sequence[Run]) -> None:
        """Raises ValueError when a run would take the place of somebody else's."""
        here = {run.id: run for run in self._repo.runs()}
        for run in runs:
            kept = here.get(run.id)
            if kept is not None and (kept.learner_code, kept.outline_id) != (run.learner_code, run.outline_id):
                raise ValueError(f"another run has the id {run.id[:40]!r}")
            if kept is None or _far(run) >= _far(kept):
                self._repo.add(run)

    def overview(self) -> ClassOverview:
        """The class."""
        runs = self._repo.runs()
        learners = tuple(_learner(code, each) for code, each in sorted(_by_learner(runs).items()))
        return ClassOverview(
            learners=learners,
            runs=len(runs),
            seconds=sum(run.seconds for run in runs),
            passed=Counter(each for learner in learners for each in learner.passed),
            tried=Counter(each for learner in learners for each in learner.best),
            learnt=Counter(each for learner in learners for each in learner.learnt),
            trouble=_trouble(runs),
        )

    def learner(self, code: str) -> Learner:
        """Raises NotFound."""
        code = fit_code(code)
        runs = self._repo.runs(code)
        if not runs:
            raise NotFound("there is no lesson of the learner “{code}”.", code=code)
        return _learner(code, runs)

    def erase(self, learner: str, by: str, pin: str) -> Erasure:
        """Delete every run and certificate of a learner; the line that stays says how many and when, not whose.

        Raises NotFound, NotPermitted, Refused.
        """
        trainer = self.require_trainer(by)
        self._people.verify_pin(trainer, pin)
        code = self.learner(learner).code
        with self._logbook.doing(ACT, trainer.id, step="erased"), self._repo.transaction():
            runs, serials = self._repo.erase(code)
            done = Erasure(at=self._clock.now(), by=trainer.id, runs=runs, serials=serials)
            self._repo.add_erasure(done)
        return done

    def erasures(self) -> tuple[Erasure, ...]:
        """Newest first."""
        return self._repo.erasures()

    def require_trainer(self, by: str) -> Person:
        """Who may decide about the class: a trainer, in the profile of their own work. Raises NotPermitted, Refused.

        In the practice profile inside it everybody knows the PIN of the sample trainer.
        """
        if not self._office():
            raise Refused(
                "this is done in the unit's own workspace, not in the practice workspace; go back to your own work."
            )
        return self._people.require(by, Role.TRAINER)


def _far(run: Run) -> tuple[object, ...]:
    """How far a run had come when it was written down."""
    return (run.finished_at is not None, run.steps_done, run.seconds)


def better(first: Run, second: Run) -> Run:
    """The better of two runs of one outline: passed, learnt, tried by oneself, more right, more done, fewer hints, and
    then newer."""
    return max(first, second, key=_rank)


def _rank(run: Run) -> tuple[object, ...]:
    own = run.mode != "watch"
    return (run.passed is True, run.learnt, own, run.score or 0.0, run.steps_done, -run.hints, run.started_at)


def _by_learner(runs: Sequence[Run]) -> dict[str, list[Run]]:
    found: dict[str, list[Run]] = defaultdict(list)
    for run in runs:
        found[run.learner_code].append(run)
    return found


def _learner(code: str, runs: Sequence[Run]) -> Learner:
    """`runs` are newest first and not empty."""
    best: dict[str, Run] = {}
    for run in runs:
        best[run.outline_id] = better(best.get(run.outline_id, run), run)
    name = next((run.learner_name for run in runs if run.learner_name), "")
    return Learner(
        code=code, name=name, best=dict(sorted(best.items())), runs=len(runs), seconds=sum(run.seconds for run in runs)
    )


def _trouble(runs: Sequence[Run]) -> dict[str, dict[int, StepTrouble]]:
    found: dict[str, dict[int, StepTrouble]] = defaultdict(dict)
    for run in runs:
        steps = found[run.outline_id]
        for number, trouble in run.by_step.items():
            before = steps.get(number, StepTrouble())
            steps[number] = StepTrouble(hints=before.hints + trouble.hints, restores=before.restores + trouble.restores)
    return {outline: dict(sorted(steps.items())) for outline, steps in found.items() if steps}

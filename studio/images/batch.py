"""A folder of photographs, made to fit: several at once, one report, and nothing is overwritten."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from threading import Thread

from studio.errors import BadInput, StudioError
from studio.images.export import ExportTarget
from studio.images.image_workers import ImageWorkers
from studio.images.kinds import SUFFIXES
from studio.images.screenshot_pages import is_long
from studio.paths import write_chosen
from studio.phrase import Phrase
from studio.reasons import reason_of

MOST = 2_000
"""Files of one batch."""
CHILDREN = 2
NAME = "anh"
"""Begins the name of every result."""
_ENDINGS = {"jpeg": ".jpg", "png": ".png", "webp": ".webp"}

Progress = Callable[["FileOutcome", int, int], bool]
"""Told of each file in turn, with how many are done of how many; False stops after those at work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileOutcome:
    """What became of one file: where it was written, or why not."""

    source: Path
    written: Path | None = None
    size: tuple[int, int] = (0, 0)
    bytes: int = 0
    refusal: Phrase | None = None

    @property
    def narrow(self) -> bool:
        """It was a long screenshot and came out too narrow to be read."""
        return self.written is not None and is_long(self.size)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All files in the order of their names; those that a stop left out are not in it."""

    outcomes: tuple[FileOutcome, ...]
    stopped: bool

    @property
    def done(self) -> tuple[FileOutcome, ...]:
        return tuple(one for one in self.outcomes if one.written)

    @property
    def refused(self) -> tuple[FileOutcome, ...]:
        return tuple(one for one in self.outcomes if one.refusal)


def photos_in(folder: Path) -> tuple[Path, ...]:
    """The photographs that lie in a folder itself, by their names' endings. Raises BadInput."""
    try:
        found = sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES and path.is_file())
    except OSError as trouble:
        raise BadInput("the folder cannot be read; check the path.", where=str(folder)) from trouble  # fmt: skip
    if not found or len(found) > MOST:
        raise BadInput(
            "there are {n} pictures in this folder; one batch takes 1 to {most}.",
            n=len(found),
            most=MOST,
            where=str(folder),
        )
    return tuple(found)


def run_batch(
    sources: Sequence[Path],
    out: Path,
    target: ExportTarget,
    image_workers: ImageWorkers,
    *,
    children: int = CHILDREN,
    progress: Progress = lambda outcome, done, of: True,
) -> Report:
    """Fit every file into `out`. One that cannot be read is reported and the others go on.

    `children` files are at work at a time. `progress` is called on the thread that calls this. Raises BadInput when the
    folder cannot be made.
    """
    made_folder(out)
    return _BatchRun(sources, out, target, image_workers).all(children, progress)


def made_folder(out: Path) -> None:
    """Make the folder that takes what is made, unless it is there. Raises BadInput."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as trouble:
        raise BadInput(
            "the folder cannot be made ({why}); choose another place.", why=reason_of(trouble), where=str(out)
        ) from trouble


class _BatchRun:
    """One batch: threads that each wait for a child."""

    def __init__(self, sources: Sequence[Path], out: Path, target: ExportTarget, image_workers: ImageWorkers) -> None:
        self._sources = sources
        self._paths = list(islice(free_paths(out, _ENDINGS[target.formats[0]]), len(sources)))
        self._target = target
        self._image_workers = image_workers
        self._left: queue.SimpleQueue[int] = queue.SimpleQueue()
        self._results: queue.SimpleQueue[tuple[int, FileOutcome | BaseException] | None] = queue.SimpleQueue()
        self._stopped = False

    def all(self, children: int, progress: Progress) -> Report:
        for at in range(len(self._sources)):
            self._left.put(at)
        workers = [Thread(target=self._work, name="batch", daemon=True) for _ in range(max(1, children))]
        for worker in workers:
            worker.start()
        outcomes: dict[int, FileOutcome] = {}
        try:
            for at, outcome in self._told(len(workers)):
                outcomes[at] = outcome
                if not progress(outcome, len(outcomes), len(self._sources)):
                    self._stopped = True
        finally:
            self._stopped = self._stopped or len(outcomes) < len(self._sources)
            for worker in workers:
                worker.join()
        return Report(
            outcomes=tuple(outcomes[at] for at in sorted(outcomes)), stopped=len(outcomes) < len(self._sources)
        )

    def _told(self, workers: int) -> Iterator[tuple[int, FileOutcome]]:
        while workers:
            told = self._results.get()
            if told is None:
                workers -= 1
            elif isinstance(told[1], BaseException):
                raise told[1]
            else:
                yield told[0], told[1]

    def _work(self) -> None:
        try:
            while not self._stopped:
                at = self._left.get_nowait()
                self._results.put((at, self._one(at)))
        except queue.Empty:
            pass
        except BaseException as error:  # noqa: BLE001 (boundary: raised again on the thread that waits)
            self._results.put((-1, error))
        finally:
            self._results.put(None)

    def _one(self, at: int) -> FileOutcome:
        source, path = self._sources[at], self._paths[at]
        try:
            made = self._image_workers.boxed(source, self._target)
            write_chosen(path, made.data)
        except StudioError as refusal:
            return FileOutcome(source=source, refusal=refusal.phrase)
        return FileOutcome(source=source, written=path, size=(made.width, made.height), bytes=len(made.data))


def free_paths(out: Path, ending: str) -> Iterator[Path]:
    """Where results go, one after the other: numbered, for the name of a photograph often tells who is in it."""
    taken = {path.name.casefold() for path in out.iterdir()}
    numbered = (f"{NAME}-{number:03d}{ending}" for number in count(1))
    return (out / name for name in numbered if name not in taken)

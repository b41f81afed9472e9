"""Watches the window's thread: how late it comes round to a timer, and what it was doing when that took too long.

A timer on the window's thread beats every 10 ms; a second thread looks whether the beat has come. When it is late, that
thread samples the stack of the window's thread until the beat is back. Processor time tells work from waiting: a stall
with little of it is a busy machine, or a lock held by another thread, whose stack is then kept beside it.

The stacks are read by `faulthandler`, which touches no frame object: a frame held by another thread keeps its locals
alive, and a painter that outlives its paint event brings Qt down.
"""

from __future__ import annotations

import faulthandler
import re
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer

BEAT_MS = 10
LOOK_S = 0.005
SAMPLE_S = 0.010
STALL_MS = 100.0
FRAMES = 14
OWN = "studio"


@dataclass(slots=True, kw_only=True)
class Stall:
    """One time the window did not answer. Times in milliseconds."""

    at: float
    """Seconds since the watch began."""
    wall: float = 0.0
    cpu: float = 0.0
    """What the window's thread computed meanwhile."""
    label: str = ""
    """What the script was doing."""
    stacks: Counter[str] = field(default_factory=Counter)
    others: Counter[str] = field(default_factory=Counter)
    """Innermost own line of each other thread that was at work."""

    @property
    def stack(self) -> str:
        """The stack seen most often."""
        return self.stacks.most_common(1)[0][0] if self.stacks else "(not sampled)"

    def text(self) -> str:
        others = "".join(f"\n      beside it: {line} ×{n}" for line, n in self.others.most_common(3))
        return (
            f"{self.wall:.0f} ms ({self.cpu:.0f} ms computing) at {self.at:.2f} s, {self.label}:\n{self.stack}{others}"
        )


class FreezeWatch(QObject):
    """Make it on the window's thread; `stop` before the application ends."""

    def __init__(self, parent: QObject | None = None, *, stall_ms: float = STALL_MS) -> None:
        super().__init__(parent)
        self._stall_s = stall_ms / 1000
        self._main = threading.get_ident()
        self._clock = time.pthread_getcpuclockid(self._main)
        self._began = self._beat = time.monotonic()
        self._cpu_at_beat = time.clock_gettime(self._clock)
        self._gaps: list[float] = []
        self.stalls: list[Stall] = []
        self.longest_of: dict[str, tuple[float, float]] = {}
        """By label: the longest gap, and what the window's thread computed in it; milliseconds."""
        self._seen = (0.0, Stall(at=0.0))
        """The beat that is late, and what was seen since."""
        self.label = ""
        self._over = threading.Event()
        self._timer = QTimer(self, interval=BEAT_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._pulse)
        self._timer.start()
        self._thread = threading.Thread(target=self._watch, name="freeze-watch", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._timer.stop()
        self._over.set()
        self._thread.join()

    # -- what was found, in milliseconds

    @property
    def longest(self) -> float:
        return max(self._gaps, default=0.0) * 1000

    def share(self, fraction: float) -> float:
        """The lateness that `fraction` of all beats did not exceed."""
        ordered = sorted(self._gaps)
        return ordered[min(len(ordered) - 1, int(len(ordered) * fraction))] * 1000 if ordered else 0.0

    def computed(self, least_ms: float = STALL_MS) -> list[Stall]:
        """Stalls in which the window's thread itself computed for at least `least_ms`."""
        return [stall for stall in self.stalls if stall.cpu >= least_ms]

    def report(self) -> str:
        """All of it for a person to read, the worst first."""
        head = (
            f"{len(self._gaps)} beats, late by: median {self.share(0.5):.0f} ms, p99 {self.share(0.99):.0f} ms, "
            f"longest {self.longest:.0f} ms; {len(self.stalls)} stalls, {len(self.computed())} of them computing"
        )
        worst = sorted(self.stalls, key=lambda stall: -stall.cpu)
        return "\n\n".join([head, *(stall.text() for stall in worst)]) + "\n"

    def write(self, path: Path) -> None:
        path.write_text(self.report(), encoding="utf-8")

    # -- how it is found

    def _pulse(self) -> None:
        now = time.monotonic()
        gap = now - self._beat - BEAT_MS / 1000
        self._gaps.append(max(0.0, gap))
        cpu = time.clock_gettime(self._clock)
        told = gap * 1000, (cpu - self._cpu_at_beat) * 1000
        self.longest_of[self.label] = max(self.longest_of.get(self.label, (0.0, 0.0)), told)
        if gap >= self._stall_s:
            beat, seen = self._seen
            stall = seen if beat == self._beat else Stall(at=self._beat - self._began, label=self.label)
            stall.wall, stall.cpu = told
            self.stalls.append(stall)
        self._beat, self._cpu_at_beat = now, cpu

    def _watch(self) -> None:
        while not self._over.wait(LOOK_S):
            beat = self._beat
            if time.monotonic() - beat < self._stall_s * 0.6:
                continue
            seen = Stall(at=beat - self._began, label=self.label)
            self._seen = beat, seen
            while self._beat == beat and not self._over.wait(SAMPLE_S):
                self._sample(seen)

    def _sample(self, seen: Stall) -> None:
        for thread, lines in _stacks():
            if thread == self._main:
                seen.stacks["\n".join(reversed(lines[:FRAMES]))] += 1
            elif thread != threading.get_ident():
                line = _own_line(lines)
                if line:
                    seen.others[line] += 1


def _stacks() -> Iterator[tuple[int, list[str]]]:
    """The lines of every thread's stack, the innermost first."""
    with tempfile.TemporaryFile() as file:
        faulthandler.dump_traceback(file, all_threads=True)
        file.seek(0)
        text = file.read().decode(errors="replace")
    for block in text.split("\n\n"):
        head, *lines = block.strip().splitlines()
        found = re.search(r"hread (0x[0-9a-f]+)", head)
        if found:
            yield int(found[1], 16), [_short(line) for line in lines]


def _short(line: str) -> str:
    return re.sub(r'"[^"]*/((?:studio|tests|site-packages)/)', r'"\1', line)


def _own_line(lines: list[str]) -> str:
    """The innermost line of the project, unless the thread only waits for work."""
    if not lines or re.search(r" in (wait|_worker|get|select)$", lines[0]):
        return ""
    return next((line.strip() for line in lines if f'"{OWN}/' in line), "")

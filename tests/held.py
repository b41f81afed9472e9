"""Files that another program has open, as on Windows, where they can be neither replaced nor moved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest


def hold(patch: pytest.MonkeyPatch, *, tries: int, code: int = 32) -> list[float]:
    """Let a scanner have every file open for so many tries; the seconds that are waited meanwhile are the answer.

    `code` is what Windows says: 5 access denied, 32 sharing violation.
    """
    left, pauses = iter(range(tries)), list[float]()

    def held(move: Callable[[Path, Path], Path]) -> Callable[[Path, Path], Path]:
        def moved(self: Path, target: Path) -> Path:
            if next(left, None) is None:
                return move(self, target)
            error = PermissionError(13, "held")
            error.winerror = code  # type: ignore[attr-defined]
            raise error

        return moved

    patch.setattr(Path, "replace", held(Path.replace))
    patch.setattr(Path, "rename", held(Path.rename))
    patch.setattr("time.sleep", pauses.append)
    return pauses

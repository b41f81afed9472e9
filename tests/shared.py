"""What takes seconds to make is made once in a run: by the worker that needs it first, for all of them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

_places: list[Path] = []


def share(factory: pytest.TempPathFactory) -> None:
    """Let the workers of this run meet in its temporary folder; pytest removes it some runs later."""
    own = factory.getbasetemp()
    _places[:] = [own.parent if "PYTEST_XDIST_WORKER" in os.environ else own]


def share_in(folder: Path) -> None:
    """Outside a run of pytest: let things be made in that folder."""
    _places[:] = [folder]


def is_shared() -> bool:
    """Whether a run of pytest is there to make things for."""
    return bool(_places)


def made_once(name: str, make: Callable[[Path], object]) -> Path:
    """The folder of that name, which `make` filled; to be copied, not to be written into.

    Other workers wait meanwhile. What a maker that failed left behind is made anew by the next.
    """
    (place,) = _places
    folder, done = place / name, place / f"{name}.done"
    with FileLock(place / f"{name}.lock"):
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            make(folder)
            done.touch()
    return folder

"""An import killed at any moment leaves the library whole: as it was before it, or as it is after it.

With a real library: `STUDIO_KILLS=20 STUDIO_LAW_CORPUS=corpus.jsonl pytest tests/store/test_library_kills.py`.
"""

from __future__ import annotations

import faulthandler
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from studio.library.storage import StoredLibrary
from studio.store.engine import open_store
from tests.soak import amount
from tests.store.importing import COUNTED, STATES, StillClock, library

pytestmark = pytest.mark.kill

KILLS = amount(2, 50, "STUDIO_KILLS")
CORPUS = os.environ.get("STUDIO_LAW_CORPUS")
SEED = 20261127


def holds(path: Path) -> str:
    """The state the library is in. Fails where it is between two, or its index is not that of its texts."""
    store = open_store(path, clock=StillClock())
    repo = StoredLibrary(store)
    with store.write() as tx:
        assert tx.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
        tx.exec_driver_sql("INSERT INTO law_fts (law_fts) VALUES ('integrity-check')")
        tokens = tx.exec_driver_sql("SELECT term, doc FROM law_terms ORDER BY term").all()
        counted = tx.exec_driver_sql(COUNTED).all()
        holding = "SELECT count(*) FROM law_articles WHERE text LIKE ?"
        ends = {state: tx.exec_driver_sql(holding, (f"%{state}%",)).scalar_one() for state in STATES}
    articles = repo.counts()[1]
    assert counted == tokens
    assert repo.total() == articles > 0
    (state,) = [state for state, count in ends.items() if count == articles]
    store.close()
    return state


def length_of_an_import(path: Path, corpus: Path | None) -> float:
    """Seconds that one takes; the library is in the first state afterwards."""
    store = open_store(path, clock=StillClock())
    StoredLibrary(store).import_all(library(STATES[1], corpus))
    began = time.monotonic()
    StoredLibrary(store).import_all(library(STATES[0], corpus))
    store.close()
    return time.monotonic() - began


def test_an_import_killed_at_any_moment_leaves_a_whole_library(tmp_path: Path) -> None:
    faulthandler.cancel_dump_traceback_later()  # with a real library it takes longer than a test may
    path, corpus = tmp_path / "studio.sqlite3", Path(CORPUS) if CORPUS else None
    whole, moments = length_of_an_import(path, corpus), random.Random(SEED)
    command = [sys.executable, "-m", "tests.store.importing", str(path), *([str(corpus)] if corpus else [])]
    seen = set()
    for _ in range(KILLS):
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            assert process.stdout.readline().strip() == b"importing"
            try:
                process.wait(timeout=moments.uniform(0, 2 * whole))
            except subprocess.TimeoutExpired:
                process.kill()
        assert process.returncode != 0
        seen.add(holds(path))
    assert seen <= set(STATES)

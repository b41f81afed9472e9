"""Fresh processes for tests that kill: one process imports once and forks the children, so that a life takes little."""

from __future__ import annotations

import multiprocessing
from multiprocessing.context import BaseContext

PROGRAMS = (
    "tests.app.rooms_child",
    "tests.exchange.reading_child",
    "tests.feedback.intake_child",
    "tests.feedback.kill.program",
    "tests.hub.fleet.program",
    "tests.hub.kill_child",
    "tests.images.works_child",
    "tests.installation.upgrade_child",
    "tests.outbox.kill.program",
    "tests.posts.kill_child",
    "tests.posts.purge_child",
    "tests.publishers.kill.program",
    "tests.store.backup_child",
    "tests.training.course.kill_child",
)
"""What the children run."""


def context() -> BaseContext:
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    found = multiprocessing.get_context("forkserver")
    found.set_forkserver_preload(list(PROGRAMS))
    return found


def start_fork_server() -> None:
    """Start what forks the children before the first test: it stays for the others."""
    if context().get_start_method() == "forkserver":
        from multiprocessing import forkserver  # there is none on Windows

        forkserver.ensure_running()

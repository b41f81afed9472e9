"""The rig itself: it starts, and leaves nothing running whatever becomes of the tests."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.wordpress.site import ROOT, lacking, wordpress

needs_wordpress = pytest.mark.skipif(bool(lacking()), reason=lacking() or "all is there")
CHILD = """
import sys
from pathlib import Path
from tests.wordpress.site import wordpress
with wordpress(Path(sys.argv[1])) as site:
    print(*(pid for task in Path("/proc/self/task").glob("*/children") for pid in task.read_text().split()), flush=True)
    sys.stdin.read()
"""
WAIT = 60.0


def test_what_is_missing_is_named_with_the_remedy(tmp_path: Path) -> None:
    assert "khong-co" in lacking(("khong-co",))
    assert "bootstrap.py --tests" in lacking(("khong-co",))
    assert "build/wordpress" in lacking((), tmp_path)
    (tmp_path / "wp-load.php").touch()
    assert lacking((), tmp_path) == ""


@needs_wordpress
def test_two_sites_run_side_by_side_and_end(tmp_path: Path) -> None:
    folders = [tmp_path / "a", tmp_path / "b"]
    for folder in folders:
        folder.mkdir()
    with wordpress(folders[0]) as first, wordpress(folders[1]) as second:
        first.run("update_option('blogname', 'Một');")
        assert second.run("echo get_option('blogname');") == "Công an phường Hải Châu"
        assert first.address != second.address
    # `no_process_is_left_behind` sees to the rest


@needs_wordpress
def test_servers_die_with_the_tests_that_started_them(tmp_path: Path) -> None:
    tests = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(tmp_path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with tests:
        assert tests.stdout is not None
        started = [int(pid) for pid in tests.stdout.readline().split()]
        assert len(started) == 2
        handles = [os.pidfd_open(pid) for pid in started]
        try:
            tests.send_signal(signal.SIGKILL)
            for handle in handles:  # becomes readable when its process is gone
                assert select.select([handle], [], [], WAIT)[0] == [handle]
        finally:
            for handle in handles:
                os.close(handle)

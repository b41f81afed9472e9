"""Vietnamese typed with a real input method reads as it should, while drafts are saved at every moment."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TOOLS = ("dbus-run-session", "Xvfb", "ibus-daemon", "ibus", "xdotool")
ENGINE = Path("/usr/lib/ibus/ibus-engine-unikey"), Path("/usr/libexec/ibus-engine-unikey")
RIG = Path(__file__).with_name("telex_rig.py")
ROOT = Path(__file__).resolve().parents[3]

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(
        any(shutil.which(tool) is None for tool in TOOLS) or not any(path.exists() for path in ENGINE),
        reason="needs xvfb, ibus, ibus-unikey, xdotool and dbus",
    ),
]


@pytest.mark.parametrize("which", ["line", "text"])
def test_telex_reads_as_vietnamese(tmp_path: Path, which: str) -> None:
    done = subprocess.run(
        ["dbus-run-session", "--", sys.executable, str(RIG), str(tmp_path), which],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=150,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        check=False,
    )
    assert done.returncode == 0, done.stderr[-1500:]
    assert (tmp_path / "typed.txt").read_text(encoding="utf-8") == "tiếng việt được "

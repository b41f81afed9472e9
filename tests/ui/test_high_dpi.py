"""On screens with 1.5 and 2 device pixels a point the window is drawn sharp and nothing is cut."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.ui.unit import Unit

SCRIPT = """
import json, sys, tempfile, time
from pathlib import Path
from PySide6.QtWidgets import QApplication
from studio.app import open_studio
from studio.config import Settings, SettingsFile
from studio.paths import Profile
from studio.ui.main_window import SMALLEST
from studio.ui.page_specs import PageId
from studio.ui.run import make_window
from tests.accounts.keyrings import NoKeyring
from tests.profile import SetClock
from tests.ui.unit import NOW
from tests.ui.geometry import cut, out_of_reach

app = QApplication([])
root = Path(tempfile.mkdtemp())
file = SettingsFile(root / "settings.json")
file.save(Settings(language="vi", theme="dark", lock_minutes=0))
profile = Profile(root=Path(sys.argv[1]))
studio = open_studio(profile, clock=SetClock(NOW), safe=NoKeyring())
window = make_window(app, profile, file)
window.show()
window.resize(*SMALLEST)

def settle():
    calm, end = 0, time.monotonic() + 120
    while calm < 10 and time.monotonic() < end:
        app.processEvents()
        calm = calm + 1 if window.tasks.idle else 0
        time.sleep(0.002)

window.load(lambda: studio, first=PageId.SETTINGS, sign_in_first=False)
settle()
said = {}
for page in (PageId.SETTINGS, PageId.OUTBOX, PageId.PAGES):
    window.go(page, "")
    settle()
    said[page.value] = [*cut(window.page), *out_of_reach(window.page)]
picture = window.grab()
print(json.dumps({"ratio": picture.devicePixelRatio(), "width": picture.width(), "cut": said,
                  "logical": [window.width(), window.height()]}))
window.close()
"""


@pytest.mark.parametrize("factor", [1.5, 2.0])
def test_the_window_on_a_fine_screen(factor: float, unit: Unit) -> None:
    unit.close()
    env = dict(os.environ, QT_SCALE_FACTOR=str(factor), QT_QPA_PLATFORM="offscreen")
    command = [sys.executable, "-c", SCRIPT, str(unit.profile.root)]
    done = subprocess.run(command, capture_output=True, text=True, env=env, encoding="utf-8", check=False, timeout=600)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout.splitlines()[-1])
    assert answer["ratio"] == factor
    assert answer["logical"] == [1180, 680]
    assert answer["width"] == round(1180 * factor)
    assert answer["cut"] == {page: [] for page in answer["cut"]}

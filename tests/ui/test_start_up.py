"""The window paints before anything heavy is imported, and the interpreter survives Qt's calls."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.config import Settings, SettingsFile
from studio.paths import Profile
from studio.ui.run import AfterPaint, make_window
from tests.conftest import PATIENCE_MS

HEAVY = ("sqlalchemy", "alembic", "PIL", "jinja2", "yaml", "argon2", "docx", "lxml", "segno", "keyring", "requests",
         "msgspec", "numpy", "studio.app", "studio.store", "studio.cards", "studio.posts.checks",
         "PySide6.QtNetwork")  # fmt: skip

SCRIPT = """
import json, sys, tempfile
from pathlib import Path
from PySide6.QtWidgets import QApplication
from studio.config import SettingsFile
from studio.paths import Profile
from studio.ui.run import make_window
app = QApplication([])
root = Path(tempfile.mkdtemp())
window = make_window(app, Profile(root=root), SettingsFile(root / "settings.json"))
window.show()
app.processEvents()
print(json.dumps({"painted": window.isVisible() and not window.grab().isNull(), "modules": sorted(sys.modules)}))
window.close()
"""


@pytest.fixture(scope="module")
def first_paint() -> dict[str, object]:
    """A fresh interpreter up to the first paint."""
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True, encoding="utf-8")
    answer: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return answer


def test_the_window_is_painted(first_paint: dict[str, object]) -> None:
    assert first_paint["painted"] is True


@pytest.mark.parametrize("name", HEAVY)
def test_nothing_heavy_is_imported_before_the_first_paint(first_paint: dict[str, object], name: str) -> None:
    modules = first_paint["modules"]
    assert isinstance(modules, list)
    assert [module for module in modules if module == name or module.startswith(f"{name}.")] == []


@pytest.mark.parametrize("practice", [False, True])
def test_the_services_open_after_the_first_paint_and_not_a_while_later(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, practice: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With and without the practice frame, the only part of the window itself that may be seen."""
    monkeypatch.setattr("studio.ui.run.UNPAINTED_MS", 10 * PATIENCE_MS)  # by the paint, or not while this waits
    file = SettingsFile(tmp_path / "settings.json")
    file.save(Settings(practice=practice))
    window = make_window(qapp, Profile(root=tmp_path), file)
    begun: list[bool] = []
    after = AfterPaint(window, lambda: begun.append(True))
    window.show()
    qtbot.waitUntil(lambda: bool(begun))
    assert after.painted
    window.close()
    window.deleteLater()

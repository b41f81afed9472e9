"""Every page of the window looks as it did when a person last looked at it, in both themes and both languages."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication, QWidget

from studio.app import open_studio
from studio.config import Settings, SettingsFile
from studio.paths import Profile
from studio.ui.page import PageId
from tests.profile import SetClock
from tests.snapshots.picture import LOOKS, MOST_OTHER, SMALLER, compare, other
from tests.snapshots.scene import make_scene, steady_ids
from tests.ui.hands import EVERYWHERE
from tools.screenshots import (
    OF_THE_UNIT,
    STATION,
    THAT_DAY,
    Look,
    confirmation,
    connecting,
    open_window,
    put_away,
    settle,
    sign_in,
    stage,
)
from tools.unit import lay_out_unit

pytestmark = [pytest.mark.e2e, pytest.mark.skipif(sys.platform != "linux", reason="the pictures were made on Linux")]


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> tuple[Profile, str, SetClock]:
    clock = SetClock(THAT_DAY)
    profile, approved = make_scene(tmp_path_factory.mktemp("scene"), clock)
    return profile, approved, clock


@pytest.fixture(scope="module")
def unit(tmp_path_factory: pytest.TempPathFactory) -> Profile:
    """Pages in every state of health, and posts on days; put aside, so that what is copied from it counts as moved."""
    folder = tmp_path_factory.mktemp("unit")
    laid_out = lay_out_unit(folder, THAT_DAY, steady_ids())
    return Profile(root=laid_out.root.rename(folder / "aside"))


def photographs(app: QApplication, profile: Profile, approved: str, clock: SetClock) -> Iterator[tuple[str, QWidget]]:
    """Every page, staged, and the confirmation before publishing."""
    look = Look(SettingsFile(profile.settings).load().settings, STATION)
    window = open_window(app, profile, look, lambda: open_studio(profile, clock=clock))
    sign_in(window)
    window.go(PageId.COMPOSER, "")
    settle(app, window)
    yield "chooser", window
    for page in EVERYWHERE:
        if page not in OF_THE_UNIT:
            stage(window, page, lambda: settle(app, window))
            yield page.value, window
    for dialog in confirmation(window, approved):
        settle(app, window)
        yield "publish", dialog
        dialog.reject()
    put_away(window)


def of_the_unit(app: QApplication, profile: Profile, settings: Settings) -> Iterator[tuple[str, QWidget]]:
    """What a practice profile has little of: days, connections, and the dialog that connects."""
    window = open_window(app, profile, Look(settings, STATION), lambda: open_studio(profile, clock=SetClock(THAT_DAY)))
    sign_in(window)
    for page in OF_THE_UNIT:
        stage(window, page, lambda: settle(app, window))
        yield page.value, window
    for dialog in connecting(window):
        settle(app, window)
        dialog.asking.take_focus()
        yield "connect", dialog
        dialog.reject()
    put_away(window)


def first_steps(app: QApplication, folder: Path, settings: Settings, clock: SetClock) -> Iterator[tuple[str, QWidget]]:
    """What an empty profile begins with."""
    profile = Profile(root=folder)
    profile.create()
    window = open_window(app, profile, Look(settings, STATION), lambda: open_studio(profile, clock=clock))
    yield "start", window
    put_away(window)


@pytest.mark.soak
@pytest.mark.parametrize(("theme", "language"), LOOKS)
def test_every_page_looks_as_it_did(
    qapp: QApplication,
    scene: tuple[Profile, str, SetClock],
    unit: Profile,
    tmp_path: Path,
    theme: str,
    language: str,
) -> None:
    profile, approved, clock = scene
    copy, busy = (Profile(root=tmp_path / name) for name in ("profile", "unit"))
    shutil.copytree(profile.root, copy.root)
    shutil.copytree(unit.root, busy.root)
    settings = Settings(theme=theme, language=language, practice=True, lock_minutes=0)  # type: ignore[arg-type]
    SettingsFile(copy.settings).save(settings)
    qapp.setCursorFlashTime(0)
    looks = chain(
        photographs(qapp, copy, approved, clock),
        of_the_unit(qapp, busy, replace(settings, practice=False)),
        first_steps(qapp, tmp_path / "empty", settings, clock),
    )
    assert compare(looks, f"{theme}_{language}", tmp_path) == []


def test_a_changed_page_would_be_seen(tmp_path: Path) -> None:
    kept = tmp_path / "page.png"
    page = Image.new("RGB", (STATION[0] // SMALLER, STATION[1] // SMALLER), "white")
    page.save(kept)
    assert other(page, kept) == 0.0
    page.paste("navy", (40, 40, 160, 100))
    assert other(page, kept) > MOST_OTHER

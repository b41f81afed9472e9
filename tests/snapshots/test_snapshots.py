"""Every page of the window looks as it did when a person last looked at it, in both themes and both languages.

The pictures beside this file are half as large as the window. ``STUDIO_SNAPSHOTS=write`` makes them anew; look at them
before they are kept. Small differences between machines are forgiven, a moved, missing or recoloured control is not.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from studio.app import open_studio
from studio.config import Settings, SettingsFile
from studio.paths import Profile
from studio.ui.page import PageId
from studio.ui.run import make_window
from tests.profile import SetClock
from tests.snapshots.scene import make_scene, steady_ids
from tools.screenshots import (
    OF_THE_UNIT,
    SIZE,
    THAT_DAY,
    confirmation,
    connecting,
    open_window,
    put_away,
    settle,
    sign_in,
    stage,
)
from tools.unit import lay_out_unit

HERE = Path(__file__).parent
WRITE = os.environ.get("STUDIO_SNAPSHOTS") == "write"
SMALLER = 2
COLOURS = 64
FAR = 48
"""Levels of 255 from which a dot is another dot."""
MOST_OTHER = 0.015
"""Part of all dots that may be others: letters differ by a hair between machines."""
LOOKS = [(theme, language) for theme in ("light", "dark") for language in ("vi", "en")]

pytestmark = [pytest.mark.e2e, pytest.mark.skipif(sys.platform != "linux", reason="the pictures were made on Linux")]


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> tuple[Profile, str, SetClock]:
    clock = SetClock(THAT_DAY)
    profile, approved = make_scene(tmp_path_factory.mktemp("scene"), clock)
    return profile, approved, clock


@pytest.fixture(scope="module")
def unit(tmp_path_factory: pytest.TempPathFactory) -> Profile:
    """Pages in every state of health, and posts on days."""
    return lay_out_unit(tmp_path_factory.mktemp("unit"), THAT_DAY, steady_ids())


def small(widget: QWidget) -> Image.Image:
    """What the widget shows, half as large."""
    grabbed = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    wide, high, line = grabbed.width(), grabbed.height(), grabbed.bytesPerLine()
    whole = Image.frombuffer("RGB", (wide, high), bytes(grabbed.constBits()), "raw", "RGB", line, 1)
    return whole.resize((wide // SMALLER, high // SMALLER), Image.Resampling.BOX)


def photographs(app: QApplication, profile: Profile, approved: str, clock: SetClock) -> Iterator[tuple[str, QWidget]]:
    """Every page, staged, and the confirmation before publishing."""
    window = open_window(app, profile, SettingsFile(profile.settings).load().settings, clock)
    yield "chooser", window
    sign_in(window)
    for page in PageId:
        if page is not PageId.START and page not in OF_THE_UNIT:
            stage(window, page, lambda: settle(app, window))
            yield page.value, window
    for dialog in confirmation(window, approved):
        settle(app, window)
        yield "publish", dialog
        dialog.reject()
    put_away(window)


def of_the_unit(app: QApplication, profile: Profile, settings: Settings) -> Iterator[tuple[str, QWidget]]:
    """What a practice profile has little of: days, connections, and the dialog that connects."""
    window = open_window(app, profile, settings, SetClock(THAT_DAY))
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
    file = SettingsFile(profile.settings)
    file.save(settings)
    window = make_window(app, profile, file, sample=lambda: open_studio(profile, clock=clock))
    window.resize(*SIZE)
    window.show()
    window.load(lambda: open_studio(profile, clock=clock))
    settle(app, window)
    yield "start", window
    put_away(window)


def other(seen: Image.Image, kept: Path) -> float:
    """The part of all dots that differ from the picture that is kept; all of them where its size is another."""
    with Image.open(kept) as picture:
        known = picture.convert("RGB")
    if known.size != seen.size:
        return 1.0
    apart = ImageChops.difference(known, seen).convert("L").point(lambda level: 255 if level >= FAR else 0)
    return apart.histogram()[255] / (seen.width * seen.height)


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
    wrong = []
    looks = (
        photographs(qapp, copy, approved, clock),
        of_the_unit(qapp, busy, replace(settings, practice=False)),
        first_steps(qapp, tmp_path / "empty", settings, clock),
    )
    for name, widget in chain(*looks):
        seen, kept = small(widget), HERE / f"{theme}_{language}" / f"{name}.png"
        if WRITE:
            kept.parent.mkdir(exist_ok=True)
            seen.quantize(COLOURS, dither=Image.Dither.NONE).save(kept, optimize=True)
            continue
        share = other(seen, kept) if kept.exists() else 1.0
        if share > MOST_OTHER:
            seen.save(tmp_path / f"{name}.png")
            wrong.append(f"{name}: {share:.1%} of it differs, see {tmp_path / name}.png")
    assert wrong == []


def test_a_changed_page_would_be_seen(tmp_path: Path) -> None:
    kept = tmp_path / "page.png"
    page = Image.new("RGB", (SIZE[0] // SMALLER, SIZE[1] // SMALLER), "white")
    page.save(kept)
    assert other(page, kept) == 0.0
    page.paste("navy", (40, 40, 160, 100))
    assert other(page, kept) > MOST_OTHER

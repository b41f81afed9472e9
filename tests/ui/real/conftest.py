"""The window over the real services: the sample unit in a profile of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.app import Studio, open_studio
from studio.app.practice import SAMPLE
from studio.clock import Clock, SystemClock, local_date
from studio.config import SettingsFile
from studio.demo import fill_sample, new_profile
from studio.people.model import Person
from studio.people.sample import AUTHOR, PIN
from studio.posts.model import Post
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from studio.ui.run import make_window
from tests.practice import practice_profile_in

"""Milliseconds that real work may take."""
Idle = Callable[[], None]


@pytest.fixture
def clock() -> Clock:
    return SystemClock()


@pytest.fixture
def studio(tmp_path: Path, clock: Clock) -> Iterator[Studio]:
    made = open_studio(new_profile(tmp_path), clock=clock)
    fill_sample(made)
    yield made
    made.close()


@pytest.fixture
def practice(tmp_path: Path, clock: Clock) -> Iterator[Studio]:
    """A filled practice profile, for modules that take it instead of the sample."""
    made = open_studio(practice_profile_in(tmp_path / "profile"), clock=clock)
    yield made
    made.close()


@pytest.fixture
def file(studio: Studio, tmp_path: Path) -> Path:
    """A warning with a photo, as a file."""
    review = local_date(studio.now()) + timedelta(days=90)
    text = (SAMPLE / "posts" / "canh-bao.yaml").read_text(encoding="utf-8")
    text = text.replace("{review_on}", review.isoformat()).replace("../photo", (SAMPLE / "photo").as_posix())
    path = tmp_path / "bai.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def warning(studio: Studio, file: Path) -> Post:
    """It waits for approval."""
    return studio.submit_file(file, person(studio, AUTHOR).id, PIN)


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, studio: Studio) -> Iterator[MainWindow]:
    made = make_window(qapp, studio.profile, SettingsFile(studio.profile.settings))
    made.resize(1366, 768)
    made.show()
    made.load(lambda: studio, first=PageId.SETTINGS, sign_in_first=False)
    qtbot.waitUntil(lambda: made.page is not None and made.tasks.idle)
    yield made
    made.close()
    made.deleteLater()


def person(studio: Studio, name: str) -> Person:
    return next(one for one in studio.people.list() if one.name == name)


@pytest.fixture
def signed_in(window: MainWindow, studio: Studio) -> None:
    """Somebody works here."""
    window.session.sign_in(studio.people.list()[0])

"""Writes into a post in the real window, which is ended by a signal at once; says what the window told when it began.

python -m tests.e2e.rig.leaver PROFILE POST PERSON SIGNAL WORDS
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtTest import QTest

from studio.people.sample import PIN
from studio.ui.composer.page import ComposerPage
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from tests.e2e.rig.inside import main_window, run_studio
from tests.e2e.rig.typist import written_fields

LOOK_MS = 20


class Leaver(QObject):
    """Signs in, opens the post, types the words into its first field, and lets the system end the program."""

    def __init__(self, post: str, person: str, sign: int, words: str) -> None:
        super().__init__()
        self._post, self._person, self._sign, self._words = post, person, sign, words
        self._begun = False
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        window = main_window()
        if window is None or window.studio is None or not window.tasks.idle:
            return
        if not self._begun:
            self._begin(window)
        elif isinstance(window.page, ComposerPage) and window.page.editor.form is not None:
            self._timer.stop()
            _, inputs = next(written_fields(window.page))
            QTest.keyClicks(inputs[0], self._words)
            os.kill(os.getpid(), self._sign)

    def _begin(self, window: MainWindow) -> None:
        self._begun = True
        print(window.banner.text, flush=True)
        assert window.studio is not None
        person = window.studio.people.get(self._person)
        window.session.sign_in(person, window.studio.people.sign_in(person, PIN))
        window.go(PageId.COMPOSER, self._post)


if __name__ == "__main__":
    profile, post, person, sign, words = sys.argv[1:]
    sys.exit(run_studio(Path(profile), lambda: Leaver(post, person, int(sign), words)))

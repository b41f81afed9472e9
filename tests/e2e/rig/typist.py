"""Writes a post in the real window until it is killed: types Vietnamese, adds and moves pictures, ticks, undoes.

    python -m tests.e2e.rig.typist PROFILE POST PERSON LEDGER SEED PICTURE …

Runs the window in this process and gives it the events that keys, an input method and a drop give. What is to be seen
is written to LEDGER after each of them.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from studio.people.sample import PIN
from studio.ui.composer.inputs import LineInput, TextInput
from studio.ui.composer.media.panel import FocalPicker
from studio.ui.composer.page import ComposerPage
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from tests.e2e.rig.inside import main_window, run_studio
from tests.e2e.rig.ledger import Draft, Ledger, picture_of, tidy
from tests.e2e.rig.script import ScriptPlayer, Wait
from tests.e2e.rig.telex import WORDS, steps_of

KEY_MS = 12
TEXTS = frozenset({"text", "multiline", "place", "person_min", "list", "steps", "qa_list", "kv_list"})
"""Types of fields that hold what a person wrote."""


def written_fields(page: ComposerPage) -> Iterator[tuple[str, list[LineInput | TextInput]]]:
    """The names of the fields to write in, with their inputs in order."""
    form = page.editor.form
    assert form is not None
    for name, field in form.fields.items():
        if field.editor.field.type.value in TEXTS:
            yield name, [part for part in field.editor.inputs() if isinstance(part, LineInput | TextInput)]


class Typist(ScriptPlayer):
    """Plays its script step by step, the window's own events between the steps."""

    def __init__(self, post: str, person: str, ledger: Path, seed: int, pictures: list[Path]) -> None:
        super().__init__()
        self._post, self._person, self._pictures = post, person, pictures
        self._ledger = Ledger(ledger)
        self._chance = random.Random(seed)

    # -- the script

    def script(self) -> Iterator[Wait]:
        yield lambda: (window := main_window()) is not None and window.lock.screen is not None and window.tasks.idle
        window = self._window
        studio = window.studio
        assert studio is not None
        signed = studio.people.sign_in(self._person, PIN)
        window.session.sign_in(studio.people.acting(signed), signed)
        window.go(PageId.COMPOSER, self._post)
        yield lambda: self._page.writes and window.tasks.idle and self._page.composer.journal.idle
        window.activateWindow()
        self._note()
        acts = [self._write] * 8 + [self._alt, self._picture, self._arrange, self._point, self._tick, self._undo]
        while True:
            yield from self._chance.choice(acts)()

    def _write(self) -> Iterator[Wait]:
        """A few words, as one input method or the other hands them over; now and then a new row."""
        _, inputs = self._chance.choice(list(written_fields(self._page)))
        place = self._chance.choice(inputs)
        yield from self._focus(place)
        if isinstance(place, TextInput) and len(inputs) > 1 and self._chance.random() < 0.5:
            QTest.keyClick(place, Qt.Key.Key_Return)
            yield KEY_MS
        here = QApplication.focusWidget()
        if isinstance(here, LineInput | TextInput):
            yield from self._words(here, self._chance.randint(1, 4))

    def _words(self, place: LineInput | TextInput, count: int) -> Iterator[Wait]:
        way = self._chance.choice([composed, rewritten])
        place.moveCursor(place.textCursor().MoveOperation.End) if isinstance(place, TextInput) else place.end(False)
        for _ in range(count):
            for act in way(place, self._chance.choice(WORDS) + " "):
                act()
                self._note()
                yield KEY_MS

    def _alt(self) -> Iterator[Wait]:
        """Say what a picture shows."""
        tiles = self._page.editor.strip.tiles
        if not tiles:
            return
        tile = self._chance.choice(tiles)
        if not tile.isChecked():
            tile.click()
        yield KEY_MS
        alt = next((part for part in self._page.editor.strip.panel.inputs() if isinstance(part, TextInput)), None)
        if alt is not None:
            yield from self._focus(alt)
            yield from self._words(alt, 2)

    def _picture(self) -> Iterator[Wait]:
        """Drop a picture on the strip."""
        strip = self._page.editor.strip
        if len(strip.tiles) >= 4:
            return
        self._note("pictures")
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(self._chance.choice(self._pictures)))])
        centre, copy = QPointF(strip.rect().center()), Qt.DropAction.CopyAction
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(strip, QDragEnterEvent(centre.toPoint(), copy, mime, left, none))
        QApplication.sendEvent(strip, QDropEvent(centre, copy, mime, left, none))
        before = len(strip.tiles)
        yield lambda: len(strip.tiles) > before and self._window.tasks.idle
        self._note()

    def _arrange(self) -> Iterator[Wait]:
        """Move a picture by one place, with the keys."""
        tiles = self._page.editor.strip.tiles
        if len(tiles) > 1:
            tile = self._chance.choice(tiles)
            yield from self._focus(tile)
            key = self._chance.choice([Qt.Key.Key_Left, Qt.Key.Key_Right])
            QTest.keyClick(tile, key, Qt.KeyboardModifier.AltModifier)
            self._note()
            yield KEY_MS

    def _point(self) -> Iterator[Wait]:
        """Move the point of a picture that stays in sight, with the keys."""
        for focal in self._page.editor.strip.findChildren(FocalPicker):
            if focal.isVisible():
                yield from self._focus(focal)
                for _ in range(3):
                    QTest.keyClick(focal, self._chance.choice([Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Right]))
                    self._note()
                    yield KEY_MS

    def _tick(self) -> Iterator[Wait]:
        """Tick a page, or take the tick away, with the space bar."""
        boxes = self._boxes()
        if boxes:
            box = self._chance.choice(boxes)
            yield from self._focus(box)
            QTest.keyClick(box, Qt.Key.Key_Space)
            self._note()
            yield KEY_MS

    def _undo(self) -> Iterator[Wait]:
        """Ctrl+Z some times, and now and then Ctrl+Y."""
        keys = [Qt.Key.Key_Z] * self._chance.randint(1, 3) + [Qt.Key.Key_Y] * self._chance.randint(0, 1)
        for key in keys:
            self._note("undo")
            focus = QApplication.focusWidget() or self._page
            QTest.keyClick(focus, key, Qt.KeyboardModifier.ControlModifier)
            yield KEY_MS
            yield lambda: self._window.tasks.idle and self._page.composer.journal.idle
            self._note()

    def _focus(self, place: QWidget) -> Iterator[Wait]:
        place.setFocus(Qt.FocusReason.TabFocusReason)
        yield KEY_MS

    # -- what is to be seen

    @property
    def _window(self) -> MainWindow:
        window = main_window()
        assert window is not None
        return window

    @property
    def _page(self) -> ComposerPage:
        page = self._window.page
        assert isinstance(page, ComposerPage)
        return page

    def _boxes(self) -> list[QWidget]:
        return [row for row in self._page.editor.plan.targets.rows if row.isEnabled()]

    def _note(self, doing: str = "") -> None:
        editor = self._page.editor
        texts = [part.value for _, inputs in written_fields(self._page) for part in inputs]
        pictures = tuple(picture_of(tile.media) for tile in editor.strip.tiles)
        ticks = sum(row.isChecked() for row in editor.plan.targets.rows)
        self._ledger.write(Draft(texts=tidy(texts), pictures=pictures, ticks=ticks), doing)


def composed(place: QWidget, word: str) -> Iterator[Callable[[], object]]:
    """The word grows under the line of an input method, then is handed over whole, as ibus does."""
    shown = steps_of(word.strip())
    for step in shown:
        yield lambda step=step: QApplication.sendEvent(place, QInputMethodEvent(step, []))  # type: ignore[misc]

    def commit() -> None:
        event = QInputMethodEvent("", [])
        event.setCommitString(word)
        QApplication.sendEvent(place, event)

    yield commit


def rewritten(place: QWidget, word: str) -> Iterator[Callable[[], object]]:
    """Letters are typed, then taken back and typed anew with their marks, as the keyboards of Windows do."""
    here = ""
    for step in [*steps_of(word.strip()), word]:
        kept = next((n for n, (a, b) in enumerate(zip(here, step, strict=False)) if a != b), min(len(here), len(step)))
        back, more, here = len(here) - kept, step[kept:], step

        def act(back: int = back, more: str = more) -> None:
            for _ in range(back):
                QTest.keyClick(place, Qt.Key.Key_Backspace)
            for letter in more:
                for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
                    QApplication.sendEvent(place, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))

        yield act


if __name__ == "__main__":
    profile, post, person, ledger, seed, *pictures = sys.argv[1:]
    files = [Path(picture) for picture in pictures]
    sys.exit(run_studio(Path(profile), lambda: Typist(post, person, Path(ledger), int(seed), files)))

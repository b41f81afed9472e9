"""Edits a unit's own template in the designer of the real window until it is killed: words, fields, boxes, undo.

    python -m tests.e2e.rig.template_typist PROFILE TEMPLATE PERSON LEDGER SEED

Runs the window in this process and gives it the events that keys, an input method and clicks give. The draft that is to
be seen is written to LEDGER after each of them.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from studio.people.sample import PIN
from studio.templates.kinds import FieldType
from studio.templates.layout import Lock
from studio.templates.own.document import tidied
from studio.templates.own.model import TemplateDocument
from studio.ui.composer.inputs import LineInput, TextInput
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from studio.ui.settings.page import SettingsPage
from studio.ui.templates.designer import Designer
from studio.ui.templates.section import TemplatesSection
from tests.e2e.rig.inside import main_window, run_studio
from tests.e2e.rig.ledger import Draft, Ledger
from tests.e2e.rig.script import ScriptPlayer, Wait
from tests.e2e.rig.telex import WORDS
from tests.e2e.rig.typist import KEY_MS, composed, rewritten

KINDS = (FieldType.TEXT, FieldType.MULTILINE, FieldType.LIST, FieldType.DATETIME)


def design(document: TemplateDocument) -> Draft:
    """A draft of a template, as the ledger keeps what was to be seen."""
    kept = tidied(document)
    return Draft(texts=(json.dumps([kept.template, kept.layouts], sort_keys=True, ensure_ascii=False),))


class TemplateTypist(ScriptPlayer):
    """Plays its script step by step, the window's own events between the steps."""

    def __init__(self, template: str, person: str, ledger: Path, seed: int) -> None:
        super().__init__()
        self._template, self._person = template, person
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
        window.go(PageId.SETTINGS, f"templates:{self._template}")
        yield lambda: window.tasks.idle and self._section is not None
        window.activateWindow()
        yield from self._open()
        acts = [self._write] * 8 + [self._field, self._arrange, self._tick, self._box, self._undo, self._reopen]
        while True:
            yield from self._chance.choice(acts)()

    def _open(self) -> Iterator[Wait]:
        section = self._section
        assert section is not None
        section.edit.click()
        yield lambda: self._designer is not None
        self._note()

    def _reopen(self) -> Iterator[Wait]:
        """Close the designer by Esc, and open it at once again."""
        QTest.keyClick(self._shown, Qt.Key.Key_Escape)
        yield lambda: self._designer is None
        yield from self._open()

    def _write(self) -> Iterator[Wait]:
        """A few words in one of the texts, as one input method or the other hands them over."""
        shown = self._shown
        places: list[tuple[object, LineInput | TextInput]] = [
            (shown.general, shown.general.both["title"].vi),
            (shown.general, shown.general.both["when"].vi),
            (shown.fields, shown.fields.label.vi),
            (shown.fields, shown.fields.help.vi),
            (shown.text, shown.text.headline.input),
            (shown.text, shown.text.body.input),
            (shown.cards, shown.cards.alt.input),
        ]
        part, place = self._chance.choice(places)
        shown.turn_to(part)  # type: ignore[arg-type]
        yield KEY_MS
        place.setFocus(Qt.FocusReason.TabFocusReason)
        place.moveCursor(place.textCursor().MoveOperation.End) if isinstance(place, TextInput) else place.end(False)
        way = self._chance.choice([composed, rewritten])
        for _ in range(self._chance.randint(1, 4)):
            for act in way(place, self._chance.choice(WORDS) + " "):
                act()
                self._note()
                yield KEY_MS

    def _field(self) -> Iterator[Wait]:
        """Another field, of some kind."""
        fields = self._shown.fields
        self._shown.turn_to(fields)
        yield KEY_MS
        if len(self._shown.document.template["fields"]) < 12:
            fields.rows.add.click()
            self._note()
            yield KEY_MS
            fields.kind.set_value(self._chance.choice(KINDS))
            fields.kind.activated.emit(0)
            self._note()
            yield KEY_MS

    def _arrange(self) -> Iterator[Wait]:
        """Move a field, or take one that was added away."""
        fields = self._shown.fields
        self._shown.turn_to(fields)
        count = len(self._shown.document.template["fields"])
        fields.rows.choose(self._chance.randrange(count))
        yield KEY_MS
        (fields.rows.remove if count > 6 else fields.rows.up).click()
        self._note()
        yield KEY_MS

    def _tick(self) -> Iterator[Wait]:
        self._shown.turn_to(self._shown.fields)
        yield KEY_MS
        self._shown.fields.required.click()
        self._note()
        yield KEY_MS

    def _box(self) -> Iterator[Wait]:
        """Move the texts on the canvas by keys, where they are not locked."""
        part = self._shown.layout_
        self._shown.turn_to(part)
        yield lambda: part.canvas.card is not None and self._window.tasks.idle
        part.parts.choose("content")
        if part.locks[Lock.MOVE].isChecked():
            part.locks[Lock.MOVE].click()
            self._note()
            yield lambda: self._window.tasks.idle
            part.parts.choose("content")
        part.canvas.setFocus()
        for _ in range(3):
            QTest.keyClick(part.canvas, self._chance.choice([Qt.Key.Key_Up, Qt.Key.Key_Down]))
            self._note()
            yield KEY_MS

    def _undo(self) -> Iterator[Wait]:
        """Ctrl+Z some times, and now and then Ctrl+Y."""
        for button in [self._shown.undo] * self._chance.randint(1, 3) + [self._shown.redo] * self._chance.randint(0, 1):
            button.click()
            self._note()
            yield KEY_MS

    # -- what is to be seen

    @property
    def _window(self) -> MainWindow:
        window = main_window()
        assert window is not None
        return window

    @property
    def _section(self) -> TemplatesSection | None:
        page = self._window.page
        section = page.section if isinstance(page, SettingsPage) else None
        return section if isinstance(section, TemplatesSection) and section.row is not None else None

    @property
    def _designer(self) -> Designer | None:
        found = (one for one in QApplication.topLevelWidgets() if isinstance(one, Designer) and one.isVisible())
        return next(found, None)

    @property
    def _shown(self) -> Designer:
        found = self._designer
        assert found is not None
        return found

    def _note(self) -> None:
        self._ledger.write(design(self._shown.document))


if __name__ == "__main__":
    profile, template, person, ledger, seed = sys.argv[1:]
    sys.exit(run_studio(Path(profile), lambda: TemplateTypist(template, person, Path(ledger), int(seed))))

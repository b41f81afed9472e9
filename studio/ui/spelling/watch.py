"""Keeps the marks of one control: looks at its text when typing pauses, never while a word is being composed."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtWidgets import QWidget

from studio.translation import tr
from studio.ui.spelling.controller import SpellingController, desk_over
from studio.ui.spelling.controls import Control, face_of
from studio.ui.spelling.marks import after, at, changed_span, moved, place_of, units
from studio.writing.spelling import Misspelling
from studio.writing.tones import normalise_tones, prevailing

PAUSE = 350
"""Milliseconds without a key after which the text is looked at."""
NOTE = "slip_note"
"""Property of a control: what its description says of the slips in it."""


class SpellWatch(QObject):
    """The marks of `control`. `counted` carries how many there are."""

    counted = Signal(int)

    def __init__(self, control: Control, spelling: SpellingController) -> None:
        super().__init__(control)
        self._control, self._spelling = control, spelling
        self._face = face_of(control)
        self._text = ""
        self._slips: tuple[Misspelling, ...] = ()
        self._shown: tuple[Misspelling, ...] = ()
        self._typing = False
        """The word at the caret is still being written."""
        self.pause = QTimer(self, singleShot=True, interval=PAUSE)
        self.pause.timeout.connect(self.look)
        control.textChanged.connect(self._changed)
        control.cursorPositionChanged.connect(self._caret_moved)
        spelling.changed.connect(self._look_anew)
        control.left.connect(self._left)
        self._look_anew()

    @property
    def control(self) -> Control:
        return self._control

    @property
    def spelling(self) -> SpellingController:
        return self._spelling

    @property
    def slips(self) -> tuple[Misspelling, ...]:
        """What is marked, in order."""
        return self._shown

    def look(self) -> None:
        """Look at the text now."""
        self.pause.stop()
        if self._composing():
            self.pause.start()
            return
        text = self._face.text()
        self._spelling.look(text, lambda slips: self._found(text, slips), self)

    def slip_under(self, point: QPoint) -> Misspelling | None:
        """The slip at `point`, in pixels of the control."""
        return at(self._shown, place_of(self._text, self._face.at(point)))

    def slip_at_caret(self) -> Misspelling | None:
        return at(self._shown, place_of(self._text, self._face.caret()))

    def next_slip(self, *, start: bool) -> bool:
        """Select the next slip after the caret, or the first one with `start`. False when there is none."""
        self.settle()
        place = 0 if start else place_of(self._text, self._face.caret())
        slip = after(self._shown, place)
        if slip is None:
            return False
        self._control.setFocus()
        self._face.select(*self._span(slip))
        return True

    def settle(self) -> None:
        """The word at the caret counts as finished."""
        if self._typing:
            self._typing = False
            self._show()

    def replace(self, slip: Misspelling, text: str) -> None:
        """Put `text` in the place of `slip`; the page can undo it like any typing."""
        self._typing = False
        self._face.replace(*self._span(slip), text)
        self.look()

    def tidy_tones(self) -> bool:
        """Put the tone marks where the unit wants them, else where most of this text has them. False: none moved."""
        text = self._face.text()
        style = self._spelling.tone_style
        better = normalise_tones(text, prevailing(text) if style == "keep" else style)
        if better == text or self._composing():
            return False
        start, end, new_end = changed_span(text, better)
        self._typing = False
        first = units(text, start)
        self._face.replace(first, units(text, end) - first, better[start:new_end])
        return True

    def _span(self, slip: Misspelling) -> tuple[int, int]:
        start = units(self._text, slip.start)
        return start, units(self._text, slip.end) - start

    def _composing(self) -> bool:
        return self._control.composing

    def _changed(self) -> None:
        """The text may have changed; steps of an input method and new formats come here too."""
        if self._composing():
            return
        text = self._face.text()
        if text == self._text:
            return
        self._slips = moved(self._slips, self._text, text)
        self._text = text
        self._typing = self._control.hasFocus()
        self._show()
        self.pause.start()

    def _look_anew(self) -> None:
        self._typing = False
        self.look()

    def _found(self, text: str, slips: tuple[Misspelling, ...]) -> None:
        if text != self._face.text() or self._composing():
            self.pause.start()
            return
        self._text, self._slips = text, slips
        self._show()

    def _caret_moved(self) -> None:
        if self._typing and len(self._shown) != len(self._slips) and not self.pause.isActive():
            self._show()

    def _left(self) -> None:
        self.settle()
        if self._spelling.tone_style != "keep" and not self._control.isReadOnly():
            self.tidy_tones()

    def _show(self) -> None:
        """Draw the marks, but for the word that is being typed."""
        held = at(self._slips, place_of(self._text, self._face.caret())) if self._typing else None
        shown = tuple(slip for slip in self._slips if slip is not held)
        if self._composing():
            return
        before, self._shown = self._shown, shown
        if shown or before:
            self._face.underline(self._span(slip) for slip in shown)
        if len(before) != len(shown):
            self._say(len(shown))

    def _say(self, count: int) -> None:
        """Let a screen reader hear of the slips at the end of the control's description."""
        control = self._control
        old = str(control.property(NOTE) or "")
        note = tr("Possible misspellings: {n}. Shift+F7 goes to the next one.").format(n=count) if count else ""
        plain = control.accessibleDescription().removesuffix(old).rstrip()
        control.setProperty(NOTE, note)
        control.setAccessibleDescription(" ".join(part for part in (plain, note) if part))
        self.counted.emit(count)


def watch(control: Control) -> None:
    """Give `control` marks, where a desk stands over it and it has none yet."""
    if watch_of(control) is None:
        spelling = desk_over(control)
        if spelling is not None:
            SpellWatch(control, spelling)


def watch_of(control: QWidget) -> SpellWatch | None:
    return control.findChild(SpellWatch)


def go_to_next(area: QWidget) -> bool:
    """Select the next slip among the controls of `area`, from the keyboard's place on and round. False: none."""
    watches = sorted(
        (found for found in area.findChildren(SpellWatch) if found.control.isVisibleTo(area)),
        key=lambda found: (found.control.mapTo(area, QPoint()).y(), found.control.mapTo(area, QPoint()).x()),
    )
    here = next((n for n, found in enumerate(watches) if found.control.hasFocus()), -1)
    if here >= 0 and watches[here].next_slip(start=False):
        return True
    return any(found.next_slip(start=True) for found in watches[here + 1 :] + watches[: here + 1])

"""A person at the screen: looks, presses keys, types Telex, moves the mouse. Knows nothing of the window's inside."""

from __future__ import annotations

import json
import re
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.e2e.rig.eyes import Control, Sight
from tests.e2e.rig.screen import PATIENCE, Screen, until

TABS_AT_MOST = 160
ROUNDS = 2
"""How often Tab may come to the same control before it is plain that it goes in circles."""
WHEELS_AT_MOST, NOTCHES, STILL_S = 80, 3, 0.12
"""The wheel is turned by some notches at once, by one where it went too far."""
BEGIN = 12
"""Pixels into a field, where what floats over the page hides it least."""
CALM_S, LOOKS = 0.15, 2
TRIES, AGAIN_S, READ_S = 4, 15.0, 5.0
"""How often something is done that a busy machine may lose, and how long each time its result may take."""
PACES_MS = (18, 50, 120, 250)
"""Between two keys, try by try: a busy machine takes a key for two when they come fast."""
TAB_PATIENCE_S, ARROW_PATIENCE_S, ARROW_LOOKS = 8.0, 1.0, 8
"""An arrow may have nowhere to go; Tab always has. A window that is busy has not looked so often meanwhile."""


class Person:
    """`sight` is the file the window's eyes write."""

    def __init__(self, screen: Screen, sight: Path) -> None:
        self._screen, self._path = screen, sight
        self.walked: list[str] = []
        """What the keyboard passed, for a failing test to show."""
        self.acts = Counter[str]()
        """How many keys were pressed (letters of texts apart), clicks made and notches of the wheel turned."""

    def look(self) -> Sight:
        try:
            raw: dict[str, Any] = json.loads(self._path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return Sight()
        focus = _control(raw.pop("focus"))
        controls = tuple(_control(one) for one in raw.pop("controls"))
        return Sight(focus=focus, controls=controls, said=tuple(raw.pop("said")), **raw)

    def wait(self, condition: Callable[[Sight], bool], what: str, patience: float = PATIENCE) -> Sight:
        """Look until `condition` holds. Raises TimeoutError telling what is to be seen instead."""
        seen = Sight()

        def holds() -> bool:
            nonlocal seen
            seen = self.look()
            return condition(seen)

        try:
            until(holds, what, patience=patience)
        except TimeoutError as error:
            raise TimeoutError(
                f"{error}; on page {seen.page!r}, {seen.dialog!r}, at {seen.focus}; {seen.said}"
            ) from None
        return seen

    def _looked(self) -> int:
        """When the window's eyes looked last."""
        return self._path.stat().st_mtime_ns

    def rest(self, patience: float = PATIENCE) -> Sight:
        """Wait until the window has nothing under way, for a moment long enough to be believed."""
        calm_since: float | None = None
        looked, looks = 0, 0  # a window that is busy does not look: what it last told may be long over

        def calm(seen: Sight) -> bool:
            nonlocal calm_since, looked, looks
            if not seen.idle:
                calm_since, looks = None, 0
            elif calm_since is None:
                calm_since, looked = time.monotonic(), self._looked()
            elif self._looked() != looked:
                looked, looks = self._looked(), looks + 1
            return calm_since is not None and looks >= LOOKS and time.monotonic() - calm_since > CALM_S

        return self.wait(calm, "the window to come to rest", patience)

    def bring(self, act: Callable[[], object], condition: Callable[[Sight], bool], what: str) -> Sight:
        """Do something and wait for what comes of it; do it again where nothing comes, for a key may be lost.

        Raises TimeoutError telling what is to be seen instead.
        """
        for _ in range(TRIES - 1):
            try:
                act()
                seen = self.wait(condition, what, AGAIN_S)
            except (TimeoutError, AssertionError):  # what was to be pressed may be gone because it was
                seen = self.look()
            if condition(seen):
                break
        else:
            act()
            seen = self.wait(condition, what)
        self.rest()
        return seen

    def hear(self, words: str) -> None:
        """Wait until the window says this in a toast, a banner or under a field."""
        self.wait(lambda seen: any(re.search(words, one) for one in seen.said), f"the words “{words}”")
        self.rest()

    # -- keyboard

    def press(self, *keys: str) -> None:
        """Press each of these keys, as X calls them: ``Tab``, ``ctrl+Return``."""
        self.acts["keys"] += len(keys)
        self._press(*keys)

    def _press(self, *keys: str) -> None:
        self._screen.run("xdotool", "key", "--clearmodifiers", "--delay", "12", *keys)

    def type(self, keys: str, delay_ms: int = 18) -> None:
        """Type ASCII keys; with the input method on, that is Telex."""
        self._screen.run("xdotool", "type", "--delay", str(delay_ms), keys)

    def type_latin(self, text: str, delay_ms: int = 18) -> None:
        """Type what is no Vietnamese: the input method is switched off for it, as people do for an address."""
        self._screen.run("ibus", "engine", "xkb:us::eng")
        self.type(text, delay_ms)
        self._screen.run("ibus", "engine", "Unikey")

    def clear(self) -> None:
        """Empty the field with the keyboard. In an empty row of a list Backspace would go to the row before. It is no
        act of the job: what is typed anew came wrong by a busy machine."""
        if self.look().focus.text:
            self.bring(
                lambda: self._press("ctrl+a", "BackSpace"), lambda seen: not seen.focus.text, "the field to be empty"
            )

    def write(self, text: str, keys: str = "", *, latin: bool = False) -> None:
        """Have just `text` in the field with the keyboard, typed by these keys; anew where it did not become that.

        Raises AssertionError.
        """
        for pace in PACES_MS:
            self.clear()
            (self.type_latin if latin else self.type)(keys or text, pace)
            if self.reads(text):
                return
        raise AssertionError(f"{text!r} could not be typed; the keyboard is in {self.look().focus}")

    def tab_to(self, name: str, *, back: bool = False, kind: str = "") -> Control:
        """Press Tab until the keyboard is on a control whose name matches. Raises AssertionError after a round."""
        key = "shift+Tab" if back else "Tab"
        seen = self.look()
        passed = Counter[int]()
        self.walked = [seen.focus.name]
        for _ in range(TABS_AT_MOST):
            here = seen.focus
            if re.search(name, here.name) and kind in here.kind:
                return here
            passed[here.ident] += 1
            if passed[here.ident] > ROUNDS:
                break
            seen = self.step(key)
            self.walked.append(f"{seen.focus.kind}:{seen.focus.name[:60]}")
        raise AssertionError(f"Tab never came to {name!r}; it passed {self.walked}")

    def step(self, key: str) -> Sight:
        """Press a key that moves the keyboard, and wait until it has moved; where it does not, go on all the same."""
        tab = key.endswith("Tab")
        before = self.look().focus
        self.press(key)
        began, looked, looks = time.monotonic(), self._looked(), 0

        def over(seen: Sight) -> bool:
            """Tab has moved when another control has the keyboard; the text of the one left may have changed before."""
            nonlocal looked, looks
            if seen.focus.ident != before.ident if tab else seen.focus.mark != before.mark:
                return True
            if self._looked() != looked:
                looked, looks = self._looked(), looks + 1
            passed = time.monotonic() - began
            return passed > TAB_PATIENCE_S if tab else passed > ARROW_PATIENCE_S and looks >= ARROW_LOOKS

        return self.wait(over, f"{key} to move on")

    # -- mouse

    def click(self, name: str, *, kind: str = "", begin: bool = False) -> Control:
        """Click the control whose name matches, after scrolling it into sight; at its `begin`, or in its middle."""
        notches, way = NOTCHES, 0
        for _ in range(WHEELS_AT_MOST):
            control = self._still(name, kind)
            if not control.away:
                left, top, wide, high = control.place
                self._mouse((left, top, min(wide, 2 * BEGIN), high) if begin else control.place, "1")
                return control
            if way not in (0, control.away):
                notches = 1
            way = control.away
            self._mouse(control.pane, "5" if way > 0 else "4", times=notches)
            self.rest()
        raise AssertionError(f"the wheel never brought {name!r} into sight")

    def drag(self, name: str, x: int, y: int, *, kind: str = "") -> None:
        """Take hold of the middle of the control and let go so many pixels further."""
        left, top, wide, high = self._still(name, kind).place
        self.acts["clicks"] += 1
        here, there = [left + wide // 2, top + high // 2], [left + wide // 2 + x, top + high // 2 + y]
        held = ["mousemove", *map(str, here), "mousedown", "1", "sleep", "0.1"]
        self._screen.run("xdotool", *held, "mousemove", *map(str, there), "sleep", "0.1", "mouseup", "1")

    def _still(self, name: str, kind: str) -> Control:
        """The control once it stands still: words that come late move what is below them."""
        before = self.find(name, kind)
        while True:
            threading.Event().wait(STILL_S)
            now = self.find(name, kind)
            if now.place == before.place:
                return now
            before = now

    def reads(self, text: str) -> bool:
        """Whether the control with the keyboard soon holds exactly this, blanks at the end apart."""
        try:
            self.wait(lambda seen: seen.focus.text.rstrip() == text.rstrip(), f"{text!r}", READ_S)
        except TimeoutError:
            return False
        return True

    def sees(self, name: str, kind: str) -> bool:
        """Whether such a control comes into sight soon."""
        try:
            self.wait(lambda seen: bool(self._named(seen, name, kind)), f"a control {name!r}", patience=3)
        except TimeoutError:
            return False
        return True

    def find(self, name: str, kind: str = "") -> Control:
        """The control whose name matches, rather one in sight than one scrolled away. Raises TimeoutError."""
        found = self.wait(lambda seen: bool(self._named(seen, name, kind)), f"a control {name!r}")
        return self._named(found, name, kind)[0]

    def _mouse(self, place: tuple[int, int, int, int], button: str, *, times: int = 1) -> None:
        left, top, wide, high = place
        self.acts["clicks" if button == "1" else "notches"] += times
        x, y = str(left + wide // 2), str(top + high // 2)
        self._screen.run("xdotool", "mousemove", x, y, "sleep", "0.03", *["click", button] * times)

    def _named(self, seen: Sight, name: str, kind: str) -> list[Control]:
        named = [one for one in seen.controls if re.search(name, one.name) and kind in one.kind]
        return sorted(named, key=lambda one: abs(one.away))


def _control(raw: dict[str, Any]) -> Control:
    return Control(**{**raw, "place": tuple(raw["place"]), "pane": tuple(raw["pane"])})

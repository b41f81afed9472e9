"""A person at the screen: looks, presses keys, types Telex, moves the mouse. Knows nothing of the window's inside."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.e2e.rig.eyes import Control, Sight
from tests.e2e.rig.screen import PATIENCE, Screen, until

TABS_AT_MOST = 160
KEY_PATIENCE = 5.0


class Person:
    """`sight` is the file the window's eyes write."""

    def __init__(self, screen: Screen, sight: Path) -> None:
        self._screen, self._path = screen, sight
        self.walked: list[str] = []
        """What the keyboard passed, for a failing test to show."""

    def look(self) -> Sight:
        try:
            raw: dict[str, Any] = json.loads(self._path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return Sight()
        focus = _control(raw.pop("focus"))
        controls = tuple(_control(one) for one in raw.pop("controls"))
        return Sight(focus=focus, controls=controls, **raw)

    def wait(self, condition: Callable[[Sight], bool], what: str, patience: float = PATIENCE) -> Sight:
        """Look until `condition` holds. Raises TimeoutError telling what is to be seen instead."""
        try:
            until(lambda: condition(self.look()), what, patience=patience)
        except TimeoutError as error:
            seen = self.look()
            raise TimeoutError(f"{error}; on page {seen.page!r}, {seen.dialog!r}, at {seen.focus}") from None
        return self.look()

    def rest(self) -> Sight:
        """Wait until the window has nothing under way, for a moment long enough to be believed."""
        calm_since: float | None = None

        def calm(seen: Sight) -> bool:
            nonlocal calm_since
            if not seen.idle:
                calm_since = None
            elif calm_since is None:
                calm_since = time.monotonic()
            return calm_since is not None and time.monotonic() - calm_since > 0.15

        return self.wait(calm, "the window to come to rest")

    # -- keyboard

    def press(self, *keys: str) -> None:
        """Press each of these keys, as X calls them: ``Tab``, ``ctrl+Return``."""
        self._screen.run("xdotool", "key", "--clearmodifiers", "--delay", "12", *keys)

    def type(self, keys: str, delay_ms: int = 18) -> None:
        """Type ASCII keys; with the input method on, that is Telex."""
        self._screen.run("xdotool", "type", "--delay", str(delay_ms), keys)

    def tab_to(self, name: str, *, back: bool = False, kind: str = "") -> Control:
        """Press Tab until the keyboard is on a control whose name matches. Raises AssertionError after a round."""
        key = "shift+Tab" if back else "Tab"
        seen = self.look()
        self.walked = [seen.focus.name]
        for _ in range(TABS_AT_MOST):
            if re.search(name, seen.focus.name) and kind in seen.focus.kind:
                return seen.focus
            seen = self._step(key, seen)
            self.walked.append(f"{seen.focus.kind}:{seen.focus.name}")
        raise AssertionError(f"Tab never came to {name!r}; it passed {self.walked}")

    def _step(self, key: str, before: Sight) -> Sight:
        """Press a key that moves the keyboard, and wait until it has moved."""
        self.press(key)
        try:
            moved = self.wait(lambda seen: seen.focus != before.focus, f"{key} to move on", KEY_PATIENCE)
        except TimeoutError:
            return self.look()
        return moved

    # -- mouse

    def click(self, name: str, *, kind: str = "", at: tuple[float, float] = (0.5, 0.5)) -> Control:
        """Click the control in sight whose name matches, at these fractions of its size."""
        found = self.wait(lambda seen: bool(self._named(seen, name, kind)), f"{name!r} to be in sight")
        control = self._named(found, name, kind)[0]
        left, top, wide, high = control.place
        x, y = left + round(wide * at[0]), top + round(high * at[1])
        self._screen.run("xdotool", "mousemove", str(x), str(y), "click", "1")
        return control

    def _named(self, seen: Sight, name: str, kind: str) -> list[Control]:
        return [one for one in seen.controls if re.search(name, one.name) and kind in one.kind]


def _control(raw: dict[str, Any]) -> Control:
    return Control(**{**raw, "place": tuple(raw["place"])})

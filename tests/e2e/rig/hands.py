"""The two ways to use a window: the keyboard alone, or the mouse with the keyboard for letters.

Both go by the names that a screen reader tells, and by nothing else.
"""

from __future__ import annotations

import re
from typing import Protocol

from studio.people.sample import PIN
from tests.e2e.rig.person import Person
from tests.e2e.rig.telex import keys_of

CHOICES_AT_MOST, CLICKS_AT_MOST = 30, 4


class Hands(Protocol):
    """`name` is a pattern that the name of the control matches."""

    person: Person
    pin: str
    """What those who work here give as their PIN."""

    def go(self, keys: str, name: str) -> None:
        """Open a page: by its keys, or by its button on the rail."""

    def into(self, name: str) -> None:
        """Put the keyboard into the control."""

    def use(self, name: str, *, back: bool = False) -> None:
        """Press the button or tick the box; `back`: the keyboard goes backwards to it."""

    def turn_on(self, name: str) -> None:
        """Tick the box, or take the tile, unless it is already."""

    def take(self, group: str, name: str) -> None:
        """Take one of several: a row of a list, an answer. `group` matches the one that Tab comes to."""

    def pick(self, name: str, choice: str) -> None:
        """Choose the entry of a drop-down, or of a button's menu, that matches `choice`, unless it is already."""

    def leave(self) -> None:
        """Be done with what a button opened: by Escape; a click beside it, on what comes next, does as well."""


class Keyboard:
    """Tab, arrows, Space and Enter."""

    def __init__(self, person: Person, pin: str = PIN) -> None:
        self.person, self.pin = person, pin

    def go(self, keys: str, name: str) -> None:
        self.person.press(keys)

    def into(self, name: str) -> None:
        self.person.tab_to(name)

    def use(self, name: str, *, back: bool = False) -> None:
        self.person.tab_to(name, back=back)
        self.person.press("space")
        self.person.rest()  # what it opens may take the keyboard

    def turn_on(self, name: str) -> None:
        if not self.person.tab_to(name).on:
            self.person.press("space")
            self.person.rest()

    def take(self, group: str, name: str) -> None:
        self.person.tab_to(group)
        self._arrows_to(name)
        self.person.press("space")

    def pick(self, name: str, choice: str) -> None:
        button = self.person.tab_to(name)
        menu = button.kind.endswith("Button")
        if menu and re.search(choice, button.name):
            return
        if menu:
            opened = "the menu to open"
            self.person.bring(lambda: self.person.press("space"), lambda seen: "Button" not in seen.focus.kind, opened)
        self._arrows_to(choice)
        if menu:
            self.person.press("Return")
            self.person.rest()

    def leave(self) -> None:
        self.person.press("Escape")
        self.person.rest()

    def _arrows_to(self, name: str) -> None:
        """As far as each arrow goes, until the one in hand matches."""
        passed = []
        for key in ("Down", "Up", "Right", "Left"):
            for _ in range(CHOICES_AT_MOST):
                focus = self.person.look().focus
                passed.append(focus.text or focus.name)
                if re.search(name, passed[-1]):
                    return
                if self.person.step(key).focus.mark == focus.mark:
                    break
        raise AssertionError(f"no arrow leads to {name!r}; they passed {passed}")


class Mouse:
    """Click and wheel."""

    def __init__(self, person: Person, pin: str = PIN) -> None:
        self.person, self.pin = person, pin

    def go(self, keys: str, name: str) -> None:
        self.person.click(name)

    def into(self, name: str) -> None:
        self.person.rest()
        if re.search(name, self.person.look().focus.name):
            return  # the caret is there already, as everybody sees
        clicked = self.person.click(name, begin=True)
        self.person.wait(lambda seen: seen.focus.ident == clicked.ident, f"the keyboard in {name!r}")

    def use(self, name: str, *, back: bool = False) -> None:
        self.person.click(name)
        self.person.rest()

    def turn_on(self, name: str) -> None:
        for _ in range(CLICKS_AT_MOST):  # what stands above may grow or vanish under the pointer
            if self.person.find(name).on:
                return
            self.person.click(name)
            self.person.rest()
        raise AssertionError(f"{name!r} stays off")

    def take(self, group: str, name: str) -> None:
        entries = [one for one in self.person.look().controls if one.kind == "Item" and re.search(name, one.name)]
        self.person.click(name, kind="Item" if entries else "")

    def pick(self, name: str, choice: str) -> None:
        for _ in range(CLICKS_AT_MOST):  # a list that is filled anew while it opens closes again
            self.person.rest()
            button = self.person.find(name)
            if re.search(choice, button.name if button.kind.endswith("Button") else button.text):
                return
            self.person.click(name)
            if self.person.sees(choice, "Item"):
                self.person.click(choice, kind="Item")
                self.person.rest()
                return
        raise AssertionError(f"{name!r} never offered {choice!r}")

    def leave(self) -> None:
        """The next click does."""


def telex(text: str) -> str:
    """The keys of a whole text."""
    return "".join(keys_of(part) if part.isalpha() else part for part in re.split(r"(\W+)", text))

"""What a screen reader is told of every page and of the main dialogs: nothing that takes the keyboard has no name."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from studio.demo import AUTHOR, PIN
from tests.e2e.rig.hands import Keyboard
from tests.e2e.rig.person import Person
from tests.e2e.rig.screen import PATIENCE, Screen, missing, screen, system_python
from tools.screenshots import make_profile

TREE = Path(__file__).parent / "rig" / "tree.py"
FEWEST = 10
"""Nodes that take the keyboard on the barest page: the rail alone has nine."""

pytestmark = [pytest.mark.e2e, pytest.mark.skipif(bool(missing(reader=True)), reason=missing(reader=True))]

Node = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A screen reader beside the window."""

    screen: Screen
    pid: int
    person: Person

    def tree(self) -> list[Node]:
        done = subprocess.run(
            [system_python(), str(TREE), str(self.pid)],
            env=self.screen.env,
            capture_output=True,
            encoding="utf-8",
            check=True,
            timeout=PATIENCE,
        )
        return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """The window on a profile with a post in every stage, its author signed in."""
    folder = tmp_path_factory.mktemp("reader")
    profile, _ = make_profile(folder)
    with screen(folder / "screen", reader=True) as shown:
        sight = folder / "sight.json"
        process = shown.python("tests.e2e.rig.window", str(profile.root), str(sight), log="window.log")
        person = Person(shown, sight)
        person.wait(lambda seen: seen.page == "composer" and bool(seen.window), "the first page")
        person.rest()
        yield Reader(screen=shown, pid=process.pid, person=person)


def unnamed(nodes: list[Node]) -> list[str]:
    """Those that take the keyboard and have neither a name nor a label, with the way to them."""
    return [
        f"{node['role']} in {' › '.join(node['path'][-4:])}"
        for node in nodes
        if node["focusable"] and not (node["name"].strip() or node["label"].strip())
    ]


def keys(*pressed: str) -> Callable[[Person], None]:
    def go(person: Person) -> None:
        person.press(*pressed)

    return go


def button(name: str) -> Callable[[Person], None]:
    def go(person: Person) -> None:
        Keyboard(person).use(name)

    return go


def sign_in(person: Person) -> None:
    """In the dialog that is open."""
    hands = Keyboard(person)
    hands.pick("^Người", re.escape(AUTHOR))
    hands.into("^(Mã )?PIN")
    person.type(PIN)
    person.press("Return")
    person.wait(lambda seen: not seen.dialog, "the sign-in to be done")


def write(person: Person) -> None:
    """Open the editor on a new post."""
    person.press("ctrl+n")
    person.rest()
    person.tab_to("^Tìm mẫu")
    person.type("CB-03")
    person.rest()
    person.tab_to("^CB-03")
    person.press("Return")
    person.wait(lambda seen: seen.focus.kind not in ("", "SearchField", "TemplateTile"), "the editor")


PLACES: dict[str, Callable[[Person], None]] = {
    "templates": keys("ctrl+1"),
    "sign-in": button("^Đăng nhập"),
    "signed in": sign_in,
    "editor": write,
    "command bar": keys("ctrl+k"),
    **{f"page {number}": keys("Escape", f"ctrl+{number}") for number in range(2, 10)},
    "help": keys("F1"),
}
"""In this order; each goes on from the one before."""


def test_nothing_that_takes_the_keyboard_is_without_a_name(reader: Reader) -> None:
    found: dict[str, list[str]] = {}
    for place, go in PLACES.items():
        go(reader.person)
        reader.person.rest()
        nodes = reader.tree()
        focusable = sum(node["focusable"] for node in nodes)
        print(f"{place}: {reader.person.look().page}, {len(nodes)} nodes, {focusable} take the keyboard")
        assert focusable >= FEWEST, f"{place}: the tree is all but empty"
        found[place] = unnamed(nodes)
    assert {place: wrong for place, wrong in found.items() if wrong} == {}

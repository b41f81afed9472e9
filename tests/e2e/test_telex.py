"""Vietnamese typed with the input method of Vietnamese offices, into every text field of the window, exact to the mark.

The person goes by Tab from control to control and types into each that takes words. Every kind of control gets
``STUDIO_TELEX`` syllables (a sample in `make test`, 1000 in `make soak`), each further control of that kind a few. What
is typed is compared letter by letter, and the counter beside it with the letters that were typed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path

import pytest

from studio.app import open_studio
from studio.clock import SystemClock
from studio.demo import fill_sample, new_profile
from studio.people.sample import AUTHOR
from studio.text import length
from tests.e2e.rig.eyes import Control
from tests.e2e.rig.hands import Keyboard, telex
from tests.e2e.rig.job import arrive, is_editor, sign_in
from tests.e2e.rig.person import Person
from tests.e2e.rig.screen import missing, screen
from tests.e2e.rig.telex import WORDS
from tests.soak import amount

EACH = amount(6, 1000, "STUDIO_TELEX")
FEW, CHUNK = 2, 10
STOPS_AT_MOST, WORDS_S = 90, 20.0
TEMPLATES = ("procedure_guide", "qa_post", "hotline_card")

pytestmark = [pytest.mark.soak, pytest.mark.e2e, pytest.mark.skipif(bool(missing(ime=True)), reason=missing(ime=True))]


class Typing:
    """Deals out the syllables and counts them by kind of control."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.typed: Counter[str] = Counter()
        self.wrong: list[str] = []
        self._words = cycle(WORDS)

    def fill(self, control: Control, place: str) -> None:
        """Type into the control that has the keyboard, and empty it again."""
        kind = f"{control.kind} · {place}"
        self.person.rest()  # nobody types within the same blink in which the keyboard moves
        wanted = max(FEW, EACH - self.typed[kind])
        while wanted > 0:
            chunk = list(islice(self._words, min(wanted, CHUNK)))
            self._chunk(" ".join(chunk) + " ", f"{kind} · {control.name}")
            self.typed[kind] += len(chunk)
            wanted -= len(chunk)

    def _chunk(self, text: str, where: str) -> None:
        """Type the text into the empty field, compare, and empty it again."""
        person = self.person
        person.clear()
        person.type(telex(text))
        try:
            seen = person.wait(lambda seen: seen.focus.text.rstrip() == text.rstrip(), "the words", WORDS_S)
        except TimeoutError:
            self.wrong.append(f"{where}: {text!r} became {person.look().focus.text!r}")
        else:
            self._count(seen.focus, where)
        person.clear()

    def _count(self, control: Control, where: str) -> None:
        told = re.search(r"(\d+) / \d+ ký tự", control.about)
        if told and int(told[1]) not in (length(control.text), length(control.text.strip())):
            self.wrong.append(f"{where}: {control.text!r} is counted as {told[1]}")


@pytest.fixture
def typing(tmp_path: Path) -> Iterator[Typing]:
    """The author, signed in, before the window."""
    studio = open_studio(new_profile(tmp_path), clock=SystemClock())
    fill_sample(studio)
    studio.close()
    with screen(tmp_path / "screen", ime=True) as shown:
        sight = tmp_path / "sight.json"
        shown.python("tests.e2e.rig.window", str(studio.profile.root), str(sight), log="window.log")
        person = Person(shown, sight)
        arrive(person)
        sign_in(Keyboard(person), AUTHOR)
        yield Typing(person)


def walk(typing: Typing, place: str) -> None:
    """Go round by Tab and type wherever words can be typed."""
    person, passed = typing.person, set[int]()
    for _ in range(STOPS_AT_MOST):
        here = person.look().focus
        if here.writes and here.ident not in passed:
            typing.fill(here, place)
        elif here.ident in passed and len(passed) > 3:
            return
        passed.add(here.ident)
        person.step("Tab")


def page(*keys: str) -> Callable[[Person], None]:
    def go(person: Person) -> None:
        person.press("Escape", "Escape", *keys)  # once empties a search, twice closes it
        person.rest()

    return go


def template(code: str) -> Callable[[Person], None]:
    def go(person: Person) -> None:
        page("ctrl+n")(person)
        person.tab_to("^Tìm mẫu")
        person.write(code, latin=True)
        person.rest()
        person.tab_to(f"^{code}")
        person.bring(lambda: person.press("Return"), is_editor, "the editor")

    return go


PLACES: dict[str, Callable[[Person], None]] = {
    "templates": page("ctrl+n"),
    "posts": page("ctrl+3"),
    "approval": page("ctrl+4"),
    "library": page("ctrl+8"),
    "command bar": page("ctrl+k"),
    "procedure": template("HD-01"),
    "questions": template("PL-02"),
    "numbers": template("TB-05"),
}


def test_words_are_exact_in_every_field(typing: Typing) -> None:
    for place, go in PLACES.items():
        go(typing.person)
        walk(typing, place)
    print(f"\n{sum(typing.typed.values())} syllables: {dict(typing.typed)}")
    assert typing.wrong == []
    assert len(typing.typed) >= len(PLACES), f"hardly any field was found: {dict(typing.typed)}"

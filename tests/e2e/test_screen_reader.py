"""What a screen reader is told of every page and of the main dialogs: nothing that takes the keyboard has no name."""

from __future__ import annotations

import json
import re
import subprocess
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import Any

import pytest

from studio.clock import VIETNAM, SystemClock, local_date
from studio.paths import Profile
from studio.people.sample import APPROVER, AUTHOR, PIN
from tests.e2e.rig.hands import Keyboard
from tests.e2e.rig.job import arrive, asked, is_editor, nothing_asked
from tests.e2e.rig.person import Person
from tests.e2e.rig.screen import PATIENCE, Screen, missing, screen, system_python
from tools.screenshots import make_profile
from tools.unit import PIN as PIN_OF_THE_UNIT
from tools.unit import lay_out_unit

TREE = Path(__file__).parent / "rig" / "tree.py"
FEWEST = 10
"""Nodes that take the keyboard on the barest page: the rail alone has nine."""
FEWEST_AT_THE_DOOR = 3
"""Who, the PIN, and the button."""

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
            timeout=10 * PATIENCE,
        )
        return [json.loads(line) for line in done.stdout.splitlines()]


@contextmanager
def reading(folder: Path, profile: Profile) -> Iterator[Reader]:
    """The window on a profile, on a screen below `folder`."""
    with screen(folder / "screen", reader=True) as shown:
        sight = folder / "sight.json"
        process = shown.python("tests.e2e.rig.window", str(profile.root), str(sight), log="window.log")
        person = Person(shown, sight)
        arrive(person)
        yield Reader(screen=shown, pid=process.pid, person=person)


def unnamed(nodes: list[Node]) -> list[str]:
    """Those that take the keyboard and have neither a name nor a label, with the way to them."""
    return [
        f"{node['role']} in {' › '.join(node['path'][-4:])}"
        for node in nodes
        if node["focusable"] and not (node["name"].strip() or node["label"].strip())
    ]


KNOWN = frozenset(
    {"button", "push button", "push button menu", "toggle button", "radio button", "check box", "combo box", "link"}
    | {"text", "entry", "password text", "editable text", "spin button", "slider", "page tab", "page tab list"}
    | {"list", "list item", "table", "table cell", "tree", "tree table", "menu item", "canvas", "image", "label"}
    | {"heading", "paragraph", "document frame", "document text"}
)
"""Roles of what takes the keyboard; a filler, a panel or something unknown says nothing of what it is for."""


def unknown(nodes: list[Node]) -> list[str]:
    """Those that take the keyboard and are nothing that a person knows."""
    lost = [node for node in nodes if node["focusable"] and node["role"] not in KNOWN]
    return [f"{node['role']} “{node['name']}” in {' › '.join(node['path'][-4:])}" for node in lost]


def page(number: int, name: str) -> Callable[[Person], None]:
    """Open the page by its keys."""

    def go(person: Person) -> None:
        person.bring(
            lambda: person.press("Escape", f"ctrl+{number % 10}"), lambda seen: seen.page == name, f"the page {name!r}"
        )

    return go


def command_bar(person: Person) -> None:
    person.bring(lambda: person.press("ctrl+k"), lambda seen: seen.focus.name.startswith("Gõ lệnh"), "its field")


def help_beside(person: Person) -> None:
    person.bring(lambda: person.press("F1"), lambda seen: seen.focus.name.startswith("Tìm trong trợ giúp"), "the help")


def button(name: str) -> Callable[[Person], None]:
    """Press what opens a dialog."""

    def go(person: Person) -> None:
        person.bring(lambda: Keyboard(person).use(name), asked, f"the dialog of {name!r}")

    return go


def sign_in(who: str, pin: str) -> Callable[[Person], None]:
    """At the door."""

    def go(person: Person) -> None:
        hands = Keyboard(person)
        hands.pick("^Người", re.escape(who))
        hands.into("^(Mã )?PIN")
        person.write(pin)
        person.bring(lambda: person.press("Return"), lambda seen: bool(seen.page), "the first page")

    return go


def write(person: Person) -> None:
    """Open the editor on a new post."""
    person.press("ctrl+n")
    person.rest()
    person.tab_to("^Tìm mẫu")
    person.write("CB-03")
    person.rest()
    person.tab_to("^CB-03")
    person.bring(lambda: person.press("Return"), is_editor, "the editor")


RAIL = ("posts", "approval", "outbox", "feedback", "images", "library", "pages")
"""The pages that Ctrl and the digits from 3 on open."""


def foot(name: str, title: str) -> Callable[[Person], None]:
    """Open a page at the foot of the rail."""

    def go(person: Person) -> None:
        person.bring(lambda: Keyboard(person).use(name), lambda seen: seen.page == title, f"the page {title!r}")

    return go


def after(leave: Callable[[Person], None], go: Callable[[Person], None]) -> Callable[[Person], None]:
    def both(person: Person) -> None:
        leave(person)
        go(person)

    return both


def menu(name: str) -> Callable[[Person], None]:
    """Press what opens a menu, and go to its first entry."""

    def go(person: Person) -> None:
        Keyboard(person).use(name)
        person.rest()
        person.bring(lambda: person.press("Down"), lambda seen: seen.focus.kind == "Item", "the first entry")

    return go


PLACES: dict[str, Callable[[Person], None]] = {
    "door": lambda person: None,
    "signed in": sign_in(AUTHOR, PIN),
    "templates": page(2, "composer"),
    "editor": write,
    "command bar": command_bar,
    **{name: page(number, name) for number, name in enumerate(RAIL, 3)},
    "menu": menu("^Thêm trang…"),
    "help": after(lambda person: person.press("Escape"), help_beside),
    "training": foot("^Tập huấn", "training"),
    "settings": foot("^Cài đặt", "settings"),
}
"""In this order; each goes on from the one before."""


def row(table: str, words: str) -> Callable[[Person], None]:
    """Stand on the row in which these words are."""

    def go(person: Person) -> None:
        Keyboard(person).take(table, words)

    return go


def view(rights: int, held: str) -> Callable[[Person], None]:
    """Go on by so many views of the posts; in that view Tab comes to what is called so."""

    def go(person: Person) -> None:
        person.tab_to("^Phần đang xem$")
        person.press(*["Right"] * rights)
        person.rest()
        person.tab_to(held)

    return go


def shut(person: Person) -> None:
    """Leave the dialog."""
    person.bring(lambda: person.press("Escape"), nothing_asked, "the dialog to be gone")


def entry(place: int) -> Callable[[Person], None]:
    """Take the entry of the menu under “Add a page…” at that place, counted from 1."""

    def go(person: Person) -> None:
        def take() -> None:
            Keyboard(person).use("^Thêm trang…")
            person.press(*["Down"] * place, "Return")

        person.bring(take, asked, "the dialog")

    return go


PLACES_OF_A_UNIT: dict[str, Callable[[Person], None]] = {
    "signed in": sign_in(APPROVER, PIN_OF_THE_UNIT),
    "month": after(page(3, "posts"), view(1, "^Tháng sau$")),
    "week": view(1, "^Tuần sau$"),
    "days without publishing": button("^Ngày không đăng"),
    "pages": after(shut, page(9, "pages")),
    "page in hand": row("^Trang của đơn vị$", "An ninh trật tự"),
    "connect": button("^Kết nối lại…"),
    "status": after(shut, button("^Đổi…")),
    "disconnect": after(shut, button("^Ngắt kết nối…")),
    "take off": after(shut, button("^Bỏ khỏi danh sách…")),
    "add a page": after(shut, entry(1)),
    "connect many": after(shut, entry(3)),
    "outbox": after(shut, page(5, "outbox")),
    "delivery in hand": row("^Các lượt gửi", "Cần xử lý"),
    "confirmation": button("^Đăng bài đã duyệt"),
}


def walk(reader: Reader, places: dict[str, Callable[[Person], None]]) -> dict[str, list[str]]:
    """What has no name, by place; empty when all is well."""
    found: dict[str, list[str]] = {}
    roles: Counter[str] = Counter()
    for place, go in places.items():
        go(reader.person)
        reader.person.rest()
        nodes, seen = reader.tree(), reader.person.look()
        focusable = sum(node["focusable"] for node in nodes)
        at = f"{seen.page} {seen.dialog}, {seen.focus.kind} {seen.focus.name}"
        print(f"{place}: {at}, {len(nodes)} nodes, {focusable} take the keyboard")
        assert focusable >= (FEWEST if seen.page else FEWEST_AT_THE_DOOR), f"{place}: the tree is all but empty"
        found[place] = [*unnamed(nodes), *unknown(nodes)]
        roles.update(node["role"] for node in nodes)
    print(f"{len(found)} places, {roles.total()} nodes: {dict(roles)}")
    assert roles["heading"] >= len(found) // 2
    assert roles["radio button"] > 0
    assert ("menu item" in roles) is ("menu" in places)
    return {place: wrong for place, wrong in found.items() if wrong}


def test_nothing_that_takes_the_keyboard_is_without_a_name(tmp_path: Path) -> None:
    """A post in every stage, and its author, who signs in."""
    profile, _ = make_profile(tmp_path)
    with reading(tmp_path, profile) as reader:
        assert walk(reader, PLACES) == {}


def test_nor_is_it_on_the_pages_and_dialogs_of_a_unit_at_work(tmp_path: Path) -> None:
    """Days with posts, pages in every state of health, what connects them, and what publishes."""
    this_morning = datetime.combine(local_date(SystemClock().now()), time(8, 30), tzinfo=VIETNAM)
    profile = lay_out_unit(tmp_path, this_morning, lambda: uuid.uuid4().hex)
    with reading(tmp_path, profile) as reader:
        assert walk(reader, PLACES_OF_A_UNIT) == {}

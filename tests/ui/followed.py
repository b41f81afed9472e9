"""Hands that do what a text of the help says, a step a line, finding everything by the words of that text.

A step tells in order what to press, choose, tick or fill in, by its name in bold, what to write there in italics, and
what is seen then. What a text leaves to its reader (the PIN, the unit's page, a drive) comes from `Reader`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from studio.accounts.model import AccountKind
from studio.ui.composer.plan.target_row import TargetRow
from studio.ui.help.topics import Topic
from studio.ui.main_window import MainWindow
from studio.ui.rail import RailButton
from studio.ui.settings.page import SectionList
from studio.ui.widgets.pin import PinField
from tests.ui.hands import choose_files, in_sight
from tests.ui.help_words import bare
from tests.ui.unit import PIN

_WORD = re.compile(
    r"\*\*(?P<name>.+?)\*\*|(?<!\*)\*(?P<value>[^*]+)\*(?!\*)"
    r"|(?P<pin>nhập mã PIN|enters? the PIN)|(?P<page>trang của đơn vị|the unit's page)|(?P<drive>chọn USB|a USB drive)"
)
_DEEDS = (
    ("rail", r"(ở cột trái, bấm|in the sidebar, press)$"),
    ("way", r"(vào|under|go to|goes to)$"),
    ("fill", r"(ở ô|in the field)$"),
    ("question", r"(ở câu|at the question)$"),
    ("answer", r"(chọn|choose)$"),
    ("see", r"(thấy|you see)$"),
    ("tab", r"(thẻ|the tab)$"),
    ("tick", r"(đánh dấu|tick)$"),
    ("press", r"(bấm|bấm mẫu|presses|press|press the template)$"),
    ("same", r"(và|and)$"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who reads, at which window. `rest` waits until nothing is under way there."""

    window: MainWindow
    qtbot: QtBot
    rest: Callable[[], None]
    drive: Path


def steps(topic: Topic, section: str) -> tuple[str, ...]:
    """The numbered lines of a section."""
    (text,) = [part for part in topic.body.split("#### ") if part.startswith(f"{section}\n")]
    return tuple(line.partition(". ")[2] for line in text.splitlines() if re.match(r"\d+\. ", line))


def follow(reader: Reader, step: str) -> int:
    """Do what one step says; returns how many things that were."""
    deed, before, filled, done = "", 0, Filled(reader), 0
    for found in _WORD.finditer(step):
        lead, before = step[before : found.start()].strip(" ,;:.").lower(), found.end()
        if found["name"]:
            told = next((kind for kind, words in _DEEDS if re.search(rf"(?:^|\W){words}", lead)), "")
            deed = deed if told == "same" else told
            assert deed, f"nothing says what to do with “{found['name']}” in: {step}"
            act(reader, deed, found["name"], filled)
        elif found["value"] and filled.name:
            filled.write(found["value"])
        elif found["pin"]:
            _type(within_reach(reader, PinField, "")[0], PIN)
        elif found["page"]:
            next(row for row in in_sight(reader.window, TargetRow) if row.account.kind is AccountKind.PRACTICE).click()
        elif found["drive"]:
            choose_files(scope(reader, files=True), reader.drive)
        else:
            continue
        done += 1
        reader.rest()
    return done


class Filled:
    """The field in hand, and how many of its rows have words."""

    def __init__(self, reader: Reader) -> None:
        self._reader, self.name, self.rows = reader, "", 0

    def take(self, name: str) -> None:
        self.name, self.rows = bare(name), 0

    def write(self, text: str) -> None:
        fields = [f for kind in (QLineEdit, QPlainTextEdit) for f in within_reach(self._reader, kind, self.name)]
        assert self.rows < len(fields), f"no row {self.rows + 1} of “{self.name}”"
        _type(fields[self.rows], text)
        self.rows += 1


def act(reader: Reader, deed: str, name: str, filled: Filled) -> None:
    """Do it with what has that name."""
    if deed == "rail":
        (button,) = [b for b in in_sight(reader.window, RailButton) if b.words == name]
        button.click()
    elif deed == "way":
        go(reader, name)
    elif deed in ("fill", "question"):
        filled.take(name)
    elif deed == "answer":
        one(reader, QAbstractButton, f"{filled.name}: {bare(name)}").click()
    elif deed == "tab":
        assert bare(name) in tabs(reader), f"no tab “{name}”"
    elif deed == "tick":
        box = one(reader, QCheckBox, bare(name))
        box.click()
        assert box.isChecked()
    elif deed == "see":
        reader.qtbot.waitUntil(lambda: any(bare(name) in text for text in seen(reader)))
    elif bare(name) in tabs(reader):
        bar, place = tabs(reader)[bare(name)]
        bar.setCurrentIndex(place)
    else:
        one(reader, QAbstractButton, bare(name)).click()


def go(reader: Reader, way: str) -> None:
    """Through the sidebar to a section of a page, as “Settings › Backup” says."""
    page, section = way.split(" › ")
    act(reader, "rail", page, Filled(reader))
    reader.rest()
    (sections,) = in_sight(reader.window, SectionList)
    (line,) = sections.findItems(section, Qt.MatchFlag.MatchExactly)
    sections.setCurrentItem(line)


def scope(reader: Reader, *, files: bool = False) -> QWidget:
    """Where hands can reach: the dialog on top, else the window."""
    if files:
        reader.qtbot.waitUntil(lambda: bool(in_sight(reader.window, QFileDialog)))
        around = in_sight(reader.window, QFileDialog)[0].parentWidget()
        assert around is not None
        return around
    return QApplication.activeModalWidget() or reader.window


def said(part: QWidget) -> str:
    """What a part is called."""
    text = part.text() if isinstance(part, QAbstractButton) else ""
    return f"{text}|{part.accessibleName()}"


def within_reach(reader: Reader, kind: type[QWidget], name: str) -> list[QWidget]:
    """The parts of that kind whose name is, begins or ends with it."""
    return [part for part in in_sight(scope(reader), kind) if not name or fits(part, name)]


def fits(part: QWidget, name: str) -> bool:
    """Whether a part is called so, its own further words aside: a value, a code, “required”."""
    return any(
        bare(text) == name or text.startswith((f"{name} (", f"{name}: ", f"{name}:")) or text.endswith(f" {name}")
        for text in said(part).split("|")
    )


def one(reader: Reader, kind: type[QAbstractButton], name: str) -> QAbstractButton:
    """The one part of that kind and name that can be pressed; that of the page rather than of the sidebar."""
    reader.qtbot.waitUntil(lambda: any(part.isEnabled() for part in within_reach(reader, kind, name)))
    found = [part for part in within_reach(reader, kind, name) if part.isEnabled()]
    pages = [part for part in found if not isinstance(part, RailButton)]
    exact = [part for part in pages if name in map(bare, said(part).split("|"))] or pages
    assert len(exact) == 1, f"{len(exact)} parts are called “{name}”: {[said(part) for part in found]}"
    assert isinstance(exact[0], kind)
    return exact[0]


def tabs(reader: Reader) -> dict[str, tuple[QTabBar, int]]:
    """The tabs in sight, by what they say, their numbers aside."""
    bars = in_sight(scope(reader), QTabBar)
    return {re.sub(r" \(?\d+\)?$", "", bar.tabText(n)): (bar, n) for bar in bars for n in range(bar.count())}


def seen(reader: Reader) -> Iterator[str]:
    """Every text that is to be read."""
    for part in in_sight(reader.window, QWidget):
        if isinstance(part, QLabel | QAbstractButton):
            yield part.text()
        yield part.accessibleName()


def _type(field: QWidget, text: str) -> None:
    field.setFocus(Qt.FocusReason.MouseFocusReason)
    if isinstance(field, PinField):
        QTest.keyClicks(field, text)
        return
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(field, event)

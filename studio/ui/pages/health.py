"""What is open on a page: each point with its remedy, and the tab where it is mended."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.accounts.model import HealthState
from studio.clock import show_datetime
from studio.translation import ntr, tr
from studio.ui.page import Shell
from studio.ui.pages.page_tab import PageTab
from studio.ui.pages.rows import ENDED, FINE, PageFacts
from studio.ui.tokens import Tone
from studio.ui.widgets.buttons import LinkButton
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import PlainHolder, clear, column, row, rule, scrolled

LINK_PAD = 6
"""Pixels around the words of a link: they end where the line below does."""


class OpenPoint(NamedTuple):
    """One sentence, its remedy, how much it matters, and the tab where it is mended."""

    wrong: str
    remedy: str
    blocks: bool
    tab: str


class HealthTab(PageTab):
    """Points from the connection, from what pauses the page, and from the rights on it; then what its file lacks."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._language = shell.language
        self._lines: QVBoxLayout = column(spacing=0)
        held = PlainHolder()
        held.setLayout(column(self._lines, None, margins=(20, 10, 20 - LINK_PAD, 16)))
        self.setLayout(column(scrolled(held)))

    def show_page(self, facts: PageFacts) -> None:
        clear(self._lines)
        points = tuple(self._points(facts))
        for point in points:
            self._lines.addWidget(self._line(point))
            self._lines.addLayout(row(rule(), margins=(0, 0, LINK_PAD, 0)))
        if not points:
            fine = Label(tr("Nothing to do: connection and rights are in order."), wrap=True)
            line = row(Glyph("circle-check", Tone.GREEN), fine, spacing=10, margins=(0, 10, 0, 10))
            line.setStretch(1, 1)
            self._lines.addLayout(line)
        if facts.gaps:
            count = len(facts.gaps)
            said = ntr("{n} entry of its file is missing.", "{n} entries of its file are missing.", count)
            self._lines.addWidget(self._line(OpenPoint(said.format(n=count), "", False, "files")))

    def _points(self, facts: PageFacts) -> Iterator[OpenPoint]:
        page, say = facts.row, self._language.say
        health = page.health
        if health is not None and health.state not in FINE and page.status not in ENDED:
            blocks = health.state is not HealthState.EXPIRING
            yield OpenPoint(say(health.say), say(health.next_step), blocks, "connection")
        if page.pause is not None:
            since = tr("Sending stopped since {time}: {why}")
            words = since.format(time=show_datetime(page.pause.since), why=say(page.pause.reason))
            yield OpenPoint(words, "", True, "connection")
        for finding in facts.findings:
            yield OpenPoint(say(finding.wrong), say(finding.remedy), finding.blocks, "access")

    def _line(self, point: OpenPoint) -> QWidget:
        glyph = Glyph("circle-x" if point.blocks else "triangle-alert", Tone.RED if point.blocks else Tone.AMBER)
        said = column(Label(point.wrong, "label", wrap=True), spacing=1)
        if point.remedy:
            said.addWidget(Label(point.remedy, "hint", wrap=True))
        look = LinkButton(tr("Look"))
        look.setAccessibleName(f"{look.text()}: {point.wrong}")
        look.clicked.connect(lambda: self.tab_wanted.emit(point.tab))
        inside = row(glyph, said, look, spacing=10, margins=(0, 10, 0, 10))
        inside.setStretch(1, 1)
        for part in (glyph, look):
            inside.setAlignment(part, Qt.AlignmentFlag.AlignTop)
        held = QWidget()
        held.setLayout(inside)
        return held

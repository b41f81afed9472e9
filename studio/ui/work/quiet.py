"""What the page shows when nothing waits: two things one may begin, and what runs by itself today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.accounts.model import Account
from studio.calendar.model import CalendarEntry, EntryKind
from studio.clock import local, local_date
from studio.outbox.model import DeliveryState, Stand
from studio.translation import ntr, tr
from studio.ui.counts import WAITING
from studio.ui.icons import glyph, icon_px
from studio.ui.theme import current_tokens
from studio.ui.tokens import Tone
from studio.ui.widgets.avatar import paint_page
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.chip import ToneWord
from studio.ui.widgets.labels import ElidedLabel, Label
from studio.ui.widgets.layout import Card, PlainHolder, clear, column, row, rule, scrolled
from studio.ui.words import DELIVERIES, sign_of, spoken

if TYPE_CHECKING:
    from studio.app.studio import Studio

WIDE_CHARS = 86
"""Width of the card at most, in average characters."""
MOST = 6
"""Lines of the card; the calendar has the others."""
SENT = frozenset({DeliveryState.SENT, DeliveryState.VERIFIED})


@dataclass(frozen=True, slots=True, kw_only=True)
class DeparturePost:
    """A post that leaves by itself today."""

    at: datetime
    title: str
    pages: tuple[Account, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """What the program does by itself today, and what it did."""

    runs: tuple[DeparturePost, ...] = ()
    sent: int = 0
    waiting: int = 0
    """Deliveries."""


def load_today(studio: Studio) -> Today:
    """Read on the worker."""
    day = local_date(studio.now())
    entries = [one for one in studio.calendar.span(day, day).entries if one.kind is EntryKind.DELIVERY]
    pages = {page.name: page for page in studio.accounts.list()} if entries else {}
    runs = [
        DeparturePost(at=one.at, title=one.title, pages=tuple(pages[name] for name in one.pages if name in pages))
        for one in entries
        if any(one.deliveries.get(state) for state in WAITING)
    ]
    return Today(runs=tuple(runs), sent=_count(entries, SENT), waiting=_count(entries, WAITING))


def _count(entries: Sequence[CalendarEntry], states: frozenset[DeliveryState]) -> int:
    return sum(one.deliveries.get(state, 0) for one in entries for state in states)


class QuietView(QWidget):
    """`compose` and `calendar` are the two ways on."""

    compose = Signal()
    calendar = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.write = PrimaryButton(tr("Compose"), glyph="square-pen")
        self.week = QuietButton(tr("View this week's calendar"), glyph="calendar-days")
        self.write.clicked.connect(self.compose)
        self.week.clicked.connect(self.calendar)
        heading = Label(tr("Nothing is waiting for you"), "heading", wrap=True)
        text = Label(
            tr("New tasks appear here, and as a number in the sidebar. There is nothing to remember."),
            "hint",
            wrap=True,
        )
        for label in (heading, text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._sum = Label(role="hint")
        self._lines = column(spacing=8)
        self._card = Card()
        title = Label(tr("Runs automatically today"), "label")
        self._card.setLayout(column(row(title, None, self._sum), self._lines, spacing=10, margins=(20, 14, 20, 16)))
        held = PlainHolder()
        held.setLayout(
            column(
                44,
                row(None, DoneSign(), None),
                8,
                heading,
                text,
                12,
                row(None, self.write, self.week, None, spacing=12),
                28,
                row(None, self._card, None),
                None,
                spacing=6,
                margins=(8, 0, 8, 16),
            )
        )
        self.setLayout(column(scrolled(held)))
        self.show_today(Today())

    def show_today(self, today: Today) -> None:
        """Say what leaves by itself, what left, and how much is on its way."""
        sent = ntr("{n} delivery sent", "{n} deliveries sent", today.sent).format(n=today.sent)
        left = ntr("{n} delivery to go", "{n} deliveries to go", today.waiting).format(n=today.waiting)
        said = (sent if today.sent else tr("Nothing sent yet"), left if today.waiting else "")
        self._sum.setText(" · ".join(part for part in said if part))
        clear(self._lines)
        for run in today.runs[:MOST]:
            if self._lines.count():
                self._lines.addWidget(rule())
            self._lines.addWidget(_line(run))
        if not today.runs:
            self._lines.addWidget(Label(tr("No post is due today."), "hint"))
        more = len(today.runs) - MOST
        if more > 0:
            self._lines.addWidget(Label(ntr("and {n} more post", "and {n} more posts", more).format(n=more), "hint"))
        self._card.setFixedWidth(self.fontMetrics().averageCharWidth() * WIDE_CHARS)


def _line(run: DeparturePost) -> QWidget:
    time = Label(f"{local(run.at):%H:%M}", "label")
    pages = run.pages[0].title if len(run.pages) == 1 else ntr("{n} page", "{n} pages", len(run.pages))
    line = PlainHolder()
    name = ElidedLabel(run.title)
    word = ToneWord(spoken(DELIVERIES[Stand.SCHEDULED]))
    line.setLayout(row(time, name, Signs(run.pages), Label(pages.format(n=len(run.pages)), "hint"), word, spacing=14))
    line.layout().setStretch(1, 1)  # type: ignore[union-attr]
    return line


class DoneSign(QWidget):
    """The sign that all is done, on its tint."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = icon_px(self.fontMetrics()) * 3
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, ink, px = QPainter(self), current_tokens().tones[Tone.GREEN], icon_px(self.fontMetrics())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ink.tint))
        painter.drawRoundedRect(self.rect(), px // 2, px // 2)
        side = round(px * 1.6)
        corner = (self.width() - side) // 2
        painter.drawPixmap(corner, corner, glyph("check-check", ink.text, side, self.devicePixelRatio()))


class Signs(QWidget):
    """The letters of the platforms that a post goes to, each once."""

    def __init__(self, pages: Sequence[Account]) -> None:
        super().__init__()
        self._signs = tuple(dict.fromkeys(sign_of(page).of_platform for page in pages))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = self._side()
        return QSize(len(self._signs) * (side + 5), side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, side = QPainter(self), self._side()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, sign in enumerate(self._signs):
            paint_page(painter, QRect(place * (side + 5), 0, side, side), sign)

    def _side(self) -> int:
        return icon_px(self.fontMetrics()) + 4

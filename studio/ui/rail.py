"""The rail on the left: the pages, who is working, and the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QWidget

from studio.translation import tr
from studio.ui.counts import PageCount
from studio.ui.icons import icon, icon_px
from studio.ui.page import PageId
from studio.ui.pages import RAIL, SPECS
from studio.ui.theme import current_tokens
from studio.ui.tokens import Tokens, Tone
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import Card, Plain, column, row
from studio.ui.widgets.tips import plain

if TYPE_CHECKING:
    from studio.ui.counts import Counts

WIDE_ENOUGH = 118
"""Average characters a window must be wide for the rail to show words."""
ROOMY = 180
"""The same where the page in sight wants room: above 1440 pixels at 100 percent."""
MARGIN = 12
GAP = 4
"""Pixels between the buttons where there is room."""
TIGHT, AIRY = 8, 16
"""Pixels above and below the words of a button together: at least, and beyond that where there is room."""


class RailButton(QPushButton):
    """One page: icon, words and perhaps a number."""

    def __init__(self, glyph: str, *, checkable: bool = True, lines: int = 1) -> None:
        """`lines`: how many the words may take where they find no room on one."""
        super().__init__()
        self._lines = lines
        self._glyph, self._words, self._narrow = glyph, "", False
        self._count = PageCount(0)
        self._worn: tuple[Tokens, int] | None = None
        self.setProperty("kind", "rail")
        self.setCheckable(checkable)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._dress()

    @property
    def words(self) -> str:
        return self._words

    def set_words(self, words: str) -> None:
        self._words = words
        self._show()

    def set_count(self, count: PageCount) -> None:
        self._count = count
        self._show()

    def set_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        self._show()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), hint.height() + AIRY)

    def minimumSizeHint(self) -> QSize:
        """Where type is large and the window small, all buttons give up some of the room around their words."""
        hint = super().minimumSizeHint()
        lines = self._lines if "\n" in self.text() else 1
        return QSize(hint.width(), min(hint.height(), lines * self.fontMetrics().height() + TIGHT))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._dress()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._count.number:
            return
        tone = _tone(self._count)
        ink = current_tokens().tones[tone]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.85)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        text = str(self._count.number)
        metrics = painter.fontMetrics()
        height = metrics.height() + 1
        width = max(height, metrics.horizontalAdvance(text) + 12)
        pill = QRectF(self.width() - width - 10, (self.height() - height) / 2, width, height)
        if self._narrow:
            pill.moveTo(self.width() - width - 2, 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ink.text))
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setPen(QColor(current_tokens().card))
        painter.drawText(pill, int(Qt.AlignmentFlag.AlignCenter), text)

    def _show(self) -> None:
        fitted = "" if self._narrow else self._fitted()
        self.setText(fitted.replace("&", "&&"))  # an ampersand, not the mark of a key
        said = f"{self._words} ({self._count.number})" if self._count.number else self._words
        if self._count.soon:
            said = tr("{page}, something is due soon").format(page=said)
        self.setAccessibleName(said)
        self.setToolTip(plain(said if self._narrow or fitted.replace("\n", " ") != self._words else ""))
        self.update()

    def _fitted(self) -> str:
        """The words, cut where the rail is too narrow for them (a person's long name)."""
        metrics = self.fontMetrics()
        room = self.width() - icon_px(metrics) - 44
        if room <= 0:
            return self._words
        broken = _broken(self._words, metrics, room) if self._lines > 1 else (self._words,)
        return "\n".join(metrics.elidedText(line, Qt.TextElideMode.ElideRight, room) for line in broken)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show()

    def _dress(self) -> None:
        tokens = current_tokens()
        px = icon_px(self.fontMetrics()) + 1
        if self._worn is not None and self._worn[0] is tokens and self._worn[1] == px:
            return
        self._worn = (tokens, px)
        self.setIcon(icon(self._glyph, tokens.muted, px, checked=tokens.selected_text, gap=6))
        self.setIconSize(QSize(px + 6, px))


def _tone(count: PageCount) -> Tone:
    """Red where something is overdue or unclear, amber where that is near; blue what waits for the person, grey what
    waits for others."""
    if count.urgent or count.soon:
        return Tone.RED if count.urgent else Tone.AMBER
    return Tone.BLUE if count.duty else Tone.GREY


def _broken(words: str, metrics: QFontMetrics, room: int) -> tuple[str, ...]:
    """`words` on one line, or on two with as many words on the first as find room there."""
    if metrics.horizontalAdvance(words) <= room:
        return (words,)
    parts = words.split(" ")
    for count in range(len(parts) - 1, 0, -1):
        first = " ".join(parts[:count])
        if metrics.horizontalAdvance(first) <= room:
            return first, " ".join(parts[count:])
    return (words,)


class Rail(QWidget):
    """`chosen` carries the page; `person_wanted` asks who is working here."""

    chosen = Signal(str)
    person_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._person = ""
        self._absent = {spec.id for spec in RAIL if spec.exists is not None}
        """Pages that are not there."""
        self._buttons = {spec.id: RailButton(spec.glyph) for spec in RAIL}
        self._who = RailButton("circle-user", checkable=False, lines=2)
        self._who.clicked.connect(self.person_wanted)
        group = QButtonGroup(self)
        for page, button in self._buttons.items():
            group.addButton(button)
            button.clicked.connect(lambda _=False, page=page: self.chosen.emit(page.value))
        self._group = group
        self._name = Label(role="label")
        self._sign = Plain()
        self._sign.setLayout(
            row(Glyph("stamp", "accent", scale=1.25), self._name, None, spacing=8, margins=(4, 2, 0, 10))
        )
        card = Card(kind="rail")
        inside = column(self._sign, spacing=GAP, margins=MARGIN)
        for button in self._buttons.values():
            inside.addWidget(button)
        settings = inside.count() - 1
        inside.insertStretch(settings, 1)
        inside.insertWidget(settings + 1, self._who)
        self._inside = inside
        card.setLayout(inside)
        self.setLayout(column(card))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        for page in self._absent:
            self._buttons[page].hide()
        self.name_pages()
        self.fit(1366)

    def name_pages(self) -> None:
        """Write the names of the pages in the language of the window."""
        self._name.setText(tr("Page Studio"))
        for page, button in self._buttons.items():
            button.set_words(SPECS[page].name)
        self.show_person(self._person)

    def show_page(self, page: PageId) -> None:
        self._group.setExclusive(False)
        for place, button in self._buttons.items():
            button.setChecked(place is page)
        self._group.setExclusive(True)

    def show_person(self, name: str) -> None:
        """Name the person who is working here; an empty text offers to sign in."""
        self._person = name
        self._who.set_words(name or tr("Sign in"))

    def hide_person(self, hidden: bool) -> None:
        """Name nobody, before a class."""
        self._who.setVisible(not hidden)

    def show_counts(self, counts: Counts) -> None:
        """Tell beside each page what waits there, and offer those that are there."""
        for spec in RAIL:
            if spec.exists is not None:
                self._offer(spec.id, spec.exists(counts))
            if spec.count is not None:
                self._buttons[spec.id].set_count(spec.count(counts))

    def has(self, page: str) -> bool:
        """Whether the page of that id is there."""
        return page not in self._absent

    def _offer(self, page: PageId, there: bool) -> None:
        """Let the page be there, or not."""
        if there is not self.has(page):
            self._absent ^= {page}
            self._buttons[page].setVisible(there)
            self._give_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where type is large and the window small, the sign and the room between buttons go before that around their
        words."""
        super().resizeEvent(event)
        self._give_room()

    def _give_room(self) -> None:
        buttons = (*(button for page, button in self._buttons.items() if self.has(page)), self._who)
        wanted = sum(button.minimumSizeHint().height() + GAP for button in buttons)
        roomy = wanted < self.height()
        self._inside.setSpacing(GAP if roomy else 1)
        self._inside.setContentsMargins(MARGIN, MARGIN if roomy else GAP, MARGIN, MARGIN if roomy else GAP)
        self._sign.setVisible(roomy)

    def enable(self, on: bool) -> None:
        for button in (*self._buttons.values(), self._who):
            button.setEnabled(on)

    def fit(self, window_width: int, *, give_room: bool = False) -> None:
        """Show words where the window is wide enough for its font, else icons alone; `give_room` to a page that wants
        it."""
        least = ROOMY if give_room else WIDE_ENOUGH
        narrow = window_width < least * self.fontMetrics().averageCharWidth()
        for button in (*self._buttons.values(), self._who):
            button.set_narrow(narrow)
        self._name.setVisible(not narrow)
        width = icon_px(self.fontMetrics()) + 60 if narrow else self._wide()
        self.setFixedWidth(width)

    def _wide(self) -> int:
        metrics = self.fontMetrics()
        return max(216, metrics.averageCharWidth() * 17 + icon_px(metrics) + 70)

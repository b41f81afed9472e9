"""The rail on the left: the pages, who is working, and the settings; folded, it shows their icons alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QWidget

from studio.translation import tr
from studio.ui.icons import icon, icon_px
from studio.ui.page_count import PageCount
from studio.ui.page_specs import FOOT, RAIL, SPECS, UNITS, PageId
from studio.ui.theme import current_tokens
from studio.ui.tokens import Tokens, Tone
from studio.ui.widgets.avatar import paint_avatar
from studio.ui.widgets.buttons import IconButton
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import Card, PlainHolder, column, row, rule
from studio.ui.widgets.tips import plain

if TYPE_CHECKING:
    from studio.people.model import Person
    from studio.ui.counts import Counts

LINE = 18
"""Pixels of a line of type at 100 percent; those below are of that size, too."""
OPEN = 208
SIDE = 40
"""Height of a button; folded it is a square."""
EDGE, FOLDED_EDGE = 10, 8
"""Beside the buttons; the hairline at the right adds one."""
PADDING = 10
"""Beside an icon within its button, as the style sheet says, whatever the size of type."""
GAP = 2
TIGHT = 8
"""Pixels above and below the words of a button together, where type is large and the window small."""
PILL, CORNER, RING = 20, 17, 2
"""A number beside the words; at the corner of an icon, and the ring around it in the colour of the rail."""
FACE = 30
"""The sign of the person."""
BETWEEN = " · "
"""Between the roles of a person."""


def _scaled(widget: QWidget, pixels: int) -> int:
    """`pixels` at the size of type that `widget` has."""
    return round(pixels * widget.fontMetrics().height() / LINE)


class RailButton(QPushButton):
    """One page: icon, words and perhaps a number. A plain button to a screen reader: it opens, it is not ticked."""

    def __init__(self, glyph: str) -> None:
        super().__init__()
        self._glyph, self._words, self._folded, self._current = glyph, "", False, False
        self._count = PageCount(0)
        self._worn: tuple[Tokens, int, bool] | None = None
        self.setProperty("kind", "rail")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._dress()

    @property
    def words(self) -> str:
        return self._words

    @property
    def current(self) -> bool:
        """Whether its page is the one in sight."""
        return self._current

    def set_words(self, words: str) -> None:
        self._words = words
        self._show()

    def set_count(self, count: PageCount) -> None:
        self._count = count
        self._show()

    def set_folded(self, folded: bool) -> None:
        if folded is self._folded:
            return
        self._folded = folded
        self._dress()
        self._show()

    def set_current(self, current: bool) -> None:
        if current is self._current:
            return
        self._current = current
        self._show()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), _scaled(self, SIDE))

    def minimumSizeHint(self) -> QSize:
        """Where type is large and the window small, all buttons give up some of the room around their words."""
        return QSize(super().minimumSizeHint().width(), self.fontMetrics().height() + TIGHT)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._dress()

    def paintEvent(self, event: QPaintEvent) -> None:
        """On the current page it looks like a button that is on. Another property for this, or another icon, would have
        the whole window laid out anew."""
        look = QStyleOptionButton()
        self.initStyleOption(look)
        if self._current:
            look.state |= QStyle.StateFlag.State_On
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, look)
        if not self._count.number:
            return
        tone = _tone(self._count)
        tokens = current_tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * (0.76 if self._folded else 0.85))
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        text = str(self._count.number)
        pill = self._pill(painter.fontMetrics().horizontalAdvance(text))
        painter.setPen(QPen(QColor(tokens.rail), RING) if self._folded else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.tones[tone].text))
        half = RING / 2 if self._folded else 0
        painter.drawRoundedRect(pill.adjusted(-half, -half, half, half), pill.height() / 2, pill.height() / 2)
        painter.setPen(QColor(tokens.card))
        painter.drawText(pill, int(Qt.AlignmentFlag.AlignCenter), text)

    def _pill(self, text: int) -> QRectF:
        """Where the number stands, `text` pixels wide. In the corner a digit leaves half of the icon's width free."""
        height = _scaled(self, CORNER if self._folded else PILL)
        most = min(self.height() // 2, PADDING + icon_px(self.fontMetrics()) // 2) if self._folded else self.height()
        height = min(height, most)
        width = max(height, text + height // 2)
        if self._folded:
            return QRectF(self.width() - width - RING / 2, RING / 2, width, height)
        return QRectF(self.width() - width - EDGE, (self.height() - height) / 2, width, height)

    def _show(self) -> None:
        fitted = "" if self._folded else self._fitted()
        self.setText(fitted.replace("&", "&&"))  # an ampersand, not the mark of a key
        said = f"{self._words} ({self._count.number})" if self._count.number else self._words
        if self._count.soon:
            said = tr("{page}, something is due soon").format(page=said)
        self.setAccessibleName(said)
        self.setAccessibleDescription(tr("The current screen") if self._current else "")
        self.setToolTip(plain(said if self._folded or fitted.replace("\n", " ") != self._words else ""))
        self.update()

    def _fitted(self) -> str:
        """The words, cut where the rail is too narrow for them as they stand on the current page."""
        metrics, taken = QFontMetrics(self._bold()), icon_px(self.fontMetrics()) + 3 * EDGE
        if self._count.number:
            taken += int(self._pill(metrics.horizontalAdvance(str(self._count.number))).width()) + EDGE
        room = self.width() - taken
        return self._words if room <= 0 else metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, room)

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show()

    def _dress(self) -> None:
        tokens = current_tokens()
        px = icon_px(self.fontMetrics()) + 1
        worn = tokens, px, self._folded
        if self._worn is not None and self._worn[0] is tokens and self._worn[1:] == worn[1:]:
            return
        self._worn = worn
        gap = 0 if self._folded else 7
        self.setIcon(icon(self._glyph, tokens.muted, px, checked=tokens.selected_text, gap=gap))
        self.setIconSize(QSize(px + gap, px))


class PersonButton(RailButton):
    """Who is working here: sign, name and roles; without anybody, the offer to sign in."""

    def __init__(self) -> None:
        super().__init__("circle-user")
        self._person = self._roles = ""

    def show_person(self, name: str, roles: str) -> None:
        """Empty texts offer to sign in."""
        self._person, self._roles = name, roles
        self.set_words(name or tr("Sign in"))
        self.setAccessibleDescription(roles)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), _scaled(self, SIDE + 12 if self._person else SIDE))

    def minimumSizeHint(self) -> QSize:
        lines = 2 if self._person and not self._folded else 1
        return QSize(super().minimumSizeHint().width(), lines * self.fontMetrics().height() + TIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._person:
            super().paintEvent(event)
            return
        bare = QStyleOptionButton()
        self.initStyleOption(bare)
        bare.text, bare.icon = "", QIcon()
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, bare)
        side = min(_scaled(self, FACE), self.height() - 4, self.width() - 4)
        left = (self.width() - side) // 2 if self._folded else 6
        paint_avatar(painter, QRect(left, (self.height() - side) // 2, side, side), self._person)
        if not self._folded:
            self._paint_words(painter, left + side + 8)

    def _paint_words(self, painter: QPainter, left: int) -> None:
        """The name and the roles; a name that needs two lines takes both."""
        tokens, text = current_tokens(), self.text().replace("&&", "&")
        room, line = self.width() - left - 2, self.fontMetrics().height()
        top = (self.height() - 2 * line) // 2
        painter.setFont(self._bold())
        painter.setPen(QColor(tokens.text))
        lines = text.split("\n")
        for place, words in enumerate(lines):
            painter.drawText(QRect(left, top + place * line, room, line), int(Qt.AlignmentFlag.AlignVCenter), words)
        if len(lines) == 1:
            small = QFont(self.font())
            small.setPointSizeF(small.pointSizeF() * 0.9)
            painter.setFont(small)
            painter.setPen(QColor(tokens.muted))
            roles = counted_off(self._roles, painter.fontMetrics(), room)
            painter.drawText(QRect(left, top + line, room, line), int(Qt.AlignmentFlag.AlignVCenter), roles)

    def _show(self) -> None:
        super()._show()
        self.setAccessibleDescription(self._roles)
        if self._person:
            self.setToolTip(plain(f"{self._person}\n{self._roles}".strip()))

    def _fitted(self) -> str:
        if not self._person:
            return super()._fitted()
        metrics = QFontMetrics(self._bold())
        room = self.width() - _scaled(self, FACE) - 16
        if room <= 0:
            return self._words
        broken = _broken(self._words, metrics, room)
        return "\n".join(metrics.elidedText(line, Qt.TextElideMode.ElideRight, room) for line in broken)


def _tone(count: PageCount) -> Tone:
    """Red where something is overdue or unclear, amber where that is near; blue what waits for the person, grey what
    waits for others."""
    if count.urgent or count.soon:
        return Tone.RED if count.urgent else Tone.AMBER
    return Tone.BLUE if count.duty else Tone.GREY


def counted_off(roles: str, metrics: QFontMetrics, room: int) -> str:
    """As many whole `roles` as find room, and how many more there are."""
    parts = roles.split(BETWEEN)
    for count in range(len(parts), 0, -1):
        more = f" +{len(parts) - count}" if count < len(parts) else ""
        words = BETWEEN.join(parts[:count]) + more
        if metrics.horizontalAdvance(words) <= room:
            return words
    return metrics.elidedText(roles, Qt.TextElideMode.ElideRight, room)


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
    """`chosen` carries the page; `person_wanted` asks who is working here, `fold_wanted` folds or opens the rail."""

    chosen = Signal(str)
    person_wanted = Signal()
    lock_wanted = Signal()
    fold_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._person: Person | None = None
        self._folded = self._nameless = False
        self._absent = {spec.id for spec in RAIL if spec.exists is not None}
        """Pages that are not there."""
        self._buttons = {spec.id: RailButton(spec.glyph) for spec in RAIL}
        for page, button in self._buttons.items():
            button.clicked.connect(lambda _=False, page=page: self.chosen.emit(page.value))
        self._who, self._lock = PersonButton(), IconButton("lock")
        self._who.clicked.connect(self.person_wanted)
        self._lock.clicked.connect(self.lock_wanted)
        self._fold, self._unfold = IconButton("chevrons-left"), IconButton("chevrons-right")
        for turn in (self._fold, self._unfold):
            turn.clicked.connect(self.fold_wanted)
            turn.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # one of them hides under the click; keyboards have F8
        self._name = Label(role="label")
        self._lines = (rule(), rule())
        self._sign = PlainHolder()
        self._stamp = row(Glyph("stamp", "accent", scale=1.2), EDGE, self._name, None, self._fold, spacing=0)
        self._sign.setLayout(self._stamp)
        card = Card(kind="rail")
        self._inside = column(spacing=GAP)
        self._fill()
        card.setLayout(self._inside)
        self.setLayout(column(card))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        for page in self._absent:
            self._buttons[page].hide()
        self.name_pages()
        self.fold(False)

    def _fill(self) -> None:
        """From top to bottom; a line stands over the units, and over the person."""
        over_units, over_person = self._lines
        over_units.setVisible(False)
        self._inside.addWidget(self._sign)
        for spec in RAIL:
            if spec is UNITS[0]:
                self._inside.addWidget(over_units)
            if spec is FOOT[0]:
                self._inside.addStretch(1)
            self._inside.addWidget(self._buttons[spec.id])
        self._inside.addWidget(over_person)
        person = row(self._who, self._lock, spacing=0)
        person.setAlignment(self._lock, Qt.AlignmentFlag.AlignVCenter)  # else the lock's height bounds the name's
        self._inside.addLayout(person)
        self._inside.addLayout(row(None, self._unfold, None))

    @property
    def folded(self) -> bool:
        """Whether it shows icons alone."""
        return self._folded

    def name_pages(self) -> None:
        """Write the names of the pages in the language of the window."""
        self._name.setText(tr("Page Studio"))
        self._lock.set_name(tr("Lock now (Ctrl+F12)"))
        self._fold.set_name(tr("Fold the sidebar to icons (F8)"))
        self._unfold.set_name(tr("Open the sidebar (F8)"))
        for page, button in self._buttons.items():
            button.set_words(SPECS[page].name)
        self.show_person(self._person)

    def show_page(self, page: PageId) -> None:
        for place, button in self._buttons.items():
            button.set_current(place is page)

    def show_person(self, person: Person | None) -> None:
        """Name the person who is working here; without anybody, offer to sign in."""
        self._person = person
        roles = ""
        if person is not None:
            from studio.ui.words import role_name  # no part of the first paint

            roles = BETWEEN.join(role_name(role) for role in sorted(person.roles))
        self._who.show_person(person.name if person is not None else "", roles)
        self._offer_lock()

    def hide_person(self, hidden: bool) -> None:
        """Name nobody, before a class."""
        self._nameless = hidden
        self._who.setVisible(not hidden)
        self._offer_lock()

    def _offer_lock(self) -> None:
        self._lock.setVisible(self._person is not None and not self._folded and not self._nameless)

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
            self._lines[0].setVisible(any(self.has(spec.id) for spec in UNITS))
            self._give_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where type is large and the window small, the sign and the room between buttons go before that around their
        words."""
        super().resizeEvent(event)
        self._give_room()

    def _give_room(self) -> None:
        buttons = (*(button for page, button in self._buttons.items() if self.has(page)), self._who, self._sign)
        wanted = sum(button.minimumSizeHint().height() + GAP for button in buttons) + 2 * EDGE
        roomy = wanted < self.height()
        edge = FOLDED_EDGE if self._folded else EDGE
        self._inside.setSpacing(GAP if roomy else 1)
        self._inside.setContentsMargins(edge, EDGE if roomy else GAP, edge + 1, EDGE if roomy else GAP)
        self._sign.setVisible(roomy)

    def enable(self, on: bool) -> None:
        for button in (*self._buttons.values(), self._who):
            button.setEnabled(on)

    def fold(self, folded: bool) -> None:
        """Show icons alone, or the words, too."""
        self._folded = folded
        self._inside.setEnabled(False)  # each part that is shown would have it laid out anew
        for button in (*self._buttons.values(), self._who):
            button.set_folded(folded)
        for part in (self._name, self._fold):
            part.setVisible(not folded)
        self._unfold.setVisible(folded)
        self._stamp.setContentsMargins(PADDING, 2, 0, 6)
        self._offer_lock()
        self._give_room()
        alone = icon_px(self.fontMetrics()) + 1 + 2 * (PADDING + FOLDED_EDGE) + 1
        self.setFixedWidth(alone if folded else _scaled(self, OPEN))
        self._inside.setEnabled(True)
        for layout in (self._stamp, self._inside, self._inside, self.layout()):  # again, with words cut for the width
            layout.activate()  # type: ignore[union-attr]

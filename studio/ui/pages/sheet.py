"""The page in hand: who it is and the one state that matters, and tabs for everything about it."""

from __future__ import annotations

from importlib import import_module

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from studio.translation import tr
from studio.ui.anchors import anchor
from studio.ui.icons import icon, icon_px
from studio.ui.page import Shell
from studio.ui.pages.connection import ConnectionTab, connect_words
from studio.ui.pages.list_view import sign_of_row
from studio.ui.pages.page_tab import PageTab
from studio.ui.pages.rows import PageDeed, PageFacts, UnitPage, deeds_of
from studio.ui.tabbed import TabKind
from studio.ui.theme import current_tokens
from studio.ui.widgets.avatar import PageSign
from studio.ui.widgets.buttons import Button, PrimaryButton, QuietButton
from studio.ui.widgets.chip import StatusChip
from studio.ui.widgets.labels import ElidedLabel
from studio.ui.widgets.layout import Card, Pages, Tabs, column, row, rule
from studio.ui.words import platform_name

CONNECTION, HEALTH, FILES, ACCESS, HISTORY = "connection", "health", "files", "access", "history"
KINDS = (
    TabKind(CONNECTION, "studio.ui.pages.connection", "ConnectionTab"),
    TabKind(HEALTH, "studio.ui.pages.health", "HealthTab"),
    TabKind(FILES, "studio.ui.pages.file", "FileTab"),
    TabKind(ACCESS, "studio.ui.access.tab", "AccessTab"),
    TabKind(HISTORY, "studio.ui.pages.history", "HistoryTab"),
)
PHONE = TabKind("phone", "studio.ui.pages.phone", "PhoneTab")
"""Of a practice page, in place of the connection."""
GLYPHS = {CONNECTION: "plug", HEALTH: "shield-check", FILES: "id-card", ACCESS: "key-round", HISTORY: "history"}
SIGN, TABS_EDGE = 44, 10
"""Pixels of the sign, and beside the tabs."""
HEAD_EDGE, HEAD_GAP = 20, 12
"""Pixels beside the head, and between its parts."""
BREAK = "\u2028"
"""Ends a line within a paragraph."""


class PageSheet(QWidget):
    """`wanted` carries a deed of the page in hand; `made` a tab that was just made."""

    wanted = Signal(str)
    made = Signal(str, object)
    switched = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._facts: PageFacts | None = None
        self._tabs: dict[str, PageTab] = {}
        self._sign, self.state = PageSign(px=SIGN), StatusChip()
        self.title, self.where = ElidedLabel(role="heading"), ElidedLabel(role="hint", lines=2)
        self._mend, self._renew = PrimaryButton(glyph="plug"), QuietButton(glyph="plug")
        for button in (self._mend, self._renew):
            button.clicked.connect(lambda: self.wanted.emit(PageDeed.CONNECT.value))
            button.hide()
        self.tabs = Tabs(len(KINDS))
        self.tabs.currentChanged.connect(self._switched)
        self._stack = Pages()
        self._named: QBoxLayout = row(self.title, self.state, None, spacing=8)
        self._named.setAlignment(self.state, Qt.AlignmentFlag.AlignLeft)
        head = row(
            self._sign, column(self._named, self.where, spacing=1), self._mend, self._renew,
            spacing=HEAD_GAP, margins=(HEAD_EDGE, 12, HEAD_EDGE, 6),
        )  # fmt: skip
        head.setStretch(1, 1)
        card = Card()
        whole = column(
            head, row(self.tabs, None, margins=(TABS_EDGE, 0, TABS_EDGE, 0)), rule(), self._stack, spacing=0, margins=1
        )
        whole.setStretch(3, 1)
        card.setLayout(whole)
        self.setLayout(column(card))
        anchor(self.tabs, "registry.request.new", "registry.files", "archive.export", stand_in=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._dress()

    # -- what is shown

    @property
    def row(self) -> UnitPage | None:
        """The page in hand."""
        return self._facts.row if self._facts is not None else None

    @property
    def name(self) -> str:
        """Name of the tab in sight."""
        return KINDS[self.tabs.currentIndex()].name

    @property
    def tab(self) -> PageTab:
        """The tab in sight; made when it is first asked for."""
        practice = self.name == CONNECTION and self.row is not None and self.row.practice
        return self.get(PHONE if practice else KINDS[self.tabs.currentIndex()])

    @property
    def made_tabs(self) -> tuple[PageTab, ...]:
        return tuple(self._tabs.values())

    def get(self, kind: TabKind) -> PageTab:
        """The tab of that kind."""
        if kind.name not in self._tabs:
            tab: PageTab = getattr(import_module(kind.module), kind.kind)(self._shell)
            self._tabs[kind.name] = tab
            self._stack.addWidget(tab)
            tab.tab_wanted.connect(self.turn_to)
            if isinstance(tab, ConnectionTab):
                tab.wanted.connect(self.wanted)
            self.made.emit(kind.name, tab)
        return self._tabs[kind.name]

    def turn_to(self, name: str) -> None:
        """Show that tab."""
        self.tabs.setCurrentIndex(next(place for place, kind in enumerate(KINDS) if kind.name == name))

    def step(self, by: int) -> None:
        """Show the next tab, or the one before."""
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % len(KINDS))

    def show_page(self, facts: PageFacts) -> None:
        self._facts = facts
        page = facts.row
        self._sign.set_page(sign_of_row(page))
        self.title.setText(page.title)
        self.state.set_word(page.word)
        connect = dict(deeds_of(page)).get(PageDeed.CONNECT) if page.account is not None else None
        for button, main in ((self._mend, True), (self._renew, False)):
            button.setText(connect_words(page))
            button.setVisible(connect is main)
        self._name_tabs(facts)
        self._fit()
        self.show_tab()

    def show_tab(self) -> None:
        """Show in the tab in sight what was read last."""
        tab = self.tab
        self._stack.setCurrentWidget(tab)
        if self._facts is not None:
            tab.show_page(self._facts)

    def deed_button(self, deed: PageDeed) -> Button | None:
        """The button of a deed that is offered."""
        if deed is PageDeed.CONNECT:
            return next((button for button in (self._mend, self._renew) if not button.isHidden()), None)
        tab = self._tabs.get(CONNECTION)
        return tab.deed_button(deed) if isinstance(tab, ConnectionTab) else None

    def _name_tabs(self, facts: PageFacts) -> None:
        practice, done = facts.row.practice, facts.asked - len(facts.gaps)
        words = (
            tr("Posts on it") if practice else tr("Connection"),
            tr("Health") + (f"  {facts.points}" if facts.points else ""),
            tr("File", about="page") + (f"  {done}/{facts.asked}" if facts.asked else ""),
            tr("Rights"),
            tr("History"),
        )
        self.tabs.set_words(tr("What to show of the page"), *words)
        self.tabs.setTabEnabled(3, facts.row.account is not None)
        self.tabs.setTabEnabled(4, facts.row.account is not None)
        self._dress()

    def _fit(self) -> None:
        """Where the name would be cut, its state stands below it; where the page is, is broken between its parts."""
        room = self._room()
        needed = self.title.sizeHint().width() + self.state.sizeHint().width() + self._named.spacing()
        below = needed > room
        self._named.setDirection(QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight)
        parts = _where(self.row) if self.row is not None else ()
        whole = " · ".join(parts)
        fits = len(parts) < 2 or self.where.fontMetrics().horizontalAdvance(whole) <= room
        self.where.setText(whole if fits else BREAK.join((" · ".join(parts[:-1]), parts[-1])))
        self.where.setAccessibleName(whole)  # without the sign that ends a line

    def _room(self) -> int:
        """Pixels for the name. They are counted: the head itself is laid out only after a page is shown in it."""
        room = self.width() - 2 * (HEAD_EDGE + 1) - self._sign.sizeHint().width() - HEAD_GAP
        for button in (self._mend, self._renew):
            if not button.isHidden():
                room -= button.sizeHint().width() + HEAD_GAP
        return room

    def _dress(self) -> None:
        """Icons before the words of the tabs, where those are not cut for them."""
        tokens, px = current_tokens(), icon_px(self.fontMetrics())
        self.tabs.setIconSize(QSize(px, px))
        for place, kind in enumerate(KINDS):
            current = place == self.tabs.currentIndex()
            drawn: QIcon = icon(GLYPHS[kind.name], tokens.selected_text if current else tokens.muted, px)
            self.tabs.setTabIcon(place, drawn)
        if sum(self.tabs.tabSizeHint(place).width() for place in range(len(KINDS))) > self.width() - 2 * TABS_EDGE:
            for place in range(len(KINDS)):
                self.tabs.setTabIcon(place, QIcon())

    def _switched(self, _: int) -> None:
        shown = self._stack.currentWidget()
        if isinstance(shown, PageTab):
            shown.leave()
        self.show_tab()
        self._dress()
        self.switched.emit()


def _where(page: UnitPage) -> tuple[str, ...]:
    """Where the page is, and last whose it is."""
    account = page.account
    if account is None:
        return (page.where,)
    if page.practice:
        return tuple(part for part in (tr("On this PC alone"), page.unit) if part)
    said = (platform_name(account.platform), account.page_id, page.unit)
    return tuple(part for part in said if part)

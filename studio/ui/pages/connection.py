"""How a page is connected: what is wrong and the exact step to mend it, who connected it, what can be done there."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout

from studio.accounts.model import KINDS, Account, Health, HealthState
from studio.clock import show_date, show_datetime
from studio.publishers.port import Capabilities
from studio.translation import ntr, say, tr
from studio.ui.page import Shell
from studio.ui.pages.page_tab import FactLine, PageTab, SideBySide, group
from studio.ui.pages.rows import ICONS, PageDeed, PageFacts, UnitPage, deeds_of
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import ActionBar, Button, DeedOffer, LinkButton
from studio.ui.widgets.chip import ToneWord
from studio.ui.widgets.labels import ElidedLabel, Label
from studio.ui.widgets.layout import PlainHolder, clear, column, row, rule, scrolled
from studio.ui.words import StateWord, delivery_word, health_word, page_word

TONES = {
    HealthState.OK: Tone.GREEN,
    HealthState.EXPIRING: Tone.ORANGE,
    HealthState.UNREACHABLE: Tone.BLUE,
    HealthState.NOT_CONNECTED: Tone.AMBER,
}
ABLE = 300
"""Pixels of what the program can do there, beside the rest."""
SHOWN = 5
"""Deliveries, the newest, beside the connection; the history has more."""
_BESIDE = frozenset({PageDeed.CONNECT, PageDeed.CHECK, PageDeed.CATEGORIES, PageDeed.STATUS})
"""Deeds that stand elsewhere than at the foot: at the head of the page, or beside the fact they change."""


class ConnectionTab(PageTab):
    """`wanted` carries a deed."""

    wanted = Signal(str)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._language = shell.language
        self._row: UnitPage | None = None
        self.banner, self.paused = Banner(), Banner()
        self._step_name, self.step = Label(tr("What to do"), "label"), Label(wrap=True).selectable()
        self._what_next = PlainHolder()
        self._what_next.setLayout(column(self._step_name, self.step, spacing=2))
        self._foot = ActionBar()
        self._foot.wanted.connect(self.wanted)
        self._beside: dict[PageDeed, Button] = {}
        self._facts: QVBoxLayout = column(spacing=0)
        self._recent: QVBoxLayout = column(spacing=0)
        self._able: QVBoxLayout = column(spacing=9)
        main, side, held = PlainHolder(), PlainHolder(), PlainHolder()
        self._sent = group(tr("Latest deliveries to this page"), self._recent)
        main.setLayout(column(self._what_next, group(tr("Connection"), self._facts), None, spacing=14))
        side.setLayout(column(Label(tr("What this page supports"), "label"), self._able, None, spacing=10))
        facts = SideBySide(main, side, ABLE)
        lines = (self.banner, self.paused, facts, self._sent, self._foot, None)
        held.setLayout(column(*lines, spacing=14, margins=(20, 14, 20, 16)))
        self._area = scrolled(held)
        self.setLayout(column(self._area))

    @property
    def page(self) -> UnitPage | None:
        return self._row

    def show_page(self, facts: PageFacts) -> None:
        page = self._row = facts.row
        health = page.health
        ill = health is not None and health.state is not HealthState.OK
        tone = TONES.get(health.state, Tone.RED) if health is not None else Tone.GREEN
        self.banner.say(tone, self._language.say(health.say) if health is not None and ill else "")
        self.paused.say(Tone.RED, self._paused(page))
        step = self._language.say(health.next_step) if health is not None else ""
        self.step.setText(step)
        self._what_next.setVisible(bool(step))
        self._show_facts(page)
        self._show_deeds(page)
        self._show_recent(facts)
        clear(self._able)
        for name, word in _abilities(facts.able):
            self._able.addLayout(row(Label(name), None, ToneWord(word), spacing=8))

    def deed_button(self, deed: PageDeed) -> Button | None:
        """The button of a deed that is offered here."""
        return self._beside.get(deed) or self._foot.button(deed.value)

    def menu(self) -> QMenu:
        """Everything that is offered here."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for button in self._beside.values():
            menu.addAction(button.icon(), button.text(), button.click)
        self._foot.add_to(menu)
        return menu

    def _paused(self, page: UnitPage) -> str:
        if page.pause is None:
            return ""
        words = tr("Sending stopped since {time}: {why}")
        return words.format(time=show_datetime(page.pause.since), why=self._language.say(page.pause.reason))

    def _show_deeds(self, page: UnitPage) -> None:
        words = {
            PageDeed.RELEASE: tr("Resume sending…"),
            PageDeed.DISCONNECT: tr("Disconnect…"),
            PageDeed.REMOVE: tr("Remove from the list…"),
        }
        self._foot.offer(
            [
                DeedOffer(deed.value, words[deed], ICONS[deed], "quiet", page.title)
                for deed, _ in deeds_of(page)
                if deed not in _BESIDE
            ]
        )

    def _show_facts(self, page: UnitPage) -> None:
        clear(self._facts)
        self._beside = {}
        offered = {deed for deed, _ in deeds_of(page)}
        for name, value, deed, words in _lines(page):
            ends: tuple[LinkButton, ...] = ()
            if deed is not None and deed in offered:
                button = LinkButton(words)
                button.setAccessibleName(f"{words} {name}")
                button.clicked.connect(lambda _=False, deed=deed: self.wanted.emit(deed.value))
                self._beside[deed] = button
                ends = (button,)
            shown = ToneWord(value) if isinstance(value, StateWord) else Label(value, wrap=True).selectable()
            self._facts.addWidget(FactLine(name, shown, *ends))

    def _show_recent(self, facts: PageFacts) -> None:
        clear(self._recent)
        self._sent.setVisible(bool(facts.deliveries))
        for delivery in facts.deliveries[:SHOWN]:
            day, word = Label(show_datetime(delivery.due_at), "hint"), ToneWord(delivery_word(delivery.state))
            line = row(day, ElidedLabel(delivery.post_title), word, spacing=12, margins=(0, 5, 0, 5))
            line.setStretch(1, 1)
            self._recent.addLayout(line)
            self._recent.addWidget(rule())


_Line = tuple[str, str | StateWord, PageDeed | None, str]
"""Name, what is so, the deed that changes it, and its words."""


def _lines(page: UnitPage) -> Iterator[_Line]:
    account = page.account
    if account is None:
        return
    yield tr("How posts get there"), say(KINDS[account.kind].way), None, ""
    yield tr("Status"), page_word(account.status), PageDeed.STATUS, tr("Change…")
    connected = f"{page.connected_by} · {show_datetime(account.connected_at)}" if account.connected_at else ""
    told = (
        (tr("Unit"), page.unit),
        (tr("Address"), account.base_url),
        (tr("Pictures are public at"), account.image_host),
        (tr("Successor page"), page.successor),
        (tr("Connected by"), connected),
    )
    yield from ((name, value, None, "") for name, value in told if value)
    if page.health is not None:
        yield from _of_health(page, account, page.health)


def _of_health(page: UnitPage, account: Account, health: Health) -> Iterator[_Line]:
    if health.title and health.title != account.title:
        yield tr("Name on the platform"), health.title, None, ""
    if health.rights:
        yield tr("Rights"), _rights(health), None, ""
    if health.until is not None:
        yield tr("Access token valid until"), show_date(health.until.date()), None, ""
    looked = show_datetime(health.checked_at)
    if health.state is HealthState.OK:  # else its state stands at the head, and what is wrong above
        looked = f"{looked} · {health_word(health).text}"
    yield tr("Last check"), looked, PageDeed.CHECK, tr("Check now")
    if account.connected_at is not None:
        yield tr("Where the key is kept"), tr("in this PC's keyring, in no backup"), None, ""
    if page.has_categories and health.state is not HealthState.NOT_CONNECTED:
        names = ", ".join(category.name for category in account.categories)
        yield tr("Categories"), names or tr("the site's default one"), PageDeed.CATEGORIES, tr("Categories…")


def _rights(health: Health) -> StateWord:
    """How many there are: their own names are the platform's keys, and say nothing to anybody."""
    if health.state is HealthState.NEEDS_RIGHTS:
        return health_word(health)
    count = len(health.rights)
    return StateWord(ntr("{n} right given", "{n} rights given", count).format(n=count), "circle-check", Tone.GREEN)


def _abilities(able: Capabilities | None) -> Iterator[tuple[str, StateWord]]:
    """What this version does on such a page: by itself, by a person's hand, or not."""
    if able is None:
        return
    yes = StateWord(tr("yes"), "circle-check", Tone.GREEN)
    hand = StateWord(tr("by hand"), "hand", Tone.SLATE)
    no = StateWord(tr("no"), "circle-slash", Tone.GREY)

    def word(can: bool) -> StateWord:
        return hand if able.by_hand else yes if can else no

    yield tr("Publish texts and pictures"), word(True)
    yield tr("Schedule on the platform"), no if able.by_hand else word(able.server_schedule is not None)
    yield tr("Verify a published post"), word(able.can_list)
    yield tr("Correct a published post"), word(able.can_edit)
    yield tr("Remove a post"), word(able.can_delete)


def connect_words(page: UnitPage) -> str:
    """What the button at the head says."""
    connected = page.health is not None and page.health.state is not HealthState.NOT_CONNECTED
    return tr("Connect again…") if connected else tr("Connect…")

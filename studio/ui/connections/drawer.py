"""One page in full: who it is, how its connection is, the exact step to repair it, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from studio.accounts.model import Health, HealthState
from studio.clock import show_date, show_datetime
from studio.translation import tr
from studio.ui.connections.rows import ICONS, PageDeed, PageRow, deeds_of
from studio.ui.language import Speech
from studio.ui.tokens import Tone
from studio.ui.widgets.avatar import Avatar
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import Button, DeedButtons, DeedOffer, IconButton
from studio.ui.widgets.chip import StatusChip
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, FlowLayout, Plain, clear, column, row, rule, scrolled
from studio.ui.words import health_word, kind_name, page_word, platform_name

TONES = {
    HealthState.OK: Tone.GREEN,
    HealthState.EXPIRING: Tone.AMBER,
    HealthState.UNREACHABLE: Tone.BLUE,
    HealthState.NOT_CONNECTED: Tone.AMBER,
}


class PageDrawer(QWidget):
    """`wanted` carries a deed; `closed` asks to be put away."""

    wanted = Signal(str)
    closed = Signal()

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._speech = speech
        self._row: PageRow | None = None
        self._sign = Avatar("", 40)
        self._title, self._where = Label(role="heading", wrap=True), Label(role="hint", wrap=True)
        self._close = IconButton("panel-right-close", tr("Hide the details (F9)"))
        self._close.clicked.connect(self.closed)
        self._status, self._health = StatusChip(), StatusChip()
        self.banner = Banner()
        self.paused = Banner()
        self._step_name, self.step = Label(tr("What to do"), role="column"), Label(wrap=True).selectable()
        self._deeds = DeedButtons()
        self._deeds.wanted.connect(self.wanted)
        self._facts: QVBoxLayout = column(spacing=9)
        self._build()

    def _build(self) -> None:
        head = row(
            column(self._sign, None), column(self._title, self._where, spacing=1), column(self._close, None), spacing=10
        )
        head.setStretch(1, 1)
        chips, held = FlowLayout(spacing=6), Plain()
        chips.addWidget(self._status)
        chips.addWidget(self._health)
        held.setLayout(chips)
        self._what_next = Plain()
        self._what_next.setLayout(column(self._step_name, self.step, spacing=2))
        inner = Plain()
        inner.setLayout(
            column(
                head, held, self.banner, self.paused, self._what_next, self._deeds, rule(), self._facts, None,
                spacing=12, margins=(18, 16, 18, 16),
            )
        )  # fmt: skip
        card = Card()
        card.setLayout(column(scrolled(inner), margins=1))
        self.setLayout(column(card))

    @property
    def page(self) -> PageRow | None:
        return self._row

    def show_page(self, page: PageRow) -> None:
        self._row = page
        account, health = page.account, page.health
        self._sign.set_name(account.title)
        self._title.setText(account.title)
        self._where.setText(f"{platform_name(account.platform)} · {account.page_id}")
        self._status.set_word(page_word(account.status))
        self._health.set_word(health_word(health))
        tone = TONES.get(health.state, Tone.RED) if health is not None else Tone.GREEN
        self.banner.say(tone, self._speech.say(health.say) if health is not None else "")
        self.paused.say(Tone.RED, self._paused(page))
        step = self._speech.say(health.next_step) if health is not None else ""
        self.step.setText(step)
        self._what_next.setVisible(bool(step))
        self._show_deeds(page)
        self._show_facts(page, health)

    def deed_button(self, deed: PageDeed) -> Button | None:
        """The button of a deed, if it is offered."""
        return self._deeds.button(deed)

    def menu(self) -> QMenu:
        """Everything that is offered."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._deeds.add_to(menu)
        return menu

    def _categories(self, page: PageRow) -> str:
        if not page.has_categories:
            return ""
        names = ", ".join(category.name for category in page.account.categories)
        return names or tr("the site's default one")

    def _paused(self, page: PageRow) -> str:
        if page.pause is None:
            return ""
        words = tr("Nothing is sent there since {time}: {why}")
        return words.format(time=show_datetime(page.pause.since), why=self._speech.say(page.pause.reason))

    def _show_deeds(self, page: PageRow) -> None:
        words = self._words(page)
        self._deeds.offer(
            [
                DeedOffer(deed.value, words[deed], ICONS[deed], "primary" if main else "quiet", page.account.title)
                for deed, main in deeds_of(page)
            ]
        )

    def _words(self, page: PageRow) -> dict[PageDeed, str]:
        connected = page.health is not None and page.health.state is not HealthState.NOT_CONNECTED
        return {
            PageDeed.CONNECT: tr("Connect again…") if connected else tr("Connect…"),
            PageDeed.CHECK: tr("Check now"),
            PageDeed.RELEASE: tr("Send there again…"),
            PageDeed.CATEGORIES: tr("Categories…"),
            PageDeed.STATUS: tr("Status…"),
            PageDeed.DISCONNECT: tr("Disconnect…"),
            PageDeed.REMOVE: tr("Take off the list…"),
        }

    def _show_facts(self, page: PageRow, health: Health | None) -> None:
        clear(self._facts)
        account = page.account
        facts = [
            (tr("Kind"), kind_name(account.kind)),
            (tr("Unit"), page.unit),
            (tr("Name for commands"), account.name),
            (tr("Address"), account.base_url),
            (tr("Pictures are public at"), account.image_host),
            (tr("Categories"), self._categories(page)),
            (tr("Taken over by"), page.successor),
        ]
        if account.connected_at is not None:
            facts.append((tr("Connected"), f"{show_datetime(account.connected_at)} · {page.connected_by}"))
        if health is not None:
            facts.append((tr("Last look"), show_datetime(health.checked_at)))
            facts.append((tr("Name on the platform"), health.title))
            facts.append((tr("Login good until"), show_date(health.until.date()) if health.until else ""))
            facts.append((tr("Rights"), ", ".join(health.rights)))
        for name, value in facts:
            if value:
                self._facts.addLayout(column(Label(name, "column"), Label(value, wrap=True).selectable(), spacing=1))

"""The confirmation before anything is published: which pages, when, and exactly what; the last look that it is made
of."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from studio.accounts.model import Account, Health, HealthState
from studio.clock import show_datetime
from studio.errors import StudioError
from studio.outbox.model import Delivery
from studio.people.model import Person
from studio.posts.model import Severity
from studio.translation import ntr, tr
from studio.ui.almanac import PostAlmanac
from studio.ui.anchors import anchor
from studio.ui.blackout_warning import BlackoutWarning
from studio.ui.outbox.deeds import PUBLISHERS
from studio.ui.page import Shell
from studio.ui.review.page_switch import PageSwitch
from studio.ui.review.publish_summary import look_of, made_of, way_of
from studio.ui.review.sheet import ReviewSheet, ReviewTarget, load_sheet
from studio.ui.tokens import Tone
from studio.ui.widgets.avatar import PageSign
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import Button, LinkButton, PrimaryButton, QuietButton
from studio.ui.widgets.chip import StatusChip
from studio.ui.widgets.choice import CheckBox, RadioButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.editors import ChoiceBox
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import GUTTER, Card, Item, PageScroll, PlainHolder, clear, column, row, wrapping
from studio.ui.widgets.moment import DateTimeField
from studio.ui.widgets.phone import PhonePreview
from studio.ui.widgets.pin import PersonPinField
from studio.ui.words import health_word, page_word, platform_name, sign_of

MANY = 5
"""Pages from which on a notice may leave page by page."""
SPREADS = (0, 10, 60, 300)
"""Seconds between two pages that are offered."""


# The focus stands on Cancel, and Enter sends nothing.


SIZE = (860, 640)
"""Pixels at 100 %."""
BESIDE = 6
"""Pixels between what scrolls and its scroll bar."""


class LastLook(Dialog):
    """`send` is open to be pressed once `reason` has nothing to say any more."""

    def __init__(self, shell: Shell, send: Button, person_pin: PersonPinField, parent: QWidget | None) -> None:
        super().__init__(parent, width=SIZE[0])
        self._shell, self.send, self.person_pin = shell, send, person_pin
        self.who, self.pin = person_pin.who, person_pin.pin
        person_pin.reserve(False)  # what is asked scrolls above it, and gives way to a sentence
        self.problem = Banner()
        self.phone = PhonePreview(330)
        self.cancel = QuietButton(tr("Cancel"))
        self.cancel.setAutoDefault(True)
        self.cancel.setDefault(True)
        self.why = Label(role="hint", wrap=True)
        self.why.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.cancel.clicked.connect(self.reject)
        self.send.clicked.connect(self.give)
        self.who.picked.connect(lambda _: self.gates())
        self.pin.textEdited.connect(lambda _: self.gates())

    def arrange(self, items: Sequence[Item], right: Item) -> None:
        """Put `items` on the left, where they scroll, under what is wrong; who does it and the PIN stay in sight."""
        self.take_room(*SIZE)
        inner = PlainHolder()
        inner.setLayout(column(self.problem, *items, None, margins=(0, 0, BESIDE, 0)))
        asked = PageScroll(inner)
        asked.setMinimumWidth(420)
        left = column(asked, column(self.person_pin, margins=(0, 0, BESIDE + GUTTER, 0)))
        left.setStretch(0, 1)
        body = row(left, right, spacing=10)
        body.setStretch(0, 1)
        foot = row(self.why, self.cancel, self.send, spacing=12)
        foot.setStretch(0, 1)
        whole: QVBoxLayout = column(self._heading, body, foot, spacing=14, margins=24)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def offer(self, people: Sequence[Person]) -> None:
        """List those who may do it."""
        self.person_pin.offer(people, self._shell.session.person_id)
        self.gates()

    @abstractmethod
    def reason(self) -> str:
        """Why it cannot be done yet; empty when it can."""

    @abstractmethod
    def give(self) -> None:
        """Do it."""

    def vouched(self, choose: str) -> str:
        """What lacks of person and PIN, if anything; `choose` asks for the person."""
        if not self.who.person:
            return choose
        return "" if self.pin.text() else tr("Enter the PIN.")

    def gates(self) -> None:
        """Say why it cannot be done yet, or open the way."""
        reason = self.reason()
        self.send.setEnabled(not reason)
        self.send.setAccessibleDescription(reason)
        self.why.setText(reason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def refused(self, error: StudioError) -> None:
        """Nothing left: say why under the PIN."""
        self.gates()
        self.person_pin.refuse(self._shell.language.explain(error))

    def failed(self, error: StudioError) -> None:
        """What is to be shown could not be read."""
        self.problem.say(Tone.RED, self._shell.language.explain(error))
        self.gates()


class TargetChoice(Card):
    """One page that may be posted to: sign, name, platform, id and unit; ticked by hand."""

    changed = Signal()

    def __init__(self, target: ReviewTarget, unit: str, made: str, way: str, health: Health | None, why: str) -> None:
        """`why`: what keeps posts from this page at present, in the window's language; empty when nothing does."""
        super().__init__()
        account = target.account
        self.account: Account = account
        self.box = CheckBox()
        self.box.toggled.connect(self.changed)
        where = f"{platform_name(account.platform)} · {account.page_id}"
        self.box.setAccessibleName(f"{account.title}, {where}")
        told = unit and unit not in account.title  # most pages are named after their unit
        known = Label(f"{where} · {unit}" if told else where, "hint", wrap=True)
        texts = column(Label(account.title, "label", wrap=True), known, spacing=1)
        for line in (made, way):
            if line:
                texts.addWidget(Label(line, "small", wrap=True))
        if health is not None:
            texts.addLayout(row(StatusChip(health_word(health)), None))
        if why:
            texts.addWidget(Label(why, "error", wrap=True))
        inside = row(
            column(self.box, None),
            column(PageSign(sign_of(account), 36), None),
            texts,
            spacing=10,
            margins=(12, 8, 12, 8),
        )
        inside.setStretch(2, 1)
        self.setLayout(inside)
        self.box.setEnabled(not why)
        self.box.setAccessibleDescription(why)


class PublishDialog(LastLook):
    """Queues an approved post; `queued` follows success."""

    queued = Signal()

    def __init__(self, shell: Shell, post_id: str, parent: QWidget | None = None) -> None:
        person_pin = PersonPinField(PUBLISHERS, tr("Who publishes"))
        super().__init__(shell, PrimaryButton(tr("Publish"), glyph="send"), person_pin, parent)
        self._post_id = post_id
        self._sheet: ReviewSheet | None = None
        self.choices: list[TargetChoice] = []
        self._targets: QVBoxLayout = column(spacing=8)
        self._bound = Label(wrap=True)
        self.now = RadioButton(tr("As soon as possible"))
        self.later = RadioButton(tr("At a set time"))
        self._when = wrapping(self.now, self.later, spacing=20)
        self.at = DateTimeField(shell.studio.now, almanacs=PostAlmanac(shell, lambda: post_id))
        self.pc_keeps, self.page_keeps = RadioButton(tr("This PC")), RadioButton(tr("The page itself"))
        spreads = {seconds: self._spread_words(seconds) for seconds in SPREADS}
        self.spread = ChoiceBox(spreads, SPREADS[0])
        self._keeper = FieldBlock(wrapping(self.pc_keeps, self.page_keeps, spacing=20), tr("Who keeps the schedule"))
        self._spread = FieldBlock(
            self.spread,
            tr("Pages one after the other"),
            hint=tr("The rest can be stopped in the outbox at any time."),
        )
        self.switch = PageSwitch()
        self.switch.picked.connect(self._preview)
        self.switch.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # room is for the pages
        self.all = LinkButton(tr("Tick all"))
        self.all.clicked.connect(self._tick_all)
        self.all.hide()
        self._at = FieldBlock(self.at, tr("Time of posting"))
        anchor(self.send, "practice.publish")
        self.quiet, self.waiting = Banner(), Banner()
        self._blackout = BlackoutWarning(shell, self)
        self._blackout.told.connect(lambda warning: self.quiet.say(Tone.AMBER, warning))
        self._build()
        self.set_heading(tr("Publish: look once more"))
        self.gates()
        studio = shell.studio
        shell.tasks.pool(lambda _: load_sheet(studio, post_id), self._show, owner=self, failed=self.failed)
        shell.tasks.store(studio.people.list, self.offer, owner=self)
        shell.tasks.store(lambda: studio.emergency.waits(post_id), self._warn, owner=self)

    def _build(self) -> None:
        self.now.setChecked(True)
        self.pc_keeps.setChecked(True)
        self.later.toggled.connect(self.gates)
        self.page_keeps.toggled.connect(self.gates)
        self.at.edited.connect(self.gates)
        right = column(self.switch, row(None, self.phone, None), spacing=8)
        right.setStretch(1, 1)
        self.arrange(
            (
                row(Label(tr("To these pages"), role="label"), None, self.all),
                self._targets,
                6,
                Label(tr("When"), role="label"),
                self._bound,
                self._when,
                self._at,
                self.quiet,
                self.waiting,
                self._keeper,
                self._spread,
                6,
            ),
            right,
        )

    def _spread_words(self, seconds: int) -> str:
        if not seconds:
            return tr("All at once")
        if seconds < 60:
            return ntr("{n} second apart", "{n} seconds apart", seconds).format(n=seconds)
        return ntr("{n} minute apart", "{n} minutes apart", seconds // 60).format(n=seconds // 60)

    def _warn(self, waits: bool) -> None:
        if waits:
            words = tr("Emergency mode is on: this post waits for its end, and is sent then if it is still in time.")
            self.waiting.say(Tone.AMBER, words)

    def _show(self, sheet: ReviewSheet) -> None:
        self._sheet = sheet
        blockers = [f for f in sheet.findings if f.severity is Severity.BLOCK]
        say = self._shell.language.say
        if sheet.trouble:
            self.problem.say(Tone.RED, say(sheet.trouble))
        elif blockers:
            self.problem.say(Tone.RED, blockers[0].message(self._shell.language.language))
        bound = sheet.post.publish_at
        self._bound.setVisible(bound is not None)
        if bound is not None:
            self._bound.setText(tr("{time} · Vietnam time (approved with the post)").format(time=show_datetime(bound)))
        self._when.setVisible(bound is None)
        self._show_targets(sheet)
        self.gates()

    def _show_targets(self, sheet: ReviewSheet) -> None:
        targets, amends = sheet.targets, bool(sheet.post.answers.amends)
        clear(self._targets)
        self.choices = []
        for target in targets:
            unit = sheet.units.get(target.account.unit, target.account.unit)
            health = sheet.health.get(target.account.name)
            way, why = way_of(target.account.kind, amends=amends), self._why_not(target.account, health)
            choice = TargetChoice(target, unit, made_of(target, amends=amends), way, health, why)
            choice.changed.connect(self.gates)
            self.choices.append(choice)
            self._targets.addWidget(choice)
        self.all.setVisible(len(targets) >= MANY)
        self.switch.setVisible(len(targets) > 1)
        self._preview(0)
        self.switch.make_room(self.width() * 2 // 5)

    def _preview(self, place: int) -> None:
        """Show what the page at that place gets."""
        targets = self._sheet.targets if self._sheet is not None else ()
        self.switch.show_targets(targets, place)
        self.phone.show_posts([look_of(target) for target in targets[place : place + 1]])

    def _tick_all(self) -> None:
        """Every page that posts can go to at present."""
        for choice in self.choices:
            choice.box.setChecked(choice.box.isEnabled())

    def _why_not(self, account: Account, health: Health | None) -> str:
        """What keeps posts from a page; one that was not reached at the last look may be tried."""
        if account.unusable_because:
            return page_word(account.status).text
        if health is None or health.usable or health.state is HealthState.UNREACHABLE:
            return ""
        say = self._shell.language.say
        return f"{say(health.say)} {say(health.next_step)}".strip()

    def _chosen(self) -> list[str]:
        return [choice.account.name for choice in self.choices if choice.box.isChecked()]

    def _keepers(self) -> bool:
        """Whether every chosen page can keep the post itself until the chosen time."""
        sheet, at = self._sheet, self._moment()
        if sheet is None or at is None or not self._chosen():
            return False
        ahead = at - self._shell.studio.now()
        ranges = [sheet.keeps.get(name) for name in self._chosen()]
        return all(found is not None and found[0] <= ahead <= found[1] for found in ranges)

    def _moment(self) -> datetime | None:
        """The time of a later post: the approved one, or the one given here."""
        bound = self._sheet.post.publish_at if self._sheet is not None else None
        return bound or (self._time() if self.later.isChecked() else None)

    def gates(self) -> None:
        self._at.setVisible(self.later.isChecked() and self.later.isVisibleTo(self))
        self._keeper.setVisible(self._moment() is not None)
        if self._sheet is not None:
            self._blackout.ask(self._moment() or self._shell.studio.now())
        keeps = self._keepers()
        self.page_keeps.setEnabled(keeps)
        if not keeps:
            self.pc_keeps.setChecked(True)
        self._keeper.set_hint(self._kept_words(keeps))
        self._spread.setVisible(len(self._chosen()) >= MANY)
        super().gates()

    def _kept_words(self, keeps: bool) -> str:
        """What the chosen keeper means, and why the page cannot be chosen where it cannot."""
        if self.page_keeps.isChecked():
            return tr("The post is published even if this PC is off.")
        words = tr("This PC has to be on and online then.")
        return words if keeps else f"{words} {tr('Not every chosen page can hold posts until that time.')}"

    def reason(self) -> str:
        if self._sheet is None:
            return tr("Reading the post…")
        if self.problem.text:
            return tr("Deal with what is said above first.")
        if not self._chosen():
            return tr("Tick at least one page.")
        if self.later.isChecked() and self._time() is None:
            return tr("Enter a future time, such as 25/11/2026 08:00.")
        return self.vouched(tr("Choose who publishes."))

    def _time(self) -> datetime | None:
        at = self.at.value
        return at if at is not None and at > self._shell.studio.now() else None

    def give(self) -> None:
        studio, accounts, (who, pin) = self._shell.studio, self._chosen(), self.person_pin.take()
        at = self._time() if self.later.isChecked() else None
        held_by = "platform" if self.page_keeps.isChecked() and self._keepers() else "pc"
        spread = timedelta(seconds=self.spread.value if len(accounts) >= MANY else 0)
        self.send.setEnabled(False)
        post_id = self._post_id
        self._shell.tasks.store(
            lambda: studio.publish(post_id, accounts, who, pin, at, held_by=held_by, spread=spread),
            self._done,
            owner=self,
            failed=self.refused,
        )

    def _done(self, deliveries: Sequence[Delivery]) -> None:
        self._shell.toast(tr("In the outbox: {n}").format(n=len(deliveries)))
        self.queued.emit()
        self.accept()

"""Rights on pages: the table, slips beside it, what guards the page, and what the rules say."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.access.model import ROTATED, PageRole
from studio.clock import show_date
from studio.errors import StudioError
from studio.people.model import Role
from studio.translation import tr
from studio.ui.access.forms import (
    AccessForm,
    AssignForm,
    DevicesForm,
    DutyForm,
    RecoveryForm,
    RevokeForm,
    RotateForm,
    ScheduleForm,
    SlipForm,
)
from studio.ui.access.rows import AccessRows
from studio.ui.access.view import AccessView, load_access
from studio.ui.anchors import anchor
from studio.ui.language import LanguageManager
from studio.ui.page import Shell
from studio.ui.pages.page_tab import PageTab
from studio.ui.pages.rows import PageFacts
from studio.ui.pin_dialog import DecisionDialog, PinAction, PinConfirmDialog, SignedConfirmation
from studio.ui.tokens import Tone
from studio.ui.widgets.buttons import Button, IconButton, PrimaryButton, QuietButton, ReasonedButton
from studio.ui.widgets.chip import StatusChip
from studio.ui.widgets.empty import EmptyState
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import GUTTER, Card, Pages, PageScroll, PlainHolder, clear, column, row, rule
from studio.ui.widgets.responsive_row import ResponsiveRow
from studio.ui.words import StateWord

GUARDS = ("recovery", "devices", "schedule", "rotate")
PILL_EDGE = 3
"""Pixels above a pill, so that it is level with a button beside it."""
WIDE_CHARS = 48
"""Average characters in which a heading or a filter finds room beside a button at any size of type."""
_ANCHORS = {
    "recovery": "access.recovery.location",
    "devices": "access.devices",
    "schedule": "access.review.schedule",
    "rotate": "access.rotate_record",
}


class SafeguardRow(QWidget):
    """One safeguard: what it is, how it stands, and the button that changes it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._title, self._state = Label(role="label"), Label(role="hint", wrap=True)
        self.button = IconButton("pencil")
        anchor(self.button, _ANCHORS[name])
        texts = column(self._title, self._state, spacing=1)
        inside = row(texts, self.button, spacing=12, margins=(18, 10, 18, 10))
        inside.setStretch(0, 1)
        self.setLayout(inside)

    def say(self, title: str, state: str, verb: str) -> None:
        self._title.setText(title)
        self._state.setText(state)
        self.button.set_name(f"{verb} {title}")


class SafeguardsPanel(QWidget):
    """`wanted` carries the deed: ``check``, or one of `GUARDS`."""

    wanted = Signal(str)

    def __init__(self, language: LanguageManager, rows: AccessRows) -> None:
        super().__init__()
        self._language, self._rows = language, rows
        self.check = QuietButton(tr("Run the review"), "list-checks")
        self.check.clicked.connect(lambda: self.wanted.emit("check"))
        anchor(self.check, "access.check")
        self.findings: QVBoxLayout = column(spacing=0)
        self.guards = {name: SafeguardRow(name) for name in GUARDS}
        for name, guard in self.guards.items():
            guard.button.clicked.connect(lambda _=False, name=name: self.wanted.emit(name))
        found, kept = Card(), Card()
        head = row(Label(tr("Review"), "heading"), None, self.check, margins=(18, 12, 18, 8))
        found.setLayout(column(head, self.findings, 8, None, spacing=0, margins=1))
        lines = column(spacing=0, margins=(0, 0, 0, 6))
        for place, guard in enumerate(self.guards.values()):
            if place:
                lines.addWidget(rule())
            lines.addWidget(guard)
        guarded = row(Label(tr("Safeguards"), "heading"), margins=(18, 12, 18, 4))
        kept.setLayout(column(guarded, lines, None, spacing=0, margins=1))
        self.setLayout(column(ResponsiveRow((found, 1), (kept, 1)), None))
        self.show_view(AccessView())

    def show_view(self, view: AccessView) -> None:
        clear(self.findings)
        for finding in view.findings:
            self.findings.addWidget(self._rows.finding(finding))
        if not view.findings:
            self.findings.addWidget(self._fine(view))
        self._say(view)

    def _fine(self, view: AccessView) -> QWidget:
        held = QWidget()
        words = tr("Nothing is wrong.") if view.access.rights else tr("Nobody has a right on this page yet.")
        sign = Glyph("circle-check", Tone.GREEN) if view.access.rights else Glyph("info")
        inside = row(sign, Label(words, wrap=True), spacing=10, margins=(18, 8, 18, 8))
        inside.setStretch(1, 1)
        held.setLayout(inside)
        return held

    def _say(self, view: AccessView) -> None:
        keeping, change, never = view.access.keeping, tr("Change:"), tr("Not recorded yet")
        devices = tr("Devices: {devices} · connected applications: {apps} · reviewed {day}").format(
            devices=len(keeping.devices),
            apps=sum(app.removed_on is None for app in keeping.apps),
            day=show_date(keeping.reviewed_on) if keeping.reviewed_on else "–",
        )
        latest = {each.what: each.on for each in keeping.rotations}
        say = self._language.sentence
        changed = " · ".join(
            f"{say(name)}: {show_date(latest[what])}" for what, name in ROTATED.items() if what in latest
        )
        review = show_date(keeping.review_on) if keeping.review_on else ""
        words = {
            "recovery": (tr("Where recovery codes are kept"), keeping.recovery_place or never, change),
            "devices": (tr("Devices and applications"), devices if keeping.reviewed_on else never, change),
            "schedule": (tr("Next review"), review or never, change),
            "rotate": (tr("Password and codes"), changed or never, tr("Record a change:")),
        }
        for name, said in words.items():
            self.guards[name].say(*said)


KEEPERS = frozenset({Role.TECHNICAL, Role.HEAD})
OF_A_TABLE = ("access.request", "access.slip.submit", "access.apply", "access.revoke", "access.mfa.confirm")
"""Controls of steps that are there on some pages only."""


class AccessTab(PageTab):
    """The rights on the page in hand. `page_found` names another page that the filter led to."""

    page_found = Signal(str)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._view = AccessView()
        self._page, self._none = "", False
        self.rows = AccessRows(shell.language)
        self.guards = SafeguardsPanel(shell.language, self.rows)
        self.filter = Button(tr("Duty ends"), "user-search", kind="pill")
        self.filter.setToolTip(tr("Show only people whose duty ended, or ends within 30 days"))
        self.submit = PrimaryButton(tr("Submit the table to the head…"), "send")
        self.decide = QuietButton(tr("Decide…"), "gavel")
        self.add = QuietButton(tr("Grant a right…"), "user-plus")
        self.request = QuietButton(tr("New case…"), "file-plus")
        self.state = StatusChip()
        self.rights: QVBoxLayout = column(spacing=0)
        self.slips: QVBoxLayout = column(spacing=0)
        self._connect()
        self._lay_out()
        self._show_access(self._view)

    def _connect(self) -> None:
        self.filter.toggled.connect(lambda _: self.refresh())
        self.submit.clicked.connect(self._submit_table)
        self.decide.clicked.connect(lambda: self._decide(self._view.access.waiting))
        self.add.clicked.connect(lambda: self._fill_in(SlipForm if self._view.access.agreed else AssignForm))
        self.request.clicked.connect(lambda: self._fill_in(SlipForm))
        self.rows.wanted.connect(self._do)
        self.rows.role_chosen.connect(self._give_role)
        self.guards.wanted.connect(self._guard)
        named = {
            "access.filter": self.filter, "access.submit": self.submit, "access.role.assign": self.add,
            "access.request": self.request,
        }  # fmt: skip
        for name, widget in named.items():
            anchor(widget, name)
        anchor(self.decide, "access.submit")  # the step goes on with it

    def _lay_out(self) -> None:
        chosen, sent = QWidget(), QWidget()
        chosen.setLayout(column(row(self.filter, None, margins=(0, PILL_EDGE, 0, 0)), None))
        anchor(chosen, *OF_A_TABLE, stand_in=True)  # of a page whose table the head agreed to
        self._sending = ReasonedButton(self.submit)
        sent.setLayout(row(self.decide, self._sending, spacing=10))
        top = ResponsiveRow((chosen, 1), (sent, 0), wide=WIDE_CHARS)
        table, slips, left = Card(), Card(), PlainHolder()
        anchor(table, "access.role.limit")
        table_title = Label(tr("Table of rights"), "heading")
        slip_title = Label(tr("Rights requests"), "heading")
        named = QWidget()
        named.setLayout(row(table_title, self.state, None, spacing=12))
        table_head = column(ResponsiveRow((named, 1), (self.add, 0), wide=WIDE_CHARS), margins=(18, 12, 18, 6))
        table.setLayout(column(table_head, self.rights, 6, spacing=0, margins=1))
        slip_head = row(slip_title, None, self.request, spacing=12, margins=(18, 12, 18, 6))
        slips.setLayout(column(slip_head, self.slips, 6, spacing=0, margins=1))
        left.setLayout(column(table, slips, self.guards, None, spacing=12))
        self._area = PageScroll(left)
        top.setContentsMargins(0, 0, GUTTER, 0)
        filled, whole = PlainHolder(), column(top, self._area, spacing=12, margins=(20, 12, 20 - GUTTER, 8))
        whole.setStretch(1, 1)
        filled.setLayout(whole)
        empty = EmptyState("shield")
        empty.set_words(tr("No rights yet"), tr("Rights are kept for each page that the unit has registered."))
        self._stack = Pages()
        self._stack.addWidget(filled)
        self._stack.addWidget(empty)
        self.setLayout(column(self._stack))

    # Reading

    def show_page(self, facts: PageFacts) -> None:
        account = facts.row.account
        self._page, self._none = (account.name, False) if account is not None else ("", True)
        self.refresh()

    @property
    def page(self) -> str:
        """Name of the account whose rights are shown."""
        return self._page

    @property
    def kept_view(self) -> bool:
        return self.filter.isChecked()

    def take_view(self, view: bool) -> None:
        self.filter.setChecked(view)

    def refresh(self) -> None:
        studio, page, filtered = self._shell.studio, self._page, self.filter.isChecked()
        self._shell.tasks.store(
            lambda: load_access(studio, page, filtered=filtered), self._show_access, owner=self, key="access"
        )

    def panes(self) -> tuple[QWidget, ...]:
        return (self._area,)

    def check(self) -> None:
        access, page = self._shell.studio.access, self._view.page
        if page:
            self._work(lambda: access.check(page), tr("The review was run."))

    @property
    def _title(self) -> str:
        return next((each.title or each.name for each in self._view.pages if each.name == self._page), "")

    def _show_access(self, view: AccessView) -> None:
        other = bool(view.page and self._page) and view.page != self._page
        self._view, self._page = view, view.page
        self._stack.setCurrentIndex(1 if self._none or not view.pages else 0)
        if other:
            self.page_found.emit(view.page)
        access = view.access
        kept = [right for right in access.rights if view.leaving is None or right.holder in view.leaving]
        kept.sort(key=lambda right: not right.active(view.today))
        _put(self.rights, [self.rows.right(view, right) for right in kept] or [self._none_of(view)])
        lines = [self.rows.slip(view, slip) for slip in access.slips]
        _put(self.slips, lines or [_hint(tr("Once the head has approved the table, changes need a request."))])
        self._sending.setVisible(not access.agreed and not access.waiting)
        self._sending.set_reason("" if access.rights else tr("Nobody is in the table yet."))
        self.decide.setVisible(bool(access.waiting))
        self.request.setVisible(access.agreed)
        self.state.setVisible(bool(access.rights))
        self.state.set_word(self._state(view))
        self.guards.show_view(view)

    def _state(self, view: AccessView) -> StateWord:
        if view.access.agreed:
            return StateWord(tr("The head approved"), "circle-check", Tone.GREEN)
        if view.access.waiting:
            return StateWord(tr("Waiting for the head"), "hourglass", Tone.AMBER)
        return StateWord(tr("Not sent yet"), "pencil", Tone.GREY)

    def _none_of(self, view: AccessView) -> QWidget:
        if view.leaving is not None:
            return _hint(tr("Nobody's duty ends within 30 days."))
        return _hint(tr("Give each person their own row; two of them are full administrators."))

    # Doing

    def _do(self, deed: str, id: str) -> None:
        rights = {right.id: right for right in self._view.access.rights}
        access, by = self._shell.studio.access, self._shell.session.person_id
        holder = self._view.access.holder(id)
        if deed == "decide":
            self._decide(id)
        elif deed == "submit_slip":
            self._submit_slip(id)
        elif deed == "duty" and holder is not None:
            self._open(DutyForm(self._shell, self._view, holder, self))
        elif deed == "revoke":
            self._open(RevokeForm(self._shell, self._view, rights[id], self))
        elif deed == "mfa":
            self._work(lambda: access.confirm_mfa(id, by), tr("Recorded, with your name and today's date."))
        elif deed == "drop":
            self._work(lambda: access.drop(id, by), tr("The row was removed."))
        elif deed == "apply":
            self._work(lambda: access.apply(id, by), tr("Recorded as carried out just now, by you."))

    def _guard(self, deed: str) -> None:
        if deed == "check":
            self.check()
            return
        forms: dict[str, type[AccessForm]] = {
            "recovery": RecoveryForm, "devices": DevicesForm, "schedule": ScheduleForm, "rotate": RotateForm,
        }  # fmt: skip
        self._fill_in(forms[deed])

    def _give_role(self, right: str, role: PageRole) -> None:
        access, by, page = self._shell.studio.access, self._shell.session.person_id, self._view.page
        row = next(each for each in self._view.access.rights if each.id == right)
        self._work(lambda: access.assign(page, row.holder, role, by, until=row.until), tr("The role was changed."))

    def _fill_in(self, form: type[AccessForm]) -> None:
        self._open(form(self._shell, self._view, self))

    def _open(self, form: AccessForm) -> None:
        if not self._shell.session.person_id:
            form.deleteLater()
            self._shell.sign_in()
            return
        form.done_well.connect(self._shell.changed)
        form.open()

    def _work(self, work: Callable[[], object], said: str) -> None:
        if not self._shell.session.person_id:
            self._shell.sign_in()
            return

        def done(_: object) -> None:
            self._shell.toast(said)
            self._shell.changed()

        self._shell.tasks.store(work, done, owner=self, failed=self._refused)

    def _refused(self, error: StudioError) -> None:
        self._shell.complain(error)
        self.refresh()

    def _submit_table(self) -> None:
        access, page = self._shell.studio.access, self._view.page
        self._prove(
            tr("Submit the table to the head?"),
            tr("The head approves exactly these rows; afterwards changes need a request."),
            lambda signed: access.submit_table(page, signed.person, signed.pin),
        )

    def _submit_slip(self, id: str) -> None:
        access = self._shell.studio.access
        self._prove(
            tr("Submit the rights request to the head?"),
            tr("It is carried out on the platform only after the head has approved."),
            lambda signed: access.submit_slip(id, signed.person, signed.pin),
        )

    def _prove(self, heading: str, text: str, work: Callable[[SignedConfirmation], object]) -> None:
        action = PinAction(heading=heading, text=text, verb=tr("Send"), roles=KEEPERS, work=work)
        dialog = PinConfirmDialog(self._shell, action, self)
        dialog.done_well.connect(self._shell.changed)
        dialog.open()

    def _decide(self, signoff: str) -> None:
        words = tr("Rights on the page “{page}”").format(page=self._title)
        slip = next((each for each in self._view.access.slips if self._view.waiting.get(each.id) == signoff), None)
        if slip is not None:
            words = "\n".join((words, *filter(None, self.rows.slip_words(self._view, slip))))
        dialog = DecisionDialog(self._shell, words, partial(self._shell.studio.signoffs.decide, signoff), self)
        dialog.done_well.connect(self._shell.changed)
        dialog.open()


def _put(layout: QVBoxLayout, lines: list[QWidget]) -> None:
    clear(layout)
    for number, line in enumerate(lines):
        if number:
            layout.addWidget(rule())
        layout.addWidget(line)


def _hint(text: str) -> QWidget:
    label = Label(text, "hint", wrap=True)
    label.setContentsMargins(18, 8, 18, 10)
    label.setAlignment(Qt.AlignmentFlag.AlignLeft)
    return label

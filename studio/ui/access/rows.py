"""The lines of this tab: a right, a slip, something that guards the page, a finding."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from studio.access.model import ROLE_NAMES, AccessFinding, AccessSlip, AccessSlipKind, PageRole, Right
from studio.clock import show_date, show_datetime
from studio.translation import tr
from studio.ui.access.view import AccessView
from studio.ui.anchors import anchor
from studio.ui.language import LanguageManager
from studio.ui.people.cards import PersonLine
from studio.ui.tokens import Tone
from studio.ui.widgets.avatar import Avatar
from studio.ui.widgets.buttons import IconButton, QuietButton
from studio.ui.widgets.chip import StatusChip
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import FlowLayout, column, row
from studio.ui.widgets.responsive_row import ResponsiveRow
from studio.ui.words import StateWord

AVATAR = 36


class RightLine(QWidget):
    """A person and their state; what can be done stands below, under the name."""

    def __init__(self, name: str, about: str, word: StateWord, more: QWidget, controls: Sequence[QWidget]) -> None:
        super().__init__()
        texts, side = QWidget(), QWidget()
        texts.setLayout(column(Label(name, "label", wrap=True), Label(about, "hint", wrap=True), spacing=1))
        side.setLayout(row(StatusChip(word), more, spacing=8))
        head = row(Avatar(name, AVATAR), ResponsiveRow((texts, 1), (side, 0)), spacing=12)
        head.setStretch(1, 1)
        whole = column(head, spacing=8, margins=(18, 10, 18, 10))
        if controls:
            held, flow = QWidget(), FlowLayout(spacing=10)
            for control in controls:
                flow.addWidget(control)
            held.setLayout(flow)
            held.setContentsMargins(AVATAR + 12, 0, 0, 0)
            whole.addWidget(held)
        self.setLayout(whole)


class AccessRows(QObject):
    """Makes the lines. `wanted` carries a deed and the id of what it is done with."""

    wanted = Signal(str, str)
    role_chosen = Signal(str, object)
    """A row of the first table, and its new role."""

    def __init__(self, language: LanguageManager) -> None:
        super().__init__()
        self._language = language

    def right(self, view: AccessView, right: Right) -> QWidget:
        """One row of the table."""
        holder = view.access.holder(right.holder)
        name = holder.name if holder is not None else "–"
        active = right.active(view.today)
        more = IconButton("ellipsis-vertical", tr("More") + f": {name}")
        more.clicked.connect(partial(self._menu, view, right, more))
        about = " · ".join(self._about(view, right))
        return RightLine(
            name, about, self._state(right, active), more, self._controls(view, right, name) if active else ()
        )  # fmt: skip

    def slip_words(self, view: AccessView, slip: AccessSlip) -> tuple[str, str]:
        """What a slip asks for, and why and until when."""
        holder = view.access.holder(slip.holder)
        name = holder.name if holder is not None else "–"
        kinds = {
            AccessSlipKind.GRANT: tr("Grant: {role} – {name}"),
            AccessSlipKind.CHANGE: tr("Change to: {role} – {name}"),
            AccessSlipKind.REVOKE: tr("Revoke the right – {name}"),
        }
        role = self._language.say(ROLE_NAMES[slip.role]) if slip.role is not None else ""
        until = tr("until {day}").format(day=show_date(slip.until)) if slip.until else ""
        about = " · ".join(part for part in (slip.reason, until) if part)
        return kinds[slip.kind].format(role=role, name=name), about

    def slip(self, view: AccessView, slip: AccessSlip) -> QWidget:
        """One slip, with what can be done about it next."""
        title, about = self.slip_words(view, slip)
        holder = view.access.holder(slip.holder)
        name = holder.name if holder is not None else "–"
        ends: list[QWidget] = []
        if slip.open and slip.id in view.agreed:
            apply = self._button(tr("Carried out…"), "check", "apply", slip.id, title)
            anchor(apply, "access.apply")
            ends.append(apply)
        elif slip.open and slip.id in view.waiting:
            decide = self._button(tr("Decide…"), "gavel", "decide", view.waiting[slip.id], title)
            anchor(decide, "access.slip.submit")  # the step goes on with it
            ends.append(decide)
        elif slip.open:
            submit = self._button(tr("Submit to the head…"), "send", "submit_slip", slip.id, title)
            anchor(submit, "access.slip.submit")
            ends.append(submit)
        return PersonLine(name, title, about, self._slip_state(view, slip), *ends)

    def finding(self, finding: AccessFinding) -> QWidget:
        """What is wrong, and the remedy."""
        glyph = Glyph("circle-x" if finding.blocks else "triangle-alert", Tone.RED if finding.blocks else Tone.AMBER)
        said = column(
            Label(self._language.say(finding.wrong), "label", wrap=True),
            Label(self._language.say(finding.remedy), "hint", wrap=True),
            spacing=1,
        )
        held = QWidget()
        inside = row(glyph, said, spacing=10, margins=(18, 8, 18, 8))
        inside.setStretch(1, 1)
        inside.setAlignment(glyph, Qt.AlignmentFlag.AlignTop)
        held.setLayout(inside)
        return held

    def _controls(self, view: AccessView, right: Right, name: str) -> Sequence[QWidget]:
        """In the first table the role is chosen; once the head agreed, a right is taken away."""
        controls: list[QWidget] = []
        if not view.access.agreed and not right.slip:
            controls.append(self._roles(right, name))
        if right.mfa_on is None:
            confirm = self._button(tr("Confirm two-step sign-in"), "shield-check", "mfa", right.id, name)
            anchor(confirm, "access.mfa.confirm")
            controls.append(confirm)
        if view.access.agreed:
            leaving = {each.id for each in view.access.holders if each.duty_end_on is not None}
            revoke = self._button(tr("Revoke…"), "log-out", "revoke", right.id, name)
            if right.holder in leaving or not leaving:
                anchor(revoke, "access.revoke")
            controls.append(revoke)
        return controls

    def _roles(self, right: Right, name: str) -> Combo:
        combo = Combo()
        for role, words in ROLE_NAMES.items():
            combo.addItem(self._language.sentence(words), role)
        combo.setMinimumContentsLength(18)
        combo.choose(right.role)
        combo.setAccessibleName(tr("Role on the page") + f": {name}")
        combo.activated.connect(lambda _: self.role_chosen.emit(right.id, PageRole(combo.currentData())))
        return combo

    def _about(self, view: AccessView, right: Right) -> Sequence[str]:
        holder = view.access.holder(right.holder)
        parts = [self._language.sentence(ROLE_NAMES[right.role]), holder.post if holder is not None else ""]
        if right.until is not None:
            parts.append(tr("until {day}").format(day=show_date(right.until)))
        if holder is not None and holder.duty_end_on is not None:
            parts.append(tr("duty ends {day}").format(day=show_date(holder.duty_end_on)))
        return [part for part in parts if part]

    def _state(self, right: Right, active: bool) -> StateWord:
        if not active and right.revoked_on is not None:
            day = show_date(right.revoked_on)
            return StateWord(tr("Revoked {day}").format(day=day), "circle-slash", Tone.GREY)
        if right.mfa_on is None:
            return StateWord(tr("Two-step sign-in not confirmed"), "shield-alert", Tone.AMBER)
        return StateWord(tr("Two-step sign-in {day}").format(day=show_date(right.mfa_on)), "shield-check", Tone.GREEN)

    def _slip_state(self, view: AccessView, slip: AccessSlip) -> StateWord:
        if slip.applied_at is not None:
            done = tr("Carried out {at}").format(at=show_datetime(slip.applied_at))
            return StateWord(done, "check-check", Tone.GREEN)
        if slip.id in view.agreed:
            return StateWord(tr("The head approved"), "circle-check", Tone.TEAL)
        if slip.id in view.waiting:
            return StateWord(tr("Waiting for the head"), "hourglass", Tone.AMBER)
        return StateWord(tr("Not sent yet"), "pencil", Tone.GREY)

    def _button(self, words: str, glyph: str, deed: str, id: str, name: str) -> QuietButton:
        button = QuietButton(words, glyph)
        button.setAccessibleName(f"{words} {name}")
        button.clicked.connect(lambda: self.wanted.emit(deed, id))
        return button

    def _menu(self, view: AccessView, right: Right, button: IconButton) -> None:
        menu = QMenu(button)
        menu.addAction(tr("Duty and its end…"), self._tell("duty", right.holder))
        if not view.access.agreed and not right.slip:
            menu.addAction(tr("Remove this row"), self._tell("drop", right.id))
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _tell(self, deed: str, id: str) -> Callable[[], None]:
        return lambda: self.wanted.emit(deed, id)

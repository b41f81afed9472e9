"""The small forms of this tab: a person's right, a revocation, a slip, what guards a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QPlainTextEdit, QWidget

from studio.access.model import ROLE_NAMES, ROTATED, AccessSlipKind, App, Device, PageRole, Right, RightsHolder
from studio.ui.access.view import AccessView
from studio.ui.page import Shell
from studio.ui.people.forms import Form, tidy
from studio.ui.widgets.choice import CheckBox
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label
from studio.ui.widgets.moment import DateField

GONE = "×"
"""Before an application in the list: it was removed."""


class AccessForm(Form):
    """A form about one page, filled in by whoever works here."""

    def __init__(self, shell: Shell, view: AccessView, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.view, self.page, self.by = view, view.page, shell.session.person_id
        self.access = shell.studio.access

    def name_line(self) -> QLineEdit:
        """A name, completed from those known here."""
        known = (*(h.name for h in self.view.access.holders), *(p.name for p in self.view.people if p.active))
        line, offered = QLineEdit(), QCompleter(list(dict.fromkeys(known)), self)
        offered.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        offered.setFilterMode(Qt.MatchFlag.MatchContains)
        line.setCompleter(offered)
        return line

    def holder(self, name: str, post: str = "") -> RightsHolder:
        """The holder of that name; a new one, tied to the person of that name, where there is none."""
        known = next((each for each in self.view.access.holders if each.name == name), None)
        person = next((each.id for each in self.view.people if each.name == name), "")
        return known or RightsHolder(id="", name=name, person=person, post=post)

    def role_combo(self, chosen: PageRole = PageRole.EDITOR) -> Combo:
        combo = Combo()
        for role, name in ROLE_NAMES.items():
            combo.addItem(self.shell.speech.sentence(name), role)
        combo.choose(chosen)
        return combo


class AssignForm(AccessForm):
    """A row of the first table: one of the people here, or somebody else by name."""

    def __init__(self, shell: Shell, view: AccessView, parent: QWidget | None = None) -> None:
        super().__init__(shell, view, parent)
        self.who, self.role, self.until = self.name_line(), self.role_combo(), DateField()
        self.post = QLineEdit()
        self._who, self._post = FieldBlock(self.who), FieldBlock(self.post)
        self._role, self._until = FieldBlock(self.role), FieldBlock(self.until)
        self.build(self._who, self._post, self._role, self._until)

    def retranslate(self) -> None:
        super().retranslate()
        self.set_heading(self.tr("Give a right"))
        self._who.set_label(self.tr("Person"), required=True)
        self._who.set_hint(self.tr("One real person a row; never a shared login."))
        self._post.set_label(self.tr("Position"))
        self._role.set_label(self.tr("Role on the page"), required=True)
        self._until.set_label(self.tr("Until (may stay empty)"))

    def submit(self) -> None:
        name = tidy(self.who)
        self._who.set_error("" if name else self.tr("Name the person."))
        if not name:
            return
        holder = self.holder(name, tidy(self.post))
        role, until = PageRole(self.role.currentData()), self.until.value

        def work() -> object:
            kept = holder if holder.id else self.access.save_holder(holder, self.by)
            return self.access.assign(self.page, kept.id, role, self.by, until=until)

        self.store(work)


class DutyForm(AccessForm):
    """Until when somebody has the duty for which the rights are held."""

    def __init__(self, shell: Shell, view: AccessView, holder: RightsHolder, parent: QWidget | None = None) -> None:
        super().__init__(shell, view, parent)
        self._holder = holder
        self.end, self.note = DateField(), QLineEdit(holder.duty_note)
        self.end.set_value(holder.duty_end_on)
        self._end, self._note = FieldBlock(self.end), FieldBlock(self.note)
        self.build(self._end, self._note)

    def retranslate(self) -> None:
        super().retranslate()
        self.set_heading(self.tr("Duty of {name}").format(name=self._holder.name))
        self._end.set_label(self.tr("Last day of the duty"))
        self._end.set_hint(self.tr("Rights have to be revoked on that day."))
        self._note.set_label(self.tr("Why it ends"))

    def submit(self) -> None:
        changed = replace(self._holder, duty_end_on=self.end.value, duty_note=tidy(self.note))
        self.store(lambda: self.access.save_holder(changed, self.by))


class RevokeForm(AccessForm):
    """That a right was taken away on the platform."""

    def __init__(self, shell: Shell, view: AccessView, right: Right, parent: QWidget | None = None) -> None:
        super().__init__(shell, view, parent)
        self._right = right
        self.on, self.devices, self.sessions = DateField(), CheckBox(), CheckBox()
        self.on.set_value(view.today)
        self._on = FieldBlock(self.on)
        self._said = Label(role="hint", wrap=True)
        self.build(self._said, self._on, self.devices, self.sessions)

    def retranslate(self) -> None:
        super().retranslate()
        holder = self.view.access.holder(self._right.holder)
        self.set_heading(self.tr("Revoke the right of {name}").format(name=holder.name if holder else ""))
        self._said.setText(self.tr("Do it on the platform first, then record it here."))
        self._on.set_label(self.tr("Revoked on"), required=True)
        self.devices.setText(self.tr("Devices are removed"))
        self.sessions.setText(self.tr("All sessions are ended"))
        self.save.setText(self.tr("Record"))

    def submit(self) -> None:
        cleared, on = self.devices.isChecked() and self.sessions.isChecked(), self.on.value
        self.store(lambda: self.access.revoke(self._right.id, self.by, cleared=cleared, on=on))


class SlipForm(AccessForm):
    """A request to give, change or take away a right."""

    def __init__(self, shell: Shell, view: AccessView, parent: QWidget | None = None) -> None:
        super().__init__(shell, view, parent)
        self.kind, self.who, self.role = Combo(), self.name_line(), self.role_combo()
        self.reason, self.until = QLineEdit(), DateField()
        for kind in AccessSlipKind:
            self.kind.addItem("", kind)
        blocks = (self.kind, self.who, self.role, self.reason, self.until)
        self._kind, self._who, self._role, self._reason, self._until = (FieldBlock(each) for each in blocks)
        self.kind.currentIndexChanged.connect(self._chosen)
        self.build(self._kind, self._who, self._role, self._reason, self._until)

    def retranslate(self) -> None:
        super().retranslate()
        self.set_heading(self.tr("Slip on a right"))
        names = (self.tr("Grant a right"), self.tr("Change a right"), self.tr("Revoke a right"))
        for place, name in enumerate(names):
            self.kind.setItemText(place, name)
        self._kind.set_label(self.tr("What is asked"), required=True)
        self._who.set_label(self.tr("Person"), required=True)
        self._role.set_label(self.tr("Role on the page"), required=True)
        self._reason.set_label(self.tr("Reason"), required=True)
        self._until.set_label(self.tr("Until"), required=True)

    def submit(self) -> None:
        name = tidy(self.who)
        self._who.set_error("" if name else self.tr("Name the person."))
        if not name:
            return
        holder = self.holder(name)
        kind, role = AccessSlipKind(self.kind.currentData()), PageRole(self.role.currentData())
        reason, until = tidy(self.reason), self.until.value

        def work() -> object:
            kept = holder if holder.id else self.access.save_holder(holder, self.by)
            return self.access.open_slip(kind, self.page, kept.id, self.by, role=role, reason=reason, until=until)

        self.store(work)

    def _chosen(self) -> None:
        given = self.kind.currentData() != AccessSlipKind.REVOKE
        self._role.setVisible(given)
        self._until.setVisible(given)
        self.refit()


class RecoveryForm(AccessForm):
    """Where recovery codes are kept."""

    def __init__(self, shell: Shell, view: AccessView, parent: QWidget | None = None) -> None:
        super().__init__(shell, view, parent)
        self.place = QLineEdit(view.access.keeping.recovery_place)
        self._place = FieldBlock(self.place)
        self.build(self._place)

    def retranslate(self) -> None:
        super().retranslate()
        self.set_heading(self.tr("Where recovery codes are kept"))
        self._place.set_label(self.tr("Place"), required=True)
        self._place.set_hint(self.tr("Such as: sealed envelope in the unit's safe. Never the codes themselves."))

    def submit(self) -> None:
        place = tidy(self.place)
        self._place.set_error("" if place else self.tr("Say where they are."))
        if place:
            self.store(lambda: self.access.keep_recovery(self.page, place, self.by))


class DevicesForm(AccessForm):
    """Devices that may sign in, and applications of others; one a line."""

    def __init__(self, shell: Shell, view: AccessView, parent: QWidget | None = None) -> None:
        super().__init__(shell, view, parent)
        keeping = view.access.keeping
        self.devices = _lines(" – ".join(part for part in (d.name, d.holder) if part) for d in keeping.devices)
        self.apps = _lines(f"{GONE + ' ' if a.removed_on else ''}{a.name}" for a in keeping.apps)
        self._devices, self._apps = FieldBlock(self.devices), FieldBlock(self.apps)
        self.build(self._devices, self._apps)

    def retranslate(self) -> None:
        super().retranslate()
        self.set_heading(self.tr("Devices and connected applications"))
        self._devices.set_label(self.tr("Devices that may sign in"), required=True)
        self._devices.set_hint(self.tr("One a line: device – who uses it."))
        self._apps.set_label(self.tr("Connected applications of others"))
        hint = self.tr("One a line; put {mark} before one that you removed on the platform.")
        self._apps.set_hint(hint.format(mark=GONE))

    def submit(self) -> None:
        devices = [_device(line) for line in self.devices.toPlainText().splitlines() if line.strip()]
        known = {app.name: app for app in self.view.access.keeping.apps}
        apps = [_app(line, known, self.view.today) for line in self.apps.toPlainText().splitlines() if line.strip()]
        self._devices.set_error("" if devices else self.tr("Name one device at least."))
        if devices:
            self.store(lambda: self.access.review_devices(self.page, devices, apps, self.by))


class ScheduleForm(AccessForm):
    """When rights are looked through next."""

    def __init__(self, shell: Shell, view: AccessView, parent: QWidget | None = None) -> None:
        super().__init__(shell, view, parent)
        self.on = DateField()
        self.on.set_value(view.access.keeping.review_on)
        self._on = FieldBlock(self.on)
        self.build(self._on)

    def retranslate(self) -> None:
        super().retranslate()
        self.set_heading(self.tr("Next review of the rights"))
        self._on.set_label(self.tr("Day"), required=True)

    def submit(self) -> None:
        day = self.on.value
        self._on.set_error("" if day else self.tr("Choose a day."))
        if day is not None:
            self.store(lambda: self.access.schedule(self.page, day, self.by))


class RotateForm(AccessForm):
    """That passwords or codes were changed; which stays outside."""

    def __init__(self, shell: Shell, view: AccessView, parent: QWidget | None = None) -> None:
        super().__init__(shell, view, parent)
        self.on = DateField()
        self.on.set_value(view.today)
        self.boxes = {what: CheckBox() for what in ROTATED}
        self._on = FieldBlock(self.on)
        self._said = Label(role="hint", wrap=True)
        self.build(self._said, *self.boxes.values(), self._on)

    def retranslate(self) -> None:
        super().retranslate()
        self.set_heading(self.tr("Password and codes were changed"))
        self._said.setText(self.tr("Only the day is recorded, never the password or a code."))
        self.boxes["password"].setText(self.tr("Password was changed"))
        self.boxes["recovery_codes"].setText(self.tr("Recovery codes were made anew"))
        self._on.set_label(self.tr("Changed on"), required=True)
        self.save.setText(self.tr("Record"))

    def submit(self) -> None:
        day, what = self.on.value, [each for each, box in self.boxes.items() if box.isChecked()]
        self._on.set_error("" if day and what else self.tr("Tick what was changed, and give the day."))
        if day and what:
            self.store(partial(self._record, what, day))

    def _record(self, what: Sequence[str], day: date) -> None:
        for each in what:
            self.access.rotated(self.page, each, self.by, on=day)


def _lines(texts: Iterable[str]) -> QPlainTextEdit:
    field = QPlainTextEdit("\n".join(texts))
    field.setTabChangesFocus(True)
    field.setFixedHeight(4 * field.fontMetrics().lineSpacing() + 18)
    return field


def _device(line: str) -> Device:
    name, _, holder = line.partition(" – ")
    return Device(name.strip(), holder.strip())


def _app(line: str, known: dict[str, App], today: date) -> App:
    gone, name = line.strip().startswith(GONE), line.strip().removeprefix(GONE).strip()
    former = known.get(name, App(name))
    return replace(former, removed_on=(former.removed_on or today) if gone else None)

"""The small forms of this tab: a person's right, a revocation, a slip, what guards a page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from studio.access.model import ROLE_NAMES, ROTATED, AccessSlipKind, App, Device, PageRole, Right, RightsHolder
from studio.translation import tr
from studio.ui.access.view import AccessView
from studio.ui.form import Form, Values
from studio.ui.page import Shell
from studio.ui.widgets.choice import CheckBox
from studio.ui.widgets.editors import ChoiceBox, TextBox, completed
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
        holders, people = self.view.access.holders, self.view.people
        return completed((*(each.name for each in holders), *(each.name for each in people if each.active)))

    def role_combo(self) -> ChoiceBox:
        names = {role: self.shell.language.sentence(name) for role, name in ROLE_NAMES.items()}
        return ChoiceBox(names, PageRole.EDITOR)

    def holder(self, name: str, post: str = "") -> RightsHolder:
        """The holder of that name; a new one, tied to the person of that name, where there is none."""
        known = next((each for each in self.view.access.holders if each.name == name), None)
        person = next((each.id for each in self.view.people if each.name == name), "")
        return known or self.access.save_holder(RightsHolder(id="", name=name, person=person, post=post), self.by)


class AssignForm(AccessForm):
    """A row of the first table: one of the people here, or somebody else by name."""

    def __init__(self, shell: Shell, view: AccessView, parent: QWidget | None = None) -> None:
        super().__init__(shell, view, parent)
        self.set_heading(tr("Grant a right"))
        hint = tr("One real person per row; never a shared account.")
        missing = tr("Enter the name of the person.")
        self.who = self.ask("who", self.name_line(), tr("Person"), missing=missing, hint=hint)
        self.post = self.ask("post", QLineEdit(), tr("Position"))
        self.role = self.ask("role", self.role_combo(), tr("Role on the page"), required=True)
        self.until = self.ask("until", DateField(), tr("Until (may stay empty)"))

    def work(self, values: Values) -> object:
        holder = self.holder(values["who"], values["post"])
        return self.access.assign(self.page, holder.id, values["role"], self.by, until=values["until"])


class DutyForm(AccessForm):
    """Until when somebody has the duty for which the rights are held."""

    def __init__(self, shell: Shell, view: AccessView, holder: RightsHolder, parent: QWidget | None = None) -> None:
        super().__init__(shell, view, parent)
        self._holder = holder
        self.set_heading(tr("Duty of {name}").format(name=holder.name))
        hint = tr("Rights have to be revoked on that day.")
        label = tr("Last day of the duty")
        self.end = self.ask("duty_end_on", DateField(), label, value=holder.duty_end_on, hint=hint)
        self.ask("duty_note", QLineEdit(holder.duty_note), tr("Why it ends"))

    def work(self, values: Values) -> object:
        return self.access.save_holder(replace(self._holder, **values), self.by)


class RevokeForm(AccessForm):
    """That a right was taken away on the platform."""

    def __init__(self, shell: Shell, view: AccessView, right: Right, parent: QWidget | None = None) -> None:
        super().__init__(shell, view, parent)
        self._right = right.id
        holder = view.access.holder(right.holder)
        self.set_heading(tr("Revoke the right of {name}").format(name=holder.name if holder else ""))
        self.say(tr("Do it on the platform first, then record it here."))
        self.on = self.ask("on", DateField(), tr("Revoked on"), value=view.today, required=True)
        self.devices = self.ask("devices", CheckBox(), tr("Devices are removed"))
        self.sessions = self.ask("sessions", CheckBox(), tr("All sessions are ended"))
        self.go.setText(tr("Record"))

    def work(self, values: Values) -> object:
        cleared = values["devices"] and values["sessions"]
        return self.access.revoke(self._right, self.by, cleared=cleared, on=values["on"])


class SlipForm(AccessForm):
    """A request to give, change or take away a right."""

    def __init__(self, shell: Shell, view: AccessView, parent: QWidget | None = None) -> None:
        super().__init__(shell, view, parent)
        self.set_heading(tr("Rights request"))
        kinds = {
            AccessSlipKind.GRANT: tr("Grant a right"),
            AccessSlipKind.CHANGE: tr("Change a right"),
            AccessSlipKind.REVOKE: tr("Revoke a right"),
        }
        kind = ChoiceBox(kinds, AccessSlipKind.GRANT)
        self.kind = self.ask("kind", kind, tr("What is asked", about="slip"), required=True)
        self.who = self.ask("who", self.name_line(), tr("Person"), missing=tr("Enter the name of the person."))
        role = tr("Role on the page")
        self.role = self.ask("role", self.role_combo(), role, required=True, shown=self._gives)
        self.reason = self.ask("reason", QLineEdit(), tr("Reason"), required=True)
        self.until = self.ask("until", DateField(), tr("Until"), required=True, shown=self._gives)

    def work(self, values: Values) -> object:
        kind, who = values.pop("kind"), self.holder(values.pop("who"))
        return self.access.open_slip(kind, self.page, who.id, self.by, **values)

    def _gives(self, values: Values) -> bool:
        return bool(values["kind"] != AccessSlipKind.REVOKE)


class RecoveryForm(AccessForm):
    """Where recovery codes are kept."""

    def __init__(self, shell: Shell, view: AccessView, parent: QWidget | None = None) -> None:
        super().__init__(shell, view, parent)
        self.set_heading(tr("Where recovery codes are kept"))
        self.place = self.ask(
            "place",
            QLineEdit(view.access.keeping.recovery_place),
            tr("Place"),
            missing=tr("Say where they are."),
            hint=tr("Such as: sealed envelope in the unit's safe. Never the codes themselves."),
        )

    def work(self, values: Values) -> object:
        return self.access.keep_recovery(self.page, values["place"], self.by)


class DevicesForm(AccessForm):
    """Devices that may sign in, and applications of others; one a line."""

    def __init__(self, shell: Shell, view: AccessView, parent: QWidget | None = None) -> None:
        super().__init__(shell, view, parent)
        self.set_heading(tr("Devices and connected applications"))
        keeping = view.access.keeping
        devices = "\n".join(" – ".join(part for part in (d.name, d.holder) if part) for d in keeping.devices)
        apps = "\n".join(f"{GONE + ' ' if app.removed_on else ''}{app.name}" for app in keeping.apps)
        self.devices = self.ask(
            "devices",
            TextBox(devices),
            tr("Devices that may sign in"),
            missing=tr("Enter at least one device."),
            hint=tr("One per line: device – who uses it."),
        )
        hint = tr("One per line; put {mark} before one that you removed on the platform.").format(mark=GONE)
        self.apps = self.ask("apps", TextBox(apps), tr("Connected third-party applications"), hint=hint)

    def work(self, values: Values) -> object:
        known = {app.name: app for app in self.view.access.keeping.apps}
        devices = [_device(line) for line in _lines(values["devices"])]
        apps = [_app(line, known, self.view.today) for line in _lines(values["apps"])]
        return self.access.review_devices(self.page, devices, apps, self.by)


class ScheduleForm(AccessForm):
    """When rights are looked through next."""

    def __init__(self, shell: Shell, view: AccessView, parent: QWidget | None = None) -> None:
        super().__init__(shell, view, parent)
        self.set_heading(tr("Next review of the rights"))
        day, missing = view.access.keeping.review_on, tr("Choose a day.")
        self.on = self.ask("on", DateField(), tr("Day"), value=day, missing=missing)

    def work(self, values: Values) -> object:
        return self.access.schedule(self.page, values["on"], self.by)


class RotateForm(AccessForm):
    """That passwords or codes were changed; which stays outside."""

    def __init__(self, shell: Shell, view: AccessView, parent: QWidget | None = None) -> None:
        super().__init__(shell, view, parent)
        self.set_heading(tr("Password and codes were changed"))
        self.say(tr("Only the day is recorded, never the password or a code."))
        names = {
            "password": tr("Password was changed"),
            "recovery_codes": tr("Recovery codes were renewed"),
        }
        self.boxes = {what: self.ask(what, CheckBox(), names[what]) for what in ROTATED}
        self.on = self.ask("on", DateField(), tr("Changed on"), value=view.today, required=True, check=self._nothing)
        self.go.setText(tr("Record"))

    def work(self, values: Values) -> object:
        for what in self.boxes:
            if values[what]:
                self.access.rotated(self.page, what, self.by, on=values["on"])
        return None

    def _nothing(self, values: Values) -> str:
        told = values["on"] and any(values[what] for what in self.boxes)
        return "" if told else tr("Tick what was changed, and give the day.")


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def _device(line: str) -> Device:
    name, _, holder = line.partition(" – ")
    return Device(name.strip(), holder.strip())


def _app(line: str, known: dict[str, App], today: date) -> App:
    gone, name = line.strip().startswith(GONE), line.strip().removeprefix(GONE).strip()
    former = known.get(name, App(name))
    return replace(former, removed_on=(former.removed_on or today) if gone else None)

"""Sections of the settings: who may do what, and the numbers that posts may name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from studio.clock import local_date, show_date
from studio.directory.model import Contact, DirectoryBook, Unit
from studio.paths import write_chosen
from studio.people.keys import KeyEvent, fingerprint, in_force, key_sheet
from studio.people.model import Person
from studio.translation import tr
from studio.ui.files import ask_open, ask_save
from studio.ui.form import Form
from studio.ui.page import Shell
from studio.ui.people.cards import NameList, contact_line, person_line
from studio.ui.people.forms import (
    ADMINISTRATORS,
    ConfirmForm,
    ContactForm,
    OwnPinForm,
    PersonForm,
    ResetPinForm,
    RolesForm,
    UnitForm,
)
from studio.ui.pin_dialog import PinAction, PinConfirmDialog
from studio.ui.printer import ask_print
from studio.ui.settings.section import SettingsSection
from studio.ui.widgets.buttons import IconButton, PrimaryButton, QuietButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, clear, column, row, rule
from studio.ui.widgets.responsive_row import ResponsiveRow

if TYPE_CHECKING:
    from studio.app.studio import Studio


FILE_NAME = "dau-van-tay-khoa-ky.html"
HEAD_CHARS = 42
"""Average characters that hold the heading of a section and its buttons side by side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """The register with what stands at the head of the sheet."""

    events: tuple[KeyEvent, ...] = ()
    unit: str = ""
    at: datetime | None = None

    @property
    def sheet(self) -> str:
        """To be printed, signed and kept: HTML."""
        return key_sheet(self.events, self.unit, self.at) if self.at is not None else ""


def load_keys(studio: Studio) -> Keys:
    """Read on the worker."""
    units = studio.directory.book().units
    return Keys(events=tuple(studio.people.key_register()), unit=units[0].name if units else "", at=studio.now())


class KeysDialog(Dialog):
    """Who signs with which key; the list is printed, or saved as a page to be printed elsewhere."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=640)
        self._shell = shell
        self.keys = Keys()
        self.set_heading(tr("Fingerprints of the signing keys"))
        about = tr(
            "Print this list, have the head sign it, and keep it locked away. A record of a post is genuine when "
            "its fingerprint is on the list."
        )
        self._list = NameList()
        self.print = PrimaryButton(tr("Print…"), "printer")
        self.save = QuietButton(tr("Save…"), "download")
        self.close_button = QuietButton(tr("Close"))
        self.print.clicked.connect(self._print)
        self.save.clicked.connect(self._save)
        self.close_button.clicked.connect(self.reject)
        for button in (self.print, self.save):
            button.setEnabled(False)
        listed = Label(about, "hint", wrap=True), self._list
        self.fill(*listed, buttons=row(self.save, None, self.close_button, self.print))
        shell.tasks.pool(lambda _: load_keys(shell.studio), self._show_keys, owner=self)

    def _show_keys(self, keys: Keys) -> None:
        self.keys = keys
        lines = in_force(keys.events)
        for button in (self.print, self.save):
            button.setEnabled(bool(lines))
        since = tr("since {date}")
        none = tr("No key yet. A key is made when a person first enters their PIN.")
        self._list.show_lines(
            [(line.name, since.format(date=show_date(line.at.date())), fingerprint(line.public)) for line in lines],
            none,
        )
        self.refit()

    def _print(self) -> None:
        pages = QTextDocument(self)
        pages.setHtml(self.keys.sheet)
        ask_print(self, self.windowTitle(), pages)

    def _save(self) -> None:
        data = self.keys.sheet.encode()

        def write(path: Path) -> None:
            self._shell.tasks.pool(
                lambda _: write_chosen(path, data),
                lambda _: self._shell.toast(tr("Saved: {name}").format(name=path.name)),
                owner=self,
            )

        ask_save(self, tr("Fingerprints of the signing keys"), FILE_NAME, "HTML (*.html)", write)


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffView:
    """What the page shows."""

    people: tuple[Person, ...]
    book: DirectoryBook


def load_staff(studio: Studio) -> StaffView:
    """Read on the worker."""
    return StaffView(
        people=tuple(sorted(studio.people.list(), key=lambda p: (not p.active, p.name))),
        book=studio.directory.book(),
    )


class StaffSection(SettingsSection):
    """A list under a heading, with a button to add; read again whenever it comes into sight."""

    def __init__(self, shell: Shell, heading: str, *tools: QWidget) -> None:
        super().__init__(shell)
        self._staff = StaffView(people=(), book=DirectoryBook())
        self.add = PrimaryButton(glyph="plus")
        self.add.clicked.connect(self._add)
        self._lines: QVBoxLayout = column(spacing=0)
        named, held = Label(heading, "heading"), QWidget()
        held.setLayout(row(*tools, self.add, spacing=10))
        head = ResponsiveRow((named, 1), (held, 0), wide=HEAD_CHARS)
        card = Card()
        card.setLayout(column(self._lines, margins=(1, 6, 1, 6)))
        self.build(head, card)

    def refresh(self) -> None:
        studio = self.shell.studio
        self.shell.tasks.store(lambda: load_staff(studio), self._show_staff, owner=self, key="staff")

    def _add(self) -> None:
        raise NotImplementedError

    def lines(self, staff: StaffView) -> Sequence[QWidget]:
        """What is listed."""
        raise NotImplementedError

    def _show_staff(self, staff: StaffView) -> None:
        self._staff = staff
        clear(self._lines)
        for number, line in enumerate(self.lines(staff)):
            if number:
                self._lines.addWidget(rule())
            self._lines.addWidget(line)

    def _open(self, form: Form) -> None:
        form.done_well.connect(self.shell.changed)
        form.open()

    def _do(self, work: Callable[[], object]) -> None:
        self.shell.tasks.store(work, lambda _: self.shell.changed(), owner=self)


class PeopleSection(StaffSection):
    """Who works here, and who may do what."""

    def __init__(self, shell: Shell) -> None:
        self.keys = QuietButton(tr("Signing keys"), "key-round")
        super().__init__(shell, tr("People"), self.keys)
        self.add.setText(tr("Add a person"))
        self.keys.clicked.connect(self._keys_menu)

    def _add(self) -> None:
        self._open(PersonForm(self.shell, self))

    def lines(self, staff: StaffView) -> Sequence[QWidget]:
        state = (tr("Active", about="person"), tr("No longer active"), tr("More"))
        return [person_line(p, partial(self._person_menu, p), state) for p in staff.people]

    def _keys_menu(self) -> None:
        menu = QMenu(self.keys)
        menu.addAction(tr("Fingerprints, to print…"), self.show_keys)
        menu.addAction(tr("Confirm the people…"), self.confirm_people)
        menu.popup(self.keys.mapToGlobal(self.keys.rect().bottomLeft()))

    def show_keys(self) -> None:
        """The fingerprints of the keys, to be compared or printed."""
        KeysDialog(self.shell, self).open()

    def confirm_people(self) -> None:
        """The people of older data that came back are the true ones."""
        self._open(ConfirmForm(self.shell, self))

    def _person_menu(self, person: Person, button: IconButton) -> None:
        menu = QMenu(button)
        menu.addAction(tr("Change the role…"), lambda: self._open(RolesForm(self.shell, person, self)))
        menu.addAction(tr("Change your own PIN…"), lambda: self._open(OwnPinForm(self.shell, person, self)))
        menu.addAction(tr("PIN forgotten…"), lambda: self._open(ResetPinForm(self.shell, person, self)))
        if person.active:
            menu.addAction(tr("No longer in the unit…"), lambda: self._ask(self._leaving(person)))
        else:
            menu.addAction(tr("Back in the unit…"), lambda: self._ask(self._coming_back(person)))
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _leaving(self, person: Person) -> PinAction:
        people = self.shell.studio.people
        return PinAction(
            heading=tr("{name} is no longer in the unit").format(name=person.name),
            text=tr("They can no longer do anything; their name stays in every record."),
            verb=tr("No longer in the unit"),
            roles=ADMINISTRATORS,
            work=lambda signed: people.deactivate(person.id, signed.person, signed.pin),
        )

    def _coming_back(self, person: Person) -> PinAction:
        people = self.shell.studio.people
        return PinAction(
            heading=tr("{name} is back in the unit").format(name=person.name),
            text=tr("They may do what they could before; for 24 hours they cannot approve posts."),
            verb=tr("Back in the unit"),
            roles=ADMINISTRATORS,
            work=lambda signed: people.reactivate(person.id, signed.person, signed.pin),
        )

    def _ask(self, action: PinAction) -> None:
        self._open(PinConfirmDialog(self.shell, action, self))


class ContactsSection(StaffSection):
    """The unit, and the numbers that its posts may name."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, tr("Unit and contacts"))
        self.add.setText(tr("Add a contact"))

    def _add(self) -> None:
        units = self._staff.book.units
        unit = units[0] if units else None
        self._open(ContactForm(self.shell, unit, None, self) if unit else UnitForm(self.shell, None, self))

    def lines(self, staff: StaffView) -> Sequence[QWidget]:
        self.add.setText(tr("Add a contact") if staff.book.units else tr("Add the unit"))
        return self._contact_lines(staff)

    def _contact_lines(self, staff: StaffView) -> list[QWidget]:
        lines: list[QWidget] = []
        change = tr("Change")
        words = (tr("Confirmed {date}, {name}"), tr("Not confirmed yet"), tr("Still right"))
        for unit in staff.book.units:
            head, pencil = QWidget(), IconButton("pencil", f"{change}: {unit.name}")
            pencil.clicked.connect(lambda _=False, unit=unit: self._open(UnitForm(self.shell, unit, self)))
            badge = QuietButton(tr("Change the badge…") if unit.badge_sha256 else tr("Official badge…"), "shield")
            badge.setToolTip(tr("A PNG file of the unit's own badge; cards show a neutral one without it."))
            badge.clicked.connect(lambda _=False, unit=unit: self._ask_badge(unit))
            site = unit.website.removeprefix("https://")  # a line would break behind it
            about = " · ".join(part for part in (unit.short_name, unit.address, site) if part)
            words_of_unit = column(Label(unit.name, "heading", wrap=True), Label(about, "hint", wrap=True))
            named, held = QWidget(), QWidget()
            named.setLayout(words_of_unit)
            held.setLayout(row(badge, pencil))
            head.setLayout(column(ResponsiveRow((named, 1), (held, 0)), margins=(18, 14, 18, 8)))
            lines.append(head)
            lines += [
                contact_line(contact, words, partial(self._confirm, contact), partial(self._change, contact))
                for contact in staff.book.contacts
                if contact.unit == unit.id
            ]
        return lines

    def _confirm(self, contact: Contact) -> None:
        who = self.shell.session.person_id
        if not who:
            self.shell.sign_in()
            return
        studio = self.shell.studio
        self._do(lambda: studio.directory.verify_contact(contact.id, by=who, on=local_date(studio.now())))

    def _change(self, contact: Contact) -> None:
        unit = self._staff.book.unit(contact.unit)
        if unit is not None:
            self._open(ContactForm(self.shell, unit, contact, self))

    def _ask_badge(self, unit: Unit) -> None:
        studio = self.shell.studio

        def take(paths: list[Path]) -> None:
            self._do(lambda: studio.set_badge(unit.id, paths[0]))

        ask_open(self, tr("The badge of {unit}").format(unit=unit.name), "PNG (*.png)", take)

"""PCs that know each other: this one's fingerprint and introduction, the confirmation of another one's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from studio.errors import StudioError
from studio.exchange.introductions import Introduction, read_introduction
from studio.people.keys import fingerprint
from studio.people.model import Role
from studio.text import fold
from studio.translation import tr
from studio.ui.clipboard import copy
from studio.ui.files import ask_open, ask_save
from studio.ui.form import Form, Values
from studio.ui.page import Shell
from studio.ui.settings.section import titled
from studio.ui.widgets.buttons import IconButton, QuietButton
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import FlowLayout, PlainHolder, clear, column, row, rule
from studio.ui.words import role_name

if TYPE_CHECKING:
    from studio.app.studio import Studio
    from studio.exchange.model import Station

KEEPERS = frozenset({Role.HEAD, Role.TECHNICAL})
NAME = "exchange/name"
"""Under what the window remembers what this PC was called last."""
FINGERPRINT = "--fingerprint"
"""The place of an error about it."""
UNIT = "unit"
KIND = "Page Studio (*.json)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Acquaintance:
    """What the section shows."""

    own: str
    """The fingerprint of this PC."""
    stations: tuple[Station, ...]


def load_acquaintance(studio: Studio) -> Acquaintance:
    """On the pool: may wait for the keyring. Raises StudioError."""
    return Acquaintance(own=studio.exchange.fingerprint(), stations=studio.exchange.stations())


class IntroduceForm(Form):
    """Asks what this PC is called, then where its introduction goes. `written` carries path and fingerprint."""

    written = Signal(object)

    def __init__(self, shell: Shell, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent, glyph="download", width=520)
        self._path = path
        self.set_heading(tr("Write the introduction of this PC"))
        self.say(
            tr(
                "The file holds the public keys of this PC and of its people, with their roles. Take it to the other "
                "unit by USB drive or message; read the fingerprint out by telephone, never send it along."
            )
        )
        self.ask(
            "name", QLineEdit(), tr("Name of this PC at other units"), value=shell.memory.kept(NAME),
            missing=tr("Give the PC a name by which others know it."), hint=tr("Such as: PC of the staff office"),
        )  # fmt: skip
        self.prove("by", KEEPERS)
        self.go.setText(tr("Write the file"))

    def work(self, values: Values) -> object:
        self.shell.studio.exchange.introduce(self._path, values["name"], *values["by"])
        return values["name"]

    def _done(self, name: str) -> None:
        self.shell.memory.keep(NAME, name)
        self.written.emit(self._path)
        super()._done(name)


class ConfirmUnitForm(Form):
    """Shows whom a file tells of, and takes the fingerprint that the other unit read out."""

    def __init__(
        self, shell: Shell, path: Path, told: Introduction, *, of_department: bool, parent: QWidget | None = None
    ) -> None:
        """`of_department`: this PC is the department's, and hands the introduction on to the unit's other PCs."""
        super().__init__(shell, parent, glyph="shield-check", width=540)
        self._path = path
        self.set_heading(tr("Confirm the PC “{name}”").format(name=told.station.name))
        people = "\n".join(f"{one.name} · {_roles(one.roles)}" for one in told.people)
        self.say(tr("From now on, what this PC and these people sign is accepted here:"), "")
        self.say(people, "label")
        self.say(
            tr(
                "Telephone the other unit and have them read out the fingerprint in their settings. One "
                "comparison covers everybody above. Approvals of new people are accepted after 24 hours."
            )
        )
        self.ask(
            FINGERPRINT, QLineEdit(), tr("Fingerprint, as they read it out"),
            missing=tr("Type the fingerprint that the other unit reads out."), hint=tr("Spaces and case do not matter"),
        )  # fmt: skip
        if of_department:
            self.ask(
                UNIT, QLineEdit(), tr("Code of its unit on the hub"),
                hint=tr("The other PCs of that unit then also accept it as confirmed; empty: this PC alone."),
            )  # fmt: skip
        self.prove("by", KEEPERS)
        self.go.setText(tr("Confirm"))

    def work(self, values: Values) -> object:
        by, pin = values["by"]
        unit = str(values.get(UNIT, "")).strip()
        return self.shell.studio.exchange.trust(self._path, values[FINGERPRINT], by, pin, unit=unit)


def is_of_department(studio: Studio) -> bool:
    """Whether this PC joined the hub as one of the department's."""
    joined = studio.hub.joined()
    return joined is not None and joined.department


def _roles(roles: Sequence[str]) -> str:
    return ", ".join(role_name(Role(one)) for one in roles)


class PcsCards(QWidget):
    """Two cards: this PC, and the ones that are known. A department knows many, so that other cards stand between."""

    def __init__(self, shell: Shell, *between: QWidget) -> None:
        super().__init__()
        self._shell = shell
        about = tr(
            "Its fingerprint lets other units make sure that a file comes from this PC. Read it out by telephone, "
            "or give it on paper; do not send it with the file."
        )
        self.own = Label("…", "heading", wrap=True).selectable()
        self.own.setAccessibleName(tr("Fingerprint of this PC"))
        self.copy = IconButton("copy", tr("Copy the fingerprint"))
        self.copy.clicked.connect(self._copy)
        self.introduce = QuietButton(tr("Write an introduction…"), "download")
        self.introduce.clicked.connect(self._introduce)
        self.confirm = QuietButton(tr("Confirm another PC…"), "shield-check")
        self.confirm.clicked.connect(self._confirm)
        self._error = Label(role="error", wrap=True)
        self._error.hide()
        self._lines: QVBoxLayout = column(spacing=0)
        shown = row(self.own, self.copy, spacing=8)
        shown.setStretch(0, 1)
        known = tr("Posts from these PCs are imported here, and the decisions of their people are accepted.")
        named = Label(tr("Fingerprint of this PC"), "hint")
        this = titled(tr("This PC"), named, shown, Label(about, "hint", wrap=True), _flow(self.introduce))
        others = titled(tr("Other PCs"), Label(known, "hint", wrap=True), self._lines, self._error, _flow(self.confirm))
        self.setLayout(column(this, *between, others, spacing=16))

    def refresh(self) -> None:
        studio = self._shell.studio
        self._shell.tasks.pool(
            lambda _: load_acquaintance(studio), self._show, owner=self, failed=self._refused, key="pcs"
        )

    def _show(self, found: Acquaintance) -> None:
        self._error.hide()
        self.own.setText(found.own)
        clear(self._lines)
        if not found.stations:
            self._lines.addWidget(Label(tr("No other PC was confirmed yet."), "hint", wrap=True))
        for number, station in enumerate(found.stations):
            if number:
                self._lines.addWidget(rule())
            self._lines.addWidget(_line(station))

    def _refused(self, error: StudioError) -> None:
        self._error.setText(self._shell.language.explain(error))
        self._error.show()

    def _copy(self) -> None:
        copy(self.own.text())
        self._shell.toast(tr("Copied."))

    # -- introductions

    def _introduce(self) -> None:
        name = f"{fold(self._shell.memory.kept(NAME) or tr('introduction')).replace(' ', '-')}.json"
        ask_save(self, tr("Write the introduction of this PC"), name, KIND, self._ask_name)

    def _ask_name(self, path: Path) -> None:
        dialog = IntroduceForm(self._shell, path, self)
        dialog.written.connect(self._written)
        dialog.open()

    def _written(self, path: Path) -> None:
        self._shell.toast(tr("Written: {name}. Read the fingerprint out by telephone.").format(name=path.name))

    def _confirm(self) -> None:
        ask_open(self, tr("Introduction of another PC"), KIND, lambda paths: self._read(paths[0]))

    def _read(self, path: Path) -> None:
        studio = self._shell.studio
        self._shell.tasks.pool(
            lambda _: (read_introduction(path), is_of_department(studio)),
            lambda found: self._ask_fingerprint(path, *found),
            owner=self,
            failed=self._refused,
        )

    def _ask_fingerprint(self, path: Path, told: Introduction, of_department: bool) -> None:
        self._error.hide()
        dialog = ConfirmUnitForm(self._shell, path, told, of_department=of_department, parent=self)
        dialog.done_well.connect(lambda: self._confirmed(told.station.name))
        dialog.open()

    def _confirmed(self, name: str) -> None:
        self._shell.toast(
            tr("Confirmed: “{name}”. Approvals from there are accepted after 24 hours.").format(name=name)
        )
        self.refresh()


def _line(station: Station) -> QWidget:
    texts = column(Label(station.name, "label", wrap=True), spacing=2)
    texts.addWidget(Label(fingerprint(station.public), "hint", wrap=True).selectable())
    line = row(column(Glyph("monitor"), None), texts, spacing=12, margins=(0, 8, 0, 8))
    line.setStretch(1, 1)
    held = PlainHolder()
    held.setLayout(line)
    return held


def _flow(*buttons: QWidget) -> QWidget:
    flow, held = FlowLayout(), PlainHolder()
    for button in buttons:
        flow.addWidget(button)
    held.setLayout(flow)
    return held

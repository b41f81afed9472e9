"""What the department writes: a notice to many units, and a telephone call that was made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from studio.clock import VIETNAM, local
from studio.department.model import LONGEST_LINK, LONGEST_NOTE, LONGEST_NOTICE, HubUnit
from studio.people.model import Role
from studio.text import fold
from studio.translation import ntr, tr
from studio.ui.actions import sequence
from studio.ui.form import Form, Values
from studio.ui.page import Shell
from studio.ui.widgets.choice import CheckBox
from studio.ui.widgets.editors import ChoiceBox, TextBox
from studio.ui.widgets.field import NOTHING
from studio.ui.widgets.filter_pills import counted
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import PlainHolder, column, row, scrolled
from studio.ui.widgets.moment import DateTimeField
from studio.ui.widgets.search import SearchField

SENDERS = frozenset({Role.HEAD, Role.TECHNICAL})
"""Who may send a notice, as the service has it."""
USUAL_HOUR = time(17, 0)
LIST_LINES = 5.5
"""Height of the list of units, in rows."""
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class UnitTicks(QWidget):
    """All units, or those that are ticked: a `Part` of a form. Tab stops at the list once; the arrows go through it."""

    changed = Signal()

    def __init__(self, units: Sequence[HubUnit]) -> None:
        super().__init__()
        self.all = CheckBox(tr("All units ({n})").format(n=counted(len(units))))
        self.all.setChecked(True)
        self.search = SearchField(tr("Find a unit…"))
        self.boxes = {unit.code: CheckBox(unit.name) for unit in units}
        self._told = {unit.code: fold(f"{unit.name} {unit.code}") for unit in units}
        self._number = Label(role="hint")
        inside = PlainHolder()
        inside.setLayout(column(*self.boxes.values(), None, spacing=0, margins=(4, 0, 8, 0)))
        self._area = scrolled(inside)
        self._choice = PlainHolder()
        head = row(self.search, self._number, spacing=12)
        head.setStretch(0, 1)
        self._choice.setLayout(column(head, self._area, spacing=4))
        self.error = Label(NOTHING, "error", wrap=True)
        self.setLayout(column(Label(tr("To whom"), "label"), self.all, self._choice, self.error, spacing=4))
        self.all.toggled.connect(self._arrange)
        self.search.searched.connect(self._narrow)
        for box in self.boxes.values():
            box.toggled.connect(self._count)
            box.installEventFilter(self)
        self._arrange()

    @property
    def ticked(self) -> tuple[str, ...]:
        """Codes of the units."""
        return tuple(code for code, box in self.boxes.items() if self.all.isChecked() or box.isChecked())

    def lacks(self) -> bool:
        self.error.setText(NOTHING if self.ticked else tr("Tick at least one unit."))
        if not self.ticked:
            self.search.setFocus()
        return not self.ticked

    def take(self) -> tuple[str, ...]:
        return self.ticked

    def refuse(self, sentence: str) -> None:
        """Say below the list why it was not taken."""
        self.error.setText(sentence)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, CheckBox) and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = _STEPS.get(Qt.Key(event.key()), 0)
            if step:
                seen = self._seen()
                there = seen.index(watched) + step
                if 0 <= there < len(seen):
                    self._make_stop(seen[there])
                    seen[there].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _seen(self) -> list[CheckBox]:
        return [box for box in self.boxes.values() if not box.isHidden()]

    def _make_stop(self, stop: CheckBox | None) -> None:
        for box in self.boxes.values():
            box.setFocusPolicy(Qt.FocusPolicy.StrongFocus if box is stop else Qt.FocusPolicy.ClickFocus)

    def _narrow(self, query: str) -> None:
        words = fold(query).split()
        for code, box in self.boxes.items():
            box.setVisible(all(word in self._told[code] for word in words))
        self._make_stop(next(iter(self._seen()), None))

    def _arrange(self) -> None:
        self._choice.setVisible(not self.all.isChecked())
        line = CheckBox("M").sizeHint().height()
        self._area.setFixedHeight(round(line * min(LIST_LINES, len(self.boxes) + 0.5)))
        self._make_stop(next(iter(self._seen()), None))
        self._count()

    def _count(self) -> None:
        self._number.setText(tr("{n} ticked").format(n=counted(len(self.ticked))))
        self.error.setText(NOTHING)
        self.changed.emit()


class NoticeForm(Form):
    """One notice to many units, with the day by which it is to be done, and the PIN of who sends it."""

    def __init__(self, shell: Shell, units: Sequence[HubUnit], parent: QWidget | None = None) -> None:
        super().__init__(shell, parent, glyph="megaphone", width=600)
        self.set_heading(tr("A notice to many units"))
        self.text = self.ask("text", TextBox(lines=3), tr("What the notice says"), check=_too_long,
                             missing=tr("Write what the units are to do."))  # fmt: skip
        self.link = self.ask("link", QLineEdit(), tr("Link (may stay empty)"),
                             hint=tr("To the post or document it is about."), check=_no_link)  # fmt: skip
        self.due = self.ask("due", DateTimeField(), tr("Due by"), value=tomorrow(shell.studio.now()),
                            check=self._past, missing=tr("Enter day and time, like 25/11/2026 17:00."))  # fmt: skip
        self.pair("link", "due")
        self.publish = self.ask("publish", CheckBox(), tr("They have to publish it on their pages"), value=True)
        self.say(
            tr("A post that was read back there counts as done; otherwise a person of the unit confirms it was read.")
        )
        self.units = self.part("units", UnitTicks(units))
        self.units.changed.connect(self.refit)
        self.prove("by", SENDERS, tr("Who sends it"))
        self.go.setText(tr("Send the notice"))
        self.go.setShortcut(sequence("Ctrl+Return"))

    def begin(self) -> None:
        super().begin()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def work(self, values: Values) -> object:
        who, pin = values["by"]
        return self.shell.studio.department.notice(
            values["text"], values["units"], values["due"], who, pin, link=values["link"], publish=values["publish"]
        )

    def _past(self, values: Values) -> str:
        due = values["due"]
        return (
            tr("This time has passed; choose a later one.")
            if due is not None and due <= self.shell.studio.now()
            else ""
        )


class CallForm(Form):
    """That somebody called a unit, and what was said."""

    def __init__(self, shell: Shell, units: Sequence[HubUnit], parent: QWidget | None = None) -> None:
        """`units`: those one may have called, the likeliest first."""
        super().__init__(shell, parent, glyph="phone", width=480)
        self._by = shell.session.person_id
        self.set_heading(tr("Record a call"))
        self.who = self.ask("unit", ChoiceBox({unit.code: unit.name for unit in units}), tr("Unit"),
                            value=units[0].code if units else None, missing=tr("Choose the unit."))  # fmt: skip
        self.note = self.ask(
            "note", TextBox(lines=3), tr("What was said"), check=_long_note,
            missing=tr("Write in a sentence what was said."),
            hint=tr("By post, not by name, such as: the officer on duty sends it by USB today."),
        )  # fmt: skip
        self.go.setText(tr("Record the call"))
        self.go.setShortcut(sequence("Ctrl+Return"))

    def begin(self) -> None:
        super().begin()
        self.note.setFocus(Qt.FocusReason.OtherFocusReason)

    def work(self, values: Values) -> object:
        return self.shell.studio.department.called(values["unit"], values["note"], self._by)


def tomorrow(now: datetime) -> datetime:
    """Tomorrow at the end of work: what a notice is due by until somebody says otherwise."""
    return datetime.combine(local(now).date() + timedelta(days=1), USUAL_HOUR, VIETNAM)


def _too_long(values: Values) -> str:
    return _over(len(values["text"]) - LONGEST_NOTICE)


def _long_note(values: Values) -> str:
    return _over(len(values["note"]) - LONGEST_NOTE)


def _over(n: int) -> str:
    return ntr("{n} character too long.", "{n} characters too long.", n).format(n=counted(n)) if n > 0 else ""


def _no_link(values: Values) -> str:
    link = values["link"]
    wrong = link and (not link.startswith("https://") or " " in link or len(link) > LONGEST_LINK)
    return tr("A link begins with https:// and has no spaces.") if wrong else ""

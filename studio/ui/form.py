"""A dialog of fields, with Cancel and one button that does what it is for.

How a form behaves is decided here once. Enter does it, Escape leaves unless something was typed, Tab goes down the
fields. What is wrong stands below its field, in room that is kept for it, so that nothing moves under the pointer; the
first such field gets the keyboard. A refusal of the service is shown at its field, or at the foot, where a line is kept
for it; nothing is lost.

    class DutyForm(Form):
        def __init__(self, shell: Shell, holder: RightsHolder, parent: QWidget | None = None) -> None:
            super().__init__(shell, parent)
            self.set_heading(tr("Duty of {name}").format(name=holder.name))
            self.end = self.ask("end", DateField(), tr("Last day of the duty"), value=holder.duty_end_on)
            self.prove("allowed", ADMINISTRATORS)

        def work(self, values: Values) -> object:
            return self.shell.studio.access.save_duty(values["end"], *values["allowed"])
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from studio.errors import StudioError
from studio.people.model import Person, Role
from studio.translation import tr
from studio.ui.page import Shell
from studio.ui.reading_order import step
from studio.ui.widgets.buttons import Button, PrimaryButton, QuietButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.editors import show_value, value_of
from studio.ui.widgets.field import BELOW, NOTHING, FieldBlock
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Item, column, row
from studio.ui.widgets.moment import CalendarLine, DateField
from studio.ui.widgets.pin import PersonPinField, PinField
from studio.ui.widgets.progress import ProgressBar
from studio.ui.widgets.responsive_row import ResponsiveRow

Values = dict[str, Any]
"""What stands in the fields, by key."""
E = TypeVar("E", bound=QWidget)
W = TypeVar("W", bound=QWidget)


class Part(Protocol):
    """Fields that belong together, and judge themselves. One with `refuse` says what the service refused."""

    def lacks(self) -> bool:
        """Whether something is missing or wrong; says so below it."""

    def take(self) -> Any:
        """What stands there; a PIN that proves who it is is forgotten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedField:
    """One field of a form, and when it is right."""

    editor: QWidget
    block: QWidget
    missing: str = ""
    check: Callable[[Values], str] | None = None


class Form(Dialog):
    """`ask`, `prove` and `put` add to it from top to bottom; `work` does what it is for, on the worker."""

    done_well = Signal()
    """After it was done."""
    person_pin: PersonPinField
    """Who does it, in a form that asks for one person and their PIN."""
    slow = ""
    """What is said to be under way, where `work` asks a platform: it does not keep the store waiting then, and goes on
    when the dialog is closed."""

    def __init__(
        self, shell: Shell, parent: QWidget | None = None, *, glyph: str = "check", danger: bool = False,
        width: int = 460,
    ) -> None:  # fmt: skip
        """`danger`: what it does cannot be taken back, and Enter does not do it."""
        super().__init__(parent, width=width)
        self.shell = shell
        self._fields: dict[str, CheckedField] = {}
        self._parts: dict[str, Part] = {}
        self._shown: dict[QWidget, Callable[[Values], bool]] = {}
        self._vouches: list[PersonPinField] = []
        self._items: list[QWidget] = []
        self._before: list[str] = []
        self._foot = Label(NOTHING, "error", wrap=True)
        self._last: tuple[FieldBlock, ...] = ()
        """The fields just above the foot, where it takes the line that is kept below them."""
        self._busy = ProgressBar()
        self._busy.hide()
        self.go = Button(tr("Save"), glyph, kind="danger") if danger else PrimaryButton(tr("Save"), glyph)
        self.cancel = QuietButton(tr("Cancel"))
        self.go.clicked.connect(self.give)
        self.go.setDefault(not danger)
        self.cancel.clicked.connect(self.reject)
        self.beside: tuple[Item, ...] = ()
        """What stands left of the buttons."""
        self.stays: tuple[QWidget, ...] = ()
        """The last parts, which stay in sight where the others scroll: who does it, and their PIN."""

    # -- what it asks

    def put(self, widget: W) -> W:
        """Add what is no field."""
        self._items.append(widget)
        return widget

    def say(self, text: str, role: str = "hint") -> Label:
        """Add a sentence."""
        return self.put(Label(text, role, wrap=True))

    def ask(
        self, key: str, editor: E, label: str, *, value: Any = None, required: bool = False, missing: str = "",
        hint: str = "", check: Callable[[Values], str] | None = None,
        shown: Callable[[Values], bool] | None = None,
    ) -> E:  # fmt: skip
        """Add a field. `missing` is said where it is empty, `check` says what is wrong with it otherwise; `shown`
        tells from the other fields whether it is asked at all."""
        if isinstance(editor, CalendarLine):
            editor.now = self.shell.studio.now
        if value is not None:
            show_value(editor, value)
        block: QWidget = editor
        if isinstance(editor, QCheckBox):
            editor.setText(label)
        else:
            block = FieldBlock(editor, label, required=required or bool(missing), hint=hint, reserved=True)
        if isinstance(editor, QComboBox):
            editor.currentIndexChanged.connect(self._arrange)
        elif isinstance(editor, QCheckBox):
            editor.toggled.connect(self._arrange)
        self._fields[key] = CheckedField(editor=editor, block=block, missing=missing, check=check)
        if shown is not None:
            self._shown[block] = shown
        self.put(block)
        return editor

    def part(self, key: str, part: W, *, shown: Callable[[Values], bool] | None = None) -> W:
        """Add fields that belong together and judge themselves: a `Part`."""
        self._parts[key] = part  # type: ignore[assignment]
        if shown is not None:
            self._shown[part] = shown
        return self.put(part)

    def pair(self, *keys: str) -> None:
        """Put the fields of those keys side by side, or one under the other where type is large."""
        blocks = [self._fields[key].block for key in keys]
        place = self._items.index(blocks[0])
        self._items = [item for item in self._items if item not in blocks]
        self._items.insert(place, ResponsiveRow(*((block, 1) for block in blocks)))

    def prove(self, key: str, roles: frozenset[Role], label: str = "", *, stacked: bool = False) -> PersonPinField:
        """Ask for one of those who may, and their PIN; its value is the id of the person and the PIN.

        `stacked` puts the PIN below the person, and what the service refuses below the PIN.
        """
        if not self._vouches:
            self.shell.tasks.store(self.shell.studio.people.list, self.offer, owner=self)
        self.person_pin = PersonPinField(roles, label, stacked=stacked)
        self._vouches.append(self.person_pin)
        self.stays = (self.person_pin,) if len(self._vouches) == 1 else ()
        self._foot.hide()  # the line below the PIN is kept already
        return self.part(key, self.person_pin)

    def offer(self, people: Sequence[Person]) -> None:
        """List those who may. Who works here is chosen where one person is asked for."""
        chosen = self.shell.session.person_id if len(self._vouches) == 1 else ""
        for person_pin in self._vouches:
            person_pin.offer(people, chosen)
        if not self._fields and self._vouches[0].who.person:
            self._vouches[0].pin.setFocus()

    # -- what becomes of it

    def work(self, values: Values) -> object:
        """Do what the form is for. On the worker; raises StudioError."""
        raise NotImplementedError

    def give(self) -> None:
        """Do it, where nothing is wrong; else the first field that has an error takes the keyboard."""
        if not self.go.isEnabled():
            return
        self.submit()
        wrong = [block.editor for block in self.findChildren(FieldBlock) if block.error]
        if wrong:
            min(wrong, key=lambda field: field.mapTo(self, field.rect().topLeft()).toTuple()[::-1]).setFocus()

    def submit(self) -> None:
        """Judge every field, say what is wrong, and have it done where nothing is."""
        values = self.values
        wrong = [self._judge(field, values) for field in self._fields.values()]
        lacking = [part.lacks() for part in self._parts.values() if self._asked(part, values)]
        if any(wrong) or any(lacking):
            return
        values |= {key: part.take() for key, part in self._parts.items()}
        for field in self._fields.values():
            if isinstance(field.editor, PinField):
                field.editor.clear()
        if not self._vouches:
            self.say_below("")
        self._wait(True)
        if self.slow:
            self.shell.tasks.pool(
                lambda _: self.work(values), self._done, owner=self, failed=self._refused, lasting=True
            )
        else:
            self.shell.tasks.store(lambda: self.work(values), self._done, owner=self, failed=self._refused)

    def right(self, key: str) -> bool:
        """Whether the field of that key is right as it stands; says what is wrong below it, and gives it the
        keyboard."""
        field = self._fields[key]
        if wrong := self._judge(field, self.values):
            field.editor.setFocus()
        return not wrong

    @property
    def values(self) -> Values:
        """What stands in the fields now."""
        return {key: value_of(field.editor) for key, field in self._fields.items()}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._typed() != self._before:
            self.say_below(tr("Esc does not discard what you typed. Press Cancel to close."))
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes on to what stands next, also where it came into the form later."""
        areas = [area for area in (*self._items, *self.beside, self.cancel, self.go) if isinstance(area, QWidget)]
        return step(areas, forward=forward, around=True) or super().focusNextPrevChild(forward)

    def setVisible(self, visible: bool) -> None:
        """When it is first shown, put together what was added."""
        if visible and self.layout() is None:
            last = tuple(self._items[len(self._items) - len(self.stays) :])
            stays = self.stays if last == self.stays else ()
            buttons = row(*self.beside, None, self.cancel, self.go)
            self.fill(*self._parts_and_foot(), self._busy, None, buttons=buttons, stays=stays)
            self.begin()
        super().setVisible(visible)

    def _parts_and_foot(self) -> Sequence[Item]:
        """What was added, and the foot: a last field that keeps a line free shares it with the foot."""
        if self._vouches or not self._items or self._items[-1] in self._shown:
            return (*self._items, self._foot)
        last = self._items[-1]
        blocks = (last,) if isinstance(last, FieldBlock) else last.findChildren(FieldBlock)
        if not isinstance(last, FieldBlock | ResponsiveRow) or not any(block.spare for block in blocks):
            return (*self._items, self._foot)
        self._last = tuple(blocks)
        self._foot.hide()
        return (*self._items[:-1], column(last, self._foot, spacing=BELOW))

    def say_below(self, sentence: str) -> None:
        """Say what is wrong below the PIN, or at the foot where none is asked for; an empty sentence clears it."""
        if self._vouches:
            self._vouches[-1].tell(sentence)
        else:
            for block in self._last:
                block.set_reserved(not sentence)
            self._foot.setText(sentence or NOTHING)
            self._foot.setVisible(bool(sentence) or not self._last)
        self.refit()

    def begin(self) -> None:
        """What stands in the fields now was not typed by a person; only what is needed is asked for."""
        self._before = self._typed()
        self._arrange()

    def _scroll(self, height: int) -> None:
        super()._scroll(height)
        self._arrange()

    def _judge(self, field: CheckedField, values: Values) -> bool:
        """Whether something is wrong with the field; says so below it."""
        if not isinstance(field.block, FieldBlock):
            return False
        sentence = self._wrong(field, values) if self._asked(field.block, values) else ""
        field.block.set_error(sentence)
        return bool(sentence)

    def _asked(self, part: Any, values: Values) -> bool:
        """Whether it is asked at all."""
        return part not in self._shown or self._shown[part](values)

    def _wrong(self, field: CheckedField, values: Values) -> str:
        if isinstance(field.editor, DateField) and not field.editor.valid:
            return tr("Enter the day like 25/11/2026.")
        if field.missing and not _told(value_of(field.editor)):
            return field.missing
        return field.check(values) if field.check is not None else ""

    def _typed(self) -> list[str]:
        """What stands in the fields now; a PIN is no loss."""
        lines = [line.text() for line in self.findChildren(QLineEdit) if not isinstance(line, PinField)]
        texts = [text.toPlainText() for text in self.findChildren(QPlainTextEdit) if not text.isReadOnly()]
        return lines + texts + [str(box.isChecked()) for box in self.findChildren(QCheckBox)]

    def _arrange(self) -> None:
        """Only what is needed is asked for."""
        if self.layout() is None:
            return
        values = self.values
        for widget, shown in self._shown.items():
            widget.setVisible(shown(values))
        self.refit()

    def _done(self, _: Any) -> None:
        self.done_well.emit()
        self.accept()

    def _wait(self, waiting: bool) -> None:
        self.go.setEnabled(not waiting)
        self._busy.move_to(0, 0)
        self._busy.setVisible(waiting and bool(self.slow))
        self._busy.setAccessibleName(self.slow)

    def blame(self, error: StudioError) -> bool:
        """Say at the field that it is about what was refused; False where there is none."""
        field = self._fields.get(error.where)
        if field is None or not isinstance(field.block, FieldBlock):
            return False
        field.block.set_error(self.shell.language.sentence(error.phrase))
        field.editor.setFocus()
        return True

    def _refused(self, error: StudioError) -> None:
        self._wait(False)
        said = self.shell.language.explain(error)
        if self.blame(error):
            pass
        elif (refuse := getattr(self._parts.get(error.where), "refuse", None)) is not None:
            refuse(said)
        elif stacked := [person_pin for person_pin in self._vouches if person_pin.stacked]:
            stacked[0].refuse(said)
        else:
            self.say_below(said)
        self.refit()


def _told(value: Any) -> bool:
    return bool(value.strip() if isinstance(value, str) else value)

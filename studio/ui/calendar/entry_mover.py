"""Moves posts for the calendar: asks where there is something to ask, says what came of it, offers the way back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from studio.calendar.model import CalendarEntry, DayMark
from studio.calendar.service import MoveDoubt, MovedPost, MoveVerdict, by_steps, weigh, why_fixed
from studio.clock import show_datetime
from studio.errors import Refused
from studio.translation import mark, tr
from studio.ui.almanac import PostAlmanac
from studio.ui.calendar.ghost import DropOutcome
from studio.ui.calendar.words import title_of
from studio.ui.outbox.move import ask_move
from studio.ui.page import Shell
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import column, row
from studio.ui.widgets.moment import DateTimeField

FOLLOWS: Mapping[MoveDoubt, str] = {
    MoveDoubt.APPROVAL: mark("Cancels the approval: the post is a draft again and has to be submitted again."),
    MoveDoubt.REVIEW: mark("Withdraws the submission: the post is a draft again."),
    MoveDoubt.BLACKOUT: mark("The unit publishes nothing on that day: you will be asked."),
}


class RescheduleDialog(Dialog):
    """`agreed` carries the moment; pressing it is a yes to everything the dialog says."""

    agreed = Signal(object)

    def __init__(
        self,
        shell: Shell,
        entry: CalendarEntry,
        marks: tuple[DayMark, ...],
        parent: QWidget | None,
        to: datetime | None = None,
    ) -> None:
        """`to`: a moment that was chosen already and is only asked about."""
        super().__init__(parent, width=520)
        self._shell, self._entry, self._known, self._asked = shell, entry, marks, to is not None
        title = Label(title_of(entry), "label", wrap=True)
        now = Label(tr("Currently planned for {time}").format(time=show_datetime(entry.at)), role="hint", wrap=True)
        self.field = DateTimeField(shell.studio.now, almanacs=PostAlmanac(shell, lambda: entry.post_id))
        self.field.set_value(to or entry.at)
        self.block = FieldBlock(
            self.field, tr("New time"), required=True, hint=tr("Day and hour, such as 25/11/2026 08:00")
        )
        self._doubts = column(spacing=6)
        self.banners: list[Banner] = []
        self.go, self.cancel = PrimaryButton(glyph="calendar-clock"), QuietButton(tr("Cancel"))
        self.go.clicked.connect(self._agree)
        self.cancel.clicked.connect(self.reject)
        self.field.edited.connect(self._weigh)
        self.field.line.returnPressed.connect(self._agree)
        self.fill(title, now, self.block, self._doubts, buttons=row(None, self.cancel, self.go))
        self.set_heading(tr("Move the post to another time"))
        self._weigh()
        (self.cancel if self._asked else self.field).setFocus()

    def _weigh(self) -> None:
        """Say what stands against the time in the field, and what it would change."""
        to = self.field.value
        verdict = self._verdict(to) if to is not None else MoveVerdict(doubts={})
        error = ""
        if verdict.refusal is not None:
            error = self._shell.language.sentence(verdict.refusal)
        elif to is None:
            error = tr("Enter day and hour, such as 25/11/2026 08:00.")
        same = to == self._entry.at
        self.block.set_error("" if same else error)
        self.go.setEnabled(to is not None and not error and not same)
        said = () if error or same else tuple(self._shell.language.sentence(words) for words in verdict.doubts.values())
        while len(self.banners) < len(said):
            self.banners.append(Banner())
            self._doubts.addWidget(self.banners[-1])
        for place, banner in enumerate(self.banners):
            banner.say(Tone.AMBER, said[place] if place < len(said) else "")
        self.go.setText(tr("Move anyway") if said else tr("Move"))
        self.refit()

    def _verdict(self, to: datetime) -> MoveVerdict:
        fixed = why_fixed(self._entry)
        if fixed is not None:
            return MoveVerdict(refusal=fixed, doubts={})
        return weigh(self._entry.state, to, self._shell.studio.now(), self._known)

    def _agree(self) -> None:
        to = self.field.value
        if to is not None and self.go.isEnabled():
            self.agreed.emit(to)
            self.accept()


class EntryMover(QObject):
    """`marks` gives the days that have a name."""

    def __init__(self, shell: Shell, page: QWidget, marks: Callable[[], tuple[DayMark, ...]]) -> None:
        super().__init__(page)
        self._shell, self._page, self._marks = shell, page, marks
        self._way_back: Callable[[], None] | None = None

    def take_back(self) -> None:
        """Undo what was moved last."""
        back, self._way_back = self._way_back, None
        if back is not None:
            back()

    def foretell(self, entry: CalendarEntry, to: datetime) -> DropOutcome:
        """What dropping the entry there would do; the same moment is never refused for being past."""
        fixed = why_fixed(entry)
        verdict = weigh(entry.state, to, self._shell.studio.now(), self._marks())
        refusal = fixed or (verdict.refusal if to != entry.at else None)
        here = show_datetime(to)
        if refusal is not None:
            return DropOutcome(here, self._shell.language.sentence(refusal), refused=True)
        follows = [tr(FOLLOWS[doubt]) for doubt in verdict.doubts]
        if by_steps(entry):
            follows.append(tr("The delivery is cancelled, then the post is approved and queued again, step by step."))
        return DropOutcome(tr("Drop: move to {time}").format(time=here), " ".join(follows))

    def ask(self, entry: CalendarEntry) -> None:
        """Ask for the new time."""
        if by_steps(entry):
            ask_move(self._shell, entry.post_id, None, self._page)
        else:
            self._ask(entry, None)

    def drop(self, entry: CalendarEntry, to: datetime) -> None:
        """It was carried there: refuse, ask, or move it at once."""
        refusal = why_fixed(entry) or weigh(entry.state, to, self._shell.studio.now(), self._marks()).refusal
        if refusal is not None:
            self._shell.complain(Refused(refusal))
        elif weigh(entry.state, to, self._shell.studio.now(), self._marks()).doubts:
            self._ask(entry, to)
        else:
            self._move(entry, to, ())

    def _ask(self, entry: CalendarEntry, to: datetime | None) -> None:
        dialog = RescheduleDialog(self._shell, entry, self._marks(), self._page, to)
        dialog.agreed.connect(lambda chosen: self._move(entry, chosen, tuple(MoveDoubt)))
        dialog.open()

    def _move(self, entry: CalendarEntry, to: datetime, agreed: Collection[MoveDoubt]) -> None:
        if by_steps(entry):
            ask_move(self._shell, entry.post_id, to, self._page)
        else:
            self._plan(entry, to, agreed)

    def _plan(self, entry: CalendarEntry, to: datetime, agreed: Collection[MoveDoubt]) -> None:
        calendar, by = self._shell.studio.calendar, self._shell.session.person_id
        if not by:
            self._shell.sign_in()
            return
        self._shell.tasks.store(
            lambda: calendar.move(entry.post_id, entry.at, to, by, agreed), self._moved, owner=self, failed=self._failed
        )

    def _moved(self, moved: MovedPost) -> None:
        before = show_datetime(moved.before) if moved.before else "–"
        said = tr("Moved: {before} → {after}.").format(before=before, after=show_datetime(moved.after))
        if moved.dropped:
            said += " " + tr("It is a draft again and has to be submitted.")
        self._offer_back(said, lambda: self._take_back(moved))

    def _offer_back(self, said: str, back: Callable[[], None]) -> None:
        self._way_back = back
        self._shell.toast(said, tr("Undo"), self.take_back)
        self._shell.changed()

    def _take_back(self, moved: MovedPost) -> None:
        calendar, by = self._shell.studio.calendar, self._shell.session.person_id
        if not by:
            self._shell.sign_in()
            return
        self._shell.tasks.store(
            lambda: calendar.take_back(moved, by), lambda _: self._back(moved), owner=self, failed=self._failed
        )

    def _back(self, moved: MovedPost) -> None:
        when = show_datetime(moved.before) if moved.before else "–"
        said = tr("Returned at {time}.").format(time=when)
        if moved.dropped:
            said += " " + tr("The approval stays cancelled: submit the post again.")
        self._shell.toast(said)
        self._shell.changed()

    def _failed(self, error: Exception) -> None:
        self._shell.complain(error)  # type: ignore[arg-type]
        self._shell.changed()

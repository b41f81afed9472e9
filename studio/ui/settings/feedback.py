"""The feedback desk: in what time the unit wants to answer, when it works, how long texts stay, who answers a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QLineEdit, QWidget

from studio.clock import show_date, show_datetime
from studio.feedback.figures import CATEGORY_NAMES
from studio.feedback.hours import WorkingWeek
from studio.feedback.model import Category, PurgeCertificate, PurgeRule, Target
from studio.feedback.settings import LONGEST_DAYS, OWN_TARGETS
from studio.people.model import Role
from studio.phrase import Phrase
from studio.translation import ntr, tr
from studio.ui.anchors import anchor
from studio.ui.page import Shell
from studio.ui.pin_dialog import PinAction, PinConfirmDialog
from studio.ui.settings.feedback_pages import PagesCard
from studio.ui.settings.feedback_texts import open_text, read_open, read_span, span_text
from studio.ui.settings.section import SettingsSection, offer, titled
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.field import FieldBlock, set_invalid, to_mend
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import PlainHolder, column, row
from studio.ui.widgets.responsive_row import ResponsiveRow

if TYPE_CHECKING:
    from studio.feedback.desk import Feedback

HEAD = frozenset({Role.HEAD})
KEPT_DAYS = (1, 3, 7, 14, 21, LONGEST_DAYS)
SHOWN = 6
WIDE = 42
"""Average characters that hold a name beside its fields."""
"""Purges that are listed."""
RULES: Mapping[PurgeRule, Phrase] = {
    PurgeRule.TIME: Phrase("their time was over"),
    PurgeRule.HANDED_OVER: Phrase("handed over", about="ui"),
    PurgeRule.BY_HAND: Phrase("deleted on request"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskSettings:
    """What the section shows."""

    targets: Mapping[Category, Target]
    week: WorkingWeek
    days: int
    due: int
    certificates: Sequence[PurgeCertificate]


def _read(desk: Feedback, now: datetime) -> DeskSettings:
    """On the worker."""
    return DeskSettings(
        targets=desk.settings.targets(),
        week=desk.settings.week(),
        days=desk.settings.retention_days(),
        due=desk.purging.due(now),
        certificates=desk.purging.certificates(),
    )


class TargetsCard(QWidget):
    """A line for each category: first reply, result."""

    def __init__(self, shell: Shell, ask: Callable[[PinAction], None]) -> None:
        super().__init__()
        self._shell, self._ask = shell, ask
        own = shell.language.sentence(OWN_TARGETS)
        units = tr("Minutes, hours and days are working time, such as “30\u00a0minutes” or “1\u00a0day”.")
        self.fields = {category: (QLineEdit(), QLineEdit()) for category in Category}
        self._failure = Label(role="error", wrap=True)
        self._failure.hide()
        self.save = QuietButton(tr("Save the targets…"), "check")
        self.save.clicked.connect(self._give)
        names = (tr("Category"), tr("First reply"), tr("Result, if any"))
        category, first, last = (Label(name, "column", wrap=True) for name in names)
        lines = [ResponsiveRow((category, 3), (_pair(first, last), 4), wide=WIDE)]
        for which, (reply, result) in self.fields.items():
            said = shell.language.say(CATEGORY_NAMES[which])
            reply.setAccessibleName(f"{said}: {names[1]}")
            result.setAccessibleName(f"{said}: {names[2]}")
            lines.append(ResponsiveRow((Label(said, "label", wrap=True), 3), (_pair(reply, result), 4), wide=WIDE))
        hint = Label(f"{own}. {units}", "hint", wrap=True)
        parts = (hint, column(*lines, spacing=6), self._failure, row(self.save, None))
        self.setLayout(column(titled(tr("Targets"), *parts)))

    def show_targets(self, targets: Mapping[Category, Target]) -> None:
        for category, (reply, result) in self.fields.items():
            reply.setText(span_text(targets[category].reply))
            result.setText(span_text(targets[category].result))

    def read(self) -> Mapping[Category, Target] | None:
        """What is typed; None when a field cannot be read, which is marked then."""
        found, wrong = {}, False
        for category, (reply, result) in self.fields.items():
            spans = []
            for field in (reply, result):
                try:
                    spans.append(read_span(field.text()))
                    bad = field is reply and spans[-1] is None
                except ValueError:
                    bad = True
                set_invalid(field, bad)
                wrong = wrong or bad
            if not wrong and spans[0] is not None:
                found[category] = Target(reply=spans[0], result=spans[1])
        self._failure.setText(tr("Enter a number and a unit, such as “30 minutes”, “4 hours” or “1 day”."))
        self._failure.setVisible(wrong)
        return None if wrong else found

    def _give(self) -> None:
        targets = self.read()
        if targets is None:
            return
        settings = self._shell.studio.feedback.settings
        self._ask(
            PinAction(
                heading=tr("Save the targets?"),
                text=tr("Open items get new due times at once. What was answered keeps its own."),
                verb=tr("Save"),
                roles=HEAD,
                work=lambda signed: settings.set_targets(targets, signed.person, signed.pin),
            )
        )


def _pair(first: QWidget, last: QWidget) -> QWidget:
    """The two side by side, in columns that those of other lines stand in, too."""
    held = PlainHolder()
    inside = row(first, last, spacing=12)
    inside.setStretch(0, 1)
    inside.setStretch(1, 1)
    held.setLayout(inside)
    return held


class HoursCard(QWidget):
    """Hours by weekday, days off, and days that are worked instead."""

    def __init__(self, shell: Shell, ask: Callable[[PinAction], None]) -> None:
        super().__init__()
        self._shell, self._ask = shell, ask
        self.hours = [QLineEdit() for _ in range(7)]
        self.off, self.made_up = QLineEdit(), QLineEdit()
        self._off = FieldBlock(
            self.off,
            tr("Days off besides the public holidays"),
            hint=tr("Dates such as 24/12/2026, separated by commas."),
        )
        self._made_up = FieldBlock(
            self.made_up,
            tr("Days worked instead of others"),
            hint=tr("Weekends or holidays on which the unit works."),
        )
        self._failure = Label(role="error", wrap=True)
        self._failure.hide()
        self.save = QuietButton(tr("Save the hours…"), "check")
        self.save.clicked.connect(self._give)
        lines = []
        for number, field in enumerate(self.hours, start=1):
            name = QLocale().dayName(number)
            field.setAccessibleName(tr("Working hours: {day}").format(day=name))
            lines.append(
                ResponsiveRow((Label(name[:1].upper() + name[1:], "label", wrap=True), 1), (field, 3), wide=WIDE)
            )
        hint = Label(
            tr("Such as 07:30–11:30, 13:00–17:00; empty: closed. Public holidays are known."), "hint", wrap=True
        )
        parts = (hint, column(*lines, spacing=6), self._off, self._made_up, self._failure, row(self.save, None))
        self.setLayout(column(titled(tr("Working hours"), *parts)))

    def show_week(self, week: WorkingWeek) -> None:
        for number, field in enumerate(self.hours, start=1):
            field.setText(open_text(week.by_weekday.get(number, ())))
        self.off.setText(", ".join(map(show_date, week.days_off)))
        self.made_up.setText(", ".join(map(show_date, week.made_up)))

    def read(self) -> WorkingWeek | None:
        """What is typed; None when a field cannot be read, which is marked then."""
        by_weekday, wrong = {}, False
        for number, field in enumerate(self.hours, start=1):
            try:
                by_weekday[number] = read_open(field.text())
                set_invalid(field, False)
            except ValueError:
                set_invalid(field, True)
                wrong = True
        days = [self._days(block, field) for block, field in ((self._off, self.off), (self._made_up, self.made_up))]
        self._failure.setText(tr("Enter hours such as 07:30–11:30, 13:00–17:00."))
        self._failure.setVisible(wrong)
        if wrong or to_mend(self._off, self._made_up) is not None:
            return None
        return WorkingWeek(by_weekday=by_weekday, days_off=days[0], made_up=days[1])

    def _days(self, block: FieldBlock, field: QLineEdit) -> tuple[date, ...]:
        try:
            typed = [part.strip() for part in field.text().replace(";", ",").split(",") if part.strip()]
            found = tuple(sorted({date(*(int(part) for part in reversed(text.split("/")))) for text in typed}))
        except (ValueError, TypeError):
            block.set_error(tr("Enter each date as 24/12/2026."))
            return ()
        block.set_error("")
        return found

    def _give(self) -> None:
        week = self.read()
        if week is None:
            return
        settings = self._shell.studio.feedback.settings
        self._ask(
            PinAction(
                heading=tr("Save the working hours?"),
                text=tr("Open items get new due times at once."),
                verb=tr("Save"),
                roles=HEAD,
                work=lambda signed: settings.set_hours(week, signed.person, signed.pin),
            )
        )


class KeepingCard(QWidget):
    """How long texts stay after closing, what is due to go, and what went."""

    def __init__(self, shell: Shell, ask: Callable[[PinAction], None]) -> None:
        super().__init__()
        self._shell, self._ask = shell, ask
        self._due = 0
        self.days, self._gone = Combo(), Label(role="hint", wrap=True)
        kept = FieldBlock(
            self.days,
            tr("The text of a closed item is deleted"),
            hint=tr("From the database, its indexes and every later backup. Figures stay; they hold no text."),
        )
        self.days.activated.connect(self._give)
        self.purge = QuietButton(glyph="trash-2")
        self.purge.clicked.connect(self._ask_purge)
        self.setLayout(column(titled(tr("How long texts stay"), kept, row(self.purge, None), self._gone)))
        anchor(self, "retention.purge")
        self.show_state(LONGEST_DAYS, 0, ())

    def show_state(self, days: int, due: int, certificates: Sequence[PurgeCertificate]) -> None:
        self._due = due
        offer(
            self.days,
            {n: ntr("After {n} day", "After {n} days", n).format(n=n) for n in sorted({*KEPT_DAYS, days})},
            days,
        )
        self.purge.setText(tr("Delete what is due now ({n})…").format(n=due))
        self.purge.setVisible(due > 0)
        lines = [self._line(one) for one in certificates[:SHOWN]]
        self._gone.setText("\n".join(lines) or tr("Nothing was deleted yet."))

    def _line(self, one: PurgeCertificate) -> str:
        rule = self._shell.language.say(RULES[one.rule])
        return tr("{when}: {n} texts, {rule}").format(when=show_datetime(one.at), n=one.count, rule=rule)

    def _give(self, _: int) -> None:
        days, settings = int(self.days.currentData()), self._shell.studio.feedback.settings
        self._ask(
            PinAction(
                heading=ntr("Delete texts after {n} day?", "Delete texts after {n} days?", days).format(n=days),
                text=tr("This also applies to closed items: older texts go with the next deletion."),
                verb=tr("Save"),
                roles=HEAD,
                work=lambda signed: settings.set_retention_days(days, signed.person, signed.pin),
            )
        )

    def _ask_purge(self) -> None:
        purging = self._shell.studio.feedback.purging
        self._ask(
            PinAction(
                heading=tr("Delete the texts that are due?"),
                text=ntr(
                    "{n} text goes for good. The log names who did it, how many and by which rule.",
                    "{n} texts go for good. The log names who did it, how many and by which rule.",
                    self._due,
                ).format(n=self._due),
                verb=tr("Delete"),
                roles=HEAD,
                work=lambda signed: purging.purge(signed.person, signed.pin),
                danger=True,
            )
        )


class FeedbackSection(SettingsSection):
    """Every change is the head's, with their PIN; what was not saved is shown as it was when one comes back."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.targets, self.hours = TargetsCard(shell, self._ask), HoursCard(shell, self._ask)
        self.keeping, self.pages = KeepingCard(shell, self._ask), PagesCard(shell, self._ask)
        self.build(self.targets, self.hours, self.keeping, self.pages)

    def refresh(self) -> None:
        studio = self.shell.studio
        self.shell.tasks.store(lambda: _read(studio.feedback, studio.now()), self._show, owner=self, key="desk")
        self.pages.refresh()

    def _show(self, kept: DeskSettings) -> None:
        self.targets.show_targets(kept.targets)
        self.hours.show_week(kept.week)
        self.keeping.show_state(kept.days, kept.due, kept.certificates)

    def _ask(self, action: PinAction) -> None:
        dialog = PinConfirmDialog(self.shell, action, self)
        dialog.done_well.connect(self._saved)
        dialog.rejected.connect(self.refresh)
        dialog.open()

    def _saved(self) -> None:
        self.shell.toast(tr("Saved."))
        self.shell.changed()
        self.refresh()

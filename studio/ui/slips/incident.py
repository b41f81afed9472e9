"""An incident, or a page that passes itself off as the unit's: what was seen, who was called, what was shut, whom it
was reported to, what is learnt from it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from studio.clock import local_date, show_date, show_datetime
from studio.slips.model import (
    LOOK_EVERY,
    CorrectiveMeasure,
    DutyPoint,
    Impostor,
    ImpostorSite,
    Incident,
    LockoutStep,
    Mishap,
    PlatformAnswer,
    Reporter,
    SlipKind,
)
from studio.templates.kinds_texts import defang
from studio.translation import ntr, tr
from studio.ui.anchors import anchor
from studio.ui.page_specs import PageId
from studio.ui.slips.form import KindForm, SlipView
from studio.ui.slips.section import SlipInput, SlipSection
from studio.ui.slips.words import options, word
from studio.ui.widgets.buttons import LinkButton
from studio.ui.widgets.editors import ChoiceBox, TextBox
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import PlainHolder, clear, column, row
from studio.ui.widgets.moment import DateField, DateTimeField
from studio.ui.widgets.responsive_row import ResponsiveRow

NOTICE = "emergency_alert"
"""Template of a short notice to the public."""


class IncidentForm(KindForm):
    """Six steps; evidence stands below them."""

    kind = SlipKind.INCIDENT

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__(now)
        none = tr("Choose")
        self.what = SlipInput(ChoiceBox(options(Mishap), none=none), tr("What happened"), required=True)
        self.found_at = SlipInput(DateTimeField(now), tr("Found at"), required=True)
        self.signs = SlipInput(
            TextBox(lines=3),
            tr("Signs"),
            required=True,
            hint=tr("What was seen, without names and without passwords."),
        )
        self.who = SlipInput(ChoiceBox(options(DutyPoint), none=none), tr("Who was called"), required=True)
        self.called_at = SlipInput(DateTimeField(now), tr("Called at"), required=True)
        unanswered = tr("Not answered yet")
        self.locks: dict[LockoutStep, SlipInput[ChoiceBox]] = {
            lock: SlipInput(ChoiceBox(options(PlatformAnswer), none=unanswered), word(lock)) for lock in LockoutStep
        }
        self.platform_ref = SlipInput(QLineEdit(), tr("The platform's reference"))
        self.unit_ref = SlipInput(QLineEdit(), tr("The competent unit's reference"))
        self.cause = SlipInput(TextBox(lines=3), tr("Cause"), required=True)
        self.measure = SlipInput(QLineEdit(), tr("What has to be corrected"), required=True)
        self.owner = SlipInput(ChoiceBox(none=none), tr("Responsible"), required=True)
        self.due = SlipInput(DateField(), tr("Due"), required=True)
        self.notice = LinkButton(tr("Write a notice"), glyph="square-pen")
        self._calls, self._measures = Label(role="hint", wrap=True), column(spacing=4)
        self._calls.hide()
        self._build()
        self.found_at.write(now())
        self.called_at.write(now())
        self._connect()
        self.settle()

    def _build(self) -> None:
        keep, add = tr("Save the entry"), tr("Add")
        listed = PlainHolder()
        listed.setLayout(self._measures)
        first: dict[str, SlipInput[Any]] = {"what": self.what, "found_at": self.found_at, "signs": self.signs}
        self.open_step = SlipSection(
            first,
            self.what,
            self.found_at,
            self.signs,
            title=tr("1. What was seen"),
            anchors=("incident.open",),
        )
        self.call = SlipSection(
            {"who": self.who, "called_at": self.called_at},
            self._calls,
            ResponsiveRow((self.who, 1), (self.called_at, 1)),
            title=tr("2. Call the head and the technical officer"),
            hint=tr("Numbers are in the directory."),
            verb=add,
            glyph="phone-call",
            anchors=("incident.notify",),
        )
        self.lock = SlipSection(
            {},
            *self.locks.values(),
            title=tr("3. Block unauthorised access"),
            hint=tr("Add a screenshot of the foreign content as a supporting file before it is removed."),
            verb=keep,
            anchors=("incident.lockdown",),
            beside=(self.notice,),
        )
        refs: dict[str, SlipInput[Any]] = {"platform_ref": self.platform_ref, "unit_ref": self.unit_ref}
        self.report = SlipSection(
            refs,
            ResponsiveRow((self.platform_ref, 1), (self.unit_ref, 1)),
            title=tr("4. Tell the platform and the competent unit"),
            verb=keep,
            anchors=("incident.report",),
        )
        self.review = SlipSection({"cause": self.cause}, self.cause, title=tr("5. Cause of the incident"), verb=keep)
        self.mend = SlipSection(
            {"measure": self.measure, "owner": self.owner, "due": self.due},
            listed,
            self.measure,
            ResponsiveRow((self.owner, 1), (self.due, 1)),
            title=tr("6. What has to be corrected"),
            verb=add,
            glyph="plus",
        )
        self.sections = (self.open_step, self.call, self.lock, self.report, self.review, self.mend)
        learnt = PlainHolder()
        learnt.setLayout(column(self.review, self.mend, spacing=10))
        anchor(learnt, "incident.review")
        self.setLayout(column(*self.sections[:4], learnt, spacing=10))

    def _connect(self) -> None:
        self.open_step.save.clicked.connect(self._open)
        self.call.save.clicked.connect(self._called)
        self.lock.save.clicked.connect(self._locked)
        self.report.save.clicked.connect(self._reported)
        self.review.save.clicked.connect(self._reviewed)
        self.mend.save.clicked.connect(self._mend)
        self.notice.clicked.connect(lambda: self.go.emit(PageId.COMPOSER.value, f"template:{NOTICE}"))

    def put(self, view: SlipView) -> None:
        body = view.file.slip.body
        if not isinstance(body, Incident):
            return
        self.what.put(body.what)
        self.found_at.put(body.found_at)
        self.signs.put(body.signs)
        for lock, field in self.locks.items():
            field.put(body.lockdown.get(lock))
        self.platform_ref.put(body.platform_ref)
        self.unit_ref.put(body.unit_ref)
        self.cause.put(body.cause)
        self.owner.editor.offer({person.id: person.name for person in view.people.values() if person.active})
        self.open_step.set_done(True)
        self.call.set_done(body.notified)
        self.lock.set_done(body.locked_down)
        self.report.set_done(bool(body.platform_ref or body.unit_ref))
        self.review.set_done(bool(body.cause))
        self.mend.set_done(bool(body.measures))
        self._calls.setText("\n".join(f"{show_datetime(call.at)} · {word(call.who)}" for call in body.calls))
        self._calls.setVisible(bool(body.calls))
        clear(self._measures)
        for number, measure in enumerate(body.measures):
            self._measures.addWidget(self._line(number, measure, view))

    def _line(self, number: int, measure: CorrectiveMeasure, view: SlipView) -> QWidget:
        """A measure, with a button while it is open."""
        owner = view.people.get(measure.owner)
        until = tr("{who}, until {day}").format(who=owner.name if owner else "–", day=show_date(measure.due))
        done = tr("done on {day}").format(day=show_date(measure.done_on)) if measure.done_on else ""
        words = Label(" · ".join(part for part in (measure.what, until, done) if part), wrap=True)
        tick = LinkButton(tr("Mark as done"), "check")
        tick.setAccessibleName(f"{tick.text()}: {measure.what}")
        tick.setVisible(measure.done_on is None and not view.closed)
        tick.clicked.connect(partial(self._measure_done, number))
        line, inside = QWidget(), row(words, tick, spacing=8)
        inside.setStretch(0, 1)
        line.setLayout(inside)
        return line

    # -- steps

    def _open(self) -> None:
        values = self.open_step.read()
        if values is None:
            return
        if self.id:
            self.ask(self.open_step, lambda slips, slip, by: slips.incidents.amend(slip, by, **values))
        else:
            self.ask(self.open_step, lambda slips, slip, by: slips.incidents.open(by, **values))

    def _called(self) -> None:
        values = self.call.read()
        if values is not None:
            who, at = values["who"], values["called_at"]
            self.ask(self.call, lambda slips, slip, by: slips.incidents.called(slip, by, who, at))

    def _locked(self) -> None:
        answers = {lock: field.value for lock, field in self.locks.items() if field.value is not None}
        self.ask(self.lock, lambda slips, slip, by: slips.incidents.locked(slip, by, answers))

    def _reported(self) -> None:
        platform, unit = self.platform_ref.value, self.unit_ref.value
        self.ask(
            self.report,
            lambda slips, slip, by: slips.incidents.reported(slip, by, platform_ref=platform, unit_ref=unit),
        )

    def _reviewed(self) -> None:
        cause = self.cause.value
        self.ask(self.review, lambda slips, slip, by: slips.incidents.reviewed(slip, by, cause))

    def _mend(self) -> None:
        values = self.mend.read()
        if values is not None:
            what, owner, due = values["measure"], values["owner"], values["due"]
            self.ask(
                self.mend,
                lambda slips, slip, by: slips.incidents.add_measure(slip, by, what=what, owner=owner, due=due),
            )
            self.measure.write("")

    def _measure_done(self, number: int) -> None:
        today = local_date(self.now())
        self.ask(self.mend, lambda slips, slip, by: slips.incidents.measure_done(slip, by, number, today))


WARNING = "scam_warning"
"""Template of the warning to the public."""


class ImpostorForm(KindForm):
    """Six steps; evidence stands below them."""

    kind = SlipKind.IMPOSTOR

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__(now)
        none, keep = tr("Choose"), tr("Save the entry")
        self.address = SlipInput(
            QLineEdit(),
            tr("Address of the page"),
            required=True,
            hint=tr("As it was reported. It is shown in a form that cannot be clicked."),
        )
        self.site = SlipInput(ChoiceBox(options(ImpostorSite), none=none), tr("Platform"), required=True)
        self.reported_by = SlipInput(ChoiceBox(options(Reporter), none=none), tr("Reported by"), required=True)
        self.seen_at = SlipInput(DateTimeField(now), tr("Seen at"), required=True)
        self.report_ref = SlipInput(QLineEdit(), tr("Code of the platform's report"), required=True)
        self.handed_to = SlipInput(QLineEdit(), tr("Competent unit"), required=True)
        self.hand_ref = SlipInput(QLineEdit(), tr("Reference", about="case"))
        self.review_on = SlipInput(DateField(), tr("Check again on"))
        self.removed_on = SlipInput(DateField(), tr("Removed on"), required=True)
        self.search = LinkButton(tr("Search the directory"), glyph="search")
        self.warn = LinkButton(tr("Write a warning"), glyph="square-pen")
        self.record = SlipSection(
            {
                "address": self.address,
                "site": self.site,
                "seen_at": self.seen_at,
                "reported_by": self.reported_by,
            },
            self.address,
            ResponsiveRow((self.site, 1), (self.reported_by, 1)),
            self.seen_at,
            title=tr("1. What was seen"),
            hint=tr("Only the role of the person who reported it, never a name."),
            anchors=("impostor.record",),
        )
        self.compare = SlipSection(
            {},
            title=tr("2. Compare with the directory"),
            hint=tr("Search the directory first: it may be the page of another unit."),
            verb=tr("Not one of our pages"),
            beside=(self.search,),
        )
        self.report = SlipSection(
            {"report_ref": self.report_ref},
            self.report_ref,
            title=tr("3. Report it to the platform"),
            hint=tr("On the platform choose “impersonation”. Do not ask others to report it too."),
            verb=keep,
        )
        self.hand = SlipSection(
            {"handed_to": self.handed_to, "hand_ref": self.hand_ref},
            ResponsiveRow((self.handed_to, 1), (self.hand_ref, 1)),
            title=tr("4. Hand the case to the competent unit"),
            hint=tr("Export the form with its supporting files below and send it by the authorised channel."),
            verb=keep,
            beside=(self.warn,),
        )
        self.again = SlipSection(
            {"review_on": self.review_on},
            self.review_on,
            title=tr("5. Check the page again"),
            hint=ntr(
                "Without a day you are reminded after {n} day.",
                "Without a day you are reminded after {n} days.",
                LOOK_EVERY.days,
            ).format(n=LOOK_EVERY.days),
            verb=tr("It is still there"),
        )
        self.gone = SlipSection(
            {"removed_on": self.removed_on}, self.removed_on, title=tr("6. The page is gone"), verb=keep
        )
        self.sections = (self.record, self.compare, self.report, self.hand, self.again, self.gone)
        told = PlainHolder()
        told.setLayout(column(self.compare, self.report, spacing=10))
        anchor(told, "impostor.platform_report")
        self.setLayout(column(self.record, told, self.hand, self.again, self.gone, spacing=10))
        self.seen_at.write(now())
        self._connect()
        self.settle()

    def _connect(self) -> None:
        self.record.save.clicked.connect(self._record)
        self.compare.save.clicked.connect(
            lambda: self.ask(self.compare, lambda slips, slip, by: slips.impostors.compared(slip, by))
        )
        self.report.save.clicked.connect(self._report)
        self.hand.save.clicked.connect(self._hand)
        self.again.save.clicked.connect(self._looked)
        self.gone.save.clicked.connect(self._removed)
        self.search.clicked.connect(lambda: self.go.emit(PageId.PAGES.value, "files"))
        self.warn.clicked.connect(lambda: self.go.emit(PageId.COMPOSER.value, f"template:{WARNING}"))

    def put(self, view: SlipView) -> None:
        body = view.file.slip.body
        if not isinstance(body, Impostor):
            return
        self.address.put(defang(body.address))
        self.site.put(body.site)
        self.seen_at.put(body.seen_at)
        self.reported_by.put(body.reported_by)
        self.report_ref.put(body.report_ref)
        self.handed_to.put(body.handed_to)
        self.hand_ref.put(body.hand_ref)
        self.removed_on.put(body.removed_on)
        self.record.set_done(True)
        self.compare.set_done(body.compared_at is not None)
        self.report.set_done(bool(body.report_ref))
        self.hand.set_done(bool(body.handed_to))
        self.review_on.put(body.review_on)
        self.again.set_done(False)
        self.gone.set_done(body.removed_on is not None)
        if body.compared_at is not None:
            self.compare.set_hint(tr("Compared at {time}.").format(time=show_datetime(body.compared_at)))
        if body.looked_at is not None:
            self.again.set_hint(tr("Checked at {time}: still there.").format(time=show_datetime(body.looked_at)))

    def _record(self) -> None:
        values = self.record.read()
        if values is None:
            return
        body = self.view.file.slip.body if self.view is not None else None
        if isinstance(body, Impostor) and values["address"] == defang(body.address):
            values["address"] = body.address  # what is shown is out of harm's way; what was reported stays
        if self.id:
            self.ask(self.record, lambda slips, slip, by: slips.impostors.amend(slip, by, **values))
        else:
            self.ask(self.record, lambda slips, slip, by: slips.impostors.record(by, **values))

    def _report(self) -> None:
        ref = self.report_ref.value
        self.ask(self.report, lambda slips, slip, by: slips.impostors.reported(slip, by, ref))

    def _hand(self) -> None:
        unit, ref = self.handed_to.value, self.hand_ref.value
        self.ask(self.hand, lambda slips, slip, by: slips.impostors.handed(slip, by, unit, ref))

    def _looked(self) -> None:
        day = self.review_on.value
        if day is None and not self.review_on.valid:
            self.again.read()  # says so at the field; no day at all is allowed
            return
        self.ask(self.again, lambda slips, slip, by: slips.impostors.looked(slip, by, day))

    def _removed(self) -> None:
        values = self.gone.read()
        if values is not None:
            self.ask(self.gone, lambda slips, slip, by: slips.impostors.removed(slip, by, values["removed_on"]))

"""A page that passes for one of the unit's: recorded, compared, reported, handed on, gone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QLineEdit

from studio.clock import show_datetime
from studio.slips.model import LOOK_EVERY, Impostor, ImpostorSite, Reporter, SlipKind
from studio.templates.kinds_texts import defang
from studio.translation import ntr, tr
from studio.ui.anchors import anchor
from studio.ui.page import PageId
from studio.ui.slips.form import KindForm, SlipView
from studio.ui.slips.inputs import SlipInput
from studio.ui.slips.section import SlipSection
from studio.ui.slips.words import options
from studio.ui.widgets.buttons import LinkButton
from studio.ui.widgets.editors import ChoiceBox
from studio.ui.widgets.layout import Plain, column
from studio.ui.widgets.moment import DateField, DateTimeField
from studio.ui.widgets.turning import Turning

WARNING = "scam_warning"
"""Template of the warning to the public."""


class ImpostorForm(KindForm):
    """Six steps; evidence stands below them."""

    kind = SlipKind.IMPOSTOR

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__(now)
        none, keep = tr("Choose"), tr("Write it down")
        self.address = SlipInput(
            QLineEdit(),
            tr("Address of the page"),
            required=True,
            hint=tr("As it was reported. It is shown in a form that nobody can click."),
        )
        self.site = SlipInput(ChoiceBox(options(ImpostorSite), none=none), tr("Platform"), required=True)
        self.reported_by = SlipInput(ChoiceBox(options(Reporter), none=none), tr("Who reported it"), required=True)
        self.seen_at = SlipInput(DateTimeField(), tr("Seen at"), required=True)
        self.report_ref = SlipInput(QLineEdit(), tr("Code of the platform's report"), required=True)
        self.handed_to = SlipInput(QLineEdit(), tr("Competent unit"), required=True)
        self.hand_ref = SlipInput(QLineEdit(), tr("Reference", about="case"))
        self.review_on = SlipInput(DateField(), tr("Look again on"))
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
            Turning((self.site, 1), (self.reported_by, 1)),
            self.seen_at,
            title=tr("1. What was seen"),
            hint=tr("Who reported it is a part somebody plays, never a name."),
            anchors=("impostor.record",),
        )
        self.compare = SlipSection(
            {},
            title=tr("2. Compare with the directory"),
            hint=tr("Search the directory first: it may be the page of another unit."),
            verb=tr("It is none of ours"),
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
            Turning((self.handed_to, 1), (self.hand_ref, 1)),
            title=tr("4. Hand the case to the competent unit"),
            hint=tr("Export the slip with its evidence below and send it by the authorised channel."),
            verb=keep,
            beside=(self.warn,),
        )
        self.again = SlipSection(
            {"review_on": self.review_on},
            self.review_on,
            title=tr("5. Look at it again"),
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
        told = Plain()
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
        self.search.clicked.connect(lambda: self.go.emit(PageId.REGISTRY.value, "files"))
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
            self.again.set_hint(tr("Looked at {time}: still there.").format(time=show_datetime(body.looked_at)))

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

"""Đề nghị: why the unit wants a page, who answers for it, the document behind it, and the head's word."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLineEdit

from studio.clock import show_datetime
from studio.platforms import Platform
from studio.registry.model import PageFile, Request
from studio.registry.rules import FileSection
from studio.translation import tr
from studio.ui.anchors import anchor
from studio.ui.language import Speech
from studio.ui.registry.files.editors import SeveralEditor
from studio.ui.registry.files.section import FileFormSection, Take
from studio.ui.registry.files.view import FileView
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import QuietButton, Reasoned
from studio.ui.widgets.editors import ChoiceBox, TextBox, show_value, value_of
from studio.ui.widgets.layout import FlowLayout, Plain
from studio.ui.words import platform_name

TEXTS = ("purpose", "audience", "why", "hours", "reply")


class RequestSection(FileFormSection):
    """The request, and what the head said to it."""

    part = FileSection.REQUEST

    def __init__(self, speech: Speech, take: Take) -> None:
        super().__init__(speech, take)
        self.units = self.add("unit", ChoiceBox(), tr("Unit"))
        area_hint = tr("Such as “Khu phố 3”; leave it empty for the whole unit.")
        self.add("area", QLineEdit(), tr("Area"), area_hint)
        platforms = ChoiceBox({platform.value: platform_name(platform) for platform in Platform})
        self.platforms = self.add("platform", platforms, tr("Platform"))
        self.add("audience", QLineEdit(), tr("Written for"))
        self.add("purpose", TextBox(lines=3), tr("What the page is for"))
        self.add("why", TextBox(lines=2), tr("Why this platform"))
        self.people = {
            "admins": self.add("admins", ChoiceBox(), tr("First administrator")),
            "second": self.add("second", ChoiceBox(), tr("Second administrator")),
            "approver": self.add("approver", ChoiceBox(), tr("Who approves posts")),
        }
        self.duty = self.add("duty", SeveralEditor(), tr("Officers on duty"))
        self.add("hours", QLineEdit(), tr("Duty hours"))
        self.add("reply", QLineEdit(), tr("People are answered within"))
        basis = self.add_basis(tr("The unit's official document behind the request"))
        self.banner = Banner()
        self.check = QuietButton(tr("Check the file"), "list-checks")
        self.submit = QuietButton(tr("Send to the head…"), "send")
        self.decide = QuietButton(tr("The head decides…"), "stamp")
        for button, deed in ((self.check, "check"), (self.submit, "submit"), (self.decide, "decide")):
            button.clicked.connect(lambda _=False, deed=deed: self.wanted.emit(deed))
        self.submitting, self.deciding = Reasoned(self.submit), Reasoned(self.decide)
        buttons, flow = Plain(), FlowLayout()
        for widget in (self.check, self.submitting, self.deciding):
            flow.addWidget(widget)
        buttons.setLayout(flow)
        people = self.group(
            self.pair("admins", "second"), self.pair("approver"), self.field("duty"), self.pair("hours", "reply")
        )
        anchor(people, "registry.request.people")
        anchor(basis, "docs.link_official")
        anchor(self.check, "registry.check")
        anchor(self.submitting, "registry.submit")
        anchor(self.deciding, "registry.decide")
        self.lay_out(
            tr("Request"), self.pair("unit", "area"), self.pair("platform", "audience"), self.field("purpose"),
            self.field("why"), people, basis, self.banner, buttons,
        )  # fmt: skip

    def fill(self, view: FileView) -> None:
        request, around = view.file.request, view.around
        names = {person.id: person.name for person in around.people}
        self.units.offer(around.units)
        for editor in self.people.values():
            editor.offer(names)
        self.duty.offer(names)
        first, second, *_ = (*request.admins, "", "")
        for name, value in (("admins", first), ("second", second), ("approver", request.approver)):
            show_value(self.editors[name], value)
        show_value(self.platforms, request.platform.value if request.platform else "")
        self.show_fields(view.file, "unit", "area")
        self.show_fields(request, "duty", *TEXTS)
        self.fill_basis(request.basis)

    def read(self, file: PageFile) -> PageFile:
        platform = value_of(self.platforms)
        request = Request(
            **self.values("duty", "approver", *TEXTS),
            platform=Platform(platform) if platform else None,
            admins=tuple(filter(None, self.values("admins", "second").values())),
            basis=self.read_basis(),
        )
        return replace(file, **self.values("unit", "area"), request=request)

    def show_state(self, view: FileView) -> None:
        missing = any(gap.part is FileSection.REQUEST for gap in view.gaps)
        asked = view.asked
        waits = asked is not None and asked.open
        self.banner.say(*self._said(view))
        reason = tr("Fill in what is missing first.") if missing else ""
        if view.agreed:
            reason = tr("The head has agreed to this very request.")
        self.submitting.set_reason(reason)
        self.deciding.set_reason("" if waits else tr("Nothing waits for the head."))

    def _said(self, view: FileView) -> tuple[Tone, str]:
        asked = view.asked
        if asked is None:
            return Tone.BLUE, tr("Not sent to the head yet.")
        names = {person.id: person.name for person in view.around.people}
        at = show_datetime(asked.decided_at or asked.at)
        if asked.open:
            return Tone.AMBER, tr("Waits for the head since {time}.").format(time=at)
        who, note = names.get(asked.decided_by, ""), f" “{asked.decision_note}”" if asked.decision_note else ""
        if not asked.agreed:
            return Tone.RED, tr("Returned by {who}, {time}:").format(who=who, time=at) + note
        if view.agreed:
            return Tone.GREEN, tr("Agreed by {who}, {time}.").format(who=who, time=at) + note
        return Tone.AMBER, tr("The request was changed after the head agreed; send it again.")

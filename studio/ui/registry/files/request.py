"""Đề nghị: why the unit wants a page, who answers for it, the document behind it, and the head's word."""

from __future__ import annotations

from dataclasses import replace

from studio.clock import show_datetime
from studio.platforms import Platform
from studio.registry.model import PageFile, Request
from studio.registry.rules import FileSection
from studio.ui.anchors import anchor
from studio.ui.language import Speech
from studio.ui.registry.files.editors import FileChoiceEditor, FileTextEditor, LineEditor, SeveralEditor
from studio.ui.registry.files.section import FileFormSection, Take
from studio.ui.registry.files.view import FileView
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import QuietButton, Reasoned
from studio.ui.widgets.layout import FlowLayout, Plain
from studio.ui.words import platform_name

TEXTS = ("purpose", "audience", "why", "hours", "reply")


class RequestSection(FileFormSection):
    """The request, and what the head said to it."""

    part = FileSection.REQUEST

    def __init__(self, speech: Speech, take: Take) -> None:
        super().__init__(speech, take)
        self.units = self.add("unit", FileChoiceEditor())
        self.add("area", LineEditor())
        self.platforms = self.add("platform", FileChoiceEditor())
        self.add("audience", LineEditor())
        self.add("purpose", FileTextEditor(3))
        self.add("why", FileTextEditor(2))
        self.people = {name: self.add(name, FileChoiceEditor()) for name in ("admins", "second", "approver")}
        self.duty = self.add("duty", SeveralEditor())
        self.add("hours", LineEditor())
        self.add("reply", LineEditor())
        basis = self.add_basis()
        self.banner = Banner()
        self.check, self.submit, self.decide = QuietButton(), QuietButton(), QuietButton()
        for button, glyph, deed in (
            (self.check, "list-checks", "check"), (self.submit, "send", "submit"), (self.decide, "stamp", "decide"),
        ):  # fmt: skip
            button.set_glyph(glyph)
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
            self.pair("unit", "area"), self.pair("platform", "audience"), self.field("purpose"), self.field("why"),
            people, basis, self.banner, buttons,
        )  # fmt: skip
        self.retranslate()

    def retranslate(self) -> None:
        self.heading.setText(self.tr("Request"))
        self.word(
            {
                "unit": self.tr("Unit"),
                "area": self.tr("Area"),
                "platform": self.tr("Platform"),
                "audience": self.tr("Written for"),
                "purpose": self.tr("What the page is for"),
                "why": self.tr("Why this platform"),
                "admins": self.tr("First administrator"),
                "second": self.tr("Second administrator"),
                "approver": self.tr("Who approves posts"),
                "duty": self.tr("Officers on duty"),
                "hours": self.tr("Duty hours"),
                "reply": self.tr("People are answered within"),
            },
            {"area": self.tr("Such as “Khu phố 3”; leave it empty for the whole unit.")},
        )
        self.word_basis(self.tr("The unit's official document behind the request"))
        self.check.setText(self.tr("Check the file"))
        self.submit.setText(self.tr("Send to the head…"))
        self.decide.setText(self.tr("The head decides…"))
        self.platforms.offer({platform.value: platform_name(platform) for platform in Platform})
        if self.view is not None:
            self.show_state(self.view)

    def fill(self, view: FileView) -> None:
        request, around = view.file.request, view.around
        names = {person.id: person.name for person in around.people}
        self.units.offer(around.units)
        for editor in self.people.values():
            editor.offer(names)
        self.duty.offer(names)
        first, second, *_ = (*request.admins, "", "")
        for name, value in (("admins", first), ("second", second), ("approver", request.approver)):
            self.editors[name].show_value(value)
        self.units.show_value(view.file.unit)
        self.editors["area"].show_value(view.file.area)
        self.platforms.show_value(request.platform.value if request.platform else "")
        self.duty.show_value(request.duty)
        for name in TEXTS:
            self.editors[name].show_value(getattr(request, name))
        self.fill_basis(request.basis)

    def read(self, file: PageFile) -> PageFile:
        platform = self.platforms.value
        request = Request(
            **{name: self.editors[name].value for name in TEXTS},
            platform=Platform(platform) if platform else None,
            admins=tuple(each for each in (self.people["admins"].value, self.people["second"].value) if each),
            approver=self.people["approver"].value,
            duty=self.duty.value,
            basis=self.read_basis(),
        )
        return replace(file, unit=self.units.value, area=self.editors["area"].value, request=request)

    def show_state(self, view: FileView) -> None:
        missing = any(gap.part is FileSection.REQUEST for gap in view.gaps)
        asked = view.asked
        waits = asked is not None and asked.open
        self.banner.say(*self._said(view))
        reason = self.tr("Fill in what is missing first.") if missing else ""
        if view.agreed:
            reason = self.tr("The head has agreed to this very request.")
        self.submitting.set_reason(reason)
        self.deciding.set_reason("" if waits else self.tr("Nothing waits for the head."))

    def _said(self, view: FileView) -> tuple[Tone, str]:
        asked = view.asked
        if asked is None:
            return Tone.BLUE, self.tr("Not sent to the head yet.")
        names = {person.id: person.name for person in view.around.people}
        at = show_datetime(asked.decided_at or asked.at)
        if asked.open:
            return Tone.AMBER, self.tr("Waits for the head since {time}.").format(time=at)
        who, note = names.get(asked.decided_by, ""), f" “{asked.decision_note}”" if asked.decision_note else ""
        if not asked.agreed:
            return Tone.RED, self.tr("Returned by {who}, {time}:").format(who=who, time=at) + note
        if view.agreed:
            return Tone.GREEN, self.tr("Agreed by {who}, {time}.").format(who=who, time=at) + note
        return Tone.AMBER, self.tr("The request was changed after the head agreed; send it again.")

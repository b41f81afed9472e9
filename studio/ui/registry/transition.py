"""Trạng thái & bàn giao: the account behind the page, its status, and how a page is given up in order; the request of
a page."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLineEdit

from studio.accounts.model import PageStatus
from studio.clock import show_datetime
from studio.platforms import Platform
from studio.registry import rules
from studio.registry.model import ENDED, Minutes, PageFile, Request
from studio.registry.rules import FileSection
from studio.translation import ntr, tr
from studio.ui.anchors import anchor
from studio.ui.language import LanguageManager
from studio.ui.registry.editors import AnswersEditor, PaperEditor, SeveralEditor
from studio.ui.registry.section import PAPERS, FileFormSection, Take
from studio.ui.registry.view import FileView
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import QuietButton, ReasonedButton
from studio.ui.widgets.editors import ChoiceBox, TextBox, on_edit, show_value, value_of
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import FlowLayout, PlainHolder, row
from studio.ui.widgets.moment import DateField
from studio.ui.words import page_word, platform_name

SIGNED = ("giver", "receiver", "witness", "signed_on")
WATCH = ("watch_until", "watched_on")
BEFORE = {"TRANSITION_BASIS", "SUCCESSOR", "HANDOVER_ANSWERED", "ARCHIVE_COMPLETE", "HANDOVER_SIGNED"}
"""What has to be settled before a page ends."""


class TransitionSection(FileFormSection):
    """From a page that works to one that is handed over, merged or closed."""

    part = FileSection.TRANSITION

    def __init__(self, language: LanguageManager, take: Take) -> None:
        super().__init__(language, take)
        follows = tr("From Pages; its status follows that of the page.")
        ends = {status.value: page_word(status).text for status in PageStatus if status in ENDED}
        self.account = self.add("account", ChoiceBox(), tr("Account posts go to"), follows)
        self.to = self.add("to", ChoiceBox(ends), tr("Type of change"))
        self.successor = self.add("successor", ChoiceBox(), tr("Page that takes over"))
        basis = self.add_basis(tr("The unit's official document behind the change"))
        self.answers = self.add("answers", AnswersEditor(), tr("To be completed before"))
        self.add("giver", QLineEdit(), tr("Who gives it up"))
        self.add("receiver", QLineEdit(), tr("Who takes over"))
        self.add("witness", QLineEdit(), tr("Witness"))
        self.add("signed_on", DateField(), tr("Signed on"))
        self.add("signed_paper", PaperEditor(take, PAPERS), tr("The signed minutes, scanned"))
        self.add("watch_until", DateField(), tr("Watch for impostors under the old name until"))
        self.add("watched_on", DateField(), tr("Last searched for on"))
        self.archived = Label(role="hint", wrap=True)
        self.buttons = {
            "activate": QuietButton(tr("Activate the page…"), "badge-check"),
            "archive": QuietButton(tr("Export the archive…"), "file-archive"),
            "minutes": QuietButton(tr("Print the minutes…"), "printer"),
            "end": QuietButton(tr("Change the status…"), "flag"),
        }
        for deed, button in self.buttons.items():
            button.clicked.connect(lambda _=False, deed=deed: self.wanted.emit(deed))
        self.activating, self.ending = ReasonedButton(self.buttons["activate"]), ReasonedButton(self.buttons["end"])
        minutes_title = Label(tr("Minutes of three parties"), "label")
        new = self.group(self.pair("to", "successor"), basis)
        checklist = self.field("answers")
        archive = self.group(row(self.buttons["archive"], None), self.archived, self.gap("archive"))
        minutes = self.group(
            minutes_title, self.pair("giver", "receiver"), self.pair("witness", "signed_on"),
            self.field("signed_paper"), row(self.buttons["minutes"], None), self.gap("minutes"),
        )  # fmt: skip
        watch = self.pair(*WATCH)
        self.archiving = archive
        self.leaving = self.group(checklist, minutes, self.ending, watch)
        for widget, place in (
            (new, "page.transition.new"), (checklist, "handover.checklist"), (archive, "archive.export"),
            (minutes, "handover.minutes"), (self.ending, "page.set_status"), (watch, "impostor.watch_schedule"),
        ):  # fmt: skip
            anchor(widget, place)
        on_edit(self.to, self._arrange)
        asked = self.field("account"), self.activating, self.archiving, new, self.leaving
        self.lay_out(tr("Status and hand-over"), *asked)
        self._arrange()

    def fill(self, view: FileView) -> None:
        transition = view.file.transition
        self._offer(view)
        show_value(self.to, transition.to.value if transition.to else "")
        self.show_fields(view.file, "account")
        self.show_fields(transition, "successor", "answers", *WATCH)
        self.fill_basis(transition.basis)
        self.show_fields(transition.minutes, *SIGNED)
        show_value(self.editors["signed_paper"], transition.minutes.file)
        self._arrange()

    def read(self, file: PageFile) -> PageFile:
        to = value_of(self.to)
        transition = replace(
            file.transition,
            **self.values("successor", "answers", *WATCH),
            to=PageStatus(to) if to else None,
            basis=self.read_basis(),
            minutes=Minutes(**self.values(*SIGNED), file=value_of(self.editors["signed_paper"])),
        )
        return replace(file, **self.values("account"), transition=transition)

    def show_state(self, view: FileView) -> None:
        file, archive = view.file, view.file.transition.archive
        self.archived.setText(
            ntr("{name}, {time}: {n} post, verified", "{name}, {time}: {n} posts, verified", len(archive.posts)).format(
                name=archive.name, time=show_datetime(archive.at), n=len(archive.posts)
            )
            if archive is not None
            else ""
        )
        self.archived.setVisible(archive is not None)
        for name, editor in self.editors.items():
            editor.setEnabled(not file.ended or name in WATCH)
        for deed in ("archive", "minutes"):
            self.buttons[deed].setEnabled(not file.ended)
        self.activating.setVisible(file.status is PageStatus.REQUESTED)
        self.archiving.setVisible(file.status is not PageStatus.REQUESTED)
        identity = any(gap.part is FileSection.IDENTITY for gap in view.gaps)
        reason = tr("The identity is not complete yet.") if identity else ""
        self.activating.set_reason(tr("The head has not approved yet.") if not view.agreed else reason)
        self.ending.setVisible(not file.ended)
        open_still = any(gap.code in BEFORE for gap in view.gaps)
        waits = tr("Deal with what is said above first.") if open_still else ""
        active = file.status is PageStatus.ACTIVE
        self.ending.set_reason(waits if active else tr("Only an active page can end."))
        self._arrange()

    def _offer(self, view: FileView) -> None:
        self.account.offer(view.around.accounts)
        self.successor.offer(view.around.others)
        items = {item.id: self.language.say(item.text) for item in rules.handover_items()}
        self.answers.offer(items, {key: self.language.say(words) for key, words in rules.HANDOVER_ANSWERS.items()})

    def _arrange(self) -> None:
        self.leaving.setVisible(bool(value_of(self.to)))


TEXTS = ("purpose", "audience", "why", "hours", "reply")


class RequestSection(FileFormSection):
    """The request, and what the head said to it."""

    part = FileSection.REQUEST

    def __init__(self, language: LanguageManager, take: Take) -> None:
        super().__init__(language, take)
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
        self.add("reply", QLineEdit(), tr("Target times for answers"))
        basis = self.add_basis(tr("The unit's official document behind the request"))
        self.banner = Banner()
        self.check = QuietButton(tr("Check the file"), "list-checks")
        self.submit = QuietButton(tr("Submit to the head…"), "send")
        self.decide = QuietButton(tr("The head decides…"), "stamp")
        for button, deed in ((self.check, "check"), (self.submit, "submit"), (self.decide, "decide")):
            button.clicked.connect(lambda _=False, deed=deed: self.wanted.emit(deed))
        self.submitting, self.deciding = ReasonedButton(self.submit), ReasonedButton(self.decide)
        buttons, flow = PlainHolder(), FlowLayout(tops=True)
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
            reason = tr("The head has approved exactly this request.")
        self.submitting.set_reason(reason)
        self.deciding.set_reason("" if waits else tr("Nothing is waiting for the head."))

    def _said(self, view: FileView) -> tuple[Tone, str]:
        asked = view.asked
        if asked is None:
            return Tone.BLUE, tr("Not submitted to the head yet.")
        names = {person.id: person.name for person in view.around.people}
        at = show_datetime(asked.decided_at or asked.at)
        if asked.open:
            return Tone.AMBER, tr("Waiting for the head since {time}.").format(time=at)
        who, note = names.get(asked.decided_by, ""), f" “{asked.decision_note}”" if asked.decision_note else ""
        if not asked.agreed:
            return Tone.RED, tr("Returned by {who}, {time}:").format(who=who, time=at) + note
        if view.agreed:
            return Tone.GREEN, tr("Approved by {who}, {time}.").format(who=who, time=at) + note
        return Tone.AMBER, tr("The request was changed after the head approved; submit it again.")

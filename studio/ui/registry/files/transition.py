"""Trạng thái & bàn giao: the account behind the page, its status, and how a page is given up in order."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLineEdit

from studio.accounts.model import PageStatus
from studio.clock import show_datetime
from studio.registry import rules
from studio.registry.model import ENDED, Minutes, PageFile
from studio.registry.rules import FileSection
from studio.translation import ntr, tr
from studio.ui.anchors import anchor
from studio.ui.language import Speech
from studio.ui.registry.files.editors import AnswersEditor, PaperEditor
from studio.ui.registry.files.section import PAPERS, FileFormSection, Take
from studio.ui.registry.files.view import FileView
from studio.ui.widgets.buttons import QuietButton, Reasoned
from studio.ui.widgets.editors import ChoiceBox, on_edit, show_value, value_of
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import row
from studio.ui.widgets.moment import DateField
from studio.ui.words import page_word

SIGNED = ("giver", "receiver", "witness", "signed_on")
WATCH = ("watch_until", "watched_on")
BEFORE = {"TRANSITION_BASIS", "SUCCESSOR", "HANDOVER_ANSWERED", "ARCHIVE_COMPLETE", "HANDOVER_SIGNED"}
"""What has to be settled before a page ends."""


class TransitionSection(FileFormSection):
    """From a page that works to one that is handed over, merged or closed."""

    part = FileSection.TRANSITION

    def __init__(self, speech: Speech, take: Take) -> None:
        super().__init__(speech, take)
        follows = tr("From Connections; its status follows that of the page.")
        ends = {status.value: page_word(status).text for status in PageStatus if status in ENDED}
        self.account = self.add("account", ChoiceBox(), tr("Account that posts go to"), follows)
        self.to = self.add("to", ChoiceBox(ends), tr("The page is to be"))
        self.successor = self.add("successor", ChoiceBox(), tr("Page that takes over"))
        basis = self.add_basis(tr("The unit's official document behind the change"))
        self.answers = self.add("answers", AnswersEditor(), tr("To be settled before"))
        self.add("giver", QLineEdit(), tr("Who gives it up"))
        self.add("receiver", QLineEdit(), tr("Who takes over"))
        self.add("witness", QLineEdit(), tr("Witness"))
        self.add("signed_on", DateField(), tr("Signed on"))
        self.add("signed_paper", PaperEditor(take, PAPERS), tr("The signed minutes, scanned"))
        self.add("watch_until", DateField(), tr("Watch for impostors under the old name until"))
        self.add("watched_on", DateField(), tr("Last looked for them on"))
        self.archived = Label(role="hint", wrap=True)
        self.buttons = {
            "activate": QuietButton(tr("Let the page work…"), "badge-check"),
            "archive": QuietButton(tr("Export the archive…"), "file-archive"),
            "minutes": QuietButton(tr("Print the minutes…"), "printer"),
            "end": QuietButton(tr("Change the status…"), "flag"),
        }
        for deed, button in self.buttons.items():
            button.clicked.connect(lambda _=False, deed=deed: self.wanted.emit(deed))
        self.activating, self.ending = Reasoned(self.buttons["activate"]), Reasoned(self.buttons["end"])
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
        reason = tr("The identity lacks something still.") if identity else ""
        self.activating.set_reason(tr("The head has not agreed yet.") if not view.agreed else reason)
        self.ending.setVisible(not file.ended)
        open_still = any(gap.code in BEFORE for gap in view.gaps)
        waits = tr("Settle what is said above first.") if open_still else ""
        active = file.status is PageStatus.ACTIVE
        self.ending.set_reason(waits if active else tr("Only a page at work can end."))
        self._arrange()

    def _offer(self, view: FileView) -> None:
        self.account.offer(view.around.accounts)
        self.successor.offer(view.around.others)
        items = {item.id: self.speech.say(item.text) for item in rules.handover_items()}
        self.answers.offer(items, {key: self.speech.say(words) for key, words in rules.HANDOVER_ANSWERS.items()})

    def _arrange(self) -> None:
        self.leaving.setVisible(bool(value_of(self.to)))

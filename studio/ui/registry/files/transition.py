"""Trạng thái & bàn giao: the account behind the page, its status, and how a page is given up in order."""

from __future__ import annotations

from dataclasses import replace

from studio.accounts.model import PageStatus
from studio.clock import show_datetime
from studio.registry import rules
from studio.registry.model import ENDED, Minutes, PageFile
from studio.registry.rules import FileSection
from studio.ui.anchors import anchor
from studio.ui.language import Speech
from studio.ui.registry.files.editors import AnswersEditor, DayEditor, FileChoiceEditor, LineEditor, PaperEditor
from studio.ui.registry.files.section import PAPERS, FileFormSection, Take
from studio.ui.registry.files.view import FileView
from studio.ui.widgets.buttons import QuietButton, Reasoned
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import row
from studio.ui.words import page_word

SIGNERS = ("giver", "receiver", "witness")
WATCH = ("watch_until", "watched_on")
BEFORE = {"TRANSITION_BASIS", "SUCCESSOR", "HANDOVER_ANSWERED", "ARCHIVE_COMPLETE", "HANDOVER_SIGNED"}
"""What has to be settled before a page ends."""


class TransitionSection(FileFormSection):
    """From a page that works to one that is handed over, merged or closed."""

    part = FileSection.TRANSITION

    def __init__(self, speech: Speech, take: Take) -> None:
        super().__init__(speech, take)
        self.account = self.add("account", FileChoiceEditor())
        self.to = self.add("to", FileChoiceEditor())
        self.successor = self.add("successor", FileChoiceEditor())
        basis = self.add_basis()
        self.answers = self.add("answers", AnswersEditor())
        for name in SIGNERS:
            self.add(name, LineEditor())
        self.add("signed_on", DayEditor())
        self.add("signed_paper", PaperEditor(take, PAPERS))
        for name in WATCH:
            self.add(name, DayEditor())
        self.archived = Label(role="hint", wrap=True)
        self.buttons = {deed: QuietButton(glyph=glyph) for deed, glyph in (
            ("activate", "badge-check"), ("archive", "file-archive"), ("minutes", "printer"), ("end", "flag"),
        )}  # fmt: skip
        for deed, button in self.buttons.items():
            button.clicked.connect(lambda _=False, deed=deed: self.wanted.emit(deed))
        self.activating, self.ending = Reasoned(self.buttons["activate"]), Reasoned(self.buttons["end"])
        self.minutes_title = Label(role="label")
        new = self.group(self.pair("to", "successor"), basis)
        checklist = self.field("answers")
        archive = self.group(row(self.buttons["archive"], None), self.archived, self.gap("archive"))
        minutes = self.group(
            self.minutes_title, self.pair("giver", "receiver"), self.pair("witness", "signed_on"),
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
        self.to.edited.connect(self._arrange)
        self.lay_out(self.field("account"), self.activating, self.archiving, new, self.leaving)
        self.retranslate()

    def retranslate(self) -> None:
        self.heading.setText(self.tr("Status and hand-over"))
        self.word(
            {
                "account": self.tr("Account that posts go to"),
                "to": self.tr("The page is to be"),
                "successor": self.tr("Page that takes over"),
                "answers": self.tr("To be settled before"),
                "giver": self.tr("Who gives it up"),
                "receiver": self.tr("Who takes over"),
                "witness": self.tr("Witness"),
                "signed_on": self.tr("Signed on"),
                "signed_paper": self.tr("The signed minutes, scanned"),
                "watch_until": self.tr("Watch for impostors under the old name until"),
                "watched_on": self.tr("Last looked for them on"),
            },
            {"account": self.tr("From Connections; its status follows that of the page.")},
        )
        self.word_basis(self.tr("The unit's official document behind the change"))
        self.minutes_title.setText(self.tr("Minutes of three parties"))
        self.buttons["activate"].setText(self.tr("Let the page work…"))
        self.buttons["archive"].setText(self.tr("Export the archive…"))
        self.buttons["minutes"].setText(self.tr("Print the minutes…"))
        self.buttons["end"].setText(self.tr("Change the status…"))
        self.to.offer({status.value: page_word(status).text for status in PageStatus if status in ENDED})
        if self.view is not None:
            self._offer(self.view)
            self.show_state(self.view)
        self._arrange()

    def fill(self, view: FileView) -> None:
        transition = view.file.transition
        self._offer(view)
        self.account.show_value(view.file.account)
        self.to.show_value(transition.to.value if transition.to else "")
        self.successor.show_value(transition.successor)
        self.fill_basis(transition.basis)
        self.answers.show_value(transition.answers)
        for name in (*SIGNERS, "signed_on"):
            self.editors[name].show_value(getattr(transition.minutes, name))
        self.editors["signed_paper"].show_value(transition.minutes.file)
        for name in WATCH:
            self.editors[name].show_value(getattr(transition, name))
        self._arrange()

    def read(self, file: PageFile) -> PageFile:
        to = self.to.value
        minutes = Minutes(
            **{name: self.editors[name].value for name in (*SIGNERS, "signed_on")},
            file=self.editors["signed_paper"].value,
        )
        transition = replace(
            file.transition,
            to=PageStatus(to) if to else None,
            basis=self.read_basis(),
            successor=self.successor.value,
            answers=self.answers.value,
            minutes=minutes,
            **{name: self.editors[name].value for name in WATCH},
        )
        return replace(file, account=self.account.value, transition=transition)

    def show_state(self, view: FileView) -> None:
        file, archive = view.file, view.file.transition.archive
        self.archived.setText(
            self.tr("{name}, {time}: {n} posts, verified").format(
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
        reason = self.tr("The identity lacks something still.") if identity else ""
        self.activating.set_reason(self.tr("The head has not agreed yet.") if not view.agreed else reason)
        self.ending.setVisible(not file.ended)
        open_still = any(gap.code in BEFORE for gap in view.gaps)
        waits = self.tr("Settle what is said above first.") if open_still else ""
        active = file.status is PageStatus.ACTIVE
        self.ending.set_reason(waits if active else self.tr("Only a page at work can end."))
        self._arrange()

    def _offer(self, view: FileView) -> None:
        self.account.offer(view.around.accounts)
        self.successor.offer(view.around.others)
        items = {item.id: self.speech.say(item.text) for item in rules.handover_items()}
        self.answers.offer(items, {key: self.speech.say(words) for key, words in rules.HANDOVER_ANSWERS.items()})

    def _arrange(self) -> None:
        self.leaving.setVisible(bool(self.to.value))

"""Xác thực: the platform's papers, the letter, when it was handed in, and what came of it."""

from __future__ import annotations

from dataclasses import replace

from studio.registry import checklists
from studio.registry.model import Outcome, PageFile, Verification
from studio.registry.rules import Part
from studio.ui.anchors import anchor
from studio.ui.language import Speech
from studio.ui.registry.files.editors import AnswersEditor, ChoiceEditor, DayEditor, LineEditor, PaperEditor, TickEditor
from studio.ui.registry.files.section import PAPERS, PICTURES, Section, Take
from studio.ui.registry.files.view import FileView
from studio.ui.widgets.labels import Label

PLAIN = (
    "letter", "letter_seen", "submitted_on", "case_number", "badge", "decided_on", "capture", "reason", "retry_on",
)  # fmt: skip


class VerificationSection(Section):
    """How the platform is asked to mark the page as real."""

    part = Part.VERIFICATION

    def __init__(self, speech: Speech, take: Take) -> None:
        super().__init__(speech, take)
        self.may_change = Label(role="hint", wrap=True)
        self.answers = self.add("answers", AnswersEditor())
        self.add("letter", PaperEditor(take, PAPERS))
        self.seen = self.add("letter_seen", TickEditor())
        self.add("submitted_on", DayEditor())
        self.add("case_number", LineEditor())
        self.outcome = self.add("outcome", ChoiceEditor())
        self.add("badge", LineEditor())
        self.add("decided_on", DayEditor())
        self.add("capture", PaperEditor(take, PICTURES))
        self.add("reason", LineEditor())
        self.add("retry_on", DayEditor())
        papers = self.group(self.may_change, self.field("answers"))
        letter = self.group(self.field("letter"), self.seen)
        handed = self.pair("submitted_on", "case_number")
        self.granted = self.group(self.pair("badge", "decided_on"), self.field("capture"))
        self.refused = self.pair("reason", "retry_on")
        result = self.group(self.field("outcome"), self.granted, self.refused)
        for widget, place in (
            (papers, "verify.checklist"), (letter, "verify.attach"), (handed, "verify.submitted"),
            (result, "verify.result"),
        ):  # fmt: skip
            anchor(widget, place)
        self.outcome.edited.connect(self._arrange)
        self.lay_out(papers, letter, handed, result)
        self.retranslate()

    def retranslate(self) -> None:
        self.heading.setText(self.tr("Verification"))
        self.may_change.setText(self.speech.say(checklists.MAY_CHANGE))
        self.word(
            {
                "answers": self.tr("Papers for the platform"),
                "letter": self.tr("The letter, scanned"),
                "submitted_on": self.tr("Handed in on"),
                "case_number": self.tr("Case number"),
                "outcome": self.tr("Result"),
                "badge": self.tr("Kind of badge"),
                "decided_on": self.tr("Given on"),
                "capture": self.tr("Picture of the badge"),
                "reason": self.tr("Why it was refused"),
                "retry_on": self.tr("To be handed in again on"),
            }
        )
        self.seen.setAccessibleName(self.tr("No personal papers are in it"))
        self.outcome.offer({Outcome.GRANTED.value: self.tr("Granted"), Outcome.REFUSED.value: self.tr("Refused")})
        if self.view is not None:
            self._offer(self.view)
        self._arrange()

    def fill(self, view: FileView) -> None:
        verification = view.file.verification
        self._offer(view)
        self.answers.show_value(verification.answers)
        for name in PLAIN:
            self.editors[name].show_value(getattr(verification, name))
        self.outcome.show_value(verification.outcome.value if verification.outcome else "")
        self._arrange()

    def read(self, file: PageFile) -> PageFile:
        outcome = self.outcome.value
        verification = Verification(
            **{name: self.editors[name].value for name in PLAIN},
            answers={**file.verification.answers, **self.answers.value},
            outcome=Outcome(outcome) if outcome else None,
        )
        return replace(file, verification=verification)

    def show_state(self, view: FileView) -> None:
        self._offer(view)

    def _offer(self, view: FileView) -> None:
        """The list follows the platform of the request."""
        items = {item.id: self.speech.say(item.text) for item in checklists.papers(view.file.request.platform)}
        kept = {**view.file.verification.answers, **self.answers.value}
        self.answers.offer(items, {key: self.speech.say(words) for key, words in checklists.PAPER_ANSWERS.items()})
        self.answers.show_value(kept)

    def _arrange(self) -> None:
        self.granted.setVisible(self.outcome.value == Outcome.GRANTED.value)
        self.refused.setVisible(self.outcome.value == Outcome.REFUSED.value)

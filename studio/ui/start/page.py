"""Begin here: the first steps of a new profile, or the sample to look around in.

What is typed is kept as it is typed, PINs apart; the profile itself is set up in one go at the end.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from studio.errors import StudioError
from studio.ui.page import MARGINS, Page, PageId, Shell
from studio.ui.start import draft as drafts
from studio.ui.start.aside import OtherWays
from studio.ui.start.contacts_step import ContactsStep
from studio.ui.start.done_step import DoneStep, NextSteps
from studio.ui.start.draft import StartDraft
from studio.ui.start.pages_step import PagesStep
from studio.ui.start.people_step import PeopleStep
from studio.ui.start.pins_step import PinsStep
from studio.ui.start.plan import Plan, set_up
from studio.ui.start.step import Step
from studio.ui.start.steps import StepLine
from studio.ui.start.unit_step import UnitStep
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import LinkButton, PrimaryButton, QuietButton
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, Plain, column, row, scrolled
from studio.ui.widgets.turning import Turning

KEEP_MS = 400


class StartPage(Page):
    """Six steps, each on a page of its own; Enter goes on."""

    id = PageId.START

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.draft = StartDraft()
        self._done = False
        self.unit, self.people, self.pins = UnitStep(shell), PeopleStep(shell), PinsStep(shell)
        self.pages = PagesStep(shell)
        self.contacts, self.summary = ContactsStep(shell), DoneStep(shell)
        self.steps: tuple[Step, ...] = (self.unit, self.people, self.pins, self.pages, self.contacts, self.summary)
        self.next_steps = NextSteps(shell, self._leave_for)
        self.line = StepLine(len(self.steps))
        self.aside = OtherWays(shell, self._import)
        self._stack, self._problem, self._kept = QStackedWidget(), Banner(), Label(role="hint", wrap=True)
        self.back, self.go = QuietButton(glyph="arrow-left"), PrimaryButton(glyph="arrow-right")
        self.back.clicked.connect(lambda: self._show(self.draft.step - 1))
        self.go.clicked.connect(self._next)
        self._keep_soon = QTimer(self, singleShot=True, interval=KEEP_MS)
        self._keep_soon.timeout.connect(self._keep)
        for step in self.steps:
            step.changed.connect(self._keep_soon.start)
            step.entered.connect(self._next)
        self._tongue = LinkButton(glyph="languages")
        self._tongue.clicked.connect(self._switch_language)
        self.tools.addWidget(self._tongue)
        self._build()
        self.retranslate()
        root = shell.studio.profile.root
        shell.tasks.store(lambda: drafts.load(root), self._begin, owner=self)

    def _build(self) -> None:
        for step in (*self.steps, self.next_steps):
            card = Card()
            card.setLayout(column(step, margins=24))
            held = Plain()
            held.setLayout(column(self._beside(card) if step is self.unit else card, None))
            self._stack.addWidget(scrolled(held))
        foot = row(self._kept, self.back, self.go, spacing=10)
        foot.setStretch(0, 1)
        inside = column(self.heading, self.line, self._stack, self._problem, foot, spacing=14, margins=MARGINS)
        inside.setStretch(2, 1)
        self.setLayout(inside)

    def _beside(self, card: Card) -> Turning:
        """The card with the other ways to begin."""
        held = Plain()
        held.setLayout(column(card, None))
        return Turning((held, 3), (self.aside, 1), spacing=16)

    def retranslate(self) -> None:
        self.title.setText(self.tr("Begin here"))
        self.back.setText(self.tr("Back"))
        self._tongue.setText("English" if self.shell.speech.language == "vi" else "Tiếng Việt")
        self._kept.setText(self.tr("What you type is kept on this PC; PINs are not. You can go on later."))
        self._reword()

    def panes(self) -> tuple[QWidget, ...]:
        return (self.step, self.aside) if self.draft.step == 0 else (self.step,)

    def leave(self) -> None:
        self._keep()

    def confirm(self) -> None:
        """Ctrl+Enter goes on; the last step asks to press its button."""
        if self.draft.step < len(self.steps) - 1:
            self._next()
        else:
            self.go.setFocus()

    @property
    def step(self) -> Step:
        """The one in sight."""
        return self.steps[self.draft.step]

    # -- walking

    def _begin(self, draft: StartDraft) -> None:
        """Go on where an earlier start was interrupted; PINs have to be given again."""
        self._put(draft)
        self._show(min(draft.step, 1), take=False)

    def _put(self, draft: StartDraft) -> None:
        self.draft = draft
        for step in self.steps:
            step.put(draft)

    def _show(self, number: int, *, take: bool = True) -> None:
        if take:
            self.draft = self.step.take(self.draft)
        self.draft = replace(self.draft, step=max(0, min(number, len(self.steps) - 1)))
        self.step.put(self.draft)
        self._stack.setCurrentIndex(self.draft.step)
        self._problem.say(Tone.RED, "")
        self._reword()
        (self.go if self.step is self.summary else self.step.first()).setFocus()
        self._keep_soon.start()

    def _next(self) -> None:
        if self._done or not self.go.isEnabled():
            return
        wrong = self.step.mend()
        if wrong is not None:
            wrong.setFocus()
        elif self.step is not self.summary:
            self._show(self.draft.step + 1)
        elif self.pins.lacking():
            self._show(self.steps.index(self.pins))
        else:
            self._finish()

    def _reword(self) -> None:
        here = len(self.steps) if self._done else self.draft.step
        self.line.show_steps([step.name() for step in self.steps], here)
        self.back.setVisible(0 < here < len(self.steps))
        self.go.setVisible(not self._done)
        self._kept.setVisible(not self._done)
        last = self.step is self.summary
        self.go.setText(self.tr("Set everything up") if last else self.tr("Next"))

    # -- keeping and storing

    def _keep(self) -> None:
        self._keep_soon.stop()
        if self._done:
            return
        self.draft = draft = self.step.take(self.draft)
        root = self.shell.studio.profile.root
        self.shell.tasks.store(lambda: drafts.save(root, draft), owner=self, key="first steps")

    def _finish(self) -> None:
        self._keep_soon.stop()
        plan, studio = Plan(draft=self.draft, pins=self.pins.all()), self.shell.studio
        self.go.setEnabled(False)
        self._problem.say(Tone.RED, "")
        self.shell.tasks.store(lambda: set_up(studio, plan), self._stored, owner=self, failed=self._refused)

    def _stored(self, _: object) -> None:
        self._done = True
        self.go.setEnabled(True)
        self._stack.setCurrentIndex(len(self.steps))
        self._reword()
        self.shell.changed()
        self.next_steps.write.setFocus()

    def _refused(self, error: StudioError) -> None:
        self.go.setEnabled(True)
        self._problem.say(Tone.RED, self.shell.speech.explain(error))

    def _leave_for(self, page: PageId, what: str) -> None:
        self.shell.go(page, what)

    def _import(self, taken: StartDraft) -> None:
        """A unit file was read: its values stand in the fields, to be looked over."""
        self._put(replace(taken, step=self.draft.step))
        self._reword()
        self._keep_soon.start()
        self.unit.first().setFocus()

    def _switch_language(self) -> None:
        self.shell.preferences.choose(language="en" if self.shell.speech.language == "vi" else "vi")

"""Begin here: the first steps of a new profile, or the sample to look around in.

What is typed is kept as it is typed, PINs apart; the profile itself is set up in one go at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QLineEdit, QStackedWidget, QWidget

from studio.directory.model import Unit
from studio.directory.rules import tidy_unit
from studio.errors import BadInput, StudioError
from studio.platforms import Platform
from studio.translation import tr
from studio.ui.page import MARGINS, Page, Shell
from studio.ui.page_specs import PageId
from studio.ui.people.forms import UNIT_FIELDS
from studio.ui.start import draft as drafts
from studio.ui.start.draft import StartDraft
from studio.ui.start.pages_step import PagesStep
from studio.ui.start.people_steps import ContactsStep, PeopleStep, PinsStep
from studio.ui.start.plan import StartPlan, set_up, wanted_numbers
from studio.ui.start.step import OtherWays, StartStep, hushed
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import LinkButton, PrimaryButton, QuietButton
from studio.ui.widgets.editors import tidy
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import Card, FlowLayout, PlainHolder, column, row, scrolled
from studio.ui.widgets.responsive_row import ResponsiveRow
from studio.ui.words import platform_name


class SummaryLine(QWidget):
    """An icon, what it is, and the values."""

    def __init__(self, glyph: str, name: str) -> None:
        super().__init__()
        self.value = Label(wrap=True)
        inside = row(Glyph(glyph), column(Label(name, "label"), self.value, spacing=1), spacing=12)
        inside.setStretch(1, 1)
        self.setLayout(inside)


class DoneStep(StartStep):
    """A summary."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        lead = Label(tr("Review it. It is stored all at once when you press the button below."), role="hint", wrap=True)
        self.lines = [
            SummaryLine("landmark", tr("Unit")),
            SummaryLine("users", tr("People")),
            SummaryLine("megaphone", tr("Pages")),
            SummaryLine("phone", tr("Contacts")),
        ]
        self.setLayout(column(lead, *self.lines, spacing=16))

    def name(self) -> str:
        return tr("Done", about="button")

    def put(self, draft: StartDraft) -> None:
        pages = [tr("Practice page on this PC")] if draft.practice_page else []
        pages += [f"{page.title} ({platform_name(Platform(page.platform))})" for page in draft.pages]
        numbers = [f"{number.label}: {number.phone}" for number in wanted_numbers(draft)]
        values = (
            " · ".join(value for value in (draft.name, draft.short_name, draft.address, draft.website) if value),
            " · ".join(person.name for person in draft.people),
            " · ".join(pages) or tr("none yet"),
            " · ".join(numbers),
        )
        for line, value in zip(self.lines, values, strict=True):
            line.value.setText(value)

    def take(self, draft: StartDraft) -> StartDraft:
        return draft

    def mend(self) -> QWidget | None:
        return None

    def first(self) -> QWidget:
        return self


class NextSteps(StartStep):
    """After everything is stored: the three things one does next."""

    def __init__(self, shell: Shell, leave: Callable[[PageId, str], None]) -> None:
        super().__init__(shell)
        self.write = PrimaryButton(tr("Write the first post"), glyph="square-pen")
        self.law = QuietButton(tr("Import legal documents…"), glyph="library")
        self.help = QuietButton(tr("Read how it works"), glyph="life-buoy")
        self.write.clicked.connect(lambda: leave(PageId.COMPOSER, "new"))
        self.law.clicked.connect(lambda: leave(PageId.LIBRARY, ""))
        self.help.clicked.connect(self._read)
        self._leave = leave
        heading = Label(tr("Everything is ready"), role="heading", wrap=True)
        sign = row(Glyph("circle-check", "accent", scale=1.6), heading, spacing=12)
        sign.setStretch(1, 1)
        told = (
            (self.write, tr("Choose an approved template and fill in its fields; somebody else approves it.")),
            (
                self.law,
                tr("Word, HTML or text files. A person confirms that a document is in force before posts cite it."),
            ),
            (self.help, tr("Short pages for every part of the window; F1 opens them anywhere.")),
        )
        lines = [column(row(button, None), Label(text, "hint", wrap=True), spacing=4) for button, text in told]
        self.setLayout(column(sign, 8, *lines, spacing=18))

    def _read(self) -> None:
        self._leave(PageId.COMPOSER, "")
        self.shell.help()


class UnitStep(StartStep):
    """Name, short name, address, website."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.lines = {name: QLineEdit() for name in UNIT_FIELDS}
        words = {
            "name": (tr("Name of the unit"), tr("As in signed documents: “Công an phường Minh Khai”.")),
            "short_name": (tr("Short name"), tr("For narrow places, such as “CAP Minh Khai”.")),
            "address": (tr("Address"), tr("Where readers find the unit.")),
            "website": (tr("Website"), tr("Starts with https://")),
        }
        self.blocks = {
            name: FieldBlock(line, words[name][0], required=name == "name", hint=words[name][1])
            for name, line in self.lines.items()
        }
        lead = Label(
            tr("Five minutes, once. Everything stays on this PC and can be changed later under Settings."),
            role="hint",
            wrap=True,
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for place, block in enumerate(self.blocks.values()):
            grid.addWidget(block, place // 2, place % 2)
        for across in (0, 1):  # in halves, no field is narrower than its column on a large screen
            grid.setColumnStretch(across, 1)
        self.setLayout(column(lead, grid, spacing=10))
        self.watch(*self.lines.values())

    def name(self) -> str:
        return tr("Unit")

    def put(self, draft: StartDraft) -> None:
        for name, line in self.lines.items():
            with hushed(line):
                line.setText(getattr(draft, name))

    def take(self, draft: StartDraft) -> StartDraft:
        unit = self._unit
        return replace(draft, name=unit.name, short_name=unit.short_name, address=unit.address, website=unit.website)

    @property
    def _unit(self) -> Unit:
        name, short_name, address, website = (tidy(self.lines[field]) for field in UNIT_FIELDS)
        return Unit(id="x", name=name, short_name=short_name, address=address, website=website)

    def mend(self) -> QWidget | None:
        unit = self._unit
        for block in self.blocks.values():
            block.set_error("")
        if not unit.name:
            self.blocks["name"].set_error(tr("Enter the name of the unit."))
            return self.lines["name"]
        try:
            tidy_unit(unit)
        except BadInput as refusal:
            block = self.blocks.get(refusal.where, self.blocks["name"])
            sentence = refusal.phrase.to(self.shell.language.language)
            block.set_error(sentence[:1].upper() + sentence[1:])
            return block.editor
        return None

    def first(self) -> QWidget:
        return self.lines["name"]


DONE, HERE, AHEAD = ("circle-check", "accent"), ("circle-dot", "accent"), ("circle", "muted")


class StepLine(QWidget):
    """Signs and words; a screen reader hears one sentence."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self._signs = [Glyph(*AHEAD) for _ in range(count)]
        self._words = [Label(role="hint") for _ in range(count)]
        flow = FlowLayout(spacing=22)
        for sign, word in zip(self._signs, self._words, strict=True):
            pair = QWidget()
            pair.setLayout(row(sign, word, spacing=7))
            flow.addWidget(pair)
        self.setLayout(flow)

    def show_steps(self, names: Sequence[str], here: int) -> None:
        for place, (sign, word, name) in enumerate(zip(self._signs, self._words, names, strict=True)):
            look = DONE if place < here else HERE if place == here else AHEAD
            sign.show_glyph(*look)
            word.setText(name)
            word.setProperty("role", "label" if place == here else "hint")
            word.style().unpolish(word)
            word.style().polish(word)
        count = len(names)
        said = tr("Step {n} of {all}: {name}")
        self.setAccessibleName(said.format(n=min(here + 1, count), all=count, name=names[min(here, count - 1)]))


BESIDE_CHARS = 110
"""Average characters that hold the first step and the other ways to begin side by side at large type."""
KEEP_MS = 400


class StartPage(Page):
    """Six steps, each on a page of its own; Enter goes on."""

    id = PageId.START

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.draft = StartDraft()
        self._done = False
        self._furthest = 1
        """The step that is shown at the latest: the PINs of an earlier start have to be given again."""
        self.unit, self.people, self.pins = UnitStep(shell), PeopleStep(shell), PinsStep(shell)
        self.pages = PagesStep(shell)
        self.contacts, self.summary = ContactsStep(shell), DoneStep(shell)
        self.steps: tuple[StartStep, ...] = (self.unit, self.people, self.pins, self.pages, self.contacts, self.summary)
        self.next_steps = NextSteps(shell, self._leave_for)
        self.line = StepLine(len(self.steps))
        self.other_ways = OtherWays(shell, self._import)
        self._stack = QStackedWidget()
        self.problem = Banner()
        self._kept = Label(
            tr("What you type is kept on this PC, except PINs. You can continue later."), role="hint", wrap=True
        )
        self.back, self.go = QuietButton(tr("Back"), glyph="arrow-left"), PrimaryButton(glyph="arrow-right")
        self.back.clicked.connect(lambda: self._show(self.draft.step - 1))
        self.go.clicked.connect(self._next)
        self._keep_soon = QTimer(self, singleShot=True, interval=KEEP_MS)
        self._keep_soon.timeout.connect(self._keep)
        for step in self.steps:
            step.changed.connect(self._keep_soon.start)
            step.entered.connect(self._next)
        tongue = LinkButton("English" if shell.language.language == "vi" else "Tiếng Việt", glyph="languages")
        tongue.clicked.connect(self._switch_language)
        self.tools.addWidget(tongue)
        self._build()
        self.title.setText(tr("Start here"))
        self._reword()
        root = shell.studio.profile.root
        shell.tasks.store(lambda: drafts.load(root), self._begin, owner=self)

    def _build(self) -> None:
        for step in (*self.steps, self.next_steps):
            card = Card()
            card.setLayout(column(step, margins=(24, 13, 24, 13)))
            held = PlainHolder()
            held.setLayout(column(self._beside(card) if step is self.unit else card, None))
            self._stack.addWidget(scrolled(held))
        foot = row(self._kept, self.back, self.go, spacing=10)
        foot.setStretch(0, 1)
        inside = column(self.heading, self.line, self._stack, self.problem, foot, spacing=10, margins=MARGINS)
        inside.setStretch(2, 1)
        self.setLayout(inside)

    def _beside(self, card: Card) -> ResponsiveRow:
        """The card with the other ways to begin."""
        held = PlainHolder()
        held.setLayout(column(card, None))
        return ResponsiveRow((held, 3), (self.other_ways, 1), spacing=12, wide=BESIDE_CHARS)

    def panes(self) -> tuple[QWidget, ...]:
        return (self.step, self.other_ways) if self.draft.step == 0 else (self.step,)

    def leave(self) -> None:
        self._keep()

    def open(self, what: str) -> None:
        """`what`: the number of a step, as in `shown`."""
        if what:
            self._furthest = int(what)

    @property
    def shown(self) -> str:
        return str(len(self.steps) if self._done else self.draft.step)

    def confirm(self) -> None:
        """Ctrl+Enter goes on; the last step asks to press its button."""
        if self.draft.step < len(self.steps) - 1:
            self._next()
        else:
            self.go.setFocus()

    @property
    def step(self) -> StartStep:
        """The one in sight."""
        return self.steps[self.draft.step]

    # -- walking

    def _begin(self, draft: StartDraft) -> None:
        """Go on where an earlier start was interrupted; PINs have to be given again."""
        if self._furthest == len(self.steps):
            self._show_done()
            return
        self._put(draft)
        self._show(min(draft.step, self._furthest), take=False)

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
        self.problem.say(Tone.RED, "")
        self._reword()
        (self.go if self.step is self.summary else self.step.first()).setFocus()
        self._keep_soon.start()

    def _next(self) -> None:
        if self._done or not self.go.isEnabled():
            return
        QGuiApplication.inputMethod().commit()  # a word that is still composed belongs to this step
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
        self.go.setText(tr("Finish setup") if last else tr("Next"))

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
        plan, studio = StartPlan(draft=self.draft, pins=self.pins.all()), self.shell.studio
        self.go.setEnabled(False)
        self.problem.say(Tone.RED, "")
        self.shell.tasks.store(lambda: set_up(studio, plan), self._stored, owner=self, failed=self._refused)

    def _stored(self, _: object) -> None:
        self._show_done()
        self.shell.changed()

    def _show_done(self) -> None:
        self._done = True
        self.go.setEnabled(True)
        self._stack.setCurrentIndex(len(self.steps))
        self._reword()
        self.next_steps.write.setFocus()

    def _refused(self, error: StudioError) -> None:
        self.go.setEnabled(True)
        self.problem.say(Tone.RED, self.shell.language.explain(error))

    def _leave_for(self, page: PageId, what: str) -> None:
        self.shell.go(page, what)

    def _import(self, taken: StartDraft) -> None:
        """A unit file was read: its values stand in the fields, to be looked over."""
        self._put(replace(taken, step=self.draft.step))
        self._reword()
        self._keep_soon.start()
        self.unit.first().setFocus()

    def _switch_language(self) -> None:
        self.shell.preferences.choose(language="en" if self.shell.language.language == "vi" else "vi")

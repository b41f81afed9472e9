"""The coach: a bar at the foot of the window that says what to do now, and always offers a way on, back and out; the
list of steps it opens."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAction
from PySide6.QtWidgets import QBoxLayout, QMenu, QVBoxLayout, QWidget

from studio.phrase import Phrase
from studio.training.lesson import LessonView, Mode, StepState
from studio.translation import tr
from studio.ui.language import LanguageManager
from studio.ui.training.checklist import has_hint
from studio.ui.training.words import STATES, TrainingPart, mode_word, part_name, state_name
from studio.ui.widgets.buttons import IconButton, LinkButton, MenuButton, PrimaryButton, QuietButton
from studio.ui.widgets.chip import StatusChip
from studio.ui.widgets.labels import ElidedLabel, Glyph, Label
from studio.ui.widgets.layout import Card, FlowLayout, PlainHolder, ScrollColumn, clear, column, row, rule, scrolled
from studio.ui.widgets.popover import Popover

LARGE_TYPE = 11
"""Pixels of an average character from which the buttons stand below the words."""
FORM_SHARE = 0.4
"""Of the window, that the form of a checklist takes at least."""
MARGINS = (20, 9, 16, 10)


class CoachBar(QWidget):
    """What each button asks for is a signal; `panel` is where the form of a checklist stands."""

    stop_wanted = Signal()
    redo_wanted = Signal()
    hint_wanted = Signal()
    there_wanted = Signal()
    steps_wanted = Signal()
    light_toggled = Signal(bool)
    only_lit_toggled = Signal(bool)
    part_wanted = Signal(object)
    next_wanted = Signal()

    def __init__(self, language: LanguageManager) -> None:
        super().__init__()
        self._language = language
        self._said = ""
        self._suggested: TrainingPart | None = None
        self._head, self._label = ElidedLabel(role="column"), Label(role="small")
        self._number = Label(role="heading")
        self._text = Label(role="heading", wrap=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._sign, self._note = Glyph("info", "accent"), Label(role="hint", wrap=True)
        self.part_link = LinkButton()
        self.there = LinkButton(tr("Take me there"), glyph="map-pin")
        self.back = LinkButton(tr("Back to where this step began"), glyph="history")
        self.hint = QuietButton(tr("Hint"), glyph="lightbulb")
        self.light = IconButton("sun", tr("How the step is shown"))
        self._dims = QAction(tr("Light up what is needed and dim the rest"), self, checkable=True)
        self._only = QAction(tr("The keyboard works in the lit area only"), self, checkable=True)
        self.steps = IconButton("list-checks", tr("All steps"))
        self.redo = IconButton("rotate-ccw", tr("Repeat this step: everything goes back to where it began"))
        self.parts, self.stop = MenuButton(glyph="user"), QuietButton(tr("Stop"), glyph="x")
        self.parts.setToolTip(tr("Your role; each is a sample person"))
        self.go_on = PrimaryButton(glyph="chevron-right")
        self.tools = row(spacing=6)
        self.panel: QVBoxLayout = column(spacing=8)
        self._area: ScrollColumn | None = None
        self._build()
        self._bind()
        self.setAccessibleName(tr("Lesson"))

    def _build(self) -> None:
        self._mode = StatusChip()
        head = row(self._mode, self._head, spacing=10)
        head.setStretch(1, 1)
        step = row(spacing=10)
        step.addWidget(self._number, 0, Qt.AlignmentFlag.AlignTop)
        step.addWidget(self._text, 1)
        self._notes = PlainHolder()
        links = FlowLayout(spacing=2)
        for link in (self.part_link, self.there, self.back):
            links.addWidget(link)
        self._links = PlainHolder()
        self._links.setLayout(links)
        told = row(self._sign, self._note, self._links, spacing=8)
        told.setStretch(1, 3)
        told.setStretch(2, 2)
        self._notes.setLayout(told)
        words = PlainHolder()
        words.setLayout(column(head, step, self._notes, spacing=3))
        tools = PlainHolder()
        self._side = column(self._label, row(None, self.tools), spacing=4)
        tools.setLayout(self._side)
        for button in (self.go_on, self.hint, self.parts, self.light, self.steps, self.redo, self.stop):
            self.tools.addWidget(button)
        self._box = row(spacing=16)
        self._box.addWidget(words, 1)
        self._box.addWidget(tools, 0, Qt.AlignmentFlag.AlignVCenter)
        self._ground = Card(kind="bar")
        whole = column(self.panel, self._box, spacing=8, margins=MARGINS)
        whole.setStretch(0, 1)
        self._ground.setLayout(whole)
        self.setLayout(column(self._ground))
        self._turn()

    def _bind(self) -> None:
        self.stop.clicked.connect(self.stop_wanted)
        self.redo.clicked.connect(self.redo_wanted)
        self.back.clicked.connect(self.redo_wanted)
        self.hint.clicked.connect(self.hint_wanted)
        self.there.clicked.connect(self.there_wanted)
        self.steps.clicked.connect(self.steps_wanted)
        menu = QMenu(self.light)
        menu.addActions([self._dims, self._only])
        self.light.clicked.connect(lambda: menu.popup(self.light.mapToGlobal(self.light.rect().topLeft())))
        self._dims.toggled.connect(self.light_toggled)
        self._dims.toggled.connect(self._only.setEnabled)
        self._only.toggled.connect(self.only_lit_toggled)
        self.go_on.clicked.connect(self.next_wanted)
        self.part_link.clicked.connect(self._take_part)

    # -- what is shown

    def show_view(self, view: LessonView) -> None:
        """Say which step is now, and offer what makes sense in this way of learning."""
        say = self._language.say
        self._mode.set_word(mode_word(view.mode))
        self._head.setText(f"{view.outline.id} · {say(view.outline.title)}")
        step, words = view.step, view.words
        self._number.setVisible(step is not None)
        if step is not None and words is not None:
            count = tr("Step {n}/{all} · only shown") if view.now in view.shown_only else tr("Step {n}/{all}")
            self._number.setText(count.format(n=step.number, all=len(view.states)))
            self._text.setText(say(words))
        self.hint.setVisible(view.mode is Mode.ALONE and step is not None and has_hint(step))
        self.light.setVisible(view.mode in (Mode.GUIDED, Mode.WATCH) and step is not None)
        self.redo.setVisible(view.mode not in (Mode.WATCH, Mode.EXAM) and step is not None)
        self.go_on.setVisible(False)
        self.back.setVisible(view.offer_restore)
        self._announce()

    def show_lights(self, on: bool, *, only: bool) -> None:
        """Whether what is needed is lit, and keys work there only."""
        self._dims.setChecked(on)
        self._only.setChecked(only)
        self._only.setEnabled(on)

    def show_form(self, form: QWidget | None) -> None:
        """Let the form of a checklist stand over the step; None takes it away."""
        clear(self.panel)
        self._area = None
        if form is not None:
            held = PlainHolder()
            outside = tr(
                "In real work this is done outside the app; here you practise it and keep the supporting files."
            )
            held.setLayout(
                column(Label(outside, role="hint", wrap=True), form, None, spacing=14, margins=(0, 8, 12, 8))
            )
            self._area = scrolled(held)
            self._area.setMinimumHeight(round(self.window().height() * FORM_SHARE))
            self.panel.addWidget(self._area, 1)
            self.panel.addWidget(rule())

    def scroll_up(self) -> None:
        """Show the form from its beginning."""
        if self._area is not None:
            self._area.verticalScrollBar().setValue(0)

    def show_label(self, about: Phrase) -> None:
        """What an outline is not; it stands there always."""
        self._label.setText(self._language.say(about))

    def say(self, text: str, *, there: bool = False, glyph: str = "info") -> None:
        """Say something beside the step; `there` offers to go where it is done."""
        self._note.setText(text)
        self._sign.show_glyph(glyph, "accent")
        self.there.setVisible(there)
        self._fit_notes()

    def say_done(self, text: str, go_on: str) -> None:
        """The lesson is over; `go_on` names what comes next, if anything."""
        self._number.hide()
        self._text.setText(text)
        self.go_on.setText(go_on)
        self.go_on.setVisible(bool(go_on))
        for button in (self.hint, self.light, self.redo, self.parts):
            button.hide()
        self.say("")
        self.back.hide()
        self._fit_notes()
        self._announce()

    @property
    def text(self) -> str:
        return self._text.text()

    @property
    def foot(self) -> int:
        """Pixels that the words and buttons take, without the form above them."""
        return self._box.geometry().height() + MARGINS[1] + MARGINS[3]

    @property
    def note(self) -> str:
        return self._note.text()

    # -- parts

    def show_part(self, playing: TrainingPart | None, suggested: TrainingPart | None, pin: str) -> None:
        """Who is played now, if anybody; whose the step is, and the PIN of the sample people."""
        self._suggested = suggested
        played = part_name(playing) if playing is not None else tr("Nobody")
        self.parts.setText(played)
        self.parts.setAccessibleName(tr("Your role: {part}").format(part=played))
        menu = QMenu(self.parts)
        for part in TrainingPart:
            action = menu.addAction(part_name(part), partial(self.part_wanted.emit, part))
            action.setCheckable(True)
            action.setChecked(part is playing)
        if pin:
            menu.addSeparator()
            menu.addAction(tr("PIN of every role: {pin}").format(pin=pin)).setEnabled(False)
        old = self.parts.menu()
        self.parts.setMenu(menu)
        if old is not None:
            old.deleteLater()
        other = suggested is not None and suggested is not playing
        self.part_link.setVisible(other)
        if suggested is not None and other:
            self.part_link.setText(tr("Switch to the role: {part}").format(part=part_name(suggested)))
            self.part_link.set_glyph("user-check")
        self._fit_notes()

    def _take_part(self) -> None:
        if self._suggested is not None:
            self.part_wanted.emit(self._suggested)

    # -- within

    def _fit_notes(self) -> None:
        links = any(not link.isHidden() for link in (self.part_link, self.there, self.back))
        self._sign.setVisible(bool(self._note.text()))
        self._note.setVisible(bool(self._note.text()))
        self._links.setVisible(links)
        self._notes.setVisible(bool(self._note.text()) or links)

    def _announce(self) -> None:
        """A screen reader hears each step once."""
        said = f"{self._number.text()} {self._text.text()}" if not self._number.isHidden() else self._text.text()
        if said != self._said and self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))
        self._said = said

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._turn()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._fit_height()
        return done

    def _fit_height(self) -> None:
        """What is said here is read before the page, whatever that asks for."""
        needed = self._ground.heightForWidth(self.width())
        if needed > 0 and needed != self.minimumHeight():
            self.setMinimumHeight(needed)

    def _turn(self) -> None:
        """Where type is large, buttons stand below the words, beside what an outline is not: pages need the height."""
        tall = self.fontMetrics().averageCharWidth() >= LARGE_TYPE
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._box.setDirection(down if tall else across)
        self._box.setSpacing(3 if tall else 16)
        self._side.setDirection(across if tall else down)
        self._side.setSpacing(16 if tall else 4)
        self._side.setStretch(0, int(tall))
        self._label.setWordWrap(tall)
        side = Qt.AlignmentFlag.AlignLeft if tall else Qt.AlignmentFlag.AlignRight
        self._label.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)


CHARS, SHARE, INSIDE = 78, 0.6, 56
"""Width in average characters, part of the window's height at most, and the pixels beside the steps."""


class StepsPopover(Popover):
    """Made once for a bar; `show_view` fills it."""

    def __init__(self, host: QWidget, language: LanguageManager) -> None:
        super().__init__(host, chars=CHARS)
        self._language = language
        self._heading = Label(role="heading", wrap=True)
        self._lines: QVBoxLayout = column(spacing=8)
        held = PlainHolder()
        held.setLayout(self._lines)
        self._held, self._area = held, scrolled(held)
        close = QuietButton(tr("Close"))
        close.clicked.connect(self.close_popover)
        inside = column(self._heading, self._area, row(None, close), spacing=12, margins=(20, 16, 16, 14))
        self.card.setLayout(inside)

    def show_view(self, view: LessonView) -> None:
        say = self._language.say
        self._heading.setText(f"{view.outline.id} · {say(view.outline.title)}")
        clear(self._lines)
        for step, state in zip(view.outline.steps, view.states, strict=True):
            if view.mode is Mode.EXAM and state is StepState.NEXT:
                continue  # what comes next is part of what is asked
            icon, colour = STATES[state]
            text = Label(say(step.text), "hint" if state is StepState.NEXT else "", wrap=True)
            text.setAccessibleName(f"{step.number}. {say(step.text)} ({state_name(state)})")
            line = row(spacing=10)
            line.addWidget(Glyph(icon, colour), 0, Qt.AlignmentFlag.AlignTop)
            number = Label(f"{step.number}.", "column")
            number.setMinimumWidth(self.fontMetrics().horizontalAdvance("00."))
            line.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(text, 1)
            held = PlainHolder()
            held.setLayout(line)
            self._lines.addWidget(held)

    def place(self) -> None:
        """As high as the steps are, but no higher than a part of the window: beyond, they scroll."""
        room = self._host.size()
        width = min(self._chars * self.fontMetrics().averageCharWidth(), room.width()) - INSIDE
        needed = self._held.heightForWidth(width)
        self._area.setFixedHeight(min(needed, round(room.height() * SHARE)))
        super().place()

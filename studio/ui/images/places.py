"""What is to be covered: the places that detectors suggest, one decision each, and what a person confirms."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from studio.images.recipe import CoverDecision, Recipe, Subject, Suggestion
from studio.images.work import PictureAnswers
from studio.translation import ntr, tr
from studio.ui.anchors import anchor
from studio.ui.images.canvas.acts import SUBJECTS
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import IconButton, LinkButton, PrimaryButton, QuietButton
from studio.ui.widgets.choice import CheckBox, YesNo
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, FlowLayout, PlainHolder, column, row
from studio.ui.widgets.row_list import EntryList, ListEntry
from studio.ui.widgets.tips import plain
from studio.ui.words import StateWord

QUESTIONS = ("children", "held", "papers")


class Questions(QWidget):
    """`answered` carries a `PictureAnswers` once all three are. `opener` shows and hides them; until somebody used
    it they show while there is room (`make_room`) and no answer."""

    answered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._shown: PictureAnswers | None = None
        self._room, self._wanted = True, False
        self.opener = LinkButton()
        self.opener.clicked.connect(self._open)
        heading = Label(tr("Look first. Does the picture show:"), "label", wrap=True)
        self.rows = {name: YesNo(spacing=4) for name in QUESTIONS}
        labels = {name: Label(wrap=True) for name in QUESTIONS}
        lines = column(heading, spacing=4, margins=(10, 8, 10, 8))
        for name, choice in self.rows.items():
            line = row(labels[name], choice, spacing=8)
            line.setStretch(0, 1)
            lines.addLayout(line)
            for button in (choice.yes, choice.no):
                button.clicked.connect(lambda _: self._clicked())
        card = Card(kind="inset")
        card.setLayout(lines)
        self.setLayout(column(card))
        anchor(self, "media.questions")
        anchor(self.opener, "media.questions", stand_in=True)
        words = {
            "children": tr("Anyone under 18"),
            "held": tr("A victim, or somebody held or accused"),
            "papers": tr("Papers, screens or number plates"),
        }
        for name, choice in self.rows.items():
            labels[name].setText(words[name])
            choice.set_words(tr("Yes"), tr("No"))
            choice.name(words[name])
        self._show()

    def show_answers(self, shown: PictureAnswers | None) -> None:
        """What was answered of the photograph in sight; None: nothing yet."""
        self._shown, self._wanted = shown, False
        for name, choice in self.rows.items():
            choice.set_answer(getattr(shown, name) if shown is not None else None)
        self._show()

    def make_room(self, room: bool) -> None:
        """Whether there is room for the questions without anybody asking for them."""
        self._room = room
        self._show()

    def ask(self) -> None:
        """Show the questions, room or not, and put the keyboard on the first that has no answer."""
        self._wanted = True
        self._show()
        first = next((row for row in self.rows.values() if row.answer is None), None)
        if first is not None:
            first.yes.setFocus()

    def _open(self) -> None:
        self._wanted = self.isHidden()
        self._room = False
        self._show()

    def _show(self) -> None:
        self.setVisible(self._wanted or (self._room and self._shown is None))
        self.opener.setVisible(self._wanted or self.isHidden())  # while they show by themselves there is no need of it
        self.opener.set_glyph("circle-question-mark" if self._shown is None else "circle-check")
        self.opener.setText(tr("3 questions") if self._shown is None else tr("3 answers"))
        self.opener.setToolTip(plain(self._told()))

    def _told(self) -> str:
        shown = self._shown
        if shown is None:
            return tr("What the picture shows: children, victims or people held, papers or plates")
        words = {
            "children": tr("children"),
            "held": tr("victims or people held"),
            "papers": tr("papers or plates"),
        }
        seen = ", ".join(words[name] for name in QUESTIONS if getattr(shown, name))
        said = tr("In the picture: {what}.").format(what=seen)
        return said if seen else tr("No children, no victims or people held, no papers or plates.")

    def _clicked(self) -> None:
        given = {name: choice.answer for name, choice in self.rows.items()}
        children, held, papers = (given[name] for name in QUESTIONS)
        if children is None or held is None or papers is None:
            return
        self._shown, self._wanted = PictureAnswers(children=children, held=held, papers=papers), False
        self._show()
        self.answered.emit(self._shown)


LIST_HEIGHT = 126
"""Pixels, at least, while long sentences stand above it: three places."""


class PlacesList(EntryList):
    """Enter covers, Delete leaves."""

    decided = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        decision = {
            Qt.Key.Key_Return: CoverDecision.COVER,
            Qt.Key.Key_Enter: CoverDecision.COVER,
            Qt.Key.Key_Delete: CoverDecision.LEAVE,
            Qt.Key.Key_Backspace: CoverDecision.LEAVE,
        }.get(Qt.Key(event.key()))
        if decision is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.decided.emit(decision)
        else:
            super().keyPressEvent(event)


class PlacesPanel(QWidget):
    """`decided` carries the id of a suggestion and what a person says of it."""

    decided = Signal(str, object)
    selected = Signal(str)
    look_wanted = Signal()
    cleared = Signal(bool)
    consents_wanted = Signal()
    help_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._recipe: Recipe | None = None
        self._following = False
        """The canvas tells what is selected; it need not be told."""
        self._cleared = self._looking = False
        self.questions = Questions()
        self.look = QuietButton(glyph="scan-face")
        self.look.clicked.connect(self.look_wanted)
        self.state, self.absent = Banner(), LinkButton(glyph="info")
        self.absent.clicked.connect(self.help_wanted)
        self.absent.hide()
        self._lacks: tuple[Subject, ...] = ()
        self.list = PlacesList(lines=0, title_lines=0)
        self.list.setMinimumHeight(LIST_HEIGHT)
        self.list.chosen.connect(self._chosen)
        self.list.decided.connect(self._decide)
        self.cover, self.leave = PrimaryButton(tr("Cover"), "eye-off"), QuietButton(tr("Leave"), "eye")
        self.again = IconButton("undo-2", tr("Decide again"))
        for button, decision in (
            (self.cover, CoverDecision.COVER),
            (self.leave, CoverDecision.LEAVE),
            (self.again, CoverDecision.OPEN),
        ):
            button.clicked.connect(lambda _, decision=decision: self._decide(decision))
        self.nobody = CheckBox(tr("I looked: nothing else to cover"))
        self.nobody.clicked.connect(self.cleared)
        self.consents = LinkButton(tr("Consents of people shown…"), "handshake")
        self.consents.clicked.connect(self.consents_wanted)
        self._hint = Label(tr("Enter covers, Delete leaves."), "small", wrap=True)
        deeds = row(self.cover, self.leave, self.again, None)
        first, begin = FlowLayout(spacing=8), PlainHolder()
        first.addWidget(self.look)
        first.addWidget(self.questions.opener)
        begin.setLayout(first)
        above = (
            self.questions,
            begin,
            self.state,
            self.absent,
            self.list,
            deeds,
            self._hint,
        )
        whole = column(*above, self.nobody, self.consents, spacing=8)
        whole.addStretch(1)
        anchor(self.consents, "media.consent")
        whole.setStretch(whole.indexOf(self.list), 100)  # all the room there is, while it is shown
        self.setLayout(whole)
        self.list.setAccessibleName(tr("Suggested places"))
        self.nobody.setToolTip(tr("A detector can miss things: look yourself, and draw covers by hand."))
        self.absent.setText(self._absent_words())
        self._show()

    def minimumSizeHint(self) -> QSize:
        """With room for the lines that its sentences take at this width."""
        hint, inside = super().minimumSizeHint(), self.layout()
        high = inside.totalMinimumHeightForWidth(self.width()) if inside is not None else 0
        return QSize(hint.width(), max(hint.height(), high))

    def show_recipe(self, recipe: Recipe, *, cleared: bool, looking: bool) -> None:
        """`cleared`: a person confirmed that nobody else is to be protected; `looking`: detectors are at work."""
        self._recipe, self._cleared, self._looking = recipe, cleared, looking
        self._show()

    def show_absent(self, lacks: Sequence[Subject], sentences: str) -> None:
        """For what this PC has no detector, and what to do about it."""
        self._lacks = tuple(lacks)
        self.absent.setText(self._absent_words())
        self.absent.setToolTip(plain(sentences))
        self.absent.setAccessibleDescription(sentences)
        self.absent.setVisible(bool(lacks))

    def _absent_words(self) -> str:
        lacks = ", ".join(tr(SUBJECTS[subject]).lower() for subject in self._lacks)
        if len(self._lacks) > 1:
            return tr("This PC has no detector")
        return tr("Not looked for: {what}").format(what=lacks)

    def refuse(self, why: str) -> None:
        """Why the picture may not leave; shown until something of it changes."""
        self.state.say(Tone.RED, why)

    def choose(self, id: str) -> None:
        """The suggestion selected on the canvas."""
        self._following = True
        if not self.list.choose(id):
            self.list.setCurrentIndex(QModelIndex())
        self._following = False
        self._offer()

    @property
    def _chosen_one(self) -> Suggestion | None:
        all_of_them = self._recipe.suggestions if self._recipe is not None else ()
        return next((one for one in all_of_them if one.id == self.list.chosen_id), None)

    def _show(self) -> None:
        recipe = self._recipe
        self.look.setText(tr("Searching the picture…") if self._looking else tr("Find what to cover"))
        self.look.setEnabled(recipe is not None and not self._looking)
        self.nobody.setChecked(self._cleared)
        if recipe is None:
            return
        kept = self.list.chosen_id
        self.list.show_entries([self._entry(place, one) for place, one in enumerate(recipe.suggestions, start=1)])
        if kept:
            self.list.choose(kept)
        self.list.setVisible(bool(recipe.suggestions))
        self.questions.make_room(not recipe.suggestions)
        self._say_state(recipe)
        self._offer()

    def _say_state(self, recipe: Recipe) -> None:
        count = len(recipe.undecided)
        if count:
            words = ntr("{count} place is not decided yet.", "{count} places are not decided yet.", count).format(
                count=count
            )
            self.state.say(Tone.AMBER, words)
        elif recipe.suggestions:
            self.state.say(Tone.GREEN, tr("Every suggested place is decided."))
        elif recipe.looked:
            self.state.say(Tone.BLUE, tr("Nothing found. Check it yourself."))
        elif self._cleared:
            self.state.say(Tone.GREEN, tr("A person looked at this picture."))
        else:
            self.state.say(Tone.AMBER, tr("Nobody has looked at this picture yet."))

    def _entry(self, place: int, one: Suggestion) -> ListEntry:
        word = {
            CoverDecision.OPEN: StateWord(tr("Not decided"), "circle-question-mark", Tone.AMBER),
            CoverDecision.COVER: StateWord(tr("Covered"), "eye-off", Tone.GREEN),
            CoverDecision.LEAVE: StateWord(tr("Left"), "eye", Tone.GREY),
        }[one.decision]
        subject = tr(SUBJECTS[one.subject])
        return ListEntry(id=one.id, title=f"{place}. {subject}", word=word)

    def _offer(self) -> None:
        one = self._chosen_one
        self.cover.setEnabled(one is not None and one.decision is not CoverDecision.COVER)
        self.leave.setEnabled(one is not None and one.decision is not CoverDecision.LEAVE)
        self.again.setVisible(one is not None and one.decision is not CoverDecision.OPEN)
        suggested = self._recipe is not None and bool(self._recipe.suggestions)
        for part in (self.cover, self.leave, self._hint):
            part.setVisible(suggested)

    def _chosen(self, id: str) -> None:
        self._offer()
        if not self._following:
            self.selected.emit(id)

    def _decide(self, decision: CoverDecision) -> None:
        one = self._chosen_one
        if one is not None and one.decision is not decision:
            self.decided.emit(one.id, decision)

"""Three questions about a photograph, asked before anything is covered: who and what is in it."""

from __future__ import annotations

from PySide6.QtCore import Signal

from studio.images.work import Shown
from studio.ui.anchors import anchor
from studio.ui.language import Translated
from studio.ui.widgets.buttons import LinkButton
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, Plain, column, row
from studio.ui.widgets.yes_no import YesNo

QUESTIONS = ("children", "held", "papers")


class Questions(Translated):
    """`answered` carries a `Shown` once all three are. Then one line says what was answered, with a way back."""

    answered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._shown: Shown | None = None
        self._heading = Label(role="label", wrap=True)
        self.rows = {name: YesNo() for name in QUESTIONS}
        self._labels = {name: Label(wrap=True) for name in QUESTIONS}
        lines = column(self._heading, spacing=4)
        for name, choice in self.rows.items():
            line = row(self._labels[name], choice, spacing=8)
            line.setStretch(0, 1)
            lines.addLayout(line)
            for button in (choice.yes, choice.no):
                button.clicked.connect(lambda _: self._clicked())
        self._asking = Plain()
        self._asking.setLayout(lines)
        self._told, self.again = Label(role="small", wrap=True), LinkButton(glyph="pencil")
        self.again.clicked.connect(lambda: self._show(asking=True))
        said = row(self._told, self.again, spacing=8)
        said.setStretch(0, 1)
        self._said = Plain()
        self._said.setLayout(said)
        card = Card(kind="inset")
        card.setLayout(column(self._asking, self._said, margins=(10, 8, 10, 8)))
        self.setLayout(column(card))
        anchor(self, "media.questions")
        self.retranslate()

    def retranslate(self) -> None:
        self._heading.setText(self.tr("Look first: what does the picture show?"))
        words = {
            "children": self.tr("Anyone under 18"),
            "held": self.tr("A victim, or somebody held or accused"),
            "papers": self.tr("Papers, screens or number plates"),
        }
        for name, choice in self.rows.items():
            self._labels[name].setText(words[name])
            choice.set_words(self.tr("Yes"), self.tr("No"))
            choice.name(words[name])
        self.again.setText(self.tr("Change"))
        self._say()

    def show_answers(self, shown: Shown | None) -> None:
        """What was answered of the photograph in sight; None: nothing yet."""
        self._shown = shown
        for name, choice in self.rows.items():
            choice.set_answer(getattr(shown, name) if shown is not None else None)
        self._show(asking=shown is None)

    def _show(self, *, asking: bool) -> None:
        self._asking.setVisible(asking)
        self._said.setVisible(not asking)
        self._say()

    def _say(self) -> None:
        shown = self._shown
        if shown is None:
            return
        words = {
            "children": self.tr("children"),
            "held": self.tr("victims or people held"),
            "papers": self.tr("papers or plates"),
        }
        seen = ", ".join(words[name] for name in QUESTIONS if getattr(shown, name))
        said = self.tr("In the picture: {what}.").format(what=seen)
        self._told.setText(said if seen else self.tr("No children, no victims or people held, no papers or plates."))

    def _clicked(self) -> None:
        given = {name: choice.answer for name, choice in self.rows.items()}
        children, held, papers = (given[name] for name in QUESTIONS)
        if children is None or held is None or papers is None:
            return
        self._shown = Shown(children=children, held=held, papers=papers)
        self._show(asking=False)
        self.answered.emit(self._shown)

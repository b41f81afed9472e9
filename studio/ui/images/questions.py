"""Three questions about a photograph, asked before anything is covered: who and what is in it."""

from __future__ import annotations

from PySide6.QtCore import Signal

from studio.images.work import Shown
from studio.ui.anchors import anchor
from studio.ui.language import Translated
from studio.ui.widgets.buttons import LinkButton
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, column, row
from studio.ui.widgets.tips import plain
from studio.ui.widgets.yes_no import YesNo

QUESTIONS = ("children", "held", "papers")


class Questions(Translated):
    """`answered` carries a `Shown` once all three are. `opener` shows and hides them; until somebody used it they show
    while there is room (`make_room`) and no answer."""

    answered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._shown: Shown | None = None
        self._room, self._wanted = True, False
        self.opener = LinkButton()
        self.opener.clicked.connect(self._open)
        self._heading = Label(role="label", wrap=True)
        self.rows = {name: YesNo(spacing=10) for name in QUESTIONS}
        self._labels = {name: Label(wrap=True) for name in QUESTIONS}
        lines = column(self._heading, spacing=4, margins=(10, 8, 10, 8))
        for name, choice in self.rows.items():
            line = row(self._labels[name], choice, spacing=8)
            line.setStretch(0, 1)
            lines.addLayout(line)
            for button in (choice.yes, choice.no):
                button.clicked.connect(lambda _: self._clicked())
        card = Card(kind="inset")
        card.setLayout(lines)
        self.setLayout(column(card))
        anchor(self, "media.questions")
        anchor(self.opener, "media.questions", stand_in=True)
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
        self._show()

    def show_answers(self, shown: Shown | None) -> None:
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
        self.opener.setText(self.tr("3 questions") if self._shown is None else self.tr("3 answers"))
        self.opener.setToolTip(plain(self._told()))

    def _told(self) -> str:
        shown = self._shown
        if shown is None:
            return self.tr("What the picture shows: children, victims or people held, papers or plates")
        words = {
            "children": self.tr("children"),
            "held": self.tr("victims or people held"),
            "papers": self.tr("papers or plates"),
        }
        seen = ", ".join(words[name] for name in QUESTIONS if getattr(shown, name))
        said = self.tr("In the picture: {what}.").format(what=seen)
        return said if seen else self.tr("No children, no victims or people held, no papers or plates.")

    def _clicked(self) -> None:
        given = {name: choice.answer for name, choice in self.rows.items()}
        children, held, papers = (given[name] for name in QUESTIONS)
        if children is None or held is None or papers is None:
            return
        self._shown, self._wanted = Shown(children=children, held=held, papers=papers), False
        self._show()
        self.answered.emit(self._shown)

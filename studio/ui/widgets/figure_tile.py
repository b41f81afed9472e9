"""One figure of a period: its name, the figure, and a remark."""

from __future__ import annotations

from studio.ui.tokens import Tone
from studio.ui.widgets.chip import ToneWord
from studio.ui.widgets.field import NOTHING
from studio.ui.widgets.labels import Elided, Label
from studio.ui.widgets.layout import Card, column
from studio.ui.words import StateWord


class FigureTile(Card):
    """A remark that warns is amber, with its sign: something is missing in the figure."""

    def __init__(self) -> None:
        super().__init__()
        self.name, self.figure, self.remark = Label(role="hint"), Label(role="title"), Elided(role="small")
        self.warning = ToneWord()
        self.warning.hide()
        self.setLayout(column(self.name, self.figure, self.remark, self.warning, spacing=2, margins=12))

    def show_figure(self, name: str, figure: str, remark: str = "", *, warns: bool = False) -> None:
        self.name.setText(name)
        self.figure.setText(figure)
        self.figure.setAccessibleName(f"{name}: {figure}. {remark}")
        self.remark.setText(remark or NOTHING)
        self.warning.set_word(StateWord(remark, "triangle-alert", Tone.AMBER) if warns else None)
        self.remark.setVisible(not warns)
        self.warning.setVisible(warns)

"""The four ways to learn an outline, one of them the next to take."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from studio.training.lesson import Mode
from studio.training.runs import Run
from studio.ui.language import Translated
from studio.ui.training.words import about_mode, mode_word
from studio.ui.widgets.deed_buttons import DeedButtons, Offer
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import column


class Ways(Translated):
    """`wanted` carries the `Mode` to begin."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._next, self._about_outline = Mode.GUIDED, ""
        self._buttons = DeedButtons()
        self._buttons.wanted.connect(lambda deed: self.wanted.emit(Mode(deed)))
        self._about = Label(role="small", wrap=True)
        self.setLayout(column(self._buttons, self._about, spacing=6))
        self.retranslate()

    def retranslate(self) -> None:
        self.show_next(self._next, self._about_outline)

    def show_next(self, mode: Mode, outline: str) -> None:
        """Let `mode` be the one to take next; `outline` names the lesson for a screen reader."""
        self._next, self._about_outline = mode, outline
        self._buttons.offer(
            [
                Offer(each.value, mode_word(each).text, mode_word(each).icon, _kind(each is mode), outline)
                for each in Mode
            ]
        )
        self._about.setText(f"{mode_word(mode).text}: {about_mode(mode)}")

    def press(self, mode: Mode) -> None:
        """As if its button was pressed."""
        button = self._buttons.button(mode.value)
        if button is not None:
            button.click()


def next_way(runs: Sequence[Run]) -> Mode:
    """What to do next with an outline that was done so far as `runs` say: follow, then alone, then the exam."""
    done = {run.mode for run in runs if run.learnt}
    return next((mode for mode in (Mode.GUIDED, Mode.ALONE) if mode.value not in done), Mode.EXAM)


def _kind(next_one: bool) -> str:
    return "primary" if next_one else "quiet"

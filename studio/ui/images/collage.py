"""Putting photographs that are being edited on one sheet: side by side, in rows, before and after."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from studio.clock import show_datetime
from studio.images.collage import LEAST, LONGEST_LABEL, MOST
from studio.images.recipe import Arrangement
from studio.images.work import Work, WorkRow
from studio.images.works import CollageSource
from studio.text import length
from studio.translation import tr
from studio.ui.form import Form, Values
from studio.ui.page import Shell
from studio.ui.spelling.controls import SpellingLine
from studio.ui.widgets.editors import ChoiceBox

BEFORE_AFTER = "before_after"
FIRST_LABELS = ("Trước", "Sau")
"""Of a new before and after: content, not words of the window."""


class CollageForm(Form):
    """Chooses photographs and their labels; `made` is the work once it is begun."""

    def __init__(self, shell: Shell, rows: Sequence[WorkRow], parent: QWidget | None = None) -> None:
        super().__init__(shell, parent, glyph="layout-grid", width=620)
        self.made: Work | None = None
        self.slow = tr("Putting the pictures together")
        self.set_heading(tr("Collage"))
        self.go.setText(tr("Put together"))
        self.say(
            tr(
                "Each photograph is used as it may leave, with its covers. Consents to one of them hold for the "
                "collage."
            )
        )
        self.arrangement = ChoiceBox(
            {
                BEFORE_AFTER: tr("Before and after"),
                Arrangement.BESIDE: tr("Side by side"),
                Arrangement.BELOW: tr("One below the other"),
                Arrangement.ROWS: tr("In two rows"),
            },
            BEFORE_AFTER,
        )
        self.ask("arrangement", self.arrangement, tr("Arrangement"))
        self.pictures: list[ChoiceBox] = []
        self.labels: list[SpellingLine] = []
        for number in range(1, MOST + 1):
            self._ask_picture(number, rows)
        for place, words in enumerate(FIRST_LABELS):
            self.labels[place].setText(words)
        self.arrangement.currentIndexChanged.connect(self._relabel)

    def _ask_picture(self, number: int, rows: Sequence[WorkRow]) -> None:
        choices = {row.id: f"{row.title} · {show_datetime(row.changed_at)}" for row in rows}
        if number > LEAST:
            choices = {"": tr("No photograph"), **choices}
        chosen = "" if number > LEAST else rows[min(number, len(rows)) - 1].id
        picture, label = ChoiceBox(choices, chosen), SpellingLine()
        self.pictures.append(picture)
        self.labels.append(label)
        shown = None if number <= LEAST else _is_collage
        name = f"picture{number}"
        self.ask(name, picture, tr("Photograph {n}").format(n=number), check=self._twice(name), shown=shown)
        self.ask(f"label{number}", label, tr("Its label"), check=_too_long(f"label{number}"), shown=shown)
        self.pair(name, f"label{number}")

    def _twice(self, name: str) -> Callable[[Values], str]:
        def check(values: Values) -> str:
            chosen = [one.work for one in self._sources(values)]
            return tr("This photograph is chosen twice.") if chosen.count(values[name]) > 1 else ""

        return check

    def _sources(self, values: Values) -> list[CollageSource]:
        most = LEAST if values["arrangement"] == BEFORE_AFTER else MOST
        numbers = [number for number in range(1, most + 1) if values[f"picture{number}"]]
        return [CollageSource(work=values[f"picture{n}"], label=values[f"label{n}"]) for n in numbers]

    def _relabel(self) -> None:
        """Before and after bring their words; another arrangement takes them away."""
        begins = self.arrangement.value == BEFORE_AFTER
        for label, words in zip(self.labels, FIRST_LABELS, strict=False):
            if label.text() in ("", words):
                label.setText(words if begins else "")

    def work(self, values: Values) -> object:
        kind = values["arrangement"]
        arrangement = Arrangement.BESIDE if kind == BEFORE_AFTER else kind
        works, by = self.shell.studio.photo_works, self.shell.session.person_id or ""
        self.made = works.open_collage(self._sources(values), arrangement, by)
        return self.made


def _is_collage(values: Values) -> bool:
    return bool(values["arrangement"] != BEFORE_AFTER)


def _too_long(name: str) -> Callable[[Values], str]:
    def check(values: Values) -> str:
        over = length(values[name]) > LONGEST_LABEL
        return tr("At most {most} characters.").format(most=LONGEST_LABEL) if over else ""

    return check

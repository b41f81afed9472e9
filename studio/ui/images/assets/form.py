"""What is said of an asset: title, kind, source, rights, days, alternative text, tags."""

from __future__ import annotations

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from studio.images.assets import AssetFacts, AssetKind, lint
from studio.translation import tr
from studio.ui.images.assets.looks import KINDS, kind_word
from studio.ui.language import Speech
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.layout import column, row
from studio.ui.widgets.moment import DateField

_BETWEEN = re.compile(r"[,;\n]")


class AssetForm(QWidget):
    """`edited` follows each change by a person."""

    edited = Signal()

    def __init__(self, speech: Speech, *, narrow: bool = False) -> None:
        """`narrow`: in a column that has no room for two days side by side."""
        super().__init__()
        self._speech = speech
        self.title, self.source, self.rights, self.alt, self.tags = (QLineEdit() for _ in range(5))
        self.kind = Combo()
        for kind in KINDS:
            self.kind.addItem("", kind)
        self.valid_from, self.valid_until = DateField(), DateField()
        self.blocks = {
            "title": FieldBlock(self.title),
            "kind": FieldBlock(self.kind, tr("Kind")),
            "source": FieldBlock(
                self.source, hint=tr("Who made it or where it comes from; without it no post may use it.")
            ),
            "rights": FieldBlock(
                self.rights,
                tr("Right of use"),
                hint=tr("For example: taken by the unit; given for use by the photographer."),
            ),
            "valid_from": FieldBlock(self.valid_from, tr("Usable from")),
            "valid_until": FieldBlock(self.valid_until, tr("Last day")),
            "alt": FieldBlock(self.alt, tr("Alternative text")),
            "tags": FieldBlock(self.tags, tr("Tags"), hint=tr("Separated by commas")),
        }
        for line in (self.title, self.source, self.rights, self.alt, self.tags):
            line.textEdited.connect(lambda _: self._typed())
        self.kind.activated.connect(lambda _: self.edited.emit())
        for day in (self.valid_from, self.valid_until):
            day.edited.connect(self.edited)
        beside = column if narrow else row
        days = beside(self.blocks["valid_from"], self.blocks["valid_until"], spacing=10)
        parts = [self.blocks[name] for name in ("title", "kind", "source", "rights")]
        self.setLayout(column(*parts, days, self.blocks["alt"], self.blocks["tags"], spacing=10))
        for place in range(self.kind.count()):
            self.kind.setItemText(place, kind_word(self.kind.itemData(place)))
        self.blocks["title"].set_label(tr("Name"), required=True)
        self.blocks["source"].set_label(tr("Source"), required=True)
        self._advise()

    def show_facts(self, facts: AssetFacts) -> None:
        for line, text in (
            (self.title, facts.title), (self.source, facts.source), (self.rights, facts.rights),
            (self.alt, facts.alt), (self.tags, ", ".join(facts.tags)),
        ):  # fmt: skip
            line.setText(text)
            line.setCursorPosition(0)
        self.kind.choose(facts.kind)
        self.valid_from.set_value(facts.valid_from)
        self.valid_until.set_value(facts.valid_until)
        self.blame("", "")
        self._advise()

    @property
    def facts(self) -> AssetFacts | None:
        """What the form says; None when a day cannot be read, which is then told."""
        self.blame("", "")
        for name, day in (("valid_from", self.valid_from), ("valid_until", self.valid_until)):
            if not day.valid:
                self.blocks[name].set_error(tr("Write a day such as 25/11/2026."))
                return None
        return AssetFacts(
            kind=AssetKind(self.kind.currentData()),
            title=self.title.text(),
            source=self.source.text(),
            rights=self.rights.text(),
            alt=self.alt.text(),
            tags=tuple(_BETWEEN.split(self.tags.text())),
            valid_from=self.valid_from.value,
            valid_until=self.valid_until.value,
        )

    def blame(self, where: str, sentence: str) -> None:
        """Show what is wrong at its field; an empty sentence clears all."""
        for name, block in self.blocks.items():
            block.set_error(sentence if name == where else "")

    def _typed(self) -> None:
        self._advise()
        self.edited.emit()

    def _advise(self) -> None:
        written = self.alt.text().strip()
        remarks = lint(written, title=self.title.text()) if written else ()
        sentence = self._speech.say(remarks[0].say) if remarks else tr("Taken over by posts that use it.")
        self.blocks["alt"].set_hint(sentence[:1].upper() + sentence[1:])

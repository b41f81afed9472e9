"""Further conditions on the list: template, author, page, and between which days a post was changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.posts.model import PostFilter
from studio.ui.language import Speech, Translated
from studio.ui.posts.names import Names
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.layout import Card, FlowLayout, column
from studio.ui.widgets.moment import DateField


class MoreFilters(Translated):
    """`changed` carries the filter with what was chosen here."""

    changed = Signal(PostFilter)

    def __init__(self, speech: Speech) -> None:
        super().__init__()
        self._speech, self._names, self._filter = speech, Names(), PostFilter()
        self.template, self.author, self.target = Combo(), Combo(), Combo()
        self.since, self.until = DateField(), DateField()
        self._combos = {"template": self.template, "author": self.author, "target": self.target}
        self._days = {"changed_from": self.since, "changed_to": self.until}
        editors: Mapping[str, QWidget] = {**self._combos, **self._days}
        self._blocks = {name: FieldBlock(editor) for name, editor in editors.items()}
        flow = FlowLayout(spacing=12)
        for block in self._blocks.values():
            flow.addWidget(block)
        card = Card()
        card.setLayout(column(flow, margins=(14, 10, 14, 10)))
        self.setLayout(column(card))
        for name, combo in self._combos.items():
            combo.setMinimumContentsLength(10)
            combo.activated.connect(lambda _, name=name: self._chose(name))
        for name, day in self._days.items():
            day.edited.connect(lambda name=name: self._wrote(name))
        self.retranslate()

    def retranslate(self) -> None:
        words = {
            "template": self.tr("Template"),
            "author": self.tr("Author"),
            "target": self.tr("Page"),
            "changed_from": self.tr("Changed from"),
            "changed_to": self.tr("to"),
        }
        for name, block in self._blocks.items():
            block.set_label(words[name])
        self.until.setAccessibleName(self.tr("Changed until"))
        self._offer()

    def show_names(self, names: Names) -> None:
        if names != self._names:
            self._names = names
            self._offer()

    def show_filter(self, wanted: PostFilter) -> None:
        """Show the conditions of `wanted`; a day that is being written is left alone."""
        self._filter = wanted
        for name, combo in self._combos.items():
            if not combo.choose(getattr(wanted, name)):
                combo.setCurrentIndex(0)
        for name, day in self._days.items():
            if not day.line.hasFocus():
                day.set_value(getattr(wanted, name))

    def _offer(self) -> None:
        templates = self._names.templates.items()
        offered = {
            "template": {key: f"{one.code} · {self._speech.say(one.title)}" for key, one in templates},
            "author": self._names.people,
            "target": self._names.pages,
        }
        for name, combo in self._combos.items():
            combo.clear()
            combo.addItem(self.tr("Any"), "")
            for key, words in offered[name].items():
                combo.addItem(words, key)
        self.show_filter(self._filter)

    def _chose(self, name: str) -> None:
        self._tell(replace(self._filter, **{name: str(self._combos[name].currentData())}))  # type: ignore[arg-type]

    def _wrote(self, name: str) -> None:
        day = self._days[name]
        if day.valid:
            self._tell(replace(self._filter, **{name: day.value}))  # type: ignore[arg-type]

    def _tell(self, wanted: PostFilter) -> None:
        backwards = wanted.changed_from and wanted.changed_to and wanted.changed_to < wanted.changed_from
        self._blocks["changed_to"].set_error(self.tr("Before the first day.") if backwards else "")
        if not backwards and wanted != self._filter:
            self._filter = wanted
            self.changed.emit(wanted)

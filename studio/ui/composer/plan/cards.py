"""Which of the template's cards go with the post."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from studio.phrase import Phrase
from studio.templates.layout import Design
from studio.templates.model import Template
from studio.ui.anchors import anchor
from studio.ui.composer.form_field import Say
from studio.ui.composer.plan.section import Section
from studio.ui.widgets.buttons import LinkButton
from studio.ui.widgets.choice import CheckBox
from studio.ui.widgets.layout import clear


class CardsSection(Section):
    """`changed` carries the ids chosen, in the template's order. One card goes with every post."""

    changed = Signal(object)
    by_hand = Signal()
    """The cards shall be adjusted by hand."""

    def __init__(self, say: Say) -> None:
        super().__init__(say)
        self._boxes: dict[str, CheckBox] = {}
        self._names: dict[str, Phrase] = {}
        self._chosen: tuple[str, ...] = ()
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.hand = LinkButton(glyph="sliders-horizontal")
        self.hand.clicked.connect(self.by_hand)
        self.fill(self._list, self.hand)
        anchor(self, "card.render", "draft.innocence_line")
        self.retranslate()

    @property
    def boxes(self) -> dict[str, CheckBox]:
        return dict(self._boxes)

    @property
    def count(self) -> int:
        """How many are ticked."""
        return sum(box.isChecked() for box in self._boxes.values())

    def retranslate(self) -> None:
        self.heading.setText(self.tr("Cards"))
        self.hint.setText(self.tr("Pictures made from what you write."))
        self.hand.setText(self.tr("Adjust by hand"))
        self.hand.setToolTip(self.tr("Which part of the photo shows, where lines end, what is left out; size by size"))
        for name, box in self._boxes.items():
            box.setText(self._say(self._names[name]))

    def offer(self, template: Template, design: Design) -> None:
        """The cards of `template`."""
        clear(self._list)
        self._boxes, self._names = {}, {}
        for name in template.card_ids:
            bindings = [binding for binding in template.cards if binding.id == name]
            layout = design.layouts.get(bindings[0].layout)
            title = Phrase(layout.title_vi, layout.title_en) if layout else Phrase(name, name)
            self._names[name] = Phrase("Bộ ảnh nhiều trang", "Set of pictures") if len(bindings) > 1 else title
            box = CheckBox()
            box.clicked.connect(lambda _, name=name: self._clicked(name))
            self._boxes[name] = box
            self._list.addWidget(box)
        self.retranslate()
        self.setVisible(bool(self._boxes))

    def put(self, chosen: Sequence[str]) -> None:
        """Tick these; none means the first."""
        self._chosen = tuple(chosen)
        shown = self._chosen or tuple(self._boxes)[:1]
        for name, box in self._boxes.items():
            box.setChecked(name in shown)

    def take_focus(self) -> None:
        first = next(iter(self._boxes.values()), None)
        if first is not None:
            first.setFocus()

    def set_locked(self, locked: bool) -> None:
        for box in self._boxes.values():
            box.setEnabled(not locked)
        self.hand.setEnabled(not locked)

    def _clicked(self, name: str) -> None:
        ticked = tuple(key for key, box in self._boxes.items() if box.isChecked())
        if not ticked:
            self._boxes[name].setChecked(True)
            return
        self._chosen = ticked
        self.changed.emit(ticked)

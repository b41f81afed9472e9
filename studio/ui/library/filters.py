"""What narrows the search of the library: kind, issuer, year, and validity on the day."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from studio.library.filters import Facets, Filters, Force
from studio.ui.language import Translated
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.layout import row

MOST_ISSUERS = 30
WIDE = 300
"""Pixels of a list whose entries are longer than its field."""
_NONE = Facets(types={}, issuers={}, years={})


class SearchFilters(Translated):
    """`changed` follows a choice by hand. `force` is laid out by the owner, beside the day it is asked for."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.force, self.kinds, self.issuers, self.years = Combo(), Combo(), Combo(), Combo()
        for combo in (self.force, self.kinds, self.issuers, self.years):
            combo.setMinimumContentsLength(5)
            combo.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            combo.activated.connect(lambda _: self.changed.emit())
        for combo in (self.force, self.issuers):
            combo.view().setMinimumWidth(WIDE)
        self._facets = _NONE
        self.setLayout(row(self.kinds, self.issuers, self.years, spacing=6))
        self.retranslate()

    def retranslate(self) -> None:
        force = self.force.currentData() or Force.NOT_ENDED.value
        self.force.clear()
        self.force.addItem(self.tr("In force or unchecked"), Force.NOT_ENDED.value)
        self.force.addItem(self.tr("Confirmed in force"), Force.CONFIRMED.value)
        self.force.addItem(self.tr("All, in force or not"), Force.ANY.value)
        self.force.choose(force)
        self.kinds.setAccessibleName(self.tr("Kind"))
        self.issuers.setAccessibleName(self.tr("Issuer"))
        self.years.setAccessibleName(self.tr("Year"))
        self.offer(self._facets)

    @property
    def filters(self) -> Filters:
        year = self.years.currentData()
        return Filters(
            type=self.kinds.currentData() or "",
            issuer=self.issuers.currentData() or "",
            year=int(year) if year else None,
            force=Force(self.force.currentData()),
        )

    def show_force(self, force: Force) -> None:
        """Choose a validity; nothing is told."""
        self.force.choose(force.value)

    def offer(self, facets: Facets) -> None:
        """Offer what was found, with numbers; a choice that was made stays."""
        self._facets = facets
        issuers = dict(list(facets.issuers.items())[:MOST_ISSUERS])
        _fill(self.kinds, self.tr("Kind"), facets.types)
        _fill(self.issuers, self.tr("Issuer"), issuers)
        _fill(self.years, self.tr("Year"), {str(year): count for year, count in facets.years.items()})


def _fill(combo: Combo, anything: str, choices: Mapping[str, int]) -> None:
    kept = combo.currentData() or ""
    combo.blockSignals(True)
    combo.clear()
    combo.addItem(anything, "")
    for name, count in ({kept: 0} | dict(choices) if kept and kept not in choices else choices).items():
        combo.addItem(f"{name} ({count})", name)
    combo.choose(kept)
    combo.blockSignals(False)

"""What narrows the search of the library: kind, issuer, year, and validity on the day."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from studio.library.filters import Facets, Filters, Force
from studio.ui.language import Translated
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.layout import column, row

MOST_ISSUERS = 30
_NONE = Facets(types={}, issuers={}, years={})


class SearchFilters(Translated):
    """`changed` follows a choice by hand."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.force, self.kinds, self.issuers, self.years = Combo(), Combo(), Combo(), Combo()
        for combo in (self.kinds, self.issuers, self.years):
            combo.setMinimumContentsLength(5)
            combo.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for combo in (self.force, self.kinds, self.issuers, self.years):
            combo.activated.connect(lambda _: self.changed.emit())
        self._facets = _NONE
        self.setLayout(column(self.force, row(self.kinds, self.issuers, self.years, spacing=6), spacing=6))
        self.retranslate()

    def retranslate(self) -> None:
        force = self.force.currentData() or Force.NOT_ENDED.value
        self.force.clear()
        self.force.addItem(self.tr("In force, or not checked yet"), Force.NOT_ENDED.value)
        self.force.addItem(self.tr("In force, confirmed by a person"), Force.CONFIRMED.value)
        self.force.addItem(self.tr("Also what is not in force"), Force.ANY.value)
        self.force.choose(force)
        self.force.setAccessibleName(self.tr("Validity"))
        self.kinds.setAccessibleName(self.tr("Kind"))
        self.issuers.setAccessibleName(self.tr("Issued by"))
        self.years.setAccessibleName(self.tr("Year of issue"))
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
        _fill(self.kinds, self.tr("Any kind"), facets.types)
        _fill(self.issuers, self.tr("Any issuer"), issuers)
        _fill(self.years, self.tr("Any year"), {str(year): count for year, count in facets.years.items()})


def _fill(combo: Combo, anything: str, choices: Mapping[str, int]) -> None:
    kept = combo.currentData() or ""
    combo.blockSignals(True)
    combo.clear()
    combo.addItem(anything, "")
    for name, count in ({kept: 0} | dict(choices) if kept and kept not in choices else choices).items():
        combo.addItem(f"{name} ({count})", name)
    combo.choose(kept)
    combo.blockSignals(False)

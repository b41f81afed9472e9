"""The laws a post cites, with what may be said of each on the day of posting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.clock import show_date
from studio.library.model import CitedLaw, Status, Validity
from studio.translation import tr
from studio.ui.language import Speech
from studio.ui.widgets.chip import StatusChip
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import clear, column, row, rule
from studio.ui.words import law_word, validity_word


class LawsView(QWidget):
    """One block a citation."""

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._speech = speech
        self._inside: QVBoxLayout = column(spacing=0)
        self.setLayout(self._inside)

    def show_laws(self, laws: Sequence[CitedLaw]) -> None:
        clear(self._inside)
        if not laws:
            self._inside.addWidget(Label(tr("This post cites no legal document."), "hint", wrap=True))
        for number, law in enumerate(laws):
            if number:
                self._inside.addWidget(rule())
            self._inside.addWidget(self._block(law))
        self._inside.addStretch(1)

    def _block(self, law: CitedLaw) -> QWidget:
        validity = law.validity
        word = law_word(validity) if validity and law.found else validity_word(Status.UNKNOWN)
        name = law.printed or tr("{document} (not in the library)").format(document=law.ref.document)
        texts = column(Label(name, "label", wrap=True).selectable(), row(StatusChip(word), None))
        for line in self._lines(validity) if validity else ():
            texts.addWidget(Label(line, "hint", wrap=True))
        block = QWidget()
        texts.setContentsMargins(0, 8, 0, 10)
        block.setLayout(texts)
        return block

    def _lines(self, validity: Validity) -> Iterator[str]:
        reason = self._speech.say(validity.reason)
        yield tr("On {date}: {reason}").format(date=show_date(validity.on), reason=reason)
        if validity.replaced_by and validity.status is Status.EXPIRED:
            yield tr("Replaced by {number}").format(number=validity.replaced_by)
        yield from map(self._speech.sentence, validity.remarks)
        if validity.checked_on:
            yield tr("Checked on {date}").format(date=show_date(validity.checked_on))

"""One slip: what it is, what is still to be done, its steps, evidence and timeline; at the foot export and close."""

from __future__ import annotations

from PySide6.QtCore import Signal

from studio.clock import show_date, show_datetime
from studio.slips.model import SlipKind
from studio.ui.anchors import anchor
from studio.ui.language import Speech, Translated
from studio.ui.slips.evidence import EvidencePanel
from studio.ui.slips.form import KindForm, SlipView
from studio.ui.slips.timeline import Timeline
from studio.ui.slips.words import kind_word, state_word
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import QuietButton, Reasoned
from studio.ui.widgets.chip import StatusChip
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, FlowLayout, Plain, column, row, scrolled
from studio.ui.widgets.turning import Turning

SHOWN_LACKS = 2
"""Sentences of what is still to be done, in one banner."""


class Sheet(Translated):
    """A form with all that goes round it. `export`, `close_slip` and `reopen` ask for that."""

    export = Signal()
    close_slip = Signal()
    reopen = Signal()

    def __init__(self, speech: Speech, form: KindForm, kept_days: int) -> None:
        super().__init__()
        self._speech, self.form, self._kept_days = speech, form, kept_days
        self._title, self._opened = Label(role="heading", wrap=True), Label(role="hint", wrap=True)
        self._chip, self._lacks = StatusChip(), Banner()
        self.evidence, self.timeline = EvidencePanel(), Timeline()
        self.exporting, self.closing = QuietButton(glyph="download"), QuietButton(glyph="check-check")
        self.finish = Reasoned(self.closing)
        self._kept = Label(role="small", wrap=True)
        if form.kind is SlipKind.IMPOSTOR:
            # Both steps of the lesson need several sections: whoever took the case, when the page went, the foot.
            anchor(self, "impostor.export_evidence", "impostor.close")
        self.exporting.clicked.connect(self.export)
        self.closing.clicked.connect(self._finish)
        self._build()
        self.retranslate()

    def _build(self) -> None:
        head = row(column(self._title, self._opened, spacing=1), self._chip, spacing=10)
        head.setStretch(0, 1)
        inner = Plain()
        inner.setLayout(
            column(
                head, self._lacks, self.form, self.evidence, self.timeline, None,
                spacing=10, margins=(16, 14, 16, 14),
            )
        )  # fmt: skip
        foot = Card(kind="bar")
        acts, flow = Plain(), FlowLayout()
        flow.addWidget(self.exporting)
        flow.addWidget(self.finish)
        acts.setLayout(flow)
        foot.setLayout(column(Turning((acts, 1), (self._kept, 1)), margins=(16, 8, 16, 8)))
        self._foot = foot
        self.area = scrolled(inner)
        card = Card()
        inside = column(self.area, foot, spacing=0, margins=1)
        inside.setStretch(0, 1)
        card.setLayout(inside)
        self.setLayout(column(card))

    @property
    def view(self) -> SlipView | None:
        return self.form.view

    def show_slip(self, view: SlipView) -> None:
        self.form.show_slip(view)
        self.evidence.show_evidence(view.file.evidence)
        self.timeline.show_entries(view.file.entries, view.people)
        self.evidence.setEnabled(not view.closed)
        self.retranslate()

    def retranslate(self) -> None:
        view = self.view
        name = kind_word(self.form.kind)
        self._title.setText(f"{name} · {view.file.slip.code}" if view is not None else name)
        for part in (self.evidence, self.timeline, self._foot, self._chip, self._opened):
            part.setVisible(view is not None)
        self.exporting.setText(self.tr("Export…"))
        if view is None:
            self._lacks.say(Tone.BLUE, self.tr("Fill in the first step and open the slip; the others follow."))
            return
        slip = view.file.slip
        who = view.people.get(slip.opened_by)
        self._opened.setText(
            self.tr("Opened {time} · {who}").format(time=show_datetime(slip.opened_at), who=who.name if who else "–")
        )
        self._chip.set_word(state_word(closed=view.closed))
        lacks = [self._speech.sentence(phrase) for phrase in view.file.missing]
        self.closing.setText(self.tr("Open again") if view.closed else self.tr("Close the slip"))
        self.closing.set_glyph("undo-2" if view.closed else "check-check")
        self._lacks.say(Tone.BLUE, "" if view.closed else " ".join(lacks[:SHOWN_LACKS]))
        more = self.tr("Still to do: {n}.").format(n=len(lacks))
        waits = more if lacks and not view.closed else ""
        self.finish.set_reason(waits, printed=False)
        self._kept.setText(f"{waits} {self._kept_words(view)}".strip())

    def _kept_words(self, view: SlipView) -> str:
        if view.file.purge_on is not None:
            words = self.tr("Deleted with its evidence on {day}, unless it is opened again.")
            return words.format(day=show_date(view.file.purge_on.date()))
        words = self.tr("{n} days after it is closed the slip is deleted with its evidence.")
        return words.format(n=self._kept_days)

    def _finish(self) -> None:
        closed = self.view is not None and self.view.closed
        (self.reopen if closed else self.close_slip).emit()

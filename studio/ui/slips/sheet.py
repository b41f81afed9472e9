"""One slip: what it is, what is still to be done, its steps, evidence and timeline; at the foot export and close."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QLocale, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from studio.clock import show_date, show_datetime
from studio.file_preview import FilePreview
from studio.people.model import Person
from studio.slips.model import SlipEvidence, SlipKind, TimelineEntry
from studio.translation import ntr, tr
from studio.ui.anchors import anchor
from studio.ui.files import ask_open
from studio.ui.language import LanguageManager
from studio.ui.slips.form import KindForm, SlipView
from studio.ui.slips.section import SlipInput, SlipSection
from studio.ui.slips.words import kind_word, line_words, state_word
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.widgets.buttons import QuietButton, ReasonedButton
from studio.ui.widgets.chip import StatusChip
from studio.ui.widgets.glimpse_view import GlimpseView
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import Card, FlowLayout, PlainHolder, clear, column, row, scrolled
from studio.ui.widgets.moment import DateTimeField
from studio.ui.widgets.responsive_row import ResponsiveRow

GROUP = 16
"""Digits of a hash that stand together: it wraps between them."""
ANCHORS = ("impostor.capture", "incident.capture")


class EvidencePanel(SlipSection):
    """`added` carries files to read, `pasted` the bytes of a picture."""

    added = Signal(object)
    pasted = Signal(bytes)
    wanted = Signal(str)
    """The hash of a piece of which nothing is shown yet."""

    def __init__(self) -> None:
        self.captured_at = SlipInput(DateTimeField())
        self.paste = QuietButton(glyph="clipboard")
        self._list, listed = column(spacing=8), PlainHolder()
        listed.setLayout(self._list)
        super().__init__(
            {"captured_at": self.captured_at},
            listed,
            self.captured_at,
            glyph="paperclip",
            anchors=ANCHORS,
            beside=(self.paste,),
            folds=False,
        )
        self._views: dict[str, GlimpseView] = {}
        self._seen: dict[str, FilePreview] = {}
        self.save.clicked.connect(self._ask)
        self.paste.clicked.connect(self._paste)
        self.set_words(
            tr("Supporting files"),
            tr("Press Print Screen (or Win + Shift + S) and paste it here, or add a file. It is never changed."),
            tr("Add a file…"),
        )
        self.paste.setText(tr("Paste the screenshot"))
        self.captured_at.set_label(tr("Captured at"))
        self.captured_at.set_hint(tr("Empty: now"))

    def show_evidence(self, evidence: Sequence[SlipEvidence]) -> None:
        clear(self._list)
        self._views.clear()
        for piece in evidence:
            self._list.addWidget(self._line(piece))
        self.set_done(bool(evidence))
        for sha256 in self._views.keys() - self._seen.keys():
            self._seen[sha256] = FilePreview()  # until it comes; asked for once
            self.wanted.emit(sha256)

    def bring(self, sha256: str, glimpse: FilePreview) -> None:
        """Show what that piece looks like."""
        self._seen[sha256] = glimpse
        if sha256 in self._views:
            self._views[sha256].show_glimpse(glimpse)

    def added_well(self) -> None:
        """The next one was captured now, unless somebody says otherwise."""
        self.captured_at.write(None)

    def _line(self, piece: SlipEvidence) -> QWidget:
        when = tr("captured {time}").format(time=show_datetime(piece.captured_at))
        size = QLocale().formattedDataSize(piece.size, 0, QLocale.DataSizeFormat.DataSizeTraditionalFormat)
        name = Label(f"{piece.name} · {size} · {when}", wrap=True)
        digest = Label(f"SHA-256 {grouped(piece.sha256)}", "small", wrap=True).selectable()
        view = self._views[piece.sha256] = GlimpseView(piece.name)
        view.show_glimpse(self._seen.get(piece.sha256, FilePreview()))
        glyph, line = Glyph("file-check", "muted"), QWidget()
        inside = row(glyph, column(name, digest, view, spacing=3), spacing=8)
        inside.setStretch(1, 1)
        inside.setAlignment(glyph, Qt.AlignmentFlag.AlignTop)
        line.setLayout(inside)
        return line

    def _ask(self) -> None:
        kinds = tr("Pictures and documents (*.png *.jpg *.jpeg *.webp *.pdf *.mp4 *.html *.txt);;All files (*)")
        ask_open(self, tr("Add a supporting file"), kinds, self._chosen)

    def _chosen(self, paths: list[Path]) -> None:
        self.clear_errors()
        self.added.emit(paths)

    def _paste(self) -> None:
        self.clear_errors()
        picture = QGuiApplication.clipboard().image()
        if picture.isNull():
            self.say(tr("There is no picture to paste. Take a screenshot first."))
            return
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        picture.save(buffer, "PNG")  # type: ignore[call-overload]
        self.pasted.emit(bytes(buffer.data().data()))


def grouped(digest: str) -> str:
    """A hash in groups of its digits."""
    return " ".join(digest[at : at + GROUP] for at in range(0, len(digest), GROUP))


class Timeline(SlipSection):
    """The latest line stands first."""

    def __init__(self) -> None:
        self.note = SlipInput(QLineEdit())
        self._list, listed = column(spacing=6), PlainHolder()
        listed.setLayout(self._list)
        super().__init__({"note": self.note}, self.note, glyph="plus", below=(listed,), folds=False)
        self.set_words(tr("Course of events"), "", tr("Save the note"))
        self.note.set_label(tr("A note"))
        self.note.set_hint(tr("Dated automatically. No names, numbers or messages of citizens."))

    def show_entries(self, entries: Sequence[TimelineEntry], people: Mapping[str, Person]) -> None:
        clear(self._list)
        for entry in reversed(entries):
            who = people.get(entry.by)
            head = f"{show_datetime(entry.at)} · {who.name if who else entry.by}"
            self._list.addLayout(column(Label(head, "small"), Label(line_words(entry), wrap=True), spacing=0))
        self.set_done(bool(entries))


SHOWN_LACKS = 2
"""Sentences of what is still to be done, in one banner."""


class SlipSheet(QWidget):
    """A form with all that goes round it. `export`, `close_slip` and `reopen` ask for that."""

    export = Signal()
    close_slip = Signal()
    reopen = Signal()

    def __init__(self, language: LanguageManager, form: KindForm, kept_days: int) -> None:
        super().__init__()
        self._language, self.form, self._kept_days = language, form, kept_days
        self._title, self._opened = Label(role="heading", wrap=True), Label(role="hint", wrap=True)
        self._chip, self._lacks = StatusChip(), Banner()
        self.evidence, self.timeline = EvidencePanel(), Timeline()
        self.exporting = QuietButton(tr("Export…"), glyph="download")
        self.closing = QuietButton(glyph="check-check")
        self.finish = ReasonedButton(self.closing)
        self._kept = Label(role="small", wrap=True)
        if form.kind is SlipKind.IMPOSTOR:
            # Both steps of the lesson need several sections: whoever took the case, when the page went, the foot.
            anchor(self, "impostor.export_evidence", "impostor.close")
        self.exporting.clicked.connect(self.export)
        self.closing.clicked.connect(self._finish)
        self._build()
        self._title.setText(kind_word(form.kind))
        for part in (self.evidence, self.timeline, self._foot, self._chip, self._opened):
            part.hide()
        self._lacks.say(Tone.BLUE, tr("Fill in the first step and open the case; the others follow."))

    def _build(self) -> None:
        head = row(column(self._title, self._opened, spacing=1), self._chip, spacing=10)
        head.setStretch(0, 1)
        inner = PlainHolder()
        inner.setLayout(
            column(
                head, self._lacks, self.form, self.evidence, self.timeline, None,
                spacing=10, margins=(16, 14, 16, 14),
            )
        )  # fmt: skip
        foot = Card(kind="bar")
        acts, flow = PlainHolder(), FlowLayout()
        flow.addWidget(self.exporting)
        flow.addWidget(self.finish)
        acts.setLayout(flow)
        foot.setLayout(column(ResponsiveRow((acts, 1), (self._kept, 1)), margins=(16, 8, 16, 8)))
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

    @property
    def unkept(self) -> bool:
        """Whether something was written that the slip does not hold."""
        sections = (*self.form.sections, self.timeline)
        return any(field.unkept for section in sections for field in section.inputs.values())

    def show_slip(self, view: SlipView) -> None:
        self.form.show_slip(view)
        self.evidence.show_evidence(view.file.evidence)
        self.timeline.show_entries(view.file.entries, view.people)
        self.evidence.setEnabled(not view.closed)
        for part in (self.evidence, self.timeline, self._foot, self._chip, self._opened):
            part.show()
        slip = view.file.slip
        self._title.setText(f"{kind_word(slip.kind)} · {slip.code}")
        who = view.people.get(slip.opened_by)
        self._opened.setText(
            tr("Opened {time} · {who}").format(time=show_datetime(slip.opened_at), who=who.name if who else "–")
        )
        self._chip.set_word(state_word(closed=view.closed))
        lacks = [self._language.sentence(phrase) for phrase in view.file.missing]
        self.closing.setText(tr("Open again") if view.closed else tr("Close the case"))
        self.closing.set_glyph("undo-2" if view.closed else "check-check")
        self._lacks.say(Tone.BLUE, "" if view.closed else " ".join(lacks[:SHOWN_LACKS]))
        more = tr("Still to do: {n}.").format(n=len(lacks))
        waits = more if lacks and not view.closed else ""
        self.finish.set_reason(waits, printed=False)
        self._kept.setText(f"{waits} {self._kept_words(view)}".strip())

    def _kept_words(self, view: SlipView) -> str:
        if view.file.purge_on is not None:
            words = tr("Deleted with its supporting files on {day}, unless it is opened again.")
            return words.format(day=show_date(view.file.purge_on.date()))
        words = ntr(
            "{n} day after it is closed the case is deleted with its supporting files.",
            "{n} days after it is closed the case is deleted with its supporting files.",
            self._kept_days,
        )
        return words.format(n=self._kept_days)

    def _finish(self) -> None:
        closed = self.view is not None and self.view.closed
        (self.reopen if closed else self.close_slip).emit()

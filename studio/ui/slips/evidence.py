"""The evidence of a slip: files as they were captured, each with its moment and its SHA-256."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QLocale, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from studio.clock import show_datetime
from studio.glimpse import Glimpse
from studio.slips.model import Evidence
from studio.ui.files import ask_open
from studio.ui.slips.inputs import MomentInput
from studio.ui.slips.section import Section
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.glimpse_view import GlimpseView
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import Plain, clear, column, row

GROUP = 16
"""Digits of a hash that stand together: it wraps between them."""
ANCHORS = ("impostor.capture", "incident.capture")


class EvidencePanel(Section):
    """`added` carries files to read, `pasted` the bytes of a picture."""

    added = Signal(object)
    pasted = Signal(bytes)
    wanted = Signal(str)
    """The hash of a piece of which nothing is shown yet."""

    def __init__(self) -> None:
        self.captured_at = MomentInput()
        self.paste = QuietButton(glyph="clipboard")
        self._list, listed = column(spacing=8), Plain()
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
        self._shown: Sequence[Evidence] = ()
        self._views: dict[str, GlimpseView] = {}
        self._seen: dict[str, Glimpse] = {}
        self.save.clicked.connect(self._ask)
        self.paste.clicked.connect(self._paste)
        self.retranslate()

    def retranslate(self) -> None:
        self.set_words(
            self.tr("Evidence"),
            self.tr("Press Print Screen (or Win + Shift + S) and paste it here, or add a file. It is never changed."),
            self.tr("Add a file…"),
        )
        self.paste.setText(self.tr("Paste the screenshot"))
        self.captured_at.set_label(self.tr("Captured at"))
        self.captured_at.set_hint(self.tr("Empty: now"))
        self.show_evidence(self._shown)

    def show_evidence(self, evidence: Sequence[Evidence]) -> None:
        self._shown = evidence
        clear(self._list)
        self._views.clear()
        for piece in evidence:
            self._list.addWidget(self._line(piece))
        self.set_done(bool(evidence))
        for sha256 in self._views.keys() - self._seen.keys():
            self._seen[sha256] = Glimpse()  # until it comes; asked for once
            self.wanted.emit(sha256)

    def bring(self, sha256: str, glimpse: Glimpse) -> None:
        """Show what that piece looks like."""
        self._seen[sha256] = glimpse
        if sha256 in self._views:
            self._views[sha256].show_glimpse(glimpse)

    def added_well(self) -> None:
        """The next one was captured now, unless somebody says otherwise."""
        self.captured_at.write(None)

    def _line(self, piece: Evidence) -> QWidget:
        when = self.tr("captured {time}").format(time=show_datetime(piece.captured_at))
        size = QLocale().formattedDataSize(piece.size, 0, QLocale.DataSizeFormat.DataSizeTraditionalFormat)
        name = Label(f"{piece.name} · {size} · {when}", wrap=True)
        digest = Label(f"SHA-256 {grouped(piece.sha256)}", "small", wrap=True).selectable()
        view = self._views[piece.sha256] = GlimpseView(piece.name)
        view.show_glimpse(self._seen.get(piece.sha256, Glimpse()))
        glyph, line = Glyph("file-check", "muted"), QWidget()
        inside = row(glyph, column(name, digest, view, spacing=3), spacing=8)
        inside.setStretch(1, 1)
        inside.setAlignment(glyph, Qt.AlignmentFlag.AlignTop)
        line.setLayout(inside)
        return line

    def _ask(self) -> None:
        kinds = self.tr("Pictures and documents (*.png *.jpg *.jpeg *.webp *.pdf *.mp4 *.html *.txt);;All files (*)")
        ask_open(self, self.tr("Add evidence"), kinds, self._chosen)

    def _chosen(self, paths: list[Path]) -> None:
        self.clear_errors()
        self.added.emit(paths)

    def _paste(self) -> None:
        self.clear_errors()
        picture = QGuiApplication.clipboard().image()
        if picture.isNull():
            self.say(self.tr("There is no picture to paste. Take a screenshot first."))
            return
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        picture.save(buffer, "PNG")  # type: ignore[call-overload]
        self.pasted.emit(bytes(buffer.data().data()))


def grouped(digest: str) -> str:
    """A hash in groups of its digits."""
    return " ".join(digest[at : at + GROUP] for at in range(0, len(digest), GROUP))

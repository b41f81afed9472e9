"""Evidence for an item of a checklist: a file, or the sample of the exercise, which is shown."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from studio.glimpse import Glimpse
from studio.training.checklist import AnswerSheet
from studio.training.outline import Item
from studio.training.reading import SAMPLE
from studio.translation import tr
from studio.ui.files import ask_open
from studio.ui.training.answer import AnswerEditor
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.glimpse_view import GlimpseView
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import column, row


class EvidencePicture(QLabel):
    """A picture as wide as there is room."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._whole = QPixmap(str(path))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        size = self._whole.size()
        return round(width * size.height() / size.width()) if size.width() else 0

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(240))

    def resizeEvent(self, event: QResizeEvent) -> None:
        height, ratio = self.heightForWidth(self.width()), self.devicePixelRatio()
        shown = self._whole.scaledToWidth(round(self.width() * ratio), Qt.TransformationMode.SmoothTransformation)
        shown.setDevicePixelRatio(ratio)
        self.setPixmap(shown)
        if self.height() != height:
            self.setFixedHeight(height)


class EvidenceField(AnswerEditor):
    """A file to be attached, or the sample of the exercise, which is shown; `wanted` asks what the file looks like."""

    wanted = Signal(str)

    def __init__(self, item: Item) -> None:
        super().__init__()
        self._about = Label(role="hint", wrap=True)
        self.choose = QuietButton(tr("Attach a file…"), glyph="paperclip")
        self.sample = QuietButton(tr("Attach the sample"), glyph="image")
        self.choose.clicked.connect(self._ask)
        self.sample.clicked.connect(lambda: self.given.emit(SAMPLE / item.sample))
        self.sample.setVisible(bool(item.sample))
        shown = [EvidencePicture(SAMPLE / item.sample)] if item.sample else []
        if shown:
            shown[0].setAccessibleName(Path(item.sample).name)
        self.view = GlimpseView("")
        self.setLayout(column(*shown, row(self.sample, self.choose, None), self._about, self.view, spacing=6))
        self._label = self._digest = ""

    def put(self, value: object, sheet: AnswerSheet) -> None:
        known = isinstance(value, Mapping)
        self._about.setVisible(known)
        digest = str(value.get("sha256", "")) if isinstance(value, Mapping) else ""
        if digest != self._digest:
            self._digest = digest
            self.view.show_glimpse(Glimpse())
            if digest:
                self.wanted.emit(digest)
        if isinstance(value, Mapping):
            words = tr("Attached: {name} · SHA-256 {hash}…")
            self._about.setText(words.format(name=value.get("name", ""), hash=str(value.get("sha256", ""))[:12]))

    def bring(self, digest: str, glimpse: Glimpse) -> None:
        """Show what the file of that hash looks like; another may have been attached meanwhile."""
        if digest == self._digest:
            self.view.show_glimpse(glimpse)

    def name(self, name: str) -> None:
        self.view.picture.setAccessibleName(name)
        self._label = name
        self.choose.setAccessibleName(f"{self.choose.text()} {name}")

    def _ask(self) -> None:
        ask_open(self, self._label, "", lambda paths: self.given.emit(paths[0]))

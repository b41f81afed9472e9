"""Beside the text: the finished cards, and what is looked at before a decision."""

from __future__ import annotations

from itertools import count

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from studio.translation import ntr, tr
from studio.ui.approval.review_data import ReviewData
from studio.ui.review.findings import FindingCounts
from studio.ui.review.zoom import Shot
from studio.ui.theme import current_tokens
from studio.ui.widgets.buttons import LinkButton
from studio.ui.widgets.choice import CheckBox
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, clear, column, row
from studio.ui.widgets.text_painter import paint_ring
from studio.ui.widgets.tips import plain

TALLEST, LOWEST, MOST = 198, 84, 3
PADS = (16, 12, 16, 12)


def shots_of(review: ReviewData) -> list[Shot]:
    """The finished pictures of all pages, each once, as they will go out."""
    found: dict[str, Shot] = {}
    numbers = count(1)
    for target in review.sheet.targets:
        for attachment, image in zip(target.package.attachments, target.images, strict=True):
            if attachment.sha256 not in found:
                name = tr("Finished picture {n}").format(n=next(numbers))
                found[attachment.sha256] = Shot(
                    name=name, alt=attachment.alt, sha256=attachment.sha256, image=image, film=attachment.is_video
                )
    return list(found.values())


class CardThumb(QAbstractButton):
    """A finished picture, whole, as high as there is room; it opens large."""

    def __init__(self, shot: Shot) -> None:
        super().__init__()
        self._image = shot.image or QImage()
        self.setAccessibleName(f"{shot.name}: {shot.alt}")
        self.setToolTip(plain(self.accessibleName()))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(120, TALLEST)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, LOWEST)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), current_tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, size.width(), size.height())
        outline = QPainterPath()
        outline.addRoundedRect(place, 6, 6)
        painter.setClipPath(outline)
        if self._image.isNull():
            painter.fillRect(self.rect(), QColor(tokens.locked))
        else:
            sharp, smooth = size * self.devicePixelRatio(), Qt.TransformationMode.SmoothTransformation
            painter.drawImage(place, self._image.scaled(sharp, Qt.AspectRatioMode.KeepAspectRatio, smooth))
        painter.setClipping(False)
        if self.hasFocus():
            paint_ring(painter, place.adjusted(2, 2, -2, -2), 5)


class CardsPane(Card):
    """The finished pictures; `enlarged` carries the shots and which of them to begin with."""

    enlarged = Signal(list, int)

    def __init__(self) -> None:
        super().__init__()
        self._shots: list[Shot] = []
        self._anew = Label(role="small")
        self.large = LinkButton(tr("Enlarge (Space)"))
        self.large.clicked.connect(self.enlarge)
        self._strip = row(spacing=12)
        head = row(Label(tr("Cards"), "label"), self._anew, None, self.large, spacing=8)
        self.setLayout(column(head, self._strip, spacing=8, margins=PADS))

    def show_case(self, review: ReviewData) -> None:
        shots = shots_of(review)
        self.setVisible(bool(shots))
        self._anew.setText(tr("drawn again with the new words") if review.since.count else "")
        if [shot.sha256 for shot in shots] == [shot.sha256 for shot in self._shots]:
            return
        self._shots = shots
        clear(self._strip)
        for place, shot in enumerate(shots[:MOST]):
            thumb = CardThumb(shot)
            thumb.clicked.connect(lambda _=False, place=place: self.enlarged.emit(self._shots, place))
            self._strip.addWidget(thumb)
        if len(shots) > MOST:
            self._strip.addWidget(Label(f"+{len(shots) - MOST}", "label"))

    def fit(self, room: int) -> None:
        """Take `room` pixels in height, as far as pictures can."""
        margins = self.layout().contentsMargins()  # type: ignore[union-attr]
        others = margins.top() + margins.bottom() + self.large.sizeHint().height() + 8
        tall = max(LOWEST, min(TALLEST, room - others))
        for thumb in self.findChildren(CardThumb):
            thumb.setFixedHeight(tall)

    def enlarge(self) -> None:
        """Show the first one large."""
        if self._shots:
            self.enlarged.emit(self._shots, 0)


class BeforePane(Card):
    """What the checks say, and whether every change was looked at. `asked` wants the checks; `looked` follows the tick
    by hand."""

    asked = Signal()
    looked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._changes = 0
        self._counts = FindingCounts(self)
        self.checks = LinkButton(tr("View the checks"))
        self.checks.clicked.connect(self.asked)
        self.seen = CheckBox()
        self.seen.clicked.connect(self._ticked)
        head = row(Label(tr("Before the decision"), "label"), None, self.checks, spacing=8)
        self.setLayout(column(head, self._counts, self.seen, spacing=6, margins=PADS))

    def show_case(self, review: ReviewData) -> None:
        self._counts.show_counts(review.sheet.findings)
        self._changes = review.since.count
        words = ntr("I have seen the {n} change", "I have seen all {n} changes", self._changes)
        self.seen.setText(words.format(n=self._changes))
        self.seen.setVisible(bool(self._changes))

    def show_seen(self, *, seen: bool) -> None:
        """The last of the changes was walked to, or another post is in hand."""
        self.seen.setChecked(seen)

    @property
    def unseen(self) -> int:
        """Changes that nobody has said they looked at."""
        return 0 if self.seen.isChecked() else self._changes

    def _ticked(self) -> None:
        if self.seen.isChecked():
            self.looked.emit()

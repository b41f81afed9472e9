"""What is said of one picture: alternative text, source, consent, faces, minors, and the point that stays in sight.

Of a video the same, without point and cut, but with its facts, the captions, and the way to watch it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.images.assets import LONGEST, lint
from studio.images.video import Clip
from studio.posts.limits import CODECS
from studio.posts.model import Finding, Media, Severity
from studio.text import length
from studio.translation import tr
from studio.ui.anchors import anchor
from studio.ui.composer.form_field import FieldRemark, Say
from studio.ui.composer.inputs import LineInput, TextInput
from studio.ui.composer.statement import StatementBox
from studio.ui.theme import current_tokens
from studio.ui.tokens import Tone
from studio.ui.widgets.buttons import IconButton, LinkButton, QuietButton
from studio.ui.widgets.choice import YesNo
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import ElidedLabel, Label
from studio.ui.widgets.layout import Card, PlainHolder, column, keep_in_sight, row
from studio.ui.widgets.text_painter import paint_ring
from studio.ui.widgets.video_placeholder import clip_words

HEIGHT = 200
STEP = 0.02
RING = 13.0
_STEPS = {
    Qt.Key.Key_Left: (-STEP, 0.0),
    Qt.Key.Key_Right: (STEP, 0.0),
    Qt.Key.Key_Up: (0.0, -STEP),
    Qt.Key.Key_Down: (0.0, STEP),
}


class FocalPicker(QWidget):
    """`picked` carries the point as fractions of the picture, from its top left corner."""

    picked = Signal(float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pixmap = QPixmap()
        self._focal = (0.5, 0.4)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT)

    @property
    def focal(self) -> tuple[float, float]:
        return self._focal

    def show_picture(self, pixmap: QPixmap, focal: tuple[float, float]) -> None:
        self._pixmap, self._focal = pixmap, focal
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, HEIGHT)

    def picture_rect(self) -> QRectF:
        """Where the picture stands in the widget."""
        if self._pixmap.isNull():
            return QRectF(self.rect())
        size = self._pixmap.deviceIndependentSize().scaled(self.size().toSizeF(), Qt.AspectRatioMode.KeepAspectRatio)
        return QRectF(0, (self.height() - size.height()) / 2, size.width(), size.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._pick(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._pick(event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
            return
        self._take(self._focal[0] + step[0], self._focal[1] + step[1])

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = self.picture_rect()
        if self._pixmap.isNull():
            painter.fillRect(place, QColor(tokens.locked))
            return
        painter.drawPixmap(place, self._pixmap, QRectF(self._pixmap.rect()))
        centre = QPointF(place.left() + self._focal[0] * place.width(), place.top() + self._focal[1] * place.height())
        for colour, width in (("#000000", 5.0), ("#FFFFFF", 2.5)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawEllipse(centre, RING, RING)
            for dx, dy in ((RING, 0), (-RING, 0), (0, RING), (0, -RING)):
                painter.drawLine(centre + QPointF(dx, dy), centre + QPointF(dx * 0.35, dy * 0.35))
        if self.hasFocus():
            paint_ring(painter, place.adjusted(2, 2, -2, -2))

    def _pick(self, at: QPointF) -> None:
        place = self.picture_rect()
        if place.width() and place.height() and not self._pixmap.isNull():
            self._take((at.x() - place.left()) / place.width(), (at.y() - place.top()) / place.height())

    def _take(self, x: float, y: float) -> None:
        focal = (round(min(1.0, max(0.0, x)), 3), round(min(1.0, max(0.0, y)), 3))
        if focal != self._focal:
            self._focal = focal
            self.update()
            self.picked.emit(*focal)


class MediaPanel(QWidget):
    """`edited` carries the picture with what a person changed."""

    edited = Signal(object)
    moved = Signal(int)
    removed = Signal()
    cut_wanted = Signal()
    retouch_wanted = Signal()
    play_wanted = Signal()
    consents_wanted = Signal()

    def __init__(self, say: Say) -> None:
        super().__init__()
        self._say = say
        self._media: Media | None = None
        self._located = False
        self._name = ElidedLabel(role="label")
        self._left = IconButton("arrow-left", tr("Move this picture to the left (Alt+←)"))
        self._right = IconButton("arrow-right", tr("Move this picture to the right (Alt+→)"))
        self.cut = QuietButton(tr("Cut the picture…"), "crop")
        self.retouch = QuietButton(tr("Edit on the Images screen"), "images")
        self.remove = LinkButton(glyph="trash-2")
        self.play, self.facts = QuietButton(tr("Watch…"), "play"), Label(role="hint", wrap=True)
        self._gps = FieldRemark("map-pin", Tone.ORANGE)
        self._error, self._warning = FieldRemark("circle-x", Tone.RED), FieldRemark("triangle-alert", Tone.AMBER)
        self.alt, self.source, self._consent = TextInput(single=True, lines=2), LineInput(), LineInput()
        self.source.prose = True
        self.consents, self.record = Label(wrap=True), QuietButton(tr("Consents…"), "user-check")
        self._agreed = PlainHolder()
        self._agreed.setLayout(column(self.consents, row(self.record, None), spacing=6))
        self._agreed.setFocusProxy(self.record)
        self.faces = StatementBox()
        self.captions = StatementBox(tr("What is spoken can be read: captions in the video, or in the text"))
        self.minor = YesNo()
        self.minor.set_words(tr("Yes"), tr("No"))
        self._focal = FocalPicker()
        self.blocks = {
            "alt": FieldBlock(self.alt, tr("Alt text"), required=True),
            "source": FieldBlock(self.source),
            "consents": FieldBlock(
                self._agreed,
                tr("Consent of people who can be recognised"),
                hint=tr("Who, what for, until when; for a child a parent or legal guardian."),
            ),
            "consent": FieldBlock(
                self._consent,
                tr("Note on consent, from before"),
                hint=tr("Still valid. Record it again so that its end date is tracked."),
            ),
            "minor": FieldBlock(self.minor, required=True),
            "focal": FieldBlock(
                self._focal,
                tr("What must stay visible"),
                hint=tr("Click on the picture, or move the ring with the arrow keys."),
            ),
        }
        anchor(self.blocks["alt"], "media.alt_text")
        anchor(self.captions, "media.captions")
        self._bind()
        self._build()
        self._name_kind(film=False)
        self.show_consents("")
        self._count()
        self._tell_located()

    def _bind(self) -> None:
        for line in (self.alt, self.source, self._consent):
            line.typed.connect(self._changed)
        for statement in (self.faces, self.captions):
            statement.clicked.connect(lambda _: self._changed())
        for button in (self.minor.yes, self.minor.no):
            button.clicked.connect(lambda _: self._changed())
        self._focal.picked.connect(lambda *_: self._changed())
        self._left.clicked.connect(lambda: self.moved.emit(-1))
        self._right.clicked.connect(lambda: self.moved.emit(1))
        self.remove.clicked.connect(self.removed)
        self.cut.clicked.connect(self.cut_wanted)
        self.retouch.clicked.connect(self.retouch_wanted)
        self.play.clicked.connect(self.play_wanted)
        self.record.clicked.connect(self.consents_wanted)

    def _build(self) -> None:
        head = row(self._name, self._left, self._right, self.remove, spacing=2)
        head.setStretch(0, 1)
        blocks = [self.blocks[name] for name in ("alt", "source", "consents", "consent", "minor")]
        card = Card(kind="inset")
        card.setLayout(
            column(
                head,
                row(self.facts, self.play, spacing=12),
                self._gps,
                *blocks,
                self.faces,
                self.captions,
                self._error,  # below all that is asked: what comes and goes moves nothing under the mouse
                self._warning,
                self.blocks["focal"],
                row(self.cut, self.retouch, None),
                spacing=12,
                margins=(14, 10, 14, 14),
            )
        )
        self.setLayout(column(card))

    @property
    def media(self) -> Media | None:
        return self._media

    def _name_kind(self, *, film: bool) -> None:
        """Call it what it is: a video or a picture."""
        self.remove.setText(tr("Remove video") if film else tr("Remove picture"))
        source = tr("Source of the video") if film else tr("Source of the picture")
        self.blocks["source"].set_label(source)
        minor = tr("Is anyone under 18 in the video?") if film else tr("Is anyone under 18 in the picture?")
        self.blocks["minor"].set_label(minor, required=True)
        self.minor.name(self.blocks["minor"].label)
        looked = tr("I watched it all: no face that must be hidden can be seen")
        self.faces.set_text(looked if film else tr("I looked: no face that must be hidden can be seen"))

    def show_media(self, media: Media, *, located: bool, place: int, count: int) -> None:
        """Show `media`, the picture at `place` of `count`; `located`: its file tells where it was taken."""
        turned = self._media is None or (self._media.clip is None) != (media.clip is None)
        self._media, self._located = media, located
        if turned:
            self._show_kind(media.clip)
        self.facts.setText(_facts(media.clip) if media.clip else "")
        self._name.setText(media.name)
        self.alt.put(media.alt)
        self.source.put(media.source)
        self._consent.put(media.consent)
        self.blocks["consent"].setVisible(bool(media.consent.strip()) or self._consent.hasFocus())
        self.faces.set_checked(media.faces_checked)
        self.captions.set_checked(media.captions)
        self.minor.set_answer(media.has_minor)
        self._left.setEnabled(place > 0)
        self._right.setEnabled(place < count - 1)
        self._count()
        self._tell_located()

    def show_consents(self, lines: str) -> None:
        """The consents recorded with this picture, a line for each; empty: none."""
        self.consents.setText(lines)
        self.consents.setVisible(bool(lines))

    def show_picture(self, pixmap: QPixmap) -> None:
        """The picture itself, large enough to point at."""
        self._focal.show_picture(pixmap, self._media.focal if self._media else (0.5, 0.4))

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """What the checks say of this picture: the first blocker and the first warning."""
        for remark, severity in ((self._error, Severity.BLOCK), (self._warning, Severity.WARN)):
            first = next((f for f in findings if f.severity is severity), None)
            remark.say(f"{self._say(first.wrong)} {self._say(first.remedy)}" if first else "")

    def take_focus(self) -> None:
        """To the first field; as much of the panel as there is room for comes into sight once it is laid out."""
        self.alt.setFocus()
        QTimer.singleShot(0, self, lambda: keep_in_sight(self.blocks["alt"], self))

    def inputs(self) -> Sequence[QWidget]:
        boxes = self.faces.box, self.captions.box
        return (self.alt, self.source, self.record, self._consent, self.minor.yes, *boxes, self._focal)

    def _show_kind(self, clip: Clip | None) -> None:
        """What goes for a picture only, or for a video only."""
        for widget in (self.facts, self.play, self.captions):
            widget.setVisible(clip is not None)
        for button in (self.cut, self.retouch):
            button.setVisible(clip is None)
        self.blocks["focal"].setVisible(clip is None)
        self._name_kind(film=clip is not None)

    def _changed(self) -> None:
        if self._media is None:
            return
        self._media = replace(
            self._media,
            alt=self.alt.value,
            source=self.source.value,
            consent=self._consent.value,
            faces_checked=self.faces.checked,
            captions=self.captions.checked and self._media.clip is not None,
            has_minor=self.minor.answer,
            focal=self._focal.focal,
        )
        self._count()
        self.edited.emit(self._media)

    def _count(self) -> None:
        used = length(self.alt.value)
        text = tr("{n} / {max} characters").format(n=used, max=LONGEST)
        self.blocks["alt"].set_counter(text, over=used > LONGEST)
        self.blocks["alt"].set_hint(self._advice() or self._help())

    def _advice(self) -> str:
        """What would make the alternative text better; empty while there is none, or nothing to better."""
        written = self.alt.value.strip()
        remarks = lint(written, name=self._media.name) if self._media is not None and written else ()
        sentence = self._say(remarks[0].say) if remarks else ""
        return sentence[:1].upper() + sentence[1:]

    def _help(self) -> str:
        if self._media is not None and self._media.clip is not None:
            return tr("Describe the video for people who cannot see it.")
        return tr("For people who cannot see it: who or what is shown, what happens, and every word and number on it.")

    def _tell_located(self) -> None:
        told = tr("The picture holds the position where it was taken; it is removed on export.")
        self._gps.say(told if self._located else "")


def _facts(clip: Clip) -> str:
    """``0:12 · 720 × 1280 · 1,9 MB · H.264``."""
    return f"{clip_words(clip)} · {CODECS.get(clip.codec, clip.codec)}"

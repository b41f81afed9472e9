"""A picture, large: to read every letter of a card before it goes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent, QPixmap, QWheelEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QWidget

from studio.errors import StudioError
from studio.posts.postfile import is_video_name
from studio.translation import tr
from studio.ui.page import Shell
from studio.ui.system_open import open_file
from studio.ui.widgets.buttons import IconButton, PrimaryButton, QuietButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import column, row

STEP = 1.25
SMALLEST, LARGEST = 0.1, 4.0
ROOM = 0.86
"""Part of the screen that the dialog takes at most."""


def play(shell: Shell, sha256: str, name: str, owner: QObject) -> None:
    """Open the video `sha256`, which is called `name`."""
    studio = shell.studio

    def opened(path: Path) -> None:
        if not open_file(path):
            shell.toast(tr("This PC has no player for the video {name}.").format(name=name))

    shell.tasks.pool(lambda _: studio.viewing_copy(sha256, name), opened, owner=owner, key="player")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """A picture to look at: its bytes by `sha256`, or `image` where it is at hand; `alt` says what it shows.

    Of a video (`film`) the image stands for it, and its bytes go to the PC's own player.
    """

    name: str
    alt: str = ""
    sha256: str = ""
    image: QImage | None = None
    film: bool = False


class PictureArea(QScrollArea):
    """Takes the keyboard, to be scrolled by it."""


class PictureDialog(Dialog):
    """One of several pictures, fitted to the window or larger; arrows go on, plus and minus change the size."""

    def __init__(self, shell: Shell, shots: Sequence[Shot], place: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fits = False
        self._shell, self._shots, self._place = shell, tuple(shots), place
        self._image = QImage()
        self._scale: float | None = None
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._area = PictureArea()
        self._area.setWidget(self._picture)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.viewport().installEventFilter(self)
        self._alt = Label(role="hint", wrap=True).selectable()
        self._alt.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._which = Label(role="label")
        self._back = IconButton("chevron-left", tr("Previous picture (left arrow)"))
        self._on = IconButton("chevron-right", tr("Next picture (right arrow)"))
        self._less = IconButton("zoom-out", tr("Smaller (minus)"))
        self._more = IconButton("zoom-in", tr("Larger (plus)"))
        self._fit, done = QuietButton(tr("Whole picture")), QuietButton(tr("Close"))
        self.play = PrimaryButton(tr("Watch the video"), "play")
        self.play.clicked.connect(self._play)
        self._back.clicked.connect(lambda: self.go(-1))
        self._on.clicked.connect(lambda: self.go(1))
        self._less.clicked.connect(lambda: self.zoom(1 / STEP))
        self._more.clicked.connect(lambda: self.zoom(STEP))
        self._fit.clicked.connect(self.fit)
        done.clicked.connect(self.accept)
        tools = row(self._back, self._which, self._on, 12, self._less, self._more, self._fit, self.play, None, done)
        self._area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        inside = column(self._heading, self._area, self._alt, tools, spacing=10, margins=20)
        inside.setStretch(1, 1)
        self.setLayout(inside)
        self.resize(self._room())
        self._take_up()

    @property
    def image(self) -> QImage:
        """The picture, in its own size; null while there is none."""
        return self._image

    @property
    def scale(self) -> float:
        """Size of the picture in parts of its own."""
        return self._scale if self._scale is not None else self._fitting()

    def _take_up(self) -> None:
        shot = self._shots[self._place]
        self.set_heading(shot.name)
        self._alt.setText(shot.alt or tr("no alt text"))
        self._which.setText(tr("{n} of {all}").format(n=self._place + 1, all=len(self._shots)))
        self.play.setVisible(shot.film)
        for button in (self._less, self._more, self._fit):
            button.setVisible(not shot.film)
        self._area.setAccessibleName(shot.name)
        self._area.setAccessibleDescription(self._alt.text())
        self._back.setEnabled(self._place > 0)
        self._on.setEnabled(self._place < len(self._shots) - 1)
        several = len(self._shots) > 1
        for widget in (self._back, self._which, self._on):
            widget.setVisible(several)
        self._load()

    def go(self, by: int) -> None:
        """To another picture."""
        if 0 <= self._place + by < len(self._shots):
            self._place += by
            self._take_up()

    def zoom(self, by: float) -> None:
        """Larger or smaller by this factor."""
        self._scale = max(SMALLEST, min(LARGEST, self.scale * by))
        self._draw()

    def fit(self) -> None:
        """The whole picture in sight."""
        self._scale = None
        self._draw()

    def _play(self) -> None:
        shot = self._shots[self._place]
        name = shot.name if is_video_name(shot.name) else f"{shot.name}.mp4"
        play(self._shell, shot.sha256, name, self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        deeds = {
            Qt.Key.Key_Left: lambda: self.go(-1),
            Qt.Key.Key_Right: lambda: self.go(1),
            Qt.Key.Key_Plus: lambda: self.zoom(STEP),
            Qt.Key.Key_Equal: lambda: self.zoom(STEP),
            Qt.Key.Key_Minus: lambda: self.zoom(1 / STEP),
            Qt.Key.Key_0: self.fit,
        }
        deed = deeds.get(Qt.Key(event.key()))
        if deed is None:
            super().keyPressEvent(event)
        else:
            deed()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self._scale is None:
            self._draw()
        if isinstance(event, QWheelEvent) and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.zoom(STEP if event.angleDelta().y() > 0 else 1 / STEP)
            return True
        return super().eventFilter(watched, event)

    def _room(self) -> QSize:
        parent = self.parentWidget()
        screen = parent.window().size() if parent is not None else QGuiApplication.primaryScreen().availableSize()
        return screen * ROOM

    def _load(self) -> None:
        shot, files = self._shots[self._place], self._shell.studio.files
        self._scale = None
        self._show(shot.image if shot.image is not None else QImage())
        if shot.sha256 and not shot.film:
            self._shell.tasks.pool(
                lambda _: QImage.fromData(files.get(shot.sha256)),
                self._show,
                owner=self,
                failed=self._failed,
                key="picture",
            )

    def _show(self, image: QImage) -> None:
        self._image = image
        self._draw()

    def _failed(self, error: StudioError) -> None:
        self._picture.setText(self._shell.language.explain(error))

    def _fitting(self) -> float:
        if self._image.isNull():
            return 1.0
        room, size = self._area.viewport().size(), self._image.size()
        return min(1.0, room.width() / size.width(), room.height() / size.height())

    def _draw(self) -> None:
        if self._image.isNull():
            self._picture.clear()
            return
        size = self._image.size() * self.scale
        smooth = Qt.TransformationMode.SmoothTransformation
        self._picture.setPixmap(QPixmap.fromImage(self._image.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, smooth)))

"""Storing each change of a photograph's recipe, soon after it was made and one after the other; its name; finishing
it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from studio.errors import StudioError
from studio.images.export import TARGETS, ExportTarget
from studio.images.recipe import Recipe
from studio.images.work import Made, Work
from studio.images.works import BOX, MAX_BYTES, Unseen, refuse_unprotected
from studio.paths import write_chosen
from studio.translation import tr
from studio.ui.anchors import anchor
from studio.ui.files import ask_save, file_stem
from studio.ui.page import Shell
from studio.ui.page_specs import PageId
from studio.ui.widgets.buttons import IconButton, MenuButton, PrimaryButton
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import row
from studio.ui.words import platform_name

if TYPE_CHECKING:
    from studio.images.works import PhotoWorks


REST = 400
"""Milliseconds without a change after which it is stored."""


class WorkSaver(QObject):
    """`saved` carries the work as it is stored now; `failed` the reason why it could not be, once."""

    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, shell: Shell, works: PhotoWorks, parent: QObject) -> None:
        super().__init__(parent)
        self._shell, self._works = shell, works
        self._work: Work | None = None
        self._by = ""
        self._wanted: Recipe | None = None
        self._busy = False
        self._after: list[Callable[[Work], None]] = []
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._send)

    @property
    def work(self) -> Work | None:
        """As it was stored last."""
        return self._work

    @property
    def settled(self) -> bool:
        """Whether everything is stored."""
        return self._wanted is None and not self._busy

    def begin(self, work: Work | None, by: str) -> None:
        """Store changes of that work from now on, as `by`; those of the last one are stored first."""
        self.flush()
        self._work, self._by, self._wanted, self._busy = work, by, None, False
        self._after.clear()

    def keep(self, recipe: Recipe) -> None:
        """Store it soon, as done by whoever works here now; what is stored already is not stored again."""
        if self._work is None:
            return
        by = self._shell.session.person_id or self._by
        if by != self._by:
            self.flush()
            self._by = by
        if recipe == self._work.recipe and not self._busy:  # while something else is being stored, it is not there yet
            self._wanted = None
            self._rest.stop()
        else:
            self._wanted = recipe
            self._rest.start()

    def then(self, act: Callable[[Work], None]) -> None:
        """Call `act` with the work once everything is stored; not at all when it cannot be."""
        self.flush()
        if self._work is not None and self.settled:
            act(self._work)
        else:
            self._after.append(act)

    def took(self, work: Work) -> None:
        """The work was stored anew by somebody else here."""
        self._work = work

    def flush(self) -> None:
        """Store at once what waits."""
        self._rest.stop()
        self._send()

    def _send(self) -> None:
        work, recipe = self._work, self._wanted
        if work is None or recipe is None or self._busy:
            return
        self._wanted, self._busy = None, True
        works, by = self._works, self._by
        self._shell.tasks.store(
            lambda: works.change(work.id, work.revision, recipe, by),
            lambda stored: self._stored(work, stored),
            owner=self,
            failed=lambda error: self._refused(work, error),
        )

    def _stored(self, before: Work, stored: Work) -> None:
        if self._work is not before:
            return
        self._busy, self._work = False, stored
        self._shell.saved(stored.changed_at)
        if self._wanted is not None:
            self._send()
            return
        self.saved.emit(stored)
        waiting, self._after = self._after, []
        for act in waiting:
            act(stored)

    def _refused(self, before: Work, error: StudioError) -> None:
        if self._work is before:
            self._busy, self._wanted = False, None
            self._after.clear()
            self.failed.emit(error)


WIDTH = 320


class _NameField(QLineEdit):
    """Enter keeps what is written, and so does leaving; Esc gives it up."""

    kept = Signal()
    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.kept.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, super().sizeHint().height())


class NameEdit(QWidget):
    """Stands beside a title; a click on that, or on the pen, makes a field of it. `renamed` carries the work."""

    renamed = Signal(object)

    def __init__(self, shell: Shell, saver: WorkSaver, title: Label) -> None:
        super().__init__()
        self._shell, self._saver, self._works = shell, saver, shell.studio.photo_works
        self._title, self._allowed = title, False
        self.field, self.pen = _NameField(), IconButton("pencil", tr("Rename (F2)"))
        self.field.kept.connect(lambda: self._end(keep=True))
        self.field.given_up.connect(lambda: self._end(keep=False))
        self.field.installEventFilter(self)
        self.pen.clicked.connect(self.begin)
        self.setLayout(row(self.field, self.pen))
        self.field.hide()
        self.hide()
        title.installEventFilter(self)
        self.field.setAccessibleName(tr("Name of the photograph"))

    @property
    def writing(self) -> bool:
        """Whether the field stands in place of the title."""
        return not self.field.isHidden()

    def allow(self, may: bool) -> None:
        """Whether there is a title that may be written."""
        if not may:
            self._end(keep=False)
        self._allowed = may
        self.setVisible(may)
        self._title.setCursor(Qt.CursorShape.IBeamCursor if may else Qt.CursorShape.ArrowCursor)

    def begin(self) -> None:
        """Write the title."""
        if self._allowed and not self.writing:
            self._saver.flush()  # so that the name need not wait for it, should the person leave at once
            self.field.setText(self._title.text())
            self._show(writing=True)
            self.field.selectAll()
            self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._title and event.type() == QEvent.Type.MouseButtonRelease:
            self.begin()
        if watched is self.field and event.type() == QEvent.Type.FocusOut:
            self._end(keep=True)
        return super().eventFilter(watched, event)

    def _end(self, *, keep: bool) -> None:
        if not self.writing:
            return
        written, focused = self.field.text().strip(), self.field.hasFocus()
        self._show(writing=False)
        if focused:
            self.pen.setFocus(Qt.FocusReason.OtherFocusReason)
        if keep and written and written != self._title.text():
            self._saver.then(lambda work: self._store(work, written))

    def _store(self, work: Work, title: str) -> None:
        by, works = self._shell.session.person_id, self._works
        if by:
            self._shell.tasks.store(lambda: works.rename(work.id, work.revision, title, by), self._stored, owner=self)
        else:
            self._shell.sign_in()

    def _stored(self, work: Work) -> None:
        self._shell.saved(work.changed_at)
        self.renamed.emit(work)

    def _show(self, *, writing: bool) -> None:
        self.field.setVisible(writing)
        self.pen.setVisible(not writing)
        self._title.setVisible(not writing)


TO_POST = ExportTarget(box=BOX, max_bytes=MAX_BYTES)
"""As large as a post may need it; each platform makes its own of it."""
TO_COMPOSER = "picture:"
"""Before the SHA-256 and the name of a finished picture, for the composer."""
NEUTRAL = "anh-da-che.jpg"
"""What a copy is called unless a person says otherwise: a title often begins as a file's name, and that tells who."""


class FinishButtons(QWidget):
    """Two buttons. `undecided` carries a work that may not leave yet, and the reason."""

    undecided = Signal(object, object)

    def __init__(self, shell: Shell, saver: WorkSaver, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell, self._saver = shell, saver
        self._works = shell.studio.photo_works
        self.copy = MenuButton(tr("Save a copy"), "download")
        self.send = PrimaryButton(tr("Put into the post"), "send")
        self.targets = QMenu(self)
        self.copy.setMenu(self.targets)
        self.send.clicked.connect(self._send)
        self.setLayout(row(self.copy, self.send))
        anchor(self, "media.export")
        anchor(self.send, "media.to_post")
        self.targets.clear()
        words = tr("For {platform}: {width} × {height} pixels, {size} MB at most")
        for platform, target in TARGETS.items():
            said = words.format(
                platform=platform_name(platform),
                width=target.box[0],
                height=target.box[1],
                size=f"{target.max_bytes / 1e6:.0f}",
            )
            self.targets.addAction(said).triggered.connect(partial(self._save_copy, target))

    def _send(self) -> None:
        def go(made: Made, _: bytes, title: str) -> None:
            self._shell.go(PageId.COMPOSER, f"{TO_COMPOSER}{made.sha256}:{file_name(title)}")

        self._finish(TO_POST, go)

    def _save_copy(self, target: ExportTarget, _: bool = False) -> None:
        def ask(_: Made, data: bytes, title: str) -> None:
            ask_save(self, tr("Save a copy"), NEUTRAL, "JPEG (*.jpg)", lambda path: self._write(path, data))

        self._finish(target, ask)

    def _write(self, path: Path, data: bytes) -> None:
        self._shell.tasks.pool(
            lambda _: write_chosen(path, data),
            lambda _: self._shell.toast(tr("Saved: {name}").format(name=path.name)),
            owner=self,
        )

    def _finish(self, target: ExportTarget, then: Callable[[Made, bytes, str], None]) -> None:
        """Make the file, once everything is stored; `then` gets the title of the work, too."""
        by = self._shell.session.person_id
        if not by:
            self._shell.sign_in()
            return
        self._saver.then(lambda work: self._make(work, by, target, then))

    def _make(self, work: Work, by: str, target: ExportTarget, then: Callable[[Made, bytes, str], None]) -> None:
        try:
            refuse_unprotected(work)
        except StudioError as error:
            self.undecided.emit(work, error)
            return
        works = self._works
        self._wait(waiting=True)

        def made(result: tuple[Made, bytes]) -> None:
            self._wait(waiting=False)
            then(*result, work.title)

        def failed(error: StudioError) -> None:
            self._wait(waiting=False)
            if isinstance(error, Unseen):
                self.undecided.emit(work, error)
            else:
                self._shell.complain(error)

        self._shell.tasks.pool(
            lambda _: works.finish(work.id, work.revision, by, box=target.box, max_bytes=target.max_bytes),
            made,
            owner=self,
            failed=failed,
        )

    def _wait(self, *, waiting: bool) -> None:
        for button in (self.copy, self.send):
            button.setEnabled(not waiting)


def file_name(title: str) -> str:
    """A name for a finished picture that every system takes."""
    return f"{file_stem(title) or 'anh'}.jpg"

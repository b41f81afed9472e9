"""Asking for files. The dialogs are Qt's own, so that they speak the language of the window."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from studio.paths import unreserved

_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f.]+')
"""What a file name may not hold on some system."""


class _StartFolder:
    """Where dialogs to read files begin. Qt remembers the last place by itself; None leaves it at that."""

    def __init__(self) -> None:
        self.folder: Path | None = None
        self.stays = False

    def take(self) -> Path | None:
        folder = self.folder
        if not self.stays:
            self.folder = None
        return folder


_beginning = _StartFolder()


def start_in(folder: Path | None) -> None:
    """Let dialogs to read files begin there: a lesson's sample material. After None the next one begins at home, so
    that nobody takes the material for their own."""
    _beginning.folder, _beginning.stays = folder or Path.home(), folder is not None


def file_stem(title: str) -> str:
    """What a file of that title may be called on every system, without its ending; perhaps nothing."""
    return unreserved(_UNFIT.sub(" ", title).strip())


def ask_save(parent: QWidget, title: str, name: str, kinds: str, then: Callable[[Path], None]) -> None:
    """Ask where to write; `then` gets the path when one is chosen."""
    dialog = _dialog(parent, title, kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.selectFile(name)
    dialog.setDefaultSuffix(Path(name).suffix.lstrip("."))
    dialog.fileSelected.connect(lambda path: then(Path(path)))
    dialog.open()


def ask_open(parent: QWidget, title: str, kinds: str, then: Callable[[list[Path]], None]) -> None:
    """Ask for one or more files to read."""
    dialog = _dialog(parent, title, kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    start = _beginning.take()
    if start is not None and start.is_dir():
        dialog.setDirectory(str(start))
    dialog.filesSelected.connect(lambda paths: then([Path(path) for path in paths]))
    dialog.open()


def ask_folder(parent: QWidget, title: str, then: Callable[[Path], None]) -> None:
    """Ask for a folder."""
    dialog = _dialog(parent, title, "")
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(lambda path: then(Path(path)))
    dialog.open()


def _dialog(parent: QWidget, title: str, kinds: str) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    if kinds:
        dialog.setNameFilter(kinds)
    return dialog

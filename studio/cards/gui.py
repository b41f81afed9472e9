"""The one Qt object that fonts and images need before anything is drawn."""

from __future__ import annotations

import os
import sys
import threading

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from studio.errors import StorageTrouble


def ensure_gui() -> QCoreApplication:
    """Return the running Qt application, starting a windowless one where there is none.

    Without a screen the ``offscreen`` platform is taken. Raises StorageTrouble when asked for the
    first time on another thread than the main one, where Qt cannot start.
    """
    running = QCoreApplication.instance()
    if isinstance(running, QGuiApplication):
        return running
    if running is not None or threading.current_thread() is not threading.main_thread():
        raise StorageTrouble(
            "Phần vẽ thẻ phải được khởi động ở luồng chính; hãy mở lại chương trình.",
            "Card painting has to be started on the main thread; open the program again.",
        )
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Widgets need their own kind of application, and there can only be one.
    widgets = sys.modules.get("PySide6.QtWidgets")
    kind: type[QGuiApplication] = widgets.QApplication if widgets else QGuiApplication
    return kind(["studio"])

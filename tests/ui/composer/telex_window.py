"""One input of the composer in a window, put to as the composer does: what is stored comes back all the time."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from studio.ui.composer.inputs import LineInput, TextInput
from studio.ui.widgets.layout import column

STORED_EVERY_MS = 30


def main(title: str, which: str, out: Path) -> None:
    app = QApplication([])
    field: LineInput | TextInput = LineInput() if which == "line" else TextInput()
    window = QWidget()
    window.setWindowTitle(title)
    window.setLayout(column(field))
    window.resize(400, 120)
    window.show()
    field.setFocus()
    seen = ""

    def store() -> None:
        """Keep what was typed, and show what is kept."""
        nonlocal seen
        if field.value != seen:
            seen = field.value
            out.write_text(seen, encoding="utf-8")
        elif not seen:
            out.write_text("ready" if field.hasFocus() and window.isActiveWindow() else "", encoding="utf-8")
        field.put(seen)

    timer = QTimer()
    timer.timeout.connect(store)
    timer.start(STORED_EVERY_MS)
    app.exec()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))

"""What only a real PC can tell, asked by `first-pc.ps1`, the script for the first one: each call prints a line of JSON.

    python -m studio.ui.pc_trial keyring
    python -m studio.ui.pc_trial screens
    python -m studio.ui.pc_trial pdf FILE
    python -m studio.ui.pc_trial typed QUESTION WANTED
    python -m studio.ui.pc_trial seen QUESTION YES NO

The sentences that a person reads come with the call: the script speaks one language of its own. The exit code is 1
where the PC did not do what was asked.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QScreen, QTextDocument
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from studio.accounts.keychain import Keychain
from studio.app.keyring_trial import keeps_long_logins
from studio.clock import SystemClock
from studio.errors import StudioError
from studio.secret import Safe
from studio.text import nfc

LONG = 6_000
"""Letters of the longest token that a platform was seen to give."""
WINDOWS_PDF = "Microsoft Print to PDF"
PAGE = "<h1>Cảnh báo lừa đảo</h1><p>Đường dây nóng: 113. Ă Â Đ Ê Ô Ơ Ư – ạ ả ã ắ ằ ẳ ẵ ặ.</p>"
Said = dict[str, Any]


def keyring(safe: Safe) -> Said:
    """Whether a long login comes back whole from the keyring of this PC."""
    try:
        return {"fit": keeps_long_logins(safe, SystemClock(), LONG), "letters": LONG}
    except StudioError as trouble:
        return {"fit": False, "why": trouble.phrase.vi}


def screens() -> Said:
    """Every screen as Qt sees it: size in points, how many pixels a point has, and dots per inch of letters."""
    return {"fit": True, "screens": [_screen(one) for one in QGuiApplication.screens()]}


def pdf(path: Path, printer: QPrinter) -> Said:
    """Print a page with Vietnamese letters into the file `path`, by Windows' own PDF printer where there is one."""
    names = QPrinterInfo.availablePrinterNames()
    if WINDOWS_PDF in names:
        printer.setPrinterName(WINDOWS_PDF)
    else:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    document = QTextDocument()
    document.setHtml(PAGE)
    document.print_(printer)
    size = path.stat().st_size if path.is_file() else 0
    return {"fit": size > 0, "printers": names, "by": printer.printerName() or "Qt", "bytes": size}


class TrialQuestion(QDialog):
    """A sentence, and a field to type in or two answers."""

    def __init__(self, question: str, *, answers: tuple[str, str] | None = None) -> None:
        super().__init__()
        self.field = QLineEdit()
        sentence = QLabel(question, wordWrap=True)
        buttons = QDialogButtonBox()
        yes, no = answers or ("OK", "–")
        buttons.addButton(yes, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(no, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(sentence)
        if answers is None:
            column.addWidget(self.field)
        column.addWidget(buttons)
        self.setMinimumWidth(560)
        self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint)


def typed(dialog: TrialQuestion, wanted: str) -> Said:
    """What a person typed with the keyboard of this PC, letter by letter as it should be or not."""
    done = dialog.exec() == QDialog.DialogCode.Accepted
    text = dialog.field.text()
    return {"fit": done and nfc(text.strip()) == nfc(wanted), "typed": text, "wanted": wanted}


def seen(ask: Callable[[QScreen], QDialog]) -> Said:
    """Whether a window is seen well on every screen, one after the other, as a person says."""
    answers = {}
    for number, screen in enumerate(QGuiApplication.screens(), start=1):
        dialog = ask(screen)
        _put(dialog, screen)
        answers[f"{number} {screen.name()}"] = dialog.exec() == QDialog.DialogCode.Accepted
    return {"fit": all(answers.values()), "seen": answers}


def main(words: Sequence[str]) -> int:
    """Do what the words ask. Returns the exit code."""
    what, *more = words
    app = QApplication([])
    if what == "keyring":
        chain = Keychain()
        told = keyring(chain)
        chain.close()
    elif what == "pdf":
        told = pdf(Path(more[0]), QPrinter(QPrinter.PrinterMode.HighResolution))
    elif what == "typed":
        told = typed(TrialQuestion(more[0]), more[1])
    elif what == "seen":
        told = seen(lambda screen: TrialQuestion(more[0], answers=(more[1], more[2])))
    else:
        told = screens()
    print(json.dumps({"asked": what, **told}))  # in ASCII: the code page of the console may be any
    app.quit()
    return 0 if told["fit"] else 1


def _screen(screen: QScreen) -> Said:
    size = screen.geometry()
    return {
        "name": screen.name(),
        "points": [size.width(), size.height()],
        "scale": screen.devicePixelRatio(),
        "dpi": round(screen.logicalDotsPerInch(), 1),
    }


def _put(window: QWidget, screen: QScreen) -> None:
    window.setScreen(screen)
    window.move(screen.availableGeometry().center() - window.rect().center())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

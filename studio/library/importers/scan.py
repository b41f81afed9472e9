"""Scanned PDFs: pictures of pages, and their text as Tesseract reads it, for a person to compare.

Recognition mistakes numbers and dates more than words ("2018" became "2016" on a decree's first page; facts measured
on signed scans), so every line that holds a digit is a doubt until a person has looked at it beside the picture.
"""

from __future__ import annotations

import base64
import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from studio.errors import BadInput
from studio.installation import TESSDATA, this_installation
from studio.library.importers.layout import COLUMN, VisualLine, joined, kept
from studio.library.importers.read_text import ReadText, ScannedLine
from studio.phrase import Phrase
from studio.sandbox import Sandbox
from studio.text import nfc

DPI = 300
"""Dots per inch at which text is recognised."""
SHOWN_DPI = 110
"""… and at which a page is shown beside its text."""
MOST_PIXELS = 80_000_000
"""Of a page as drawn; A4 at 300 dots per inch has 9 million, A1 has 70."""
_POINTS = 72.0
_SECONDS = 100
_NOISE = 30.0
"""Mean confidence, of 100, under which a line is no writing: a stamp, a signature, a crease."""
_WINDOWS_HOME = Path("C:/Program Files/Tesseract-OCR/tesseract.exe")
_VIETNAMESE = "vie.traineddata"
_NO_CONSOLE = 0x08000000 if sys.platform == "win32" else 0
"""CREATE_NO_WINDOW: no console flashes up for each page."""


class _Word(NamedTuple):
    """A word as recognised; lengths in points, `confidence` of 100."""

    text: str
    left: float
    top: float
    width: float
    height: float
    confidence: float


class Tesseract(NamedTuple):
    """The program, and the folder of its data; its own where none is named."""

    program: Path
    data: Path | None = None

    @property
    def command(self) -> list[str]:
        """How it is called, without what it reads."""
        return [str(self.program), *(["--tessdata-dir", str(self.data)] if self.data else [])]


def find_tesseract(brought: Path | None = None) -> Tesseract | None:
    """Tesseract with Vietnamese; None when this PC has none.

    `brought` is the folder of data to look in first; without it that of the release's second package.
    """
    found = shutil.which("tesseract")
    program = Path(found) if found else _WINDOWS_HOME
    if not program.exists():
        return None
    data = brought or this_installation().second_package / TESSDATA
    tesseract = Tesseract(program, data if (data / _VIETNAMESE).is_file() else None)
    try:
        told = subprocess.run(
            [*tesseract.command, "--list-langs"],
            capture_output=True,
            timeout=20,
            check=False,
            creationflags=_NO_CONSOLE,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return tesseract if b"vie" in told.stdout.split() else None


def missing() -> BadInput:
    """The sentence for a scan on a PC without Tesseract."""
    return BadInput(
        "the PDF is a scan, and this PC has no Tesseract with Vietnamese to recognise its text; install "
        "Tesseract (the “vie” data) or use a .docx."
    )


def recognise(
    sandbox: Sandbox, data: bytes, tesseract: Tesseract, *, going: Callable[[int, int], bool] | None = None
) -> tuple[ScannedLine, ...] | None:
    """The lines of every page, in reading order; None when `going` (done, of how many) said to stop.

    About 8 s a page. Raises BadInput.
    """
    pages = sandbox.run(page_count, data)
    lines: list[ScannedLine] = []
    for page in range(pages):
        if going is not None and not going(page, pages):
            return None
        told = sandbox.run(recognise_page, data, page=page, tesseract=tesseract.command)
        lines.extend(ScannedLine(page=page, **line) for line in told)
    return tuple(lines)


def settled(lines: Sequence[ScannedLine]) -> ReadText:
    """The text of a scan, once its lines were compared."""
    lines = [line for line in lines if line.text]  # a stamp or a signature that a person cleared
    last = max((line.page for line in lines), default=-1)
    pages = [kept([_as_line(line) for line in lines if line.page == page]) for page in range(last + 1)]
    paragraphs, starts = joined(pages)
    note = Phrase("The text was recognised from a scan.")
    return ReadText(text="\n".join(paragraphs), pages=tuple(starts), notes=(note,))


def corrected(line: ScannedLine, text: str) -> ScannedLine:
    """The line with what a person read in the picture."""
    return replace(line, text=nfc(" ".join(text.split())))


def _opened(data: bytes) -> Any:
    """The PDF; what reads it is loaded for the first one."""
    from studio.library.importers.pdf import opened

    return opened(data)


def page_count(data: bytes) -> int:
    """How many pages a PDF has; a task for the child."""
    document = _opened(data)
    try:
        return len(document)
    finally:
        document.close()


def page_picture(data: bytes, *, page: int, dpi: int = SHOWN_DPI) -> dict[str, Any]:
    """A page (from 0) as PNG in base 64, with its size in points; a task for the child. Raises BadInput."""
    document = _opened(data)
    try:
        if not 0 <= page < len(document):
            raise BadInput("the file has no page {page}.", page=page + 1)
        width, height = document[page].get_size()
        return {"png": base64.b64encode(_png(document, page, dpi)).decode(), "width": width, "height": height}
    finally:
        document.close()


def recognise_page(data: bytes, *, page: int, tesseract: list[str]) -> list[dict[str, Any]]:
    """The fields of each `ScannedLine` on a page but the page; a task for the child. Raises BadInput.

    `tesseract` is how the program is called.
    """
    document = _opened(data)
    try:
        picture = _png(document, page, DPI)
    finally:
        document.close()
    with tempfile.TemporaryDirectory(prefix="studio-scan-") as folder:
        file = Path(folder, "page.png")
        file.write_bytes(picture)
        # The name `tsv` would be looked for in the folder of the data.
        command = [*tesseract, str(file), "stdout", "-l", "vie", "-c", "tessedit_create_tsv=1"]
        try:
            done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=True, creationflags=_NO_CONSOLE)
        except (OSError, subprocess.SubprocessError) as error:
            raise BadInput(
                "the text of page {page} could not be recognised; check the Tesseract of this PC or use a .docx.",
                page=page + 1,
            ) from error
    return list(read_tsv(done.stdout.decode("utf-8", "replace").splitlines()))


def read_tsv(rows: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The lines in Tesseract's table of words, those of noise left out."""
    words: list[_Word] = []
    place: list[str] = []
    for row in [*rows, ""]:
        cells = row.split("\t")
        is_word = len(cells) == 12 and cells[0] == "5" and bool(cells[11].strip())
        if not is_word and len(cells) == 12:
            continue
        word = _word_of(cells) if is_word else None
        if words and (word is None or cells[1:5] != place or _is_column_away(words[-1], word)):
            yield from _line_of(words)
            words = []
        if word is not None:
            place = cells[1:5]
            words.append(word)


def _word_of(cells: Sequence[str]) -> _Word:
    left, top, width, height = (float(cell) * _POINTS / DPI for cell in cells[6:10])
    return _Word(nfc(cells[11].strip()), left, top, width, height, float(cells[10]))


def _is_column_away(last: _Word, word: _Word) -> bool:
    return word.left - (last.left + last.width) > COLUMN * max(last.height, word.height)


def _line_of(words: Sequence[_Word]) -> Iterator[dict[str, Any]]:
    if sum(word.confidence for word in words) / len(words) < _NOISE:
        return
    left = min(word.left for word in words)
    top = min(word.top for word in words)
    yield {
        "text": " ".join(word.text for word in words),
        "left": left,
        "top": top,
        "width": max(word.left + word.width for word in words) - left,
        "height": max(word.top + word.height for word in words) - top,
        "first_word": words[0].width,
    }


def _as_line(line: ScannedLine) -> VisualLine:
    return VisualLine(
        left=line.left,
        right=line.left + line.width,
        middle=line.top + line.height / 2,
        height=line.height,
        text=line.text,
        first_word=line.first_word,
    )


def _png(document: Any, page: int, dpi: int) -> bytes:
    """Raises BadInput before anything of a giant page is drawn."""
    width, height = (length / _POINTS for length in document[page].get_size())
    if width * height * dpi * dpi > MOST_PIXELS:
        raise BadInput(
            "page {page} is too large ({width:.0f} × {height:.0f} cm); scan it again in A4.",
            page=page + 1,
            width=width * 2.54,
            height=height * 2.54,
        )
    picture = document[page].render(scale=dpi / _POINTS, grayscale=True).to_pil()
    out = io.BytesIO()
    picture.save(out, format="PNG")
    return out.getvalue()

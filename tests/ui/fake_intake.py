"""Files as drafts: one is empty, one a scan, one a property page, every other is read as the sample document."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage

from studio.errors import BadInput
from studio.library.importers.reading import ScannedLine
from studio.library.intake import DocumentDraft, DraftHeading, Drafts, PagePicture
from studio.library.model import Document, Edition
from studio.phrase import Pair
from tests.ui.fake_data import ARTICLES, DOCUMENT
from tests.ui.stand_in import StandIn

EMPTY = Pair("tệp trống; hãy chọn tệp khác.", "the file is empty; choose another.")
SCANNED = tuple(
    ScannedLine(page=page, text=text, left=60.0, top=60.0 + 40 * row, width=200.0, height=12.0, first_word=20.0)
    for row, (page, text) in enumerate(
        ((0, "Số: 13/2028/NĐ-CP"), (0, "NGHỊ ĐỊNH"), (1, "Điều l. Phạm vi 1"), (1, "ngày 01 tháng 7 năm 2028"))
    )
)


class FakeIntake(StandIn):  # type: ignore[misc]
    """A part of `FakeLibrary`."""

    documents: dict[str, Document]

    def drafts(self, paths: Sequence[Path], *, going: Callable[[int, int], bool] | None = None) -> Drafts:
        ready = []
        for done, path in enumerate(paths):
            if going is not None and not going(done, len(paths)):
                break
            if path.suffix != ".jsonl" and path.stem != "trong":
                ready.append(_draft(path))
        return Drafts(
            ready=tuple(ready),
            refused=tuple((path, EMPTY) for path in paths if path.stem == "trong"),
            many=tuple(path for path in paths if path.suffix == ".jsonl"),
        )

    def settle(self, draft: DocumentDraft, texts: Mapping[int, str]) -> DocumentDraft:
        if "2028" in texts[0]:
            raise BadInput(Pair("không tìm thấy số, ký hiệu.", "no number was found."))
        return draft.of(Edition(document=DOCUMENT, articles=ARTICLES))

    def draft_page(self, draft: DocumentDraft, page: int) -> PagePicture:
        return PagePicture(png=sheet(), width=595.0, height=842.0)

    def take(self, draft: DocumentDraft, heading: DraftHeading, *, by: str) -> Document:
        if heading.number == "?":
            raise BadInput(Pair("số, ký hiệu phải có dạng “13/2023/NĐ-CP”.", "a number is needed."), where="number")
        document = replace(DOCUMENT, number=heading.number, title=heading.title, checked_by=by)
        self.documents[document.key] = document
        return document


def _draft(path: Path) -> DocumentDraft:
    if path.stem == "quet":
        return DocumentDraft(path=path, sha256="0" * 64, scanned=SCANNED)
    note = Pair("Chữ đã được chuyển từ bảng mã TCVN3.", "The text was converted from TCVN3.")
    notes = (note,) if path.stem == "cu" else ()
    articles = () if path.stem == "thuoc-tinh" else ARTICLES
    return DocumentDraft(path=path, sha256="0" * 64, notes=notes).of(Edition(document=DOCUMENT, articles=articles))


def sheet() -> bytes:
    """An empty page as PNG."""
    image = QImage(300, 424, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())

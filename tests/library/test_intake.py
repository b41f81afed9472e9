from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from studio.canonical import sha256
from studio.errors import BadInput
from studio.library.importers import scan
from studio.library.importers.edition_reader import article_pages
from studio.library.importers.read_text import ReadText
from studio.library.intake import DocumentDraft
from studio.library.service import Library
from tests.library.importers.test_pdf import BODY, pdf
from tests.library.importers.test_scan import LINES, scanned_pdf

TEXT = """ĐƠN VỊ MẪU
Số: 09/2026/QĐ-MAU
Thành phố Mẫu, ngày 02 tháng 3 năm 2026
QUYẾT ĐỊNH
Ban hành quy định mẫu
Điều 1. Phạm vi
1. Quyết định này quy định việc mẫu.
Điều 2. Hiệu lực
Quyết định này có hiệu lực từ ngày 01 tháng 4 năm 2026.
"""


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "quyet-dinh.txt"
    path.write_text(TEXT, encoding="utf-8", newline="\n")
    return path


def only(library: Library, path: Path) -> DocumentDraft:
    read = library.drafts([path])
    assert read.refused == ()
    (draft,) = read.ready
    return draft


def test_a_draft_shows_the_head_and_stores_nothing(library: Library, text: Path) -> None:
    draft = only(library, text)
    head = draft.heading
    assert (head.number, head.type, head.title) == ("09/2026/QĐ-MAU", "Quyết định", "Ban hành quy định mẫu")
    assert (head.issued_on, head.effective_from) == (date(2026, 3, 2), date(2026, 4, 1))
    assert library.count().documents == 0


def test_what_a_person_put_right_is_stored_with_the_file(library: Library, text: Path) -> None:
    draft = only(library, text)
    head = replace(draft.heading, number="19/2026/QĐ-MAU", effective_from=date(2026, 5, 1))
    taken = library.take(draft, head, by="Trần Thị Mẫu")
    assert (taken.key, taken.effective_from) == ("19/2026/QD-MAU", date(2026, 5, 1))
    assert [article.id for article in library.articles(taken.key)] == ["19/2026/QD-MAU@1", "19/2026/QD-MAU@2"]
    (original,) = library.originals(taken.key)
    assert (original.name, original.taken_by, original.read_as) == ("quyet-dinh.txt", "Trần Thị Mẫu", taken.sha256)
    library.save_original(original, text.with_name("ban-goc.txt"))
    assert text.with_name("ban-goc.txt").read_bytes() == TEXT.encode()


def test_a_draft_waits_packed(library: Library, text: Path) -> None:
    text.write_text(TEXT + "\n".join(f"{n}. Khoản này quy định việc mẫu {n}." for n in range(2000)), encoding="utf-8")
    draft = only(library, text)
    assert len(draft.packed) * 3 < text.stat().st_size
    assert draft.edition is not None
    assert "việc mẫu 1999." in draft.edition.articles[-1].text


@pytest.mark.parametrize(
    ("change", "where"),
    [({"number": "không rõ"}, "number"), ({"effective_from": date(2026, 1, 1)}, "effective_from")],
)
def test_a_head_that_cannot_be_is_refused(library: Library, text: Path, change: dict[str, object], where: str) -> None:
    draft = only(library, text)
    with pytest.raises(BadInput) as caught:
        library.take(draft, replace(draft.heading, **change), by="Mẫu")  # type: ignore[arg-type]
    assert caught.value.where == where
    assert library.count().documents == 0


def test_a_number_that_the_head_lacks_is_given_by_the_person(library: Library, text: Path) -> None:
    text.write_text(TEXT.replace("Số: 09/2026/QĐ-MAU\n", ""), encoding="utf-8")
    draft = only(library, text)
    assert (draft.heading.number, len(draft.notes)) == ("", 1)
    with pytest.raises(BadInput, match="Số: …"):
        library.intake.take(draft)
    with pytest.raises(BadInput, match="số, ký hiệu"):
        library.take(draft, draft.heading, by="Trần Thị Mẫu")
    taken = library.take(draft, replace(draft.heading, number="09/2026/QĐ-MAU"), by="Trần Thị Mẫu")
    assert [article.id for article in library.articles(taken.key)] == ["09/2026/QD-MAU@1", "09/2026/QD-MAU@2"]


def test_a_file_that_changed_after_it_was_read_is_refused(library: Library, text: Path) -> None:
    draft = only(library, text)
    text.write_text(TEXT.replace("tháng 4", "tháng 6"), encoding="utf-8")
    with pytest.raises(BadInput, match="đã thay đổi"):
        library.take(draft, draft.heading, by="Mẫu")
    assert library.count().documents == 0


def test_the_page_of_each_article_is_kept_and_shown(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "van-ban.pdf"
    path.write_bytes(pdf(tmp_path, ["Số: 12/2026/QĐ-MAU", *BODY]))
    draft = only(library, path)
    taken = library.take(draft, draft.heading, by="Mẫu")
    (original,) = library.originals(taken.key)
    assert sorted(original.pages) == [0, 1]
    assert original.pages[0] == 0 < original.pages[1]
    shown = library.original_page(original, original.pages[1])
    assert shown.png.startswith(b"\x89PNG")
    assert shown.width > 0
    assert library.draft_page(draft, 0).height == pytest.approx(shown.height)


def test_an_article_that_is_not_found_has_no_page(library: Library, text: Path) -> None:
    edition = only(library, text).edition
    assert edition is not None
    paged = ReadText(pages=(0, 6), text=TEXT.replace("Điều 2.", "Điều hai."))
    assert article_pages(paged, edition.articles) == {0: 0}


def test_a_scan_waits_for_each_line_with_a_digit(library: Library, tmp_path: Path) -> None:
    if scan.find_tesseract() is None:
        pytest.skip("needs tesseract-ocr and tesseract-ocr-vie; tools/bootstrap.py --tests brings them")
    path = tmp_path / "quet.pdf"
    path.write_bytes(scanned_pdf([LINES]))
    draft = only(library, path)
    assert draft.edition is None
    with pytest.raises(BadInput, match="chưa được đối chiếu"):
        library.take(draft, draft.heading, by="Mẫu")
    with pytest.raises(BadInput, match="còn 2 dòng"):
        library.settle(draft, {0: LINES[0]})
    settled = library.settle(draft, dict(enumerate(LINES)))
    taken = library.take(settled, settled.heading, by="Mẫu")
    assert (taken.number, taken.effective_from) == ("12/2026/QĐ-MAU", date(2026, 11, 17))
    (original,) = library.originals(taken.key)
    assert original.scanned
    assert original.sha256 == sha256(path.read_bytes())


def test_the_command_line_refuses_a_scan_and_goes_on(library: Library, text: Path, tmp_path: Path) -> None:
    path = tmp_path / "quet.pdf"
    path.write_bytes(scanned_pdf([["Không nhận dạng ở đây"]]))
    report = library.import_paths([path, text])
    assert (report.documents, [refused for refused, _ in report.refused]) == (1, [path])
    assert "bản quét" in report.refused[0][1].vi


def test_reading_stops_when_told(library: Library, text: Path, tmp_path: Path) -> None:
    other = tmp_path / "khac.txt"
    other.write_text(TEXT.replace("09/2026", "10/2026"), encoding="utf-8")
    read = library.drafts([text, other], going=lambda done, total: done < 1)
    assert [draft.path for draft in read.ready] == [text]

"""The files of a report: what they hold, that names stay names, and that the same report is the same bytes."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument  # type: ignore[import-untyped]

from studio.cards.report_pages import ReportPages
from studio.errors import NotPermitted, Refused, StorageTrouble
from studio.reports.files import render
from studio.reports.model import Break, CommentPart, Figure, FigureState, Metric, MonthReport, PageMonth, ReportForm
from tests.reports.files_read import NASTY, BookRead, words_of
from tests.reports.report_rig import (
    NAMES,
    OCTOBER,
    THIRD_OF_NOVEMBER,
    UNIT,
    ReportRig,
    capture,
    month_of,
    post,
    report_rig,
    told,
)


@pytest.fixture
def rig(tmp_path: Path) -> ReportRig:
    return report_rig(tmp_path)


def _report(**more: object) -> MonthReport:
    figures = month_of(post(1), post(2, 250, captured=True), post(3, 40, page="web"), captures=(capture(),))
    report = MonthReport(
        unit=UNIT, revision=2, figures=figures, comment={CommentPart.ASKED: "Hỏi nhiều nhất về căn cước"},
        made_at=THIRD_OF_NOVEMBER, by="p1", program="0.1.0", sha256="ab" * 32,
    )  # fmt: skip
    return replace(report, **more)  # type: ignore[arg-type]


def _book(report: MonthReport, language: str = "vi") -> BookRead:
    return BookRead(render(report, ReportForm.XLSX, language, NAMES, practice=False, painter=None))  # type: ignore[arg-type]


def test_the_workbook_has_the_sheets_of_a_report() -> None:
    assert _book(_report()).names == [
        "Tổng hợp", "Theo trang", "Theo chủ đề", "Theo ngày", "Bài", "Thiếu số liệu", "Định nghĩa",
    ]  # fmt: skip
    assert _book(_report(), "en").names == ["Summary", "By page", "By topic", "By day", "Posts", "Gaps", "Definitions"]


def test_totals_are_formulas_that_come_to_what_was_counted() -> None:
    report = _report()
    book = _book(report)
    pages = book.sheet("Theo trang")
    assert (pages["C4"].formula, pages["C4"].value) == ("SUM(C2:C3)", "3")
    assert (pages["D4"].formula, pages["D4"].value) == ("SUM(D2:D3)", "390")
    assert report.figures.total[Metric.VIEWS].value == 390
    assert book.sheet("Bài")["G5"].value == "390"
    summary = {cell.value: cell.formula for cell in book.sheet("Tổng hợp").values() if cell.formula}
    assert summary == {"390": "'Theo trang'!D4", "39": "'Theo trang'!E4"}
    for name in book.names:
        rows = book.rows(name)
        for place, cell in book.sheet(name).items():
            found = re.fullmatch(r"SUM\(([A-Z])(\d+):\1(\d+)\)", cell.formula)
            if found:
                letter, first, last = found[1], int(found[2]), int(found[3])
                values = [rows[row - 1][ord(letter) - 65] for row in range(first, last + 1)]
                assert float(cell.value) == sum(float(value) for value in values if value), (name, place)


def test_a_cell_without_a_number_says_why_and_is_not_nought() -> None:
    figures = month_of(post(1))
    page = PageMonth(
        page="web", platform="website", posts=0,
        figures={Metric.VIEWS: Figure(told=FigureState.NO_RIGHT), Metric.VIEWERS: Figure(told=FigureState.NOT_OFFERED),
                 Metric.REACTIONS: told(0), Metric.FOLLOWERS: Figure()},
    )  # fmt: skip
    rows = _book(_report(figures=replace(figures, pages=(*figures.pages, page)))).rows("Theo trang")
    assert rows[0][3:] == ["Lượt xem", "Người xem", "Lượt bày tỏ cảm xúc", "Người theo dõi"]
    assert rows[2][1] == "Trang web"
    assert rows[2][3:] == ["chưa có quyền đọc", "nền tảng không có số này", "0", "không có số liệu"]
    assert rows[3][4] == rows[3][6] == "không cộng"


def test_a_day_nobody_told_of_is_an_empty_cell_and_a_gap_in_the_chart() -> None:
    book = _book(_report())
    rows = book.rows("Theo ngày")
    assert [row[1] for row in rows[11:14]] == ["", "", ""]
    assert {row[2] for row in rows[11:14]} == {"không có số liệu"}
    charts = [book.text(part) for part in book.parts() if part.startswith("xl/charts/")]
    assert len(charts) == 2
    assert not any("dispBlanksAs" in chart for chart in charts)  # a gap where nothing else is said
    drawings = [book.text(part) for part in book.parts() if part.startswith("xl/drawings/drawing")]
    assert all(re.search(r'descr="[^"]{20,}"', drawing) for drawing in drawings)
    assert any("11/10/2026: không có số liệu" in drawing for drawing in drawings)


def test_a_missing_part_makes_a_total_approximate_and_it_stays_a_number() -> None:
    figures = month_of(post(1), post(2, figures={Metric.VIEWS: Figure(), Metric.REACTIONS: told(1)}))
    assert figures.total[Metric.VIEWS] == told(100, approximate=True)
    book = _book(_report(figures=figures))
    assert book.sheet("Theo trang")["D3"].value == "100"
    assert "&quot;≈ &quot;#,##0" in book.text("xl/styles.xml")


def test_captures_gaps_and_definitions_stand_in_the_workbook() -> None:
    book = _book(_report())
    gaps = [cell for row in book.rows("Thiếu số liệu") for cell in row]
    assert "Trang Facebook, chụp lúc 08:00 ngày 01/11" in gaps
    assert "ab" * 32 in gaps
    assert {"11/10/2026", "13/10/2026"} <= set(gaps)
    definitions = book.rows("Định nghĩa")
    assert any("page_media_view" in row and "15/11/2025" in row for row in definitions)


def test_a_draft_and_practice_say_so_in_every_file() -> None:
    draft = _report(sha256="")
    assert ["BẢN NHÁP", "chưa chốt"] in _book(draft).rows("Tổng hợp")
    words = words_of(render(draft, ReportForm.DOCX, "vi", NAMES, practice=True, painter=None))
    assert "TẬP HUẤN – số liệu mô phỏng · BẢN NHÁP – chưa chốt, số liệu còn thay đổi" in words


def test_the_document_has_head_figures_gaps_comment_and_signatures() -> None:
    words = words_of(render(_report(handed_to="Trưởng Công an phường"), ReportForm.DOCX, "vi", NAMES,
                            practice=False, painter=None))  # fmt: skip
    for text in (
        UNIT.upper(), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "BÁO CÁO THÁNG 10/2026", "390", "95,8 %",
        "không có số liệu", "Hỏi nhiều nhất về căn cước", "TRƯỞNG CÔNG AN PHƯỜNG", "NGƯỜI LẬP BÁO CÁO",
    ):  # fmt: skip
        assert text in words, text


@pytest.mark.parametrize("title", NASTY)
def test_a_nasty_title_stays_a_title(title: str) -> None:
    figures = month_of(post(1, title=title))
    report = _report(figures=replace(figures, corrected=0), unit=title, comment={CommentPart.ASKED: title})
    names = replace(NAMES, pages={"fb": title}, people={"p1": title})
    shown = re.sub(r"[\x00-\x1f\ufeff]+", " ", title)
    book = BookRead(render(report, ReportForm.XLSX, "vi", names, practice=False, painter=None))
    assert book.links == 0
    total = re.compile(r"SUM\([A-Z]+\d+(:[A-Z]+\d+)?\)|'Theo trang'![A-Z]+\d+")
    assert [one for one in book.formulas() if not total.fullmatch(one)] == []
    assert book.rows("Bài")[1][2] == shown
    words = words_of(render(report, ReportForm.DOCX, "vi", names, practice=False, painter=None))
    assert shown in words
    with zipfile.ZipFile(
        io.BytesIO(render(report, ReportForm.DOCX, "vi", names, practice=False, painter=None))
    ) as made:
        assert b"instrText" not in made.read("word/document.xml")
    data = render(report, ReportForm.CSV, "vi", names, practice=False, painter=None)
    lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert shown in [cell.removeprefix("'") for line in lines for cell in line]
    tempting = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
    assert [cell for line in lines for cell in line if cell.lstrip().startswith(tempting)] == []


def test_lines_of_text_have_the_cells_of_the_workbook() -> None:
    report, book = _report(), _book(_report())
    data = render(report, ReportForm.CSV, "vi", NAMES, practice=False, painter=None)
    assert data.startswith(b"\xef\xbb\xbf"), "a spreadsheet sees by the mark that it is UTF-8"
    sheets = [part.split("\r\n") for part in data.decode("utf-8-sig").removesuffix("\r\n" * 3).split("\r\n" * 3)]
    assert [sheet[0].strip('"') for sheet in sheets] == book.names
    head, first, *_, total = sheets[book.names.index("Bài")][1:]
    assert head.startswith('"Mã","Ngày đăng","Tiêu đề"')
    assert '"2026-10-' in first
    assert total.startswith('"Tổng"')
    assert ",390," in total + ",", "numbers are numbers, without points and marks"
    assert b"SUM(" not in data


@pytest.mark.parametrize("form", [ReportForm.XLSX, ReportForm.DOCX, ReportForm.CSV])
def test_a_change_of_what_the_platform_means_is_told(form: ReportForm) -> None:
    changed = Break(platform="facebook", metric=Metric.VIEWS, since=OCTOBER)
    data = render(_report(figures=month_of(post(1), breaks=(changed,))), form, "en", NAMES, practice=False,
                  painter=None)  # fmt: skip
    said = "From 01/10/2026 on Facebook means something else by “Views”"
    if form is ReportForm.XLSX:
        assert any(row[0].startswith(said) for row in BookRead(data).rows("Gaps"))
    else:
        assert said in (" ".join(words_of(data)) if form is ReportForm.DOCX else data.decode())


def test_a_number_of_which_a_part_is_missing_says_so_in_lines_of_text() -> None:
    near = Figure(told=FigureState.YES, value=100, approximate=True)
    figures = month_of(post(1, figures={Metric.VIEWS: near, Metric.REACTIONS: told(10)}))
    data = render(_report(figures=figures), ReportForm.CSV, "en", NAMES, practice=False, painter=None)
    assert b'"\xe2\x89\x88 100"' in data


@pytest.mark.parametrize("form", [ReportForm.XLSX, ReportForm.DOCX, ReportForm.CSV])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_same_report_is_the_same_bytes(form: ReportForm, language: str) -> None:
    first, second = (
        render(_report(), form, language, NAMES, practice=False, painter=None)  # type: ignore[arg-type]
        for _ in range(2)
    )
    assert first == second
    other = render(_report(revision=3), form, language, NAMES, practice=False, painter=None)  # type: ignore[arg-type]
    assert other != first


# On paper


def _pdf_text(data: bytes) -> str:
    with closing(PdfDocument(data)) as made:
        return "\n".join(page.get_textpage().get_text_range() for page in made)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_pdf_says_what_the_document_says_and_is_the_same_bytes(language: str) -> None:
    first, second = (
        render(_report(), ReportForm.PDF, language, NAMES, practice=False, painter=ReportPages())  # type: ignore[arg-type]
        for _ in range(2)
    )
    assert first == second
    text = _pdf_text(first)
    for word in ("10/2026", UNIT.upper(), "Hỏi nhiều nhất về căn cước", "390"):
        assert word in text, word


def test_charts_are_pictures_with_words_for_who_cannot_see_them() -> None:
    data = render(_report(), ReportForm.DOCX, "vi", NAMES, practice=False, painter=ReportPages())
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        pictures = [name for name in made.namelist() if name.startswith("word/media/")]
        body = made.read("word/document.xml").decode()
    assert len(pictures) == 2
    told_ = re.findall(r'<wp:docPr[^>]* descr="([^"]+)"', body)
    assert len(told_) == 2
    assert "11/10" in told_[0]


@pytest.mark.parametrize("title", NASTY)
def test_a_nasty_name_stays_words_on_paper(title: str) -> None:
    names = replace(NAMES, pages={"fb": title}, people={"p1": title})
    report = _report(unit=title, comment={CommentPart.ASKED: title})
    data = render(report, ReportForm.PDF, "vi", names, practice=False, painter=ReportPages())
    assert b"/URI" not in data
    assert b"/JavaScript" not in data
    lost = r"[\s\ufeff＝]+"  # blanks are where the lines break; the program's typeface has no full-width sign
    assert re.sub(lost, "", title) in re.sub(lost, "", _pdf_text(data))


# Through the service


def test_an_export_is_written_whole_logged_and_told(rig: ReportRig, tmp_path: Path) -> None:
    out = tmp_path / "bao-cao.xlsx"
    with rig.at_work(rig.writer):
        draft = rig.reports.new(OCTOBER, rig.writer.id)
        rig.reports.export(draft, ReportForm.XLSX, out, "vi", rig.writer.id)
        report = rig.reports.finish(OCTOBER, rig.writer.id)
        assert rig.reports.export(report, ReportForm.XLSX, out, "vi", rig.writer.id) == out
    assert ["Mã băm SHA-256", report.sha256] in BookRead(out.read_bytes()).rows("Tổng hợp")
    assert rig.news[-1] == ("report.exported", {"month": "2026-10-01", "form": "xlsx"})
    assert rig.log[-1][2]["step"] == "exported"
    with rig.at_work(rig.technician), pytest.raises(NotPermitted):
        rig.reports.export(report, ReportForm.XLSX, tmp_path / "b.xlsx", "vi", rig.technician.id)
    assert not (tmp_path / "b.xlsx").exists()


def test_where_nothing_paints_a_pdf_is_refused_and_a_bad_place_told(rig: ReportRig, tmp_path: Path) -> None:
    with rig.at_work(rig.writer):
        draft = rig.reports.new(OCTOBER, rig.writer.id)
        with pytest.raises(Refused, match="DOCX"):
            rig.reports.export(draft, ReportForm.PDF, tmp_path / "a.pdf", "vi", rig.writer.id)
        with pytest.raises(StorageTrouble):
            rig.reports.export(draft, ReportForm.DOCX, tmp_path / "khong-co" / "a.docx", "vi", rig.writer.id)
    assert [name for name, _ in rig.news] == ["report.created"]

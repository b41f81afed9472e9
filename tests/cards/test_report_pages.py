"""A report on paper: its charts, and what stands on its pages, read back from the PDF."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pypdfium2  # type: ignore[import-untyped]
from PySide6.QtGui import QImage

from studio.cards.charts.month import missing_days, topics_chart, views_chart
from studio.cards.report_pages import ReportPages
from studio.reports.model import Break, CommentPart, Figure, Metric, MonthFigures, MonthReport
from studio.reports.printed import Paragraph, PrintedTable, print_month
from tests.reports.report_rig import NAMES, OCTOBER, THIRD_OF_NOVEMBER, UNIT, month_of, post

LONG = "Công an phường Minh Khai, trang dành riêng cho thông báo giao thông và phòng cháy"


def report_of(figures: MonthFigures) -> MonthReport:
    return MonthReport(
        unit=UNIT,
        revision=2,
        figures=figures,
        comment={CommentPart.ASKED: "Hỏi nhiều nhất về cấp lại thẻ căn cước."},
        made_at=THIRD_OF_NOVEMBER,
        by="p1",
        program="0.1.0",
        sha256="ab" * 32,
    )


def pages(data: bytes) -> list[str]:
    """The words of each page."""
    document = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_range() for page in document]


def test_all_that_a_report_says_stands_on_its_pages() -> None:
    painter = ReportPages()
    figures = month_of(*(post(number) for number in range(3)))
    report = report_of(figures)
    pictures = painter.charts(figures, NAMES.topics, "vi")
    printed = print_month(report, "vi", NAMES, practice=True, pictures=pictures)
    first, *others = pages(painter.pdf(printed, "vi"))
    assert "BÁO CÁO THÁNG 10/2026" in first
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in first
    assert "TẬP HUẤN" in first
    assert f"Trang 1/{len(others) + 1}" in first
    last = others[-1]
    assert "NGƯỜI LẬP BÁO CÁO" in last
    assert f"Trang {len(others) + 1}/{len(others) + 1}" in last


def test_no_word_of_a_table_is_cut_and_its_head_is_repeated() -> None:
    rows = [(LONG, "Facebook", "30/10/2026", "14.400.000", "không có số liệu") for _ in range(70)]
    table = PrintedTable(rows=(("Trang", "Nền tảng", "Đến ngày", "Lượt xem", "Vì sao"), *rows), numbers=2)
    printed = replace(
        print_month(report_of(month_of(post(1))), "vi", NAMES, practice=False), blocks=(table, Paragraph(text="HẾT"))
    )
    found = pages(ReportPages().pdf(printed, "vi"))
    told = " ".join(" ".join(found).split())
    assert told.count("14.400.000") == told.count("30/10/2026") == told.count("Facebook") == 70
    assert sum("Lượt xem" in page for page in found if "14.400.000" in page) == len(found) - (
        "14.400.000" not in found[-1]
    )
    assert "HẾT" in found[-1]


def test_a_chart_of_nothing_is_left_out() -> None:
    figures = month_of(post(1))
    blank = replace(figures, views_by_day={day: Figure() for day in figures.views_by_day})
    named = [picture.title for picture in ReportPages().charts(blank, NAMES.topics, "vi")]
    assert named == ["Bài theo chủ đề"]
    views, _ = ReportPages().charts(figures, NAMES.topics, "en")
    assert "12/10: Views no figure" in views.description
    assert QImage.fromData(views.png).width() == 2000


def test_days_without_figures_are_boxes_and_no_nought() -> None:
    figures = month_of(post(1))
    chart = views_chart(figures, "vi")
    assert [(gap.first, gap.last, gap.words) for gap in chart.gaps] == [(10, 12, "thiếu 3 ngày")]
    assert missing_days(figures) == ((OCTOBER + timedelta(days=10), OCTOBER + timedelta(days=12)),)
    assert chart.series[0].values[10:13] == (None, None, None)
    one = replace(figures, views_by_day={**figures.views_by_day, OCTOBER: Figure()})
    assert views_chart(one, "en").gaps[0].words == "1 day missing"


def test_no_line_leads_to_numbers_of_another_meaning() -> None:
    figures = month_of(post(1))
    changed = replace(
        figures, breaks=(Break(platform="facebook", metric=Metric.VIEWS, since=OCTOBER + timedelta(days=5)),)
    )
    chart = views_chart(changed, "en")
    assert chart.series[0].breaks == {5}
    assert "6/10: Views" in chart.told(5)
    assert chart.told(5).endswith("(counted in another way from here on)")
    whole, broken = (ReportPages().charts(one, NAMES.topics, "en")[0].png for one in (figures, changed))
    assert whole != broken


def test_topics_beyond_the_sixth_stand_together_last() -> None:
    topics = {"scam_warning": 3, "traffic_notice": 90, **{f"t{n}": 10 + n for n in range(6)}}
    figures = replace(month_of(post(1)), topics=topics)
    chart = topics_chart(figures, NAMES.topics, "vi")
    assert chart.labels == ("Giao thông", "t5", "t4", "t3", "t2", "Khác")
    assert chart.series[0].values[-1] == 11 + 10 + 3
    assert chart.rest
    assert not topics_chart(month_of(post(1)), NAMES.topics, "vi").rest

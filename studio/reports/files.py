"""A report as a file of the form that is asked for."""

from __future__ import annotations

from studio.errors import Refused
from studio.phrase import Language
from studio.reports.model import MonthReport, ReportForm
from studio.reports.printed import Names, PrintedReport, ReportPainter, print_month
from studio.spreadsheet import CsvSpreadsheet, Spreadsheet


def render(
    report: MonthReport,
    form: ReportForm,
    language: Language,
    names: Names,
    *,
    practice: bool,
    painter: ReportPainter | None,
) -> bytes:
    """The report as a file of that form. Raises Refused for a PDF where nothing can paint its pages."""
    if form in (ReportForm.XLSX, ReportForm.CSV):
        from studio.reports.workbook import make_workbook

        return make_workbook(report, language, names, practice=practice, kind=cells_of(form))
    pictures = painter.charts(report.figures, names.topics, language) if painter else ()
    printed = print_month(report, language, names, practice=practice, pictures=pictures)
    return printed_file(printed, form, language, painter)


def cells_of(form: ReportForm) -> type[Spreadsheet]:
    """What writes the cells of that form."""
    return CsvSpreadsheet if form is ReportForm.CSV else Spreadsheet


def printed_file(printed: PrintedReport, form: ReportForm, language: Language, painter: ReportPainter | None) -> bytes:
    """The blocks as DOCX or PDF."""
    if form is ReportForm.DOCX:
        from studio.reports.document import make_document

        return make_document(printed, language)
    if painter is None:
        raise Refused("pages of a PDF cannot be painted here; export DOCX or XLSX.")
    return painter.pdf(printed, language)

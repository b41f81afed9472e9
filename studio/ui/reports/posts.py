"""The posts of a month with their numbers, and where those come from."""

from __future__ import annotations

from collections.abc import Mapping

from studio.clock import show_date
from studio.phrase import Language
from studio.reports.definitions import cell_text
from studio.reports.model import Figure, Metric, PostRow, Told
from studio.translation import mark, tr
from studio.ui.widgets.rows import Column, RowsModel

_STATES = {"corrected": mark("corrected"), "withdrawn": mark("removed from the page")}
_SAMPLE = "≈ 14.400.000"
DASH = "—"
NUMBERS: Mapping[Metric, tuple[str, int]] = {
    Metric.VIEWS: (mark("Views"), 9),
    Metric.REACTIONS: (mark("Reactions"), 4),
    Metric.COMMENTS: (mark("Comments", about="figures"), 3),
}
"""The numbers of a post that are listed, and how needed each is where room is short."""


def source_text(row: PostRow) -> str:
    """Where its numbers come from, in a word."""
    if row.captured:
        return tr("capture")
    told = any(figure.told is Told.YES for figure in row.figures.values())
    return tr("read from the page") if told else DASH


class PostRows(RowsModel[PostRow]):
    """Title, page, day, numbers, source."""

    def __init__(self, language: Language) -> None:
        self._language, self._pages = language, dict[str, str]()
        super().__init__(
            [
                Column(heading=tr("Post"), text=_title),
                Column(
                    heading=tr("Page"), text=lambda row: self._pages.get(row.page, row.page), sample="M" * 16, keep=2
                ),
                Column(
                    heading=tr("Out on", about="post"),
                    text=lambda row: show_date(row.published_on),
                    sample="00/00/0000",
                    keep=5,
                ),
                *(self._number(metric, heading, keep) for metric, (heading, keep) in NUMBERS.items()),
                Column(heading=tr("Source", about="figures"), text=source_text, sample="đọc từ trang 00", keep=8),
            ]
        )

    def show_posts(self, rows: tuple[PostRow, ...], pages: Mapping[str, str]) -> None:
        self._pages = dict(pages)
        self.set_rows({f"{row.post} {row.page}": row for row in rows})

    def _number(self, metric: Metric, heading: str, keep: int) -> Column[PostRow]:
        return Column(
            heading=tr(heading),
            text=lambda row: number_text(row.figures.get(metric, Figure()), self._language),
            sample=max(_SAMPLE, tr(heading) + "00", key=len),
            keep=keep,
            number=True,
        )


def number_text(figure: Figure, language: Language) -> str:
    """A number, or a dash; why there is none stands in the notes."""
    return cell_text(figure, language) if figure.told in (Told.YES, Told.FEW) else DASH


def _title(row: PostRow) -> str:
    state = _STATES.get(row.state)
    title = row.title or tr("(no title yet)")
    return f"{title} · {tr(state)}" if state else title

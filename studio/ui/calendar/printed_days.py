"""A month or a week on paper, readable in black and white: a state is a word, a day without publishing says so."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from PySide6.QtGui import QTextDocument

from studio.calendar.model import CalendarEntry
from studio.clock import show_datetime
from studio.translation import tr
from studio.ui.calendar.dates import WEEK, weekday
from studio.ui.calendar.model import CalendarModel
from studio.ui.calendar.words import counted_word, time_of, title_of

STYLE = """
body { font-size: 8.5pt; } h2 { font-size: 14pt; margin: 0; } p { margin: 2px 0 4px 0; }
th { font-size: 9pt; } td { padding: 3px; }
"""


def sheet(title: str, days: Sequence[date], model: CalendarModel, now: datetime) -> QTextDocument:
    """The days in rows of seven, under `title`. It says when it was printed: a sheet on the wall is soon old."""
    printed = tr("Printed {time}, Vietnam time").format(time=show_datetime(now))
    heads = "".join(f'<th align="left" width="14%">{html.escape(weekday(day))}</th>' for day in days[:WEEK])
    weeks = (days[at : at + WEEK] for at in range(0, len(days), WEEK))
    rows = "".join(f"<tr>{''.join(_cell(day, model) for day in week)}</tr>" for week in weeks)
    made = QTextDocument()
    made.setDefaultStyleSheet(STYLE)
    made.setHtml(
        f"<h2>{html.escape(title)}</h2><p><i>{html.escape(printed)}</i></p>"
        f'<table border="1" cellspacing="0" cellpadding="3" width="100%"><tr>{heads}</tr>{rows}</table>'
    )
    return made


def _cell(day: date, model: CalendarModel) -> str:
    number = f"{day.day}/{day.month}" if day.day == 1 else str(day.day)
    names = ", ".join(name for _, name in model.marks(day))
    named = f" <i>{html.escape(names)}</i>" if names else ""
    return f'<td valign="top"><b>{number}</b>{named}{"".join(_lines(day, model))}</td>'


def _lines(day: date, model: CalendarModel) -> Iterator[str]:
    for entry in model.entries(day):
        yield f"<p>{_line(entry, model)}</p>"


def _line(entry: CalendarEntry, model: CalendarModel) -> str:
    pages = ", ".join(page.title for page in model.pages_of(entry))
    told = "; ".join(part for part in (counted_word(entry).text, pages) if part)
    return f"<b>{html.escape(time_of(entry))}</b> {html.escape(title_of(entry))} <i>({html.escape(told)})</i>"

"""What several parts of the page say alike."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QLocale

from studio.feedback.figures import FeedbackSum, count_text
from studio.translation import tr
from studio.ui.widgets.filter_pills import counted

DASH = "—"


def month_text(month: date) -> str:
    """``10/2026``."""
    return f"{month.month:02d}/{month.year}"


def percent_text(total: FeedbackSum) -> str:
    """The share answered in time, such as ``93,4 %``; a dash where it is not told."""
    return DASH if total.share is None else f"{QLocale().toString(total.share * 100, 'f', 1)} %"


def in_time_text(total: FeedbackSum) -> str:
    """``38 of 41 answers``."""
    in_time, answered = (
        counted(count) if isinstance(count, int) else count_text(count) for count in (total.in_time, total.answered)
    )
    return tr("{n} of {all} answers").format(n=in_time, all=answered)

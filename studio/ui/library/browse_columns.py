"""The columns of the library's list."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from studio.clock import show_date
from studio.library.browse import BrowseRow, BrowseSort
from studio.ui.language import QT_TRANSLATE_NOOP
from studio.ui.library.article_name import article_name
from studio.ui.widgets.rows import Column
from studio.ui.words import validity_word

_NUMBER = "000/0000/TT-BTTTT"
_TYPE = "Nghị quyết số"
_ISSUER = "HĐND thành phố Mm"
_DAY = "00/00/0000 "
_STATUS = "Hết hiệu lực một phần"


def browse_columns() -> tuple[Column[BrowseRow], ...]:
    """Name, number, kind, issuer, day of issue, day of effect, status."""
    name = QT_TRANSLATE_NOOP("BrowseColumns", "Document or article")
    number = QT_TRANSLATE_NOOP("BrowseColumns", "Number")
    kind = QT_TRANSLATE_NOOP("BrowseColumns", "Kind")
    issuer = QT_TRANSLATE_NOOP("BrowseColumns", "Issued by")
    issued = QT_TRANSLATE_NOOP("BrowseColumns", "Issued on")
    since = QT_TRANSLATE_NOOP("BrowseColumns", "In force from")
    status = QT_TRANSLATE_NOOP("BrowseColumns", "Validity today")
    return (
        Column(heading=lambda: _say(number), text=lambda r: r.number, sample=_NUMBER, sort=BrowseSort.NUMBER),
        Column(heading=lambda: _say(name), text=_name, sort=BrowseSort.TITLE),
        Column(heading=lambda: _say(kind), text=lambda r: r.type, sample=_TYPE, keep=2),
        Column(heading=lambda: _say(issuer), text=lambda r: r.issuer, sample=_ISSUER, keep=1),
        Column(
            heading=lambda: _say(issued),
            text=lambda r: _day(r.issued_on),
            sample=_DAY,
            keep=3,
            sort=BrowseSort.ISSUED,
        ),
        Column(
            heading=lambda: _say(since),
            text=lambda r: _day(r.effective_from),
            sample=_DAY,
            keep=4,
            sort=BrowseSort.EFFECTIVE,
        ),
        Column(
            heading=lambda: _say(status),
            text=lambda r: validity_word(r.status, r.light).text,
            word=lambda r: validity_word(r.status, r.light),
            sample=_STATUS,
        ),
    )


def _name(row: BrowseRow) -> str:
    return article_name(row.article, row.heading) if row.article else row.title


def _day(day: date | None) -> str:
    return show_date(day) if day else ""


def _say(source: str) -> str:
    return QCoreApplication.translate("BrowseColumns", source)

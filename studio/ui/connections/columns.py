"""The columns of the registry of pages."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QIcon

from studio.clock import show_datetime
from studio.ui.connections.rows import PageRow
from studio.ui.language import QT_TRANSLATE_NOOP
from studio.ui.widgets.avatar import avatars
from studio.ui.widgets.rows import Column
from studio.ui.words import health_word, kind_name, page_word

_KIND = "Zalo Official Account"
_STATUS = "Đang hoạt động"
_HEALTH = "Không cần đăng nhập"
_TIME = "00/00/0000 00:00"
_UNIT = "Công an phường Minh Khai"


def _say(source: str) -> str:
    return QCoreApplication.translate("PageColumns", source)


def page_columns(sign_px: int) -> tuple[Column[PageRow], ...]:
    """Page, unit, kind, status, connection, last look."""
    page = QT_TRANSLATE_NOOP("PageColumns", "Page")
    unit = QT_TRANSLATE_NOOP("PageColumns", "Unit")
    kind = QT_TRANSLATE_NOOP("PageColumns", "Kind")
    status = QT_TRANSLATE_NOOP("PageColumns", "Status")
    health = QT_TRANSLATE_NOOP("PageColumns", "Connection")
    looked = QT_TRANSLATE_NOOP("PageColumns", "Last look")
    return (
        Column(
            heading=lambda: _say(page),
            text=lambda r: r.account.title,
            picture=lambda r: _sign(r, sign_px),
        ),
        Column(heading=lambda: _say(unit), text=lambda r: r.unit, sample=_UNIT, keep=1),
        Column(heading=lambda: _say(kind), text=lambda r: kind_name(r.account.kind), sample=_KIND, keep=4),
        Column(
            heading=lambda: _say(status),
            text=lambda r: page_word(r.account.status).text,
            word=lambda r: page_word(r.account.status),
            sample=_STATUS,
            keep=3,
        ),
        Column(
            heading=lambda: _say(health),
            text=lambda r: health_word(r.health).text,
            word=lambda r: health_word(r.health),
            sample=_HEALTH,
        ),
        Column(heading=lambda: _say(looked), text=_looked, sample=_TIME, keep=2),
    )


def _sign(row: PageRow, px: int) -> QIcon:
    """The same in the row in hand, which Qt would tint."""
    drawn = avatars((row.account.title,), px)
    icon = QIcon(drawn)
    icon.addPixmap(drawn, QIcon.Mode.Selected)
    return icon


def _looked(row: PageRow) -> str:
    return show_datetime(row.health.checked_at) if row.health is not None else ""

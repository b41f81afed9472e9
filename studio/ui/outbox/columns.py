"""The columns of the outbox."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from studio.clock import show_datetime
from studio.ui.language import QT_TRANSLATE_NOOP
from studio.ui.outbox.rows import OutboxRow
from studio.ui.widgets.rows import Column
from studio.ui.words import delivery_word, platform_name

_CHANNEL = "Facebook · Công an phường Minh"
_TIME = "00/00/0000 00:00"
_STATE = "Quyết định gỡ, chưa gỡ"
_REFERENCE = "PS-MMMMMMMMMMMM"


def _heading(source: str) -> str:
    return QCoreApplication.translate("OutboxColumns", source)


def _channel(row: OutboxRow) -> str:
    platform = platform_name(row.account.platform) if row.account else row.delivery.platform
    return f"{platform} · {row.page}"


def outbox_columns() -> tuple[Column[OutboxRow], ...]:
    """Post, channel, time, state, reference."""
    post = QT_TRANSLATE_NOOP("OutboxColumns", "Post")
    channel = QT_TRANSLATE_NOOP("OutboxColumns", "Channel")
    time = QT_TRANSLATE_NOOP("OutboxColumns", "Time")
    state = QT_TRANSLATE_NOOP("OutboxColumns", "State")
    reference = QT_TRANSLATE_NOOP("OutboxColumns", "Reference")
    return (
        Column(heading=lambda: _heading(post), text=lambda r: r.delivery.post_title),
        Column(heading=lambda: _heading(channel), text=_channel, sample=_CHANNEL, keep=3),
        Column(heading=lambda: _heading(time), text=lambda r: show_datetime(r.delivery.due_at), sample=_TIME, keep=2),
        Column(
            heading=lambda: _heading(state),
            text=lambda r: delivery_word(r.stand).text,
            word=lambda r: delivery_word(r.stand),
            sample=_STATE,
        ),
        Column(heading=lambda: _heading(reference), text=lambda r: r.delivery.reference, sample=_REFERENCE, keep=1),
    )

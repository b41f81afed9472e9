"""The sign of a page's platform: its letter on a rounded square. People have round signs (see `avatar`)."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from studio.accounts.model import Account, AccountKind
from studio.platforms import Platform
from studio.ui.theme import current_tokens
from studio.ui.tokens import Tone

SIGNS: Mapping[Platform, tuple[str, Tone]] = {
    Platform.FACEBOOK: ("F", Tone.BLUE),
    Platform.ZALO: ("Z", Tone.TEAL),
    Platform.WEBSITE: ("W", Tone.VIOLET),
    Platform.TIKTOK: ("T", Tone.GREY),
    Platform.YOUTUBE: ("Y", Tone.RED),
}


def platform_sign(account: Account | None) -> tuple[str, Tone]:
    """The letter of a page's platform and its tone."""
    if account is None:
        return "", Tone.GREY
    if account.kind is AccountKind.PRACTICE:
        return "TH", Tone.BROWN
    return SIGNS[account.platform]


def paint_sign(painter: QPainter, box: QRect, letter: str, tone: Tone, font: QFont) -> None:
    """The letter of a platform in white on a rounded square of its tone."""
    tokens = current_tokens()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.tones[tone].text))
    painter.drawRoundedRect(QRectF(box), box.width() / 4, box.width() / 4)
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * (0.72 if len(letter) == 1 else 0.6))
    small.setWeight(QFont.Weight.Bold)
    painter.setFont(small)
    painter.setPen(QColor(tokens.card))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), letter)

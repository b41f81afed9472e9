"""The sign of a person (round) and of a page (a square with the letter of its platform): initials on a ground."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.platforms import Platform
from studio.ui.fonts import pixel_font

GROUNDS = ("#0B5CAD", "#17683B", "#6D35A8", "#9A4209", "#0B6560", "#8C1D4B", "#3F5268")
_ASIDE = re.compile(r"\([^)]*\)")
PLATFORM_SIGNS: Mapping[Platform, tuple[str, str]] = {
    Platform.FACEBOOK: ("F", "#0B5CAD"),
    Platform.ZALO: ("Z", "#0B6560"),
    Platform.WEBSITE: ("W", "#6D35A8"),
    Platform.TIKTOK: ("T", "#3F5268"),
    Platform.YOUTUBE: ("Y", "#8C1D4B"),
}
"""The letter of a platform, and the ground of the signs of its pages."""
PRACTICE_GROUND, PRACTICE_LETTERS = "#8A3F0A", "TH"
"""Of a practice page, wherever it stands."""
LEAST_WITH_LETTER = 28
"""Pixels of a page's sign from which on it has the letter of its platform at the corner; below, it is that alone."""
SMALL_WORDS = frozenset({"phường", "xã", "thành", "phố", "quận", "huyện", "tỉnh", "thị", "trấn"})
_POLICE = re.compile(r"^công an\b", re.IGNORECASE)


class PageMark(NamedTuple):
    """What the sign of a page is drawn from. Without a title it stands for all pages of the platform."""

    title: str
    platform: Platform | None = None
    practice: bool = False

    @property
    def letter(self) -> str:
        return PLATFORM_SIGNS[self.platform][0] if self.platform is not None else ""

    @property
    def of_platform(self) -> PageMark:
        """The sign without what tells pages of one platform apart."""
        return self._replace(title="")

    @property
    def initials(self) -> str:
        """All pages of a police begin alike: the place tells them apart ("Công an phường Minh Khai" → "MK")."""
        if self.practice:
            return PRACTICE_LETTERS
        place = _POLICE.sub("", _ASIDE.sub(" ", self.title).strip())
        return initials(place if place.strip() else self.title)

    @property
    def ground(self) -> str:
        if self.practice:
            return PRACTICE_GROUND
        return PLATFORM_SIGNS[self.platform][1] if self.platform is not None else ground_of(self.title)


def initials(name: str) -> str:
    """Two letters that stand for `name`: first and last word ("Công an phường Minh Khai" → "CK")."""
    bare = _ASIDE.sub(" ", name)
    words = [w for w in bare.split() if w[:1].isalnum() and w.lower() not in SMALL_WORDS]
    letters = [words[0][0], words[-1][0]] if len(words) > 1 else [w[0] for w in words]
    return "".join(letters).upper() or "?"


def ground_of(name: str) -> str:
    """The ground colour of `name`, the same every time; white reads on each."""
    return GROUNDS[sum(map(ord, name)) % len(GROUNDS)]


def paint_avatar(painter: QPainter, rect: QRect, name: str) -> None:
    """Paint the sign of `name` in the square `rect`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground_of(name)))
    painter.drawEllipse(rect)
    painter.setFont(pixel_font(max(8, round(rect.height() * 0.38)), QFont.Weight.Bold))
    painter.setPen(QColor("#FFFFFF"))
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), initials(name))
    painter.restore()


def paint_page(painter: QPainter, rect: QRect, page: PageMark) -> None:
    """Paint the sign of `page` in the square `rect`; the letter of its platform sticks out at the corner."""
    side = rect.height()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(page.ground))
    painter.drawRoundedRect(rect, side * 0.18, side * 0.18)
    small = side < LEAST_WITH_LETTER
    words = page.letter if small and page.letter and not page.practice else page.initials
    painter.setFont(pixel_font(max(8, round(side * (0.5 if len(words) == 1 else 0.38))), QFont.Weight.Bold))
    painter.setPen(QColor("#FFFFFF"))
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), words)
    if page.letter and not small:
        _paint_letter(painter, rect, page)
    painter.restore()


def _paint_letter(painter: QPainter, rect: QRect, page: PageMark) -> None:
    """In a small disc at the lower right corner."""
    side = round(rect.height() * 0.44)
    out = round(side * 0.2)
    disc = QRectF(rect.right() - side + out + 1, rect.bottom() - side + out + 1, side, side)
    painter.setPen(QPen(QColor(page.ground), 1))
    painter.setBrush(QColor("#FFFFFF"))
    painter.drawEllipse(disc)
    painter.setFont(pixel_font(max(7, round(side * 0.62)), QFont.Weight.Bold))
    painter.setPen(QColor(page.ground))
    painter.drawText(disc, int(Qt.AlignmentFlag.AlignCenter), page.letter)


class Avatar(QWidget):
    """The sign as a widget of `px` pixels; decoration, so it carries no accessible name of its own."""

    def __init__(self, name: str = "", px: int = 36, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._px = name, px
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_name(self, name: str) -> None:
        self._name = name
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._px, self._px)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_avatar(QPainter(self), self.rect(), self._name)


class PageSign(QWidget):
    """The sign of a page as a widget, `px` pixels and the corner; decoration, as `Avatar` is."""

    def __init__(self, page: PageMark | None = None, px: int = 36, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page, self._px = page or PageMark(""), px
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_page(self, page: PageMark) -> None:
        self._page = page
        self.update()

    def sizeHint(self) -> QSize:
        side = self._px + round(self._px * 0.1)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_page(QPainter(self), QRect(0, 0, self._px, self._px), self._page)

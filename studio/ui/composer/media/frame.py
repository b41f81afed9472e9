"""The frame of a crop, in pixels of the upright picture. No Qt: values and what may be done to them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from studio.templates.card import FractionRect

LEAST = 32.0
"""Pixels of the picture that a crop keeps at least on each side."""
RATIOS = {"1:1": 1.0, "4:5": 0.8, "1.91:1": 1.91, "16:9": 16 / 9}
"""Width to height of what the platforms show."""
NEAR = 0.015
"""Relative difference up to which a crop has a ratio."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CropFrame:
    """A box inside a picture of `width` × `height` pixels."""

    x: float
    y: float
    w: float
    h: float
    width: int
    height: int

    @property
    def whole(self) -> bool:
        """Whether nothing is cut away."""
        return self.w >= self.width - 0.5 and self.h >= self.height - 0.5

    @property
    def fraction(self) -> FractionRect | None:
        """The crop as it is stored; None for the whole picture."""
        if self.whole:
            return None
        x, y = round(self.x / self.width, 6), round(self.y / self.height, 6)
        return (x, y, min(1 - x, round(self.w / self.width, 6)), min(1 - y, round(self.h / self.height, 6)))

    def moved(self, dx: float, dy: float) -> CropFrame:
        """Moved by so many pixels, as far as the picture reaches."""
        x = min(max(0.0, self.x + dx), self.width - self.w)
        y = min(max(0.0, self.y + dy), self.height - self.h)
        return replace(self, x=x, y=y)

    def pulled(self, handle: str, dx: float, dy: float, ratio: float | None = None) -> CropFrame:
        """With a handle (letters of ``n s w e``) pulled by so many pixels; the opposite side stays where it is."""
        left, right, top, bottom = self.x, self.x + self.w, self.y, self.y + self.h
        if "w" in handle:
            left = min(max(0.0, left + dx), right - LEAST)
        if "e" in handle:
            right = max(min(float(self.width), right + dx), left + LEAST)
        if "n" in handle:
            top = min(max(0.0, top + dy), bottom - LEAST)
        if "s" in handle:
            bottom = max(min(float(self.height), bottom + dy), top + LEAST)
        box = replace(self, x=left, y=top, w=right - left, h=bottom - top)
        return box if ratio is None else box._shaped(handle, ratio)

    def shaped(self, ratio: float) -> CropFrame:
        """The largest box of that ratio in the picture, as near to the middle of this one as it fits."""
        w = min(float(self.width), self.height * ratio)
        h = w / ratio
        return replace(self, w=w, h=h, x=0.0, y=0.0).moved(
            self.x + self.w / 2 - w / 2,
            self.y + self.h / 2 - h / 2,
        )

    def _shaped(self, handle: str, ratio: float) -> CropFrame:
        """This box in that ratio, anchored at the side opposite to the handle."""
        w, h = self.w, self.h
        if handle in ("n", "s"):
            w = h * ratio
        elif handle in ("w", "e"):
            h = w / ratio
        elif w / h > ratio:
            w = h * ratio
        else:
            h = w / ratio
        room_w = self.x + self.w if "w" in handle else self.width - self.x
        room_h = self.y + self.h if "n" in handle else self.height - self.y
        share = min(1.0, room_w / w, room_h / h)
        w, h = w * share, h * share
        x = self.x + self.w - w if "w" in handle else self.x
        y = self.y + self.h - h if "n" in handle else self.y
        return replace(self, x=x, y=y, w=w, h=h)


def frame_of(crop: FractionRect | None, size: tuple[int, int]) -> CropFrame:
    """The frame of a stored crop; None is the whole picture of `size`."""
    width, height = size
    x, y, w, h = crop or (0.0, 0.0, 1.0, 1.0)
    return CropFrame(x=x * width, y=y * height, w=w * width, h=h * height, width=width, height=height)


def ratio_name(frame: CropFrame) -> str:
    """``4:5`` and the like; empty where the frame has none of the usual ratios."""
    share = frame.w / frame.h if frame.h else 0.0
    return next((name for name, ratio in RATIOS.items() if abs(share / ratio - 1) <= NEAR), "")


def focal_after(
    focal: tuple[float, float], before: FractionRect | None, after: FractionRect | None
) -> tuple[float, float]:
    """The same point of the picture as a fraction of another crop, at its edge where it lies outside."""
    bx, by, bw, bh = before or (0.0, 0.0, 1.0, 1.0)
    ax, ay, aw, ah = after or (0.0, 0.0, 1.0, 1.0)
    x, y = (bx + focal[0] * bw - ax) / aw, (by + focal[1] * bh - ay) / ah
    return round(min(1.0, max(0.0, x)), 3), round(min(1.0, max(0.0, y)), 3)

"""Theme colours as Qt colours."""

from __future__ import annotations

from PySide6.QtGui import QColor

from studio.errors import NotFound
from studio.templates.layout import Design, resolve


class Palette:
    """The colours of one theme in one scheme."""

    def __init__(self, design: Design, theme: str, scheme: str) -> None:
        """Raises NotFound for a theme the design does not have."""
        if theme not in design.themes:
            raise NotFound(
                f"Gói mẫu không có bộ màu “{theme}”.", f"The pack has no theme “{theme}”.", where="design.yaml"
            )
        self._roles = design.themes[theme][scheme]
        self._tokens = design.colours
        self._known: dict[str, QColor] = {}

    def __call__(self, name: str) -> QColor:
        """The colour called `name`: a role, a token or ``#RRGGBB``, with an optional ``/percent``."""
        found = self._known.get(name)
        if found is None:
            red, green, blue, opacity = resolve(name, self._roles, self._tokens)
            found = self._known[name] = QColor(red, green, blue)
            found.setAlphaF(opacity)
        return QColor(found)

"""What the styles of a Word file say of a paragraph or a run: its font, and the list that numbers it.

A style takes from the one it is based on whatever it does not say itself (ECMA-376 Part 1, 17.7).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

_STYLE, _ID, _VAL, _TYPE = qn("w:style"), qn("w:styleId"), qn("w:val"), qn("w:type")
_FONTS = f"{qn('w:rPr')}/{qn('w:rFonts')}"
_HIDDEN = f"{qn('w:rPr')}/{qn('w:vanish')}"


class Styles:
    """The styles of one file."""

    def __init__(self, root: Any) -> None:
        """`root`: the root element of ``styles.xml``."""
        self._styles = {style.get(_ID, ""): style for style in root.iter(_STYLE)}
        defaults = (s for s in self._styles.values() if s.get(_TYPE) == "paragraph" and s.get(qn("w:default")) == "1")
        self._plain = next((style.get(_ID, "") for style in defaults), "")
        self._default_font = _font(root.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}"))

    def font(self, run: Any) -> str:
        """The font of a run's Vietnamese letters; empty when the file leaves it to the theme."""
        own = _font(run)
        if own:
            return own
        paragraph = next(run.iterancestors(qn("w:p")), None)
        ids = (_named(run, "w:rPr/w:rStyle"), _named(paragraph, "w:pPr/w:pStyle") or self._plain)
        fonts = (_font(style) for style_id in ids for style in self._chain(style_id))
        return next((font for font in fonts if font), self._default_font)

    def list_of(self, paragraph: Any) -> tuple[str, int | None, str]:
        """(list instance, level, style): the list a paragraph's style puts it in; the level None when not said."""
        style_id = _named(paragraph, "w:pPr/w:pStyle") or self._plain
        for style in self._chain(style_id):
            found = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if found is not None:
                number, level = found.find(qn("w:numId")), found.find(qn("w:ilvl"))
                depth = None if level is None else int(level.get(_VAL, "0"))
                return ("" if number is None else number.get(_VAL, "")), depth, style.get(_ID, "")
        return "", None, ""

    def list_of_style(self, style_id: str) -> str:
        """The list instance a numbering style stands for."""
        style = self._styles.get(style_id)
        number = None if style is None else style.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
        return "" if number is None else str(number.get(_VAL, ""))

    def _chain(self, style_id: str) -> Iterator[Any]:
        """The style and those it is based on; a circle ends."""
        seen: set[str] = set()
        while style_id in self._styles and style_id not in seen:
            seen.add(style_id)
            yield self._styles[style_id]
            style_id = _named(self._styles[style_id], "w:basedOn")


def is_hidden(run: Any) -> bool:
    """Whether a reader of the document does not see the run."""
    found = run.find(_HIDDEN)
    return found is not None and found.get(_VAL, "1") not in ("0", "false", "off")


def _font(holder: Any) -> str:
    fonts = None if holder is None else holder.find(_FONTS)
    return "" if fonts is None else str(fonts.get(qn("w:hAnsi")) or fonts.get(qn("w:ascii")) or "")


def _named(element: Any, path: str) -> str:
    found = None if element is None else element.find("/".join(map(qn, path.split("/"))))
    return "" if found is None else str(found.get(_VAL, ""))

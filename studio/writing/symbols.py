"""Signs of Word's symbol fonts (Wingdings, Symbol) as characters that every screen shows."""

from __future__ import annotations

BULLET = "•"
_CODES = {
    0x28: "☎", 0x2A: "✉", 0x4A: "☺", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x76: "•", 0x77: "•", 0x9F: "•",
    0xA7: "▪", 0xA8: "□", 0xB7: "•", 0xD8: "➢", 0xE0: "→", 0xDF: "←", 0xE8: "➔", 0xFC: "✓", 0xFB: "✗", 0xFE: "☑",
}  # fmt: skip
_PRIVATE = 0xF000
"""Where Windows keeps the codes of such fonts."""
TABLE = {_PRIVATE + code: sign for code, sign in _CODES.items()}


def readable(text: str, *, symbols: bool = False) -> str:
    """`text` with such signs in place of private codes; `symbols`: the plain codes are meant too.

    A private code that is not known becomes a bullet at the start of a line and vanishes elsewhere.
    """
    if symbols:
        text = "".join(_CODES.get(ord(char), char) for char in text)
    text = text.translate(TABLE)
    head = text.lstrip()[:1]
    if head and _is_private(head):
        text = f"{BULLET} {text.lstrip()[1:].lstrip()}"
    return "".join(char for char in text if not _is_private(char))


def _is_private(char: str) -> bool:
    return 0xE000 <= ord(char) <= 0xF8FF

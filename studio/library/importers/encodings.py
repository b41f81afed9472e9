"""Vietnamese from before Unicode: TCVN3 (fonts ``.VnTime``), VNI (``VNI-Times``), VISCII, Windows-1258.

TCVN3 and VISCII give a byte to every letter, VNI writes a vowel and then its marks. TCVN3 keeps toned capitals in
fonts of their own (``.VnTimeH``), so a plain text in it has lost them. Tables: TCVN 5712:1993, RFC 1456, and the VNI
fonts for Windows.

Telling Vietnamese from what an old 8-bit encoding makes of it.

A text in TCVN3 or VNI read as something else has marks and signs where no Vietnamese syllable has them; the share
of well-formed syllables among the words with non-ASCII letters gives it away.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from enum import StrEnum
from functools import lru_cache

from studio.library.importers.read_text import legacy_encoding
from studio.phrase import Bilingual, Phrase
from studio.text import nfc

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_ONSET = r"(?:ngh|ng|nh|gh|gi|g|kh|k|qu|q|ch|c|tr|th|t|ph|p|đ|d|b|h|l|m|n|r|s|v|x)?"
_NUCLEUS = (
    "(?:uyê|uya|uyu|uây|uôi|ươi|ươu|iêu|yêu|oai|oay|oao|oeo|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|oo|ôi|ôô|ơi|"
    "ua|uâ|uê|ui|uô|uơ|uy|uă|ue|ưa|ưi|ươ|ưu|yê|a|ă|â|e|ê|i|o|ô|ơ|u|ư|y)"
)
_SYLLABLE = re.compile(rf"^{_ONSET}{_NUCLEUS}(?:ng|nh|n|m|p|t|ch|c)?$")
_STOPPED = re.compile(r"[cpt]$|ch$")
_NOT_STOPPED = "\u0300\u0303\u0309"
"""Tones that a syllable ending in c, ch, p, t never has."""
_EDGES = re.compile(r"^[^\w]+|[^\w]+$")
_PUNCTUATION = re.compile(r"[“”‘’„«»…–—•·§°²³½×÷→✓☐■□]")
ENOUGH = 5
"""Words with non-ASCII letters below which no judgement is made."""
SAMPLE = 20_000
"""Characters that are looked at; a file keeps to one encoding."""


@lru_cache(maxsize=32768)
def is_syllable(word: str) -> bool:
    """Whether `word` is spelled as a Vietnamese syllable: at most one tone mark, onset, rime."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    bare = "".join(c for c in decomposed if c not in _TONES)
    if len(decomposed) - len(bare) > 1:
        return False
    if _STOPPED.search(bare) and any(tone in decomposed for tone in _NOT_STOPPED):
        return False
    return _SYLLABLE.match(nfc(bare)) is not None


def share_of_syllables(text: str) -> tuple[float, int]:
    """(share that is well-formed, number) of the words of `text` that hold a non-ASCII character."""
    words = re.split(r"[\s/,;()\-–]+", _PUNCTUATION.sub(" ", text))
    inner = [_EDGES.sub("", w) for w in words if not w.isascii()]
    foreign = [w for w in inner if not w.isascii()]
    if not foreign:
        return 1.0, 0
    return sum(map(is_syllable, foreign)) / len(foreign), len(foreign)


def looks_legacy(text: str) -> bool:
    """Whether most marked words of `text` are no Vietnamese: an old encoding read as Unicode."""
    share, number = share_of_syllables(text[:SAMPLE])
    return number >= ENOUGH and share < 0.5


class Encoding(StrEnum):
    """`value`: as it is called to a person."""

    TCVN3 = "TCVN3 (ABC)"
    VNI = "VNI"
    VISCII = "VISCII"
    WINDOWS = "Windows-1258"
    MISREAD = "UTF-8 / Windows-1252"
    """UTF-8 that some program took for Windows-1252 and stored so: ``Äiá»u``."""


SURE = 0.9
"""Share of well-formed syllables from which a conversion is believed."""
_TCVN3_FIRST = "ĂÂÊÔƠƯĐăâêôơưđẰ"  # A1 … AF
_TCVN3_THEN = (  # B5 … FF
    "àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ"
)
_VISCII = (  # 80 … FF
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)
_VISCII_LOW = {"\x02": "Ẳ", "\x05": "Ẵ", "\x06": "Ẫ", "\x14": "Ỷ", "\x19": "Ỹ", "\x1e": "Ỵ"}
_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT = "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"
_HAT, _BOWL, _HORN = "\u0302", "\u0306", "\u031b"
_VNI_MARKS = {
    "ù": _ACUTE, "ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ï": _DOT,
    "â": _HAT, "á": _HAT + _ACUTE, "à": _HAT + _GRAVE, "å": _HAT + _HOOK, "ã": _HAT + _TILDE, "ä": _HAT + _DOT,
    "ê": _BOWL, "é": _BOWL + _ACUTE, "è": _BOWL + _GRAVE, "ú": _BOWL + _HOOK, "ü": _BOWL + _TILDE, "ë": _BOWL + _DOT,
}  # fmt: skip
_VNI_LETTERS = {
    "ô": "o" + _HORN, "ö": "u" + _HORN, "ñ": "đ", "î": "ỵ",
    "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị",
}  # fmt: skip
_VNI_PAIR = re.compile("([aA])([ùøûõïâáàåãäêéèúüë])|([eEoO])([ùøûõïâáàåãä])|([uUyYôÔöÖ])([ùøûõï])", re.IGNORECASE)
_VNI_LETTER = re.compile("[" + "".join(_VNI_LETTERS) + "]", re.IGNORECASE)
_FONTS = ((re.compile(r"^\.Vn", re.IGNORECASE), Encoding.TCVN3), (re.compile(r"^VNI-", re.IGNORECASE), Encoding.VNI))
_SYMBOLS = {code: code - 0xF000 for code in range(0xF0A0, 0xF100)}
"""Where Word puts the characters of a font that it takes for one of symbols."""


def _upper_half() -> dict[int, int]:
    """What Windows-1252 makes of the bytes 80 … 9F, back to the byte."""
    pairs = ((bytes([byte]).decode("cp1252", "replace"), byte) for byte in range(0x80, 0xA0))
    return {ord(char): byte for char, byte in pairs if char != "\ufffd"}


_WIDE = _upper_half()
_TCVN3_TABLE = dict(enumerate(_TCVN3_FIRST, 0xA1)) | dict(enumerate(_TCVN3_THEN, 0xB5))
_VISCII_TABLE = dict(enumerate(_VISCII, 0x80)) | {ord(low): letter for low, letter in _VISCII_LOW.items()}
_VISCII_TABLE |= {char: _VISCII_TABLE[byte] for char, byte in _WIDE.items()}


def font_encoding(name: str) -> Encoding | None:
    """The encoding of the fonts called so: ``.VnTime`` TCVN3, ``VNI-Times`` VNI; None for a Unicode font."""
    return next((encoding for pattern, encoding in _FONTS if pattern.match(name)), None)


def is_capital_font(name: str) -> bool:
    """Whether the font shows small letters as capitals (``.VnTimeH``)."""
    return font_encoding(name) is Encoding.TCVN3 and name.rstrip().upper().endswith("H")


def convert(text: str, encoding: Encoding) -> str:
    """`text`, whose characters are the bytes of `encoding` (read as Latin-1 or Windows-1252), as Unicode."""
    return nfc(_CONVERTERS[encoding](text))


def _tcvn3(text: str) -> str:
    return text.translate(_SYMBOLS).translate(_TCVN3_TABLE)


def _viscii(text: str) -> str:
    return text.translate(_VISCII_TABLE)


def _vni(text: str) -> str:
    text = _VNI_PAIR.sub(_vni_vowel, text.translate(_SYMBOLS))
    return _VNI_LETTER.sub(lambda found: _vni_letter(found[0]), text)


def _vni_vowel(found: re.Match[str]) -> str:
    vowel, mark = (part for part in found.groups() if part)
    # Composed at once, for what is made here must not be taken for a letter of VNI afterwards.
    return unicodedata.normalize("NFD", _vni_letter(vowel)) + _VNI_MARKS[mark.lower()]


def _vni_letter(char: str) -> str:
    letter = unicodedata.normalize("NFD", _VNI_LETTERS.get(char.lower(), char))
    return letter.upper() if char.isupper() else letter


_CONVERTERS: dict[Encoding, Callable[[str], str]] = {
    Encoding.TCVN3: _tcvn3,
    Encoding.VNI: _vni,
    Encoding.VISCII: _viscii,
}


def repaired(text: str) -> tuple[str, Encoding | None]:
    """`text` as it is, or converted where it is an old encoding taken for Unicode, with which.

    Raises BadInput when it is none of those known.
    """
    if not looks_legacy(nfc(text)):
        return text, None
    if (read_again := _read_again(text)) is not None:
        return read_again, Encoding.MISREAD
    found = _best({encoding: convert(text, encoding) for encoding in _CONVERTERS})
    if found is None:
        raise legacy_encoding()
    return found


def _read_again(text: str) -> str | None:
    """The UTF-8 that was misread, or None: hardly anything else passes for UTF-8."""
    try:
        data = bytes(_WIDE.get(ord(char), ord(char)) for char in text)
        return nfc(data.decode("utf-8"))
    except ValueError:
        return None


def decode_bytes(data: bytes) -> tuple[str, Encoding] | None:
    """The text of bytes that are no UTF-8, and the encoding; None when no encoding makes Vietnamese of them."""
    narrow = data.decode("latin-1")
    wide = data.decode("cp1252", "replace")
    candidates = {
        Encoding.TCVN3: convert(wide, Encoding.TCVN3),
        Encoding.VNI: convert(wide, Encoding.VNI),
        Encoding.VISCII: convert(narrow, Encoding.VISCII),
    }
    try:
        candidates[Encoding.WINDOWS] = nfc(data.decode("cp1258"))
    except UnicodeDecodeError:
        return _best(candidates)
    words = share_of_syllables(candidates[Encoding.WINDOWS])[1]
    return _best(candidates, enough=1 if words < ENOUGH else ENOUGH)


def _best(candidates: dict[Encoding, str], enough: int = ENOUGH) -> tuple[str, Encoding] | None:
    """The candidate that makes most Vietnamese syllables of the words with marks, if that is nearly all of them."""
    shares = {encoding: share_of_syllables(text[:20_000]) for encoding, text in candidates.items()}
    best = max(shares, key=lambda encoding: (shares[encoding][0], shares[encoding][1]))
    share, words = shares[best]
    return (candidates[best], best) if share >= SURE and words >= enough else None


def conversion(encoding: Encoding) -> Phrase:
    """The note for the person who checks."""
    vi = f"Đã chuyển chữ từ bảng mã {encoding} sang Unicode; hãy đối chiếu với bản gốc"
    en = f"The letters were converted from {encoding} to Unicode; compare them with the original"
    if encoding is Encoding.TCVN3:
        vi += ", nhất là chữ hoa có dấu"
        en += ", above all capitals with marks"
    return Phrase("{what}.", what=Bilingual(vi, en))

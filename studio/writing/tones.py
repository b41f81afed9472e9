"""Where the tone mark stands in open ``oa oe uy``: *hòa, khỏe, thủy* (old) or *hoà, khoẻ, thuỷ* (new).

Both are taught and both are met in official texts; by far most state documents and the keyboards' own default write the
old way. So a text is left as it was typed (``keep``) unless the unit chooses one, and where a text mixes both, the way
that prevails in it wins, the old one in a tie. Whatever the way, a mark that stands where neither puts it (*hòan*,
*qúy*, *gía*) is moved, and *qui, quí* become *quy, quý*; the i and y of *lí, lý* or *kĩ, kỹ* are both right and stay.

What is no syllable in use (foreign words, names such as *Noé*), addresses, tags and numbers stay as they are.

Signs that a text is no Unicode Vietnamese: fonts before Unicode, or Unicode read in the wrong encoding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import regex

from studio.config import Tones
from studio.text import nfc
from studio.writing.tokens import Token, place_mark, tokens, vocabulary

LOST = regex.compile(r"\ufffd|[\u0080-\u009f]")
"""What stands where a letter could not be read."""
MISREAD = regex.compile(
    r"Ã[\u00a0-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œž]|á[º»][\u00a1-\u00aa\u00ac-\u00bf€‚ƒ„†‡ˆ‰Š‹ŒŽ•˜™š›œž]"
    r"|Ä[\u2018\u0090‚ƒ¨©]|Æ[°¡¯]|â€[œ\u009d™“”˜¦]"
)
"""UTF-8 read as Windows-1252."""
TCVN3 = regex.compile(
    r"(?<=\p{Ll}|\b\p{Lu})[µ¸¶¹¨¾¼½Æ©ªÇÈÉÊË](?!\p{Lu})|(?<=\p{L})[«»·¬](?=\p{L})|(?<!\w)[®§](?=[\p{L}µ¸¶«¬ª−])"
)
VNI = regex.compile(
    r"[aA][ùøûõïâáàåãäêéèúüëÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜË]|[eE][ùøûõïâáàåãäÙØÛÕÏÂÁÀÅÃÄ]|[oO][ùøûõïâåäÙØÛÕÏÂÅÄ]"
    r"|[uUyYôÔöÖ][ùøûõïÙØÛÕÏ]|(?<!\p{L})[ñÑ][aeiouyöôâêAEIOUYÖÔÂÊ]"
)
ASKED = regex.compile(r"(?<=\p{L})\?(?=\p{L})")
"""Letters a program replaced by a question mark."""
SIGNS = (LOST, MISREAD, TCVN3, VNI, ASKED)


def legacy_text(text: str) -> str | None:
    """The first sign that `text` is not Unicode Vietnamese, or None. One odd letter may be a foreign name."""
    if text.isascii() and "?" not in text:
        return None
    lost = LOST.search(text) or MISREAD.search(text)
    if lost:
        return str(lost.group())
    for pattern in (TCVN3, VNI, ASKED):
        found = pattern.findall(text)
        if len(found) >= 2:
            return str(found[0])
    return None


_QUI = re.compile("^qu([iìíỉĩị])$")
_Y = dict(zip("iìíỉĩị", "yỳýỷỹỵ", strict=True))


def normalise_tones(text: str, style: Tones) -> str:
    """`text` in NFC with its tone marks in their places. Doing it twice changes nothing more."""
    text = nfc(text)
    parts, done = [], 0
    for word, better in _changes(text, style):
        parts += [text[done : word.start], _cased(better, text[word.start : word.end])]
        done = word.end
    return "".join([*parts, text[done:]])


def prevailing(text: str) -> Tones:
    """The way most words of `text` are written: ``old`` or ``new``; ``keep`` where no word shows one."""
    old, new = (len(words) for words in ways(text))
    return "keep" if not old and not new else "new" if new > old else "old"


def ways(text: str) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """The words written the old way, and those written the new."""
    old, new = [], []
    for word in tokens(text):
        last = _new(word.key)
        if word.key == last or word.key not in vocabulary().rank:
            continue
        if word.written == word.key:
            old.append(word)
        elif word.written == last:
            new.append(word)
    return tuple(old), tuple(new)


@lru_cache(maxsize=16384)
def _new(key: str) -> str:
    """The word with the mark of open ``oa oe uy`` on the last vowel."""
    return place_mark(key, last=True)


def _changes(text: str, style: Tones) -> Iterator[tuple[Token, str]]:
    """Words to write otherwise, with what to write in lower case."""
    known = vocabulary().rank
    for word in tokens(text):
        if word.key not in known or word.hyphened:
            continue
        better = _placed(word, style)
        if better != word.written:
            yield word, better


def _placed(word: Token, style: Tones) -> str:
    qui = _QUI.match(word.key)
    if qui is not None and not word.capital:
        return f"qu{_Y[qui.group(1)]}"
    last = _new(word.key)
    if style == "keep":
        return word.written if word.written in (word.key, last) else word.key
    return last if style == "new" else word.key


def _cased(better: str, like: str) -> str:
    """`better` with the capitals of `like`, letter by letter; the letters are the same but for their marks."""
    if len(better) != len(like):
        return like
    return "".join(new.upper() if old.isupper() else new for new, old in zip(better, like, strict=True))

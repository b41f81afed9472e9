"""Signs that a text is no Unicode Vietnamese: fonts before Unicode, or Unicode read in the wrong encoding."""

from __future__ import annotations

import regex

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

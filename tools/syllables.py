"""Rebuild studio/assets/spelling/unicode.txt from two files of the Unicode Consortium.

    python tools/syllables.py UNIHAN_READINGS CLDR_COMMON

UNIHAN_READINGS is Unihan_Readings.txt of the Unihan database (field kVietnamese), CLDR_COMMON the folder ``common`` of
the Common Locale Data Repository, of which the Vietnamese files are read. Both are under the Unicode License V3, which
lets data made from them be shipped with its notice. What could be no Vietnamese syllable is left out; those that CLDR
uses most come first, which is also the order in which suggestions of equal likeness are made.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

from studio.text import nfc
from studio.writing.tokens import is_syllable, place_mark

OUT = Path(__file__).resolve().parent.parent / "studio" / "assets" / "spelling" / "unicode.txt"
FOLDERS = ("main", "annotations", "annotationsDerived", "subdivisions", "rbnf")
HEAD = """\
# Vietnamese syllables in use, read out of the Unihan database 15.1.0 (kVietnamese) and the Vietnamese files of the
# Common Locale Data Repository 46; modified: single syllables, lower case, marks placed alike, most used first.
# Copyright © 1991-2024 Unicode, Inc.; Unicode License V3 (LICENSE-Unicode.txt). Written by tools/syllables.py.
"""
_WORD = re.compile(r"[^\W\d_]+")
_SHOWN = re.compile(r">([^<]+)<")
WIDTH = 118


def readings(unihan: Path) -> Counter[str]:
    """Syllables of the field kVietnamese, each counted as often as it stands there."""
    lines = (line.split("\t") for line in unihan.read_text(encoding="utf-8").split("\n"))
    return Counter(word for part in lines if len(part) == 3 and part[1] == "kVietnamese" for word in part[2].split())


def locale_words(common: Path) -> Counter[str]:
    """Words shown by the Vietnamese locale files."""
    files = (common / folder / "vi.xml" for folder in FOLDERS)
    texts = (nfc(path.read_text(encoding="utf-8")) for path in files if path.exists())
    return Counter(word for text in texts for shown in _SHOWN.findall(text) for word in _WORD.findall(shown))


def normal(counts: Counter[str]) -> Counter[str]:
    """One form a syllable; what could be none is left out."""
    found: Counter[str] = Counter()
    for word, count in counts.items():
        word = place_mark(nfc(word).lower())
        if is_syllable(word):
            found[word] += count
    return found


def main(unihan: str, common: str) -> int:
    used, known = normal(locale_words(Path(common))), normal(readings(Path(unihan)))
    order = sorted(used | known, key=lambda word: (-used[word], -known[word], word))
    lines, line = [], ""
    for word in order:
        if len(line) + len(word) >= WIDTH:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    OUT.write_text(HEAD + "\n".join([*lines, line]) + "\n", encoding="utf-8", newline="\n")
    print(f"{len(order)} syllables")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

"""The words of the program: English in the source, Vietnamese in a catalogue.

    tr("Open")                              the text in the language chosen
    tr("Open", about="comment")             where one English text has a second Vietnamese one
    ntr("{n} page", "{n} pages", n)         by number: English has two forms, Vietnamese one
    mark("Open")                            for the catalogue; `tr` of it follows when it is shown

Each takes its texts as they are, in quotes: ``make translations`` reads them out of the source. Values are put in
afterwards: ``tr("Until {day}").format(day=…)``. What a service says to a person is a `Phrase` and not yet here.
"""

from __future__ import annotations

import gettext
from functools import lru_cache
from pathlib import Path

from studio.phrase import Language

CATALOGUES = Path(__file__).parent / "assets" / "locale"
_ABOUT = "\x04"
"""Stands between what a text is about and the text, in the keys of a catalogue."""

_catalogue = gettext.NullTranslations()


def use(language: Language) -> None:
    """Speak `language` from now on. Texts that were asked for before stay as they are.

    Raises OSError when the catalogue is missing.
    """
    global _catalogue  # noqa: PLW0603 - the program speaks one language at a time
    if language == "en":
        _catalogue = gettext.NullTranslations()
        return
    place = catalogue(language)
    _catalogue = _read(place, place.stat().st_mtime_ns)


@lru_cache(maxsize=2)
def _read(place: Path, written: int) -> gettext.GNUTranslations:
    """The catalogue as it was `written`, in nanoseconds; it is read once, which takes as long as building a page."""
    with place.open("rb") as file:
        return gettext.GNUTranslations(file)


def catalogue(language: Language) -> Path:
    """Where the catalogue of `language` is, ready to be used."""
    return CATALOGUES / language / "LC_MESSAGES" / "studio.mo"


def mark(text: str, *, about: str = "") -> str:
    """Name `text` for the catalogue; the answer is for `tr`."""
    return f"{about}{_ABOUT}{text}" if about else text


def tr(text: str, *, about: str = "") -> str:
    """`text` in the language chosen; in English where the catalogue does not have it."""
    if not text:
        return ""  # the catalogue keeps a note on itself under the empty text
    return _catalogue.gettext(mark(text, about=about)).rpartition(_ABOUT)[2]


def ntr(one: str, many: str, n: int) -> str:
    """`one` or `many`, as `n` asks for, in the language chosen."""
    return _catalogue.ngettext(one, many, n)

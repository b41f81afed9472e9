"""The words of the program: English in the source, Vietnamese in a catalogue.

    tr("Open")                              the text in the language chosen
    tr("Open", about="comment")             where one English text has a second Vietnamese one
    ntr("{n} page", "{n} pages", n)         by number: English has two forms, Vietnamese one
    mark("Open")                            for the catalogue; `tr` of it follows when it is shown
    say(phrase)                             what a service says

Each takes its texts as they are, in quotes: ``make translations`` reads them out of the source. Values are put in
afterwards: ``tr("Until {day}").format(day=…)``. What a service says to a person is a `Phrase`, which has a catalogue of
its own: the window reads this one before its first paint, that one when a service first speaks.
"""

from __future__ import annotations

from studio.catalogue import ABOUT, vietnamese
from studio.phrase import Language, Phrase

_texts: dict[str, str] | None = None
"""The Vietnamese of each text; None while English is spoken."""


def use(language: Language) -> None:
    """Speak `language` from now on. Texts that were asked for before stay as they are.

    Raises OSError when the catalogue is missing.
    """
    global _texts  # noqa: PLW0603 - the program speaks one language at a time
    _texts = vietnamese("studio") if language == "vi" else None


def mark(text: str, *, about: str = "") -> str:
    """Name `text` for the catalogue; the answer is for `tr`."""
    return f"{about}{ABOUT}{text}" if about else text


def tr(text: str, *, about: str = "") -> str:
    """`text` in the language chosen; in English where the catalogue does not have it."""
    key = mark(text, about=about)
    return (_texts or {}).get(key, key).rpartition(ABOUT)[2]


def ntr(one: str, many: str, n: int) -> str:
    """`one` or `many`, as `n` asks for, in the language chosen."""
    if _texts is not None and one in _texts:
        return _texts[one]
    return one if n == 1 else many


def say(phrase: Phrase) -> str:
    """`phrase` in the language chosen."""
    return phrase.en if _texts is None else phrase.vi

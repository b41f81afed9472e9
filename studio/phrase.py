"""A sentence in the two languages of the application.

    Phrase("Saved.")                                    its Vietnamese stands in the catalogue of services
    Phrase("Kept until {day}.", day=show_date(day))     values, and phrases among them, take the place of {names}
    Phrase("{n} page", many="{n} pages", n=count)       by the number `n`: English has two forms, Vietnamese one
    Phrase("Open", about="incident")                    where one English text has a second Vietnamese one
    Bilingual("Nghỉ lễ", "Holiday")                     both as they were written: of data, of records

What services say to a person is a `Phrase`; whoever shows it picks the language. Texts stand in quotes where the phrase
is made: ``make translations`` reads them out of the source. What is put down in a record is the sentence in both
languages, and comes back as a `Bilingual`: it stays as it was said. The window's own words are in `studio.translation`.
"""

from __future__ import annotations

from typing import Literal, cast

from studio.catalogue import ABOUT, vietnamese

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")


class Phrase:
    """One sentence, in English and in Vietnamese. Two are equal that say the same in both."""

    __slots__ = ("_about", "_many", "_text", "_values")

    def __init__(self, text: str, /, *, about: str = "", many: str = "", **values: object) -> None:
        self._text = text
        self._about = about
        self._many = many
        self._values = {
            name: value if isinstance(value, str | int | float | Phrase) else str(value)
            for name, value in values.items()
        }

    @property
    def en(self) -> str:
        """The sentence in English."""
        return self._filled(self._many if self._many and self._values["n"] != 1 else self._text, "en")

    @property
    def vi(self) -> str:
        """The sentence in Vietnamese; in English where the catalogue does not have it."""
        key = f"{self._about}{ABOUT}{self._text}" if self._about else self._text
        return self._filled(_texts().get(key, self._text), "vi")

    def to(self, language: Language) -> str:
        """Return the sentence in `language`."""
        return self.en if language == "en" else self.vi

    def format(self, **values: object) -> Phrase:
        """The sentence with `values` in place of its ``{names}``."""
        return Phrase(self._text, about=self._about, many=self._many, **self._values | values)

    def _filled(self, text: str, language: Language) -> str:
        if not self._values:
            return text
        said = {name: each.to(language) if isinstance(each, Phrase) else each for name, each in self._values.items()}
        return text.format(**said)

    def __str__(self) -> str:
        return self.vi

    def __repr__(self) -> str:
        return f"<{self.vi} | {self.en}>"

    def __eq__(self, other: object) -> bool:
        return self.en == other.en and self.vi == other.vi if isinstance(other, Phrase) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.en)


def _texts() -> dict[str, str]:
    """The catalogue; empty where it is missing, for what goes wrong is better told in English than not at all."""
    try:
        return vietnamese("services")
    except OSError:
        return {}


class Bilingual(Phrase):
    """A sentence whose two languages are given, of a file of data or a record."""

    __slots__ = ("_en", "_vi")

    def __init__(self, vi: str, en: str, /) -> None:
        self._vi = vi
        self._en = en

    @property
    def en(self) -> str:
        return self._en

    @property
    def vi(self) -> str:
        return self._vi

    def format(self, **values: object) -> Bilingual:
        english = {name: value.en if isinstance(value, Phrase) else value for name, value in values.items()}
        return Bilingual(self._vi.format(**values), self._en.format(**english))


NOTHING = Phrase("")


def joined(*phrases: Phrase, by: str = " ") -> Phrase:
    """The phrases one after the other; those without words are left out."""
    said = [phrase for phrase in phrases if phrase.en]
    return Bilingual(by.join(phrase.vi for phrase in said), by.join(phrase.en for phrase in said))


def capital(phrase: Phrase) -> Phrase:
    """The phrase as it begins a sentence."""
    return Bilingual(phrase.vi[:1].upper() + phrase.vi[1:], phrase.en[:1].upper() + phrase.en[1:])


def decimal(written: str) -> Phrase:
    """A number with a point as each language writes it."""
    return Bilingual(written.replace(".", ","), written)


def phrase(raw: object) -> Phrase:
    """Read a phrase from data: ``{"vi": …, "en": …}`` or one string for both."""
    if isinstance(raw, str):
        return Bilingual(raw, raw)
    if isinstance(raw, dict) and isinstance(raw.get("vi"), str):
        pair = cast("dict[str, str]", raw)
        return Bilingual(pair["vi"], pair.get("en") or pair["vi"])
    raise ValueError(f"not a phrase: {raw!r}")

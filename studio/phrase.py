"""A sentence in the two languages of the application.

What services say to a person is a `Phrase`; whoever shows it picks the language. The window's own words are
in `studio.translation`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")


@dataclass(frozen=True, slots=True)
class Phrase:
    """The same sentence in Vietnamese and in English."""

    vi: str
    en: str

    def to(self, language: Language) -> str:
        """Return the sentence in `language`."""
        return self.en if language == "en" else self.vi

    def format(self, **values: object) -> Phrase:
        """Fill ``{name}`` placeholders of both languages with `values`; a phrase among them speaks each language."""
        english = {name: value.en if isinstance(value, Phrase) else value for name, value in values.items()}
        return Phrase(self.vi.format(**values), self.en.format(**english))

    def __str__(self) -> str:
        return self.vi


def phrase(raw: object) -> Phrase:
    """Read a phrase from data: ``{"vi": …, "en": …}`` or one string for both."""
    if isinstance(raw, str):
        return Phrase(raw, raw)
    if isinstance(raw, dict) and isinstance(raw.get("vi"), str):
        pair = cast("dict[str, str]", raw)
        return Phrase(pair["vi"], pair.get("en") or pair["vi"])
    raise ValueError(f"not a phrase: {raw!r}")

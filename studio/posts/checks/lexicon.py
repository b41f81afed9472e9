"""Word lists: terms found word by word, and longer phrases in which a term means something harmless."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from studio.phrase import Phrase, phrase
from studio.posts.checks.scan import Scan, ScanWord, TypedPiece
from studio.text import nfc

WORDS = Path(__file__).parent / "words"

_OPEN = {"o": "ae", "u": "y"}
_TONES = "\u0300\u0301\u0309\u0303\u0323"


def read_words(name: str, folder: Path = WORDS) -> Any:
    """The data of ``words/NAME.yaml``, or of such a file in another folder."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load((folder / f"{name}.yaml").read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 (a safe loader)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """An entry of a list. `instead` says what to write; None for a phrase that is kept."""

    text: str
    group: str
    instead: Phrase | None


class FoundTerm(NamedTuple):
    """A term in a text."""

    term: Term
    text: str
    """As the author wrote it."""
    start: int
    end: int
    piece: TypedPiece


Entry = tuple[tuple[str, ...], Term]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A word list, ready to be looked up by first word; the longest entry wins."""

    by_first: Mapping[str, tuple[Entry, ...]]

    @classmethod
    def load(cls, name: str, folder: Path = WORDS) -> Lexicon:
        """Read ``words/NAME.yaml``: ``keep`` is a list of harmless phrases, ``groups`` name terms and what to say."""
        data = read_words(name, folder)
        terms = [Term(text=text, group="keep", instead=None) for text in data.get("keep", ())]
        for group, entry in data["groups"].items():
            if set(entry) != {"instead", "terms"} or set(entry["instead"]) != {"vi", "en"}:
                raise ValueError(f"words/{name}.yaml: group {group} needs terms, and instead with vi and en")
            instead = phrase(entry["instead"])
            terms += [Term(text=text, group=group, instead=instead) for text in entry["terms"]]
        return cls.of(terms)

    @classmethod
    def of(cls, terms: Iterable[Term]) -> Lexicon:
        """Index `terms` in both ways of placing a tone (``ma túy``, ``ma tuý``)."""
        index: dict[str, list[Entry]] = {}
        for term in terms:
            for spelling in spellings(nfc(term.text).lower()):
                words = tuple(spelling.split())
                index.setdefault(words[0], []).append((words, term))
        # At equal length a kept phrase goes first, so that it protects.
        ordered = {
            first: tuple(sorted(entries, key=lambda e: (-len(e[0]), e[1].instead is not None)))
            for first, entries in index.items()
        }
        return cls(ordered)

    def find(self, scan: Scan) -> Iterator[FoundTerm]:
        """The terms of `scan`, in order, those inside kept phrases left out."""
        words, at = scan.words, 0
        while at < len(words):
            entries = self.by_first.get(words[at].text)
            entry = next((e for e in entries if _stands(e, words, at)), None) if entries else None
            if entry is None:
                at += 1
                continue
            last = at + len(entry[0])
            start, end = words[at].start, words[last - 1].end
            if entry[1].instead is not None:
                yield FoundTerm(entry[1], scan.text[start:end], start, end, scan.piece_at(start))
            at = last


def _stands(entry: Entry, words: tuple[ScanWord, ...], at: int) -> bool:
    """Whether the entry's words follow one another from `at`, whose first word is known to be right."""
    wanted, term = entry
    gaps = " " if term.instead is not None else " ,"
    for ahead in range(1, len(wanted)):
        if at + ahead >= len(words):
            return False
        word = words[at + ahead]
        if word.text != wanted[ahead] or not word.gap or word.gap not in gaps:
            return False
    return True


def spellings(text: str) -> tuple[str, ...]:
    """`text`, and with the tones of open ``oa oe uy`` placed the other way when that differs."""
    other = " ".join(_other_placement(word) for word in text.split())
    return (text,) if other == text else (text, other)


def _other_placement(word: str) -> str:
    """``túy`` → ``tuý`` and ``tuý`` → ``túy``; other words come back as they are."""
    spread = unicodedata.normalize("NFD", word)
    for first, seconds in _OPEN.items():
        for second in seconds:
            for tone in _TONES:
                old, new = first + tone + second, first + second + tone
                if word.startswith("q") and first == "u":
                    continue
                if spread.endswith(old):
                    return nfc(spread[: -len(old)] + new)
                if spread.endswith(new):
                    return nfc(spread[: -len(new)] + old)
    return word

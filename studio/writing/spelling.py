"""Spelling of Vietnamese: what is written wrong, and what may have been meant.

Precision comes first: a mark under a right word teaches people to ignore all marks. So a word is a slip only if

- it is no syllable of the language, or one that nobody uses (`vocabulary`),
- it belongs to a word that is often written wrong (*xử dụng* for *sử dụng*), or
- it is a function word typed twice (*của của*), or two syllables without the blank between them (*tàikhoản*).

Names, words in capitals, numbers, addresses, tags and words with foreign letters are passed over, and so are the unit's
own words. A word without any mark is judged only amid Vietnamese ones, and only where it is what stays of a syllable
when a key was not struck: a syllable that needs its mark (*thy*, *khong*), or consonants alone (*chc*, *hnh*, *v*).

Texts come as a person typed them, decomposed or not; places are counted in characters of the text as given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from studio.text import nfc
from studio.writing.tokens import (
    BORROWED,
    DOUBLED,
    LETTERED,
    LONGEST,
    UNVOWELLED,
    MisspeltPhrase,
    Token,
    Vocabulary,
    has_two_vowels,
    is_bare_syllable,
    is_name,
    is_skeleton,
    is_syllable,
    key_of,
    tokens,
    vocabulary,
)

LETTERS = frozenset("abcdđeghiklmnopqrstuvxyăâêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ")
VOWELS = LETTERS - frozenset("bcdđghklmnpqrstvx")
MOST = 5
"""Suggestions at most."""
AROUND, MARKED = 3, 2
"""Words looked at on each side of one without marks, and how many of them are surely Vietnamese at least."""
UNMARKED = 8
"""Words without any mark from which on a text counts as typed without marks."""


class MisspellingKind(StrEnum):
    """What is wrong."""

    SYLLABLE = "syllable"
    """No syllable of the language, or one that is not in use."""
    JOINED = "joined"
    """Two syllables without the blank between them."""
    WORD = "word"
    """Syllables that exist, but not together."""
    DOUBLED = "doubled"
    """A function word typed twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Misspelling:
    """Something written wrong at `start`, `length` characters long. `right` is known for words often confused."""

    start: int
    length: int
    word: str
    kind: MisspellingKind
    right: str = ""

    @property
    def end(self) -> int:
        return self.start + self.length


class Speller:
    """Judges texts; `words` are right in this unit, whatever the language says."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._own = frozenset(key_of(word) for word in words)

    @property
    def own(self) -> frozenset[str]:
        """The unit's words, in the form in which they are compared."""
        return self._own

    def misspelt(self, text: str) -> tuple[Misspelling, ...]:
        """Slips of `text` in order; none overlaps another."""
        return tuple(self._slips(text, tokens(text), vocabulary()))

    def suggest(self, word: str) -> tuple[str, ...]:
        """What may have been meant by `word`, the likeliest first, at most `MOST`, with its capital. May be empty."""
        from studio.writing.suggest import suggest  # RapidFuzz is loaded when somebody asks

        return suggest(word, vocabulary(), MOST)

    def _slips(self, text: str, words: tuple[Token, ...], known: Vocabulary) -> Iterator[Misspelling]:
        at = 0
        while at < len(words):
            word = words[at]
            phrase = self._phrase(text, words, at, known)
            if phrase is not None:
                last = words[at + len(phrase.keys) - 1]
                if phrase.right is not None:
                    yield _slip(text, word.start, last.end, MisspellingKind.WORD, phrase.right)
                at += len(phrase.keys)
                continue
            if word.joined and word.key in DOUBLED and at and words[at - 1].key == word.key:
                yield _doubled(text, words[at - 1], word)
            else:
                kind = self._kind(word, known) or self._stump(text, words, at, known)
                if kind is not None and not is_name(text, word.start, word.end):
                    yield _slip(text, word.start, word.end, kind)
            at += 1

    def _phrase(self, text: str, words: tuple[Token, ...], at: int, known: Vocabulary) -> MisspeltPhrase | None:
        """The entry of the list of confusions that begins at word `at`."""
        if words[at].key not in known.phrases or words[at].hyphened:
            return None
        run = [words[at]]
        for word in words[at + 1 : at + LONGEST]:
            if not word.joined:
                break
            run.append(word)
        found = known.match(tuple(word.key for word in run))
        if found is None or found.right is None:
            return found
        meant = run[: len(found.keys)]
        if any(word.key in self._own for word in meant) or _are_names(text, meant):
            return None
        return found

    def _kind(self, word: Token, known: Vocabulary) -> MisspellingKind | None:
        key = word.key
        if key in self._own or word.hyphened or not _could_be_vietnamese(key):
            return None
        if key in known.rank:
            misplaced = word.written != key and not is_syllable(word.written)
            return MisspellingKind.SYLLABLE if misplaced else None
        if is_syllable(key) or not has_two_vowels(key):
            return MisspellingKind.SYLLABLE
        return MisspellingKind.JOINED if known.halves(key) else None

    def _stump(self, text: str, words: tuple[Token, ...], at: int, known: Vocabulary) -> MisspellingKind | None:
        """Whether the word at `at`, which has no mark, is a syllable of which a part is missing."""
        word = words[at]
        if word.key in self._own or word.hyphened or not _is_stump(word.key, known):
            return None
        before = words[at - 1] if word.joined else None
        after = words[at + 1] if at + 1 < len(words) and words[at + 1].joined else None
        beside = [one for one in (before, after) if one is not None]
        if not beside or not all(one.key in known.rank or _is_stump(one.key, known) for one in beside):
            return None
        if len(word.key) == 1 and (before is None or before.key in LETTERED or after is None):
            return None  # điểm c khoản 2, nhóm b; a letter at an end may number or close a list
        around = words[max(0, at - AROUND) : at + AROUND + 1]
        marked = sum(not one.key.isascii() and one.key in known.rank for one in around)
        return MisspellingKind.SYLLABLE if marked >= MARKED else None


def _is_stump(key: str, known: Vocabulary) -> bool:
    """A syllable that nobody writes without its mark, or an onset with perhaps the end of a syllable after it."""
    if not key.isascii() or key in known.rank or key in UNVOWELLED or not LETTERS.issuperset(key):
        return False
    return is_syllable(key) or is_skeleton(key)


def _slip(text: str, start: int, end: int, kind: MisspellingKind, right: str = "") -> Misspelling:
    return Misspelling(start=start, length=end - start, word=nfc(text[start:end]), kind=kind, right=right)


def _doubled(text: str, first: Token, second: Token) -> Misspelling:
    once = nfc(text[first.start : first.end])
    return _slip(text, first.start, second.end, MisspellingKind.DOUBLED, once)


def _are_names(text: str, words: list[Token]) -> bool:
    """Whether a word after the first has a capital (*chị An*), and they are not in capitals throughout."""
    written = [text[word.start : word.end] for word in words]
    return any(word[0].isupper() for word in written[1:]) and not all(word.isupper() for word in written)


def _could_be_vietnamese(key: str) -> bool:
    return (
        len(key) > 1
        and not key.isascii()
        and LETTERS.issuperset(key)
        and not VOWELS.isdisjoint(key)
        and key not in BORROWED
    )


def is_unmarked(text: str) -> bool:
    """Whether `text` is Vietnamese typed without its marks."""
    if not text.isascii():
        return False
    words = [word.strip(".,;:!?()").lower() for word in text.split()]
    return len(words) >= UNMARKED and sum(is_bare_syllable(word) for word in words) > 0.8 * len(words)

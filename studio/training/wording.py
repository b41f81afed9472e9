"""What a text of a checklist must be: the four parts of a reply, a masked message, a number to call at once …

Words are looked for, and whether there are words at all; whether the advice is good is the trainer's to see. Vietnamese
words are compared without their marks; English ones are taken too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache

from studio.directory.model import DirectoryBook
from studio.phrase import Language, Phrase
from studio.posts.checks.links import urls
from studio.posts.checks.plain import PERSONAL, SECRET, findings, unofficial_links
from studio.text import fold
from studio.training.course_reader import FOLDER
from studio.training.outline import TextForm
from studio.writing.tokens import vocabulary
from studio.yamlfile import read_yaml

TIME = re.compile(r"([01]?\d|2[0-3])[:hg.]([0-5]\d)")
EMERGENCY = re.compile(r"(?<!\d)11[1-5](?!\d)")
NUMBER = re.compile(r"\d{1,3}(?:[.,  ]\d{3})*|\d+")
CITATION = re.compile(r"\d+/\d{4}/[\w-]+")
LONGEST_REFERENCE = 40
LONGEST_POST = 12
"""Words."""

_GREETING = ("chao", "kinh gui", "kinh thua", "hello", "dear", "good morning", "good afternoon")
_THANKS = ("cam on", "tran trong", "thank")
_STEP = (
    "vui long", "moi", "goi", "lien he", "den", "nop", "gui", "truy cap", "xem tai", "xem o", "xem bai",
    "xem huong dan", "please", "call", "come", "visit", "send",
)  # fmt: skip
_PASSED = ("da chuyen", "chuyen den", "chuyen toi", "passed")
_ASK = ("goi", "lien he", "hoi", "call", "contact", "ask")
_POLITE = ("vui long", "mong", "xin", "please", "kindly")
_REVIEW = ("xem lai", "xem xet lai", "khieu nai", "review", "appeal")
_PROMISE = re.compile(
    r"(?<!\w)(?:(?:xin |tôi |chúng tôi )?hứa|cam kết|nhất định sẽ|chắc chắn sẽ|(?:bảo đảm|đảm bảo) sẽ|promise|guarantee"
    r"|definitely will|will definitely)(?!\w)",
    re.IGNORECASE,
)


# It is no understanding: syllables of the language are counted, and words in common. It tells what was typed to fill a
# box from what somebody wrote to a citizen; whether the advice is good is the trainer's to see. English is taken too.


COMMON = FOLDER / "common_words.yaml"

REAL_SHARE = 0.6
"""Of the words of a text, how many have to be words."""
VARIED_SHARE = 0.5
"""Of the words of a text, how many have to differ."""
KEPT_SHARE, KEPT_LEAST = 0.3, 3
"""Of the words that make a question what it is, how many have to stand in it when it is put anew."""
COMMON_LEAST = 2
"""Words that an answer has to share with what it answers."""
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+")
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH_LEAST = 0.2
"""Of the words of an English text, how many are among the commonest."""


def words_of(text: str) -> list[str]:
    """Its words in small letters, without addresses and numbers."""
    return [word.lower() for word in _WORD.findall(_ADDRESS.sub(" ", text))]


def says_something(text: str, least: int) -> bool:
    """Whether the text has `least` words or more, most of them words and not the same again and again."""
    words = words_of(text)
    varied = len(set(words))
    return varied >= least and varied >= VARIED_SHARE * len(words) and _in_a_language(words)


def keeps_question(text: str, asked: str, left_out: Collection[str]) -> bool:
    """Whether `text` still asks what `asked` does, without the parts that were `left_out`."""
    for part in left_out:
        asked = asked.replace(part, " ")
    wanted = _telling(words_of(asked))
    kept = wanted & _telling(words_of(text))
    return len(kept) >= min(KEPT_LEAST, len(wanted)) and len(kept) >= KEPT_SHARE * len(wanted)


def is_about(text: str, subjects: Iterable[str]) -> bool:
    """Whether the text takes up at least two words of its subjects: the message, the procedure asked about."""
    wanted = _telling(word for subject in subjects for word in words_of(subject))
    return len(wanted & _telling(words_of(text))) >= min(COMMON_LEAST, len(wanted))


def _telling(words: Iterable[str]) -> set[str]:
    return {fold(word) for word in words if word not in _common("vi")}


def _in_a_language(words: list[str]) -> bool:
    real = sum(fold(word) in _syllables() for word in words)
    english = sum(word in _common("en") for word in words)
    return real >= REAL_SHARE * len(words) or english >= max(1, _ENGLISH_LEAST * len(words))


@cache
def _syllables() -> frozenset[str]:
    """Those of the language without their marks: not everybody types them. Single letters are nobody's word."""
    return frozenset(word for word in map(fold, vocabulary().rank) if len(word) > 1) | {"o", "u", "y"}


@cache
def _common(language: Language) -> frozenset[str]:
    """Words that stand in any text of the language; what a message is about is in the others."""
    return frozenset(str(read_yaml(COMMON)[language]).split())


def trouble(
    form: TextForm, text: str, *, book: DirectoryBook, mask: Collection[str] = (), documents: Collection[str] = ()
) -> Phrase | None:
    """What keeps `text` from being what `form` asks; None when it is. `mask`: what must not stand in it. `documents`:
    numbers of those in the library."""
    if form is TextForm.TIME:
        return None if TIME.fullmatch(text.strip()) else Phrase("Give the time as 14:05.")
    if form in (TextForm.NUMBER, TextForm.TOTAL):
        return None if number(text) is not None else Phrase("Give it in digits.")
    left = next((part for part in mask if part in text), None)
    if left is not None:
        return Phrase("Personal data is left: “{left}”.", left=left)
    found = next(iter(findings((*PERSONAL, *SECRET), {"text": text}, book)), None)
    if found is not None:
        return Phrase("{wrong} {remedy}", wrong=found.wrong, remedy=found.remedy)
    if form is TextForm.CITATION:
        return _citation(text, documents)
    return _FORMS[form](text, book)


def names_any(text: str, numbers: Collection[str]) -> bool:
    """Whether one of these emergency numbers stands in the text."""
    return any(found in numbers for found in EMERGENCY.findall(text))


def number(text: str) -> int | None:
    """``1.240`` as a number; None when it is none."""
    match = NUMBER.fullmatch(text.strip())
    return int(re.sub(r"\D", "", match.group())) if match else None


def minutes(text: str) -> int | None:
    """``14:05`` in minutes since midnight; None when it is no time."""
    match = TIME.fullmatch(text.strip())
    return int(match.group(1)) * 60 + int(match.group(2)) if match else None


def _has(text: str, words: Collection[str]) -> bool:
    folded = fold(text)
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", folded) for word in words)


def _long(text: str, least: int) -> Phrase | None:
    if len(text.split()) < least:
        return Phrase("Say it more fully, in {least} words or more.", least=least)
    if not says_something(text, (least + 1) // 2):  # numbers and addresses are words too, but say nothing alone
        return Phrase("This does not read as words; write it as if to a citizen.")
    return None


def _answer(text: str, book: DirectoryBook) -> Phrase | None:
    if _PROMISE.search(text):
        return Phrase("Promise no outcome; say what will be done.")
    strange = unofficial_links(text, book)
    if strange:
        return Phrase("“{url}” is not an official address.", url=strange[0].url)
    return _long(text, 6)


def _greeting(text: str, book: DirectoryBook) -> Phrase | None:
    return _long(text, 2) if _has(text, _GREETING) else Phrase("A greeting is needed.")


def _thanks(text: str, book: DirectoryBook) -> Phrase | None:
    return _long(text, 2) if _has(text, _THANKS) else Phrase("Thanks are needed.")


def _next_step(text: str, book: DirectoryBook) -> Phrase | None:
    if not _has(text, _STEP):
        return Phrase("Say what to do next: call, come, send, see.")
    return _answer(text, book) if len(text.split()) > 3 else _long(text, 4)


def _linked(text: str, book: DirectoryBook) -> Phrase | None:
    if not any(urls(text)):
        return Phrase("Add an official link such as https://….gov.vn/….")
    return _answer(text, book)


def _urgent(text: str, book: DirectoryBook) -> Phrase | None:
    if not EMERGENCY.search(text):
        return Phrase("Name the number to call: 111 to 115.")
    return _answer(text, book)


def _passed_on(text: str, book: DirectoryBook) -> Phrase | None:
    if not _has(text, _PASSED):
        return Phrase("Say that it was passed on.")
    if not _has(text, _ASK):
        return Phrase("Say whom to contact next.")
    return _answer(text, book)


def _appeal(text: str, book: DirectoryBook) -> Phrase | None:
    if not _has(text, _POLITE):
        return Phrase("Word it politely.")
    if not _has(text, _REVIEW):
        return Phrase("Say how to ask for a review.")
    return _long(text, 8)


def _post(text: str, book: DirectoryBook) -> Phrase | None:
    if len(text.split()) > LONGEST_POST:
        return Phrase("Only the receiving post, not the story.")
    return _long(text, 2)


def _reference(text: str, book: DirectoryBook) -> Phrase | None:
    if len(text) > LONGEST_REFERENCE or len(text.split()) > 4:
        return Phrase("Only the reference, not the story.")
    if not any(char.isdigit() for char in text):
        return Phrase("Give a code with digits, such as CT-2026-014.")
    return None


def _citation(text: str, documents: Collection[str]) -> Phrase | None:
    cited = CITATION.findall(text)
    if not cited:
        return Phrase("Give the document's number, such as 05/2025/TT-MAU.")
    known = {number.upper() for number in documents}
    strange = next((number for number in cited if number.upper() not in known), None)
    if strange is not None:
        return Phrase("The library has no “{strange}”; look it up in the law library.", strange=strange)
    return None


def _masked(text: str, book: DirectoryBook) -> Phrase | None:
    return _long(text, 5)


def _note(text: str, book: DirectoryBook) -> Phrase | None:
    return _long(text, 3)


_FORMS: Mapping[TextForm, Callable[[str, DirectoryBook], Phrase | None]] = {
    TextForm.NOTE: _note,
    TextForm.MASKED: _masked,
    TextForm.GREETING: _greeting,
    TextForm.ANSWER: _answer,
    TextForm.NEXT_STEP: _next_step,
    TextForm.THANKS: _thanks,
    TextForm.LINKED: _linked,
    TextForm.URGENT: _urgent,
    TextForm.PASSED_ON: _passed_on,
    TextForm.APPEAL: _appeal,
    TextForm.POST: _post,
    TextForm.REFERENCE: _reference,
}

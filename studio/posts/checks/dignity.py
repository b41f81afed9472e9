"""Rules on words for people: nobody is convicted before the judgment, nobody is looked down on."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from studio.phrase import Phrase
from studio.posts.checks import mask
from studio.posts.checks.lexicon import FoundTerm, Lexicon, read_words
from studio.posts.checks.persons import FULL
from studio.posts.checks.rule import PreflightView, Reach, rule, word_list
from studio.posts.checks.scan import Scan, ScanWord
from studio.posts.model import Finding, Severity
from studio.templates.model import FieldType

_CONVICTING = Lexicon.load("innocence")
_STAGES_DATA = read_words("stages")
STAGES = tuple(_STAGES_DATA["stages"])
FINAL = STAGES[-1]
EARLIEST = {term: STAGES.index(stage) for stage, terms in _STAGES_DATA["from"].items() for term in terms}

_INITIALS = r"\p{Lu}\.(?:\p{Lu}\.?)*|(?:\p{Lu}\.)+\p{Lu}|\p{Lu}(?=[ ,])"
CALLED = regex.compile(rf"(?<!\w)[Tt]ên[^\S\n]+(?P<name>{FULL}|{_INITIALS}|\p{{Lu}}\p{{Ll}}+)(?!\w)")
COUNTED = regex.compile(
    r"(?<!\w)(?:hai|ba|bốn|năm|sáu|bảy|những|các|mấy|nhóm|[2-9]|\d\d)[^\S\n]+tên[^\S\n]+"
    r"(?:này|đó|trên|nói trên|còn lại|bị|đã|cùng|trong nhóm)(?!\w)",
    regex.IGNORECASE,
)
_AROUND = read_words("classifier")
SEIZES = frozenset(_AROUND["seizes"])
"""Words after which ``tên`` and a name can only be the classifier."""
NAMING = frozenset(_AROUND["naming"])
"""Words after which ``tên`` means a name."""
ACTS = frozenset(_AROUND["acts"])
"""Verbs after a name that make it the doer."""


@rule(
    "INNOCENCE_WORDING",
    Severity.BLOCK,
    Phrase("Wording respects the presumption of innocence and matches the procedural stage"),
    reach=Reach.SOFT,
)
def innocence_wording(view: PreflightView) -> Iterator[Finding]:
    """Nobody is called guilty before a final judgment, and every status fits its stage.

    ``tên`` is also the classifier of contempt (*tên trộm*, *tên A.*). It counts as that only before a noun of offence
    or before a person's name where nothing says that a name is meant (*họ tên*, *mang tên*, *tên miền* …).

    Terms of the list, the classifier, then statuses that come too early.
    """
    stage = stage_of(view)
    if stage == FINAL:
        return
    yield from _terms(view, stage)
    yield from _classifier(view)
    if stage in STAGES:
        yield from _too_early(view, STAGES.index(stage))


def stage_of(view: PreflightView) -> str | None:
    """The stage of proceedings the post states; empty when its template asks for one and none is chosen."""
    names = view.names_of(FieldType.STAGE)
    return str(view.fields.get(names[0]) or "") if names else None


def _terms(view: PreflightView, stage: str | None) -> Iterator[Finding]:
    """A post without a stage tells of no case: words for offenders in general may stand in it."""
    for found in _CONVICTING.find(view.public):
        if stage is None and found.term.group in ("generic", "verdict", "confession"):
            continue
        if view.public.piece_at(found.start).said_by_others and stage is None:
            continue
        yield _term(found)


def _term(found: FoundTerm) -> Finding:
    wrong = {
        "verdict": Phrase("This states guilt."),
        "confession": Phrase("This makes a statement of the accused public."),
    }.get(found.term.group, Phrase("This word convicts before the judgment."))
    severity = Severity.WARN if found.term.group == "confession" else None
    instead = found.term.instead or wrong
    return innocence_wording.finding(found.piece.where, wrong, instead, excerpt=found.text, severity=severity)


def _classifier(view: PreflightView) -> Iterator[Finding]:
    scan = view.public
    for hit in scan.find(CALLED):
        name, start = str(hit.match.group("name")), hit.match.start()
        if _is_classifier(scan, name, start, hit.match.end()):
            yield _called(hit.piece.where, f"{hit.text[:3]} {mask.name(name)}")
    for hit in scan.find(COUNTED):
        yield _called(hit.piece.where, hit.text)


def _is_classifier(scan: Scan, name: str, start: int, end: int) -> bool:
    before, after = _neighbours(scan.words, start, end)
    if before in NAMING:
        return False
    if before in SEIZES:
        return True
    opens = before == ""
    person = bool(regex.fullmatch(rf"(?:{FULL}|{_INITIALS})", name))
    return opens and (after in ACTS or (person and scan.text[end : end + 1] not in ":?"))


def _neighbours(words: tuple[ScanWord, ...], start: int, end: int) -> tuple[str, str]:
    """The word just before (empty when a sentence or a part of one begins here) and the word after."""
    before = after = ""
    for index, word in enumerate(words):
        if word.start == start and word.gap:
            last = words[index - 1].text
            if last == "và" and words[index - 2].text == "họ":
                last = "họ"
            before = last if word.gap == " " or last == "họ" else ""
        if word.start >= end:
            after = word.text
            break
    return before, after


def _called(where: str, excerpt: str) -> Finding:
    return innocence_wording.finding(
        where,
        Phrase("“tên” is used here to call somebody an offender."),
        Phrase("Write Mr, Ms or the accused."),
        excerpt=excerpt,
    )


def _too_early(view: PreflightView, stage: int) -> Iterator[Finding]:
    words = view.public.words
    for index in range(len(words) - 1):
        term = f"{words[index].text} {words[index + 1].text}"
        if words[index + 1].gap == " " and EARLIEST.get(term, 0) > stage:
            yield innocence_wording.finding(
                view.public.piece_at(words[index].start).where,
                Phrase("“{term}” does not fit the stage “{stage}” yet.", term=term, stage=STAGES[stage]),
                Phrase("It is right from the stage “{stages}” on.", stages=STAGES[EARLIEST[term]]),
                excerpt=term,
            )


# Quoted ones too: the page repeats them.
degrading = word_list(
    "NO_DEGRADING",
    Severity.WARN,
    Phrase("No degrading or stigmatising words"),
    words="degrading",
    wrong=Phrase("“{term}” looks down on people."),
)

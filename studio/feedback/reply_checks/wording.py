"""Rules on what an answer says and how: complete, courteous, no empty words, no promise."""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from studio.feedback.model import Category
from studio.feedback.reply_checks.view import ReplyView
from studio.feedback.reply_checks.words import any_of, lexicon, listed
from studio.feedback.reply_model import SLOTS
from studio.phrase import Bilingual, Phrase
from studio.posts.checks.lexicon import Lexicon
from studio.posts.checks.rule import rule
from studio.posts.model import Finding, Severity
from studio.text import length

NEXT_STEP_NOT_OWED = frozenset({Category.THANKS, Category.RULE_BREACH})
_GUIDES = any_of((*listed("noted", "who"), *listed("noted", "when"), *listed("noted", "where")))
_SLOT_NAMES = {
    "greeting": Phrase("the greeting"),
    "answer": Phrase("the answer"),
    "next_step": Phrase("the next step"),
    "thanks": Phrase("the thanks"),
}


@rule(
    "REPLY_COMPLETE",
    Severity.WARN,
    Phrase("Reply has greeting, answer, next step and thanks"),
)
def reply_complete(view: ReplyView) -> Iterator[Finding]:
    """An answer answers, and tells who does what next, when or where. Without an answer nothing goes out.

    Empty slots, then a next step that names nobody, no time and no place.
    """
    for slot in SLOTS:
        owed = slot != "next_step" or view.item.category not in NEXT_STEP_NOT_OWED
        if owed and not view.draft.slot(slot).strip():
            name = _SLOT_NAMES[slot]
            yield reply_complete.finding(
                slot,
                Phrase("There is no {name}.", name=Bilingual(name.vi, name.en.removeprefix("the "))),
                Phrase("Write {name}.", name=name),
                severity=Severity.BLOCK if slot in ("answer", "next_step") else None,
            )
    step = view.draft.next_step
    if step.strip() and not _GUIDES.search(step):
        yield reply_complete.finding(
            "next_step",
            Phrase("The next step names nobody, no time, no place."),
            Phrase("Name where to turn, the time, or who will answer."),
        )


_COURTESY = lexicon("courtesy")
_DEGRADING = Lexicon.load("degrading")
_SHOUTS = re.compile(r"!{2,}|\?{2,}")
_CAPITALS = regex.compile(r"(?<!\w)(?:\p{Lu}{2,}\s+){3,}\p{Lu}{2,}(?!\w)")


@rule("REPLY_COURTEOUS", Severity.WARN, Phrase("The wording is courteous"))
def reply_courteous(view: ReplyView) -> Iterator[Finding]:
    """Nobody is blamed, ordered about, mocked or shouted at.

    Terms of the lists, then shouting.
    """
    for words, insults in ((_DEGRADING, True), (_COURTESY, False)):
        for found in words.find(view.public):
            if insults and view.public.reported(found.start):
                continue
            grave = insults or found.term.group in ("blame", "brush_off")
            yield reply_courteous.finding(
                found.piece.where,
                Phrase("“{text}” has no place in an answer.", text=found.text),
                found.term.instead or Phrase("Write it again."),
                excerpt=found.text,
                severity=Severity.BLOCK if grave else None,
            )
    for hit in view.public.find(_SHOUTS):
        yield _shouted(hit.piece.where, hit.text)
    for hit in view.public.find(_CAPITALS):
        yield _shouted(hit.piece.where, hit.text)


def _shouted(where: str, excerpt: str) -> Finding:
    return reply_courteous.finding(
        where,
        Phrase("Capitals and rows of marks read as shouting."),
        Phrase("Use small letters and one mark."),
        excerpt=excerpt[:40],
    )


_NOTED = any_of(listed("noted", "noted"))
_FILLER = any_of(listed("noted", "filler"))
_SUBSTANCE = 5
"""Words that have to be left of an answer once the empty ones are taken away."""


@rule(
    "REPLY_NOT_NOTED_ALONE",
    Severity.BLOCK,
    Phrase("The answer is more than “noted”"),
)
def reply_not_noted_alone(view: ReplyView) -> Iterator[Finding]:
    """ "Đã ghi nhận" alone is no answer.

    Answers of which nothing is left without such words.
    """
    answer = view.draft.answer
    found = _NOTED.search(answer)
    if found is None:
        return
    left = _FILLER.sub(" ", _NOTED.sub(" ", answer))
    if len(re.findall(r"\w+", left)) < _SUBSTANCE:
        yield reply_not_noted_alone.finding(
            "answer",
            Phrase("The answer only notes the question."),
            Phrase("Answer what was asked, or say who will answer and when."),
            excerpt=found.group(),
        )


_PROMISES = lexicon("promises")


@rule("REPLY_NO_PROMISE", Severity.BLOCK, Phrase("No promise of an outcome"))
def reply_no_promise(view: ReplyView) -> Iterator[Finding]:
    """What will come of a matter is not promised. A pledge without an outcome only warns.

    Terms of the list.
    """
    for found in _PROMISES.find(view.public):
        if not view.public.reported(found.start):
            yield reply_no_promise.finding(
                found.piece.where,
                Phrase("“{text}” is a promise.", text=found.text),
                found.term.instead or Phrase("Leave the promise out."),
                excerpt=found.text,
                severity=Severity.WARN if found.term.group == "pledge" else None,
            )


_CONVICTING = Lexicon.load("innocence")
_GENERAL = frozenset({"generic", "verdict", "confession"})


@rule(
    "REPLY_INNOCENCE",
    Severity.BLOCK,
    Phrase("Nobody is called guilty before the judgment"),
)
def reply_innocence(view: ReplyView) -> Iterator[Finding]:
    """An answer convicts nobody. Words for offenders in general may stand in advice, not in the answer to a report.

    Terms of the list of posts.
    """
    for found in _CONVICTING.find(view.public):
        if found.term.group in _GENERAL and not view.is_report:
            continue
        yield reply_innocence.finding(
            found.piece.where,
            Phrase("This word convicts before the judgment."),
            found.term.instead or Phrase("Write in neutral words."),
            excerpt=found.text,
            severity=Severity.WARN if found.term.group in _GENERAL else None,
        )


@rule(
    "REPLY_PLACES_FILLED",
    Severity.BLOCK,
    Phrase("No placeholder is left open"),
)
def reply_places_filled(view: ReplyView) -> Iterator[Finding]:
    """No ``{hotline}`` reaches a citizen.

    Placeholders that the directory could not fill.
    """
    for slot, name in view.open_places:
        yield reply_places_filled.finding(
            slot,
            Phrase("The place “{{{name}}}” is not filled.", name=name),
            Phrase("Complete and confirm the directory, or type something in its place."),
            excerpt=name,
        )


_FORMAL = any_of(listed("noted", "formal"))


@rule(
    "REPLY_FORMAL_ROUTE",
    Severity.WARN,
    Phrase("A complaint is shown the formal way"),
)
def reply_formal_route(view: ReplyView) -> Iterator[Finding]:
    """Complaints are not taken by comment: the answer tells where they are.

    Answers to complaints without any word of it.
    """
    said = f"{view.draft.answer}\n{view.draft.next_step}"
    if view.item.category is Category.COMPLAINT and said.strip() and not _FORMAL.search(said):
        yield reply_formal_route.finding(
            "next_step",
            Phrase("The formal way of a complaint is not named."),
            Phrase("Name where citizens are received and how to hand it in."),
        )


_SORRY = any_of(listed("noted", "sorry"))
_LONG = 1200


@rule(
    "REPLY_IN_TARGET",
    Severity.WARN,
    Phrase("Reply within the unit's target time"),
)
def reply_in_target(view: ReplyView) -> Iterator[Finding]:
    """A first answer that comes late says so.

    First answers past their time without a word of regret.
    """
    due = view.item.reply_due
    late = due is not None and view.item.first_reply_at is None and view.now > due
    if late and not _SORRY.search(view.draft.text()):
        yield reply_in_target.finding(
            "greeting",
            Phrase("The answer is past its target time."),
            Phrase("Add a word of regret for the delay."),
        )


@rule(
    "REPLY_LENGTH",
    Severity.BLOCK,
    Phrase("The length suits the platform"),
)
def reply_length(view: ReplyView) -> Iterator[Finding]:
    """The platform takes the whole of it; a long one is hard to read.

    More characters than the platform takes, then more than somebody reads on a telephone.
    """
    count = length(view.draft.text())
    if view.longest and count > view.longest:
        yield reply_length.finding(
            "answer",
            Phrase("{count} characters; {longest} fit.", count=count, longest=view.longest),
            Phrase("Shorten it, or give an official link."),
        )
    elif count > _LONG:
        yield reply_length.finding(
            "answer",
            Phrase("The answer has {count} characters.", count=count),
            Phrase("Shorten it for readers on a telephone."),
            severity=Severity.INFO,
        )

"""Items of a checklist that a trainer writes: of each kind, what has to be known so that it can be judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from string import ascii_lowercase

from studio.phrase import Phrase
from studio.training.messages import Mailbag, shipped_messages
from studio.training.outline import Item, ItemKind, Step, TextForm

SORTED_BY = ("category", "action", "urgent")
"""What practice messages may be sorted by."""
FORMS = (TextForm.NOTE, TextForm.TIME, TextForm.NUMBER, TextForm.REFERENCE, TextForm.CITATION, TextForm.POST)
"""What a text may have to be; the other forms are for outlines that are written into a file."""
DAYS = ("", "past", "purge")
"""Any day, none that is to come, one within the time in which personal data goes."""
_EACH = 2
"""Messages of each answer."""
_YES_NO = {"yes": Phrase("Urgent"), "no": Phrase("Not urgent")}


def new_item(kind: ItemKind, others: Iterable[Item]) -> Item:
    """One without words, whose id none of `others` has."""
    taken = {item.id for item in others}
    free = next(name for number in range(1, len(taken) + 2) if (name := f"i{number}") not in taken)
    item = Item(id=free, kind=kind, label=Phrase(""))
    return sorted_by(item, SORTED_BY[0]) if kind is ItemKind.SORT else item


def sorted_by(item: Item, by: str) -> Item:
    """A SORT of practice messages of every answer there is under `by`, so that each has to be known."""
    bag = shipped_messages()
    kind = "comment" if by == "action" else "message"
    of: dict[str, list[str]] = {}
    for each in bag.messages.values():
        if each.kind == kind:
            of.setdefault(each.right(by), []).append(each.id)
    some = sorted(each for ids in of.values() for each in ids[:_EACH])
    options = {key: words for key, words in _words(bag, by).items() if key in of}
    return replace(item, by=by, messages=tuple(some), options=options)


def _words(bag: Mailbag, by: str) -> Mapping[str, Phrase]:
    return {"category": bag.categories, "action": bag.actions, "urgent": _YES_NO}[by]


def with_options(item: Item, right: Phrase, others: Sequence[Phrase]) -> Item:
    """A CHOICE; its options stand by the alphabet, so that their order gives nothing away. Empty ones are left out."""
    given = sorted((each for each in (right, *others) if each.vi.strip()), key=lambda each: each.vi.casefold())
    options = dict(zip(ascii_lowercase, given, strict=False))
    return replace(item, options=options, right=next((key for key, each in options.items() if each is right), ""))


def options_of(item: Item) -> tuple[Phrase, ...]:
    """The options of a CHOICE, the right one first."""
    return tuple(item.options[key] for key in sorted(item.options, key=lambda key: key != item.right))


def incomplete(step: Step) -> Iterator[Phrase]:
    """What the items of a step lack."""
    for number, item in enumerate(step.items, 1):
        where = Phrase("step {step}, item {item}", step=step.number, item=number)
        if not item.label.vi.strip() and step.text.vi.strip():
            yield Phrase("{place} has no text.", place=where)
        if item.kind is ItemKind.CHOICE and not item.messages and (len(item.options) < 2 or not item.right):
            yield Phrase("{place} needs two options at least.", place=where)

"""Every move an item may make, as one table: from, step, to. What is not in it is refused."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from studio.errors import Refused
from studio.feedback.model import ItemState as S
from studio.phrase import Phrase


class ItemStep(StrEnum):
    TAKE = "take"
    WAIT = "wait"
    RESUME = "resume"
    HEAR = "hear"
    """The citizen wrote again."""
    REPLY = "reply"
    """A reply of the unit stands on the page, or was given by telephone or in person."""
    HAND_OVER = "hand_over"
    CLOSE = "close"
    REOPEN = "reopen"


TABLE: Mapping[tuple[S, ItemStep], S] = {
    (S.NEW, ItemStep.TAKE): S.ANSWERING,
    (S.NEW, ItemStep.WAIT): S.WAITING,
    (S.NEW, ItemStep.HEAR): S.NEW,
    (S.NEW, ItemStep.REPLY): S.ANSWERED,
    (S.NEW, ItemStep.HAND_OVER): S.HANDED_OVER,
    (S.NEW, ItemStep.CLOSE): S.CLOSED,
    (S.ANSWERING, ItemStep.TAKE): S.ANSWERING,
    (S.ANSWERING, ItemStep.WAIT): S.WAITING,
    (S.ANSWERING, ItemStep.HEAR): S.ANSWERING,
    (S.ANSWERING, ItemStep.REPLY): S.ANSWERED,
    (S.ANSWERING, ItemStep.HAND_OVER): S.HANDED_OVER,
    (S.ANSWERING, ItemStep.CLOSE): S.CLOSED,
    (S.WAITING, ItemStep.TAKE): S.WAITING,
    (S.WAITING, ItemStep.RESUME): S.ANSWERING,
    (S.WAITING, ItemStep.HEAR): S.ANSWERING,
    (S.WAITING, ItemStep.REPLY): S.ANSWERED,
    (S.WAITING, ItemStep.HAND_OVER): S.HANDED_OVER,
    (S.WAITING, ItemStep.CLOSE): S.CLOSED,
    (S.ANSWERED, ItemStep.TAKE): S.ANSWERED,
    (S.ANSWERED, ItemStep.WAIT): S.WAITING,
    (S.ANSWERED, ItemStep.RESUME): S.ANSWERING,
    (S.ANSWERED, ItemStep.HEAR): S.ANSWERING,
    (S.ANSWERED, ItemStep.REPLY): S.ANSWERED,
    (S.ANSWERED, ItemStep.HAND_OVER): S.HANDED_OVER,
    (S.ANSWERED, ItemStep.CLOSE): S.CLOSED,
    (S.CLOSED, ItemStep.REOPEN): S.ANSWERING,
}

STATE_NAMES: Mapping[S, Phrase] = {
    S.NEW: Phrase("new"),
    S.ANSWERING: Phrase("being answered"),
    S.WAITING: Phrase("waiting for the citizen"),
    S.HANDED_OVER: Phrase("handed over", about="feedback"),
    S.ANSWERED: Phrase("answered"),
    S.CLOSED: Phrase("closed"),
}
STEP_NAMES: Mapping[ItemStep, Phrase] = {
    ItemStep.TAKE: Phrase("take it"),
    ItemStep.WAIT: Phrase("wait for the citizen"),
    ItemStep.RESUME: Phrase("go on with it"),
    ItemStep.HEAR: Phrase("add what the citizen wrote"),
    ItemStep.REPLY: Phrase("note a reply"),
    ItemStep.HAND_OVER: Phrase("hand it over"),
    ItemStep.CLOSE: Phrase("close it"),
    ItemStep.REOPEN: Phrase("open it again"),
}


def target(state: S, step: ItemStep) -> S:
    """Where the step leads. Raises Refused."""
    found = TABLE.get((state, step))
    if found is None:
        was, wanted = STATE_NAMES[state], STEP_NAMES[step]
        raise Refused("the item is {was}, so one cannot {wanted}; refresh the list.", was=was, wanted=wanted)
    return found

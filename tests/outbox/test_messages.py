"""What waits for a person says what to do next, in both languages."""

from __future__ import annotations

import pytest

from studio.outbox import messages
from studio.phrase import Bilingual, Phrase
from tests.next_steps import names_a_step, refusals_in
from tests.profile import MORNING

WHY = Bilingual("mất mạng.", "the network is down.")
FOR_A_PERSON = {
    name: getattr(messages, name)
    for name in (
        "MISSED", "ABSENT_ASK", "AMBIGUOUS", "MADE_BY_HAND", "CANNOT_LOOK", "GONE", "STILL_HIDDEN", "DIFFERS",
        "REFUSED", "HAND", "NO_PUBLISHER", "WITHDRAW_FIRST", "REMOVAL_IN_DOUBT", "REMOVAL_UNKNOWN",
        "STILL_SHOWN", "NOT_SHOWN", "HELD_GONE",
        "RECALL_BY_HAND", "GONE_LATER", "HIDDEN_LATER", "CHANGED_LATER",
    )
} | {
    "recall_urgent": messages.recall_urgent(WHY, MORNING),
    "clock_off": messages.clock_off(3),
    "another_page": messages.another_page("trang-a", "1", "2"),
    "wrong_page": messages.wrong_page("1", "2"),
    "clocks_apart": messages.clocks_apart(12),
    "clock_went_back": messages.clock_went_back(MORNING),
    "late_hidden": messages.late_hidden(MORNING),
    "not_removed": messages.not_removed(WHY),
}  # fmt: skip


@pytest.mark.parametrize("name", FOR_A_PERSON)
def test_the_next_step_is_named(name: str) -> None:
    said = FOR_A_PERSON[name]
    assert names_a_step(said)


@pytest.mark.parametrize("said", refusals_in("studio/outbox"), ids=lambda said: said.en[:40])
def test_every_refusal_names_one(said: Phrase) -> None:
    assert names_a_step(said)

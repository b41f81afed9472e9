"""Withholding small counts, so that no figure tells of one person.

A group (a topic, a category, a page, a day) of which fewer than five items came is not told at all; nor is any other
count of 1 to 4. Where the total less what is told would give a withheld count away, the next smallest of its column is
withheld with it; where there is none, the total is.
"""

from __future__ import annotations

from collections.abc import Mapping

from studio.feedback.figures import COUNTED, FEW, Count, FeedbackSum, GroupSums, WithheldReason, merged


def is_few(count: int) -> bool:
    """Whether the count itself may not be told. That there was none tells of nobody."""
    return 0 < count < FEW


def told(groups: Mapping[str, GroupSums]) -> tuple[FeedbackSum, tuple[FeedbackSum, ...]]:
    """The total and the groups, in their order, as they may be told."""
    total = merged(groups.values())
    whole = _column({key: tally.received for key, tally in groups.items()}, total.received, {})
    gone = {key: count for key, count in whole.items() if isinstance(count, WithheldReason)}
    columns = {"received": whole} | {
        name: _column({key: getattr(tally, name) for key, tally in groups.items()}, getattr(total, name), gone)
        for name in COUNTED
        if name != "received"
    }
    sums = tuple(_sum(key, tally, {name: columns[name][key] for name in COUNTED}) for key, tally in groups.items())
    return _sum("", total, {name: columns[name][_TOTAL] for name in COUNTED}), sums


_TOTAL = "\0total"
"""The place of the total among the keys of a column; no group has it."""


def _column(counts: Mapping[str, int], total: int, gone: Mapping[str, Count]) -> dict[str, Count]:
    """The counts of one column as they may be told, the total among them. Groups in `gone` are withheld anyhow."""
    shown: dict[str, Count] = {key: gone.get(key, _first_look(count)) for key, count in counts.items()}
    shown[_TOTAL] = _first_look(total)
    while isinstance(shown[_TOTAL], int) and _given_away(counts, shown):
        open_ones = [key for key, count in counts.items() if isinstance(shown[key], int) and count > 0]
        shown[min(open_ones, key=counts.__getitem__) if open_ones else _TOTAL] = WithheldReason.BESIDE
    return shown


def _given_away(counts: Mapping[str, int], shown: Mapping[str, Count]) -> bool:
    """Whether the total less what is told leaves a single count, or some that together are few."""
    withheld = [count for key, count in counts.items() if isinstance(shown[key], WithheldReason)]
    if not any(withheld):  # that there was none in these groups tells of nobody
        return False
    return len(withheld) < 2 or is_few(sum(withheld))


def _first_look(count: int) -> Count:
    return WithheldReason.FEW if is_few(count) else count


def _sum(key: str, tally: GroupSums, counts: Mapping[str, Count]) -> FeedbackSum:
    answered = counts["answered"]
    enough = isinstance(answered, int) and answered >= FEW
    return FeedbackSum(key=key, **counts, median=tally.median if enough else None)

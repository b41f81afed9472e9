"""What may go wrong on the way to a platform, switched on per endpoint, by the n-th call or by dice with a seed."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any

from tests.simulators.wire import matches


class Kind(StrEnum):
    """How one call goes wrong. What is said to happen by default can be turned round with `Fault.commit`."""

    DROP_BEFORE = "drop_before"
    """The socket closes and nothing has happened."""
    DROP_AFTER = "drop_after"
    """It has happened, then the socket closes without an answer."""
    RESET_BEFORE = "reset_before"
    RESET_AFTER = "reset_after"
    """As the two above, with a reset instead of an orderly end."""
    CUT_BODY = "cut_body"
    """The line breaks after `bytes` of the body; the platform sees what came."""
    SLOW = "slow"
    """It happens, and the answer takes `seconds` more."""
    HTML = "html"
    """A server's page of error, `status` 500 unless given; nothing has happened."""
    STATUS = "status"
    """`status` with an empty body and, if given, `retry_after` as it stands; nothing has happened."""
    TRUNCATED = "truncated"
    """It has happened; the JSON of the answer ends in the middle, and the length agrees with that."""
    CUT_ANSWER = "cut_answer"
    """It has happened; the line breaks in the middle of the answer."""
    REDIRECT = "redirect"
    """302 to an address of the same server where nothing is; nothing has happened."""
    PORTAL = "portal"
    """200 with the login page of some Wi-Fi; nothing has happened."""
    DUPLICATE = "duplicate"
    """It has happened; the answer is that of the call before with the same method, address and login (the usual one
    when there was none)."""
    ERROR = "error"
    """The platform's own error of `options`, in its own envelope; nothing has happened."""
    CUT_HEADERS = "cut_headers"
    """It has happened; the line breaks in the middle of the answer's head."""
    TRAILING = "trailing"
    """It has happened; a second, false answer follows the right one at once."""
    DRIP_HEAD = "drip_head"
    DRIP_BODY = "drip_body"
    """It has happened; from there on the answer comes one byte every `seconds`."""
    CONTINUE = "continue"
    """It has happened; the answer is "100 Continue" every `seconds`: `bytes` times where given, else for ever."""
    ALERT = "alert"
    """It has happened; then an alert of TLS instead of an answer (a closed line without TLS)."""
    DAMAGED = "damaged"
    """It has happened; then a record that does not decrypt (a closed line without TLS)."""
    CUT_HANDSHAKE = "cut_handshake"
    """Of a connection, see `HANDSHAKE`: it closes on the first words of TLS."""
    DRIP_HANDSHAKE = "drip_handshake"
    """Of a connection: the words of TLS come one byte every `seconds`."""
    LISTING_DELAYED = "listing_delayed"
    """A listing misses what is younger than `seconds`."""


ENDLESS = frozenset({Kind.SLOW, Kind.DRIP_HEAD, Kind.DRIP_BODY, Kind.CONTINUE})
"""What no client sees the end of, but one that has no patience for it."""
HANDSHAKE = "HANDSHAKE"
"""The method of a rule that strikes connections instead of calls, before anything is asked over them."""
AFTER = frozenset(
    {Kind.CUT_HEADERS, Kind.TRAILING, Kind.DRIP_HEAD, Kind.DRIP_BODY, Kind.CONTINUE, Kind.ALERT, Kind.DAMAGED}
    | {Kind.DROP_AFTER, Kind.RESET_AFTER, Kind.SLOW, Kind.TRUNCATED, Kind.CUT_ANSWER, Kind.DUPLICATE, Kind.CUT_BODY}
    | {Kind.LISTING_DELAYED}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    kind: Kind
    seconds: float = 0.0
    status: int = 500
    retry_after: str | None = None
    """The header's value, garbage included."""
    bytes: int = 0
    commit: bool | None = None
    """Whether it happens all the same; None: as is usual for the kind."""
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def commits(self) -> bool:
        return self.kind in AFTER if self.commit is None else self.commit


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Where and when one of `faults` happens. Without `nth`, `every` and `probability`: at each call."""

    faults: tuple[Fault, ...]
    method: str = "*"
    path: str = "*"
    """As in `wire.matches`."""
    nth: tuple[int, ...] = ()
    """Numbers of the matching calls, from 1."""
    every: int = 0
    probability: float = 0.0
    times: int | None = None
    """How often at most."""
    seed: int = 0

    def covers(self, method: str, path: str) -> bool:
        of_calls = self.method == "*" and method != HANDSHAKE
        return (of_calls or self.method == method) and matches(self.path, path) is not None


def rule(*faults: Fault | Kind | str, **when: Any) -> Rule:
    """Shorthand: ``rule("drop_after", method="POST", path="*/feed", nth=(1,))``."""
    return Rule(faults=tuple(f if isinstance(f, Fault) else Fault(kind=Kind(f)) for f in faults), **when)


def as_json(given: Rule) -> dict[str, Any]:
    return asdict(given)


def from_json(given: Mapping[str, Any]) -> Rule:
    """The reverse of `as_json`. Raises TypeError or ValueError for what is no rule."""
    faults = tuple(Fault(**fault | {"kind": Kind(fault["kind"])}) for fault in given["faults"])
    return Rule(**dict(given) | {"faults": faults, "nth": tuple(given.get("nth", ()))})


@dataclass
class _Armed:
    rule: Rule
    dice: random.Random
    seen: int = 0
    hits: int = 0

    def strikes(self) -> bool:
        """Count one matching call; whether it goes wrong."""
        self.seen += 1
        return self.struck()

    def would_strike(self) -> bool:
        """Whether a matching call would go wrong; for a rule without dice."""
        return replace(self, seen=self.seen + 1).struck()

    def struck(self) -> bool:
        if self.rule.times is not None and self.hits >= self.rule.times:
            return False
        if self.rule.nth:
            return self.seen in self.rule.nth
        if self.rule.every:
            return self.seen % self.rule.every == 0
        return not self.rule.probability or self.dice.random() < self.rule.probability


class FaultSwitch:
    """Rules in the order they were set; the first that strikes is taken. Threads may share it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._armed: list[_Armed] = []

    def add(self, *rules: Rule) -> None:
        with self._lock:
            self._armed += [_Armed(rule, random.Random(rule.seed)) for rule in rules]

    def script(self, method: str, path: str, *faults: Fault | Kind | str | None) -> None:
        """The next calls of that endpoint one after the other; None lets one pass."""
        for number, fault in enumerate(faults, start=1):
            if fault is not None:
                self.add(rule(fault, method=method, path=path, nth=(number,)))

    def clear(self) -> None:
        with self._lock:
            self._armed.clear()

    def choose(self, method: str, path: str) -> Fault | None:
        """What happens to this call."""
        with self._lock:
            chosen: Fault | None = None
            for armed in self._armed:
                if armed.rule.covers(method, path) and armed.strikes() and chosen is None:
                    armed.hits += 1
                    chosen = armed.dice.choice(armed.rule.faults)
            return chosen

    def coming(self, method: str, path: str) -> Fault | None:
        """What would happen to this call; rules with dice or with several faults are not asked."""
        with self._lock:
            plain = (a for a in self._armed if len(a.rule.faults) == 1 and not a.rule.probability)
            return next((a.rule.faults[0] for a in plain if a.rule.covers(method, path) and a.would_strike()), None)

    def counts(self) -> Sequence[Mapping[str, Any]]:
        with self._lock:
            return [{"rule": as_json(a.rule), "seen": a.seen, "hits": a.hits} for a in self._armed]

    def hits(self) -> int:
        with self._lock:
            return sum(a.hits for a in self._armed)


def every_kind(kinds: Iterable[Kind | str], **settings: Any) -> tuple[Fault, ...]:
    """One fault of each kind with the same settings."""
    return tuple(Fault(kind=Kind(kind), **settings) for kind in kinds)

"""What a PIN must be, and what it opens.

A PIN opens its person's signing key and is kept nowhere: the key lies wrapped (AES-256-GCM) by what argon2id makes of
the PIN, the person and the secret of the profile. Without that secret, which is in the system's keyring, a copy of the
store gives no way to try PINs.

How often a PIN may be guessed.

A wrong try is counted before the PIN is looked at, in the store and in the vault; the higher count holds, so that
deleting a row gives no further try. A wait is measured by the clock and by how long the PC has been running, whichever
ends later, so that setting the clock forward ends none; and after `MOST` wrong ones in a row no time helps.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import Type, hash_secret_raw

from studio.canonical import canonical_json
from studio.clock import Clock, show_datetime
from studio.errors import BadInput, NotPermitted
from studio.people.model import Person, Tries, Vault
from studio.phrase import Bilingual

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.people.storage import StoredPeople

FREE_TRIES = 5
DELAYS = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 240))
"""How long no PIN is taken after the fifth wrong one in a row, the sixth …; the last value stays."""
MOST = 100
"""After so many wrong ones in a row the PIN is dead, and has to be set anew."""


class Guesses:
    """Counts the wrong PINs of each person."""

    def __init__(self, repo: StoredPeople, vault: Vault, clock: Clock, uptime: Callable[[], float] | None) -> None:
        """`uptime` gives the seconds this PC has been running; without it the clock alone measures waits."""
        self._repo = repo
        self._vault = vault
        self._clock = clock
        self._uptime = uptime

    def count(self, person: Person) -> Tries:
        """Count a try, before its PIN is looked at. Raises NotPermitted while none is taken."""
        now, up = self._clock.now(), self._uptime() if self._uptime else None
        with self._repo.transaction():
            before = self._known(person)
            if before.wrong >= MOST:
                raise _dead(person)
            until = self._locked_until(before, now, up)
            wrong = before.wrong if until else before.wrong + 1
            locked = now + _delay(wrong) if wrong >= FREE_TRIES else None
            if until and before.locked_until:  # asking meanwhile lengthens nothing
                locked = min(before.locked_until, now + _delay(wrong))
            tries = Tries(wrong=wrong, locked_until=locked, uptime=before.uptime if until else up)
            self._repo.set_tries(person.id, tries)
        if until is not None:
            raise NotPermitted("too many wrong PINs; try again after {until}.", until=_shown(until), where=person.name)
        self._vault.put(_entry(person), _text(tries))
        return tries

    def forget(self, person: Person) -> None:
        """The right PIN came, or a new one was set; joins the caller's transaction."""
        self._repo.set_tries(person.id, Tries())
        self._vault.put(_entry(person), "")

    def _known(self, person: Person) -> Tries:
        here, there = self._repo.tries(person.id), _read(self._vault.get(_entry(person)))
        return here if here.wrong >= there.wrong else there

    def _locked_until(self, tries: Tries, now: datetime, up: float | None) -> datetime | None:
        """The end of the lock, or None. Never further away than its delay: the clock may have been turned back."""
        if tries.locked_until is None:
            return None
        delay, ends = _delay(tries.wrong), []
        if tries.locked_until > now:
            ends.append(min(tries.locked_until, now + delay))
        if up is not None and tries.uptime is not None and tries.uptime <= up:  # else the PC was started anew
            left = delay - timedelta(seconds=up - tries.uptime)
            ends += [now + left] if left > timedelta(0) else []
        return max(ends) if ends else None


def wrong_pin(tries: Tries) -> NotPermitted:
    """The refusal, with the tries left or the waiting time."""
    if tries.locked_until is not None:
        until = _shown(tries.locked_until)
        return NotPermitted(
            "{wrong} wrong PINs in a row; try again after {until}.", wrong=tries.wrong, until=until, where="PIN"
        )
    left = FREE_TRIES - tries.wrong
    return NotPermitted(
        "wrong PIN; {n} more try before you have to wait.",
        many="wrong PIN; {n} more tries before you have to wait.",
        n=left,
        where="PIN",
    )


def _dead(person: Person) -> NotPermitted:
    return NotPermitted(
        "{most} wrong PINs in a row: this PIN is not taken any more; the head and one other have to set a new one.",
        most=MOST,
        where=person.name,
    )


def _delay(wrong: int) -> timedelta:
    """After the fifth wrong PIN in a row and further ones."""
    return DELAYS[min(wrong - FREE_TRIES, len(DELAYS) - 1)]


def _entry(person: Person) -> str:
    return f"tries {person.id}"


def _text(tries: Tries) -> str:
    until = tries.locked_until.isoformat() if tries.locked_until else "-"
    return f"{tries.wrong} {until} {'-' if tries.uptime is None else tries.uptime}"


def _read(text: str) -> Tries:
    """What was put; no tries for what was not put by this program."""
    try:
        wrong, until, uptime = text.split()
        tries = Tries(wrong=int(wrong))
        tries = replace(tries, locked_until=datetime.fromisoformat(until)) if until != "-" else tries
        return replace(tries, uptime=float(uptime)) if uptime != "-" else tries
    except ValueError:
        return Tries()


def _shown(moment: datetime) -> str:
    """The minute after which `moment` has surely passed."""
    return show_datetime(moment + timedelta(seconds=59))


SHORTEST = 6
FOR_APPROVERS = 8
"""The shortest PIN of whoever may approve."""
LONGEST = 12

# argon2id above the OWASP minimum: some 100 to 200 ms on an office PC, off the window's thread.
PASSES = 3
MEMORY_KIB = 65_536
LANES = 1
_MOST_KIB, _MOST_PASSES = 1_048_576, 20
"""No wrapped key asks for more: a row that was tampered with must not hold up the PC."""

_DATE_FORMS = ("%d%m%y", "%y%m%d", "%d%m%Y", "%Y%m%d", "%m%Y", "%Y%m")
_FAMOUS = frozenset({"112358", "314159", "271828", "161803", "520131", "131452", "5201314", "113114", "114115"})
_WRAPPED = re.compile(
    r"\$page-studio\$m=(\d{1,8}),t=(\d{1,3}),p=(\d{1,2})\$([0-9a-f]{32})\$([0-9a-f]{24})([0-9a-f]{96})"
)


def default_hasher() -> PasswordHasher:
    """What a PIN costs in this application; a key that was wrapped at another cost still opens."""
    return PasswordHasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=LANES, type=Type.ID)


def hasher_of_samples() -> PasswordHasher:
    """For the PIN of sample people, which everybody knows; at its first use their keys are wrapped at the full cost."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1, type=Type.ID)


@dataclass(frozen=True, slots=True)
class Cost:
    """Of argon2id: KiB of memory, passes, lanes."""

    memory: int
    passes: int
    lanes: int


def cost_of(hasher: PasswordHasher) -> Cost:
    return Cost(hasher.memory_cost, hasher.time_cost, hasher.parallelism)


def wrap(seed: bytes, pin: str, person: str, secret: bytes | None, cost: Cost) -> str:
    """The seed of a signing key (32 bytes) so that only that person's PIN opens it."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # not before the first paint

    salt, nonce = os.urandom(16), os.urandom(12)
    key = _derived(pin, person, secret, salt, cost)
    kept = AESGCM(key).encrypt(nonce, seed, _bound(person))
    head = f"$page-studio$m={cost.memory},t={cost.passes},p={cost.lanes}$"
    return f"{head}{salt.hex()}${nonce.hex()}{kept.hex()}"


def unwrap(kept: str, pin: str, person: str, secret: bytes | None) -> bytes | None:
    """The seed; None when the PIN is another, or the text was damaged."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    found = _WRAPPED.fullmatch(kept)
    cost = cost_of_wrapped(kept)
    if found is None or cost is None:
        return None
    key = _derived(pin, person, secret, bytes.fromhex(found[4]), cost)
    try:
        return AESGCM(key).decrypt(bytes.fromhex(found[5]), bytes.fromhex(found[6]), _bound(person))
    except InvalidTag:
        return None


def is_wrapped(kept: str) -> bool:
    """Whether this is a wrapped key, not a hash of before there were keys."""
    return kept.startswith("$page-studio$")


def cost_of_wrapped(kept: str) -> Cost | None:
    """What opening it costs; None for what this program would never have written."""
    found = _WRAPPED.fullmatch(kept)
    if found is None:
        return None
    cost = Cost(int(found[1]), int(found[2]), int(found[3]))
    fits = 8 * cost.lanes <= cost.memory <= _MOST_KIB and 1 <= cost.passes <= _MOST_PASSES and cost.lanes >= 1
    return cost if fits else None


def matches(hasher: PasswordHasher, pin_hash: str, pin: str) -> bool:
    """Whether `pin` is the one behind a hash of before there were keys; False for a damaged one."""
    try:
        return hasher.verify(pin_hash, pin)
    except (VerificationError, InvalidHashError):
        return False


def _derived(pin: str, person: str, secret: bytes | None, salt: bytes, cost: Cost) -> bytes:
    peppered = hmac.new(secret or b"", canonical_json([person, pin]), hashlib.sha256).digest()
    return hash_secret_raw(peppered, salt, cost.passes, cost.memory, cost.lanes, 32, Type.ID)


def _bound(person: str) -> bytes:
    return canonical_json(["page-studio signing key", person])


def require_good(pin: str, *, approves: bool = False) -> None:
    """Raise BadInput, naming the reason, when `pin` is one of those tried first by whoever guesses."""
    shortest = FOR_APPROVERS if approves else SHORTEST
    if not (pin.isascii() and pin.isdigit() and shortest <= len(pin) <= LONGEST):
        who, who_en = ("mã PIN của người duyệt", "the PIN of an approver") if approves else ("mã PIN", "a PIN")
        raise BadInput(
            "{who} has {shortest} to {longest} digits.",
            shortest=shortest,
            longest=LONGEST,
            who=Bilingual(who, who_en),
            where="PIN",
        )
    if _patterned(pin) or pin in _FAMOUS:
        raise BadInput(
            "this PIN is too easy to guess (repeated, consecutive, mirrored or a path on the keys); choose another.",
            where="PIN",
        )
    if _is_date(pin):
        raise BadInput("this PIN looks like a birthday or a year and is easy to guess; choose another.", where="PIN")


def _patterned(pin: str) -> bool:
    return _few(pin) or _repeats(pin) or _runs(pin) or _mirrored(pin) or _stepped(pin) or _on_the_keys(pin)


def _few(pin: str) -> bool:
    """``122121``: two digits alone."""
    return len(set(pin)) < 3


def _repeats(pin: str) -> bool:
    """``000000``, ``121212``, ``123123``, and ``112233``-like pairs."""
    if any(pin == (pin[:size] * len(pin))[: len(pin)] for size in range(1, len(pin) // 2 + 1)):
        return True
    return len(pin) % 2 == 0 and pin[::2] == pin[1::2]


def _runs(pin: str) -> bool:
    """``123456``, ``987654``, ``135791``: one step all the way, around 9→0 too."""
    return len({(int(b) - int(a)) % 10 for a, b in pairwise(pin)}) == 1


def _mirrored(pin: str) -> bool:
    """``123321``, ``258852``."""
    return pin == pin[::-1]


def _stepped(pin: str) -> bool:
    """``102030``, ``121314``, ``100200300``: groups of two to four digits with one step between them."""
    for size in (2, 3, 4):
        groups = [int(pin[at : at + size]) for at in range(0, len(pin), size)]
        if len(pin) % size == 0 and len(groups) > 2 and len({b - a for a, b in pairwise(groups)}) == 1:
            return True
    return False


def _on_the_keys(pin: str) -> bool:
    """``147258``, ``789456``, ``159753``, ``14725836``: lines of the number keys, or runs of three or four, one after
    another."""
    for size in (3, 4):
        groups = [pin[at : at + size] for at in range(0, len(pin), size)]
        whole = [group for group in groups if len(group) == size]
        if len(whole) > 1 and all(_runs(group) for group in groups if len(group) > 1):
            return True
    return False


def _is_date(pin: str) -> bool:
    return any(_reads(pin, form) for form in _DATE_FORMS) or _years(pin)


def _years(pin: str) -> bool:
    """``19902015``: nothing but years."""
    years = [int(pin[at : at + 4]) for at in range(0, len(pin), 4)]
    return len(pin) % 4 == 0 and all(1900 <= year <= 2099 for year in years)


def _reads(pin: str, form: str) -> bool:
    if len(pin) != (len(form) // 2) * 2 + 2 * form.count("%Y"):
        return False
    try:
        year = datetime.strptime(pin, form).year  # noqa: DTZ007 - only whether it reads as a day
    except ValueError:
        return False
    return 1900 <= year <= 2100

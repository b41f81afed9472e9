"""How often a PIN may be guessed.

A wrong try is counted before the PIN is looked at, in the store and in the vault; the higher count holds, so that
deleting a row gives no further try. A wait is measured by the clock and by how long the PC has been running, whichever
ends later, so that setting the clock forward ends none; and after `MOST` wrong ones in a row no time helps.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from studio.clock import Clock, show_datetime
from studio.errors import NotPermitted
from studio.people.model import Person, Tries, Vault

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
            raise NotPermitted(
                f"nhập sai mã PIN quá nhiều lần; hãy thử lại sau {_shown(until)}.",
                f"too many wrong PINs; try again after {_shown(until)}.",
                where=person.name,
            )
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
            f"sai mã PIN {tries.wrong} lần liền; hãy thử lại sau {until}.",
            f"{tries.wrong} wrong PINs in a row; try again after {until}.",
            where="PIN",
        )
    left = FREE_TRIES - tries.wrong
    return NotPermitted(
        f"sai mã PIN; còn {left} lần thử trước khi phải chờ.",
        f"wrong PIN; {left} more tries before you have to wait.",
        where="PIN",
    )


def _dead(person: Person) -> NotPermitted:
    return NotPermitted(
        f"mã PIN đã bị nhập sai {MOST} lần liền nên không dùng được nữa; "
        "lãnh đạo và một người khác cần đặt lại mã PIN.",
        f"{MOST} wrong PINs in a row: this PIN is not taken any more; the head and one other have to set a new one.",
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

"""What a PIN must be, and how it is kept."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import Type

from studio.errors import BadInput

SHORTEST = 6
LONGEST = 12

# argon2id within the OWASP minimum (19 MiB, 2 passes, 1 lane): some 30 ms on a slow office PC.
PASSES = 2
MEMORY_KIB = 19_456
LANES = 1

_DATE_FORMS = ("%d%m%y", "%y%m%d", "%d%m%Y", "%Y%m%d")


def default_hasher() -> PasswordHasher:
    """The hasher of the application; one with other parameters still verifies its hashes."""
    return PasswordHasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=LANES, type=Type.ID)


def matches(hasher: PasswordHasher, pin_hash: str, pin: str) -> bool:
    """Whether `pin` is the one behind `pin_hash`; False for a damaged hash."""
    try:
        return hasher.verify(pin_hash, pin)
    except (VerificationError, InvalidHashError):
        return False


def require_good(pin: str) -> None:
    """Raise BadInput, naming the reason, when `pin` is one of those tried first by whoever guesses."""
    if not (pin.isascii() and pin.isdigit() and SHORTEST <= len(pin) <= LONGEST):
        raise BadInput(
            f"mã PIN phải gồm {SHORTEST} đến {LONGEST} chữ số.",
            f"a PIN has {SHORTEST} to {LONGEST} digits.",
            where="PIN",
        )
    if _repeats(pin) or _runs(pin):
        raise BadInput(
            "mã PIN này quá dễ đoán (số lặp lại hoặc liên tiếp); hãy chọn dãy số khác.",
            "this PIN is too easy to guess (repeated or consecutive digits); choose another.",
            where="PIN",
        )
    if _is_date(pin):
        raise BadInput(
            "mã PIN này trông như ngày sinh, dễ bị đoán; hãy chọn dãy số khác.",
            "this PIN looks like a birthday and is easy to guess; choose another.",
            where="PIN",
        )


def _repeats(pin: str) -> bool:
    """``000000``, ``121212``, ``123123``, and ``112233``-like pairs."""
    if any(pin == (pin[:size] * len(pin))[: len(pin)] for size in range(1, len(pin) // 2 + 1)):
        return True
    pairs = pin[::2]
    return pairs == pin[1::2] and (_runs(pairs) or len(set(pairs)) == 1)


def _runs(pin: str) -> bool:
    """``123456``, ``987654``, ``135791``: one step all the way, around 9→0 too."""
    return len({(int(b) - int(a)) % 10 for a, b in pairwise(pin)}) == 1


def _is_date(pin: str) -> bool:
    return any(_reads(pin, form) for form in _DATE_FORMS)


def _reads(pin: str, form: str) -> bool:
    if len(pin) != (8 if "%Y" in form else 6):
        return False
    try:
        year = datetime.strptime(pin, form).year  # noqa: DTZ007 - only whether it reads as a day
    except ValueError:
        return False
    return 1900 <= year <= 2100

"""People of the unit: who they are, what they may do, and that it is really them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from difflib import get_close_matches

from argon2 import PasswordHasher

from studio.clock import Clock, show_datetime
from studio.errors import BadInput, NotFound, NotPermitted, Refused
from studio.people import pin as pins
from studio.people.model import Person, Role
from studio.people.ports import PeopleRepository, Tries
from studio.people.signed_in import SignedIn, SignIns
from studio.phrase import Phrase
from studio.text import fold, length, nfc, squeeze

FREE_TRIES = 5
DELAYS = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 240))
"""How long no PIN is taken after the fifth wrong one in a row, the sixth …; the last value stays."""
KEPT_ROLES = (Role.TECHNICAL, Role.HEAD)
"""Roles whose last active holder may not go: nobody could set things right afterwards."""
ROLE_NAMES = {
    Role.AUTHOR: Phrase("người soạn", "author"),
    Role.APPROVER: Phrase("người duyệt", "approver"),
    Role.PUBLISHER: Phrase("người đăng", "publisher"),
    Role.HEAD: Phrase("lãnh đạo", "head"),
    Role.TRAINER: Phrase("người hướng dẫn", "trainer"),
    Role.TECHNICAL: Phrase("kỹ thuật", "technical"),
}


class People:
    """The people of one profile."""

    def __init__(
        self, repo: PeopleRepository, clock: Clock, *, ids: Callable[[], str], hasher: PasswordHasher | None = None
    ) -> None:
        self._repo = repo
        self._clock = clock
        self._ids = ids
        self._hasher = hasher or pins.default_hasher()
        self._sign_ins = SignIns()

    def list(self, *, active_only: bool = False) -> tuple[Person, ...]:
        """Everyone, by name."""
        return tuple(p for p in self._repo.all() if p.active or not active_only)

    def get(self, name_or_id: str) -> Person:
        """By id or by name (case and accents do not matter). Raises NotFound."""
        people = self._repo.all()
        wanted = _key(name_or_id)
        found = next((p for p in people if p.id == name_or_id or _key(p.name) == wanted), None)
        if found is None:
            near = get_close_matches(wanted, [_key(p.name) for p in people], n=1)
            hint = next((p.name for p in people if near and _key(p.name) == near[0]), "")
            raise NotFound(
                f"không có người nào tên “{name_or_id}”; "
                + (f"có phải “{hint}”?" if hint else "hãy thêm người trước."),
                f"there is nobody called “{name_or_id}”; " + (f"did you mean “{hint}”?" if hint else "add them first."),
            )
        return found

    def add(self, name: str, roles: Iterable[Role], pin: str) -> Person:
        """Add a person. Raises BadInput for a name, role or PIN that will not do."""
        name, held = _name(name), _roles(roles)
        pins.require_good(pin)
        hashed = self._hasher.hash(pin)
        with self._repo.transaction():
            self._require_free(name)
            person = Person(id=self._ids(), name=name, roles=held, pin_hash=hashed)
            self._repo.save(person)
        return person

    def rename(self, name_or_id: str, name: str) -> Person:
        """Give a person another name. Raises BadInput."""
        name = _name(name)
        with self._repo.transaction():
            person = self.get(name_or_id)
            self._require_free(name, besides=person.id)
            return self._save(replace(person, name=name))

    def set_roles(self, name_or_id: str, roles: Iterable[Role]) -> Person:
        """Replace a person's roles. Raises Refused when the last holder would lose a kept role."""
        held = _roles(roles)
        with self._repo.transaction():
            person = self.get(name_or_id)
            self._require_others(person, person.roles - held)
            return self._save(replace(person, roles=held))

    def deactivate(self, name_or_id: str) -> Person:
        """Let a person do nothing any more; their name stays in all records. Raises Refused for the last one."""
        with self._repo.transaction():
            person = self.get(name_or_id)
            if not person.active:
                return person
            self._require_others(person, person.roles)
            return self._save(replace(person, active=False))

    def reactivate(self, name_or_id: str) -> Person:
        """Let a deactivated person work again."""
        with self._repo.transaction():
            return self._save(replace(self.get(name_or_id), active=True))

    def set_pin(self, name_or_id: str, pin: str) -> Person:
        """Give a person a new PIN and forget the wrong tries. Raises BadInput."""
        pins.require_good(pin)
        hashed = self._hasher.hash(pin)
        with self._repo.transaction():
            person = self.get(name_or_id)
            self._repo.set_tries(person.id, Tries())
            self._sign_ins.end_all(person.id)
            return self._save(replace(person, pin_hash=hashed))

    def change_pin(self, name_or_id: str, old: str, new: str) -> Person:
        """A person's own change of PIN. Raises NotPermitted (old one wrong) or BadInput."""
        return self.set_pin(self.verify_pin(name_or_id, old).id, new)

    def verify_pin(self, person: Person | str, pin: str) -> Person:
        """Return the person as stored when the PIN is theirs.

        Raises NotPermitted with the tries left or the waiting time. Never call it inside a transaction:
        the wrong try is counted before the PIN is looked at, and has to outlive whatever fails afterwards.
        """
        found = self.require_active(person)
        tries = self._count_try(found)
        if not pins.matches(self._hasher, found.pin_hash, pin):
            raise _wrong_pin(tries)
        with self._repo.transaction():
            self._repo.set_tries(found.id, Tries())
            if self._hasher.check_needs_rehash(found.pin_hash):
                found = self._save(replace(found, pin_hash=self._hasher.hash(pin)))
        return found

    def sign_in(self, person: Person | str, pin: str) -> SignedIn:
        """What a person works with after giving their PIN once. Raises as `verify_pin` does."""
        return self._sign_ins.begin(self.verify_pin(person, pin).id)

    def sign_out(self, signed: SignedIn) -> None:
        """Let the value count no more."""
        self._sign_ins.end(signed)

    def acting(self, signed: SignedIn, *roles: Role) -> Person:
        """Who acts, as stored: active, signed in, and holding one of `roles` where any are named. Raises NotPermitted.

        The one guard of every service that writes without asking for the PIN anew.
        """
        person = self._sign_ins.require(signed)
        return self.require(person, *roles) if roles else self.require_active(person)

    def require(self, person: Person | str, *roles: Role) -> Person:
        """Return the person as stored if active and holding at least one of `roles`. Raises NotPermitted."""
        found = self.require_active(person)
        if not found.roles.intersection(roles):
            vi = " hoặc ".join(ROLE_NAMES[r].vi for r in roles)
            en = " or ".join(ROLE_NAMES[r].en for r in roles)
            raise NotPermitted(
                f"{found.name} không có vai trò {vi}; hãy nhờ người có vai trò đó.",
                f"{found.name} does not hold the role {en}; ask someone who does.",
            )
        return found

    def require_active(self, person: Person | str) -> Person:
        """Return the person as stored if still active. Raises NotFound, NotPermitted."""
        found = self.get(person.id if isinstance(person, Person) else person)
        if not found.active:
            raise NotPermitted(
                f"{found.name} đã ngừng hoạt động; hãy chọn người khác.",
                f"{found.name} is deactivated; choose someone else.",
            )
        return found

    def _count_try(self, person: Person) -> Tries:
        now = self._clock.now()
        with self._repo.transaction():
            before = self._repo.tries(person.id)
            until = _locked_until(before, now)
            wrong = before.wrong if until else before.wrong + 1
            locked = until or (now + _delay(wrong) if wrong >= FREE_TRIES else None)
            tries = Tries(wrong=wrong, locked_until=locked)
            self._repo.set_tries(person.id, tries)
        if until is not None:
            raise NotPermitted(
                f"nhập sai mã PIN quá nhiều lần; hãy thử lại sau {_shown(until)}.",
                f"too many wrong PINs; try again after {_shown(until)}.",
                where=person.name,
            )
        return tries

    def _require_free(self, name: str, besides: str = "") -> None:
        taken = next((p for p in self._repo.all() if _key(p.name) == _key(name) and p.id != besides), None)
        if taken is not None:
            raise BadInput(
                f"đã có “{taken.name}” (không phân biệt dấu và chữ hoa); hãy thêm cấp bậc hoặc số hiệu để phân biệt.",
                f"“{taken.name}” exists already (accents and case aside); add a rank or number to tell them apart.",
                where=name,
            )

    def _require_others(self, person: Person, lost: Iterable[Role]) -> None:
        if not person.active:
            return
        others = [p for p in self._repo.all() if p.active and p.id != person.id]
        for role in KEPT_ROLES:
            if role in lost and not any(role in p.roles for p in others):
                raise Refused(
                    f"{person.name} là người cuối cùng có vai trò {ROLE_NAMES[role].vi}; "
                    "hãy giao vai trò này cho người khác trước.",
                    f"{person.name} is the last to hold the role {ROLE_NAMES[role].en}; give it to someone else first.",
                )

    def _save(self, person: Person) -> Person:
        self._repo.save(person)
        return person


def _key(name: str) -> str:
    return fold(squeeze(name))


def _name(name: str) -> str:
    name = squeeze(nfc(name))
    if not 2 <= length(name) <= 80 or any(unicodedata.category(c).startswith("C") for c in name):
        raise BadInput(
            "họ tên cần từ 2 đến 80 ký tự, không có ký tự điều khiển.",
            "a name has 2 to 80 characters and no control characters.",
            where=name[:80],
        )
    return name


def _roles(roles: Iterable[Role]) -> frozenset[Role]:
    held = frozenset(roles)
    if not held:
        raise BadInput("hãy chọn ít nhất một vai trò.", "choose at least one role.", where="roles")
    return held


def parse_roles(text: str) -> frozenset[Role]:
    """Read ``author,approver``. Raises BadInput naming the word that is no role."""
    words = [word.strip().lower() for word in text.split(",") if word.strip()]
    for word in words:
        if word not in list(Role):
            allowed = ", ".join(Role)
            raise BadInput(
                f"không có vai trò “{word}”; được phép: {allowed}.",
                f"there is no role “{word}”; allowed: {allowed}.",
                where="roles",
            )
    return _roles(Role(word) for word in words)


def _delay(wrong: int) -> timedelta:
    return DELAYS[min(max(wrong - FREE_TRIES, 0), len(DELAYS) - 1)]


def _locked_until(tries: Tries, now: datetime) -> datetime | None:
    """The end of the lock, or None. Never further away than its delay: the PC's clock may have been turned back."""
    if tries.locked_until is None or tries.locked_until <= now:
        return None
    return min(tries.locked_until, now + _delay(tries.wrong))


def _wrong_pin(tries: Tries) -> NotPermitted:
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


def _shown(moment: datetime) -> str:
    """The minute after which `moment` has surely passed."""
    return show_datetime(moment + timedelta(seconds=59))

"""People of the unit: who they are, what they may do, and that it is really them.

Whoever changes something about a person says who they are and gives their PIN; each act stands in the log and in the
register of keys. Only the people with whom an empty profile begins come free.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from argon2 import PasswordHasher

from studio.clock import Clock, show_datetime
from studio.errors import BadInput, NotFound, NotPermitted, Refused, Untrusted
from studio.logbook import PROGRAM
from studio.people import keys
from studio.people import pin as pins
from studio.people.keys import KeyAct, KeyEvent, holds, public_of, sign
from studio.people.model import IntroducedPerson, NewPerson, Note, NoVault, Person, Role, Vault
from studio.people.pin import Guesses, wrong_pin
from studio.people.present import SignedIn, SignIns, by_itself, is_by_itself, present, vouch, vouched
from studio.people.register import KeyRegister
from studio.phrase import Bilingual, Phrase
from studio.text import fold, length, nfc, squeeze

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.people.storage import StoredPeople

KEPT_ROLES = (Role.TECHNICAL, Role.HEAD)
"""Roles whose last active holder may not go: nobody could set things right afterwards."""
ADMINISTRATORS = (Role.TECHNICAL, Role.HEAD)
"""Who may add people and change what they may do."""
APPROVING = frozenset({Role.APPROVER, Role.HEAD})
ROLE_NAMES = {
    Role.AUTHOR: Phrase("author"),
    Role.APPROVER: Phrase("approver"),
    Role.PUBLISHER: Phrase("publisher"),
    Role.HEAD: Phrase("head"),
    Role.TRAINER: Phrase("trainer"),
    Role.TECHNICAL: Phrase("technical"),
}


def _unlogged(act: str, by: str, data: Mapping[str, Any]) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """A person whose PIN was given, ready to sign."""

    person: Person
    key_id: str
    roles: tuple[str, ...]
    digits: int
    """How many the PIN had."""
    seed: bytes = field(repr=False)

    def sign(self, data: bytes) -> str:
        """The Ed25519 signature, hex."""
        return sign(self.seed, data)


class People:
    """The people of one profile.

    `vault` keeps what must lie outside the store, `note` is the log, `uptime` measures waits beside the clock. In a
    profile that is not `strict` (practice) short PINs do for approvers too, and nobody's approvals wait.
    """

    def __init__(
        self,
        repo: StoredPeople,
        clock: Clock,
        *,
        ids: Callable[[], str],
        hasher: PasswordHasher | None = None,
        vault: Vault | None = None,
        note: Note = _unlogged,
        uptime: Callable[[], float] | None = None,
        strict: bool = True,
    ) -> None:
        self._repo = repo
        self._clock = clock
        self._ids = ids
        self._hasher = hasher or pins.default_hasher()
        self._register = KeyRegister(repo, vault or NoVault())
        self._guesses = Guesses(repo, vault or NoVault(), clock, uptime)
        self._note = note
        self._strict = strict
        self._sign_ins = SignIns()
        self._held = False

    def list(self, *, active_only: bool = False) -> tuple[Person, ...]:
        """Everyone, by name; `active_only`: who may sign in here."""
        return tuple(p for p in self._repo.all() if p.works_here or not active_only)

    def get(self, name_or_id: str) -> Person:
        """By id or by name (case and accents do not matter). Raises NotFound."""
        people = self._repo.all()
        wanted = _key(name_or_id)
        found = next((p for p in people if p.id == name_or_id or _key(p.name) == wanted), None)
        if found is None:
            near = get_close_matches(wanted, [_key(p.name) for p in people], n=1)
            hint = next((p.name for p in people if near and _key(p.name) == near[0]), "")
            raise NotFound(
                "there is nobody called “{name_or_id}”; {what}",
                name_or_id=name_or_id,
                what=Phrase("did you mean “{hint}”?", hint=hint) if hint else Phrase("add them first."),
            )
        return found

    def found(self, people: Sequence[NewPerson]) -> tuple[Person, ...]:
        """The people with whom a unit begins, at least one head among them, each with a PIN of their own.

        The one act that nobody has to allow. Raises Refused where there are people already, BadInput.
        """
        head = next((new for new in people if Role.HEAD in new.roles), None)
        if head is None:
            raise BadInput("at least one head is needed.", where="roles")
        if self._strict and len({new.pin for new in people}) < len(people):
            raise _same_pin()
        with self._repo.transaction(), by_itself("nobody has to allow the first people of an empty profile"):
            if self._repo.all():
                raise Refused(
                    "this workspace has people already; the head or a technical officer adds others under "
                    "Settings, People."
                )
            self._register.secret(anew=True)
            self._register.events()
            ids = [self._ids() for _ in people]
            first = ids[people.index(head)]
            return tuple(self._made(one, new, KeyAct.FOUNDED, by=first) for one, new in zip(ids, people, strict=True))

    def add(self, name: str, roles: Iterable[Role], new_pin: str, by: str, pin: str) -> Person:
        """Add a person, whose PIN they typed themselves. Raises BadInput for a name, role or PIN that will not do."""
        new = NewPerson(name=name, roles=_roles(roles), pin=new_pin)
        actor = self._administrator(by, pin)
        if self._strict and new_pin == pin:
            raise _same_pin()
        with self._repo.transaction():
            return self._made(self._ids(), new, KeyAct.ADDED, by=actor.id)

    def rename(self, name_or_id: str, name: str, by: str, pin: str) -> Person:
        """Give a person another name. Raises BadInput."""
        name, actor = _name(name), self._administrator(by, pin)
        with self._repo.transaction():
            person = self.get(name_or_id)
            self._require_free(name, besides=person.id)
            return self._changed(KeyAct.RENAMED, replace(person, name=name), actor)

    def set_roles(self, name_or_id: str, roles: Iterable[Role], by: str, pin: str) -> Person:
        """Replace a person's roles. Raises Refused when the last holder would lose a kept role, NotPermitted for who
        would gain by it."""
        held, actor = _roles(roles), self._administrator(by, pin)
        with self._repo.transaction():
            person = _of_here(self.get(name_or_id))
            if person.id == actor.id and held - person.roles:
                raise NotPermitted("nobody gives themselves a right; ask the head or another technical officer.")
            self._require_others(person, person.roles - held)
            if held == person.roles:
                return person
            return self._changed(KeyAct.ROLES, replace(person, roles=held), actor)

    def deactivate(self, name_or_id: str, by: str, pin: str) -> Person:
        """Let a person do nothing any more; their name stays in all records. Raises Refused for the last one."""
        actor = self._administrator(by, pin)
        with self._repo.transaction():
            person = self.get(name_or_id)
            if not person.active:
                return person
            self._require_others(person, person.roles)
            left = self._changed(KeyAct.LEFT, replace(person, active=False), actor)
            self._sign_ins.end_all(person.id)
            return left

    def reactivate(self, name_or_id: str, by: str, pin: str) -> Person:
        """Let a deactivated person work again."""
        actor = self._administrator(by, pin)
        with self._repo.transaction():
            person = self.get(name_or_id)
            return person if person.active else self._changed(KeyAct.BACK, replace(person, active=True), actor)

    def reset_pin(self, name_or_id: str, new_pin: str, head: str, head_pin: str, other: str, other_pin: str) -> Person:
        """Give a person who lost theirs a new PIN, and with it a new key. It takes the head and one other person, with
        their PINs, and never the one who gets it. Raises BadInput, NotPermitted."""
        person = _of_here(self.get(name_or_id))
        lead = self.entitled(head, Role.HEAD)
        witness = self.active(other)
        if len({person.id, lead.id, witness.id}) < 3:
            raise NotPermitted("a PIN is reset by the head and one other, neither of them the one who gets it.")
        pins.require_good(new_pin, approves=self._strict and bool(person.roles & APPROVING))
        if self._strict and new_pin in (head_pin, other_pin):
            raise _same_pin()
        self.verify_pin(lead, head_pin)
        self.verify_pin(witness, other_pin)
        with self._repo.transaction():
            person = self.get(person.id)
            return self._keyed(KeyAct.PIN_RESET, person, new_pin, by=lead.id, witness=witness.id)

    def introduce(self, others: Sequence[IntroducedPerson], by: str, pin: str, of: str = "") -> tuple[Person, ...]:
        """Let what these people of another PC sign count here. Whoever confirms them compared the fingerprint of the
        key that vouches for all of them with what that PC's unit told. `of` is the name of that PC: it stands behind
        the name of somebody who is called like another person.

        Raises BadInput, Refused, NotPermitted.
        """
        actor = self._administrator(by, pin)
        with self._repo.transaction():
            return tuple(self._introduced(one, actor.id, of) for one in others)

    def introduced_by_program(self, others: Sequence[IntroducedPerson], of: str) -> tuple[Person, ...]:
        """The same, for the program itself, to which the department vouched for that PC. Raises BadInput, Refused."""
        with self._repo.transaction():
            return tuple(self._introduced(one, PROGRAM, of) for one in others)

    def _introduced(self, one: IntroducedPerson, by: str, of: str) -> Person:
        known = next((p for p in self._repo.all() if p.id == one.id), None)
        if known is not None and known.here:
            raise Refused("{name} is of this PC.", name=known.name)
        name, held = self._free_name(one, of), _roles(Role(role) for role in one.roles)
        person = Person(id=one.id, name=name, roles=held, pin_hash="")
        line = keys.standing(self._register.events(), one.id)
        if line is not None and (line.public, line.roles, line.active) == (one.public, tuple(sorted(held)), True):
            return person
        self._save(person)
        self._register.add(KeyAct.INTRODUCED, person, self._clock.now(), by=by, public=one.public)
        self._log(KeyAct.INTRODUCED, person, by, "")
        return person

    def _free_name(self, one: IntroducedPerson, of: str) -> str:
        """What somebody of another PC is called here. Raises BadInput where nothing tells them from another person."""
        taken = {_key(each.name) for each in self._repo.all() if each.id != one.id}
        for name in (one.name, f"{one.name} · {of}", f"{one.name} · {one.id[:6]}"):
            if _key(name) not in taken:
                return _name(name)
        self._require_free(one.name, besides=one.id)
        return _name(one.name)

    def introduced_until(self, person: str) -> datetime | None:
        """Until when approvals of somebody of another PC wait after they were confirmed here; None: they do not."""
        return keys.introduced_until(self._register.events(), person, self._clock.now()) if self._strict else None

    def introducible(self) -> tuple[IntroducedPerson, ...]:
        """The people of this PC with their public keys, to be confirmed at another one. Raises Untrusted."""
        here = {person.id for person in self._repo.all() if person.here}
        lines = keys.in_force(self._register.events())
        return tuple(
            IntroducedPerson(id=line.person, name=line.name, roles=line.roles, public=line.public)
            for line in lines
            if line.person in here
        )

    def change_pin(self, name_or_id: str, old: str, new: str) -> Person:
        """A person's own change of PIN; their key stays. Raises NotPermitted (old one wrong) or BadInput."""
        person = self.active(name_or_id)
        pins.require_good(new, approves=self._strict and bool(person.roles & APPROVING))
        signer = self.signer(person, old)
        with self._repo.transaction():
            self._note("people", person.id, {"step": "pin_changed", "person": person.id})
            kept = self._wrapped(signer.person, signer.seed, new)
            self._sign_ins.end_all(person.id, but=present())
            return kept

    def confirm_register(self, head: str, head_pin: str, other: str, other_pin: str) -> None:
        """Take the people as they are for the true ones, after a backup was restored. Raises NotPermitted."""
        lead, witness = self.entitled(head, Role.HEAD), self.active(other)
        if lead.id == witness.id:
            raise NotPermitted("this takes the head and one other person.")
        for person, pin in ((lead, head_pin), (witness, other_pin)):
            self._opened(person, pin, self._register.unconfirmed())
        self._register.confirm()
        with self._repo.transaction():
            self._changed(KeyAct.CONFIRMED, lead, lead, witness=witness.id)

    def verify_pin(self, person: Person | str, pin: str) -> Person:
        """Return the person as stored when the PIN is theirs.

        Raises NotPermitted with the tries left or the waiting time, Untrusted when who they are was altered in the
        store. Never call it inside a transaction: the wrong try is counted before the PIN is looked at, and has to
        outlive whatever fails afterwards.
        """
        return self.signer(person, pin).person

    @by_itself("whoever gives a PIN, the try is counted")
    def signer(self, person: Person | str, pin: str) -> Signer:
        """The person with their opened key. Raises as `verify_pin` does."""
        found = self.active(person)
        return self._opened(found, pin, self._register.begin(self._repo.all(), self._clock.now()))

    def require_settled(self, signer: Signer) -> None:
        """Raise Refused when the person may not approve yet: a PIN too short, or one or rights that others gave them
        less than a day ago."""
        if not self._strict:
            return
        if signer.digits < pins.FOR_APPROVERS:
            raise Refused(
                "whoever approves needs a PIN of {for_approvers} digits or more; change yours (Settings, People), then "
                "approve.",
                for_approvers=pins.FOR_APPROVERS,
                where=signer.person.name,
            )
        until = keys.waits_until(self._register.events(), signer.person.id, self._clock.now())
        if until is not None:
            when = show_datetime(until)
            raise Refused(
                "the PIN or the rights of {name} were just set by others; they can approve from {when}. Ask another "
                "approver, or wait.",
                name=signer.person.name,
                when=when,
                where=signer.person.name,
            )

    def signed_by(
        self, person: str, key: str, roles: Sequence[str], at: datetime, data: bytes, signature: str, *, approves: bool
    ) -> bool:
        """Whether that person, holding those roles, signed `data` with that key at `at`, and could then approve if
        that is what they did. Raises Untrusted."""
        events = self._register.events()
        then = next(
            (
                line
                for line in keys.standings(events, person, at)
                if line.active and line.public and (line.key_id, list(line.roles)) == (key, list(roles))
            ),
            None,
        )
        if then is None:
            return False
        if approves and not (keys.may_approve(roles) and self._rested(events, person, at)):
            return False
        return holds(then.public, data, signature)

    def key_register(self) -> tuple[KeyEvent, ...]:
        """Who held which key with what rights, oldest line first. Raises Untrusted."""
        return self._register.events()

    def waits_until(self, person: str) -> datetime | None:
        """Until when the person's approvals wait because of a PIN or rights that others gave them; None: they do not.
        Raises Untrusted."""
        return keys.waits_until(self._register.events(), person, self._clock.now()) if self._strict else None

    def _rested(self, events: Sequence[KeyEvent], person: str, at: datetime) -> bool:
        waits = keys.waits_until(events, person, at) or keys.introduced_until(events, person, self._clock.now())
        return not self._strict or waits is None

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
        return self.entitled(person, *roles) if roles else self.active(person)

    def require_somebody(self) -> None:
        """Raise NotPermitted unless somebody of this profile is at work here, by their PIN, or the program itself is.

        The store asks it before anything is written. A profile that has nobody yet is set up freely.
        """
        if is_by_itself() or not self._repo.all():
            return
        if not any(self._counts(signed) for signed in self._here()):
            raise NotPermitted("nobody has signed in with a PIN; sign in, then do it again.", where="PIN")

    def doer(self, by: str = "") -> str:
        """The id of who does something: `by`, an id or a name, or with an empty one whoever is at work here; the
        program where nobody has to be. Raises NotFound, NotPermitted for somebody who is not at work here."""
        if by == PROGRAM and is_by_itself():
            return PROGRAM
        if by:
            return self.require_active(by).id
        return next((signed.person for signed in self._here() if self._counts(signed)), PROGRAM)

    def require_here(self, person: str) -> None:
        """Raise NotPermitted where `person` is the id of somebody who is not at work here: nobody else is named in the
        log as the one who acts."""
        if self._held and not is_by_itself() and any(one.id == person for one in self._repo.all()):
            self._at_work(self.get(person))

    def hold_to_sign_in(self) -> None:
        """From now on `require` and `require_active` take nobody for the one who acts but whoever is at work here."""
        self._held = True

    def require(self, person: Person | str, *roles: Role) -> Person:
        """Return the person who acts, as stored, if active and holding at least one of `roles`. Raises NotPermitted."""
        return self._at_work(self.entitled(person, *roles))

    def require_active(self, person: Person | str) -> Person:
        """Return the person who acts, as stored, if still active. Raises NotFound, NotPermitted."""
        return self._at_work(self.active(person))

    def entitled(self, person: Person | str, *roles: Role) -> Person:
        """As `require`, of somebody who need not be at work."""
        found = self.active(person)
        if not found.roles.intersection(roles):
            vi = " hoặc ".join(ROLE_NAMES[r].vi for r in roles)
            en = " or ".join(ROLE_NAMES[r].en for r in roles)
            raise NotPermitted(
                "{name} does not hold the role {what}; ask someone who does.",
                name=found.name,
                what=Bilingual(vi, en),
            )
        return found

    def active(self, person: Person | str) -> Person:
        """As `require_active`, of somebody who need not be at work."""
        found = self.get(person.id if isinstance(person, Person) else person)
        if not found.active:
            raise NotPermitted("{name} is deactivated; choose someone else.", name=found.name)
        return found

    def _at_work(self, person: Person) -> Person:
        """The person, where they have signed in here or gave their PIN for this act."""
        if (
            self._held
            and not is_by_itself()
            and not any(one.person == person.id and self._counts(one) for one in self._here())
        ):
            raise NotPermitted(
                "{name} has not signed in here; let {name} sign in with their PIN.", name=person.name, where=person.name
            )
        return person

    def _here(self) -> tuple[SignedIn, ...]:
        signed = present()
        return vouched() if signed is None else (signed, *vouched())

    def _counts(self, signed: SignedIn) -> bool:
        try:
            self.acting(signed)
        except (NotPermitted, NotFound):
            return False
        return True

    def _administrator(self, by: str, pin: str) -> Person:
        """Who acts on people: technical officer or the head, with their PIN. Raises NotPermitted."""
        return self.verify_pin(self.entitled(by, *ADMINISTRATORS), pin)

    @by_itself("whoever gives a PIN, the try is counted")
    def _opened(self, found: Person, pin: str, events: Sequence[KeyEvent]) -> Signer:
        """What `signer` does, against these lines of the register."""
        _of_here(found)
        line = keys.standing(events, found.id)
        if line is None or (line.name, line.roles, line.active) != (
            found.name,
            tuple(sorted(found.roles)),
            found.active,
        ):
            raise _not_as_kept(found)
        tries = self._guesses.count(found)
        seed = self._seed(found, pin, line)
        bare = self._bare_seed(found, pin, line) if seed is None else None
        seed = seed or bare
        if seed is None:
            raise wrong_pin(tries)
        with self._repo.transaction():
            self._guesses.forget(found)
            if not line.public:
                found, line = self._enrolled(found, pin, seed)
            elif bare or pins.cost_of_wrapped(found.pin_hash) != pins.cost_of(self._hasher):
                found = self._wrapped(found, seed, pin)
        vouch(self._sign_ins.known(found.id))
        return Signer(person=found, key_id=line.key_id, roles=line.roles, digits=len(pin), seed=seed)

    def _seed(self, found: Person, pin: str, line: KeyEvent) -> bytes | None:
        """The key that the PIN opens; None for a wrong PIN. Raises Untrusted when it is not the person's."""
        if not line.public:  # of before there were keys
            if pins.is_wrapped(found.pin_hash):
                raise _not_as_kept(found)
            return os.urandom(32) if pins.matches(self._hasher, found.pin_hash, pin) else None
        seed = pins.unwrap(found.pin_hash, pin, found.id, self._register.secret())
        if seed is not None and public_of(seed) != line.public:
            raise _not_as_kept(found)
        return seed

    def _bare_seed(self, found: Person, pin: str, line: KeyEvent) -> bytes | None:
        """The key that the PIN alone opens, wrapped before a keyring came to this PC; only the person's own counts."""
        if not line.public or self._register.secret() is None:
            return None
        seed = pins.unwrap(found.pin_hash, pin, found.id, None)
        return seed if seed is not None and public_of(seed) == line.public else None

    def _enrolled(self, person: Person, pin: str, seed: bytes) -> tuple[Person, KeyEvent]:
        """Give a person of before there were keys theirs, now that the PIN is at hand."""
        kept = self._wrapped(person, seed, pin)
        now = self._clock.now()
        return kept, self._register.add(KeyAct.KEY_MADE, kept, now, by=kept.id, public=public_of(seed))

    def _made(self, id: str, new: NewPerson, act: KeyAct, *, by: str) -> Person:
        """Store a new person with their key; joins the caller's transaction."""
        name, held = _name(new.name), _roles(new.roles)
        pins.require_good(new.pin, approves=self._strict and bool(held & APPROVING))
        self._require_free(name)
        person = Person(id=id, name=name, roles=held, pin_hash="")
        return self._keyed(act, person, new.pin, by=by)

    def _keyed(self, act: KeyAct, person: Person, pin: str, *, by: str, witness: str = "") -> Person:
        """Give the person a new key for that PIN; what they began with the old one is over."""
        seed = os.urandom(32)
        person = self._wrapped(person, seed, pin)
        self._guesses.forget(person)
        self._sign_ins.end_all(person.id)
        self._register.add(act, person, self._clock.now(), by=by, public=public_of(seed), witness=witness)
        self._log(act, person, by, witness)
        return person

    def _wrapped(self, person: Person, seed: bytes, pin: str) -> Person:
        kept = pins.wrap(seed, pin, person.id, self._register.secret(), pins.cost_of(self._hasher))
        return self._save(replace(person, pin_hash=kept))

    def _changed(self, act: KeyAct, person: Person, actor: Person, *, witness: str = "") -> Person:
        """Store the person as they are from now on; their key stays."""
        line = keys.standing(self._register.events(), person.id)
        public = line.public if line else ""
        self._register.add(act, person, self._clock.now(), by=actor.id, public=public, witness=witness)
        self._log(act, person, actor.id, witness)
        return self._save(person)

    def _log(self, act: KeyAct, person: Person, by: str, witness: str) -> None:
        facts: dict[str, Any] = {"step": str(act), "person": person.id, "roles": sorted(person.roles)}
        self._note("people", by, facts | ({"witness": witness} if witness else {}))

    def _require_free(self, name: str, besides: str = "") -> None:
        taken = next((p for p in self._repo.all() if _key(p.name) == _key(name) and p.id != besides), None)
        if taken is not None:
            raise BadInput(
                "“{name}” exists already (accents and case aside); add a rank or number to tell them apart.",
                name=taken.name,
                where=name,
            )

    def _require_others(self, person: Person, lost: Iterable[Role]) -> None:
        if not person.active:
            return
        others = [p for p in self._repo.all() if p.active and p.here and p.id != person.id]
        for role in KEPT_ROLES:
            if role in lost and not any(role in p.roles for p in others):
                raise Refused(
                    "{name} is the last to hold the role {role}; give it to someone else first.",
                    name=person.name,
                    role=ROLE_NAMES[role],
                )

    def _save(self, person: Person) -> Person:
        self._repo.save(person)
        return person


def _key(name: str) -> str:
    return fold(squeeze(name))


def _name(name: str) -> str:
    name = squeeze(nfc(name))
    if not 2 <= length(name) <= 80 or any(unicodedata.category(c).startswith("C") for c in name):
        raise BadInput("a name has 2 to 80 characters and no control characters.", where=name[:80])
    return name


def _roles(roles: Iterable[Role]) -> frozenset[Role]:
    held = frozenset(roles)
    if not held:
        raise BadInput("choose at least one role.", where="roles")
    return held


def parse_roles(text: str) -> frozenset[Role]:
    """Read ``author,approver``. Raises BadInput naming the word that is no role."""
    words = [word.strip().lower() for word in text.split(",") if word.strip()]
    for word in words:
        if word not in list(Role):
            allowed = ", ".join(Role)
            raise BadInput("there is no role “{word}”; allowed: {allowed}.", word=word, allowed=allowed, where="roles")
    return _roles(Role(word) for word in words)


def _of_here(person: Person) -> Person:
    """The person, who has a PIN at this PC. Raises Refused for somebody of another one."""
    if not person.here:
        raise Refused(
            "{name} works at another PC, and signs in, gets rights and a PIN there.",
            name=person.name,
            where=person.name,
        )
    return person


def _same_pin() -> BadInput:
    return BadInput("each person needs a PIN of their own, which they chose themselves.", where="PIN")


def _not_as_kept(person: Person) -> Untrusted:
    return Untrusted(
        "what is kept about {name} (roles, PIN or key) was altered outside the app; tell the head.",
        name=person.name,
        where=person.name,
    )

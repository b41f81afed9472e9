"""Putting something before the head of the unit, and the head's yes or no."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from studio.clock import Clock
from studio.errors import BadInput, NotFound, NotPermitted, Refused
from studio.events import Publish, silent
from studio.people.model import Role
from studio.people.service import People
from studio.phrase import Phrase
from studio.signoffs.model import SignOff
from studio.text import length, nfc, squeeze

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.signoffs.storage import StoredSignOffs

Note = Callable[[str, str, Mapping[str, Any]], None]
"""Writes a line of the log: act, person, and what it concerns."""


Scan = Callable[[str], Phrase | None]
"""What a text gives away of a citizen, or of a secret; None when nothing."""


LONGEST_NOTE = 500
_ACT = "signoff"


class SignOffs:
    """`by` is the id of a person; every act raises a StudioError with the reason."""

    def __init__(
        self,
        repo: StoredSignOffs,
        people: People,
        clock: Clock,
        *,
        ids: Callable[[], str],
        note: Note,
        publish: Publish = silent,
        scan: Scan = lambda text: None,
    ) -> None:
        self._repo = repo
        self._people = people
        self._clock = clock
        self._ids = ids
        self._note = note
        self._publish = publish
        self._scan = scan
        self._present: dict[str, Callable[[str], str]] = {}

    def hold_to(self, kind: str, present: Callable[[str], str]) -> None:
        """`present` gives the digest of a subject of that kind as it is now: whoever decides sees that, so the head
        agrees only while it is what was submitted."""
        self._present[kind] = present

    # Reading

    def get(self, id: str) -> SignOff:
        """Raises NotFound."""
        found = self._repo.get(id)
        if found is None:
            raise NotFound("there is no such submission any more; open the list again.")
        return found

    def of(self, kind: str, subject: str) -> tuple[SignOff, ...]:
        """Every submission of one thing, newest first."""
        return self._repo.of(kind, subject)

    def latest(self, kind: str, subject: str) -> SignOff | None:
        """The last submission of one thing, decided or not, whatever became of its content since."""
        return next(iter(self._repo.of(kind, subject)), None)

    def standing(self, kind: str, subject: str, digest: str) -> SignOff | None:
        """The head's agreement to exactly this content; None while there is none."""
        last = self.latest(kind, subject)
        return last if last is not None and last.agreed and last.digest == digest else None

    def open(self) -> tuple[SignOff, ...]:
        """What waits for the head, the longest wait first."""
        return self._repo.undecided()

    # Acting

    def submit(self, kind: str, subject: str, digest: str, by: str, pin: str, note: str = "") -> SignOff:
        """Put a content before the head; it takes the place of what was submitted of the same thing before.

        Raises NotPermitted, BadInput, or Refused when this very content waits or is agreed to already.
        """
        person = self._people.verify_pin(by, pin)
        signoff = SignOff(
            id=self._ids(),
            kind=kind,
            subject=subject,
            digest=digest,
            by=person.id,
            at=self._clock.now(),
            note=self._tidied(note),
        )
        with self._repo.transaction():
            self._require_new(kind, subject, digest)
            self._repo.save(signoff)
            self._note(_ACT, person.id, {"step": "submitted", **_facts(signoff)})
        self._publish("approval.submitted", kind=kind, subject=subject, signoff=signoff.id)
        return signoff

    def decide(self, id: str, by: str, pin: str, *, agree: bool, note: str = "") -> SignOff:
        """The head's yes, or no with a reason. Raises NotPermitted, NotFound, BadInput, Refused.

        Whoever submitted it cannot decide, be it the head; and nobody agrees to what was changed since.
        """
        self._people.require(self._people.verify_pin(by, pin).id, Role.HEAD)
        said = self._tidied(note)
        if not agree and not said:
            raise BadInput("when you return it, say what has to be changed.", where="note")
        with self._repo.transaction():
            person = self._people.require(by, Role.HEAD)  # again: the role may have gone while the PIN was looked at
            former = self.get(id)
            self._require_open(former)
            if former.by == person.id:
                raise NotPermitted("{name} submitted this and cannot decide on it; ask another head.", name=person.name)
            if agree:
                self._require_unchanged(former)
            decided = replace(
                former, agreed=agree, decided_by=person.id, decided_at=self._clock.now(), decision_note=said
            )
            self._repo.save(decided)
            self._note(_ACT, person.id, {"step": "agreed" if agree else "returned", **_facts(decided)})
        self._publish("approval.decided", kind=decided.kind, subject=decided.subject, signoff=decided.id)
        return decided

    def _tidied(self, note: str) -> str:
        """`note` on one line. Raises BadInput for one that is too long, or gives a citizen or a secret away."""
        note = squeeze(nfc(note))
        if length(note) > LONGEST_NOTE:
            raise BadInput(
                "the remark has {length} characters, at most {longest_note}; shorten it.",
                length=length(note),
                longest_note=LONGEST_NOTE,
                where="note",
            )
        found = self._scan(note)
        if found is not None:
            raise BadInput("{found} Remarks are kept for good; put it in general terms.", found=found, where="note")
        return note

    def _require_new(self, kind: str, subject: str, digest: str) -> None:
        last = self.latest(kind, subject)
        if last is None or last.digest != digest:
            return
        if last.open:
            raise Refused(
                "exactly this content was submitted and waits for the head; there is no need to submit it again."
            )
        if last.agreed:
            raise Refused("the head has approved exactly this content; submit it again only after a change.")

    def _require_open(self, signoff: SignOff) -> None:
        last = self.latest(signoff.kind, signoff.subject)
        if not signoff.open or last is None or last.id != signoff.id:
            raise Refused("this was decided already, or a newer one was submitted; open the newest.")

    def _require_unchanged(self, signoff: SignOff) -> None:
        present = self._present.get(signoff.kind)
        if present is not None and present(signoff.subject) != signoff.digest:
            raise Refused("it was changed after it was submitted; return it, or wait until it is submitted again.")


def _facts(signoff: SignOff) -> dict[str, str]:
    return {"kind": signoff.kind, "subject": signoff.subject, "digest": signoff.digest}

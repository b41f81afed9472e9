"""The register: opening slips, changing them with a line for it, and keeping evidence. The kinds build on it.

What the register needs: a place to keep slips and files, who works here, and the desk where posts are written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from studio.clock import Clock
from studio.errors import BadInput, Refused
from studio.events import Publish
from studio.people.model import Person
from studio.people.service import People
from studio.phrase import Phrase
from studio.slips import model
from studio.slips.model import Body, Slip, SlipEvidence, SlipKind, TimelineDeed, TimelineEntry

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.slips.storage import StoredSlips

Note = Callable[[str, str, Mapping[str, Any]], None]
"""Writes a line of the log: act, person, and what it concerns (ids, codes and hashes, never a text)."""
Scan = Callable[[str], Phrase | None]
"""What personal or secret thing a text holds, as a sentence; None when it holds none."""


Ours = Callable[[str], str]
"""Name of the page of the registry at an address; empty when none is there."""


class PostDesk(Protocol):
    """What slips ask of posts. Each raises StudioError with the reason."""

    def require_published(self, post_id: str) -> None:
        """Raises Refused when nothing of the post was ever published."""
        ...

    def at_hand(self, post_id: str) -> bool:
        """Whether the post is there, and not in the trash."""
        ...

    def published(self, post_id: str) -> bool:
        """Whether the post is on a page now."""
        ...

    def withdrawn(self, post_id: str) -> bool: ...

    def open_correction(self, post_id: str, by: str) -> str:
        """Open the correction of a published post, linked with it; the id of the draft."""
        ...

    def fill_correction(self, draft: str, by: str, *, wrong: str, right: str) -> None:
        """Write both sentences into the draft, if nobody submitted it yet."""
        ...

    def open_clarification(self, by: str, claim: str) -> str:
        """Open the post that answers a false claim; the id of the draft."""
        ...

    def ask_withdrawal(self, post_id: str, by: str, why: str) -> None:
        """Ask a second person to take the post back; a request that stands already is left as it is."""
        ...


ACT = "slip"
LARGEST = 30 * 2**20
"""Bytes of a piece of evidence."""
B = TypeVar("B", bound=Body)


class SlipRegister:
    """`by` is the id of a person at work; every act raises a StudioError with the reason."""

    def __init__(
        self,
        repo: StoredSlips,
        people: People,
        clock: Clock,
        *,
        ids: Callable[[], str],
        note: Note,
        publish: Publish,
        scan: Scan,
    ) -> None:
        self.repo = repo
        self._people = people
        self._clock = clock
        self._ids = ids
        self._note = note
        self._publish = publish
        self._scan = scan

    def now(self) -> datetime:
        return self._clock.now()

    def text(self, value: str, where: str, *, most: int = model.SHORT, needed: bool = True) -> str:
        """`value` on one line and without anything personal. Raises BadInput naming what it holds."""
        tidy = model.text(value, where, most=most, needed=needed)
        found = self._scan(tidy)
        if found is not None:
            raise BadInput(
                "{found} The register keeps no data of citizens and no passwords; put it in general terms.",
                found=found,
                where=where,
            )
        return tidy

    def moment(self, at: datetime, where: str) -> datetime:
        """`at`, which is not to come. Raises BadInput."""
        return model.moment(at, self.now(), where)

    def open(self, kind: SlipKind, body: Body, by: str, news: str, **facts: str) -> Slip:
        """Open a slip and tell `news` of it."""
        person, now = self._people.require_active(by), self.now()
        slip = Slip(id=self._ids(), kind=kind, body=body, opened_by=person.id, opened_at=now, changed_at=now)
        with self.repo.transaction():
            self.repo.put(slip)
            self._line(slip, person, TimelineDeed.OPENED, "")
        self._publish(news, slip=slip.id, **facts)
        return slip

    def change(
        self,
        id: str,
        kind: type[B],
        by: str,
        deed: TimelineDeed,
        change: Callable[[B], B],
        *,
        about: str = "",
        news: str = "",
        **facts: str,
    ) -> Slip:
        """Replace an open slip's body by what `change` makes of it, with a line; nothing changed writes none.

        `news` is told when the change is stored; within a larger act it is left to the caller. Raises Refused when the
        slip is closed or of another kind.
        """
        person = self._people.require_active(by)
        with self.repo.transaction():
            slip = self.get_open(id)
            if not isinstance(slip.body, kind):
                raise Refused("this case is of another kind; open one of the right kind.", where=slip.code)
            body = change(slip.body)
            if body == slip.body:
                return slip
            slip = self._keep(replace(slip, body=body), person, deed, about)
        if news:
            self._publish(news, slip=slip.id, **facts)
        return slip

    def tell(self, news: str, slip: Slip, **facts: str) -> None:
        """Tell what a larger act did, after it is stored."""
        self._publish(news, slip=slip.id, **facts)

    def line(self, id: str, by: str, deed: TimelineDeed, about: str, news: str) -> Slip:
        """Write a line into the timeline of a slip, open or closed."""
        person = self._people.require_active(by)
        with self.repo.transaction():
            slip = self._keep(self.repo.get(id), person, deed, about)
        self._publish(news, slip=slip.id)
        return slip

    def set_closed(self, id: str, by: str, at: datetime | None, news: str) -> Slip:
        """Close a slip, or open it again."""
        person = self._people.require_active(by)
        with self.repo.transaction():
            slip = replace(self.repo.get(id), closed_at=at)
            slip = self._keep(slip, person, TimelineDeed.CLOSED if at is not None else TimelineDeed.REOPENED, "")
        self._publish(news, slip=slip.id)
        return slip

    def add_evidence(
        self, id: str, by: str, name: str, data: bytes, captured_at: datetime | None = None
    ) -> SlipEvidence:
        """Keep a file as it is, with its SHA-256 and when it was captured (now, unless a moment is given).

        Raises BadInput for an empty or too large file, StorageTrouble.
        """
        person, now = self._people.require_active(by), self.now()
        if not 0 < len(data) <= LARGEST:
            raise BadInput(
                "the file is empty or larger than {largest} MB; choose a screenshot.", largest=LARGEST >> 20, where=name
            )
        taken = self.moment(captured_at, "captured_at") if captured_at is not None else now
        named = self._name(name)
        with self.repo.transaction():
            slip = self.get_open(id)
            piece = SlipEvidence(
                sha256=self.repo.keep(data),
                name=named,
                size=len(data),
                captured_at=taken,
                added_at=now,
                added_by=person.id,
            )
            if piece.sha256 in {kept.sha256 for kept in self.repo.evidence(id)}:
                raise Refused("the case already has this file; there is no need to attach it again.", where=named)
            self.repo.add_evidence(id, piece)
            self._keep(slip, person, TimelineDeed.EVIDENCE, piece.sha256)
        self._publish(f"{slip.kind}.captured", slip=slip.id)
        return piece

    def _name(self, name: str) -> str:
        """A file's name without anything personal: what a citizen sent often bears their name or number."""
        tidy = model.text(name, "name", most=120)
        ending = Path(tidy).suffix if Path(tidy).suffix[1:6].isalpha() else ""
        return f"chung-cu{ending[:6]}" if self._scan(re.sub(r"[-_.]", " ", tidy)) is not None else tidy

    def get_open(self, id: str) -> Slip:
        """Raises NotFound, Refused when the slip is closed."""
        slip = self.repo.get(id)
        if slip.closed_at is not None:
            raise Refused("the case is closed; open it again first.", where=slip.code)
        return slip

    def note_purge(self, slip: Slip) -> None:
        self._note(ACT, "program", {"slip": slip.id, "kind": slip.kind, "step": "purged"})

    def _keep(self, slip: Slip, person: Person, deed: TimelineDeed, about: str) -> Slip:
        kept = replace(slip, changed_at=self.now())
        self.repo.put(kept)
        self._line(kept, person, deed, about)
        return kept

    def _line(self, slip: Slip, person: Person, deed: TimelineDeed, about: str) -> None:
        self.repo.add_entry(slip.id, TimelineEntry(at=self.now(), by=person.id, deed=deed, about=about))
        logged = {"slip": slip.id, "kind": slip.kind, "step": deed}
        self._note(ACT, person.id, logged | ({"sha256": about} if deed is TimelineDeed.EVIDENCE else {}))

"""The register as the window, the command line and lessons use it: the four kinds, and what they have in common."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from studio.canonical import sha256
from studio.clock import Clock, local_date
from studio.errors import BadInput, Refused, StudioError
from studio.news import Tell, silent
from studio.paths import write_chosen
from studio.people.service import People
from studio.phrase import Phrase
from studio.slips import package, rules
from studio.slips.corrections import Corrections
from studio.slips.incidents import Incidents
from studio.slips.model import (
    Clarification,
    Impostor,
    ImpostorSite,
    Reporter,
    Slip,
    SlipDecision,
    SlipEvidence,
    SlipKind,
    Source,
    TimelineDeed,
    TimelineEntry,
)
from studio.slips.ports import Note, Ours, PostDesk, Scan
from studio.slips.register import SlipRegister

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.slips.storage import StoredSlips

CLAIM_MOST = 160
"""What the field of the template takes."""


class Clarifications:
    """Steps of one kind of slip."""

    def __init__(self, register: SlipRegister, posts: PostDesk) -> None:
        self._register = register
        self._posts = posts

    def open(self, by: str, *, claim: str, effect: str, source: Source) -> Slip:
        """Open a slip. Raises BadInput."""
        body = Clarification(claim=self._claim(claim), effect=self._effect(effect), source=source)
        return self._register.open(SlipKind.CLARIFICATION, body, by, "clarify.opened")

    def amend(self, id: str, by: str, *, claim: str, effect: str, source: Source) -> Slip:
        """Set the first facts right. Raises BadInput."""
        told, does = self._claim(claim), self._effect(effect)
        return self._register.change(
            id,
            Clarification,
            by,
            TimelineDeed.CHANGED,
            lambda body: replace(body, claim=told, effect=does, source=source),
            news="clarify.changed",
        )

    def assess(
        self,
        id: str,
        by: str,
        *,
        harmful: bool,
        asked_often: bool,
        within_remit: bool,
        decision: SlipDecision,
        reason: str,
    ) -> Slip:
        """Answer the three questions and decide. Raises Refused when the decision does not follow from them."""
        why = self._register.text(reason, "reason", most=rules.LONG)
        _require_sound(decision, worth_it=harmful or asked_often, within_remit=within_remit)
        return self._register.change(
            id,
            Clarification,
            by,
            TimelineDeed.DECIDED,
            lambda body: replace(
                body,
                harmful=harmful,
                asked_often=asked_often,
                within_remit=within_remit,
                decision=decision,
                reason=why,
            ),
            about=decision,
            news="clarify.assessed",
        )

    def draft(self, id: str, by: str) -> Slip:
        """Open the post that says what is true; one that was opened stays. Raises Refused unless it was decided to."""
        with self._register.repo.transaction():
            body = self._register.get_open(id).body
            if not isinstance(body, Clarification) or body.decision is not SlipDecision.ANSWER:
                raise Refused(
                    "phiếu chưa quyết định phản hồi; hãy đánh giá trước.",
                    "the slip is not decided to be answered; assess it first.",
                )
            draft = body.draft
            if not (draft and self._posts.at_hand(draft)):
                draft = self._posts.open_clarification(by, body.claim)
            slip = self._register.change(
                id, Clarification, by, TimelineDeed.DRAFTED, lambda held: replace(held, draft=draft), about=draft
            )
        self._register.tell("clarify.drafted", slip, post=draft)
        return slip

    def _claim(self, claim: str) -> str:
        return self._register.text(claim, "claim", most=CLAIM_MOST)

    def _effect(self, effect: str) -> str:
        return self._register.text(effect, "effect", most=rules.LONG)


def _require_sound(decision: SlipDecision, *, worth_it: bool, within_remit: bool) -> None:
    if decision is SlipDecision.ANSWER and not within_remit:
        raise Refused(
            "nội dung không thuộc thẩm quyền; hãy chuyển đơn vị có thẩm quyền.",
            "the claim is outside the unit's remit; pass it on to the competent body.",
        )
    if decision is SlipDecision.ANSWER and not worth_it:
        raise Refused(
            "tin không gây hại và ít người hỏi; phản hồi chỉ làm tin lan rộng, hãy chọn không phản hồi.",
            "the claim does no harm and few ask; an answer would only spread it, leave it.",
        )


class Impostors:
    """Steps of one kind of slip."""

    def __init__(self, register: SlipRegister, ours: Ours) -> None:
        self._register = register
        self._ours = ours

    def record(self, by: str, *, address: str, site: ImpostorSite, seen_at: datetime, reported_by: Reporter) -> Slip:
        """Open a slip. Raises BadInput."""
        body = Impostor(
            address=self._address(address),
            site=site,
            seen_at=self._register.moment(seen_at, "seen_at"),
            reported_by=reported_by,
        )
        return self._register.open(SlipKind.IMPOSTOR, body, by, "impostor.recorded")

    def amend(
        self, id: str, by: str, *, address: str, site: ImpostorSite, seen_at: datetime, reported_by: Reporter
    ) -> Slip:
        """Set the first facts right. Raises BadInput."""
        given, seen = self._address(address), self._register.moment(seen_at, "seen_at")
        return self._change(
            id,
            by,
            TimelineDeed.CHANGED,
            "impostor.recorded",
            address=given,
            site=site,
            seen_at=seen,
            reported_by=reported_by,
        )

    def compared(self, id: str, by: str) -> Slip:
        """It is none of the pages of the directory."""
        return self._change(id, by, TimelineDeed.COMPARED, "impostor.compared", compared_at=self._register.now())

    def reported(self, id: str, by: str, ref: str) -> Slip:
        """The platform was told; `ref` is what it calls the report. Raises BadInput."""
        code = self._register.text(ref, "report_ref")
        return self._change(id, by, TimelineDeed.REPORTED, "impostor.reported", about=code, report_ref=code)

    def handed(self, id: str, by: str, unit: str, ref: str = "") -> Slip:
        """The competent unit has the case. Raises BadInput."""
        to, code = self._register.text(unit, "handed_to"), self._register.text(ref, "hand_ref", needed=False)
        about = " · ".join(part for part in (to, code) if part)
        return self._change(id, by, TimelineDeed.HANDED, "impostor.handed", about=about, handed_to=to, hand_ref=code)

    def looked(self, id: str, by: str, review_on: date | None = None) -> Slip:
        """It is still there; look again on `review_on`, else after the usual days. Raises BadInput for a past day."""
        now = self._register.now()
        if review_on is not None and review_on <= local_date(now):
            raise BadInput(
                "ngày xem lại phải sau hôm nay.", "the day of the next look has to come after today.", where="review_on"
            )
        about = review_on.isoformat() if review_on is not None else ""
        return self._change(
            id, by, TimelineDeed.LOOKED, "impostor.looked", about=about, looked_at=now, review_on=review_on
        )

    def removed(self, id: str, by: str, on: date) -> Slip:
        """The page is gone since that day. Raises BadInput for one to come."""
        if on > local_date(self._register.now()):
            raise BadInput(
                "ngày gỡ chưa tới; hãy ghi ngày trang đã bị gỡ.",
                "the day of removal is still to come; write down when the page was removed.",
                where="removed_on",
            )
        return self._change(id, by, TimelineDeed.CHANGED, "impostor.removed", about=on.isoformat(), removed_on=on)

    def _address(self, address: str) -> str:
        """Raises BadInput for what is none, and for a page of the registry."""
        given = rules.address(address, "address")
        own = self._ours(given)
        if own:
            raise BadInput(
                f"đây là trang “{own}” trong hồ sơ trang, không phải trang giả mạo; hãy xem lại địa chỉ.",
                f"this is the page “{own}” of the page files, no impostor; look at the address again.",
                where="address",
            )
        return given

    def _change(self, id: str, by: str, deed: TimelineDeed, news: str, *, about: str = "", **values: object) -> Slip:
        def change(body: Impostor) -> Impostor:
            return replace(body, **values)  # type: ignore[arg-type]

        return self._register.change(id, Impostor, by, deed, change, about=about, news=news)


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One slip with all that belongs to it."""

    slip: Slip
    entries: tuple[TimelineEntry, ...]
    evidence: tuple[SlipEvidence, ...]
    missing: tuple[Phrase, ...]
    """What is still to be done before it can be closed."""
    purge_on: datetime | None
    """When a closed slip goes with its evidence."""


class Slips:
    """`by` is the id of a person at work; every act raises a StudioError with the reason."""

    def __init__(
        self,
        repo: StoredSlips,
        staff: People,
        clock: Clock,
        *,
        ids: Callable[[], str],
        posts: PostDesk,
        note: Note,
        scan: Scan,
        ours: Ours,
        days: Callable[[], int],
        practice: bool,
        tell: Tell = silent,
    ) -> None:
        self._repo = repo
        self._posts = posts
        self._days = days
        self._practice = practice
        self._register = SlipRegister(repo, staff, clock, ids=ids, note=note, tell=tell, scan=scan)
        self.impostors = Impostors(self._register, ours)
        self.incidents = Incidents(self._register, staff)
        self.corrections = Corrections(self._register, posts)
        self.clarifications = Clarifications(self._register, posts)

    @property
    def kept_days(self) -> int:
        """How long a closed slip is kept."""
        return self._days()

    def list(self, kind: SlipKind | None = None) -> tuple[Slip, ...]:
        """The open ones first, then by when they were last changed, newest first."""
        return self._repo.list(kind)

    def get(self, id: str) -> Slip:
        """Raises NotFound."""
        return self._repo.get(id)

    def file(self, id: str) -> File:
        """A slip with its timeline, its evidence and what it still lacks. Raises NotFound."""
        slip, evidence = self._repo.get(id), self._repo.evidence(id)
        return File(
            slip=slip,
            entries=self._repo.entries(id),
            evidence=evidence,
            missing=self._missing(slip, evidence),
            purge_on=slip.closed_at + timedelta(days=self.kept_days) if slip.closed_at is not None else None,
        )

    def evidence(self, id: str) -> tuple[SlipEvidence, ...]:
        """In the order in which it was added."""
        return self._repo.evidence(id)

    def intact(self, id: str) -> bool:
        """Whether every piece of evidence is there, byte for byte, with the moment it was captured."""
        try:
            return all(sha256(self._repo.read(piece.sha256)) == piece.sha256 for piece in self._repo.evidence(id))
        except StudioError:
            return False

    def add_evidence(
        self, id: str, by: str, name: str, data: bytes, captured_at: datetime | None = None
    ) -> SlipEvidence:
        """Keep a file as it is. Raises BadInput, Refused when the slip is closed or has it already."""
        return self._register.add_evidence(id, by, name, data, captured_at)

    def note(self, id: str, by: str, text: str) -> Slip:
        """Write a dated line. Raises BadInput."""
        told = self._register.text(text, "note", most=rules.LONG)
        slip = self._repo.get(id)
        return self._register.line(id, by, TimelineDeed.NOTED, told, f"{slip.kind}.noted")

    def export(self, id: str, by: str, out: Path) -> str:
        """Write the slip with its evidence to `out`, a ZIP that is read back before it counts; its SHA-256.

        Raises Untrusted when evidence is not what it was, StorageTrouble.
        """
        file = self.file(id)
        held = {piece.sha256: self._repo.read(piece.sha256) for piece in file.evidence}
        whole = package.build(
            file.slip,
            file.entries,
            file.evidence,
            held,
            made_at=self._register.now(),
            practice=self._practice,
        )
        write_chosen(out, whole)
        package.read_back(out, whole)
        digest = hashlib.sha256(whole).hexdigest()
        self._register.line(id, by, TimelineDeed.EXPORTED, digest, f"{file.slip.kind}.exported")
        return digest

    def close(self, id: str, by: str) -> Slip:
        """Close a slip of which nothing is missing. Raises Refused with the first thing that is."""
        slip = self._register.get_open(id)
        lacks = self._missing(slip, self._repo.evidence(id))
        if lacks:
            raise Refused(
                f"chưa đóng được phiếu. {lacks[0].vi}", f"it cannot be closed yet. {lacks[0].en}", where=slip.code
            )
        return self._register.set_closed(id, by, self._register.now(), f"{slip.kind}.closed")

    def reopen(self, id: str, by: str) -> Slip:
        """Go on with a closed slip; one that is open stays as it is."""
        slip = self._repo.get(id)
        if slip.closed_at is None:
            return slip
        return self._register.set_closed(id, by, None, f"{slip.kind}.reopened")

    def purge(self, now: datetime) -> int:
        """Delete slips that were closed long enough ago, with their evidence. Returns how many."""
        due = self._due(now)
        for slip in due:
            with self._repo.transaction():
                self._register.note_purge(self._repo.get(slip))
                self._repo.purge(slip)
        return len(due)

    def to_look_at(self, today: date) -> tuple[Slip, ...]:
        """Open slips of impostor pages that are due to be looked at again."""
        return tuple(slip for slip in self._repo.list(SlipKind.IMPOSTOR) if rules.look_due(slip, today))

    def due(self, now: datetime) -> int:
        """How many slips `purge` would delete now."""
        return len(self._due(now))

    def _due(self, now: datetime) -> tuple[str, ...]:
        return self._repo.closed_before(now - timedelta(days=self.kept_days))

    def _missing(self, slip: Slip, evidence: tuple[SlipEvidence, ...]) -> tuple[Phrase, ...]:
        return rules.missing(slip, evidence, published=self._posts.published, withdrawn=self._posts.withdrawn)

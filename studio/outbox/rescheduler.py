"""Moving a queued post to another time: cancelled, given the new time, approved again, queued again.

Each step is stored before the next; whoever stops half way finds the move where it stands (`Rescheduler.of`). What a
page keeps until its time is taken back by the outbox, which asks the page and believes its answer alone. Until the post
is approved anew nothing of it can go out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from studio.clock import Clock, show_datetime
from studio.errors import Refused
from studio.outbox.audit import Act
from studio.outbox.machine import UNTOUCHED
from studio.outbox.model import NOTHING_LEFT, Delivery, DeliveryState, Move
from studio.outbox.service import Outbox
from studio.people.model import Person, Role
from studio.people.service import People
from studio.phrase import Phrase
from studio.posts.drafts import DraftService
from studio.posts.model import Post, PostState
from studio.posts.notes import moved
from studio.posts.workflow import Workflow

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.outbox.storage import StoredOutbox
    from studio.outbox.storage_audit import StoredAudit


class MoveStep(StrEnum):
    """What has to be done next."""

    CANCEL = "cancel"
    """Its deliveries are to be cancelled; of one that a page keeps, the page has to answer that it has nothing."""
    TIME = "time"
    """The new time is to be written into the post, which is then submitted: an author's step."""
    APPROVE = "approve"
    QUEUE = "queue"


STEP_ROLES: dict[MoveStep, tuple[Role, ...]] = {
    MoveStep.CANCEL: (Role.PUBLISHER, Role.APPROVER, Role.HEAD),
    MoveStep.TIME: (Role.AUTHOR,),
    MoveStep.APPROVE: (Role.APPROVER, Role.HEAD),
    MoveStep.QUEUE: (Role.PUBLISHER,),
}
_OVER = (PostState.PUBLISHED, PostState.WITHDRAWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveStanding:
    """How far a move has come. `waits` names the pages that have not answered yet that they have nothing."""

    move: Move
    step: MoveStep
    steps: tuple[MoveStep, ...]
    """All steps of this move, those done included."""
    waits: tuple[str, ...] = ()


class Rescheduler:
    """`by` is the id of a person. Every act raises a StudioError with the reason."""

    def __init__(
        self,
        repo: StoredOutbox,
        *,
        outbox: Outbox,
        drafts: DraftService,
        workflow: Workflow,
        people: People,
        audit: StoredAudit,
        clock: Clock,
    ) -> None:
        self._repo = repo
        self._outbox = outbox
        self._drafts = drafts
        self._workflow = workflow
        self._people = people
        self._audit = audit
        self._clock = clock

    # What stands

    def refusal(self, post_id: str) -> Phrase | None:
        """Why the post cannot be moved by these steps; None when it can."""
        if self._drafts.get(post_id).state is not PostState.QUEUED:
            return Phrase("only a post that waits in the outbox is moved this way.")
        gone = [d.account for d in self._standing(post_id) if not _can_stop(d)]
        if gone:
            return Phrase(
                "the post is, or may be, out on {pages} already; wait for the look, or publish a correction.",
                pages=", ".join(gone),
            )
        return None

    def steps(self, post_id: str) -> tuple[MoveStep, ...]:
        """What moving the post would take: the approval is renewed where it binds the time."""
        bound = self._drafts.get(post_id).publish_at is not None
        return tuple(MoveStep) if bound else (MoveStep.CANCEL, MoveStep.QUEUE)

    def of(self, post_id: str) -> MoveStanding | None:
        """The move of that post that is not finished; None where there is none, or nothing can come of it any more."""
        move = self._repo.move_of(post_id)
        return self._judged(move) if move is not None else None

    def unfinished(self) -> tuple[MoveStanding, ...]:
        """Every such move, the nearest new time first."""
        return tuple(found for move in self._repo.moves() if (found := self._judged(move)) is not None)

    def _judged(self, move: Move) -> MoveStanding | None:
        post = self._drafts.get(move.post_id)
        step = self._step(post, move)
        if step is None:
            return None
        waits = tuple(d.account for d in self._standing(post.id)) if step is MoveStep.CANCEL else ()
        bound = post.publish_at is not None
        steps = tuple(MoveStep) if bound else (MoveStep.CANCEL, MoveStep.QUEUE)
        return MoveStanding(move=move, step=step, steps=steps, waits=waits)

    def _step(self, post: Post, move: Move) -> MoveStep | None:
        if post.state in _OVER or post.trashed_at is not None:
            return None
        if post.state is PostState.QUEUED:
            return MoveStep.CANCEL
        if post.state is PostState.IN_REVIEW:
            return MoveStep.APPROVE if post.publish_at in (None, move.to) else MoveStep.TIME
        if post.state is PostState.APPROVED and post.publish_at in (None, move.to):
            return MoveStep.QUEUE
        return MoveStep.TIME

    # Acts

    def begin(self, post_id: str, to: datetime, by: str, pin: str) -> MoveStanding | None:
        """Write down that the post moves to `to`, cancel its deliveries, and go on as far as this person may.

        Those that pages keep are taken back; a page out of reach is asked again by the outbox, and by `go_on`.

        Returns what is left to do; None when the post is queued for its new time. Raises Refused, NotPermitted."""
        person = self._people.require(self._people.verify_pin(by, pin).id, *STEP_ROLES[MoveStep.CANCEL])
        now = self._clock.now()
        if to <= now:
            raise Refused("{when} has passed; choose a moment to come.", when=show_datetime(to), where="to")
        with self._repo.transaction():
            reason = self.refusal(post_id)
            if reason is not None:
                raise Refused(reason)
            standing = self._standing(post_id)
            move = Move(
                post_id=post_id,
                was=min(d.due_at for d in standing),
                to=to,
                accounts=tuple(dict.fromkeys(d.account for d in standing)),
                by=person.id,
                at=now,
            )
            self._repo.begin_move(move)
            self._log(move, person.id, "begun")
        self._outbox.stop_post(post_id, person.id)
        return self._as_far(post_id, person, pin)

    def go_on(self, post_id: str, by: str, pin: str, *, revision: int | None = None) -> MoveStanding | None:
        """Take the next step, and those after it that need nobody else; None when the post is queued for its new time.

        Who may: `STEP_ROLES`. `revision` is the one that the approver read. Raises Refused, NotPermitted, Blocked.
        """
        found = self._told(post_id)
        person = self._people.require(self._people.verify_pin(by, pin).id, *STEP_ROLES[found.step])
        if found.step is MoveStep.CANCEL:
            self._outbox.stop_post(post_id, person.id)
        elif found.step is MoveStep.APPROVE and self._outbox.keeps_from_queuing(person.id) is None:
            self._outbox.approve_and_queue(post_id, person.id, pin, revision=revision)
        elif found.step is MoveStep.APPROVE:
            self._workflow.approve(post_id, person.id, pin, revision=revision)
        return self._as_far(post_id, person, pin)

    def _as_far(self, post_id: str, person: Person, pin: str) -> MoveStanding | None:
        """Take each step that follows and that is this person's; to approve, somebody has to read first."""
        while (found := self.of(post_id)) is not None:
            theirs = person.roles.intersection(STEP_ROLES[found.step])
            if not theirs or found.step in (MoveStep.CANCEL, MoveStep.APPROVE):
                return found
            if found.step is MoveStep.TIME:
                self._write_time(found.move, person.id, pin)
            else:
                bound = self._drafts.get(post_id).publish_at is not None
                self._outbox.enqueue(post_id, found.move.accounts, person.id, pin, None if bound else found.move.to)
        return None

    def give_up(self, post_id: str, by: str) -> None:
        """Let the move be; the post stays as it stands. Raises NotPermitted."""
        person = self._people.require_active(by)
        move = self._repo.move_of(post_id)
        if move is not None:
            with self._repo.transaction():
                self._repo.end_move(post_id)
                self._log(move, person.id, "given_up")

    def _write_time(self, move: Move, by: str, pin: str) -> None:
        """The new time is an edit like any other: it voids the approval. Then it is submitted."""
        post = self._drafts.get(move.post_id)
        if post.publish_at != move.to or post.state is PostState.APPROVED:
            self._drafts.edit(post.id, by, publish_at=move.to, expected_revision=post.revision)
        self._workflow.submit(post.id, by, pin, moved(move.was, move.to))

    def _told(self, post_id: str) -> MoveStanding:
        found = self.of(post_id)
        if found is None:
            raise Refused("this post is not being moved any more; look at it in the outbox.")
        return found

    def _standing(self, post_id: str) -> Sequence[Delivery]:
        return [d for d in self._outbox.of_post(post_id) if d.state is not DeliveryState.CANCELLED]

    def _log(self, move: Move, by: str, step: str) -> None:
        data = {"step": step, "was": move.was.isoformat(), "to": move.to.isoformat()}
        self._audit.append(at=self._clock.now(), by=by, act=Act.MOVING, post_id=move.post_id, data=data)


def _can_stop(delivery: Delivery) -> bool:
    """Whether nothing of it is to be seen yet, for certain."""
    return delivery.state in UNTOUCHED or delivery.reason in NOTHING_LEFT

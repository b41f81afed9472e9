"""The numbers the frame of the window shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio.department.model import StationState
from studio.outbox.model import DeliveryState
from studio.posts.model import PostFilter, PostState
from studio.registry.service import REQUEST
from studio.ui.slips.watch import load_watch

if TYPE_CHECKING:
    from studio.app.studio import Studio
    from studio.exchange.link_model import LinkStanding

URGENT = frozenset({DeliveryState.UNKNOWN, DeliveryState.FAILED, DeliveryState.MISSED, DeliveryState.NEEDS_ATTENTION})
"""States in which a person has to act."""
WAITING = frozenset({DeliveryState.SCHEDULED, DeliveryState.WAITING, DeliveryState.SENDING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """`unready`: no unit or nobody to work is known yet. `people`: somebody is. `asked_back`: published posts that
    somebody asks to take back. `open`: deliveries that are not over. `laws`: posts of the person who is signed in that
    cite a law of which something was learnt. `for_head`: requests for pages that wait. `watch`: impostors that the
    person has to look at or for again. `to_answer`: feedback that waits for an answer, of which `overdue` passed its
    target and `due_soon` is near it. `unclear`: answers of which a person has to say what became of them, or to send
    them anew. `hub`: how it stands with the department's hub, None where none was joined. `department`: this is a PC
    of a department that joined a hub; `silent`: stations of its units of which nothing is heard."""

    unready: bool = False
    people: bool = True
    in_review: int = 0
    asked_back: int = 0
    waiting: int = 0
    urgent: int = 0
    laws: int = 0
    for_head: int = 0
    watch: int = 0
    to_answer: int = 0
    overdue: int = 0
    due_soon: int = 0
    unclear: int = 0
    hub: LinkStanding | None = None
    department: bool = False
    silent: int = 0

    @property
    def open(self) -> int:
        return self.waiting + self.urgent


def count_all(studio: Studio, person: str = "") -> Counts:
    """Count on the worker, for the person of that id."""
    deliveries, people = studio.outbox.counts(), studio.people.list()
    feedback = studio.feedback.items.counts()
    department = studio.department.usable()
    stations = studio.department.stations() if department else ()
    return Counts(
        people=bool(people),
        unready=not people or not studio.directory.book().units,
        in_review=studio.shelf.counts(PostFilter()).get(PostState.IN_REVIEW, 0),
        waiting=sum(deliveries.get(state, 0) for state in WAITING),
        urgent=sum(deliveries.get(state, 0) for state in URGENT) + len(studio.outbox.removals_due()),
        asked_back=len(studio.workflow.withdrawals_asked()),
        for_head=sum(signoff.kind == REQUEST for signoff in studio.signoffs.open()),
        watch=load_watch(studio, person).count,
        to_answer=feedback.to_answer,
        overdue=feedback.overdue,
        due_soon=feedback.soon,
        unclear=len(studio.feedback.replies.asking()),
        hub=studio.hub.standing() if studio.hub.joined() is not None else None,
        department=department,
        silent=sum(station.state is StationState.SILENT for station in stations),
        laws=len({notice.post_id for notice in studio.law_notices.unseen(person)}),
    )

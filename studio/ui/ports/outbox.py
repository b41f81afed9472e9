"""What the window asks of the deliveries."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from studio.phrase import Phrase

if TYPE_CHECKING:
    from datetime import datetime

    from studio.outbox.model import AlarmCounts, Attempt, Delivery, DeliveryState, Pause, Progress, Receipt


class RemotePost(Protocol):
    """A post as a page lists it."""

    @property
    def remote_id(self) -> str: ...

    @property
    def text(self) -> str: ...

    @property
    def images(self) -> int: ...

    @property
    def created_at(self) -> datetime: ...

    @property
    def permalink(self) -> str: ...


class OutboxPort(Protocol):
    """The deliveries."""

    def latest(
        self,
        states: Collection[DeliveryState] = (),
        text: str = "",
        *,
        limit: int = ...,
        due: bool | None = None,
    ) -> Sequence[Delivery]:
        """The newest deliveries that hold every word of `text`, marks aside; in these states (all without any), with
        `removals_due` besides (`due`) or without them."""
        ...

    def removals_due(self) -> Sequence[str]:
        """Ids of what is still on its page although its post was withdrawn."""
        ...

    def held_back(self) -> Sequence[str]:
        """Ids of deliveries that wait for the end of an emergency."""
        ...

    def counts(self) -> Mapping[DeliveryState, int]:
        """How many deliveries are in each state."""
        ...

    def of_post(self, post_id: str) -> Sequence[Delivery]:
        """Oldest first."""
        ...

    def attempts(self, delivery_id: str) -> Sequence[Attempt]: ...

    def receipt(self, delivery_id: str) -> Receipt | None: ...

    def run(self) -> Sequence[Delivery]:
        """Send what is due, until nothing is. Returns what changed."""
        ...

    def reconcile(self, delivery_id: str | None = None) -> Sequence[Delivery]:
        """Look at the page for what is in doubt."""
        ...

    def candidates(self, delivery_id: str) -> Sequence[RemotePost]:
        """Posts on the page that may be this delivery."""
        ...

    def choose(self, delivery_id: str, remote_id: str, by: str, pin: str) -> Delivery: ...

    def accept(self, delivery_id: str, by: str, pin: str) -> Delivery: ...

    def retry(self, delivery_id: str, by: str, pin: str) -> Delivery: ...

    def confirm_by_hand(self, delivery_id: str, link: str, by: str, *, sure: bool = False) -> Delivery: ...

    def remove_twin(self, delivery_id: str, by: str, pin: str) -> Delivery: ...

    def confirm_removed(self, delivery_id: str, by: str, pin: str) -> Delivery: ...

    def cancel(self, delivery_id: str, by: str) -> Delivery: ...

    def withdraw_post(self, post_id: str, by: str, pin: str) -> Sequence[Delivery]:
        """Remove a withdrawn post from every page it is on."""
        ...

    def clock_trouble(self) -> Phrase | None:
        """Why nothing is sent at present."""
        ...

    def clock_warning(self) -> Phrase | None:
        """That this PC's clock and the pages' disagree by minutes."""
        ...

    def progress(self, post_id: str) -> Progress:
        """How far a post has come over all its pages."""
        ...

    def retry_failed(self, post_id: str, by: str, pin: str) -> Sequence[Delivery]:
        """Send again what failed, was missed or stopped before anything left; nothing else of the post."""
        ...

    def stop_post(self, post_id: str, by: str) -> Sequence[Delivery]:
        """Cancel everything of the post that nothing has come of."""
        ...

    def seen(self, by: str = ...) -> Sequence[Delivery]: ...

    def pauses(self) -> Sequence[Pause]:
        """Accounts that nothing is sent to at present."""
        ...

    def release_account(self, account: str, by: str, pin: str, why: str = "") -> None:
        """A person says that the page is in order again; it is sent to as before."""
        ...

    def alarms(self, now: datetime) -> AlarmCounts:
        """How many deliveries wait until somebody has `seen` them, and how many others hang."""
        ...

"""Deliveries of plain values: what a press does to one is seen at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from studio.errors import BadInput, NotPermitted
from studio.outbox.model import (
    AlarmCounts,
    Attempt,
    Attention,
    Delivery,
    DeliveryProgress,
    DeliveryState,
    Pause,
    Receipt,
    UnsureLink,
    Vouched,
)
from studio.phrase import Pair, Phrase
from studio.text import fold
from tests.ui.fake_data import NOW, PIN, TEXT
from tests.ui.stand_in import StandIn


@dataclass(frozen=True, slots=True, kw_only=True)
class FakeRemote(StandIn):  # type: ignore[misc]
    remote_id: str
    text: str
    images: int
    created_at: datetime
    permalink: str


class FakeOutbox(StandIn):  # type: ignore[misc]
    def __init__(self, deliveries: Sequence[Delivery]) -> None:
        self.deliveries = {delivery.id: delivery for delivery in deliveries}
        self.rounds = 0
        self.taken_back: set[str] = set()
        """Posts that were withdrawn."""
        self.warning: Phrase | None = None
        self.kept_back: Sequence[Delivery] = ()
        self.waiting: Sequence[str] = ()
        """What waits for the end of an emergency."""
        self.seen_by: list[str] = []
        self.paused: Sequence[Pause] = ()
        self.hanging: Sequence[Delivery] = ()
        self.found: tuple[FakeRemote, ...] = (
            FakeRemote(remote_id="r1", text=TEXT, images=1, created_at=NOW, permalink="practice://r1"),
        )
        """Posts on the page that may be the one in doubt."""
        self.released: list[tuple[str, str, str]] = []
        """Page, person and reason of every pause that was ended."""

    def list(self) -> Sequence[Delivery]:
        return tuple(self.deliveries.values())

    def removals_due(self) -> Sequence[str]:
        return tuple(
            d.id for d in self.deliveries.values() if d.state is DeliveryState.VERIFIED and d.post_id in self.taken_back
        )

    def latest(
        self,
        states: Collection[DeliveryState] = (),
        text: str = "",
        *,
        limit: int = 300,
        due: bool | None = None,
    ) -> Sequence[Delivery]:
        words, to_remove = fold(text).split(), self.removals_due()
        found = (
            d
            for d in self.deliveries.values()
            if not states
            or ((due is not False or d.id not in to_remove) and d.state in states)
            or (due is True and d.id in to_remove)
        )
        told = (d for d in found if all(word in fold(f"{d.post_title} {d.platform} {d.reference}") for word in words))
        return tuple(told)[:limit]

    def held_back(self) -> Sequence[str]:
        return self.waiting

    def counts(self) -> Mapping[DeliveryState, int]:
        return Counter(d.state for d in self.deliveries.values())

    def of_post(self, post_id: str) -> Sequence[Delivery]:
        return tuple(d for d in self.deliveries.values() if d.post_id == post_id)[::-1]

    def _put(self, id: str, **changes: object) -> Delivery:
        self.deliveries[id] = replace(self.deliveries[id], **changes)  # type: ignore[arg-type]
        return self.deliveries[id]

    def attempts(self, delivery_id: str) -> Sequence[Attempt]:
        delivery = self.deliveries[delivery_id]
        return tuple(
            Attempt(
                delivery=delivery_id,
                number=number + 1,
                step="create",
                body_sha256="4" * 64,
                started_at=delivery.due_at,
                finished_at=delivery.due_at,
                outcome="done" if delivery.state is DeliveryState.VERIFIED else "unknown",
            )
            for number in range(delivery.attempts)
        )

    def receipt(self, delivery_id: str) -> Receipt | None:
        return None

    def run(self) -> Sequence[Delivery]:
        self.rounds += 1
        return ()

    def reconcile(self, delivery_id: str | None = None) -> Sequence[Delivery]:
        doubtful = [d for d in self.deliveries.values() if d.state is DeliveryState.UNKNOWN]
        return [
            self._put(d.id, state=DeliveryState.VERIFIED, message="Đã đọc lại từ trang: đúng bản đã duyệt.")
            for d in doubtful
            if delivery_id in (None, d.id)
        ]

    def candidates(self, delivery_id: str) -> Sequence[FakeRemote]:
        return self.found

    def choose(self, delivery_id: str, remote_id: str, by: str, pin: str) -> Delivery:
        return self._put(delivery_id, state=DeliveryState.VERIFIED, remote_id=remote_id)

    def accept(self, delivery_id: str, by: str, pin: str) -> Delivery:
        return self._put(delivery_id, state=DeliveryState.VERIFIED)

    def retry(self, delivery_id: str, by: str, pin: str) -> Delivery:
        if pin != PIN:
            raise NotPermitted(Pair("PIN chưa đúng; còn 4 lần thử.", "the PIN is wrong; 4 tries are left."))
        return self._put(delivery_id, state=DeliveryState.WAITING)

    def remove_twin(self, delivery_id: str, by: str, pin: str) -> Delivery:
        if pin != PIN:
            raise NotPermitted(Pair("PIN chưa đúng; còn 4 lần thử.", "the PIN is wrong; 4 tries are left."))
        return self._put(delivery_id, state=DeliveryState.VERIFIED, reason=Attention.NONE)

    def confirm_removed(self, delivery_id: str, by: str, pin: str) -> Delivery:
        if pin != PIN:
            raise NotPermitted(Pair("PIN chưa đúng; còn 4 lần thử.", "the PIN is wrong; 4 tries are left."))
        return self._put(delivery_id, state=DeliveryState.WITHDRAWN)

    def confirm_by_hand(self, delivery_id: str, link: str, by: str, *, sure: bool = False) -> Delivery:
        if "share" in link and not sure:
            raise UnsureLink(
                Pair("liên kết này không cho biết bài nằm trên trang nào.", "this link does not tell the page."),
                where="link",
            )
        if not link.startswith("https://"):
            raise BadInput(
                Pair("liên kết phải bắt đầu bằng https://.", "the link must begin with https://."), where="link"
            )
        return self._put(
            delivery_id,
            state=DeliveryState.VERIFIED,
            reason=Attention.NONE,
            permalink=link,
            vouched=Vouched.LINK,
        )

    def cancel(self, delivery_id: str, by: str) -> Delivery:
        return self._put(delivery_id, state=DeliveryState.CANCELLED)

    def withdraw_post(self, post_id: str, by: str, pin: str) -> Sequence[Delivery]:
        if pin != PIN:
            raise NotPermitted(Pair("PIN chưa đúng; còn 4 lần thử.", "the PIN is wrong; 4 tries are left."))
        shown = [d for d in self.of_post(post_id) if d.state is DeliveryState.VERIFIED]
        return [self._put(d.id, state=DeliveryState.WITHDRAWN) for d in shown]

    def progress(self, post_id: str) -> DeliveryProgress:
        of_post = self.of_post(post_id)
        return DeliveryProgress(
            done=sum(d.state is DeliveryState.VERIFIED for d in of_post),
            total=len(of_post),
            failed=sum(d.state in (DeliveryState.FAILED, DeliveryState.MISSED) for d in of_post),
            waiting=sum(d.state in (DeliveryState.WAITING, DeliveryState.SCHEDULED) for d in of_post),
        )

    def retry_failed(self, post_id: str, by: str, pin: str) -> Sequence[Delivery]:
        failed = [d for d in self.of_post(post_id) if d.state in (DeliveryState.FAILED, DeliveryState.MISSED)]
        return [self.retry(d.id, by, pin) for d in failed]

    def stop_post(self, post_id: str, by: str) -> Sequence[Delivery]:
        open_ = (DeliveryState.WAITING, DeliveryState.SCHEDULED, DeliveryState.FAILED, DeliveryState.MISSED)
        return [self._put(d.id, state=DeliveryState.CANCELLED) for d in self.of_post(post_id) if d.state in open_]

    def seen(self, by: str = "") -> Sequence[Delivery]:
        kept, self.kept_back = self.kept_back, ()
        self.seen_by.append(by)
        return kept

    def pauses(self) -> Sequence[Pause]:
        return self.paused

    def release_account(self, account: str, by: str, pin: str, why: str = "") -> None:
        if pin != PIN:
            raise NotPermitted(Pair("PIN chưa đúng; còn 4 lần thử.", "the PIN is wrong; 4 tries are left."))
        self.paused = [pause for pause in self.paused if pause.account != account]
        self.released.append((account, by, why))

    def alarms(self, now: datetime) -> AlarmCounts:
        return AlarmCounts(withheld=len(self.kept_back), stale=len(self.hanging))

    def clock_trouble(self) -> Phrase | None:
        return None

    def clock_warning(self) -> Phrase | None:
        return self.warning

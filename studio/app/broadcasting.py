"""Broadcasts of what was published on a Zalo official account, by delivery, with an audit entry for every step."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from studio.accounts.model import Account, AccountKind
from studio.accounts.service import Accounts
from studio.errors import Refused
from studio.outbox.audit import Act
from studio.outbox.model import Delivery, DeliveryState, Vouched
from studio.outbox.service import Outbox
from studio.outbox.storage_audit import StoredAudit
from studio.publishers import calls
from studio.store.engine import Store

if TYPE_CHECKING:
    from studio.publishers.zalo.broadcast import BroadcastEntry, BroadcastLog, Broadcasts, Prepared, Sent


class Broadcasting:
    """Called by a person's hand alone. `service` makes the broadcasts when first needed; None in a practice profile."""

    def __init__(self, *, outbox: Outbox, accounts: Accounts, service: Callable[[], Broadcasts] | None) -> None:
        self._outbox = outbox
        self._accounts = accounts
        self._service = service

    def prepare(self, delivery: str) -> Prepared:
        """What speaks for and against it. Raises NotFound, Refused (no verified article of an official account),
        Unreachable, StudioError."""
        service, account, found = self._of(delivery)
        return calls.read(lambda: service.prepare(account, found.remote_id))

    def send(self, delivery: str, by: str, pin: str) -> Sent:
        """Send it to all followers, once. Raises as `prepare` and `Broadcasts.send`."""
        self._outbox.require_home()
        service, account, found = self._of(delivery)
        return calls.read(lambda: service.send(account, found.remote_id, by, pin))

    def _of(self, delivery: str) -> tuple[Broadcasts, Account, Delivery]:
        found = self._outbox.get(delivery)
        account = self._accounts.get(found.account)
        if self._service is None or account.kind is not AccountKind.ZALO:
            raise Refused(
                "chỉ bài trên Zalo OA đã kết nối mới gửi thông báo tới người quan tâm được.",
                "only an article on a connected Zalo OA can be broadcast to followers.",
                where=account.name,
            )
        read_back = found.state is DeliveryState.VERIFIED and found.vouched is not Vouched.LINK
        if not read_back or not found.remote_id or found.page_id != account.page_id:
            raise Refused(
                "chỉ gửi thông báo bài đã được xác minh trên đúng trang này; hãy kiểm tra lại bài trong hộp gửi.",
                "only what was verified on this very page is broadcast; check the post in the outbox again.",
                where=found.reference,
            )
        return self._service(), account, found


class AuditedLog:
    """Fulfils `studio.publishers.zalo.broadcast.BroadcastLog`: a line and its audit entry are stored together or not
    at all. `post_of` names the post behind an account's article."""

    def __init__(self, log: BroadcastLog, audit: StoredAudit, store: Store, post_of: Callable[[str, str], str]) -> None:
        self._log = log
        self._audit = audit
        self._store = store
        self._post_of = post_of

    def begin(self, intent: BroadcastEntry) -> None:
        with self._store.write():
            self._log.begin(intent)
            self._note(Act.BROADCAST_INTENT, intent)

    def append(self, entry: BroadcastEntry) -> None:
        with self._store.write():
            self._log.append(entry)
            self._note(Act.BROADCAST, entry)

    def of(self, account: str) -> tuple[BroadcastEntry, ...]:
        return self._log.of(account)

    def _note(self, act: Act, entry: BroadcastEntry) -> None:
        post = self._post_of(entry.account, entry.article)
        self._audit.append(at=entry.at, by=entry.by, act=act, post_id=post, data=_facts(entry))


def _facts(entry: BroadcastEntry) -> dict[str, Any]:
    return {
        "account": entry.account,
        "page_id": entry.page_id,
        "remote_id": entry.article,
        "step": entry.step.value,
        "code": entry.code,
        "message_id": entry.message_id,
    }

"""What a killed process was doing: a worker on a real store, publishing to a practice page that fails now and then."""

from __future__ import annotations

import os
import random
import signal
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

from studio.accounts.model import Account, AccountKind
from studio.clock import SystemClock
from studio.outbox import messages
from studio.outbox.context import SendContext
from studio.outbox.model import DeliveryState
from studio.outbox.presence import Presence
from studio.outbox.records import Records
from studio.outbox.service import Outbox
from studio.outbox.storage import StoredOutbox
from studio.outbox.storage_audit import StoredAudit
from studio.outbox.storage_records import StoredRecords
from studio.posts.model import Package
from studio.posts.ports import FileReader
from studio.publishers.port import Answer, Capabilities, Identity, RemotePost
from studio.publishers.practice import PracticePublisher
from studio.store.engine import Store, open_store
from studio.store.files import FileStore
from tests.outbox.outbox_rig import AccountBook, Gate, NoSources, OutboxRig, Posts, Staff, page

PAGE = page("trang-tap", kind=AccountKind.PRACTICE, page_id="trang-tap")


@dataclass(frozen=True)
class Faulty:
    """A practice page behind a bad line: a call may fail, or the process with it, before it began or after it."""

    page: PracticePublisher
    dice: random.Random
    rate: float

    def capabilities(self, account: Account) -> Capabilities:
        return self.page.capabilities(account)

    def identity(self, account: Account) -> Identity:
        return self.page.identity(account)

    def create(
        self, account: Account, package: Package, reference: str, files: FileReader, at: datetime | None = None
    ) -> Answer:
        return self._over(lambda: self.page.create(account, package, reference, files, at))

    def reveal(self, account: Account, remote_id: str, package: Package, reference: str, files: FileReader) -> Answer:
        return self._over(lambda: self.page.reveal(account, remote_id, package, reference, files))

    def edit(self, account: Account, remote_id: str, package: Package, reference: str, files: FileReader) -> Answer:
        return self._over(lambda: self.page.edit(account, remote_id, package, reference, files))

    def complete(self, account: Account, remote_id: str, package: Package, reference: str, files: FileReader) -> Answer:
        return self._over(lambda: self.page.complete(account, remote_id, package, reference, files))

    def end_story(self, account: Account, reference: str) -> Answer:
        return self.page.end_story(account, reference)

    def delete(self, account: Account, remote_id: str) -> Answer:
        return self._over(lambda: self.page.delete(account, remote_id))

    def read_back(self, account: Account, remote_id: str) -> RemotePost | None:
        return self.page.read_back(account, remote_id)

    def recent(
        self, account: Account, since: datetime, reference: str = "", *, like: str = "", video: bool = True
    ) -> Sequence[RemotePost]:
        return self.page.recent(account, since, reference, like=like, video=video)

    def _over(self, call: Callable[[], Answer]) -> Answer:
        luck = self.dice.random() / self.rate if self.rate else 9.0
        if luck < 0.25:
            raise ConnectionResetError("before anything was sent")
        if luck < 0.5:
            _die()
        answer = call()
        if luck < 0.75:
            raise TimeoutError("the answer was lost")
        if luck < 1.0:
            _die()
        return answer


def _die() -> None:
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))


class Desk:
    """The people in front: they approve and queue, and never let the outbox run dry."""

    def __init__(self, folder: Path) -> None:
        self.rig = OutboxRig(folder, accounts=AccountBook(PAGE), clock=SystemClock())  # type: ignore[arg-type]
        self.rig.ids = lambda: uuid.uuid4().hex
        self.rig.outbox = self.rig.worker("desk")
        self.references: list[str] = []

    def top_up(self, open_at_least: int) -> None:
        """Queue more until that many are not on the page yet."""
        waiting = sum(d.state is not DeliveryState.VERIFIED for d in self.rig.outbox.list())
        for number in range(len(self.references), len(self.references) + max(0, open_at_least - waiting)):
            self.references.append(self.rig.queue(f"p{number}", text=text_of(number)).reference)

    def arrived(self) -> int:
        return sum(d.state is DeliveryState.VERIFIED for d in self.rig.outbox.list())

    def struck(self) -> int:
        return struck(StoredOutbox(self.rig.store))


def struck(repo: StoredOutbox) -> int:
    """How many calls to the page a process died in, as those after it found."""
    return sum(attempt.detail == messages.CRASHED for d in repo.all() for attempt in repo.attempts(d.id))


def text_of(number: int) -> str:
    return f"Thông báo số {number}/TB-CAP về phòng ngừa lừa đảo."


def build(folder: Path, store: Store, presence: Presence, *, rate: float, seed: int) -> Outbox:
    """The program after a start: everything anew, from what is on the disk."""
    clock, accounts = SystemClock(), AccountBook(PAGE)
    dice = random.Random(seed)
    files = FileStore(folder / "files")
    repo, audit = StoredOutbox(store), StoredAudit(store)
    practice = PracticePublisher(folder / "practice", clock, lambda: uuid.uuid4().hex)
    records = Records(
        records=StoredRecords(store), repo=repo, audit=audit, sources=NoSources(), files=files, clock=clock
    )
    return Outbox(
        repo=repo,
        publishers={AccountKind.PRACTICE: Faulty(practice, dice, rate)},
        gate=_Gate(accounts, files),
        workflow=Posts(),
        people=Staff(),
        accounts=accounts,
        files=files,
        audit=audit,
        records=records,
        clock=clock,
        ids=lambda: uuid.uuid4().hex,
        jitter=lambda: dice.random() * 0.02,
        liveness=presence,
    )


def work(folder: Path, rate: float, seed: int, up: Connection) -> None:
    """The life of one process: open, say so, work until nothing is left, end; unless it is killed first."""
    store = open_store(folder / "studio.sqlite3", clock=SystemClock(), migrate=False)
    presence = Presence(folder / "workers", uuid.uuid4().hex)
    outbox = build(folder, store, presence, rate=rate, seed=seed)
    up.send_bytes(b"up")
    outbox.run(patience=timedelta(seconds=20))
    presence.close()
    store.close()


class _Gate(Gate):
    """Every post of the batch is approved; its bundle is made when it is asked for."""

    def __init__(self, accounts: AccountBook, files: FileStore) -> None:
        super().__init__(accounts, files)
        self.accounts = accounts
        self.files = files
        self.gate = self
        self.posts = Posts()

    def _passed(self, post_id: str, account: str) -> SendContext:
        if post_id not in self.bundles:
            OutboxRig.approved(self, post_id, text=text_of(int(post_id[1:])))  # type: ignore[arg-type]
        return super()._passed(post_id, account)

    def picture(self, post_id: str, number: int) -> object:
        return OutboxRig.picture(self, post_id, number)  # type: ignore[arg-type]

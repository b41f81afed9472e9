"""The outbox on a real store, with everything around it played."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.dialects import sqlite

from studio.accounts.model import Account, AccountKind
from studio.calendar.model import Emergency
from studio.calendar.storage_emergencies import StoredEmergencies
from studio.canonical import digest
from studio.errors import NotFound, NotPermitted, Refused
from studio.outbox.context import SendContext
from studio.outbox.home import Home, QueueSession
from studio.outbox.leave import OWN_QUEUE, Leave
from studio.outbox.model import Attention, Delivery, DeliveryState
from studio.outbox.records import Records
from studio.outbox.service import Outbox
from studio.outbox.storage import StoredOutbox
from studio.outbox.storage_audit import StoredAudit
from studio.outbox.storage_records import StoredRecords
from studio.outbox.timing import Timing
from studio.people.model import Person, Role
from studio.people.storage import people
from studio.phrase import Bilingual
from studio.platforms import Platform
from studio.posts.model import NO_OPTIONS, Attachment, Bundle, FrozenBundle, Package, PlatformOptions
from studio.posts.record import Dossier
from studio.posts.storage_tables import posts
from studio.publishers.port import Publisher
from studio.store.engine import Store
from studio.store.files import FileStore
from tests.outbox.remote import Remote
from tests.profile import SetClock, fresh_store, numbered
from tests.ui.stand_in import StandIn

TEXT = "CẢNH BÁO: giả danh công an gọi điện yêu cầu chuyển tiền\n\nNgười dân không làm theo, hãy gọi 113."
PIN = "70294618"


def page(name: str = "trang-phuong", **changes: Any) -> Account:
    return Account(
        **{
            "name": name,
            "kind": AccountKind.FACEBOOK,
            "platform": Platform.FACEBOOK,
            "page_id": f"id-{name}",
            "title": f"Công an {name}",
        }
        | changes
    )


class AccountBook(StandIn):  # type: ignore[misc]
    def __init__(self, *accounts: Account) -> None:
        self.accounts = {account.name: account for account in accounts}

    def get(self, name: str) -> Account:
        if name not in self.accounts:
            raise NotFound(Bilingual(f"không có trang “{name}”.", f"there is no page “{name}”."))
        return self.accounts[name]

    def list(self) -> Sequence[Account]:
        return tuple(self.accounts.values())


class Staff(StandIn):  # type: ignore[misc]
    """``cb-dang`` publishes, ``cb-duyet`` approves, ``cb-ky-thuat`` is technical; the PIN is one for all."""

    PEOPLE: Mapping[str, tuple[str, Role]] = {
        "cb-dang": ("Cán bộ đăng", Role.PUBLISHER),
        "cb-duyet": ("Cán bộ duyệt", Role.APPROVER),
        "cb-ky-thuat": ("Cán bộ kỹ thuật", Role.TECHNICAL),
    }

    def verify_pin(self, person: str, pin: str) -> Person:
        if pin != PIN:
            raise NotPermitted(Bilingual("sai mã PIN.", "wrong PIN."))
        return self._person(person)

    def require(self, person: str, *roles: Role) -> Person:
        found = self._person(person)
        if not found.roles.intersection(roles):
            raise NotPermitted(Bilingual(f"{found.name} không có vai trò này.", f"{found.name} lacks the role."))
        return found

    def _person(self, person: str) -> Person:
        name, role = self.PEOPLE[person]
        return Person(id=person, name=name, roles=frozenset({role}), pin_hash="")


class Posts(StandIn):  # type: ignore[misc]
    """The posts' own states, as the workflow would keep them."""

    def __init__(self) -> None:
        self.states: dict[str, str] = {}
        self.refuses = False
        self.withdrawer: str | None = "cb-duyet"
        self.bundles: Mapping[str, Bundle] = {}

    def frozen(self, post_id: str) -> FrozenBundle | None:
        bundle = self.bundles.get(post_id)
        return None if bundle is None else FrozenBundle(bundle=bundle, pressed={}, photo_leftovers={})

    def mark_queued(self, post_id: str, by: str) -> None:
        self._set(post_id, "queued")

    def mark_published(self, post_id: str) -> None:
        self._set(post_id, "published")

    def mark_unqueued(self, post_id: str, by: str) -> None:
        if by and by not in Staff.PEOPLE:
            raise NotFound(Bilingual(f"không có ai tên “{by}”.", f"there is nobody called “{by}”."))
        self._set(post_id, "approved")

    def withdrawn_by(self, post_id: str) -> str | None:
        return self.withdrawer

    def withdrawn_because(self, post_id: str) -> str:
        return "số điện thoại sai" if self.withdrawer else ""

    def _set(self, post_id: str, state: str) -> None:
        if self.refuses:
            raise Refused(Bilingual("bài đang tạm giữ.", "the post is on hold."))
        self.states[post_id] = state


class Gate:
    """Lets the bundles through that were put here, unless told to refuse or a picture is not as it was."""

    def __init__(self, accounts: AccountBook, files: FileStore) -> None:
        self._accounts, self._files = accounts, files
        self.bundles: dict[str, Bundle] = {}
        self.written_at: dict[str, datetime] = {}
        self.amends: dict[str, str] = {}
        """Post → the published one whose text it replaces."""
        self.refusal: Refused | None = None
        self.on_hold: set[str] = set()
        """Posts that are not let through."""
        self.asked: list[str] = []

    def ready(self, post_id: str, account: str, now: datetime) -> SendContext:
        self.asked.append("send")
        return self._passed(post_id, account)

    def ready_to_queue(self, post_id: str, accounts: Sequence[str], now: datetime) -> tuple[SendContext, ...]:
        self.asked.append("queue")
        return tuple(self._passed(post_id, account) for account in accounts)

    def _passed(self, post_id: str, account: str) -> SendContext:
        if self.refusal is not None:
            raise self.refusal
        if post_id in self.on_hold:
            raise Refused(Bilingual("bài đang tạm giữ.", "the post is on hold."))
        bundle = self.bundles[post_id]
        found = self._accounts.get(account)
        package = bundle.packages[found.platform]
        for attachment in package.attachments:
            self._files.check(attachment.sha256)
        return SendContext(
            bundle=bundle,
            package=package,
            account=found,
            written_at=self.written_at.get(post_id),
            amends=self.amends.get(post_id, ""),
        )


class NoSources:
    """No record can be made here: the outbox must not mind."""

    def dossier(self, post_id: str) -> Dossier:
        raise NotFound(Bilingual("chưa có hồ sơ.", "no dossier."))


class Alive:
    """A worker among others; whoever is in `dead` no longer runs."""

    def __init__(self, name: str, dead: set[str]) -> None:
        self.name = name
        self.dead = dead

    def alive(self, lease: str) -> bool:
        return lease.partition("~")[0] not in self.dead


@dataclass
class OutboxRig:
    folder: Path
    remote: Any = None
    accounts: AccountBook = field(default_factory=lambda: AccountBook(page()))
    clock: SetClock = field(default_factory=SetClock)
    seed: int = 7
    timing: Timing = field(default_factory=lambda: Timing(workers=1))
    home: Home | None = None
    """Whether the profile may send; None: it may."""
    leave: Leave = OWN_QUEUE

    def __post_init__(self) -> None:
        self.store: Store = fresh_store(self.folder, self.clock)
        self.repo = StoredOutbox(self.store)
        self.emergencies = StoredEmergencies(self.store)
        self.audit = StoredAudit(self.store)
        self.files = FileStore(self.folder / "files")
        self.posts = Posts()
        self.staff = Staff()
        self.gate = Gate(self.accounts, self.files)
        self.posts.bundles = self.gate.bundles
        self.dead: set[str] = set()
        self.ids = numbered("d")
        self.remote = self.remote or Remote(self.clock)
        self.random = random.Random(self.seed)
        self.publishers: dict[AccountKind, Publisher] = dict.fromkeys(AccountKind, self.remote)
        self.starts = 1
        self.outbox = self.worker("w1")

    def worker(
        self, name: str, pause: Callable[[float], None] | None = None, *, session: QueueSession | None = None
    ) -> Outbox:
        """Another program on the same store. Without a session nothing is withheld."""
        records = Records(
            records=StoredRecords(self.store),
            repo=self.repo,
            audit=self.audit,
            sources=NoSources(),
            files=self.files,
            clock=self.clock,
        )
        return Outbox(
            repo=self.repo,
            publishers=self.publishers,
            gate=self.gate,
            workflow=self.posts,
            people=self.staff,
            accounts=self.accounts,
            files=self.files,
            audit=self.audit,
            records=records,
            clock=self.clock,
            ids=self.ids,
            jitter=self.random.random,
            liveness=Alive(name, self.dead),
            timing=self.timing,
            pause=pause or self._pause,
            session=session,
            home=self.home,
            leave=self.leave,
        )

    def restart(self) -> Outbox:
        """The program was killed and is started again."""
        self.dead.add(f"w{self.starts}")
        self.starts += 1
        self.outbox = self.worker(f"w{self.starts}")
        return self.outbox

    def started(self) -> Outbox:
        """The program is started again and withholds what an earlier run left overdue."""
        self.starts += 1
        name = f"w{self.starts}"
        self.outbox = self.worker(name, session=QueueSession(id=name, began_at=self.clock.now()))
        return self.outbox

    def approved(
        self,
        post_id: str = "p1",
        *,
        text: str = TEXT,
        images: int = 1,
        at: datetime | None = None,
        accounts: tuple[str, ...] | None = None,
        options: PlatformOptions = NO_OPTIONS,
    ) -> str:
        """An approved post, as the gate will let it pass."""
        names = accounts or tuple(self.accounts.accounts)
        targets = [self.accounts.get(name) for name in names]
        attachments = tuple(self.picture(post_id, n) for n in range(1, images + 1))
        bundle = Bundle(
            post_id=post_id,
            revision=1,
            content_hash=digest(text),
            packages={
                account.platform: Package(
                    platform=account.platform,
                    text=text,
                    title=text.splitlines()[0],
                    attachments=attachments,
                    options=options,
                )
                for account in targets
            },
            targets=tuple((a.name, str(a.platform), a.page_id) for a in targets),
            publish_at=at,
            seal=digest([post_id, text, images, [a.page_id for a in targets]]),
        )
        self.gate.bundles[post_id] = bundle
        self.posts.states[post_id] = "approved"
        return post_id

    def queue(
        self,
        post_id: str = "p1",
        *accounts: str,
        at: datetime | None = None,
        held_by: str = "pc",
        spread: timedelta = timedelta(0),
        **facts: Any,
    ) -> Delivery:
        """Approve and queue; the first delivery."""
        self.approved(post_id, at=at, **facts)
        names = accounts or tuple(name for name, _, _ in self.gate.bundles[post_id].targets)
        return self.outbox.enqueue(post_id, names, "cb-dang", PIN, held_by=held_by, spread=spread)[0]

    def state(self, delivery: Delivery) -> tuple[DeliveryState, Attention]:
        found = self.outbox.get(delivery.id)
        return found.state, found.reason

    def emergency(self, *, on: bool) -> None:
        """Switch it on or off, by the store alone; what `goes_on` is a bulletin."""
        present = self.emergencies.present()
        if on and present is None:
            self.emergencies.open(
                Emergency(
                    id=self.ids(),
                    reason="Cháy lớn",
                    every=timedelta(hours=1),
                    goes_on=("emergency_alert",),
                    opened_at=self.clock.now(),
                    opened_by="cb-dang",
                )
            )
        elif not on and present is not None:
            self.emergencies.close(replace(present, closed_at=self.clock.now(), review="Ổn."))

    def goes_on(self, post_id: str) -> None:
        """Have the post be a bulletin: it leaves during an emergency, too."""
        with self.store.write() as tx:
            author = {"id": "cb-soan", "name": "", "folded": "", "roles": [], "pin_hash": "", "active": True}
            tx.execute(sqlite.insert(people).values(author).on_conflict_do_nothing())
            now = self.clock.now()
            tx.execute(
                sqlite.insert(posts).values(
                    id=post_id, state="approved", revision=1, template_id="emergency_alert", title="", title_key="",
                    author="cb-soan", targets=[], practice=False, created_at=now, changed_at=now, history_head="",
                    folded="",
                )
            )  # fmt: skip

    def settle(self, hours: float = 3.0) -> None:
        """Let time pass, working whenever there is something to do."""
        end = self.clock.now() + timedelta(hours=hours)
        while self.clock.now() < end:
            self.outbox.run()
            moment = self.outbox.next_moment()
            if moment is None:
                return
            self.clock.moment = min(max(moment, self.clock.now() + timedelta(seconds=1)), end)

    def acts(self, post_id: str = "p1") -> list[str]:
        return [str(entry.act) for entry in self.audit.entries(post_id)]

    def _pause(self, seconds: float) -> None:
        self.clock.forward(seconds=seconds)

    def picture(self, post_id: str, number: int) -> Attachment:
        data = f"ảnh {number} của {post_id}".encode()
        return Attachment(
            sha256=self.files.put(data),
            name=f"{number:02d}-alert.jpg",
            mime="image/jpeg",
            width=1080,
            height=1350,
            bytes=len(data),
            alt=f"Thẻ cảnh báo {number}",
            origin=f"card:alert-{number}:p45",
        )

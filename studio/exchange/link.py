"""This station and its hub: joining, leaving, one contact, what goes there by itself.

Always there; where no hub was joined it is empty, speaks to nobody, and loads nothing of the driver. A contact may be
made at any time and by several programs at once: whatever breaks off goes on with the next.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.clock import Clock
from studio.errors import Refused, StudioError, Untrusted
from studio.events import Publish, silent
from studio.exchange.device import Devices
from studio.exchange.link_model import JoinedHub, LinkStanding, ReceivedItem, RefusedItem, SyncResult
from studio.exchange.receiver import Readers
from studio.exchange.station_items import StationItems
from studio.exchange.stations import Stations
from studio.exchange.sync_round import SyncRound
from studio.exchange.templates import Templates
from studio.hub.invitation import read_invitation
from studio.hub.items import Item, box_for, signed
from studio.hub.model import HubItemKind, HubStation
from studio.logbook import Logbook
from studio.paths import write_atomic
from studio.people.model import Role, Vault
from studio.people.present import by_itself
from studio.people.service import People
from studio.secret import Secret

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint, the driver of no start
    from studio.exchange.storage_link import StoredLink
    from studio.hub.client import HubClient
    from studio.hub.connection import HubAddress

ACT = "exchange"
"""As `studio.outbox.audit.Act` names it."""
KEPT = "hub"
"""The entry of the keyring with the password."""
CERTIFICATE = "hub-ca.pem"
MAY = (Role.HEAD, Role.TECHNICAL)


class HubLink:
    """Of one profile, in the folder `place`. Threads may share it."""

    def __init__(
        self,
        repo: StoredLink,
        *,
        place: Path,
        people: People,
        vault: Vault,
        devices: Devices,
        stations: Stations,
        items: StationItems,
        templates: Templates,
        rounds: Callable[[HubClient, JoinedHub, Readers], SyncRound],
        log_end: Callable[[], int],
        clock: Clock,
        logbook: Logbook,
        publish: Publish = silent,
    ) -> None:
        self._repo = repo
        self._place = place
        self._people = people
        self._vault = vault
        self._devices = devices
        self._stations = stations
        self._items = items
        self._rounds = rounds
        self._log_end = log_end
        self._clock = clock
        self._logbook = logbook
        self._publish = publish
        self._readers: dict[HubItemKind, list[Callable[[ReceivedItem], None]]] = {}
        self._contact = threading.Lock()
        self._hearing = threading.Lock()
        self._may_hear = False
        self._ear: HubClient | None = None
        self._hang_up: Callable[[], None] = _nothing
        self._boxes = frozenset[str]()
        self.on_taken(HubItemKind.PACK, stations.take)
        self.on_taken(HubItemKind.TEMPLATE, templates.take)

    # Joined or not

    def joined(self) -> JoinedHub | None:
        """The hub this station joined; None where there is none."""
        return self._repo.joined()

    def join(self, invitation: Path, by: str, pin: str) -> JoinedHub:
        """Take an invitation in: from now on this station speaks to that hub. The password goes to the keyring.

        Raises BadInput, NotPermitted, Refused, KeyringTrouble.
        """
        told = read_invitation(invitation)
        person = self._people.entitled(self._people.verify_pin(by, pin).id, *MAY)
        if self.joined() is not None:
            raise Refused("this station has joined a hub already; leave that one first.")
        own = self._devices.own()  # reads the keyring
        if told.key and told.key != own.device.public:
            raise Refused("this invitation is for another PC: it names another key than this one has.")
        with self._logbook.doing(ACT, person.id, step="joined", login=told.login, unit=told.unit):
            joined = JoinedHub(
                host=told.host, port=told.port, database=told.database, certificate=told.certificate,
                login=told.login, unit=told.unit, department=told.department, joined_at=self._clock.now(),
            )  # fmt: skip
            self._repo.join(joined, self._log_end())
            self._stations.invited(told.introductions, person.id, pin)
            self._vault.put(KEPT, told.password.reveal())
            if self._vault.get(KEPT) != told.password.reveal():
                raise Refused("this PC has no keyring that could keep the hub's password, so it cannot join.")
        self._publish("hub.joined")
        return joined

    def leave(self, by: str, pin: str) -> None:
        """Speak to the hub no more. What came from it stays; what waits for it is not sent. Raises NotPermitted."""
        person = self._people.entitled(self._people.verify_pin(by, pin).id, *MAY)
        self._require_joined()
        with self._contact, self._logbook.doing(ACT, person.id, step="left"):
            self._repo.leave()
        self.close()
        self._devices.own()  # reads the keyring
        self._vault.put(KEPT, "")
        self._publish("hub.left")

    def standing(self) -> LinkStanding:
        """When it last answered, what waits, how far it was read. Asks nobody."""
        return self._repo.standing()

    def aside(self) -> tuple[RefusedItem, ...]:
        """Items that came and were not taken in, each with why and when it is tried again."""
        return self._repo.aside()

    # Items of no post

    def put(
        self,
        kind: HubItemKind,
        facts: Mapping[str, Any],
        box: str | Sequence[str] | None = None,
        blobs: Collection[str] = (),
    ) -> Item:
        """Sign such an item by the key of this PC and lay it out for the hub, in the caller's transaction.

        `box` is where it goes, or several; by itself the first it may go to. Raises Refused where no hub was joined,
        BadInput.
        """
        joined = self._require_joined()
        own = self._devices.own()
        device = replace(own.device, unit=joined.unit, department=joined.department)
        boxes = (box,) if isinstance(box, str) else tuple(box or (box_for(kind, device),))
        item = signed(
            kind, facts, sender=own.device, seed=own.seed, at=self._clock.now(), epoch=joined.epoch, blobs=tuple(blobs)
        )
        with self._repo.transaction():
            self._repo.keep(item, boxes[0], None)
            for one in boxes:
                self._repo.lay(item.hex, kind, one)
        return item

    def take(self, item: Item) -> None:
        """Keep such an item that came in a file, in the caller's transaction, and tell whoever reads such.

        Its signature was checked. Raises Untrusted for what its station may not say, and what a reader raises.
        """
        device = self._stations.known()[item.sender]
        if item.kind is HubItemKind.PACK and not device.department:
            raise Untrusted("the file speaks for the department, and is of another PC; nothing was imported.")
        self._repo.keep(item, "", None)
        if item.sender != self._devices.own().device.login:
            told = ReceivedItem(
                id=item.hex, kind=item.kind, sender=item.sender, at=item.at, facts=item.facts, box="", number=None,
                unit=device.unit, department=device.department,
            )  # fmt: skip
            for reader in self._readers.get(item.kind, ()):
                reader(told)

    def taken(self, kind: HubItemKind) -> tuple[ReceivedItem, ...]:
        """Such items of a kind, of other stations and of this one, in the order in which they came."""
        found = self._repo.statements(kind)
        known = self._stations.known() if found else {}
        return tuple(_of(one, known) for one in found)

    def on_taken(self, kind: HubItemKind, reader: Callable[[ReceivedItem], None]) -> None:
        """Have `reader` called with each such item of another station, inside the transaction that keeps it. What it
        raises (a StudioError) puts the item aside."""
        self._readers.setdefault(kind, []).append(reader)

    # A contact

    @contextmanager
    def line(self) -> Iterator[HubClient]:
        """An open line to the hub. Raises HubAway, Refused where none was joined, KeyringTrouble."""
        from studio.hub.client import HubClient

        joined = self._require_joined()
        self._devices.own()  # reads the keyring
        password = self._vault.get(KEPT)
        if not password:
            raise Refused("the keyring of this PC has not the hub's password; leave the hub and join it again.")
        with HubClient(self._address(joined), joined.login, Secret(password)) as client:
            yield client

    def sync(self) -> SyncResult:
        """One contact: send what waits, read what came. For a thread that may wait; what goes wrong is in the answer.

        Nothing happens where no hub was joined.
        """
        with self._contact, by_itself("what goes to the hub and what comes from it"):
            joined = self.joined()
            if joined is None:
                return SyncResult()
            told = self._contacted(joined)
            self._may_hear = told.trouble is None
            self._repo.told(self._clock.now(), told.trouble)
        self._publish("hub.synced", changed="yes" if told.changed else "no")
        return told

    def hinted(self, wait: float = 0.0) -> bool:
        """Whether the hub hinted that something came since this was asked last; `wait` is how many seconds it may take
        to hint. A hint is worth a contact now: who is given none makes contact at its time all the same.

        It is heard over a line of its own, which is opened after a contact that went well, and closed where it breaks.
        """
        with self._hearing:
            if not self._may_hear:
                return False
            try:
                if self._ear is None:
                    with ExitStack() as stack:
                        client = stack.enter_context(self.line())
                        self._boxes = frozenset(client.greet().boxes)
                        client.listen(0.0)
                        self._ear, self._hang_up = client, stack.pop_all().close
                return bool(self._ear.listen(wait) & self._boxes)
            except StudioError:
                self._close_ear()
                return False

    def close(self) -> None:
        """Hear no more hints."""
        with self._hearing:
            self._close_ear()

    def _close_ear(self) -> None:
        self._hang_up()
        self._ear, self._hang_up, self._may_hear = None, _nothing, False

    def _contacted(self, joined: JoinedHub) -> SyncResult:
        posts = list[str]()
        try:
            unsaid = self._items.tell(joined, self.put)
            with self.line() as client:
                told = self._rounds(client, joined, self._readers).go(posts.append)
            return replace(told, trouble=told.trouble or unsaid)
        except StudioError as trouble:
            return SyncResult(changed=bool(posts), trouble=trouble.phrase)
        finally:
            for post in posts:
                self._publish("exchange.taken_in", post=post)

    def _require_joined(self) -> JoinedHub:
        joined = self.joined()
        if joined is None:
            raise Refused("this station has joined no hub; ask the department for an invitation.")
        return joined

    def _address(self, joined: JoinedHub) -> HubAddress:
        from studio.hub.connection import HubAddress

        ca = None
        if joined.certificate:
            ca = self._place / CERTIFICATE  # libpq reads it from a file
            write_atomic(ca, joined.certificate.encode())
        return HubAddress(host=joined.host, port=joined.port, database=joined.database, ca=ca)


def _nothing() -> None: ...


def _of(one: ReceivedItem, known: Mapping[str, HubStation]) -> ReceivedItem:
    device = known.get(one.sender)
    return one if device is None else replace(one, unit=device.unit, department=device.department)

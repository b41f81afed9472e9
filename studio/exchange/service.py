"""Posts between PCs: written into a file for another PC, taken in from one, one of two versions chosen.

Whoever sends or chooses gives their PIN; whoever takes a file in is at work here. Taking in never queues or sends
anything, and a file is taken in whole or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from studio.clock import Clock
from studio.errors import NotFound, Refused, StorageTrouble, Untrusted
from studio.events import Publish, silent
from studio.exchange import parcel
from studio.exchange.contents import SentRevision, content_of
from studio.exchange.device import Devices
from studio.exchange.introductions import (
    Introduction,
    own_introduction,
    read_introduction,
    require_compared,
    write_introduction,
)
from studio.exchange.item_importer import OFFERERS, ItemImporter
from studio.exchange.item_maker import ItemMaker
from studio.exchange.model import SUFFIX, ItemResult, Station, StoredItem, TravelState, VersionTold
from studio.exchange.receipts import Receipts
from studio.exchange.stations import Stations
from studio.exchange.templates import Templates
from studio.exchange.travels import Travels, heads, publisher, unit_of
from studio.hub.items import Item, opened
from studio.hub.model import OF_NO_POST, HubItemKind
from studio.logbook import PROGRAM, Logbook
from studio.people.keys import fingerprint
from studio.people.model import Role
from studio.people.service import People
from studio.phrase import Phrase
from studio.posts.compose import Composer
from studio.posts.drafts import DraftService
from studio.posts.journal import VOIDED, entry
from studio.posts.journal import content_of as as_edit
from studio.posts.model import Post, PostState, Revision
from studio.posts.ports import Files
from studio.posts.transitions import Action, move, require_out_of_trash
from studio.reasons import reason_of
from studio.templates.own.model import is_own

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.exchange.storage import StoredExchange
    from studio.exchange.storage_link import StoredLink
    from studio.posts.storage import StoredPosts

ACT = "exchange"
"""As `studio.outbox.audit.Act` names it."""
HERE = "here"
"""Names the version of this PC, when one of two is chosen."""
GO_ON = frozenset(PostState) - {PostState.QUEUED, PostState.PUBLISHED, PostState.WITHDRAWN}
"""Of a post in another state no version is chosen any more."""
_TOLD = {
    HubItemKind.PACK: Phrase("what the department says was imported"),
    HubItemKind.TEMPLATE: Phrase("a template of the unit was imported"),
}
"""Of items that belong to no post, those that people are told of."""
MOST_FILES = 500
"""Files of one folder that are read at once."""


class Exchange:
    """Of one profile."""

    def __init__(
        self,
        repo: StoredExchange,
        *,
        posts: StoredPosts,
        drafts: DraftService,
        people: People,
        composer: Composer,
        files: Files,
        devices: Devices,
        stations: Stations,
        link: StoredLink,
        receipts: Receipts,
        templates: Templates,
        take_statement: Callable[[Item], None],
        maker: ItemMaker,
        importer: ItemImporter,
        travels: Travels,
        clock: Clock,
        logbook: Logbook,
        publish: Publish = silent,
    ) -> None:
        self._repo = repo
        self._posts = posts
        self._drafts = drafts
        self._people = people
        self._composer = composer
        self._files = files
        self._devices = devices
        self._stations = stations
        self._link = link
        self._receipts = receipts
        self._templates = templates
        self._take_statement = take_statement
        self._maker = maker
        self._importer = importer
        self._travels = travels
        self._clock = clock
        self._logbook = logbook
        self._publish = publish

    # PCs that know each other

    def station(self) -> str:
        """By what items name this PC. Raises KeyringTrouble."""
        return self._devices.own().device.login

    def key(self) -> str:
        """The public key of this PC, as its hub and other PCs know it. Raises KeyringTrouble."""
        return self._devices.own().device.public

    def introduce(self, out: Path, name: str, by: str, pin: str) -> Introduction:
        """Write the public keys of this PC and its people for another one, under the `name` of this PC there."""
        person = self._people.entitled(self._people.verify_pin(by, pin).id, Role.HEAD, Role.TECHNICAL)
        own = self._devices.own()
        told = own_introduction(own, name, self._people.introducible())
        body = write_introduction(out, told, own, self._clock.now())
        self._repo.keep_introduction(own.device.login, body)
        self._logbook.done(ACT, person.id, step="introduced", station=told.station.name)
        return told

    def trust(self, path: Path, fingerprint: str, by: str, pin: str, unit: str = "") -> Introduction:
        """Let what that PC and its people sign count here, once the fingerprint of its key was compared.

        `unit` is the code of the unit that the PC belongs to, as the hub names it: a PC of the department says it, and
        hands the introduction on to the other PCs of that unit. Raises BadInput, NotPermitted, Refused.
        """
        told = read_introduction(path)
        require_compared(told, fingerprint)
        person = self._people.verify_pin(by, pin)
        if told.station.login == self._devices.own().device.login:
            raise Refused("this is the introduction of this very PC.")
        with self._logbook.doing(ACT, person.id, step="confirmed", station=told.station.login, unit=unit):
            self._people.introduce(told.people, person.id, pin, of=told.station.name)
            self._stations.keep(told, unit)
        return told

    def fingerprint(self) -> str:
        """Of the key of this PC, to be read out to another unit. May wait for the keyring. Raises KeyringTrouble."""
        return fingerprint(self._devices.own().device.public)

    def stations(self) -> tuple[Station, ...]:
        """The PCs that were confirmed here, by name."""
        return self._repo.stations()

    # Sending

    def send(self, post_id: str, out: Path, by: str, pin: str, to: str = "") -> Path:
        """Write the post with all its versions, pictures, decisions into a file; into a folder under a name of its own.

        `to` is the name of a PC that is to publish the post instead of this one: from then on it is not published
        here. Raises NotPermitted, Refused, BadInput, StorageTrouble.
        """
        post = self._drafts.get(post_id)
        require_out_of_trash(post)
        person = self._people.entitled(self._people.verify_pin(by, pin).id, *OFFERERS)
        station = self._station(to) if to else None
        with self._logbook.doing(ACT, person.id, step="sent", post=post.id, to=to):
            self._maker.bring_up(post)
            if station is not None:
                self._maker.offer(post, station.login, person.id)
            statements = self._of_no_post(post)
        kept = self._repo.of(post.id)
        path = out / self._file_name(post, kept[-1]) if out.is_dir() else out
        self._write(path, post.id, statements)
        self._publish("exchange.sent", post=post.id)
        return path

    def send_template(self, template: str, out: Path, by: str, pin: str) -> Path:
        """Write a signed template of the unit's own into a file; into a folder under a name of its own.

        Raises NotFound for one that was never signed, NotPermitted, BadInput, StorageTrouble.
        """
        person = self._people.entitled(self._people.verify_pin(by, pin).id, *OFFERERS)
        with self._logbook.doing(ACT, person.id, step="sent", template=template):
            items = self._templates.of_signed(template)
        name = f"{self._clock.now():%Y%m%d-%H%M%S}-{template}{SUFFIX}"
        path = out / name if out.is_dir() else out
        parcel.write(path, items, {}, self._files)
        return path

    def write_template(self, template: str, out: Path) -> None:
        """The same for the program itself, within the caller's transaction."""
        parcel.write(out, self._templates.of(template), {}, self._files)

    def write(self, post_id: str, out: Path) -> None:
        """Write what is known of a post into a file, for the program itself, within the caller's transaction."""
        self._write(out, post_id, self._of_no_post(self._posts.get(post_id)))

    def _of_no_post(self, post: Post) -> Sequence[bytes]:
        """What goes along with a post: the unit's own template that it is written with, and its receipts."""
        own = self._templates.of(post.template_id) if is_own(post.template_id) else ()
        return (*own, *self._receipts.of_post(post.id))

    def _write(self, path: Path, post_id: str, statements: Sequence[bytes]) -> None:
        kept = self._repo.of(post_id)
        bodies = [self._repo.body(one.id) for one in kept]
        parcel.write(path, [*statements, *bodies], self._needed(post_id, kept), self._files)

    def _station(self, name: str) -> Station:
        found = next((one for one in self._repo.stations() if name in (one.name, one.login)), None)
        if found is None:
            raise NotFound(
                "no PC called “{name}” was confirmed; see studio exchange stations.", name=name, where="--to"
            )
        return found

    def _file_name(self, post: Post, last: StoredItem) -> str:
        return f"{self._clock.now():%Y%m%d-%H%M%S}-{post.id[:8]}-{last.id[:8]}{SUFFIX}"

    def _needed(self, post_id: str, kept: tuple[StoredItem, ...]) -> dict[str, int]:
        """The files of the versions that stand, with their sizes; those of former versions stay behind."""
        known, needed = self._devices.known(), dict[str, int]()
        for one in kept:
            if one.id in heads(kept) | {self._repo.base(post_id)}:
                content = content_of(opened(self._repo.body(one.id), known))
                if isinstance(content, SentRevision):
                    needed |= content.files
        return needed

    # Taking in

    def read(self, path: Path, by: str) -> tuple[ItemResult, ...]:
        """Take in a file, or every file of a folder; what is known already changes nothing.

        Each file is taken in whole or not at all. Raises BadInput, Untrusted, Refused, StorageTrouble with the first
        that will not do; those before it are in.
        """
        person = self._people.require_active(by)
        told: list[ItemResult] = []
        for file in self.files_of(path):
            told += self._read_one(file, person.id)
        return tuple(told)

    def take_in(self, path: Path) -> tuple[ItemResult, ...]:
        """The same of one file, for the program itself. Raises like `read`."""
        return self._read_one(path, PROGRAM)

    def files_of(self, path: Path) -> tuple[Path, ...]:
        """The file itself, or those of a folder that are read, by name. Raises StorageTrouble."""
        if not path.is_dir():
            return (path,)
        try:
            found = sorted(one for one in path.iterdir() if one.name.endswith(SUFFIX) and one.is_file())
        except OSError as trouble:
            raise StorageTrouble(
                "the folder cannot be read ({why}); check the path.", why=reason_of(trouble), where=str(path)
            ) from trouble
        return tuple(found[:MOST_FILES])

    def _read_one(self, path: Path, by: str) -> tuple[ItemResult, ...]:
        found = parcel.read(path)
        items = self._importer.read(found.items)
        ids = [item.hex for item in items]
        here = self._repo.known(ids) | self._link.known(ids)
        if here.issuperset(ids):
            return ()
        self._stations.require_believed(item for item in items if item.hex not in here)
        fresh = [name for name in found.files if not self._files.has(name)]
        self._repo.expect(fresh)
        with self._logbook.doing(ACT, by, step="taken_in", items=len(items)):
            statements = [item for item in items if item.kind in OF_NO_POST and item.hex not in here]
            for item in statements:
                self._take_statement(item)
            of_posts = [item for item in items if item.kind not in OF_NO_POST]
            told = self._importer.take(of_posts, lambda name: name in found.files or self._files.has(name))
            for name in fresh:  # whoever is killed here leaves files that nothing names, and they are swept
                if self._files.put_pieces(found.pieces(name)) != name:
                    raise Untrusted(
                        "the file changed while it was read; copy it to this PC, then import it again.",
                        where=path.name,
                    )
        for post_id in dict.fromkeys(one.post for one in told):
            self._publish("exchange.taken_in", post=post_id)
        notices = [
            ItemResult(item=item.hex, post="", kind=item.kind, said=_TOLD[item.kind])
            for item in statements
            if item.kind in _TOLD
        ]
        return (*told, *notices)

    # Two versions

    def choose(self, post_id: str, version: str, by: str, pin: str) -> Post:
        """Make one of the versions the present one: `version` is the beginning of its id, or ``here`` for the one of
        this PC. The choice follows all of them, and is a draft again. Raises Refused, NotFound, NotPermitted."""
        person = self._people.entitled(self._people.verify_pin(by, pin).id, Role.AUTHOR)
        post = self._drafts.get(post_id)
        with self._logbook.doing(ACT, person.id, step="chosen", post=post.id, version=version):
            kept = self._repo.of(post.id)
            waiting = self._travels.others(post.id, kept) if kept else frozenset[str]()
            if not waiting:
                raise Refused("there is one version of the post; nothing is to be chosen.")
            require_out_of_trash(post)
            move(post.state, Action.EDIT)
            base = self._maker.base(post.id)
            if base is None or not self._maker.is_at(post, base):
                base = self._maker.follow(post, (base.id,) if base else ())
            wanted = post if version == HERE else self._version_of(version, waiting | {base.id})
            chosen = self._chosen(post, wanted, person.id)
            self._maker.follow(chosen, tuple(sorted(waiting | {base.id})))
        self._publish("post.edited", post=post.id)
        return self._posts.get(post.id)

    def version(self, post_id: str, item: str) -> Post:
        """What one of the versions of the post says, by its id. Raises NotFound."""
        return self._version_of(item, frozenset(one.id for one in self._repo.of(post_id)))

    def _version_of(self, version: str, among: frozenset[str]) -> Post:
        found = [one for one in among if version and one.startswith(version)]
        if len(found) != 1:
            raise NotFound("there is no version “{version}”; see studio exchange list.", version=version)
        content = content_of(opened(self._repo.body(found[0]), self._devices.known()))
        if not isinstance(content, SentRevision):
            raise NotFound("“{version}” is no version.", version=version)
        return content.post

    def _chosen(self, post: Post, wanted: Post, by: str) -> Post:
        """The next revision, which says what `wanted` says. Its number is one that no version has."""
        now, numbers = self._clock.now(), [one.number for one in self._repo.of(post.id)]
        editors = tuple(dict.fromkeys([*as_edit(wanted, post).editors, by]))
        made = replace(
            as_edit(wanted, post),
            revision=max(self._posts.next_number(post.id), *(number + 1 for number in numbers)),
            author=post.author,
            created_at=post.created_at,
            editors=tuple(one for one in editors if one != post.author),
            state=PostState.DRAFT,
            updated_at=now,
        )
        revision = Revision(post_id=post.id, number=made.revision, by=by, at=now, kind="restore", undo_to=post.revision)
        self._posts.append(made, revision, title=self._composer.content(made).title)
        if post.state is not PostState.DRAFT:
            self._posts.set_state(post.id, PostState.DRAFT)
            self._posts.note(entry(made, by, "edit", post.state, now, VOIDED.get(post.state, "")))
        return made

    # What stands

    def list(self) -> tuple[TravelState, ...]:
        """The posts that travelled, the one that something last came or went of first."""
        return tuple(self._standing(post_id) for post_id in self._repo.posts())

    def divided(self) -> tuple[TravelState, ...]:
        """The posts between whose versions a person has to choose before they go on."""
        return tuple(self._standing(post_id) for post_id in self._repo.divided(GO_ON))

    def standing(self, post_id: str) -> TravelState | None:
        """How the post stands; None for one that never travelled."""
        return self._standing(post_id) if self._repo.of(post_id) else None

    def _standing(self, post_id: str) -> TravelState:
        post, kept = self._posts.get(post_id), self._repo.of(post_id)
        own, named = self._devices.own().device.login, publisher(kept)
        unit = unit_of(named)
        return TravelState(
            post=post_id,
            title=self._posts.title(post_id),
            publisher="" if named == own else "?" if named is None else unit or self._devices.name_of(named),
            unit=unit,
            versions=self._versions(post, kept),
            withdrawn=any(one.kind is HubItemKind.WITHDRAWAL for one in kept) or post.state is PostState.WITHDRAWN,
            unsent=self._maker.unsent(post),
        )

    def _versions(self, post: Post, kept: tuple[StoredItem, ...]) -> tuple[VersionTold, ...]:
        base, waiting = self._maker.base(post.id), self._travels.others(post.id, kept)
        written = self._posts.revision(post.id, post.revision)[1]
        at_base = base is not None and self._maker.is_at(post, base)
        here = VersionTold(
            item=base.id if base and at_base else "", station="", by=written.by, at=written.at, here=True
        )
        others = [
            VersionTold(item=one.id, station=self._devices.name_of(one.sender), by=one.by, at=one.at, here=False)
            for one in kept
            if one.id in waiting
        ]
        return (here, *others)

    def forget_purged(self) -> None:
        """Delete what travelled of posts whose content was purged."""
        for post_id in self._repo.purged():
            self._repo.forget(post_id)

"""The registry of pages: their files, what is missing in them, and the way from the request to the end of a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.accounts.model import Account, AccountKind, PageStatus
from studio.accounts.service import Accounts
from studio.canonical import digest, sha256
from studio.clock import Clock, local_date
from studio.codec import plain
from studio.directory.model import DirectoryBook
from studio.directory.service import Directory
from studio.errors import BadInput, NotFound, Refused
from studio.events import Publish, silent
from studio.people.model import Role
from studio.people.service import People
from studio.phrase import Phrase
from studio.registry.exports import Exports, verify_archive, write_archive
from studio.registry.model import (
    ENDED,
    Archive,
    Note,
    PageEvidence,
    PageFile,
    PageIdentity,
    PageTransition,
    PostRecords,
    Request,
    Scan,
    Verification,
    Wary,
)
from studio.registry.rules import FileSection, Gap, KnownFacts, gaps, watch_due
from studio.signoffs.model import SignOff
from studio.signoffs.service import SignOffs
from studio.text import fold, length, nfc, squeeze

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.registry.storage import StoredPageFiles
    from studio.store.files import FileStore

LONG = frozenset({"purpose", "audience", "why", "pinned", "house_rules", "privacy", "reason"})
"""Fields of several lines."""
FREE = frozenset({*LONG, "why", "reply", "area"})
"""Fields that are written freely, and name nobody."""
LONGEST_LINE, LONGEST_TEXT = 300, 5000


def tidied(part: Any) -> Any:
    """`part` with every text of it tidied. Raises BadInput naming the field of one that is too long."""
    if type(part) is str:  # an enumeration is one as well, and stays what it is
        return _line(part, "text")
    if not is_dataclass(part) or isinstance(part, type):
        return part
    return replace(part, **{each.name: _value(each.name, getattr(part, each.name)) for each in fields(part)})


def free_texts(part: Any) -> dict[str, str]:
    """The texts of `part` that are written freely, by their field."""
    found: dict[str, str] = {}
    for each in fields(part):
        value = getattr(part, each.name)
        if is_dataclass(value):
            found |= free_texts(value)
        elif each.name in FREE and value:
            found[each.name] = value
    return found


def _value(name: str, value: Any) -> Any:
    if type(value) is str:
        return _long(value, name) if name in LONG else _line(value, name)
    if isinstance(value, tuple):
        return tuple(dict.fromkeys(each for each in value if each))
    if isinstance(value, Mapping):
        return {key: each for key, each in value.items() if each}
    return tidied(value)


def _line(text: str, name: str) -> str:
    return _short_enough(squeeze(nfc(text)), name, LONGEST_LINE)


def _long(text: str, name: str) -> str:
    return _short_enough("\n".join(line.rstrip() for line in nfc(text).splitlines()).strip(), name, LONGEST_TEXT)


def _short_enough(text: str, name: str, most: int) -> str:
    if (count := length(text)) > most:
        raise BadInput(
            "this text has {count} characters, at most {most}; shorten it.", count=count, most=most, where=name
        )
    return text


def require_open(former: PageFile, changed: PageFile) -> None:
    """What an ended page was stays as it was; only the watch for impostors goes on. Raises Refused."""
    kept = former.transition
    watched = replace(changed.transition, watch_until=kept.watch_until, watched_on=kept.watched_on)
    if former.ended and replace(changed, transition=watched) != former:
        raise Refused("the page has ended and its file is closed; only the watch for impostors can be changed.")


def require_free(former: PageFile, changed: PageFile, files: Iterable[PageFile]) -> None:
    """Two files would drive the status of one account against each other. Raises BadInput."""
    if changed.account in ("", former.account):
        return
    twin = next((each for each in files if each.account == changed.account and not each.ended), None)
    if twin is not None:
        name = twin.identity.name or twin.area or twin.id
        raise BadInput("this account belongs to the file “{name}”; choose another.", name=name, where="account")


def require_nobody(former: PageFile, changed: PageFile, wary: Wary) -> None:
    """No text that is new names a citizen's data or holds a secret. Raises BadInput naming the field."""
    kept = free_texts(former)
    for where, text in free_texts(changed).items():
        found = wary(text) if kept.get(where) != text else None
        if found is not None:
            raise BadInput(
                "{found} A page file keeps no data of citizens and no passwords; put it in general terms.",
                found=found,
                where=where,
            )


def unfiled(accounts: Iterable[Account], files: Iterable[PageFile]) -> tuple[Account, ...]:
    """The pages at work that no file names; practice pages are none."""
    filed = {file.account for file in files}
    return tuple(
        each
        for each in accounts
        if each.status is PageStatus.ACTIVE and each.kind is not AccountKind.PRACTICE and each.name not in filed
    )


def file_of(account: Account, id: str, units: Sequence[str], by: str, now: datetime) -> PageFile:
    """Active at once, for its account is authorised already. `units` are the ids of those in the directory."""
    return PageFile(
        id=id,
        unit=account.unit if account.unit in units else next(iter(units), ""),
        account=account.name,
        status=PageStatus.ACTIVE,
        valid_from=local_date(account.connected_at or now),
        request=Request(platform=account.platform),
        identity=PageIdentity(
            name=account.title, url=account.base_url if account.kind is AccountKind.WORDPRESS else ""
        ),
        made_by=by,
        made_at=now,
        changed_at=now,
    )


REQUEST = "page_request"
"""The kind of a request's sign-off."""
KEEPERS = (Role.TECHNICAL, Role.HEAD)
"""Who may change the status of a page."""
LARGEST = 20_000_000
"""Bytes of an attachment."""
_ACT = "page_file"


class Registry:
    """`by` is the id of a person; every act raises a StudioError with the reason."""

    def __init__(
        self,
        repo: StoredPageFiles,
        *,
        files: FileStore,
        people: People,
        accounts: Accounts,
        sign_offs: SignOffs,
        directory: Directory,
        records: PostRecords,
        clock: Clock,
        ids: Callable[[], str],
        note: Note,
        scan: Scan,
        wary: Wary,
        official_mail: Callable[[str, DirectoryBook], bool],
        pattern: Callable[[], str],
        practice: bool,
        publish: Publish = silent,
    ) -> None:
        self._repo = repo
        self._files = files
        self._people = people
        self._accounts = accounts
        self._sign_offs = sign_offs
        self._directory = directory
        self._records = records
        self._clock = clock
        self._ids = ids
        self._note = note
        self._scan = scan
        self._wary = wary
        self._official_mail = official_mail
        self._pattern = pattern
        self._publish = publish
        sign_offs.hold_to(REQUEST, lambda file: request_digest(self.get(file)))
        self.exports = Exports(self, files, directory, clock, note=note, practice=practice, publish=publish)

    # Reading

    def list(self) -> tuple[PageFile, ...]:
        """What was changed last comes first."""
        return self._repo.all()

    def find(self, id: str) -> PageFile | None:
        return self._repo.get(id)

    def get(self, id: str) -> PageFile:
        """Raises NotFound."""
        found = self._repo.get(id)
        if found is None:
            raise NotFound("this page file is gone; open the list of files again.")
        return found

    def search(self, query: str) -> tuple[PageFile, ...]:
        """By name, unit, area, platform or address; accents do not matter. Tells that somebody looked."""
        words = fold(query).split()
        units = {unit.id: unit.name for unit in self._directory.book().units}
        found = tuple(
            file for file in self._repo.all() if all(word in _sought(file, units.get(file.unit, "")) for word in words)
        )
        if words:
            self._publish("registry.search.performed", found=str(len(found)))
        return found

    def to_watch(self, today: date) -> tuple[PageFile, ...]:
        """Files of ended pages under whose old name somebody has to look for impostors again."""
        return tuple(file for file in self._repo.all() if watch_due(file, today))

    def gaps(self, id: str) -> tuple[Gap, ...]:
        """What the file lacks, section by section. Raises NotFound."""
        file = self.get(id)
        return gaps(file, self._known(file))

    def lacks(self, id: str) -> tuple[tuple[Gap, ...], int]:
        """`gaps`, and how many things a file of that kind is asked for in all. Raises NotFound."""
        file = self.get(id)
        known, bare = self._known(file), Request(platform=file.request.platform)
        blank = replace(file, request=bare, identity=PageIdentity(), verification=Verification())
        found = gaps(file, known)
        return found, max(len(found), len(gaps(blank, replace(known, letter=()))))

    def _known(self, file: PageFile) -> KnownFacts:
        return KnownFacts(
            book=self._directory.book(),
            pattern=self._pattern(),
            others=[each for each in self._repo.all() if each.id != file.id],
            official_mail=self._official_mail,
            letter=self._letter(file),
            published=frozenset(self._published(file)),
        )

    def check(self, id: str) -> tuple[Gap, ...]:
        """`gaps`, asked for by a person."""
        found = self.gaps(id)
        self._publish("registry.checked", page=id)
        return found

    def agreement(self, id: str) -> SignOff | None:
        """The head's agreement to the request as it is now."""
        file = self.get(id)
        return self._sign_offs.standing(REQUEST, id, request_digest(file))

    def asked(self, id: str) -> SignOff | None:
        """The request's last submission, whatever became of it."""
        return self._sign_offs.latest(REQUEST, id)

    def unfiled(self) -> tuple[Account, ...]:
        """Pages at work that have no file yet."""
        return unfiled(self._accounts.list(), self._repo.all())

    # Changing

    def take_in(self, by: str) -> tuple[PageFile, ...]:
        """Begin a file for each of those, active as they are. Raises NotPermitted."""
        person, now = self._people.require(by, *KEEPERS), self._clock.now()
        units = [unit.id for unit in self._directory.book().units]
        with self._repo.transaction():
            made = tuple(file_of(account, self._ids(), units, person.id, now) for account in self.unfiled())
            for file in made:
                self._repo.save(file)
                self._note(_ACT, person.id, {"step": "taken_in", "page": file.id, "account": file.account})
        for file in made:
            self._publish("registry.taken_in", page=file.id)
        return made

    def begin(self, by: str, *, unit: str = "", area: str = "", account: str = "") -> PageFile:
        """A new request. Raises NotPermitted."""
        person, now = self._people.require_active(by), self._clock.now()
        units = self._directory.book().units
        file = PageFile(
            id=self._ids(),
            unit=unit or (units[0].id if units else ""),
            area=squeeze(nfc(area)),
            account=account,
            made_by=person.id,
            made_at=now,
            changed_at=now,
        )
        with self._repo.transaction():
            self._repo.save(file)
            self._note(_ACT, person.id, {"step": "begun", "page": file.id})
        self._publish("registry.request.created", page=file.id)
        return file

    def change(
        self,
        id: str,
        by: str,
        *,
        unit: str | None = None,
        area: str | None = None,
        account: str | None = None,
        request: Request | None = None,
        identity: PageIdentity | None = None,
        verification: Verification | None = None,
        transition: PageTransition | None = None,
    ) -> PageFile:
        """Put other sections in the place of those given. Raises NotFound, NotPermitted, BadInput naming the field."""
        self._people.require_active(by)
        parts: dict[str, Any] = {
            "unit": unit, "area": area, "account": account, "request": request, "identity": identity,
            "verification": verification, "transition": transition,
        }  # fmt: skip
        given = {name: tidied(part) for name, part in parts.items() if part is not None}
        with self._repo.transaction():
            former = self.get(id)
            changed = replace(former, **given)
            # only what `keep_archive` wrote and read back is an archive
            changed = replace(changed, transition=replace(changed.transition, archive=former.transition.archive))
            require_open(former, changed)
            require_free(former, changed, self._repo.all())
            require_nobody(former, changed, self._wary)
            if changed == former:
                return former
            changed = replace(changed, changed_at=self._clock.now())
            self._repo.save(changed)
        self._publish("registry.changed", page=id)
        return changed

    def attach(self, data: bytes, name: str) -> PageEvidence:
        """Keep a file that is about to be named by a page file. Raises BadInput, StorageTrouble."""
        if not data or len(data) > LARGEST:
            raise BadInput(
                "the file is empty or larger than {largest} MB; choose another.", largest=LARGEST // 1000000, where=name
            )
        return PageEvidence(sha256=self._files.put(data), name=squeeze(nfc(name))[:120], at=self._clock.now())

    def remove(self, id: str, by: str) -> None:
        """Take a file off the list in which nobody wrote anything. Raises Refused, NotPermitted, NotFound."""
        person = self._people.require_active(by)
        with self._repo.transaction():
            if not self.get(id).blank or self._sign_offs.latest(REQUEST, id) is not None:
                raise Refused(
                    "a file that somebody wrote in is kept; leave it as it is if the page is not wanted any more."
                )
            self._repo.remove(id)
            self._note(_ACT, person.id, {"step": "removed", "page": id})
        self._publish("registry.removed", page=id)

    # The head, and the status

    def submit(self, id: str, by: str, pin: str, note: str = "") -> SignOff:
        """Send the request to the head. Raises Refused naming what is missing, NotPermitted."""
        file = self.get(id)
        self._refuse_gaps(id, {"REGISTRY_COMPLETE"})
        return self._sign_offs.submit(REQUEST, id, request_digest(file), by, pin, note)

    def set_status(self, id: str, status: PageStatus, by: str) -> PageFile:
        """Let a page work, or end it as its transition says; the account of the page follows.

        Raises NotPermitted, or Refused naming what has to be done before.
        """
        person = self._people.require(by, *KEEPERS)
        with self._repo.transaction():
            file = self.get(id)
            changed = self._activated(file) if status is PageStatus.ACTIVE else self._ended(file, status)
            self._repo.save(changed)
            if changed.account:
                successor = self._repo.get(changed.transition.successor) if changed.ended else None
                self._accounts.set_status(changed.account, status, successor.account if successor else "")
            self._note(_ACT, person.id, {"step": "status", "page": id, "status": status.value})
        self._publish("registry.status.changed", page=id, kind=status.value)
        return changed

    def keep_archive(self, id: str, out: Path, by: str) -> Archive:
        """Write the archive of the page, read it back, and keep its hash. Raises StorageTrouble, NotPermitted."""
        person, file, now = self._people.require_active(by), self.get(id), self._clock.now()
        posts = write_archive(file, self._records, out, now)
        archive = Archive(sha256=sha256(out.read_bytes()), posts=posts, at=now, name=out.name)
        with self._repo.transaction():
            latest = self.get(id)
            transition = replace(latest.transition, archive=archive)
            self._repo.save(replace(latest, transition=transition, changed_at=now))
            self._note(_ACT, person.id, {"step": "archived", "page": id, "sha256": archive.sha256})
        self._publish("archive.exported", page=id)
        return archive

    def verify_archive(self, path: Path) -> tuple[Phrase, ...]:
        """What is wrong with an archive; empty when it is whole."""
        return verify_archive(path, self._records)

    def _activated(self, file: PageFile) -> PageFile:
        if file.status is not PageStatus.REQUESTED:
            raise Refused("only a page that was requested can be activated.")
        if self.agreement(file.id) is None:
            raise Refused("the head has not approved the request as it is now; submit it to the head first.")
        self._refuse_gaps(file.id, {gap.code for gap in self.gaps(file.id) if gap.part is FileSection.IDENTITY})
        return replace(file, status=PageStatus.ACTIVE, valid_from=self._today(), changed_at=self._clock.now())

    def _ended(self, file: PageFile, status: PageStatus) -> PageFile:
        if file.status is not PageStatus.ACTIVE or status not in ENDED or file.transition.to is not status:
            raise Refused(
                "choose in the hand-over whether the page is handed over, merged or closed, then change its status."
            )
        self._refuse_gaps(
            file.id, {"TRANSITION_BASIS", "SUCCESSOR", "HANDOVER_ANSWERED", "ARCHIVE_COMPLETE", "HANDOVER_SIGNED"}
        )
        return replace(file, status=status, valid_to=self._today(), changed_at=self._clock.now())

    def _refuse_gaps(self, id: str, codes: set[str]) -> None:
        found = [gap for gap in self.gaps(id) if gap.code in codes]
        if found:
            say, more = found[0].say, len(found) - 1
            raise Refused(
                "the file is not complete: {what}{rest}",
                what=say,
                rest=Phrase(" (and {more} more)", more=more) if more else "",
            )

    def _letter(self, file: PageFile) -> tuple[Phrase, ...]:
        letter = file.verification.letter
        return tuple(self._scan(self._files.get(letter.sha256), letter.name)) if letter else ()

    def _published(self, file: PageFile) -> tuple[str, ...]:
        return tuple(post for post, _ in self._records.posts_of(file.account)) if file.account else ()

    def _today(self) -> date:
        return local_date(self._clock.now())


def request_digest(file: PageFile) -> str:
    """What the head agrees to: the request, and for which unit and area it is."""
    return digest({"unit": file.unit, "area": file.area, "request": plain(file.request)})


def _sought(file: PageFile, unit: str) -> str:
    platform = file.request.platform.value if file.request.platform else ""
    return fold(f"{file.identity.name} {unit} {file.area} {platform} {file.identity.url} {file.request.purpose}")

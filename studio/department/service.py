"""What the department sees and does: its stations, what waits for it, notices to many units, heads of logs, reports.

It asks the tables of this PC alone, so that the page works while the hub is away and says of when what it shows is.
`refresh` brings them up to date after a contact with the hub. Its own PCs alone see it; a station has the notices that
are meant for its unit.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from studio.clock import VIETNAM, Clock, local_date
from studio.codec import plain
from studio.department.intake import NOTICE, TAKEN_BACK, NoticeIntake
from studio.department.model import (
    LONGEST_NOTE,
    Acknowledgement,
    HeadState,
    HubUnit,
    LogHead,
    Notice,
    NoticeForMe,
    NoticeProgress,
    Overview,
    PlanKind,
    PlannedPost,
    StationLine,
    StationState,
    TakenBack,
    UnitCall,
    WaitingPost,
)
from studio.department.notices import (
    NoticeKnowledge,
    checked_link,
    checked_text,
    checked_units,
    file_name,
    next_number,
    require_ahead,
)
from studio.department.records import KnowledgeAge, StationRow
from studio.department.station_list import LOGS, StationKnowledge
from studio.errors import BadInput, NotFound, Refused
from studio.events import Publish, silent
from studio.exchange import parcel
from studio.exchange.link import HubLink
from studio.exchange.model import SUFFIX
from studio.exchange.stations import DIRECTORY
from studio.hub.model import EVERYBODY, FleetRow, HubItemKind
from studio.logbook import PROGRAM, Logbook
from studio.people.model import Person, Role
from studio.people.present import by_itself
from studio.people.service import People
from studio.phrase import Phrase
from studio.posts.model import TRASH_DAYS
from studio.posts.ports import FileReader
from studio.reports.merged_month import MergedMonth
from studio.reports.units import UnitReports
from studio.text import collation, length, nfc, squeeze

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.department.storage import StoredDepartment
    from studio.department.storage_posts import StoredPostsOfAll

ACT = "department"
"""As `studio.outbox.audit.Act` names it."""
KEEPERS = (Role.HEAD, Role.TECHNICAL)
LONGEST_NAME = 120
_VERSION = re.compile(r"[0-9A-Za-z.+-]{0,40}")
"""What a station says of itself is shown where it looks like a version."""
PICTURES_KEPT = timedelta(days=TRASH_DAYS)
"""After a post of another PC went out or was withdrawn: as long as what lies in the trash."""
MOST_AT_ONCE = 200
"""Posts whose pictures go at one start of the program: some seconds."""
RECENT = timedelta(days=30)
_LAST = datetime.max.replace(tzinfo=UTC)


class Department:
    """Of one profile. Threads may share it."""

    def __init__(
        self,
        repo: StoredDepartment,
        posts: StoredPostsOfAll,
        *,
        hub: HubLink,
        people: People,
        reports: UnitReports,
        files: FileReader,
        pages: Callable[[], Mapping[str, str]],
        disbelieve: Callable[[Collection[str]], Sequence[str]],
        version: str,
        practice: bool,
        clock: Clock,
        ids: Callable[[], str],
        logbook: Logbook,
        publish: Publish = silent,
    ) -> None:
        """`pages` tells the titles of pages by their names, `version` is that of the program. `disbelieve` has the PCs
        with these keys believed no more, and the units told at the next contact; which they are, as items name them."""
        self._repo = repo
        self._posts = posts
        self._hub = hub
        self._people = people
        self._reports = reports
        self._files = files
        self._pages = pages
        self._disbelieve = disbelieve
        self._version = version
        self._practice = practice
        self._clock = clock
        self._ids = ids
        self._logbook = logbook
        self._publish = publish
        for kind, reader in NoticeIntake(repo, self._unit_of).readers().items():
            hub.on_taken(kind, reader)

    def usable(self) -> bool:
        """Whether this is one of the department's own PCs; elsewhere all but a station's own notices is refused."""
        joined = self._hub.joined()
        return joined is not None and joined.department and not self._practice

    def refresh(self) -> None:
        """Ask the hub which stations it heard of, and count the reports that came. Told as `department.refreshed`.

        Raises HubAway, HubRefused, Refused.
        """
        self._require()
        with self._hub.line() as line:
            fleet = line.fleet()
        read = self._hub.standing().received
        rows = [_row(one, read) for one in fleet.stations if not one.department]
        now = self._clock.now()
        with by_itself("what the hub says of its stations"):
            known = KnowledgeAge(as_of=now, hub_at=fleet.at, items=self._posts.last_item())
            self._repo.set_known(known, rows, fleet.unclear, self._divided())
            for station in self._disbelieve(_revoked(fleet.stations)):
                self._logbook.done(ACT, PROGRAM, step="revoked", station=station)
            self._count_reports()
        self._publish("department.refreshed")

    # Stations

    def overview(self) -> Overview:
        """The four tiles. Raises Refused."""
        lines = [line for line in self.stations() if line.state is not StationState.REVOKED]
        still = [line for line in lines if line.state is StationState.SILENT]
        known, today = self._repo.known(), local_date(self._clock.now())
        month = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
        reported, reporting = self._repo.reported(month)
        return Overview(
            as_of=None if known is None else known.as_of,
            stations=len(lines),
            heard=len(lines) - len(still),
            silent=len(still),
            oldest=min((line.last for line in still if line.last is not None), default=None),
            never=sum(line.last is None for line in still),
            sent_today=self._repo.sent(*_span(today, today)),
            doubled=self._repo.doubled(self._clock.now() - RECENT),
            unclear=self._repo.unclear(),
            month=month,
            reports=reported,
            units=reporting,
        )

    def stations(self) -> tuple[StationLine, ...]:
        """The stations of the units: silent ones first, then what needs a look, then the rest. Raises Refused."""
        self._require()
        return self._seen().lines()

    def units(self) -> tuple[HubUnit, ...]:
        """The units that have a station, by name. Raises Refused."""
        self._require()
        return tuple(sorted(self._repo.units().values(), key=lambda unit: collation(unit.name)))

    def name_units(self, named: Sequence[HubUnit], by: str, pin: str) -> None:
        """Say what these units are called; the others keep their names. Raises NotPermitted, BadInput, Refused."""
        self._require()
        person = self._keeper(by, pin)
        checked = [HubUnit(code=one.code.strip(), name=_name(one.name)) for one in named]
        with self._logbook.doing(ACT, person.id, step="named", units=len(checked)):
            self._repo.name(checked)

    def called(self, unit: str, note: str, by: str) -> UnitCall:
        """Note that somebody called the unit, and what was said. Raises NotPermitted, BadInput, NotFound, Refused."""
        person = self._people.require_active(by)
        self._require()
        if unit not in self._repo.units():
            raise NotFound("the hub has no station of a unit “{unit}”.", unit=unit)
        said = squeeze(nfc(note))
        if length(said) > LONGEST_NOTE or not said.isprintable():
            raise BadInput("a note has at most {longest_note} characters.", longest_note=LONGEST_NOTE, where="note")
        made = UnitCall(unit=unit, at=self._clock.now(), by=person.id, note=said)
        with self._logbook.doing(ACT, person.id, step="called", unit=unit):
            self._repo.call(made)
        self._publish("department.called", unit=unit)
        return made

    def _seen(self) -> StationKnowledge:
        known = self._repo.known()
        rows, logins = self._repo.stations(), self._posts.logins()
        of_unit = {row.unit for row in rows}
        heads = ((logins.get(head.station), head.state) for head in self._repo.heads())
        return StationKnowledge(
            rows=rows,
            hub_at=None if known is None else known.hub_at,
            version=self._version,
            names=self._repo.names(),
            called=self._repo.called(),
            two_versions=Counter(self._posts.units(self._divided()).values()),
            aside=Counter(one.box for one in self._hub.aside() if one.box in of_unit),
            logs={station.login: state for station, state in heads if station is not None},
        )

    def _divided(self) -> frozenset[str]:
        """The posts that have two versions now."""
        known = self._repo.known()
        return self._posts.two_versions(0 if known is None else known.items)

    def _unit_of(self, station: str) -> str:
        """Of which unit a station is, by what its items call it; empty where the hub has not told yet."""
        found = self._posts.logins().get(station)
        return "" if found is None else found.unit

    def export_list(self, unit: str, out: Path, by: str) -> Path:
        """Write which PCs are to be believed, as that unit was told last, into a file for one that does not hear of the
        hub; into a folder under a name of its own. Raises NotFound, NotPermitted, StorageTrouble, Refused."""
        person = self._people.require_active(by)
        self._require()
        lists = [
            one.id
            for one in self._hub.taken(HubItemKind.PACK)
            if one.facts.get("what") == DIRECTORY and one.box == unit
        ]
        if not lists:
            raise NotFound("no list of PCs was made for a unit “{unit}” yet.", unit=unit)
        path = out / f"danh-sach-may-{unit}-{lists[-1][:8]}{SUFFIX}" if out.is_dir() else out
        parcel.write(path, [self._repo.statement(lists[-1])], {}, self._files)
        self._logbook.done(ACT, person.id, step="list_exported", unit=unit)
        return path

    # Posts of all units

    def waiting(self) -> tuple[WaitingPost, ...]:
        """What waits for an approval, the soonest planned first. Raises Refused."""
        self._require()
        rows = self._posts.waiting()
        ids = [row.id for row in rows]
        units, names, submitted = self._posts.units(ids), self._repo.names(), self._posts.submitted(ids)
        two = self._divided()
        found = [
            WaitingPost(
                post=row.id,
                unit=units.get(row.id, ""),
                name=_called(units.get(row.id, ""), names),
                title=row.title,
                pages=len(row.targets),
                submitted=submitted[row.id],
                publish_at=row.publish_at,
                approvable=row.id not in two,
            )
            for row in rows
            if row.id in submitted
        ]
        return tuple(sorted(found, key=lambda one: (one.publish_at or _LAST, one.submitted, one.post)))

    def calendar(self, first: date, last: date) -> tuple[PlannedPost, ...]:
        """What is planned or went out on these days, by time. Raises Refused."""
        self._require()
        span, names, pages = _span(first, last), self._repo.names(), self._pages()
        receipts, planned = self._repo.receipts(*span), self._posts.planned(*span)
        titles = self._posts.titles(one.post for one in receipts)
        public = self._repo.public(row.id for row in planned)
        units = self._posts.units(row.id for row in planned)
        out = [
            PlannedPost(
                post=one.post, unit=one.unit, name=_called(one.unit, names), title=titles.get(one.post, one.title),
                at=one.at, kind=PlanKind.PUBLISHED, page=pages.get(one.page, one.page), url=one.url,
            )
            for one in receipts
        ]  # fmt: skip
        to_come = [
            PlannedPost(
                post=row.id, unit=units.get(row.id, ""), name=_called(units.get(row.id, ""), names), title=row.title,
                at=row.publish_at, kind=PlanKind.PLANNED,
            )
            for row in planned
            if row.publish_at is not None and row.id not in public
        ]  # fmt: skip
        return tuple(sorted([*out, *to_come], key=lambda one: (one.at, one.name, one.post, one.page)))

    def pictures_due(self, now: datetime) -> int:
        """Of how many posts the pictures would go by then."""
        return len(self._posts.over(now - PICTURES_KEPT)) if self.usable() else 0

    def let_pictures_go(self, now: datetime) -> int:
        """Of posts of other PCs that went out or were withdrawn long ago, keep texts, hashes and signatures alone: the
        pictures are where the post was begun, and in the record of its publication. How many posts; of very many the
        others go the next time."""
        over = self._posts.over(now - PICTURES_KEPT)[:MOST_AT_ONCE] if self.usable() else ()
        for post in over:
            with self._logbook.doing(ACT, PROGRAM, step="pictures", post=post, files=self._posts.pictures(post)):
                self._posts.let_pictures_go(post)
        return len(over)

    # Notices

    def notice(
        self, text: str, units: Sequence[str], due: datetime, by: str, pin: str, *, link: str = "",
        publish: bool = False,
    ) -> Notice:  # fmt: skip
        """Send a notice to these units. `publish`: they are to publish it, and a receipt counts as done.

        Head or technical. Raises NotPermitted, BadInput, Refused.
        """
        self._require()
        person = self._keeper(by, pin)
        known, now = self._repo.units(), self._clock.now()
        require_ahead(due, now)
        said, address, told = checked_text(text), checked_link(link), checked_units(units, known)
        with self._logbook.doing(ACT, person.id, step="notice", units=len(told)):
            made = Notice(
                id=self._ids(), number=next_number(self._repo.numbers(), self._login()), text=said, link=address,
                units=told, due=due, publish=publish, by=person.name, at=now,
            )  # fmt: skip
            item = self._hub.put(HubItemKind.PACK, {"what": NOTICE, NOTICE: plain(made)}, _boxes(told, known))
            self._repo.add(made, item.hex)
        self._publish("department.notice_sent", notice=made.id)
        return made

    def take_back(self, notice: str, by: str, pin: str) -> TakenBack:
        """Tell the units of a notice that nothing is to be done about it any more; what they did stays done.

        Head or technical. Raises NotFound, NotPermitted, Refused.
        """
        self._require()
        person = self._keeper(by, pin)
        found = self._notice(notice)
        if notice in self._repo.taken_back():
            raise Refused("notice {number} was withdrawn already.", number=found.number)
        made = TakenBack(notice=notice, by=person.name, at=self._clock.now())
        with self._logbook.doing(ACT, person.id, step="taken_back", notice=notice):
            facts = {"what": TAKEN_BACK, "notice": notice, "by": person.name}
            item = self._hub.put(HubItemKind.PACK, facts, _boxes(found.units, self._repo.units()))
            self._repo.take_back(made, item.hex)
        self._publish("department.taken_back", notice=notice)
        return made

    def notices(self) -> tuple[Notice, ...]:
        """Every notice that was sent, the newest first. Raises Refused."""
        self._require()
        return tuple(self._repo.notices())

    def progress(self, notice: str) -> NoticeProgress:
        """How far it is, unit by unit. Raises NotFound, Refused."""
        self._require()
        (found,) = self._progress((self._notice(notice),), notice)
        return found

    def progresses(self) -> tuple[NoticeProgress, ...]:
        """How far every notice is, the newest first. Raises Refused."""
        self._require()
        return self._progress(self._repo.notices(), "")

    def _progress(self, notices: Sequence[Notice], which: str) -> tuple[NoticeProgress, ...]:
        seen = self._seen()
        heard = NoticeKnowledge(
            acknowledged={(one.notice, one.unit): one for one in self._repo.acknowledged(which)},
            proven=self._repo.proven(which),
            names=seen.names,
            silent=seen.silent_units(),
            called=seen.called,
            taken_back=self._repo.taken_back(),
            now=self._clock.now(),
        )
        return heard.progress(notices)

    def export_notice(self, notice: str, out: Path, by: str) -> Path:
        """Write the notice into a file for a unit that is not heard of, and that it was taken back; into a folder under
        a name of its own.

        Raises NotFound, NotPermitted, StorageTrouble, Refused.
        """
        person = self._people.require_active(by)
        self._require()
        found = self._notice(notice)
        path = out / file_name(found, SUFFIX) if out.is_dir() else out
        parcel.write(path, self._repo.bodies(notice), {}, self._files)
        self._logbook.done(ACT, person.id, step="exported", notice=found.id)
        return path

    def for_me(self) -> tuple[NoticeForMe, ...]:
        """At a station: the department's notices to its unit, those that wait to be read first."""
        joined = self._hub.joined()
        if joined is not None and joined.department:
            return ()
        unit = "" if joined is None else joined.unit
        said, taken_back = {one.notice: one for one in self._repo.acknowledged()}, self._repo.taken_back()
        mine = [one for one in self._repo.notices() if joined is None or unit in one.units]
        found = [
            NoticeForMe(notice=one, acknowledged=said.get(one.id), taken_back=taken_back.get(one.id)) for one in mine
        ]
        return tuple(sorted(found, key=lambda one: not one.waits))

    def acknowledge(self, notice: str, by: str, post: str = "") -> NoticeForMe:
        """At a station: say that the notice was read; `post` is the post that was made of it, or is to be.

        May be said again with a post. Of one that was taken back it says that this was read, and the department hears
        nothing of it. Raises NotFound, NotPermitted.
        """
        person = self._people.require_active(by)
        found = self._mine(notice)
        if found.taken_back is not None:
            with self._logbook.doing(ACT, person.id, step="saw_taken_back", notice=notice):
                self._repo.saw_taken_back(notice)
            self._publish("department.acknowledged", notice=notice)
            return self._mine(notice)
        if post and not self._posts.titles([post]):
            raise NotFound("there is no post “{post}”.", post=post[:8])
        if found.acknowledged is not None and post in ("", found.acknowledged.post):
            return found
        joined = self._hub.joined()
        made = Acknowledgement(
            notice=notice, unit=joined.unit if joined else "", by=person.name, at=self._clock.now(), post=post
        )
        with self._logbook.doing(ACT, person.id, step="acknowledged", notice=notice, post=post):
            self._repo.acknowledge(made)
            if joined is not None:
                self._hub.put(HubItemKind.ACK, {"notice": notice, "by": person.name, "post": post})
        self._publish("department.acknowledged", notice=notice)
        return self._mine(notice)

    def _mine(self, notice: str) -> NoticeForMe:
        found = next((one for one in self.for_me() if one.notice.id == notice), None)
        if found is None:
            raise NotFound("there is no notice “{notice}” for this unit.", notice=notice[:8])
        return found

    def _notice(self, notice: str) -> Notice:
        found = self._repo.find(notice)
        if found is None:
            raise NotFound("there is no notice “{notice}”.", notice=notice[:8])
        return found

    # Logs and reports

    def heads(self) -> tuple[LogHead, ...]:
        """The ends of the stations' logs, those with something wrong first. Raises Refused."""
        self._require()
        names, logins = self._repo.names(), self._posts.logins()
        found = [
            LogHead(
                station=one.station, unit=logins[one.station].unit, name=_called(logins[one.station].unit, names),
                seq=one.seq, hash=one.hash, at=one.at, state=one.state, told=LOGS[one.state],
            )
            for one in self._repo.heads()
            if one.station in logins
        ]  # fmt: skip
        return tuple(sorted(found, key=lambda one: (one.state is HeadState.FINE, collation(one.name), one.station)))

    def settle_head(self, station: str, by: str, pin: str) -> None:
        """Head or technical looked into what was wrong with that log; from its present end on it counts again.

        Raises NotFound, NotPermitted, Refused.
        """
        self._require()
        person = self._keeper(by, pin)
        head = self._repo.head(station)
        if head is None:
            raise NotFound("no end of a log of “{station}” came.", station=station[:8])
        with self._logbook.doing(ACT, person.id, step="settled", station=station, seq=head.seq, state=head.state):
            self._repo.set_head(replace(head, state=HeadState.FINE))

    def reports(self, month: date) -> MergedMonth:
        """The month merged of the reports that came. Raises Refused."""
        self._require()
        return self._reports.of_month(month)

    def reports_refused(self) -> tuple[tuple[str, Phrase], ...]:
        """Reports that came over the hub and do not count: of which unit, and why. Raises Refused."""
        self._require()
        names = self._repo.names()
        pending = [(self._unit_of(one.station), one.refused) for one in self._repo.pending()]
        return tuple((_called(unit, names), why) for unit, why in pending if why is not None)

    def _count_reports(self) -> None:
        for one in self._repo.pending():
            told = self._reports.take_bytes(one.file.encode(), one.item[:8], PROGRAM)
            if told.refused is None:
                self._repo.counted(one.item)
            elif told.refused != one.refused:
                self._repo.refused(replace(one, refused=told.refused))

    # Who may

    def _keeper(self, by: str, pin: str) -> Person:
        return self._people.entitled(self._people.verify_pin(by, pin).id, *KEEPERS)

    def _login(self) -> str:
        """Of this PC on the hub; no other has it."""
        joined = self._hub.joined()
        return "" if joined is None else joined.login

    def _require(self) -> None:
        if not self.usable():
            raise Refused("this is shown at the department's own PCs, once they joined the hub.")


def _row(one: FleetRow, read: Mapping[str, int]) -> StationRow:
    """What a station has not fetched: what this PC read of its boxes, and it did not."""
    waiting = sum(max(0, read.get(box, 0) - one.cursors.get(box, 0)) for box in (one.unit, EVERYBODY))
    return StationRow(
        login=one.login, unit=one.unit, active=one.active, public=one.public, seen_at=one.seen_at,
        version=one.version if _VERSION.fullmatch(one.version) else "?", waiting=waiting,
    )  # fmt: skip


def _revoked(stations: Sequence[FleetRow]) -> frozenset[str]:
    """The keys of PCs whose access was taken away; one that has another login since is none of them."""
    return frozenset(one.public for one in stations) - {one.public for one in stations if one.active}


def _boxes(told: Collection[str], known: Collection[str]) -> Sequence[str]:
    """Where a notice to these units goes: into the box that all read, or into theirs."""
    return (EVERYBODY,) if set(told) >= set(known) else sorted(told)


def _span(first: date, last: date) -> tuple[datetime, datetime]:
    """From the beginning of a day to the end of another, in Vietnam's time."""
    return datetime.combine(first, time.min, VIETNAM), datetime.combine(last + timedelta(days=1), time.min, VIETNAM)


def _called(unit: str, names: Mapping[str, str]) -> str:
    return names.get(unit, unit)


def _name(text: str) -> str:
    """Raises BadInput."""
    name = squeeze(nfc(text))
    if not 0 < length(name) <= LONGEST_NAME or not name.isprintable():
        raise BadInput("the name of a unit has 1 to {longest_name} characters.", longest_name=LONGEST_NAME, where=text)
    return name

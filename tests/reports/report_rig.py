"""A unit that makes reports: real services over a real store; the figures of each month are given by the test."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from studio.feedback.figures import FeedbackFigures, FeedbackSum, Period
from studio.people.model import Person, Role
from studio.people.present import at_work
from studio.people.service import People
from studio.people.storage import StoredPeople
from studio.phrase import Bilingual
from studio.reports.definitions import ADDING
from studio.reports.figures_month import total_of
from studio.reports.model import Capture, Figure, FigureState, Metric, MissingDays, MonthFigures, PageMonth, PostMonth
from studio.reports.printed import Names
from studio.reports.service import Reports
from studio.reports.storage_received import StoredReceived
from studio.reports.storage_reports import StoredReports
from studio.reports.units import UnitReports
from studio.store.engine import Store, open_store
from tests.profile import FAST_HASHER, SetClock, fresh_store, numbered, staffed

PIN = "73920468"
OCTOBER = date(2026, 10, 1)
THIRD_OF_NOVEMBER = datetime(2026, 11, 3, 2, 0, tzinfo=UTC)
UNIT = "Công an phường Minh Khai"
NAMES = Names(
    topics={
        "scam_warning": Bilingual("Cảnh báo lừa đảo", "Scam warning"),
        "traffic_notice": Bilingual("Giao thông", "Traffic"),
    },
    pages={"fb": "Công an phường Minh Khai", "web": "Cổng thông tin"},
)


def told(value: int, *, approximate: bool = False) -> Figure:
    return Figure(told=FigureState.YES, value=value, approximate=approximate)


def feedback(month: date = OCTOBER, *, received: int = 48, answered: int = 48, in_time: int = 46) -> FeedbackFigures:
    first, last = Period.MONTH.around(month)
    total = FeedbackSum(received=received, answered=answered, in_time=in_time, median=timedelta(minutes=95))
    return FeedbackFigures(account="", first=first, last=last, total=total)


def post(number: int, views: int = 100, *, title: str = "", page: str = "fb", **more: Any) -> PostMonth:
    row = PostMonth(
        post=f"post{number}", code=f"BV-{number:04d}", title=title or f"Bài {number}", topic="scam_warning", page=page,
        published_on=OCTOBER + timedelta(days=number % 28), state="published",
        figures={Metric.VIEWS: told(views), Metric.REACTIONS: told(views // 10)},
    )  # fmt: skip
    return replace(row, **more)


def month_of(*posts: PostMonth, month: date = OCTOBER, **more: Any) -> MonthFigures:
    """Figures that agree with their rows."""
    pages = tuple(
        PageMonth(
            page=page, platform="facebook", posts=sum(row.page == page for row in posts),
            figures={metric: total_of(row.figures[metric] for row in posts if row.page == page)
                     for metric in (Metric.VIEWS, Metric.REACTIONS)},
        )
        for page in sorted({row.page for row in posts})
    )  # fmt: skip
    topics: dict[str, int] = {}
    for row in {row.post: row for row in posts}.values():
        topics[row.topic] = topics.get(row.topic, 0) + 1
    total = {
        metric: total_of(page.figures[metric] for page in pages if metric in page.figures)
        for metric in ADDING
        if any(metric in page.figures for page in pages)
    }
    days = [month + timedelta(days=n) for n in range(31)]
    views: Mapping[date, Figure] = {day: Figure() if 11 <= day.day <= 13 else told(60 + day.day) for day in days}
    base = MonthFigures(
        month=month, posts=posts, pages=pages, total=total, views_by_day=views, topics=topics,
        published=len({row.post for row in posts}), corrected=1, withdrawn=0, feedback=feedback(month),
        gaps=(MissingDays(page="fb", metric=Metric.VIEWS, first=days[10], last=days[12], told=FigureState.NOT_LOOKED),),
    )  # fmt: skip
    return replace(base, **more)


def capture(source: str = "Trang Facebook, chụp lúc 08:00 ngày 01/11") -> Capture:
    return Capture(file="ab" * 32, source=source, by="p1", at=THIRD_OF_NOVEMBER)


@dataclass
class ReportRig:
    """`figures` is what the pages tell; a test replaces it."""

    store: Store
    clock: SetClock
    people: People
    reports: Reports
    writer: Person
    head: Person
    technician: Person
    log: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)
    news: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    figures: dict[date, MonthFigures] = field(default_factory=dict)
    exercises: set[str] = field(default_factory=set)
    lost: set[str] = field(default_factory=set)

    def at_work(self, person: Person) -> AbstractContextManager[object]:
        return at_work(self.people.sign_in(person, PIN))


def report_rig(folder: Path, *, unit: str = UNIT, practice: bool = False) -> ReportRig:
    """A new unit in `folder`."""
    clock = SetClock(THIRD_OF_NOVEMBER)
    store = fresh_store(folder, clock)
    people = _people(store, clock)
    staffed(
        people, ("Nguyễn Văn An", {Role.AUTHOR}), ("Lê Quốc Cường", {Role.HEAD}), ("Đỗ Thị Em", {Role.TECHNICAL}),
        pin=PIN,
    )  # fmt: skip
    return _rig(store, people, clock, unit=unit, practice=practice)


def open_rig(folder: Path) -> ReportRig:
    """The unit that `report_rig` made there, opened again."""
    clock = SetClock(THIRD_OF_NOVEMBER)
    store = open_store(folder / "studio.sqlite3", clock=clock)
    return _rig(store, _people(store, clock), clock, unit=UNIT, practice=False)


def _people(store: Store, clock: SetClock) -> People:
    return People(StoredPeople(store), clock, ids=numbered("person"), hasher=FAST_HASHER)


def _rig(store: Store, people: People, clock: SetClock, *, unit: str, practice: bool) -> ReportRig:
    writer, head, technician = (people.get(name) for name in ("Nguyễn Văn An", "Lê Quốc Cường", "Đỗ Thị Em"))
    made: dict[str, ReportRig] = {}

    def tell(name: str, /, **facts: str) -> None:
        made["rig"].news.append((name, facts))

    reports = Reports(
        StoredReports(store),
        lambda month: made["rig"].figures[month],
        people,
        clock,
        unit=lambda: unit,
        names=lambda: replace(NAMES, people={person.id: person.name for person in people.list()}),
        program="0.1.0",
        practice=practice,
        note=lambda act, by, data: made["rig"].log.append((act, by, dict(data))),
        publish=tell,
        exercises=lambda rows: made["rig"].exercises & {row.post for row in rows},
        holds=lambda sha256: sha256 not in made["rig"].lost,
        scan=lambda text: Bilingual("Có số điện thoại.", "A telephone number.") if "0912" in text else None,
    )
    rig = ReportRig(
        store=store, clock=clock, people=people, reports=reports, writer=writer, head=head, technician=technician
    )
    made["rig"] = rig
    rig.figures[OCTOBER] = month_of(post(1), post(2, 250), post(3, 40, page="web"))
    store.guard(people.require_somebody)
    people.hold_to_sign_in()
    return rig


def department(rig: ReportRig) -> UnitReports:
    """The department's side on the same store, with the same people."""

    def tell(name: str, /, **facts: str) -> None:
        rig.news.append((name, facts))

    return UnitReports(
        StoredReceived(rig.store),
        rig.people,
        rig.clock,
        names=lambda: NAMES,
        department=lambda: "Công an Thành phố",
        practice=False,
        note=lambda act, by, data: rig.log.append((act, by, dict(data))),
        publish=tell,
    )

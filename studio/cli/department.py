"""Verbs of the department: its stations, posts of all units, notices, heads of logs, reports; at a station its notices.

A unit is written by its code, as the hub has it. A notice goes to the units that are named, or with ``--all`` to every.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from studio.cli.console import Line, VerbOutput, line, view
from studio.cli.feedback import moment
from studio.cli.reports import MONTH
from studio.cli.verb import KEEPER_SIGNS, WRITES, Call, Guard, VerbGroup, day, flag, option, out_file
from studio.clock import show_datetime
from studio.department.model import HubUnit, Notice, NoticeForMe, NoticeProgress, PlanKind, Proof
from studio.errors import BadInput, NotFound
from studio.paths import read_chosen
from studio.phrase import Phrase

READS = Guard(changes=False)
NUMBER = option("notice", metavar="NUMBER")
"""As it is told, such as 14/phong-1; the count alone where one notice has it."""
LARGEST = 1_000_000
_NEVER = Phrase("never")
_WITHOUT = Phrase("here")
_KINDS = {PlanKind.PLANNED: Phrase("planned"), PlanKind.PUBLISHED: Phrase("published")}
_PROOFS = {
    Proof.VERIFIED: Phrase("verified"),
    Proof.CONFIRMED: Phrase("on a person's word"),
    Proof.ACKNOWLEDGED: Phrase("says that it was read"),
    Proof.NOT_HEARD: Phrase("nothing heard"),
}


verbs = VerbGroup()
department = verbs.group("department", "phòng và các đơn vị / the department and its units")


@department("overview", READS, help="tình hình chung / how it stands")
def _overview(call: Call) -> VerbOutput:
    told = call.studio.department.overview()
    return VerbOutput(
        view(told, "as_of stations heard silent never oldest sent_today doubled unclear month reports units"),
        [
            Phrase("Heard in 7 days: {heard}/{stations} stations; silent: {silent}.", heard=told.heard,
                   stations=told.stations, silent=told.silent),
            Phrase("Sent today: {sent}; twice on a page: {doubled}; unclear: {unclear}.", sent=told.sent_today,
                   doubled=told.doubled, unclear=told.unclear),
            Phrase("Reports of {month}: {reports}/{units} units.", month=f"{told.month:%m/%Y}", reports=told.reports,
                   units=told.units),
        ],
    )  # fmt: skip


@department("stations", READS, help="các trạm, trạm im lặng trước / stations, silent ones first")
def _stations(call: Call) -> VerbOutput:
    found = call.studio.department.stations()
    told = [view(one, "login unit name last version waiting state", told=one.told.to(call.console.language))
            for one in found]  # fmt: skip
    lines = [
        line("{} · {} · {} · {} · {}", one.name, show_datetime(one.last) if one.last else _NEVER, one.version or "–",
             one.waiting, one.told)
        for one in found
    ]  # fmt: skip
    return VerbOutput(told, lines or Phrase("The hub has no stations of units."))


@department("units", READS, help="các đơn vị có trạm / the units that have a station")
def _units(call: Call) -> VerbOutput:
    found = call.studio.department.units()
    return VerbOutput([view(one, "code name") for one in found], [f"{one.code} · {one.name}" for one in found])


@department("name", KEEPER_SIGNS, option("file", type=Path, metavar="FILE"),
            help="đặt tên các đơn vị, CSV: unit,name / what units are called")  # fmt: skip
def _name(call: Call) -> VerbOutput:
    named = _names(call.file)
    call.studio.department.name_units(named, *call.signed)
    return VerbOutput([view(one, "code name") for one in named], Phrase("Named: {n} units.", n=len(named)))


def _names(path: Path) -> list[HubUnit]:
    """Raises BadInput."""
    try:
        rows = list(csv.DictReader(io.StringIO(read_chosen(path, largest=LARGEST).decode("utf-8-sig"))))
        return [HubUnit(code=row["unit"], name=row["name"]) for row in rows]
    except (ValueError, KeyError, TypeError, AttributeError, csv.Error) as error:
        raise BadInput(
            "the list is a CSV file in UTF-8 with the columns “unit” and “name”.", where=path.name
        ) from error


@department("call", WRITES, "unit", option("--note", default="", metavar="TEXT"),
            help="ghi cuộc gọi / note a telephone call")  # fmt: skip
def _call(call: Call) -> VerbOutput:
    made = call.studio.department.called(call.unit, call.note, call.by)
    return VerbOutput(view(made, "unit at by note"), Phrase("Noted: {unit} was called.", unit=made.unit))


@department("export-list", WRITES, "unit", *out_file(metavar="FILE|DIR"),
            help="ghi danh sách máy của đơn vị ra USB / PCs to be believed, for a unit not heard of")  # fmt: skip
def _export_list(call: Call) -> VerbOutput:
    path = call.studio.department.export_list(call.unit, call.out, call.by)
    return VerbOutput({"file": path}, Phrase("Written: {path}; take it to the other PC.", path=path))


@department("waiting", READS, help="bài chờ duyệt của mọi đơn vị / posts of all units that wait for approval")
def _waiting(call: Call) -> VerbOutput:
    found = call.studio.department.waiting()
    lines = [
        line("{}  {} · {} · {}", one.post[:8], one.title or "–", one.name or _WITHOUT,
             show_datetime(one.publish_at or one.submitted))
        for one in found
    ]  # fmt: skip
    told = [view(one, "post unit name title pages submitted publish_at approvable") for one in found]
    return VerbOutput(told, lines or Phrase("Nothing waits for approval."))


@department("calendar", READS, option("first", type=day, metavar="FROM"), option("last", type=day, metavar="TO"),
            help="lịch chung / planned and published posts of all units")  # fmt: skip
def _calendar(call: Call) -> VerbOutput:
    found = call.studio.department.calendar(call.first, call.last)
    lines = [
        line("{} · {} · {} · {}", show_datetime(one.at), one.name or _WITHOUT, one.title or one.post[:8],
             _KINDS[one.kind])
        for one in found
    ]  # fmt: skip
    return VerbOutput([view(one, "post unit name title at kind page url") for one in found],
                  lines or Phrase("Nothing on these days."))  # fmt: skip


@department(
    "notice", KEEPER_SIGNS, option("text", metavar="TEXT"), option("--to", nargs="+", default=[], metavar="UNIT"),
    flag("--all", "mọi đơn vị / every unit"), option("--due", type=moment, required=True, metavar="TIME"),
    option("--link", default="", metavar="URL"), flag("--publish", "các đơn vị phải đăng / units are to publish it"),
    help="thông báo nhiều đơn vị / a notice to many units",
)  # fmt: skip
def _notice(call: Call) -> VerbOutput:
    service = call.studio.department
    units = [one.code for one in service.units()] if call.all else call.to
    made = service.notice(call.text, units, call.due, *call.signed, link=call.link, publish=call.publish)
    return VerbOutput(
        view(made, "id number units due publish"),
        Phrase("Notice {number} is on its way to {n} units.", number=made.number, n=len(made.units)),
    )


@department("notices", READS, help="các thông báo / notices that were sent")
def _notices(call: Call) -> VerbOutput:
    found = call.studio.department.progresses()
    return VerbOutput([_json(one) for one in found], [_head(one) for one in found] or Phrase("No notice was sent yet."))


@department("progress", READS, NUMBER,
            help="một thông báo đến đâu / how far a notice is")  # fmt: skip
def _progress(call: Call) -> VerbOutput:
    found = _numbered(call, call.notice)
    return VerbOutput(_json(found), [*_lines(found)])


@department("export", WRITES, NUMBER, *out_file(metavar="FILE|DIR"),
            help="ghi thông báo ra USB / a notice for a unit that is not heard of")  # fmt: skip
def _export(call: Call) -> VerbOutput:
    notice = _numbered(call, call.notice).notice
    path = call.studio.department.export_notice(notice.id, call.out, call.by)
    return VerbOutput({"file": path}, Phrase("Written: {path}; take it to the other PC.", path=path))


@department("take-back", KEEPER_SIGNS, NUMBER, help="rút lại một thông báo / a notice is taken back")
def _take_back(call: Call) -> VerbOutput:
    notice = _numbered(call, call.notice).notice
    made = call.studio.department.take_back(notice.id, *call.signed)
    return VerbOutput(view(made, "notice by at"), Phrase("Notice {number} was withdrawn.", number=notice.number))


def _numbered(call: Call, number: str) -> NoticeProgress:
    """Raises NotFound."""
    service = call.studio.department
    return service.progress(_with(service.notices(), number).id)


def _with(notices: Sequence[Notice], number: str) -> Notice:
    """The notice of that number, or of that count where no other has it. Raises NotFound."""
    found = [one for one in notices if number in (one.number, one.number.partition("/")[0])]
    if len(found) != 1:
        raise NotFound("there is no notice “{notice}”.", notice=number)
    return found[0]


def _json(one: NoticeProgress) -> dict[str, object]:
    missing = [view(unit, "unit name proof silent") for unit in one.missing]
    return view(one.notice, "id number text link due publish", done=one.done, units=len(one.units),
                counts=dict(one.counts), missing=missing, overdue=one.overdue,
                taken_back=one.taken_back is not None)  # fmt: skip


def _head(one: NoticeProgress) -> Line:
    if one.taken_back is not None:
        return Phrase("Notice {number} · withdrawn by {name}, {when}", number=one.notice.number,
                      name=one.taken_back.by, when=show_datetime(one.taken_back.at))  # fmt: skip
    return Phrase("Notice {number} · {done}/{n} units · due {due}", number=one.notice.number, done=one.done,
                  n=len(one.units), due=show_datetime(one.notice.due))  # fmt: skip


def _lines(one: NoticeProgress) -> Iterator[Line]:
    yield _head(one)
    yield from one.notice.text.splitlines()
    for proof, count in one.counts.items():
        yield line("  {}: {}", _PROOFS[proof], count)
    for unit in one.missing:
        silent: Line = Phrase("the station is silent") if unit.silent else ""
        yield line("  – {} {}", unit.name, silent)


@department("heads", READS, help="đầu nhật ký của các trạm / the ends of the stations' logs")
def _heads(call: Call) -> VerbOutput:
    found = call.studio.department.heads()
    told = [view(one, "station unit name seq hash at state", told=one.told.to(call.console.language)) for one in found]
    return VerbOutput(told, [line("{} · {} · {} · {}", one.name, one.seq, show_datetime(one.at), one.told)
                         for one in found] or Phrase("No end of a log came yet."))  # fmt: skip


@department("settle", KEEPER_SIGNS, "station", help="đã xem xét nhật ký của một trạm / a log was looked into")
def _settle(call: Call) -> VerbOutput:
    found = [one for one in call.studio.department.heads() if call.station and one.station.startswith(call.station)]
    if len(found) != 1:
        raise NotFound("no end of a log of “{station}” came.", station=call.station)
    call.studio.department.settle_head(found[0].station, *call.signed)
    return VerbOutput(view(found[0], "station seq"), Phrase("Settled; from here on the log counts again."))


@department("reports", READS, MONTH, help="báo cáo tháng gộp, đơn vị chưa gửi / the merged month, who is missing")
def _reports(call: Call) -> VerbOutput:
    service = call.studio.department
    merged, refused = service.reports(call.month), service.reports_refused()
    language = call.console.language
    return VerbOutput(
        {"month": merged.month, "counted": merged.counted, "missing": merged.missing, "published": merged.published,
         "refused": [{"unit": unit, "why": why.to(language)} for unit, why in refused]},
        [
            Phrase("{counted} units sent, {published} posts.", counted=merged.counted, published=merged.published),
            *(Phrase("{unit}: not sent", unit=unit) for unit in merged.missing),
            *(line("{}: {}", unit, why) for unit, why in refused),
        ],
    )  # fmt: skip


@department("mine", READS, help="ở trạm: thông báo cho đơn vị mình / at a station: notices for the own unit")
def _mine(call: Call) -> VerbOutput:
    found = call.studio.department.for_me()
    return VerbOutput(
        [_for_me(one) for one in found], [_line(one) for one in found] or Phrase("No notice for this unit.")
    )


@department("acknowledge", WRITES, NUMBER,
            option("--post", default="", metavar="ID", help="bài đăng theo thông báo / the post made of it"),
            help="ở trạm: đã đọc / at a station: it was read")  # fmt: skip
def _acknowledge(call: Call) -> VerbOutput:
    service = call.studio.department
    found = _with([one.notice for one in service.for_me()], call.notice)
    done = service.acknowledge(found.id, call.by, call.post)
    told = Phrase("The department will be told.") if done.taken_back is None else Phrase("The notice was withdrawn.")
    return VerbOutput(_for_me(done), told)


def _for_me(one: NoticeForMe) -> dict[str, object]:
    done = one.acknowledged
    return view(one.notice, "id number text link due publish by", acknowledged=done is not None,
                post=done.post if done else "", taken_back=one.taken_back is not None)  # fmt: skip


def _line(one: NoticeForMe) -> Line:
    mark: Line = Phrase("read") if one.acknowledged else Phrase("not acknowledged yet")
    if one.taken_back is not None:
        mark = Phrase("withdrawn")
    notice = one.notice
    return line("{}  {} · {} · {}", notice.number, notice.text.splitlines()[0], show_datetime(notice.due), mark)

"""The department's side of reports: its list of units, taking in what they send, the merged month and its files.

A file counts when its signature holds and the key is one that the department took from the unit's printed sheet. The
head of the department sets the list; whoever works at the desk takes files in and merges.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from studio.canonical import sha256
from studio.clock import Clock
from studio.errors import BadInput, NotFound, Refused, StorageTrouble, Untrusted
from studio.events import Publish, silent
from studio.feedback.settings import Note, desk_or_program, require_desk
from studio.paths import read_chosen, write_chosen
from studio.people.model import Role
from studio.people.service import People
from studio.phrase import Language, Phrase
from studio.reasons import reason_of
from studio.reports.exchange import LARGEST, LONGEST_UNIT, SentReport, read_report
from studio.reports.merged_month import MergedMonth, merge
from studio.reports.model import ReportForm
from studio.reports.storage_received import KeptMerge, KeptReport, ReportingUnit, StoredReceived
from studio.text import nfc, squeeze

if TYPE_CHECKING:
    from studio.reports.printed import Names, ReportPainter

ACT = "report"
"""As `studio.outbox.audit.Act` names it."""
MOST_FILES = 10_000
"""Files of a folder that are looked at."""
MOST_UNITS = 10_000
FINGERPRINT = re.compile(r"[0-9A-F]{40}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFileResult:
    """What became of one file."""

    file: str
    unit: str = ""
    revision: int = 0
    known: bool = False
    """This very file had come before."""
    refused: Phrase | None = None


class UnitReports:
    """The reports of the units of one department. Threads may share it."""

    def __init__(
        self,
        repo: StoredReceived,
        people: People,
        clock: Clock,
        *,
        names: Callable[[], Names],
        department: Callable[[], str],
        practice: bool,
        note: Note,
        publish: Publish = silent,
    ) -> None:
        """`department` names who merges; `names` calls topics and people for the files."""
        self._repo, self._people, self._clock = repo, people, clock
        self._names, self._department, self._practice = names, department, practice
        self._note, self._publish = note, publish
        self.painter: Callable[[], ReportPainter | None] = lambda: None
        """As of `studio.reports.service.Reports`."""

    # The list of units

    def units(self) -> tuple[ReportingUnit, ...]:
        """The units that are to report, in the order of the list."""
        return tuple(self._repo.units())

    def set_units(self, listed: Sequence[ReportingUnit], by: str, pin: str) -> None:
        """Put this list in the place of the former one; what came stays. Raises NotPermitted, BadInput."""
        head = self._people.require(self._people.verify_pin(self._people.entitled(by, Role.HEAD), pin), Role.HEAD)
        _require_listable(listed)
        with self._repo.transaction():
            self._repo.set_units(listed)
            self._note(ACT, head.id, {"step": "units", "units": len(listed)})

    # Taking in

    def take(self, path: Path, by: str) -> tuple[ReportFileResult, ...]:
        """Take in a file, or every ``.json`` file of a folder, such as a USB stick: each for itself, so that one that
        is refused keeps no other away. Raises NotPermitted, BadInput, NotFound where there is none."""
        person = require_desk(self._people, by)
        found = tuple(self._read(file, person) for file in _files(path))
        if any(one.refused is None and not one.known for one in found):
            self._publish("report.received", files=str(sum(one.refused is None for one in found)))
        return found

    def take_bytes(self, data: bytes, name: str, by: str) -> ReportFileResult:
        """The same of one file that came another way, such as over the hub; `name` is how it is told of."""
        return self._taken(data, name, desk_or_program(self._people, by))

    def _read(self, path: Path, by: str) -> ReportFileResult:
        try:
            data = read_chosen(path, largest=LARGEST)
        except BadInput as refusal:
            return ReportFileResult(file=path.name, refused=refusal.phrase)
        return self._taken(data, path.name, by)

    def _taken(self, data: bytes, name: str, by: str) -> ReportFileResult:
        try:
            return self._keep(read_report(data), data, name, by)
        except (BadInput, Untrusted, Refused) as refusal:
            return ReportFileResult(file=name, refused=refusal.phrase)

    def _keep(self, sent: SentReport, data: bytes, name: str, by: str) -> ReportFileResult:
        report, month = sent.report, sent.report.figures.month
        self._require_of_the_unit(sent)
        with self._repo.transaction():
            former = self._repo.find(report.unit, month, report.revision)
            if former is not None:
                self._require_same(former, sent)
                return ReportFileResult(file=name, unit=report.unit, revision=report.revision, known=True)
            self._repo.add(
                KeptReport(
                    unit=report.unit,
                    month=month,
                    revision=report.revision,
                    sha256=sent.sha256,
                    file=data.decode(),
                    at=self._clock.now(),
                    by=by,
                )
            )
            facts = {"unit": report.unit, "month": month.isoformat(), "revision": report.revision}
            self._note(ACT, by, {"step": "received", **facts, "sha256": sent.sha256})
        return ReportFileResult(file=name, unit=report.unit, revision=report.revision)

    def _require_of_the_unit(self, sent: SentReport) -> None:
        """Raises Refused, Untrusted for what this department does not take."""
        if sent.practice != self._practice:
            raise Refused(
                "this is a report of practice and no real one (or the other way round); choose the right workspace."
            )
        unit = next((one for one in self._repo.units() if one.name == sent.report.unit), None)
        if unit is None:
            raise Refused(
                "“{unit}” is not on the list of units; add it, then import the file again.", unit=sent.report.unit
            )
        if sent.fingerprint.replace(" ", "") not in unit.fingerprints:
            raise Untrusted(
                "the key that signed ({fingerprint}) is not on the list of “{name}”; compare it with the unit's "
                "signed sheet of fingerprints, and add it to the list if it stands there.",
                fingerprint=sent.fingerprint,
                name=unit.name,
            )

    def _require_same(self, former: KeptReport, sent: SentReport) -> None:
        """One revision, signed twice, is the same; other figures under its number are not. Raises Refused."""
        if read_report(former.file.encode()).report.sha256 != sent.report.sha256:
            raise Refused(
                "another revision {revision} of “{unit}” came before; ask the unit which one is right, and for a "
                "revision with a new number.",
                revision=former.revision,
                unit=former.unit,
            )

    # Merging

    def months(self) -> tuple[date, ...]:
        """The months of which anything came, newest first."""
        return tuple(self._repo.months())

    def of_month(self, month: date) -> MergedMonth:
        """The month merged of what is here now. Units that are no longer on the list do not count."""
        listed = [unit.name for unit in self._repo.units()]
        kept = self._repo.of_month(month.replace(day=1))
        newest = {one.unit: one for one in kept if one.unit in listed}  # the last of each: they come by revision
        return merge(month, [read_report(one.file.encode()) for one in newest.values()], listed)

    def export(self, merged: MergedMonth, form: ReportForm, out: Path, language: Language, by: str) -> Path:
        """Write the merged month to `out`, and note which file of each unit it used. Raises NotPermitted, Refused,
        StorageTrouble."""
        from studio.reports.printed_merged import render_merged  # as in `studio.reports.service`

        person = require_desk(self._people, by)
        now = self._clock.now()
        data = render_merged(
            merged, form, language, self._names(), department=self._department(), made_at=now,
            made_by=person, practice=self._practice, painter=self.painter(),
        )  # fmt: skip
        write_chosen(out, data)
        done = KeptMerge(
            seq=0, month=merged.month, form=form, used=dict(merged.used), sha256=sha256(data), at=now, by=person
        )
        with self._repo.transaction():
            self._repo.add_merge(done)
            facts = {"month": merged.month.isoformat(), "form": form, "units": merged.counted, "sha256": done.sha256}
            self._note(ACT, person, {"step": "merged", **facts})
        self._publish("report.merged", month=merged.month.isoformat(), form=str(form))
        return out

    def merges(self, month: date) -> tuple[tuple[KeptMerge, tuple[str, ...]], ...]:
        """The merged files that were written of the month, newest first, and the units of which there is another
        revision, or a first one, since: with any the file is out of date."""
        now = self.of_month(month).used
        return tuple((one, _changed(one.used, now)) for one in self._repo.merges(month.replace(day=1)))


def read_units(path: Path) -> tuple[ReportingUnit, ...]:
    """The list of units in a CSV file with the columns ``unit`` and ``fingerprint``; a unit with several keys has a
    line for each, and one without a key none of it. Raises BadInput naming the line."""
    try:
        text = read_chosen(path, largest=LARGEST).decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise BadInput("the list has to be a CSV file in UTF-8.", where=path.name) from wrong
    first = text.split("\n", 1)[0]
    rows = csv.DictReader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ",")
    if rows.fieldnames is None or "unit" not in rows.fieldnames:
        raise BadInput("the first line of the file names the columns “unit” and “fingerprint”.", where=path.name)
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        name = squeeze(nfc(row.get("unit") or ""))
        if not name:
            continue
        told = re.sub(r"\s", "", row.get("fingerprint") or "").upper()
        if told and not FINGERPRINT.fullmatch(told):
            raise BadInput(
                "a fingerprint has 40 hexadecimal digits, as on the unit's printed sheet.",
                where=f"{path.name}:{rows.line_num}",
            )
        found[name] = (*found.get(name, ()), *([told] if told else []))
    return tuple(ReportingUnit(name=name, fingerprints=keys) for name, keys in found.items())


def _require_listable(listed: Sequence[ReportingUnit]) -> None:
    if not listed or len(listed) > MOST_UNITS or len({one.name for one in listed}) < len(listed):
        raise BadInput("the list has 1 to {most_units} units, each of them once.", most_units=MOST_UNITS)
    for one in listed:
        if not 0 < len(one.name) <= LONGEST_UNIT or not one.name.isprintable():
            raise BadInput(
                "the name of a unit has 1 to {longest_unit} characters and no control characters.",
                longest_unit=LONGEST_UNIT,
                where=one.name[:40],
            )
        if not all(FINGERPRINT.fullmatch(key) for key in one.fingerprints):
            raise BadInput("a fingerprint has 40 hexadecimal digits, as on the unit's printed sheet.", where=one.name)


def _files(path: Path) -> Iterable[Path]:
    """The file, or those of the folder by name. Raises NotFound, StorageTrouble."""
    if not path.is_dir():
        return (path,)
    try:
        found = sorted(each for each in path.iterdir() if each.suffix.lower() == ".json")[:MOST_FILES]
    except OSError as trouble:
        raise StorageTrouble(
            "the folder cannot be read ({why}); plug the drive in again or choose another folder.",
            why=reason_of(trouble),
            where=str(path),
        ) from trouble
    if not found:
        raise NotFound("there is no file of a report (.json) here; choose another folder.", where=str(path))
    return found


def _changed(used: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(unit for unit, sha256 in now.items() if used.get(unit) != sha256)

"""Reports of months that come over the hub: counted by the same rules as by USB, refused ones told and tried again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from studio.hub.model import HubItemKind
from studio.people.keys import fingerprint
from studio.reports.storage_received import ReportingUnit
from tests.department.rig import Force
from tests.exchange.rig import PIN
from tests.reports.report_rig import OCTOBER, UNIT, ReportRig, month_of, post, report_rig
from tests.reports.report_rig import PIN as REPORT_PIN


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[ReportRig]:
    """Another unit, which makes the report of October."""
    folder = tmp_path / "writer"
    folder.mkdir()
    made = report_rig(folder)
    made.figures[OCTOBER] = month_of(post(1), post(2))
    yield made
    made.store.close()


def signed(writer: ReportRig, folder: Path) -> str:
    """Its signed file."""
    with writer.at_work(writer.writer):
        writer.reports.new(OCTOBER, writer.writer.id)
        report = writer.reports.finish(OCTOBER, writer.writer.id)
    with writer.at_work(writer.head):
        return writer.reports.send(report, folder, writer.head.id, REPORT_PIN).read_text(encoding="utf-8")


def told(file: str) -> dict[str, object]:
    return {"month": "2026-10-01", "unit": UNIT, "revision": 1, "file": file}


def listed(units: Force, *, keys: Sequence[str] = ()) -> None:
    """The department's list: that unit with these keys, and one more."""
    names = [ReportingUnit(name=UNIT, fingerprints=tuple(keys)), ReportingUnit(name="Công an xã Gò Sậy")]
    with units.department.by(units.department.head) as head:
        units.department.studio.reports.units.set_units(names, head.id, PIN)


def test_a_report_over_the_hub_counts_once_its_key_is_on_the_list(
    units: Force, writer: ReportRig, tmp_path: Path
) -> None:
    other = units.other("u002")
    units.heard(other)
    units.name(u002=UNIT)
    listed(units)
    units.say(
        other,
        HubItemKind.REPORT,
        {"month": "2026-10-01", "unit": UNIT, "revision": 1, "file": signed(writer, tmp_path)},
    )
    units.sync()
    assert units.service.reports(OCTOBER).counted == "0/2"
    ((unit, why),) = units.service.reports_refused()
    assert unit == UNIT
    assert "the key that signed" in why.en

    public = next(line.public for line in writer.people.key_register()[::-1] if line.person == writer.head.id)
    listed(units, keys=[fingerprint(public).replace(" ", "")])
    units.sync()
    assert units.service.reports_refused() == ()
    merged = units.service.reports(OCTOBER)
    assert (merged.counted, merged.missing) == ("1/2", ("Công an xã Gò Sậy",))
    overview = units.service.overview()
    assert overview.units == 2
    assert overview.reports == (1 if overview.month == OCTOBER else 0)


def test_what_is_no_report_is_told_and_counts_not(units: Force) -> None:
    listed(units)
    other = units.other("u002")
    units.heard(other)
    units.say(other, HubItemKind.REPORT, told("{}"))
    units.sync()
    assert [unit for unit, _ in units.service.reports_refused()] == ["u002"]
    assert units.service.reports(OCTOBER).counted == "0/2"

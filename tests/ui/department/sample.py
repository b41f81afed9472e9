"""A department in the midst of a day, laid out on a hub by those who work there: two PCs with real profiles, and four
stations that only speak. Tests, pictures and ``make hub`` show it.

Of its five units one is silent, one has an old program, one lost its access, one has a post with two versions, and one
is fine. Two posts wait for an approval, two went out, one notice is under way, and one unit of three has reported.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from studio import __version__
from studio.clock import VIETNAM, local_date
from studio.hub.model import HubItemKind
from studio.people.keys import fingerprint
from studio.reports.storage_received import ReportingUnit
from tests.department.rig import Force
from tests.exchange.rig import PC, PIN
from tests.hub.rig import Station

NAMES = {
    "u001": "Công an phường Bến Gạo",
    "u002": "Công an xã Gò Sậy",
    "u003": "Công an xã Suối Lau",
    "u004": "Công an phường Minh Khai",
    "u005": "Công an phường Hạ Sen",
}
SILENT, FINE = "u002", "u004"
NOTICE = "Đăng lại thông báo cấm đường ở cầu Ván"
SCAMS = ("Giả danh điện lực dọa cắt điện", "Bán vé tàu Tết giá rẻ qua tài khoản giả", "Thuê lại tài khoản ngân hàng")
"""What the posts of the first unit warn of: the first two wait, the last has two versions."""


def fill(units: Force) -> None:
    """Let all of it happen, and the department hear of it."""
    silent, old, fine, revoked = (units.other(unit) for unit in ("u002", "u003", "u004", "u005"))
    units.heard(silent, version=__version__, days=12.5)
    units.heard(old, version="0.0.9", u003=0)
    units.heard(fine, version=__version__)
    units.heard(revoked, version=__version__)
    with units.hub.server() as server:
        server.revoke(revoked.login)
    units.sync()
    units.name(**NAMES)
    _posts(units)
    _notice(units, old, fine)
    _report(units)
    for station, seq in ((old, 812), (fine, 1204)):
        units.say(station, HubItemKind.AUDIT_HEAD, {"seq": seq, "hash": f"{seq:064x}", "day": "2026-11-30"})
    units.sync()
    units.sync()


def _posts(units: Force) -> None:
    """Two that wait, the one planned for this day, and one that both PCs changed."""
    station, now = units.station, units.now()
    planned = (min(now + timedelta(minutes=50), _midnight(now, days=1) - timedelta(minutes=1)), None, None)
    posts = [station.draft(scam_name=scam) for scam in SCAMS]
    for post, at in zip(posts, planned, strict=True):
        if at is not None:
            with station.by() as author:
                station.studio.drafts.edit(post.id, author.id, publish_at=at)
        station.submit(post.id)
    units.sync()
    station.edit(posts[-1].id, "Bản sửa ở trạm.")
    station.submit(posts[-1].id)
    units.department.edit(posts[-1].id, "Bản sửa ở phòng.", units.department.person("Ngô Thị Biên"))
    units.department.sync()
    units.sync()


def _notice(units: Force, old: Station, fine: Station) -> None:
    """One unit published what it asks, verified; one read it; the silent one says nothing."""
    sent = units.send("u001", SILENT, "u003", FINE, text=NOTICE, publish=True)
    units.sync()
    for station, state, remote in ((fine, "verified", "1"), (old, "sent", "2")):
        post = f"bai-{station.unit}"
        units.say(station, HubItemKind.ACK, {"notice": sent.id, "by": "Cán bộ trực", "post": post})
        units.say(station, HubItemKind.RECEIPT, receipt(post, state, remote, units), station.unit)
    units.sync()
    with units.department.by() as person:
        units.service.called(SILENT, "Trực ban báo hỏng máy, sẽ nộp qua USB.", person.id)


def receipt(post: str, state: str, remote: str, units: Force) -> dict[str, object]:
    """What a station says of a post that is on its page."""
    at = max(units.now() - timedelta(minutes=30), _midnight(units.now())).isoformat()
    return {
        "delivery": f"gui-{remote}", "post": post, "title": NOTICE, "revision": 1, "seal": "ab" * 32, "page": "trang",
        "page_id": f"100{remote}", "platform": "facebook", "remote": remote,
        "url": f"https://trang.example.gov.vn/{remote}", "state": state, "reason": "", "proof": "read back", "at": at,
    }  # fmt: skip


def _midnight(now: datetime, days: int = 0) -> datetime:
    """At which the day of `now` began in Vietnam, or so many days later."""
    day = local_date(now) + timedelta(days=days)
    return datetime(day.year, day.month, day.day, tzinfo=VIETNAM).astimezone(UTC)


def _report(units: Force) -> None:
    """The first unit hands its report of the last month in on a stick; two others did not."""
    month = last_month(units)
    path = report_of(units.station, month, units.root)
    register = units.station.studio.people.key_register()
    prints = tuple(fingerprint(event.public).replace(" ", "") for event in register if event.public)
    with units.department.by(units.department.head) as head:
        studio = units.department.studio
        listed = [ReportingUnit(name=NAMES[FINE], fingerprints=prints)]
        others = [ReportingUnit(name=NAMES[unit]) for unit in (SILENT, "u003")]
        studio.reports.units.set_units([*listed, *others], head.id, PIN)
        studio.reports.units.take(path, head.id)


def report_of(pc: PC, month: date, out: Path) -> Path:
    """A finished report of a PC, signed by its head, as a file."""
    reports = pc.studio.reports.reports
    with pc.by(pc.head) as head:
        reports.new(month, head.id)
        made = reports.finish(month, head.id)
        return reports.send(made, out / "bao-cao.json", head.id, PIN)


def last_month(units: Force) -> date:
    """The first day of the month before this one."""
    return (local_date(units.now()).replace(day=1) - timedelta(days=1)).replace(day=1)

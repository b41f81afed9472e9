"""Verbs of the department's hub, for whoever looks after its server: set up, let in, take away, look.

They work on a server, not on a profile. The server asks for its own password, which comes from a prompt or from
standard input; a local server that is reached by its socket asks none.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from studio.cli.console import Line, VerbOutput, view
from studio.cli.verb import FREE, Call, VerbGroup, flag, option, out_file
from studio.clock import SystemClock, show_datetime
from studio.errors import BadInput, NotPermitted
from studio.phrase import Phrase
from studio.secret import Secret

if TYPE_CHECKING:
    from studio.hub.connection import HubAddress
    from studio.hub.model import HubStatus, StationStatus
    from studio.hub.server import HubServer

SILENT = timedelta(days=2)
"""A station that was not there for so long is named as silent."""
SERVER = option("--server", required=True, metavar="ADDRESS", help="postgresql://quan-tri@may-chu:5432/hub")
CERTIFICATE = option("--ca", type=Path, metavar="FILE", help="chứng chỉ CA của Công an thành phố / the department's CA")
PASSWORD = flag("--password-stdin", "mật khẩu máy chủ ở đầu vào chuẩn / the server's password on standard input")
_WHERE = (SERVER, CERTIFICATE, PASSWORD)

verbs = VerbGroup()
hub = verbs.group("hub", "kho chung của Công an thành phố / the department's hub")


@hub("init", FREE, *_WHERE, help="lập kho chung trên máy chủ / make the hub on a server")
def _init(call: Call) -> VerbOutput:
    from studio.hub.server import HubServer, make_database

    address = _place(call)
    password = _password(call, address)
    make_database(address, password)
    with HubServer(address, password) as server:
        server.init()
        epoch = server.status().epoch
    told = {"server": str(address), "epoch": epoch}
    return VerbOutput(told, Phrase("The hub is made at {address}.", address=address))


@hub(
    "add-station", FREE, "login", option("--unit", required=True, metavar="UNIT", help="mã đơn vị / code of its unit"),
    option("--key", metavar="HEX", help="khóa của máy trạm / key of the station (studio exchange key)"),
    option("--introduction", type=Path, metavar="FILE", help="hoặc tệp giới thiệu của máy / or the PC's introduction"),
    option("--vouch", type=Path, metavar="FILE", action="append", default=[],
           help="tệp giới thiệu máy của Công an thành phố / introduction of a PC of the department (several)"),
    flag("--department", "máy của Công an thành phố: đọc mọi hộp / of the department: reads all boxes"),
    option("--reach", metavar="ADDRESS", help="địa chỉ mà trạm dùng, nếu khác / the address that stations use"),
    *out_file(), *_WHERE, help="cấp tài khoản cho trạm, ghi giấy mời / give a station its login, write its invitation",
)  # fmt: skip
def _add_station(call: Call) -> VerbOutput:
    from studio.exchange.introductions import read_introduction
    from studio.hub.connection import read_address
    from studio.hub.invitation import invitation
    from studio.hub.model import HubStation

    address = _place(call)
    reach = read_address(call.reach, call.ca) if call.reach else address
    if reach.is_socket:
        raise BadInput(
            "stations elsewhere cannot use a local socket; add --reach with the server's name, and --ca.",
            where="--server",
        )
    device = HubStation(login=call.login, unit=call.unit, public=_key(call), department=call.department)
    for path in call.vouch:
        read_introduction(path)  # an invitation with a broken one would help nobody

    def keep(password: Secret) -> None:
        invitation(reach, device, password, call.vouch).write(call.out)

    with _server(call, address) as server:
        server.add_station(device, keep)
    lines = Phrase(
        "The station {login} is added; its invitation with the password is {out}: hand it over, and destroy "
        "it afterwards.",
        login=device.login,
        out=call.out,
    )
    return VerbOutput(view(device, "login unit department") | {"path": call.out}, lines)


def _key(call: Call) -> str:
    """The public key of the station, hex. Raises BadInput."""
    from studio.exchange.introductions import read_introduction

    if (call.key is None) == (call.introduction is None):
        raise BadInput("name the key of the station by --key, or by its --introduction.", where="--key")
    if call.introduction is not None:
        return read_introduction(call.introduction).station.public
    return str(call.key).lower()


@hub("revoke", FREE, "login", *_WHERE, help="thu hồi quyền vào kho chung của trạm / take a station's access away")
def _revoke(call: Call) -> VerbOutput:
    with _server(call, _place(call)) as server:
        ended = server.revoke(call.login)
    lines = Phrase("The station {login} is revoked; {ended} open sessions were ended.", login=call.login, ended=ended)
    return VerbOutput({"login": call.login, "ended": ended}, lines)


@hub("status", FREE, *_WHERE, help="trạm, hộp, quyền gửi, bản sao / stations, boxes, leases, standbys")
def _status(call: Call) -> VerbOutput:
    with _server(call, _place(call)) as server:
        status = server.status()
    told = view(status, "server epoch epoch_began now size items leases standbys")
    told["stations"] = [
        view(one, "login unit department active seen_at version", silent=_is_silent(one, status.now))
        for one in status.stations
    ]
    told["boxes"] = [view(one, "box last") for one in status.boxes]
    return VerbOutput(told, [*_status_lines(status)])


@hub("new-epoch", FREE, *_WHERE, help="sau khi khôi phục từ bản cũ / after the hub was restored from an older state")
def _new_epoch(call: Call) -> VerbOutput:
    with _server(call, _place(call)) as server:
        epoch = server.new_epoch()
        frozen = server.status().leases.get("frozen", 0)
    lines = Phrase(
        "A new epoch has begun; {frozen} leases are frozen until somebody has looked at the page.", frozen=frozen
    )
    return VerbOutput({"epoch": epoch, "frozen": frozen}, lines)


@hub("watch", FREE, flag("--once", "chỉ xem một lần / look once only"), *_WHERE,
     help="ngắt phiên làm nghẽn hộp / end sessions that hold up a box")  # fmt: skip
def _watch(call: Call) -> VerbOutput:
    ends = threading.Event()
    total: list[str] = []

    def tell(ended: list[str]) -> None:
        total.extend(ended)
        now = show_datetime(SystemClock().now())
        call.console.say(Phrase("{now}: a session of {ended} was ended.", now=now, ended=", ".join(ended)))

    with _server(call, _place(call)) as server:
        if call.once:
            total += server.watch_once()
        else:
            former = signal.signal(signal.SIGTERM, lambda number, frame: ends.set())
            try:
                server.watch(lambda seconds: not ends.wait(seconds), tell)
            finally:
                signal.signal(signal.SIGTERM, former)
    return VerbOutput({"ended": total}, Phrase("{total} sessions were ended.", total=len(total)))


def _place(call: Call) -> HubAddress:
    """Raises BadInput."""
    from studio.hub.connection import read_address

    address = read_address(call.server, call.ca)
    if not address.user:
        raise BadInput(
            "the address lacks the administrator's name; write it as postgresql://admin@server:5432/hub.",
            where=call.server,
        )
    return address


def _server(call: Call, address: HubAddress) -> HubServer:
    """Raises StudioError."""
    from studio.hub.server import HubServer

    return HubServer(address, _password(call, address))


def _password(call: Call, address: HubAddress) -> Secret | None:
    """The server's password; None where it is reached by its socket, and knows who asks. Raises NotPermitted."""
    if call.password_stdin:
        return Secret(call.console.source.readline().rstrip("\r\n"))
    if address.is_socket:
        return None
    if not call.console.source.isatty():
        raise NotPermitted(
            "the password of “{user}” is needed; run it in a terminal, or add --password-stdin and give it on "
            "standard input.",
            user=address.user,
        )
    return Secret(call.console.ask(Phrase("Password of {user}", user=address.user), secret=True))


def _is_silent(station: StationStatus, now: datetime) -> bool:
    return station.active and (station.seen_at is None or now - station.seen_at > SILENT)


def _status_lines(status: HubStatus) -> Iterator[Line]:
    yield Phrase(
        "PostgreSQL {server} · {items} items · {size} MB · {standbys} standbys follow",
        server=status.server,
        items=status.items,
        size=status.size // 2**20,
        standbys=status.standbys,
    )
    yield Phrase("Epoch began {epoch_began}", epoch_began=show_datetime(status.epoch_began))
    if status.leases:
        leases = ", ".join(f"{state} {count}" for state, count in status.leases.items())
        yield Phrase("Leases: {leases}", leases=leases)
    for one in status.stations:
        seen = Phrase("never seen") if one.seen_at is None else show_datetime(one.seen_at)
        if not one.active:
            mark = Phrase("revoked")
        elif _is_silent(one, status.now):
            mark = Phrase("silent")
        else:
            mark = Phrase("active", about="cli")
        yield Phrase(
            "{login} · {unit} · {mark} · {seen} {version}",
            login=one.login,
            unit=one.unit,
            mark=mark,
            seen=seen,
            version=one.version,
        )
    for box in status.boxes:
        yield Phrase("box {box}: {last} items", box=box.box, last=box.last)

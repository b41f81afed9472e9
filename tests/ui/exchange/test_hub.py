"""The department's hub in the window: no trace before it is joined; then its line at the foot and in the settings."""

from __future__ import annotations

from pathlib import Path

from studio.hub.invitation import invitation
from studio.hub.model import Device
from studio.secret import Secret
from studio.ui.page import PageId
from studio.ui.proof import ProofDialog
from studio.ui.settings.exchange import ExchangeSection
from studio.ui.settings.page import SettingsPage
from tests.exchange.rig import PC, Three
from tests.hub.conftest import cluster, hub, postgres
from tests.hub.rig import Hub
from tests.ui.conftest import shown
from tests.ui.exchange.conftest import Desk, Seat
from tests.ui.hands import choose_file, labels, press, prove, told

__all__ = ["cluster", "hub", "postgres"]


def invited(pc: PC, hub: Hub, path: Path) -> Path:
    """The file by which the department lets a PC of unit u001 in."""
    with pc.by(pc.head):
        public = pc.studio.exchange.key()
    login = f"{hub.address.database}-{pc.name}-{public[:6]}".replace("_", "-").lower()
    device = Device(login="".join(one for one in login if one.isascii()), unit="u001", public=public)

    def keep(password: Secret) -> None:
        made = invitation(hub.address, device, password)
        made.write(path)

    with hub.server() as server:
        server.add_station(device, keep)
    hub.logins.append(device.login)
    return path


def section(desk: Desk) -> ExchangeSection:
    page = desk.show(PageId.SETTINGS, "exchange")
    assert isinstance(page, SettingsPage)
    assert isinstance(page.section, ExchangeSection)
    desk.idle()
    return page.section


def join(desk: Desk, path: Path) -> ExchangeSection:
    """Join by that invitation in the settings."""
    shown_there = section(desk)
    press(shown_there, "Nối bằng giấy mời…")
    choose_file(path)
    desk.idle()
    prove(shown(ProofDialog), desk.pc.head)
    desk.idle()
    return shown_there


def test_without_a_hub_there_is_one_quiet_row(three: Three, seat: Seat) -> None:
    desk = seat(three[0])
    assert "ho chung" not in desk.window.status.text
    desk.sit(desk.pc.head)
    shown_there = section(desk)
    press(shown_there, "Chép khóa cho phòng")
    assert not shown_there.hub.leave.isVisible()
    assert told(shown_there) == []


def test_a_station_joins_sees_how_it_stands_and_leaves(three: Three, seat: Seat, hub: Hub, tmp_path: Path) -> None:
    pc = three[0]
    desk = seat(pc)
    desk.sit(pc.head)
    shown_there = join(desk, invited(pc, hub, tmp_path / "moi.json"))
    assert pc.studio.hub.joined() is not None
    assert "u001" in labels(shown_there)
    assert "Kho chung: nhận đủ đến 09:30" in desk.window.status.text
    with hub.server() as server:
        server.revoke(hub.logins[-1])
    pc.clock.forward(hours=1)
    press(shown_there, "Liên lạc ngay")
    desk.idle()
    assert "Kho chung vắng từ 09:30" in desk.window.status.text
    (trouble,) = told(shown_there)
    assert trouble
    press(shown_there, "Rời kho…")
    prove(shown(ProofDialog), pc.head)
    desk.idle()
    assert pc.studio.hub.joined() is None
    assert "ho chung" not in desk.window.status.text

"""The department's hub and the folder that is watched: no trace before one is joined; then posts go by themselves."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from studio.clock import show_datetime
from studio.hub.invitation import invitation
from studio.hub.model import HubStation
from studio.posts.model import PostState
from studio.secret import Secret
from studio.ui.approval.page import ApprovalPage
from studio.ui.exchange.send_dialog import SendDialog
from studio.ui.page_specs import PageId
from studio.ui.pin_dialog import PinConfirmDialog
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
    device = HubStation(login="".join(one for one in login if one.isascii()), unit="u001", public=public)

    def keep(password: Secret) -> None:
        invitation(hub.address, device, password).write(path)

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


def fact(section: ExchangeSection, name: str) -> str:
    """What the card of the hub says beside that name."""
    said = labels(section.hub)
    return said[said.index(name) + 1]


def join(desk: Desk, path: Path) -> ExchangeSection:
    """Join by that invitation in the settings."""
    shown_there = section(desk)
    press(shown_there, "Nối bằng giấy mời…")
    choose_file(path)
    desk.idle()
    prove(shown(PinConfirmDialog), desk.pc.head)
    desk.idle()
    return shown_there


def test_without_a_hub_there_is_one_quiet_row(three: Three, seat: Seat) -> None:
    desk = seat(three[0])
    assert "ho chung" not in desk.window.status.text
    desk.sit(desk.pc.head)
    shown_there = section(desk)
    press(shown_there, "Sao chép khóa cho phòng")
    assert not shown_there.hub.leave.isVisible()
    assert told(shown_there) == []


def test_a_station_joins_sees_how_it_stands_and_leaves(three: Three, seat: Seat, hub: Hub, tmp_path: Path) -> None:
    pc = three[0]
    desk = seat(pc)
    desk.sit(pc.head)
    shown_there = join(desk, invited(pc, hub, tmp_path / "moi.json"))
    assert pc.studio.hub.joined() is not None
    assert fact(shown_there, "Đơn vị") == "u001"
    assert fact(shown_there, "Liên lạc cuối") == f"{show_datetime(pc.clock.now())}"
    assert fact(shown_there, "Chờ gửi") == "0"
    assert "Kho chung: đã nhận đủ đến 09:30" in desk.window.status.text
    with hub.server() as server:
        server.revoke(hub.logins[-1])
    pc.clock.forward(hours=1)
    press(shown_there, "Liên lạc ngay")
    desk.idle()
    assert "Mất liên lạc với kho chung từ 09:30" in desk.window.status.text
    (trouble,) = told(shown_there)
    assert trouble
    assert fact(shown_there, "Liên lạc cuối").endswith("09:30"), "the last one that went to its end"
    pc.submit(pc.draft().id)
    press(shown_there, "Liên lạc ngay")
    desk.idle()
    assert fact(shown_there, "Chờ gửi") == "1"
    press(shown_there, "Rời kho…")
    desk.idle()  # who may is listed
    prove(shown(PinConfirmDialog), pc.head)
    desk.idle()
    assert pc.studio.hub.joined() is None
    assert "ho chung" not in desk.window.status.text


def test_what_one_window_submits_the_other_has_by_itself(
    three: Three, seat: Seat, hub: Hub, tmp_path: Path, qtbot: QtBot
) -> None:
    author, approver, _ = three
    desks = []
    for pc in (author, approver):
        desk = seat(pc)
        desk.sit(pc.head)
        join(desk, invited(pc, hub, tmp_path / f"{pc.name}.json"))
        desks.append(desk)
    here, there = desks
    here.sit()
    post = author.submit(author.draft().id)
    qtbot.waitUntil(lambda: author.studio.hub.standing().received.get("u001", 0) > 0, timeout=20_000)
    here.idle()
    there.sit()
    press(section(there), "Liên lạc ngay")
    there.idle()
    assert approver.state(post.id) is PostState.IN_REVIEW


def test_a_post_is_given_to_the_whole_unit(three: Three, seat: Seat, hub: Hub, tmp_path: Path) -> None:
    pc = three[0]
    desk = seat(pc)
    desk.sit(pc.head)
    join(desk, invited(pc, hub, tmp_path / "moi.json"))
    post = pc.submit(pc.draft().id)
    who = desk.sit()
    page = desk.show(PageId.APPROVAL, post.id)
    assert isinstance(page, ApprovalPage)
    desk.idle()
    page.review_tabs.head.send.click()
    desk.idle()
    press(shown(SendDialog), "Giao cho cả đơn vị…")
    desk.idle()
    prove(shown(PinConfirmDialog), who)
    desk.idle()
    standing = pc.studio.exchange.standing(post.id)
    assert standing is not None
    assert standing.unit == "u001"
    assert "Do một máy bất kỳ của đơn vị “u001” đăng, theo kho chung" in page.review_tabs.head.travels.text


def test_a_folder_is_watched(three: Three, seat: Seat, tmp_path: Path) -> None:
    author, approver, _ = three
    shared = tmp_path / "chung"
    shared.mkdir()
    for pc in (author, approver):
        desk = seat(pc)
        desk.sit(pc.head)
        card = section(desk).folder
        press(card, "Chọn thư mục…")
        choose_file(shared)
        desk.idle()
        prove(shown(PinConfirmDialog), pc.head)
        desk.idle()
        assert card.drop.isVisible()
    here, there = author, approver
    post = here.submit(here.draft().id)
    here.studio.shared_folder.look()
    press(card, "Xem ngay")
    desk.idle()
    assert there.state(post.id) is PostState.IN_REVIEW
    (shared / "zz-hong.psexchange").write_bytes(b"PK")
    press(card, "Xem ngay")
    desk.idle()
    assert told(card) != []
    assert any(text.startswith("zz-hong.psexchange: ") for text in labels(card))

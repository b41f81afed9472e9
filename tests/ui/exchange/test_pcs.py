"""PCs are made known to each other in the settings: an introduction written, a fingerprint read out and typed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLineEdit

from studio.ui.exchange.pcs import ConfirmUnitForm, IntroduceForm
from studio.ui.page_specs import PageId
from studio.ui.settings.exchange import ExchangeSection
from studio.ui.settings.page import SettingsPage
from tests.exchange.rig import PIN, Three
from tests.ui.conftest import shown
from tests.ui.exchange.conftest import Desk, Seat
from tests.ui.hands import choose_file, error_at, labels, press, toast, within


def section(desk: Desk) -> ExchangeSection:
    """The section of the settings, the head of the PC at work."""
    desk.sit(desk.pc.head)
    page = desk.show(PageId.SETTINGS, "exchange")
    assert isinstance(page, SettingsPage)
    assert isinstance(page.section, ExchangeSection)
    desk.idle()
    return page.section


def test_a_pc_is_introduced_and_confirmed_by_its_fingerprint(three: Three, seat: Seat, tmp_path: Path) -> None:
    author, approver, _ = three
    here, there = seat(author), seat(approver)
    path = tmp_path / "gioi-thieu.json"
    ours = section(here)
    fingerprint = ours.pcs.own.text()
    press(ours, "Ghi tệp giới thiệu…")
    choose_file(path)
    form = shown(IntroduceForm)
    here.idle()  # who may is listed
    form.go.click()
    name = within(form, QLineEdit, "Tên của máy này ở đơn vị khác")
    assert error_at(name) == "Hãy đặt tên để máy khác nhận ra máy này."
    name.setText("Máy phòng tham mưu")
    form.person_pin.pin.setText(PIN)
    form.go.click()
    here.idle()
    assert path.exists()
    assert "gioi-thieu.json" in toast(here.window).text

    theirs = section(there)
    press(theirs, "Xác nhận máy khác…")
    choose_file(path)
    there.idle()
    confirm = shown(ConfirmUnitForm)
    assert "Trần Thị Soạn · Soạn bài" in "\n".join(labels(confirm))
    assert fingerprint not in "\n".join(labels(confirm)), "it is compared with what the other unit reads out"
    typed = within(confirm, QLineEdit, "Dấu vân tay, đúng như bên kia đọc")
    typed.setText("0000 " + fingerprint[5:])
    confirm.person_pin.pin.setText(PIN)
    confirm.go.click()
    there.idle()
    assert "không trùng" in error_at(typed)
    typed.setText(fingerprint.lower().replace(" ", ""))
    confirm.person_pin.pin.setText(PIN)
    confirm.go.click()
    there.idle()
    assert [one.name for one in approver.studio.exchange.stations()] == ["Máy phòng tham mưu", "Đăng"]
    assert "Máy phòng tham mưu" in labels(theirs)

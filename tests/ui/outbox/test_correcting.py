"""A published post is corrected in place: written by one, approved by another who sees the difference, sent as a
change, read back; its record holds both versions."""

from __future__ import annotations

import zipfile
from pathlib import Path

from pytestqt.qtbot import QtBot

from studio.outbox.model import DeliveryState, Stand, stand_of
from studio.posts.model import PostState
from studio.ui.approval.page import ApprovalPage
from studio.ui.approval.sign import ApproveDialog
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from studio.ui.review.changes import DiffText
from tests.ui.conftest import show, shown
from tests.ui.hands import labels
from tests.ui.outbox.conftest import Idle
from tests.ui.unit import CONFIRMED, PIN, PRACTICE, Unit


def published(unit: Unit) -> str:
    post = unit.submit(unit.draft(targets=(PRACTICE.name,)).id)
    with unit.at_work(unit.approver):
        unit.studio.outbox.approve_and_queue(post.id, unit.approver.id, PIN)
    unit.studio.outbox.run()
    assert unit.studio.drafts.get(post.id).state is PostState.PUBLISHED
    return post.id


def test_the_way_of_a_correction(unit: Unit, window: MainWindow, qtbot: QtBot, idle: Idle, tmp_path: Path) -> None:
    studio, post = unit.studio, published(unit)
    unit.clock.forward(minutes=5)
    with unit.at_work(unit.author):
        change = studio.aftercare.amend(post, unit.author.id)
        studio.drafts.edit(change.id, unit.author.id, fields={"how": "Kẻ gian gọi điện, xưng là cán bộ phường."})
        studio.drafts.edit(change.id, unit.author.id, answers=CONFIRMED)
    unit.submit(change.id)
    unit.sign_in(window, unit.approver)
    page = show(window, qtbot, PageId.APPROVAL, change.id)
    assert isinstance(page, ApprovalPage)
    qtbot.waitUntil(lambda: page.review is not None and page.review.sheet.post.id == change.id)
    idle()
    assert any("so với bài đang hiện trên trang" in text for text in labels(page.review_tabs.since))
    said = " ".join(diff.spoken() for diff in page.review_tabs.since.changes.findChildren(DiffText))
    assert "thêm:" in said
    assert "bỏ:" in said
    assert page.decision.buttons["approve"].text() == "Duyệt và sửa trên trang…"
    page.confirm()
    dialog = shown(ApproveDialog)
    assert "thay ngay chữ đang hiện" in dialog.effect.text()
    assert "TẬP HUẤN · " in dialog.effect.text()
    dialog.signature.pin.setText(PIN)
    dialog.go.click()
    idle()
    studio.outbox.run()
    (delivery,) = studio.outbox.of_post(change.id)
    assert delivery.state is DeliveryState.VERIFIED
    assert stand_of(delivery, withdrawn=False) is Stand.AMENDED
    path = studio.export_record(change.id, tmp_path / "ho-so.zip")
    assert studio.verify_record(path) == ()
    with zipfile.ZipFile(path) as kept:
        before, after = kept.read("former/1-facebook.txt").decode(), kept.read("text/facebook.txt").decode()
    assert "xưng là cán bộ phường" in after
    assert "xưng là cán bộ phường" not in before

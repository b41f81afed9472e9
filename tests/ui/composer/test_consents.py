"""Consents of people in a picture of the post: recorded in a dialog, told beside the picture, watched by the checks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from pytestqt.qtbot import QtBot

from studio.images.consent import Consent
from studio.posts.model import Post
from studio.ui.composer.page import ComposerPage
from studio.ui.images.consents import ConsentDialog, WithdrawDialog
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from tests.ui.composer.composer_rig import ComposerRig
from tests.ui.hands import error_at, labels

Settle = Callable[[], None]
TODAY = date(2026, 11, 25)


@pytest.fixture
def post(rig: ComposerRig, window: MainWindow, settle: Settle) -> Post:
    made = rig.with_photo(rig.draft())
    window.go(PageId.COMPOSER, made.id)
    settle()
    return made


@pytest.fixture
def dialog(page: ComposerPage, post: Post, window: MainWindow, settle: Settle) -> ConsentDialog:
    page.editor.strip.choose("m1")
    page.editor.strip.panel.record.click()
    found = window.findChild(ConsentDialog)
    assert found is not None
    settle()
    return found


def blockers(page: ComposerPage) -> set[str]:
    outcome = page.composer.outcome
    assert outcome is not None
    return {f.code for f in outcome.findings if f.field == "media:m1" and f.severity.value == "block"}


def fill(dialog: ConsentDialog) -> None:
    dialog.who.setText("Nguyễn Thị Hoa")
    dialog.purpose.setText("bài người tốt việc tốt")
    dialog.filed.setText("Phiếu số 12, lưu tại đội")


def test_a_consent_is_recorded_and_told_beside_the_picture(
    page: ComposerPage, rig: ComposerRig, post: Post, dialog: ConsentDialog, settle: Settle
) -> None:
    assert "NO_UNREDACTED_FACE" in blockers(page)
    fill(dialog)
    dialog.go.click()
    settle()
    picture = post.media[0].sha256
    (kept,) = rig.studio.photo_consents.of([picture])[picture]
    assert (kept.who, kept.given_on, kept.until) == ("Nguyễn Thị Hoa", TODAY, date(2027, 11, 25))
    assert kept.added_by == rig.author.id
    assert page.editor.strip.panel.consents.text() == "Nguyễn Thị Hoa: đồng ý đến hết ngày 25/11/2027"
    assert "NO_UNREDACTED_FACE" not in blockers(page)
    assert dialog.who.text() == "", "ready for the next person"
    assert dialog.purpose.text() == "bài người tốt việc tốt", "who is beside them consented to the same, mostly"


def test_a_child_needs_a_guardian(dialog: ConsentDialog, rig: ComposerRig, post: Post, settle: Settle) -> None:
    fill(dialog)
    assert not dialog.guardian.isVisible()
    dialog.minor.click()
    settle()
    assert dialog.guardian.isVisible()
    dialog.go.click()
    settle()
    assert "người đại diện" in error_at(dialog.guardian)
    assert rig.studio.photo_consents.of([post.media[0].sha256]) == {}
    dialog.guardian.setText("Mẹ: Trần Thị Lan")
    dialog.go.click()
    settle()
    assert error_at(dialog.guardian) == ""
    assert len(dialog.removers) == 1


def test_a_day_that_cannot_be_read_is_told_at_its_field(dialog: ConsentDialog) -> None:
    fill(dialog)
    dialog.until.line.setText("31/13/2026")
    dialog.go.click()
    assert error_at(dialog.until)


def test_a_consent_is_withdrawn_and_the_post_is_stopped(
    page: ComposerPage, dialog: ConsentDialog, settle: Settle, qtbot: QtBot
) -> None:
    fill(dialog)
    dialog.go.click()
    settle()
    dialog.withdrawers[0].click()
    ask = dialog.findChild(WithdrawDialog)
    assert ask is not None
    assert ask.day.value == TODAY
    ask.go.click()
    settle()
    assert "CONSENT_HOLDS" in blockers(page)
    assert dialog.withdrawers[0].isHidden()
    assert "đã rút lại" in page.editor.strip.panel.consents.text()


def test_a_consent_is_taken_off_the_picture(
    page: ComposerPage, dialog: ConsentDialog, rig: ComposerRig, post: Post, settle: Settle
) -> None:
    fill(dialog)
    dialog.go.click()
    settle()
    dialog.removers[0].click()
    settle()
    assert rig.studio.photo_consents.of([post.media[0].sha256]) == {}
    assert dialog.removers == []


def test_a_note_from_before_is_shown_and_still_counts(
    page: ComposerPage, rig: ComposerRig, post: Post, settle: Settle
) -> None:
    panel = page.editor.strip.panel
    page.editor.strip.choose("m1")
    assert panel.blocks["consent"].isHidden()
    media = replace(rig.stored(post).media[0], consent="Phiếu số 3, lưu tại đội")
    page.composer.journal.set_media(media)
    page.editor.strip.put((media,))
    settle()
    assert not panel.blocks["consent"].isHidden()
    assert "NO_UNREDACTED_FACE" not in blockers(page)


def test_an_expired_consent_is_told_as_such(
    page: ComposerPage, rig: ComposerRig, post: Post, window: MainWindow, settle: Settle
) -> None:
    old = Consent(
        who="Nguyễn Thị Hoa",
        purpose="bài cũ",
        given_on=TODAY - timedelta(days=400),
        until=TODAY - timedelta(days=35),
        filed="Phiếu số 1",
    )
    rig.studio.photo_consents.record(old, post.media[0].sha256, rig.author.id)
    page.composer.check()
    settle()
    assert {"CONSENT_HOLDS", "NO_UNREDACTED_FACE"} <= blockers(page)


def test_advice_on_the_alternative_text_follows_the_typing(page: ComposerPage, post: Post, settle: Settle) -> None:
    page.editor.strip.choose("m1")
    panel = page.editor.strip.panel

    def advice(words: str) -> str:
        panel.alt.put(words)
        panel.alt.typed.emit()
        return " ".join(labels(panel.blocks["alt"]))

    assert "máy đọc" in advice("Hình ảnh của cuộc gọi từ số lạ")
    assert "máy đọc" not in advice("Điện thoại hiện cuộc gọi từ số lạ")

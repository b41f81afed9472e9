"""The text in its parts, the platforms at phone width, and counters that count as checks and sender do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.platforms import Platform
from studio.posts.limits import LIMITS
from studio.posts.model import Post
from studio.text import length
from studio.ui.composer.form_field import LengthCounter
from studio.ui.composer.page import ComposerPage
from studio.ui.composer.side.pane import PREVIEW
from studio.ui.composer.side.preview import PHONE_MOST
from studio.ui.composer.side.source import SourceView
from studio.ui.main_window import MainWindow
from studio.ui.tokens import Tone
from studio.ui.widgets.phone import BEZEL, SCREEN, PhonePreview
from studio.ui.widgets.post_view import PostLook
from tests.ui.composer.composer_rig import ComposerRig

Settle = Callable[[], None]


def source_of(page: ComposerPage) -> SourceView:
    page.editor.side.preview.pick(None)
    return page.editor.side.preview.source


def test_the_source_tells_the_templates_words_from_the_authors(page: ComposerPage, opened: Any) -> None:
    opened(fields={"scam_name": "Giả danh cán bộ", "how": "Gọi lúc [giờ] tối."})
    pieces = source_of(page).pieces
    by_name = {piece.name: piece.text for piece in pieces if piece.name and not piece.missing}
    assert by_name["scam_name"] == "Giả danh cán bộ"
    assert any(not piece.name and "Cơ quan Công an không làm việc" in piece.text for piece in pieces)
    missing = [piece.text for piece in pieces if piece.missing]
    assert "[giờ]" in missing
    assert "[Dấu hiệu nhận biết]" in missing
    assert page.editor.form is not None
    assert page.editor.form.fields["how"].todo == "Chưa điền: [giờ]"
    assert page.editor.form.fields["scam_name"].todo == ""


def test_the_source_says_what_goes_out_once_everything_is_there(
    page: ComposerPage, opened: Any, settle: Settle
) -> None:
    opened()
    view = source_of(page)
    assert page.composer.content is not None
    assert "".join(piece.text for piece in view.pieces) == page.composer.content.texts[Platform.FACEBOOK]
    assert not any(piece.missing for piece in view.pieces)


def test_a_click_on_the_authors_words_leads_to_their_field(page: ComposerPage, window: MainWindow, opened: Any) -> None:
    opened()
    source_of(page).text.anchorClicked.emit(QUrl("how"))
    assert page.editor.form is not None
    focus = window.focusWidget()
    assert focus is not None
    assert page.editor.form.fields["how"].isAncestorOf(focus)


def test_alt_and_a_number_choose_the_tab(page: ComposerPage, opened: Any) -> None:
    opened()
    preview = page.editor.side.preview
    page.editor.side.show_tab(3)
    seen = []
    for key in (Qt.Key.Key_1, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_2):
        QTest.keyClick(page.editor.side, key, Qt.KeyboardModifier.AltModifier)
        seen.append("source" if preview.shows_source else preview.platform.value)
    assert seen == ["source", "zalo", "website", "facebook"]
    assert page.editor.side.tabs.currentIndex() == PREVIEW


def test_counters_count_what_the_checks_count_against_the_platforms_limits(page: ComposerPage, opened: Any) -> None:
    opened()
    preview = page.editor.side.preview
    assert page.composer.content is not None
    for platform in (Platform.FACEBOOK, Platform.ZALO):
        preview.pick(platform)
        used = f"{length(page.composer.content.texts[platform]):,}".replace(",", ".")
        most = f"{LIMITS[platform].text_max:,}".replace(",", ".")
        assert preview.counters["text"].text() == f"Nội dung {used} / {most}"
    assert preview.counters["title"].text().endswith("/ 150")


@pytest.mark.parametrize(("used", "tone"), [(90, None), (91, Tone.AMBER), (100, Tone.AMBER), (101, Tone.RED)])
def test_a_counter_warns_before_the_limit(qtbot: QtBot, used: int, tone: Tone | None) -> None:
    counter = LengthCounter()
    qtbot.addWidget(counter)
    counter.show_count(f"{used} / 100", used, 100)
    assert counter.tone is tone


def test_a_smaller_phone_breaks_its_lines_where_a_large_one_does(qtbot: QtBot) -> None:
    look = PostLook(page="Công an phường Minh Khai", text="Kẻ gian gọi điện tự xưng cán bộ phường. " * 4)
    lines = []
    for width in (300, PHONE_MOST):
        phone = PhonePreview(width)
        qtbot.addWidget(phone)
        phone.resize(width, 500)
        phone.show_posts([look])
        phone.show()
        qtbot.waitExposed(phone)
        phone.grab()
        layout = phone.views[0].body.begin().layout()
        lines.append([layout.lineAt(n).textLength() for n in range(layout.lineCount())])
    assert lines[0] == lines[1]
    assert PHONE_MOST - 2 * BEZEL == SCREEN


def test_many_pages_are_named_in_part_and_counted(page: ComposerPage, opened: Any, rig: ComposerRig) -> None:
    opened()
    preview = page.editor.side.preview
    post, content = page.composer.post, page.composer.content
    assert post is not None
    assert content is not None
    account = rig.studio.accounts.get("thuc-hanh")
    pages = [replace(account, name=f"t{n}", title=f"Trang {n}") for n in range(5)]
    preview.show_content(replace(post, targets=tuple(p.name for p in pages)), content, pages, "")
    assert "TẬP HUẤN · Trang 0, TẬP HUẤN · Trang 1 và 3 trang khác" in preview.sentences[0]


def test_large_type_is_larger_and_is_told_with_the_other_way(
    page: ComposerPage, rig: ComposerRig, opened: Callable[..., Post], settle: Settle
) -> None:
    heard: list[str] = []
    stop = rig.studio.events.listen(lambda news: heard.append(news.name))
    opened()
    page.editor.show_tab(PREVIEW)
    preview = page.editor.side.preview
    (view,) = preview.phone.views
    before = view.heightForWidth(view.width())
    preview.large.click()
    assert view.heightForWidth(view.width()) > before
    assert heard.count("preview.phone_and_large") == 1
    preview.large.click()
    assert view.heightForWidth(view.width()) == before
    stop()


def test_the_first_sentence_is_counted(page: ComposerPage, opened: Callable[..., Post], settle: Settle) -> None:
    opened()
    counter = page.editor.side.preview.counters["lead"]
    lead = page.editor.side.preview.phone.views[0].look.text.splitlines()[0]
    assert f"{length(lead)} / 200" in counter.text()

"""Snippets, citations and emoji over the real services: as if typed, undone as one step, refused with a reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from studio.app.practice import SAMPLE
from studio.posts.model import Post, PreflightStage
from studio.ui.composer.editors.citation import CitationEditor
from studio.ui.composer.page import ComposerPage
from studio.ui.main_window import MainWindow
from studio.ui.widgets.popover import SHADE, Popover
from studio.ui.writing.help import LawPicker
from studio.ui.writing.refusal import Refusal
from studio.ui.writing.snippets import SignPicker, SnippetPicker
from studio.writing.model import Snippet, SnippetKind
from tests.ui.composer.composer_rig import ComposerRig
from tests.ui.hands import toast

CTRL = Qt.KeyboardModifier.ControlModifier
Settle = Callable[[], None]
Opened = Callable[..., Post]


@pytest.fixture
def opened(page: ComposerPage, rig: ComposerRig, window: MainWindow, settle: Settle, qtbot: QtBot) -> Opened:
    """Open a draft in the editor of the active window."""

    def make(template_id: str = "scam_warning", **changes: Any) -> Post:
        post = rig.draft(template_id, **changes)
        window.go(page.id, post.id)
        settle()
        if not window.isActiveWindow():
            with qtbot.waitActive(window):
                window.activateWindow()
            QApplication.processEvents()  # a line just activated drops its selection a moment later
        return post

    return make


def control(page: ComposerPage, name: str, place: int = 0) -> QLineEdit | QPlainTextEdit:
    assert page.editor.form is not None
    found = page.editor.form.fields[name].editor.inputs()[place]
    assert isinstance(found, QLineEdit | QPlainTextEdit)
    return found


def text_of(field: QLineEdit | QPlainTextEdit) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def write(field: QLineEdit | QPlainTextEdit, text: str) -> None:
    """Put the keyboard at the end and type."""
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_End, CTRL)
    QTest.keyClicks(field, text)


def popover(window: MainWindow, kind: type[Any], settle: Settle) -> Any:
    settle()
    (found,) = [one for one in window.findChildren(kind) if one.is_open]
    return found


def snippets(window: MainWindow, settle: Settle) -> SnippetPicker:
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_J, CTRL)
    found = popover(window, SnippetPicker, settle)
    assert isinstance(found, SnippetPicker)
    return found


def laws(window: MainWindow, settle: Settle, qtbot: QtBot, query: str) -> LawPicker:
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_L, CTRL)
    found = popover(window, LawPicker, settle)
    assert isinstance(found, LawPicker)
    with qtbot.waitSignal(found.asked):
        found.line.setText(query)
    settle()
    return found


# -- snippets


def test_a_snippet_is_filled_and_put_in_at_the_caret(
    page: ComposerPage, window: MainWindow, rig: ComposerRig, opened: Opened, settle: Settle
) -> None:
    post = opened(fields={})
    how = control(page, "how")
    write(how, "Chu y.")
    picker = snippets(window, settle)
    QTest.keyClicks(picker.line, "lien he khi")
    assert "Trực ban: 024 0000 0113" in picker.note.text()
    QTest.keyClick(picker.line, Qt.Key.Key_Return)
    settle()
    put = "Chu y. Khi cần Công an, liên hệ Công an phường Minh Khai, Trực ban: 024 0000 0113."
    assert text_of(how) == put
    assert rig.stored(post).fields["how"] == put
    assert QApplication.focusWidget() is how
    (used,) = [snippet for snippet in rig.studio.writing.snippets() if snippet.used]
    assert used.name == "Liên hệ khi cần"


def test_one_undo_takes_back_what_was_inserted_and_no_more(
    page: ComposerPage, window: MainWindow, opened: Opened, settle: Settle
) -> None:
    opened(fields={})
    how = control(page, "how")
    write(how, "Chu y.")
    picker = snippets(window, settle)
    QTest.keyClicks(picker.line, "khong chia se")
    QTest.keyClick(picker.line, Qt.Key.Key_Return)
    settle()
    assert len(text_of(how)) > 20
    page.composer.journal.undo()
    settle()
    assert text_of(how) == "Chu y."


def test_what_could_not_be_filled_is_said_and_selected(
    page: ComposerPage, window: MainWindow, rig: ComposerRig, opened: Opened, settle: Settle
) -> None:
    rig.studio.writing.save(Snippet(name="Mở cửa", text="Mở cửa {giờ mở cửa} hằng ngày."), rig.author.id)
    opened(fields={})
    how = control(page, "how")
    how.setFocus()
    picker = snippets(window, settle)
    QTest.keyClicks(picker.line, "mo cua hang ngay")
    assert "{giờ mở cửa}" in picker.note.text()
    QTest.keyClick(picker.line, Qt.Key.Key_Return)
    settle()
    assert "{giờ mở cửa}" in toast(window).text
    QTest.keyClicks(how, "07:30")
    assert text_of(how) == "Mở cửa 07:30 hằng ngày."


def test_a_line_takes_a_snippet_of_several_lines_as_one(
    page: ComposerPage, window: MainWindow, rig: ComposerRig, opened: Opened, settle: Settle
) -> None:
    rig.studio.writing.save(Snippet(name="Hai dòng", text="Dòng một.\nDòng hai."), rig.author.id)
    opened(fields={})
    for name in ("scam_name", "signs"):
        field = control(page, name)
        field.setFocus()
        picker = snippets(window, settle)
        QTest.keyClicks(picker.line, "hai dong")
        QTest.keyClick(picker.line, Qt.Key.Key_Return)
        settle()
        assert text_of(field) == "Dòng một. Dòng hai."


def test_selected_text_is_replaced(page: ComposerPage, window: MainWindow, opened: Opened, settle: Settle) -> None:
    opened(fields={"scam_name": "Giả danh cán bộ"})
    line = control(page, "scam_name")
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Home, CTRL)
    for _ in range(len("Giả danh")):
        QTest.keyClick(line, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    picker = snippets(window, settle)
    QTest.keyClicks(picker.line, "an toan giao thong")
    QTest.keyClick(picker.line, Qt.Key.Key_Return)
    settle()
    assert text_of(line) == "#AnToànGiaoThông #VănHóaGiaoThông cán bộ"


def test_hashtags_are_offered_apart_and_the_last_used_first(
    page: ComposerPage, window: MainWindow, rig: ComposerRig, opened: Opened, settle: Settle
) -> None:
    kept = rig.studio.writing.save(
        Snippet(name="Phường", text="#CôngAnPhường", kind=SnippetKind.HASHTAGS), rig.author.id
    )
    rig.studio.writing.note_use(kept.id)
    opened(fields={})
    control(page, "how").setFocus()
    picker = snippets(window, settle)
    assert picker.list.headings == ("Câu mẫu", "Bộ hashtag")
    tags = [pick.title for pick in picker.list.picks if pick.glyph == "hash"]
    assert tags[0] == "Phường"


def test_without_a_caret_the_first_field_of_prose_is_taken(
    page: ComposerPage, window: MainWindow, opened: Opened, settle: Settle
) -> None:
    opened(fields={})
    page.editor.header.primary.setFocus()
    page.editor.bar.tools.snippet.emit()
    picker = popover(window, SnippetPicker, settle)
    QTest.keyClick(picker.line, Qt.Key.Key_Return)
    settle()
    assert text_of(control(page, "scam_name"))


def test_esc_puts_nothing_in_and_the_caret_stays(
    page: ComposerPage, window: MainWindow, opened: Opened, settle: Settle
) -> None:
    opened(fields={})
    how = control(page, "how")
    write(how, "Chu y")
    QTest.keyClick(how, Qt.Key.Key_Left)
    picker = snippets(window, settle)
    QTest.keyClick(picker.line, Qt.Key.Key_Escape)
    QTest.keyClicks(how, "x")
    assert text_of(how) == "Chu xy"


def test_the_popover_lies_inside_the_smallest_window_at_every_field(
    page: ComposerPage, window: MainWindow, opened: Opened, settle: Settle
) -> None:
    opened()
    window.resize(window.minimumSize())
    settle()
    assert page.editor.form is not None
    for name, field in page.editor.form.fields.items():
        if field.field.type not in ("text", "multiline", "list", "steps"):
            continue
        control(page, name).setFocus()
        page.editor.panes.area.bring(control(page, name))
        picker = snippets(window, settle)
        seen = picker.geometry().adjusted(SHADE, SHADE, -SHADE, -SHADE)
        assert window.rect().contains(seen), name
        picker.close_popover()


def test_a_field_that_takes_no_text_says_so_by_the_caret(
    page: ComposerPage, window: MainWindow, opened: Opened, settle: Settle
) -> None:
    opened()
    field = control(page, "bad_addresses")
    field.setFocus()
    before = text_of(field)
    QTest.keyClick(field, Qt.Key.Key_J, CTRL)
    note = popover(window, Refusal, settle)
    assert note.text.startswith("Ô này không nhận chữ tự do.")
    QTest.keyClick(QApplication.focusWidget() or note, Qt.Key.Key_Return)
    assert not note.is_open
    assert QApplication.focusWidget() is field
    assert text_of(field) == before


def test_nothing_opens_for_nobody(page: ComposerPage, window: MainWindow, opened: Opened, settle: Settle) -> None:
    opened()
    window.session.sign_out()
    settle()
    page.snippet()
    assert popover(window, Refusal, settle).text == "Hãy đăng nhập trước."
    assert page.why_not("snippet") == "Hãy đăng nhập trước."


def test_a_number_that_changes_later_is_found_in_what_was_inserted(
    page: ComposerPage, window: MainWindow, rig: ComposerRig, opened: Opened, settle: Settle
) -> None:
    """Placeholders are filled once: the text stays as it is, and the checks say that its number is no more."""
    post = opened(fields={})
    how = control(page, "how")
    how.setFocus()
    picker = snippets(window, settle)
    QTest.keyClicks(picker.line, "moi cung cap")
    QTest.keyClick(picker.line, Qt.Key.Key_Return)
    settle()
    written = text_of(how)
    assert "024 0000 0113" in written
    contact = rig.studio.directory.book().contact("truc-ban")
    assert contact is not None
    rig.studio.directory.save_contact(replace(contact, phone="024 0000 0199"))
    now = rig.stored(post)
    assert now.fields["how"] == written
    codes = {found.code for found in rig.studio.findings(now, PreflightStage.COMPOSE) if found.field == "how"}
    assert "NO_PRIVATE_PHONE" in codes


# -- the law


@pytest.fixture
def library(rig: ComposerRig) -> None:
    report = rig.studio.library.import_paths([SAMPLE / "law"])
    assert report.documents


def test_a_citation_is_printed_into_the_text_with_its_clause(
    page: ComposerPage, window: MainWindow, library: None, opened: Opened, settle: Settle, qtbot: QtBot
) -> None:
    opened(fields={})
    how = control(page, "how")
    write(how, "Theo")
    picker = laws(window, settle, qtbot, "khoản 1 điều 2 02/2026/HD-MAU")
    assert picker.list.picks[0].title == "Điều 2 · 02/2026/HD-MAU"
    assert all(pick.word is not None for pick in picker.list.picks)
    assert picker.also.isHidden()  # this template has no field of citations
    QTest.keyClick(picker.line, Qt.Key.Key_Return)
    settle()
    assert text_of(how).startswith("Theo khoản 1 Điều 2 Hướng dẫn số 02/2026/HD-MAU")
    assert QApplication.focusWidget() is how


def test_a_field_of_citations_is_offered_and_filled_once(
    page: ComposerPage,
    window: MainWindow,
    library: None,
    rig: ComposerRig,
    opened: Opened,
    settle: Settle,
    qtbot: QtBot,
) -> None:
    post = opened("law_explained", fields={})
    template = rig.template("law_explained")
    cited = next(f.name for f in template.fields if f.type == "citation")
    prose = next(f.name for f in template.fields if f.type in ("multiline", "text"))
    field = control(page, prose)
    for _ in range(2):
        field.setFocus()
        picker = laws(window, settle, qtbot, "điều 2 02/2026/HD-MAU")
        assert picker.also.isVisible()
        assert picker.also.isChecked()
        QTest.keyClick(picker.line, Qt.Key.Key_Return)
        settle()
    assert text_of(field).count("Điều 2 Hướng dẫn số 02/2026/HD-MAU") == 2
    assert rig.stored(post).fields[cited] == {"document": "02/2026/HD-MAU", "article": "2"}


def test_the_choice_not_to_fill_the_field_is_kept(
    page: ComposerPage,
    window: MainWindow,
    library: None,
    rig: ComposerRig,
    opened: Opened,
    settle: Settle,
    qtbot: QtBot,
) -> None:
    post = opened("law_explained", fields={})
    template = rig.template("law_explained")
    cited = next(f.name for f in template.fields if f.type == "citation")
    prose = next(f.name for f in template.fields if f.type in ("multiline", "text"))
    control(page, prose).setFocus()
    picker = laws(window, settle, qtbot, "điều 2 02/2026/HD-MAU")
    while QApplication.focusWidget() is not picker.also:
        QTest.keyClick(QApplication.focusWidget() or picker, Qt.Key.Key_Tab)
    QTest.keyClick(picker.also, Qt.Key.Key_Space)
    QTest.keyClick(picker.also, Qt.Key.Key_Tab)
    picker.line.setFocus()
    QTest.keyClick(picker.line, Qt.Key.Key_Return)
    settle()
    assert not rig.stored(post).fields.get(cited)
    control(page, prose).setFocus()
    assert not laws(window, settle, qtbot, "điều 2 02/2026/HD-MAU").also.isChecked()


def test_in_a_field_of_citations_it_fills_that_field(
    page: ComposerPage,
    window: MainWindow,
    library: None,
    rig: ComposerRig,
    opened: Opened,
    settle: Settle,
    qtbot: QtBot,
) -> None:
    post = opened("law_explained", fields={})
    cited = next(f.name for f in rig.template("law_explained").fields if f.type == "citation")
    assert page.editor.form is not None
    editor = page.editor.form.fields[cited].editor
    assert isinstance(editor, CitationEditor)
    editor.search.line.setFocus()
    picker = laws(window, settle, qtbot, "điều 2 02/2026/HD-MAU")
    assert picker.also.isHidden()
    QTest.keyClick(picker.line, Qt.Key.Key_Return)
    settle()
    assert rig.stored(post).fields[cited] == {"document": "02/2026/HD-MAU", "article": "2"}


def test_nothing_found_says_what_to_do(
    page: ComposerPage, window: MainWindow, opened: Opened, settle: Settle, qtbot: QtBot
) -> None:
    opened(fields={})
    control(page, "how").setFocus()
    picker = laws(window, settle, qtbot, "trách nhiệm")
    assert picker.list.picks == ()
    assert "nhập văn bản ở mục Kho văn bản" in picker.note.text()


# -- emoji


def test_an_emoji_goes_into_prose_and_not_into_the_title(
    page: ComposerPage, window: MainWindow, opened: Opened, settle: Settle
) -> None:
    opened(fields={})
    how = control(page, "how")
    write(how, "Chu y")
    page.editor.bar.tools.emoji.emit()
    picker = popover(window, SignPicker, settle)
    QTest.keyClicks(picker.line, "khan cap")
    QTest.keyClick(picker.line, Qt.Key.Key_Return)
    settle()
    assert text_of(how) == "Chu y 🚨"
    control(page, "scam_name").setFocus()
    page.editor.bar.tools.emoji.emit()
    assert popover(window, Refusal, settle).text.startswith("Ô này tạo nên tiêu đề bài")


def test_the_sixth_emoji_is_refused_as_the_check_would(
    page: ComposerPage, window: MainWindow, opened: Opened, settle: Settle
) -> None:
    opened(fields={"how": "⚠️ ✅ ❌", "signs": ["📌", "🔒"]})
    control(page, "how").setFocus()
    page.editor.bar.tools.emoji.emit()
    assert "5 biểu tượng" in popover(window, Refusal, settle).text


# -- toolbar and window


def test_the_toolbar_names_its_buttons_with_their_keys(page: ComposerPage, opened: Opened) -> None:
    opened()
    names = [
        button.accessibleName() for button in page.editor.bar.tools.children() if hasattr(button, "accessibleName")
    ]
    assert names == ["Chèn câu mẫu, hashtag (Ctrl+J)", "Chèn trích dẫn văn bản (Ctrl+L)", "Chèn biểu tượng cảm xúc"]


def test_the_command_bar_offers_what_the_composer_can_do(
    page: ComposerPage, window: MainWindow, opened: Opened, settle: Settle
) -> None:
    opened(fields={})
    how = control(page, "how")
    how.setFocus()
    QTest.keyClick(how, Qt.Key.Key_K, CTRL)
    bar = popover(window, Popover, settle)
    by_id = {pick.id: pick for pick in bar.list.picks}
    assert by_id["key:confirm"].title == "Gửi duyệt"
    assert by_id["key:confirm"].reason == page.editor.header.reason != ""
    bar.line.setText("chen cau mau")
    QTest.keyClick(bar.line, Qt.Key.Key_Return)
    picker = popover(window, SnippetPicker, settle)
    QTest.keyClick(picker.line, Qt.Key.Key_Return)
    settle()
    assert text_of(how).startswith("Khi cần Công an")


def test_a_post_is_begun_from_the_command_bar(
    page: ComposerPage, window: MainWindow, rig: ComposerRig, settle: Settle, qtbot: QtBot, tmp_path: Path
) -> None:
    window.open_command()
    bar = popover(window, Popover, settle)
    bar.line.setText("canh bao lua dao")
    QTest.keyClick(bar.line, Qt.Key.Key_Return)
    settle()
    assert page.writes
    assert page.composer.post is not None
    assert page.composer.post.template_id == "scam_warning"

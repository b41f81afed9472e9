"""Words that were added or removed: by line and colour for the eye, by words for the ear."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from studio.posts.word_diff import DiffPiece, word_diff
from studio.ui.review.changes import DiffText, marked
from studio.ui.tokens import DARK, LIGHT, Tone


def test_changes_are_marked_by_line_and_colour_in_both_themes() -> None:
    pieces = word_diff("gọi điện, yêu cầu cài ứng dụng", "gọi điện yêu cầu cập nhật ứng dụng")
    for tokens in (LIGHT, DARK):
        shown = marked(pieces, tokens)
        assert f"underline; color:{tokens.tones[Tone.GREEN].text}" in shown
        assert f"line-through; color:{tokens.tones[Tone.RED].text}" in shown


def test_a_text_is_never_read_as_markup(qtbot: QtBot) -> None:
    text = DiffText((DiffPiece(kind="added", text="<b>đậm</b> & 1 < 2"),))
    qtbot.addWidget(text)
    assert "&lt;b&gt;" in text.text()


def test_a_screen_reader_hears_what_changed(qtbot: QtBot) -> None:
    text = DiffText(word_diff("Báo số 024 0000 0113", "Báo ngay số 024 0000 0113"))
    qtbot.addWidget(text)
    assert text.accessibleName() == text.spoken()
    assert "added: ngay;" in text.spoken()
    assert "removed" not in text.spoken()

"""The look: contrast of every pair of colours, live switch, nothing jumps."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QLineEdit,
    QMenu,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from studio.ui.fonts import BASE_POINTS
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from studio.ui.page_stack import PageStack
from studio.ui.stylesheet import BOX, sheet
from studio.ui.theme import Theme, current_tokens, dress_apart, palette_of
from studio.ui.tokens import DARK, LIGHT, Tokens, Tone, contrast, tokens_of
from studio.ui.widgets.avatar import GROUNDS
from studio.ui.widgets.field import set_invalid
from studio.ui.widgets.layout import column
from studio.ui.widgets.text_painter import RING
from tests.ui.conftest import show

THEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
TEXT, LINE = 4.5, 3.0


def test_contrast_is_measured_as_the_standard_says() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@THEMES
def test_text_reads_on_every_ground(tokens: Tokens) -> None:
    grounds = (tokens.page, tokens.card, tokens.rail, tokens.field, tokens.hover, tokens.selected, tokens.locked)
    pairs = [(text, ground) for text in (tokens.text, tokens.muted) for ground in grounds]
    pairs += [(text, ground) for text in (tokens.error, tokens.accent) for ground in (tokens.page, tokens.card)]
    pairs += [(tokens.on_accent, ground) for ground in (tokens.accent, tokens.accent_hover, tokens.accent_pressed)]
    pairs += [(tokens.selected_text, tokens.selected), (tokens.on_practice, tokens.practice)]
    pairs += [(tokens.disabled, ground) for ground in (tokens.card, tokens.page)]
    pairs += [(tokens.page, tokens.text)]  # the toast
    assert [(a, b, contrast(a, b)) for a, b in pairs if contrast(a, b) < TEXT] == []


@THEMES
@pytest.mark.parametrize("tone", Tone)
def test_every_status_reads_on_its_tint_and_in_rows(tokens: Tokens, tone: Tone) -> None:
    ink = tokens.tones[tone]
    for ground in (ink.tint, tokens.card, tokens.page, tokens.selected, tokens.hover):
        assert contrast(ink.text, ground) >= TEXT


@THEMES
@pytest.mark.parametrize("tone", Tone)
def test_plain_words_read_on_every_tint_and_numbers_on_every_tone(tokens: Tokens, tone: Tone) -> None:
    """Banners and notes print the window's own text on a tint; the rail prints counts in the colour of a card."""
    ink = tokens.tones[tone]
    assert contrast(tokens.text, ink.tint) >= TEXT
    assert contrast(tokens.card, ink.text) >= TEXT


@THEMES
def test_what_was_added_and_what_was_removed_read_in_a_comparison(tokens: Tokens) -> None:
    """Word diffs stand on cards, insets and chosen rows; both kinds also differ by underline and strike."""
    for tone in (Tone.GREEN, Tone.RED):
        ink = tokens.tones[tone]
        for ground in (ink.tint, tokens.card, tokens.locked):
            assert contrast(ink.text, ground) >= TEXT
        assert contrast(ink.tint, tokens.card) > 1.05, "the tint is seen as a tint"


@THEMES
def test_words_of_lists_tabs_and_targets_read_in_every_state(tokens: Tokens) -> None:
    pairs = [(tokens.selected_text, ground) for ground in (tokens.card, tokens.page, tokens.hover, tokens.rail)]
    pairs += [(tokens.disabled, ground) for ground in (tokens.locked, tokens.hover)]
    pairs += [(tokens.text, tokens.rail), (tokens.accent, tokens.hover), (tokens.error, tokens.hover)]
    pairs += [(tokens.muted, tokens.tones[Tone.GREY].tint), (tokens.on_practice, tokens.practice)]
    assert [(a, b, round(contrast(a, b), 2)) for a, b in pairs if contrast(a, b) < TEXT] == []


@THEMES
def test_marks_and_frames_can_be_seen_on_what_they_stand_on(tokens: Tokens) -> None:
    """Focus rings on every ground, crop and comparison frames, tiles, ticks, and the line under a misspelt word."""
    pairs = [
        (tokens.accent, ground)
        for ground in (tokens.locked, tokens.hover, tokens.rail, tokens.selected, tokens.tones[Tone.AMBER].tint)
    ]
    pairs += [(tokens.field_line, ground) for ground in (tokens.locked, tokens.hover, tokens.rail)]
    pairs += [
        (tokens.tones[Tone.RED].text, tokens.field),
        (tokens.error, tokens.field),
        (tokens.on_accent, tokens.accent),
    ]
    assert [(a, b, round(contrast(a, b), 2)) for a, b in pairs if contrast(a, b) < LINE] == []


@pytest.mark.parametrize("ground", GROUNDS)
def test_initials_read_on_every_sign(ground: str) -> None:
    assert contrast("#FFFFFF", ground) >= TEXT


@THEMES
def test_lines_of_fields_and_the_focus_can_be_seen(tokens: Tokens) -> None:
    for ground in (tokens.page, tokens.card, tokens.field):
        assert contrast(tokens.field_line, ground) >= LINE
        assert contrast(tokens.accent, ground) >= LINE


@THEMES
def test_the_ring_of_the_focus_can_be_seen_on_every_ground(tokens: Tokens) -> None:
    grounds = [tokens.page, tokens.card, tokens.rail, tokens.field, tokens.locked, tokens.selected, tokens.hover]
    for ground in (*grounds, *(ink.tint for ink in tokens.tones.values())):
        assert contrast(tokens.accent, ground) >= LINE
    for ground in (tokens.accent, tokens.accent_hover, tokens.accent_pressed):
        assert contrast(tokens.on_accent, ground) >= LINE
    for grey in range(256):
        assert max(contrast(ring, f"#{grey:02X}{grey:02X}{grey:02X}") for ring, _ in RING) >= LINE


def test_the_tables_name_the_same_tones() -> None:
    assert set(LIGHT.tones) == set(DARK.tones) == set(Tone)


@THEMES
def test_the_palette_tells_which_table_it_was_made_from(tokens: Tokens) -> None:
    assert tokens_of(palette_of(tokens)) is tokens


@THEMES
def test_the_sheet_has_no_open_place_left(tokens: Tokens) -> None:
    made = sheet(tokens, 150)
    assert "$" not in made
    assert f"{BASE_POINTS * 1.5 * 1.65:.2f}pt" in made


def test_the_theme_switches_live_and_the_font_with_it(qapp: QApplication, qtbot: QtBot) -> None:
    theme = Theme(qapp)
    theme.apply("light", 100)
    small = qapp.font().pointSizeF()
    with qtbot.waitSignal(theme.changed):
        theme.apply("dark", 200)
    assert current_tokens() is DARK
    assert qapp.font().pointSizeF() == pytest.approx(2 * small)
    assert qapp.font().families()[0] == "Be Vietnam Pro"
    theme.apply("light", 100)
    assert current_tokens() is LIGHT


def test_the_system_is_followed_only_where_chosen(qapp: QApplication) -> None:
    system = Qt.ColorScheme.Dark
    theme = Theme(qapp, scheme=lambda: system)
    theme.apply("system", 100)
    assert current_tokens() is DARK
    system = Qt.ColorScheme.Light
    theme.follow()
    assert current_tokens() is LIGHT
    theme.apply("light", 100)
    system = Qt.ColorScheme.Dark
    theme.follow()
    assert current_tokens() is LIGHT


def theme_of(window: MainWindow) -> Theme:
    assert window.shell is not None
    return window.shell.theme


class Told(QWidget):
    """Counts how often it was dressed."""

    times = 0

    def changeEvent(self, event: QEvent) -> None:
        self.times += event.type() == QEvent.Type.StyleChange


def test_a_page_is_dressed_once_when_it_comes_into_the_window(window: MainWindow, qapp: QApplication) -> None:
    told = Told()
    page: QWidget = told
    for _ in range(6):
        inner, page = page, QWidget()
        page.setLayout(column(QLineEdit(), inner))
    assert told.times == 0
    stack = window.findChild(PageStack)
    assert stack is not None
    stack.addWidget(page)
    qapp.processEvents()
    assert told.times == 1


def test_a_page_out_of_sight_is_dressed_before_it_is_seen(window: MainWindow, qtbot: QtBot, qapp: QApplication) -> None:
    page, told = show(window, qtbot, PageId.SETTINGS), Told()
    page.layout().addWidget(told)  # type: ignore[union-attr]
    for look in ("dark", "light"):
        qapp.processEvents()
        show(window, qtbot, PageId.PAGES)
        told.times = 0
        theme_of(window).apply(look, 100)
        assert told.times == 0
        window.go(PageId.SETTINGS, "")
        seen = page.grab().toImage()
        theme_of(window).apply(look, 100)  # in sight now
        qapp.processEvents()
        assert page.grab().toImage() == seen


def test_what_a_page_hides_is_dressed_when_it_is_seen_where_it_is_dressed_apart(
    window: MainWindow, qtbot: QtBot, qapp: QApplication
) -> None:
    page, shown, hidden = show(window, qtbot, PageId.SETTINGS), Told(), Told()
    holder = QWidget()
    dress_apart(page, holder)
    holder.setLayout(column(shown, hidden))
    hidden.hide()
    page.layout().addWidget(holder)  # type: ignore[union-attr]
    qapp.processEvents()
    assert shown.styleSheet() == hidden.styleSheet() != ""
    worn = hidden.styleSheet()
    hidden.times = 0
    theme_of(window).apply("dark", 100)
    assert shown.styleSheet() != worn == hidden.styleSheet()
    assert hidden.times == 0
    hidden.show()
    assert hidden.styleSheet() == shown.styleSheet()


def test_all_that_is_in_the_window_takes_the_size_of_type_at_once(window: MainWindow) -> None:
    parts = [window.rail, *window.rail.findChildren(QPushButton), *window.findChildren(QLineEdit)]
    for scale in (200, 100):
        theme_of(window).apply("light", scale)
        assert {round(part.font().pointSizeF(), 1) for part in parts} == {BASE_POINTS * scale / 100}


def test_what_opens_over_the_window_wears_its_look(window: MainWindow) -> None:
    menu, line = QMenu(window.rail), QLineEdit(QDialog(window))
    menu.addAction("Mở")
    for look in ("dark", "light"):
        theme_of(window).apply(look, 100)
        assert menu.grab().toImage().pixelColor(3, 3) == QColor(current_tokens().card)
        assert line.sizeHint().height() > QLineEdit().sizeHint().height() + 8


def test_focus_and_errors_move_no_text(qtbot: QtBot, dressed: Theme) -> None:
    other, line = QLineEdit(), QLineEdit("Công an phường Minh Khai")
    frame = QWidget()
    qtbot.addWidget(frame)
    frame.setLayout(column(other, line))
    frame.show()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    line.end(False)
    focused = frame.sizeHint(), line.geometry(), line.cursorRect()
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    calm = frame.sizeHint(), line.geometry(), line.cursorRect()
    set_invalid(line, True)
    wrong = frame.sizeHint(), line.geometry(), line.cursorRect()
    assert focused == calm == wrong


def test_padding_of_fields_does_not_reach_inside_spin_boxes(qtbot: QtBot, dressed: Theme) -> None:
    box = QSpinBox(maximum=100_000)
    qtbot.addWidget(box)
    box.setValue(99_999)
    box.resize(box.sizeHint())
    box.show()
    inner = box.lineEdit()
    needed = inner.fontMetrics().horizontalAdvance("99999")
    assert inner.width() >= needed
    assert inner.height() >= inner.fontMetrics().height()


@THEMES
@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton])
def test_what_is_ticked_shows_it_by_a_sign_and_not_by_colour_alone(
    qapp: QApplication, qtbot: QtBot, kind: type[QCheckBox] | type[QRadioButton], tokens: Tokens
) -> None:
    box = kind()
    qtbot.addWidget(box)
    box.setStyleSheet(sheet(tokens))
    box.setChecked(True)
    for enabled, ground in ((True, tokens.accent), (False, tokens.disabled)):
        box.setEnabled(enabled)
        shown = box.grab().toImage()
        colours = {shown.pixelColor(x, y).name().upper() for x in range(BOX + 2) for y in range(shown.height())}
        assert {tokens.on_accent, ground} <= colours

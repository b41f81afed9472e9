"""The parts pages are made of."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QSize, QSizeF, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetrics, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHeaderView, QLineEdit, QMenu, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from studio.outbox.model import Stand
from studio.people.model import Person, Role
from studio.platforms import WRITTEN, Platform
from studio.posts.model import PostState
from studio.ui.composer.plan.summary import SummaryButton
from studio.ui.icons import ICONS, glyph, icon, icon_px
from studio.ui.theme import Theme
from studio.ui.tokens import Tone
from studio.ui.widgets.avatar import GROUNDS, ground_of, initials
from studio.ui.widgets.buttons import (
    ActionBar,
    Button,
    DeedOffer,
    IconButton,
    MenuButton,
    PillButton,
    PrimaryButton,
    QuietButton,
    ReasonedButton,
)
from studio.ui.widgets.chip import StatusChip
from studio.ui.widgets.combo import Combo, elided
from studio.ui.widgets.editors import TextBox
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.filter_pills import FilterChoice, FilterPills
from studio.ui.widgets.labels import Glyph
from studio.ui.widgets.layout import FlowLayout, column, row
from studio.ui.widgets.phone import PhonePreview
from studio.ui.widgets.picks import Pick, PickGroup, PickList
from studio.ui.widgets.pin import PersonPicker, PinField
from studio.ui.widgets.post_view import SHOWN, PostLook, PostView, album_boxes, folded
from studio.ui.widgets.row_list import WHOLE, EntryList, ListEntry
from studio.ui.widgets.rows import Column, RowsModel
from studio.ui.widgets.search import SearchField
from studio.ui.widgets.table import Table
from studio.ui.words import DELIVERIES, PAGES, POSTS, SEVERITIES, VALIDITY, StateWord, post_word
from tests.ui.conftest import still_running
from tests.ui.hands import in_sight, labels, within

AUTHOR, APPROVER, HEAD = (
    Person(id=key, name=name, roles=frozenset({role}), pin_hash="x")
    for key, name, role in (
        ("p-an", "Nguyễn Văn An", Role.AUTHOR),
        ("p-binh", "Trần Thị Bình", Role.APPROVER),
        ("p-cuong", "Lê Quốc Cường", Role.HEAD),
    )
)
TEXT = """CẢNH BÁO: Giả danh cán bộ phường gọi điện yêu cầu cập nhật VNeID

Kẻ gian gọi điện tự xưng cán bộ phường, nói dữ liệu cư trú bị lỗi và giục làm ngay. Sau đó gửi đường dẫn cài một ứng \
dụng giống VNeID. Cài xong, điện thoại bị chiếm quyền và tiền trong tài khoản bị chuyển đi.

Dấu hiệu nhận biết:
• Số lạ gọi điện, giục làm ngay trong vài phút
• Gửi đường dẫn cài ứng dụng ngoài kho chính thức
• Hỏi mã OTP, mật khẩu hoặc ảnh giấy tờ

Không làm: bấm vào đường dẫn lạ, cung cấp mã OTP cho bất kỳ ai.
Trực ban Công an phường: 024 0000 0113

#CảnhBáoLừaĐảo #AnToànTrênMạng"""

ALL_WORDS = [*POSTS.values(), *DELIVERIES.values(), *VALIDITY.values(), *SEVERITIES.values(), *PAGES.values()]


pytestmark = pytest.mark.usefixtures("dressed")


def test_icons_take_their_colour_and_the_fineness_of_the_screen(qapp: QApplication) -> None:
    image = glyph("send", "#B3261E", 20, 2.0).toImage()
    assert (image.width(), image.height()) == (40, 40)
    painted = {
        image.pixelColor(x, y).name() for x in range(40) for y in range(40) if image.pixelColor(x, y).alpha() > 250
    }
    assert painted == {"#b3261e"}
    sizes = {(size.width(), size.height()) for size in icon("send", "#000000", 20, gap=4).availableSizes()}
    fine = max(screen.devicePixelRatio() for screen in qapp.screens())
    assert sizes == ({(24, 20), (48, 40)} if fine > 1 else {(24, 20)})


def test_every_state_has_a_word_an_icon_that_ships_and_a_tone() -> None:
    assert set(POSTS) == set(PostState)
    assert set(DELIVERIES) == set(Stand)
    for word in ALL_WORDS:
        assert word.text
        assert (ICONS / f"{word.icon}.svg").exists(), word


@pytest.mark.parametrize("table", [POSTS, DELIVERIES, VALIDITY])
def test_no_two_states_share_word_or_icon_and_tone(table: dict[object, StateWord]) -> None:
    words = list(table.values())
    assert len({word.text for word in words}) == len(words)
    assert len({(word.icon, word.tone) for word in words}) == len(words)


def test_a_chip_says_its_word_to_a_screen_reader(qtbot: QtBot) -> None:
    chip = StatusChip(post_word(PostState.ON_HOLD))
    qtbot.addWidget(chip)
    assert chip.accessibleName() == post_word(PostState.ON_HOLD).text
    assert chip.sizeHint().width() > chip.fontMetrics().horizontalAdvance(chip.accessibleName())


def test_a_field_with_an_error_has_border_icon_and_sentence(qtbot: QtBot) -> None:
    line = QLineEdit()
    block = FieldBlock(line, "Số trực ban", required=True, hint="Gọi thử trước.")
    qtbot.addWidget(block)
    block.show()
    assert line.accessibleName() == "Số trực ban"
    assert line.accessibleDescription() == "Gọi thử trước."
    block.set_error("Số điện thoại thiếu 1 chữ số.")
    assert line.property("invalid") is True
    assert line.accessibleDescription() == "Số điện thoại thiếu 1 chữ số."
    assert labels(block)[-1] == "Số điện thoại thiếu 1 chữ số."
    assert "Gọi thử trước." not in labels(block)
    assert within(block, Glyph).isVisible()
    block.set_error("")
    assert line.property("invalid") is False
    assert labels(block)[-1] == "Gọi thử trước."
    assert in_sight(block, Glyph) == []


def test_a_disabled_button_carries_its_reason(qtbot: QtBot) -> None:
    gate = ReasonedButton(PrimaryButton("Duyệt", "check"))
    qtbot.addWidget(gate)
    gate.show()
    gate.set_reason("Chưa chọn người duyệt.")
    assert not gate.button.isEnabled()
    assert labels(gate) == ["Chưa chọn người duyệt."]
    assert gate.button.accessibleDescription() == "Chưa chọn người duyệt."
    gate.set_reason("")
    assert gate.button.isEnabled()
    assert labels(gate) == []


def test_the_wheel_does_not_change_a_list_that_has_no_focus(qtbot: QtBot) -> None:
    frame, combo, other = QWidget(), Combo(), QLineEdit()
    qtbot.addWidget(frame)
    combo.addItems(["Toàn phường", "Tổ 4", "Tổ 7"])
    frame.setLayout(column(other, combo))
    frame.show()
    other.setFocus()
    _wheel(combo)
    assert combo.currentIndex() == 0
    frame.activateWindow()
    combo.setFocus()
    qtbot.waitUntil(combo.hasFocus)
    _wheel(combo)
    assert combo.currentIndex() == 1


def test_a_list_that_drops_down_may_scroll_though_it_was_made_before_it_was_dressed(
    qapp: QApplication, qtbot: QtBot, dressed: Theme
) -> None:
    qapp.setStyleSheet("")
    combo, frame = Combo(), QWidget()
    qtbot.addWidget(frame)
    dressed.dress(frame)
    frame.setLayout(column(combo))
    frame.show()
    assert combo.view().verticalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAsNeeded


def test_a_value_cut_in_the_middle_keeps_whole_words(qapp: QApplication) -> None:
    metrics = QFontMetrics(qapp.font())
    name = "Facebook · Công an phường Minh Khai (trang thực hành)"
    whole = metrics.horizontalAdvance(name)
    for room in range(whole // 2, whole):
        shown = elided(name, metrics, Qt.TextElideMode.ElideMiddle, room)
        head, dots, tail = shown.partition(" … ")
        assert dots
        assert set(head.split() + tail.split()) <= set(name.split())
        assert name.startswith(head)
        assert name.endswith(tail)
        assert metrics.horizontalAdvance(shown) <= room
    assert elided(name, metrics, Qt.TextElideMode.ElideMiddle, whole) == name


@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize("opened", [True, False])
def test_down_in_a_list_without_a_choice_goes_to_its_first_entry(qtbot: QtBot, *, opened: bool) -> None:
    combo = Combo()
    qtbot.addWidget(combo)
    combo.addItems(["Toàn phường", "Tổ 4", "Tổ 7"])
    combo.setCurrentIndex(-1)
    combo.show()
    combo.setFocus()
    keys: QWidget = combo
    if opened:
        combo.showPopup()
        keys = combo.view()
    QTest.keyClick(keys, Qt.Key.Key_Down)
    if opened:
        QTest.keyClick(keys, Qt.Key.Key_Return)
    assert combo.currentText() == "Toàn phường"
    QTest.keyClick(combo, Qt.Key.Key_Down)
    assert combo.currentText() == "Tổ 4"


def _wheel(widget: QWidget) -> None:
    where = QPointF(5, 5)
    event = QWheelEvent(
        where, where, QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def test_a_box_of_text_keeps_its_lines_when_it_is_dressed_after_it_was_shown(dressed: Theme, qtbot: QtBot) -> None:
    """The style sheet sets the least height of one line, and a layout that is short of room would take it."""
    held, box = QWidget(), TextBox(lines=3)
    held.setLayout(column(box))
    qtbot.addWidget(held)
    held.show()
    held.setStyleSheet("QPlainTextEdit { min-height: 1.25em; }")
    assert box.minimumHeight() >= 3 * box.fontMetrics().lineSpacing()


def test_a_button_leaves_room_for_the_arrow_of_its_menu(dressed: Theme, qtbot: QtBot) -> None:
    for scale in (100, 200):
        dressed.apply("light", scale)
        plain_button, menu_button = QuietButton("Xuất"), MenuButton("Xuất")
        menu_button.setMenu(QMenu(menu_button))
        for each in (plain_button, menu_button):
            qtbot.addWidget(each)
            each.show()
        more = menu_button.sizeHint().width() - plain_button.sizeHint().width()
        assert more > icon_px(menu_button.fontMetrics()) // 2, f"at {scale} %"


def test_search_waits_for_a_pause_and_answers_enter_at_once(qtbot: QtBot) -> None:
    field = SearchField()
    qtbot.addWidget(field)
    heard: list[str] = []
    field.searched.connect(heard.append)
    with qtbot.waitSignal(field.searched):
        for text in ("n", "ng", "nghị  "):
            field.setText(text)
    assert heard == ["nghị"]
    field.setText("nghị định")
    field.returnPressed.emit()
    assert heard == ["nghị", "nghị định"]
    field.returnPressed.emit()
    assert len(heard) == 2


def test_letters_typed_apart_are_searched_composed(qtbot: QtBot) -> None:
    field = SearchField()
    qtbot.addWidget(field)
    with qtbot.waitSignal(field.searched) as heard:
        field.setText("tie\u0302\u0301ng")
    assert heard.args == ["tiếng"]


def test_a_pin_is_dotted_out_and_forgotten_once_taken(qtbot: QtBot) -> None:
    field = PinField()
    qtbot.addWidget(field)
    assert field.echoMode() is QLineEdit.EchoMode.Password
    field.setText("246810")
    eye = field.findChild(IconButton)
    assert eye is not None
    eye.click()
    assert field.echoMode() is QLineEdit.EchoMode.Normal
    assert field.take() == "246810"
    assert field.text() == ""
    assert field.take() == ""
    assert field.text() == ""


def test_the_eye_of_a_pin_grows_with_the_type_and_covers_no_digit(dressed: Theme, qtbot: QtBot) -> None:
    sizes = []
    for percent in (100, 200):
        dressed.apply("light", percent)
        field = PinField()
        qtbot.addWidget(field)
        field.show()
        eye = field.findChild(IconButton)
        assert eye is not None
        assert field.rect().contains(eye.geometry())
        assert field.textMargins().right() >= eye.width()
        sizes.append(eye.iconSize().width())
    dressed.apply("light", 100)
    assert sizes[1] > 1.7 * sizes[0]


def test_the_person_chosen_stays_when_people_are_read_again(qtbot: QtBot) -> None:
    picker = PersonPicker()
    qtbot.addWidget(picker)
    picker.offer([AUTHOR, APPROVER])
    assert picker.person == ""
    picker.choose(APPROVER.id)
    picker.offer([HEAD, APPROVER, AUTHOR])
    assert picker.person == APPROVER.id
    picker.offer([HEAD, AUTHOR])
    assert picker.person == ""


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Công an phường Minh Khai", "CK"),
        ("Nguyễn Văn An", "NA"),
        ("Đội 3", "Đ3"),
        ("", "?"),
        ("phường xã", "?"),
        ("Cán bộ soạn bài (mẫu)", "CB"),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters
    assert ground_of(name) in GROUNDS


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 9])
def test_an_album_fills_its_width_without_overlaps(count: int) -> None:
    boxes = album_boxes([QSizeF(1080, 1350)] * count, 360)
    assert len(boxes) == min(count, SHOWN)
    assert max(box.right() for box in boxes) == pytest.approx(360)
    for place, one in enumerate(boxes):
        assert one.left() >= 0
        for other in boxes[place + 1 :]:
            assert not one.intersects(other)


def test_a_single_picture_is_never_taller_than_four_by_five() -> None:
    assert album_boxes([QSizeF(100, 900)], 400)[0].height() == 500
    assert album_boxes([QSizeF(1200, 630)], 400)[0].height() == 210


def test_long_texts_are_folded_at_a_word_and_unfold(qapp: QApplication, qtbot: QtBot) -> None:
    assert folded("Ngắn gọn.") == "Ngắn gọn."
    shown = folded("Cảnh báo lừa đảo " * 60)
    assert 300 < len(shown) <= 420
    assert shown.endswith(("báo", "lừa", "đảo", "Cảnh"))
    assert len(folded("Cảnh báo lừa đảo " * 60, picture=True)) < len(shown)
    view = PostView(PostLook(page="Công an phường Minh Khai", text=TEXT))
    qtbot.addWidget(view)
    folds = [view.folds]
    short = view.heightForWidth(330)
    with qtbot.waitSignal(view.unfolded):
        QTest.keyClick(view, Qt.Key.Key_Return)
    folds.append(view.folds)
    assert folds == [True, False]
    assert view.heightForWidth(330) > short
    assert TEXT in view.accessibleName()


def test_a_long_name_of_a_page_takes_a_line_more(qtbot: QtBot) -> None:
    short, long = (
        PostView(PostLook(page=name, text="Một câu.")) for name in ("Trang", "Công an phường Minh Khai " * 3)
    )
    for view in (short, long):
        qtbot.addWidget(view)
    assert long.heightForWidth(330) > short.heightForWidth(330)


def test_marks_of_a_text_are_shown_as_they_are(qtbot: QtBot) -> None:
    view = PostView(PostLook(page="Trang", text="<b>không phải thẻ</b> & #CảnhBáo"))
    qtbot.addWidget(view)
    assert view.body.toPlainText() == "<b>không phải thẻ</b> & #CảnhBáo"


@pytest.mark.parametrize("platform", WRITTEN)
def test_each_platform_has_its_own_form(platform: Platform, qtbot: QtBot) -> None:
    image = QImage(1200, 630, QImage.Format.Format_RGB32)
    image.fill(QColor("#0B2A5B"))
    look = PostLook(platform=platform, page="Trang", title="Tiêu đề", text=TEXT, images=(image,), alts=("Thẻ",))
    view = PostView(look)
    qtbot.addWidget(view)
    view.resize(330, view.heightForWidth(330))
    picture = view.grab().toImage()
    navy = [y for y in range(picture.height()) if picture.pixelColor(165, y).name() == "#0b2a5b"]
    assert navy
    assert view.folds is (platform is Platform.FACEBOOK)
    assert ("Tiêu đề" in view.body.toPlainText()) is (platform is not Platform.FACEBOOK)
    assert view.accessibleDescription() == "Thẻ"


def test_the_phone_looks_the_same_at_every_size_of_type(qapp: QApplication, qtbot: QtBot, dressed: Theme) -> None:
    phone = PhonePreview()
    qtbot.addWidget(phone)
    dressed.dress(phone)
    phone.show_posts([PostLook(page="Trang", text=TEXT)])
    phone.resize(342, 600)
    phone.views[0].setFocusPolicy(Qt.FocusPolicy.NoFocus)  # no ring comes and goes
    phone.show()
    inside = phone.rect().adjusted(9, 30, -9, -30)
    small = phone.grab(inside).toImage()
    dressed.apply("dark", 200)
    qapp.processEvents()
    assert phone.grab(inside).toImage() == small
    dressed.apply("light", 100)


def test_reading_again_keeps_the_row_in_hand(qtbot: QtBot) -> None:
    model: RowsModel[str] = RowsModel((Column(heading="Bài viết", text=lambda row: row),))
    table = Table(model, "Bài viết")
    qtbot.addWidget(table)
    model.set_rows({"a": "một", "b": "hai"})
    table.choose("b")
    model.set_rows({"a": "một", "b": "hai (sửa)"})
    assert table.chosen_id == "b"
    assert model.data(model.index(1, 0)) == "hai (sửa)"
    heights = {table.rowHeight(0), table.rowHeight(1)}
    assert len(heights) == 1


@pytest.mark.parametrize("scale", [100, 150, 200])
def test_a_heading_has_the_room_for_its_words(scale: int, dressed: Theme, qtbot: QtBot) -> None:
    dressed.apply("dark", scale)
    model: RowsModel[str] = RowsModel(
        (Column(heading="Unit", text=str), Column(heading="Waiting", text=str, sample="00", number=True))
    )
    table = Table(model, "Units")
    qtbot.addWidget(table)
    table.resize(900, 200)
    table.show()
    heading = table.horizontalHeader()
    usual = _inked(heading, 1)
    heading.resizeSection(1, 2 * heading.sectionSize(1))
    assert usual == _inked(heading, 1)
    dressed.apply("light", 100)


def _inked(heading: QHeaderView, section: int) -> int:
    """Columns of pixels in which the words of a heading stand."""
    left, wide = heading.sectionViewportPosition(section), heading.sectionSize(section)
    picture = heading.grab(QRect(left, 0, wide, heading.height() - 2)).toImage()
    ground = picture.pixel(0, 0)
    rows = range(picture.height())
    return sum(any(picture.pixel(x, y) != ground for y in rows) for x in range(picture.width()))


def test_a_column_that_grows_shares_what_the_first_has_beyond_its_least(qtbot: QtBot) -> None:
    last: Column[str] = Column(heading="Last", text=str, sample="called on 00/00", grows=True)
    model: RowsModel[str] = RowsModel((Column(heading="Unit", text=str), last))
    table = Table(model, "Units")
    qtbot.addWidget(table)
    table.show()
    widths = []
    for wide in (400, 800, 1200, 400):
        table.resize(wide, 200)
        widths.append((table.columnWidth(0), table.columnWidth(1)))
    narrow, middle, broad, again = widths
    assert again == narrow
    assert broad[0] - middle[0] == broad[1] - middle[1] == 200


def test_rows_that_are_fitted_are_as_high_as_their_texts_and_follow_the_width(qtbot: QtBot) -> None:
    entries = EntryList("Các bài", lines=3, fitted=True)
    qtbot.addWidget(entries)
    long = "Văn bản đã được sửa đổi, bổ sung; cần kiểm tra lại trước ngày đăng bài. " * 4
    entries.show_entries(
        [
            ListEntry(id="short", title="Một", text="Hết hiệu lực."),
            ListEntry(id="none", title="Hai"),
            ListEntry(id="long", title="Ba", text=long),
        ]
    )
    entries.resize(300, 400)
    entries.show()
    line = entries.fontMetrics().lineSpacing()
    short, none, whole = (entries.visualRect(entries.rows.index(place, 0)).height() for place in range(3))
    assert whole == short + 2 * line
    assert none < short
    entries.resize(4000, 400)
    qtbot.waitUntil(lambda: entries.visualRect(entries.rows.index(2, 0)).height() == short)


def test_entries_keep_the_one_in_hand_and_pass_the_model_test(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    entries = EntryList("Các bài", lines=2)
    qtbot.addWidget(entries)
    entries.show_entries([ListEntry(id="a", title="Một"), ListEntry(id="b", title="Hai", text="chữ")])
    qtmodeltester.check(entries.model())  # type: ignore[no-untyped-call]
    entries.show_entries([ListEntry(id="a", title="Một"), ListEntry(id="b", title="Hai")])
    entries.choose("b")
    with qtbot.assertNotEmitted(entries.chosen):
        entries.show_entries([ListEntry(id="b", title="Hai (sửa)"), ListEntry(id="c", title="Ba")])
    assert entries.chosen_id == "b"
    with qtbot.waitSignal(entries.chosen) as gone:
        entries.show_entries([ListEntry(id="c", title="Ba")])
    assert gone.args == [""]


def test_found_words_are_marked_where_they_stand_even_after_emoji(qtbot: QtBot) -> None:
    entries = EntryList("Kết quả", lines=2)
    qtbot.addWidget(entries)
    text = "🚨🚨 thông báo lừa đảo"
    start = text.index("lừa")
    entries.show_entries([ListEntry(id="a", title="Một", text=text, spans=((start, start + 3),))])
    entries.resize(300, 120)
    entries.show()
    assert not entries.grab().isNull()


def test_chips_wrap_like_words(qtbot: QtBot) -> None:
    frame = QWidget()
    qtbot.addWidget(frame)
    flow = FlowLayout()
    for word in ALL_WORDS[:8]:
        flow.addWidget(StatusChip(word))
    frame.setLayout(flow)
    assert flow.heightForWidth(2000) < flow.heightForWidth(300) < flow.heightForWidth(120)


@pytest.mark.parametrize(("wide", "lines"), [(430, [4]), (330, [2, 2]), (220, [2, 2]), (110, [1, 1, 1, 1])])
def test_no_button_stands_alone_in_the_last_line(wide: int, lines: list[int], qtbot: QtBot) -> None:
    frame = QWidget()
    qtbot.addWidget(frame)
    flow = FlowLayout(spacing=8)
    for _ in range(4):
        part = QWidget()
        part.setFixedSize(100, 20)
        flow.addWidget(part)
    frame.setLayout(flow)
    frame.resize(wide, 200)
    frame.show()
    tops = [part.geometry().top() for part in flow.widgets]
    assert [tops.count(top) for top in sorted(set(tops))] == lines
    assert all(part.geometry().right() < wide for part in flow.widgets)
    assert len({part.geometry().topLeft().toTuple() for part in flow.widgets}) == 4


@pytest.mark.parametrize(("wide", "search", "lines"), [(430, 200, 1), (350, 134, 1), (300, 192, 2)])
def test_what_yields_becomes_narrower_before_a_line_begins(wide: int, search: int, lines: int, qtbot: QtBot) -> None:
    """And takes what its line has left."""

    class Field(QWidget):
        def sizeHint(self) -> QSize:
            return QSize(200, 20)

    frame, before, field, after = QWidget(), QWidget(), Field(), QWidget()
    qtbot.addWidget(frame)
    field.setMinimumWidth(120)
    flow = FlowLayout(spacing=8, yields=field)
    for part in (before, field, after):
        if part is not field:
            part.setFixedSize(100, 20)
        flow.addWidget(part)
    frame.setLayout(flow)
    frame.resize(wide, 100)
    frame.show()
    assert field.width() == search
    assert len({part.geometry().center().y() for part in flow.widgets}) == lines
    assert all(part.geometry().right() < wide for part in flow.widgets)


def test_filters_on_one_line_stand_in_the_middle_of_what_is_beside_them(qtbot: QtBot) -> None:
    frame, pills, beside = QWidget(), FilterPills(wrap=False), QWidget()
    qtbot.addWidget(frame)
    beside.setFixedSize(40, 90)
    pills.offer([FilterChoice(str(number), f"Lọc {number}") for number in range(3)], "0")
    frame.setLayout(row(pills, beside))
    frame.resize(600, 90)
    frame.show()
    middle = beside.geometry().center().y()
    assert all(abs(each.mapTo(frame, each.rect().center()).y() - middle) <= 1 for each in pills.pills.values())


def test_deeds_that_fill_end_where_their_pane_does(qtbot: QtBot) -> None:
    pane = ActionBar(fill=True)
    qtbot.addWidget(pane)
    pane.resize(300, 400)
    pane.offer(
        [DeedOffer(words, words, "check") for words in ("Mở trong trình duyệt", "Sửa bài đã đăng…", "Lưu", "Gỡ")]
    )
    pane.show()
    places = [button.geometry() for button in pane.findChildren(Button)]
    ends = {top: max(each.right() for each in places if each.y() == top) for top in {each.y() for each in places}}
    assert len(ends) > 2
    assert set(ends.values()) == {299}


def test_what_is_decided_is_said_whole_where_there_is_room(qtbot: QtBot) -> None:
    button, frame = SummaryButton("globe", "Mẫu"), QWidget()
    qtbot.addWidget(frame)
    frame.setLayout(row(button, None))
    button.show_value("Giải thích văn bản quy phạm pháp luật mới ban hành")
    frame.resize(900, 60)
    frame.show()
    whole = button.width()
    assert whole == button.sizeHint().width()
    frame.resize(button.minimumSizeHint().width() + 40, 60)
    assert button.minimumSizeHint().width() <= button.width() < whole


def test_only_a_line_too_long_for_its_list_is_folded(qtbot: QtBot) -> None:
    """What there is to say of it stands below its title, which is shown whole."""
    view = PickList(folds=True)
    qtbot.addWidget(view)
    view.resize(70 * view.fontMetrics().averageCharWidth(), 200)
    view.show()
    short = Pick(id="short", title="Giờ tiếp dân", detail="đến 01/06/2027")
    long = Pick(id="long", title="Hồ sơ cư trú nộp trên mạng chậm có kết quả (mẫu tập huấn)", detail=short.detail)
    view.show_groups([PickGroup(heading="Đã duyệt", picks=(short, long))])
    heights = [view.sizeHintForRow(line) for line in (0, 1)]
    view.resize(2 * view.width(), 200)
    assert view.sizeHintForRow(0) == heights[0]
    assert view.sizeHintForRow(1) < heights[1]


def test_a_timer_left_running_would_be_found(qtbot: QtBot) -> None:
    timer = QTimer()
    timer.start(60_000)
    assert still_running() == [timer]
    timer.stop()


def test_an_ampersand_on_a_pill_is_no_mark_of_a_key(qtbot: QtBot) -> None:
    pill = PillButton("Trạng thái & bàn giao")
    qtbot.addWidget(pill)
    assert pill.shortcut().isEmpty()
    pill.setText("Hỏi & đáp")
    pill.resize(pill.sizeHint())
    pill.show()
    assert (pill.text(), pill.accessibleName(), pill.toolTip()) == ("Hỏi && đáp", "Hỏi & đáp", "")
    assert pill.shortcut().isEmpty()


def test_a_pill_that_shrinks_gives_way_and_keeps_its_word(qtbot: QtBot) -> None:
    word = StateWord("Chưa có văn bản chính thức", "file-x", Tone.AMBER)
    chip, frame = StatusChip(word, shrinks=True), QWidget()
    qtbot.addWidget(frame)
    frame.setLayout(row(chip, None))
    frame.resize(600, 60)
    frame.show()
    whole = chip.width()
    assert whole == chip.sizeHint().width()
    frame.resize(whole // 2, 60)
    assert chip.width() < whole
    assert chip.toolTip() == chip.accessibleName() == word.text


def test_a_status_and_a_note_too_wide_for_one_line_take_two(qtbot: QtBot) -> None:
    entries = EntryList("Bài học", lines=0, title_lines=WHOLE)
    qtbot.addWidget(entries)
    row = ListEntry(id="b1", title="B1", word=POSTS[PostState.DRAFT], side="30 phút · 8 bước")
    entries.show_entries([row])
    entries.resize(600, 300)
    entries.show()
    index = entries.model().index(0, 0)
    wide = entries.visualRect(index).height()
    entries.resize(170, 300)
    qtbot.waitUntil(
        lambda: entries.visualRect(index).height() == wide + entries.fontMetrics().lineSpacing(), timeout=2000
    )


def test_the_row_in_hand_stays_in_sight_when_its_list_becomes_lower(qtbot: QtBot) -> None:
    entries = EntryList("Các bài", lines=0, title_lines=WHOLE)
    qtbot.addWidget(entries)
    entries.show_entries([ListEntry(id=str(n), title=f"Bài {n}") for n in range(12)])
    entries.resize(300, 400)
    entries.show()
    entries.choose("4")
    entries.resize(300, 120)
    assert entries.viewport().rect().contains(entries.visualRect(entries.currentIndex()))


def test_a_text_takes_every_line_that_its_row_is_high(qtbot: QtBot) -> None:
    entries = EntryList(lines=3, fitted=True)
    qtbot.addWidget(entries)
    entries.resize(400, 900)
    texts = ["a " * count for count in range(20, 60)]
    for text in texts:
        entries.show_entries([ListEntry(id="1", title="title", text=text)])
        entries.show()
        box = entries.visualRect(entries.model().index(0, 0))
        shot = entries.viewport().grab(box).toImage()
        step = entries.fontMetrics().lineSpacing()
        last = shot.copy(20, shot.height() - 9 - step, shot.width() - 40, step - 1)
        colours = {last.pixel(x, y) for x in range(last.width()) for y in range(last.height())}
        assert len(colours) > 1, f"an empty line below {len(text)} characters"

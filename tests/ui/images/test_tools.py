"""What pointer and keys make of a recipe: cut, straighten, select, move, draw, decide."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.images import edits
from studio.images.edits import COVER
from studio.images.geometry import cut_of, has_empty_corner
from studio.images.recipe import Corner, CoverDecision
from studio.translation import tr
from studio.ui.images.canvas.acts import spoken
from studio.ui.images.canvas.crop import CUT
from studio.ui.images.canvas.handles import handle_at
from studio.ui.images.canvas.select import REMOVE_COVER, REMOVE_MARK, SelectTool
from studio.ui.images.canvas.tool import Pen, ToolId
from tests.ui.images.conftest import ARROW, BADGE, FACES, MARKED, PLAIN, SIZE, TEXT, Kept, colour_at

# -- cutting


def test_pulling_a_corner_cuts_and_leaves_the_picture_where_it_was(kept: Kept) -> None:
    kept.canvas.set_tool(ToolId.CROP)
    middle = kept.seen((600, 400))
    kept.drag_point((1200, 800), (1000, 700), (900, 600))
    x, y, w, h = cut_of(kept.last)
    assert (x, y) == (0, 0)
    assert (w, h) == pytest.approx((900, 600), abs=3)
    assert kept.words == [tr(CUT)]
    assert kept.seen((600, 400)) == middle


def test_a_ratio_is_kept_while_a_side_is_pulled(kept: Kept) -> None:
    kept.canvas.set_tool(ToolId.CROP)
    kept.canvas.show_recipe(edits.cut_to(PLAIN, 1.0))
    kept.canvas.crop.ratio = 1.0
    x, y, w, h = cut_of(kept.last)
    kept.drag_point((x + w, y + h / 2), (x + w - 200, y + h / 2))
    _, _, w, h = cut_of(kept.last)
    assert w == pytest.approx(h, abs=0.01)
    assert w < 700


@pytest.mark.parametrize("angle", [7.0, -12.0])
def test_no_pull_leaves_an_empty_corner(kept: Kept, angle: float) -> None:
    kept.canvas.set_tool(ToolId.CROP)
    kept.canvas.show_recipe(edits.straighten(PLAIN, angle))
    for name, to in (("nw", (-300, -300)), ("e", (1500, 400)), ("s", (600, 1500))):
        start = kept.canvas.lens.seen(handle_at(kept.canvas.stage.frame, name))
        kept.drag(start, kept.seen(to))
        assert not has_empty_corner(SIZE, angle, cut_of(kept.last))


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
@pytest.mark.parametrize("mirrored", [False, True])
def test_the_frame_follows_the_pointer_however_the_picture_lies(kept: Kept, turns: int, mirrored: bool) -> None:
    kept.canvas.set_tool(ToolId.CROP)
    kept.canvas.show_recipe(replace(PLAIN, turns=turns, mirrored=mirrored))
    frame = kept.canvas.lens.seen_box(kept.canvas.stage.frame)
    kept.drag(frame.bottomRight(), frame.bottomRight() - QPointF(100, 60))
    after = kept.canvas.lens.seen_box(kept.canvas.stage.frame)
    assert (frame.right() - after.right(), frame.bottom() - after.bottom()) == pytest.approx((100, 60), abs=1.5)
    assert (after.left(), after.top()) == pytest.approx((frame.left(), frame.top()), abs=0.01)


def test_arrows_move_the_frame_by_pixels_and_count_as_one_change(kept: Kept) -> None:
    kept.canvas.set_tool(ToolId.CROP)
    kept.canvas.show_recipe(edits.cut(PLAIN, (100, 100, 600, 400)))
    kept.key(Qt.Key.Key_Right)
    kept.key(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert cut_of(kept.last) == pytest.approx((101, 110, 600, 400))
    kept.key(Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert cut_of(kept.last) == pytest.approx((101, 110, 599, 400))
    assert len(set(kept.keys)) == 1
    assert kept.keys[0]


def test_escape_takes_a_drag_back_and_then_puts_the_tool_down(kept: Kept) -> None:
    kept.canvas.set_tool(ToolId.CROP)
    kept.drag(kept.seen((1200, 800)), kept.seen((900, 600)), release=False)
    assert cut_of(kept.canvas.stage.recipe)[2] < 1000
    kept.key(Qt.Key.Key_Escape)
    assert kept.canvas.stage.recipe == PLAIN
    QTest.mouseRelease(kept.canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert kept.recipes == []
    kept.key(Qt.Key.Key_Escape)
    assert kept.canvas.tool is ToolId.SELECT


def test_the_picture_turns_with_the_pointer(kept: Kept) -> None:
    kept.canvas.set_tool(ToolId.STRAIGHTEN)
    kept.drag_point((1000, 400), (1000, 420), (1000, 435))
    assert kept.last.angle == pytest.approx(5.0, abs=0.4)  # atan(35 / 400)
    kept.key(Qt.Key.Key_Right)
    assert kept.last.angle == pytest.approx(kept.recipes[0].angle + 0.1)
    kept.drag_point((1000, 400), (700, 800))
    assert kept.last.angle == 15.0


# -- selecting and moving


def test_a_drag_moves_a_mark_and_what_hangs_in_a_corner_goes_to_another(kept: Kept) -> None:
    kept.canvas.show_recipe(MARKED)
    kept.drag_point((350, 500), (370, 530), (382, 547))
    assert kept.last.marks[0].points[0] == pytest.approx((232, 647), abs=8)
    assert kept.canvas.selected == "m1"
    badge = next(thing for thing in kept.canvas.things() if thing.id == "m3")
    kept.drag(kept.canvas.lens.seen(badge.box.center()), QPoint(200, 100))
    assert kept.last.marks[2].corner is Corner.TOP_LEFT


def test_arrows_nudge_by_one_and_ten_pixels(kept: Kept) -> None:
    kept.canvas.show_recipe(MARKED)
    kept.canvas.select("m2")
    kept.key(Qt.Key.Key_Left)
    kept.key(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert kept.last.marks[1].points[0] == pytest.approx((299, 110))
    assert kept.keys == ["move m2", "move m2"]


def test_an_end_of_an_arrow_and_a_corner_of_a_text_are_pulled(kept: Kept) -> None:
    kept.canvas.show_recipe(MARKED)
    kept.canvas.select("m1")
    kept.drag_point((500, 400), (640, 260))
    tail, head = kept.last.marks[0].points
    assert tail == ARROW.points[0]
    assert head == pytest.approx((640, 260), abs=3)
    kept.canvas.select("m2")
    text = next(thing for thing in kept.canvas.things() if thing.id == "m2")
    still, handle = text.box.topLeft(), text.handles["se"]
    kept.drag(kept.canvas.lens.seen(handle), kept.canvas.lens.seen(still + (handle - still) * 1.5))
    assert kept.last.marks[1].size == pytest.approx(75, abs=3)


@pytest.mark.parametrize("zoom", [0.2, 0.6, 3.0])
def test_a_handle_is_taken_from_the_same_distance_at_every_zoom(kept: Kept, zoom: float) -> None:
    kept.canvas.show_recipe(MARKED)
    kept.canvas.select("m1")
    kept.canvas.zoom_to(zoom)
    kept.canvas.centerOn(kept.canvas.stage.at((500, 400)))
    at = kept.seen((500, 400))
    kept.drag(at + QPoint(8, 0), at + QPoint(28, 20))
    moved = kept.last.marks[0]
    assert moved.points[0] == ARROW.points[0]
    assert moved.points[1] != ARROW.points[1]


def test_a_mark_snaps_to_the_middle_and_ctrl_lets_it_pass(kept: Kept) -> None:
    kept.canvas.show_recipe(replace(PLAIN, marks=(TEXT,)))
    box = kept.canvas.things()[0].box
    off = SIZE[0] / 2 - box.center().x()
    start = (box.center().x(), box.center().y())
    kept.drag_point(start, (start[0] + off + 4, start[1] + 37))
    assert kept.canvas.things()[0].box.center().x() == pytest.approx(600, abs=0.01)


def test_ctrl_lets_a_mark_pass_the_guides(kept: Kept) -> None:
    kept.canvas.show_recipe(replace(PLAIN, marks=(TEXT,)))
    box, tool = kept.canvas.things()[0].box, SelectTool(kept.canvas)
    to = QPointF(SIZE[0] / 2 + 4, box.center().y() + 37)
    for keys, middle in ((Qt.KeyboardModifier.NoModifier, 600), (Qt.KeyboardModifier.ControlModifier, 604)):
        tool.press(box.center(), keys)
        tool.drag(to, keys)
        assert kept.canvas.things()[0].box.center().x() == pytest.approx(middle, abs=0.01)
        tool.cancel()


def test_delete_removes_what_is_selected(kept: Kept) -> None:
    kept.canvas.show_recipe(edits.add_box(MARKED, (600, 500, 200, 100)))
    kept.canvas.select("m1")
    kept.key(Qt.Key.Key_Delete)
    kept.click((700, 550))
    assert kept.canvas.selected == "c1"
    kept.key(Qt.Key.Key_Delete)
    assert [mark.id for mark in kept.last.marks] == ["m2", "m3"]
    assert kept.last.covers == ()
    assert kept.words == [tr(REMOVE_MARK), tr(REMOVE_COVER)]


def test_tab_goes_through_everything_and_on(kept: Kept, qtbot: QtBot) -> None:
    kept.canvas.show_recipe(replace(MARKED, suggestions=FACES[:1]))
    kept.canvas.setFocus()
    seen = []
    for _ in range(5):
        kept.canvas.focusNextPrevChild(True)
        seen.append(kept.canvas.selected)
    assert seen == ["s1", "m1", "m2", "m3", ""]
    kept.canvas.focusNextPrevChild(False)
    assert kept.canvas.selected == "m3"
    assert kept.canvas.accessibleDescription() == spoken(BADGE)


# -- drawing


def test_a_cover_is_drawn_and_covers_at_once(kept: Kept) -> None:
    kept.canvas.set_tool(ToolId.COVER_BOX)
    kept.drag_point((300, 300), (420, 380), (500, 420))
    (cover,) = kept.last.covers
    assert cover.points[0] == pytest.approx((300, 300), abs=2)
    assert cover.points[1] == pytest.approx((500, 420), abs=2)
    at = kept.seen((400, 350))
    assert colour_at(kept, at) == COVER
    assert kept.canvas.tool is ToolId.COVER_BOX


def test_a_cover_drawn_on_a_turned_picture_hides_all_that_was_drawn(kept: Kept) -> None:
    kept.canvas.show_recipe(edits.straighten(PLAIN, 10))
    kept.canvas.set_tool(ToolId.COVER_BOX)
    start, end = QPoint(300, 200), QPoint(420, 300)
    kept.drag(start, end)
    (cover,) = kept.last.covers
    (left, top), (right, bottom) = cover.points
    inverse, _ = kept.canvas.viewportTransform().inverted()
    for at in (start, end, QPoint(300, 300), QPoint(420, 200)):
        x, y = kept.canvas.stage.source(inverse.map(QPointF(at)))
        assert left - 1 <= x <= right + 1
        assert top - 1 <= y <= bottom + 1


def test_a_polygon_is_drawn_by_clicks_and_by_keys(kept: Kept) -> None:
    kept.canvas.set_tool(ToolId.COVER_POLYGON)
    for at in ((300, 300), (500, 320), (420, 500), (300, 300)):
        kept.click(at)
    assert len(kept.last.covers[0].points) == 3
    enter = Qt.Key.Key_Return
    shift = Qt.KeyboardModifier.ShiftModifier
    kept.key(enter)
    for way in (Qt.Key.Key_Right, Qt.Key.Key_Down):
        for _ in range(6):
            kept.key(way, shift)
        kept.key(enter)
    kept.key(enter)
    assert len(kept.last.covers[1].points) == 3


@pytest.mark.parametrize("tool", [ToolId.ARROW, ToolId.BOX])
def test_a_mark_is_drawn_in_the_colour_of_the_pen(kept: Kept, tool: ToolId) -> None:
    kept.canvas.pen = Pen(colour="yellow")
    kept.canvas.set_tool(tool)
    kept.drag_point((300, 300), (500, 500))
    (mark,) = kept.last.marks
    assert (mark.kind.value, mark.colour) == (tool.value, "yellow")
    assert kept.canvas.tool is ToolId.SELECT
    assert kept.canvas.selected == mark.id


def test_numbers_count_on_and_a_click_is_enough(kept: Kept) -> None:
    kept.canvas.set_tool(ToolId.NUMBER)
    kept.click((300, 300))
    kept.click((600, 300))
    assert [mark.text for mark in kept.last.marks] == ["1", "2"]


def test_a_text_asks_for_its_words(kept: Kept, qtbot: QtBot) -> None:
    kept.canvas.pen = Pen(words="Chú thích")
    kept.canvas.set_tool(ToolId.TEXT)
    with qtbot.waitSignal(kept.canvas.text_wanted) as asked:
        kept.click((300, 300))
    assert asked.args == [kept.last.marks[0].id]


@pytest.mark.parametrize("tool", [ToolId.COVER_BOX, ToolId.ARROW, ToolId.BOX, ToolId.NUMBER])
def test_enter_draws_one_in_the_middle_for_those_without_a_pointer(kept: Kept, tool: ToolId) -> None:
    kept.canvas.set_tool(tool)
    kept.key(Qt.Key.Key_Return)
    assert len(kept.last.marks) + len(kept.last.covers) == 1


def test_a_click_draws_no_cover(kept: Kept) -> None:
    kept.canvas.set_tool(ToolId.COVER_BOX)
    kept.drag(QPoint(300, 300), QPoint(302, 301))
    assert kept.recipes == []


# -- suggestions


def test_a_suggestion_is_decided_by_its_buttons_and_the_next_comes(kept: Kept) -> None:
    kept.canvas.show_recipe(replace(PLAIN, suggestions=FACES))
    kept.click((340, 250))
    assert kept.canvas.bar.isVisible()
    kept.canvas.bar.cover.click()
    assert kept.canvas.selected == "s2"
    kept.canvas.bar.leave.click()
    assert kept.decisions == [("s1", CoverDecision.COVER), ("s2", CoverDecision.LEAVE)]
    kept.canvas.bar.leave.click()
    assert not kept.canvas.bar.isVisible()
    assert kept.last.undecided == ()


def test_a_suggestion_is_decided_by_keys(kept: Kept) -> None:
    kept.canvas.show_recipe(replace(PLAIN, suggestions=FACES))
    kept.canvas.select("s1")
    kept.key(Qt.Key.Key_Return)
    kept.key(Qt.Key.Key_Delete)
    assert kept.decisions == [("s1", CoverDecision.COVER), ("s2", CoverDecision.LEAVE)]


def test_the_buttons_follow_the_pointer_and_stay_inside(kept: Kept) -> None:
    kept.canvas.show_recipe(replace(PLAIN, suggestions=FACES))
    QTest.mouseMove(kept.canvas.viewport(), kept.seen((940, 250)))
    assert kept.canvas.bar.about == "s3"
    assert kept.canvas.rect().contains(kept.canvas.bar.geometry())

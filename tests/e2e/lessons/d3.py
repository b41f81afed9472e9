"""D3 in the window: a post says at once what to do, is made plain, described, and seen as a telephone shows it."""

from __future__ import annotations

from datetime import timedelta

from studio.app import Studio
from studio.clock import local_date, show_date
from studio.training.context import RoleCast
from studio.training.steps import common
from studio.training.steps.posts import HARD
from studio.ui.composer.side.pane import PREVIEW
from tests.e2e.lessons import deeds
from tests.e2e.lessons.b1 import check
from tests.e2e.lessons.coached import Coached
from tests.e2e.lessons.d4 import look_at_cards
from tests.e2e.lessons.hand import Hand


def play(studio: Studio, hand: Hand, course: Coached, cast: RoleCast) -> None:
    course.lit()
    page = deeds.begin(hand, "law_explained")
    course.lit()
    deeds.fill(hand, page, "headline", "Từ 01/8, làm căn cước tại bộ phận một cửa; mang theo thẻ cũ")
    deeds.settle(hand, page)
    course.green(1)

    course.lit()
    deeds.fill(hand, page, "effective_on", "01/08/2025")
    deeds.fill(hand, page, "who", "Người làm căn cước, người mới đến ở")
    deeds.fill(hand, page, "points", *HARD)
    deeds.fill(hand, page, "todo", "Chuẩn bị đủ giấy tờ trước khi đến nộp")
    deeds.choose(hand, page, "unit_name", "Minh Khai")
    deeds.choose(hand, page, "contact", "Trực ban")
    deeds.fill(hand, page, "review_on", show_date(local_date(studio.now()) + timedelta(days=180)))
    deeds.settle(hand, page)
    check(hand, page)
    course.waits(2)
    form = page.editor.form
    assert form is not None
    first, second, *_ = form.fields["points"].editor.inputs()
    hand.write(second, "Nộp tại bộ phận một cửa")  # the first one alone keeps it from being plain
    course.waits(2)
    hand.write(first, "Có kết quả trong 7 ngày làm việc")
    deeds.settle(hand, page)
    course.green(2)

    hand.click(course.lit())
    hand.give_file(common.PHOTO)
    hand.until(lambda: page.editor.strip.tiles and page.editor.strip.panel.isVisible(), "the picture")
    course.lit()
    hand.write(page.editor.strip.panel.alt, common.ALT)
    course.green(3)

    hand.click(course.lit())
    hand.give_file(common.VIDEO)
    panel = page.editor.strip.panel
    hand.until(lambda: len(page.editor.strip.tiles) > 1 and panel.captions.isVisible(), "the film")
    course.lit()
    hand.click(panel.captions.box)
    deeds.settle(hand, page)
    course.green(4)

    course.lit()
    look_at_cards(hand, page)
    course.green(5)

    course.lit()
    tabs = page.editor.side.tabs
    hand.click(tabs, tabs.tabRect(PREVIEW).center())
    hand.click(page.editor.side.preview.large)  # the light goes on to it
    course.green(6)

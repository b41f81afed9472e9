"""D2 in the window: a photograph is imported, looked over, covered, described in a post, and seen by another."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QPoint

from studio.app import Studio
from studio.clock import local_date, show_date
from studio.people.sample import COLLEAGUE
from studio.training.context import RoleCast
from studio.training.steps import common
from studio.training.steps.pictures import DESCRIBED
from studio.ui.composer.page import ComposerPage, PutInDialog
from studio.ui.images.canvas.tool import ToolId
from studio.ui.images.consents import ConsentDialog
from studio.ui.images.page import ImagesPage
from studio.ui.page_specs import PageId
from tests.e2e.lessons import deeds
from tests.e2e.lessons.b1 import cite
from tests.e2e.lessons.course import Course
from tests.e2e.lessons.hand import Hand


def play(studio: Studio, hand: Hand, course: Course, cast: RoleCast) -> None:
    page = hand.page(ImagesPage, PageId.IMAGES)
    hand.click(course.lit())
    hand.give_file(common.PHOTO)
    hand.until(lambda: page.edits, "the photograph")
    hand.rest()
    course.green(1)

    course.lit()
    rows = page.editor.places.questions.rows
    for button in (rows["children"].no, rows["held"].no, rows["papers"].yes):
        hand.click(button)
    course.green(2)

    course.lit()
    hand.click(page.editor.places.nobody)
    course.green(3)

    hand.click(course.lit())
    canvas = page.editor.canvas
    hand.until(lambda: canvas.tool is ToolId.COVER_BOX, "the tool")
    middle = QPoint(canvas.width() // 2, canvas.height() // 2)
    hand.drag(canvas.viewport(), middle, middle + QPoint(90, 40))
    hand.until(lambda: page.editor.recipe is not None and page.editor.recipe.covers, "the cover")
    page.saver.flush()
    course.green(4)

    hand.click(course.lit())
    dialog = hand.dialog(ConsentDialog)
    hand.write(dialog.who, "Chị N. T. H.")
    hand.write(dialog.purpose, "Bài cảnh báo cuộc gọi giả danh")
    hand.write(dialog.filed, "Phiếu số 12, lưu tại đơn vị")
    hand.click(dialog.go)
    hand.until(lambda: dialog.removers, "the consent to be recorded")
    hand.click(dialog.cancel)
    hand.gone(dialog)
    course.green(5)

    # Sent to a post, the picture is finished: it is described there, and that it was exported is known by then.
    hand.click(course.lit())
    composer = hand.here(ComposerPage)
    if composer.writes:  # the post of the lesson before is still open
        which = hand.dialog(PutInDialog)
        hand.click(which.into)
        hand.gone(which)
    else:
        composer = deeds.begin(hand, "law_explained")
    hand.until(composer.editor.strip.panel.isVisible, "the picture in the post")
    deeds.describe(hand, composer, DESCRIBED, "Ảnh minh họa của đơn vị")
    course.green(7)

    today = local_date(studio.now())
    deeds.fill(hand, composer, "headline", "Nhận cuộc gọi lạ xưng là cán bộ: gọi lại số trực ban")
    cite(hand, composer, "01/2026/QĐ-MAU", "5", "1")
    deeds.fill(hand, composer, "points", "Cán bộ không đòi mã OTP qua điện thoại", "Bài cảnh báo ghi số trực ban")
    deeds.fill(hand, composer, "who", "Người dân trong phường")
    deeds.fill(hand, composer, "effective_on", "01/02/2026")
    deeds.fill(hand, composer, "todo", "Gọi số trực ban để hỏi lại")
    deeds.choose(hand, composer, "unit_name", "Minh Khai")
    deeds.choose(hand, composer, "contact", "Trực ban")
    deeds.fill(hand, composer, "review_on", show_date(today + timedelta(days=90)))
    deeds.settle_post(hand, composer, common_pages(studio))
    course.lit()
    deeds.submit(hand, composer, cast.pin)
    post = composer.composer.post
    assert post is not None
    deeds.approve(hand, post.id, COLLEAGUE, cast.pin)
    course.green(8)


def common_pages(studio: Studio) -> list[str]:
    return [account.name for account in studio.accounts.list() if account.name.startswith("trang")]

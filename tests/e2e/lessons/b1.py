"""B1 in the window: a post is written, cited, pictured, checked, approved, published, and handed over."""

from __future__ import annotations

from datetime import timedelta

from studio.app import Studio
from studio.clock import local_date, show_date
from studio.people.sample import COLLEAGUE
from studio.training.context import RoleCast
from studio.training.steps import common
from studio.ui.composer.editors.citation import CitationEditor
from studio.ui.composer.page import ComposerPage
from studio.ui.composer.side.pane import CHECKS
from studio.ui.outbox.page import OutboxPage
from studio.ui.page_specs import PageId
from studio.ui.widgets.rows import ID_ROLE
from tests.e2e.lessons import deeds
from tests.e2e.lessons.course import Course
from tests.e2e.lessons.hand import Hand

LINK = "https://www.facebook.com/100000000000001/posts/1"


def play(studio: Studio, hand: Hand, course: Course, cast: RoleCast) -> None:
    today = local_date(studio.now())
    hand.page(ComposerPage, PageId.COMPOSER)
    course.lit()
    page = deeds.begin(hand, "law_explained")
    course.green(1)

    course.lit()
    deeds.fill(hand, page, "headline", "Làm căn cước: có kết quả trong 7 ngày làm việc")
    deeds.fill(hand, page, "effective_on", "01/08/2025")
    deeds.fill(hand, page, "who", "Người làm căn cước, người mới đến ở")
    deeds.fill(hand, page, "points", "Có kết quả trong 7 ngày làm việc", "Nộp tại bộ phận một cửa")
    deeds.fill(hand, page, "todo", "Chuẩn bị đủ giấy tờ trước khi đến nộp")
    deeds.choose(hand, page, "unit_name", "Minh Khai")
    deeds.choose(hand, page, "contact", "Trực ban")
    deeds.fill(hand, page, "review_on", show_date(today + timedelta(days=180)))
    deeds.settle(hand, page)
    course.green(2)

    course.lit()
    cite(hand, page, "05/2025/TT-MAU", "3", "1")
    course.green(3)

    course.lit()
    deeds.add_photo(hand, page, common.PHOTO)
    deeds.describe(hand, page, common.ALT, "Ảnh minh họa của đơn vị")
    course.green(4)

    deeds.settle_post(hand, page, [account.name for account in studio.accounts.list()])
    check(hand, page)
    course.lit()
    course.green(5)

    course.lit()
    post = page.composer.post
    assert post is not None
    deeds.submit(hand, page, cast.pin)
    deeds.approve(hand, post.id, COLLEAGUE, cast.pin)
    course.green(6)

    deeds.sign_in(hand, COLLEAGUE, cast.pin)
    hand.page(ComposerPage, PageId.COMPOSER)
    deeds.settle(hand, page)
    hand.click(course.lit())
    deeds.publish(hand, COLLEAGUE, cast.pin)
    course.green(7)

    outbox = hand.page(OutboxPage, PageId.OUTBOX)
    course.lit()
    handed = next(delivery for delivery in studio.outbox.of_post(post.id) if delivery.account == "ban-giao-facebook")
    hand.pick(outbox.table, handed.id, ID_ROLE)
    panel = outbox.drawer.handover
    hand.until(panel.isVisible, "the package")
    hand.write(panel.link, LINK)
    hand.click(panel.done)
    course.green(8)


def cite(hand: Hand, page: ComposerPage, document: str, article: str, clause: str) -> None:
    """Search the library for the document, take the article, and name the clause."""
    form = page.editor.form
    assert form is not None
    editor = form.fields["citation"].editor
    assert isinstance(editor, CitationEditor)
    hand.write(editor.search.line, document)
    hand.until(editor.search.results.isVisible, f"{document} to be found")
    hand.pick(editor.search.results, document)
    hand.until(lambda: editor.cards, "the citation")
    _, of_article, of_clause, _ = editor.cards[-1].inputs()
    hand.write(of_article, article)
    hand.write(of_clause, clause)
    deeds.settle(hand, page)
    hand.until(editor.cards[-1].quote.isVisible, "the place to be found in the library")


def check(hand: Hand, page: ComposerPage) -> None:
    """Run all checks, on the tab that shows what they found."""
    tabs = page.editor.side.tabs
    hand.click(tabs, tabs.tabRect(CHECKS).center())
    hand.click(page.editor.side.checks.run_all)
    deeds.settle(hand, page)

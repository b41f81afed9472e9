"""D1 in the window: a document is found, its status read, cited, quoted and explained, and replaced by what holds."""

from __future__ import annotations

from studio.app import Studio
from studio.training.context import RoleCast
from studio.training.steps.posts import EXPLAINED, NEW_LAW, OLD_LAW
from studio.ui.composer.editors.citation import CitationEditor
from studio.ui.library.page import LibraryPage
from studio.ui.page_specs import PageId
from studio.ui.widgets.buttons import LinkButton
from tests.e2e.lessons import deeds
from tests.e2e.lessons.b1 import check, cite
from tests.e2e.lessons.course import Course
from tests.e2e.lessons.hand import Hand


def play(studio: Studio, hand: Hand, course: Course, cast: RoleCast) -> None:
    library = hand.page(LibraryPage, PageId.LIBRARY)
    hand.write(course.lit(), "bài cảnh báo")
    course.green(1)

    course.lit()
    hand.until(lambda: library.results.list.entries, "what was found")
    hand.pick(library.results.list, "")
    hand.until(library.reader.isVisible, "the reader")
    course.green(2)

    page = deeds.begin(hand, "law_explained")
    course.lit()
    deeds.fill(hand, page, "headline", "Bài cảnh báo của trang cần có gì")
    cite(hand, page, OLD_LAW, "2", "1")
    course.green(3)

    form = page.editor.form
    assert form is not None
    points = form.fields["points"].editor
    quote = course.lit()
    assert isinstance(quote, LinkButton)
    hand.click(quote)
    deeds.settle(hand, page)
    hand.write(points.inputs()[1], EXPLAINED)
    deeds.settle(hand, page)
    course.green(4)

    check(hand, page)
    course.lit()
    editor = form.fields["citation"].editor
    assert isinstance(editor, CitationEditor)
    (card,) = editor.cards
    document, article, clause, _ = card.inputs()
    for line, words in ((document, NEW_LAW), (article, "4"), (clause, "2")):
        hand.write(line, words)
    deeds.settle(hand, page)
    course.green(5)

    course.green(6)  # a post begins with the day of its review

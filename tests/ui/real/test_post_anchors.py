"""Where lessons say that a step is done, the window has the control, in sight once the thing it works on is open."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.accounts.model import AccountKind
from studio.app import Studio
from studio.images.work import Work
from studio.people.sample import APPROVER, AUTHOR, PIN
from studio.training.context import LessonContext, RoleCast
from studio.training.course_reader import shipped
from studio.training.steps import common, place_of
from studio.ui.anchors import find_anchor
from studio.ui.approval.page import ApprovalPage
from studio.ui.composer.page import ComposerPage
from studio.ui.composer.side.pane import CHECKS
from studio.ui.images.page import ImagesPage
from studio.ui.library.page import LibraryPage
from studio.ui.main_window import MainWindow
from studio.ui.outbox.deeds import DeliveryDeed
from studio.ui.outbox.page import OutboxPage
from studio.ui.page_specs import PageId
from tests.ui.conftest import show
from tests.ui.real.conftest import Idle, person

OUTLINES = ("B1", "D1", "D2", "D3", "D4")


def anchors_on(page: PageId) -> set[str]:
    """Of the steps of these outlines."""
    found = set()
    for name in OUTLINES:
        outline = shipped().outline(name)
        assert outline is not None
        places = [place_of(outline.key(step.number), step) for step in outline.steps]
        found |= {place.anchor for place in places if place is not None and place.page == page.value}
    return found


def test_every_step_is_on_one_of_these_pages() -> None:
    pages = (PageId.COMPOSER, PageId.OUTBOX, PageId.IMAGES, PageId.LIBRARY)
    steps = {step.app for name in OUTLINES if (outline := shipped().outline(name)) for step in outline.steps}
    assert len(set[str]().union(*map(anchors_on, pages))) >= len(steps)


def page_of(window: MainWindow) -> QWidget:
    assert window.page is not None
    return window.page


@pytest.fixture
def scene(studio: Studio) -> LessonContext:
    author, approver = person(studio, AUTHOR), person(studio, APPROVER)
    cast = RoleCast(learner=author.id, colleague=approver.id, head=approver.id, pin=PIN)
    return LessonContext(services=studio, cast=cast, folder=studio.profile.root)


@pytest.fixture
def lit(window: MainWindow) -> Callable[[set[str]], set[str]]:
    """Which of these anchors are in sight now."""

    def seen(names: set[str]) -> set[str]:
        page = window.page
        assert page is not None
        found: dict[str, QWidget | None] = {name: find_anchor(page, name) for name in names}
        return {name for name, widget in found.items() if widget is not None and widget.isVisible()}

    return seen


def test_the_composer_has_all_that_is_written(
    window: MainWindow,
    studio: Studio,
    scene: LessonContext,
    qtbot: QtBot,
    idle: Idle,
    lit: Callable[[set[str]], set[str]],
) -> None:
    names = anchors_on(PageId.COMPOSER)
    show(window, qtbot, PageId.COMPOSER)
    assert lit(names) == names, "before a post is open, the chooser stands in"
    assert find_anchor(page_of(window), "draft.new_from_template") is not find_anchor(page_of(window), "checks.run")

    law = common.write_post(scene, "law_explained")
    common.add_photo(scene, law)
    window.session.sign_in(person(studio, AUTHOR))
    page = show(window, qtbot, PageId.COMPOSER, law)
    assert isinstance(page, ComposerPage)
    qtbot.waitUntil(lambda: window.tasks.idle and "draft.explain" in lit({"draft.explain"}))
    page.editor.strip.choose("m1")
    of_cases = {"draft.case_stage"}
    assert lit(names - of_cases) == names - of_cases

    case = common.write_post(scene, "case_result")
    page = show(window, qtbot, PageId.COMPOSER, case)
    idle()
    assert lit(of_cases) == of_cases
    assert isinstance(page, ComposerPage)
    tabs = find_anchor(page, "checks.run")
    page.editor.show_tab(CHECKS)
    assert find_anchor(page, "checks.run") is not tabs, "the tab stands in for its button while another is in sight"


def test_the_approval_page_has_its_decision(
    window: MainWindow,
    studio: Studio,
    scene: LessonContext,
    qtbot: QtBot,
    idle: Idle,
    lit: Callable[[set[str]], set[str]],
) -> None:
    waiting = common.write_post(scene, "scam_warning")
    common.submit(scene, waiting)
    page = show(window, qtbot, PageId.APPROVAL, waiting)
    assert isinstance(page, ApprovalPage)
    idle()
    assert lit({"approval.decide", "approval.quick", "approval.go"}) == {
        "approval.decide",
        "approval.quick",
        "approval.go",
    }


def test_the_outbox_has_the_package_and_the_update_that_was_promised(
    window: MainWindow,
    studio: Studio,
    scene: LessonContext,
    qtbot: QtBot,
    idle: Idle,
    lit: Callable[[set[str]], set[str]],
) -> None:
    pages = [account.name for account in studio.accounts.list()]
    post = common.write_post(scene, "case_result")
    studio.drafts.edit(post, scene.cast.learner, targets=pages)
    common.publish(scene, post)
    (handed,) = common.send(scene, post, AccountKind.HANDOVER)
    page = show(window, qtbot, PageId.OUTBOX)
    assert isinstance(page, OutboxPage)
    names = anchors_on(PageId.OUTBOX)
    assert lit(names) == names, "the list stands in"
    page.table.choose(handed.id)
    idle()
    assert find_anchor(page, "post.export_pack") is page.drawer.handover
    studio.outbox.confirm_by_hand(handed.id, "https://www.facebook.com/100000000000001/posts/1", scene.cast.colleague)
    page.refresh()
    idle()
    follow = page.drawer.deed_button(DeliveryDeed.FOLLOW)
    assert follow is not None
    found = find_anchor(page, "draft.followup")
    assert found is not None
    assert found.isAncestorOf(follow)


def test_the_image_studio_has_all_that_is_done_to_a_photograph(
    window: MainWindow,
    studio: Studio,
    scene: LessonContext,
    qtbot: QtBot,
    idle: Idle,
    lit: Callable[[set[str]], set[str]],
) -> None:
    names = anchors_on(PageId.IMAGES)
    page = show(window, qtbot, PageId.IMAGES)
    assert isinstance(page, ImagesPage)
    assert "media.import" in lit(names)
    work: Work = studio.photo_works.open(common.PHOTO.read_bytes(), common.PHOTO.name, scene.cast.learner)
    window.go(PageId.IMAGES, work.id)
    qtbot.waitUntil(lambda: page.edits and window.tasks.idle)
    assert lit(names) == names


def test_the_library_has_its_search_and_the_status_of_a_document(
    window: MainWindow, studio: Studio, qtbot: QtBot, idle: Idle, lit: Callable[[set[str]], set[str]]
) -> None:
    page = show(window, qtbot, PageId.LIBRARY)
    assert isinstance(page, LibraryPage)
    names = anchors_on(PageId.LIBRARY)
    assert "docs.search" in lit(names)
    window.go(PageId.LIBRARY, "05/2025/TT-MAU")
    idle()
    assert lit(names) == names

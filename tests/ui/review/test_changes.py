"""What changed in a post, as a person reads it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.phrase import Bilingual, Phrase
from studio.posts.compare import CARDS, TARGETS, Change, Comparison, PictureChange
from studio.posts.model import Media
from studio.posts.word_diff import word_diff
from studio.ui.language import LanguageManager
from studio.ui.review.changes import ChangesView, DiffText
from studio.ui.review.passages import ReviewPassage, in_order
from studio.ui.review.pictures import PicturePair
from studio.ui.widgets.buttons import LinkButton
from studio.ui.widgets.labels import Label
from tests.ui.review.conftest import plain


def change(where: str, before: str, after: str, label: Phrase | None = None) -> Change:
    name = label or Bilingual(where, where)
    return Change(where=where, label=name, kind="changed", before=before, after=after, pieces=word_diff(before, after))


TITLE = change("scam_name", "cài VNeID", "cập nhật VNeID", Bilingual("Thủ đoạn", "Scam"))
PAGES = change("targets", "trang-a", "trang-a\ntrang-b", TARGETS)
LOOK = change("cards", "alert", "poster", CARDS)


@pytest.fixture
def language(qapp: QApplication) -> LanguageManager:
    return LanguageManager(qapp)


Show = Callable[..., ChangesView]


@pytest.fixture
def show(qtbot: QtBot, language: LanguageManager) -> Show:
    def build(
        *changes: Change, pictures: tuple[PictureChange, ...] = (), passages: tuple[ReviewPassage, ...] = ()
    ) -> ChangesView:
        view = ChangesView(language)
        qtbot.addWidget(view)
        images = {p.media_id: (plain("#C8102E"), plain("#123B7A")) for p in pictures}
        found = Comparison(before=2, after=3, changes=changes, pictures=pictures)
        view.show_changes(found, images, passages=passages, pages={"trang-b": "Công an phường Minh Khai"})
        view.show()
        return view

    return build


def labels(view: ChangesView, role: str) -> list[str]:
    return [one.text() for one in view.findChildren(Label) if one.property("role") == role and one.isVisible()]


def test_where_and_how_a_post_appears_comes_first(show: Show) -> None:
    assert [one.where for one in in_order((TITLE, LOOK, PAGES))] == ["targets", "cards", "scam_name"]
    assert labels(show(TITLE, LOOK, PAGES), "label") == ["Pages", "Cards", "Scam"]


def test_pages_go_by_their_titles(show: Show) -> None:
    (text,) = show(PAGES).findChildren(DiffText)
    assert "added: Công an phường Minh Khai;" in text.spoken()


def test_what_did_not_change_is_folded(show: Show, qtbot: QtBot) -> None:
    passages = tuple(
        ReviewPassage(where=f"f{n}", label=Bilingual(f"Mục {n}", f"Field {n}"), text="nội dung") for n in range(3)
    )
    view = show(TITLE, passages=(*passages, ReviewPassage(where="scam_name", label=TITLE.label, text="x")))
    fold = view.findChildren(LinkButton)[-1]
    assert fold.text() == "Show the 3 unchanged"
    assert labels(view, "column") == []
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    fold.setFocus()
    fold.click()
    qtbot.waitUntil(lambda: labels(view, "column") == ["Field 0", "Field 1", "Field 2"])
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), LinkButton))
    assert QApplication.focusWidget() in view.findChildren(LinkButton)


def test_pictures_are_compared_only_where_they_look_different(show: Show, media: Media) -> None:
    told = PictureChange(media_id="m1", kind="changed", before=media, after=replace(media, alt="Màn hình đã che số"))
    view = show(pictures=(told,))
    assert view.findChildren(PicturePair) == []
    assert "added" in view.findChildren(DiffText)[0].spoken()
    cut = PictureChange(media_id="m1", kind="changed", before=media, after=replace(media, crop=(0, 0, 0.5, 0.5)))
    assert len(show(pictures=(cut,)).findChildren(PicturePair)) == 1


def test_each_change_can_be_commented_on(show: Show, qtbot: QtBot) -> None:
    view = show(TITLE)
    mark = next(button for button in view.findChildren(LinkButton) if "Comment on Scam" in button.accessibleName())
    with qtbot.waitSignal(view.asked) as asked:
        mark.click()
    assert asked.args == ["scam_name"]

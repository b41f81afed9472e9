"""Many photographs at once: covered and marked, each waiting for a person before it leaves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.images.recipe import Corner, CoverDecision, MarkKind
from studio.images.work import PictureAnswers
from studio.images.works import PhotoWorks, Unanswered
from studio.ui.images.many import ManyPhotosDialog
from studio.ui.images.page import ImagesPage
from tests.images.pictures import phone_jpeg, scene
from tests.ui.hands import choose_files
from tests.ui.images.conftest import FACE_BOXES, Seeing
from tests.ui.unit import Unit


def test_photographs_are_covered_and_marked_at_once_and_none_leaves_unseen(
    page: ImagesPage, works: PhotoWorks, eyes: Seeing, unit: Unit, tmp_path: Path, settle: Callable[[], None],
    qtbot: QtBot,
) -> None:  # fmt: skip
    paths = [tmp_path / name for name in ("a.jpg", "b.jpg", "hong.jpg")]
    for height, path in zip((800, 820), paths, strict=False):
        path.write_bytes(phone_jpeg(scene(1200, height)))
    paths[2].write_bytes(b"x")
    eyes.boxes = FACE_BOXES
    page.many.trigger()
    choose_files(page, *paths)
    dialog = page.findChild(ManyPhotosDialog)
    assert dialog is not None
    QTest.keyClick(dialog.corner, Qt.Key.Key_Home)
    QTest.keyClick(dialog.start, Qt.Key.Key_Space)
    settle()
    assert [entry.title for entry in dialog.list.entries] == ["hong.jpg", "a.jpg", "b.jpg"]
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    settle()
    begun = [works.get(row.id) for row in works.list()]
    assert len(begun) == 2 == len(page.works.grid.ids)
    for work in begun:
        assert [one.decision for one in work.recipe.suggestions] == [CoverDecision.COVER] * 2
        assert {one.decided_by for one in work.recipe.suggestions} == {unit.author.id}
        assert len(work.recipe.covers) == 2
        assert [(mark.kind, mark.corner) for mark in work.recipe.marks] == [(MarkKind.BADGE, Corner.TOP_LEFT)]
    work = begun[0]
    with unit.at_work(unit.author):
        with pytest.raises(Unanswered):
            works.finish(work.id, work.revision, unit.author.id)
        works.answer(work.id, PictureAnswers(children=False, held=False, papers=False), unit.author.id)
        assert works.finish(work.id, work.revision, unit.author.id)[0].recipe.covers == work.recipe.covers

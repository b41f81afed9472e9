"""What somebody said of a photograph goes with its finished file into a post."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.app import open_studio
from studio.images.work import PictureAnswers
from studio.images.works import Unanswered
from studio.paths import Profile
from studio.people.model import Role
from studio.training.steps.common import PHOTO
from tests.profile import SetClock, staffed


def test_that_a_child_is_shown_is_said_in_the_post_as_well(tmp_path: Path) -> None:
    studio = open_studio(Profile(root=tmp_path), clock=SetClock())
    try:
        by = staffed(studio.people, ("Nguyễn Văn An", {Role.AUTHOR}), pin="73920408")[0].id
        work = studio.photo_works.open(PHOTO.read_bytes(), PHOTO.name, by)
        work = studio.photo_works.clear(work.id, work.revision, by)
        with pytest.raises(Unanswered, match="ba câu hỏi"):
            studio.photo_works.finish(work.id, work.revision, by, box=(400, 400))
        post = studio.drafts.open_new("law_explained", by)

        studio.photo_works.answer(work.id, PictureAnswers(children=True, held=False, papers=False), by)
        _, asked = studio.photo_works.finish(work.id, work.revision, by, box=(500, 500))
        added = studio.drafts.add_media(post.id, asked, "b.jpg", by).media[-1]
        assert (added.has_minor, added.alt, added.source) == (True, "", "")
        original = studio.drafts.add_media(post.id, PHOTO.read_bytes(), "c.jpg", by).media[-1]
        assert original.has_minor is None, "the original is no finished file"
    finally:
        studio.close()

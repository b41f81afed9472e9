"""Killed while it takes files in, a PC has each of them whole or not at all."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from studio.app.practice import SAMPLE
from tests.crash_helper import said_until_killed
from tests.exchange.reading_child import work
from tests.exchange.rig import PC, opened, opened_again
from tests.exchange.templating import carried, in_use, signed_again
from tests.soak import amount

KILLS = amount(3, 60, "STUDIO_KILLS")
FILES = 6


def written(pc: PC, folder: Path) -> dict[str, str]:
    """Files with a submitted post and a photograph each; the post by the name of its file."""
    posts: dict[str, str] = {}
    folder.mkdir()
    photo = (SAMPLE / "photo" / "cuoc-goi-la.jpg").read_bytes()
    for number in range(FILES):
        post = pc.draft(scam_name=f"Giả danh cán bộ phường, lần {number}")
        with pc.by() as author:
            pc.studio.drafts.add_media(post.id, photo + bytes([number]), "anh.jpg", author.id)
        path = pc.send(post.id, folder / f"{number}.psexchange")
        posts[path.name] = post.id
    return posts


def there(pc: PC, posts: dict[str, str]) -> set[str]:
    """The posts that are at the PC; each is whole."""
    known = {post.id for post in pc.studio.drafts.list()}
    assert {one.post for one in pc.studio.exchange.list()} == known
    for post_id in known:
        post = pc.studio.drafts.get(post_id)
        for media in post.media:
            pc.studio.files.check(media.sha256)
        assert len(post.media) == 1
        assert pc.studio.workflow.verify_history(post_id) == ()
    return known


@pytest.mark.kill
@pytest.mark.usefixtures("nursery")
def test_a_file_is_in_whole_or_not_at_all(tmp_path: Path) -> None:
    chance, folder = random.Random(20261201), tmp_path / "stick"
    with opened(tmp_path / "pcs", "Soạn") as (author,):
        posts = written(author, folder)
    for kill in range(KILLS):
        root = tmp_path / f"kill-{kill}"
        with opened(root, "Duyệt"):
            pass
        said = said_until_killed(work, root, folder, lines=chance.randrange(1, FILES + 1))
        with opened_again(root, "Duyệt") as pc, pc.by():
            found = there(pc, posts)
            assert found >= {posts[name] for name in said if name in posts}
            pc.read(folder)
            assert there(pc, posts) == set(posts.values())
            assert pc.studio.outbox.list() == ()


@pytest.mark.kill
@pytest.mark.usefixtures("nursery")
def test_a_template_is_in_whole_or_not_at_all(tmp_path: Path) -> None:
    chance, folder = random.Random(20261202), tmp_path / "stick"
    folder.mkdir()
    with opened(tmp_path / "pcs", "Soạn") as (author,):
        row = in_use(author)
        for number in range(1, FILES + 1):
            carried(author, row, folder / f"{number}.psexchange")
            signed_again(author, row, review_days=number)
    for kill in range(KILLS):
        root = tmp_path / f"kill-{kill}"
        with opened(root, "Duyệt"):
            pass
        said = said_until_killed(work, root, folder, lines=chance.randrange(1, FILES + 1))
        with opened_again(root, "Duyệt") as pc, pc.by():
            own = pc.studio.own_templates
            versions = [one.number for one in own.versions(row.id)]
            assert versions == list(range(1, len(versions) + 1))
            assert len(versions) >= len([name for name in said if name.endswith("psexchange")])
            assert [template.version for template in pc.studio.catalog.all() if template.id == row.id] == versions[-1:]
            pc.read(folder)
            assert pc.studio.catalog.get(row.id).version == FILES
            assert pc.studio.catalog.altered() == ()

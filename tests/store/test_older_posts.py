"""Posts that an earlier version wrote are found, read and kept safe after the upgrade."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from studio.canonical import canonical_json, sha256
from studio.posts.model import Media, Post, PostState
from studio.posts.serial import post_json
from studio.posts.shelf import PostFilter, PostSort
from studio.store.engine import Store, open_store
from studio.store.migrate import MIGRATIONS
from studio.store.posts import StoredPosts
from studio.store.shelf import StoredShelf
from studio.store.trash import StoredTrash
from tests.profile import MORNING

AT = "2026-11-25T01:30:00.000000Z"
PICTURE, FINISHED = "a" * 64, "b" * 64


def older(number: int, title: str) -> Post:
    return Post(
        id=f"bai{number}", revision=1, template_id="scam_warning", template_version=1, template_sha256="0" * 64,
        fields={"scam_name": title, "signs": ["Hỏi mã OTP"]}, targets=("thuc-hanh",), author="p1", created_at=MORNING,
        updated_at=MORNING, media=(Media(id="m1", sha256=PICTURE, name="anh.jpg"),) if number == 1 else (),
    )  # fmt: skip


@pytest.fixture
def store(tmp_path: Path, clock: Any) -> Any:
    """Two posts of schema 4, the second submitted, brought to the present schema."""
    chain = tmp_path / "chain"
    shutil.copytree(MIGRATIONS, chain, ignore=shutil.ignore_patterns("__pycache__"))
    for file in (chain / "versions").glob("0*.py"):
        if file.name > "0005":
            file.unlink()
    path = tmp_path / "a.sqlite3"
    open_store(path, clock=clock, migrations=chain).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO people VALUES ('p1', 'Trần Thị Soạn', 'tran thi soan', '[]', 'x', 1)")
        for number, title in ((1, "Ăn xin giả"), (2, "An ninh mạng")):
            body = canonical_json(post_json(older(number, title))).decode()
            row = (f"bai{number}", "draft", 1, "scam_warning", title, "cu", "p1", None, 0, AT, AT, "")
            connection.execute("INSERT INTO posts VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", row)
            line = (f"bai{number}", 1, "p1", AT, "open", None, None, body, sha256(body.encode()))
            connection.execute("INSERT INTO revisions VALUES (?,?,?,?,?,?,?,?,?)", line)
        sealed = '{"revision":1,"packages":{"facebook":{"attachments":[{"sha256":"' + FINISHED + '"}]}}}'
        values = "INSERT INTO bundles (post_id, seal, by, body, parts, reports, sha256) VALUES (?,?,?,?,?,?,?)"
        connection.execute(values, ("bai2", "s", "p1", sealed, "{}", "{}", "x"))
        connection.commit()
    made = open_store(path, clock=clock)
    yield made
    made.close()


def test_older_posts_are_read_listed_and_found(store: Store) -> None:
    assert StoredPosts(store).get("bai1") == older(1, "Ăn xin giả")
    shelf = StoredShelf(store)
    by_title = shelf.ids(PostFilter(), PostSort.TITLE, descending=False, templates=(), limit=None)
    assert by_title == ("bai2", "bai1")
    for wanted in (
        PostFilter(text="an xin"),
        PostFilter(text="an xin ma otp"),
        PostFilter(text="xin", target="thuc-hanh"),
    ):
        assert shelf.ids(wanted, PostSort.CHANGED, descending=True, templates=(), limit=None) == ("bai1",)
    assert shelf.counts(PostFilter())[PostState.DRAFT] == 2
    assert shelf.find_titles("ninh m", 8) == ("bai2",)


def test_pictures_of_older_posts_are_known_as_needed(store: Store) -> None:
    trash = StoredTrash(store)
    assert trash.needed(PICTURE)
    assert trash.needed(FINISHED)
    assert not trash.needed("c" * 64)


@pytest.mark.parametrize("name", ["revisions", "bundles"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET sha256 = 'x'", "DELETE FROM {}"])
def test_older_revisions_stay_append_only(store: Store, name: str, verb: str) -> None:
    with pytest.raises(IntegrityError, match="append-only"), store.write() as connection:
        connection.exec_driver_sql(verb.format(name))

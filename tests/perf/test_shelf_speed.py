"""Lists, searches and versions over POSTS posts, each beside a bare statement on the same file. Reported, never judged
by the clock."""

from __future__ import annotations

import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from studio.app import Studio, open_studio
from studio.clock import SystemClock
from studio.paths import Profile
from studio.posts.model import Post, PostFilter, PostSort, PostState, Revision
from studio.posts.storage import StoredPosts
from studio.ui.counts import count_all
from studio.ui.outbox.details import DeliveryFilter, load_outbox
from tests.perf.many_posts import POSTS
from tests.soak import amount

pytestmark = pytest.mark.perf

REVISIONS = amount(500, 5_000)
ROUNDS = amount(3, 9)
ONE = f"việc số {POSTS // 2}"
"""Stands in one post."""
SEARCHES = ("lừa đảo", "phố hoa sữa", "an ninh", "t", ONE, "không có ở đâu")


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory, years: Callable[[Path], Profile]) -> Iterator[Studio]:
    made = open_studio(years(tmp_path_factory.mktemp("many")), clock=SystemClock())
    yield made
    made.close()


def median(work: Callable[[], Any]) -> float:
    """Milliseconds."""
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


@pytest.fixture
def floor(studio: Studio) -> Iterator[Callable[..., float]]:
    """The median of a bare statement, every row fetched."""
    with closing(sqlite3.connect(studio.store.path)) as connection:
        yield lambda sql, *values: median(lambda: connection.execute(sql, values).fetchall())


def report(capsys: pytest.CaptureFixture[str], name: str, taken: float, bare: float) -> None:
    with capsys.disabled():
        print(f"\n{name:<44}{taken:8.1f} ms = {taken / bare:5.1f} × bare SQL ({bare:.1f} ms)", end="")


def test_report_ids_in_every_order(studio: Studio, floor: Callable[..., float], capsys: Any) -> None:
    listing = studio.listing
    bare = floor("SELECT id FROM posts WHERE trashed_at IS NULL ORDER BY changed_at DESC")
    for sort in PostSort:
        report(capsys, f"ids by {sort}", median(lambda sort=sort: listing.ids(PostFilter(), sort)), bare)  # type: ignore[misc]
    assert len(listing.ids(PostFilter())) + listing.trashed_count() == POSTS


def test_report_search_with_sorting(studio: Studio, floor: Callable[..., float], capsys: Any) -> None:
    bare = floor("SELECT id FROM posts WHERE folded LIKE '%zzzz%' ORDER BY changed_at")
    for text in SEARCHES:
        wanted = PostFilter(text=text)
        report(capsys, f"search “{text}”", median(lambda w=wanted: studio.listing.ids(w, PostSort.TITLE)), bare)  # type: ignore[misc]
    report(capsys, "titles by “canh bao”", median(lambda: studio.listing.find_titles("canh bao")), bare)
    report(capsys, "titles that nobody has", median(lambda: studio.listing.find_titles("zzzz")), bare)
    assert len(studio.listing.ids(PostFilter(text=ONE))) == 1


def test_report_counts_rows_and_a_page(studio: Studio, floor: Callable[..., float], capsys: Any) -> None:
    listing = studio.listing
    bare = floor("SELECT state, count(*) FROM posts WHERE trashed_at IS NULL GROUP BY state")
    ids = listing.ids(PostFilter())
    report(capsys, "counts of every state", median(lambda: listing.counts(PostFilter())), bare)
    for person in studio.people.list():
        report(capsys, "what waits for a person", median(lambda of=person.id: studio.worklist.of(of)), bare)  # type: ignore[misc]
    report(capsys, "the numbers of the window's frame", median(lambda: count_all(studio, person.id)), bare)
    report(capsys, "200 rows of the middle", median(lambda: listing.rows(ids[POSTS // 2 : POSTS // 2 + 200])), bare)
    report(capsys, "the outbox page", median(lambda: load_outbox(studio, DeliveryFilter.ALL, "")), bare)
    report(
        capsys, "the outbox page, searched", median(lambda: load_outbox(studio, DeliveryFilter.ALL, "hoa sua")), bare
    )
    report(capsys, "approvals that ran out", median(studio.workflow.expire_due), bare)
    assert sum(listing.counts(PostFilter()).values()) == len(ids)


def test_every_post_is_sound(studio: Studio) -> None:
    for post_id in studio.listing.ids(PostFilter())[::97]:
        assert studio.drafts.get(post_id).fields
        assert studio.workflow.verify_history(post_id) == ()


def test_report_a_post_of_many_revisions(
    studio: Studio, floor: Callable[..., float], capsys: pytest.CaptureFixture[str]
) -> None:
    author = studio.people.list()[0].id
    drafts = studio.listing.ids(PostFilter(states=(PostState.DRAFT,), template="scam_warning"))
    post = studio.drafts.get(drafts[0])
    _type_on(studio, post, author)
    bare = floor("SELECT number, by, at, kind FROM revisions WHERE post_id = ? ORDER BY number", post.id)
    report(capsys, f"versions of {REVISIONS:,} revisions", median(lambda: studio.versions(post.id)), bare)
    report(capsys, "the post itself", median(lambda: studio.drafts.get(post.id)), bare)
    report(capsys, "one undo and redo", median(lambda: _there_and_back(studio, post.id, author)), bare)
    report(capsys, "comparing first and last", median(lambda: studio.compare(post.id, 2, REVISIONS)), bare)
    sizes = "SELECT sum(length(coalesce(body, packed))), max(length(body)) FROM revisions WHERE post_id = ?"
    with closing(sqlite3.connect(Path(studio.store.path))) as connection:
        kept, whole = connection.execute(sizes, (post.id,)).fetchone()
    with capsys.disabled():
        print(f"\njournal: {kept / 1024:.0f} KiB kept, {whole * REVISIONS / 1024:.0f} KiB if every body were whole")
    assert len(studio.drafts.revisions(post.id)) >= REVISIONS


def _there_and_back(studio: Studio, post_id: str, author: str) -> None:
    studio.drafts.undo(post_id, author)
    studio.drafts.redo(post_id, author)


def _type_on(studio: Studio, post: Post, author: str) -> None:
    """A day's revisions, as the journal writes them."""
    text = "Kẻ gian gọi điện tự xưng cán bộ phường, nói dữ liệu cư trú bị lỗi và giục làm ngay. " * 60
    repo, last = StoredPosts(studio.store), post.revision
    with repo.transaction():
        for number in range(last + 1, last + 1 + REVISIONS):
            at = post.updated_at + timedelta(seconds=5 * number)
            typed = replace(
                post, revision=number, fields={**post.fields, "how": text[: 40 + number % 900]}, updated_at=at
            )
            revision = Revision(post_id=post.id, number=number, by=author, at=at, kind="edit", undo_to=number - 1)
            repo.append(typed, revision, title="CẢNH BÁO: Giả danh cán bộ phường")

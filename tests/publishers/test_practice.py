"""The practice page: a platform in a folder, as honest as a real one."""

from __future__ import annotations

import json
import os
from datetime import timedelta
from pathlib import Path

import pytest

from studio.accounts.model import AccountKind
from studio.errors import BadInput, StudioError
from studio.platforms import WRITTEN, Platform
from studio.publishers.pieces import shows, text_sha256
from studio.publishers.port import Answer, Outcome
from studio.publishers.practice import PracticePages, PracticePublisher, VisitorPage
from tests.held import hold
from tests.profile import SetClock, numbered
from tests.publishers.samples import TEXT, TITLE, Files, account, filmed, package

PAGE = account(AccountKind.PRACTICE, page_id="trang-tap")


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def files() -> Files:
    return Files()


@pytest.fixture
def practice(tmp_path: Path, clock: SetClock) -> PracticePublisher:
    return PracticePublisher(tmp_path, clock, numbered("r"))


def create(practice: PracticePublisher, files: Files, reference: str = "PS-1") -> str:
    answer = practice.create(PAGE, package(files), reference, files)
    assert answer.outcome is Outcome.DONE
    return answer.remote_id


def reveal(practice: PracticePublisher, files: Files, remote_id: str) -> Answer:
    return practice.reveal(PAGE, remote_id, package(files), "PS-1", files)


def test_hidden_until_revealed(practice: PracticePublisher, files: Files, tmp_path: Path, clock: SetClock) -> None:
    remote_id = create(practice, files)
    page = VisitorPage(tmp_path / "trang-tap")
    hidden = practice.read_back(PAGE, remote_id)
    assert hidden is not None
    assert (hidden.visible, hidden.permalink) == (False, "")
    assert page.posts() == ()

    answer = reveal(practice, files, remote_id)

    assert answer.outcome is Outcome.DONE
    shown = practice.read_back(PAGE, remote_id)
    assert shown is not None
    assert (shown.visible, shown.permalink, shown.reference) == (True, answer.permalink, "PS-1")
    assert shows(shown, text=text_sha256(TEXT), pictures=[a.sha256 for a in package(files).attachments])
    assert page.posts()[0].text == TEXT


def test_revealed_twice_is_once(practice: PracticePublisher, files: Files) -> None:
    remote_id = create(practice, files)
    assert reveal(practice, files, remote_id) == reveal(practice, files, remote_id)
    assert len(practice.recent(PAGE, SetClock().now() - timedelta(days=1))) == 1


def test_a_page_that_somebody_looks_at_takes_a_post_a_moment_later(
    practice: PracticePublisher, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold(monkeypatch, tries=2)
    remote_id = create(practice, files)
    hold(monkeypatch, tries=2)
    assert reveal(practice, files, remote_id).outcome is Outcome.DONE
    hold(monkeypatch, tries=2)
    assert practice.delete(PAGE, remote_id).outcome is Outcome.DONE


def test_a_second_create_is_a_second_post(practice: PracticePublisher, files: Files, tmp_path: Path) -> None:
    for _ in range(2):
        reveal(practice, files, create(practice, files, "PS-same"))
    assert len(VisitorPage(tmp_path / "trang-tap").posts()) == 2


def test_the_list_knows_hidden_ones_and_the_time(practice: PracticePublisher, files: Files, clock: SetClock) -> None:
    old = create(practice, files)
    clock.forward(hours=2)
    new = create(practice, files)
    reveal(practice, files, new)
    everything = practice.recent(PAGE, clock.now() - timedelta(hours=3))
    assert [(post.remote_id, post.visible) for post in everything] == [(new, True), (old, False)]
    assert [post.remote_id for post in practice.recent(PAGE, clock.now() - timedelta(hours=1))] == [new]


def test_what_a_visitor_sees(practice: PracticePublisher, files: Files, tmp_path: Path, clock: SetClock) -> None:
    for reference in ("PS-1", "PS-2"):
        reveal(practice, files, create(practice, files, reference))
        clock.forward(minutes=5)
    pages = PracticePages(tmp_path, lambda name: PAGE)
    posts = pages.posts("trang")
    assert [post.reference for post in posts] == ["PS-2", "PS-1"], "newest first"
    assert posts[0].title == TITLE
    assert posts[0].platform == "facebook"
    assert [image.read_bytes() for image in posts[0].images] == [
        files.get(a.sha256) for a in package(files).attachments
    ]
    assert posts[0].alts == ("Thẻ cảnh báo, trang 1", "Thẻ cảnh báo, trang 2")


def test_an_empty_page(tmp_path: Path, practice: PracticePublisher) -> None:
    assert VisitorPage(tmp_path / "trang-tap").posts() == ()
    assert practice.recent(PAGE, SetClock().now()) == []
    assert practice.read_back(PAGE, "r9") is None


@pytest.mark.parametrize("damage", ["swap", "remove", "text"])
def test_damage_on_the_page_is_seen_when_read_back(
    practice: PracticePublisher, files: Files, tmp_path: Path, damage: str
) -> None:
    remote_id = create(practice, files)
    reveal(practice, files, remote_id)
    folder = tmp_path / "trang-tap" / "posts" / remote_id
    if damage == "swap":
        (folder / "01-alert.jpg").write_bytes(b"another")
    elif damage == "remove":
        (folder / "02-alert.jpg").unlink()
    else:
        post = json.loads((folder / "post.json").read_text(encoding="utf-8"))
        post["text"] = post["text"].replace("113", "0900 000 113")
        (folder / "post.json").write_text(json.dumps(post), encoding="utf-8")
    found = practice.read_back(PAGE, remote_id)
    assert found is not None
    assert not shows(found, text=text_sha256(TEXT), pictures=[a.sha256 for a in package(files).attachments])


def test_a_post_nobody_can_read_does_not_break_the_page(
    practice: PracticePublisher, files: Files, tmp_path: Path
) -> None:
    good, bad = create(practice, files), create(practice, files)
    for remote_id in (good, bad):
        reveal(practice, files, remote_id)
    (tmp_path / "trang-tap" / "posts" / bad / "post.json").write_text("{", encoding="utf-8")
    (tmp_path / "trang-tap" / "posts" / "rỗng").mkdir()
    assert [post.remote_id for post in VisitorPage(tmp_path / "trang-tap").posts()] == [good]
    assert practice.read_back(PAGE, bad) is None


def test_the_page_says_who_it_is(practice: PracticePublisher, tmp_path: Path) -> None:
    assert practice.identity(PAGE).page_id == "trang-tap"
    told = tmp_path / "trang-tap" / "page.json"
    told.write_text('{"page_id": "trang-khac", "title": "Khác"}', encoding="utf-8")
    assert practice.identity(PAGE).page_id == "trang-khac", "the folder was swapped: the outbox will see"
    told.write_text("hỏng", encoding="utf-8")
    with pytest.raises(StudioError, match=r"page\.json"):
        practice.identity(PAGE)


def test_removed_posts_are_kept_beside_the_page(practice: PracticePublisher, files: Files, tmp_path: Path) -> None:
    remote_id = create(practice, files)
    reveal(practice, files, remote_id)
    for _ in range(2):
        assert practice.delete(PAGE, remote_id).outcome is Outcome.DONE
    assert practice.read_back(PAGE, remote_id) is None
    assert (tmp_path / "trang-tap" / "removed" / remote_id / "post.json").exists()


def test_a_full_disk_is_documented_as_not_executed(practice: PracticePublisher, files: Files, tmp_path: Path) -> None:
    (tmp_path / "trang-tap").write_text("no folder", encoding="utf-8")
    answer = practice.create(PAGE, package(files), "PS-1", files)
    assert answer.outcome is Outcome.NOT_EXECUTED
    assert answer.say.vi


def test_nothing_half_built_stays(practice: PracticePublisher, files: Files, tmp_path: Path, clock: SetClock) -> None:
    page = tmp_path / "trang-tap"
    for name, hours in ((".new-old", 2), (".new-young", 0)):
        (page / name).mkdir(parents=True)
        moment = (clock.now() - timedelta(hours=hours)).timestamp()
        os.utime(page / name, (moment, moment))
    create(practice, files)
    assert sorted(path.name for path in page.glob(".new-*")) == [".new-young"], "it may be another worker's"


@pytest.mark.parametrize("page_id", ["..", "../khac", "a/b", "c:", "", ".an", "a\0b"])
def test_a_page_id_stays_in_its_folder(practice: PracticePublisher, files: Files, page_id: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        practice.create(account(AccountKind.PRACTICE, page_id=page_id), package(files), "PS-1", files)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("platform", WRITTEN)
def test_a_practice_page_shows_lists_and_removes(practice: PracticePublisher, platform: Platform) -> None:
    can = practice.capabilities(account(AccountKind.PRACTICE, platform))
    assert (can.hidden_then_reveal, can.can_list, can.can_delete, can.by_hand) == (True, True, True, False)


def test_a_video_lies_on_the_page_as_it_was_approved(practice: PracticePublisher, files: Files, tmp_path: Path) -> None:
    sent = filmed(files, Platform.FACEBOOK, cover=False)
    made = practice.create(PAGE, sent, "PS-1", files)
    practice.reveal(PAGE, made.remote_id, sent, "PS-1", files)
    back = practice.read_back(PAGE, made.remote_id)
    assert back is not None
    assert shows(back, text=text_sha256(TEXT), pictures=[sent.attachments[0].sha256])
    [post] = VisitorPage(tmp_path / "trang-tap").posts()
    assert [path.name for path in post.images] == ["01-m1.mp4"]
    assert post.images[0].read_bytes() == files.get(sent.attachments[0].sha256)

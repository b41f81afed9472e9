"""When the library learns something, posts that cite it are looked at again, and whoever is concerned is told."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from studio.app import Studio, open_studio
from studio.app.practice_data import LAW
from studio.cli.main import main
from studio.clock import local_date
from studio.config import Settings, SettingsFile
from studio.demo import fill_sample
from studio.errors import Blocked, StudioError
from studio.library.effects import EventToRecord
from studio.library.events import WHOLE, EventKind, LegalPlace
from studio.library.model import Light, Status
from studio.outbox.model import DeliveryState
from studio.paths import Profile
from studio.people.model import Person
from studio.people.sample import PIN
from studio.posts.aftercare import CHANGED
from studio.posts.model import Post, PostState, PreflightStage, Severity
from studio.posts.transitions import BlockedByFindings
from tests.profile import SetClock
from tests.sample_fields import TYPICAL


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    profile = Profile(root=tmp_path / "profile")
    profile.create()
    SettingsFile(profile.settings).save(Settings(practice=True))
    studio = open_studio(profile, clock=SetClock())
    yield studio
    studio.close()


@pytest.fixture
def people(studio: Studio) -> tuple[Person, Person]:
    author, approver = fill_sample(studio)
    confirm(studio)
    return author, approver


def confirm(studio: Studio, status: Status = Status.IN_FORCE) -> None:
    document = studio.library.find(LAW)
    assert document is not None
    studio.library.confirm(
        LAW,
        by=studio.people.list()[0].name,
        on=local_date(studio.now()),
        effective_from=document.effective_from,
        effective_to=None,
        status=status,
        source="vbpl.vn",
    )


def end(studio: Studio, place: LegalPlace = WHOLE, since: date | None = None) -> str:
    """Record that the cited document, or a place in it, is repealed from today or a later day on."""
    since = since or local_date(studio.now())
    said = EventToRecord(kind=EventKind.REPEALED, place=place, since=since, source="Công báo", by_number="9/X")
    return studio.library.record_event(LAW, said, by=studio.people.list()[0].name).id


def written(studio: Studio, author: Person, tmp_path: Path, **more: object) -> Post:
    """A draft that cites article 1 of the sample document."""
    fields = dict(TYPICAL["law_explained"]) | {
        "citation": {"document": LAW, "article": "1"},
        "effective_on": "2026-02-01",
        "unit_name": "cong-an-phuong-minh-khai",
        "contact": "truc-ban",
        **more,
    }
    post = {
        "template": "law_explained",
        "fields": fields,
        "accounts": ["trang-thuc-hanh"],
        "answers": {"not_restricted": True, "no_victim_identity": True, "has_minor": False},
    }
    path = tmp_path / "post.yaml"
    path.write_text(json.dumps(post, ensure_ascii=False), encoding="utf-8")
    return studio.open_file(path, author.id)


def approved(studio: Studio, people: tuple[Person, Person], tmp_path: Path) -> Post:
    author, approver = people
    post = studio.workflow.submit(written(studio, author, tmp_path).id, author.id, PIN)
    return studio.workflow.approve(post.id, approver.id, PIN)


def test_an_article_that_is_only_typed_stops_the_post_once_it_is_repealed(
    studio: Studio, people: tuple[Person, Person], tmp_path: Path
) -> None:
    """Though the rest of its document, and the article that was chosen, are in force."""
    author, _ = people
    post = written(studio, author, tmp_path, transition=f"Người dân xem thêm Điều 2 Quyết định số {LAW}.")
    end(studio, LegalPlace("2"))
    with pytest.raises(BlockedByFindings) as stopped:
        studio.workflow.submit(post.id, author.id, PIN)
    (found,) = [f for f in stopped.value.findings if f.severity is Severity.BLOCK]
    assert (found.code, found.field) == ("CITATION_IN_TEXT", "transition")
    assert "bị bãi bỏ bởi 9/X" in found.wrong.vi
    (event,) = [one for one in studio.library.events(LAW) if one.place == LegalPlace("2")]
    studio.library.retract_event(event.id, by=studio.people.list()[0].name, reason="ghi nhầm")
    assert studio.workflow.submit(post.id, author.id, PIN).state is PostState.IN_REVIEW


def test_the_author_of_a_draft_is_told_once(studio: Studio, people: tuple[Person, Person], tmp_path: Path) -> None:
    author, approver = people
    post = written(studio, author, tmp_path)
    assert studio.law_notices.unseen(author.id) == ()
    end(studio)
    (told,) = studio.law_notices.unseen(author.id)
    assert (told.post_id, told.light, told.title) == (post.id, Light.RED, studio.drafts.title(post.id))
    assert "bị bãi bỏ bởi 9/X" in told.say.vi
    assert studio.law_notices.unseen(approver.id) == (), "who has nothing to do with it is left alone"
    assert studio.law_notices.lights() == {post.id: Light.RED}
    studio.law_notices.seen(author.id, post.id)
    assert studio.law_notices.unseen(author.id) == ()
    assert studio.law_notices.of_post(post.id) == (told,)
    assert CHANGED not in {line.action for line in studio.workflow.history(post.id)}


def test_a_retraction_is_told_too_and_only_the_latest_is_shown(
    studio: Studio, people: tuple[Person, Person], tmp_path: Path
) -> None:
    written(studio, people[0], tmp_path)
    event = end(studio)
    studio.library.retract_event(event, by=studio.people.list()[0].name, reason="nhầm")
    assert [n.light for n in studio.law_notices.unseen(people[0].id)] == [Light.GREEN]


def test_a_change_beside_the_cited_place_and_a_mere_confirmation_tell_nobody(
    studio: Studio, people: tuple[Person, Person], tmp_path: Path
) -> None:
    post = written(studio, people[0], tmp_path)
    (law,) = studio.content(post).citations
    other = next(a.number for a in studio.library.articles("01/2026/QD-MAU") if a.number != law.ref.article)
    end(studio, LegalPlace(other))
    confirm(studio)
    assert studio.law_notices.unseen(people[0].id) == ()


def test_an_import_tells_of_another_text(studio: Studio, people: tuple[Person, Person], tmp_path: Path) -> None:
    written(studio, people[0], tmp_path)
    changed = tmp_path / "moi.jsonl"
    document = {"number": LAW, "articles": [{"number": "1", "heading": "Phạm vi", "text": "Nội dung khác."}]}
    changed.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    studio.library.import_paths([changed])
    (told,) = studio.law_notices.unseen(people[0].id)
    assert told.say.vi.endswith("Nội dung văn bản trong kho đã thay đổi.")
    assert told.light is Light.GREY, "the confirmation was of the other text"


def test_author_and_approver_of_an_approved_post_are_told_and_it_cannot_be_queued(
    studio: Studio, people: tuple[Person, Person], tmp_path: Path
) -> None:
    post = approved(studio, people, tmp_path)
    end(studio)
    assert [len(studio.law_notices.unseen(person.id)) for person in people] == [1, 1]
    assert studio.workflow.history(post.id)[-1].action == CHANGED
    assert studio.workflow.verify_history(post.id) == ()
    with pytest.raises(Blocked):
        studio.publish(post.id, post.targets, people[1].id, PIN)


def test_a_queued_post_whose_law_died_does_not_leave(
    studio: Studio, people: tuple[Person, Person], tmp_path: Path
) -> None:
    post = approved(studio, people, tmp_path)
    studio.publish(post.id, post.targets, people[1].id, PIN)
    assert studio.drafts.get(post.id).state is PostState.QUEUED
    end(studio)
    studio.outbox.run(until_idle=True)
    states = {d.state for d in studio.outbox.of_post(post.id)}
    assert states == {DeliveryState.NEEDS_ATTENTION}
    assert len(studio.law_notices.unseen(people[0].id)) == 1


def test_the_day_of_the_post_decides_not_today(studio: Studio, people: tuple[Person, Person], tmp_path: Path) -> None:
    post = written(studio, people[0], tmp_path)
    end(studio, since=local_date(studio.now()) + timedelta(days=3))
    found = [f for f in studio.findings(post, PreflightStage.COMPOSE) if f.code == "CITATION_IN_FORCE"]
    assert found == []
    later = studio.findings(post, PreflightStage.COMPOSE, on=local_date(studio.now()) + timedelta(days=3))
    assert [f.severity for f in later if f.code == "CITATION_IN_FORCE"] == [Severity.BLOCK]


def test_a_check_that_grew_old_is_told_once_and_its_renewal_too(
    studio: Studio, people: tuple[Person, Person], tmp_path: Path
) -> None:
    author, clock = people[0], studio.clock
    assert isinstance(clock, SetClock)
    post = written(studio, author, tmp_path)
    clock.forward(days=studio.settings.law_check_days)
    assert not studio.law_watch.look_at_age(), "the last day on which it is young enough"
    clock.forward(days=1)
    assert studio.law_watch.look_at_age()
    (told,) = studio.law_notices.unseen(author.id)
    assert (told.post_id, told.light) == (post.id, Light.AMBER)
    assert told.say.vi.endswith("Xác nhận đã quá hạn; hãy kiểm tra lại.")
    studio.law_notices.seen(author.id, post.id)
    assert not studio.law_watch.look_at_age()
    clock.forward(days=1)
    again = open_studio(studio.profile, clock=clock)
    assert not again.law_watch.look_at_age(), "nor on another day, by another window"
    again.close()
    confirm(studio)
    assert [notice.light for notice in studio.law_notices.unseen(author.id)] == [Light.GREEN]
    clock.forward(days=studio.settings.law_check_days + 1)
    assert studio.law_watch.look_at_age(), "a new check grows old anew"


def test_a_change_stands_whatever_hinders_the_telling(
    studio: Studio, people: tuple[Person, Person], tmp_path: Path
) -> None:
    post = written(studio, people[0], tmp_path)
    with studio.store.write() as tx:
        tx.exec_driver_sql("DROP TRIGGER revisions_no_update")
        tx.exec_driver_sql("UPDATE revisions SET sha256 = 'x' WHERE post_id = ?", (post.id,))
    with pytest.raises(StudioError):
        studio.drafts.get(post.id)
    end(studio)
    assert studio.library.status(LAW, on=local_date(studio.now())).status is Status.EXPIRED


def test_the_command_line_tells_too(
    studio: Studio,
    people: tuple[Person, Person],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    post = written(studio, people[0], tmp_path)
    end(studio)
    profile, who = str(studio.profile.root), ("--as", people[0].name, "--pin-stdin")
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PIN}\n" * 3))
    assert main(["--profile", profile, "--json", "posts", "list", *who]) == 0
    assert [row["law"] for row in json.loads(capsys.readouterr().out)] == ["red"]
    assert main(["--profile", profile, "posts", "list", *who]) == 0
    assert "văn bản được trích dẫn đã đổi hiệu lực" in capsys.readouterr().out
    assert main(["--profile", profile, "posts", "show", post.id, *who]) == 0
    assert "bị bãi bỏ bởi 9/X" in capsys.readouterr().out

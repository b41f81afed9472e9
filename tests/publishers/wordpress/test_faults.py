"""What goes wrong on the way to a real WordPress, and that it never ends in two posts, or in none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from studio.accounts.logins import WordPressLogin
from studio.posts.model import Package
from studio.publishers.answers import write
from studio.publishers.pieces import shows, text_sha256
from studio.publishers.port import Answer, Outcome, Unreachable
from studio.publishers.wordpress.errors import NeedsRights
from studio.publishers.wordpress.publisher import WordPressPublisher
from studio.secret import Secret
from tests.publishers.schemes import each_scheme
from tests.publishers.wordpress.wordpress_rig import WordPressRig, jpeg
from tests.simulators.faults import Fault, Kind, rule

POSTS, MEDIA = "/wp-json/wp/v2/posts", "/wp-json/wp/v2/media"
DOUBTFUL = [
    Kind.DROP_BEFORE,
    Kind.DROP_AFTER,
    Kind.RESET_BEFORE,
    Kind.RESET_AFTER,
    Kind.HTML,
    Kind.TRUNCATED,
    Kind.CUT_ANSWER,
    Kind.CUT_HEADERS,
    Fault(kind=Kind.DRIP_HEAD, seconds=0.02),
    Fault(kind=Kind.DRIP_BODY, seconds=0.02),
    Kind.CONTINUE,
    Kind.ALERT,
    Kind.DAMAGED,
    Kind.PORTAL,
    Kind.REDIRECT,
    Fault(kind=Kind.HTML, status=403),
    Fault(kind=Kind.STATUS, status=502),
    Fault(kind=Kind.CUT_BODY, bytes=40),
    Fault(kind=Kind.ERROR, options={"status": 500, "code": "db_update_error"}),
]


def name_of(fault: Kind | Fault) -> str:
    return str(fault) if isinstance(fault, Kind) else f"{fault.kind}-{fault.status}"


def doubtful(test: Callable[..., None]) -> Callable[..., None]:
    both: Callable[..., None] = each_scheme(pytest.mark.parametrize("fault", DOUBTFUL, ids=name_of)(test))
    return both


some = pytest.mark.parametrize(
    "fault",
    [Kind.DROP_BEFORE, Kind.DROP_AFTER, Kind.HTML, Kind.TRUNCATED, Fault(kind=Kind.CUT_BODY, bytes=40)],
    ids=name_of,
)
"""Those that differ in what the site did and in what came back of it."""


def shows_once(rig: WordPressRig, reference: str, package: Package, answer: Answer) -> None:
    """Finish, and see that there is one post with its pictures, and one copy of each picture."""
    assert rig.reveal(answer, package, reference).outcome is Outcome.DONE
    post = rig.back(answer)
    assert post is not None
    assert post.visible
    assert shows(post, text=text_sha256(package.text), pictures=[one.sha256 for one in package.attachments])
    assert rig.slugs(reference) == [f"{rig.slug(reference)} publish"]
    assert len(rig.slugs(reference, "attachment")) == len(package.attachments)


@doubtful
def test_a_create_in_doubt_is_told_so_and_found_again(rig: WordPressRig, fault: Kind | Fault) -> None:
    reference, package = rig.reference(), rig.package(images=1)
    rig.server.faults.script("POST", POSTS, fault)
    assert rig.create(package, reference).outcome is Outcome.UNKNOWN
    rig.restarted()
    found = rig.publisher.recent(rig.account, rig.clock.now() - timedelta(minutes=5), reference)
    there = [post for post in found if post.reference == reference]
    assert len(there) == len(rig.slugs(reference)) <= 1
    answer = rig.create(package, reference)
    assert answer.outcome is Outcome.DONE
    assert [post.remote_id for post in there] in ([], [answer.remote_id])
    shows_once(rig, reference, package, answer)


@some
def test_an_upload_that_fails_leaves_no_doubt_and_no_copy(rig: WordPressRig, fault: Kind | Fault) -> None:
    reference, package = rig.reference(), rig.package(images=2)
    rig.server.faults.script("POST", MEDIA, None, fault)
    answer = rig.create(package, reference)
    assert (answer.outcome, answer.needs_person) == (Outcome.NOT_EXECUTED, False)
    assert rig.slugs(reference) == []
    rig.restarted()
    shows_once(rig, reference, package, rig.create(package, reference))


@some
def test_a_look_that_fails_sends_nothing(rig: WordPressRig, fault: Kind | Fault) -> None:
    reference, package = rig.reference(), rig.package(images=1)
    rig.server.faults.script("GET", POSTS, fault)
    assert rig.create(package, reference).outcome is Outcome.NOT_EXECUTED
    assert rig.paths("POST") == []
    shows_once(rig, reference, package, rig.create(package, reference))


@some
def test_a_reveal_in_doubt_is_repeated(rig: WordPressRig, fault: Kind | Fault) -> None:
    reference, package = rig.reference(), rig.package(images=0)
    answer = rig.create(package, reference)
    rig.server.faults.script("POST", f"{POSTS}/*", fault)
    assert rig.reveal(answer, package, reference).outcome is Outcome.UNKNOWN
    shows_once(rig, reference, package, answer)


@some
def test_a_removal_in_doubt_is_repeated(rig: WordPressRig, fault: Kind | Fault) -> None:
    reference, package = rig.reference(), rig.package(images=0)
    answer = rig.create(package, reference)
    rig.server.faults.script("DELETE", f"{POSTS}/*", fault)
    assert rig.publisher.delete(rig.account, answer.remote_id).outcome is Outcome.UNKNOWN
    assert rig.publisher.delete(rig.account, answer.remote_id).outcome is Outcome.DONE
    assert rig.back(answer) is None


@pytest.mark.parametrize(
    ("method", "path"), [("POST", POSTS), ("POST", MEDIA), ("POST", f"{POSTS}/*"), ("GET", f"{POSTS}/*")]
)
def test_the_answer_to_another_question_is_not_taken(rig: WordPressRig, method: str, path: str) -> None:
    """A cache in between repeats what it said before: neither another's post nor another's picture becomes ours."""
    other, others = rig.reference(), rig.package(images=1)
    shows_once(rig, other, others, rig.create(others, other))
    reference = rig.reference()
    package = replace(others, attachments=(rig.picture(5),))
    rig.server.faults.script(method, path, Kind.DUPLICATE)
    answer = rig.create(package, reference)
    if answer.outcome is not Outcome.DONE:
        answer = rig.create(package, reference)
    if rig.reveal(answer, package, reference).outcome is not Outcome.DONE:
        assert path.endswith("/*")
    shows_once(rig, reference, package, answer)
    assert rig.slugs(other) == [f"{rig.slug(other)} publish"]
    assert f"/{reference.lower()}-1-" in rig.site.run(f"echo get_post({answer.remote_id})->post_content;")


def test_a_create_that_lands_late_is_not_doubled(rig: WordPressRig, monkeypatch: pytest.MonkeyPatch) -> None:
    """An earlier request arrives between our look and our create: the later post goes, the earlier one counts."""
    reference, package = rig.reference(), rig.package(images=1)
    slug = rig.slug(reference)

    def slipped_in(name: str) -> None:
        rig.site.run(
            f"wp_insert_post(['post_title' => 'x', 'post_name' => '{slug}', 'post_status' => 'future', "
            "'post_date' => '2030-01-01 00:00:00']);"
        )

    monkeypatch.setattr(rig.files, "check", slipped_in)
    answer = rig.publisher.create(rig.account, package, reference, rig.files)
    assert answer.outcome is Outcome.UNKNOWN
    assert rig.slugs(reference) == [f"{slug} future"]


def test_a_post_of_another_user_that_cannot_be_seen_is_not_made_again(rig: WordPressRig) -> None:
    slug = rig.slug(reference := rig.reference())
    rig.site.run(
        "wp_insert_post(['post_author' => get_user_by('login', 'editor')->ID, 'post_title' => 'x', "
        f"'post_name' => '{slug}', 'post_status' => 'private']);"
    )
    rig.log_in("author")
    answer = rig.create(rig.package(images=0), reference)
    assert (answer.outcome, answer.needs_person) == (Outcome.NOT_EXECUTED, True)
    assert "không xem được" in answer.say.vi
    assert rig.slugs(reference) == [f"{slug} private"]


class Hurrying:
    """Three minutes go by between two looks at it."""

    def __init__(self) -> None:
        self._now = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)

    def now(self) -> datetime:
        self._now += timedelta(minutes=3)
        return self._now


def test_uploads_that_take_too_long_go_on_next_time(rig: WordPressRig) -> None:
    reference, package = rig.reference(), rig.package(images=3)
    hurried = WordPressPublisher(rig.http, rig.logins, rig.notes, Hurrying())
    answer = hurried.create(rig.account, package, reference, rig.files)
    assert (answer.outcome, answer.needs_person) == (Outcome.NOT_EXECUTED, False)
    assert "1 trên 3 ảnh" in answer.say.vi
    assert rig.slugs(reference) == []
    shows_once(rig, reference, package, rig.create(package, reference))


def test_what_was_uploaded_is_used_again(rig: WordPressRig) -> None:
    reference, package = rig.reference(), rig.package(images=3)
    rig.server.faults.script("POST", MEDIA, None, None, Kind.DROP_BEFORE)
    assert rig.create(package, reference).outcome is Outcome.NOT_EXECUTED
    noted = rig.notes.of(reference)
    assert sorted(noted) == sorted(f"media:{n}:{a.sha256}" for n, a in enumerate(package.attachments[:2], start=1))
    rig.server.forget_journal()
    assert rig.create(package, reference).outcome is Outcome.DONE
    assert rig.paths("POST") == ["/media", "/posts"]
    assert set(rig.notes.of(reference)) == {"slug"}, "the pictures are the post's now"


def test_a_picture_deleted_meanwhile_is_uploaded_again(rig: WordPressRig) -> None:
    reference, package = rig.reference(), rig.package(images=1)
    rig.server.faults.script("POST", POSTS, Kind.DROP_BEFORE)
    assert rig.create(package, reference).outcome is Outcome.UNKNOWN
    (note,) = (note for key, note in rig.notes.of(reference).items() if key.startswith("media:"))
    rig.site.run(f"wp_delete_attachment({note.value}, true);")
    shows_once(rig, reference, package, rig.create(package, reference))


def test_a_picture_too_large_for_the_server_is_refused_for_good(rig: WordPressRig) -> None:
    reference = rig.reference()
    large = rig.picture(1, jpeg(1) + b"\0" * (2 * 2**20), name="01-qua-lon.jpg")
    answer = rig.create(replace(rig.package(images=0), attachments=(large,)), reference)
    assert (answer.outcome, answer.code) == (Outcome.REFUSED, "500/rest_upload_unknown_error")
    assert "ảnh thứ 1 “01-qua-lon.jpg”" in answer.say.vi
    assert "upload_max_filesize" in answer.say.vi
    assert "picture 1, “01-qua-lon.jpg”" in answer.say.en
    assert rig.slugs(reference) == []


def test_a_file_that_is_no_picture_is_refused_for_good(rig: WordPressRig) -> None:
    reference = rig.reference()
    bad = replace(rig.picture(1, b"MZ not a picture"), mime="application/x-msdownload")
    answer = rig.create(replace(rig.package(images=0), attachments=(bad,)), reference)
    assert answer.outcome is Outcome.REFUSED
    assert answer.code.startswith("500/rest_upload_")
    assert "ảnh thứ 1" in answer.say.vi


def test_a_proxy_that_finds_a_picture_too_large_refuses_for_good(rig: WordPressRig) -> None:
    rig.server.faults.script("POST", MEDIA, Fault(kind=Kind.HTML, status=413))
    answer = rig.create(rig.package(images=1), rig.reference())
    assert answer.outcome is Outcome.REFUSED


def test_a_site_under_maintenance_is_waited_for(rig: WordPressRig) -> None:
    reference, package = rig.reference(), rig.package(images=0)
    rig.server.faults.script("POST", POSTS, Fault(kind=Kind.STATUS, status=503, retry_after="600"))
    answer = rig.create(package, reference)
    assert (answer.outcome, answer.retry_after) == (Outcome.NOT_EXECUTED, 600)
    shows_once(rig, reference, package, rig.create(package, reference))


def test_a_refused_parameter_is_named(rig: WordPressRig) -> None:
    options = {"status": 400, "code": "rest_invalid_param", "params": {"featured_media": "Invalid id."}}
    rig.server.faults.script("POST", POSTS, Fault(kind=Kind.ERROR, options=options))
    answer = rig.create(rig.package(images=0), rig.reference())
    assert (answer.outcome, answer.code) == (Outcome.REFUSED, "400/rest_invalid_param")
    assert "featured_media: Invalid id." in answer.say.vi


def test_a_withdrawn_password_needs_a_person(rig: WordPressRig) -> None:
    reference, package = rig.reference(), rig.package(images=0)
    made = rig.create(package, reference)
    rig.logins.save(rig.account.name, WordPressLogin(user="editor", password=Secret("A" * 24)))
    for answer in (
        rig.create(package, rig.reference()),
        rig.reveal(made, package, reference),
        rig.publisher.delete(rig.account, made.remote_id),
    ):
        assert (answer.outcome, answer.needs_person) == (Outcome.NOT_EXECUTED, True)
        assert "Hồ sơ → Mật khẩu ứng dụng" in answer.say.vi
    assert rig.slugs(reference) == [f"{rig.slug(reference)} draft"]


def test_a_contributor_is_told_what_is_missing(rig: WordPressRig) -> None:
    rig.log_in("contributor")
    reference, package = rig.reference(), rig.package(images=0)
    made = rig.create(package, reference)
    assert made.outcome is Outcome.DONE  # a draft of one's own is allowed
    for answer in (rig.reveal(made, package, reference), rig.create(rig.package(images=1), rig.reference())):
        assert (answer.outcome, answer.needs_person) == (Outcome.NOT_EXECUTED, True)
        assert answer.code.startswith("403/rest_cannot_")
        assert "Biên tập viên (Editor)" in answer.say.vi
    assert rig.slugs(reference) == [f"{rig.slug(reference)} draft"]


def test_a_contributor_is_stopped_before_anything_is_sent(rig: WordPressRig) -> None:
    rig.log_in("contributor")
    with pytest.raises(NeedsRights, match="publish_posts"):
        rig.publisher.identity(rig.account)


def test_a_site_that_holds_posts_back_is_told_of(rig: WordPressRig) -> None:
    reference, package = rig.reference(), rig.package(images=0)
    made = rig.create(package, reference)
    rig.site.run("update_option('switch_editors_review', 1);")
    try:
        answer = rig.reveal(made, package, reference)
    finally:
        rig.site.run("delete_option('switch_editors_review');")
    assert answer.outcome is Outcome.REFUSED
    assert "pending" in answer.say.vi


def test_a_page_that_is_not_connected_sends_nothing(rig: WordPressRig) -> None:
    rig.logins.forget(rig.account.name)
    answer = rig.create(rig.package(images=0), rig.reference())
    assert (answer.outcome, answer.needs_person) == (Outcome.NOT_EXECUTED, True)
    assert rig.paths() == []


@pytest.mark.parametrize("fault", [Kind.DROP_AFTER, Kind.HTML, Kind.TRUNCATED, Kind.PORTAL], ids=name_of)
def test_reads_ask_to_wait(rig: WordPressRig, fault: Kind) -> None:
    rig.publisher.identity(rig.account)
    rig.server.faults.add(rule(fault))
    for ask in (
        lambda: rig.publisher.identity(rig.account),
        lambda: rig.publisher.recent(rig.account, rig.clock.now(), rig.reference()),
        lambda: rig.publisher.read_back(rig.account, "1"),
        lambda: rig.publisher.media_upload(rig.account, "a.jpg", b"x", "image/jpeg"),
    ):
        with pytest.raises(Unreachable):
            ask()


def test_a_lost_upload_for_another_platform_is_found_again(rig: WordPressRig) -> None:
    name, data = f"{rig.reference().lower()}.jpg", jpeg(9)
    rig.server.faults.script("POST", MEDIA, Kind.DROP_AFTER)
    with pytest.raises(Unreachable):
        rig.publisher.media_upload(rig.account, name, data, "image/jpeg")
    address = rig.publisher.media_upload(rig.account, name, data, "image/jpeg")
    assert rig.http.send("GET", address).body == data
    assert len(rig.slugs(name.removesuffix(".jpg"), "attachment")) == 1


def test_dice_never_make_two_posts(rig: WordPressRig) -> None:
    """Faults at random, and everything repeated until it is done: one post a reference, none lost."""
    kinds = ["drop_before", "drop_after", "reset_after", "html", "truncated", "cut_answer"]
    rig.server.faults.add(rule(*kinds, probability=0.3, seed=20261125))
    done = 0
    for number in range(3):
        reference, package = rig.reference(), rig.package(images=number % 3)
        answer = Answer(outcome=Outcome.UNKNOWN)
        for _ in range(40):
            rig.restarted()
            answer = write(lambda p=package, r=reference: rig.create(p, r))  # type: ignore[misc]
            if answer.outcome is Outcome.DONE:
                break
        for _ in range(40):
            if write(lambda a=answer, p=package, r=reference: rig.reveal(a, p, r)).outcome is Outcome.DONE:  # type: ignore[misc]
                done += 1
                break
        assert rig.slugs(reference) == [f"{rig.slug(reference)} publish"]
        assert len(rig.slugs(reference, "attachment")) == number % 3
    assert done == 3

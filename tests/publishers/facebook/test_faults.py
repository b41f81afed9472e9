"""Whatever breaks at whichever step: what is said of the post, what was left on the page, and that going on makes no
second post and uploads nothing twice."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from studio.publishers.port import Answer, Outcome, Unreachable
from tests.publishers.facebook.scene import FOREVER, NOON, OTHER_REFERENCE, PAGE, REFERENCE, Odd, Scene
from tests.publishers.schemes import each_scheme
from tests.simulators.faults import Fault, Kind, rule

NOT, UNKNOWN, DONE = Outcome.NOT_EXECUTED, Outcome.UNKNOWN, Outcome.DONE
BREAKS = [
    Fault(kind=Kind.DROP_BEFORE),
    Fault(kind=Kind.DROP_AFTER),
    Fault(kind=Kind.RESET_BEFORE),
    Fault(kind=Kind.RESET_AFTER),
    Fault(kind=Kind.CUT_BODY, bytes=40),
    Fault(kind=Kind.SLOW, seconds=FOREVER),
    Fault(kind=Kind.HTML),
    Fault(kind=Kind.HTML, status=502),
    Fault(kind=Kind.HTML, commit=True),
    Fault(kind=Kind.STATUS, status=500, commit=True),
    Fault(kind=Kind.STATUS, status=504),
    Fault(kind=Kind.TRUNCATED),
    Fault(kind=Kind.CUT_ANSWER),
    Fault(kind=Kind.CUT_HEADERS),
    Fault(kind=Kind.DRIP_HEAD, seconds=0.02),
    Fault(kind=Kind.DRIP_BODY, seconds=0.02),
    Fault(kind=Kind.CONTINUE, seconds=0.0),
    Fault(kind=Kind.ALERT),
    Fault(kind=Kind.DAMAGED),
    Fault(kind=Kind.REDIRECT),
    Fault(kind=Kind.PORTAL),
    Fault(kind=Kind.ERROR, options={"code": 1}),
    Fault(kind=Kind.ERROR, options={"code": 2}, commit=True),
]
"""After these nobody can know."""


def name(fault: Fault) -> str:
    told = fault.options.get("code") or (fault.status if fault.kind in (Kind.HTML, Kind.STATUS) else "")
    return f"{fault.kind}{told}{'-done' if fault.commit else ''}"


def each_break(test: Callable[..., None]) -> Callable[..., None]:
    both: Callable[..., None] = each_scheme(pytest.mark.parametrize("fault", BREAKS, ids=name)(test))
    return both


def finish(scene: Scene, *names: str, answer: Answer) -> None:
    """What the outbox does after `answer`: looks, adopts what it finds, else creates again; then reveals."""
    found = [post for post in scene.publisher.recent(scene.account, NOON, REFERENCE) if post.reference == REFERENCE]
    package = scene.package(*names)
    remote_id = found[0].remote_id if found else scene.create(package).remote_id
    if answer.outcome is not UNKNOWN:
        assert found == []
    assert scene.reveal(remote_id, package).outcome is DONE
    assert [(post.id, post.visible) for post in scene.posts()] == [(remote_id, True)]


@each_break
@pytest.mark.parametrize("nth", [1, 2])
def test_a_broken_upload_leaves_no_doubt_of_the_post(scene: Scene, fault: Fault, nth: int) -> None:
    scene.break_once(fault, "POST", "*/photos", nth)
    answer = scene.create(scene.package("một", "hai"))
    assert (answer.outcome, answer.needs_person) == (NOT, False)
    assert answer.say.vi
    assert scene.calls("POST", "*/feed") == []

    scene.mend()
    scene.server.forget_journal()
    made = scene.create(scene.package("một", "hai"))
    assert made.outcome is DONE
    assert len(scene.calls("POST", "*/photos")) == 3 - nth, "what went up before is used again"
    [post] = scene.posts()
    assert [scene.world.photos[id_].alt for id_ in post.photos] == ["Ảnh một", "Ảnh hai"]


@each_break
def test_a_broken_create_is_a_doubt_and_ends_in_one_post(scene: Scene, fault: Fault) -> None:
    scene.break_once(fault, "POST", "*/feed")
    answer = scene.create(scene.package("một"))
    assert (answer.outcome, answer.remote_id) == (UNKNOWN, "")
    if fault.kind is not Kind.CUT_BODY:
        assert len(scene.posts()) == fault.commits
    assert not any(post.visible for post in scene.posts())

    scene.mend()
    scene.server.forget_journal()
    finish(scene, "một", answer=answer)
    assert scene.calls("POST", "*/photos") == [], "the picture is used again"


@each_break
def test_a_broken_reveal_is_a_doubt_and_is_repeated(scene: Scene, fault: Fault) -> None:
    package = scene.package("một")
    made = scene.create(package)
    scene.break_once(fault, "POST", f"*/{made.remote_id}")
    assert scene.reveal(made.remote_id, package).outcome is UNKNOWN
    scene.mend()
    assert scene.reveal(made.remote_id, package).outcome is DONE
    assert [post.visible for post in scene.posts()] == [True]


@each_break
def test_a_broken_look_before_the_reveal_sends_nothing(scene: Scene, fault: Fault) -> None:
    package = scene.package("một")
    made = scene.create(package)
    scene.mend()  # begun anew: one that made the post a moment ago does not look
    scene.break_once(fault, "GET", f"*/{made.remote_id}")
    answer = scene.reveal(made.remote_id, package)
    assert (answer.outcome, answer.needs_person) == (NOT, False)
    assert scene.calls("POST", f"*/{made.remote_id}") == []


@each_break
@pytest.mark.parametrize("method", ["edit", "delete"])
def test_a_broken_change_or_removal_is_a_doubt_and_is_repeated(scene: Scene, fault: Fault, method: str) -> None:
    made = scene.create(scene.package("một"))
    changed = scene.package("một", text="Đính chính.")

    def act() -> Answer:
        if method == "delete":
            return scene.publisher.delete(scene.account, made.remote_id)
        return scene.publisher.edit(scene.account, made.remote_id, changed, REFERENCE, scene.files)

    verb = "DELETE" if method == "delete" else "POST"
    scene.break_once(fault, verb, f"*/{made.remote_id}")
    assert act().outcome is UNKNOWN
    scene.mend()
    assert act().outcome is DONE
    assert [post.message.split("\n")[0] for post in scene.posts()] == ([] if method == "delete" else ["Đính chính."])


@each_break
@pytest.mark.parametrize("path", ["*/me", "*/published_posts", "*/feed", "*/scheduled_posts", "*/video_reels"])
def test_a_broken_read_says_that_waiting_helps(scene: Scene, fault: Fault, path: str) -> None:
    scene.break_once(fault, "GET", path)
    with pytest.raises(Unreachable):
        scene.publisher.recent(scene.account, NOON)
    scene.mend()
    assert list(scene.publisher.recent(scene.account, NOON)) == []


@each_break
def test_nothing_is_sent_while_the_token_cannot_be_looked_at(scene: Scene, fault: Fault) -> None:
    scene.break_once(fault, "GET", "*/me")
    answer = scene.create(scene.package("một"))
    assert (answer.outcome, answer.needs_person) == (NOT, False)
    assert scene.calls("POST", "*/photos") == []


@pytest.mark.parametrize("path", ["*/photos", "*/feed"])
@pytest.mark.parametrize(("told", "seconds"), [("120", 120.0), ("315360000", 315360000.0), ("bald", float("inf"))])
def test_a_page_that_asks_to_wait_is_not_called_meanwhile(scene: Scene, path: str, told: str, seconds: float) -> None:
    fault = Fault(kind=Kind.STATUS, status=429, retry_after=told)
    scene.break_once(fault, "POST", path)
    answer = scene.create(scene.package("một"))
    assert (answer.outcome, answer.retry_after) == (NOT, seconds)
    scene.server.forget_journal()
    assert scene.create(scene.package("một")).outcome is NOT
    assert scene.calls() == []


def test_a_429_without_a_time_is_a_doubt_on_the_create(scene: Scene) -> None:
    scene.break_once(Fault(kind=Kind.STATUS, status=429), "POST", "*/feed")
    assert scene.create(scene.package()).outcome is UNKNOWN


def test_the_answer_of_another_create_is_not_taken_for_ones_own(scene: Scene) -> None:
    scene.server.faults.add(rule("duplicate", method="POST", path="*/feed", nth=(2,)))
    first = scene.create(scene.package())
    second = scene.create(scene.package(), OTHER_REFERENCE)
    assert (first.outcome, second.outcome, second.remote_id) == (DONE, UNKNOWN, "")
    found = scene.publisher.recent(scene.account, NOON, OTHER_REFERENCE)
    assert [post.reference for post in found].count(OTHER_REFERENCE) == 1


@pytest.mark.parametrize("described", [True, False])
def test_the_answer_of_another_upload_is_not_taken_for_ones_own(scene: Scene, described: bool) -> None:
    package = scene.package("một", "hai")
    if not described:
        package = replace(package, attachments=tuple(replace(a, alt="") for a in package.attachments))
    scene.server.faults.add(rule("duplicate", method="POST", path="*/photos", nth=(2,)))
    assert scene.create(package).outcome is NOT
    scene.mend()
    assert scene.create(package).outcome is DONE
    [post] = scene.posts()
    assert [scene.world.photos[id_].sha256 for id_ in post.photos] == [a.sha256 for a in package.attachments]


def test_a_repeated_answer_is_known_after_a_restart_too(scene: Scene) -> None:
    package = scene.package("một", "hai")
    package = replace(package, attachments=tuple(replace(a, alt="") for a in package.attachments))
    scene.server.faults.script("POST", "*/photos", None, Kind.DROP_BEFORE, Kind.DUPLICATE)
    assert scene.create(package).outcome is NOT
    scene.publisher = scene.another()
    assert scene.create(package).outcome is NOT
    assert scene.calls("POST", "*/feed") == []
    assert scene.create(package).outcome is DONE
    [post] = scene.posts()
    assert [scene.world.photos[id_].sha256 for id_ in post.photos] == [a.sha256 for a in package.attachments]


def test_a_picture_of_another_delivery_is_not_posted(scene: Scene) -> None:
    scene.server.faults.add(rule("duplicate", method="POST", path="*/photos", nth=(2,)))
    scene.server.faults.add(rule("drop_before", method="POST", path="*/feed", nth=(1,)))
    assert scene.create(scene.package("một")).outcome is UNKNOWN
    package = scene.package("hai")
    package = replace(package, attachments=(replace(package.attachments[0], alt="Ảnh một"),))
    assert scene.create(package, OTHER_REFERENCE).outcome is NOT
    assert scene.create(package, OTHER_REFERENCE).outcome is DONE
    [post] = scene.posts()
    assert [scene.world.photos[id_].sha256 for id_ in post.photos] == [package.attachments[0].sha256]


@pytest.mark.parametrize("body", [b"{}", b'{"success": true}', b'{"id": "1_2"}', b'{"data": {}}', b"[]", b"7", b"null"])
@pytest.mark.parametrize("path", ["*/me", "*/published_posts", "*/feed", "*/scheduled_posts", "*/video_reels"])
def test_an_answer_to_another_question_does_not_say_that_nothing_is_there(scene: Scene, path: str, body: bytes) -> None:
    scene.publisher = scene.another(Odd(path, body))
    with pytest.raises(Unreachable):
        scene.publisher.recent(scene.account, NOON)


@pytest.mark.parametrize("body", [b"{}", b'{"success": true}', b'{"id": "1_2"}', b'{"data": []}', b"[]"])
def test_a_post_is_not_read_out_of_an_answer_to_another_question(scene: Scene, body: bytes) -> None:
    made = scene.create(scene.package())
    scene.publisher = scene.another(Odd(f"*/{made.remote_id}", body))
    with pytest.raises(Unreachable):
        scene.publisher.read_back(scene.account, made.remote_id)


@pytest.mark.parametrize("body", [b"{}", b'{"success": true}', b'{"id": ""}', b'{"id": "300000000000001"}', b"[]"])
def test_a_create_that_is_answered_by_something_else_is_a_doubt(scene: Scene, body: bytes) -> None:
    scene.publisher = scene.another(Odd("*/feed", body))
    answer = scene.create(scene.package())
    assert (answer.outcome, answer.remote_id) == (UNKNOWN, "")


def test_an_id_without_its_text_is_looked_up(scene: Scene) -> None:
    """The text comes with the answer because it is asked for; without it the post itself tells."""
    first = scene.create(scene.package())
    body = json.dumps({"id": first.remote_id}).encode()
    scene.publisher = scene.another(Odd("*/feed", body))
    assert scene.create(scene.package()).outcome is DONE, "the id is that of a post with this reference"
    assert scene.create(scene.package(), OTHER_REFERENCE).outcome is UNKNOWN


@pytest.mark.parametrize("body", [b"{}", b'{"success": true}', b'{"id": "1_2"}', b'{"id": ""}', b"[]"])
def test_an_upload_that_is_answered_by_something_else_leaves_no_doubt(scene: Scene, body: bytes) -> None:
    scene.publisher = scene.another(Odd("*/photos", body))
    assert scene.create(scene.package("một")).outcome is NOT


@pytest.mark.parametrize("body", [b"{}", b'{"success": false}', b'{"id": "1_2"}', b"[]"])
def test_a_change_that_is_not_confirmed_is_a_doubt(scene: Scene, body: bytes) -> None:
    made = scene.create(scene.package())
    changed = scene.package(text="Đính chính.")
    scene.publisher = scene.another(Odd(f"*/{made.remote_id}", body))
    assert scene.publisher.edit(scene.account, made.remote_id, changed, REFERENCE, scene.files).outcome is UNKNOWN
    assert scene.publisher.delete(scene.account, made.remote_id).outcome is UNKNOWN


def test_a_doubled_answer_of_a_reveal_is_harmless(scene: Scene) -> None:
    package = scene.package()
    made = scene.create(package)
    scene.server.faults.add(rule("duplicate", method="POST", path=f"*/{made.remote_id}"))
    assert scene.reveal(made.remote_id, package).outcome is DONE


def test_nobody_listening_is_not_executed(scene: Scene) -> None:
    scene.create(scene.package())
    scene.server.close()
    answer = scene.create(scene.package(), OTHER_REFERENCE)
    assert (answer.outcome, answer.needs_person) == (NOT, False)
    with pytest.raises(Unreachable):
        scene.publisher.identity(scene.account)


# Facebook's own refusals at each step

ERRORS = [
    # code, subcode, what it means for an upload, and for the create
    (190, 463, NOT, NOT),
    (10, 0, NOT, NOT),
    (200, 0, NOT, NOT),
    (368, 0, NOT, NOT),
    (4, 0, NOT, NOT),
    (324, 2069019, Outcome.REFUSED, Outcome.REFUSED),
    (100, 0, Outcome.REFUSED, Outcome.REFUSED),
    (506, 0, NOT, UNKNOWN),
    (100, 1366051, NOT, UNKNOWN),
    (1, 0, NOT, UNKNOWN),
]


@pytest.mark.parametrize(("code", "subcode", "upload", "create"), ERRORS)
def test_facebooks_own_refusals(scene: Scene, code: int, subcode: int, upload: Outcome, create: Outcome) -> None:
    fault = Fault(kind=Kind.ERROR, options={"code": code, "subcode": subcode})
    scene.break_once(fault, "POST", "*/photos")
    answer = scene.create(scene.package("một"))
    assert answer.outcome is upload
    if upload is Outcome.REFUSED:
        assert answer.say.vi.startswith("Ảnh 1 (một.jpg): ")
    scene.mend()
    scene.break_once(fault, "POST", "*/feed")
    assert scene.create(scene.package("một")).outcome is create
    assert scene.posts() == []


def test_the_wait_comes_from_the_header_in_minutes(scene: Scene) -> None:
    fault = Fault(kind=Kind.ERROR, options={"code": 80001, "minutes": 29})
    scene.break_once(fault, "POST", "*/feed")
    assert scene.create(scene.package()).retry_after == 29 * 60


def test_a_refused_picture_is_named(scene: Scene) -> None:
    package = scene.package("một", "hai")
    spoilt = scene.files.put(b"no picture at all")
    second = package.attachments[1]
    package = replace(package, attachments=(package.attachments[0], replace(second, sha256=spoilt)))
    answer = scene.create(package)
    assert (answer.outcome, answer.code) == (Outcome.REFUSED, "324/2069019")
    assert answer.say.vi.startswith("Ảnh 2 (hai.jpg): ")
    assert answer.say.en.startswith("Picture 2 (hai.jpg): ")


def test_no_secret_is_in_an_answer(scene: Scene) -> None:
    token = next(value for value, held in scene.world.tokens.items() if held.page_id == PAGE)
    fault = Fault(kind=Kind.ERROR, options={"code": 100, "message": f"(#100) access_token={token} is odd"})
    scene.break_once(fault, "POST", "*/feed")
    answer = scene.create(scene.package())
    assert answer.outcome is Outcome.REFUSED
    assert token not in f"{answer.say.vi} {answer.say.en} {answer.raw}"

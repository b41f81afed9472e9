"""A reel: bytes that go on where they broke off, a draft, and the reveal that may be repeated."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from studio.publishers.facebook.errors import FacebookTrouble
from studio.publishers.pieces import shows, text_sha256
from studio.publishers.port import Answer, Outcome
from tests.publishers.facebook.scene import FOREVER, NOON, OTHER_REFERENCE, PAGE, REFERENCE, Scene
from tests.publishers.facebook.test_faults import BREAKS, name
from tests.publishers.samples import TEXT
from tests.publishers.test_pieces import Swapped
from tests.simulators.facebook.model import Reel
from tests.simulators.faults import Fault, Kind

FILM = b"\0\0\0\x18ftypmp42" + bytes(range(256)) * 200
DONE, NOT, UNKNOWN = Outcome.DONE, Outcome.NOT_EXECUTED, Outcome.UNKNOWN
UPLOAD, PHASE = "/video-upload/*", "*/video_reels"
each_break = pytest.mark.parametrize("fault", BREAKS, ids=name)


def reels(scene: Scene) -> list[Reel]:
    with scene.server.lock:
        return scene.world.reels_of(PAGE)


def finished(scene: Scene) -> list[Reel]:
    return [reel for reel in reels(scene) if reel.state]


def sent(scene: Scene) -> list[int]:
    """Bytes of each upload so far."""
    return [len(entry.call.body) for entry in scene.calls("POST", UPLOAD)]


def test_a_reel_is_a_draft_until_it_is_revealed(scene: Scene) -> None:
    package = scene.film(FILM)
    made = scene.create(package)
    assert made.outcome is DONE
    [reel] = reels(scene)
    assert (reel.id, reel.state, bytes(reel.data)) == (made.remote_id, "DRAFT", FILM)
    assert reel.description == f"{TEXT}\n\nMã bài: {REFERENCE}"
    post = scene.publisher.read_back(scene.account, made.remote_id)
    assert post is not None
    assert (post.visible, post.reference) == (False, REFERENCE)
    assert shows(post, text=text_sha256(TEXT), pictures=[package.attachments[0].sha256])

    for _ in range(2):
        answer = scene.reveal(made.remote_id, package)
        assert answer.outcome is DONE
        assert answer.permalink == f"https://www.facebook.com/reel/{reel.id}/"
    post = scene.publisher.read_back(scene.account, made.remote_id)
    assert post is not None
    assert post.visible


def test_a_reel_waits_for_its_time_on_the_page(scene: Scene) -> None:
    at = NOON + timedelta(hours=3)
    made = scene.create(scene.film(FILM), at=at)
    post = scene.publisher.read_back(scene.account, made.remote_id)
    assert post is not None
    assert (post.visible, post.scheduled_for) == (False, at)
    assert scene.create(scene.film(FILM), at=at).remote_id == made.remote_id, "once more is once"


def test_the_token_goes_to_the_upload_server_in_the_header(scene: Scene) -> None:
    scene.create(scene.film(FILM))
    [entry] = scene.calls("POST", UPLOAD)
    assert entry.notes["token_in"] == "header OAuth"
    assert entry.call.query == {}


@pytest.mark.parametrize("names", [("một",), ()])
def test_a_video_stands_alone(scene: Scene, names: tuple[str, ...]) -> None:
    film = scene.film(FILM).attachments[0]
    beside = tuple(scene.picture(name) for name in names) or (scene.video(b"another"),)
    answer = scene.create(replace(scene.package(), attachments=(film, *beside)))
    assert answer.outcome is Outcome.REFUSED
    assert scene.calls() == []


@each_break
def test_a_broken_start_leaves_nothing_of_the_post(scene: Scene, fault: Fault) -> None:
    scene.break_once(fault, "POST", PHASE)
    assert scene.create(scene.film(FILM)).outcome is NOT
    scene.mend()
    assert scene.create(scene.film(FILM)).outcome is DONE
    assert len(finished(scene)) == 1


@each_break
def test_a_broken_upload_goes_on_where_it_stopped(scene: Scene, fault: Fault) -> None:
    scene.break_once(fault, "POST", UPLOAD)
    assert scene.create(scene.film(FILM)).outcome is NOT
    [reel] = reels(scene)
    there = len(reel.data)
    scene.mend()
    scene.server.forget_journal()
    assert scene.create(scene.film(FILM)).outcome is DONE
    assert sum(sent(scene)) == len(FILM) - there
    [reel] = reels(scene)
    assert bytes(reel.data) == FILM


def test_half_an_upload_is_not_sent_twice(scene: Scene) -> None:
    scene.break_once(Fault(kind=Kind.CUT_BODY, bytes=30_000), "POST", UPLOAD)
    assert scene.create(scene.film(FILM)).outcome is NOT
    scene.mend()
    scene.server.forget_journal()
    assert scene.create(scene.film(FILM)).outcome is DONE
    assert sent(scene) == [len(FILM) - 30_000]


@each_break
def test_a_broken_finish_is_a_doubt_and_ends_in_one_reel(scene: Scene, fault: Fault) -> None:
    scene.break_once(fault, "POST", PHASE, nth=2)
    answer = scene.create(scene.film(FILM))
    assert answer.outcome is UNKNOWN
    scene.mend()
    found = scene.publisher.recent(scene.account, NOON, REFERENCE)
    assert [post.reference for post in found] == [REFERENCE] * len(finished(scene))
    scene.server.forget_journal()
    again = scene.create(scene.film(FILM))
    assert again.outcome is DONE
    assert sent(scene) == [], "the bytes are there"
    assert scene.reveal(again.remote_id, scene.film(FILM)).outcome is DONE
    assert [reel.state for reel in reels(scene)] == ["PUBLISHED"]


@each_break
def test_a_broken_reveal_is_a_doubt_and_is_repeated(scene: Scene, fault: Fault) -> None:
    made = scene.create(scene.film(FILM))
    scene.break_once(fault, "POST", PHASE)
    assert scene.reveal(made.remote_id, scene.film(FILM)).outcome is UNKNOWN
    scene.mend()
    assert scene.reveal(made.remote_id, scene.film(FILM)).outcome is DONE
    assert [reel.state for reel in reels(scene)] == ["PUBLISHED"]


def test_the_answer_of_another_start_is_not_taken_for_ones_own(scene: Scene) -> None:
    first = scene.create(scene.film(FILM))
    scene.server.faults.script("POST", PHASE, None, None, Kind.DUPLICATE)
    scene.create(scene.film(FILM), "PS-ABCDEFGHIJ66")  # the rule knows an answer from here on
    answer = scene.create(scene.film(FILM), OTHER_REFERENCE)
    assert answer.outcome is not DONE
    assert {reel.description[-15:] for reel in finished(scene)} == {REFERENCE, "PS-ABCDEFGHIJ66"}
    scene.mend()
    assert scene.create(scene.film(FILM), OTHER_REFERENCE).outcome is DONE
    assert first.outcome is DONE


@pytest.mark.parametrize(("restarted", "there"), [(True, 30_000), (False, 30_000), (False, 0)])
def test_the_begun_upload_of_another_delivery_is_not_gone_on_with(scene: Scene, restarted: bool, there: int) -> None:
    scene.server.faults.script("POST", PHASE, None, Kind.DUPLICATE)
    scene.server.faults.script("POST", UPLOAD, Fault(kind=Kind.CUT_BODY, bytes=there))
    assert scene.create(scene.film(FILM)).outcome is NOT
    if restarted:
        scene.publisher = scene.another()
    assert scene.create(scene.film(FILM), OTHER_REFERENCE).outcome is NOT
    scene.mend()
    made = [scene.create(scene.film(FILM), reference) for reference in (REFERENCE, OTHER_REFERENCE)]
    assert [answer.outcome for answer in made] == [DONE, DONE]
    assert made[0].remote_id != made[1].remote_id


@pytest.mark.parametrize(("code", "word"), [(1363040, "9:16"), (1363128, "3–90 giây")])
def test_a_video_that_facebook_cannot_use_says_why(scene: Scene, code: int, word: str) -> None:
    made = scene.create(scene.film(FILM))
    scene.server.platform.control("reel_trouble", {"video": made.remote_id, "code": code})
    with pytest.raises(FacebookTrouble, match=word):
        scene.publisher.read_back(scene.account, made.remote_id)
    answer = scene.reveal(made.remote_id, scene.film(FILM))
    assert (answer.outcome, answer.code) == (Outcome.REFUSED, str(code))
    assert word in answer.say.vi


def test_a_video_that_was_spoilt_is_no_post(scene: Scene) -> None:
    made = scene.create(scene.film(FILM))
    scene.server.platform.control("reel_trouble", {"video": made.remote_id, "code": 1363128})
    assert list(scene.publisher.recent(scene.account, NOON, REFERENCE)) == []
    assert scene.create(scene.film(FILM)).outcome is Outcome.REFUSED


def test_a_draft_of_an_earlier_attempt_gets_its_time(scene: Scene) -> None:
    made = scene.create(scene.film(FILM))
    at = NOON + timedelta(hours=3)
    assert scene.create(scene.film(FILM), at=at).remote_id == made.remote_id
    assert [(reel.state, reel.scheduled) for reel in reels(scene)] == [("SCHEDULED", at)]


def test_a_file_that_is_no_video_is_refused_in_the_end(scene: Scene) -> None:
    answers: list[Answer] = []
    scene.break_once(Fault(kind=Kind.DROP_BEFORE), "POST", PHASE, nth=2)
    answers.append(scene.create(scene.film(b"no video" * 20)))
    scene.mend()
    answers.append(scene.create(scene.film(b"no video" * 20)))
    assert [answer.outcome for answer in answers] == [UNKNOWN, Outcome.REFUSED]


def test_a_reel_is_taken_down(scene: Scene) -> None:
    made = scene.create(scene.film(FILM))
    for _ in range(2):
        assert scene.publisher.delete(scene.account, made.remote_id).outcome is DONE
    assert reels(scene) == []


def test_the_text_of_a_reel_is_changed_by_hand(scene: Scene) -> None:
    made = scene.create(scene.film(FILM))
    answer = scene.publisher.edit(scene.account, made.remote_id, scene.film(FILM), REFERENCE, scene.files)
    assert answer.outcome is Outcome.REFUSED
    assert "facebook.com" in answer.say.vi


def test_a_video_is_given_up_and_begun_anew(scene: Scene) -> None:
    scene.break_once(Fault(kind=Kind.SLOW, seconds=FOREVER), "POST", UPLOAD)
    scene.create(scene.film(FILM))
    scene.mend()
    scene.world.reels.clear()  # Facebook forgot it
    assert scene.create(scene.film(FILM)).outcome is NOT
    assert scene.create(scene.film(FILM)).outcome is DONE


def test_no_reel_is_made_of_a_swapped_film_and_the_upload_begins_anew(scene: Scene) -> None:
    files = Swapped()
    scene.files = files
    package = scene.film(WHOLE_FILM)
    answer = scene.create(package)
    assert (answer.outcome, answer.needs_person, answer.code) == (Outcome.NOT_EXECUTED, True, "file")
    assert "bị thay đổi trong lúc gửi" in answer.say.vi
    assert [entry.call.form.get("upload_phase") for entry in scene.calls("POST", "*/video_reels")] == ["start"]
    files.swapped = False
    assert scene.create(package).outcome is Outcome.DONE
    phases = [entry.call.form.get("upload_phase") for entry in scene.calls("POST", "*/video_reels")]
    assert phases == ["start", "start", "finish"], "what left of the swapped film is not gone on with"


WHOLE_FILM = bytes(range(256)) * 1024

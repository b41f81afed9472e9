"""A video that is no reel: parts that go on where they broke off, hidden until the reveal, one public post whatever
breaks."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from studio.posts.model import Package, VideoWay
from studio.publishers.facebook.errors import FacebookTrouble
from studio.publishers.pieces import shows, text_sha256
from studio.publishers.port import Answer, Outcome
from tests.publishers.facebook.scene import NOON, OTHER_REFERENCE, PAGE, REFERENCE, Scene
from tests.publishers.facebook.test_faults import BREAKS, name
from tests.publishers.samples import TEXT
from tests.publishers.test_pieces import Swapped
from tests.simulators.facebook.model import Reel
from tests.simulators.faults import Fault, Kind

FILM = b"\0\0\0\x18ftypmp42" + bytes(range(256)) * 200
"""Three parts of the simulator's."""
DONE, NOT, UNKNOWN = Outcome.DONE, Outcome.NOT_EXECUTED, Outcome.UNKNOWN
PHASE = "*/videos"
START, FINISH = 1, 5
each_break = pytest.mark.parametrize("fault", BREAKS, ids=name)


def film(scene: Scene, data: bytes = FILM) -> Package:
    return replace(scene.film(data), video_way=VideoWay.VIDEO)


def videos(scene: Scene) -> list[Reel]:
    with scene.server.lock:
        return scene.world.videos_of(PAGE)


def made(scene: Scene) -> list[Reel]:
    return [video for video in videos(scene) if video.state]


def phases(scene: Scene) -> list[str]:
    return [str(entry.call.form.get("upload_phase")) for entry in scene.calls("POST", PHASE)]


def public(scene: Scene) -> list[str]:
    """Texts of the page's public posts."""
    return [post.message for post in scene.posts() if post.visible]


def settle(scene: Scene) -> Answer:
    """What the outbox does after a doubt: looks, adopts what it finds, else creates again; then reveals."""
    found = [post for post in scene.publisher.recent(scene.account, NOON, REFERENCE) if post.reference == REFERENCE]
    answer = scene.create(film(scene))
    while answer.outcome is NOT:
        answer = scene.create(film(scene))
    assert [post.remote_id for post in found] in ([], [answer.remote_id])
    return scene.reveal(answer.remote_id, film(scene))


def test_a_video_is_hidden_until_it_is_revealed_and_read_back(scene: Scene) -> None:
    package = film(scene)
    answer = scene.create(package)
    assert answer.outcome is DONE
    assert phases(scene) == ["start", "transfer", "transfer", "transfer", "finish"]
    [video] = videos(scene)
    assert (video.id, video.state, bytes(video.data)) == (answer.remote_id, "DRAFT", FILM)
    assert public(scene) == []
    post = scene.publisher.read_back(scene.account, answer.remote_id)
    assert post is not None
    assert (post.visible, post.reference) == (False, REFERENCE)

    for _ in range(2):
        assert scene.reveal(answer.remote_id, package).outcome is DONE
    post = scene.publisher.read_back(scene.account, answer.remote_id)
    assert post is not None
    assert post.visible
    assert post.permalink == f"https://www.facebook.com/{PAGE}/videos/{video.id}/"
    assert shows(post, text=text_sha256(TEXT), pictures=[package.attachments[0].sha256])
    assert public(scene) == [f"{TEXT}\n\nMã bài: {REFERENCE}"]


def test_the_post_that_a_video_shows_as_is_no_second_one(scene: Scene) -> None:
    answer = scene.create(film(scene))
    scene.reveal(answer.remote_id, film(scene))
    for like in ("", answer.remote_id):
        found = scene.publisher.recent(scene.account, NOON, REFERENCE, like=like)
        assert [post.remote_id for post in found] == [answer.remote_id]


def test_a_video_waits_for_its_time_on_the_page(scene: Scene) -> None:
    at = NOON + timedelta(hours=3)
    answer = scene.create(film(scene), at=at)
    post = scene.publisher.read_back(scene.account, answer.remote_id)
    assert post is not None
    assert (post.visible, post.scheduled_for) == (False, at)
    assert scene.create(film(scene), at=at).remote_id == answer.remote_id, "once more is once"
    scene.clock.advance(timedelta(hours=4))
    post = scene.publisher.read_back(scene.account, answer.remote_id)
    assert post is not None
    assert post.visible
    assert len(made(scene)) == 1


@each_break
@pytest.mark.parametrize("nth", [START, 2, 3, 4])
def test_a_broken_upload_goes_on_and_leaves_nothing_of_the_post(scene: Scene, fault: Fault, nth: int) -> None:
    scene.break_once(fault, "POST", PHASE, nth)
    answer = scene.create(film(scene))
    assert (answer.outcome, answer.needs_person) == (NOT, False)
    assert made(scene) == []
    scene.mend()
    scene.server.forget_journal()
    assert scene.create(film(scene)).outcome is DONE
    [video] = made(scene)
    assert bytes(video.data) == FILM
    if nth > START:
        assert "start" not in phases(scene), "what was begun is gone on with"
        assert phases(scene).count("transfer") <= 4 - (nth - 2), "no part that is there goes up again"


@each_break
def test_a_broken_finish_is_a_doubt_and_ends_in_one_post(scene: Scene, fault: Fault) -> None:
    scene.break_once(fault, "POST", PHASE, FINISH)
    assert scene.create(film(scene)).outcome is UNKNOWN
    scene.mend()
    scene.server.forget_journal()
    assert settle(scene).outcome is DONE
    assert "transfer" not in phases(scene), "the bytes are there"
    assert len(public(scene)) == 1


@each_break
def test_a_broken_reveal_is_a_doubt_and_is_repeated(scene: Scene, fault: Fault) -> None:
    answer = scene.create(film(scene))
    path = f"*/{answer.remote_id}"
    scene.break_once(fault, "POST", path)
    assert scene.reveal(answer.remote_id, film(scene)).outcome is UNKNOWN
    scene.mend()
    assert scene.reveal(answer.remote_id, film(scene)).outcome is DONE
    assert len(public(scene)) == 1


def test_an_upload_that_facebook_gave_up_begins_anew(scene: Scene) -> None:
    scene.break_once(Fault(kind=Kind.DROP_AFTER), "POST", PHASE, 3)
    assert scene.create(film(scene)).outcome is NOT
    [lost] = videos(scene)
    scene.server.platform.control("expire_upload", {"video": lost.id})
    scene.mend()
    assert settle(scene).outcome is DONE
    [video] = made(scene)
    assert video.id != lost.id
    assert len(public(scene)) == 1


def test_a_limit_in_between_stops_the_page_and_the_upload_goes_on(scene: Scene) -> None:
    scene.break_once(Fault(kind=Kind.ERROR, options={"code": 80001, "minutes": 7}), "POST", PHASE, 3)
    answer = scene.create(film(scene))
    assert (answer.outcome, answer.retry_after) == (NOT, 420)
    scene.clock.advance(timedelta(seconds=421))
    scene.mend()
    scene.server.forget_journal()
    assert scene.create(film(scene)).outcome is DONE
    assert phases(scene) == ["transfer", "transfer", "finish"]


def test_two_deliveries_never_share_an_upload(scene: Scene) -> None:
    scene.server.faults.script("POST", PHASE, None, None, None, None, None, Kind.DUPLICATE)
    scene.create(film(scene))
    scene.create(film(scene), OTHER_REFERENCE)
    scene.mend()
    answers = [scene.create(film(scene), reference) for reference in (REFERENCE, OTHER_REFERENCE)]
    assert {answer.outcome for answer in answers} <= {DONE, NOT}
    answers = [scene.create(film(scene), reference) for reference in (REFERENCE, OTHER_REFERENCE)]
    assert [answer.outcome for answer in answers] == [DONE, DONE]
    assert answers[0].remote_id != answers[1].remote_id
    assert sorted(video.description[-15:] for video in made(scene)) == sorted([REFERENCE, OTHER_REFERENCE])


def test_no_post_is_made_of_a_swapped_film(scene: Scene) -> None:
    files = Swapped()
    scene.files = files
    package = film(scene, b"\0\0\0\x18ftyp" + bytes(range(256)) * 1024)
    answer = scene.create(package)
    assert (answer.outcome, answer.needs_person, answer.code) == (NOT, True, "file")
    assert made(scene) == []
    files.swapped = False
    assert scene.create(package).outcome is DONE
    assert phases(scene).count("start") == 2, "what left of the swapped film is not gone on with"


@pytest.mark.parametrize("data", [b"short", b"no video" * 5000])
def test_a_file_that_is_no_video_is_refused(scene: Scene, data: bytes) -> None:
    answer = scene.create(film(scene, data))
    if answer.outcome is DONE:
        with pytest.raises(FacebookTrouble):
            scene.publisher.read_back(scene.account, answer.remote_id)
        answer = scene.reveal(answer.remote_id, film(scene, data))
    assert answer.outcome is Outcome.REFUSED
    assert public(scene) == []


def test_the_text_of_a_video_is_corrected_in_place_and_it_is_taken_down(scene: Scene) -> None:
    answer = scene.create(film(scene))
    scene.reveal(answer.remote_id, film(scene))
    new = replace(film(scene), text="Số đúng là 113.")
    assert scene.publisher.edit(scene.account, answer.remote_id, new, REFERENCE, scene.files).outcome is DONE
    assert public(scene) == [f"Số đúng là 113.\n\nMã bài: {REFERENCE}"]
    for _ in range(2):
        assert scene.publisher.delete(scene.account, answer.remote_id).outcome is DONE
    assert public(scene) == []

"""Videos: uploaded once, waited for, and used in the short or the long form of an article."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio.posts.model import Package
from studio.publishers.pieces import shows, text_sha256
from studio.publishers.port import Answer, Outcome
from tests.publishers.zalo.world import NOON, REFERENCE, TEXT, World
from tests.simulators.faults import Fault, Kind, rule

PREPARE, VERIFY, CREATE = (
    "/v2.0/article/upload_video/preparevideo",
    "/v2.0/article/upload_video/verify",
    "/v2.0/article/create",
)
LONG = f"{TEXT}\n\n" + "Người dân cần cảnh giác. " * 20


def create(world: World, package: Package) -> Answer:
    return world.publisher.create(world.account, package, REFERENCE, world.files)


@pytest.mark.parametrize(("text", "images", "kind"), [(TEXT, 1, "video"), (LONG, 1, "normal"), (TEXT, 2, "normal")])
def test_a_video_goes_out_and_reads_back(world: World, text: str, images: int, kind: str) -> None:
    package = world.package(images=images, video=True, text=text)
    answer = create(world, package)
    assert answer.outcome is Outcome.DONE, answer
    assert world.articles[0]["fields"]["type"] == kind
    assert (
        world.publisher.reveal(world.account, answer.remote_id, package, REFERENCE, world.files).outcome is Outcome.DONE
    )
    post = world.publisher.read_back(world.account, answer.remote_id)
    assert post is not None
    assert (post.visible, post.reference) == (True, REFERENCE)
    assert shows(post, text=text_sha256(text), pictures=[a.sha256 for a in package.attachments])
    (found,) = [post for post in world.publisher.recent(world.account, NOON) if post.reference == REFERENCE]
    assert found.remote_id == answer.remote_id
    edited = world.publisher.edit(world.account, answer.remote_id, package, REFERENCE, world.files)
    assert edited.outcome is Outcome.DONE
    assert world.calls(PREPARE) == 1
    token_calls = world.server.journal(path=VERIFY)
    assert token_calls[0].call.query["token"] == token_calls[0].call.headers["token"]


def test_a_video_needs_a_picture_to_be_shown_by(world: World) -> None:
    answer = create(world, world.package(images=0, video=True))
    assert answer.outcome is Outcome.REFUSED
    assert world.server.journal() == []


def test_a_video_of_more_than_fifty_megabytes_is_refused(world: World) -> None:
    package = world.package(images=1, video=True)
    film = replace(package.attachments[1], bytes=50 * 2**20 + 1)
    answer = create(world, replace(package, attachments=(package.attachments[0], film)))
    assert (answer.outcome, world.calls(PREPARE)) == (Outcome.REFUSED, 0)
    assert "50 MB" in answer.say.vi


@pytest.mark.parametrize(
    "fault",
    [
        Fault(kind=Kind.DROP_BEFORE),
        Fault(kind=Kind.DROP_AFTER),
        Fault(kind=Kind.RESET_AFTER),
        Fault(kind=Kind.HTML),
        Fault(kind=Kind.TRUNCATED),
        Fault(kind=Kind.PORTAL),
        Fault(kind=Kind.CUT_BODY, bytes=50),
        Fault(kind=Kind.ERROR, options={"code": -211}),
        Fault(kind=Kind.ERROR, options={"code": -200}),
    ],
    ids=lambda fault: str(fault.kind),
)
def test_an_upload_that_fails_posts_nothing_and_is_made_again(world: World, fault: Fault) -> None:
    package = world.package(images=1, video=True)
    world.server.faults.script("POST", PREPARE, fault)
    assert create(world, package).outcome is Outcome.NOT_EXECUTED
    assert world.calls(CREATE) == 0
    assert create(world, package).outcome is Outcome.DONE
    assert (len(world.articles), len(world.uploads)) == (1, 1)


@pytest.mark.parametrize("kind", [Kind.DROP_BEFORE, Kind.HTML, Kind.TRUNCATED, Kind.PORTAL])
def test_a_question_that_fails_keeps_the_upload(world: World, kind: Kind) -> None:
    package = world.package(images=1, video=True)
    world.server.faults.script("GET", VERIFY, kind)
    answer = create(world, package)
    assert (answer.outcome, answer.needs_person) == (Outcome.NOT_EXECUTED, False)
    assert create(world, package).outcome is Outcome.DONE
    assert world.calls(PREPARE) == 1


def test_a_video_that_takes_long_is_asked_for_later(world: World) -> None:
    world.do("settings", video_polls=9)
    package = world.package(images=1, video=True)
    answer = create(world, package)
    assert (answer.outcome, answer.retry_after, answer.needs_person) == (Outcome.NOT_EXECUTED, 60.0, False)
    assert "chuyển đổi" in answer.say.vi
    assert create(world, package).outcome is Outcome.DONE
    assert world.calls(PREPARE) == 1


@pytest.mark.parametrize(("outcome", "said"), [(2, "khóa"), (4, "không chuyển đổi được"), (5, "xóa")])
def test_a_video_that_zalo_cannot_use_is_refused_with_the_reason(world: World, outcome: int, said: str) -> None:
    world.do("settings", video_outcome=outcome)
    package = world.package(images=1, video=True)
    answer = create(world, package)
    assert answer.outcome is Outcome.REFUSED
    assert said in answer.say.vi
    world.do("settings", video_outcome=1)
    assert create(world, package).outcome is Outcome.DONE
    assert world.calls(PREPARE) == 2


def test_a_token_zalo_forgot_is_uploaded_anew(world: World) -> None:
    package = world.package(images=1, video=True)
    world.server.faults.add(
        rule(Fault(kind=Kind.ERROR, options={"code": -201, "message": "token is invalid!"}), path=VERIFY, nth=(1,))
    )
    assert create(world, package).outcome is Outcome.NOT_EXECUTED
    assert create(world, package).outcome is Outcome.DONE
    assert world.calls(PREPARE) == 2


def test_an_edit_keeps_the_form_of_the_article(world: World) -> None:
    short, long = (world.package(images=1, video=True, text=text) for text in (TEXT, LONG))
    remote_id = create(world, short).remote_id
    refused = world.publisher.edit(world.account, remote_id, long, REFERENCE, world.files)
    assert refused.outcome is Outcome.REFUSED
    assert "300" in refused.say.vi
    world.publisher.delete(world.account, remote_id)
    world.notes.drop(REFERENCE)
    remote_id = create(world, long).remote_id
    assert world.publisher.edit(world.account, remote_id, short, REFERENCE, world.files).outcome is Outcome.DONE
    assert world.articles[0]["fields"]["type"] == "normal"

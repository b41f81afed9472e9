"""Videos: uploaded once, waited for, and used in the short or the long form of an article."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio.posts.model import Package
from studio.publishers.pieces import shows, text_sha256
from studio.publishers.port import Answer, Outcome
from tests.publishers.zalo.zalo_rig import NOON, REFERENCE, TEXT, ZaloRig
from tests.simulators.faults import Fault, Kind, rule

PREPARE, VERIFY, CREATE = (
    "/v2.0/article/upload_video/preparevideo",
    "/v2.0/article/upload_video/verify",
    "/v2.0/article/create",
)
LONG = f"{TEXT}\n\n" + "Người dân cần cảnh giác. " * 20


def create(rig: ZaloRig, package: Package) -> Answer:
    return rig.publisher.create(rig.account, package, REFERENCE, rig.files)


@pytest.mark.parametrize(("text", "images", "kind"), [(TEXT, 1, "video"), (LONG, 1, "normal"), (TEXT, 2, "normal")])
def test_a_video_goes_out_and_reads_back(rig: ZaloRig, text: str, images: int, kind: str) -> None:
    package = rig.package(images=images, video=True, text=text)
    answer = create(rig, package)
    assert answer.outcome is Outcome.DONE, answer
    assert rig.articles[0]["fields"]["type"] == kind
    assert rig.publisher.reveal(rig.account, answer.remote_id, package, REFERENCE, rig.files).outcome is Outcome.DONE
    post = rig.publisher.read_back(rig.account, answer.remote_id)
    assert post is not None
    assert (post.visible, post.reference) == (True, REFERENCE)
    assert shows(post, text=text_sha256(text), pictures=[a.sha256 for a in package.attachments])
    (found,) = [post for post in rig.publisher.recent(rig.account, NOON) if post.reference == REFERENCE]
    assert found.remote_id == answer.remote_id
    edited = rig.publisher.edit(rig.account, answer.remote_id, package, REFERENCE, rig.files)
    assert edited.outcome is Outcome.DONE
    assert rig.calls(PREPARE) == 1
    token_calls = rig.server.journal(path=VERIFY)
    assert token_calls[0].call.query["token"] == token_calls[0].call.headers["token"]


def test_a_video_needs_a_picture_to_be_shown_by(rig: ZaloRig) -> None:
    answer = create(rig, rig.package(images=0, video=True))
    assert answer.outcome is Outcome.REFUSED
    assert rig.server.journal() == []


def test_a_video_of_more_than_fifty_megabytes_is_refused(rig: ZaloRig) -> None:
    package = rig.package(images=1, video=True)
    film = replace(package.attachments[1], bytes=50 * 2**20 + 1)
    answer = create(rig, replace(package, attachments=(package.attachments[0], film)))
    assert (answer.outcome, rig.calls(PREPARE)) == (Outcome.REFUSED, 0)
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
def test_an_upload_that_fails_posts_nothing_and_is_made_again(rig: ZaloRig, fault: Fault) -> None:
    package = rig.package(images=1, video=True)
    rig.server.faults.script("POST", PREPARE, fault)
    assert create(rig, package).outcome is Outcome.NOT_EXECUTED
    assert rig.calls(CREATE) == 0
    assert create(rig, package).outcome is Outcome.DONE
    assert (len(rig.articles), len(rig.uploads)) == (1, 1)


@pytest.mark.parametrize("kind", [Kind.DROP_BEFORE, Kind.HTML, Kind.TRUNCATED, Kind.PORTAL])
def test_a_question_that_fails_keeps_the_upload(rig: ZaloRig, kind: Kind) -> None:
    package = rig.package(images=1, video=True)
    rig.server.faults.script("GET", VERIFY, kind)
    answer = create(rig, package)
    assert (answer.outcome, answer.needs_person) == (Outcome.NOT_EXECUTED, False)
    assert create(rig, package).outcome is Outcome.DONE
    assert rig.calls(PREPARE) == 1


def test_a_video_that_takes_long_is_asked_for_later(rig: ZaloRig) -> None:
    rig.do("settings", video_polls=9)
    package = rig.package(images=1, video=True)
    answer = create(rig, package)
    assert (answer.outcome, answer.retry_after, answer.needs_person) == (Outcome.NOT_EXECUTED, 60.0, False)
    assert "chuyển đổi" in answer.say.vi
    assert create(rig, package).outcome is Outcome.DONE
    assert rig.calls(PREPARE) == 1


@pytest.mark.parametrize(("outcome", "said"), [(2, "khóa"), (4, "không chuyển đổi được"), (5, "xóa")])
def test_a_video_that_zalo_cannot_use_is_refused_with_the_reason(rig: ZaloRig, outcome: int, said: str) -> None:
    rig.do("settings", video_outcome=outcome)
    package = rig.package(images=1, video=True)
    answer = create(rig, package)
    assert answer.outcome is Outcome.REFUSED
    assert said in answer.say.vi
    rig.do("settings", video_outcome=1)
    assert create(rig, package).outcome is Outcome.DONE
    assert rig.calls(PREPARE) == 2


def test_a_token_zalo_forgot_is_uploaded_anew(rig: ZaloRig) -> None:
    package = rig.package(images=1, video=True)
    rig.server.faults.add(
        rule(Fault(kind=Kind.ERROR, options={"code": -201, "message": "token is invalid!"}), path=VERIFY, nth=(1,))
    )
    assert create(rig, package).outcome is Outcome.NOT_EXECUTED
    assert create(rig, package).outcome is Outcome.DONE
    assert rig.calls(PREPARE) == 2


def test_an_edit_keeps_the_form_of_the_article(rig: ZaloRig) -> None:
    short, long = (rig.package(images=1, video=True, text=text) for text in (TEXT, LONG))
    remote_id = create(rig, short).remote_id
    refused = rig.publisher.edit(rig.account, remote_id, long, REFERENCE, rig.files)
    assert refused.outcome is Outcome.REFUSED
    assert "300" in refused.say.vi
    rig.publisher.delete(rig.account, remote_id)
    rig.notes.drop(REFERENCE)
    remote_id = create(rig, long).remote_id
    assert rig.publisher.edit(rig.account, remote_id, short, REFERENCE, rig.files).outcome is Outcome.DONE
    assert rig.articles[0]["fields"]["type"] == "normal"

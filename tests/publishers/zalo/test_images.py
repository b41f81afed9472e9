"""Pictures lie where Zalo can fetch them: in the website's library, or where a person put them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from studio.accounts.model import Account
from studio.errors import NotFound, StudioError
from studio.phrase import Bilingual
from studio.publishers.port import Outcome, Unreachable
from studio.publishers.zalo.images import UnitHost, file_name, require_public
from tests.publishers.zalo.zalo_rig import JPEG, REFERENCE, ZaloRig
from tests.simulators.faults import Fault, Kind, rule

DATA = JPEG % 1
NAME = file_name(DATA, "image/jpeg")
CREATE = "/v2.0/article/create"


def by_hand(rig: ZaloRig) -> ZaloRig:
    """The unit names an address instead of its website."""
    rig.account = replace(rig.account, image_host=f"{rig.server.url}/images/")
    return rig


def test_the_same_picture_has_the_same_name_and_another_has_not() -> None:
    assert file_name(DATA, "image/jpeg") == NAME
    assert NAME.endswith(".jpg")
    assert file_name(JPEG % 2, "image/jpeg") != NAME
    assert file_name(b"x", "image/png").endswith(".png")


def test_the_library_of_the_named_website_takes_it(rig: ZaloRig) -> None:
    url = rig.host.put(rig.account, NAME, DATA, "image/jpeg")
    assert url == f"{rig.server.url}/images/{NAME}"
    assert rig.host.reachable(url)


def test_a_website_nobody_knows_needs_a_person(rig: ZaloRig) -> None:
    def website(name: str) -> object:
        raise NotFound(Bilingual(f"không có trang “{name}”.", f"there is no page “{name}”."))

    rig.host = UnitHost(rig.http, website=website, upload=rig.upload)  # type: ignore[arg-type]
    answer = rig.another().create(rig.account, rig.package(), REFERENCE, rig.files)
    assert (answer.outcome, answer.needs_person) == (Outcome.NOT_EXECUTED, True)
    assert "trang-web" in answer.say.vi
    assert rig.calls(CREATE) == 0


def test_a_website_that_does_not_answer_is_waited_for(rig: ZaloRig) -> None:
    def upload(*given: object) -> str:
        raise Unreachable(Bilingual("không kết nối được.", "cannot be reached."))

    rig.host = UnitHost(rig.http, website=lambda name: rig.account, upload=upload)
    answer = rig.another().create(rig.account, rig.package(), REFERENCE, rig.files)
    assert (answer.outcome, answer.needs_person) == (Outcome.NOT_EXECUTED, False)


def test_without_a_place_for_pictures_the_sentence_says_where_to_choose_one(rig: ZaloRig) -> None:
    nowhere = replace(rig.account, image_host="")
    answer = rig.publisher.create(nowhere, rig.package(), REFERENCE, rig.files)
    assert (answer.outcome, answer.needs_person) == (Outcome.NOT_EXECUTED, True)
    assert "mục Trang" in answer.say.vi


def test_what_a_person_has_put_there_is_used(rig: ZaloRig) -> None:
    by_hand(rig)
    for number in (1, 2):
        data = JPEG % number
        rig.zalo.pictures.files[file_name(data, "image/jpeg")] = data
    answer = rig.publisher.create(rig.account, rig.package(), REFERENCE, rig.files)
    assert answer.outcome is Outcome.DONE
    assert rig.uploads == []


@pytest.mark.parametrize("there", [None, b"\xff\xd8\xff another picture"])
def test_what_is_not_there_or_is_another_picture_is_named(rig: ZaloRig, there: bytes | None) -> None:
    by_hand(rig)
    if there is not None:
        rig.zalo.pictures.files[NAME] = there
    answer = rig.publisher.create(rig.account, rig.package(), REFERENCE, rig.files)
    other = file_name(JPEG % 2, "image/jpeg")
    assert (answer.outcome, answer.needs_person, answer.retry_after) == (Outcome.NOT_EXECUTED, False, None)
    assert answer.say.vi.startswith(f"Còn thiếu 2 ảnh tại {rig.account.image_host}: {NAME}, {other}.")
    assert rig.calls(CREATE) == 0


def test_once_all_are_there_it_goes_out(rig: ZaloRig) -> None:
    by_hand(rig)
    rig.zalo.pictures.files[NAME] = DATA
    answer = rig.publisher.create(rig.account, rig.package(), REFERENCE, rig.files)
    other = file_name(JPEG % 2, "image/jpeg")
    assert (answer.outcome, answer.code) == (Outcome.NOT_EXECUTED, "pictures")
    assert (NAME in answer.say.vi, other in answer.say.vi) == (False, True)
    rig.zalo.pictures.files[NAME] = b"\xff\xd8\xff replaced meanwhile"
    rig.zalo.pictures.files[other] = JPEG % 2
    answer = rig.publisher.create(rig.account, rig.package(), REFERENCE, rig.files)
    assert (NAME in answer.say.vi, other in answer.say.vi) == (True, False)
    rig.zalo.pictures.files[NAME] = DATA
    assert rig.publisher.create(rig.account, rig.package(), REFERENCE, rig.files).outcome is Outcome.DONE
    assert len(rig.articles) == 1


def test_a_picture_that_vanished_meanwhile_is_put_there_again(rig: ZaloRig) -> None:
    rig.server.faults.script("POST", CREATE, Kind.HTML)
    rig.publisher.create(rig.account, rig.package(), REFERENCE, rig.files)
    gone = rig.uploads[0]
    del rig.zalo.pictures.files[gone]
    answer = rig.publisher.create(rig.account, rig.package(), REFERENCE, rig.files)
    assert answer.outcome is Outcome.DONE
    assert (rig.uploads.count(gone), len(rig.uploads)) == (2, 3)


@pytest.mark.parametrize("data", [b"", b"<html></html>", b"\xff\xd8\xff" + bytes(1_000_001)])
def test_what_zalo_would_not_take_does_not_count_as_reachable(rig: ZaloRig, data: bytes) -> None:
    rig.zalo.pictures.files["a.jpg"] = data
    assert not rig.host.reachable(f"{rig.server.url}/images/a.jpg")
    assert not rig.host.reachable(f"{rig.server.url}/images/nothing.jpg")


def test_an_upload_nobody_can_see_stops_before_the_article(rig: ZaloRig) -> None:
    """A website behind a login, a plug-in that changes addresses."""
    rig.server.faults.add(rule(Fault(kind=Kind.STATUS, status=403), path="/images/*"))
    answer = rig.publisher.create(rig.account, rig.package(), REFERENCE, rig.files)
    assert (answer.outcome, answer.needs_person) == (Outcome.NOT_EXECUTED, True)
    assert "01-alert.jpg" in answer.say.vi
    assert f"{rig.server.url}/images/" in answer.say.vi
    assert rig.notes.of(REFERENCE) == {}


def test_on_a_slow_line_a_call_ends_in_time_and_the_next_goes_on(rig: ZaloRig) -> None:
    def slowly(account: Account, name: str, data: bytes, mime: str) -> str:
        rig.clock.advance(timedelta(minutes=2))
        return rig.upload(account, name, data, mime)

    rig.host = UnitHost(rig.http, website=lambda name: rig.account, upload=slowly)
    publisher, package = rig.another(), rig.package(images=5)
    answer = publisher.create(rig.account, package, REFERENCE, rig.files)
    assert (answer.outcome, answer.retry_after, answer.needs_person) == (Outcome.NOT_EXECUTED, 1.0, False)
    assert "3/5" in answer.say.vi
    assert publisher.create(rig.account, package, REFERENCE, rig.files).outcome is Outcome.DONE
    assert len(rig.uploads) == 5


@pytest.mark.parametrize("kind", [Kind.PORTAL, Kind.REDIRECT, Kind.HTML, Kind.DROP_BEFORE])
def test_a_network_in_between_is_waited_for(rig: ZaloRig, kind: Kind) -> None:
    rig.server.faults.add(rule(kind, path="/images/*", nth=(1,)))
    answer = rig.publisher.create(rig.account, rig.package(), REFERENCE, rig.files)
    assert (answer.outcome, answer.needs_person) == (Outcome.NOT_EXECUTED, False)
    answer = rig.publisher.create(rig.account, rig.package(), REFERENCE, rig.files)
    assert answer.outcome is Outcome.DONE


def test_the_token_does_not_go_to_the_host_of_pictures(rig: ZaloRig) -> None:
    rig.publisher.create(rig.account, rig.package(), REFERENCE, rig.files)
    seen = rig.server.journal(path="/images/*")
    assert seen
    assert all("access_token" not in entry.call.headers for entry in seen)


@pytest.mark.parametrize(
    "url",
    [
        "http://congan.example.vn/a.jpg",
        "https://192.168.1.5/a.jpg",
        "https://10.0.0.1/a.jpg",
        "https://may-chu/a.jpg",
        "https://nas.local/a.jpg",
        "ftp://congan.example.vn/a.jpg",
        "https:///a.jpg",
        "file:///C:/a.jpg",
    ],
)
def test_an_address_zalo_cannot_reach_is_refused_with_the_reason(url: str) -> None:
    with pytest.raises(StudioError) as told:
        require_public(url)
    assert url in told.value.phrase.vi


@pytest.mark.parametrize(
    "url", ["https://congan.example.vn/a.jpg", "https://1.1.1.1/a.jpg", "http://127.0.0.1:80/a.jpg"]
)
def test_public_addresses_pass_and_loopback_for_trials(url: str) -> None:
    require_public(url)

"""Articles of the simulated Zalo: jobs, hidden until shown, whole replacement, pages of a list, pictures and videos."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests

from tests.simulators.clock import SimClock
from tests.simulators.server import Server
from tests.simulators.zalo.platform import Zalo
from tests.simulators.zalo_samples import JPEG, MP4, PNG, Oa

NOON = datetime(2026, 11, 25, 5, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> SimClock:
    return SimClock(NOON)


@pytest.fixture
def oa(clock: SimClock) -> Iterator[Oa]:
    with requests.Session() as session, Server(Zalo(clock, accounts=2), clock=clock) as server:
        session.trust_env = False
        yield Oa(server, session)


def test_an_article_is_a_job_first_and_hidden_until_shown(oa: Oa) -> None:
    begun = oa.post("create", oa.article())
    assert set(begun["data"]) == {"token"}
    assert oa.post("verify", begun["data"])["error"] == -214
    done = oa.post("verify", begun["data"])
    assert oa.post("verify", begun["data"]) == done  # may be asked again
    found = oa.get("getdetail", id=done["data"]["id"])["data"]
    assert (found["status"], found["comment"], found["title"]) == ("hide", "show", "Cảnh báo lừa đảo")
    assert "Cảnh báo" not in oa.seen()
    assert oa.session.get(found["link_view"]).status_code == 404

    update = oa.post("update", oa.article(id=found["id"], status="show"))
    assert oa.finish(update) == found["id"]
    assert "Cảnh báo" in oa.seen()
    assert "<p>Nội dung</p>" in oa.session.get(found["link_view"]).text


def test_processing_lasts_as_long_as_set_even_if_nobody_asks(oa: Oa, clock: SimClock) -> None:
    oa.zalo.control("settings", {"processing_seconds": 30, "processing_polls": 0})
    begun = oa.post("create", oa.article(status="show"))
    assert oa.post("verify", begun["data"])["error"] == -214
    assert oa.get("getslice", offset=0, limit=10, type="normal")["data"]["total"] == 0
    clock.advance(timedelta(seconds=30))
    assert oa.get("getslice", offset=0, limit=10, type="normal")["data"]["total"] == 1
    assert oa.post("verify", begun["data"])["error"] == 0


def test_detail_tells_what_was_stored(oa: Oa) -> None:
    whole = oa.article(
        body=[
            {"type": "text", "content": "Một"},
            {"type": "image", "url": oa.host("hai.png", PNG), "caption": "Ảnh hai"},
        ],
        related_medias=[],
        tracking_link="https://congan.example.vn/",
        comment="hide",
    )
    found = oa.get("getdetail", id=oa.publish(**whole))["data"]
    assert {name: found[name] for name in whole} == whole
    assert found["create_date"] == int(NOON.timestamp() * 1000)


def test_an_update_replaces_everything(oa: Oa) -> None:
    made = oa.publish(status="show", comment="hide", tracking_link="https://congan.example.vn/")
    oa.finish(oa.post("update", oa.article(id=made, title="Khác")))
    found = oa.get("getdetail", id=made)["data"]
    assert (found["title"], found["status"], found["comment"]) == ("Khác", "hide", "show")
    assert "tracking_link" not in found
    assert oa.post("update", oa.article(id=made, title=None))["message"] == "title is invalid!"
    assert oa.post("update", oa.article(id="ar-none"))["message"] == "id is invalid!"


def test_the_list_is_paged_newest_first_and_by_type(oa: Oa, clock: SimClock) -> None:
    for number in range(12):
        oa.publish(title=f"Bài {number}")
        clock.advance(timedelta(seconds=1))
    first = oa.get("getslice", offset=0, limit=10, type="normal")["data"]
    second = oa.get("getslice", offset=10, limit=10, type="normal")["data"]
    titles = [one["title"] for one in first["medias"] + second["medias"]]
    assert titles == [f"Bài {number}" for number in reversed(range(12))]
    assert first["total"] == second["total"] == 12
    assert oa.get("getslice", offset=0, limit=10, type="video")["data"] == {"medias": [], "total": 0}
    assert oa.get("getslice", offset=0, limit=11, type="normal")["error"] == -210
    assert oa.get("getslice", offset=-1, limit=10, type="normal")["error"] == -201
    assert oa.get("getslice", offset=0, limit=10)["message"] == "type is invalid!"


def test_a_list_may_lag_behind(oa: Oa, clock: SimClock) -> None:
    oa.zalo.control("settings", {"listing_delay_seconds": 300})
    made = oa.publish()
    assert oa.get("getslice", offset=0, limit=10, type="normal")["data"]["total"] == 0
    assert oa.get("getdetail", id=made)["error"] == 0
    clock.advance(timedelta(seconds=300))
    assert oa.get("getslice", offset=0, limit=10, type="normal")["data"]["total"] == 1


def test_a_removed_article_is_gone(oa: Oa) -> None:
    made = oa.publish(status="show")
    assert oa.post("remove", {"id": made})["error"] == 0
    assert oa.get("getdetail", id=made)["message"] == "id is invalid!"
    assert oa.post("remove", {"id": made})["error"] == -201
    assert oa.get("getslice", offset=0, limit=10, type="normal")["data"]["total"] == 0
    assert "Cảnh báo" not in oa.seen()


def test_accounts_do_not_see_each_others_articles(oa: Oa) -> None:
    other = Oa(oa.server, oa.session, 1)
    made = oa.publish()
    assert other.get("getdetail", id=made)["error"] == -201
    assert other.post("remove", {"id": made})["error"] == -201
    token = oa.post("create", oa.article())["data"]
    assert other.post("verify", token)["message"] == "token is invalid!"


def test_a_job_may_fail(oa: Oa) -> None:
    oa.zalo.control("settings", {"next_job_fails": -248, "processing_polls": 0})
    begun = oa.post("create", oa.article())
    assert oa.post("verify", begun["data"])["error"] == -248
    assert oa.get("getslice", offset=0, limit=10, type="normal")["data"]["total"] == 0


BROKEN: list[tuple[dict[str, Any], int, str]] = [
    ({"titel": "x"}, -201, "titel"),
    ({"title": None}, -201, "title"),
    ({"title": ""}, -201, "title"),
    ({"title": 5}, -201, "title"),
    ({"title": "a" * 151}, -210, "title"),
    ({"author": None}, -201, "author"),
    ({"author": "a" * 51}, -210, "author"),
    ({"description": None}, -201, "description"),
    ({"description": "a" * 301}, -210, "description"),
    ({"type": None}, -201, "type"),
    ({"type": "nomal"}, -201, "type"),
    ({"status": "visible"}, -201, "status"),
    ({"status": True}, -201, "status"),
    ({"comment": "no"}, -201, "comment"),
    ({"tracking_link": "congan"}, -201, "tracking_link"),
    ({"related_medias": "ar-1"}, -201, "related_medias"),
    ({"cover": None}, -201, "cover"),
    ({"cover": "http://x/y.jpg"}, -201, "cover"),
    ({"cover": {"cover_type": "picture", "photo_url": "http://x/y.jpg"}}, -201, "cover.cover_type"),
    ({"cover": {"cover_type": "photo"}}, -201, "cover.photo_url"),
    ({"cover": {"cover_type": "photo", "photo_url": "http://127.0.0.1:1/y.jpg"}}, -201, "cover.photo_url"),
    ({"cover": {"cover_type": "photo", "photo_url": "https://anh.example.vn/y.jpg"}}, -201, "cover.photo_url"),
    ({"cover": {"cover_type": "photo", "photo_url": "ftp://anh.example.vn/y.jpg"}}, -201, "cover.photo_url"),
    ({"cover": {"cover_type": "photo", "photo_url": "http://127.0.0.1:1/ảnh.jpg"}}, -201, "cover.photo_url"),
    ({"cover": {"cover_type": "photo", "photo_url": "http://127.0.0.1:x/y.jpg"}}, -201, "cover.photo_url"),
    ({"cover": {"cover_type": "video", "video_id": "vi-none", "cover_view": "wide"}}, -201, "cover.cover_view"),
    ({"cover": {"cover_type": "video", "video_id": "vi-none", "cover_view": "square"}}, -201, "cover.video_id"),
    ({"body": None}, -201, "body"),
    ({"body": []}, -201, "body"),
    ({"body": {}}, -201, "body"),
    ({"body": ["x"]}, -201, "body[0]"),
    ({"body": [{"type": "txt", "content": "x"}]}, -201, "body[0].type"),
    ({"body": [{"type": "text"}]}, -201, "body[0].content"),
    ({"body": [{"type": "text", "content": "x", "caption": "y"}]}, -201, "body[0].caption"),
    ({"body": [{"type": "text", "content": "x"}, {"type": "image"}]}, -201, "body[1].url"),
    ({"body": [{"type": "product"}]}, -201, "body[0].id"),
    ({"id": "ar-1"}, -201, "id"),
]


@pytest.mark.parametrize(("changes", "code", "field"), BROKEN, ids=[f"{field}{code}" for _, code, field in BROKEN])
def test_a_broken_article_is_refused_by_field(oa: Oa, changes: dict[str, Any], code: int, field: str) -> None:
    found = oa.post("create", oa.article(**changes))
    wanted = f"{field} is invalid!" if code == -201 else f"Parameter exceeds allowable limit: {field}"
    assert (found["error"], found["message"]) == (code, wanted)
    assert oa.zalo.state()["jobs"] == []


def test_the_longest_texts_pass(oa: Oa) -> None:
    assert oa.publish(title="ạ" * 150, author="ạ" * 50, description="ạ" * 300)


def test_pictures_have_to_be_jpg_or_png_of_one_mebibyte(oa: Oa) -> None:
    body = [{"type": "text", "content": "x"}]
    for name, data, code in (
        ("vua.jpg", JPEG + bytes(1_048_576 - len(JPEG)), 0),
        ("qua.jpg", JPEG + bytes(1_048_577 - len(JPEG)), -210),
        ("tep.gif", b"GIF89a" + bytes(50), -201),
        ("trang.jpg", b"<html></html>", -201),
    ):
        address = oa.host(name, data)
        cover = {"cover_type": "photo", "photo_url": address}
        assert oa.post("create", oa.article(cover=cover))["error"] == code
        assert oa.post("create", oa.article(body=[*body, {"type": "image", "url": address}]))["error"] == code


def test_pictures_of_other_hosts_are_fetched_on_loopback_or_believed_where_named(oa: Oa, clock: SimClock) -> None:
    with Server(Zalo(clock), clock=clock) as elsewhere:
        oa.session.put(f"{elsewhere.url}/images/a b/ảnh.png", data=PNG)
        good = {"cover_type": "photo", "photo_url": f"{elsewhere.url}/images/a%20b/%E1%BA%A3nh.png"}
        gone = {"cover_type": "photo", "photo_url": f"{elsewhere.url}/images/none.png"}
        assert oa.post("create", oa.article(cover=good))["error"] == 0
        assert oa.post("create", oa.article(cover=gone))["message"] == "cover.photo_url is invalid!"
    cover = {"cover_type": "photo", "photo_url": "https://anh.example.vn/a.jpg"}
    oa.zalo.control("settings", {"image_hosts": ["anh.example.vn"]})
    assert oa.post("create", oa.article(cover=cover))["error"] == 0


def test_the_picture_host_shows_and_forgets(oa: Oa) -> None:
    address = oa.host("thu muc/ảnh.png", PNG)
    found = oa.session.get(address)
    assert (found.content, found.headers["Content-Type"]) == (PNG, "image/png")
    assert oa.session.delete(address).status_code == 204
    assert oa.session.get(address).status_code == 404


def test_a_video_converts_step_by_step(oa: Oa) -> None:
    prepared = oa.call("POST", "/v2.0/article/upload_video/preparevideo", files={"file": ("a.mp4", MP4, "video/mp4")})
    token = prepared["data"]["token"]
    path = "/v2.0/article/upload_video/verify"
    asked = [oa.call("GET", path, params={"token": token})["data"] for _ in range(3)]
    assert [(one["status"], one["convert_percent"]) for one in asked] == [(3, 0), (3, 50), (1, 100)]
    assert [bool(one["video_id"]) for one in asked] == [False, False, True]
    by_header = oa.call("GET", path, headers=oa.headers | {"token": token})["data"]
    both = oa.call("GET", path, params={"token": token}, headers=oa.headers | {"token": token})["data"]
    assert by_header == both == asked[-1]
    assert oa.call("GET", path)["message"] == "token is invalid!"
    assert oa.call("GET", path, params={"token": "vt-none"}, headers=oa.headers | {"token": token})["error"] == -201

    video = asked[-1]["video_id"]
    made = oa.finish(
        oa.post(
            "create",
            {
                "type": "video",
                "title": "Phim",
                "description": "Một phút",
                "video_id": video,
                "avatar": oa.host("a.jpg"),
                "status": "show",
            },
        )
    )
    assert oa.get("getslice", offset=0, limit=10, type="video")["data"]["medias"][0]["id"] == made
    cover = {"cover_type": "video", "cover_view": "horizontal", "video_id": video}
    film = {"type": "video", "video_id": video, "thumb": oa.host("a.jpg")}
    assert oa.publish(cover=cover, body=[film])
    assert oa.post("create", oa.article(body=[film | {"url": "https://x.example.vn/a.mp4"}]))["error"] == -201


def test_a_video_takes_its_time_and_may_fail(oa: Oa, clock: SimClock) -> None:
    oa.zalo.control("settings", {"video_polls": 0, "video_seconds": 100, "video_outcome": 4})
    prepared = oa.call("POST", "/v2.0/article/upload_video/preparevideo", files={"file": ("a.mp4", MP4)})
    clock.advance(timedelta(seconds=25))
    asked = {"params": prepared["data"]}
    path = "/v2.0/article/upload_video/verify"
    assert oa.call("GET", path, **asked)["data"]["convert_percent"] == 25
    clock.advance(timedelta(seconds=75))
    assert oa.call("GET", path, **asked)["data"] | {"video_name": ""} == {
        "status": 4,
        "status_message": "Convert failed",
        "convert_percent": 100,
        "convert_error_code": 0,
        "video_id": "",
        "video_name": "",
        "video_size": len(MP4),
    }


def test_what_is_no_video_is_refused(oa: Oa) -> None:
    path = "/v2.0/article/upload_video/preparevideo"
    assert oa.call("POST", path, files={"file": ("a.mp4", JPEG)})["message"] == "file is invalid!"
    assert oa.call("POST", path, files={"video": ("a.mp4", MP4)})["message"] == "video is invalid!"
    assert oa.call("POST", path, data={"file": "a"})["message"] == "Content-Type is invalid!"
    long = {"file": ("a.mp4", MP4 + bytes(50 * 2**20))}
    assert oa.call("POST", path, files=long)["error"] == -210


def test_visitors_are_shown_simple_marks_only(oa: Oa) -> None:
    oa.publish(status="show", body=[{"type": "text", "content": "<b onclick='x'>Đậm</b><script>1 < 2</script>"}])
    assert "<b>Đậm</b>1 &lt; 2" in oa.seen()


def test_a_person_at_the_console_may_write_edit_and_remove(oa: Oa) -> None:
    made = oa.zalo.control("write", {"oa_id": oa.id, "title": "Tay", "status": "show"})["id"]
    assert "Tay" in oa.seen()
    oa.zalo.control("edit", {"id": made, "title": "Sửa"})
    assert oa.get("getdetail", id=made)["data"]["title"] == "Sửa"
    oa.zalo.control("remove", {"id": made})
    assert oa.get("getdetail", id=made)["error"] == -201
    with pytest.raises(TypeError, match="there is no titel"):
        oa.zalo.control("oa", {"oa_id": oa.id, "titel": 1})

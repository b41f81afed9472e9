"""Posts and pictures on the simulated Facebook, sentence by sentence of the documentation."""

from __future__ import annotations

import io
import json
import os

import pytest
from PIL import Image

from tests.simulators.facebook.asking import Asking
from tests.simulators.facebook.pictures import LARGEST, jpeg


def media(*ids: str) -> dict[str, str]:
    return {f"attached_media[{number}]": json.dumps({"media_fbid": id_}) for number, id_ in enumerate(ids)}


def test_a_text_is_public_at_once_and_its_id_carries_the_page(facebook: Asking) -> None:
    answer = facebook.post(f"{facebook.page}/feed", message=" Xin chào \n", fields="id,permalink_url")
    assert answer["id"].startswith(f"{facebook.page}_")
    assert answer["permalink_url"].endswith(answer["id"])
    read = facebook.get(answer["id"], fields="message,is_published,created_time,application{id},from{id}")
    assert read == {
        "message": "Xin chào",
        "is_published": True,
        "created_time": "2026-11-25T01:30:00+0000",
        "application": {"id": facebook.graph.world.app.id},
        "from": {"id": facebook.page},
        "id": answer["id"],
    }
    assert "Xin chào" in facebook.graph.page(facebook.page)


def test_hidden_then_revealed_and_revealing_again_changes_nothing(facebook: Asking) -> None:
    id_ = facebook.post(f"{facebook.page}/feed", message="Ẩn", published="false")["id"]
    assert facebook.get(id_, fields="is_published")["is_published"] is False
    assert "Ẩn" not in facebook.graph.page(facebook.page)
    assert facebook.get(f"{facebook.page}/published_posts")["data"] == []
    for _ in range(2):
        assert facebook.post(id_, is_published="true") == {"success": True}
    assert [post["id"] for post in facebook.get(f"{facebook.page}/published_posts")["data"]] == [id_]
    assert facebook.error(facebook.post(id_, is_published="false")) == "100"


def test_the_same_text_in_a_row_is_506(facebook: Asking) -> None:
    assert "id" in facebook.post(f"{facebook.page}/feed", message="Như nhau")
    assert facebook.error(facebook.post(f"{facebook.page}/feed", message="Như nhau ")) == "506"
    assert "id" in facebook.post(f"{facebook.page}/feed", message="Khác")
    assert "id" in facebook.post(f"{facebook.page}/feed", message="Như nhau")


def test_links_are_looked_at(facebook: Asking) -> None:
    facebook.graph.control("unscrapable", {"host": "tat.example"})
    assert "id" in facebook.post(f"{facebook.page}/feed", link="https://congan.example/tin")
    errors = [
        facebook.error(facebook.post(f"{facebook.page}/feed", link=link))
        for link in ("https://www.facebook.com/x", "https://tat.example/x", "congan.example", "ftp://congan.example")
    ]
    assert errors == ["100/1609008", "100/1609005", "100/2061006", "100/2061006"]


def test_a_text_that_is_too_long(facebook: Asking) -> None:
    assert "id" in facebook.post(f"{facebook.page}/feed", message="a" * 63_206)
    assert facebook.error(facebook.post(f"{facebook.page}/feed", message="a" * 63_207)) == "100"
    answer = facebook.photo(caption="a" * 63_207)
    assert "Name parameter too long" in answer["error"]["message"]


@pytest.mark.parametrize(
    ("ahead", "taken"),
    [({"minutes": 9}, False), ({"minutes": 10}, True), ({"days": 30}, True), ({"days": 30, "minutes": 1}, False)],
)
def test_a_schedule_lies_between_ten_minutes_and_thirty_days(
    facebook: Asking, ahead: dict[str, float], taken: bool
) -> None:
    at = facebook.unix(**ahead)
    answer = facebook.post(f"{facebook.page}/feed", message="Hẹn", published="false", scheduled_publish_time=at)
    assert ("id" in answer) is taken


def test_a_scheduled_post_appears_at_its_time(facebook: Asking) -> None:
    at = facebook.unix(hours=2)
    answer = facebook.post(f"{facebook.page}/feed", message="Hẹn", scheduled_publish_time=at)
    assert facebook.error(answer) == "100"  # published=false is needed
    id_ = facebook.post(f"{facebook.page}/feed", message="Hẹn", published="false", scheduled_publish_time=at)["id"]
    listed = facebook.get(f"{facebook.page}/scheduled_posts", fields="id,scheduled_publish_time,is_published")
    assert listed["data"] == [{"id": id_, "scheduled_publish_time": int(at), "is_published": False}]
    later = facebook.unix(hours=3)
    assert facebook.post(id_, scheduled_publish_time=later) == {"success": True}
    facebook.pass_time(hours=2, minutes=59)
    assert facebook.get(f"{facebook.page}/published_posts")["data"] == []
    facebook.pass_time(minutes=1)
    assert [post["id"] for post in facebook.get(f"{facebook.page}/published_posts")["data"]] == [id_]
    assert facebook.get(f"{facebook.page}/scheduled_posts")["data"] == []
    assert facebook.get(id_, fields="created_time")["created_time"] == "2026-11-25T04:30:00+0000"
    assert facebook.error(facebook.post(id_, scheduled_publish_time=facebook.unix(hours=9))) == "100"


def test_a_scheduled_post_is_cancelled_by_deleting_it(facebook: Asking) -> None:
    at = facebook.unix(hours=2)
    id_ = facebook.post(f"{facebook.page}/feed", message="Hẹn", published="false", scheduled_publish_time=at)["id"]
    assert facebook.ask("DELETE", id_) == {"success": True}
    facebook.pass_time(hours=3)
    assert facebook.get(f"{facebook.page}/published_posts")["data"] == []
    assert facebook.error(facebook.ask("DELETE", id_)) == "100/33"


def test_content_type_and_published_must_agree(facebook: Asking) -> None:
    feed, at = f"{facebook.page}/feed", facebook.unix(hours=1)
    assert facebook.error(facebook.post(feed, message="a", unpublished_content_type="DRAFT")) == "100"
    answer = facebook.post(feed, message="a", published="false", unpublished_content_type="SCHEDULED")
    assert facebook.error(answer) == "100"
    assert "id" in facebook.post(feed, message="a", published="false", unpublished_content_type="DRAFT")
    scheduled = {"published": "false", "unpublished_content_type": "SCHEDULED", "scheduled_publish_time": at}
    assert "id" in facebook.post(feed, message="a", **scheduled)


def test_one_photo_with_its_alt_text(facebook: Asking) -> None:
    answer = facebook.photo(caption="Thẻ", alt_text_custom="Thẻ cảnh báo")
    assert set(answer) == {"id", "post_id"}
    read = facebook.get(answer["id"], fields="alt_text_custom,alt_text,page_story_id")
    assert (read["alt_text_custom"], read["page_story_id"]) == ("Thẻ cảnh báo", answer["post_id"])
    post = facebook.get(answer["post_id"], fields="message,attachments{media_type,target{id}}")
    assert post["attachments"] == {"data": [{"media_type": "photo", "target": {"id": answer["id"]}}]}
    assert post["message"] == "Thẻ"
    assert 'alt="Thẻ cảnh báo"' in facebook.graph.page(facebook.page)


def test_several_photos_in_one_post(facebook: Asking) -> None:
    ids = [facebook.photo(f"trang {n}", published="false")["id"] for n in (1, 2, 3)]
    assert facebook.get(f"{facebook.page}/feed", fields="id,is_published")["data"] == []
    post = facebook.post(f"{facebook.page}/feed", message="Ba ảnh", **media(*ids))["id"]
    read = facebook.get(post, fields="attachments{media_type,target,subattachments{target{id}}}")
    [album] = read["attachments"]["data"]
    assert album["media_type"] == "album"
    assert [piece["target"]["id"] for piece in album["subattachments"]["data"]] == ids
    answer = facebook.post(f"{facebook.page}/feed", message="Lần nữa", **media(*ids))
    assert facebook.error(answer) == "100/1366051"
    assert facebook.error(facebook.post(f"{facebook.page}/feed", message="x", **media("1"))) == "100/33"


def test_photos_of_a_json_body(facebook: Asking) -> None:
    id_ = facebook.photo(published="false")["id"]
    body = {"message": "Ảnh", "attached_media": [{"media_fbid": id_}], "published": False}
    assert "id" in facebook.ask("POST", f"{facebook.page}/feed", json=body)


def test_a_photo_of_a_scheduled_post_has_to_be_temporary(facebook: Asking) -> None:
    scheduled = {
        "published": "false",
        "unpublished_content_type": "SCHEDULED",
        "scheduled_publish_time": facebook.unix(hours=1),
    }
    plain = facebook.photo("a", published="false")["id"]
    temporary = facebook.photo("b", published="false", temporary="true")["id"]
    feed = f"{facebook.page}/feed"
    assert facebook.error(facebook.post(feed, message="x", **scheduled, **media(plain))) == "100"
    without = {name: value for name, value in scheduled.items() if name != "unpublished_content_type"}
    assert facebook.error(facebook.post(feed, message="x", **without, **media(temporary))) == "100"
    assert "id" in facebook.post(feed, message="x", **scheduled, **media(temporary))
    assert facebook.error(facebook.photo(temporary="true")) == "100"
    both = facebook.photo(published="false", temporary="true", scheduled_publish_time=facebook.unix(hours=1))
    assert facebook.error(both) == "100"


def test_a_single_photo_can_be_scheduled(facebook: Asking) -> None:
    answer = facebook.photo(published="false", caption="Hẹn ảnh", scheduled_publish_time=facebook.unix(hours=1))
    assert set(answer) == {"id"}
    assert len(facebook.get(f"{facebook.page}/scheduled_posts")["data"]) == 1
    facebook.pass_time(hours=1)
    assert "Hẹn ảnh" in facebook.graph.page(facebook.page)


def test_an_unpublished_photo_lives_a_day_unless_it_is_used(facebook: Asking) -> None:
    used, unused = (facebook.photo(text, published="false")["id"] for text in "ab")
    post = facebook.post(f"{facebook.page}/feed", message="x", published="false", **media(used))["id"]
    facebook.pass_time(hours=23, minutes=59)
    assert facebook.get(unused)["id"] == unused
    facebook.pass_time(minutes=1)
    assert facebook.error(facebook.get(unused)) == "100/33"
    assert facebook.error(facebook.post(f"{facebook.page}/feed", message="y", **media(unused))) == "100/33"
    assert facebook.post(post, is_published="true") == {"success": True}


def gif() -> bytes:
    made = io.BytesIO()
    frames = [Image.new("RGB", (8, 8), color) for color in ("red", "blue")]
    frames[0].save(made, "GIF", save_all=True, append_images=frames[1:])
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (jpeg("to") + os.urandom(LARGEST), "324/1366046"),
        (b"\xff\xd8 no picture", "324/2069019"),
        (jpeg("x", 600, 600)[:-4000], "324/2069019"),
        (b"", "324/2069019"),
        (gif(), "324/1366046"),
    ],
    ids=["large", "none", "cut-off", "empty", "animated"],
)
def test_pictures_that_are_refused(facebook: Asking, data: bytes, error: str) -> None:
    assert facebook.error(facebook.photo(data=data)) == error
    assert facebook.graph.world.photos == {}


def test_a_photo_needs_bytes_or_an_address_but_not_both(facebook: Asking) -> None:
    photos = f"{facebook.page}/photos"
    assert facebook.error(facebook.post(photos, caption="x")) == "324"
    assert facebook.error(facebook.photo(url="https://congan.example/a.jpg")) == "324"
    assert facebook.error(facebook.post(photos, source="bytes")) == "100"
    assert facebook.error(facebook.photo(message="đã bỏ")) == "100"


def test_only_posts_of_the_own_app_can_be_edited(facebook: Asking) -> None:
    mine = facebook.post(f"{facebook.page}/feed", message="Của tôi")["id"]
    by_hand = facebook.graph.control(
        "write", {"page": facebook.page, "message": "Bằng tay", "at": facebook.clock.now().isoformat()}
    )["id"]
    assert facebook.post(mine, message="Đã sửa") == {"success": True}
    assert facebook.get(mine)["message"] == "Đã sửa"
    assert facebook.error(facebook.post(by_hand, message="Đã sửa")) == "200"
    assert facebook.error(facebook.post(mine, locale="vi_VN")) == "100"
    assert facebook.ask("DELETE", by_hand) == {"success": True}


def test_a_post_can_be_dated_back_but_not_forward(facebook: Asking) -> None:
    feed = f"{facebook.page}/feed"
    assert "id" in facebook.post(feed, message="Cũ", backdated_time=facebook.unix(days=-3))
    assert facebook.error(facebook.post(feed, message="Mới", backdated_time=facebook.unix(days=3))) == "100"
    assert len(facebook.graph.world.posts) == 1

"""A post with a video, verb by verb: what is checked, and what the practice page and the hand-over folder get."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from tests.cli.test_verbs import Call, call, place, unit
from tests.films import PLACE, film

__all__ = ["call", "place", "unit"]
MEDIA = """media:
  - file: phim.mp4
    alt: Cán bộ trực ban hướng dẫn cách nhận ra cuộc gọi lừa đảo
    source: Video của đơn vị
    captions: true
    faces_checked: true
    has_minor: false
answers:"""


def filmed(place: Path, data: bytes) -> str:
    """The sample post with a video instead of its photo."""
    path = place / "post.yaml"
    text = path.read_text(encoding="utf-8")
    head, _, rest = text.partition("media:\n")
    path.write_text(head + MEDIA + rest.partition("answers:")[2], encoding="utf-8")
    (place / "phim.mp4").write_bytes(data)
    return str(path)


@pytest.mark.usefixtures("unit")
def test_a_video_goes_its_way_verb_by_verb(call: Call, place: Path) -> None:
    post_file = filmed(place, film(baggage=True))
    composed = call("compose", post_file, "--out", str(place / "out"), "--sizes", "link")
    told = [(f["severity"], f["field"]) for f in composed["findings"]]
    assert told == [("info", "media:m1")], "Facebook gets the video without the card"
    assert not call("check", post_file)["blocked"]
    post = call("submit", post_file, "--as", "Người soạn mẫu", "--pin-stdin")
    assert post["content_hash"] == composed["content_hash"]
    call("approve", post["id"], "--as", "Người duyệt mẫu", "--pin-stdin")
    to = ("--to", "trang-thuc-hanh", "ban-giao-facebook", "--as", "Người duyệt mẫu", "--pin-stdin")
    call("publish", post["id"], *to)
    call("outbox", "run", "--until-idle")
    states = {one["account"]: one["state"] for one in call("outbox", "list")}
    assert states == {"trang-thuc-hanh": "verified", "ban-giao-facebook": "needs_attention"}, "a person posts the other"

    [shown] = (place / "profile" / "practice").rglob("posts/*/post.json")
    assert [one["mime"] for one in json.loads(shown.read_text(encoding="utf-8"))["images"]] == ["video/mp4"]
    sent = (shown.parent / "01-m1.mp4").read_bytes()
    assert len(sent) == len(film(baggage=True))
    assert PLACE not in sent
    [packed] = (place / "profile" / "exports").glob("*.zip")
    with zipfile.ZipFile(packed) as archive:
        names = {Path(name).name: name for name in archive.namelist()}
        assert archive.read(names["01-m1.mp4"]) == sent
        assert "Reels" in archive.read(names["HUONG-DAN.txt"]).decode("utf-8-sig")


@pytest.mark.usefixtures("unit")
@pytest.mark.parametrize(
    ("data", "word"),
    [
        (film(width=2560, height=1080), "nhận khung từ 9:16 đến 16:9"),
        (film(codec=b"mp4v"), "Facebook không nhận"),
    ],
)
def test_what_facebook_does_not_take_is_told_by_check_and_stops_submission(
    call: Call, place: Path, data: bytes, word: str
) -> None:
    post_file = filmed(place, data)
    found = call("check", post_file, code=1)
    assert found["blocked"]
    assert [f["code"] for f in found["findings"] if f["severity"] == "block"] == ["PLATFORM_LIMIT"]
    assert any(word in f["message"] for f in found["findings"])
    assert word in call("submit", post_file, "--as", "Người soạn mẫu", "--pin-stdin", code=1)


@pytest.mark.usefixtures("unit")
def test_what_is_no_video_is_told_by_its_line(call: Call, place: Path) -> None:
    told = call("check", filmed(place, b"khong phai video"), code=1)
    assert "post.yaml:" in told
    assert "Không đọc được video" in told

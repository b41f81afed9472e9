"""Reels on the simulated Facebook: an upload that breaks off goes on where it stopped."""

from __future__ import annotations

import http.client
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests

from tests.simulators.facebook.asking import Asking
from tests.simulators.faults import Fault, Kind

FILM = b"\0\0\0\x18ftypisom" + bytes(range(256)) * 40


def start(facebook: Asking) -> tuple[str, str]:
    answer = facebook.post(f"{facebook.page}/video_reels", upload_phase="start")
    return answer["video_id"], answer["upload_url"]


def send(facebook: Asking, url: str, data: bytes = FILM, offset: int = 0, **headers: str) -> Any:
    told = {"Authorization": f"OAuth {facebook.token}", "offset": str(offset), "file_size": str(len(FILM)), **headers}
    answer = requests.post(url, data=data, headers=told, timeout=30)
    facebook.status = answer.status_code
    return answer.json()


def finish(facebook: Asking, video: str, state: str = "PUBLISHED", **more: str) -> Any:
    given = {"upload_phase": "finish", "video_id": video, "video_state": state, "description": "Mô tả", **more}
    return facebook.post(f"{facebook.page}/video_reels", **given)


def status(facebook: Asking, video: str) -> Any:
    return facebook.get(video, fields="status")["status"]


def test_start_upload_finish_and_it_is_listed_but_not_in_the_feed(facebook: Asking) -> None:
    video, url = start(facebook)
    assert facebook.error(finish(facebook, video)) == "100"  # nothing is uploaded
    assert send(facebook, url) == {"success": True}
    assert status(facebook, video)["video_status"] == "upload_complete"
    assert facebook.get(f"{facebook.page}/video_reels")["data"] == []
    assert finish(facebook, video, title="Tiêu đề") == {"success": True}
    assert status(facebook, video)["video_status"] == "ready"
    assert status(facebook, video)["publishing_phase"]["publish_status"] == "published"
    [reel] = facebook.get(f"{facebook.page}/video_reels", fields="id,description,title,permalink_url")["data"]
    assert (reel["id"], reel["description"], reel["title"]) == (video, "Mô tả", "Tiêu đề")
    assert facebook.get(f"{facebook.page}/feed", fields="id,is_published")["data"] == []
    assert "Mô tả" in facebook.graph.page(facebook.page)
    assert facebook.error(finish(facebook, video)) == "100"
    assert facebook.ask("DELETE", video) == {"success": True}
    assert facebook.get(f"{facebook.page}/video_reels")["data"] == []


def test_an_upload_that_broke_off_goes_on(facebook: Asking) -> None:
    video, url = start(facebook)
    facebook.server.faults.script("POST", "/video-upload/*", Fault(kind=Kind.CUT_BODY, bytes=1000))
    line = http.client.HTTPConnection("127.0.0.1", facebook.server.port, timeout=30)
    line.request(
        "POST",
        urlsplit(url).path,
        FILM[:5000],
        {"Authorization": f"OAuth {facebook.token}", "offset": "0", "file_size": str(len(FILM))},
    )
    with pytest.raises((ConnectionError, http.client.HTTPException)):
        line.getresponse()
    line.close()
    phase = status(facebook, video)["uploading_phase"]
    assert (phase["bytes_transfered"], phase["source_file_size"]) == (1000, len(FILM))
    assert send(facebook, url)["debug_info"]["type"] == "OffsetInvalidError"
    part = send(facebook, url, FILM[1000:3000], 1000)
    assert part["debug_info"]["type"] == "PartialRequestError"
    assert send(facebook, url, FILM[3000:], 3000) == {"success": True}
    assert finish(facebook, video) == {"success": True}
    assert bytes(facebook.graph.world.reels[video].data) == FILM


def test_the_upload_host_wants_its_own_headers(facebook: Asking) -> None:
    video, url = start(facebook)
    bearer = send(facebook, url, Authorization=f"Bearer {facebook.token}")
    assert bearer["debug_info"]["type"] == "NotAuthorizedError"
    answer = requests.post(url, data=FILM, headers={"Authorization": f"OAuth {facebook.token}"}, timeout=30)
    assert answer.status_code == 400
    other = send(facebook, url, Authorization=f"OAuth {facebook.graph.page_tokens[facebook.other]}")
    assert "debug_info" in other
    assert send(facebook, url, FILM + b"x")["debug_info"]["type"] == "ProcessingFailedError"
    assert status(facebook, video)["uploading_phase"]["bytes_transfered"] == 0


@pytest.mark.parametrize(
    ("state", "more"),
    [
        ("SCHEDULED", {}),
        ("PUBLISHED", {"scheduled_publish_time": "60"}),
        ("PUBLIC", {}),
        ("SCHEDULED", {"scheduled_publish_time": "60"}),
        ("PUBLISHED", {"caption": "x"}),
    ],
)
def test_a_finish_that_contradicts_itself(facebook: Asking, state: str, more: dict[str, str]) -> None:
    video, url = start(facebook)
    send(facebook, url)
    ahead = {name: facebook.unix(minutes=5) for name in more if name == "scheduled_publish_time"}
    assert facebook.error(finish(facebook, video, state, **{**more, **ahead})) == "100"
    assert facebook.graph.world.reels[video].state == ""


def test_a_scheduled_reel_and_a_draft(facebook: Asking) -> None:
    video, url = start(facebook)
    send(facebook, url)
    at = {"scheduled_publish_time": facebook.unix(days=29, minutes=1)}
    assert facebook.error(finish(facebook, video, "SCHEDULED", **at)) == "100"
    finish(facebook, video, "SCHEDULED", scheduled_publish_time=facebook.unix(days=1))
    assert status(facebook, video)["publishing_phase"]["publish_status"] == "scheduled"
    facebook.pass_time(days=1)
    assert status(facebook, video)["publishing_phase"]["publish_status"] == "published"
    draft, url = start(facebook)
    send(facebook, url)
    assert finish(facebook, draft, "DRAFT") == {"success": True}
    assert facebook.get(draft, fields="published")["published"] is False
    assert finish(facebook, draft) == {"success": True}
    assert facebook.get(draft, fields="published")["published"] is True


def test_processing_takes_its_time_and_may_fail(facebook: Asking) -> None:
    facebook.graph.control("processing", {"seconds": 20})
    video, url = start(facebook)
    send(facebook, url)
    finish(facebook, video)
    assert status(facebook, video)["video_status"] == "processing"
    facebook.pass_time(seconds=20)
    assert status(facebook, video)["video_status"] == "ready"
    facebook.graph.control("reel_trouble", {"video": video, "code": 1363128})
    told = status(facebook, video)
    assert told["video_status"] == "error"
    assert told["processing_phase"]["error"]["code"] == 1363128


def test_thirty_reels_a_day(facebook: Asking) -> None:
    for number in range(31):
        video, url = start(facebook)
        send(facebook, url)
        answer = finish(facebook, video)
        assert ("success" in answer) is (number < 30)
    assert facebook.error(answer) == "613"
    facebook.pass_time(days=1)
    assert finish(facebook, video) == {"success": True}


def test_start_takes_nothing_else_and_a_foreign_video_is_unknown(facebook: Asking) -> None:
    assert facebook.error(facebook.post(f"{facebook.page}/video_reels", upload_phase="start", title="x")) == "100"
    assert facebook.error(facebook.post(f"{facebook.page}/video_reels")) == "100"
    assert facebook.error(facebook.post(f"{facebook.page}/video_reels", upload_phase="transfer")) == "100"
    assert facebook.error(finish(facebook, "123")) == "100/33"

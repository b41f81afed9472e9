"""Videos that are no reels on the simulated Facebook: its own offsets count, and a public one shows as a post."""

from __future__ import annotations

from typing import Any

from tests.simulators.facebook.asking import Asking
from tests.simulators.facebook.videos import PART

FILM = b"\0\0\0\x18ftypisom" + bytes(range(256)) * 100


def phase(facebook: Asking, which: str, **given: Any) -> Any:
    return facebook.post(f"{facebook.page}/videos", upload_phase=which, **given)


def part(facebook: Asking, session: str, start: int, stop: int) -> Any:
    form = {"upload_phase": "transfer", "upload_session_id": session, "start_offset": str(start)}
    files = {"video_file_chunk": ("a.mp4", FILM[start:stop], "video/mp4")}
    return facebook.ask("POST", f"{facebook.page}/videos", data=form, files=files)


def test_parts_are_taken_at_their_offsets_alone_and_a_public_video_is_a_post(facebook: Asking) -> None:
    begun = phase(facebook, "start", file_size=str(len(FILM)))
    session = begun["upload_session_id"]
    assert (begun["start_offset"], begun["end_offset"]) == ("0", str(PART))
    wrong = part(facebook, session, 5, PART)
    assert facebook.error(wrong) == "390/1363037"
    assert wrong["error"]["error_data"] == {"start_offset": "0", "end_offset": str(PART)}
    assert facebook.error(phase(facebook, "finish", upload_session_id=session)) == "100"
    assert part(facebook, session, 0, PART)["start_offset"] == str(PART)
    told = part(facebook, session, PART, len(FILM))
    assert told["start_offset"] == told["end_offset"] == str(len(FILM))
    given = {"description": "Mô tả", "published": "false", "unpublished_content_type": "DRAFT"}
    assert phase(facebook, "finish", upload_session_id=session, **given) == {"success": True}
    video = begun["video_id"]
    assert facebook.get(f"{facebook.page}/feed", fields="id,is_published")["data"] == []
    assert [row["id"] for row in facebook.get(f"{facebook.page}/videos", type="UPLOADED")["data"]] == [video]
    for _ in range(2):
        assert facebook.post(video, published="true") == {"success": True}
    [post] = facebook.get(f"{facebook.page}/feed", fields="message,attachments{media_type,target{id}}")["data"]
    assert post["message"] == "Mô tả"
    assert post["attachments"]["data"][0]["target"]["id"] == video
    assert facebook.error(phase(facebook, "finish", upload_session_id=session)) == "100"


def test_what_a_phase_does_not_take_is_refused(facebook: Asking) -> None:
    assert facebook.error(phase(facebook, "start")) == "100"
    assert facebook.error(phase(facebook, "start", file_size="5000", title="T")) == "100"
    assert facebook.error(phase(facebook, "start", file_size="10")) == "390/1363022"
    assert facebook.error(phase(facebook, "finish", upload_session_id="1")) == "100/33"

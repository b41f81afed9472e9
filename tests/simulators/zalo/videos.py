"""Videos of articles: uploaded whole, converted meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.simulators.wire import Upload
from tests.simulators.zalo.errors import Refused, invalid
from tests.simulators.zalo.model import Oa, State, Video

READY, CONVERTING = 1, 3
SENTENCES = {1: "Ready", 2: "Locked", 3: "Converting", 4: "Convert failed", 5: "Deleted"}


def prepare(state: State, oa: Oa, fields: Mapping[str, Any]) -> dict[str, Any]:
    """A token to ask `verify` with. Raises Refused (-211)."""
    file: Upload = fields["file"]
    if oa.uploads_left < 1:
        raise Refused(-211)
    oa.uploads_left -= 1
    video = Video(
        token=state.token("vt-"),
        video_id=state.token("vi-"),
        oa_id=oa.oa_id,
        name=file.filename,
        size=len(file.data),
        started=state.now(),
        polls=state.settings.video_polls,
        outcome=state.settings.video_outcome,
    )
    state.videos[video.token] = video
    return {"token": video.token}


def verify(state: State, oa: Oa, fields: Mapping[str, Any], header: str) -> dict[str, Any]:
    """How far it is. The token stands in the query or in the header `token`; if in both, then the same."""
    told = {one for one in (fields.get("token"), header) if one}
    video = state.videos.get(told.pop()) if len(told) == 1 else None
    if video is None or video.oa_id != oa.oa_id:
        raise invalid("token")
    percent = _percent(state, video)
    video.asked += 1
    status = CONVERTING if percent < 100 else video.outcome
    return {
        "status": status,
        "status_message": SENTENCES[status],
        "convert_percent": percent,
        "convert_error_code": 0,
        "video_id": video.video_id if status == READY else "",
        "video_name": video.name,
        "video_size": video.size,
    }


def _percent(state: State, video: Video) -> int:
    """The lesser of what the clock and what the number of questions allow."""
    seconds = state.settings.video_seconds
    by_clock = (state.now() - video.started).total_seconds() / seconds if seconds else 1.0
    by_polls = video.asked / video.polls if video.polls else 1.0
    return min(100, int(100 * min(by_clock, by_polls)))

"""A department keeps the pictures of other PCs' posts for a month after they were over; texts and proofs stay."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

import studio
from studio.errors import NotFound
from studio.hub.model import HubItemKind
from studio.posts.model import Post, PostState
from tests.department.rig import Force
from tests.department.test_notices import receipt
from tests.exchange.rig import PIN

PHOTO = Path(studio.__file__).parent / "assets" / "sample" / "photo" / "cuoc-goi-la.jpg"


def pictured(units: Force) -> Post:
    """A post with a photograph, approved by the department."""
    station, department = units.station, units.department
    draft = station.draft()
    with station.by() as author:
        drafts = station.studio.drafts
        (photo,) = drafts.add_media(draft.id, PHOTO.read_bytes(), "anh.jpg", author.id).media
        said = replace(photo, faces_checked=True, has_minor=False, source="Đơn vị", alt="Điện thoại có cuộc gọi lạ")
        drafts.update_media(draft.id, said, author.id)
    station.submit(draft.id)
    units.sync()
    department.approve(draft.id)
    units.sync()
    return department.studio.drafts.get(draft.id)


def has_pictures(units: Force, post: Post) -> bool:
    """Whether the department's PC has them."""
    return all(units.department.studio.files.has(one.sha256) for one in post.media)


def later(units: Force, days: float) -> None:
    """So many days go by in steps that no clock is doubted for; the department's PC is started anew at each."""
    for _ in range(round(days / 1.5)):
        units.department.clock.forward(days=1.5)
        units.department.reopen()


def test_pictures_go_a_month_after_the_post_went_out_and_the_text_stays(units: Force) -> None:
    post, other = pictured(units), units.other("u001")
    later(units, 39)
    assert has_pictures(units, post), "it is not over"
    at = (units.now() - timedelta(days=39)).isoformat()
    units.say(other, HubItemKind.RECEIPT, receipt(post.id) | {"at": at}, "u001")
    units.department.sync()
    later(units, 3)
    assert not has_pictures(units, post)
    studio = units.department.studio
    kept = studio.drafts.get(post.id)
    assert post.media != ()
    assert (kept.fields, kept.media) == (post.fields, post.media)
    (line,) = [one for one in studio.audit.after(0) if one.data.get("step") == "pictures"]
    assert set(line.data["files"]) >= {one.sha256 for one in post.media}
    with units.department.by() as person, pytest.raises(NotFound):
        studio.exchange.send(post.id, units.root, person.id, PIN)


def test_pictures_of_a_withdrawn_post_go_and_the_station_keeps_its_own(units: Force) -> None:
    post, station = pictured(units), units.station
    with units.department.by() as approver:
        units.department.studio.workflow.withdraw(post.id, approver.id, PIN, "Hoãn cấm đường")
    units.sync()
    assert station.state(post.id) is PostState.WITHDRAWN
    later(units, 27)
    assert has_pictures(units, post)
    later(units, 6)
    assert not has_pictures(units, post)
    station.clock.forward(days=33)
    station.reopen()
    assert all(station.studio.files.has(one.sha256) for one in post.media)

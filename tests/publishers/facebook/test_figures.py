"""What Facebook tells of a page's posts and days: sums alone, each with the reason where there is none."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from studio.publishers.facebook.figures import FacebookFigures
from studio.publishers.figures import PageNumber, Silence, TellsFigures
from studio.publishers.http import Http
from studio.publishers.port import Unreachable
from tests.publishers.facebook.scene import NOON, PAGE, Scene
from tests.publishers.fields import Recorded
from tests.simulators.facebook.model import Reel
from tests.simulators.faults import rule

FIRST, LAST = date(2026, 11, 20), date(2026, 11, 24)


def reader(scene: Scene, http: Http | None = None) -> FacebookFigures:
    return FacebookFigures(http or scene.http, scene.logins, scene.clock, pause=lambda _: None)


def do(scene: Scene, action: str, **given: Any) -> Any:
    with scene.server.lock:
        return scene.facebook.control(action, given)


def post(scene: Scene, **figures: Any) -> str:
    made = str(do(scene, "write", page=PAGE, message="Bài", at=NOON.isoformat())["id"])
    do(scene, "figures", post=made, **figures)
    return made


def told(figures: TellsFigures) -> dict[PageNumber, int]:
    return {one.number: one.value for one in figures.told}


def of(scene: Scene, remote: str) -> TellsFigures:
    return reader(scene).of_posts(scene.account, [remote])[remote]


def test_a_post_tells_its_counts_and_its_insights(scene: Scene) -> None:
    remote = post(scene, reactions=7, shares=2, post_media_view={"0": 90, "1": 30}, post_total_media_view_unique=80)
    do(scene, "comment", post=remote, message="Hỏi", at=NOON.isoformat())
    figures = of(scene, remote)
    assert told(figures) == {"reactions": 7, "comments": 1, "shares": 2, "views": 120, "viewers": 80}
    assert figures.silent == {}


def test_no_shares_are_none_and_insights_that_are_not_there_are_not_offered(scene: Scene) -> None:
    figures = of(scene, post(scene, post_clicks=1))
    assert told(figures) == {"reactions": 0, "comments": 0, "shares": 0}
    assert figures.silent == {"views": Silence.NOT_OFFERED, "viewers": Silence.NOT_OFFERED}


def test_a_metric_that_facebook_gave_up_takes_no_other_along(scene: Scene) -> None:
    remote = post(scene, post_media_view=9, post_total_media_view_unique=5)
    scene.world.lapsed_metrics.add("post_total_media_view_unique")
    figures = of(scene, remote)
    assert told(figures)[PageNumber.VIEWS] == 9
    assert figures.silent == {"viewers": Silence.NOT_OFFERED}


def test_without_the_right_to_insights_the_counts_come_all_the_same(scene: Scene) -> None:
    remote = post(scene, reactions=3, post_media_view=9)
    scene.connect(PAGE, scopes={"pages_manage_posts", "pages_read_engagement"})
    figures = of(scene, remote)
    assert told(figures)[PageNumber.REACTIONS] == 3
    assert figures.silent == {"views": Silence.NO_RIGHT, "viewers": Silence.NO_RIGHT}


def test_a_reel_tells_its_plays_and_breaks_no_look_at_the_others(scene: Scene) -> None:
    remote = post(scene, reactions=3)
    film = Reel(id="300000000009999", page_id=PAGE, app_id="", created=NOON, updated=NOON, state="PUBLISHED")
    scene.world.reels[film.id] = film
    likes = {"LIKE": 4, "LOVE": 1}
    do(scene, "figures", post=film.id, fb_reels_total_plays=77, post_video_likes_by_reaction_type=likes)
    do(scene, "comment", post=film.id, message="Hỏi", at=NOON.isoformat())
    found = reader(scene).of_posts(scene.account, [film.id, remote, "không phải mã"])
    assert told(found[film.id]) == {"comments": 1, "views": 77, "reactions": 5}
    assert found[film.id].silent == {"viewers": Silence.NOT_OFFERED, "shares": Silence.NOT_OFFERED}
    assert told(found[remote])[PageNumber.REACTIONS] == 3


def test_a_post_that_is_gone_is_missing_in_the_answer(scene: Scene) -> None:
    kept, gone = post(scene), post(scene)
    do(scene, "remove", post=gone)
    assert set(reader(scene).of_posts(scene.account, [gone, kept])) == {kept}


def test_the_days_of_a_page_lie_where_most_of_them_is_and_keep_their_end(scene: Scene) -> None:
    for end, value in (("2026-11-20T08:00:00+00:00", 5), ("2026-11-24T08:00:00+00:00", 70)):
        do(scene, "day", page=PAGE, metric="page_media_view", ended=end, value=value)
    do(scene, "day", page=PAGE, metric="page_follows", ended="2026-11-24T08:00:00+00:00", value=1210)
    do(scene, "day", page=PAGE, metric="page_media_view", ended="2026-11-19T08:00:00+00:00", value=999)
    figures = reader(scene).of_page(scene.account, FIRST, LAST)
    views = [(one.day, one.value) for one in figures.told if one.number is PageNumber.VIEWS]
    assert views == [(FIRST, 5), (LAST, 70)]
    assert all(one.ended_at is not None for one in figures.told)
    assert [one.value for one in figures.told if one.number is PageNumber.FOLLOWERS] == [1210]
    assert figures.silent == {"viewers": Silence.NOT_OFFERED}


def test_who_reacted_or_commented_is_never_asked(scene: Scene) -> None:
    remote = post(scene, reactions=7)
    do(scene, "comment", post=remote, message="Tôi tên là …", at=NOON.isoformat())
    recorded = Recorded(scene.http)
    reader(scene, recorded).of_posts(scene.account, [remote])
    reader(scene, recorded).of_page(scene.account, FIRST, LAST)
    asked = [entry.call.query.get("fields", "") for entry in scene.server.journal("GET", "*")]
    assert not any("from" in fields.split(",") or "{" in fields for fields in asked)
    assert all(".limit(0)" in fields for fields in asked if "reactions" in fields)


@pytest.mark.parametrize("kind", ["drop_before", "status", "html", "truncated"])
def test_an_answer_that_is_none_is_no_number(scene: Scene, kind: str) -> None:
    remote = post(scene, reactions=7)
    scene.server.faults.add(rule(kind, method="GET", path=f"*/{remote}"))
    with pytest.raises(Unreachable):
        of(scene, remote)

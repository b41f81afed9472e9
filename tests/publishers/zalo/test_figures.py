"""What Zalo tells of an account's articles: views and shares from its list, and followers as a number."""

from __future__ import annotations

from datetime import date

import pytest

from studio.publishers.figures import PageNumber, Silence, TellsFigures
from studio.publishers.port import Unreachable
from studio.publishers.zalo.figures import ZaloFigures
from tests.publishers.zalo.zalo_rig import ZaloRig
from tests.simulators.faults import rule


def reader(rig: ZaloRig) -> ZaloFigures:
    return ZaloFigures(rig.http, rig.grants(), rig.clock)


def told(figures: TellsFigures) -> dict[PageNumber, int]:
    return {one.number: one.value for one in figures.told}


def article(rig: ZaloRig, views: int, shares: int = 0, **fields: str) -> str:
    made = str(rig.do("write", oa_id=rig.oa_id, title="Bài", status="show", **fields)["id"])
    rig.do("read", id=made, views=views, shares=shares)
    return made


def test_articles_tell_views_and_shares_and_nothing_else_is_offered(rig: ZaloRig) -> None:
    one, video = article(rig, 120, 4), article(rig, 9, type="video")
    found = reader(rig).of_posts(rig.account, [one, video])
    assert told(found[one]) == {"views": 120, "shares": 4}
    assert told(found[video]) == {"views": 9, "shares": 0}
    silent = {PageNumber.VIEWERS, PageNumber.REACTIONS, PageNumber.COMMENTS}
    assert found[one].silent == dict.fromkeys(silent, Silence.NOT_OFFERED)


def test_the_list_is_read_as_far_as_it_is_needed(rig: ZaloRig) -> None:
    several = [article(rig, number) for number in range(25)]
    found = reader(rig).of_posts(rig.account, several[-3:])
    assert [told(found[one])[PageNumber.VIEWS] for one in several[-3:]] == [22, 23, 24]
    assert rig.calls("/v2.0/article/getslice") <= 2
    assert told(reader(rig).of_posts(rig.account, several[:1])[several[0]])[PageNumber.VIEWS] == 0


def test_an_article_that_is_gone_is_missing_in_the_answer(rig: ZaloRig) -> None:
    kept, gone = article(rig, 5), article(rig, 6)
    rig.do("remove", id=gone)
    assert set(reader(rig).of_posts(rig.account, [kept, gone])) == {kept}


def test_followers_are_a_number_and_their_list_is_not_asked_for(rig: ZaloRig) -> None:
    rig.do("oa", oa_id=rig.oa_id, followers=4321)
    figures = reader(rig).of_page(rig.account, date(2026, 11, 20), date(2026, 11, 24))
    assert told(figures) == {"followers": 4321}
    assert figures.silent[PageNumber.VIEWS] is Silence.NOT_OFFERED
    assert not [entry for entry in rig.server.journal() if "follower" in entry.call.path]


@pytest.mark.parametrize("kind", ["drop_before", "status", "html", "truncated"])
def test_an_answer_that_is_none_is_no_number(rig: ZaloRig, kind: str) -> None:
    one = article(rig, 5)
    rig.server.faults.add(rule(kind, path="*/getslice"))
    with pytest.raises(Unreachable):
        reader(rig).of_posts(rig.account, [one])

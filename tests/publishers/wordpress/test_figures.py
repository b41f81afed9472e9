"""What a real WordPress tells: comments by core; views where one of two plugins is there, which switches stand for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from studio.publishers.figures import PageNumber, Silence, TellsFigures
from studio.publishers.wordpress.figures import WordPressFigures
from tests.publishers.wordpress.test_inbox import comment, post, run
from tests.publishers.wordpress.wordpress_rig import WordPressRig

FIRST, LAST = date(2026, 11, 20), date(2026, 11, 24)


def reader(rig: WordPressRig) -> WordPressFigures:
    return WordPressFigures(rig.http, rig.logins)


def told(figures: TellsFigures) -> dict[PageNumber, int]:
    return {one.number: one.value for one in figures.told}


@contextmanager
def switched(rig: WordPressRig, *names: str) -> Iterator[None]:
    for name in names:
        run(rig, f"update_option({json.dumps(name)}, 1);")
    yield
    for name in names:
        run(rig, f"delete_option({json.dumps(name)});")


def test_core_counts_comments_and_no_views(rig: WordPressRig) -> None:
    number = post(rig)
    for _ in range(3):
        comment(rig, number, "Hỏi")
    comment(rig, number, "Chờ duyệt", approved=0)
    figures = reader(rig).of_posts(rig.account, [str(number)])[str(number)]
    assert told(figures) == {"comments": 3}
    assert figures.silent[PageNumber.VIEWS] is Silence.NOT_OFFERED


def test_a_post_without_a_comment_has_none(rig: WordPressRig) -> None:
    number = str(post(rig))
    assert told(reader(rig).of_posts(rig.account, [number])[number]) == {"comments": 0}


def test_views_are_told_where_the_plugin_counts_them_be_it_none(rig: WordPressRig) -> None:
    seen, unseen = post(rig), post(rig)
    run(rig, f"update_post_meta({seen}, 'views', 1204);")
    with switched(rig, "switch_postviews"):
        found = reader(rig).of_posts(rig.account, [str(seen), str(unseen)])
    assert told(found[str(seen)])[PageNumber.VIEWS] == 1204
    assert told(found[str(unseen)])[PageNumber.VIEWS] == 0


def test_a_post_that_is_gone_is_missing_in_the_answer(rig: WordPressRig) -> None:
    number = post(rig)
    run(rig, f"wp_delete_post({number}, true);")
    assert reader(rig).of_posts(rig.account, [str(number)]) == {}


def test_a_site_without_koko_offers_no_days(rig: WordPressRig) -> None:
    figures = reader(rig).of_page(rig.account, FIRST, LAST)
    assert figures.told == ()
    assert figures.silent[PageNumber.VIEWS] is Silence.NOT_OFFERED


def test_koko_tells_views_and_visitors_of_its_days(rig: WordPressRig) -> None:
    days = [{"date": f"2026-11-{day}", "visitors": day, "pageviews": 10 * day} for day in (19, 20, 24)]
    run(rig, f"update_option('koko_days', json_decode({json.dumps(json.dumps(days))}, true));")
    with switched(rig, "switch_koko"):
        figures = reader(rig).of_page(rig.account, FIRST, LAST)
    views = [(one.day, one.value) for one in figures.told if one.number is PageNumber.VIEWS]
    assert views == [(FIRST, 200), (LAST, 240)]
    assert [one.value for one in figures.told if one.number is PageNumber.VIEWERS] == [20, 24]


def test_who_may_not_see_kokos_numbers_has_no_right(rig: WordPressRig) -> None:
    with switched(rig, "switch_koko", "switch_koko_closed"):
        figures = reader(rig).of_page(rig.account, FIRST, LAST)
    assert figures.silent[PageNumber.VIEWS] is Silence.NO_RIGHT

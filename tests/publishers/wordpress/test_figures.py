"""What a real WordPress tells: comments by core; views where one of two plugins is there, which switches stand for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from studio.publishers.figures import PageNumber, Silence, TellsFigures
from studio.publishers.wordpress.figures import WordPressFigures
from tests.publishers.wordpress.test_inbox import comment, post, run
from tests.publishers.wordpress.world import World

FIRST, LAST = date(2026, 11, 20), date(2026, 11, 24)


def reader(world: World) -> WordPressFigures:
    return WordPressFigures(world.http, world.logins)


def told(figures: TellsFigures) -> dict[PageNumber, int]:
    return {one.number: one.value for one in figures.told}


@contextmanager
def switched(world: World, *names: str) -> Iterator[None]:
    for name in names:
        run(world, f"update_option({json.dumps(name)}, 1);")
    yield
    for name in names:
        run(world, f"delete_option({json.dumps(name)});")


def test_core_counts_comments_and_no_views(world: World) -> None:
    number = post(world)
    for _ in range(3):
        comment(world, number, "Hỏi")
    comment(world, number, "Chờ duyệt", approved=0)
    figures = reader(world).of_posts(world.account, [str(number)])[str(number)]
    assert told(figures) == {"comments": 3}
    assert figures.silent[PageNumber.VIEWS] is Silence.NOT_OFFERED


def test_a_post_without_a_comment_has_none(world: World) -> None:
    number = str(post(world))
    assert told(reader(world).of_posts(world.account, [number])[number]) == {"comments": 0}


def test_views_are_told_where_the_plugin_counts_them_be_it_none(world: World) -> None:
    seen, unseen = post(world), post(world)
    run(world, f"update_post_meta({seen}, 'views', 1204);")
    with switched(world, "switch_postviews"):
        found = reader(world).of_posts(world.account, [str(seen), str(unseen)])
    assert told(found[str(seen)])[PageNumber.VIEWS] == 1204
    assert told(found[str(unseen)])[PageNumber.VIEWS] == 0


def test_a_post_that_is_gone_is_missing_in_the_answer(world: World) -> None:
    number = post(world)
    run(world, f"wp_delete_post({number}, true);")
    assert reader(world).of_posts(world.account, [str(number)]) == {}


def test_a_site_without_koko_offers_no_days(world: World) -> None:
    figures = reader(world).of_page(world.account, FIRST, LAST)
    assert figures.told == ()
    assert figures.silent[PageNumber.VIEWS] is Silence.NOT_OFFERED


def test_koko_tells_views_and_visitors_of_its_days(world: World) -> None:
    days = [{"date": f"2026-11-{day}", "visitors": day, "pageviews": 10 * day} for day in (19, 20, 24)]
    run(world, f"update_option('koko_days', json_decode({json.dumps(json.dumps(days))}, true));")
    with switched(world, "switch_koko"):
        figures = reader(world).of_page(world.account, FIRST, LAST)
    views = [(one.day, one.value) for one in figures.told if one.number is PageNumber.VIEWS]
    assert views == [(FIRST, 200), (LAST, 240)]
    assert [one.value for one in figures.told if one.number is PageNumber.VIEWERS] == [20, 24]


def test_who_may_not_see_kokos_numbers_has_no_right(world: World) -> None:
    with switched(world, "switch_koko", "switch_koko_closed"):
        figures = reader(world).of_page(world.account, FIRST, LAST)
    assert figures.silent[PageNumber.VIEWS] is Silence.NO_RIGHT

"""Categories, on a real site: read, sent with the post, seen to before it shows; one that is gone stops the sending."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from studio.accounts.model import SiteCategory
from studio.publishers.port import Answer, Outcome
from tests.publishers.wordpress.world import World


@pytest.fixture
def notices(world: World) -> Iterator[SiteCategory]:
    made = json.loads(world.site.run("echo json_encode(wp_insert_term('Cảnh báo & tin', 'category'));"))
    category = SiteCategory(id=int(made["term_id"]), name="Cảnh báo & tin")
    world.account = replace(world.account, categories=(category,))
    yield category
    forget(world, category)


def forget(world: World, category: SiteCategory) -> None:
    world.site.run(f"wp_delete_term({category.id}, 'category');")


def filed_under(world: World, answer: Answer) -> list[int]:
    told = world.site.run(f"echo json_encode(wp_get_post_categories({answer.remote_id}));")
    found: list[int] = json.loads(told)
    return found


def test_the_site_tells_which_it_has(world: World, notices: SiteCategory) -> None:
    there = world.publisher.categories(world.account)
    assert notices in there
    assert len(there) >= 2, "the default one, too"


@pytest.mark.parametrize("role", ["editor", "author"])
def test_a_post_is_filed_under_those_of_its_account(world: World, notices: SiteCategory, role: str) -> None:
    world.log_in(role)
    reference, package = world.reference(), world.package(images=0)
    answer = world.create(package, reference)
    assert filed_under(world, answer) == [notices.id]
    assert world.reveal(answer, package, reference).outcome is Outcome.DONE
    assert filed_under(world, answer) == [notices.id]


def test_without_any_the_site_decides(world: World) -> None:
    answer = world.create(world.package(images=0), world.reference())
    assert len(filed_under(world, answer)) == 1


def test_one_that_is_gone_is_one_sentence_and_nothing_is_made(world: World, notices: SiteCategory) -> None:
    forget(world, notices)
    reference = world.reference()
    answer = world.create(world.package(images=1), reference)
    assert (answer.outcome, answer.needs_person) == (Outcome.NOT_EXECUTED, True)
    assert "“Cảnh báo & tin”" in answer.say.vi
    assert "chọn lại chuyên mục" in answer.say.vi
    assert answer.say.vi.count(".") == 1
    assert world.slugs(reference) == []


def test_a_draft_that_lost_its_category_is_filed_again_before_it_shows(world: World, notices: SiteCategory) -> None:
    reference, package = world.reference(), world.package(images=0)
    answer = world.create(package, reference)
    world.site.run(f"wp_set_post_categories({answer.remote_id}, []);")
    assert filed_under(world, answer) != [notices.id]
    assert world.reveal(answer, package, reference).outcome is Outcome.DONE
    assert filed_under(world, answer) == [notices.id]


def test_a_draft_whose_category_is_gone_is_not_shown(world: World, notices: SiteCategory) -> None:
    reference, package = world.reference(), world.package(images=0)
    answer = world.create(package, reference)
    forget(world, notices)
    shown = world.reveal(answer, package, reference)
    assert (shown.outcome, shown.needs_person) == (Outcome.NOT_EXECUTED, True)
    assert world.slugs(reference) == [f"{world.slug(reference)} draft"]

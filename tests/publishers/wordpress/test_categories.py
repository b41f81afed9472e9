"""Categories, on a real site: read, sent with the post, seen to before it shows; one that is gone stops the sending."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from studio.accounts.model import SiteCategory
from studio.publishers.port import Answer, Outcome
from tests.publishers.wordpress.wordpress_rig import WordPressRig


@pytest.fixture
def notices(rig: WordPressRig) -> Iterator[SiteCategory]:
    made = json.loads(rig.site.run("echo json_encode(wp_insert_term('Cảnh báo & tin', 'category'));"))
    category = SiteCategory(id=int(made["term_id"]), name="Cảnh báo & tin")
    rig.account = replace(rig.account, categories=(category,))
    yield category
    forget(rig, category)


def forget(rig: WordPressRig, category: SiteCategory) -> None:
    rig.site.run(f"wp_delete_term({category.id}, 'category');")


def filed_under(rig: WordPressRig, answer: Answer) -> list[int]:
    told = rig.site.run(f"echo json_encode(wp_get_post_categories({answer.remote_id}));")
    found: list[int] = json.loads(told)
    return found


def test_the_site_tells_which_it_has(rig: WordPressRig, notices: SiteCategory) -> None:
    there = rig.publisher.categories(rig.account)
    assert notices in there
    assert len(there) >= 2, "the default one, too"


@pytest.mark.parametrize("role", ["editor", "author"])
def test_a_post_is_filed_under_those_of_its_account(rig: WordPressRig, notices: SiteCategory, role: str) -> None:
    rig.log_in(role)
    reference, package = rig.reference(), rig.package(images=0)
    answer = rig.create(package, reference)
    assert filed_under(rig, answer) == [notices.id]
    assert rig.reveal(answer, package, reference).outcome is Outcome.DONE
    assert filed_under(rig, answer) == [notices.id]


def test_without_any_the_site_decides(rig: WordPressRig) -> None:
    answer = rig.create(rig.package(images=0), rig.reference())
    assert len(filed_under(rig, answer)) == 1


def test_one_that_is_gone_is_one_sentence_and_nothing_is_made(rig: WordPressRig, notices: SiteCategory) -> None:
    forget(rig, notices)
    reference = rig.reference()
    answer = rig.create(rig.package(images=1), reference)
    assert (answer.outcome, answer.needs_person) == (Outcome.NOT_EXECUTED, True)
    assert "“Cảnh báo & tin”" in answer.say.vi
    assert "chọn lại chuyên mục" in answer.say.vi
    assert answer.say.vi.count(".") == 1
    assert rig.slugs(reference) == []


def test_a_draft_that_lost_its_category_is_filed_again_before_it_shows(
    rig: WordPressRig, notices: SiteCategory
) -> None:
    reference, package = rig.reference(), rig.package(images=0)
    answer = rig.create(package, reference)
    rig.site.run(f"wp_set_post_categories({answer.remote_id}, []);")
    assert filed_under(rig, answer) != [notices.id]
    assert rig.reveal(answer, package, reference).outcome is Outcome.DONE
    assert filed_under(rig, answer) == [notices.id]


def test_a_draft_whose_category_is_gone_is_not_shown(rig: WordPressRig, notices: SiteCategory) -> None:
    reference, package = rig.reference(), rig.package(images=0)
    answer = rig.create(package, reference)
    forget(rig, notices)
    shown = rig.reveal(answer, package, reference)
    assert (shown.outcome, shown.needs_person) == (Outcome.NOT_EXECUTED, True)
    assert rig.slugs(reference) == [f"{rig.slug(reference)} draft"]

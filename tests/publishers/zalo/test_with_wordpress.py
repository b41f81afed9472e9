"""The pictures of an article lie in the media library of a real WordPress, where the simulated Zalo fetches them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from studio.accounts.model import Account, AccountKind
from studio.canonical import sha256
from studio.platforms import Platform
from studio.publishers.port import Outcome
from studio.publishers.wordpress.publisher import WordPressPublisher
from studio.publishers.zalo.images import UnitHost
from tests.publishers.wordpress.world import jpeg, login_of
from tests.publishers.zalo.world import REFERENCE, World
from tests.wordpress.site import Site, lacking, wordpress

pytestmark = pytest.mark.skipif(bool(lacking()), reason=lacking())


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with wordpress(tmp_path_factory.mktemp("wp")) as running:
        yield running


@pytest.fixture
def website(site: Site, world: World) -> Account:
    """The unit's website, where `world` now keeps its pictures."""
    account = Account(
        name="trang-web",
        kind=AccountKind.WORDPRESS,
        platform=Platform.WEBSITE,
        page_id="trang-web",
        title="Trang web của xã",
        base_url=site.address,
    )
    world.logins.save(account.name, login_of(site, "editor"))
    library = WordPressPublisher(world.http, world.logins, world.notes, world.clock)
    world.host = UnitHost(world.http, website=lambda name: account, upload=library.media_upload)
    world.publisher = world.another()
    return account


def test_an_article_shows_the_pictures_of_the_websites_library(world: World, website: Account) -> None:
    package = world.package()
    data = [jpeg(number) for number in (1, 2)]
    attachments = tuple(
        replace(attachment, sha256=sha256(picture), bytes=len(picture))
        for attachment, picture in zip(package.attachments, data, strict=True)
    )
    for picture in data:
        world.files.put(picture)
    package = replace(package, attachments=attachments)
    answer = world.publisher.create(world.account, package, REFERENCE, world.files)
    assert answer.outcome is Outcome.DONE, answer
    urls = [part["url"] for part in world.articles[0]["fields"]["body"] if part["type"] == "image"]
    assert all(url.startswith(f"{website.base_url}/") for url in urls)
    assert [world.http.send("GET", url).body for url in urls] == data
    world.notes.drop(REFERENCE)  # as after a restored backup: the library knows its files by their names
    again = world.another().create(world.account, package, REFERENCE, world.files)
    assert again.outcome is Outcome.DONE
    assert [part["url"] for part in world.articles[-1]["fields"]["body"] if part["type"] == "image"] == urls

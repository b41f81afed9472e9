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
from tests.publishers.wordpress.wordpress_rig import jpeg, login_of
from tests.publishers.zalo.zalo_rig import REFERENCE, ZaloRig
from tests.wordpress.site import Site, lacking, wordpress

pytestmark = pytest.mark.skipif(bool(lacking()), reason=lacking())


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with wordpress(tmp_path_factory.mktemp("wp")) as running:
        yield running


@pytest.fixture
def website(site: Site, rig: ZaloRig) -> Account:
    """The unit's website, where `rig` now keeps its pictures."""
    account = Account(
        name="trang-web",
        kind=AccountKind.WORDPRESS,
        platform=Platform.WEBSITE,
        page_id="trang-web",
        title="Trang web của xã",
        base_url=site.address,
    )
    rig.logins.save(account.name, login_of(site, "editor"))
    library = WordPressPublisher(rig.http, rig.logins, rig.notes, rig.clock)
    rig.host = UnitHost(rig.http, website=lambda name: account, upload=library.media_upload)
    rig.publisher = rig.another()
    return account


def test_an_article_shows_the_pictures_of_the_websites_library(rig: ZaloRig, website: Account) -> None:
    package = rig.package()
    data = [jpeg(number) for number in (1, 2)]
    attachments = tuple(
        replace(attachment, sha256=sha256(picture), bytes=len(picture))
        for attachment, picture in zip(package.attachments, data, strict=True)
    )
    for picture in data:
        rig.files.put(picture)
    package = replace(package, attachments=attachments)
    answer = rig.publisher.create(rig.account, package, REFERENCE, rig.files)
    assert answer.outcome is Outcome.DONE, answer
    urls = [part["url"] for part in rig.articles[0]["fields"]["body"] if part["type"] == "image"]
    assert all(url.startswith(f"{website.base_url}/") for url in urls)
    assert [rig.http.send("GET", url).body for url in urls] == data
    rig.notes.drop(REFERENCE)  # as after a restored backup: the library knows its files by their names
    again = rig.another().create(rig.account, package, REFERENCE, rig.files)
    assert again.outcome is Outcome.DONE
    assert [part["url"] for part in rig.articles[-1]["fields"]["body"] if part["type"] == "image"] == urls

"""The outbox publishing to a real WordPress over a bad line: every post once, with its pictures, and verified."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from studio.accounts.addresses import page_id_of
from studio.accounts.model import AccountKind
from studio.outbox.model import Attention, DeliveryState
from studio.platforms import Platform
from studio.posts.model import Attachment
from studio.publishers.http import Http
from studio.publishers.wordpress.publisher import WordPressPublisher
from tests.outbox.outbox_rig import AccountBook, page
from tests.outbox.outbox_rig import OutboxRig as Outbox
from tests.profile import SetClock
from tests.publishers.wordpress.wordpress_rig import MemoryLogins, MemoryNotes, jpeg, login_of
from tests.simulators.clock import SimClock
from tests.simulators.faults import rule
from tests.simulators.server import Server
from tests.wordpress.relay import Relay
from tests.wordpress.site import Site


@dataclass
class OnWordPress(Outbox):
    """Pictures are real ones: WordPress looks into them."""

    def picture(self, post_id: str, number: int) -> Attachment:
        data = jpeg(number + 10 * int(post_id[1:]))
        return Attachment(
            sha256=self.files.put(data),
            name=f"{number:02d}-alert.jpg",
            mime="image/jpeg",
            width=80,
            height=60,
            bytes=len(data),
            alt=f"Thẻ cảnh báo {number}",
            origin=f"card:alert-{number}:link",
        )


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def line(site: Site, clock: SetClock) -> Iterator[Server]:
    """The site, with the time of the outbox in its answers."""
    with Server(Relay(site), clock=SimClock(source=clock)) as server:
        yield server


@pytest.fixture
def outbox(site: Site, line: Server, clock: SetClock, tmp_path: Path) -> Iterator[OnWordPress]:
    http = Http(connect_within=30, answer_within=60)
    account = page(
        "trang-web",
        kind=AccountKind.WORDPRESS,
        platform=Platform.WEBSITE,
        base_url=line.url,
        page_id=page_id_of(site.address),
    )
    logins = MemoryLogins({account.name: login_of(site, "editor")})
    publisher = WordPressPublisher(http, logins, MemoryNotes(), clock)
    rig = OnWordPress(tmp_path, remote=publisher, accounts=AccountBook(account), clock=clock)
    yield rig
    rig.store.close()
    http.close()


def test_every_post_arrives_once(outbox: OnWordPress, line: Server, site: Site) -> None:
    line.faults.add(
        rule("drop_before", "drop_after", "html", "truncated", "reset_after", "cut_answer", probability=0.25, seed=1)
    )
    deliveries = [
        outbox.queue(f"p{number}", text=f"Thông báo số {number}/TB-CAP.", images=number % 3) for number in range(1, 5)
    ]
    outbox.settle(hours=8)
    assert Counter(outbox.outbox.get(one.id).state for one in deliveries) == {DeliveryState.VERIFIED: 4}
    assert sum(entry.fault is not None for entry in line.journal()) > 10
    for one in deliveries:
        told = site.run(f"echo json_encode(page_studio_slugs('post', '{one.reference.lower()}'));")
        assert told.endswith(f'{one.reference.lower()} publish"]')
        assert told.count("publish") == 1


def test_a_post_thrown_away_on_the_site_is_not_sent_again(outbox: OnWordPress, line: Server, site: Site) -> None:
    """The answer was lost, and before anybody looked somebody put the draft into the trash."""
    line.faults.script("POST", "/wp-json/wp/v2/posts", "drop_after")
    delivery = outbox.queue("p9", text="Thông báo số 9/TB-CAP.", images=1)
    outbox.outbox.run()
    assert outbox.state(delivery)[0] is DeliveryState.UNKNOWN
    [there] = json.loads(site.run(f"echo json_encode(page_studio_slugs('post', '{delivery.reference.lower()}'));"))
    slug = there.removesuffix(" draft")
    site.run(f"wp_trash_post(get_page_by_path('{slug}', OBJECT, 'post')->ID);")
    outbox.settle(hours=8)
    assert outbox.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.HIDDEN)
    assert "thùng rác" in outbox.outbox.get(delivery.id).message
    assert site.run(f"echo json_encode(page_studio_slugs('post', '{slug}'));") == f'["{slug}__trashed trash"]'

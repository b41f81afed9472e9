"""A published post is changed on a real WordPress: what the site shows afterwards."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from studio.accounts.addresses import page_id_of
from studio.accounts.model import AccountKind
from studio.platforms import Platform
from studio.publishers.http import Http
from studio.publishers.wordpress.publisher import WordPressPublisher
from tests.outbox.outbox_rig import AccountBook, page
from tests.profile import SetClock
from tests.publishers.amending import Cases, Line, Stage
from tests.publishers.wordpress.wordpress_rig import MemoryLogins, MemoryNotes, login_of
from tests.simulators.clock import SimClock
from tests.simulators.server import Server
from tests.wordpress.relay import Relay
from tests.wordpress.site import Site

EMPTY = "foreach (get_posts(['post_status' => 'any', 'numberposts' => -1]) as $p) wp_delete_post($p->ID, true);"
SHOWN = (
    "echo json_encode(array_map(function ($p) { return $p->post_title . $p->post_content; }, "
    "get_posts(['post_status' => 'publish', 'numberposts' => -1])), JSON_UNESCAPED_UNICODE);"
)


@pytest.fixture
def stage(site: Site, tmp_path: Path) -> Iterator[Stage]:
    clock = SetClock()
    site.run(EMPTY)
    with (
        Server(Relay(site), clock=SimClock(source=clock)) as server,
        closing(Http(connect_within=30, answer_within=60)) as http,
    ):
        account = page(
            "trang-web",
            kind=AccountKind.WORDPRESS,
            platform=Platform.WEBSITE,
            base_url=server.url,
            page_id=page_id_of(site.address),
        )
        logins = MemoryLogins({account.name: login_of(site, "editor")})
        publisher = WordPressPublisher(http, logins, MemoryNotes(), clock)
        line = Line(tmp_path, remote=publisher, accounts=AccountBook(account), clock=clock)
        yield Stage(line, server, account, lambda: list(json.loads(site.run(SHOWN))), ("POST", "*/posts/*"))
        line.store.close()


class TestAmending(Cases):
    pass

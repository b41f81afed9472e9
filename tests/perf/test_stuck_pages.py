"""Pages that drip hold up nobody: beside four that never end, four others take no longer than alone."""

from __future__ import annotations

import threading
import time
import uuid
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from pathlib import Path

import pytest

from studio.accounts.model import Account, AccountKind
from studio.clock import SystemClock
from studio.outbox.model import DeliveryState
from studio.outbox.presence import Presence
from studio.platforms import Platform
from studio.store.engine import open_store
from tests.outbox.outbox_rig import PIN
from tests.profile import fresh_store
from tests.publishers.kill import program
from tests.publishers.kill.stage import Stage
from tests.simulators.authority import authority
from tests.simulators.clock import SimClock
from tests.simulators.facebook.graph import Graph
from tests.simulators.faults import Fault, Kind, rule
from tests.simulators.server import Server

pytestmark = pytest.mark.alone
POSTS = 8
"""For each page; one after the other, as on a real page."""
LATENCY = 0.1
MOST = 1.3
GIVEN_UP = 15.0
"""Seconds for an answer here, instead of sixty."""


def healthy_took(folder: Path, *, dripping: int, monkeypatch: pytest.MonkeyPatch) -> float:
    """Seconds until every post of four healthy pages was published, beside so many that drip."""
    folder.mkdir()
    monkeypatch.setattr(program, "ANSWER_WITHIN", GIVEN_UP)
    monkeypatch.setattr(program, "TIMING", replace(program.TIMING, workers=4))
    clock, secured = SimClock(), authority(folder)
    with Server(Graph(clock, pages=8), clock=clock, latency=LATENCY, authority=secured) as server:
        state = server.platform.state()["pages"]
        pages = state[8 - 4 - dripping :]
        for page in pages[:dripping]:  # they come first, so that they take every worker
            server.faults.add(rule(Fault(kind=Kind.DRIP_BODY, seconds=1.0), path=f"*/{page['id']}/*"))
        accounts = tuple(
            Account(
                name=f"trang-{number}",
                kind=AccountKind.FACEBOOK,
                platform=Platform.FACEBOOK,
                page_id=page["id"],
                title=f"Công an {number}",
                base_url=server.url,
            )
            for number, page in enumerate(pages)
        )
        tokens = {account.name: (page["token"],) for account, page in zip(accounts, pages, strict=True)}
        stage = Stage(
            kind=AccountKind.FACEBOOK,
            platform=Platform.FACEBOOK,
            accounts=accounts,
            tokens=tokens,
            trusted=secured.certificate,
        )
        fresh_store(folder, SystemClock()).close()  # type: ignore[arg-type]
        store = open_store(folder / "studio.sqlite3", clock=SystemClock(), migrate=False)
        with Presence(folder / "workers", uuid.uuid4().hex) as presence:
            outbox = program.build(folder, stage, store, presence)
            for place in range(len(accounts)):
                numbers = range(place, 10_000, len(accounts))
                alone = (n for n in numbers if n % 7 and n % 25 != 24)  # for one page, and no film
                for number in islice(alone, POSTS):
                    outbox.enqueue(f"p{number}", stage.names(number), "cb-dang", PIN)
            wanted = {account.name for account in accounts[dripping:]}
            began, took = time.perf_counter(), 0.0
            work = threading.Thread(target=lambda: outbox.run(patience=timedelta(0)))
            work.start()
            while not took:
                done = [d for d in outbox.list() if d.account in wanted and d.state is DeliveryState.VERIFIED]
                if len(done) == 4 * POSTS or not work.is_alive():
                    took = time.perf_counter() - began
                threading.Event().wait(0.05)
            server.faults.clear()
            work.join()
            assert len(done) == 4 * POSTS
        store.close()
    return took


def test_four_dripping_pages_among_eight_hold_up_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = healthy_took(tmp_path / "alone", dripping=0, monkeypatch=monkeypatch)
    beside = healthy_took(tmp_path / "beside", dripping=4, monkeypatch=monkeypatch)
    print(f"\nfour healthy pages: {alone:.1f} s alone, {beside:.1f} s beside four that drip: {beside / alone:.2f}")
    assert beside <= MOST * alone

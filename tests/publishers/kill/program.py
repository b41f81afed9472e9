"""What a killed process was doing: an outbox on a real store, publishing through a real adapter over a bad line."""

from __future__ import annotations

import logging
import os
import random
import signal
import threading
import traceback
import uuid
from dataclasses import replace
from datetime import timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from studio.accounts.model import Account, AccountKind
from studio.clock import Clock, SystemClock
from studio.outbox.presence import Presence
from studio.outbox.records import Records
from studio.outbox.service import Outbox
from studio.outbox.storage import StoredOutbox
from studio.outbox.storage_audit import StoredAudit
from studio.outbox.storage_records import StoredRecords
from studio.outbox.timing import Timing
from studio.phrase import Bilingual
from studio.posts.model import FrozenBundle
from studio.publishers.facebook.publisher import FacebookPublisher
from studio.publishers.http import Http, Reply, trust_in
from studio.publishers.port import Capabilities, Publisher, Unreachable
from studio.publishers.storage import StoredNotes
from studio.publishers.wordpress.publisher import WordPressPublisher
from studio.publishers.zalo.grant import Grants
from studio.publishers.zalo.images import UnitHost
from studio.publishers.zalo.publisher import ZaloPublisher
from studio.store.engine import Store, open_store
from studio.store.files import FileStore
from tests.outbox.outbox_rig import AccountBook, NoSources, Posts, Staff
from tests.publishers.kill.logins import KeptLogins
from tests.publishers.kill.stage import HOLDER, Approved, Stage

WINDOW = timedelta(seconds=2)
"""Instead of minutes: longer than the simulators' listings are late and than the slowest call."""
TIMING = Timing(
    pause_first=timedelta(seconds=0.1),
    pause_longest=timedelta(seconds=1),
    asked_longest=timedelta(seconds=2),
    older_than_first=timedelta(seconds=20),
    made_before=timedelta(seconds=20),
    watch_later=timedelta(seconds=1),
    workers=2,
)
ANSWER_WITHIN = 1.0
CONNECT_WITHIN = 3.0
UP = b"up"


class _Facebook(FacebookPublisher):
    def capabilities(self, account: Account) -> Capabilities:
        return replace(super().capabilities(account), window=WINDOW)


class _Zalo(ZaloPublisher):
    def capabilities(self, account: Account) -> Capabilities:
        return replace(super().capabilities(account), window=WINDOW)


class _WordPress(WordPressPublisher):
    def capabilities(self, account: Account) -> Capabilities:
        return replace(super().capabilities(account), window=WINDOW)


class _Frozen(Posts):
    """Knows what was approved."""

    def __init__(self, gate: Approved) -> None:
        super().__init__()
        self._gate = gate

    def frozen(self, post_id: str) -> FrozenBundle:
        return FrozenBundle(bundle=self._gate.bundle(post_id), pressed={}, photo_leftovers={})


class Mortal(Http):
    """At a `rate` the process dies just before a request leaves, or with its answer still unread."""

    def __init__(self, stage: Stage, dice: random.Random, rate: float, answer_within: float) -> None:
        super().__init__(connect_within=CONNECT_WITHIN, answer_within=answer_within, trust=trust_in(stage.trusted))
        self._dice = dice
        self._rate = rate

    def send(self, method: str, url: str, **how: Any) -> Reply:
        luck = self._dice.random() / self._rate if self._rate else 9.0
        if luck < 0.5:
            _die()
        reply = super().send(method, url, **how)
        if luck < 1.0:
            _die()
        return reply


def _die() -> None:
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))


def build(folder: Path, stage: Stage, store: Store, presence: Presence, *, rate: float = 0.0, seed: int = 0) -> Outbox:
    """The program after a start: everything anew, from what is on the disk."""
    clock, dice = SystemClock(), random.Random(seed)
    slow_site = stage.kind is AccountKind.WORDPRESS  # PHP's server answers one request at a time
    http = Mortal(stage, dice, rate, 20.0 if slow_site else ANSWER_WITHIN)
    files, repo, audit = FileStore(folder / "files"), StoredOutbox(store), StoredAudit(store)
    gate = Approved(stage, files)
    return Outbox(
        repo=repo,
        publishers={stage.kind: publisher(stage, store, http, clock)},
        gate=gate,
        workflow=_Frozen(gate),
        people=Staff(),
        accounts=AccountBook(*stage.accounts),
        files=files,
        audit=audit,
        records=Records(
            records=StoredRecords(store), repo=repo, audit=audit, sources=NoSources(), files=files, clock=clock
        ),
        clock=clock,
        ids=lambda: uuid.uuid4().hex,
        jitter=dice.random,
        liveness=presence,
        timing=TIMING,
    )


def publisher(stage: Stage, store: Store, http: Http, clock: Clock) -> Publisher:
    """The adapter as the application builds it; only its waits are shorter."""
    logins, notes = KeptLogins(stage.logins()), StoredNotes(store, clock)
    if stage.kind is AccountKind.FACEBOOK:
        return _Facebook(http, logins, notes, clock, pause=_brief)
    if stage.kind is AccountKind.WORDPRESS:
        return _WordPress(http, logins, notes, clock)
    host = UnitHost(http, website=lambda name: stage.accounts[0], upload=_Website(http).upload)
    grants = Grants(http, logins, clock, HOLDER)
    return _Zalo(http=http, grants=grants, notes=notes, clock=clock, host=host, pause=_brief)


class _Website:
    """The unit's public host, where Zalo fetches pictures."""

    def __init__(self, http: Http) -> None:
        self._http = http

    def upload(self, account: Account, name: str, data: bytes, mime: str) -> str:
        url = f"{account.base_url}/images/{name}"
        try:
            reply = self._http.send("PUT", url, data=data, headers={"Content-Type": mime})
        except Exception as error:
            raise Unreachable(Bilingual("máy chủ ảnh không trả lời.", "the picture host does not answer.")) from error
        if reply.status != 201:
            raise Unreachable(Bilingual("máy chủ ảnh gặp sự cố.", "the picture host is in trouble."))
        return url


def _brief(seconds: float) -> None:
    """A hundredth of what an adapter would wait."""
    threading.Event().wait(seconds / 100)


def work(folder: Path, stage: Stage, rate: float, seed: int, up: Connection) -> None:
    """The life of one process; what it breaks of by itself it tells."""
    logging.getLogger().addHandler(logging.NullHandler())  # thousands of warnings are wanted here
    try:
        _work(folder, stage, rate, seed, up)
    except BaseException:
        up.send_bytes(traceback.format_exc().encode())
        raise


def _work(folder: Path, stage: Stage, rate: float, seed: int, up: Connection) -> None:
    """Open, say so, work until nothing is left, end; unless it is killed first."""
    store = open_store(folder / "studio.sqlite3", clock=SystemClock(), migrate=False)
    presence = Presence(folder / "workers", uuid.uuid4().hex)
    outbox = build(folder, stage, store, presence, rate=rate, seed=seed)
    up.send_bytes(UP)
    outbox.run(patience=timedelta(seconds=20))
    presence.close()
    store.close()

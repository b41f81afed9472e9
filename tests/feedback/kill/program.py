"""What a killed process was doing: it sends and reads back the replies of a real profile through a real adapter."""

from __future__ import annotations

import logging
import random
import threading
import traceback
import uuid
from dataclasses import replace
from datetime import timedelta
from multiprocessing.connection import Connection
from pathlib import Path

from studio.accounts.model import Account, AccountKind
from studio.app import Studio, open_studio
from studio.clock import SystemClock
from studio.feedback.replies import Replies
from studio.outbox.presence import Presence
from studio.outbox.timing import Timing
from studio.paths import Profile
from studio.publishers.facebook.inbox import FacebookInbox
from studio.publishers.facebook.publisher import FacebookPublisher
from studio.publishers.http import Http
from studio.publishers.inbox import Inbox
from studio.publishers.port import Capabilities, Publisher
from studio.publishers.storage import StoredNotes
from studio.publishers.wordpress.inbox import WordPressInbox
from studio.publishers.wordpress.publisher import WordPressPublisher
from studio.publishers.zalo.grant import Grants
from studio.publishers.zalo.images import UnitHost
from studio.publishers.zalo.inbox import ZaloInbox
from studio.publishers.zalo.publisher import ZaloPublisher
from tests.accounts.keyrings import NoKeyring
from tests.feedback.answering import AnswerRoom
from tests.publishers.kill.logins import KeptLogins
from tests.publishers.kill.program import ANSWER_WITHIN, UP, Mortal
from tests.publishers.kill.stage import HOLDER, Stage

WINDOW = timedelta(seconds=2)
"""Instead of minutes: longer than the simulators' listings are late and than the slowest call."""
TIMING = Timing(
    pause_first=timedelta(seconds=0.1), pause_longest=timedelta(seconds=1), asked_longest=timedelta(seconds=2)
)


class _Facebook(FacebookPublisher):
    def capabilities(self, account: Account) -> Capabilities:
        return replace(super().capabilities(account), window=WINDOW)


class _Zalo(ZaloPublisher):
    def capabilities(self, account: Account) -> Capabilities:
        return replace(super().capabilities(account), window=WINDOW)


class _WordPress(WordPressPublisher):
    def capabilities(self, account: Account) -> Capabilities:
        return replace(super().capabilities(account), window=WINDOW)


def opened(root: Path) -> Studio:
    """The profile after a start of the program."""
    return open_studio(Profile(root=root), clock=SystemClock(), ids=lambda: uuid.uuid4().hex, safe=NoKeyring())


def answering(studio: Studio, stage: Stage, presence: Presence, *, rate: float = 0.0, seed: int = 0) -> Replies:
    """The replies of the profile; at a `rate` of its calls the process dies by its own hand."""
    dice = random.Random(seed)
    slow_site = stage.kind is AccountKind.WORDPRESS  # PHP's server answers one request at a time
    http = Mortal(stage, dice, rate, 20.0 if slow_site else ANSWER_WITHIN)
    publisher, inbox = _adapters(studio, stage, http)
    return AnswerRoom(
        studio,
        SystemClock(),
        inboxes={stage.kind: inbox},
        publishers={stage.kind: publisher},
        liveness=presence,
        timing=TIMING,
        jitter=dice.random,
    ).replies


def _adapters(studio: Studio, stage: Stage, http: Http) -> tuple[Publisher, Inbox]:
    """As the application builds them; only their waits are shorter."""
    clock, logins = SystemClock(), KeptLogins(stage.logins())
    notes = StoredNotes(studio.store, clock)
    if stage.kind is AccountKind.FACEBOOK:
        return _Facebook(http, logins, notes, clock, pause=_brief), FacebookInbox(http, logins, clock, pause=_brief)
    if stage.kind is AccountKind.WORDPRESS:
        return _WordPress(http, logins, notes, clock), WordPressInbox(http, logins, clock)
    host = UnitHost(http, website=lambda name: stage.accounts[0], upload=lambda *told: "")
    grants = Grants(http, logins, clock, HOLDER)
    return (
        _Zalo(http=http, grants=grants, notes=notes, clock=clock, host=host, pause=_brief),
        ZaloInbox(http, grants, clock),
    )


def _brief(seconds: float) -> None:
    """A hundredth of what an adapter would wait."""
    threading.Event().wait(seconds / 100)


def work(root: Path, stage: Stage, rate: float, seed: int, up: Connection) -> None:
    """The life of one process; what it breaks of by itself it tells."""
    logging.getLogger().addHandler(logging.NullHandler())  # thousands of warnings are wanted here
    try:
        _work(root, stage, rate, seed, up)
    except BaseException:
        up.send_bytes(traceback.format_exc().encode())
        raise


def _work(root: Path, stage: Stage, rate: float, seed: int, up: Connection) -> None:
    """Open, say so, work until only a person can go on; unless it is killed first."""
    studio = opened(root)
    presence = Presence(root / "workers", uuid.uuid4().hex)
    replies = answering(studio, stage, presence, rate=rate, seed=seed)
    up.send_bytes(UP)
    while any(not reply.asks for reply in replies.on_their_way()):
        if not replies.run():
            threading.Event().wait(0.05)
        if studio.outbox.pauses():
            break
    presence.close()
    studio.close()

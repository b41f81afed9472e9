"""Four processes need the grant of one official account at the same moment: one refreshes it, nobody breaks it.

`make soak` runs the long form; STUDIO_ROUNDS names another number.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from studio.accounts.logins import ZaloLogin
from studio.accounts.storage import StoredAccounts
from studio.secret import Secret
from studio.store.engine import open_store
from tests.accounts.keyrings import MemoryKeyring
from tests.profile import MORNING, SetClock, fresh_store
from tests.publishers.zalo.racer import PAGE, account, entries_of, opened_logins
from tests.simulators.clock import SimClock
from tests.simulators.faults import Fault, Kind, rule
from tests.simulators.server import Server
from tests.simulators.zalo.platform import APP, SECRET_KEY, Zalo
from tests.soak import amount

ROOT = Path(__file__).resolve().parents[3]
PROCESSES = 4
ROUNDS = amount(4, 50, "STUDIO_ROUNDS")
SLOW = 0.2
"""Seconds a refresh takes: long enough for all to come while one is at it."""


class Racer:
    """One process; `go` and `told` are apart, so that all go at once."""

    def __init__(self, *arguments: str) -> None:
        command = [sys.executable, "-m", "tests.publishers.zalo.racer", *arguments]
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def go(self, given: Any) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(given) + "\n")
        self._process.stdin.flush()

    def told(self) -> Any:
        assert self._process.stdout is not None
        return json.loads(self._process.stdout.readline())

    def end(self) -> None:
        self._process.communicate()


class Race:
    """A profile with a grant, the simulator that gave it, and the processes that use it."""

    def __init__(self, server: Server, clock: SimClock, racers: list[Racer], profile: Path) -> None:
        assert isinstance(server.platform, Zalo)
        self.zalo, self.server = server.platform, server
        self.clock, self.racers, self.profile = clock, racers, profile
        self.oa_id = next(iter(self.zalo.pairs))

    def round(self) -> list[dict[str, Any]]:
        """Everybody at once; what each says."""
        moment = self.clock.now().isoformat()
        for racer in self.racers:
            racer.go(moment)
        return [racer.told() for racer in self.racers]

    def refreshes(self) -> int:
        return len(self.server.journal("POST", "/v4/oa/access_token"))

    def grant(self) -> dict[str, Any]:
        with self.server.lock:
            found: dict[str, Any] = self.zalo.state()["grants"][0]
        return found

    def stored_token_serves(self, keyring: MemoryKeyring) -> bool:
        """Whether the refresh token in the store is the one that still buys a pair."""
        store = open_store(self.profile / "studio.sqlite3", clock=SetClock())
        try:
            with opened_logins(store, self.profile, keyring) as logins:
                login = logins.load(PAGE)
        finally:
            store.close()
        assert isinstance(login, ZaloLogin)
        with self.server.lock:
            return self.zalo.sim.grants[APP, self.oa_id].refresh_token == login.refresh_token.reveal()


@contextmanager
def race(profile: Path, keyring: MemoryKeyring, turns: str) -> Iterator[Race]:
    clock = SimClock(MORNING)
    with ExitStack() as stack:
        server = stack.enter_context(Server(Zalo(clock), clock=clock))
        assert isinstance(server.platform, Zalo)
        oa_id, pair = next(iter(server.platform.pairs.items()))
        connect(profile, keyring, server.url, oa_id, pair)
        server.faults.add(rule(Fault(kind=Kind.SLOW, seconds=SLOW), path="/v4/oa/access_token"))
        racers = []
        for _ in range(PROCESSES):
            racers.append(Racer(str(profile), server.url, oa_id, turns))
            stack.callback(racers[-1].end)
            racers[-1].go(entries_of(keyring))
        assert [racer.told() for racer in racers] == ["ready"] * PROCESSES
        yield Race(server, clock, racers, profile)


def connect(profile: Path, keyring: MemoryKeyring, url: str, oa_id: str, pair: dict[str, str]) -> None:
    """Store the first pair, as connecting does."""
    store = fresh_store(profile, SetClock())
    StoredAccounts(store).save(account(url, oa_id))
    with opened_logins(store, profile, keyring) as logins:
        login = ZaloLogin(
            app_id=APP,
            secret_key=Secret(SECRET_KEY),
            access_token=Secret(pair["access_token"]),
            access_from=MORNING,
            access_until=MORNING + timedelta(seconds=int(pair["expires_in"])),
            refresh_token=Secret(pair["refresh_token"]),
            refresh_until=MORNING + timedelta(days=90),
            holder=logins.holder,
        )
        logins.save(PAGE, login)
    store.close()


@pytest.mark.soak
def test_four_processes_refresh_once_a_round_and_break_nothing(tmp_path: Path) -> None:
    keyring = MemoryKeyring()
    with race(tmp_path, keyring, "lock") as running:
        for number in range(1, ROUNDS + 1):
            if number % 2:
                running.clock.advance(timedelta(hours=17))  # two thirds of 25 hours are over
            else:
                with running.server.lock:
                    running.zalo.control("expire", {"oa_id": running.oa_id})  # -220, against what the login says
            told = running.round()
            assert [one.get("oa_id") for one in told] == [running.oa_id] * PROCESSES, (number, told)
            assert len({one["token"] for one in told}) == 1, number
            assert running.refreshes() == number
            grant = running.grant()
            assert (grant["refreshed"], grant["replayed"]) == (number, 0)
            assert running.stored_token_serves(keyring), number


def test_without_turns_they_do_break_it(tmp_path: Path) -> None:
    """The race is real: take the turns away, and spent tokens are shown again."""
    with race(tmp_path, MemoryKeyring(), "no-lock") as running:
        rounds = 0
        while rounds < 20 and not running.grant()["replayed"]:  # on a busy machine they may come one after the other
            running.clock.advance(timedelta(hours=17))
            running.round()
            rounds += 1
        assert running.refreshes() > rounds
        assert running.grant()["replayed"] > 0

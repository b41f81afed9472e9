"""Four processes with one grant whose access token ran out: one refresh, and every one goes on."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path

from studio.accounts.logins import ZaloLogin
from studio.clock import SystemClock
from studio.secret import Secret
from studio.store.accounts import StoredAccounts
from tests.profile import SetClock, fresh_store
from tests.publishers.zalo.refresher import account_of, logins_of
from tests.simulators.apart import ROOT, Apart, Control
from tests.simulators.zalo.platform import APP, SECRET_KEY

PROCESSES, ROUNDS = 4, 50


def test_four_processes_make_one_refresh_in_each_of_fifty_rounds(tmp_path: Path) -> None:
    with Apart("zalo") as control:
        oa_id = connect(tmp_path, control)
        with ExitStack() as stack:
            holders = [stack.enter_context(holder(tmp_path, control.url, oa_id)) for _ in range(PROCESSES)]
            for one in holders:
                assert answer(one) == "ready"
            for _ in range(ROUNDS):
                control.do("expire", oa_id=oa_id)
                for one in holders:
                    ask(one)
                assert [answer(one) for one in holders] == [oa_id] * PROCESSES
        (grant,) = control.state()["grants"]
        assert (grant["refreshed"], grant["replayed"]) == (ROUNDS, 0)
        assert control.bugs() == []


def connect(folder: Path, control: Control) -> str:
    store = fresh_store(folder, SetClock())
    (oa,) = control.state()["oas"]
    account = account_of(control.url, oa["oa_id"])
    StoredAccounts(store).save(account)
    pair, now = control.do("explorer", oa_id=oa["oa_id"]), SystemClock().now()
    login = ZaloLogin(
        app_id=APP,
        secret_key=Secret(SECRET_KEY),
        access_token=Secret(pair["access_token"]),
        access_from=now,
        access_until=now + timedelta(seconds=90_000),
        refresh_token=Secret(pair["refresh_token"]),
        refresh_until=now + timedelta(days=90),
        holder="profile-1",
    )
    logins_of(folder, store).save(account.name, login)
    store.close()
    return str(oa["oa_id"])


@contextmanager
def holder(folder: Path, url: str, page_id: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.publishers.zalo.refresher", str(folder), url, page_id]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        try:
            yield process
            assert process.stdin is not None
            process.stdin.close()
            assert process.wait() == 0
        finally:
            process.kill()


def ask(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("who\n")
    process.stdin.flush()


def answer(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()

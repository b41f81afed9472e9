"""What is said of a connection without asking the platform."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from studio.accounts import logins
from studio.accounts.logins import LoginLost
from studio.accounts.model import Health, HealthState
from studio.phrase import Bilingual
from studio.secret import KeyringTrouble
from tests.profile import MORNING

GOOD = Health(state=HealthState.OK, checked_at=MORNING - timedelta(days=40), say=Bilingual("Tốt.", "Good."))


@pytest.mark.parametrize(
    ("left", "state"),
    [
        (timedelta(days=8), HealthState.OK),
        (timedelta(days=7), HealthState.EXPIRING),
        (timedelta(seconds=1), HealthState.EXPIRING),
        (timedelta(0), HealthState.NEEDS_LOGIN),
        (timedelta(days=-30), HealthState.NEEDS_LOGIN),
    ],
)
def test_a_login_runs_out_while_nobody_looks(left: timedelta, state: HealthState) -> None:
    found = logins.aged(replace(GOOD, until=MORNING + left), MORNING)
    assert found.state is state
    if state is not HealthState.OK:
        assert found.next_step.vi
        assert "/20" in found.say.vi


def test_what_does_not_run_out_and_what_is_bad_already_stays() -> None:
    assert logins.aged(GOOD, MORNING) == GOOD
    bad = replace(GOOD, state=HealthState.BLOCKED, until=MORNING)
    assert logins.aged(bad, MORNING) == bad


def test_a_lost_key_asks_to_connect_and_a_locked_one_to_unlock() -> None:
    lost = logins.keyring_trouble(LoginLost(Bilingual("khóa mất", "the key is gone")), MORNING)
    locked = logins.keyring_trouble(KeyringTrouble(Bilingual("kho khóa", "the keyring")), MORNING)
    assert lost.state is locked.state is HealthState.NEEDS_LOGIN
    assert "bấm Kết nối" in lost.next_step.vi
    assert "Mở khóa" in locked.next_step.vi
    assert (lost.say.vi, lost.say.en) == ("Khóa mất", "The key is gone")

"""The log of the window strikes out the secrets that its services are told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from studio.accounts.model import AccountKind
from studio.cli.window import Opener
from studio.errors import StudioError
from studio.paths import Profile
from studio.people.model import Role
from studio.redaction import HIDDEN, Redactor
from studio.secret import Secret
from tests.profile import SetClock, staffed
from tests.publishers.samples import account

TOKEN = "0f" * 24  # of a shape that no pattern takes for a secret


def test_a_secret_that_is_given_in_the_window_is_struck_out_from_then_on(tmp_path: Path) -> None:
    redactor = Redactor()
    studio = Opener(Profile(root=tmp_path), SetClock(), redactor).studio()
    try:
        staffed(studio.people, ("Kỹ thuật", [Role.TECHNICAL]), pin="73920461")
        studio.accounts.add(replace(account(AccountKind.FACEBOOK), base_url="http://127.0.0.1:1"))
        assert TOKEN in redactor(f"sent {TOKEN}")
        with pytest.raises(StudioError):  # nobody listens there
            studio.connections.connect("trang", "token", {"page_token": Secret(TOKEN)}, "Kỹ thuật", "73920461")
    finally:
        studio.close()
    assert redactor(f"sent {TOKEN}") == f"sent {HIDDEN}"

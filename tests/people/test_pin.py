"""Which PINs are taken, and how they are kept."""

from __future__ import annotations

import pytest

from studio.errors import BadInput
from studio.people.pin import Cost, cost_of, default_hasher, matches, require_good, unwrap, wrap
from tests.profile import FAST_HASHER

REALLY = default_hasher
"""As it is in the application: tests hash for no attacker."""


@pytest.mark.parametrize("pin", ["739164", "408273", "9182736450", "246813", "583920471625"])
def test_good_pins_are_taken(pin: str) -> None:
    require_good(pin)


@pytest.mark.parametrize(
    ("pin", "reason"),
    [
        ("", "chữ số"),
        ("73916", "chữ số"),
        ("7391640285173", "chữ số"),
        ("73916a", "chữ số"),
        ("７３９１６４", "chữ số"),
        (" 739164", "chữ số"),
        ("000000", "dễ đoán"),
        ("88888888", "dễ đoán"),
        ("123456", "dễ đoán"),
        ("654321", "dễ đoán"),
        ("890123", "dễ đoán"),
        ("135791", "dễ đoán"),
        ("121212", "dễ đoán"),
        ("123123", "dễ đoán"),
        ("112233", "dễ đoán"),
        ("1212121", "dễ đoán"),
        ("251190", "ngày sinh"),
        ("901125", "ngày sinh"),
        ("25111990", "ngày sinh"),
        ("19901125", "ngày sinh"),
        ("123321", "dễ đoán"),
        ("147258", "dễ đoán"),
        ("102030", "dễ đoán"),
        ("258852", "dễ đoán"),
        ("121314", "dễ đoán"),
        ("100200300", "dễ đoán"),
        ("789456", "dễ đoán"),
        ("159753", "dễ đoán"),
        ("14725836", "dễ đoán"),
        ("1472583690", "dễ đoán"),
        ("12344321", "dễ đoán"),
        ("12348765", "dễ đoán"),
        ("114477", "dễ đoán"),
        ("122121", "dễ đoán"),
        ("113114", "dễ đoán"),
        ("520131", "dễ đoán"),
        ("19902015", "ngày sinh"),
        ("081975", "ngày sinh"),
    ],
)
def test_pins_that_are_guessed_first_are_refused_with_the_reason(pin: str, reason: str) -> None:
    with pytest.raises(BadInput) as refused:
        require_good(pin)
    assert reason in refused.value.phrase.vi
    if pin:
        assert pin not in refused.value.sentence("vi")


def test_what_a_pin_costs() -> None:
    assert cost_of(REALLY()) == Cost(memory=65_536, passes=3, lanes=1)


SEED, COST = bytes(range(32)), Cost(memory=8, passes=1, lanes=1)
SECRET = b"s" * 32


def test_a_key_opens_with_its_persons_pin_and_the_secret_alone() -> None:
    kept = wrap(SEED, "739164", "p1", SECRET, COST)
    assert kept.startswith("$page-studio$m=8,t=1,p=1$")
    assert "739164" not in kept
    assert unwrap(kept, "739164", "p1", SECRET) == SEED
    assert unwrap(kept, "739165", "p1", SECRET) is None
    assert unwrap(kept, "739164", "p2", SECRET) is None, "copied into another person's row"
    assert unwrap(kept, "739164", "p1", b"t" * 32) is None, "the store without the keyring"
    assert unwrap(kept, "739164", "p1", None) is None
    assert kept != wrap(SEED, "739164", "p1", SECRET, COST)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("$page-studio$", "$argon2id$"),
        ("m=8", "m=4194304"),
        ("m=8", "m=1"),
        ("t=1", "t=99"),
        ("p=1", "p=0"),
        ("$m", "m"),
    ],
)
def test_a_key_that_was_tampered_with_does_not_open(old: str, new: str) -> None:
    kept = wrap(SEED, "739164", "p1", SECRET, COST).replace(old, new, 1)
    assert unwrap(kept, "739164", "p1", SECRET) is None


def test_a_cut_key_does_not_open() -> None:
    kept = wrap(SEED, "739164", "p1", SECRET, COST)
    other = "01" if kept.endswith("00") else "00"
    for text in ("", kept[:-2], kept[:-2] + other, kept + "00"):
        assert unwrap(text, "739164", "p1", SECRET) is None


def test_an_approvers_pin_is_longer() -> None:
    require_good("739164")
    with pytest.raises(BadInput, match="8 đến 12"):
        require_good("7391640", approves=True)
    require_good("73916402", approves=True)


def test_a_damaged_hash_matches_nothing() -> None:
    for damaged in ("", "x", "$argon2id$v=19$m=8,t=1,p=1$AAAA", FAST_HASHER.hash("739164")[:-4]):
        assert not matches(FAST_HASHER, damaged, "739164")

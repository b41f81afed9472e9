"""Which PINs are taken, and how they are kept."""

from __future__ import annotations

import pytest

from studio.errors import BadInput
from studio.people.pin import default_hasher, matches, require_good
from tests.profile import FAST_HASHER


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
    ],
)
def test_pins_that_are_guessed_first_are_refused_with_the_reason(pin: str, reason: str) -> None:
    with pytest.raises(BadInput) as refused:
        require_good(pin)
    assert reason in refused.value.phrase.vi
    assert pin == "" or pin not in refused.value.sentence("vi")


def test_a_hash_is_argon2id_and_never_holds_the_pin() -> None:
    pin_hash = default_hasher().hash("739164")
    assert pin_hash.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert "739164" not in pin_hash
    assert matches(default_hasher(), pin_hash, "739164")
    assert not matches(default_hasher(), pin_hash, "739165")


def test_a_damaged_hash_matches_nothing() -> None:
    for damaged in ("", "x", "$argon2id$v=19$m=8,t=1,p=1$AAAA", FAST_HASHER.hash("739164")[:-4]):
        assert not matches(FAST_HASHER, damaged, "739164")

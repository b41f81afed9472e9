"""What the tests of the simulators start from."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.simulators.facebook.asking import Asking


@pytest.fixture
def facebook() -> Iterator[Asking]:
    with Asking() as asking:
        yield asking

"""Whether a test's platform speaks http or https: `each_scheme` runs a test over both."""

from __future__ import annotations

import pytest

from tests.simulators.authority import Authority, authority


@pytest.fixture(scope="session")
def own_authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def secured(request: pytest.FixtureRequest) -> Authority | None:
    """What the server of this test shows; None: it speaks http."""
    return request.getfixturevalue("own_authority") if getattr(request, "param", "") == "https" else None

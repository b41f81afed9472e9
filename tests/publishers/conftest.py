"""Whether a test's platform speaks http or https: `each_scheme` runs a test over both.

`page` is the rig of each platform in turn, with the real adapter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.publishers.kill import program, remote
from tests.publishers.kill.remote import Remote
from tests.simulators.authority import Authority, authority
from tests.wordpress.site import lacking

ADAPTERS = [
    pytest.param(remote.facebook, id="facebook"),
    pytest.param(remote.zalo, id="zalo"),
    pytest.param(remote.wordpress, id="wordpress", marks=pytest.mark.skipif(bool(lacking()), reason=lacking())),
]


@pytest.fixture(scope="session")
def own_authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def secured(request: pytest.FixtureRequest) -> Authority | None:
    """What the server of this test shows; None: it speaks http."""
    return request.getfixturevalue("own_authority") if getattr(request, "param", "") == "https" else None


@pytest.fixture(params=ADAPTERS)
def page(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Remote]:
    monkeypatch.setattr(remote, "SITES", 1)
    start: Callable[[Path], AbstractContextManager[Remote]] = request.param
    with start(tmp_path) as running:
        yield running


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[ExitStack]:
    monkeypatch.setattr(program, "TIMING", replace(program.TIMING, made_before=timedelta(days=7), workers=1))
    monkeypatch.setattr(program, "ANSWER_WITHIN", 60.0)  # nothing is slow here but the machine
    with ExitStack() as stack:
        yield stack

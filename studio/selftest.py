"""Whether the program works on this PC: the doctor and the demo in a profile that is thrown away.

Nothing of it stays: no data folder, no entry in the keyring, no file beside the program.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from studio import doctor
from studio.app.probe import store_probe
from studio.clock import Clock
from studio.demo import run_demo
from studio.doctor import CheckStatus
from studio.errors import StudioError
from studio.paths import Profile
from studio.phrase import Phrase
from studio.secret import Secret

FIT = Phrase("This PC is fit for Page Studio.")
UNFIT = Phrase("This PC is not fit for Page Studio yet; see the lines marked ✗ above.")


class PassingSafe:
    """Keeps secrets as long as the program runs: the demo leaves nothing in the system's keyring."""

    def __init__(self) -> None:
        self._kept: dict[str, Secret] = {}

    def get(self, name: str) -> Secret | None:
        return self._kept.get(name)

    def set(self, name: str, value: Secret) -> None:
        self._kept[name] = value

    def delete(self, name: str) -> None:
        self._kept.pop(name, None)

    def close(self) -> None:
        """Nothing is held."""


def selftest(tell: Callable[[Phrase], None], *, clock: Clock) -> bool:
    """Examine the PC, do the demo, and say whether it is fit. What hinders it is told in sentences."""

    def say(results: list[doctor.Result]) -> None:
        for line in doctor.lines(results):
            tell(line)

    with tempfile.TemporaryDirectory(prefix="page-studio-selftest-", ignore_cleanup_errors=True) as folder:
        profile = Profile(root=Path(folder) / "profile")
        results = list(doctor.examine(profile))
        say(results)
        if doctor.worst(results) is not CheckStatus.FAIL:
            try:
                run_demo(Path(folder) / "demo", clock=clock, tell=tell, into=profile, safe=PassingSafe())
                last = [doctor.check_store(store_probe(profile))]
            except StudioError as trouble:
                last = [doctor.Result(name="demo", status=CheckStatus.FAIL, sentence=trouble.phrase)]
            say(last)
            results += last
    fit = doctor.worst(results) is not CheckStatus.FAIL
    tell(FIT if fit else UNFIT)
    return fit

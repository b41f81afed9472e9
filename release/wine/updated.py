"""An installed program that takes releases over from a folder, and goes back, under Wine.

The installers are those of the tree that is tried, under three versions and with a key of this trial; each is whole,
and is started by the program that it replaces.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from release.installer import build_installer
from release.place import VERSION, fresh
from release.wine.bench import windows
from release.wine.installed import PATIENCE, MissedError, must
from release.wine.prefix import Prefix
from release.wine.results import Outcome, Result
from studio.installation import MARKER
from studio.people.keys import public_of
from studio.updates.release import KEYS, LIST, kind_of, sign_release
from tests.e2e.rig.screen import until

SEED = bytes(range(32))
"""A key for this trial alone."""
FIRST, SECOND, THIRD = VERSION, "90.0.0", "91.0.0"
ACT = """
import sys
from pathlib import Path
from studio.app import open_studio
from studio.app.updates import start_due
from studio.clock import SystemClock
from studio.demo import fill_sample, new_profile
from studio.errors import StudioError
from studio.paths import Profile
from studio.people.model import Role
from studio.people.sample import PIN
from studio.updates.release import release_keys
out, release = Path(sys.argv[1]), sys.argv[2]
fresh = not out.exists()
profile = new_profile(out) if fresh else Profile(root=out / "profile")
studio = open_studio(profile, clock=SystemClock())
if fresh:
    fill_sample(studio)
head = next(one.id for one in studio.people.list() if Role.TECHNICAL in one.roles)
try:
    if release == "back":
        ready = studio.updates.go_back(head, PIN)
    else:
        ready = studio.updates.prepare(Path(release), head, PIN, going=lambda done, total: True)
    print("ready", ready.version, len(studio.people.list()))
except StudioError as error:
    print(error.sentence("en"))
    ready = None
studio.close()
if ready is not None:
    print("started", start_due(profile, release_keys()))
"""


@dataclass(frozen=True, slots=True)
class Updated:
    """The program of a user, installed in a prefix."""

    prefix: Prefix
    tree: Path
    folder: Path

    @property
    def place(self) -> Path:
        local = next((self.prefix.drive / "users").glob("*/AppData/Local"))
        return local / "Programs" / "PageStudio"

    def build(self) -> None:
        """Three installers of the tree, each with the key of this trial."""
        tree = self.folder / "tree"
        shutil.copytree(self.tree, tree)
        (tree / "Lib" / "site-packages" / "studio" / "assets" / KEYS.name).write_text(
            json.dumps([public_of(SEED)]), encoding="utf-8"
        )
        for version in (FIRST, SECOND, THIRD):
            release = fresh(self.folder / version)
            build_installer(tree, version, release)
            sign_release(release, version, kind_of, SEED)
        shutil.rmtree(tree)

    def install(self) -> None:
        (setup,) = (self.folder / FIRST).glob("*.exe")
        must(self._run(setup, "/S", "/BACK", log="install") == 0, "it failed")  # over what an earlier run left
        must(self._version() == FIRST, f"{self._version()} is installed")

    def refuse_forged(self) -> None:
        """A release whose list was changed after it was signed."""
        forged = self.folder / "forged"
        shutil.copytree(self.folder / SECOND, forged)
        with (forged / LIST).open("ab") as stream:
            stream.write(b" ")
        said = self._act(forged, "forged")
        must("signature" in said and "started" not in said, said)
        must(self._version() == FIRST, f"{self._version()} is installed")

    def take_over(self) -> None:
        self._becomes(SECOND, self._act(self.folder / SECOND, "second"))

    def take_over_again(self) -> None:
        self._becomes(THIRD, self._act(self.folder / THIRD, "third"))

    def refuse_older(self) -> None:
        said = self._act(self.folder / SECOND, "older")
        must("started" not in said, said)
        must(self._version() == THIRD, f"{self._version()} is installed")

    def go_back(self) -> None:
        self._becomes(SECOND, self._act("back", "back"))

    def go_back_once_only(self) -> None:
        said = self._act("back", "back-again")
        must("no former version" in said, said)

    def _becomes(self, version: str, said: str) -> None:
        """Wait until the installer that was started has done its work; the profile is whole, and the program fit."""
        must(f"ready {version}" in said and "started True" in said, said)
        until(lambda: self._version() == version, f"version {version}", patience=PATIENCE)
        must(self._run(self.place / "studio.exe", "--json", "about", log=version) == 0, "it does not start")

    def _version(self) -> str:
        """What is installed; nothing while an installer changes the folders."""
        try:
            return str(json.loads((self.place / "app" / MARKER).read_text(encoding="utf-8"))["version"])
        except OSError:
            return ""

    def _act(self, release: Path | str, log: str) -> str:
        """Let the installed program take over the release in that folder, or go back, and say what came of it."""
        asked = windows(release) if isinstance(release, Path) else release
        words = ["-c", ACT, windows(self.folder / "data"), asked]
        must(self._run(self.place / "app" / "python.exe", *words, log=log) == 0, f"see {log}.log")
        return (self.folder / f"{log}.log").read_text(encoding="utf-8", errors="replace")

    def _run(self, *words: str | Path, log: str) -> int:
        out = self.folder / f"{log}.log"
        return self.prefix.start([str(word) for word in words], log=out, folder=self.folder).wait(PATIENCE)


def try_updates(prefix: Prefix, tree: Path, folder: Path) -> tuple[Result, ...]:
    """Every step is a test."""
    one, told = Updated(prefix, tree, fresh(folder)), []
    one.build()
    steps = (
        one.install,
        one.refuse_forged,
        one.take_over,
        one.take_over_again,
        one.refuse_older,
        one.go_back,
        one.go_back_once_only,
    )
    for step in steps:
        name = f"updates::{step.__name__}"
        try:
            step()
        except (MissedError, TimeoutError, OSError, subprocess.TimeoutExpired) as error:
            told.append(Result(name, Outcome.FAILED, " ".join(str(error).split())))
        else:
            told.append(Result(name, Outcome.PASSED))
        print(f"wine: {told[-1].name}: {told[-1].outcome} {told[-1].why}", flush=True)
    return tuple(told)

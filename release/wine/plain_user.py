"""The program as a department's administrator installs it, used by somebody who may not change its folder.

Wine lets everybody be an administrator, so the folder is protected by the permissions of Linux; run as root, Wine is
started without root's right to pass over them.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from release.place import fresh
from release.wine.bench import windows
from release.wine.installed import PATIENCE, MissedError, must
from release.wine.prefix import Prefix
from release.wine.results import Outcome, Result
from studio.people.keys import public_of
from studio.updates.release import KEYS, kind_of, sign_release

SEED = bytes(range(32))
"""A key for this trial alone."""
NEWER = "99.0.0"
ASK = """
import sys
from pathlib import Path
from studio.app import open_studio
from studio.clock import SystemClock
from studio.demo import fill_sample, new_profile
from studio.errors import StudioError
studio = open_studio(new_profile(Path(sys.argv[1])), clock=SystemClock())
try:
    print(studio.updates.look(Path(sys.argv[2])).version)
except StudioError as error:
    print(error.sentence("en"))
finally:
    studio.close()
"""


SAVE = """
import sys
from pathlib import Path
from studio.errors import StorageTrouble
from studio.paths import write_chosen
try:
    write_chosen(Path(sys.argv[1]) / "report.csv", b"1")
except StorageTrouble as error:
    print(error.sentence("en"))
"""


@dataclass(frozen=True, slots=True)
class PlainUser:
    """A prefix whose user runs what the administrator installed."""

    prefix: Prefix
    setup: Path
    folder: Path

    @property
    def place(self) -> Path:
        return self.prefix.drive / "Program Files" / "PageStudio"

    @property
    def keys(self) -> Path:
        return self.place / "app" / "Lib" / "site-packages" / "studio" / "assets" / KEYS.name

    def install(self) -> None:
        """As the administrator: for all users, and then nobody else may write there."""
        self.close()  # of a run that was cut off
        must(self._run(self.setup, "/S", "/ALLUSERS", log="install") == 0, "it failed")
        self._protect()

    def selftest(self) -> None:
        self._leaves_all_as_it_was(self.place / "studio.exe", "--selftest", log="selftest")

    def demo(self) -> None:
        """The main job, in the user's own folder of data."""
        self._leaves_all_as_it_was(self.place / "studio.exe", "demo", "--no-window", log="demo")

    def save_elsewhere(self) -> None:
        """A file is not saved where nobody but the administrator may write, and that is said."""
        words = ["-c", SAVE, windows(self.place)]
        must(self._run(self.place / "app" / "python.exe", *words, log="save") == 0, "see save.log")
        said = (self.folder / "save.log").read_text(encoding="utf-8", errors="replace")
        must("choose another folder" in said, said)

    def update_without_key(self) -> None:
        must("no release key" in self._ask(self._release(), "no-key"), "it takes releases that nobody signed")

    def update(self) -> None:
        """An update is for the administrator, and the user is told what to ask for."""
        self.keys.chmod(0o644)  # what was built with a key has it from the start
        self.keys.write_text(json.dumps([public_of(SEED)]), encoding="utf-8")
        self._protect()
        release = self._release()
        said = self._ask(release, "update")
        must(f"{self.setup.name} /ALLUSERS" in said, said)
        with (release / "release.json").open("ab") as stream:
            stream.write(b" ")
        said = self._ask(release, "forged")
        must("signature" in said, said)

    def close(self) -> None:
        """Let the folder be deleted again."""
        subprocess.run(["chmod", "-R", "u+w", self.place], check=False)

    def _protect(self) -> None:
        subprocess.run(["chmod", "-R", "a-w", self.place], check=True)

    def _release(self) -> Path:
        folder = fresh(self.folder / "USB")
        shutil.copyfile(self.setup, folder / self.setup.name)
        sign_release(folder, NEWER, kind_of, SEED)
        return folder

    def _ask(self, release: Path, log: str) -> str:
        """What the program says to a release in that folder."""
        words = ["-c", ASK, windows(fresh(self.folder / log)), windows(release)]
        must(self._run(self.place / "app" / "python.exe", *words, log=log) == 0, f"see {log}.log")
        return (self.folder / f"{log}.log").read_text(encoding="utf-8", errors="replace")

    def _leaves_all_as_it_was(self, *words: str | Path, log: str) -> None:
        before = self._outside()
        code = self._run(*words, log=log)
        must(code == 0, f"exit code {code}; see {log}.log")
        changed = sorted(str(path) for path, _ in before ^ self._outside())
        must(not changed, f"changed outside the user's folder: {changed[:3]}")

    def _outside(self) -> set[tuple[Path, int]]:
        """Every file of the drive that is not in the user's folder, with the moment it was written."""
        users = self.prefix.drive / "users"
        files = (path for path in self.prefix.drive.rglob("*") if path.is_file() and users not in path.parents)
        return {(path, path.lstat().st_mtime_ns) for path in files}

    def _run(self, *words: str | Path, log: str) -> int:
        out = self.folder / f"{log}.log"
        return self.prefix.start([str(word) for word in words], log=out, folder=self.folder).wait(PATIENCE)


def try_plain_user(prefix: Prefix, setup: Path, folder: Path) -> tuple[Result, ...]:
    """Every step is a test."""
    one, told = PlainUser(prefix, setup, fresh(folder)), []
    try:
        for step in (one.install, one.selftest, one.demo, one.save_elsewhere, one.update_without_key, one.update):
            name = f"plain user::{step.__name__}"
            try:
                step()
            except (MissedError, OSError, subprocess.TimeoutExpired) as error:
                told.append(Result(name, Outcome.FAILED, " ".join(str(error).split())))
            else:
                told.append(Result(name, Outcome.PASSED))
            print(f"wine: {told[-1].name}: {told[-1].outcome} {told[-1].why}", flush=True)
    finally:
        one.close()
    return tuple(told)

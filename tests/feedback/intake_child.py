"""A station that reads its pages, to be killed: says how many texts were new after each step."""

from __future__ import annotations

from pathlib import Path

from studio.app import open_studio
from studio.paths import Profile
from tests.accounts.keyrings import NoKeyring
from tests.crash_helper import Say
from tests.feedback.desk_rig import NOW
from tests.profile import SetClock


def read_pages(say: Say, folder: Path) -> None:
    """Read step by step until everything is read or the program is killed."""
    studio = open_studio(Profile(root=folder), clock=SetClock(NOW), safe=NoKeyring())
    done = studio.feedback.intake.run(steps=1)
    while done.more:
        say(str(done.new))
        done = studio.feedback.intake.run(steps=1)
    say("end")
    studio.close()

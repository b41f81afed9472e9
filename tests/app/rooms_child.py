"""Works in the registers until it is killed, and says each deed after it was done."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from pathlib import Path

from studio.access.model import PageRole, RightsHolder
from studio.app import Studio, open_studio
from studio.paths import Profile
from studio.registry.model import Basis, Request
from studio.slips.model import Mishap
from tests.crash_helper import Say
from tests.profile import SetClock

PIN = "73916408"
DAY = date(2026, 11, 25)


def round_of(studio: Studio, number: int, officer: str, head: str, say: Say) -> None:
    paper = studio.registry.attach(f"paper {number}".encode(), "can-cu.txt")
    file = studio.registry.begin(officer, area=f"Khu {number}")
    studio.registry.change(file.id, officer, request=Request(purpose="Thông tin", basis=Basis(file=paper)))
    say("file")
    asked = studio.signoffs.submit("probe", str(number), f"{number:064x}", officer, PIN)
    studio.signoffs.decide(asked.id, head, PIN, agree=True)
    say("agreed")
    seen = studio.now()
    slip = studio.slips.incidents.open(officer, what=Mishap.TAKEN_OVER, found_at=seen, signs="Bài lạ trên trang")
    studio.slips.add_evidence(slip.id, officer, "anh.png", f"shot {number}".encode())
    studio.slips.note(slip.id, officer, f"Lần {number}")
    say("slip")
    holder = studio.access.save_holder(RightsHolder(id="", name=f"Mẫu Thứ {number}"), officer)
    studio.access.assign("trang", holder.id, PageRole.EDITOR, officer)
    studio.access.keep_recovery("trang", f"Két số {number}", officer)
    say("access")
    studio.weeks.set_goal(DAY, f"Mục tiêu {number}", officer)
    say("week")
    if studio.emergency.present() is None:
        studio.emergency.begin(head, PIN, "Ngập nặng", timedelta(hours=1))
    studio.emergency.end(head, PIN, f"Rút kinh nghiệm {number}")
    say("emergency")


def work(say: Say, profile: Path, first: int) -> None:
    studio = open_studio(Profile(root=profile), clock=SetClock())
    officer, head = studio.people.get("Cán Bộ").id, studio.people.get("Lãnh Đạo").id
    for number in count(first):
        round_of(studio, number, officer, head, lambda what, number=number: say(f"{what} {number}"))  # type: ignore[misc]

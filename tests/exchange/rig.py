"""PCs that exchange posts: real services over a real profile each, with a keyring, a clock and people of its own.

All stand in one unit with one directory and the same page, and were made known to each other. Everybody's PIN is `PIN`.
The clock of a PC stands still until moved.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path

from studio.accounts.model import Account, AccountKind
from studio.app import Studio, open_studio
from studio.app.practice import SAMPLE
from studio.clock import local_date
from studio.directory.model import Contact
from studio.directory.model import Unit as PoliceUnit
from studio.exchange.link_model import JoinedHub, SyncResult
from studio.exchange.model import ItemResult
from studio.hub.invitation import invitation
from studio.hub.model import HubStation
from studio.outbox.home import HomeStanding, ProfileKind
from studio.paths import Profile
from studio.people.model import Person, Role
from studio.people.present import at_work
from studio.platforms import Platform
from studio.posts.model import Answers, Post, PostState
from studio.secret import Secret
from tests.accounts.keyrings import MemorySafe
from tests.hub.rig import Hub
from tests.profile import MORNING, SetClock, staffed
from tests.shared import made_once

PIN = "73916408"
PAGE = "trang-thuc-hanh"
FIELDS = {
    "scam_name": "Giả danh cán bộ phường gọi điện yêu cầu cập nhật VNeID",
    "how": "Kẻ gian gọi điện tự xưng cán bộ phường và giục làm ngay.",
    "signs": ["Số lạ gọi điện, giục làm ngay", "Hỏi mã OTP hoặc mật khẩu"],
    "dont": ["Không bấm vào đường dẫn lạ", "Không cung cấp mã OTP"],
    "do": ["Gọi số trực ban để hỏi lại", "Đến trụ sở để được hướng dẫn"],
    "if_victim": ["Gọi ngay ngân hàng để tạm khóa tài khoản"],
    "confirmed_by": "Công an phường Minh Khai",
    "unit_name": "minh-khai",
    "contact": "truc-ban",
    "review_on": "2027-02-25",
}
STAFF: Mapping[str, Sequence[tuple[str, Sequence[Role]]]] = {
    "Soạn": (("Trần Thị Soạn", (Role.AUTHOR,)), ("Lê Văn Viết", (Role.AUTHOR,))),
    "Duyệt": (("Phạm Thị Duyệt", (Role.APPROVER,)), ("Ngô Thị Biên", (Role.AUTHOR, Role.APPROVER))),
    "Đăng": (("Vũ Thị Đăng", (Role.PUBLISHER,)),),
}
"""Who works at which PC of the unit, besides its head."""
DEPARTMENT = "Phòng"
EVERYBODY = {**STAFF, DEPARTMENT: (("Đỗ Văn Phòng", (Role.APPROVER,)),)}


class PC:
    """One profile in a folder of that name. `first` is who works at it."""

    def __init__(self, root: Path, name: str, clock: SetClock, safe: MemorySafe) -> None:
        self.name = name
        self.clock = clock
        self.safe = safe
        self.profile = Profile(root=root / name)
        self.profile.create()
        self.studio = self._open()

    def _open(self) -> Studio:
        return open_studio(self.profile, clock=self.clock, safe=self.safe)

    def reopen(self) -> None:
        self.studio.close()
        self.studio = self._open()

    @property
    def first(self) -> Person:
        return self.person(EVERYBODY[self.name][0][0])

    @property
    def head(self) -> Person:
        return self.person(f"Trưởng {self.name}")

    def found(self) -> None:
        """Let its people, its unit and its page be there."""
        head = (f"Trưởng {self.name}", (Role.HEAD, Role.TECHNICAL))
        staffed(self.studio.people, *EVERYBODY[self.name], head, pin=PIN)
        with self.by(self.head):
            self._furnish()

    def _furnish(self) -> None:
        studio = self.studio
        studio.directory.save_unit(
            PoliceUnit(
                id="minh-khai", name="Công an phường Minh Khai", website="https://minhkhai.congan.example.gov.vn"
            )
        )
        contact = Contact(id="truc-ban", unit="minh-khai", label="Trực ban", phone="024 0000 0113")
        studio.directory.save_contact(contact)
        studio.directory.verify_contact("truc-ban", by=self.head.id, on=local_date(self.clock.now()))
        page = Account(
            name=PAGE, kind=AccountKind.PRACTICE, platform=Platform.FACEBOOK, page_id="minh-khai", title="Trang"
        )
        studio.connections.add(page, self.head.id)

    @contextmanager
    def by(self, person: Person | None = None) -> Iterator[Person]:
        """Somebody is at work, by their PIN: the first of this PC where nobody is named."""
        who = person or self.first
        with at_work(self.studio.people.sign_in(who.id, PIN)):
            yield who

    def person(self, name: str) -> Person:
        return self.studio.people.get(name)

    def draft(self, **changes: object) -> Post:
        with self.by() as author:
            post = self.studio.drafts.open_new("scam_warning", author.id)
            answers = Answers(not_restricted=True, no_victim_identity=True)
            return self.studio.drafts.edit(post.id, author.id, fields=FIELDS | changes, targets=[PAGE], answers=answers)

    def edit(self, post: str, how: str, who: Person | None = None) -> Post:
        with self.by(who) as author:
            return self.studio.drafts.edit(post, author.id, fields={"how": how})

    def submit(self, post: str) -> Post:
        with self.by() as author:
            return self.studio.workflow.submit(post, author.id, PIN)

    def approve(self, post: str, who: Person | None = None) -> Post:
        with self.by(who) as approver:
            return self.studio.workflow.approve(post, approver.id, PIN)

    def send(self, post: str, out: Path, to: str = "", who: Person | None = None) -> Path:
        with self.by(who) as person:
            return self.studio.exchange.send(post, out, person.id, PIN, to=to)

    def read(self, path: Path) -> tuple[ItemResult, ...]:
        with self.by() as person:
            return self.studio.exchange.read(path, person.id)

    def state(self, post: str) -> PostState:
        return self.studio.drafts.get(post).state

    def meet(self, other: PC, folder: Path) -> None:
        """Let what the other PC signs count here, its fingerprint compared."""
        path = folder / f"{other.name}.json"
        with other.by(other.head):
            told = other.studio.exchange.introduce(path, other.name, other.head.id, PIN)
        with self.by(self.head):
            self.studio.exchange.trust(path, told.fingerprint, self.head.id, PIN)

    # The hub

    def join(self, hub: Hub, unit: str, *, department: bool = False, vouch: Sequence[Path] = ()) -> JoinedHub:
        """Be given a login on the hub, and join it by the invitation."""
        path = self.profile.root.parent / f"{self.name}-invitation.json"
        with self.by(self.head) as head:
            public = self.studio.exchange.key()
            login = hub.next_login(unit)
            device = HubStation(login=login, unit=unit, public=public, department=department)

            def keep(password: Secret) -> None:
                invitation(hub.address, device, password, vouch).write(path)

            with hub.server() as server:
                server.add_station(device, keep)
            hub.logins.append(login)
            return self.studio.hub.join(path, head.id, PIN)

    def sync(self) -> SyncResult:
        """A contact that goes to its end."""
        told = self.studio.hub.sync()
        assert told.trouble is None, told.trouble
        return told


def _made(root: Path, *, met: bool = True) -> None:
    """The PCs as they are when they have just been made known to each other, or before."""
    root.mkdir()
    made = [PC(root, name, SetClock(), MemorySafe()) for name in (STAFF if met else EVERYBODY)]
    for one in made:
        one.found()
    for one in made:
        for other in made:
            if met and other is not one:
                one.meet(other, root)
    kept = {one.name: {name: value.reveal() for name, value in one.safe.entries.items()} for one in made}
    for one in made:
        one.studio.close()
    (root / "keyrings.json").write_text(json.dumps(kept), encoding="utf-8")


Three = tuple[PC, PC, PC]


@contextmanager
def opened(root: Path, *names: str, hours: float = 25, met: bool = True) -> Iterator[tuple[PC, ...]]:
    """These PCs, so many hours after they were made known to each other, or never were."""
    prepared = made_once("exchange-pcs", _made) if met else made_once("exchange-strangers", partial(_made, met=False))
    shutil.copytree(prepared, root, dirs_exist_ok=True)
    with ExitStack() as stack:
        yield tuple(stack.enter_context(opened_again(root, name, hours=hours)) for name in names)


@contextmanager
def opened_again(root: Path, name: str, *, hours: float = 25) -> Iterator[PC]:
    """One of the PCs in `root`, as it was left."""
    safe = MemorySafe()
    for entry, value in json.loads((root / "keyrings.json").read_text(encoding="utf-8"))[name].items():
        safe.set(entry, Secret(value))
    pc = PC(root, name, SetClock(MORNING + timedelta(hours=hours)), safe)
    try:
        if pc.studio.home.standing() is not HomeStanding.HOME:
            with pc.by(pc.head) as head:
                pc.studio.home.decide(ProfileKind.MOVED, head.id, PIN)
        yield pc
    finally:
        pc.studio.close()


@contextmanager
def pcs(root: Path, *, hours: float = 25) -> Iterator[Three]:
    """A PC of authors, one of approvers, one of publishers."""
    with opened(root, *STAFF, hours=hours) as (author, approver, publisher):
        yield author, approver, publisher


def good_file() -> Path:
    """A file by which the first PC sends a draft with a photograph; made once, to be read only."""

    def make(folder: Path) -> None:
        with opened(folder / "pcs", "Soạn") as (author,):
            draft = author.draft()
            with author.by() as person:
                photo = (SAMPLE / "photo" / "cuoc-goi-la.jpg").read_bytes()
                author.studio.drafts.add_media(draft.id, photo, "anh.jpg", person.id)
            author.send(draft.id, folder / "good.psexchange")

    return made_once("exchange-good", make) / "good.psexchange"

"""Three PCs that do what they like, in an order that is drawn: whatever comes of it, what must hold holds.

No draft is lost; what goes out was approved by somebody who wrote nothing of it, as it went out, and goes out once; and
once everybody has read everything and somebody has chosen, all PCs have one version.
"""

from __future__ import annotations

import random
from contextlib import suppress
from pathlib import Path

import pytest

from studio.errors import StudioError
from studio.outbox.model import DeliveryState
from studio.posts.model import PostState
from tests.exchange.rig import PAGE, PC, PIN, Three, pcs
from tests.soak import amount

SEEDS = amount(2, 60, "STUDIO_SEEDS")
STEPS = 24


class World:
    """One post at three PCs, and a stick with every file that was ever written."""

    def __init__(self, three: Three, folder: Path, seed: int) -> None:
        self.three = three
        self.folder = folder
        self.chance = random.Random(seed)
        self.written: dict[str, set[str]] = {pc.name: set() for pc in three}
        self.folder.mkdir()
        post = three[0].draft()
        self.post = post.id
        self.names = 0

    @property
    def stick(self) -> list[Path]:
        return sorted(self.folder.iterdir())

    def step(self) -> None:
        """One thing is done somewhere: mostly where it belongs, else anywhere; and a file may be read again."""
        author, approver, publisher = self.three
        deeds = (self.edit, self.submit, self.approve, self.queue, self.carry, self.send, self.choose)
        places = (author, author, approver, publisher, None, None, None)
        (number,) = self.chance.choices(range(len(deeds)), weights=(1, 3, 4, 4, 8, 2, 1))
        place = places[number]
        pc = place if place is not None and self.chance.random() < 0.8 else self.chance.choice(self.three)
        if self.has(pc):
            with suppress(StudioError):  # refused, with a sentence
                deeds[number](pc)
        if self.stick and self.chance.random() < 0.2:
            with suppress(StudioError):  # goes on from what is not here yet
                self.chance.choice(self.three).read(self.chance.choice(self.stick))

    def carry(self, pc: PC) -> None:
        """What is new here is taken to the others, most of the time."""
        path = self.send(pc)
        for other in self.three:
            if other is not pc and self.chance.random() < 0.8:
                with suppress(StudioError):
                    other.read(path)

    def has(self, pc: PC) -> bool:
        return any(post.id == self.post for post in pc.studio.drafts.list())

    def edit(self, pc: PC) -> None:
        who = {"Soạn": "Lê Văn Viết", "Duyệt": "Ngô Thị Biên"}.get(pc.name, "Vũ Thị Đăng")
        self.names += 1
        text = f"Kẻ gian gọi điện và giục làm ngay, lần {self.names}."
        pc.edit(self.post, text, pc.person(who))
        self.written[pc.name].add(text)

    def submit(self, pc: PC) -> None:
        pc.submit(self.post)

    def approve(self, pc: PC) -> None:
        pc.approve(self.post)

    def queue(self, pc: PC) -> None:
        with pc.by() as person:
            pc.studio.publish(self.post, [PAGE], person.id, PIN)
            pc.studio.outbox.run(until_idle=True)

    def send(self, pc: PC) -> Path:
        """Half of the time the one that publishes is another from now on, where this one may say so."""
        to = self.chance.choice(["", "Đăng"])
        try:
            return pc.send(self.post, self.folder, to="" if to == pc.name else to)
        except StudioError:
            return pc.send(self.post, self.folder)

    def choose(self, pc: PC) -> None:
        self.settle(pc)

    def settle(self, pc: PC) -> None:
        standing = next((one for one in pc.studio.exchange.list() if one.post == self.post), None)
        other = standing.versions[-1].item if standing is not None else ""
        who = pc.person({"Duyệt": "Ngô Thị Biên"}.get(pc.name, pc.first.name))
        with pc.by(who):
            pc.studio.exchange.choose(self.post, self.chance.choice(["here", other]), who.id, PIN)

    def out(self) -> list[str]:
        """The revisions that went out, at whichever PC."""
        return [
            f"{pc.name} {one.reference}"
            for pc in self.three
            for one in pc.studio.outbox.list()
            if one.state is not DeliveryState.CANCELLED
        ]


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(1, SEEDS + 1))
def test_what_must_hold_holds_in_any_order(seed: int, tmp_path: Path) -> None:
    with pcs(tmp_path / "pcs") as three:
        world = World(three, tmp_path / "stick", seed)
        for _ in range(STEPS):
            world.step()
            assert len(world.out()) <= 1, world.out()
        for pc in three:
            if not world.has(pc):
                continue
            numbers = [one.number for one in pc.studio.drafts.revisions(world.post)]
            kept = {pc.studio.drafts.revision(world.post, number).fields.get("how") for number in numbers}
            assert world.written[pc.name] <= kept, "a person's text is not among the versions of the post"
            assert pc.studio.workflow.verify_history(world.post) == ()
            if pc.state(world.post) is PostState.PUBLISHED:
                approval = pc.studio.workflow.approval(world.post)
                assert approval is not None
                assert approval.by == three[1].person("Phạm Thị Duyệt").id


@pytest.mark.parametrize("seed", range(1, SEEDS + 1))
def test_all_come_to_one_version_once_somebody_has_chosen(seed: int, tmp_path: Path) -> None:
    with pcs(tmp_path / "pcs") as three:
        author, approver, publisher = three
        world = World(three, tmp_path / "stick", seed)
        for pc in (approver, publisher):
            pc.read(author.send(world.post, world.folder))
        chance = random.Random(seed)
        for _ in range(chance.randrange(2, 5)):
            world.edit(chance.choice([author, approver]))
        for pc in (author, approver):
            pc.send(world.post, world.folder)
        for pc in three:
            pc.read(world.folder)
        chooser = chance.choice([author, approver])
        with suppress(StudioError):  # there may be one version only
            world.settle(chooser)
        chooser.send(world.post, world.folder)
        for pc in three:
            pc.read(world.folder)
        assert len({pc.studio.drafts.get(world.post).fields["how"] for pc in three}) == 1
        assert len({pc.studio.drafts.get(world.post).revision for pc in three}) == 1
        for pc in three:
            (standing,) = pc.studio.exchange.list()
            assert len(standing.versions) == 1

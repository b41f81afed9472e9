"""A template that a unit makes at one of its PCs, and what somebody may make of it on its way."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from studio.codec import plain
from studio.exchange import parcel
from studio.exchange.model import Station
from studio.exchange.storage import StoredExchange
from studio.hub.items import signed
from studio.hub.model import HubItemKind, HubStation
from studio.people.keys import public_of
from studio.people.model import Person
from studio.posts.model import Answers, Post
from studio.templates.own.model import SignedAct, TemplateRow, TemplateVersion
from studio.templates.own.signed import signed as signature_under
from tests.exchange.rig import PAGE, PC, PIN, opened
from tests.shared import made_once

Facts = dict[str, Any]
FIELDS = {
    "headline": "Trụ sở tiếp dân chuyển sang địa chỉ mới",
    "points": ["Địa chỉ mới: số 12 đường Minh Khai", "Giờ làm việc như cũ"],
    "unit_name": "minh-khai",
    "contact": "truc-ban",
}
"""What a post says that is written with a template from scratch."""
_SEED = bytes(range(32))
_FORGER = HubStation(login="f0e9d8c7b6a5", unit="", public=public_of(_SEED))


def in_use(pc: PC, title: str = "Chuyển trụ sở") -> TemplateRow:
    """A template from scratch: written by the first of the PC, signed by its head."""
    with pc.by() as author:
        row = pc.studio.own_templates.begin(title, author.id)
    return signed_again(pc, row)


def signed_again(pc: PC, row: TemplateRow, **told: Any) -> TemplateRow:
    """The next version, which says `told` besides."""
    own = pc.studio.own_templates
    with pc.by() as author:
        draft = own.get(row.id).draft
        own.keep(row.id, replace(draft, template={**draft.template, **told}), author.id)
        number = own.save(row.id, author.id).number
        own.submit(row.id, author.id, PIN)
    with pc.by(pc.head) as head:
        return own.sign(row.id, number, head.id, PIN)


def withdrawn(pc: PC, row: TemplateRow) -> TemplateRow:
    with pc.by(pc.head) as head:
        return pc.studio.own_templates.withdraw(row.id, head.id, PIN, "Số điện thoại đã đổi")


def carried(pc: PC, row: TemplateRow, folder: Path) -> Path:
    """The file that the PC writes of it."""
    with pc.by() as author:
        return pc.studio.exchange.send_template(row.id, folder, author.id, PIN)


def sound_file() -> Path:
    """A file by which the first PC sends a template; made once, to be read only."""

    def make(folder: Path) -> None:
        with opened(folder / "pcs", "Soạn") as (author,):
            carried(author, in_use(author), folder / "sound.psexchange")

    return made_once("exchange-sound-template", make) / "sound.psexchange"


def written_with(pc: PC, row: TemplateRow, who: Person | None = None) -> Post:
    """A post with that template."""
    with pc.by(who) as author:
        post = pc.studio.drafts.open_new(row.id, author.id)
        answers = Answers(not_restricted=True, no_victim_identity=True)
        return pc.studio.drafts.edit(post.id, author.id, fields=FIELDS, targets=[PAGE], answers=answers)


def facts_of(path: Path) -> Facts:
    """What the last item of a file says."""
    told: Facts = json.loads(parcel.read(path).items[-1])["facts"]
    return told


def forged(pc: PC, facts: Mapping[str, Any], path: Path) -> Path:
    """A file of a confirmed PC whose program was changed: `pc` knows its key, and what it says is `facts`."""
    StoredExchange(pc.studio.store).save_station(
        Station(login=_FORGER.login, unit="", name="Máy lạ", public=_FORGER.public)
    )
    item = signed(HubItemKind.TEMPLATE, facts, sender=_FORGER, seed=_SEED, at=pc.clock.now())
    parcel.write(path, [item.body], {}, pc.studio.files)
    return path


def signed_by(
    pc: PC, who: Person, facts: Facts, files: Mapping[str, str] | None = None, *, before: str = "", number: int = 1
) -> Facts:
    """The same facts, the version with other files, and truly signed by `who`, as a changed program would do."""
    signed_facts = facts["signed"]
    version = TemplateVersion(
        template=signed_facts["version"]["template"],
        number=number,
        files=files or signed_facts["version"]["files"],
        by=signed_facts["version"]["by"],
        at=pc.clock.now(),
    )
    made = signature_under(SignedAct.SIGN, version, pc.studio.people.signer(who.id, PIN), pc.clock.now(), before)
    return {**facts, "signed": {**signed_facts, "signature": plain(made), "version": plain(version)}}

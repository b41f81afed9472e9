"""Verbs that look after the profile of a unit: its directory, its backups, the clock of this PC.

Verbs of the people: who they are, what they may do, their PINs, and the register of their keys.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from studio.cli.console import Line, VerbOutput, view
from studio.cli.verb import (
    FREE,
    HEAD_SIGNS,
    KEEPER_SIGNS,
    KEEPERS,
    KEEPS,
    SHOWS,
    SIGNS,
    WRITES,
    Call,
    Guard,
    VerbGroup,
    flag,
    option,
)
from studio.clock import SystemClock, local_date, show_date, show_datetime
from studio.errors import Refused
from studio.people.keys import fingerprint
from studio.people.model import NewPerson, Person, Role
from studio.phrase import Phrase
from studio.secret import Secret

if TYPE_CHECKING:
    from studio.app.backups import ProfileBackups

FIRST = Guard(roles=KEEPERS, unpeopled=True, act_checks_pin=True)
"""The first of an empty profile comes free; otherwise the act itself checks the PIN, and that nobody gains by it."""
ROLES = option("--roles", required=True, help=",".join(Role))
WITNESS = option("--with", dest="witness", required=True, metavar="NAME", help="người thứ hai / the other one")

verbs = VerbGroup()
people = verbs.group("people", "người và vai trò / people and roles")


def _json(person: Person) -> dict[str, object]:
    return view(person, "id name roles active", roles=sorted(person.roles))


def _told(person: Person, told: Line) -> VerbOutput:
    return VerbOutput(_json(person), told)


@people("list", SHOWS)
def _list(call: Call) -> VerbOutput:
    found = call.studio.people.list()
    return VerbOutput(
        [_json(p) for p in found],
        [f"{p.name} · {', '.join(sorted(p.roles))}{'' if p.active else ' · –'}" for p in found]
        or Phrase("Nobody yet; add the head first: studio people add … --roles head"),
    )


@people("add", FIRST, "name", ROLES, help="thêm người / add a person")
def _add(call: Call) -> VerbOutput:
    """The first is the head of an empty profile; then who acts gives their PIN, and the new person theirs."""
    roles = _roles_of(call)
    if call.guest is None:
        new = NewPerson(name=call.name, roles=roles, pin=call.console.pin(call.name))
        (person,) = call.studio.people.found([new])
    else:
        person = call.studio.people.add(call.name, roles, call.console.pin(call.name), *call.signed)
    return _told(person, Phrase("Added {name}.", name=person.name))


def _roles_of(call: Call) -> frozenset[Role]:
    from studio.people.service import parse_roles  # brings argon2 along

    return parse_roles(call.roles)


@people("roles", KEEPER_SIGNS, "name", ROLES, help="giao quyền khác / other roles")
def _roles(call: Call) -> VerbOutput:
    person = call.studio.people.set_roles(call.name, _roles_of(call), *call.signed)
    return _told(person, f"{person.name} · {', '.join(sorted(person.roles))}")


@people("rename", KEEPER_SIGNS, "name", "new_name", help="đổi tên / another name")
def _rename(call: Call) -> VerbOutput:
    person = call.studio.people.rename(call.name, call.new_name, *call.signed)
    return _told(person, person.name)


@people("deactivate", KEEPER_SIGNS, "name", help="ngừng hoạt động / leaves")
def _deactivate(call: Call) -> VerbOutput:
    person = call.studio.people.deactivate(call.name, *call.signed)
    return _told(person, Phrase("All rights of {name} are revoked.", name=person.name))


@people("reactivate", KEEPER_SIGNS, "name", help="hoạt động lại / comes back")
def _reactivate(call: Call) -> VerbOutput:
    person = call.studio.people.reactivate(call.name, *call.signed)
    return _told(person, Phrase("{name} is back in the unit.", name=person.name))


@people("pin", SIGNS, help="tự đổi mã PIN / change one's own PIN")
def _pin(call: Call) -> VerbOutput:
    """The guard read the present PIN; the new one comes next."""
    call.studio.people.change_pin(*call.signed, call.console.pin(call.person.name))
    return _told(call.person, Phrase("The PIN was changed."))


@people("reset-pin", HEAD_SIGNS, "name", WITNESS, help="quên mã PIN / a PIN was forgotten")
def _reset(call: Call) -> VerbOutput:
    """After the head's PIN comes that of the other one, then the new PIN, each typed by its owner."""
    staff, ask = call.studio.people, call.console.pin
    person, other = staff.get(call.name), staff.get(call.witness)
    other_pin = ask(other.name)
    person = staff.reset_pin(person.id, ask(person.name), *call.signed, other.id, other_pin)
    return _told(
        person,
        Phrase("{name} has a new PIN; they can approve after 24 hours.", name=person.name),
    )


@people("keys", SHOWS, option("--out", type=Path, metavar="HTML", help="bản in / a sheet to be printed"),
        help="dấu vân tay khóa ký / fingerprints of the keys")  # fmt: skip
def _keys(call: Call) -> VerbOutput:
    from studio.people.keys import in_force, key_sheet

    events, units = call.studio.people.key_register(), call.studio.directory.book().units
    if call.out is not None:
        sheet = key_sheet(events, units[0].name if units else "", call.studio.now())
        call.out.write_text(sheet, encoding="utf-8")
    keys = in_force(events)
    return VerbOutput(
        [view(key, "name key=key_id public since=at") for key in keys],
        [f"{key.name}: {fingerprint(key.public)}" for key in keys],
    )


@people(
    "confirm", HEAD_SIGNS, WITNESS,
    help="xác nhận danh sách người sau khi khôi phục / the people are the true ones, after a backup was restored",
)  # fmt: skip
def _confirm(call: Call) -> VerbOutput:
    """After the head's PIN comes that of the other one."""
    staff = call.studio.people
    other = staff.get(call.witness)
    staff.confirm_register(*call.signed, other.id, call.console.pin(other.name))
    return VerbOutput([_json(p) for p in staff.list()], Phrase("Confirmed."))


FILE = option("file", type=Path)
CODE = flag("--code", "hỏi mã khôi phục / ask for the recovery code")
RESTORES = replace(KEEPER_SIGNS, unpeopled=True, dataless=True)
"""Where nobody is, nothing is lost by it."""

directory = verbs.group("directory", "danh bạ đơn vị / the unit's directory")
backup = verbs.group("backup", "sao lưu, khôi phục / back up, restore")
clock = verbs.group("clock", "đồng hồ của máy / this PC's clock")


@directory("show", SHOWS)
def _directory(call: Call) -> VerbOutput:
    listed = call.studio.directory
    return VerbOutput(asdict(listed.book()), listed.export_yaml().rstrip())


@directory("import", KEEPS, FILE)
def _directory_import(call: Call) -> VerbOutput:
    call.studio.directory.import_yaml(call.file)
    book = call.studio.directory.book()
    units, contacts = len(book.units), len(book.contacts)
    return VerbOutput(
        {"units": units, "contacts": contacts},
        Phrase("Read {units} units and {contacts} contacts.", units=units, contacts=contacts),
    )


@directory("verify", WRITES, "contact")
def _directory_verify(call: Call) -> VerbOutput:
    on = local_date(call.studio.now())
    contact = call.studio.directory.verify_contact(call.contact, by=call.by, on=on)
    day = show_date(contact.verified_on) if contact.verified_on else "–"
    return VerbOutput(
        view(contact, "id phone verified_on", verified_by=call.person.name),
        Phrase("{label}: {phone} confirmed on {day}.", label=contact.label, phone=contact.phone, day=day),
    )


@directory("badge", KEEPS, "unit", FILE, help="huy hiệu chính thức (PNG) / official badge")
def _badge(call: Call) -> VerbOutput:
    unit = call.studio.set_badge(call.unit, call.file)
    return VerbOutput(
        view(unit, "unit=id badge_sha256"),
        Phrase("{name} has its own badge now.", name=unit.name),
    )


@backup("make", KEEPER_SIGNS, option("folder", type=Path), help="lập bản sao lưu đã mã hóa / make a sealed backup")
def _make(call: Call) -> VerbOutput:
    path = call.studio.backups.make(call.folder, *call.signed, going=_go_on)
    return VerbOutput({"path": path}, Phrase("Backed up and read back: {path}", path=path))


def _go_on(_done: int, _total: int) -> bool:
    return True


@backup("list", FREE, option("folder", type=Path, nargs="?"))
def _backups(call: Call) -> VerbOutput:
    with _closed(call) as backups:
        found = backups.list(call.folder)
    return VerbOutput(
        [view(b, "path made_at size whole") for b in found],
        [f"{show_datetime(b.made_at)}  {b.size / 1e6:8.1f} MB  {b.path}" for b in found]
        or Phrase("There is no backup yet."),
    )


@backup("check", FREE, FILE, CODE)
def _check(call: Call) -> VerbOutput:
    with _closed(call) as backups:
        backups.check(call.file, _code_of(call), going=_go_on)
    return VerbOutput({"path": call.file, "ok": True}, Phrase("✔ The backup is intact."))


@backup("restore", RESTORES, FILE,
        option("--name", default="", help="tên đơn vị có dữ liệu sẽ bị thay / name of what is put aside"), CODE,
        help="thay dữ liệu bằng bản sao lưu / take a backup back")  # fmt: skip
def _restore(call: Call) -> VerbOutput:
    if call.place.database.exists():
        _replace(call.studio.backups, call)
    else:
        with _closed(call) as backups:
            backups.stage(call.file, code=_code_of(call), going=_go_on)
    return VerbOutput(
        {"path": call.file},
        Phrase(
            "The backup is checked and ready; it takes the data's place at the next start, and the former data "
            "is kept for 30 days."
        ),
    )


def _replace(backups: ProfileBackups, call: Call) -> None:
    impact = backups.impact()
    if impact is not None and not call.name:
        raise Refused(
            'this replaces the data of “{name}” ({people} people, {posts} posts); to confirm, add --name "{name}".',
            name=impact.name,
            people=impact.people,
            posts=impact.posts,
        )
    by = call.guest.id if call.guest is not None else ""
    backups.stage(call.file, by, call.pin, named=call.name, code=_code_of(call), going=_go_on)


@backup("code", HEAD_SIGNS, help="lập mã khôi phục mới / a new recovery code")
def _code(call: Call) -> VerbOutput:
    code = call.studio.backups.issue_code(*call.signed).reveal()
    return VerbOutput(
        {"code": str(code)},
        [
            Phrase("Recovery code (shown this once; print it and keep it locked away):"),
            f"  {code}",
            Phrase("Backups made from now on open by it; older ones still want the older code."),
        ],
    )


def _code_of(call: Call) -> Secret | None:
    return Secret(call.console.code()) if call.code else None


@contextmanager
def _closed(call: Call) -> Iterator[ProfileBackups]:
    """Of a profile that is not opened: its database may be gone."""
    from studio.accounts.keychain import Keychain
    from studio.app.backups import rescue

    safe = Keychain()
    try:
        call.place.create()
        yield rescue(call.place, clock=SystemClock(), safe=safe)
    finally:
        safe.close()


@clock("confirm", KEEPER_SIGNS, help="xác nhận ngày giờ đúng sau khi đồng hồ nhảy / the time is right after a jump")
def _confirm_clock(call: Call) -> VerbOutput:
    call.studio.confirm_clock(*call.signed)
    return VerbOutput({"ok": True}, Phrase("The PC's time is noted."))

"""Verbs of the people: who they are, what they may do, their PINs, and the register of their keys."""

from __future__ import annotations

from pathlib import Path

from studio.cli.console import Answer, Line, said, view
from studio.cli.verb import HEAD_SIGNS, KEEPER_SIGNS, KEEPERS, SHOWS, SIGNS, Call, Group, Guard, option
from studio.people.keys import fingerprint
from studio.people.model import NewPerson, Person, Role
from studio.phrase import Phrase

FIRST = Guard(roles=KEEPERS, unpeopled=True, act_checks_pin=True)
"""The first of an empty profile comes free; otherwise the act itself checks the PIN, and that nobody gains by it."""
ROLES = option("--roles", required=True, help=",".join(Role))
WITNESS = option("--with", dest="witness", required=True, metavar="NAME", help="người thứ hai / the other one")

verbs = Group()
people = verbs.group("people", "người và vai trò / people and roles")


def _json(person: Person) -> dict[str, object]:
    return view(person, "id name roles active", roles=sorted(person.roles))


def _told(person: Person, told: Line) -> Answer:
    return Answer(_json(person), told)


@people("list", SHOWS)
def _list(call: Call) -> Answer:
    found = call.studio.people.list()
    return Answer(
        [_json(p) for p in found],
        [f"{p.name} · {', '.join(sorted(p.roles))}{'' if p.active else ' · –'}" for p in found]
        or Phrase(
            "Chưa có ai; thêm lãnh đạo trước: studio people add … --roles head",
            "Nobody yet; add the head first: studio people add … --roles head",
        ),
    )


@people("add", FIRST, "name", ROLES, help="thêm người / add a person")
def _add(call: Call) -> Answer:
    """The first is the head of an empty profile; then who acts gives their PIN, and the new person theirs."""
    roles = _roles_of(call)
    if call.guest is None:
        new = NewPerson(name=call.name, roles=roles, pin=call.console.pin(call.name))
        (person,) = call.studio.people.found([new])
    else:
        person = call.studio.people.add(call.name, roles, call.console.pin(call.name), *call.signed)
    return _told(person, said("Đã thêm {}.", "Added {}.", person.name))


def _roles_of(call: Call) -> frozenset[Role]:
    from studio.people.service import parse_roles  # brings argon2 along

    return parse_roles(call.roles)


@people("roles", KEEPER_SIGNS, "name", ROLES, help="giao quyền khác / other roles")
def _roles(call: Call) -> Answer:
    person = call.studio.people.set_roles(call.name, _roles_of(call), *call.signed)
    return _told(person, f"{person.name} · {', '.join(sorted(person.roles))}")


@people("rename", KEEPER_SIGNS, "name", "new_name", help="đổi tên / another name")
def _rename(call: Call) -> Answer:
    person = call.studio.people.rename(call.name, call.new_name, *call.signed)
    return _told(person, person.name)


@people("deactivate", KEEPER_SIGNS, "name", help="ngừng hoạt động / leaves")
def _deactivate(call: Call) -> Answer:
    person = call.studio.people.deactivate(call.name, *call.signed)
    return _told(person, said("{} đã thôi quyền.", "{} has no rights any more.", person.name))


@people("reactivate", KEEPER_SIGNS, "name", help="hoạt động lại / comes back")
def _reactivate(call: Call) -> Answer:
    person = call.studio.people.reactivate(call.name, *call.signed)
    return _told(person, said("{} hoạt động lại.", "{} works here again.", person.name))


@people("pin", SIGNS, help="tự đổi mã PIN / change one's own PIN")
def _pin(call: Call) -> Answer:
    """The guard read the present PIN; the new one comes next."""
    call.studio.people.change_pin(*call.signed, call.console.pin(call.person.name))
    return _told(call.person, Phrase("Đã đổi mã PIN.", "The PIN was changed."))


@people("reset-pin", HEAD_SIGNS, "name", WITNESS, help="quên mã PIN / a PIN was forgotten")
def _reset(call: Call) -> Answer:
    """After the head's PIN comes that of the other one, then the new PIN, each typed by its owner."""
    staff, ask = call.studio.people, call.console.pin
    person, other = staff.get(call.name), staff.get(call.witness)
    other_pin = ask(other.name)
    person = staff.reset_pin(person.id, ask(person.name), *call.signed, other.id, other_pin)
    return _told(
        person,
        said(
            "{} có mã PIN mới; sau 24 giờ mới duyệt bài được.",
            "{} has a new PIN; they can approve after 24 hours.",
            person.name,
        ),
    )


@people("keys", SHOWS, option("--out", type=Path, metavar="HTML", help="bản in / a sheet to be printed"),
        help="dấu vân tay khóa ký / fingerprints of the keys")  # fmt: skip
def _keys(call: Call) -> Answer:
    from studio.people.keys import in_force, key_sheet

    events, units = call.studio.people.key_register(), call.studio.directory.book().units
    if call.out is not None:
        sheet = key_sheet(events, units[0].name if units else "", call.studio.now())
        call.out.write_text(sheet, encoding="utf-8")
    keys = in_force(events)
    return Answer(
        [view(key, "name key=key_id public since=at") for key in keys],
        [f"{key.name}: {fingerprint(key.public)}" for key in keys],
    )


@people(
    "confirm", HEAD_SIGNS, WITNESS,
    help="xác nhận danh sách người sau khi khôi phục / the people are the true ones, after a backup was restored",
)  # fmt: skip
def _confirm(call: Call) -> Answer:
    """After the head's PIN comes that of the other one."""
    staff = call.studio.people
    other = staff.get(call.witness)
    staff.confirm_register(*call.signed, other.id, call.console.pin(other.name))
    return Answer([_json(p) for p in staff.list()], Phrase("Đã xác nhận.", "Confirmed."))

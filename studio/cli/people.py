"""Verbs of the people: who they are, what they may do, their PINs, and the register of their keys."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from studio.cli.console import Console
from studio.cli.guard import SHOWS, SIGNS, Guard, person_of, verb
from studio.cli.opening import opened
from studio.people.keys import fingerprint
from studio.people.model import NewPerson, Person, Role
from studio.phrase import Phrase

if TYPE_CHECKING:
    from studio.cli.kinds import Verbs


ROLES = ",".join(r.value for r in Role)
ADMINISTERS = Guard(person=True, roles=frozenset({Role.HEAD, Role.TECHNICAL}), act_checks_pin=True)
"""The act itself checks the PIN, and that nobody gains by it."""
_FIRST = Guard(person=True, roles=ADMINISTERS.roles, unpeopled=True, act_checks_pin=True)
"""The first of an empty profile comes free."""


def add_people(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    people = verbs.add_parser("people", help="người và vai trò / people and roles", parents=[common])
    actions = people.add_subparsers(dest="action", required=True)
    verb(actions, "list", common, run=_list, guard=SHOWS)
    add = verb(actions, "add", common, run=_add, guard=_FIRST, help="thêm người / add a person")
    add.add_argument("name")
    add.add_argument("--roles", required=True, help=ROLES)
    roles = verb(actions, "roles", common, run=_roles, guard=ADMINISTERS, help="giao quyền khác / other roles")
    roles.add_argument("name")
    roles.add_argument("--roles", required=True, help=ROLES)
    rename = verb(actions, "rename", common, run=_rename, guard=ADMINISTERS, help="đổi tên / another name")
    rename.add_argument("name")
    rename.add_argument("new_name")
    leave = verb(actions, "deactivate", common, run=_deactivate, guard=ADMINISTERS, help="ngừng hoạt động / leaves")
    leave.add_argument("name")
    back = verb(actions, "reactivate", common, run=_reactivate, guard=ADMINISTERS, help="hoạt động lại / comes back")
    back.add_argument("name")
    verb(actions, "pin", common, run=_pin, guard=SIGNS, help="tự đổi mã PIN / change one's own PIN")
    head = Guard(person=True, roles=frozenset({Role.HEAD}), act_checks_pin=True)
    reset = verb(actions, "reset-pin", common, run=_reset, guard=head, help="quên mã PIN / a PIN was forgotten")
    reset.add_argument("name")
    reset.add_argument("--with", dest="witness", required=True, metavar="NAME", help="người thứ hai / the other one")
    keys = verb(actions, "keys", common, run=_keys, guard=SHOWS, help="dấu vân tay khóa ký / fingerprints of the keys")
    keys.add_argument("--out", type=Path, metavar="HTML", help="bản in / a sheet to be printed")
    confirm = verb(
        actions, "confirm", common, run=_confirm, guard=head,
        help="xác nhận danh sách người sau khi khôi phục / the people are the true ones, after a backup was restored",
    )  # fmt: skip
    confirm.add_argument("--with", dest="witness", required=True, metavar="NAME", help="người thứ hai / the other one")


def _person(person: Person) -> dict[str, object]:
    return {
        "id": person.id,
        "name": person.name,
        "roles": sorted(r.value for r in person.roles),
        "active": person.active,
    }


def _list(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        people = studio.people.list()
    console.answer(
        [_person(p) for p in people],
        [f"{p.name} · {', '.join(sorted(r.value for r in p.roles))}{'' if p.active else ' · –'}" for p in people]
        or [
            Phrase(
                "Chưa có ai; thêm lãnh đạo trước: studio people add … --roles head",
                "Nobody yet; add the head first: studio people add … --roles head",
            )
        ],
    )
    return 0


def _add(args: argparse.Namespace, console: Console) -> int:
    """The first is the head of an empty profile; then who acts gives their PIN, and the new person theirs."""
    from studio.people.service import parse_roles  # brings argon2 along

    roles = parse_roles(args.roles)
    with opened(args) as studio:
        if args.person is None:
            (person,) = studio.people.found([NewPerson(name=args.name, roles=roles, pin=console.pin(args.name))])
        else:
            person = studio.people.add(args.name, roles, console.pin(args.name), *_actor(args))
    console.answer(_person(person), [Phrase(f"Đã thêm {person.name}.", f"Added {person.name}.")])
    return 0


def _actor(args: argparse.Namespace) -> tuple[str, str]:
    return person_of(args).id, args.pin


def _roles(args: argparse.Namespace, console: Console) -> int:
    from studio.people.service import parse_roles  # brings argon2 along

    roles = parse_roles(args.roles)
    with opened(args) as studio:
        person = studio.people.set_roles(args.name, roles, *_actor(args))
    console.answer(_person(person), [f"{person.name} · {', '.join(sorted(person.roles))}"])
    return 0


def _rename(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        person = studio.people.rename(args.name, args.new_name, *_actor(args))
    console.answer(_person(person), [person.name])
    return 0


def _deactivate(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        person = studio.people.deactivate(args.name, *_actor(args))
    console.answer(_person(person), [Phrase(f"{person.name} đã thôi quyền.", f"{person.name} has no rights any more.")])
    return 0


def _reactivate(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        person = studio.people.reactivate(args.name, *_actor(args))
    console.answer(_person(person), [Phrase(f"{person.name} hoạt động lại.", f"{person.name} works here again.")])
    return 0


def _pin(args: argparse.Namespace, console: Console) -> int:
    """The guard read the present PIN; the new one comes next."""
    person = person_of(args)
    with opened(args) as studio:
        studio.people.change_pin(person.id, args.pin, console.pin(person.name))
    console.answer(_person(person), [Phrase("Đã đổi mã PIN.", "The PIN was changed.")])
    return 0


def _keys(args: argparse.Namespace, console: Console) -> int:
    from studio.people.key_sheet import in_force, key_sheet

    with opened(args) as studio:
        events = studio.people.key_register()
        units = studio.directory.book().units
        if args.out is not None:
            sheet = key_sheet(events, units[0].name if units else "", studio.now())
            args.out.write_text(sheet, encoding="utf-8")
    lines = in_force(events)
    console.answer(
        [{"name": line.name, "key": line.key_id, "public": line.public, "since": line.at} for line in lines],
        [f"{line.name}: {fingerprint(line.public)}" for line in lines],
    )
    return 0


def _confirm(args: argparse.Namespace, console: Console) -> int:
    """After the head's PIN comes that of the other one."""
    with opened(args) as studio:
        other = studio.people.get(args.witness)
        studio.people.confirm_register(*_actor(args), other.id, console.pin(other.name))
        people = studio.people.list()
    console.answer([_person(p) for p in people], [Phrase("Đã xác nhận.", "Confirmed.")])
    return 0


def _reset(args: argparse.Namespace, console: Console) -> int:
    """After the head's PIN comes that of the other one, then the new PIN, each typed by its owner."""
    with opened(args) as studio:
        person, other = studio.people.get(args.name), studio.people.get(args.witness)
        other_pin = console.pin(other.name)
        person = studio.people.reset_pin(person.id, console.pin(person.name), *_actor(args), other.id, other_pin)
    told = Phrase(
        f"{person.name} có mã PIN mới; sau 24 giờ mới duyệt bài được.",
        f"{person.name} has a new PIN; they can approve after 24 hours.",
    )
    console.answer(_person(person), [told])
    return 0

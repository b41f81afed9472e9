"""Verbs that set a profile up: directory, templates, doctor."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from studio.cli.console import Console
from studio.cli.guard import FREE, SHOWS, WRITES, person_of, verb, writes
from studio.cli.opening import opened
from studio.clock import local_date, show_date
from studio.people.model import Role
from studio.phrase import Phrase

if TYPE_CHECKING:
    from studio.cli.kinds import Verbs


def add_directory(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    directory = verbs.add_parser("directory", help="danh bạ đơn vị / the unit's directory", parents=[common])
    actions = directory.add_subparsers(dest="action", required=True)
    keeper = writes(Role.HEAD, Role.TECHNICAL)
    verb(actions, "show", common, run=_directory_show, guard=SHOWS)
    read = verb(actions, "import", common, run=_directory_import, guard=keeper)
    read.add_argument("file", type=Path)
    verify = verb(actions, "verify", common, run=_directory_verify, guard=WRITES)
    verify.add_argument("contact")
    badge = verb(actions, "badge", common, run=_directory_badge, guard=keeper,
                 help="huy hiệu chính thức (PNG) / official badge")  # fmt: skip
    badge.add_argument("unit")
    badge.add_argument("file", type=Path)


def add_templates(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    templates = verbs.add_parser("templates", help="mẫu đã duyệt / approved templates", parents=[common])
    actions = templates.add_subparsers(dest="action", required=True)
    verb(actions, "list", common, run=_templates_list, guard=FREE)
    show = verb(actions, "show", common, run=_templates_show, guard=FREE)
    show.add_argument("id")


def add_doctor(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    verb(verbs, "doctor", common, run=_doctor, guard=FREE, help="kiểm tra máy / check this PC")


def _directory_show(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        text = studio.directory.export_yaml()
        book = studio.directory.book()
    console.answer(book_json(book), [text.rstrip()])
    return 0


def book_json(book: object) -> object:
    """The directory as JSON-able data."""
    import dataclasses

    return dataclasses.asdict(book)  # type: ignore[call-overload]


def _directory_import(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        studio.directory.import_yaml(args.file)
        book = studio.directory.book()
    console.answer(
        {"units": len(book.units), "contacts": len(book.contacts)},
        [
            Phrase(
                f"Đã nhập {len(book.units)} đơn vị, {len(book.contacts)} số liên hệ.",
                f"Read {len(book.units)} units and {len(book.contacts)} contacts.",
            )
        ],
    )
    return 0


def _directory_verify(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        by = person_of(args)
        contact = studio.directory.verify_contact(args.contact, by=by.id, on=local_date(studio.now()))
    on = show_date(contact.verified_on) if contact.verified_on else "–"
    console.answer(
        {"id": contact.id, "phone": contact.phone, "verified_on": contact.verified_on, "verified_by": by.name},
        [
            Phrase(
                f"{contact.label}: {contact.phone} đã xác nhận ngày {on}.",
                f"{contact.label}: {contact.phone} confirmed on {on}.",
            )
        ],
    )
    return 0


def _directory_badge(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        unit = studio.set_badge(args.unit, args.file)
    console.answer(
        {"unit": unit.id, "badge_sha256": unit.badge_sha256},
        [Phrase(f"{unit.name} đã có huy hiệu riêng.", f"{unit.name} has its own badge now.")],
    )
    return 0


def _templates_list(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        templates = studio.catalog.all()
    console.answer(
        [
            {"id": t.id, "code": t.code, "version": t.version, "title": t.title, "approval": t.approval}
            for t in templates
        ],
        [f"{t.code:<7}{t.id:<24}{t.title.to(console.language)}" for t in templates],
    )
    return 0


def _templates_show(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        template = studio.catalog.get(args.id)
    fields = [
        {"name": f.name, "type": f.type, "required": f.required, "min": f.min, "max": f.max, "label": f.label,
         "help": f.help, "options": f.options}
        for f in template.fields
    ]  # fmt: skip
    value = {"id": template.id, "code": template.code, "version": template.version, "title": template.title,
             "when": template.when, "approval": template.approval, "sha256": template.sha256, "fields": fields,
             "checks": template.required_checks, "cards": [c.layout for c in template.cards],
             "bodies": template.bodies}  # fmt: skip
    lines: list[str | Phrase] = [f"{template.code} {template.title.to(console.language)}", template.when, ""]
    lines += [f"  {f.name:<16}{f.type.value:<14}{'*' if f.required else ' '} {f.label.to(console.language)}"
              for f in template.fields]  # fmt: skip
    console.answer(value, lines)
    return 0


def _doctor(args: argparse.Namespace, console: Console) -> int:
    from studio import doctor
    from studio.accounts.keychain import tried_out
    from studio.app.probe import refuse_unfit, store_probe

    return doctor.report(
        args.place, console, refuse_unfit=refuse_unfit, store=store_probe(args.place), try_keyring=tried_out
    )

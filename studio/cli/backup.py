"""Backups from the command line: made, listed, checked, taken back, and the recovery code."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from studio.cli.console import Console
from studio.cli.guard import FREE, Guard, person_of, verb
from studio.cli.opening import opened
from studio.clock import SystemClock, show_datetime
from studio.errors import Refused
from studio.people.model import Role
from studio.phrase import Phrase
from studio.secret import Secret

if TYPE_CHECKING:
    from studio.app.safekeeping import Safekeeping
    from studio.cli.kinds import Verbs


_SIGNS = Guard(person=True, roles=frozenset({Role.HEAD, Role.TECHNICAL}), act_checks_pin=True)
_HEAD = Guard(person=True, roles=frozenset({Role.HEAD}), act_checks_pin=True)
_RESTORES = replace(_SIGNS, unpeopled=True, dataless=True)
"""Where nobody is, nothing is lost by it."""


def add_backup(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    backup = verbs.add_parser("backup", help="sao lưu, khôi phục / back up, restore", parents=[common])
    actions = backup.add_subparsers(dest="action", required=True)
    make = verb(actions, "make", common, run=_make, guard=_SIGNS,
                help="lập bản sao lưu đã mã hóa / make a sealed backup")  # fmt: skip
    make.add_argument("folder", type=Path)
    held = verb(actions, "list", common, run=_list, guard=FREE)
    held.add_argument("folder", type=Path, nargs="?")
    check = verb(actions, "check", common, run=_check, guard=FREE)
    check.add_argument("file", type=Path)
    _coded(check)
    back = verb(actions, "restore", common, run=_restore, guard=_RESTORES,
                help="thay dữ liệu bằng bản sao lưu / take a backup back")  # fmt: skip
    back.add_argument("file", type=Path)
    back.add_argument("--name", default="", help="tên đơn vị có dữ liệu sẽ bị thay / name of what is put aside")
    _coded(back)
    verb(actions, "code", common, run=_code, guard=_HEAD, help="lập mã khôi phục mới / a new recovery code")


def _coded(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--code", action="store_true", help="hỏi mã khôi phục / ask for the recovery code")


def _go_on(_done: int, _total: int) -> bool:
    return True


def _make(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        path = studio.backups.make(args.folder, person_of(args).id, args.pin, going=_go_on)
    console.answer({"path": path}, [Phrase(f"Đã sao lưu và đọc lại: {path}", f"Backed up and read back: {path}")])
    return 0


def _list(args: argparse.Namespace, console: Console) -> int:
    with _closed(args) as backups:
        found = backups.list(args.folder)
    console.answer(
        [{"path": b.path, "made_at": b.made_at, "size": b.size, "whole": b.whole} for b in found],
        [f"{show_datetime(b.made_at)}  {b.size / 1e6:8.1f} MB  {b.path}" for b in found]
        or [Phrase("Chưa có bản sao lưu nào.", "There is no backup yet.")],
    )
    return 0


def _check(args: argparse.Namespace, console: Console) -> int:
    with _closed(args) as backups:
        backups.check(args.file, _asked(args, console), going=_go_on)
    console.answer({"path": args.file, "ok": True}, [Phrase("✔ Bản sao lưu nguyên vẹn.", "✔ The backup is intact.")])
    return 0


def _restore(args: argparse.Namespace, console: Console) -> int:
    if not args.place.database.exists():
        with _closed(args) as backups:
            backups.stage(args.file, code=_asked(args, console), going=_go_on)
    else:
        with opened(args) as studio:
            _replace(studio.backups, args, console)
    console.answer(
        {"path": args.file},
        [
            Phrase(
                "Bản sao lưu nguyên vẹn; dữ liệu được thay ở lần mở tới, dữ liệu cũ được giữ 30 ngày.",
                "The backup is checked and ready; it takes the data's place at the next start, and the former data is "
                "kept for 30 days.",
            )
        ],
    )
    return 0


def _replace(backups: Safekeeping, args: argparse.Namespace, console: Console) -> None:
    stake = backups.stake()
    if stake is not None and not args.name:
        raise Refused(
            f"sẽ thay dữ liệu của “{stake.name}” ({stake.people} người, {stake.posts} bài); để xác nhận hãy thêm "
            f'--name "{stake.name}".',
            f"this replaces the data of “{stake.name}” ({stake.people} people, {stake.posts} posts); to confirm, add "
            f'--name "{stake.name}".',
        )
    by = args.person.id if args.person is not None else ""
    backups.stage(args.file, by, args.pin, named=args.name, code=_asked(args, console), going=_go_on)


def _code(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        code = studio.backups.issue_code(person_of(args).id, args.pin)
    console.answer(
        {"code": str(code.reveal())},
        [
            Phrase(
                "Mã khôi phục (chỉ hiện một lần; hãy in ra và cất trong tủ có khóa):",
                "Recovery code (shown this once; print it and keep it under lock):",
            ),
            f"  {code.reveal()}",
            Phrase(
                "Bản sao lưu lập từ nay mở bằng mã này; bản cũ vẫn cần mã cũ.",
                "Backups made from now on open by it; older ones still want the older code.",
            ),
        ],
    )
    return 0


def _asked(args: argparse.Namespace, console: Console) -> Secret | None:
    return Secret(console.code()) if args.code else None


@contextmanager
def _closed(args: argparse.Namespace) -> Iterator[Safekeeping]:
    """Of a profile that is not opened: its database may be gone."""
    from studio.accounts.keychain import Keychain
    from studio.app.safekeeping import rescue

    safe = Keychain()
    try:
        args.place.create()
        yield rescue(args.place, clock=SystemClock(), safe=safe)
    finally:
        safe.close()

"""Backups from the command line: made, listed, checked, taken back, and the recovery code."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from studio.cli.console import Console
from studio.cli.opening import opened
from studio.clock import SystemClock, show_datetime
from studio.errors import Refused
from studio.phrase import Phrase
from studio.secret import Secret

if TYPE_CHECKING:
    from studio.app.safekeeping import Safekeeping
    from studio.cli.kinds import Verbs


def add_backup(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    backup = verbs.add_parser("backup", help="sao lưu, khôi phục / back up, restore", parents=[common])
    actions = backup.add_subparsers(dest="action", required=True)
    make = actions.add_parser("make", help="lập bản sao lưu đã mã hóa / make a sealed backup", parents=[common])
    make.add_argument("folder", type=Path)
    _signed(make)
    make.set_defaults(run=_make)
    held = actions.add_parser("list", parents=[common])
    held.add_argument("folder", type=Path, nargs="?")
    held.set_defaults(run=_list)
    check = actions.add_parser("check", parents=[common])
    check.add_argument("file", type=Path)
    _coded(check)
    check.set_defaults(run=_check)
    back = actions.add_parser("restore", help="thay dữ liệu bằng bản sao lưu / take a backup back", parents=[common])
    back.add_argument("file", type=Path)
    _signed(back, required=False)
    back.add_argument("--name", default="", help="tên đơn vị có dữ liệu sẽ bị thay / name of what is put aside")
    _coded(back)
    back.set_defaults(run=_restore)
    code = actions.add_parser("code", help="lập mã khôi phục mới / a new recovery code", parents=[common])
    _signed(code)
    code.set_defaults(run=_code)


def _signed(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    parser.add_argument("--as", dest="by", required=required, default="", metavar="NAME")
    parser.add_argument("--pin-stdin", action="store_true", default=argparse.SUPPRESS)


def _coded(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--code", action="store_true", help="hỏi mã khôi phục / ask for the recovery code")


def _go_on(_done: int, _total: int) -> bool:
    return True


def _make(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        path = studio.backups.make(args.folder, args.by, console.pin(args.by), going=_go_on)
    console.answer({"path": path}, [Phrase(f"Đã sao lưu và đọc lại: {path}", f"Backed up and read back: {path}")])
    return 0


def _list(args: argparse.Namespace, console: Console) -> int:
    with _safekeeping(args) as backups:
        found = backups.list(args.folder)
    console.answer(
        [{"path": b.path, "made_at": b.made_at, "size": b.size, "whole": b.whole} for b in found],
        [f"{show_datetime(b.made_at)}  {b.size / 1e6:8.1f} MB  {b.path}" for b in found]
        or [Phrase("Chưa có bản sao lưu nào.", "There is no backup yet.")],
    )
    return 0


def _check(args: argparse.Namespace, console: Console) -> int:
    with _safekeeping(args) as backups:
        backups.check(args.file, _asked(args, console), going=_go_on)
    console.answer({"path": args.file, "ok": True}, [Phrase("✔ Bản sao lưu nguyên vẹn.", "✔ The backup is intact.")])
    return 0


def _restore(args: argparse.Namespace, console: Console) -> int:
    with _safekeeping(args) as backups:
        stake, pin = backups.stake(), ""
        if stake is not None:
            if not args.by or not args.name:
                raise Refused(
                    f"sẽ thay dữ liệu của “{stake.name}” ({stake.people} người, {stake.posts} bài); để xác nhận hãy "
                    f'thêm --as TÊN --name "{stake.name}".',
                    f"this replaces the data of “{stake.name}” ({stake.people} people, {stake.posts} posts); to "
                    f'confirm, add --as NAME --name "{stake.name}".',
                )
            pin = console.pin(args.by)
        backups.stage(args.file, args.by, pin, named=args.name, code=_asked(args, console), going=_go_on)
    with opened(args) as studio:  # takes it over
        people, root = len(studio.people.list()), studio.profile.backups
    console.answer(
        {"path": args.file, "people": people},
        [
            Phrase(
                f"Đã khôi phục ({people} người). Dữ liệu cũ được cất trong {root}, giữ 30 ngày.",
                f"Restored ({people} people). The former data lies in {root} and is kept for 30 days.",
            )
        ],
    )
    return 0


def _code(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        code = studio.backups.issue_code(args.by, console.pin(args.by))
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
def _safekeeping(args: argparse.Namespace) -> Iterator[Safekeeping]:
    """Of the profile; where its database is gone, of what is left of it."""
    if args.place.database.exists():
        with opened(args) as studio:
            yield studio.backups
        return
    from studio.accounts.keychain import Keychain
    from studio.app.safekeeping import rescue

    safe = Keychain()
    try:
        args.place.create()
        yield rescue(args.place, clock=SystemClock(), safe=safe)
    finally:
        safe.close()

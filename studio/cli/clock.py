"""Confirming the clock of this PC after it jumped."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from studio.cli.console import Console
from studio.cli.guard import Guard, person_of, verb
from studio.cli.opening import opened
from studio.people.model import Role
from studio.phrase import Phrase

if TYPE_CHECKING:
    from studio.cli.kinds import Verbs

_GUARD = Guard(person=True, roles=frozenset({Role.HEAD, Role.TECHNICAL}), act_checks_pin=True)


def add_clock(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    clock = verbs.add_parser("clock", help="đồng hồ của máy / this PC's clock", parents=[common])
    actions = clock.add_subparsers(dest="action", required=True)
    verb(actions, "confirm", common, run=_confirm, guard=_GUARD,
         help="xác nhận ngày giờ đúng sau khi đồng hồ nhảy / the time is right after a jump")  # fmt: skip


def _confirm(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        studio.confirm_clock(person_of(args).id, args.pin)
    console.answer({"ok": True}, [Phrase("Đã ghi nhận ngày giờ của máy.", "The PC's time is noted.")])
    return 0

"""Verbs of Zalo official accounts alone: the broadcast of an article, by a person's hand."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from studio.cli.console import Console
from studio.cli.opening import opened
from studio.errors import Refused
from studio.phrase import Phrase

if TYPE_CHECKING:
    from studio.app import Studio
    from studio.cli.kinds import Verbs
    from studio.publishers.zalo.broadcast import Prepared

SENT = "done"
"""The one outcome after which followers get it for certain."""


def add_zalo(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    zalo = verbs.add_parser("zalo", help="riêng cho Zalo OA / for Zalo OA alone", parents=[common])
    actions = zalo.add_subparsers(dest="action", required=True)
    broadcast = actions.add_parser(
        "broadcast",
        help="gửi bài đã đăng tới mọi người quan tâm, một lần / send a shown article to all followers, once",
        parents=[common],
    )
    broadcast.add_argument("delivery")
    broadcast.add_argument("--as", dest="by", required=True, metavar="NAME")
    broadcast.add_argument("--yes", action="store_true", help="tôi đã đọc cảnh báo / I read the warning")
    broadcast.add_argument("--pin-stdin", action="store_true", default=argparse.SUPPRESS)
    broadcast.set_defaults(run=_broadcast)


def _broadcast(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        return broadcast(studio, console, args.delivery, args.by, sure=args.yes)


def broadcast(studio: Studio, console: Console, delivery: str, by: str, *, sure: bool) -> int:
    """Show quota and warning, then send if the person is `sure` and gives the PIN. Raises StudioError."""
    person, found = studio.people.get(by), studio.outbox.find(delivery)
    prepared = studio.broadcasting.prepare(found.id)
    _tell(prepared, console)
    if prepared.hindrance is not None:
        raise Refused(prepared.hindrance.vi, prepared.hindrance.en, where=prepared.title)
    if not sure:
        raise Refused(
            "chưa gửi gì; đọc cảnh báo ở trên rồi chạy lại với --yes nếu chắc chắn.",
            "nothing was sent; read the warning above, then run it again with --yes if you are sure.",
        )
    sent = studio.broadcasting.send(found.id, person.id, console.pin(person.name))
    told = {"delivery": found.id, "article": prepared.article, "title": prepared.title, "outcome": sent.outcome,
            "message_id": sent.message_id, "code": sent.code, "message": sent.say}  # fmt: skip
    console.answer(told, [sent.say])
    return 0 if sent.outcome == SENT else 1


def _tell(prepared: Prepared, console: Console) -> None:
    """The quota and the warning, where they are read even when the answer goes to a script."""
    for allowance in prepared.allowances:
        left, total = ("?" if count is None else str(count) for count in (allowance.remain, allowance.total))
        console.say(
            Phrase(
                f"Hạn mức {allowance.product}: còn {left}/{total}, đến {allowance.until or '?'}.",
                f"Quota {allowance.product}: {left} of {total} left, until {allowance.until or '?'}.",
            )
        )
    console.say(prepared.warning)

"""Verbs of Zalo official accounts alone: the broadcast of an article, by a person's hand."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from studio.cli.console import Console
from studio.cli.guard import SHOWS, SIGNS, person_of, verb
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
    broadcast = verb(
        actions,
        "broadcast",
        common,
        run=_broadcast,
        guard=SIGNS,
        help="gửi bài đã đăng tới mọi người quan tâm, một lần / send a shown article to all followers, once",
    )
    broadcast.add_argument("delivery")
    broadcast.add_argument("--yes", action="store_true", help="tôi đã đọc cảnh báo / I read the warning")
    pictures = verb(
        actions,
        "pictures",
        common,
        run=_pictures,
        guard=SHOWS,
        help="tệp ảnh của bài, để tự đặt lên địa chỉ của đơn vị / a post's picture files, to be put in place by hand",
    )
    pictures.add_argument("post")
    pictures.add_argument("--out", type=Path, metavar="DIR")
    pictures.add_argument("--check", action="store_true", help="xem ảnh nào còn thiếu / see which are missing there")


def _broadcast(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        return broadcast(studio, console, args)


def _pictures(args: argparse.Namespace, console: Console) -> int:
    """1 when some are missing at their address."""
    with opened(args) as studio:
        post = studio.desk.get(args.post).id
        written = studio.hand_pictures.write(post, args.out) if args.out is not None else ()
        pictures = studio.hand_pictures.of(post)
        missing = {one.url for one in studio.hand_pictures.missing(post)} if args.check else set()
    folder = {path.name: str(path) for path in written}
    told = [
        {"name": one.name, "url": one.url, "picture": one.picture, "bytes": len(one.data),
         "path": folder.get(one.name, "")} | ({"missing": one.url in missing} if args.check else {})
        for one in pictures
    ]  # fmt: skip
    lines = [f"{'✗' if one.url in missing else '·'} {one.name} → {one.url}" for one in pictures]
    console.answer(told, lines)
    return 1 if missing else 0


def broadcast(studio: Studio, console: Console, args: argparse.Namespace) -> int:
    """Show quota and warning, then send if the person is sure. Raises StudioError."""
    found = studio.outbox.find(args.delivery)
    prepared = studio.broadcasting.prepare(found.id)
    _tell(prepared, console)
    if prepared.hindrance is not None:
        raise Refused(prepared.hindrance.vi, prepared.hindrance.en, where=prepared.title)
    if not args.yes:
        raise Refused(
            "chưa gửi gì; đọc cảnh báo ở trên rồi chạy lại với --yes nếu chắc chắn.",
            "nothing was sent; read the warning above, then run it again with --yes if you are sure.",
        )
    sent = studio.broadcasting.send(found.id, person_of(args).id, args.pin)
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

"""Verbs of delivery: publish, outbox, record."""

from __future__ import annotations

import argparse
from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from studio.canonical import sha256
from studio.cli.console import Console
from studio.cli.guard import FREE, SHOWS, SIGNS, WRITES, person_of, verb
from studio.cli.opening import opened
from studio.cli.out_file import add_out_file
from studio.clock import parse_local, show_datetime
from studio.errors import BadInput
from studio.outbox.model import Delivery, DeliveryState
from studio.outbox.standing import stand_of
from studio.phrase import Phrase

if TYPE_CHECKING:
    from studio.app import Studio
    from studio.cli.kinds import Verbs

PATIENCE = timedelta(seconds=15)
"""How long a run waits for a doubt that a second look at the page may settle."""
AT_HOME = Phrase("✔ Dữ liệu này gửi từ máy này.", "✔ This data is sent from this PC.")
STATE = {
    "scheduled": Phrase("Đã hẹn giờ", "Scheduled"),
    "waiting": Phrase("Chờ gửi", "Waiting"),
    "sending": Phrase("Đang gửi", "Sending"),
    "sent": Phrase("Đã gửi, chưa xác minh", "Sent, not verified"),
    "unknown": Phrase("Chưa rõ kết quả", "Outcome unknown"),
    "verified": Phrase("Đã xác minh", "Verified"),
    "claimed": Phrase("Người đăng xác nhận", "On a person's word"),
    "removal_due": Phrase("Phải gỡ, chưa gỡ", "To be removed"),
    "remove_by_hand": Phrase("Cần xử lý: gỡ tay", "Remove it by hand"),
    "failed": Phrase("Lỗi", "Failed"),
    "missed": Phrase("Lỡ giờ", "Missed"),
    "needs_attention": Phrase("Cần người xử lý", "Needs a person"),
    "withdrawn": Phrase("Đã gỡ", "Withdrawn"),
    "cancelled": Phrase("Đã hủy", "Cancelled"),
    "amend_waiting": Phrase("Chờ sửa trên trang", "Change waits for the page"),
    "amend_unknown": Phrase("Chưa rõ đã sửa chưa", "Changed or not: unclear"),
    "amended": Phrase("Đã sửa, đọc lại khớp", "Changed and read back"),
}


def add_publish(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    parser = verb(verbs, "publish", common, run=_publish, guard=SIGNS,
                  help="đưa bài đã duyệt vào hộp gửi / queue an approved post")  # fmt: skip
    parser.add_argument("id")
    parser.add_argument("--to", nargs="+", required=True, metavar="ACCOUNT")
    parser.add_argument("--at", type=_moment, metavar="TIME", help="2026-11-25T08:00 (giờ Việt Nam / Vietnam time)")
    parser.add_argument("--held-by", choices=("pc", "platform"), default="pc",
                        help="ai giữ lịch đến giờ đăng / who keeps the post until its time")  # fmt: skip
    parser.add_argument("--spread", type=_span, default=timedelta(0), metavar="SECONDS",
                        help="các trang cách nhau / how far apart the pages are")  # fmt: skip


def add_outbox(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    outbox = verbs.add_parser("outbox", help="hộp gửi / the outbox", parents=[common])
    actions = outbox.add_subparsers(dest="action", required=True)
    verb(actions, "list", common, run=_list, guard=SHOWS)
    verb(actions, "run", common, run=_run, guard=WRITES).add_argument("--until-idle", action="store_true")
    verb(actions, "reconcile", common, run=_reconcile, guard=WRITES)
    confirm = verb(actions, "confirm", common, run=_confirm, guard=WRITES,
                   help="tôi đã đăng, đây là liên kết / I posted it, here is the link")  # fmt: skip
    confirm.add_argument("delivery")
    confirm.add_argument("--link", required=True)
    confirm.add_argument("--sure", action="store_true",
                         help="tôi đã thấy bài trên đúng trang / I saw it on the right page")  # fmt: skip
    verb(actions, "remove", common, run=_remove, guard=SIGNS,
         help="gỡ bài đã có quyết định gỡ / remove a withdrawn post from its pages").add_argument("post")  # fmt: skip
    verb(actions, "untwin", common, run=_untwin, guard=SIGNS,
         help="gỡ bản trùng trên trang / remove the double on the page").add_argument("delivery")  # fmt: skip
    verb(actions, "removed", common, run=_removed, guard=SIGNS,
         help="tôi đã tự gỡ trên trang / I removed it on the page").add_argument("delivery")  # fmt: skip
    verb(actions, "cancel", common, run=_cancel, guard=WRITES).add_argument("delivery")
    stop = verb(actions, "stop", common, run=_stop, guard=WRITES,
                help="dừng mọi lượt chưa gửi của bài / stop what has not left of a post")  # fmt: skip
    stop.add_argument("post")
    retry = verb(actions, "retry", common, run=_retry, guard=SIGNS,
                 help="gửi lại các lượt lỗi của bài / send again what failed of a post")  # fmt: skip
    retry.add_argument("post")
    verb(actions, "progress", common, run=_progress, guard=SHOWS).add_argument("post")
    verb(actions, "pauses", common, run=_pauses, guard=SHOWS,
         help="trang đang tạm ngừng gửi / pages that nothing is sent to")  # fmt: skip
    release = verb(actions, "release", common, run=_release, guard=SIGNS,
                   help="cho trang gửi lại / let a page be sent to again")  # fmt: skip
    release.add_argument("account")
    release.add_argument("--why", default="", metavar="TEXT", help="lý do, ghi vào nhật ký / the reason, for the log")


def add_machine(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    machine = verbs.add_parser("machine", help="dữ liệu này gửi từ máy nào / which PC this data is sent from",
                               parents=[common])  # fmt: skip
    actions = machine.add_subparsers(dest="action", required=True)
    verb(actions, "show", common, run=_machine, guard=SHOWS,
         help="dữ liệu ở đúng máy hay là bản sao / at home or a copy")  # fmt: skip
    for kind, told in (
        ("moved", "đã chuyển hẳn sang máy này, máy cũ thôi dùng / moved here, the old PC is out of use"),
        ("copy", "chỉ là bản sao để xem, không gửi gì / a copy to look at, nothing is sent"),
    ):
        verb(actions, kind, common, run=_decide_machine, guard=SIGNS, help=told).set_defaults(kind=kind)


def add_record(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    record = verbs.add_parser("record", help="hồ sơ bài đăng / records of publication", parents=[common])
    actions = record.add_subparsers(dest="action", required=True)
    export = verb(actions, "export", common, run=_record_export, guard=WRITES)
    export.add_argument("id")
    add_out_file(export, metavar="ZIP")
    verify = verb(actions, "verify", common, run=_record_verify, guard=FREE)
    verify.add_argument("file", type=Path, metavar="ZIP")
    verify.add_argument("--sha256", help="mã băm đã ghi khi xuất / digest noted at export")


def _moment(text: str) -> datetime:
    try:
        return parse_local(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”: 2026-11-25T08:00") from None


def _span(text: str) -> timedelta:
    try:
        return timedelta(seconds=int(text))
    except (ValueError, OverflowError):
        raise argparse.ArgumentTypeError(f"“{text}”: 0, 60, 300 …") from None


def delivery_json(delivery: Delivery, *, withdrawn: bool = False) -> dict[str, object]:
    return {"id": delivery.id, "post": delivery.post_id, "account": delivery.account, "state": delivery.state,
            "stand": stand_of(delivery, withdrawn=withdrawn),
            "attempts": delivery.attempts, "remote_id": delivery.remote_id, "permalink": delivery.permalink,
            "due_at": delivery.due_at, "reference": delivery.reference, "holder": delivery.holder,
            "message": delivery.message}  # fmt: skip


def _answer(console: Console, deliveries: Sequence[Delivery], due: Collection[str] = ()) -> int:
    """`due`: ids of what is still on its page although its post was withdrawn."""
    lines: list[str | Phrase] = [
        console.marked(
            f"{d.id[:8]}  {d.account}  "
            f"{STATE[stand_of(d, withdrawn=d.id in due)].to(console.language)}  {show_datetime(d.due_at)}  "
            f"{d.message if console.language == 'vi' else d.message_en} {d.permalink}".rstrip()
        )
        for d in deliveries
    ]
    console.answer([delivery_json(d, withdrawn=d.id in due) for d in deliveries],
                   lines or [Phrase("Hộp gửi trống.", "The outbox is empty.")])  # fmt: skip
    return 0


def _publish(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        post = studio.desk.get(args.id)
        deliveries = studio.publish(post.id, args.to, person_of(args).id, args.pin, at=args.at,
                                    held_by=args.held_by, spread=args.spread)  # fmt: skip
    return _answer(console, deliveries)


def _list(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        deliveries, due = studio.outbox.list(), studio.outbox.removals_due()
    return _answer(console, deliveries, due)


def _run(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        _show_queue(studio, console, person_of(args).id)
        changed = studio.outbox.run(until_idle=args.until_idle, patience=PATIENCE)
    return _answer(console, changed)


def _show_queue(studio: Studio, console: Console, by: str) -> None:
    """Tell what will go out. Whoever runs this has then seen what an earlier run of the program left overdue."""
    unsent = studio.outbox.latest((DeliveryState.WAITING, DeliveryState.SCHEDULED))
    due = sorted((d for d in unsent if d.due_at <= studio.now()), key=lambda d: d.due_at)
    if due:
        console.say(Phrase(f"Sắp gửi {len(due)} lượt:", f"About to send {len(due)}:"))
    for delivery in due:
        console.say(f"  {delivery.id[:8]}  {delivery.account}  {delivery.post_title}  {show_datetime(delivery.due_at)}")
    studio.outbox.seen(by)
    for warning in (studio.outbox.clock_trouble(), studio.outbox.clock_warning()):
        if warning is not None:
            console.say(warning)


def _reconcile(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        changed = studio.outbox.reconcile()
    return _answer(console, changed)


def _confirm(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        delivery = studio.outbox.confirm_by_hand(studio.outbox.find(args.delivery).id, args.link, person_of(args).id,
                                                 sure=args.sure)  # fmt: skip
    return _answer(console, [delivery])


def _remove(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        tried = studio.outbox.withdraw_post(studio.desk.get(args.post).id, person_of(args).id, args.pin)
        due = studio.outbox.removals_due()
    _answer(console, tried, due)
    return 1 if any(d.id in due for d in tried) else 0


def _untwin(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        done = studio.outbox.remove_twin(studio.outbox.find(args.delivery).id, person_of(args).id, args.pin)
    return _answer(console, [done])


def _removed(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        done = studio.outbox.confirm_removed(studio.outbox.find(args.delivery).id, person_of(args).id, args.pin)
    return _answer(console, [done])


def _cancel(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        delivery = studio.outbox.cancel(studio.outbox.find(args.delivery).id, person_of(args).id)
    return _answer(console, [delivery])


def _stop(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        stopped = studio.outbox.stop_post(studio.desk.get(args.post).id, person_of(args).id)
    return _answer(console, stopped)


def _retry(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        retried = studio.outbox.retry_failed(studio.desk.get(args.post).id, person_of(args).id, args.pin)
    return _answer(console, retried)


def _progress(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        found = studio.outbox.progress(studio.desk.get(args.post).id)
    told = Phrase(
        f"Đăng {found.done}/{found.total}: lỗi {found.failed}, chưa rõ {found.unknown}, đang chờ {found.waiting}.",
        f"Published {found.done}/{found.total}: failed {found.failed}, unclear {found.unknown}, "
        f"waiting {found.waiting}.",
    )
    console.answer(asdict(found), [told])
    return 0


def _pauses(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        pauses = studio.outbox.pauses()
    lines: list[str | Phrase] = [
        f"{p.account}  {show_datetime(p.since)}  {p.reason.to(console.language)} {p.code}".rstrip() for p in pauses
    ]
    told = [{"account": p.account, "since": p.since, "until": p.until, "code": p.code, "reason": p.reason}
            for p in pauses]  # fmt: skip
    console.answer(told, lines or [Phrase("Không trang nào bị tạm ngừng.", "No page is paused.")])
    return 0


def _release(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        studio.outbox.release_account(args.account, person_of(args).id, args.pin, args.why)
    console.answer({"account": args.account}, [Phrase("✔ Trang được gửi lại.", "✔ The page is sent to again.")])
    return 0


def _machine(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        standing, trouble = studio.home.standing(), studio.home.trouble()
    console.answer({"standing": standing, "trouble": trouble}, [trouble or AT_HOME])
    return 0 if trouble is None else 1


def _decide_machine(args: argparse.Namespace, console: Console) -> int:
    from studio.outbox.home import ProfileKind  # brings the services along

    with opened(args) as studio:
        standing = studio.home.decide(ProfileKind(args.kind), person_of(args).id, args.pin)
        trouble = studio.home.trouble()
    console.answer({"standing": standing}, [trouble or AT_HOME])
    return 0


def _record_export(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        path = studio.export_record(studio.desk.get(args.id).id, args.out)
    digest = sha256(path.read_bytes())
    console.answer(
        {"path": path, "sha256": digest},
        [Phrase(f"Đã xuất hồ sơ: {path}", f"Record written: {path}"), f"sha256 {digest}"],
    )
    return 0


def _record_verify(args: argparse.Namespace, console: Console) -> int:
    from studio.posts.record import verify

    try:
        data = args.file.read_bytes()
    except OSError as trouble:
        raise BadInput("không đọc được tệp; hãy kiểm tra đường dẫn.", "cannot be read; check the path.",
                       where=str(args.file)) from trouble  # fmt: skip
    if args.place.database.exists():
        with opened(args) as studio:
            problems = studio.records.verify(data, expected_sha256=args.sha256)
    else:
        problems = verify(data, expected_sha256=args.sha256)
    console.answer(
        {"path": args.file, "ok": not problems, "problems": problems},
        problems or [Phrase("✔ Hồ sơ nguyên vẹn.", "✔ The record is intact.")],
    )
    return 1 if problems else 0

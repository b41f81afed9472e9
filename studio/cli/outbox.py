"""Verbs of delivery: publish, outbox, machine, record, and the broadcast of an article by a Zalo account."""

from __future__ import annotations

import argparse
from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from studio.canonical import sha256
from studio.cli.console import Console, VerbOutput, line, view
from studio.cli.verb import FREE, SHOWS, SIGNS, WRITES, Call, VerbGroup, flag, option, out_file
from studio.clock import parse_local, show_datetime
from studio.errors import BadInput, Refused
from studio.outbox.model import Delivery, DeliveryState, stand_of
from studio.phrase import Bilingual, Phrase

if TYPE_CHECKING:
    from studio.app import Studio
    from studio.publishers.zalo.broadcast import PreparedBroadcast

PATIENCE = timedelta(seconds=15)
"""How long a run waits for a doubt that a second look at the page may settle."""
AT_HOME = Phrase("✔ This data is sent from this PC.")
STATE = {
    "scheduled": Phrase("Scheduled"),
    "waiting": Phrase("Waiting"),
    "sending": Phrase("Sending"),
    "sent": Phrase("Sent, not verified"),
    "unknown": Phrase("Outcome unknown"),
    "verified": Phrase("Verified"),
    "claimed": Phrase("Confirmed by a person"),
    "removal_due": Phrase("To be removed"),
    "remove_by_hand": Phrase("Remove by hand"),
    "failed": Phrase("Failed"),
    "missed": Phrase("Missed"),
    "needs_attention": Phrase("Needs a person"),
    "withdrawn": Phrase("Withdrawn"),
    "cancelled": Phrase("Cancelled"),
    "amend_waiting": Phrase("Change waits for the page"),
    "amend_unknown": Phrase("Result of the edit unknown"),
    "amended": Phrase("Edited, read back: matches"),
}
BROADCAST = "done"
"""The one outcome of a broadcast after which followers get it for certain."""

verbs = VerbGroup()


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


@verbs(
    "publish", SIGNS, "id",
    option("--to", nargs="+", required=True, metavar="ACCOUNT"),
    option("--at", type=_moment, metavar="TIME", help="2026-11-25T08:00 (giờ Việt Nam / Vietnam time)"),
    option("--held-by", choices=("pc", "platform"), default="pc",
           help="ai giữ lịch đến giờ đăng / who keeps the post until its time"),
    option("--spread", type=_span, default=timedelta(0), metavar="SECONDS",
           help="các trang cách nhau / how far apart the pages are"),
    help="đưa bài đã duyệt vào hộp gửi / queue an approved post",
)  # fmt: skip
def _publish(call: Call) -> VerbOutput:
    post = _post(call, call.id)
    queued = call.studio.publish(post, call.to, *call.signed, at=call.at, held_by=call.held_by, spread=call.spread)
    return _told(call, queued)


def _post(call: Call, begins: str) -> str:
    """The id of the post whose id begins so. Raises NotFound."""
    return call.studio.drafts.get(begins).id


def _delivery(call: Call) -> str:
    """The id of the delivery that the command names. Raises NotFound."""
    return call.studio.outbox.find(call.delivery).id


def delivery_json(delivery: Delivery, *, withdrawn: bool = False) -> dict[str, object]:
    return view(
        delivery,
        "id post=post_id account state stand attempts remote_id permalink due_at reference holder message",
        stand=stand_of(delivery, withdrawn=withdrawn),
    )


def _told(call: Call, deliveries: Sequence[Delivery], due: Collection[str] = (), *, failed: bool = False) -> VerbOutput:
    """`due`: ids of what is still on its page although its post was withdrawn."""
    return VerbOutput(
        [delivery_json(d, withdrawn=d.id in due) for d in deliveries],
        [call.console.marked(_line(d, withdrawn=d.id in due)) for d in deliveries] or Phrase("The outbox is empty."),
        failed=failed,
    )


def _line(delivery: Delivery, *, withdrawn: bool) -> Phrase:
    stand, message = (
        STATE[stand_of(delivery, withdrawn=withdrawn)],
        Bilingual(delivery.message, delivery.message_en),
    )
    when = show_datetime(delivery.due_at)
    told = line("{}  {}  {}  {}  {} {}", delivery.id[:8], delivery.account, stand, when, message, delivery.permalink)
    return Bilingual(told.vi.rstrip(), told.en.rstrip())


outbox = verbs.group("outbox", "hộp gửi / the outbox")


@outbox("list", SHOWS)
def _list(call: Call) -> VerbOutput:
    return _told(call, call.studio.outbox.list(), call.studio.outbox.removals_due())


@outbox("run", WRITES, flag("--until-idle"))
def _run(call: Call) -> VerbOutput:
    _show_queue(call.studio, call.console, call.by)
    return _told(call, call.studio.outbox.run(until_idle=call.until_idle, patience=PATIENCE))


def _show_queue(studio: Studio, console: Console, by: str) -> None:
    """Tell what will go out. Whoever runs this has then seen what an earlier run of the program left overdue."""
    unsent = studio.outbox.latest((DeliveryState.WAITING, DeliveryState.SCHEDULED))
    due = sorted((d for d in unsent if d.due_at <= studio.now()), key=lambda d: d.due_at)
    if due:
        console.say(Phrase("About to send {n}:", n=len(due)))
    for delivery in due:
        console.say(f"  {delivery.id[:8]}  {delivery.account}  {delivery.post_title}  {show_datetime(delivery.due_at)}")
    studio.outbox.seen(by)
    for warning in (studio.outbox.clock_trouble(), studio.outbox.clock_warning()):
        if warning is not None:
            console.say(warning)


@outbox("reconcile", WRITES)
def _reconcile(call: Call) -> VerbOutput:
    return _told(call, call.studio.outbox.reconcile())


@outbox("confirm", WRITES, "delivery", option("--link", required=True),
        flag("--sure", "tôi đã thấy bài trên đúng trang / I saw it on the right page"),
        help="tôi đã đăng, đây là liên kết / I posted it, here is the link")  # fmt: skip
def _confirm(call: Call) -> VerbOutput:
    return _told(call, [call.studio.outbox.confirm_by_hand(_delivery(call), call.link, call.by, sure=call.sure)])


@outbox("remove", SIGNS, "post", help="gỡ bài đã có quyết định gỡ / remove a withdrawn post from its pages")
def _remove(call: Call) -> VerbOutput:
    tried = call.studio.outbox.withdraw_post(_post(call, call.post), *call.signed)
    due = call.studio.outbox.removals_due()
    return _told(call, tried, due, failed=any(d.id in due for d in tried))


@outbox("untwin", SIGNS, "delivery", help="gỡ bản trùng trên trang / remove the double on the page")
def _untwin(call: Call) -> VerbOutput:
    return _told(call, [call.studio.outbox.remove_twin(_delivery(call), *call.signed)])


@outbox("removed", SIGNS, "delivery", help="tôi đã tự gỡ trên trang / I removed it on the page")
def _removed(call: Call) -> VerbOutput:
    return _told(call, [call.studio.outbox.confirm_removed(_delivery(call), *call.signed)])


@outbox("cancel", WRITES, "delivery")
def _cancel(call: Call) -> VerbOutput:
    return _told(call, [call.studio.outbox.cancel(_delivery(call), call.by)])


@outbox("stop", WRITES, "post", help="dừng mọi lượt chưa gửi của bài / stop what has not left of a post")
def _stop(call: Call) -> VerbOutput:
    return _told(call, call.studio.outbox.stop_post(_post(call, call.post), call.by))


@outbox("retry", SIGNS, "post", help="gửi lại các lượt lỗi của bài / send again what failed of a post")
def _retry(call: Call) -> VerbOutput:
    return _told(call, call.studio.outbox.retry_failed(_post(call, call.post), *call.signed))


@outbox("progress", SHOWS, "post")
def _progress(call: Call) -> VerbOutput:
    found = call.studio.outbox.progress(_post(call, call.post))
    told = Phrase(
        "Published {done}/{total}: failed {failed}, unclear {unknown}, waiting {waiting}.",
        done=found.done,
        total=found.total,
        failed=found.failed,
        unknown=found.unknown,
        waiting=found.waiting,
    )
    return VerbOutput(asdict(found), told)


@outbox("pauses", SHOWS, help="trang đang dừng gửi / pages that nothing is sent to")
def _pauses(call: Call) -> VerbOutput:
    pauses = call.studio.outbox.pauses()
    return VerbOutput(
        [view(p, "account since until code reason") for p in pauses],
        [f"{p.account}  {show_datetime(p.since)}  {call.console.text(p.reason)} {p.code}".rstrip() for p in pauses]
        or Phrase("No page is paused."),
    )


@outbox("release", SIGNS, "account",
        option("--why", default="", metavar="TEXT", help="lý do, ghi vào nhật ký / the reason, for the log"),
        help="cho trang gửi lại / let a page be sent to again")  # fmt: skip
def _release(call: Call) -> VerbOutput:
    call.studio.outbox.release_account(call.account, *call.signed, call.why)
    return VerbOutput({"account": call.account}, Phrase("✔ Sending to the page is resumed."))


machine = verbs.group("machine", "dữ liệu này gửi từ máy nào / which PC this data is sent from")


@machine("show", SHOWS, help="dữ liệu ở đúng máy hay là bản sao / at home or a copy")
def _machine(call: Call) -> VerbOutput:
    standing, trouble = call.studio.home.standing(), call.studio.home.trouble()
    return VerbOutput({"standing": standing, "trouble": trouble}, trouble or AT_HOME, failed=trouble is not None)


@machine("copy", SIGNS, help="chỉ là bản sao để xem, không gửi gì / a copy to look at, nothing is sent")
@machine("moved", SIGNS,
         help="đã chuyển hẳn sang máy này, máy cũ thôi dùng / moved here, the old PC is out of use")  # fmt: skip
def _decide_machine(call: Call) -> VerbOutput:
    from studio.outbox.home import ProfileKind  # brings the services along

    standing = call.studio.home.decide(ProfileKind(call.action), *call.signed)
    return VerbOutput({"standing": standing}, call.studio.home.trouble() or AT_HOME)


record = verbs.group("record", "hồ sơ bài đăng / records of publication")


@record("export", WRITES, "id", *out_file(metavar="ZIP"))
def _export(call: Call) -> VerbOutput:
    path = call.studio.export_record(_post(call, call.id), call.out)
    digest = sha256(path.read_bytes())
    return VerbOutput(
        {"path": path, "sha256": digest},
        [Phrase("Record written: {path}", path=path), f"sha256 {digest}"],
    )


@record("verify", FREE, option("file", type=Path, metavar="ZIP"),
        option("--sha256", help="mã băm đã ghi khi xuất / digest noted at export"))  # fmt: skip
def _verify(call: Call) -> VerbOutput:
    from studio.posts.record import verify

    try:
        data = call.file.read_bytes()
    except OSError as trouble:
        raise BadInput("cannot be read; check the path.", where=str(call.file)) from trouble  # fmt: skip
    check = call.studio.records.verify if call.place.database.exists() else verify
    problems = check(data, expected_sha256=call.sha256)
    return VerbOutput(
        {"path": call.file, "ok": not problems, "problems": problems},
        problems or Phrase("✔ The record is intact."),
        failed=bool(problems),
    )


zalo = verbs.group("zalo", "riêng cho Zalo OA / for Zalo OA alone")


@zalo("broadcast", SIGNS, "delivery", flag("--yes", "tôi đã đọc cảnh báo / I read the warning"),
      help="gửi bài đã đăng tới mọi người quan tâm, một lần / send a shown article to all followers, once")  # fmt: skip
def _broadcast(call: Call) -> int:
    return broadcast(call.studio, call.console, call)


def broadcast(studio: Studio, console: Console, args: argparse.Namespace) -> int:
    """Show quota and warning, then send if the person is sure. Raises StudioError."""
    found = studio.outbox.find(args.delivery)
    prepared = studio.broadcasting.prepare(found.id)
    _warn(prepared, console)
    if prepared.hindrance is not None:
        raise Refused(prepared.hindrance, where=prepared.title)
    if not args.yes:
        raise Refused("nothing was sent; read the warning above, then run it again with --yes if you are sure.")
    sent = studio.broadcasting.send(found.id, args.person.id, args.pin)
    told = {"delivery": found.id} | view(prepared, "article title") | view(sent, "outcome message_id code message=say")
    return console.give(VerbOutput(told, sent.say, failed=sent.outcome != BROADCAST))


def _warn(prepared: PreparedBroadcast, console: Console) -> None:
    """The quota and the warning, where they are read even when the answer goes to a script."""
    for allowance in prepared.allowances:
        left, total = ("?" if count is None else count for count in (allowance.remain, allowance.total))
        console.say(
            Phrase(
                "Quota {product}: {left} of {total} left, until {until}.",
                product=allowance.product,
                left=left,
                total=total,
                until=allowance.until or "?",
            )
        )
    console.say(prepared.warning)


@zalo(
    "pictures", SHOWS, "post", option("--out", type=Path, metavar="DIR"),
    flag("--check", "xem ảnh nào còn thiếu / see which are missing there"),
    help="tệp ảnh của bài, để tự đặt lên địa chỉ của đơn vị / a post's picture files, to be put in place by hand",
)  # fmt: skip
def _pictures(call: Call) -> VerbOutput:
    """Failed when some are missing at their address."""
    post, pictures = _post(call, call.post), call.studio.hand_pictures
    written = pictures.write(post, call.out) if call.out is not None else ()
    found = pictures.of(post)
    missing = {one.url for one in pictures.missing(post)} if call.check else set()
    folder = {path.name: str(path) for path in written}
    told = [
        view(one, "name url picture", bytes=len(one.data), path=folder.get(one.name, ""))
        | ({"missing": one.url in missing} if call.check else {})
        for one in found
    ]
    return VerbOutput(told, [f"{'✗' if one.url in missing else '·'} {one.name} → {one.url}" for one in found],
                  failed=bool(missing))  # fmt: skip

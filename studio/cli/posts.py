"""Verbs about one post: compose, check, submit, decide, list."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from studio.cli.console import Console
from studio.cli.guard import FREE, SHOWS, SIGNS, WRITES, person_of, verb
from studio.cli.opening import opened
from studio.clock import show_datetime
from studio.errors import BadInput, Blocked
from studio.library.model import Light
from studio.phrase import Phrase
from studio.posts.model import TRASH_DAYS, Door, Finding, Post, PostFilter, PostRow, PostState, Severity
from studio.posts.transitions import STATE_NAMES

if TYPE_CHECKING:
    from studio.app import Studio
    from studio.cli.kinds import Verbs

SIZES = ("sq", "p45", "link", "story", "a4")
_MARK = {Severity.BLOCK: "✖", Severity.WARN: "!", Severity.INFO: "i"}


def add_compose(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    parser = verb(verbs, "compose", common, run=_compose, guard=FREE,
                  help="chữ và thẻ của một bài / texts and cards of a post")  # fmt: skip
    parser.add_argument("file", type=Path, metavar="POST.yaml")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--sizes", default=",".join(SIZES), help="sq,p45,link,story,a4")


def add_check(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    parser = verb(verbs, "check", common, run=_check, guard=FREE, help="kiểm tra một bài / check a post")
    parser.add_argument("file", type=Path, metavar="POST.yaml")
    parser.add_argument("--on", type=day, metavar="DATE")


def add_submit(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    parser = verb(verbs, "submit", common, run=_submit, guard=SIGNS, help="gửi duyệt / submit for approval")
    parser.add_argument("file", type=Path, metavar="POST.yaml")


def add_decisions(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    """approve, and what else a reviewer may decide."""
    for name, help_text, needs_note in (
        ("approve", "duyệt / approve", False),
        ("ask-changes", "yêu cầu sửa / ask for changes", True),
        ("reject", "từ chối / reject", True),
        ("hold", "tạm giữ / put on hold", True),
        ("release", "thôi giữ / release", False),
        ("withdraw", "rút bài / withdraw", True),
    ):
        parser = verb(verbs, name, common, run=_decide, guard=SIGNS, help=help_text)
        parser.add_argument("id")
        parser.add_argument("--note", required=needs_note, default="")
        parser.set_defaults(action=name.replace("-", "_"))


def add_posts(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    posts = verbs.add_parser("posts", help="các bài / the posts", parents=[common])
    actions = posts.add_subparsers(dest="action", required=True)
    listing = verb(actions, "list", common, run=_list, guard=SHOWS)
    listing.add_argument("--state", choices=sorted(PostState))
    listing.add_argument("--text", default="", help="chữ trong tên hoặc nội dung / words of title or content")
    listing.add_argument("--trashed", action="store_true", help="trong thùng rác / in the trash")
    listing.add_argument("--limit", type=_count, metavar="N")
    for name, help_text in (("trash", "bỏ vào thùng rác / throw away"), ("untrash", "khôi phục / bring back")):
        parser = verb(actions, name, common, run=_trash, guard=WRITES, help=help_text)
        parser.add_argument("id")
        parser.set_defaults(action=name)
    correct = verb(actions, "correct", common, run=_correct, guard=WRITES,
                   help="sửa bài đã đăng: mở bản sửa / change a published post: open the draft")  # fmt: skip
    correct.add_argument("id")
    correct.add_argument("--set", nargs=2, action="append", default=[], metavar=("FIELD", "TEXT"), dest="fields",
                         help="chữ mới của một ô / the new text of a field")  # fmt: skip
    correct.add_argument("--confirm", action="store_true",
                         help="xác nhận: không có nội dung mật, nội bộ; không lộ danh tính người bị hại / "
                              "I confirm: nothing secret or internal, no victim can be recognised")  # fmt: skip
    submit = verb(actions, "submit", common, run=_submit_one, guard=SIGNS,
                  help="gửi duyệt một bài nháp / submit a draft for approval")  # fmt: skip
    submit.add_argument("id")
    show = verb(actions, "show", common, run=_show, guard=SHOWS)
    show.add_argument("id")


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}”: 1, 2, 3 …")
    return int(text)


def day(text: str) -> date:
    """A date as people or scripts write it: 2026-11-25 or 25/11/2026."""
    try:
        if "/" in text:
            d, m, y = (int(part) for part in text.split("/"))
            return date(y, m, d)
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”: YYYY-MM-DD / DD/MM/YYYY") from None


def finding_json(finding: Finding, console: Console) -> dict[str, object]:
    return {"code": finding.code, "severity": finding.severity, "field": finding.field,
            "message": finding.message(console.language), "excerpt": finding.excerpt}  # fmt: skip


def finding_lines(findings: Sequence[Finding], console: Console) -> list[str | Phrase]:
    lines: list[str | Phrase] = [
        f"{_MARK[f.severity]} {f.code}{f' [{f.field}]' if f.field else ''}: {f.message(console.language)}"
        for f in findings
    ]
    return lines or [Phrase("✔ Không có điểm nào phải sửa.", "✔ Nothing to mend.")]


def _compose(args: argparse.Namespace, console: Console) -> int:
    sizes = _sizes(args.sizes)
    with opened(args) as studio:
        trial = studio.trial(args.file)
        content = studio.content(trial.post)
        findings = studio.findings(trial.post, Door.COMPOSE)
        cards = studio.write_texts_and_cards(content, args.out, sizes)
    value = {
        "content_hash": content.content_hash,
        "texts": dict(content.texts),
        "cards": cards,
        "findings": [finding_json(f, console) for f in findings],
    }
    lines: list[str | Phrase] = [
        f"{card['path']}  {card['width']}×{card['height']}  {card['bytes']} B" for card in cards
    ]
    console.answer(value, [*lines, *finding_lines(findings, console)])
    return 0


def _sizes(text: str) -> tuple[str, ...]:
    sizes = tuple(part.strip() for part in text.split(",") if part.strip())
    for size in sizes:
        if size not in SIZES:
            raise BadInput(
                f"không có cỡ thẻ “{size}”; hãy chọn trong: {', '.join(SIZES)}.",
                f"there is no card size “{size}”; choose from: {', '.join(SIZES)}.",
                where="--sizes",
            )
    return sizes


def _check(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        trial = studio.trial(args.file)
        findings = studio.findings(trial.post, Door.SUBMIT, on=args.on)
    blocked = any(f.severity is Severity.BLOCK for f in findings)
    console.answer(
        {"blocked": blocked, "findings": [finding_json(f, console) for f in findings]}, finding_lines(findings, console)
    )
    return 1 if blocked else 0


def _submit(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        try:
            post = studio.submit_file(args.file, person_of(args).id, args.pin)
        except Blocked as refusal:
            for line in finding_lines(getattr(refusal, "findings", ()), console):
                console.say(line)
            raise
        value = post_json(studio, post)
    console.answer(value, [Phrase(f"Đã gửi duyệt: {post.id}", f"Submitted: {post.id}")])
    return 0


def _decide(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        post_id = studio.desk.get(args.id).id
        act = getattr(studio.workflow, args.action)
        act(post_id, person_of(args).id, args.pin, args.note)
        post = studio.desk.get(post_id)
        value = post_json(studio, post)
    console.answer(value, [f"{post.id}: {STATE_NAMES[post.state].to(console.language)}"])
    return 0


def _list(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        states = (PostState(args.state),) if args.state else ()
        wanted = PostFilter(states=states, text=args.text, trashed=args.trashed)
        rows = studio.shelf.rows(studio.shelf.ids(wanted, limit=args.limit))
        lights = studio.law_notices.lights()
    lines = [f"{_row_line(row, console)}{_law_mark(lights.get(row.id), console)}" for row in rows]
    console.answer([_row_json(row) | {"law": lights.get(row.id)} for row in rows], lines or [_nothing(wanted)])
    return 0


def _row_json(row: PostRow) -> dict[str, object]:
    return {"id": row.id, "state": row.state, "template": row.template_id, "title": row.title,
            "updated_at": row.changed_at, "trashed_at": row.trashed_at}  # fmt: skip


def _row_line(row: PostRow, console: Console) -> str:
    return (
        f"{row.id[:8]}  {STATE_NAMES[row.state].to(console.language):<14} {show_datetime(row.changed_at)}  {row.title}"
    )


def _law_mark(light: Light | None, console: Console) -> str:
    """What became of a law that the post cites, where somebody has to look."""
    if light in (None, Light.GREEN):
        return ""
    said = Phrase("văn bản được dẫn đã đổi hiệu lực", "a cited law has another status")
    return f"  ⚖ {said.to(console.language)}"


def _nothing(wanted: PostFilter) -> Phrase:
    if wanted.trashed:
        return Phrase("Thùng rác trống.", "The trash is empty.")
    if wanted.text or wanted.states:
        return Phrase("Không có bài nào khớp.", "No post matches.")
    return Phrase("Chưa có bài nào.", "No posts yet.")


def _trash(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        by, post = person_of(args), studio.desk.get(args.id)
        (studio.desk.trash if args.action == "trash" else studio.desk.untrash)(post.id, by.id)
        post = studio.desk.get(post.id)
        value = {"id": post.id, "state": post.state, "trashed_at": post.trashed_at}
    done = Phrase(
        f"Đã bỏ vào thùng rác, giữ {TRASH_DAYS} ngày: {post.id}", f"In the trash for {TRASH_DAYS} days: {post.id}"
    )
    back = Phrase(f"Đã khôi phục: {post.id}", f"Brought back: {post.id}")
    console.answer(value, [done if post.trashed_at else back])
    return 0


def _correct(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        by = person_of(args).id
        post = studio.aftercare.amend(studio.desk.get(args.id).id, by)
        if args.fields:
            post = studio.desk.edit(post.id, by, fields=_known(studio, post, args.fields))
        if args.confirm:
            confirmed = replace(post.answers, not_restricted=True, no_victim_identity=True)
            post = studio.desk.edit(post.id, by, answers=confirmed, joins=bool(args.fields))
        value = post_json(studio, post) | {"amends": post.answers.amends}
    told = Phrase(
        f"Đã mở bản sửa {post.id}. Bài trên trang chưa đổi: gửi duyệt (posts submit), người khác duyệt (approve), rồi "
        "đăng (publish) thì chữ trên trang mới được thay.",
        f"The change is open: {post.id}. The page shows the post as it was: submit it (posts submit), have another "
        "person approve it, then publish it; only that replaces the text on the page.",
    )
    console.answer(value, [told])
    return 0


def _known(studio: Studio, post: Post, fields: Sequence[tuple[str, str]]) -> dict[str, str]:
    names = {field.name for field in studio.composer.template(post).fields}
    for name, _ in fields:
        if name not in names:
            raise BadInput(
                f"mẫu của bài không có ô “{name}”; các ô: {', '.join(sorted(names))}.",
                f"the post's template has no field “{name}”; its fields: {', '.join(sorted(names))}.",
                where="--set",
            )
    return dict(fields)


def _submit_one(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        post = studio.workflow.submit(studio.desk.get(args.id).id, person_of(args).id, args.pin)
        value = post_json(studio, post)
    console.answer(value, [Phrase(f"Đã gửi duyệt: {post.id}", f"Submitted: {post.id}")])
    return 0


def _show(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        post = studio.desk.get(args.id)
        value = post_json(studio, post)
        content = studio.content(post)
        history = studio.workflow.history(post.id)
        names = {p.id: p.name for p in studio.people.list()}
        notices = studio.law_notices.of_post(post.id)
    value["law_notices"] = [
        {"at": n.at, "law": n.law, "document": n.number, "light": n.light, "message": n.say.to(console.language)}
        for n in notices
    ]
    value["texts"] = dict(content.texts)
    value["history"] = [{"at": h.at, "by": names.get(h.by, h.by), "action": h.action, "note": h.note} for h in history]
    lines = [f"{post.id}  {STATE_NAMES[post.state].to(console.language)}", content.title, ""]
    lines += [f"⚖ {show_datetime(n.at)}  {n.law}: {n.say.to(console.language)}" for n in notices]
    lines += [f"{show_datetime(h.at)}  {names.get(h.by, h.by)}: {h.action} {h.note}".rstrip() for h in history]
    console.answer(value, lines)
    return 0


def post_json(studio: Studio, post: Post) -> dict[str, object]:
    """A post as the contract of the command line shows it."""
    content = studio.content(post)
    approval = studio.workflow.approval(post.id)
    return {
        "id": post.id,
        "state": post.state,
        "revision": post.revision,
        "title": content.title,
        "template": f"{post.template_id}@{post.template_version}",
        "content_hash": content.content_hash,
        "targets": post.targets,
        "publish_at": post.publish_at,
        "seal": approval.seal if approval else None,
    }

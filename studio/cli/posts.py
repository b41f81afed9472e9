"""Verbs about posts: compose, check, submit, decide, list, comment."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from studio.cli.console import Console, Line, VerbOutput, line, view
from studio.cli.verb import FREE, ON, SHOWS, SIGNS, WRITES, Call, VerbGroup, flag, option
from studio.clock import show_datetime
from studio.errors import BadInput, Blocked
from studio.library.model import Light
from studio.phrase import Phrase
from studio.posts.model import TRASH_DAYS, Comment, Finding, Post, PostFilter, PostState, PreflightStage, Severity
from studio.posts.notes import said
from studio.posts.transitions import STATE_NAMES

if TYPE_CHECKING:
    from studio.app import Studio

SIZES = ("sq", "p45", "link", "story", "a4")
FILE = option("file", type=Path, metavar="POST.yaml")
_MARK = {Severity.BLOCK: "✖", Severity.WARN: "!", Severity.INFO: "i"}
_LAW_CHANGED = Phrase("  ⚖ a cited law has another status")

verbs = VerbGroup()


@verbs("compose", FREE, FILE, option("--out", type=Path, required=True, metavar="DIR"),
       option("--sizes", default=",".join(SIZES), help="sq,p45,link,story,a4"),
       help="chữ và thẻ của một bài / texts and cards of a post")  # fmt: skip
def _compose(call: Call) -> VerbOutput:
    sizes = _sizes(call.sizes)
    trial = call.studio.trial(call.file)
    content = call.studio.content(trial.post)
    findings = call.studio.findings(trial.post, PreflightStage.COMPOSE)
    cards = call.studio.write_texts_and_cards(content, call.out, sizes)
    return VerbOutput(
        {
            "content_hash": content.content_hash,
            "texts": content.texts,
            "cards": cards,
            "findings": _findings(findings, call.console),
        },
        [
            *(f"{card['path']}  {card['width']}×{card['height']}  {card['bytes']} B" for card in cards),
            *_finding_lines(findings, call.console),
        ],
    )


def _sizes(text: str) -> tuple[str, ...]:
    sizes = tuple(part.strip() for part in text.split(",") if part.strip())
    for size in sizes:
        if size not in SIZES:
            raise BadInput(
                "there is no card size “{size}”; choose from: {sizes}.",
                size=size,
                sizes=", ".join(SIZES),
                where="--sizes",
            )
    return sizes


def _findings(findings: Iterable[Finding], console: Console) -> list[dict[str, object]]:
    return [view(f, "code severity field message excerpt", message=f.message(console.language)) for f in findings]


def _finding_lines(findings: Iterable[Finding], console: Console) -> Sequence[Line]:
    return [
        f"{_MARK[f.severity]} {f.code}{f' [{f.field}]' if f.field else ''}: {f.message(console.language)}"
        for f in findings
    ] or [Phrase("✔ Nothing to fix.")]


@verbs("check", FREE, FILE, ON, help="kiểm tra một bài / check a post")
def _check(call: Call) -> VerbOutput:
    findings = call.studio.findings(call.studio.trial(call.file).post, PreflightStage.SUBMIT, on=call.on)
    blocked = any(f.severity is Severity.BLOCK for f in findings)
    told = {"blocked": blocked, "findings": _findings(findings, call.console)}
    return VerbOutput(told, _finding_lines(findings, call.console), failed=blocked)


@verbs("submit", SIGNS, FILE, help="gửi duyệt / submit for approval")
def _submit_file(call: Call) -> VerbOutput:
    try:
        post = call.studio.submit_file(call.file, *call.signed)
    except Blocked as refusal:
        for one in _finding_lines(getattr(refusal, "findings", ()), call.console):
            call.console.say(one)
        raise
    return _submitted(call, post)


def _submitted(call: Call, post: Post) -> VerbOutput:
    return VerbOutput(_json(call.studio, post), Phrase("Submitted: {id}", id=post.id))


def _json(studio: Studio, post: Post, **more: object) -> dict[str, object]:
    """A post as the contract of the command line shows it."""
    content, approval = studio.content(post), studio.workflow.approval(post.id)
    return view(
        post,
        "id state revision title template content_hash targets publish_at seal",
        title=content.title,
        template=f"{post.template_id}@{post.template_version}",
        content_hash=content.content_hash,
        seal=approval.seal if approval else None,
        **more,
    )


@verbs("withdraw", SIGNS, "id", option("--note", required=True), help="rút bài / withdraw")
@verbs("release", SIGNS, "id", option("--note", default=""), help="bỏ tạm giữ / release")
@verbs("hold", SIGNS, "id", option("--note", required=True), help="tạm giữ / put on hold")
@verbs("reject", SIGNS, "id", option("--note", required=True), help="từ chối / reject")
@verbs("ask-changes", SIGNS, "id", option("--note", required=True), help="yêu cầu sửa / ask for changes")
@verbs("approve", SIGNS, "id", option("--note", default=""), help="duyệt / approve")
def _decide(call: Call) -> VerbOutput:
    post_id = call.studio.drafts.get(call.id).id
    getattr(call.studio.workflow, call.verb.replace("-", "_"))(post_id, *call.signed, call.note)
    post = call.studio.drafts.get(post_id)
    return VerbOutput(_json(call.studio, post), line("{}: {}", post.id, STATE_NAMES[post.state]))


posts = verbs.group("posts", "các bài / the posts")


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}”: 1, 2, 3 …")
    return int(text)


@posts("list", SHOWS, option("--state", choices=sorted(PostState)),
       option("--text", default="", help="chữ trong tên hoặc nội dung / words of title or content"),
       flag("--trashed", "trong thùng rác / in the trash"), option("--limit", type=_count, metavar="N"))  # fmt: skip
def _list(call: Call) -> VerbOutput:
    wanted = PostFilter(states=(PostState(call.state),) if call.state else (), text=call.text, trashed=call.trashed)
    rows = call.studio.listing.rows(call.studio.listing.ids(wanted, limit=call.limit))
    lights = call.studio.law_notices.lights()
    return VerbOutput(
        [
            view(row, "id state template=template_id title updated_at=changed_at trashed_at", law=lights.get(row.id))
            for row in rows
        ],
        [
            line(
                "{}  {:<14} {}  {}{}",
                row.id[:8],
                STATE_NAMES[row.state],
                show_datetime(row.changed_at),
                row.title,
                "" if lights.get(row.id, Light.GREEN) is Light.GREEN else _LAW_CHANGED,
            )
            for row in rows
        ]
        or _nothing(wanted),
    )


def _nothing(wanted: PostFilter) -> Phrase:
    if wanted.trashed:
        return Phrase("The trash is empty.")
    if wanted.text or wanted.states:
        return Phrase("No post matches.")
    return Phrase("No posts yet.")


@posts("untrash", WRITES, "id", help="khôi phục / bring back")
@posts("trash", WRITES, "id", help="bỏ vào thùng rác / throw away")
def _trash(call: Call) -> VerbOutput:
    drafts, post = call.studio.drafts, call.studio.drafts.get(call.id)
    (drafts.trash if call.action == "trash" else drafts.untrash)(post.id, call.by)
    post = drafts.get(post.id)
    done = Phrase("In the trash for {trash_days} days: {id}", trash_days=TRASH_DAYS, id=post.id)
    back = Phrase("Brought back: {id}", id=post.id)
    return VerbOutput(view(post, "id state trashed_at"), done if post.trashed_at else back)


@posts("correct", WRITES, "id",
       option("--set", nargs=2, action="append", default=[], metavar=("FIELD", "TEXT"), dest="fields",
              help="chữ mới của một ô / the new text of a field"),
       flag("--confirm", "xác nhận: không có nội dung mật, nội bộ; không lộ danh tính người bị hại / "
                         "I confirm: nothing secret or internal, no victim can be recognised"),
       help="sửa bài đã đăng: mở bản sửa / change a published post: open the draft")  # fmt: skip
def _correct(call: Call) -> VerbOutput:
    studio, drafts = call.studio, call.studio.drafts
    post = studio.aftercare.amend(drafts.get(call.id).id, call.by)
    if call.fields:
        post = drafts.edit(post.id, call.by, fields=_known(studio, post, call.fields))
    if call.confirm:
        confirmed = replace(post.answers, not_restricted=True, no_victim_identity=True)
        post = drafts.edit(post.id, call.by, answers=confirmed, joins=bool(call.fields))
    told = Phrase(
        "The change is open: {id}. The page shows the post as it was: submit it (posts submit), have another "
        "person approve it, then publish it; only that replaces the text on the page.",
        id=post.id,
    )
    return VerbOutput(_json(studio, post, amends=post.answers.amends), told)


def _known(studio: Studio, post: Post, fields: Sequence[tuple[str, str]]) -> dict[str, str]:
    names = {field.name for field in studio.composer.template(post).fields}
    for name, _ in fields:
        if name not in names:
            raise BadInput(
                "the post's template has no field “{name}”; its fields: {names}.",
                name=name,
                names=", ".join(sorted(names)),
                where="--set",
            )
    return dict(fields)


@posts("submit", SIGNS, "id", help="gửi duyệt một bài nháp / submit a draft for approval")
def _submit(call: Call) -> VerbOutput:
    return _submitted(call, call.studio.workflow.submit(call.studio.drafts.get(call.id).id, *call.signed))


@posts("show", SHOWS, "id")
def _show(call: Call) -> VerbOutput:
    studio, post = call.studio, call.studio.drafts.get(call.id)
    content, history = studio.content(post), studio.workflow.history(post.id)
    names, notices = _names(studio), studio.law_notices.of_post(post.id)
    return VerbOutput(
        _json(
            studio,
            post,
            law_notices=[view(n, "at law document=number light message", message=call.console.text(n.say))
                         for n in notices],
            texts=content.texts,
            history=[view(h, "at by action note", by=names.get(h.by, h.by), note=call.console.text(said(h.note)))
                     for h in history],
        ),
        [
            line("{}  {}", post.id, STATE_NAMES[post.state]),
            content.title,
            "",
            *(line("⚖ {}  {}: {}", show_datetime(n.at), n.law, n.say) for n in notices),
            *(line("{}  {}: {} {}" if h.note else "{}  {}: {}",
                   show_datetime(h.at), names.get(h.by, h.by), h.action, said(h.note)) for h in history),
        ],
    )  # fmt: skip


def _names(studio: Studio) -> dict[str, str]:
    return {person.id: person.name for person in studio.people.list()}


reviews = verbs.group("reviews", "góp ý trên bài / comments on posts")


@reviews("list", SHOWS, "post")
def _comments(call: Call) -> VerbOutput:
    comments = call.studio.reviews.comments(call.studio.drafts.get(call.post).id)
    names = _names(call.studio)
    return VerbOutput(
        [_comment_json(c, names) for c in comments],
        [
            f"{'✔' if c.resolved_at else '•'} {c.id}  {show_datetime(c.at)}  {names.get(c.by, c.by)}"
            f"{f' [{c.field}]' if c.field else ''}: {c.text}"
            for c in comments
        ]
        or Phrase("No comments yet."),
    )


def _comment_json(comment: Comment, names: dict[str, str]) -> dict[str, object]:
    return view(comment, "id post=post_id revision field by at text resolved_at", by=names.get(comment.by, comment.by))


@reviews("add", WRITES, "post", option("--text", required=True),
         option("--field", default="", help="mục của mẫu / field of the template"))  # fmt: skip
def _comment(call: Call) -> VerbOutput:
    comment = call.studio.reviews.comment(call.studio.drafts.get(call.post).id, call.by, call.field, call.text)
    told = _comment_json(comment, {call.by: call.person.name})
    return VerbOutput(told, Phrase("Commented: {id}", id=comment.id))


@reviews("reopen", WRITES, "comment", help="mở lại / open again")
@reviews("resolve", WRITES, "comment", help="đã xử lý / dealt with")
def _settle(call: Call) -> VerbOutput:
    resolved = call.action == "resolve"
    (call.studio.reviews.resolve if resolved else call.studio.reviews.reopen)(call.comment, call.by)
    return VerbOutput({"id": call.comment, "resolved": resolved}, Phrase("Noted."))

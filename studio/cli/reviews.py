"""Verbs about comments on posts."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from studio.cli.console import Console
from studio.cli.guard import SHOWS, WRITES, person_of, verb
from studio.cli.opening import opened
from studio.clock import show_datetime
from studio.phrase import Phrase

if TYPE_CHECKING:
    from studio.cli.kinds import Verbs
    from studio.posts.model import Comment


def add_reviews(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    reviews = verbs.add_parser("reviews", help="góp ý trên bài / comments on posts", parents=[common])
    actions = reviews.add_subparsers(dest="action", required=True)
    verb(actions, "list", common, run=_list, guard=SHOWS).add_argument("post")
    adding = verb(actions, "add", common, run=_add, guard=WRITES)
    adding.add_argument("post")
    adding.add_argument("--text", required=True)
    adding.add_argument("--field", default="", help="mục của mẫu / field of the template")
    for name, help_text in (("resolve", "đã xử lý / dealt with"), ("reopen", "mở lại / open again")):
        parser = verb(actions, name, common, run=_settle, guard=WRITES, help=help_text)
        parser.add_argument("comment")
        parser.set_defaults(action=name)


def _list(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        comments = studio.reviews.comments(studio.desk.get(args.post).id)
        names = {person.id: person.name for person in studio.people.list()}
    lines = [
        f"{'✔' if c.resolved_at else '•'} {c.id}  {show_datetime(c.at)}  {names.get(c.by, c.by)}"
        f"{f' [{c.field}]' if c.field else ''}: {c.text}"
        for c in comments
    ]
    console.answer([_json(c, names) for c in comments], lines or [Phrase("Chưa có góp ý nào.", "No comments yet.")])
    return 0


def _json(comment: Comment, names: dict[str, str]) -> dict[str, object]:
    return {
        "id": comment.id,
        "post": comment.post_id,
        "revision": comment.revision,
        "field": comment.field,
        "by": names.get(comment.by, comment.by),
        "at": comment.at,
        "text": comment.text,
        "resolved_at": comment.resolved_at,
    }


def _add(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        by, post = person_of(args), studio.desk.get(args.post)
        comment = studio.reviews.comment(post.id, by.id, args.field, args.text)
    console.answer(_json(comment, {by.id: by.name}), [Phrase(f"Đã góp ý: {comment.id}", f"Commented: {comment.id}")])
    return 0


def _settle(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        settle = studio.reviews.resolve if args.action == "resolve" else studio.reviews.reopen
        settle(args.comment, person_of(args).id)
    console.answer({"id": args.comment, "resolved": args.action == "resolve"}, [Phrase("Đã ghi.", "Noted.")])
    return 0

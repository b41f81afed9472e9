"""Verbs about comments on posts."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from studio.cli.console import Console
from studio.cli.opening import opened
from studio.clock import show_datetime
from studio.phrase import Phrase

if TYPE_CHECKING:
    from studio.cli.kinds import Verbs
    from studio.posts.reviews import Comment


def add_reviews(verbs: Verbs, common: argparse.ArgumentParser) -> None:
    reviews = verbs.add_parser("reviews", help="góp ý trên bài / comments on posts", parents=[common])
    actions = reviews.add_subparsers(dest="action", required=True)
    listing = actions.add_parser("list", parents=[common])
    listing.add_argument("post")
    listing.set_defaults(run=_list)
    adding = actions.add_parser("add", parents=[common])
    adding.add_argument("post")
    adding.add_argument("--text", required=True)
    adding.add_argument("--field", default="", help="mục của mẫu / field of the template")
    _who(adding)
    adding.set_defaults(run=_add)
    for verb, help_text in (("resolve", "đã xử lý / dealt with"), ("reopen", "mở lại / open again")):
        parser = actions.add_parser(verb, help=help_text, parents=[common])
        parser.add_argument("comment")
        _who(parser)
        parser.set_defaults(run=_settle, verb=verb)


def _who(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--as", dest="by", required=True, metavar="NAME")


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
        by, post = studio.people.get(args.by), studio.desk.get(args.post)
        comment = studio.reviews.comment(post.id, by.id, args.field, args.text)
    console.answer(_json(comment, {by.id: by.name}), [Phrase(f"Đã góp ý: {comment.id}", f"Commented: {comment.id}")])
    return 0


def _settle(args: argparse.Namespace, console: Console) -> int:
    with opened(args) as studio:
        by = studio.people.get(args.by)
        (studio.reviews.resolve if args.verb == "resolve" else studio.reviews.reopen)(args.comment, by.id)
    console.answer({"id": args.comment, "resolved": args.verb == "resolve"}, [Phrase("Đã ghi.", "Noted.")])
    return 0

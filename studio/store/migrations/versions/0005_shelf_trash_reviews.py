"""Posts as long lists need them, the trash, packed revisions, comments on fields, saved filters."""

from __future__ import annotations

import json
from typing import Any

from alembic import op
from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Text, text

from studio.text import collation, search_key

revision = "0005"
down_revision = "0004"

_APPEND_ONLY = (
    "CREATE TRIGGER {0}_no_{1} BEFORE {2} ON {0} WHEN NOT ({3}) BEGIN SELECT RAISE(ABORT, '{0} is append-only'); END"
)
_IN_PURGE = "EXISTS (SELECT 1 FROM purging WHERE purging.post_id = OLD.post_id)"
_SEALED = "SELECT 1 FROM bundles WHERE bundles.post_id = OLD.post_id"
_MAY_GO = f"{_IN_PURGE} AND NOT EXISTS ({_SEALED} AND json_extract(bundles.body, '$.revision') = OLD.number)"
_MAY_UNPACK = (
    f"{_IN_PURGE} AND NEW.post_id = OLD.post_id AND NEW.number = OLD.number AND NEW.by = OLD.by AND NEW.at = OLD.at "
    "AND NEW.kind = OLD.kind AND NEW.sha256 = OLD.sha256 AND NEW.body IS NOT NULL"
)
_WHEN_DUE = """CREATE TRIGGER purging_when_due BEFORE INSERT ON purging WHEN NOT EXISTS (
    SELECT 1 FROM posts WHERE posts.id = NEW.post_id AND posts.purged_at IS NULL
    AND posts.state IN ('draft', 'changes_asked', 'rejected', 'approval_expired')
    AND CAST(strftime('%s', NEW.at) AS INTEGER) - CAST(strftime('%s', posts.trashed_at) AS INTEGER) >= 2592000)
BEGIN SELECT RAISE(ABORT, 'only a post that lay 30 days in the trash is purged'); END"""


def upgrade() -> None:
    op.execute("PRAGMA legacy_alter_table=ON")  # renaming a table must not turn what refers to it
    _posts()
    _revisions()
    op.execute("PRAGMA legacy_alter_table=OFF")
    _pictures()
    _trash()
    _reviews()
    op.create_index("ix_deliveries_created_at", "deliveries", [text("created_at DESC"), "id"])


def _posts() -> None:
    op.rename_table("posts", "posts_before")
    op.drop_index("ix_posts_state", "posts_before")
    op.create_table(
        "posts",
        Column("id", Text, primary_key=True),
        Column("state", Text, nullable=False),
        Column("revision", Integer, nullable=False),
        Column("template_id", Text, nullable=False),
        Column("title", Text, nullable=False),
        Column("title_key", Text, nullable=False),
        Column("author", Text, ForeignKey("people.id"), nullable=False),
        Column("targets", Text, nullable=False),
        Column("publish_at", Text),
        Column("practice", Integer, nullable=False),
        Column("created_at", Text, nullable=False),
        Column("changed_at", Text, nullable=False),
        Column("trashed_at", Text),
        Column("purged_at", Text),
        Column("history_head", Text, nullable=False),
        Column("folded", Text, nullable=False),
        Index("ix_posts_state", "state", "changed_at"),
        Index(
            "ix_posts_shelf",
            "trashed_at", "changed_at", "id", "state", "template_id", "author", "targets", "publish_at", "created_at",
            "title_key", "purged_at",
        ),
        sqlite_strict=True,
    )  # fmt: skip
    _copy_posts()
    op.drop_table("posts_before")


def _copy_posts() -> None:
    connection = op.get_bind()
    connection.execute(
        text(
            "INSERT INTO posts SELECT p.id, p.state, p.revision, p.template_id, p.title, '', p.author, "
            "json_extract(r.body, '$.targets'), p.publish_at, p.practice, p.created_at, p.changed_at, NULL, NULL, "
            "p.history_head, '' "
            "FROM posts_before p JOIN revisions r ON r.post_id = p.id AND r.number = p.revision"
        )
    )
    heads = "SELECT p.id, p.title, r.body FROM posts p JOIN revisions r ON r.post_id = p.id AND r.number = p.revision"
    for post_id, title, body in connection.execute(text(heads)).fetchall():
        words = search_key(title) + "\n" + search_key("\n".join(_texts(json.loads(body)["fields"])))
        row = {"id": post_id, "key": collation(title), "words": words}
        connection.execute(text("UPDATE posts SET title_key = :key, folded = :words WHERE id = :id"), row)


def _texts(value: Any) -> list[str]:
    """Every text in a post's fields."""
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [found for item in inner for found in _texts(item)]


def _revisions() -> None:
    """Dropping the old table takes its triggers along."""
    op.rename_table("revisions", "revisions_before")
    op.create_table(
        "revisions",
        Column("post_id", Text, ForeignKey("posts.id"), primary_key=True),
        Column("number", Integer, primary_key=True),
        Column("by", Text, nullable=False),
        Column("at", Text, nullable=False),
        Column("kind", Text, nullable=False),
        Column("undo_to", Integer),
        Column("redo_to", Integer),
        Column("body", Text),
        Column("base", Integer),
        Column("packed", LargeBinary),
        Column("sha256", Text, nullable=False),
        sqlite_strict=True,
    )
    op.execute(
        "INSERT INTO revisions SELECT post_id, number, by, at, kind, undo_to, redo_to, body, NULL, NULL, sha256 "
        "FROM revisions_before"
    )
    op.drop_table("revisions_before")


def _pictures() -> None:
    op.create_table(
        "post_files",
        Column("post_id", Text, ForeignKey("posts.id"), primary_key=True),
        Column("sha256", Text, primary_key=True),
        Index("ix_post_files_sha256", "sha256"),
        sqlite_strict=True,
    )
    connection = op.get_bind()
    named = set()
    for post_id, body in connection.execute(text("SELECT post_id, body FROM revisions")):
        named |= {(post_id, media["sha256"]) for media in json.loads(body)["media"]}
    for post_id, body in connection.execute(text("SELECT post_id, body FROM bundles")):
        packages = json.loads(body)["packages"].values()
        named |= {(post_id, picture["sha256"]) for package in packages for picture in package["attachments"]}
    for post_id, sha256 in sorted(named):
        row = {"post_id": post_id, "sha256": sha256}
        connection.execute(text("INSERT INTO post_files VALUES (:post_id, :sha256)"), row)


def _trash() -> None:
    op.create_table(
        "purging",
        Column("post_id", Text, ForeignKey("posts.id"), primary_key=True),
        Column("at", Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_table("unneeded_files", Column("sha256", Text, primary_key=True), sqlite_strict=True)
    op.execute("DROP TRIGGER history_no_delete")
    op.execute(_APPEND_ONLY.format("revisions", "update", "UPDATE", _MAY_UNPACK))
    op.execute(_APPEND_ONLY.format("revisions", "delete", "DELETE", _MAY_GO))
    op.execute(_APPEND_ONLY.format("history", "delete", "DELETE", f"{_IN_PURGE} AND NOT EXISTS ({_SEALED})"))
    op.execute(_WHEN_DUE)


def _reviews() -> None:
    op.create_table(
        "comments",
        Column("id", Text, primary_key=True),
        Column("post_id", Text, ForeignKey("posts.id"), nullable=False),
        Column("revision", Integer, nullable=False),
        Column("field", Text, nullable=False),
        Column("by", Text, nullable=False),
        Column("at", Text, nullable=False),
        Column("text", Text, nullable=False),
        Column("resolved_by", Text),
        Column("resolved_at", Text),
        Index("ix_comments_post_id", "post_id", "resolved_at"),
        sqlite_strict=True,
    )
    op.create_table(
        "looks",
        Column("post_id", Text, ForeignKey("posts.id"), primary_key=True),
        Column("person", Text, primary_key=True),
        Column("revision", Integer, nullable=False),
        Column("at", Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "saved_filters",
        Column("id", Text, primary_key=True),
        Column("name", Text, nullable=False),
        Column("filter", Text, nullable=False),
        Column("sort", Text, nullable=False),
        Column("descending", Integer, nullable=False),
        Column("made_at", Text, nullable=False),
        sqlite_strict=True,
    )

"""The tables of posts: what is kept of each, and which of it may never be changed or deleted.

Revisions, bundles, approvals and history are append-only: triggers refuse any change, and the hashes stored beside
them show one that was made past the triggers. The one way out is the purge of a post that lay 30 days in the trash:
a row in `purging`, which is only taken when the time has come, opens the triggers for that post and that
transaction. What was submitted to a superior stays even then: sealed revisions, their bundles, approvals, history.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Table, Text, text

from studio.store.schema_base import Day, Flag, Json, Moment, also, table
from studio.store.unneeded import NAMES_A_FILE

posts = table(
    "posts",
    Column("id", Text, primary_key=True),
    Column("state", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("template_id", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("title_key", Text, nullable=False),
    Column("author", Text, ForeignKey("people.id"), nullable=False),
    Column("targets", Json, nullable=False),
    Column("publish_at", Moment),
    Column("practice", Flag, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("trashed_at", Moment),
    Column("purged_at", Moment),
    Column("history_head", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Index("ix_posts_state", "state", "changed_at"),
    Index("ix_posts_publish_at", "publish_at"),
    # Lists and counts of many posts are answered from this index alone: the rows carry the text for the search.
    Index(
        "ix_posts_shelf",
        "trashed_at", "changed_at", "id", "state", "template_id", "author", "targets", "publish_at", "created_at",
        "title_key", "purged_at",
    ),
)  # fmt: skip
revisions = table(
    "revisions",
    Column("post_id", Text, ForeignKey("posts.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("kind", Text, nullable=False),
    Column("undo_to", Integer),
    Column("redo_to", Integer),
    Column("body", Text),
    Column("base", Integer),
    Column("packed", LargeBinary),
    Column("sha256", Text, nullable=False),
)
bundles = table(
    "bundles",
    Column("id", Integer, primary_key=True),
    Column("post_id", Text, ForeignKey("posts.id"), nullable=False),
    Column("seal", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("body", Json, nullable=False),
    Column("parts", Json, nullable=False),
    Column("reports", Json, nullable=False),
    Column("sha256", Text, nullable=False),
    Index("ix_bundles_post_id", "post_id"),
)
approvals = table(
    "approvals",
    Column("id", Integer, primary_key=True),
    Column("post_id", Text, ForeignKey("posts.id"), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("seal", Text, nullable=False),
    Column("by", Text, ForeignKey("people.id"), nullable=False),
    Column("role", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Index("ix_approvals_post_id", "post_id"),
)
post_signatures = table(
    "post_signatures",
    Column("id", Integer, primary_key=True),
    Column("post_id", Text, ForeignKey("posts.id"), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("key_id", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("statement", Text, nullable=False),
    Column("signature", Text, nullable=False),
    Index("ix_post_signatures_post_id", "post_id"),
)
history = table(
    "history",
    Column("post_id", Text, ForeignKey("posts.id"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("by", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("from_state", Text),
    Column("to_state", Text),
    Column("note", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("seal", Text, nullable=False),
    Column("prev_hash", Text, nullable=False),
    Column("hash", Text, nullable=False),
    # Few lines ask to take a post back, and the window looks for them after each change.
    Index("ix_history_requests", "at", "post_id", sqlite_where=text("action = 'ask_withdrawal'")),
)
post_files = table(
    "post_files",
    Column("post_id", Text, ForeignKey("posts.id"), primary_key=True),
    Column("sha256", Text, primary_key=True, info=NAMES_A_FILE),
    Index("ix_post_files_sha256", "sha256"),
)
"""Every picture a post's journal or a bundle of it ever named, so that none still needed is removed."""
post_links = table(
    "post_links",
    Column("post_id", Text, ForeignKey("posts.id"), primary_key=True),
    Column("original", Text, nullable=False),
    Column("followup_on", Day),
    Index("ix_post_links_original", "original"),
)
"""Of posts that say so: which earlier post they are about, and when the public was promised to hear more."""
purging = table(
    "purging",
    Column("post_id", Text, ForeignKey("posts.id"), primary_key=True),
    Column("at", Moment, nullable=False),
)

APPEND_ONLY = "CREATE TRIGGER {0}_no_{1} BEFORE {2} ON {0} BEGIN SELECT RAISE(ABORT, '{0} is append-only'); END"
UNLESS = (
    "CREATE TRIGGER {0}_no_{1} BEFORE {2} ON {0} WHEN NOT ({3}) BEGIN SELECT RAISE(ABORT, '{0} is append-only'); END"
)
IN_PURGE = "EXISTS (SELECT 1 FROM purging WHERE purging.post_id = OLD.post_id)"
SEALED = "SELECT 1 FROM bundles WHERE bundles.post_id = OLD.post_id"
MAY_GO = f"{IN_PURGE} AND NOT EXISTS ({SEALED} AND json_extract(bundles.body, '$.revision') = OLD.number)"
MAY_UNPACK = (
    f"{IN_PURGE} AND NEW.post_id = OLD.post_id AND NEW.number = OLD.number AND NEW.by = OLD.by AND NEW.at = OLD.at "
    "AND NEW.kind = OLD.kind AND NEW.sha256 = OLD.sha256 AND NEW.body IS NOT NULL"
)
WHEN_DUE = """CREATE TRIGGER purging_when_due BEFORE INSERT ON purging WHEN NOT EXISTS (
    SELECT 1 FROM posts WHERE posts.id = NEW.post_id AND posts.purged_at IS NULL
    AND posts.state IN ('draft', 'changes_asked', 'rejected', 'approval_expired')
    AND CAST(strftime('%s', NEW.at) AS INTEGER) - CAST(strftime('%s', posts.trashed_at) AS INTEGER) >= 2592000)
BEGIN SELECT RAISE(ABORT, 'only a post that lay 30 days in the trash is purged'); END"""


def _append_only(owner: Table, *words: str) -> None:
    for word in words:
        also(owner, APPEND_ONLY.format(owner.name, word, word.upper()))


_append_only(bundles, "update", "delete")
_append_only(approvals, "update", "delete")
_append_only(post_signatures, "update", "delete")
_append_only(history, "update")
also(revisions, UNLESS.format("revisions", "update", "UPDATE", MAY_UNPACK))
also(revisions, UNLESS.format("revisions", "delete", "DELETE", MAY_GO))
also(history, UNLESS.format("history", "delete", "DELETE", f"{IN_PURGE} AND NOT EXISTS ({SEALED})"))
also(purging, WHEN_DUE)

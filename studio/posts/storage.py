"""Posts, their journal of revisions, their sealed bundles, approvals and history, kept.

How the journal keeps thousands of nearly equal revisions of a post small.

Now and then a revision is kept whole; those after it are compressed with it as the dictionary, which leaves of a
keystroke's revision a hundred bytes. Each is read with one other, never with a chain of them. The digest stored
beside a revision is that of its whole body either way.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Row,
    Select,
    and_,
    bindparam,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert as insert_or

from studio.canonical import canonical_json, digest, sha256
from studio.errors import NotFound, Untrusted
from studio.posts.model import PROMISED, Approval, HistoryEntry, Post, PostState, Revision, SealedPost
from studio.posts.post_signature import PostSignature
from studio.posts.serial import bundle_json, frozen_of, post_json, post_of, reports_json
from studio.posts.storage_tables import (
    approvals,
    bundles,
    history,
    post_files,
    post_links,
    post_signatures,
    posts,
    revisions,
)
from studio.posts.versions import chained
from studio.store.engine import Store
from studio.store.statements import AnyRow, from_row, to_row
from studio.text import collation, search_key, sought

RUN = 64
"""Revisions that lean on one whole one, at most."""
WORTH = 4
"""A revision is packed when that makes it so many times smaller; else it is kept whole and the next lean on it."""
_RAW = -15
_LARGEST = 4_000_000
"""Bytes of a body; what claims to be larger was not written here."""


def pack(body: str, base: str) -> bytes | None:
    """`body` compressed against `base`, or None when keeping it whole is as well."""
    data = body.encode()
    packer = zlib.compressobj(level=6, wbits=_RAW, zdict=_dictionary(base))
    packed = packer.compress(data) + packer.flush()
    return packed if len(packed) * WORTH <= len(data) else None


def unpack(packed: bytes, base: str) -> str:
    """The body that `pack` was given. Raises ValueError when `packed` or `base` is not what it was."""
    reader = zlib.decompressobj(wbits=_RAW, zdict=_dictionary(base))
    try:
        return reader.decompress(packed, _LARGEST).decode()
    except zlib.error as error:
        raise ValueError("not a packed revision") from error


def _dictionary(base: str) -> bytes:
    return base.encode()[-32_768:]


LAST = "\U0010ffff"
"""Sorts behind whatever may follow in an id."""
whole = revisions.alias("whole")
"""The revision that a packed one leans on."""
LEANS = (whole.c.post_id == revisions.c.post_id) & (whole.c.number == revisions.c.base)
_BODY = ("body", "base", "packed", "sha256")


def posts_naming(files: CompoundSelect[tuple[str]]) -> Select[Any]:
    """Id, title and state of the posts that name one of these files in any revision, the last changed first."""
    return (
        select(posts.c.id, posts.c.title, posts.c.state)
        .join(post_files, post_files.c.post_id == posts.c.id)
        .where(post_files.c.sha256.in_(files))
        .distinct()
        .order_by(posts.c.changed_at.desc())
    )


class StoredPosts:
    """Keeps posts. Every write is one transaction; `transaction` joins several into one."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def transaction(self) -> AbstractContextManager[object]:
        return self._store.write()

    def get(self, post_id: str) -> Post:
        """Raises NotFound, or Untrusted when a stored revision is not what it was."""
        return _post(self._one(_HEAD, post_id))

    def find(self, prefix: str) -> tuple[str, ...]:
        """Ids that begin with `prefix`."""
        with self._store.read() as connection:
            within = posts.c.id >= prefix, posts.c.id < prefix + LAST
            return tuple(connection.execute(select(posts.c.id).where(*within)).scalars())

    def list(self, states: Sequence[PostState] = (), text: str = "") -> tuple[Post, ...]:
        """Newest change first, the trash left out; `text` is compared without accents with title and content."""
        query = _heads().where(posts.c.trashed_at.is_(None)).order_by(posts.c.changed_at.desc(), posts.c.id)
        if states:
            query = query.where(posts.c.state.in_([str(state) for state in states]))
        query = query.where(*holds(text))
        return tuple(_post(row) for row in self._store.all(query))

    def amendments(self, post_id: str) -> tuple[Post, ...]:
        """The posts that change this one on its pages, the oldest first; those in the trash left out."""
        about = select(post_links.c.post_id).where(post_links.c.original == post_id)
        query = _heads().where(posts.c.trashed_at.is_(None), posts.c.id.in_(about))
        found = [_post(row) for row in self._store.all(query.order_by(posts.c.created_at, posts.c.id))]
        return tuple(post for post in found if post.answers.amends == post_id)

    def title(self, post_id: str) -> str:
        """The title as it was at the last edit. Raises NotFound."""
        return str(self._one(select(posts.c.title).where(posts.c.id == post_id), post_id).title)

    def overdue(self, now: datetime, *, given_before: datetime, planned_before: datetime) -> tuple[Post, ...]:
        """Posts whose wait for a decision, or whose approval, may be over; who asks judges each."""
        given = exists().where(
            approvals.c.post_id == posts.c.id, or_(approvals.c.expires_at <= now, approvals.c.at <= given_before)
        )
        waits = and_(posts.c.state == PostState.IN_REVIEW.value, posts.c.publish_at <= now)
        stands = posts.c.state.in_([PostState.APPROVED.value, PostState.ON_HOLD.value])
        over = or_(waits, and_(stands, or_(given, posts.c.publish_at <= planned_before)))
        decided = [state.value for state in (PostState.IN_REVIEW, PostState.APPROVED, PostState.ON_HOLD)]
        with self._store.read() as connection:
            found = connection.execute(_heads().where(posts.c.state.in_(decided), over).order_by(posts.c.changed_at))
            return tuple(_post(row) for row in found)

    def add(self, post: Post, revision: Revision, *, title: str) -> None:
        with self._store.write() as connection:
            values = head_values(post, title) | {
                "id": post.id,
                "state": str(post.state),
                "author": post.author,
                "trashed_at": None,
                "purged_at": None,
                "practice": post.practice,
                "created_at": post.created_at,
                "history_head": "",
            }
            connection.execute(insert(posts).values(values))
            _write_revision(connection, post, revision)
            link(connection, post)

    def append(self, post: Post, revision: Revision, *, title: str, head: bool = True) -> None:
        """Write a revision; with ``head=False`` it stands aside and the post stays at its present one."""
        with self._store.write() as connection:
            _write_revision(connection, post, revision)
            if head:
                connection.execute(update(posts).where(posts.c.id == post.id).values(head_values(post, title)))
                link(connection, post)

    def set_state(self, post_id: str, state: PostState) -> None:
        self._store.do(update(posts).where(posts.c.id == post_id).values(state=str(state)))

    def revision(self, post_id: str, number: int) -> tuple[Post, Revision]:
        query = (
            select(revisions, whole.c.body.label("whole"), posts.c.state, posts.c.trashed_at)
            .join_from(revisions, posts)
            .join(whole, LEANS, isouter=True)
            .where(revisions.c.post_id == post_id, revisions.c.number == number)
        )
        row = self._one(query, f"{post_id}#{number}")
        return _post(row), from_row(Revision, row)

    def revisions(self, post_id: str) -> tuple[Revision, ...]:
        columns = [column for column in revisions.columns if column.name not in _BODY]
        query = select(*columns).where(revisions.c.post_id == post_id).order_by(revisions.c.number)
        return tuple(from_row(Revision, row) for row in self._store.all(query))

    def writers(self, post_id: str) -> frozenset[str]:
        """Everyone who wrote a revision of the post, undone and aside ones too."""
        return frozenset(self._store.scalars(_WRITERS, {"wanted": post_id}))

    def written_by(self, person: str, state: PostState) -> frozenset[str]:
        """Ids of the posts in this state of which the person wrote a revision, or submitted the latest bundle."""
        there = select(posts.c.id).where(posts.c.state == str(state))
        latest = select(func.max(bundles.c.id)).where(bundles.c.post_id.in_(there)).group_by(bundles.c.post_id)
        wrote = select(revisions.c.post_id).where(revisions.c.post_id.in_(there), revisions.c.by == person)
        sealed = select(bundles.c.post_id).where(bundles.c.id.in_(latest), bundles.c.by == person)
        return frozenset(self._store.scalars(wrote.union(sealed)))

    def next_number(self, post_id: str) -> int:
        query = select(func.coalesce(func.max(revisions.c.number), 0) + 1).where(revisions.c.post_id == post_id)
        return int(self._store.scalar(query) or 0)

    def note(self, entry: HistoryEntry) -> HistoryEntry:
        """Chain `entry` to the post's history and return it with seq and hashes."""
        with self._store.write() as connection:
            query = select(history).where(history.c.post_id == entry.post_id).order_by(history.c.seq.desc()).limit(1)
            row = connection.execute(query).one_or_none()
            entry = chained(entry, from_row(HistoryEntry, row) if row else None)
            connection.execute(insert(history).values(to_row(entry)))
            connection.execute(
                update(posts).where(posts.c.id == entry.post_id).values(history_head=entry.hash, changed_at=entry.at)
            )
        return entry

    def history(self, post_id: str) -> tuple[HistoryEntry, ...]:
        return tuple(from_row(HistoryEntry, row) for row in self._store.all(_HISTORY, {"wanted": post_id}))

    def waiting_requests(self, ask: str, ends: Sequence[str]) -> tuple[HistoryEntry, ...]:
        """Lines of action `ask` after which the same post has no line of `ends`, the oldest first."""
        later = history.alias("later")
        decided = exists().where(
            later.c.post_id == history.c.post_id, later.c.seq > history.c.seq, later.c.action.in_(ends)
        )
        asked = history.c.action == bindparam("ask", ask, literal_execute=True)  # so that the index of requests is used
        query = select(history).where(asked, ~decided).order_by(history.c.at, history.c.post_id)
        return tuple(from_row(HistoryEntry, row) for row in self._store.all(query))

    def history_head(self, post_id: str) -> str:
        """Hash the post itself remembers of its last history entry; a history cut short is found by it."""
        return str(self._one(_HISTORY_HEAD, post_id).history_head)

    def seal(self, sealed: SealedPost) -> None:
        kept = {
            "by": sealed.by,
            "body": bundle_json(sealed.bundle),
            "parts": dict(sealed.parts),
            "reports": reports_json(sealed.frozen),
        }
        values = kept | {"post_id": sealed.bundle.post_id, "seal": sealed.bundle.seal, "sha256": digest(kept)}
        pictures = {a.sha256 for package in sealed.bundle.packages.values() for a in package.attachments}
        with self._store.write() as connection:
            connection.execute(insert(bundles).values(values))
            name_files(connection, sealed.bundle.post_id, pictures)

    def sealed(self, post_id: str) -> SealedPost | None:
        """The latest bundle submitted."""
        row = self._store.one(_SEALED, {"wanted": post_id})
        if row is None:
            return None
        kept = {"by": row.by, "body": row.body, "parts": row.parts, "reports": row.reports}
        if row.sha256 != digest(kept):
            raise _altered(post_id)
        return SealedPost(frozen=frozen_of(row.body, row.reports), parts=row.parts, by=row.by)

    def approve(self, approval: Approval) -> None:
        self._store.do(insert(approvals).values(to_row(approval)))

    def sign(self, signature: PostSignature) -> None:
        """Keep a signature for ever."""
        self._store.do(insert(post_signatures).values(to_row(signature)))

    def signature(self, post_id: str, kind: str) -> PostSignature | None:
        """The latest of that kind, whether it holds or not."""
        row = self._store.one(_SIGNATURE, {"wanted": post_id, "kind": kind})
        return None if row is None else from_row(PostSignature, row)

    def approval(self, post_id: str) -> Approval | None:
        """The latest approval given, valid or not."""
        row = self._store.one(_APPROVAL, {"wanted": post_id})
        return None if row is None else from_row(Approval, row)

    def _one(self, query: Select[Any], name: str) -> AnyRow:
        """The one row of `query`, which may ask for it as ``wanted``. Raises NotFound, naming the post."""
        row = self._store.one(query, {"wanted": name})
        if row is None:
            raise NotFound("there is no post “{name}”; look at the list of posts.", name=name)
        return row


def _heads() -> Select[Any]:
    """Each post with its present revision."""
    present = (revisions.c.post_id == posts.c.id) & (revisions.c.number == posts.c.revision)
    columns = [revisions.c[name] for name in ("post_id", "body", "packed", "sha256")]
    return (
        select(posts.c.state, posts.c.trashed_at, *columns, whole.c.body.label("whole"))
        .join_from(posts, revisions, present)
        .join(whole, LEANS, isouter=True)
    )


# Built once: every gate asks for these.
_HEAD = _heads().where(posts.c.id == bindparam("wanted"))
_HISTORY = select(history).where(history.c.post_id == bindparam("wanted")).order_by(history.c.seq)
_HISTORY_HEAD = select(posts.c.history_head).where(posts.c.id == bindparam("wanted"))
_SEALED = select(bundles).where(bundles.c.post_id == bindparam("wanted")).order_by(bundles.c.id.desc()).limit(1)
_APPROVAL = select(approvals).where(approvals.c.post_id == bindparam("wanted")).order_by(approvals.c.id.desc()).limit(1)
_SIGNATURE = (
    select(post_signatures)
    .where(post_signatures.c.post_id == bindparam("wanted"), post_signatures.c.kind == bindparam("kind"))
    .order_by(post_signatures.c.id.desc())
    .limit(1)
)
_WRITERS = select(revisions.c.by).where(revisions.c.post_id == bindparam("wanted")).distinct()


def head_values(post: Post, title: str) -> dict[str, Any]:
    """What the row of a post says of its present revision."""
    return {
        "revision": post.revision,
        "template_id": post.template_id,
        "title": title,
        "title_key": collation(title),
        "targets": list(post.targets),
        "folded": folded(title, dict(post.fields)),
        "publish_at": post.publish_at,
        "changed_at": post.updated_at,
    }


def link(connection: Connection, post: Post) -> None:
    """Keep what the present revision says of other posts and days, for `studio.posts.storage_aftercare`."""
    original, promised = post.answers.amends or post.answers.original_post, _day(post.fields.get(PROMISED))
    connection.execute(delete(post_links).where(post_links.c.post_id == post.id))
    if original or promised:
        connection.execute(insert(post_links).values(post_id=post.id, original=original, followup_on=promised))


def _day(value: Any) -> date | None:
    """A day of a field, which may be half typed."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def folded(title: str, fields: Any) -> str:
    """What the search looks at: the words of the title, a line end, the words of all fields."""
    return search_key(title) + "\n" + search_key("\n".join(_texts(fields)))


def holds(text: str) -> list[ColumnElement[bool]]:
    """Whether title and content have every part of a search.

    Long words are rare and come first, and each is looked for without its blanks before: blanks are everywhere, and
    a search that begins with one tries at every word.
    """
    parts = sorted(sought(text), key=len, reverse=True)
    return [posts.c.folded.contains(form, autoescape=True) for part in parts for form in (part.strip(), part)]


def _texts(value: Any) -> list[str]:
    """Every text in a post's fields, for the search."""
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for item in inner for text in _texts(item)]


def revision_values(post: Post, revision: Revision) -> dict[str, Any]:
    """A revision kept whole, as its row."""
    body = canonical_json(post_json(post))
    return to_row(revision) | {"body": body.decode(), "base": None, "packed": None, "sha256": sha256(body)}


def _write_revision(connection: Connection, post: Post, revision: Revision) -> None:
    values = revision_values(post, revision)
    whole = (
        select(revisions.c.number, revisions.c.body)
        .where(revisions.c.post_id == post.id, revisions.c.body.is_not(None), revisions.c.number >= post.revision - RUN)
        .order_by(revisions.c.number.desc())
        .limit(1)
    )
    base = connection.execute(whole).one_or_none()
    packed = pack(values["body"], base.body) if base else None
    if base and packed is not None:
        values |= {"body": None, "base": base.number, "packed": packed}
    connection.execute(insert(revisions).values(values))
    name_files(connection, post.id, {media.sha256 for media in post.media})


def name_files(connection: Connection, post_id: str, names: set[str]) -> None:
    """Remember that the post names these pictures."""
    for name in names:
        connection.execute(insert_or(post_files).values(post_id=post_id, sha256=name).on_conflict_do_nothing())


def body_of(row: Row[Any]) -> str:
    """The whole body of a revision read together with the `whole` one it leans on. Raises Untrusted."""
    try:
        body = unpack(row.packed, row.whole or "") if row.packed is not None else row.body
    except ValueError as error:
        raise _altered(row.post_id) from error
    if row.sha256 != sha256((body or "").encode()):
        raise _altered(row.post_id)
    return str(body)


def _post(row: Row[Any]) -> Post:
    return replace(post_of(json.loads(body_of(row)), PostState(row.state)), trashed_at=row.trashed_at)


def _altered(post_id: str) -> Untrusted:
    return Untrusted(
        "the post {post_id} was changed outside the app; this version is not used, restore a backup.",
        post_id=post_id[:8],
    )

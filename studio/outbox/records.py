"""Every publication leaves its record, by itself, and the record's digest outlives a rewritten ZIP in store and log."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from studio.canonical import digest, sha256
from studio.clock import Clock
from studio.errors import NotFound, StorageTrouble, StudioError
from studio.outbox.audit import Act, AuditHead, exported, problems
from studio.outbox.context import FileShelf, RecordSources
from studio.outbox.machine import PUBLISHED
from studio.outbox.model import Attempt, Delivery, KeptRecord
from studio.phrase import Phrase
from studio.posts.record import Publication, audit_head_of, build, post_id_of, verify
from studio.publishers.pieces import copy

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.outbox.storage import StoredOutbox
    from studio.outbox.storage_audit import StoredAudit
    from studio.outbox.storage_records import StoredRecords

_log = logging.getLogger(__name__)


class Records:
    """Makes, keeps, hands out and checks records. A later publication of the same post adds another."""

    def __init__(
        self,
        *,
        records: StoredRecords,
        repo: StoredOutbox,
        audit: StoredAudit,
        sources: RecordSources,
        files: FileShelf,
        clock: Clock,
    ) -> None:
        self._records = records
        self._repo = repo
        self._audit = audit
        self._sources = sources
        self._files = files
        self._clock = clock

    def file_due(self) -> tuple[KeptRecord, ...]:
        """Make the record of every post that has reached a page since its last one.

        A post whose record cannot be made (a template file gone, say) is logged and tried again next time.
        """
        made = []
        for post_id in self._records.without_record():
            latest = self._records.latest(post_id)
            if latest is not None and latest.covers == _covers(self._repo.of_post(post_id)):
                continue
            try:
                made.append(self.keep(post_id))
            except StorageTrouble:
                raise
            except StudioError as trouble:
                _log.error("no record of post %s: %s", post_id, trouble.phrase.en)
        return tuple(made)

    def keep(self, post_id: str) -> KeptRecord:
        """Make a record of the post as it stands now and keep it. Raises NotFound, Untrusted."""
        record, size = self.build(post_id), 0

        def counted() -> Iterator[bytes]:
            nonlocal size
            for piece in record:
                size += len(piece)
                yield piece

        name = self._files.put_pieces(counted())
        with self._repo.transaction():
            kept = KeptRecord(
                post_id=post_id,
                number=self._next_number(post_id),
                sha256=name,
                size=size,
                covers=_covers(self._repo.of_post(post_id)),
                made_at=self._clock.now(),
            )
            self._records.add(kept)
            facts = {"number": kept.number, "sha256": name, "size": kept.size}
            self._audit.append(at=kept.made_at, by="worker", act=Act.RECORDED, post_id=post_id, data=facts)
        return kept

    def build(self, post_id: str) -> Iterator[bytes]:
        """The record as a ZIP, in pieces. Raises NotFound when nothing of the post was ever published."""
        deliveries = self._repo.of_post(post_id)
        if not any(delivery.state in PUBLISHED for delivery in deliveries):
            raise NotFound("this post was not published, so has no record; wait until it is.")
        head = self._audit.head()
        publication = Publication(
            number=self._next_number(post_id),
            made_at=self._clock.now(),
            deliveries=[_told(delivery) for delivery in deliveries],
            attempts=[_tried(attempt) for delivery in deliveries for attempt in self._repo.attempts(delivery.id)],
            receipts=[receipt for delivery in deliveries if (receipt := self._repo.receipt(delivery.id))],
            audit=[exported(entry) for entry in self._audit.entries(post_id)],
            audit_head={"seq": head.seq, "hash": head.hash},
        )
        return build(self._sources.dossier(post_id), publication, self._files)

    def latest(self, post_id: str) -> KeptRecord | None:
        return self._records.latest(post_id)

    def of_post(self, post_id: str) -> tuple[KeptRecord, ...]:
        """Every record of the post, oldest first."""
        return self._records.of_post(post_id)

    def export(self, post_id: str, out: Path) -> KeptRecord:
        """Write the latest record to `out`; its digest is in the answer. Raises NotFound, Untrusted, StorageTrouble."""
        record = self._records.latest(post_id) or self.keep(post_id)
        try:
            copy(self._files, record.sha256, out)
        except OSError as error:
            raise StorageTrouble(
                "the record cannot be written; check the folder and the free space.", where=str(out)
            ) from error
        return record

    def verify(self, data: bytes, *, expected_sha256: str | None = None) -> tuple[Phrase, ...]:
        """What is wrong with a record.

        Of a post known here, also whether this is one of those kept, and whether the log still holds what it held
        when the record was made: a record that left the PC finds a log that was cut or rewritten since.
        """
        found = verify(data, expected_sha256=expected_sha256)
        post_id = post_id_of(data)
        known = self._records.of_post(post_id) if post_id else ()
        if known and sha256(data) not in {record.sha256 for record in known}:
            found += (Phrase("this record is not the one kept when the post was published: another digest."),)
        head = audit_head_of(data) if known else None
        if head is not None and not found:
            found += problems(self._audit.entries(), AuditHead(seq=head[0], hash=head[1]))
        return found

    def _next_number(self, post_id: str) -> int:
        return len(self._records.of_post(post_id)) + 1


def _covers(deliveries: tuple[Delivery, ...]) -> str:
    published = [d for d in deliveries if d.state in PUBLISHED]
    return digest(sorted([d.id, d.state, d.remote_id, d.permalink] for d in published))


def _tried(attempt: Attempt) -> dict[str, object]:
    """The record is in Vietnamese."""
    return asdict(attempt) | {"detail": attempt.detail.vi}


def _told(delivery: Delivery) -> dict[str, object]:
    """A delivery as the record tells of it: leases and pauses are nobody's business later."""
    return {
        "id": delivery.id,
        "account": delivery.account,
        "platform": delivery.platform,
        "page_id": delivery.page_id,
        "reference": delivery.reference,
        "state": delivery.state,
        "due_at": delivery.due_at,
        "attempts": delivery.attempts,
        "remote_id": delivery.remote_id,
        "permalink": delivery.permalink,
        "queued_by": delivery.queued_by,
        "message": delivery.message,
        "message_en": delivery.message_en,
        "first_sent_at": delivery.first_sent_at,
    }

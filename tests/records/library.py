"""A published post, sealed, approved and chained by the real functions, and so small that every byte can be flipped."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from studio.errors import NotFound
from studio.images.consent import Consent
from studio.library.model import CitationRef, CitedLaw, Status, Validity
from studio.outbox.records import Records
from studio.outbox.service import Outbox
from studio.outbox.storage_records import StoredRecords
from studio.people.keys import key_id, public_of
from studio.people.model import Person, Role
from studio.people.service import Signer
from studio.phrase import Bilingual
from studio.platforms import Platform
from studio.posts import post_signature
from studio.posts.model import Approval, Content, FrozenBundle, HistoryEntry, Post, PostState, SealedPost
from studio.posts.post_signature import seal_of, sealed_parts
from studio.posts.record import Dossier
from studio.posts.serial import moment
from studio.posts.versions import chained
from studio.templates.model import Template
from tests.outbox.outbox_rig import PIN, Alive, OutboxRig

PICTURE = "a" * 64
"""A picture of the post whose consents a record tells."""
LAW = CitedLaw(
    ref=CitationRef(document="13/2023/NĐ-CP", article="5", clause="1"),
    printed="khoản 1 Điều 5 Nghị định số 13/2023/NĐ-CP ngày 17/4/2023 của Chính phủ",
    found=True,
    article_found=True,
    validity=Validity(
        status=Status.IN_FORCE,
        on=date(2026, 11, 25),
        reason_vi="có hiệu lực từ 01/7/2023, đã kiểm tra ngày 20/11/2026",
        reason_en="in force since 01/7/2023, checked on 20/11/2026",
        checked_on=date(2026, 11, 20),
    ),
    document_sha256="5" * 64,
)


TEMPLATE = Template(
    id="scam_warning",
    code="CB-01",
    version=3,
    title=Bilingual("Cảnh báo thủ đoạn lừa đảo", "Scam warning"),
    when=Bilingual("Khi có thủ đoạn mới", "When a new trick appears"),
    theme="warning",
    approval="approver",
    review_days=90,
    fields=(),
    bodies={Platform.FACEBOOK: "{{ scam_name }}"},
    hashtags=("CanhBaoLuaDao",),
    required_checks=(),
    forbidden=(),
    cards=(),
    sha256="7" * 64,
    pack="mau@1",
)


SEEDS = {"cb-soan": bytes(range(32)), "cb-duyet": bytes(range(1, 33))}


def signer(person: str, role: Role) -> Signer:
    who = Person(id=person, name=person, roles=frozenset({role}), pin_hash="")
    return Signer(person=who, key_id=key_id(public_of(SEEDS[person])), roles=(str(role),), digits=8, seed=SEEDS[person])


def signed(dossier: Dossier) -> Dossier:
    """With the signatures of who submitted and who approved, and their keys."""
    author, approver = signer("cb-soan", Role.AUTHOR), signer("cb-duyet", Role.APPROVER)
    (given,) = dossier.approvals
    facts = post_signature.submission(dossier.post, given.seal, "cb-soan", ["cb-soan"], given.at)
    asked = post_signature.signed(facts, author, given.at)
    facts = post_signature.approval(
        given,
        dossier.sealed.bundle,
        sequence=2,
        before=dossier.history[1].prev_hash,
        submitted=asked.signature,
    )
    keys = [
        {
            "person": one.person.id, "name": one.person.name, "key": one.key_id, "public": public_of(one.seed),
            "roles": list(one.roles), "from": moment(given.at), "until": None, "reason": "founded",
        }
        for one in (author, approver)
    ]  # fmt: skip
    return replace(dossier, signatures=(asked, post_signature.signed(facts, approver, given.at)), keys=keys)


class Sources:
    """Dossiers of the posts that `seal` was asked for."""

    def __init__(self) -> None:
        self.dossiers: dict[str, Dossier] = {}

    def dossier(self, post_id: str) -> Dossier:
        if post_id not in self.dossiers:
            raise NotFound(Bilingual("không có bài này.", "no such post."))
        return self.dossiers[post_id]


class Shelf:
    """A rig whose publications leave records."""

    def __init__(self, folder: Path) -> None:
        self.rig = OutboxRig(folder)
        self.sources = Sources()
        self.rows = StoredRecords(self.rig.store)
        self.records = Records(
            records=self.rows,
            repo=self.rig.repo,
            audit=self.rig.audit,
            sources=self.sources,
            files=self.rig.files,
            clock=self.rig.clock,
        )

    def outbox(self) -> Outbox:
        rig = self.rig
        return Outbox(
            repo=rig.repo,
            publishers=rig.publishers,
            gate=rig.gate,
            workflow=rig.posts,
            people=rig.staff,
            accounts=rig.accounts,
            files=rig.files,
            audit=rig.audit,
            records=self.records,
            clock=rig.clock,
            ids=rig.ids,
            jitter=rig.random.random,
            liveness=Alive("records", rig.dead),
        )

    def seal(self, post_id: str = "p1", *, images: int = 2) -> Dossier:
        """Approve a post and remember what a record has to say of it."""
        rig = self.rig
        rig.approved(post_id, images=images)
        bundle = rig.gate.bundles[post_id]
        template = TEMPLATE
        content = Content(
            post_id=post_id,
            revision=1,
            template_id=template.id,
            template_version=template.version,
            template_sha256=template.sha256,
            title=bundle.packages[Platform.FACEBOOK].title,
            texts={Platform.FACEBOOK: bundle.packages[Platform.FACEBOOK].text},
            cards=(),
            media=(),
            citations=(LAW,),
            hashtags=("CanhBaoLuaDao",),
            expires_on=None,
            content_hash="c" * 64,
        )
        parts = sealed_parts(content, bundle.packages, tuple(rig.accounts.accounts.values()), None)
        bundle = replace(bundle, seal=seal_of(parts), content_hash=content.content_hash)
        rig.gate.bundles[post_id] = bundle
        now = rig.clock.now()
        dossier = Dossier(
            post=Post(
                id=post_id,
                revision=1,
                template_id=template.id,
                template_version=template.version,
                template_sha256=template.sha256,
                fields={"scam_name": "Giả danh công an", "dont": ["Không chuyển tiền"]},
                author="cb-soan",
                editors=("cb-soan",),
                state=PostState.QUEUED,
                created_at=now,
                updated_at=now,
            ),
            sealed=SealedPost(
                frozen=FrozenBundle(bundle=bundle, pressed={}, photo_leftovers={}), parts=parts, by="cb-soan"
            ),
            content=content,
            template=template,
            template_yaml="id: scam_warning\ntitle: Cảnh báo lừa đảo\n".encode(),
            approvals=(
                Approval(
                    post_id=post_id,
                    revision=1,
                    seal=bundle.seal,
                    by="cb-duyet",
                    role="approver",
                    at=now,
                    expires_at=now + timedelta(days=7),
                ),
            ),
            history=tuple(self._history(post_id, bundle.seal)),
            history_head="",
            people={"cb-soan": "Cán bộ soạn", "cb-duyet": "Cán bộ duyệt"},
        )
        dossier = signed(replace(dossier, history_head=dossier.history[-1].hash))
        self.sources.dossiers[post_id] = dossier
        return dossier

    def publish(self, post_id: str = "p1", *, images: int = 2, consents: tuple[Consent, ...] = ()) -> Outbox:
        self.seal(post_id, images=images)
        dossier = self.sources.dossiers[post_id]
        self.sources.dossiers[post_id] = replace(dossier, consents={PICTURE: consents} if consents else {})
        outbox = self.outbox()
        outbox.enqueue(post_id, ["trang-phuong"], "cb-dang", PIN)
        outbox.run()
        return outbox

    def record(self, post_id: str = "p1") -> bytes:
        kept = self.records.latest(post_id)
        assert kept is not None
        return self.rig.files.get(kept.sha256)

    def _history(self, post_id: str, seal: str) -> Iterator[HistoryEntry]:
        last = None
        moves = (
            ("submit", PostState.DRAFT, PostState.IN_REVIEW),
            ("approve", PostState.IN_REVIEW, PostState.APPROVED),
        )
        for action, before, after in moves:
            entry = HistoryEntry(
                post_id=post_id,
                at=self.rig.clock.now(),
                by="cb-soan" if action == "submit" else "cb-duyet",
                action=action,
                from_state=before,
                to_state=after,
                note="đã đối chiếu số điện thoại",
                revision=1,
                seal=seal,
            )
            last = chained(entry, last)
            yield last


@contextmanager
def shelf(folder: Path) -> Iterator[Shelf]:
    built = Shelf(folder)
    try:
        yield built
    finally:
        built.rig.store.close()

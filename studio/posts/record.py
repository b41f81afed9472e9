"""The record of a publication: one ZIP that says what went out, on whose word, and that checks itself.

Made of bytes the store already holds and of what was sealed, never of what the post has become since. The same facts
give the same bytes. What checks it (`record_verify`) travels inside as ``verify.py``, and is what this program runs.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path, PurePath
from typing import Any

from studio.codec import plain
from studio.images.consent import Consent
from studio.paths import read_pieces
from studio.phrase import Bilingual, Phrase
from studio.posts import record_verify
from studio.posts.model import Approval, Bundle, Content, HistoryEntry, Post, SealedPost
from studio.posts.ports import FileReader
from studio.posts.post_signature import PostSignature
from studio.posts.serial import bundle_json, moment, post_json
from studio.posts.versions import entry_json
from studio.templates.model import Template

README = """\
HỒ SƠ BÀI ĐĂNG
Tệp này ghi lại một bài đã đăng: nội dung, ảnh, mẫu, căn cứ pháp luật, người duyệt, các lần gửi và kết quả.

  record.json       bài nào, hồ sơ số mấy, lập lúc nào
  post.json         các trường người soạn đã điền và người soạn
  bundle.json       đúng những gì được duyệt: chữ, ảnh (theo mã băm), trang đích, giờ đăng; seal.json: con dấu băm
  text/             nội dung gửi lên từng nền tảng        pictures/   ảnh đã gửi, tên tệp là mã băm SHA-256
  cards.json        các thẻ ảnh đã vẽ từ gì               template.yaml, template.json   mẫu và phiên bản
  laws.json         văn bản được dẫn, bản nào, hiệu lực ra sao vào ngày đăng
  approvals.json    ai duyệt, lúc nào, hạn đến khi nào    consents.json  đồng ý của người trong ảnh (nếu có)
  signatures.json   chữ ký số khi trình và khi duyệt      keys.json  khóa của người ký, quyền, từ lúc nào
  deliveries.json   từng trang   attempts.json   từng lần gửi, đọc lại   receipt.json   kết quả, liên kết
  former/           khi sửa bài đã đăng: chữ hiện trước đó     former.json  bản nào, con dấu nào
  history.json      lịch sử bài (chuỗi băm)               audit.json  nhật ký đăng và đầu chuỗi lúc lập hồ sơ
  manifest.sha256   mã băm của mọi tệp

Kiểm tra (cần Python 3.8 trở lên, không cần Page Studio):
  python verify.py                        trong thư mục đã giải nén
  python verify.py HO-SO.zip MÃ-BĂM       cả tệp ZIP; mã băm là mã được in khi xuất hồ sơ
Lệnh in dấu vân tay các khóa đã ký: hãy so với bản in của đơn vị.

Giờ trong các tệp là giờ UTC; giờ Việt Nam = UTC + 7.

------------------------------------------------------------
RECORD OF A PUBLICATION
What was published: texts, pictures, template, legal basis, approvals, attempts and results. File by file as above:
record (which post), post (fields and author), bundle and seal (exactly what was approved), text and pictures (what was
sent), signatures and keys (who submitted and approved, with keys to be compared with the unit's printed sheet), cards,
template, laws (versions cited and their validity on the day), approvals, consents (of people in the
pictures, if any), former (of a change: the texts that showed before), deliveries, attempts, receipt, history and audit
(chains of hashes), manifest.sha256 (the hash of
every file).

Check it with Python 3.8 or newer, without Page Studio:
  python verify.py                        inside the unpacked folder
  python verify.py RECORD.zip DIGEST      the ZIP itself; the digest is the one printed at its export

Times are UTC.
"""


FORMAT = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """What is known of a post apart from its deliveries, as approved."""

    post: Post
    sealed: SealedPost
    content: Content
    """Composed for the day of publication: its citations carry the validity of that day."""
    template: Template
    template_yaml: bytes
    """The template's file in its pack, byte for byte."""
    approvals: tuple[Approval, ...]
    history: tuple[HistoryEntry, ...]
    history_head: str
    people: Mapping[str, str]
    """Names by the ids that occur."""
    elsewhere: tuple[HistoryEntry, ...] = ()
    """The history at another PC up to the approval, where it was given there."""
    signatures: tuple[PostSignature, ...] = ()
    """Under the submission and the approval."""
    keys: Sequence[Mapping[str, Any]] = ()
    """Which keys those people held with what rights, from when until when, and why."""
    former: tuple[SealedPost, ...] = ()
    """What a change of a published post found on its pages: the post, then the changes before this one."""
    consents: Mapping[str, Sequence[Consent]] = field(default_factory=dict)
    """Consents of people in the post's pictures, by the SHA-256 of the picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What came of it on the pages, as plain data. `audit`: entries as they were hashed, and the log's head."""

    number: int
    made_at: datetime
    deliveries: Sequence[Any]
    attempts: Sequence[Any]
    receipts: Sequence[Any]
    audit: Sequence[Mapping[str, Any]]
    audit_head: Mapping[str, Any]


def build(dossier: Dossier, publication: Publication, store: FileReader) -> Iterator[bytes]:
    """The record as a ZIP in pieces; pictures and videos are read while it is written. Raises what `store` raises."""
    texts, pictures = _texts(dossier, publication), _pictures(dossier.sealed.bundle)
    for sha256 in pictures.values():
        store.check(sha256)
    sums = {name: record_verify.sha256(data) for name, data in texts.items()} | pictures
    manifest = "".join(f"{sha256}  {name}\n" for name, sha256 in sorted(sums.items()))
    texts[record_verify.MANIFEST] = manifest.encode()
    return record_verify.pieces(
        (name, *_measured(_content(name, texts, pictures, store)), _content(name, texts, pictures, store))
        for name in sorted(texts.keys() | pictures.keys())
    )


def verify(data: bytes, *, expected_sha256: str | None = None) -> tuple[Phrase, ...]:
    """What is wrong with a record; empty when it is as it was made.

    With `expected_sha256`, the digest kept at its making, a record that was rewritten as a whole is found too.
    """
    try:
        found = record_verify.check_zip(data, expected_sha256 or "")
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, RecursionError) as error:
        return (Phrase("the record is malformed ({name}); this app did not make it.", name=type(error).__name__),)
    return tuple(Phrase("{what}.", what=Bilingual(vi, en)) for vi, en in found)


def post_id_of(data: bytes) -> str:
    """The post a record tells of; empty when it does not say."""
    try:
        told = json.loads(record_verify.unpack(data)["record.json"])
        return str(told["post"])
    except (KeyError, ValueError, TypeError, RecursionError):
        return ""


def audit_head_of(data: bytes) -> tuple[int, str] | None:
    """Number and hash of the log's last entry when the record was made; None when it does not say."""
    try:
        head = json.loads(record_verify.unpack(data)["audit.json"])["head"]
        return int(head["seq"]), str(head["hash"])
    except (KeyError, ValueError, TypeError, RecursionError):
        return None


def _texts(dossier: Dossier, publication: Publication) -> dict[str, bytes]:
    """By name, everything but the pictures and the manifest."""
    texts = {f"{name}.json": _json(value) for name, value in _sections(dossier, publication).items()}
    for platform, package in dossier.sealed.bundle.packages.items():
        texts[f"text/{platform}.txt"] = package.text.encode()
    for number, former in enumerate(dossier.former, 1):
        for platform, package in former.bundle.packages.items():
            texts[f"former/{number}-{platform}.txt"] = package.text.encode()
    texts["template.yaml"] = dossier.template_yaml
    texts["README.txt"] = README.encode()
    texts["verify.py"] = Path(record_verify.__file__).read_bytes().replace(b"\r\n", b"\n")
    return texts


def _pictures(bundle: Bundle) -> dict[str, str]:
    """By name, the hashes of what went out beside the texts."""
    sent = [attachment for package in bundle.packages.values() for attachment in package.attachments]
    return {f"pictures/{one.sha256}{PurePath(one.name).suffix}": one.sha256 for one in sent}


def _content(name: str, texts: Mapping[str, bytes], pictures: Mapping[str, str], store: FileReader) -> Iterator[bytes]:
    if name in texts:
        yield texts[name]
        return
    with store.open(pictures[name]) as file:
        yield from read_pieces(file)


def _measured(content: Iterable[bytes]) -> tuple[int, int]:
    """Size and CRC."""
    size = crc = 0
    for piece in content:
        size, crc = size + len(piece), zlib.crc32(piece, crc)
    return size, crc


def _sections(dossier: Dossier, publication: Publication) -> dict[str, Any]:
    post, content, template, bundle = dossier.post, dossier.content, dossier.template, dossier.sealed.bundle
    consents = [{"picture": sha256, **_plain(one)} for sha256, found in dossier.consents.items() for one in found]
    return (
        {
            "record": {
                "format": FORMAT,
                "post": post.id,
                "title": content.title,
                "number": publication.number,
                "made_at": moment(publication.made_at),
                "content_hash": bundle.content_hash,
                "seal": bundle.seal,
                "practice": post.practice,
                "people": dict(dossier.people),
            },
            "post": post_json(_unnamed(post)),
            "bundle": bundle_json(bundle),
            "seal": {"parts": dict(dossier.sealed.parts), "submitted_by": dossier.sealed.by},
            "cards": [
                {"spec": card.spec.to_json(), "sha256": card.spec.sha256, "alt": card.alt} for card in content.cards
            ],
            "template": {
                "id": template.id,
                "code": template.code,
                "version": template.version,
                "title": _plain(template.title),
                "sha256": template.sha256,
                "pack": template.pack,
            },
            "laws": _plain(content.citations),
            "approvals": _plain(dossier.approvals),
            "signatures": [
                {"kind": one.kind, "by": one.by, "statement": one.statement, "signature": one.signature}
                for one in dossier.signatures
            ],
            "keys": [dict(held) for held in dossier.keys],
            "deliveries": _plain(publication.deliveries),
            "attempts": _plain(publication.attempts),
            "receipt": _plain(publication.receipts),
            "history": _history(dossier),
            "audit": {"entries": _plain(publication.audit), "head": _plain(publication.audit_head)},
        }
        | ({"consents": consents} if consents else {})
        | ({"former": _former(dossier)} if dossier.former else {})
    )


def _former(dossier: Dossier) -> list[dict[str, Any]]:
    """Which sealed versions stood on the pages before, in the order of their texts."""
    return [
        {
            "number": number,
            "post": one.bundle.post_id,
            "revision": one.bundle.revision,
            "content_hash": one.bundle.content_hash,
            "seal": one.bundle.seal,
        }
        for number, one in enumerate(dossier.former, 1)
    ]


def _unnamed(post: Post) -> Post:
    """`post` without the names that its files had on somebody's PC: they often tell who is in the picture."""
    media = (replace(one, name=f"{one.id}{PurePath(one.name).suffix.lower()}") for one in post.media)
    return replace(post, media=tuple(media))


def _history(dossier: Dossier) -> dict[str, Any]:
    told: dict[str, Any] = {"entries": [entry_json(one) for one in dossier.history], "head": dossier.history_head}
    return told | ({"elsewhere": [entry_json(one) for one in dossier.elsewhere]} if dossier.elsewhere else {})


def _plain(value: Any) -> Any:
    return plain(value, moment=moment)


def _json(value: Any) -> bytes:
    """For people too: indented, letters as they are."""
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False) + "\n").encode()

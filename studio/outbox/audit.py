"""The log of what was done towards publication: who, what, when, and hashes; never texts or secrets.

Each entry carries the hash of the one before it, so an altered entry breaks the chain. A cut tail does not;
it is found by comparing with a head that left the PC earlier: every record of a publication carries one.

The key of the log, in the system's keyring; and where the log's end was last seen, beside the data and there.

Whoever writes the database can write the log anew with all its hashes; without the key they cannot write the codes that
go with them. Who cuts the end off leaves a log that is whole: it is found by the end that was noted elsewhere.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import logging
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from studio.canonical import canonical_json
from studio.paths import replace_held
from studio.phrase import Phrase
from studio.posts.serial import moment
from studio.secret import KeyringTrouble, Safe, Secret

GENESIS = "0" * 64


class Act(StrEnum):
    """What is logged."""

    QUEUED = "queued"
    INTENT = "intent"
    SENT = "sent"
    VERIFIED = "verified"
    COMPLETED = "completed"
    """What the post asks for beside itself (first comment, story, pin) is done."""
    REFUSED = "refused"
    """The gate or the page said no, or a person is needed."""
    WRONG_PAGE = "wrong_page"
    DOUBT = "doubt"
    MISSED = "missed"
    RESOLVED = "resolved"
    """A person decided after a look at the page."""
    RETRIED = "retried"
    CONFIRMED_BY_HAND = "confirmed_by_hand"
    CANCELLED = "cancelled"
    WITHDRAWN = "withdrawn"
    STRAY_REMOVED = "stray_removed"
    RECORDED = "recorded"
    CLOCK_ACCEPTED = "clock_accepted"
    HELD = "held"
    """The page keeps the post until its time."""
    RECALL = "recall"
    """The post is to be taken back from the page that keeps it."""
    RECALLED = "recalled"
    PAUSED = "paused"
    """Nothing more is sent to an account."""
    RELEASED = "released"
    SEEN = "seen"
    """A person saw what an earlier run of the program left in the queue."""
    GONE = "gone"
    """A later look did not find the post any more."""
    CHANGED = "changed"
    """A later look found it altered."""
    CONNECTED = "connected"
    """A person gave a page's login; the data names the account and what it may do."""
    DISCONNECTED = "disconnected"
    PAGE_ADDED = "page_added"
    PAGE_STATUS = "page_status"
    """A page was handed over, merged, closed, or is active again; the data names its successor."""
    PAGE_CATEGORIES = "page_categories"
    """A person chose into which categories of a website its posts go."""
    PAGE_REMOVED = "page_removed"
    """A page was taken off the list."""
    BROADCAST_INTENT = "broadcast_intent"
    """An article is about to be sent to all followers of an official account."""
    BROADCAST = "broadcast"
    """What became of it; the data names the step."""
    PHOTO_ASSET = "photo_asset"
    """A picture of the unit's library was added, changed or deleted; the data names the step."""
    PHOTO_CONSENT = "photo_consent"
    """A consent was recorded with a picture, taken off it, or withdrawn; the data names no person shown."""
    PHOTO_WORK = "photo_work"
    """A photograph was finished, cleared by a person, thrown away or deleted; the data names the step."""
    SIGNOFF = "signoff"
    """Something was put before the head, agreed to or returned; the data names its kind and subject, and the step."""
    PAGE_FILE = "page_file"
    """The file of a page changed in what others rely on, or something of it was exported; the data names the step."""
    ACCESS = "access"
    """A right on a page was given, guarded, agreed or taken away; the data names page and step, never a text."""
    SLIP = "slip"
    """A slip of the register was opened, changed, exported, closed or deleted; the data names its kind and the step."""
    PEOPLE = "people"
    """A person was added, got other rights or a new PIN, left or came back; the data names the step and who."""
    EMERGENCY_ON = "emergency_on"
    """A person switched the emergency on: routine posts do not leave; the data says why."""
    EMERGENCY_OFF = "emergency_off"
    RECOVERY_CODE = "recovery_code"
    """The head had a new recovery code made; backups from then on open by it."""
    BACKED_UP = "backed_up"
    RESTORE_STAGED = "restore_staged"
    """A backup was laid out to take the place of the data at the next start."""
    RESTORED = "restored"
    """A backup took the place of the former data; the data names it and who wanted it."""
    TRASHED = "trashed"
    UNTRASHED = "untrashed"
    MACHINE = "machine"
    """A person said what a profile found on another PC is there, or it was moved within its PC; the data says which."""
    DIRECTORY = "directory"
    """A unit, number, snippet or set of hashtags of the directory was saved, confirmed or removed."""
    WORDS = "words"
    """The unit's own words for the spelling check were added to or lessened."""
    LIST = "list"
    """A list of posts was saved under a name, or forgotten."""
    RECURRING = "recurring"
    """A post was made to come back, or to come back no more; the data names the step."""
    TEMPLATE = "template"
    """A template of the unit's own was begun, saved, submitted, signed or withdrawn; the data names the step."""
    BRAND = "brand"
    """The head changed the colours, the header or the second logo of the unit's cards."""
    FIGURES = "figures"
    """Numbers of pages were entered by hand or taken over from a ledger; the data names the picture's hash."""
    LAW = "law"
    """A document of the library was taken in, its validity confirmed or recorded, a remark made; the data names it."""
    QUIET_DAYS = "quiet_days"
    QUEUE_RULE = "queue_rule"
    """The head changed what the unit rules about its queue; the data names the rule."""
    MOVING = "moving"
    """A queued post is on its way to another time; the data names both times."""
    WEEK = "week"
    """The plan of a week was changed; the data names its Monday."""
    COMMENT = "comment"
    """A comment that was dealt with was opened again."""
    OUTLINE = "outline"
    """An outline of the course was changed; the data names the step."""
    COURSE = "course"
    """Results were taken in, a certificate issued, or a learner erased; the data names no learner."""
    EXCHANGE = "exchange"
    """Posts were written into a file for another PC, taken in from one, or one of two versions chosen; the data names
    the step."""
    PROGRAM = "program"
    """A new version of the program was laid out, or the former one taken up again; the data names the step."""
    DEPARTMENT = "department"
    """A notice to many units was sent or acknowledged, a unit called or named, an end of a log settled; the data names
    the step."""
    FEEDBACK = "feedback"
    """Something was done at the feedback desk; the data names the step and the item, never a text of a citizen."""
    REPORT = "report"
    """A report of a month was made, finished, exported, submitted or sent; the data names the step."""
    PURGED = "purged"
    """A post's content was deleted for good after its days in the trash."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One line. `by` is a person's id, or ``worker``; `data` is plain JSON."""

    seq: int
    at: datetime
    by: str
    act: Act
    post_id: str
    data: Mapping[str, Any]
    prev_hash: str
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditHead:
    """The last entry's number and hash; seq 0 and zeros of an empty log."""

    seq: int = 0
    hash: str = GENESIS


def body_of(*, seq: int, at: datetime, by: str, act: str, post_id: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """What is hashed of an entry, as plain data."""
    return {"seq": seq, "at": moment(at), "by": by, "act": str(act), "post": post_id, "data": dict(data)}


def chain_hash(body: Mapping[str, Any], prev_hash: str) -> str:
    """``SHA-256(01 ‖ previous hash ‖ canonical JSON)``; the leading byte keeps it apart from any file's hash."""
    return hashlib.sha256(b"\x01" + bytes.fromhex(prev_hash) + canonical_json(body)).hexdigest()


def exported(entry: AuditEntry) -> dict[str, Any]:
    """The entry as a record carries it: what was hashed, and the two hashes."""
    return _body(entry) | {"prev_hash": entry.prev_hash, "hash": entry.hash}


def problems(entries: Sequence[AuditEntry], known: AuditHead | None = None) -> tuple[Phrase, ...]:
    """What is wrong with a whole log: altered or missing entries, or one that does not contain the `known` head."""
    found = broken(entries, 0)
    if known is not None and known.seq > 0 and not found:
        found = cut(known, entries[known.seq - 1].hash if known.seq <= len(entries) else None)
    return found


def broken(entries: Sequence[AuditEntry], after: int) -> tuple[Phrase, ...]:
    """The first entry that does not follow from the one before; `after` is the number before the first of them."""
    previous = GENESIS if after == 0 else None
    for number, entry in enumerate(entries, start=after + 1):
        follows = previous is None or entry.prev_hash == previous
        if entry.seq != number or not follows or entry.hash != chain_hash(_body(entry), entry.prev_hash):
            return (altered(number),)
        previous = entry.hash
    return ()


def cut(end: AuditHead, held: str | None) -> tuple[Phrase, ...]:
    """Whether the log, which has `held` at that number, still contains an end that was noted elsewhere."""
    if end.seq == 0 or held == end.hash:
        return ()
    return (Phrase("the log lacks or contradicts entry {seq}, noted earlier; it was cut or rewritten.", seq=end.seq),)


def altered(number: int) -> Phrase:
    return Phrase("the log was altered at entry {number}.", number=number)


def _body(entry: AuditEntry) -> dict[str, Any]:
    return body_of(seq=entry.seq, at=entry.at, by=entry.by, act=entry.act, post_id=entry.post_id, data=entry.data)


MARK = "log-end.json"
_log = logging.getLogger(__name__)


class LogKey:
    """Found at its first use, which may wait for the keyring; where that does not answer, entries have no code.

    The keyring has it under the profile's folder, not under a name out of the database: nobody who writes the database
    says which key counts.
    """

    def __init__(self, safe: Safe, folder: Path) -> None:
        self._safe = safe
        self._path = folder / MARK
        self._entry = f"page-studio log {hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:24]}"
        self._looked = False
        self.id = ""
        self._key = b""

    def find(self) -> None:
        """Look for the key, and make one where there is none. Once a run."""
        if self._looked:
            return
        self._looked = True
        try:
            found = self._safe.get(self._entry)
            if found is None:
                made = base64.b64encode(os.urandom(32)).decode()
                found = Secret(f"{os.urandom(8).hex()}:{made}")
                self._safe.set(self._entry, found)
            name, _, text = found.reveal().partition(":")
            self.id, self._key = str(name), base64.b64decode(text)
        except (KeyringTrouble, ValueError) as trouble:
            if not isinstance(trouble, KeyringTrouble):
                _log.error("the keyring's entry for the log is none of ours")
                return
            _log.warning("the log goes on without its key: %s", trouble.phrase.en)

    def code(self, hash: str) -> str:
        """The code of an entry, or of an end; empty without the key."""
        return hmac.new(self._key, hash.encode(), hashlib.sha256).hexdigest() if self._key else ""

    def note_end(self, head: AuditHead) -> None:
        """Write down beside the data where the log ends."""
        told = json.dumps({"seq": head.seq, "hash": head.hash, "key": self.id, "code": self.code(_said(head))})
        aside = self._path.with_name(f"{MARK}.tmp")
        try:
            aside.write_text(told, encoding="utf-8")
            replace_held(aside, self._path)
        except OSError as error:
            _log.warning("the end of the log was not noted: %s", error.strerror)

    def keep_end(self, head: AuditHead) -> None:
        """Put it into the keyring as well, where whoever copies files back does not come."""
        if not self._key:
            return
        try:
            self._safe.set(f"{self._entry} end", Secret(_said(head)))
        except KeyringTrouble as trouble:
            _log.warning("the end of the log was not kept: %s", trouble.phrase.en)

    def ends(self) -> tuple[AuditHead, ...]:
        """The ends that were noted: a log that lacks one of them was cut or exchanged."""
        found = [self._noted(), self._kept()]
        return tuple(head for head in found if head is not None)

    def forget(self) -> None:
        """The data was exchanged by a restore: the ends of the former log hold no more."""
        self._path.unlink(missing_ok=True)
        try:
            self._safe.delete(f"{self._entry} end")
        except KeyringTrouble as trouble:
            _log.warning("the end of the former log stays in the keyring: %s", trouble.phrase.en)

    def _noted(self) -> AuditHead | None:
        try:
            told = json.loads(self._path.read_text(encoding="utf-8"))
            head = AuditHead(seq=int(told["seq"]), hash=str(told["hash"]))
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None
        return head

    def _kept(self) -> AuditHead | None:
        if not self._key:
            return None
        try:
            found = self._safe.get(f"{self._entry} end")
            seq, _, digest = found.reveal().partition(":") if found is not None else ("", "", "")
            return AuditHead(seq=int(seq), hash=digest) if digest else None
        except (KeyringTrouble, ValueError):
            return None


def _said(head: AuditHead) -> str:
    return f"{head.seq}:{head.hash}"

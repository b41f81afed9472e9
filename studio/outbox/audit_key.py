"""The key of the log, in the system's keyring; and where the log's end was last seen, beside the data and there.

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
from pathlib import Path

from studio.keyring_safe import KeyringTrouble, Safe
from studio.outbox.audit import AuditHead
from studio.secret import Secret

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
            aside.replace(self._path)
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

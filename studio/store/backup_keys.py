"""The key that a profile's backups are sealed with: where it lies, and how the recovery code opens it elsewhere.

It lies in the system's keyring. A PC without one keeps it in ``backup-keys.json`` beside the data, which is readable
there anyway: what matters is that no backup that leaves the PC can be read or made without it. The file also says
which key is in force, and has each key as the recovery code of its time opens it. A key is never overwritten.

The recovery code: a random text that is printed and kept under lock, and opens backups on any PC.

It has 130 bits and two more signs that tell a slip of the pen. The key of the backups is wrapped by a key derived from
it (argon2id), and lies so in every backup.
"""

from __future__ import annotations

import base64
import hashlib
import json
import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from studio.errors import BadInput, CodeNeeded, NotPermitted, StorageTrouble
from studio.paths import write_atomic
from studio.reasons import reason_of
from studio.secret import KeyringTrouble, Safe, Secret

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no sign is taken for another."""
LENGTH, CHECKS, GROUP = 26, 2, 4
MEMORY, PASSES = 65_536, 3
"""KiB and passes of argon2id for a new code."""
MOST_MEMORY, MOST_PASSES = 1 << 20, 10
"""What a foreign file may ask of this PC."""
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_code() -> Secret:
    """A code as it is printed: seven groups of four."""
    number = int.from_bytes(os.urandom(17), "big")
    signs = "".join(SIGNS[number >> (5 * place) & 31] for place in range(LENGTH))
    whole = signs + _checks(signs)
    return Secret("-".join(whole[at : at + GROUP] for at in range(0, len(whole), GROUP)))


def tidy_code(typed: str) -> str:
    """The signs of a code as a person typed it. Raises BadInput for a slip."""
    signs = "".join(sign for sign in typed.upper().translate(_READ_AS) if not (sign.isspace() or sign in "-–—."))
    if len(signs) != LENGTH + CHECKS or set(signs) - set(SIGNS) or _checks(signs[:LENGTH]) != signs[LENGTH:]:
        raise BadInput(
            "the recovery code is not typed right: it has {length} letters and digits as printed; type it again, "
            "group by group.",
            length=LENGTH + CHECKS,
        )
    return signs


def wrapped(key: bytes, name: str, code: Secret) -> dict[str, Any]:
    """`key`, called `name`, as only that code opens it: plain values for a file."""
    salt, nonce = os.urandom(16), os.urandom(12)
    terms = {"memory": MEMORY, "passes": PASSES, "salt": _text(salt)}
    cipher = _cipher(code, terms)
    return terms | {"nonce": _text(nonce), "sealed": _text(cipher.encrypt(nonce, key, _bound(name)))}


def unwrapped(wrap: Mapping[str, Any], name: str, code: Secret) -> bytes:
    """The key in `wrap`. Raises BadInput for a slip, NotPermitted for another code."""
    from cryptography.exceptions import InvalidTag

    code = Secret(tidy_code(code.reveal()))
    try:
        cipher = _cipher(code, wrap)
        return bytes(cipher.decrypt(_bytes(wrap["nonce"]), _bytes(wrap["sealed"]), _bound(name)))
    except (InvalidTag, KeyError, ValueError, TypeError) as error:
        raise NotPermitted(
            "this recovery code does not open the chosen backup; use the code that was in force when it was made."
        ) from error


def _cipher(code: Secret, terms: Mapping[str, Any]) -> Any:
    from argon2.low_level import Type, hash_secret_raw
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    memory, passes = int(terms["memory"]), int(terms["passes"])
    if not (8 <= memory <= MOST_MEMORY and 1 <= passes <= MOST_PASSES):
        raise ValueError("terms out of bounds")
    signs = tidy_code(code.reveal()).encode()
    return AESGCM(hash_secret_raw(signs, _bytes(terms["salt"]), passes, memory, 1, 32, Type.ID))


def _checks(signs: str) -> str:
    digest = hashlib.sha256(signs.encode()).digest()
    return SIGNS[digest[0] & 31] + SIGNS[digest[1] & 31]


def _bound(name: str) -> bytes:
    return f"page-studio backup key {name}".encode()


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


FILE = "backup-keys.json"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupKey:
    """`wrap` is None until a recovery code was made: then only this PC opens what the key sealed."""

    id: str
    key: bytes = field(repr=False)
    wrap: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Book:
    """What the file holds: the key in force, wraps by key, and keys of a PC without a keyring."""

    current: str = ""
    wraps: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    kept: Mapping[str, str] = field(default_factory=dict, repr=False)


class BackupKeys:
    """Of the profile in `root`. May wait for the keyring: call it on a worker."""

    def __init__(self, root: Path, safe: Safe) -> None:
        self._path = root / FILE
        self._safe = safe

    @property
    def has_code(self) -> bool:
        """Whether the backups made now open elsewhere. Raises StorageTrouble."""
        book = self._book()
        return book.current in book.wraps

    def current(self) -> BackupKey:
        """The key in force, made when there is none yet. Raises StorageTrouble: the keyring does not answer."""
        book = self._book()
        key = self._find(book, book.current) if book.current else None
        if key is None:
            return self._made(code=None)
        return BackupKey(id=book.current, key=key, wrap=book.wraps.get(book.current))

    def issue(self) -> Secret:
        """A new recovery code, and a new key that it opens; older backups keep theirs. Raises StorageTrouble."""
        code = new_code()
        self._made(code)
        return code

    def find(self, id: str) -> bytes | None:
        """The key called `id`, where this PC has it. Raises StorageTrouble: the keyring does not answer."""
        return self._find(self._book(), id)

    def opened(self, head: Mapping[str, Any], code: Secret | None) -> bytes:
        """The key of the backup with that head: of this PC, or by the code. Raises NotPermitted, BadInput."""
        name, wrap = str(head.get("key", "")), head.get("wrap")
        if code is not None and isinstance(wrap, Mapping):
            return unwrapped(wrap, name, code)
        found = self._found_or_coded(name, coded=isinstance(wrap, Mapping))
        if found is not None:
            return found
        if isinstance(wrap, Mapping):
            raise CodeNeeded("this backup was made on another PC; enter the recovery code as printed.")
        raise NotPermitted(
            "this backup opens only on the PC that made it, for no recovery code had been made; its key is not here."
        )

    def _found_or_coded(self, name: str, *, coded: bool) -> bytes | None:
        """The key called `name`, where this PC has it. A keyring that does not answer is trouble only where no code
        opens the backup: another PC may have none at all."""
        try:
            return self.find(name)
        except StorageTrouble:
            if coded:
                return None
            raise

    def adopt(self, head: Mapping[str, Any], key: bytes) -> None:
        """Keep the key of a backup that is taken over: this PC goes on with it, and its code stays in force."""
        name, wrap = str(head["key"]), head.get("wrap")
        book = self._kept(self._book(), name, key)
        wraps = {**book.wraps, name: wrap} if isinstance(wrap, Mapping) else book.wraps
        self._write(_Book(current=name, wraps=wraps, kept=book.kept))

    def _made(self, code: Secret | None) -> BackupKey:
        name, key = os.urandom(8).hex(), os.urandom(32)
        wrap = None if code is None else wrapped(key, name, code)
        book = self._kept(self._book(), name, key)
        wraps = book.wraps if wrap is None else {**book.wraps, name: wrap}
        self._write(_Book(current=name, wraps=wraps, kept=book.kept))
        return BackupKey(id=name, key=key, wrap=wrap)

    def _kept(self, book: _Book, name: str, key: bytes) -> _Book:
        text = base64.b64encode(key).decode()
        try:
            self._safe.set(_entry(name), Secret(text))
        except KeyringTrouble as trouble:
            _log.warning("the key of the backups lies in the profile: %s", trouble.phrase.en)
            return _Book(current=book.current, wraps=book.wraps, kept={**book.kept, name: text})
        return book

    def _find(self, book: _Book, name: str) -> bytes | None:
        text = book.kept.get(name)
        if text is None:
            try:
                found = self._safe.get(_entry(name))
            except KeyringTrouble as trouble:
                raise StorageTrouble(trouble.phrase, where=trouble.where) from trouble
            text = None if found is None else found.reveal()
        try:
            key = b"" if text is None else base64.b64decode(text, validate=True)
        except ValueError:
            return None
        return key if len(key) == 32 else None

    def _book(self) -> _Book:
        try:
            raw = json.loads(self._path.read_bytes())
            return _Book(current=str(raw["current"]), wraps=dict(raw["wraps"]), kept=dict(raw["kept"]))
        except FileNotFoundError:
            return _Book()
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
            raise StorageTrouble(
                "the file with the backups' keys cannot be read; keep it and call the technical officer.",
                where=str(self._path),
            ) from error

    def _write(self, book: _Book) -> None:
        text = json.dumps({"current": book.current, "wraps": book.wraps, "kept": book.kept}, indent=1)
        try:
            write_atomic(self._path, text.encode())
        except OSError as error:
            raise StorageTrouble(
                "the file with the backups' keys cannot be written ({why}); check the free space.",
                why=reason_of(error),
                where=str(self._path),
            ) from error


def _entry(name: str) -> str:
    return f"page-studio backup {name}"

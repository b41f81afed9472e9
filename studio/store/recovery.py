"""The recovery code: a random text that is printed and kept under lock, and opens backups on any PC.

It has 130 bits and two more signs that tell a slip of the pen. The key of the backups is wrapped by a key derived from
it (argon2id), and lies so in every backup.
"""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Mapping
from typing import Any

from studio.errors import BadInput, NotPermitted
from studio.secret import Secret

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
            f"mã khôi phục gõ chưa đúng: cần {LENGTH + CHECKS} chữ và số như trên bản in; hãy gõ lại từng nhóm bốn.",
            f"the recovery code is not typed right: it has {LENGTH + CHECKS} letters and digits as printed; type it "
            "again, group by group.",
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
            "mã khôi phục này không mở được bản sao lưu đã chọn; hãy dùng mã được in khi lập bản sao lưu đó.",
            "this recovery code does not open the chosen backup; use the code that was in force when it was made.",
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

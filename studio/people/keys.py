"""The register of people's keys: who held which key with what rights, from when, and who saw to it.

Every line says how one person stands after it. It is chained and authenticated with the secret of the profile, which
lies in the system's keyring: whoever edits the store alone can neither change a key or a right nor put a person in.
Where this PC has no keyring the chain finds a slip only, not an attack.

Ed25519 signatures, as hex text.

The fingerprints of the unit's keys on one sheet, to be printed, signed and kept: what a record shows is compared
with it. One HTML file; nothing in it is fetched from anywhere.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from html import escape
from typing import TYPE_CHECKING

from studio.canonical import canonical_json
from studio.clock import show_datetime
from studio.errors import Untrusted
from studio.people.model import Role

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


def _private(seed: bytes) -> Ed25519PrivateKey:
    from cryptography.hazmat.primitives.asymmetric import ed25519  # not before the first paint

    return ed25519.Ed25519PrivateKey.from_private_bytes(seed)


def public_of(seed: bytes) -> str:
    """The public key of a private one (32 bytes)."""
    return _private(seed).public_key().public_bytes_raw().hex()


def sign(seed: bytes, data: bytes) -> str:
    return _private(seed).sign(data).hex()


def holds(public: str, data: bytes, signature: str) -> bool:
    """Whether the holder of that public key signed `data`; False for what is no key or no signature."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric import ed25519

    try:
        ed25519.Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), data)
    except (InvalidSignature, ValueError):
        return False
    return True


_STYLE = """
@page { size: A4; margin: 16mm }
body { font: 11pt/1.45 "Be Vietnam Pro", "Noto Sans", Arial, sans-serif; color: #0f172a; max-width: 178mm;
  margin: 8mm auto }
h1 { font-size: 17pt; margin: 0 0 2mm }
.note { color: #4a5565; font-size: 9.5pt }
table { border-collapse: collapse; width: 100% }
td, th { border: .5pt solid #9aa4b2; padding: 1.6mm 2mm; text-align: left; vertical-align: top }
.key { font-family: "Noto Sans Mono", Consolas, monospace; white-space: nowrap }
.sign { margin-top: 10mm; text-align: right; min-height: 34mm }
"""


def in_force(events: Sequence[KeyEvent]) -> tuple[KeyEvent, ...]:
    """How each person with a key stands now, by name."""
    people = {event.person for event in events}
    lines = (standing(events, person) for person in people)
    return tuple(sorted((line for line in lines if line and line.public and line.active), key=lambda line: line.name))


def key_sheet(events: Sequence[KeyEvent], unit: str, at: datetime) -> str:
    """The sheet as HTML, in the unit's language."""
    rows = "".join(
        f"<tr><td>{escape(line.name)}</td><td>{show_datetime(line.at)}</td>"
        f"<td class=key>{fingerprint(line.public)}</td></tr>"
        for line in in_force(events)
    )
    return (
        "<!doctype html><html lang=vi><meta charset=utf-8><title>Dấu vân tay khóa ký</title>"
        f"<style>{_STYLE}</style><h1>Dấu vân tay khóa ký của đơn vị</h1>"
        f"<p class=note>{escape(unit)} · lập lúc {show_datetime(at)}</p>"
        f"<table><tr><th>Họ tên</th><th>Từ lúc</th><th>Dấu vân tay (SHA-256, 40 ký tự đầu)</th></tr>{rows}</table>"
        "<p class=note>Khi kiểm tra hồ sơ bài đăng, dấu vân tay mà chương trình hoặc verify.py in ra phải trùng với "
        "bản này. In lại khi có người mới, người nghỉ hoặc mã PIN được đặt lại; giữ các bản cũ.</p>"
        "<div class=sign>Lãnh đạo đơn vị<p class=note>(ký, ghi rõ họ tên)</p></div></html>"
    )


WAIT = timedelta(hours=24)
"""How long nobody's approval counts after others gave them a PIN or rights."""
_NO_KEYRING = b"page-studio: no keyring on this PC"
_START = "0" * 64


class KeyAct(StrEnum):
    """Why a person stands as the line says."""

    FOUNDED = "founded"
    """They were there when the unit began."""
    TAKEN_OVER = "taken_over"
    """They were there before there were keys; theirs is made when they give their PIN."""
    KEY_MADE = "key_made"
    ADDED = "added"
    ROLES = "roles"
    RENAMED = "renamed"
    PIN_RESET = "pin_reset"
    LEFT = "left"
    BACK = "back"
    INTRODUCED = "introduced"
    """They work at another PC; their key and rights were confirmed here, for whatever they sign before and after."""
    CONFIRMED = "confirmed"
    """The register was found shorter than this PC knew it, as after a restored backup, and confirmed as it is."""


WAITING = frozenset({KeyAct.ADDED, KeyAct.ROLES, KeyAct.PIN_RESET, KeyAct.BACK})
"""After these the person's approvals wait."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyEvent:
    """One line of the register."""

    seq: int
    at: datetime
    act: KeyAct
    person: str
    name: str
    roles: tuple[str, ...]
    active: bool
    public: str
    """Ed25519 public key, hex; empty while none was made."""
    by: str
    """Id of who acted."""
    witness: str = ""
    """Id of the other one, where it takes two."""
    mac: str = ""

    @property
    def key_id(self) -> str:
        return key_id(self.public)


def key_id(public: str) -> str:
    """Short name of a public key (hex): the first 16 digits of its SHA-256; empty for none."""
    return hashlib.sha256(bytes.fromhex(public)).hexdigest()[:16] if public else ""


def fingerprint(public: str) -> str:
    """The SHA-256 of a public key in groups of four, to be compared with a printed sheet."""
    digits = hashlib.sha256(bytes.fromhex(public)).hexdigest().upper()
    return " ".join(digits[at : at + 4] for at in range(0, 40, 4))


def body_of(event: KeyEvent) -> dict[str, object]:
    """The line as plain data, without its authentication."""
    return {
        "seq": event.seq,
        "at": _moment(event.at),
        "act": str(event.act),
        "person": event.person,
        "name": event.name,
        "roles": list(event.roles),
        "active": event.active,
        "public": event.public,
        "by": event.by,
        "witness": event.witness,
    }


def sealed(event: KeyEvent, before: KeyEvent | None, secret: bytes | None) -> KeyEvent:
    """The line with its authentication, as the next one after `before`."""
    text = canonical_json(["page-studio key register", before.mac if before else _START, body_of(event)])
    return replace(event, mac=_mark(secret) + hmac.new(secret or _NO_KEYRING, text, hashlib.sha256).hexdigest())


def keyed(events: Sequence[KeyEvent]) -> bool:
    """Whether any line says that it was authenticated with the secret of a keyring."""
    return any(event.mac.startswith("k") for event in events)


def require_true(events: Sequence[KeyEvent], secret: bytes | None) -> None:
    """Raise Untrusted when a line is not as it was written, or lines were put in or taken out before the last."""
    before = None
    for number, event in enumerate(events, 1):
        if event.seq != number or not hmac.compare_digest(sealed(event, before, secret).mac, event.mac):
            raise Untrusted(
                "the unit's register of keys was altered outside the app (line {number}); nobody can approve or "
                "publish. Tell the head, then restore the latest backup.",
                number=number,
            )
        before = event


def standing(events: Sequence[KeyEvent], person: str, at: datetime | None = None) -> KeyEvent | None:
    """How the person stands (stood at `at`): their last line; None for whom the register does not know."""
    lines = (event for event in reversed(events) if event.person == person and (at is None or event.at <= at))
    return next(lines, None)


def standings(events: Sequence[KeyEvent], person: str, at: datetime) -> tuple[KeyEvent, ...]:
    """The lines in force at that moment; more than one where something changed at that very moment, or where a key of
    another PC was confirmed, which says nothing of when it was made."""
    lines = [event for event in events if event.person == person]
    ends = [*(line.at for line in lines[1:]), None][: len(lines)]
    return tuple(
        line
        for line, end in zip(lines, ends, strict=True)
        if (line.at <= at or line.act is KeyAct.INTRODUCED) and (end is None or at <= end)
    )


def waits_until(events: Sequence[KeyEvent], person: str, at: datetime) -> datetime | None:
    """Until when the person's approvals wait, seen at `at`; None when they do not."""
    begun = [event.at for event in events if event.person == person and event.act in WAITING and event.at <= at]
    end = max(begun) + WAIT if begun else None
    return end if end is not None and at < end else None


def introduced_until(events: Sequence[KeyEvent], person: str, now: datetime) -> datetime | None:
    """Until when approvals of somebody of another PC wait, whenever they say that they were given; None: they do not.

    Counted from the confirmation here: who puts in a key of their own making can date a signature as they like.
    """
    begun = [event.at for event in events if event.person == person and event.act is KeyAct.INTRODUCED]
    end = max(begun) + WAIT if begun else None
    return end if end is not None and now < end else None


def _mark(secret: bytes | None) -> str:
    return "k" if secret else "-"


def held(events: Sequence[KeyEvent], persons: Iterable[str]) -> list[dict[str, object]]:
    """The keys of those people as plain data: whose, with what rights, from when until when, and why."""
    told: list[dict[str, object]] = []
    for person in sorted(set(persons)):
        lines = [event for event in events if event.person == person]
        for line, end in zip(lines, [*(line.at for line in lines[1:]), None], strict=True):
            if line.public and line.active:
                told.append({
                    "person": person, "name": line.name, "key": line.key_id, "public": line.public,
                    "roles": list(line.roles), "from": _since(line), "until": _moment(end) if end else None,
                    "reason": str(line.act),
                })  # fmt: skip
    return told


def _since(line: KeyEvent) -> str:
    """From when the line holds; empty, before all moments, for a key that was made at another PC."""
    return "" if line.act is KeyAct.INTRODUCED else _moment(line.at)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def may_approve(roles: Sequence[str]) -> bool:
    """Whether those roles let somebody approve."""
    return not {Role.APPROVER, Role.HEAD}.isdisjoint(roles)

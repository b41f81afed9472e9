"""Certificates of the outlines that a learner passed, each with a code that this application can verify.

The code is HMAC-SHA-256 over what the certificate says, with a key that lies in the course's store on this PC. It shows
that the certificate was issued here and says what it said then. It is no signature: whoever can read that file could
make codes, and another PC cannot verify them.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from studio.canonical import canonical_json
from studio.clock import Clock, local_date, show_date
from studio.errors import NotFound, Refused, Untrusted
from studio.logbook import Logbook
from studio.phrase import Bilingual, Phrase, phrase
from studio.training.course_writer import pair
from studio.training.outline import OfficialDocument, Outline
from studio.training.outlines import Outlines
from studio.training.progress import ACT, Learner, LessonProgress

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.training.storage_progress import StoredProgress

DISCLAIMER = Phrase(
    "Confirmation of training completed in software – it replaces no diploma and no certificate of qualification"
)
KEY = "certificates"
CODE_LETTERS = 12
"""Of 32, so that guessing one takes 2^59 tries on average."""
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans("OIL", "011")


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOutline:
    """One outline as it was passed. `document` is empty where nothing official was linked."""

    id: str
    title: Phrase
    version: str
    passed_on: date
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """What a certificate says."""

    serial: str
    unit: str
    learner_code: str
    learner_name: str
    issued_on: date
    issued_by: str
    """Name of the trainer."""
    outlines: tuple[PassedOutline, ...]
    code: str = ""

    @property
    def learner(self) -> str:
        """As it is printed."""
        return self.learner_name or self.learner_code

    @property
    def all_linked(self) -> bool:
        return all(outline.document for outline in self.outlines)


class Certificates:
    """The certificates issued on this PC. Threads may share it."""

    def __init__(
        self,
        repo: StoredProgress,
        progress: LessonProgress,
        outlines: Outlines,
        clock: Clock,
        *,
        unit: Callable[[], str],
        logbook: Logbook | None = None,
    ) -> None:
        """`unit`: the name of the unit that teaches, or nothing."""
        self._repo, self._progress, self._outlines = repo, progress, outlines
        self._clock, self._unit = clock, unit
        self._logbook = logbook or Logbook()

    def issue(self, learner: str, by: str) -> Certificate:
        """A certificate of everything a learner passed so far. Raises NotFound, NotPermitted, Refused."""
        trainer = self._progress.require_trainer(by)
        found, unit, today = self._progress.learner(learner), self._unit(), local_date(self._clock.now())
        if not found.passed:
            raise Refused(
                "the learner {code} has passed the exam of no procedure yet; nothing to certify.", code=found.code
            )
        if not unit:
            raise Refused("the unit has no name yet; enter it under Unit, then issue again.")
        serial = self._free_serial(today)
        with self._logbook.doing(ACT, trainer.id, step="certified", serial=serial), self._repo.transaction():
            plain = Certificate(
                serial=serial,
                unit=unit,
                learner_code=found.code,
                learner_name=found.name,
                issued_on=today,
                issued_by=trainer.name,
                outlines=self._passed(found),
            )
            body = _body(plain)
            self._repo.add_certificate(plain.serial, found.code, body)
            return _certificate(body, self._code(body))

    def of(self, learner: str = "") -> tuple[Certificate, ...]:
        """Those of a learner, or all, newest first."""
        return tuple(_certificate(body, self._code(body)) for body in self._repo.certificates(learner))

    def verify(self, serial: str, code: str) -> Certificate:
        """What the certificate of that serial and code says, to be compared with the paper.

        Raises NotFound for a serial that was not issued here, Refused for one of a learner who was erased, Untrusted
        for a code that is not its own.
        """
        serial = serial.strip().upper()
        body = self._repo.certificate(serial)
        if body is None:
            self._refuse_erased(serial)
            raise NotFound(
                "no certificate “{serial}” was issued on this PC; check the serial, or verify where it was issued.",
                serial=serial,
            )
        right = self._code(body)
        if not hmac.compare_digest(_letters(right).encode(), _letters(code).encode()):
            raise Untrusted(
                "the code is not that of certificate {serial}; the paper may have been altered.", serial=serial
            )
        return _certificate(body, right)

    def _passed(self, learner: Learner) -> tuple[PassedOutline, ...]:
        course = self._outlines.course()
        order = [outline.id for outline in course.outlines]
        passed = sorted(learner.passed, key=lambda each: order.index(each) if each in order else len(order))
        return tuple(_passed_outline(learner, each, course.outline(each)) for each in passed)

    def _free_serial(self, today: date) -> str:
        """``TH-20261127-7K3Q``."""
        while True:
            serial = f"TH-{today:%Y%m%d}-" + "".join(secrets.choice(_ALPHABET) for _ in range(4))
            if self._repo.certificate(serial) is None:
                return serial

    def _code(self, body: Mapping[str, Any]) -> str:
        key = self._repo.secret(KEY, secrets.token_hex(32))
        mac = hmac.new(bytes.fromhex(key), canonical_json(body), hashlib.sha256).digest()
        number = int.from_bytes(mac[:8])
        letters = "".join(_ALPHABET[number >> shift & 31] for shift in range(0, 5 * CODE_LETTERS, 5))
        return "-".join(letters[place : place + 4] for place in range(0, CODE_LETTERS, 4))

    def _refuse_erased(self, serial: str) -> None:
        for erasure in self._repo.erasures():
            if serial in erasure.serials:
                day = show_date(local_date(erasure.at))
                raise Refused(
                    "certificate {serial} was issued here, but the learner was erased on {day}: no longer verified.",
                    serial=serial,
                    day=day,
                )


def printed(document: OfficialDocument) -> str:
    """``123/CV-PX03 ngày 06/05/2024, Công an Thành phố``; nothing for one that is not linked."""
    if not document.linked:
        return ""
    head = f"{document.number} ngày {show_date(date.fromisoformat(document.date))}"
    return f"{head}, {document.issuer}" if document.issuer else head


def _passed_outline(learner: Learner, id: str, outline: Outline | None) -> PassedOutline:
    run = learner.best[id]
    return PassedOutline(
        id=id,
        title=outline.title if outline is not None else Bilingual(id, id),
        version=run.outline_hash,
        passed_on=local_date(run.finished_at or run.started_at),
        document=printed(outline.document) if outline is not None else "",
    )


def _letters(code: str) -> str:
    """A code as it may be typed from paper."""
    return code.upper().translate(_LOOKALIKES).replace("-", "").replace(" ", "")


def _body(certificate: Certificate) -> dict[str, Any]:
    """What the code stands for."""
    plain = {name: value for name, value in asdict(certificate).items() if name not in ("code", "outlines")}
    outlines = [
        {**asdict(each), "title": pair(each.title), "passed_on": each.passed_on.isoformat()}
        for each in certificate.outlines
    ]
    return {**plain, "issued_on": certificate.issued_on.isoformat(), "outlines": outlines}


def _certificate(body: Mapping[str, Any], code: str) -> Certificate:
    outlines = tuple(
        PassedOutline(**{**each, "title": phrase(each["title"]), "passed_on": date.fromisoformat(each["passed_on"])})
        for each in body["outlines"]
    )
    issued = date.fromisoformat(body["issued_on"])
    return Certificate(**{**body, "outlines": outlines, "issued_on": issued}, code=code)

"""The registry of pages tied to what it rests on: records of posts, the rules that posts go through, the accounts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from studio.app.ground import AppContext
from studio.app.office import Office
from studio.app.wary import given_away
from studio.canonical import sha256
from studio.errors import BadInput
from studio.library.importers import opening
from studio.outbox.machine import PUBLISHED
from studio.outbox.records import Records
from studio.outbox.storage import StoredOutbox
from studio.phrase import Phrase
from studio.posts.checks.links import official_mail
from studio.posts.checks.plain import findings
from studio.posts.checks.private_data import id_number
from studio.registry.service import Registry
from studio.registry.storage import StoredPageFiles
from studio.sandbox import Sandbox

PERSONAL = Phrase(
    "Trong tệp có số định danh của cá nhân; hãy che số ấy hoặc gắn tệp khác.",
    "The file holds a number that identifies a person; cover it or attach another file.",
)


class RecordsOfPages:
    """`studio.registry.model.PostRecords`: what the outbox published, by account."""

    def __init__(self, deliveries: StoredOutbox, records: Records) -> None:
        self._deliveries = deliveries
        self._records = records

    def posts_of(self, account: str) -> Sequence[tuple[str, str]]:
        out = [each for each in self._deliveries.all() if each.account == account and each.state in PUBLISHED]
        return tuple({each.post_id: each.post_title for each in reversed(out)}.items())

    def write(self, post: str, out: Path) -> None:
        self._records.export(post, out)

    def problems(self, record: bytes) -> Sequence[Phrase]:
        return self._records.verify(record)


class Letters:
    """Looks through letters for numbers of persons, each file once; its words are read in a child process."""

    def __init__(self) -> None:
        self._seen: dict[str, Sequence[Phrase]] = {}

    def __call__(self, data: bytes, name: str) -> Sequence[Phrase]:
        """What posts are checked for, in the file's name and words; a picture or a scan has none that are read here,
        and a person looks through it."""
        key = sha256(data + name.encode())
        if key not in self._seen:
            words = _words(data, Path(name).suffix.lower())
            found = findings((id_number,), {"name": re.sub(r"[-_.]", " ", name), "text": words})
            self._seen[key] = (PERSONAL,) if found else ()
        return self._seen[key]


def _words(data: bytes, kind: str) -> str:
    if kind not in opening.LIMITS or len(data) > opening.LIMITS[kind]:
        return ""
    try:
        with Sandbox() as sandbox:
            return str(sandbox.run(opening.text_here, data, kind=kind))
    except BadInput:
        return ""


def make_registry(ground: AppContext, office: Office, records: Records) -> Registry:
    """The registry of a profile."""
    return Registry(
        StoredPageFiles(ground.store),
        files=ground.files,
        staff=office.people,
        pages=office.accounts,
        heads=office.signoffs,
        contacts=office.directory,
        records=RecordsOfPages(ground.deliveries, records),
        clock=ground.clock,
        ids=ground.ids,
        note=ground.note,
        scan=Letters(),
        wary=lambda text: given_away(text, office.directory.book),
        official_mail=official_mail,
        pattern=lambda: ground.chosen().page_names,
        practice=ground.settings.practice,
        tell=ground.tell,
    )

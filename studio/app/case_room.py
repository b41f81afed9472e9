"""What the register of slips asks of the other rooms: posts that correct or answer.

The registry of pages tied to what it rests on: records of posts, the rules that posts go through, the accounts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from studio.app.context import AppContext
from studio.app.office import Office
from studio.app.post_room import PostRoom
from studio.app.text_guard import given_away, personal
from studio.canonical import sha256
from studio.errors import BadInput, NotFound, Refused
from studio.library.importers import edition_reader
from studio.outbox.machine import PUBLISHED
from studio.outbox.records import Records
from studio.outbox.storage import StoredOutbox
from studio.phrase import Phrase
from studio.posts.aftercare import CORRECTION, Aftercare
from studio.posts.checks.links import official_mail
from studio.posts.checks.plain import findings
from studio.posts.checks.private_data import id_number
from studio.posts.drafts import DraftService
from studio.posts.model import Post, PostState
from studio.posts.workflow import Workflow
from studio.registry.model import PageFile
from studio.registry.service import Registry
from studio.registry.storage import StoredPageFiles
from studio.sandbox import Sandbox
from studio.slips.service import Slips
from studio.slips.storage import StoredSlips

PERSONAL = Phrase("The file holds a number that identifies a person; cover it or attach another file.")


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


class LetterCheck:
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
    if kind not in edition_reader.LIMITS or len(data) > edition_reader.LIMITS[kind]:
        return ""
    try:
        with Sandbox() as sandbox:
            return str(sandbox.run(edition_reader.text_here, data, kind=kind))
    except BadInput:
        return ""


def make_registry(context: AppContext, office: Office, records: Records) -> Registry:
    """The registry of a profile."""
    return Registry(
        StoredPageFiles(context.store),
        files=context.files,
        people=office.people,
        accounts=office.accounts,
        sign_offs=office.signoffs,
        directory=office.directory,
        records=RecordsOfPages(context.deliveries, records),
        clock=context.clock,
        ids=context.ids,
        note=context.note,
        scan=LetterCheck(),
        wary=lambda text: given_away(text, office.directory.book),
        official_mail=official_mail,
        pattern=lambda: context.chosen().page_names,
        practice=context.settings.practice,
        publish=context.tell,
    )


FALSE_NEWS = "false_news"
"""Template that answers a false claim with the facts."""
_SCHEME = re.compile(r"^(?:h(?:tt|xx)ps?://)?(?:www\.|m\.)?")
_WRITABLE = frozenset({PostState.DRAFT, PostState.CHANGES_ASKED})


class SlipPosts:
    """`studio.slips.register.PostDesk` on the rooms of posts."""

    def __init__(self, drafts: DraftService, aftercare: Aftercare, workflow: Workflow) -> None:
        self._drafts = drafts
        self._aftercare = aftercare
        self._workflow = workflow

    def require_published(self, post_id: str) -> None:
        if self._drafts.get(post_id).state not in (PostState.PUBLISHED, PostState.WITHDRAWN):
            raise Refused("only a published post is reported as wrong; this one is not published, edit it instead.")

    def at_hand(self, post_id: str) -> bool:
        post = self._found(post_id)
        return post is not None and post.trashed_at is None

    def published(self, post_id: str) -> bool:
        post = self._found(post_id)
        return post is not None and post.state is PostState.PUBLISHED

    def withdrawn(self, post_id: str) -> bool:
        post = self._found(post_id)
        return post is not None and post.state is PostState.WITHDRAWN

    def _found(self, post_id: str) -> Post | None:
        """The post; None when it was thrown away for good since."""
        try:
            return self._drafts.get(post_id)
        except NotFound:
            return None

    def open_correction(self, post_id: str, by: str) -> str:
        """One that somebody began from the outbox is taken up."""
        begun = (one for one in self._aftercare.about(post_id) if one.template_id == CORRECTION)
        open_one = next((one.id for one in begun if one.state in _WRITABLE), "")
        return open_one or self._aftercare.correct(post_id, by).id

    def fill_correction(self, draft: str, by: str, *, wrong: str, right: str) -> None:
        post = self._drafts.get(draft)
        said: dict[str, Any] = {"wrong": wrong, "right": right}
        if post.state in _WRITABLE and any(post.fields.get(name) != text for name, text in said.items()):
            self._drafts.edit(draft, by, fields=said)

    def open_clarification(self, by: str, claim: str) -> str:
        opened = self._drafts.open_new(FALSE_NEWS, by)
        return self._drafts.edit(opened.id, by, fields={"claim": claim}).id

    def ask_withdrawal(self, post_id: str, by: str, why: str) -> None:
        if not self.withdrawn(post_id) and self._workflow.withdrawal_asked(post_id) is None:
            self._workflow.ask_withdrawal(post_id, by, why)


def make_slips(context: AppContext, office: Office, posts: PostRoom, registry: Registry) -> Slips:
    """The register of a profile."""
    return Slips(
        StoredSlips(context.store, context.files),
        office.people,
        context.clock,
        ids=context.ids,
        posts=SlipPosts(posts.drafts, posts.aftercare, posts.workflow),
        note=context.note,
        scan=lambda text: personal(text, office.directory.book),
        ours=lambda address: page_at(address, registry.list()),
        days=lambda: context.chosen().slip_days,
        practice=context.settings.practice,
        publish=context.tell,
    )


def page_at(address: str, files: Iterable[PageFile]) -> str:
    """Name of the page of the registry that has this address, however it is written; empty when none has."""
    wanted = _plain(address)
    return next((file.identity.name for file in files if file.identity.url and _plain(file.identity.url) == wanted), "")


def _plain(address: str) -> str:
    """An address as two of the same page agree in it: no scheme, no www, no broken dots, no tail."""
    whole = address.replace("[.]", ".").replace("[:]", ":").lower()
    return _SCHEME.sub("", whole).split("?")[0].split("#")[0].rstrip("/")

"""Everything a person needs in front of them to decide on a post, read on a worker in one go."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from studio.accounts.model import Account, Health
from studio.errors import NotFound, StudioError
from studio.people.model import Person
from studio.phrase import Phrase
from studio.posts.model import (
    Approval,
    Attachment,
    Bundle,
    Content,
    Finding,
    HistoryEntry,
    Package,
    Post,
    PostState,
    PreflightStage,
)
from studio.templates.model import Template
from studio.ui.language import LanguageManager
from studio.ui.review.passages import ReviewPassage, labels, passages
from studio.ui.widgets.video_placeholder import film_on, weight_words

if TYPE_CHECKING:
    from studio.app.studio import Studio
    from studio.posts.ports import FileReader

PREVIEW_WIDTH = 720
"""Pixels across which a picture is kept for previews: twice the phone's screen."""
DOORS = {
    PostState.IN_REVIEW: PreflightStage.APPROVE,
    PostState.APPROVED: PreflightStage.ENQUEUE,
    PostState.QUEUED: PreflightStage.SEND,
    PostState.PUBLISHED: PreflightStage.SEND,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewTarget:
    """One page with what goes there. `images` are decoded for a preview, null where one cannot be read."""

    account: Account
    package: Package
    images: tuple[QImage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewSheet:
    """A post as it stands. `trouble` says why no bundle could be made, when there is none."""

    post: Post
    template: Template | None
    content: Content
    bundle: Bundle | None
    trouble: Phrase | None
    targets: tuple[ReviewTarget, ...]
    findings: tuple[Finding, ...]
    history: tuple[HistoryEntry, ...]
    approval: Approval | None
    people: Mapping[str, Person]
    units: Mapping[str, str]
    """Names of units by id."""
    passages: tuple[ReviewPassage, ...] = ()
    """The filled fields, as readers see them."""
    pages: Mapping[str, str] = field(default_factory=dict)
    """Titles of accounts by name."""
    health: Mapping[str, Health] = field(default_factory=dict)
    """Of pages that need a login, by the account's name."""
    keeps: Mapping[str, tuple[timedelta, timedelta]] = field(default_factory=dict)
    """How far ahead a page itself keeps a post, soonest and latest, by the account's name; the others do not."""

    def name_of(self, person_id: str) -> str:
        """Name of a person, or the id where the person is not known."""
        person = self.people.get(person_id)
        return person.name if person else person_id

    def label_of(self, language: LanguageManager) -> Callable[[str], str]:
        """What the places of this post are called, in the language of `language`."""
        named = labels(self.template, self.post)

        def label(where: str) -> str:
            return language.say(named[where]) if where in named else where

        return label


def load_sheet(studio: Studio, post_id: str) -> ReviewSheet:
    """Read the sheet of a post. Raises StudioError."""
    post = studio.drafts.get(post_id)
    bundle, trouble = _bundle(studio, post)
    accounts = {account.name: account for account in studio.accounts.list()}
    template, content, book = _template(studio, post), studio.content(post), studio.directory.book()
    return ReviewSheet(
        post=post,
        template=template,
        content=content,
        bundle=bundle,
        trouble=trouble,
        targets=targets_of(studio.files, bundle, accounts),
        findings=tuple(studio.findings(post, DOORS.get(post.state, PreflightStage.SUBMIT))),
        history=tuple(studio.workflow.history(post.id)),
        approval=studio.workflow.approval(post.id),
        people={person.id: person for person in studio.people.list()},
        units={unit.id: unit.name for unit in book.units},
        passages=passages(post, content, template, book),
        pages={account.name: account.title for account in accounts.values()},
        health=studio.connections.all(),
        keeps=_keeps(studio, [accounts[name] for name in post.targets if name in accounts]),
    )


def _keeps(studio: Studio, accounts: Sequence[Account]) -> dict[str, tuple[timedelta, timedelta]]:
    found = {account.name: studio.keeps_schedule(account) for account in accounts}
    return {name: how for name, how in found.items() if how is not None}


def preview_image(files: FileReader, sha256: str) -> QImage:
    """A picture of the file store, no wider than a preview needs; a null image where it cannot be read."""
    try:
        image = QImage.fromData(files.get(sha256))
    except StudioError:
        return QImage()
    if image.width() > PREVIEW_WIDTH:
        image = image.scaledToWidth(PREVIEW_WIDTH, Qt.TransformationMode.SmoothTransformation)
    return image


def _image_of(files: FileReader, attachment: Attachment, package: Package, made: Mapping[str, QImage]) -> QImage:
    if not attachment.is_video:
        return preview_image(files, attachment.sha256)
    cover = next((made[a.sha256] for a in package.attachments if not a.is_video and a.sha256 in made), None)
    return film_on(package.platform, attachment.width, attachment.height, weight_words(attachment.bytes), cover)


def _template(studio: Studio, post: Post) -> Template | None:
    try:
        return studio.catalog.get(post.template_id, post.template_version)
    except NotFound:
        return None


def _bundle(studio: Studio, post: Post) -> tuple[Bundle | None, Phrase | None]:
    try:
        return studio.bundle(post), None
    except StudioError as error:
        return None, error.phrase


def targets_of(files: FileReader, bundle: Bundle | None, accounts: Mapping[str, Account]) -> tuple[ReviewTarget, ...]:
    """The pages of a bundle with what goes there; those that are not known any more are left out."""
    if bundle is None:
        return ()
    made = []
    pictures: dict[str, QImage] = {}
    for name, _, _ in bundle.targets:
        account = accounts.get(name)
        package = bundle.packages.get(account.platform) if account else None
        if account is None or package is None:
            continue
        for attachment in reversed(package.attachments):  # a video shows the cover that follows it
            if attachment.sha256 not in pictures:
                pictures[attachment.sha256] = _image_of(files, attachment, package, pictures)
        images = tuple(pictures[attachment.sha256] for attachment in package.attachments)
        made.append(ReviewTarget(account=account, package=package, images=images))
    return tuple(made)

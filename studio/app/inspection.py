"""Preflight with what the rooms know: one post at one door becomes a view, and the rules look at it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from studio.accounts.model import Account
from studio.accounts.service import Accounts
from studio.clock import Clock, local_date
from studio.config import Settings
from studio.directory.service import Directory
from studio.errors import StudioError
from studio.images.assets import Asset
from studio.images.consent import Consent
from studio.library.citations import Citations
from studio.people.model import Person
from studio.posts.checks.links import OFFICIAL, official_hosts
from studio.posts.checks.scan import pieces_of
from studio.posts.checks.view import PreflightView
from studio.posts.composer import Composer
from studio.posts.freeze import Freezer
from studio.posts.model import Answers, Approval, CardFlaw, Content, Door, Finding, Frozen, Post
from studio.posts.preflight import RememberedPreflight
from studio.posts.refusals import BlockedByFindings
from studio.posts.storage import StoredPosts
from studio.templates.catalog import Catalog
from studio.templates.fields import KnownReferences
from studio.templates.model import Template
from studio.templates.values import validate


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspector:
    """Builds the view of a post at a door and runs every rule on it."""

    composer: Composer
    templates: Catalog
    directory: Directory
    accounts: Accounts
    posts: StoredPosts
    words: Callable[[], frozenset[str]]
    """What the unit spells its own way."""
    settings: Settings
    clock: Clock
    citations: Callable[[], Citations]
    consents: Callable[[Iterable[str]], Mapping[str, tuple[Consent, ...]]]
    """Consents recorded with pictures, by SHA-256."""
    assets: Callable[[Iterable[str]], Mapping[str, tuple[Asset, ...]]]
    """What of these pictures comes from the unit's library, by SHA-256."""
    people: Callable[[], Mapping[str, str]]
    """Names of those who work here, by id."""
    laid: Callable[[Content, tuple[Account, ...]], Mapping[str, tuple[CardFlaw, ...]]]
    """What the cards of a post would not show on these accounts, by origin."""
    outdated: Callable[[Iterable[str]], frozenset[str]]
    """Which of these pictures show what their works in the image studio cover by now."""
    preflight: RememberedPreflight = field(default_factory=RememberedPreflight)

    def __call__(
        self,
        post: Post,
        content: Content,
        door: Door,
        *,
        frozen: Frozen | None = None,
        approval: Approval | None = None,
        approver: Person | None = None,
        on: date | None = None,
    ) -> tuple[Finding, ...]:
        """Findings, blockers first. Raises what `Composer.template` raises."""
        now = self.clock.now()
        template = self.composer.template(post)
        book = self.directory.book()
        known = KnownReferences(
            media=frozenset(media.id for media in post.media if media.clip is None),
            contacts=frozenset(contact.id for contact in book.contacts),
            units=frozenset(unit.id for unit in book.units),
            official_hosts=official_hosts(book) | {f"*.{host}" for host in OFFICIAL},
        )
        day = on or self._planned(post, now)
        pictures = [media.sha256 for media in post.media]
        badges = [card.spec.badge_sha256 for card in content.cards if card.spec.badge_sha256]
        accounts = self.accounts.known(post.targets)  # the rule about targets says which one is missing
        texts = [(piece.where, piece.text) for piece in pieces_of(post, template) if not piece.hidden]
        return self.preflight(
            PreflightView(
                post=post,
                template=template,
                content=content,
                book=book,
                accounts=accounts,
                on=day,
                now=now,
                door=door,
                settings=self.settings,
                field_problems=tuple(validate(template, post.fields, known=known)),
                frozen=frozen,
                people=self.people(),
                laid=self.laid(content, accounts) if frozen is None or not frozen.pressed else {},
                approval=approval,
                approver=approver,
                template_current=self._is_current(template),
                words=self.words(),
                original_known=self._knows(post.answers),
                text_citations=self.citations().check(texts, on=day),
                consents=self.consents(pictures),
                assets=self.assets([*pictures, *badges]),
                outdated=self.outdated(pictures),
            )
        )

    def _planned(self, post: Post, now: datetime) -> date:
        return local_date(post.publish_at or now)

    def _is_current(self, template: Template) -> bool:
        try:
            return self.templates.get(template.id).version == template.version
        except StudioError:
            return False

    def _knows(self, answers: Answers) -> bool | None:
        if not answers.original_post:
            return None
        try:
            self.posts.get(answers.original_post)
        except StudioError:
            return False
        return True


def frozen_or_findings(
    freezer: Freezer, post: Post, content: Content, accounts: tuple[Account, ...]
) -> tuple[Frozen | None, tuple[Finding, ...]]:
    """Freeze a post that may not be ready: None and the reasons when a platform cannot take it."""
    try:
        return freezer.freeze(post, content, accounts), ()
    except BlockedByFindings as refusal:
        return None, tuple(refusal.findings)

"""The law library put together, with those who are told when a law they cite changes.

Looks before and after each change of the library at what posts cite, and once a day whether a check of it grew old;
tells whoever is concerned.

The rooms do not know each other: the library only holds a door open while it changes, and a post only knows how its
citations resolve. What a post is told is kept. What was approved or queued needs no more: preflight looks anew at
every door up to the last moment before sending, and workers ask the gate about what a page keeps every few minutes.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date

from studio.app.context import AppContext
from studio.clock import Clock, local_date
from studio.errors import StudioError
from studio.library.citation import lacking
from studio.library.model import CitationRef, CitedLaw, Light
from studio.library.seed_service import Seeds, shipped
from studio.library.service import Library
from studio.library.storage import StoredLibrary
from studio.library.storage_history import StoredOriginals
from studio.people.present import by_itself
from studio.phrase import Phrase, capital, joined
from studio.posts.aftercare import CHANGED, OPEN, LawNotices
from studio.posts.journal import entry
from studio.posts.model import LawNotice, PostState
from studio.posts.ports import Resolve
from studio.posts.storage import StoredPosts
from studio.posts.storage_aftercare import StoredLawNotices
from studio.posts.workflow import PROGRAM
from studio.templates.kinds_references import citation_refs

_log = logging.getLogger(__name__)
Cited = dict[tuple[str, CitationRef], CitedLaw]
"""By post and place."""
_BEFORE_ANY_DECISION = (PostState.DRAFT, PostState.CHANGES_ASKED)


class LawWatch:
    """`changing` goes around every change of the library; see `studio.library.effects.Effects`."""

    def __init__(
        self,
        posts: StoredPosts,
        notices: LawNotices,
        resolve: Resolve,
        clock: Clock,
        *,
        old_checks: Callable[[], bool],
    ) -> None:
        """`old_checks` answers whether posts have to be looked at for old checks at all."""
        self._posts = posts
        self._notices = notices
        self._resolve = resolve
        self._clock = clock
        self._old_checks = old_checks
        self._looked_on: date | None = None

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Tell of every citation whose standing is another one afterwards. A post that cannot be read is left out."""
        before: Cited = {}
        self._try(lambda: before.update(self._cited()))
        try:
            yield
        finally:  # an import that was stopped midway has changed something all the same
            self._try(lambda: self._tell(before, self._cited()))

    @by_itself("who cites an old check is told, whoever is there")
    def look_at_age(self) -> bool:
        """Tell of every citation that stands on too old a check, once of each post, law and check; whether any was
        told. Asked again on the same day it does nothing: every round of the window may ask."""
        today = local_date(self._clock.now())
        if self._looked_on == today:
            return False
        self._looked_on = today
        told: list[LawNotice] = []
        self._try(lambda: told.extend(self._grown_old()))
        self._try(lambda: self._keep(told))
        return bool(told)

    def _grown_old(self) -> Iterator[LawNotice]:
        if not self._old_checks():
            return
        known = self._notices.old_checks()
        for (post_id, ref), law in self._cited().items():
            if law.validity is not None and law.validity.stale:
                notice = self._notice(post_id, ref, law, law, old_check=law.validity.checked_on)
                if (post_id, notice.law, notice.old_check) not in known:
                    yield notice

    def _try(self, work: Callable[[], None]) -> None:
        """What the library learnt stands, whatever hinders the telling; the doors look for themselves."""
        try:
            work()
        except StudioError as trouble:
            _log.error("whoever cites the changed laws was not told: %s", trouble.phrase.en)

    def _cited(self) -> Cited:
        known: dict[tuple[CitationRef, date], CitedLaw] = {}
        found: Cited = {}
        for post in self._posts.list(OPEN):
            on = local_date(post.publish_at or self._clock.now())
            for ref in {ref for value in post.fields.values() for ref in citation_refs(value)}:
                if (ref, on) not in known:
                    known[ref, on] = self._resolve(ref, on=on)
                found[post.id, ref] = known[ref, on]
        return found

    def _tell(self, before: Cited, after: Cited) -> None:
        self._keep(
            [
                self._notice(post_id, ref, law, before[post_id, ref])
                for (post_id, ref), law in after.items()
                if (post_id, ref) in before and _differs(before[post_id, ref], law)
            ]
        )

    def _notice(
        self, post_id: str, ref: CitationRef, law: CitedLaw, before: CitedLaw, *, old_check: date | None = None
    ) -> LawNotice:
        return LawNotice(
            post_id=post_id,
            at=self._clock.now(),
            law=law.printed or ref.document,
            number=ref.document,
            light=light_of(law),
            say=what_holds(law, before),
            old_check=old_check,
        )

    def _keep(self, told: list[LawNotice]) -> None:
        self._notices.tell(told)
        for post_id in dict.fromkeys(notice.post_id for notice in told):
            self._note(post_id, [notice for notice in told if notice.post_id == post_id])

    def _note(self, post_id: str, told: list[LawNotice]) -> None:
        """Write it into the history of a post that somebody decides, or has decided, on."""
        post = self._posts.get(post_id)
        if post.state not in _BEFORE_ANY_DECISION:
            note = "\n".join(f"{notice.law}: {notice.say.vi}" for notice in told)
            self._posts.note(entry(post, PROGRAM, CHANGED, post.state, self._clock.now(), note))


def light_of(law: CitedLaw) -> Light:
    """What a badge shows of a citation: a place that is not there is red."""
    if not law.found or not law.article_found or law.validity is None:
        return Light.RED
    return law.validity.light


def what_holds(law: CitedLaw, before: CitedLaw) -> Phrase:
    """The standing of a citation in a sentence, and whether its text is another one than `before`."""
    if not law.found or law.validity is None:
        return Phrase("No longer in the library.")
    if not law.article_found:
        return lacking(law)
    said = [law.validity.reason, *map(_sentence, law.validity.remarks)]
    if before.found and before.document_sha256 != law.document_sha256:
        said.append(Phrase("Its text in the library is another one."))
    return joined(*said)


def _sentence(caution: Phrase) -> Phrase:
    return capital(caution)


def _differs(before: CitedLaw, after: CitedLaw) -> bool:
    """Whether somebody has to hear of it: another status or text; a confirmation of the same on a later day is none."""
    return _standing(before) != _standing(after) or before.document_sha256 != after.document_sha256


def _standing(law: CitedLaw) -> tuple[object, ...]:
    validity = law.validity
    known = (
        ()
        if validity is None
        else (
            validity.status,
            validity.light,
            validity.replaced_by,
            validity.ends_on,
            validity.cautions,
        )
    )
    return (law.found, law.article_found, *known)


class LawRoom:
    """The library of one profile."""

    def __init__(self, context: AppContext) -> None:
        laws = StoredLibrary(context.store)
        self.library = Library(
            laws,
            context.clock,
            StoredOriginals(context.store, context.files),
            check_days=context.settings.law_check_days,
            changing=self._changing,
            publish=context.tell,
            logbook=context.logbook,
        )
        self.seeds = Seeds(
            laws, self.library, context.clock, read=shipped, changing=self._changing, logbook=context.logbook
        )
        self.notices = LawNotices(StoredLawNotices(context.store), context.clock, logbook=context.logbook)
        self.watch = LawWatch(
            context.posts, self.notices, self.library.resolve, context.clock, old_checks=self.library.has_old_checks
        )

    def _changing(self) -> AbstractContextManager[None]:
        return self.watch.changing()

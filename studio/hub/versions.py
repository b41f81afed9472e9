"""Versions of a post that several PCs write: which one is the last, who wrote it, who approved it.

A revision names the revisions that it follows, its parents. Heads are those that nobody follows: one, or after two
edits apart two, between which a person chooses by a revision that follows both. No clock decides, and nothing is
overwritten.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class HubRevision:
    """A revision of a post, by the id of its item."""

    id: str
    post: str
    parents: frozenset[str]
    author: str


@dataclass(frozen=True, slots=True)
class RevisionApproval:
    """Somebody's yes to one revision, and to no other."""

    revision: str
    by: str


@dataclass(frozen=True, slots=True)
class PostHistory:
    """What one PC, or the hub, knows of one post."""

    versions: Mapping[str, HubRevision] = field(default_factory=dict)
    approvals: frozenset[RevisionApproval] = frozenset()
    withdrawn: frozenset[str] = frozenset()

    @property
    def heads(self) -> frozenset[str]:
        """The revisions that nobody follows."""
        return frozenset(self.versions) - {parent for one in self.versions.values() for parent in one.parents}

    def authors(self, revision: str) -> frozenset[str]:
        """Who wrote it or anything that it came from, as far as is known."""
        found: set[str] = set()
        ahead, passed = [revision], set[str]()
        while ahead:
            one = self.versions.get(ahead.pop())
            if one is not None and one.id not in passed:
                passed.add(one.id)
                found.add(one.author)
                ahead.extend(one.parents)
        return frozenset(found)

    def is_approved(self, revision: str) -> bool:
        """Whether somebody approved this revision who wrote nothing of it."""
        authors = self.authors(revision)
        return any(one.revision == revision and one.by not in authors for one in self.approvals)

    def is_sole_head(self, revision: str) -> bool:
        """Whether it is the one version there is, and not withdrawn."""
        return self.heads == {revision} and revision not in self.withdrawn

    def may_leave(self, revision: str) -> bool:
        """Whether it may be sent, for all that is known here."""
        return self.is_sole_head(revision) and self.is_approved(revision)

    @property
    def is_contested(self) -> bool:
        """Two versions: editing, submitting, approving and offering wait until a person has chosen."""
        return len(self.heads) > 1


def history(
    versions: Iterable[HubRevision], approvals: Iterable[RevisionApproval] = (), withdrawn: Iterable[str] = ()
) -> PostHistory:
    """What is known of one post, in whatever order it came."""
    return PostHistory({one.id: one for one in versions}, frozenset(approvals), frozenset(withdrawn))

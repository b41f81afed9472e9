"""What a rule is: a code, a title, a severity, and a function that looks at a post."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from studio.phrase import Phrase
from studio.posts.checks.view import PreflightView
from studio.posts.model import Door, Finding, Severity

EVERYWHERE = frozenset(Door)
FROM_APPROVAL = frozenset({Door.APPROVE, Door.ENQUEUE, Door.SEND})


class Reach(StrEnum):
    """Which posts a rule looks at."""

    EVERY = "every"
    """Every post, at the rule's own severity."""
    SOFT = "soft"
    """Every post; where the template does not ask for it, a blocker is only a warning."""
    ASKED = "asked"
    """Only posts whose template asks for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One check. `look` yields what is wrong and nothing when all is well, or when it cannot tell yet."""

    code: str
    severity: Severity
    title: Phrase
    reach: Reach
    look: Callable[[PreflightView], Iterable[Finding]]
    doors: frozenset[Door] = EVERYWHERE
    """Doors at which it can have something to say."""
    by_the_clock: bool = False
    """Whether the moment itself counts (`PreflightView.now`), not only the day."""

    def applies(self, view: PreflightView) -> bool:
        """Whether this rule looks at `view` at all."""
        return view.door in self.doors and (self.reach is not Reach.ASKED or view.asks(self.code))

    def finding(
        self, where: str, wrong: Phrase, remedy: Phrase, *, excerpt: str = "", severity: Severity | None = None
    ) -> Finding:
        """Build a finding of this rule, at its own severity unless another is given."""
        return Finding(
            code=self.code,
            severity=severity or self.severity,
            field=where,
            wrong=wrong,
            remedy=remedy,
            excerpt=excerpt,
        )

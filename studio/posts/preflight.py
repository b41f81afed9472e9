"""Preflight: every rule looks at a post, at every door, whoever knocks.

    findings = preflight(view)
    if blocked(findings): …

The preview of the composer, submission, approval, the queue and the last moment before sending all make this call.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from studio.posts.checks.rule import PreflightView, Reach, Rule
from studio.posts.model import Finding, PreflightStage, Severity

__all__ = ["PreflightStage", "PreflightView", "RememberedPreflight", "blocked", "preflight"]

REMEMBERED = 8
"""Posts and stages whose last findings are kept."""
_WEIGHT = {Severity.BLOCK: 0, Severity.WARN: 1, Severity.INFO: 2}


def every_rule() -> tuple[Rule[PreflightView], ...]:
    """The registered rules, read when the first post is looked at."""
    from studio.posts.checks.registry import ALL

    return ALL


def preflight(view: PreflightView, rules: Iterable[Rule[PreflightView]] = ()) -> tuple[Finding, ...]:
    """All findings on `view` by these rules, else by every rule, blockers first, then in the order of the registry; the
    same thing is said once."""
    return _in_order(tuple(_found(rule, view)) for rule in rules or every_rule() if rule.applies(view))


class RememberedPreflight:
    """Preflight that asks again only what can have changed: a post that goes to many pages is asked about at each.

    What a rule said of a view it says of an equal one; those that go by the clock are asked every time. Threads may
    share it.
    """

    def __init__(self) -> None:
        self._last: Mapping[tuple[str, PreflightStage], _CachedFindings] = {}

    def __call__(self, view: PreflightView) -> tuple[Finding, ...]:
        key = view.post.id, view.stage
        last = self._last.get(key)
        if last is None or last.view.today != view.today or last.view != view:
            rules = tuple(rule for rule in every_rule() if rule.applies(view))
            last = _CachedFindings(
                view, tuple((rule, None if rule.by_the_clock else tuple(_found(rule, view))) for rule in rules)
            )
            others = [(other, asked) for other, asked in self._last.items() if other != key]
            self._last = dict([*others[-(REMEMBERED - 1) :], (key, last)])  # replaced as a whole: threads share it
        return _in_order(tuple(_found(rule, view)) if said is None else said for rule, said in last.rules)


@dataclass(frozen=True, slots=True)
class _CachedFindings:
    """What rules said of a view; None for one that has to be asked each time."""

    view: PreflightView
    rules: tuple[tuple[Rule[PreflightView], tuple[Finding, ...] | None], ...]


def blocked(findings: Iterable[Finding]) -> bool:
    """Whether any finding stops the post."""
    return any(finding.severity is Severity.BLOCK for finding in findings)


def _in_order(found: Iterable[tuple[Finding, ...]]) -> tuple[Finding, ...]:
    once = dict.fromkeys(finding for each in found for finding in each)
    return tuple(sorted(once, key=lambda finding: _WEIGHT[finding.severity]))


def _found(rule: Rule[PreflightView], view: PreflightView) -> Iterator[Finding]:
    """What `rule` says; a soft rule only warns where the template does not ask for it."""
    soft = rule.reach is Reach.SOFT and not view.asks(rule.code)
    for finding in rule.look(view):
        yield replace(finding, severity=Severity.WARN) if soft and finding.severity is Severity.BLOCK else finding

"""Preflight: every rule looks at a post, at every door, whoever knocks.

    findings = preflight(view)
    if blocked(findings): …

The preview of the composer, submission, approval, the queue and the last moment before sending all make this call.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from studio.posts.checks import ALL
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import FieldTrouble, PreflightView
from studio.posts.model import Door, Finding, Severity

__all__ = ["Door", "FieldTrouble", "PreflightView", "blocked", "preflight"]

_WEIGHT = {Severity.BLOCK: 0, Severity.WARN: 1, Severity.INFO: 2}


def preflight(view: PreflightView, rules: Iterable[Rule] = ALL) -> tuple[Finding, ...]:
    """All findings on `view`, blockers first, then in the order of the registry; the same thing is said once."""
    found = dict.fromkeys(finding for rule in rules if rule.applies(view) for finding in _found(rule, view))
    return tuple(sorted(found, key=lambda finding: _WEIGHT[finding.severity]))


def blocked(findings: Iterable[Finding]) -> bool:
    """Whether any finding stops the post."""
    return any(finding.severity is Severity.BLOCK for finding in findings)


def _found(rule: Rule, view: PreflightView) -> Iterator[Finding]:
    """What `rule` says; a soft rule only warns where the template does not ask for it."""
    soft = rule.reach is Reach.SOFT and not view.asks(rule.code)
    for finding in rule.look(view):
        yield replace(finding, severity=Severity.WARN) if soft and finding.severity is Severity.BLOCK else finding

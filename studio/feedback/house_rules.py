"""The house rules of each page: what a comment must break before it may be hidden. Data of the unit, in editions.

Every page begins with the shipped rules (``house_rules.yaml``). The head of the unit changes them; an edition is never
changed again, for what was hidden names the rule of the edition of its day.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from studio.clock import Clock
from studio.errors import BadInput, NotFound, Refused
from studio.feedback.moderation_model import HouseRule, HouseRulesEdition
from studio.feedback.settings import ACT, Note
from studio.feedback.wordlists import WordGroup, read_list, read_text
from studio.people.model import Role
from studio.people.service import People
from studio.phrase import Bilingual, phrase
from studio.text import length, nfc, squeeze
from studio.yamlfile import read_yaml

if TYPE_CHECKING:
    from studio.feedback.storage_moderation import StoredModeration

SHIPPED = Path(__file__).with_name("house_rules.yaml")
MOST_RULES, LONGEST_TITLE, LONGEST_RULE = 15, 80, 400
_ID = re.compile(r"[a-z][a-z0-9_]{0,39}")


class HouseRules:
    """`by` is the id of a person."""

    def __init__(
        self,
        repo: StoredModeration,
        people: People,
        clock: Clock,
        *,
        together: Callable[[], AbstractContextManager[object]],
        note: Note,
    ) -> None:
        self._repo = repo
        self._people = people
        self._clock = clock
        self._together = together
        self._note = note

    def of(self, account: str) -> HouseRulesEdition:
        """The rules that hold on the page now."""
        return self._repo.edition(account) or _shipped_edition(account)

    def edition(self, account: str, version: int) -> HouseRulesEdition:
        """The rules that held then. Raises NotFound."""
        found = self._repo.edition(account, version) if version else _shipped_edition(account)
        if found is None:
            raise NotFound("there is no such edition of the house rules.")
        return found

    def revise(self, account: str, rules: Sequence[HouseRule], by: str, pin: str) -> HouseRulesEdition:
        """Let these rules hold on the page from now on. Raises NotPermitted, BadInput, or Refused for a rule that
        forbids criticism, or one that is in force already."""
        head = self._people.require(self._people.verify_pin(by, pin), Role.HEAD)
        tidied = tuple(_tidied(rule) for rule in rules)
        _require_sound(tidied)
        with self._together():
            former = self.of(account)
            if former.rules == tidied:
                raise Refused("the house rules are the same as before.")
            edition = HouseRulesEdition(
                account=account, version=former.version + 1, rules=tidied, at=self._clock.now(), by=head.id
            )
            self._repo.add_edition(edition)
            facts = {"step": "house_rules", "account": account, "version": edition.version}
            self._note(ACT, head.id, facts)
        return edition


@cache
def shipped_rules() -> tuple[HouseRule, ...]:
    """The five rules that every page begins with."""
    return tuple(
        HouseRule(id=entry["id"], title=phrase(entry["title"]), text=phrase(entry["text"]))
        for entry in read_yaml(SHIPPED)["rules"]
    )


@cache
def _against_criticism() -> WordGroup:
    return WordGroup(read_list("house_rules")["no_rule"])


def _shipped_edition(account: str) -> HouseRulesEdition:
    return HouseRulesEdition(account=account, version=0, rules=shipped_rules())


def _tidied(rule: HouseRule) -> HouseRule:
    title, text = (
        Bilingual(squeeze(nfc(each.vi)), squeeze(nfc(each.en)) or squeeze(nfc(each.vi)))
        for each in (rule.title, rule.text)
    )
    return HouseRule(id=rule.id.strip(), title=title, text=text)


def _require_sound(rules: tuple[HouseRule, ...]) -> None:
    if not 1 <= len(rules) <= MOST_RULES:
        raise BadInput("there are 1 to {most_rules} house rules; add one, or join some.", most_rules=MOST_RULES)
    if len({rule.id for rule in rules}) < len(rules) or not all(_ID.fullmatch(rule.id) for rule in rules):
        raise BadInput("each rule needs a code of its own, in small plain letters.")
    for rule in rules:
        if not 1 <= length(rule.title.vi) <= LONGEST_TITLE or not 1 <= length(rule.text.vi) <= LONGEST_RULE:
            raise BadInput(
                "the rule “{id}” needs a title (up to {longest_title} characters) and a text (up to {longest_rule} "
                "characters).",
                id=rule.id,
                longest_title=LONGEST_TITLE,
                longest_rule=LONGEST_RULE,
                where=rule.id,
            )
        if _against_criticism().count(read_text(rule.text.vi)):
            raise Refused(
                "the rule “{title}” forbids criticism, which breaks no rule and is kept. Name what exactly is "
                "forbidden.",
                title=rule.title,
            )

"""The practice messages: sixty, every category, nobody's data, and a key that agrees with the rules."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from studio.errors import BadInput
from studio.posts.checks.plain import PERSONAL, findings
from studio.registry.rules import drafts
from studio.training.messages import MESSAGES, read_messages, shipped_messages

FAKE_PHONE = re.compile(r"(?<!\d)0900 000 0\d\d(?!\d)")
FAKE_PAPER = re.compile(r"(?<!\d)000\d{9}(?!\d)")


def test_there_are_sixty_of_every_category() -> None:
    bag = shipped_messages()
    assert len(bag.messages) == 60
    assert set(Counter(message.category for message in bag.messages.values())) == set(bag.categories)
    assert len({message.text for message in bag.messages.values()}) == 60


def test_no_number_is_anybodys() -> None:
    for message in shipped_messages().messages.values():
        rest = FAKE_PAPER.sub("", FAKE_PHONE.sub("", message.text))
        assert not re.search(r"\d(?:[ .-]?\d){6,}", rest.replace("12/03/2011", "").replace("2026-000015", "")), rest
        assert all(domain == "mail.example.vn" for domain in re.findall(r"@([\w.]+\w)", rest)), rest


def test_ten_comments_wait_for_moderation_and_criticism_among_them_is_kept() -> None:
    comments = [message for message in shipped_messages().messages.values() if message.kind == "comment"]
    assert len(comments) == 10
    criticism = [message for message in comments if message.category == "service_feedback"]
    assert len(criticism) == 3
    assert {message.action for message in criticism} == {"keep"}
    assert {message.action for message in comments} == {"keep", "reply", "hide", "escalate"}
    hidden = {message.rule for message in comments if message.action == "hide"}
    assert hidden == {"personal_data", "scam_ad", "violence", "insult", "protected_person"}


def test_the_rules_are_those_that_pages_are_offered() -> None:
    said = {
        "personal_data": "thông tin cá nhân",
        "protected_person": "nạn nhân",
        "violence": "đe dọa",
        "insult": "xúc phạm",
        "scam_ad": "lừa đảo",
    }
    assert set(shipped_messages().rules) == set(said)
    for draft in drafts("house_rules"):
        for rule, words in said.items():
            assert words in draft.text, (draft.id, rule)


def test_what_is_to_be_masked_is_what_the_checks_find() -> None:
    for message in shipped_messages().messages.values():
        masked = message.text
        for part in message.mask:
            masked = masked.replace(part, "…")
        assert findings(PERSONAL, {"text": masked}) == (), message.id


def test_the_key_answers_by_category_action_rule_and_urgency() -> None:
    messages = shipped_messages().messages
    assert messages["b01"].accepts("action", "reply")
    assert messages["b01"].right("action") == "keep"
    assert not messages["b01"].accepts("action", "hide")
    assert messages["b05"].accepts("rule", "scam_ad")
    assert messages["u01"].right("urgent") == "yes"
    assert messages["p01"].right("urgent") == "no"
    assert messages["b04"].right("hiding") == "restore"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("    rule: insult\n", "", "house rules"),
        ("category: rule_breach", "category: nonsense", "unknown category"),
        ("action: escalate", "action: shout", "unknown action"),
        ("- id: p02", "- id: p01", "twice"),
        ('    call: ["114"]\n', "", "number to call"),
        ('mask: ["0900 000 021"]', 'mask: ["0900 000 099"]', "does not say"),
    ],
)
def test_a_wrong_key_is_told_with_its_line(tmp_path: Path, old: str, new: str, says: str) -> None:
    broken = tmp_path / "messages.yaml"
    broken.write_text(MESSAGES.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        read_messages(broken)
    assert says in refused.value.sentence("en")
    assert re.match(r"messages\.yaml:\d+", refused.value.where)

"""What words suggest: by the key of the practice messages, in messages as people type them, and in the lists' cases."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from studio.feedback.house_rules import shipped_rules
from studio.feedback.model import Category
from studio.feedback.suggestions import hints_of, reads_as_criticism, suggest, suggested_rules
from studio.feedback.topics import TOPICS
from studio.feedback.urgent import SignKind, numbers_to_call, sign_name, urgent_signs
from studio.feedback.wordlists import read_list
from studio.text import fold
from studio.training.messages import Message, shipped_messages
from studio.yamlfile import read_yaml

HERE = Path(__file__).parent
KEY = shipped_messages()
HELD_BACK_RIGHT = 19
"""Of `held_back_messages.yaml`: what the lists made of it when they met it first."""


def typed(name: str) -> list[dict[str, Any]]:
    return list(read_yaml(HERE / f"{name}.yaml")["messages"])


def cases() -> Iterator[Any]:
    for kind, told in read_list("urgent")["cases"].items():
        for text in told["yes"]:
            yield pytest.param(kind, text, True, id=f"{kind}: {text}")
        for text in told["no"]:
            yield pytest.param(kind, text, False, id=f"not {kind}: {text}")


@pytest.mark.parametrize("message", KEY.messages.values(), ids=lambda message: message.id)
def test_a_practice_message_suggests_what_its_key_says(message: Message) -> None:
    found = suggest(message.text)
    assert found.category == message.category
    assert found.rules == ((message.rule,) if message.rule else ())
    assert bool(found.signs) is (message.category == "urgent")
    if message.topic:
        assert found.topic == message.topic
    hints = hints_of(message.text)
    assert (hints.category, hints.topic, hints.urgent_signs) == (found.category, found.topic, found.signs)


@pytest.mark.parametrize("message", [m for m in KEY.messages.values() if m.call], ids=lambda message: message.id)
def test_the_signs_of_an_urgent_message_stand_in_it_and_name_a_right_number(message: Message) -> None:
    signs = urgent_signs(message.text)
    assert all(0 <= sign.start < sign.end <= len(message.text) for sign in signs)
    assert all(a.end <= b.start for a, b in pairwise(signs))
    assert set(numbers_to_call(signs)) & set(message.call)
    assert all(sign_name(sign.kind).vi for sign in signs)


@pytest.mark.parametrize(("kind", "text", "there"), [*cases()])
def test_a_sign_is_found_where_it_is_and_nowhere_else(kind: str, text: str, there: bool) -> None:
    found = {sign.kind for sign in urgent_signs(text)}
    if there:
        assert SignKind(kind) in found
    else:
        assert found == set()


def test_messages_as_people_type_them_suggest_the_right_category() -> None:
    several = typed("rough_messages")
    wrong = [m["id"] for m in several if suggest(m["text"]).category != m["category"]]
    assert len(several) == 90
    assert len(wrong) <= 4, wrong
    unseen = [m["id"] for m in several if m["category"] == "urgent" and not urgent_signs(m["text"])]
    assert unseen == []


def test_wording_that_the_lists_do_not_know_suggests_nothing_rather_than_something_wrong() -> None:
    several = typed("held_back_messages")
    right = sum(suggest(m["text"]).category == m["category"] for m in several)
    assert right >= HELD_BACK_RIGHT
    called = [m["id"] for m in several if suggest(m["text"]).category == "urgent" and m["category"] != "urgent"]
    assert called == []


@pytest.mark.parametrize("message", [m for m in KEY.messages.values() if m.category == "urgent"], ids=lambda m: m.id)
def test_signs_are_found_in_a_text_that_was_typed_without_marks(message: Message) -> None:
    assert urgent_signs(fold(message.text))


def test_marks_tell_words_apart_that_look_alike_without_them() -> None:
    assert urgent_signs("Cháy!")
    assert not urgent_signs("Tôi chạy xe qua phường, chảy nước mắt vì vui.")


def test_a_sign_of_an_earlier_sentence_does_not_reach_into_the_next() -> None:
    assert not urgent_signs("Xe tôi màu trắng. Đâm ra tôi phải hỏi. Cầm giấy tờ. Dao động thế nào?")


def test_criticism_is_told_from_a_breach() -> None:
    critical = [m for m in KEY.messages.values() if m.kind == "comment" and m.category == "service_feedback"]
    assert critical
    assert all(reads_as_criticism(m.text) for m in critical)
    assert not any(suggested_rules(m.text) for m in critical)
    assert not any(reads_as_criticism(m.text) for m in KEY.messages.values() if m.rule)


def test_the_shipped_rules_are_those_of_the_answer_key() -> None:
    assert {rule.id: rule.text for rule in shipped_rules()} == dict(KEY.rules)


def test_every_suggested_topic_and_category_is_one_of_the_desk() -> None:
    assert set(read_list("topics")["topics"]) <= set(TOPICS)
    assert set(read_list("categories")["categories"]) == set(Category)

"""Practice messages of made-up citizens, with the key to what is right: ``assets/training/messages.yaml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from studio.errors import BadInput
from studio.phrase import Bilingual, Phrase, phrase
from studio.training.course_reader import FOLDER
from studio.yamlfile import LineMapping, at, read_yaml, refuse_unknown

MESSAGES = FOLDER / "messages.yaml"
KINDS = ("message", "comment")
_FILE = ("rules", "categories", "actions", "messages")
_MESSAGE = ("id", "kind", "category", "topic", "action", "also", "rule", "mask", "call", "text", "why")


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message, and what is right to do with it."""

    id: str
    kind: str
    """``message`` to the page, or ``comment`` under a post."""
    text: str
    category: str
    action: str
    also: tuple[str, ...] = ()
    """Actions that are right as well."""
    rule: str = ""
    """The house rule it breaks; only of what is hidden."""
    topic: str = ""
    """Of a question about a procedure: which prepared answer fits."""
    mask: tuple[str, ...] = ()
    """What must not stand in public."""
    call: tuple[str, ...] = ()
    """Of what is urgent: the numbers of which one has to be called."""
    why: Phrase

    def accepts(self, key: str, value: str) -> bool:
        """Whether `value` is right under `key`: ``category``, ``action``, ``rule``, ``topic``, ``urgent`` (yes, no) or
        ``hiding`` (whether hiding it should stand or be undone: stand, restore)."""
        return value in self._right(key)

    def _right(self, key: str) -> tuple[str, ...]:
        match key:
            case "action":
                return (self.action, *self.also)
            case "urgent":
                return ("yes" if self.category == "urgent" else "no",)
            case "hiding":
                return ("stand" if self.action == "hide" else "restore",)
            case _:
                return ({"category": self.category, "rule": self.rule, "topic": self.topic}[key],)

    def right(self, key: str) -> str:
        """The best answer under `key`."""
        return self._right(key)[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeMailbox:
    """All practice messages and the words of their key."""

    rules: Mapping[str, Phrase]
    """House rules by id."""
    categories: Mapping[str, Phrase]
    actions: Mapping[str, Phrase]
    messages: Mapping[str, Message]


@cache
def shipped_messages() -> PracticeMailbox:
    """Those of this version of the program."""
    return read_messages(MESSAGES)


def read_messages(path: Path) -> PracticeMailbox:
    """Raises BadInput naming the line of a message that is incomplete or at odds with itself."""
    whole = read_yaml(path)
    refuse_unknown(whole, _FILE, path)
    rules, categories, actions = (
        {str(key): phrase(each) for key, each in whole[part].items()} for part in ("rules", "categories", "actions")
    )
    messages: dict[str, Message] = {}
    for entry in whole["messages"]:
        refuse_unknown(entry, _MESSAGE, path)
        message = _message(entry, path)
        for vi, en in _troubles(message, entry, rules, categories, actions, messages):
            raise BadInput("message “{id}” {what}.", id=message.id, what=Bilingual(vi, en), where=at(path, entry.line))
        messages[message.id] = message
    return PracticeMailbox(rules=rules, categories=categories, actions=actions, messages=messages)


def _message(entry: LineMapping, path: Path) -> Message:
    try:
        return Message(
            id=str(entry["id"]),
            kind=str(entry.get("kind", "message")),
            text=str(entry["text"]),
            category=str(entry["category"]),
            action=str(entry["action"]),
            also=tuple(entry.get("also", ())),
            rule=str(entry.get("rule", "")),
            topic=str(entry.get("topic", "")),
            mask=tuple(entry.get("mask", ())),
            call=tuple(str(number) for number in entry.get("call", ())),
            why=phrase(entry["why"]),
        )
    except (KeyError, ValueError) as error:
        raise BadInput("a message lacks {what}.", what=error, where=at(path, entry.line)) from error


def _troubles(
    message: Message,
    entry: LineMapping,
    rules: Mapping[str, Phrase],
    categories: Mapping[str, Phrase],
    actions: Mapping[str, Phrase],
    before: Mapping[str, Message],
) -> Iterator[tuple[str, str]]:
    """What is wrong with it, in both languages."""
    if message.id in before:
        yield "xuất hiện hai lần", "is there twice"
    if message.kind not in KINDS:
        yield f"có loại lạ “{message.kind}”", f"is of an unknown kind “{message.kind}”"
    if message.category not in categories:
        yield f"có nhóm lạ “{message.category}”", f"has an unknown category “{message.category}”"
    if not {message.action, *message.also} <= set(actions):
        yield f"có cách xử lý lạ “{message.action}”", f"has an unknown action “{message.action}”"
    if (message.action == "hide") != bool(message.rule) or (message.rule and message.rule not in rules):
        yield (
            "ẩn mà không nêu đúng một điều nội quy",
            "is hidden without one of the house rules, or not hidden with one",
        )
    if (message.category == "urgent") != bool(message.call):
        yield "khẩn cấp mà không nêu số phải gọi", "is urgent without a number to call, or not urgent with one"
    for part in message.mask:
        if part not in message.text:
            yield f"phải che “{part}” nhưng không có chữ đó", f"masks “{part}”, which it does not say"

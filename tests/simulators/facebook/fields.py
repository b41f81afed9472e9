"""``fields=id,attachments{target,subattachments{target}},comments.summary(true).limit(0)``: read and obeyed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tests.simulators.facebook.errors import invalid

Tree = Mapping[str, "Tree"]
_TOKEN = re.compile(r"\s*([A-Za-z_][A-Za-z0-9_]*|\.[a-z_]+\([^()]*\)|[{},])")


def parse(text: str) -> dict[str, Any]:
    """The expression as a tree. Raises GraphError 100 when it is none; arguments such as limit(0) are read over."""
    tokens: list[str] = []
    place = 0
    while place < len(text.rstrip()):
        found = _TOKEN.match(text, place)
        if not found:
            raise invalid(f"Syntax error in fields at {text[place : place + 20]!r}")
        tokens.append(found.group(1))
        place = found.end()
    tree, rest = _level(tokens)
    if rest:
        raise invalid("Syntax error in fields: a brace too many")
    return tree


def _level(tokens: list[str]) -> tuple[dict[str, Any], list[str]]:
    tree: dict[str, Any] = {}
    while tokens:
        name, *tokens = tokens
        if not name[0].isalpha() or name in tree:
            raise invalid(f"Syntax error in fields at {name!r}")
        tree[name] = {}
        while tokens and tokens[0].startswith("."):
            tokens = tokens[1:]
        if tokens and tokens[0] == "{":
            tree[name], tokens = _level(tokens[1:])
            if not tokens or tokens[0] != "}":
                raise invalid("Syntax error in fields: a brace is not closed")
            tokens = tokens[1:]
        if not tokens or tokens[0] == "}":
            return tree, tokens
        if tokens[0] != ",":
            raise invalid(f"Syntax error in fields at {tokens[0]!r}")
        tokens = tokens[1:]
    raise invalid("Syntax error in fields: a name is missing")


def check(tree: Tree, known: Tree, kind: str) -> None:
    """Raises GraphError 100 as the platform does when a field is asked for that there is not."""
    for name, inner in tree.items():
        if name not in known:
            raise invalid(f"Tried accessing nonexisting field ({name}) on node type ({kind.title()})")
        if inner and not known[name]:
            raise invalid(f"Field {name} of {kind.title()} has no fields of its own")
        check(inner, known[name], name)


def pick(whole: Any, tree: Tree) -> Any:
    """What of `whole` is asked for; absent values are left out, an ``id`` always comes along."""
    if not tree:
        return whole
    if isinstance(whole, list):
        return [pick(item, tree) for item in whole]
    if isinstance(whole, dict) and "data" in whole and set(whole) <= {"data", "summary", "paging"}:
        return {**whole, "data": pick(whole["data"], tree)}
    wanted = [*tree, *(["id"] if "id" in whole and "id" not in tree else [])]
    return {name: pick(whole[name], tree.get(name, {})) for name in wanted if whole.get(name) is not None}

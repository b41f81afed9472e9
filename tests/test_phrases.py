"""Every bilingual text says Vietnamese first and English second, and both put the same values in."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import studio
from studio.yamlfile import read_yaml

ROOT = Path(studio.__file__).parent
TEXTS = {"Phrase", "said", "BadInput", "NotPermitted", "NotAllowed", "StorageTrouble", "Refused"}
"""Calls whose first two arguments are the Vietnamese and the English text."""
VIETNAMESE = re.compile(r"[àáâãèéêìíòóôõùúýăđĩũơưạ-ỹ]", re.IGNORECASE)
QUOTED = re.compile(r"#\w+|“[^”]*”|‘[^’]*’|\"[^\"]*\"|\([^)]*\)")
"""What an English sentence takes over from the screen or from a document."""


def said(node: ast.expr) -> str | None:
    """The constant words of a text; None for what is no literal."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return " ".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
    return None


def texts_in(where: str, value: Any) -> Iterator[tuple[str, str, str]]:
    """The pairs in a file of data."""
    if isinstance(value, dict) and {"vi", "en"} <= set(value):
        yield where, value["vi"], value["en"]
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from texts_in(where, each)


def texts() -> Iterator[tuple[str, str, str]]:
    """Where, and the two languages: of the calls in the code, and of the tables of platforms' errors."""
    for path in sorted(ROOT.glob("publishers/*/errors.yaml")):
        yield from texts_in(path.parent.name, read_yaml(path))
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or len(node.args) < 2:
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            vi, en = said(node.args[0]), said(node.args[1])
            if name in TEXTS and vi is not None and en is not None:
                yield f"{path.relative_to(ROOT)}:{node.lineno}", vi, en


def test_no_english_text_is_vietnamese() -> None:
    found = list(texts())
    assert len(found) > 1500
    assert [(where, en) for where, _, en in found if VIETNAMESE.search(QUOTED.sub("", en))] == []


def test_no_vietnamese_text_is_english() -> None:
    """A sentence of three words or more without one Vietnamese letter is none."""
    words = re.compile(r"[A-Za-z]{2,}")
    plain = [(where, vi) for where, vi, _ in texts() if len(words.findall(QUOTED.sub("", vi))) > 3]
    assert [(where, vi) for where, vi in plain if not VIETNAMESE.search(vi)] == []

"""Hostile or careless text costs no rule more than a moment: no pattern explodes."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from studio.platforms import WRITTEN
from studio.posts.checks.registry import ALL
from tests.posts.checks.view_builder import view

PATTERNS = {
    "digits": "0 " * 4000,
    "dots": "a." * 4000 + "vn",
    "schemes": "http://" * 1200,
    "classifiers": "tên " * 2000,
    "family names": "Nguyễn Văn " * 900,
    "papers": "căn cước số " * 800,
    "accounts": "số tài khoản " * 700,
    "homes": "trú tại " * 1000,
    "quotes": "“" * 6000,
    "misread": "á»" * 3500,
    "cards": "9704 " * 1600,
    "mails": "x@y." * 2000,
    "marks": "\u0301" * 6000,
    "emoji": "👨\u200d" * 2500,
    "look-alikes": "ab\u0430" * 2500,
    "capitals": "CÔNG AN " * 1000,
    "victims": "nạn nhân là " * 800,
    "one word": "a" * 9000,
}


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_no_rule_explodes(name: str) -> None:
    """A pattern that backtracks without end takes minutes here; a sound one takes milliseconds."""
    text = PATTERNS[name]
    looked_at = view("scam_warning")
    post = replace(looked_at.post, fields={**looked_at.post.fields, "how": text})
    content = replace(looked_at.content, texts=dict.fromkeys(WRITTEN, text))
    heavy = replace(looked_at, post=post, content=content)
    began = time.thread_time()  # what this thread computed; what a busy machine took from it does not count
    for rule in ALL:
        list(rule.look(heavy))
    assert time.thread_time() - began < 20

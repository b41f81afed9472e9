"""Somebody who makes templates, to be killed: says what is done, in JSON, only when it is done."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import count
from pathlib import Path

from studio.store.engine import open_store
from studio.templates.catalog import builtin_pack
from tests.crash_helper import Say
from tests.profile import SetClock
from tests.templates.own.workshop import PIN, Workshop

builtin_pack()  # read once, where the children are forked from


def make(say: Say, folder: Path, seed: int) -> None:
    """Work until killed: every step of a template's way, over and over."""
    shop = Workshop(folder, store=open_store(folder / "studio.sqlite3", clock=SetClock()), keyring=False)
    row = shop.own.all()[0]

    def told(**facts: object) -> None:
        say(json.dumps(facts))

    for number in count(seed * 1_000 + 1):
        draft = shop.own.get(row.id).draft
        shop.own.keep(row.id, replace(draft, template={**draft.template, "review_days": number}), shop.author)
        told(days=number)
        version = shop.own.save(row.id, shop.author).number
        told(days=number, saved=version)
        shop.own.submit(row.id, shop.author, PIN)
        told(days=number, saved=version, candidate=version)
        shop.own.sign(row.id, version, shop.head, PIN)
        told(days=number, saved=version, signed=version)

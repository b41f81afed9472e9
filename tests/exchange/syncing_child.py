"""A PC that makes contact with its hub, to be killed: says each question that it asked, before it has the answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from studio.hub.client import HubClient
from tests.crash_helper import Say
from tests.exchange.rig import opened_again


def work(say: Say, root: Path, name: str) -> None:
    """One contact after the other, until killed or nothing is left to do."""
    for verb in ("poll", "push", "push_many", "put_chunk", "seal_blob", "pull", "fetch_piece"):
        setattr(HubClient, verb, _said(verb, getattr(HubClient, verb), say))
    with opened_again(root, name) as pc:
        say("open")
        while True:
            told = pc.studio.hub.sync()
            say("done" if told.trouble is None else f"trouble: {told.trouble.en}")
            if not (told.pushed or told.taken):
                return


def _said(verb: str, ask: Callable[..., Any], say: Say) -> Callable[..., Any]:
    def asked(client: HubClient, *words: Any, **more: Any) -> Any:
        say(verb)
        return ask(client, *words, **more)

    return asked

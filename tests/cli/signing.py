"""Words of a command with the person who runs it, where the verb asks for one."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from functools import cache

from studio.cli.main import build_parser
from studio.cli.verb import Guard


def leaves(parser: argparse.ArgumentParser, *words: str) -> Iterator[tuple[tuple[str, ...], argparse.ArgumentParser]]:
    """Every verb below `parser`, with its words: ``("posts", "list")``."""
    below = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    for action in below:
        for name, sub in action.choices.items():
            yield from leaves(sub, *words, name)
    if not below:
        yield words, parser


@cache
def parsers() -> dict[tuple[str, ...], argparse.ArgumentParser]:
    """Every verb with what reads its words."""
    return dict(leaves(build_parser()))


@cache
def guards() -> dict[tuple[str, ...], Guard]:
    """Every verb with its guard, as the parser has them."""
    return {words: leaf.get_default("guard") for words, leaf in parsers().items()}


def signed(words: tuple[str, ...], name: str) -> tuple[str, ...]:
    """`words` with ``--as NAME --pin-stdin`` where the verb asks for a person and they name nobody.

    People are added by words of the test's own: the first of a profile comes free.
    """
    guard = next((guards()[words[:length]] for length in (3, 2, 1) if words[:length] in guards()), None)
    if guard is None or not guard.person or "--as" in words or words[:2] == ("people", "add"):
        return words
    return (*words, "--as", name, "--pin-stdin")

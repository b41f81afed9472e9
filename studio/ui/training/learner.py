"""Whose lessons these are: a code that the unit gives, kept with the window; never the number of an identity card."""

from __future__ import annotations

from studio.ui.memory import WindowMemory

CODE, NAME = "learner/code", "learner/name"
NOBODY = "HV-00"
"""The code where nobody gave one."""


def learner_code(memory: WindowMemory) -> str:
    return memory.kept(CODE) or NOBODY


def learner_name(memory: WindowMemory) -> str:
    """What to call them; empty where they did not say."""
    return memory.kept(NAME)


def keep_learner(memory: WindowMemory, code: str, name: str) -> None:
    memory.keep(CODE, code)
    memory.keep(NAME, name)

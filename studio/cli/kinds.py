"""Names for what verbs are made of."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
"""Where a verb adds its parser; argparse has no public name for it."""

if TYPE_CHECKING:
    from studio.cli.console import Console

    Run = Callable[[argparse.Namespace, Console], int]
Add: TypeAlias = "Callable[[Verbs, argparse.ArgumentParser], None]"

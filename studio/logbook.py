"""Who does what, asked and written down in one step, for services that know neither people nor the log."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

PROGRAM = "program"
"""Who acts in the log where nobody is asked."""


def _unlogged(act: str, by: str, facts: Mapping[str, Any]) -> None: ...


class Logbook:
    """`who` turns the id or name of whoever is said to act into their id, an empty one into whoever is at work, and
    raises NotPermitted for somebody who is not at work here. `note` writes a line; `together` opens a transaction
    which takes in what the block writes. Without them nobody is asked and nothing is logged."""

    def __init__(
        self,
        who: Callable[[str], str] = str,
        note: Callable[[str, str, Mapping[str, Any]], None] = _unlogged,
        together: Callable[[], AbstractContextManager[object]] = nullcontext,
    ) -> None:
        self._who = who
        self._note = note
        self._together = together

    def who(self, by: str = "") -> str:
        """The id of who acts. Raises NotFound, NotPermitted."""
        return self._who(by)

    @contextmanager
    def doing(self, act: str, by: str = "", **facts: Any) -> Iterator[str]:
        """`by` does what the block does: that and its line in the log are written both, or neither.

        Raises NotFound, NotPermitted before the block begins.
        """
        doer = self._who(by)
        with self._together():
            yield doer
            self._note(act, doer, facts)

    def done(self, act: str, by: str = "", **facts: Any) -> None:
        """Log what took more than one transaction; whoever does it was asked before, by `who`."""
        self._note(act, self._who(by), facts)

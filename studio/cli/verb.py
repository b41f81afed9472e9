"""A verb of the command line: one declaration says its words, its arguments, who may run it and what it does.

    @posts("trash", WRITES, "id", help="bỏ vào thùng rác / throw away")
    def _trash(call: Call) -> Answer: …

From the declarations the parser is built. `run` lets the person in, runs the verb, tells its answer, and closes what
was opened.
"""

from __future__ import annotations

import argparse
import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from studio.cli.console import Console, VerbOutput
from studio.clock import SystemClock
from studio.errors import NotPermitted, Refused
from studio.paths import Profile
from studio.people.model import Person, Role
from studio.people.present import bring
from studio.phrase import Language

if TYPE_CHECKING:
    from studio.app import Studio
    from studio.people.service import People


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """What a verb asks of whoever runs it.

    `person`: somebody of the profile, by name and PIN. `roles`: one of these, or any. `changes`: the verb writes.
    `unpeopled`: may also be run while the profile has nobody yet. `act_checks_pin`: the act itself checks the PIN,
    which is then checked once. `dataless`: may also be run where the database is gone, and is asked nothing then.
    """

    person: bool = True
    roles: frozenset[Role] = field(default_factory=frozenset)
    changes: bool = True
    unpeopled: bool = False
    act_checks_pin: bool = False
    dataless: bool = False


KEEPERS = frozenset({Role.HEAD, Role.TECHNICAL})
"""Who looks after the profile."""
FREE = Guard(person=False, changes=False)
"""Nothing of the profile's posts, pages or people is shown or changed."""
SHOWS = Guard(changes=False, unpeopled=True)
"""Content of the profile is shown. Where nobody is, there is nothing to be seen."""
WRITES = Guard()
"""Something is changed."""
KEEPS = Guard(roles=KEEPERS)
"""Something is changed by those who look after the profile."""
SIGNS = Guard(act_checks_pin=True)
"""A decision that takes the PIN itself."""
KEEPER_SIGNS = Guard(roles=KEEPERS, act_checks_pin=True)
HEAD_SIGNS = Guard(roles=frozenset({Role.HEAD}), act_checks_pin=True)

Parsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
"""Where a verb adds its parser; argparse has no public name for it."""
LEVELS = ("verb", "action", "step")
"""What the words of a verb are called."""


class Call(argparse.Namespace):
    """The words of one command as options, and what its verb works with.

    `who` is the name of whoever runs it, `guest` that person once the guard has let them in.
    """

    verb = ""
    profile = ""
    json = False
    lang: Language | None = None
    post = ""
    shown = ""
    selftest = False
    pin_stdin = False
    out: Any = None
    force = True
    place: Profile
    console: Console
    opened: ExitStack
    guest: Person | None = None
    pin = ""

    @cached_property
    def studio(self) -> Studio:
        """The services of the profile; it is opened when they are first asked for. Raises StudioError."""
        return self.opened.enter_context(opened(self.place, self.console))

    @property
    def person(self) -> Person:
        """Whom the guard let in. Raises NotPermitted where nobody had to be."""
        if self.guest is None:
            raise NotPermitted("somebody with a PIN is needed: --as NAME.")
        return self.guest

    @property
    def by(self) -> str:
        """The id of `person`."""
        return self.person.id

    @property
    def signed(self) -> tuple[str, str]:
        """The id of `person` and the PIN they gave, for an act that takes both."""
        return self.by, self.pin


Run: TypeAlias = Callable[[Call], VerbOutput | int]
"""An answer that is still to be told, or the exit code of what has told everything itself."""
Argument: TypeAlias = tuple[tuple[str, ...], Mapping[str, Any]]


def option(*names: str, choices: Iterable[str] | None = None, **settings: Any) -> Argument:
    """An argument as argparse takes it; one that is a word of its own can be declared by its name alone."""
    return names, settings if choices is None else settings | {"choices": [str(choice) for choice in choices]}


def flag(name: str, help: str | None = None) -> Argument:
    """An option without a value."""
    return option(name, action="store_true", help=help)


def out_file(*, metavar: str = "FILE", required: bool = True) -> tuple[Argument, Argument]:
    """The file that an export writes: one that is there already is not overwritten unless that is asked for."""
    return (
        option("--out", type=Path, required=required, metavar=metavar),
        flag("--force", "ghi đè tệp đã có / overwrite a file that is there"),
    )


def day(text: str) -> date:
    """A date as people or scripts write it: 2026-11-25 or 25/11/2026."""
    try:
        if "/" in text:
            d, m, y = (int(part) for part in text.split("/"))
            return date(y, m, d)
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”: YYYY-MM-DD / DD/MM/YYYY") from None


ON = option("--on", type=day, metavar="DATE")
AS_WHOM: tuple[Argument, ...] = (
    option("--as", dest="who", default="", metavar="NAME", help="người làm / who does it"),
    option("--pin-stdin", action="store_true", default=argparse.SUPPRESS,
           help="mã PIN ở đầu vào chuẩn / the PIN on standard input"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb; where its guard asks for a person, ``--as`` and ``--pin-stdin`` are among its options."""

    run: Run
    guard: Guard
    arguments: tuple[str | Argument, ...]
    help: str | None

    def fill(self, parser: argparse.ArgumentParser) -> None:
        """Give `parser` what the verb was declared with."""
        for argument in (*(AS_WHOM if self.guard.person else ()), *self.arguments):
            names, settings = ((argument,), {}) if isinstance(argument, str) else argument
            parser.add_argument(*names, **settings)
        parser.set_defaults(run=self.run, guard=self.guard)


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """Verbs that begin with the same words, in the order the help lists them."""

    help: str = ""
    below: dict[str, Verb | VerbGroup] = field(default_factory=dict)

    def __call__(
        self, name: str, guard: Guard, *arguments: str | Argument, help: str | None = None
    ) -> Callable[[Run], Run]:
        """Declare the decorated function a verb; of several on one function, the lowest is listed first."""
        if not isinstance(guard, Guard):
            raise TypeError(f"the verb “{name}” says not who may run it")

        def declare(run: Run) -> Run:
            self.below[name] = Verb(run, guard, arguments, help)
            return run

        return declare

    def group(self, name: str, help: str) -> VerbGroup:
        """Verbs below the word `name`."""
        below = self.below[name] = VerbGroup(help)
        return below

    def add_to(self, parsers: Parsers, common: argparse.ArgumentParser, level: int = 0, *, only: str = "") -> None:
        """Add a parser for each verb, or for `only` one."""
        for name in [only] if only else self.below:
            one = self.below[name]
            parser = parsers.add_parser(name, parents=[common], help=one.help)
            if isinstance(one, Verb):
                one.fill(parser)
            else:
                one.add_to(parser.add_subparsers(dest=LEVELS[level + 1], required=True), common, level + 1)


def _let_in(people: People, guard: Guard, name: str, console: Console) -> tuple[Person | None, str]:
    """The person with the PIN that they gave; nobody in a profile that has nobody yet. Raises StudioError."""
    if not people.list():
        if guard.unpeopled:
            return None, ""
        raise Refused(
            "nobody is in this workspace yet; add the first head: studio people add NAME --roles head,technical"
        )
    if not name:
        raise NotPermitted("say who does this: --as NAME, with the PIN.")
    pin = console.pin(name)
    if guard.act_checks_pin:
        return (people.entitled(name, *guard.roles) if guard.roles else people.active(name)), pin
    signed = people.sign_in(name, pin)
    bring(signed)
    return people.acting(signed, *guard.roles), pin


@contextmanager
def opened(place: Profile, console: Console) -> Iterator[Studio]:
    """The services of `place`, closed afterwards. Raises StudioError. What is heavy is imported here."""
    from studio.app import open_studio

    studio = open_studio(place, clock=SystemClock())
    gc.freeze()  # what is there now lives to the end: nobody need look through it for garbage
    try:
        for warning in studio.warnings():
            console.say(warning)
        yield studio
    finally:
        studio.close()
        gc.unfreeze()


def run(call: Call) -> int:
    """Let the person in, then run the verb and tell its answer. Returns the exit code.

    Raises StudioError; for one of the guard or of the file to be written, the verb has not begun.
    """
    _require_free(call)
    guard: Guard = call.guard
    with ExitStack() as call.opened:
        if guard.person and not (guard.dataless and not call.place.database.exists()):
            call.guest, call.pin = _let_in(call.studio.people, guard, call.who, call.console)
        answer: VerbOutput | int = call.run(call)
        return answer if isinstance(answer, int) else call.console.give(answer)


def _require_free(call: Call) -> None:
    """Raises Refused when the verb would overwrite a file. One that is empty holds nothing to be lost."""
    out = call.out
    if call.force or out is None or not out.is_file() or out.stat().st_size == 0:
        return
    raise Refused("this file is there already; choose another name, or add --force to overwrite it.", where=str(out))

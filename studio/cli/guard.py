"""The one guard of the command line: who runs a verb, and that it is really them.

Each verb is made by `verb`, which asks for its guard: one without does not build. The guard is asked before the verb
begins; what it opened and whom it let in is handed on in the command's words.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from studio.cli.kinds import Verbs
from studio.cli.opening import keep_open, opened
from studio.errors import NotPermitted, Refused
from studio.people.model import Person, Role
from studio.people.present import bring

if TYPE_CHECKING:
    from studio.app import Studio
    from studio.cli.console import Console
    from studio.cli.kinds import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """What a verb asks of whoever runs it.

    `person`: somebody of the profile, by name and PIN. `roles`: one of these, or any. `changes`: the verb writes.
    `unpeopled`: may also be run while the profile has nobody yet. `act_checks_pin`: the act itself checks the PIN,
    which is then checked once. `dataless`: may also be run where the database is gone, and is asked nothing then.
    """

    person: bool
    roles: frozenset[Role] = field(default_factory=frozenset)
    changes: bool = True
    unpeopled: bool = False
    act_checks_pin: bool = False
    dataless: bool = False


FREE = Guard(person=False, changes=False)
"""Nothing of the profile's posts, pages or people is shown or changed."""
SHOWS = Guard(person=True, changes=False, unpeopled=True)
"""Content of the profile is shown. Where nobody is, there is nothing to be seen."""
WRITES = Guard(person=True)
"""Something is changed."""
SIGNS = Guard(person=True, act_checks_pin=True)
"""A decision that takes the PIN itself."""


def writes(*roles: Role) -> Guard:
    """Something is changed by somebody who holds one of `roles`."""
    return Guard(person=True, roles=frozenset(roles))


def verb(
    verbs: Verbs, name: str, common: argparse.ArgumentParser, *, run: Run, guard: Guard, help: str | None = None
) -> argparse.ArgumentParser:
    """Add a verb; where the guard asks for a person, with ``--as`` and ``--pin-stdin``."""
    parser = verbs.add_parser(name, parents=[common], help=help)
    if guard.person:
        parser.add_argument("--as", dest="by", default="", metavar="NAME", help="người làm / who does it")
        parser.add_argument(
            "--pin-stdin",
            action="store_true",
            default=argparse.SUPPRESS,
            help="mã PIN ở đầu vào chuẩn / the PIN on standard input",
        )
    parser.set_defaults(run=run, guard=guard)
    return parser


def leaves(parser: argparse.ArgumentParser, *words: str) -> Iterator[tuple[tuple[str, ...], argparse.ArgumentParser]]:
    """Every verb below `parser`, with its words: ``("posts", "list")``."""
    below = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    for action in below:
        for name, sub in action.choices.items():
            yield from leaves(sub, *words, name)
    if not below:
        yield words, parser


def require_guards(parser: argparse.ArgumentParser) -> None:
    """Raise RuntimeError for a verb that was added without a guard."""
    for words, leaf in leaves(parser):
        if not isinstance(leaf.get_default("guard"), Guard):
            raise RuntimeError(f"the verb “{' '.join(words)}” says not who may run it")


def run_guarded(args: argparse.Namespace, console: Console) -> int:
    """Let the person in, then run the verb. Raises StudioError; then the verb has not begun."""
    guard: Guard = args.guard
    run: Run = args.run
    if not guard.person or (guard.dataless and not args.place.database.exists()):
        args.person, args.pin = None, ""
        return run(args, console)
    with opened(args) as studio, keep_open(args, studio):
        args.person, args.pin = _let_in(studio, guard, args.by, console)
        return run(args, console)


def _let_in(studio: Studio, guard: Guard, name: str, console: Console) -> tuple[Person | None, str]:
    """The person with the PIN that they gave; nobody in a profile that has nobody yet."""
    if not studio.people.list():
        if guard.unpeopled:
            return None, ""
        raise Refused(
            "hồ sơ này chưa có ai; hãy thêm lãnh đạo đầu tiên: studio people add HỌ-TÊN --roles head,technical",
            "nobody is in this profile yet; add the first head: studio people add NAME --roles head,technical",
        )
    if not name:
        raise NotPermitted(
            "hãy cho biết ai làm việc này: --as HỌ-TÊN, kèm mã PIN.",
            "say who does this: --as NAME, with the PIN.",
        )
    pin = console.pin(name)
    if guard.act_checks_pin:
        people = studio.people
        return (people.entitled(name, *guard.roles) if guard.roles else people.active(name)), pin
    signed = studio.people.sign_in(name, pin)
    bring(signed)
    return studio.people.acting(signed, *guard.roles), pin


def person_of(args: argparse.Namespace) -> Person:
    """Whom the guard let in. Raises NotPermitted where nobody had to be."""
    person: Any = args.person
    if not isinstance(person, Person):
        raise NotPermitted("cần một người có mã PIN: --as HỌ-TÊN.", "somebody with a PIN is needed: --as NAME.")
    return person

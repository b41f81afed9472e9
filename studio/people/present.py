"""Who is at work in this thread, and when the program itself is.

Whatever writes looks here for the proof that a PIN made. It belongs to the context (`contextvars`): work that is handed
to another thread takes it along, and no longer has it than that work lasts.

Who acts: a value that only a PIN makes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from studio.errors import NotPermitted


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Says that a person gave their PIN since this program started.

    `People.sign_in` makes it and `People.acting` takes it: one made by hand, or by another start of the program, is
    refused there. Services that bind (a decision, a delivery) ask for the PIN itself each time instead.
    """

    person: str
    """Id of the person."""
    token: str = field(repr=False)


class SignIns:
    """Those of this start of the program. Threads may share it."""

    def __init__(self) -> None:
        self._persons: dict[str, str] = {}

    def begin(self, person: str) -> SignedIn:
        from secrets import token_hex  # what it loads is no part of the window's first paint

        token = token_hex(16)
        self._persons[token] = person
        return SignedIn(person=person, token=token)

    def known(self, person: str) -> SignedIn:
        """One that this start of the program made for that person, or a first."""
        token = next((token for token, one in list(self._persons.items()) if one == person), "")
        return SignedIn(person=person, token=token) if token else self.begin(person)

    def end(self, signed: SignedIn) -> None:
        self._persons.pop(signed.token, None)

    def end_all(self, person: str, *, but: SignedIn | None = None) -> None:
        """Let no sign-in of that person count any more: their PIN is another. `but` is where they changed it."""
        kept = but.token if but is not None else ""
        for token in [token for token, one in list(self._persons.items()) if one == person and token != kept]:
            self._persons.pop(token, None)

    def require(self, signed: SignedIn) -> str:
        """Id of the person. Raises NotPermitted for a value that no PIN made, or whose time is over."""
        if self._persons.get(signed.token) != signed.person:
            raise NotPermitted("this sign-in is over; sign in again with the PIN.", where="PIN")
        return signed.person


_present: ContextVar[SignedIn | None] = ContextVar("present", default=None)
_vouched: ContextVar[tuple[SignedIn, ...]] = ContextVar("vouched", default=())
_by_itself: ContextVar[str] = ContextVar("by_itself", default="")


def bring(signed: SignedIn | None) -> None:
    """Let `signed` be at work from now on in this context; None lets nobody be. No PIN given before counts any more."""
    _present.set(signed)
    forget()


def present() -> SignedIn | None:
    """The proof of whoever is at work here."""
    return _present.get()


def vouch(signed: SignedIn) -> None:
    """A PIN was given here for one act, by whoever is at work or by somebody beside them."""
    _vouched.set((*(one for one in _vouched.get() if one.person != signed.person), signed))


def forget() -> None:
    """Let no PIN that was given here count any more."""
    _vouched.set(())


def vouched() -> tuple[SignedIn, ...]:
    """What the PINs prove that were given here for single acts."""
    return _vouched.get()


@contextmanager
def at_work(signed: SignedIn | None) -> Iterator[None]:
    """Let `signed` be at work inside the block."""
    former = _present.set(signed)
    try:
        yield
    finally:
        _present.reset(former)


@contextmanager
def by_itself(why: str) -> Iterator[None]:
    """The program itself writes inside the block, whoever is at work; `why` tells the reader of the code."""
    former = _by_itself.set(why)
    try:
        yield
    finally:
        _by_itself.reset(former)


def is_by_itself() -> bool:
    """Whether the program itself is at work here."""
    return bool(_by_itself.get())

"""Who is at work in this thread, and when the program itself is.

Whatever writes looks here for the proof that a PIN made. It belongs to the context (`contextvars`): work that is handed
to another thread takes it along, and no longer has it than that work lasts.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from studio.people.signed_in import SignedIn

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

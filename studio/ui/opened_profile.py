"""What a window has of a profile: first its people, who may sign in meanwhile, then its services."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio.people.model import Person
from studio.phrase import Phrase
from studio.ui.language import LanguageManager
from studio.ui.page import Hint
from studio.ui.session import Session
from studio.ui.tasks import Tasks

if TYPE_CHECKING:  # imported once there are people: no part of the first paint
    from studio.app.studio import Studio
    from studio.people.service import People
    from studio.ui.lock_screen import LockScreen


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """What one signs in at. `known`: the people as they were read; `hint`: what one needs to know."""

    people: People
    known: Sequence[Person]
    hint: Phrase | None

    @classmethod
    def of(cls, people: People, hint: Hint | None) -> SignIn:
        """On the worker. Raises StudioError."""
        return cls(people=people, known=people.list(), hint=hint(people) if hint is not None else None)

    def screen(
        self, session: Session, tasks: Tasks, language: LanguageManager, confirm: Callable[[Callable[[], None]], None]
    ) -> LockScreen:
        """What a locked window shows; see `LockScreen`."""
        from studio.ui.lock_screen import LockScreen

        made = LockScreen(self.people, session, tasks, language, hint=self.hint, confirm=confirm)
        made.offer(self.known)
        return made


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedProfile:
    """A profile whose services stand. `unready`: no unit or nobody to work is known yet."""

    studio: Studio
    sign_in: SignIn
    unready: bool

    @classmethod
    def of(cls, studio: Studio, hint: Hint | None) -> OpenedProfile:
        """On the worker. Raises StudioError."""
        sign_in = SignIn.of(studio.people, hint)
        return cls(studio=studio, sign_in=sign_in, unready=not sign_in.known or not studio.directory.book().units)

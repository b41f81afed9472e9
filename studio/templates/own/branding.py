"""Choosing the unit's brand kit: tried on every ground, and changed by the head alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from studio.clock import Clock
from studio.errors import BadInput, Refused
from studio.people.model import Role
from studio.people.service import People
from studio.phrase import Phrase
from studio.templates.layout import Design
from studio.templates.own.catalog import UnitCatalog
from studio.templates.own.kit import BrandKit, KitLocks, branded, checked, locks_of, nearest, weak_pairs

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.templates.own.storage import StoredOwnTemplates

ACT: Final = "brand"
"""As `studio.outbox.audit.Act` names it."""


class BrandKitChoice:
    """`by` is the id of a person; every act raises a StudioError with the reason."""

    def __init__(
        self,
        repo: StoredOwnTemplates,
        people: People,
        catalog: UnitCatalog,
        clock: Clock,
        *,
        note: Callable[[str, str, Mapping[str, Any]], None],
        has_file: Callable[[str], bool],
    ) -> None:
        self._repo = repo
        self._people = people
        self._catalog = catalog
        self._clock = clock
        self._note = note
        self._has_file = has_file

    def kit(self) -> BrandKit:
        """The unit's, as it is now."""
        return self._repo.kit()

    def locks(self) -> KitLocks:
        """What the department keeps from it."""
        return locks_of(self._catalog.department())

    def preview(self, kit: BrandKit) -> Design:
        """The department's design as it would be. Raises BadInput."""
        return branded(self._plain(), checked(kit, self.locks()), self.locks())

    def weak(self, kit: BrandKit) -> tuple[Phrase, ...]:
        """Texts that could not be read, one sentence each; none: the kit can be chosen. Raises BadInput."""
        return weak_pairs(self._plain(), self.preview(kit))

    def nearest(self, kit: BrandKit) -> BrandKit | None:
        """The kit with the nearest colours that can be read everywhere; None where there are none. Raises BadInput."""
        return nearest(self._plain(), checked(kit, self.locks()), self.locks())

    def choose(self, kit: BrandKit, by: str, pin: str) -> BrandKit:
        """Let the cards of all posts look like that from now on. Posts that wait for approval or their time were
        submitted with cards of before: they are submitted again.

        Raises BadInput, Refused with the first text that could not be read, NotPermitted.
        """
        self._people.require(self._people.verify_pin(by, pin).id, Role.HEAD)
        made = checked(kit, self.locks())
        weak = self.weak(made)
        if weak:
            raise Refused(weak[0], where="colours")
        if made.logo and not self._has_file(made.logo):
            raise BadInput("there is no such file; choose the logo again.", where="logo")
        with self._repo.transaction():
            person = self._people.require(by, Role.HEAD)
            self._repo.add_kit(made, person.id, self._clock.now())
            self._note(ACT, person.id, {"first": made.first, "second": made.second, "logo": made.logo})
        return made

    def _plain(self) -> Design:
        design = self._catalog.department().design
        if design is None:
            raise BadInput("no pack brings a card design.")
        return design

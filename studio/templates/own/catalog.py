"""The approved templates of a unit: those of the department, and the unit's own that its head signed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from studio.errors import StudioError
from studio.templates.catalog import Pack, ShippedCatalog
from studio.templates.layout import Design
from studio.templates.model import Template
from studio.templates.own.document import OwnPack
from studio.templates.own.kit import BrandKit, branded, locks_of
from studio.templates.own.model import is_own
from studio.templates.own.signed import SignedTemplates


class UnitCatalog(ShippedCatalog):
    """Like the one that is shipped; own templates stand behind the department's. Nothing of them may take the place of
    one of the department's: their ids cannot be the same."""

    def __init__(self) -> None:
        super().__init__()
        self.own: SignedTemplates | None = None
        """Given once there are people who can have signed."""
        self.kit: Callable[[], BrandKit] = BrandKit
        """The unit's brand kit as it is now."""
        self._brand: tuple[Design, BrandKit, Design] | None = None

    def all(self, wanted: Callable[[Template], object] = lambda template: True) -> tuple[Template, ...]:
        own, _ = self.own.usable() if self.own is not None else ((), ())
        found = (pack.template for pack in own if wanted(pack.template))
        return (*super().all(wanted), *sorted(found, key=lambda template: template.code))

    def altered(self) -> tuple[StudioError, ...]:
        troubles = self.own.usable()[1] if self.own is not None else ()
        return (*super().altered(), *troubles)

    def get(self, id: str, version: int | None = None) -> Template:
        """The template `id`. Raises NotFound, Refused, or Untrusted with what is wrong with it."""
        if self.own is None or not is_own(id):
            return super().get(id, version)
        return (self.own.newest(id) if version is None else self.own.exactly(id, version)).template

    def source(self, template: Template) -> bytes:
        if self.own is None or not is_own(template.id):
            return super().source(template)
        pack = self.own.exactly(template.id, template.version)
        return pack.read(pack.files_of[template.id])

    def design(self) -> Design:
        """The department's, in the colours of the unit's kit, with the layouts of its own templates."""
        design = super().design()
        return self._branded(design if self.own is None else self.own.design(design))

    def design_of(self, pack: OwnPack) -> Design:
        """The same with the layouts of that version."""
        design = self.design()
        return replace(design, layouts={**design.layouts, **pack.layouts}) if pack.layouts else design

    def _branded(self, design: Design) -> Design:
        kit = self.kit()
        if self._brand is None or self._brand[0] is not design or self._brand[1] != kit:
            self._brand = design, kit, branded(design, kit, locks_of(self.department()))
        return self._brand[2]

    def department(self) -> Pack:
        """The pack that own templates are made of and read beside."""
        return self.packs[0]

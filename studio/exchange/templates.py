"""The unit's own templates between its PCs: an item a signature, made at the PC where the head signed.

    {"practice": false, "signed": {…}}

`signed` is what `studio.templates.own.transfer` says and judges. An item goes to the hub by itself; in a file, those
of a template go together, and with each post that is written with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from studio.clock import Clock
from studio.errors import NotFound, Refused
from studio.exchange.device import Devices
from studio.exchange.link_model import ReceivedItem
from studio.hub.items import signed
from studio.hub.model import HubItemKind
from studio.templates.own.transfer import TemplateTaker

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.exchange.storage_link import StoredLink


class Templates:
    """Of one profile; makes and takes within the caller's transaction."""

    def __init__(
        self, repo: StoredLink, *, taker: TemplateTaker, devices: Devices, clock: Clock, practice: bool
    ) -> None:
        self._repo = repo
        self._taker = taker
        self._devices = devices
        self._clock = clock
        self._practice = practice

    def bring_up(self) -> tuple[str, ...]:
        """Make the items of what was signed here and no item says yet; the ids of all that this PC ever made.

        Raises BadInput for a template that is too large to travel.
        """
        own = self._devices.own()
        kept = [one for one in self._repo.statements(HubItemKind.TEMPLATE) if one.sender == own.device.login]
        said = {_signature(one.facts).get("signature") for one in kept}
        made = [one.id for one in kept]
        for each in self._taker.made_here():
            if each.signature.signature not in said:
                facts = {"practice": self._practice, "signed": each.facts}
                item = signed(HubItemKind.TEMPLATE, facts, sender=own.device, seed=own.seed, at=self._clock.now(),
                              epoch=self._repo.epoch())  # fmt: skip
                self._repo.keep(item, "", None)
                made.append(item.hex)
        return tuple(made)

    def made_here(self) -> tuple[str, ...]:
        """Ids of the templates that were signed here."""
        return tuple(dict.fromkeys(one.signature.template for one in self._taker.made_here()))

    def mark(self, template: str) -> str:
        """Another one once something more was signed of that template here."""
        return str(sum(one.signature.template == template for one in self._taker.made_here()))

    def of(self, template: str) -> tuple[bytes, ...]:
        """All items of a template, oldest first, whichever PC made them."""
        self.bring_up()
        return self._repo.templates_of(template)

    def of_signed(self, template: str) -> tuple[bytes, ...]:
        """The same. Raises NotFound where the head never signed it."""
        found = self.of(template)
        if not found:
            raise NotFound("there is no template “{id}” that the head signed.", id=template)
        return found

    def take(self, told: ReceivedItem) -> None:
        """Take an item of another PC in. The department has those of every unit, and uses none of them.

        Raises StudioError; then nothing may stay.
        """
        joined = self._repo.joined()
        unit = told.unit or told.box
        if joined is not None and unit not in ("", joined.unit):
            if joined.department:
                return
            raise Refused("a template of another unit is not imported here.")
        if told.facts.get("practice") is not self._practice:
            raise Refused(
                "templates of practice are exchanged between practice workspaces, real ones between real ones."
            )
        self._require_same_pc(told)
        self._taker.take(told.facts.get("signed"))

    def _require_same_pc(self, told: ReceivedItem) -> None:
        """Only the PC where a template was begun says anything of it."""
        template = _signature(told.facts).get("template")
        others = [one for one in self._repo.statements(HubItemKind.TEMPLATE) if one.sender != told.sender]
        if any(_signature(one.facts).get("template") == template for one in others):
            raise Refused(
                "this template is of another PC than the one that signed it now; nothing was imported. Make yours from "
                "it there."
            )


def _signature(facts: Mapping[str, Any]) -> Mapping[str, Any]:
    """What an item says of the signature that it carries; nothing for one of another form."""
    carried = facts.get("signed")
    signature = carried.get("signature") if isinstance(carried, dict) else None
    return signature if isinstance(signature, dict) else {}

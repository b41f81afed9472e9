"""The approved templates at hand. Every use checks the template's file again."""

from __future__ import annotations

from collections.abc import Sequence

from studio.errors import NotFound, Untrusted
from studio.templates.layout import Design
from studio.templates.model import Template
from studio.templates.packs import Pack


class Catalog:
    """Templates of verified packs; of two with one id and version, the earlier pack's counts."""

    def __init__(self, packs: Sequence[Pack]) -> None:
        self._packs = tuple(packs)

    @property
    def packs(self) -> tuple[Pack, ...]:
        return self._packs

    def all(self) -> tuple[Template, ...]:
        """The newest version of every template whose file is still the approved one, in the order of codes."""
        ids = dict.fromkeys(template.id for pack in self._packs for template in pack.templates)
        found = map(self._newest, ids)
        sound = [template for pack, template in found if _trouble(pack, template) is None]
        return tuple(sorted(sound, key=lambda template: template.code))

    def altered(self) -> tuple[Untrusted, ...]:
        """Why templates are missing from `all`, one error a file."""
        troubles = (_trouble(pack, template) for pack in self._packs for template in pack.templates)
        return tuple(trouble for trouble in troubles if trouble is not None)

    def get(self, id: str, version: int | None = None) -> Template:
        """The template `id`, its newest version by default.

        Raises NotFound, or Untrusted when its file was altered since it was read.
        """
        pack, template = self._newest(id) if version is None else self._exactly(id, version)
        trouble = _trouble(pack, template)
        if trouble is not None:
            raise trouble
        return template

    def source(self, template: Template) -> bytes:
        """The verified bytes of a template's own file. Raises NotFound or Untrusted."""
        pack, exact = self._exactly(template.id, template.version)
        return pack.read(pack.files_of[exact.id])

    def design(self) -> Design:
        """The card layouts, their files checked again. Raises NotFound or Untrusted."""
        for pack in self._packs:
            if pack.design is not None:
                for path in pack.hashes:
                    if path == "design.yaml" or path.startswith("layouts/"):
                        pack.recheck(path)
                return pack.design
        raise NotFound("không có gói mẫu nào kèm thiết kế thẻ.", "no pack brings a card design.")

    def _newest(self, id: str) -> tuple[Pack, Template]:
        found = [(pack, t) for pack in self._packs for t in pack.templates if t.id == id]
        if not found:
            raise NotFound(f"không có mẫu “{id}”.", f"there is no template “{id}”.")
        return max(found, key=lambda pair: pair[1].version)

    def _exactly(self, id: str, version: int) -> tuple[Pack, Template]:
        for pack in self._packs:
            for template in pack.templates:
                if template.id == id and template.version == version:
                    return pack, template
        raise NotFound(
            f"không có mẫu “{id}” phiên bản {version}.", f"there is no template “{id}” of version {version}."
        )


def _trouble(pack: Pack, template: Template) -> Untrusted | None:
    try:
        pack.recheck(pack.files_of[template.id])
    except Untrusted as error:
        return error
    return None

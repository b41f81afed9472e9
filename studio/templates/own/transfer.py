"""A signed template on its way to the other PCs of the unit: what travels, and what is asked of one that comes.

One signature travels at a time, with the version that it is under. Whoever brought it is not believed: bytes, form,
signature and the place of the signature among the others are looked at here. A template is changed, signed and
withdrawn at the PC where it was begun alone, so its signatures are one row everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from studio.clock import show_datetime
from studio.codec import plain, read_whole
from studio.errors import BadInput, Refused, Untrusted
from studio.logbook import PROGRAM
from studio.people.service import People
from studio.templates.own.catalog import UnitCatalog
from studio.templates.own.document import UNUSABLE, OwnPack, document_of, read_version, require_floor, tidied
from studio.templates.own.lint import Look, lint
from studio.templates.own.model import (
    ACT,
    PREFIX,
    Floor,
    SignedAct,
    TemplateDocument,
    TemplateRow,
    TemplateSignature,
    TemplateVersion,
)
from studio.templates.own.signed import holds, told_of

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.templates.own.storage import StoredOwnTemplates

_ID: Final = re.compile(rf"{PREFIX}[0-9a-f]{{8}}\Z")
_MALFORMED: Final = (*UNUSABLE, UnicodeError)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedVersion:
    """What travels."""

    signature: TemplateSignature
    version: TemplateVersion
    floor: Floor
    writers: tuple[str, ...]
    """Ids of everyone who wrote at the version since the one that was signed before."""

    @property
    def facts(self) -> dict[str, Any]:
        """As plain data."""
        told: dict[str, Any] = plain(self)
        return told


class TemplateTaker:
    """Gives the signatures that were made here, and takes those of other PCs in, within the caller's transaction."""

    def __init__(
        self,
        repo: StoredOwnTemplates,
        people: People,
        catalog: UnitCatalog,
        *,
        note: Callable[[str, str, Mapping[str, Any]], None],
        look: Look,
    ) -> None:
        self._repo = repo
        self._people = people
        self._catalog = catalog
        self._note = note
        self._look = look

    def made_here(self) -> tuple[SignedVersion, ...]:
        """Every signature that somebody of this PC made, oldest first."""
        here = {person.id for person in self._people.list() if person.here}
        return tuple(self._with_version(one) for one in self._repo.signatures() if one.by in here)

    def _with_version(self, one: TemplateSignature) -> SignedVersion:
        row, version = self._repo.get(one.template), self._repo.version(one.template, one.version)
        if row is None or version is None:  # rows name each other in the store
            raise Untrusted("the version has no template; make it anew.", where=one.template)
        numbers = [each.version for each in self._repo.signatures(one.template)]
        since = max((number for number in numbers if number < one.version), default=0)
        wrote = {each.by for each in self._repo.versions(one.template) if since < each.number <= one.version}
        return SignedVersion(signature=one, version=version, floor=row.floor, writers=tuple(sorted(wrote)))

    def take(self, facts: object) -> None:
        """Let the signature count here; one that is here already changes nothing.

        Raises BadInput, Refused, Untrusted; then nothing may stay.
        """
        try:
            told = read_whole(SignedVersion, facts)
            self._take(told)
        except _MALFORMED as trouble:
            raise BadInput(
                "a template of the file is malformed; send it again from the other PC, with the same version of the "
                "app."
            ) from trouble

    def _take(self, told: SignedVersion) -> None:
        one, version = told.signature, told.version
        here = self._repo.signatures(one.template)
        if one in here:
            return
        if (one.template, one.version) != (version.template, version.number) or not _ID.match(one.template):
            raise ValueError("another template")
        row = self._repo.get(one.template)
        self._require_people(told, row)
        self._require_signature(one, version)
        self._require_place(one, version, here)
        pack = self._read(told, row)
        self._install(told, row, pack)

    # What is asked of it

    def _require_people(self, told: SignedVersion, row: TemplateRow | None) -> None:
        """Everyone whom it names is known here, and of another PC."""
        known = {person.id: person for person in self._people.list()}
        named = {told.signature.by, told.version.by, *told.writers}
        if not named <= set(known):
            raise Refused(
                "the file names somebody who was not confirmed here; ask for the new introduction of the PC where "
                "they work and confirm it.",
                where=told.signature.template,
            )
        if any(known[one].here for one in named) or (row is not None and known[row.draft_by].here):
            raise Untrusted(
                "the file speaks for somebody of this PC; nothing was imported.", where=told.signature.template
            )
        if told.signature.by in {told.version.by, *told.writers}:
            raise Untrusted(
                "{name} wrote this template and signed it, so it is not imported; have another head sign it.",
                name=known[told.signature.by].name,
                where=told.signature.template,
            )

    def _require_signature(self, one: TemplateSignature, version: TemplateVersion) -> None:
        until = self._people.introduced_until(one.by)
        if until is not None:
            raise Refused(
                "{name} was confirmed here just now; templates that {name} signed are accepted from {when}. Import "
                "the file again then.",
                name=self._people.get(one.by).name,
                when=show_datetime(until),
                where=one.template,
            )
        if version.digest != one.digest:
            raise Untrusted(
                "version {version} of the template differs from what the head signed; have it signed again.",
                version=one.version,
                where=one.template,
            )
        if not holds(one, version, str(told_of(one).get("before")), self._people):
            raise Untrusted(
                "the signature under the template is not that of a head of the unit; nothing was imported.",
                where=one.template,
            )

    def _require_place(
        self, one: TemplateSignature, version: TemplateVersion, here: Sequence[TemplateSignature]
    ) -> None:
        """It follows the last signature that is here, and no older version comes after a newer one."""
        before, marks = told_of(one).get("before"), [each.signature for each in here]
        if before and before not in marks:
            raise Refused(
                "the signature before this one is not here yet; have the other PC send the template again.",
                where=one.template,
            )
        if before != (marks[-1] if marks else ""):
            raise Refused(
                "this template was signed in two ways at the other PC, perhaps after a backup was restored; the one "
                "here stays. Make it anew there from the template and have that signed.",
                where=one.template,
            )
        kept = self._repo.version(one.template, one.version)
        if one.version < max((each.version for each in here), default=0) or kept not in (None, version):
            raise Untrusted(
                "a newer version of this template is here than version {version}; nothing was imported.",
                version=one.version,
                where=one.template,
            )

    def _read(self, told: SignedVersion, row: TemplateRow | None) -> OwnPack:
        """The version, read and tried like one that is submitted to the head here."""
        version, department = told.version, self._catalog.department()
        others = version.files.keys() - {f"templates/{version.template}.yaml"}
        if not all(path.startswith("layouts/") for path in others):
            raise ValueError("other files than a template and its layouts")
        pack = read_version(version, department)
        if pack.template.code in {template.code for template in department.templates}:
            raise BadInput(
                "the code {code} is one of the department's.", code=pack.template.code, where=version.template
            )
        require_floor(pack.template, told.floor if row is None else row.floor)
        if told.signature.deed is SignedAct.SIGN:
            self._require_sound(tidied(document_of(version)), pack)
        return pack

    def _require_sound(self, document: TemplateDocument, pack: OwnPack) -> None:
        design = self._catalog.design_of(pack)
        stops = [remark for remark in lint(document, pack.template, design, self._look) if remark.stops]
        if stops:
            raise BadInput("the template “{title}” is not imported: {what}", title=pack.title, what=stops[0].phrase)

    # Carried out

    def _install(self, told: SignedVersion, row: TemplateRow | None, pack: OwnPack) -> None:
        one, version = told.signature, told.version
        made = TemplateRow(
            id=one.template,
            code=self._free_code(pack.template.code, one.template) if row is None else row.code,
            floor=told.floor,
            draft=tidied(document_of(version)),
            draft_by=version.by,
            draft_at=version.at,
        )
        if row is None:
            self._repo.add(made)
        else:
            self._repo.keep(made)
        if self._repo.version(version.template, version.number) is None:
            self._repo.add_version(version)
        self._repo.add_signature(one)
        facts = {"template": one.template, "code": made.code, "version": one.version, "digest": one.digest}
        self._note(ACT, PROGRAM, {"step": "imported", "deed": str(one.deed), **facts})

    def _free_code(self, code: str, id: str) -> str:
        """Its code; where another template has it here, with a part of its id behind."""
        taken = {row.code for row in self._repo.all()}
        return f"{code}-{id.removeprefix(PREFIX)[:4]}" if code in taken else code

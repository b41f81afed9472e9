"""Which versions of own templates may be used: their bytes and the head's signature, looked at with every use."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from studio.canonical import canonical_json
from studio.clock import show_datetime
from studio.errors import NotFound, Refused, StudioError, Untrusted
from studio.people.model import Role
from studio.people.service import People, Signer
from studio.templates.catalog import Pack
from studio.templates.layout import Design, Layout
from studio.templates.own.document import OwnPack, read_version
from studio.templates.own.model import SignedAct, TemplateSignature, TemplateVersion, current_of

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.templates.own.storage import StoredOwnTemplates

_KIND: Final = "own_template"


def statement_of(deed: SignedAct, version: TemplateVersion, by: str, at: datetime, before: str) -> dict[str, Any]:
    """What the head signs: that this version, in these bytes, may be used, or that none may. `before` is the last
    signature about that template: one that was put in once more does not follow it."""
    return {
        "kind": _KIND,
        "deed": str(deed),
        "template": version.template,
        "version": version.number,
        "digest": version.digest,
        "by": by,
        "at": at.isoformat(),
        "before": before,
    }


def signed(deed: SignedAct, version: TemplateVersion, signer: Signer, at: datetime, before: str) -> TemplateSignature:
    """The statement signed with the key that the PIN opened."""
    facts = statement_of(deed, version, signer.person.id, at, before)
    statement = canonical_json({**facts, "key": signer.key_id, "roles": list(signer.roles)})
    return TemplateSignature(
        template=version.template,
        version=version.number,
        deed=deed,
        digest=version.digest,
        by=signer.person.id,
        key_id=signer.key_id,
        at=at,
        statement=statement.decode(),
        signature=signer.sign(statement),
    )


class SignedTemplates:
    """Reads and judges; changes nothing. `department` gives the pack that own templates are read beside."""

    def __init__(self, repo: StoredOwnTemplates, people: People, department: Callable[[], Pack]) -> None:
        self._repo = repo
        self._people = people
        self._department = department
        self._read: dict[tuple[str, int, str], OwnPack] = {}
        self._layouts: tuple[tuple[TemplateSignature, ...], Design, Design] | None = None

    def ids(self) -> tuple[str, ...]:
        """Of every own template that was ever signed."""
        return tuple(dict.fromkeys(one.template for one in self._repo.signatures()))

    def newest(self, id: str) -> OwnPack:
        """The version that new posts get.

        Raises NotFound for one that was never signed, Refused where it was withdrawn or its signer is head no more,
        Untrusted where its bytes or its signature are not as they were.
        """
        signatures = self._repo.signatures(id)
        if not signatures:
            raise NotFound("there is no template “{id}” that the head signed.", id=id)
        last = signatures[-1]
        pack = self._held(signatures, len(signatures) - 1)
        if last.deed is SignedAct.WITHDRAW:
            when = show_datetime(last.at)
            raise Refused("the template was withdrawn at {when}; choose another.", when=when, where=str(pack.title))
        self._require_head(last)
        return pack

    def exactly(self, id: str, version: int) -> OwnPack:
        """A version that a post was written with: it stays what the head signed. Raises NotFound, Untrusted."""
        signatures = self._repo.signatures(id)
        places = [n for n, one in enumerate(signatures) if (one.version, one.deed) == (version, SignedAct.SIGN)]
        if not places:
            raise NotFound(
                "version {version} of the template “{id}” is not signed by the head.", id=id, version=version
            )
        return self._held(signatures, places[-1])

    def usable(self) -> tuple[tuple[OwnPack, ...], tuple[StudioError, ...]]:
        """What new posts may be written with, and why what is not withdrawn may not."""
        packs: list[OwnPack] = []
        troubles: list[StudioError] = []
        for own in self.ids():
            try:
                packs.append(self.newest(own))
            except Refused as refusal:
                if current_of(self._repo.signatures(own)) is not None:
                    troubles.append(refusal)
            except StudioError as trouble:
                troubles.append(trouble)
        return tuple(packs), tuple(troubles)

    def design(self, department: Design) -> Design:
        """The department's design with the layouts of all signed versions; the same value while they are the same."""
        signatures = tuple(one for one in self._repo.signatures() if one.deed is SignedAct.SIGN)
        if self._layouts is None or self._layouts[:2] != (signatures, department):
            self._layouts = signatures, department, self._joined(signatures, department)
        return self._layouts[2]

    def _joined(self, signatures: tuple[TemplateSignature, ...], department: Design) -> Design:
        own: dict[str, Layout] = {}
        for one in signatures:
            try:
                own |= self._bytes_of(one).layouts
            except StudioError:  # told by whoever asks for that template
                continue
        return replace(department, layouts={**department.layouts, **own}) if own else department

    def _held(self, signatures: Sequence[TemplateSignature], place: int) -> OwnPack:
        """The version that was signed there, its bytes and signature looked at. Raises Untrusted, BadInput."""
        one, before = signatures[place], signatures[place - 1].signature if place else ""
        pack = self._bytes_of(one)
        version = self._repo.version(one.template, one.version)
        if version is None or not holds(one, version, before, self._people):
            raise Untrusted(
                "the head's signature under the template does not hold; have it signed again.", where=str(pack.title)
            )
        return pack

    def _bytes_of(self, one: TemplateSignature) -> OwnPack:
        version = self._repo.version(one.template, one.version)
        if version is None or version.digest != one.digest:
            raise Untrusted(
                "version {version} of the template differs from what the head signed; have it signed again.",
                version=one.version,
                where=one.template,
            )
        key = (one.template, one.version, one.digest)
        if key not in self._read:
            self._read[key] = read_version(version, self._department())
        return self._read[key]

    def _require_head(self, one: TemplateSignature) -> None:
        try:
            self._people.entitled(one.by, Role.HEAD)
        except StudioError as trouble:
            raise Refused(
                "{name}, who signed the template, is no longer head of the unit; the head has to sign it.",
                name=self._name(one.by),
                where=one.template,
            ) from trouble

    def _name(self, person: str) -> str:
        try:
            return self._people.get(person).name
        except NotFound:
            return person[:8]


def holds(one: TemplateSignature, version: TemplateVersion, before: str, people: People) -> bool:
    """Whether a head of that time signed exactly this statement about exactly these bytes. Raises Untrusted."""
    roles = told_of(one).get("roles")
    if not isinstance(roles, list) or Role.HEAD not in roles:
        return False
    facts = {**statement_of(one.deed, version, one.by, one.at, before), "key": one.key_id, "roles": roles}
    if canonical_json(facts).decode() != one.statement:
        return False
    return people.signed_by(one.by, one.key_id, roles, one.at, one.statement.encode(), one.signature, approves=True)


def told_of(one: TemplateSignature) -> Mapping[str, Any]:
    """What its statement says; nothing where it cannot be read."""
    try:
        told = json.loads(one.statement)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}

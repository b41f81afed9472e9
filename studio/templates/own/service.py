"""Making, saving, submitting, signing and withdrawing a unit's own templates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from studio.canonical import sha256
from studio.clock import Clock
from studio.errors import BadInput, NotFound, NotPermitted, Refused
from studio.people.model import Person, Role
from studio.people.service import People
from studio.phrase import Phrase
from studio.templates.layout import Design
from studio.templates.own.catalog import UnitCatalog
from studio.templates.own.changes import changes
from studio.templates.own.document import (
    OwnPack,
    blank,
    document_of,
    floor_of,
    made_from,
    read_version,
    require_floor,
    tidied,
    version_of,
)
from studio.templates.own.history import PastVersion, Returned, history
from studio.templates.own.lint import Look, TemplateRemark, lint
from studio.templates.own.model import (
    ACT,
    LONGEST_NOTE,
    PREFIX,
    Floor,
    SignedAct,
    TemplateDocument,
    TemplateRow,
    TemplateVersion,
    is_own,
)
from studio.templates.own.signed import SignedTemplates, signed
from studio.text import length, nfc, squeeze
from studio.yamlfile import load_yaml, plain

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.templates.own.storage import StoredOwnTemplates

Note = Callable[[str, str, Mapping[str, Any]], None]
"""Writes a line of the log: act, person, and what it concerns."""
SUBJECT: Final = "own_template"
"""What a template that waits for the head is called where all that waits is listed."""
WRITERS: Final = (Role.AUTHOR, Role.APPROVER, Role.HEAD)
_CODE: Final = "DV"
_MOST: Final = 99
_LONGEST_TITLE: Final = 80


class OwnTemplates:
    """`by` is the id of a person; every act raises a StudioError with the reason. `signed` tells what may be used."""

    def __init__(
        self,
        repo: StoredOwnTemplates,
        people: People,
        catalog: UnitCatalog,
        clock: Clock,
        *,
        ids: Callable[[], str],
        note: Note,
        look: Look,
        returned: Returned,
    ) -> None:
        self._repo = repo
        self._people = people
        self._catalog = catalog
        self._clock = clock
        self._ids = ids
        self._note = note
        self._look = look
        self._returned = returned
        self.signed = SignedTemplates(repo, people, catalog.department)

    # Reading

    def all(self) -> tuple[TemplateRow, ...]:
        """In the order of their codes."""
        return self._repo.all()

    def get(self, id: str) -> TemplateRow:
        """By id or code. Raises NotFound."""
        found = next((row for row in self._repo.all() if id in (row.id, row.code)), None)
        if found is None:
            raise NotFound("the unit has no template “{id}” of its own.", id=id)
        return found

    def versions(self, id: str) -> tuple[TemplateVersion, ...]:
        """Oldest first."""
        return self._repo.versions(id)

    def is_here(self, row: TemplateRow) -> bool:
        """Whether it was begun at this PC, the one where it is changed, signed and withdrawn."""
        return self._people.get(row.draft_by).here

    def version(self, id: str, number: int) -> TemplateVersion:
        """Raises NotFound."""
        found = self._repo.version(id, number)
        if found is None:
            raise NotFound("there is no version {number} of the template “{id}”.", number=number, id=id)
        return found

    def document(self, id: str, number: int) -> TemplateDocument:
        """A version as one edits it. Raises NotFound."""
        return document_of(self.version(id, number))

    def history(self, id: str) -> tuple[PastVersion, ...]:
        """The draft, where no version says what it says, and every version, newest first. Raises NotFound."""
        row = self.get(id)
        return history(
            row,
            self._repo.versions(row.id),
            self._repo.signatures(row.id),
            self._returned(row.id),
            changed=self.changed(row),
        )

    def changes(self, id: str, before: int, after: int | None) -> tuple[Phrase, ...]:
        """What differs between two versions, in words. Version 0 is the template that it was made of; `after` is None
        for the draft."""
        old = self._origin(id) if before == 0 else self.document(id, before)
        return changes(old, self.get(id).draft if after is None else self.document(id, after))

    def changed(self, row: TemplateRow) -> bool:
        """Whether the draft says something else than the last version, or cannot be saved as it is."""
        if row.newest == 0:
            return True
        try:
            now = version_of(row.draft, row.id, row.code, row.newest)
        except BadInput:
            return True
        return now != dict(self.version(row.id, row.newest).files)

    def writers(self, row: TemplateRow) -> frozenset[str]:
        """Who wrote or submitted what waits for the head: they cannot sign it."""
        return self._writers(row, row.candidate) if row.candidate is not None else frozenset()

    def read(self, row: TemplateRow) -> OwnPack:
        """The draft, read as the version it would be. Raises BadInput naming file and line."""
        return self._read_as(row, row.newest + 1, self._people.doer())

    def design(self, pack: OwnPack) -> Design:
        """The department's design with the layouts of that version."""
        return self._catalog.design_of(pack)

    def shipped_layout(self, name: str) -> dict[str, Any]:
        """A layout of the department's as its file has it, to be changed for one template. Raises NotFound."""
        pack, path = self._catalog.department(), f"layouts/{name}.yaml"
        if path not in pack.hashes:
            raise NotFound("The pack has no card layout “{layout}”.", layout=name)
        told = plain(load_yaml(pack.read(path), path).value)
        return {key: value for key, value in told.items() if key != "id"}

    def lint(self, id: str, document: TemplateDocument | None = None) -> tuple[TemplateRemark, ...]:
        """What is wrong with the draft, or with `document` as it would be. Takes seconds; for any thread."""
        kept = self.get(id)
        row = kept if document is None else replace(kept, draft=document)
        try:
            pack = self.read(row)
            require_floor(pack.template, row.floor)
        except BadInput as error:
            return (TemplateRemark(about="text", phrase=error.phrase),)
        return lint(row.draft, pack.template, self.design(pack), self._look)

    # Acting

    def begin(self, title: str, by: str) -> TemplateRow:
        """A template from scratch. Raises BadInput, NotPermitted."""
        return self._begun(blank(_title(title)), Floor(), by)

    def make_ours(self, template_id: str, by: str) -> TemplateRow:
        """An own template that begins as one of the department's or of the unit. Raises NotFound, NotPermitted."""
        template = self._catalog.get(template_id)
        if is_own(template_id):
            document, floor = document_of(self.version(template.id, template.version)), self.get(template.id).floor
            return self._begun(document, replace(floor, made_from=f"{template.id}@{template.version}"), by)
        return self._begun(made_from(self._catalog.source(template), template), floor_of(template), by)

    def _begun(self, document: TemplateDocument, floor: Floor, by: str) -> TemplateRow:
        person = self._writer(by)
        with self._repo.transaction():
            row = TemplateRow(
                id=f"{PREFIX}{sha256(self._ids().encode())[:8]}",
                code=self._free_code(),
                floor=floor,
                draft=tidied(document),
                draft_by=person.id,
                draft_at=self._clock.now(),
            )
            self._repo.add(row)
            self._log("begun", row, person, made_from=floor.made_from)
        return row

    def keep(self, id: str, document: TemplateDocument, by: str) -> TemplateRow:
        """Keep the draft as it is now, whole or not: what is kept outlives a crash. The window does so two seconds
        after a change at the latest. Raises BadInput for what cannot be kept, NotPermitted."""
        person, made = self._writer(by), tidied(document)
        with self._repo.transaction():
            row = replace(self._of_here(id), draft=made, draft_by=person.id, draft_at=self._clock.now())
            self._repo.keep(row)
        return row

    def save(self, id: str, by: str) -> TemplateVersion:
        """Make the draft a version, read and checked like a file of the department's pack.

        Raises BadInput naming file and line, Refused where nothing was changed, NotPermitted.
        """
        person = self._writer(by)
        with self._repo.transaction():
            row = self._of_here(id)
            if not self.changed(row):
                raise Refused("nothing was changed since version {number}.", number=row.newest)
            number = row.newest + 1
            pack = self._read_as(row, number, person.id)
            require_floor(pack.template, row.floor)
            version = self._version(row, number, person.id)
            self._repo.add_version(version)
            self._log("saved", row, person, version=number, digest=version.digest)
        return version

    def take_up(self, id: str, number: int, by: str) -> TemplateRow:
        """Let the draft say what that version says. Raises NotFound, NotPermitted."""
        person = self._writer(by)
        return self.keep(id, self.document(id, number), person.id)

    def submit(self, id: str, by: str, pin: str) -> TemplateRow:
        """Put the last version before the head, in the place of what waited before.

        Raises Refused with the first thing to be mended, NotPermitted.
        """
        person = self._people.verify_pin(self._writer(by).id, pin)
        row = self._of_here(id)
        if self.changed(row):
            raise Refused("the draft is not saved; save it, then submit it.")
        if row.newest in (row.candidate, row.current):
            raise Refused("version {number} was submitted already.", number=row.newest)
        stops = [one for one in self.lint(id) if one.stops]
        if stops:
            raise Refused("mend this first: {what}", what=stops[0].phrase)
        with self._repo.transaction():
            row = replace(self._of_here(id), candidate=row.newest, candidate_by=person.id, note="")
            self._repo.keep(row)
            self._log("submitted", row, person, version=row.newest)
        return row

    def send_back(self, id: str, by: str, pin: str, note: str) -> TemplateRow:
        """The head's no, with what has to be changed. Raises BadInput, Refused, NotPermitted."""
        said = _note(note)
        self._people.require(self._people.verify_pin(by, pin).id, Role.HEAD)
        with self._repo.transaction():
            person, row = self._people.require(by, Role.HEAD), self._of_here(id)
            if row.candidate is None:
                raise Refused("no version of this template waits for the head.")
            version = row.candidate
            row = replace(row, candidate=None, candidate_by="", note=said)
            self._repo.keep(row)
            self._log("returned", row, person, version=version)
        return row

    def sign(self, id: str, number: int, by: str, pin: str) -> TemplateRow:
        """The head signs exactly the bytes of the version that was submitted, or once more those in use.

        Whoever wrote or submitted it cannot sign. Raises NotPermitted, Refused, BadInput, Untrusted.
        """
        signer = self._people.signer(by, pin)
        self._people.require(signer.person.id, Role.HEAD)
        self._people.require_settled(signer)
        with self._repo.transaction():
            person, row = self._people.require(by, Role.HEAD), self._of_here(id)
            self._require_to_be_signed(row, number, person)
            version = self.version(id, number)
            pack = read_version(version, self._catalog.department())
            require_floor(pack.template, row.floor)
            signatures = self._repo.signatures(id)
            before = signatures[-1].signature if signatures else ""
            self._repo.add_signature(signed(SignedAct.SIGN, version, signer, self._clock.now(), before))
            self._repo.keep(replace(row, candidate=None, candidate_by="", note=""))
            self._log("signed", row, person, version=number, digest=version.digest)
        return self.get(id)

    def withdraw(self, id: str, by: str, pin: str, note: str) -> TemplateRow:
        """No post is begun with it any more; posts not yet sent are stopped. Raises BadInput, Refused, NotPermitted."""
        said = _note(note)
        signer = self._people.signer(by, pin)
        self._people.require(signer.person.id, Role.HEAD)
        with self._repo.transaction():
            person, row = self._people.require(by, Role.HEAD), self._of_here(id)
            if row.current is None:
                raise Refused("this template is not in use.")
            version, last = self.version(id, row.current), self._repo.signatures(id)[-1]
            self._repo.add_signature(signed(SignedAct.WITHDRAW, version, signer, self._clock.now(), last.signature))
            self._repo.keep(replace(row, note=said))
            self._log("withdrawn", row, person, version=version.number)
        return self.get(id)

    def _of_here(self, id: str) -> TemplateRow:
        row = self.get(id)
        if not self.is_here(row):
            raise Refused(
                "the template {code} came from another PC: it is changed, signed and withdrawn there. Make yours from "
                "it.",
                code=row.code,
            )
        return row

    def _require_to_be_signed(self, row: TemplateRow, number: int, person: Person) -> None:
        if row.candidate is not None and row.candidate != number:
            raise Refused(
                "version {candidate} was submitted, not version {number}.", candidate=row.candidate, number=number
            )
        if row.candidate is None and number != row.current:
            raise Refused("version {number} was not submitted to the head.", number=number)
        if person.id in self._writers(row, number):
            raise NotPermitted(
                "{name} wrote or submitted this version and cannot sign it; ask another head.", name=person.name
            )

    def _writers(self, row: TemplateRow, number: int) -> frozenset[str]:
        since = row.current or 0 if row.current != number else number - 1
        wrote = {one.by for one in self._repo.versions(row.id) if since < one.number <= number}
        return frozenset(wrote | {row.candidate_by})

    def _read_as(self, row: TemplateRow, number: int, by: str) -> OwnPack:
        return read_version(self._version(row, number, by), self._catalog.department())

    def _version(self, row: TemplateRow, number: int, by: str) -> TemplateVersion:
        files = version_of(row.draft, row.id, row.code, number)
        return TemplateVersion(template=row.id, number=number, files=files, by=by, at=self._clock.now())

    def _origin(self, id: str) -> TemplateDocument:
        """What the template was made of, as it is today; a blank one where that is gone."""
        row = self.get(id)
        if not row.floor.made_from:
            return blank(row.title.vi)
        template = self._catalog.get(row.floor.made_from.partition("@")[0])
        return made_from(self._catalog.source(template), template)

    def _writer(self, by: str) -> Person:
        return self._people.require(by, *WRITERS)

    def _free_code(self) -> str:
        taken = {row.code for row in self._repo.all()} | {one.code for one in self._catalog.department().templates}
        free = (code for n in range(1, _MOST + 1) if (code := f"{_CODE}-{n:02d}") not in taken)
        for code in free:
            return code
        raise Refused("the unit has {most} templates of its own, as many as there can be.", most=_MOST)

    def _log(self, step: str, row: TemplateRow, person: Person, **facts: object) -> None:
        self._note(ACT, person.id, {"step": step, "template": row.id, "code": row.code, **facts})


def _title(title: str) -> str:
    title = squeeze(nfc(title))
    if not 0 < length(title) <= _LONGEST_TITLE or not title.isprintable():
        raise BadInput("a template's title has 1 to {most} characters.", most=_LONGEST_TITLE, where="title")
    return title


def _note(note: str) -> str:
    note = squeeze(nfc(note))
    if not 0 < length(note) <= LONGEST_NOTE:
        raise BadInput("give the reason, in {most} characters at most.", most=LONGEST_NOTE, where="note")
    return note

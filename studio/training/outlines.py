"""The course of a unit: the outlines that ship, and what the unit made of them.

An outline is linked to the unit's own document, given another title or place, hidden, or copied and written anew.
Nothing that ships is ever overwritten: a change lies beside it and a later version of the program keeps it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from studio.clock import Clock, local_date
from studio.errors import BadInput, NotFound, Refused
from studio.logbook import Logbook
from studio.paths import read_chosen
from studio.people.model import Role
from studio.people.service import People
from studio.phrase import Bilingual, Phrase
from studio.text import length, nfc, squeeze
from studio.training.course_reader import read_outlines
from studio.training.course_writer import to_yaml, version_hash
from studio.training.outline import Course, OfficialDocument, Outline, OutlineChange
from studio.yamlfile import at

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.store.files import FileStore
    from studio.training.storage_outlines import StoredOutlines

MAY_CHANGE = (Role.TRAINER, Role.HEAD)
ACT = "outline"
"""As `studio.outbox.audit.Act` names it."""
OWN = "U"
"""First letter of the ids of a unit's own outlines; none that ships begins with it."""
LONGEST = 200
"""Characters of a title, a number, an issuer."""
_ID = re.compile(r"^[A-Z][A-Z0-9]{0,7}$")


class Outlines:
    """The outlines as this unit teaches them. Threads may share it."""

    def __init__(
        self,
        repo: StoredOutlines,
        files: FileStore,
        people: People,
        clock: Clock,
        *,
        shipped: Callable[[], Course],
        logbook: Logbook | None = None,
    ) -> None:
        self._repo, self._files, self._people, self._clock = repo, files, people, clock
        self._shipped = shipped
        self._logbook = logbook or Logbook()

    def course(self) -> Course:
        """All outlines in the unit's order, hidden ones too."""
        course, changes = self._shipped(), self._repo.changes()
        known = {each.id for each in course.outlines}
        own = [each.own for each in changes.values() if each.own is not None and each.id not in known]
        changed = [_changed(each, changes.get(each.id)) for each in (*course.outlines, *own)]
        places = {each.id: _place(changes.get(each.id), number) for number, each in enumerate(changed)}
        return replace(
            course,
            outlines=tuple(sorted(changed, key=lambda outline: places[outline.id])),
            groups={**course.groups, **self._repo.groups()},
        )

    def shown(self) -> tuple[Outline, ...]:
        """Those that are taught: all but the hidden."""
        return tuple(outline for outline in self.course().outlines if not outline.hidden)

    def outline(self, id: str) -> Outline:
        """Raises NotFound."""
        found = self.course().outline(id)
        if found is None:
            raise NotFound("there is no procedure “{id}”; see the list of procedures for their ids.", id=id)
        return found

    def version_hash(self, outline: Outline) -> str:
        """12 hex digits for what is taught (see `studio.training.course_writer`)."""
        return version_hash(outline)

    # What a unit changes. Each raises NotFound, NotPermitted, BadInput.

    def link(self, id: str, document: OfficialDocument, by: str, *, file: Path | None = None) -> Outline:
        """Let the unit's `document` stand behind an outline; its `file` is kept. An empty document unlinks."""
        self._require(by)
        document = _fit(document, local_date(self._clock.now()))
        data = read_chosen(file) if file is not None else b""
        with self._doing("linked" if document.linked else "unlinked", id, by):
            if file is not None:
                document = replace(document, file=self._files.put(data), file_name=file.name)
            return self._change(id, document=document)

    def keep_file(self, data: bytes) -> str:
        """Keep the file of a document, as the law library has it. Returns its SHA-256."""
        return self._files.put(data)

    def file(self, document: OfficialDocument) -> bytes:
        """The file of a linked document. Raises NotFound, Untrusted."""
        return self._files.get(document.file)

    def rename(self, id: str, title: Phrase, by: str) -> Outline:
        """Give an outline another title; that which ships comes back with an empty one."""
        with self._doing("renamed", id, by):
            return self._change(id, title=_title(title) if squeeze(title.vi) else None)

    def rename_group(self, id: str, title: Phrase, by: str) -> None:
        """Give a group of outlines another title."""
        with self._doing("group_renamed", id, by):
            if id not in self._shipped().groups:
                raise NotFound("there is no group “{id}”.", id=id)
            self._repo.save_group(id, _title(title))

    def hide(self, id: str, by: str, *, hidden: bool = True) -> Outline:
        """Take an outline out of what is taught, or back in."""
        with self._doing("hidden" if hidden else "shown", id, by):
            return self._change(id, hidden=hidden)

    def move(self, id: str, to: int, by: str) -> None:
        """Put an outline at place `to` (from 0) of the whole course."""
        with self._doing("moved", id, by), self._repo.transaction():
            order = [each.id for each in self.course().outlines if each.id != self.outline(id).id]
            order.insert(max(0, min(to, len(order))), id)
            changes = self._repo.changes()
            for position, each in enumerate(order):
                self._repo.save(replace(changes.get(each, OutlineChange(id=each)), position=position))

    def save(self, outline: Outline, by: str) -> Outline:
        """Keep an outline of the unit's own. Raises Refused for one that ships: copy it first."""
        self._require(by)
        require_sound(outline, self._shipped())
        if self._shipped().outline(outline.id) is not None:
            raise Refused(
                "the procedure {id} comes with the app and cannot be edited; copy it and edit the copy.",
                id=outline.id,
            )
        own = replace(outline, own=True, hidden=False, document=OfficialDocument())
        with self._doing("saved", outline.id, by), self._repo.transaction():
            present = self._repo.changes().get(outline.id, OutlineChange(id=outline.id))
            self._repo.save(replace(present, own=own, title=None))
        return self.outline(outline.id)

    def duplicate(self, id: str, by: str) -> Outline:
        """A copy under a new id, right behind the first, to be edited. It is linked to nothing."""
        with self._doing("copied", id, by), self._repo.transaction():
            first = self.outline(id)
            title = Phrase("{title} (copy)", title=first.title)
            copy = self.save(replace(first, id=self.free_id(), title=title), by)
            self.move(copy.id, [each.id for each in self.course().outlines].index(id) + 1, by)
        return copy

    def remove(self, id: str, by: str) -> None:
        """Take an own outline out for good. Raises Refused for one that ships: hide it."""
        self._require(by)
        if not self.outline(id).own:
            raise Refused("the procedure {id} comes with the app and cannot be deleted; hide it.", id=id)
        with self._doing("removed", id, by):
            self._repo.remove(id)

    def free_id(self) -> str:
        """The next id of an own outline: U1, U2 …"""
        taken = {each.id for each in self.course().outlines}
        return next(free for number in range(1, len(taken) + 2) if (free := f"{OWN}{number}") not in taken)

    def export(self, ids: Sequence[str]) -> str:
        """These outlines as YAML, to be read by `take_in` on another PC or edited by hand."""
        return to_yaml(tuple(map(self.outline, ids)))

    def take_in(self, path: Path, by: str) -> tuple[Outline, ...]:
        """Add the outlines of a YAML file as the unit's own: all, or none. Raises BadInput naming the line.

        One whose id is that of an outline that ships gets a free one; one of an own outline takes its place.
        """
        with self._doing("taken_in", "", by), self._repo.transaction():
            kept = []
            for line, outline in read_outlines(path):
                shipped = self._shipped().outline(outline.id) is not None
                try:
                    kept.append(self.save(replace(outline, id=self.free_id()) if shipped else outline, by))
                except BadInput as fault:
                    raise BadInput(fault.phrase, where=at(path, line)) from fault
        return tuple(kept)

    def _doing(self, step: str, id: str, by: str) -> AbstractContextManager[str]:
        self._require(by)
        return self._logbook.doing(ACT, by, step=step, outline=id)

    def _require(self, by: str) -> None:
        self._people.require(by, *MAY_CHANGE)

    def _change(self, id: str, **changes: object) -> Outline:
        with self._repo.transaction():
            self.outline(id)
            present = self._repo.changes().get(id, OutlineChange(id=id))
            self._repo.save(replace(present, **changes))  # type: ignore[arg-type]
            return self.outline(id)


def require_sound(outline: Outline, course: Course) -> None:
    """Raise BadInput for an outline that could not be shown or played: it may still lack texts (see the lint)."""
    if not _ID.match(outline.id):
        raise _unsound(outline, Phrase("the id has 1–8 capital letters or digits and begins with a letter."))
    if outline.group not in course.groups:
        groups = ", ".join(course.groups)
        raise _unsound(
            outline, Phrase("there is no group “{group}”; allowed: {groups}.", group=outline.group, groups=groups)
        )
    if [step.number for step in outline.steps] != list(range(1, len(outline.steps) + 1)):
        raise _unsound(outline, Phrase("steps must be numbered from 1 on."))
    roles = [role for role in (*outline.does, *outline.approves) if role not in course.roles]
    if roles:
        raise _unsound(outline, Phrase("there is no role “{roles}”.", roles=roles[0]))
    if not 0 <= outline.minutes <= 24 * 60:
        raise _unsound(outline, Phrase("minutes must be between 0 and 1440."))
    for step in outline.steps:
        ids = [item.id for item in step.items]
        if len(set(ids)) < len(ids):
            raise _unsound(outline, Phrase("step {number}: an item id repeats.", number=step.number))


def _unsound(outline: Outline, say: Phrase) -> BadInput:
    return BadInput(say, where=outline.id)


def _changed(outline: Outline, change: OutlineChange | None) -> Outline:
    if change is None:
        return outline
    title = change.title or outline.title
    return replace(outline, title=title, hidden=change.hidden, document=change.document)


def _place(change: OutlineChange | None, number: int) -> tuple[bool, int]:
    """One that came with a later version of the program, and has no place yet, stands behind the others."""
    return (True, number) if change is None or change.position is None else (False, change.position)


def _title(title: Phrase) -> Phrase:
    vi = squeeze(nfc(title.vi))
    en = squeeze(nfc(title.en)) or vi
    if not vi or length(vi) > LONGEST or length(en) > LONGEST:
        raise BadInput("a title has 1 to {longest} characters.", longest=LONGEST, where=vi[:80])
    return Bilingual(vi, en)


def _fit(document: OfficialDocument, today: date) -> OfficialDocument:
    """`document` without blanks. Raises BadInput: a date that is none, or is yet to come, or a text too long."""
    texts = {name: squeeze(nfc(getattr(document, name))) for name in ("number", "date", "issuer", "replaced_by")}
    fit = replace(document, **texts, note=nfc(document.note).strip())
    if any(length(text) > LONGEST for text in texts.values()) or length(fit.note) > 10 * LONGEST:
        raise BadInput("an entry is too long; shorten it.", where=fit.number[:80])
    if not fit.date:
        return fit
    try:
        day = date.fromisoformat(fit.date)
    except ValueError as error:
        raise BadInput("“{date}” is no date; write it like 25/11/2026.", date=fit.date, where=fit.number) from error
    if day > today:
        raise BadInput("a document cannot be issued in the future; check the day.", where=fit.number)
    return replace(fit, date=day.isoformat())

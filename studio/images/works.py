"""Editing photographs with the original kept apart: open, change, decide, finish; throw away and bring back.

What leaves is always a finished file: the recipe on the full original, flattened. The original never leaves the file
store, and it does not stay there for ever, because it shows what the finished file hides.

Whether a photograph may leave: somebody looked it over, who is shown consents, and what it carries may be used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol

from studio.canonical import sha256
from studio.clock import Clock
from studio.errors import BadInput, Refused, Untrusted
from studio.events import Publish, silent
from studio.images.assets import Asset, AssetStanding, standing, why_not
from studio.images.collage import LEAST, LONGEST_LABEL, MOST, arranged, label_place
from studio.images.consent import Consent, holds, told
from studio.images.geometry import Size
from studio.images.recipe import (
    Arrangement,
    Collage,
    CollagePart,
    Mark,
    MarkKind,
    Recipe,
    Rect,
    refuse_undecided,
    untouched,
)
from studio.images.recipe_validation import checked, digest
from studio.images.work import (
    FinishedPicture,
    Made,
    PictureAnswers,
    Work,
    WorkDeed,
    WorkRow,
    WorkStep,
    decided_between,
    outdated,
    protects,
    shown_in,
)
from studio.people.service import People
from studio.text import fold, length, nfc, squeeze

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.images.storage import StoredWorks

ConsentsOf = Callable[[Iterable[str]], Mapping[str, tuple[Consent, ...]]]
AssetsOf = Callable[[Iterable[str]], Mapping[str, tuple[Asset, ...]]]
"""Of pictures by SHA-256: who consented to them, and what of the unit's library they are or were made of."""


class Unseen(Refused):
    """Nobody looked the picture over as it is now; a person may confirm having done so."""


class Unanswered(Unseen):
    """Nobody said who and what is in the picture."""


def refuse_unprotected(work: Work) -> None:
    """Raises BadInput while a suggestion is open, Unseen while nobody looked for what is to be protected."""
    refuse_undecided(work.recipe)
    if not work.recipe.looked and not work.cleared_by:
        raise Unseen(
            "No detector has looked at this picture; choose Find what to cover, or confirm that nobody and no "
            "number in it needs covering."
        )


def refuse_dropped(work: Work, steps: Iterable[WorkStep]) -> None:
    """Raises Unseen while places that a look found are there no longer, and nobody looked the picture over since."""
    present = {one.id for one in work.recipe.suggestions}
    count = len({step.about for step in steps if step.deed is WorkDeed.DROPPED} - present)
    if count and not work.cleared_by:
        raise Unseen(
            "A look was undone, and {n} place that it found is not decided; choose Find what to cover "
            "again, or confirm that nobody and no number in the picture needs covering.",
            many="A look was undone, and {n} places that it found are not decided; choose Find what to cover "
            "again, or confirm that nobody and no number in the picture needs covering.",
            n=count,
        )


def refuse_shown(recipe: Recipe, shown: PictureAnswers | None) -> None:
    """Raises Unanswered while nobody said what is in the picture, Unseen when that has to be covered and nothing is."""
    if shown is None:
        raise Unanswered(
            "Nobody answered the three questions: does the picture show anyone under 18, a victim or somebody "
            "held, papers, screens or number plates? Look at it and answer."
        )
    if (shown.held or shown.papers) and not recipe.covered:
        raise Unseen(
            "You answered that the picture shows somebody to be protected, papers or plates, and nothing is "
            "covered; cover it, or change the answer."
        )


def refuse_unusable(recipe: Recipe, consents: ConsentsOf, assets: AssetsOf, on: date) -> None:
    """Raises Refused when a consent to the original does not hold on the day, or what it is made of may not be used.

    A picture whose first day is still to come may be made ready: a post is asked again on its own day.
    """
    for consent in consents([recipe.source]).get(recipe.source, ()):
        if not holds(consent, on):
            raise _ended(consent, on)
    for asset in (asset for found in assets(recipe.behind).values() for asset in found):
        if standing(asset.facts, on) is not AssetStanding.EARLY:
            _refuse_asset(asset, on)


def _ended(consent: Consent, on: date) -> Refused:
    said = told(consent, on)
    return Refused(
        "{who}: {what}, so the picture may not leave; record a new consent in its place, or cover the person "
        "and take the record off the picture.",
        who=consent.who,
        what=said,
    )


def _refuse_asset(asset: Asset, on: date) -> None:
    wrong = why_not(asset.facts, on)
    if wrong is not None:
        raise Refused(
            "Picture “{title}” {wrong}, so this one may not leave; correct it in the picture library where that "
            "is allowed, or use another picture.",
            title=asset.facts.title,
            wrong=wrong,
        )


Note = Callable[[str, str, Mapping[str, Any]], None]
"""Writes a line of the log: act, person, and what it concerns."""
Carry = Callable[[str, str, str], None]
"""Whoever consented to one picture (its SHA-256) consented to what was made of it, too; the third is the person."""

Hold = Callable[[Recipe], None]
"""Raises Refused when a consent, or the unit's library, forbids that a picture made by this recipe leaves today."""


MeasurePicture = Callable[[bytes], Size]
"""Width and height of a foreign picture, upright. Raises BadInput unless it is a sound one of a size we take."""


class Develop(Protocol):
    """Makes the finished picture of an original, marks and all."""

    def __call__(self, original: bytes, recipe: Recipe, *, box: Size | None, max_bytes: int) -> FinishedPicture:
        """Read back and found clean. Raises BadInput."""
        ...


Join = Callable[[Sequence[bytes], Arrangement], bytes]
"""Puts finished pictures on one sheet. Raises BadInput."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CollageSource:
    """A work that becomes part of a collage, and the words that stand on it there."""

    work: str
    label: str = ""


ACT = "photo_work"
PROGRAM = "program"
TRASH = timedelta(days=30)
"""How long a work lies in the trash before it is deleted with its original."""
KEPT = timedelta(days=180)
"""A work nobody changed for that long goes to the trash by itself."""
LONGEST_TITLE = 120
COLLAGE = "anh-ghep.png"
BOX: Size = (2048, 2048)
MAX_BYTES = 4_000_000


class PhotoWorks:
    """`by` is the id of a person; every act raises a StudioError with the reason."""

    def __init__(
        self,
        repo: StoredWorks,
        *,
        measure: MeasurePicture,
        develop: Develop,
        join: Join,
        people: People,
        clock: Clock,
        ids: Callable[[], str],
        note: Note,
        carry: Carry = lambda source, picture, by: None,
        hold: Hold = lambda recipe: None,
        publish: Publish = silent,
    ) -> None:
        self._repo = repo
        self._measure = measure
        self._develop = develop
        self._join = join
        self._people = people
        self._clock = clock
        self._ids = ids
        self._note = note
        self._carry = carry
        self._hold = hold
        self._publish = publish

    def open(self, data: bytes, name: str, by: str) -> Work:
        """Keep an original and begin a work on it. Raises BadInput unless it is a sound picture."""
        person, at = self._people.require_active(by).id, self._clock.now()
        recipe = checked(untouched(sha256(data), self._measure(data)))
        work = Work(
            id=self._ids(), title=_called(name), name=name, recipe=recipe,
            opened_by=person, opened_at=at, changed_by=person, changed_at=at,
        )  # fmt: skip
        self._repo.keep(data)
        with self._repo.transaction():
            self._repo.put(work)
            self._repo.note(work.id, [WorkStep(at=at, by=person, deed=WorkDeed.OPENED, about=work.original)])
        self._publish("media.imported", work=work.id)
        return work

    def open_collage(self, sources: Sequence[CollageSource], arrangement: Arrangement, by: str) -> Work:
        """Begin a work of several pictures on one sheet, each as it may leave by now, never an original.

        Whoever consented to one of them consented to this one, and what was answered of one holds for it. Raises
        Refused naming the picture that may not leave, BadInput. Takes long; nothing is locked.
        """
        person = self._people.require_active(by).id
        if not LEAST <= len(sources) <= MOST:
            raise BadInput("A collage has {least} to {most} pictures; choose them.", least=LEAST, most=MOST)
        made, files = zip(*(self._finished_part(source.work, by) for source in sources), strict=True)
        data = self._join(files, arrangement)
        size, boxes = arranged([(one.width, one.height) for one in made], arrangement)
        parts = tuple(
            CollagePart(picture=one.sha256, behind=one.recipe.behind, covers=one.recipe.covered) for one in made
        )
        recipe = replace(
            untouched(sha256(data), self._measure(data)), collage=Collage(arrangement=arrangement, parts=parts)
        )
        for source, box in zip(sources, boxes, strict=True):
            recipe = _labelled(recipe, source.label, box, size)
        shown = [said for source in sources if (said := self.shown(source.work)) is not None]
        title, at = " + ".join(self._repo.get(source.work).title for source in sources), self._clock.now()
        work = Work(
            id=self._ids(), title=_called(f"{title}."), name=COLLAGE, recipe=checked(recipe),
            opened_by=person, opened_at=at, changed_by=person, changed_at=at,
        )  # fmt: skip
        self._repo.keep(data)
        with self._repo.transaction():
            self._repo.put(work)
            answers = {name: any(getattr(said, name) for said in shown) for name in PictureAnswers.__slots__}
            self._repo.note(
                work.id,
                [
                    WorkStep(at=at, by=person, deed=WorkDeed.OPENED, about=work.original),
                    WorkStep(at=at, by=person, deed=WorkDeed.ANSWERED, facts=answers),
                ],
            )
            for one in made:
                self._carry(one.sha256, work.original, person)
            pictures = [one.sha256 for one in made]
            self._note(ACT, person, {"step": "collage", "work": work.id, "pictures": pictures})
        self._publish("media.imported", work=work.id)
        return work

    def _finished_part(self, work: str, by: str) -> tuple[Made, bytes]:
        """The picture of a work for a collage. Raises Refused naming it."""
        present = self._repo.get(work)
        try:
            return self.finish(work, present.revision, by)
        except (BadInput, Refused) as error:
            raise Refused(
                "Picture “{title}” cannot be used yet. {why}", title=present.title, why=error.phrase
            ) from error

    def get(self, work: str) -> Work:
        """Raises NotFound, Untrusted."""
        return self._repo.get(work)

    def original(self, work: str) -> bytes:
        """The untouched file, for the image workers. Raises NotFound, Untrusted."""
        return self._repo.read(self._repo.get(work).original)

    def list(self, text: str = "", *, trashed: bool = False) -> tuple[WorkRow, ...]:
        """Works whose title or file name holds `text`, accents aside, the latest change first."""
        wanted = fold(text).split()
        rows = self._repo.rows(trashed=trashed)
        return tuple(row for row in rows if all(part in fold(f"{row.title} {row.name}") for part in wanted))

    def change(self, work: str, revision: int, recipe: Recipe, by: str) -> Work:
        """Store the recipe as the next revision; one that changes nothing is none.

        Where it takes away what a look found, a confirmation given before counts no more. Raises Refused when somebody
        else changed the work since `revision`, BadInput for an unsound recipe.
        """
        person, at = self._people.require_active(by).id, self._clock.now()
        checked(recipe)
        with self._repo.transaction():
            present = self._present(work, revision)
            fixed = recipe.source, recipe.size, recipe.collage
            if fixed != (present.recipe.source, present.recipe.size, present.recipe.collage):
                raise BadInput("This edit belongs to another original; open the picture again.")
            if recipe == present.recipe:
                return present
            steps = list(decided_between(present.recipe, recipe, by=person, at=at))
            lapsed = bool(present.cleared_by) and any(step.deed is WorkDeed.DROPPED for step in steps)
            if lapsed:
                steps.append(WorkStep(at=at, by=person, deed=WorkDeed.UNCLEARED))
            self._repo.note(work, steps)
            changed = self._next(present, person, at, recipe=recipe, cleared_by="" if lapsed else None)
        self._publish("media.edited", work=work)
        return changed

    def rename(self, work: str, revision: int, title: str, by: str) -> Work:
        """Give a work another title. Raises like `change`."""
        person, at = self._people.require_active(by).id, self._clock.now()
        with self._repo.transaction():
            return self._next(self._present(work, revision), person, at, title=_title(title))

    def clear(self, work: str, revision: int, by: str, *, cleared: bool = True) -> Work:
        """Confirm that nobody and nothing else in the picture is to be protected, or take that back."""
        person, at = self._people.require_active(by).id, self._clock.now()
        with self._repo.transaction():
            present = self._present(work, revision)
            deed = WorkDeed.CLEARED if cleared else WorkDeed.UNCLEARED
            self._repo.note(work, [WorkStep(at=at, by=person, deed=deed)])
            self._note(ACT, person, {"step": deed.value, "work": work})
            changed = self._next(present, person, at, cleared_by=person if cleared else "")
        self._publish("media.edited", work=work)
        return changed

    def answer(self, work: str, shown: PictureAnswers, by: str) -> None:
        """Keep what a person says is in the picture; the last answer counts. Raises Refused for one in the trash."""
        person, at = self._people.require_active(by).id, self._clock.now()
        with self._repo.transaction():
            self._present(work, self._repo.get(work).revision)
            if shown_in(self._repo.steps(work)) == shown:
                return
            self._repo.note(work, [WorkStep(at=at, by=person, deed=WorkDeed.ANSWERED, facts=asdict(shown))])
        self._publish("media.answered", work=work)

    def shown(self, work: str) -> PictureAnswers | None:
        """What was answered of the picture; None while nobody was asked."""
        return shown_in(self._repo.steps(work))

    def history(self, work: str) -> tuple[WorkStep, ...]:
        """Who decided what, the first first."""
        return self._repo.steps(work)

    # Finished files

    def finish(
        self, work: str, revision: int, by: str, *, box: Size | None = BOX, max_bytes: int = MAX_BYTES
    ) -> tuple[Made, bytes]:
        """Make the picture that may leave, keep it, and link it with the work.

        Raises Unseen while nobody looked for what is to be protected, BadInput while a suggestion is open, Refused when
        the work changed since `revision` or a consent or the library forbids it. Takes long; nothing is locked.
        """
        person = self._people.require_active(by).id
        present = self._present(work, revision)
        refuse_unprotected(present)
        refuse_dropped(present, self._repo.steps(work))
        refuse_shown(present.recipe, self.shown(work))
        self._hold(present.recipe)
        picture = self._develop(self._repo.read(present.original), present.recipe, box=box, max_bytes=max_bytes)
        name, at = self._repo.keep(picture.data), self._clock.now()
        made = Made(
            sha256=name, work=work, recipe=present.recipe, width=picture.width, height=picture.height,
            bytes=len(picture.data), mime=picture.mime, by=person, at=at,
        )  # fmt: skip
        with self._repo.transaction():
            self._present(work, revision)
            self._repo.add_made(made)
            self._carry(present.original, name, person)
            self._repo.note(work, [WorkStep(at=at, by=person, deed=WorkDeed.FINISHED, about=name)])
            self._note(ACT, person, {"step": WorkDeed.FINISHED.value, "work": work} | _protection(present, name))
        self._publish("media.finished", work=work, picture=name)
        return made, picture.data

    def finished(self, work: str) -> tuple[Made, ...]:
        """The files made of a work, the newest first."""
        return self._repo.made(work)

    def of_finished(self, sha256: str) -> Work | None:
        """The work a finished file was made of; None when it is none, or its work was deleted for good."""
        made = self._repo.made_as([sha256]).get(sha256)
        return self._repo.get(made.work) if made else None

    def behind(self, picture: str, name: str, by: str) -> Work:
        """The work to edit a picture of a post in: that of a finished file, one on the same original, or a new one.

        One that lies in the trash is brought back. Raises what `open` raises.
        """
        work = self.of_finished(picture)
        if work is None:
            rows = (*self._repo.rows(trashed=False), *self._repo.rows(trashed=True))
            same = next((row.id for row in rows if row.original == picture), None)
            if same is None:
                return self.open(self._repo.read(picture), name, by)
            work = self._repo.get(same)
        if work.trashed_at is not None:
            self.take_back(work.id, by)
        return self._repo.get(work.id)

    def kin(self, finished: str) -> frozenset[str]:
        """The other files of the work that made this one: its original and what else was made of it."""
        work = self.of_finished(finished)
        if work is None:
            return frozenset()
        return frozenset({work.original, *(made.sha256 for made in self._repo.made(work.id))} - {finished})

    def family(self, picture: str) -> frozenset[str]:
        """All files of the works on this original, or of those that made this file; the picture itself among them."""
        return self._repo.family(picture) | {picture}

    def outdated(self, names: Iterable[str]) -> frozenset[str]:
        """Which of these files show what a work protects by now: made before it did, or the original itself.

        A work in the trash protects as before, and so does one that was deleted for good.
        """
        names = list(dict.fromkeys(names))
        made = self._repo.made_as(names)
        late = {name for name, one in made.items() if outdated(one, self._repo.get(one.work))}
        late |= {work.original for work in self._repo.on(names) if protects(work.recipe)}
        late |= self._outdated_collages({name: one.recipe for name, one in made.items() if one.recipe.collage})
        return frozenset(late | (self._repo.exposed(names) - made.keys()))

    def _outdated_collages(self, recipes: Mapping[str, Recipe]) -> frozenset[str]:
        """Which of these collages, by their file, show a picture that is outdated."""
        parts = {
            name: {part.picture for part in recipe.collage.parts}
            for name, recipe in recipes.items()
            if recipe.collage is not None
        }
        late = self.outdated(set().union(*parts.values())) if parts else frozenset()
        return frozenset(name for name, pictures in parts.items() if pictures & late)

    # The trash

    def throw_away(self, work: str, by: str) -> None:
        """Put a work into the trash for `TRASH`; its finished files stay with the posts that show them."""
        self._set_trashed(work, self._people.require_active(by).id, trashed=True)

    def take_back(self, work: str, by: str) -> None:
        """Bring a work back as it was. Raises NotFound when it was deleted."""
        self._set_trashed(work, self._people.require_active(by).id, trashed=False)

    def due(self, now: datetime) -> int:
        """How many works `purge` would delete, or put into the trash, at that moment."""
        return len(self._repo.due(trashed_before=now - TRASH)) + len(self._repo.stale(changed_before=now - KEPT))

    def purge(self, now: datetime) -> int:
        """Delete what lay in the trash long enough, and put there what nobody needs any more. Returns how many went."""
        for work in self._repo.stale(changed_before=now - KEPT):
            self._set_trashed(work, PROGRAM, trashed=True)
        due = self._repo.due(trashed_before=now - TRASH)
        for work in due:
            with self._repo.transaction():
                self._repo.purge(work, exposed=self._exposed(work))
                self._note(ACT, PROGRAM, {"step": "purged", "work": work})
        return len(due)

    def _exposed(self, work: str) -> frozenset[str]:
        """Files of a work that show what it protects; all of them where what was stored cannot be believed."""
        names = self._repo.files(work)
        try:
            return self.outdated(names)
        except Untrusted:
            return names

    def _set_trashed(self, id: str, by: str, *, trashed: bool) -> None:
        at = self._clock.now()
        with self._repo.transaction():
            work = self._repo.get(id)
            if (work.trashed_at is not None) == trashed:
                return
            # Brought back, it counts as changed: it is to stay for another while.
            changed_at = work.changed_at if trashed else at
            self._repo.put(replace(work, trashed_at=at if trashed else None, changed_at=changed_at))
            deed = WorkDeed.TRASHED if trashed else WorkDeed.UNTRASHED
            self._repo.note(id, [WorkStep(at=at, by=by, deed=deed)])
            self._note(ACT, by, {"step": deed.value, "work": id})

    def _present(self, work: str, revision: int) -> Work:
        present = self._repo.get(work)
        if present.trashed_at is not None:
            raise Refused("This picture lies in the trash; restore it first.")
        if present.revision != revision:
            raise Refused("This picture was just changed in another window; open it again to see the latest.")
        return present

    def _next(
        self,
        work: Work,
        by: str,
        at: datetime,
        *,
        recipe: Recipe | None = None,
        title: str | None = None,
        cleared_by: str | None = None,
    ) -> Work:
        changed = replace(
            work,
            recipe=recipe or work.recipe,
            title=work.title if title is None else title,
            cleared_by=work.cleared_by if cleared_by is None else cleared_by,
            revision=work.revision + 1,
            changed_by=by,
            changed_at=at,
        )
        self._repo.put(changed)
        return changed


def _protection(work: Work, name: str) -> dict[str, object]:
    """What the log keeps of a finished file, when the work itself is long deleted."""
    recipe = work.recipe
    return {
        "original": recipe.source,
        "finished": name,
        "recipe": digest(recipe),
        "covers": len(recipe.covers),
        "decided": [[one.subject.value, one.decision.value, one.decided_by] for one in recipe.suggestions],
        "looked": list(recipe.looked),
        "cleared_by": work.cleared_by,
    }


def _labelled(recipe: Recipe, label: str, box: Rect, sheet: Size) -> Recipe:
    """With the words of a picture of the collage. Raises BadInput where they are too long."""
    label = squeeze(nfc(label))
    if not label:
        return recipe
    if length(label) > LONGEST_LABEL:
        raise BadInput("A label has at most {most} characters; shorten it.", most=LONGEST_LABEL)
    at, px = label_place(label, box, sheet)
    name = f"m{len(recipe.marks) + 1}"
    words = Mark(id=name, kind=MarkKind.TEXT, points=(at,), text=label, colour="ink", size=px)
    return replace(recipe, marks=(*recipe.marks, words))


def _called(file: str) -> str:
    """The title a work begins with: the file's name without its ending."""
    return squeeze(nfc(file.rpartition(".")[0] or file))[:LONGEST_TITLE] or "Ảnh"


def _title(raw: str) -> str:
    title = squeeze(nfc(raw))
    if not title:
        raise BadInput("Give the picture a name.", where="title")
    if length(title) > LONGEST_TITLE:
        raise BadInput(
            "The name of the picture has more than {longest_title} characters; shorten it.",
            longest_title=LONGEST_TITLE,
            where="title",
        )
    return title

"""An outline of a procedure: steps to be done, mistakes to be known, questions to be answered.

An outline is none of a unit's official texts. It says so until the unit linked its own document, and on certificates.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from studio.phrase import Phrase


class StepKind(StrEnum):
    TOOL = "tool"
    """Done with a control of the application; its predicate looks at what the services hold."""
    CHECKLIST = "checklist"
    """Done outside (a platform's own site) or in a room that is not built yet: items to answer, evidence to attach."""


class ItemKind(StrEnum):
    """What answers an item of a checklist."""

    TICK = "tick"
    TEXT = "text"
    CHOICE = "choice"
    DATE = "date"
    FILE = "file"
    """Evidence: a file, kept by hash with the moment it was attached."""
    SORT = "sort"
    """Practice messages, each to be given one of `options`; compared with the answer key."""


class TextForm(StrEnum):
    """What a TEXT must be (see `studio.training.wording`)."""

    NOTE = "note"
    """Some words, and nothing personal or secret."""
    MASKED = "masked"
    """The chosen message without what must not stand there in public."""
    GREETING = "greeting"
    ANSWER = "answer"
    NEXT_STEP = "next_step"
    THANKS = "thanks"
    LINKED = "linked"
    """An answer with an official link."""
    URGENT = "urgent"
    """Names the number to call at once."""
    PASSED_ON = "passed_on"
    """Says that it was passed on, and whom to ask next."""
    APPEAL = "appeal"
    """A polite notice that says how to ask for a review."""
    POST = "post"
    """Who received it, by post: no name, no story."""
    REFERENCE = "reference"
    """A code, no story."""
    CITATION = "citation"
    """Number of a document."""
    TIME = "time"
    """``14:05``."""
    NUMBER = "number"
    TOTAL = "total"
    """The sum of the numbers of the step before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistItem:
    """One line of a checklist."""

    id: str
    """Unique within its step."""
    kind: ItemKind
    label: Phrase
    options: Mapping[str, Phrase] = field(default_factory=dict)
    messages: tuple[str, ...] = ()
    """Ids of practice messages: those of a SORT, or of which a CHOICE chooses one."""
    required: bool = True
    form: TextForm = TextForm.NOTE
    """Of a TEXT."""
    by: str = ""
    """What of the answer key decides a SORT or a CHOICE: ``category``, ``action``, ``rule`` … of each message, or of
    the one chosen in the item `about`. Empty: nothing does."""
    about: str = "message"
    right: str = ""
    """The one right answer of a CHOICE or NUMBER; of a CHOICE among messages, the category it must have."""
    why: Phrase | None = None
    sample: str = ""
    """Of a FILE: what may be attached in practice, below the folder of the sample material. Of a TEXT of an own
    outline: an answer that is right, which Watch gives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineStep:
    """One step. `number` counts from 1; `done_when` is ``event:NAME``, ``check:CODE`` or ``state:NAME``, the key of a
    predicate (see `studio.training.steps`)."""

    number: int
    text: Phrase
    app: str
    """Id of the control it is done with (see `studio.training.steps`)."""
    done_when: str
    kind: StepKind = StepKind.TOOL
    items: tuple[ChecklistItem, ...] = ()
    how: Phrase | None = None
    """What is done in this window, by the names of its controls; the text alone is the task."""
    recorded: Mapping[str, str] = field(default_factory=dict)
    """Of a recorded step: the facts of its news that mean the same in any practice profile (see `lesson_recorder`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    text: Phrase
    correct: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizQuestion:
    """A question of the quiz; exactly one option is correct."""

    text: Phrase
    options: tuple[Option, ...]
    why: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialDocument:
    """The unit's own document behind an outline; `file` is a SHA-256 of the file store, or empty."""

    number: str = ""
    date: str = ""
    """ISO, or empty."""
    issuer: str = ""
    file: str = ""
    file_name: str = ""
    replaced_by: str = ""
    """Number of the document that replaced it; then the outline has to be linked anew."""
    note: str = ""

    @property
    def linked(self) -> bool:
        """Whether it stands for the outline: number and date are known, and nothing replaced it."""
        return bool(self.number and self.date and not self.replaced_by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A rule that outlines refer to; `severity` is block, warn or info."""

    code: str
    severity: str
    text: Phrase
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """One procedure as it is taught."""

    id: str
    group: str
    title: Phrase
    purpose: Phrase
    minutes: int
    does: tuple[str, ...]
    """Keys of `Course.roles`: who does it."""
    approves: tuple[str, ...]
    preconditions: tuple[Phrase, ...]
    steps: tuple[OutlineStep, ...]
    auto_checks: tuple[str, ...]
    mistakes: tuple[Phrase, ...]
    quiz: tuple[QuizQuestion, ...]
    document: OfficialDocument = field(default_factory=OfficialDocument)
    hidden: bool = False
    own: bool = False
    """Written by the unit's trainers, not shipped."""

    def key(self, number: int) -> str:
        """``B1.3``: the third step of B1."""
        return f"{self.id}.{number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """All outlines, and the words around them."""

    label: Phrase
    """Stands on whatever shows an outline."""
    disclaimer: Phrase
    not_linked: Phrase
    principles: tuple[Phrase, ...]
    roles: Mapping[str, Phrase]
    groups: Mapping[str, Phrase]
    checks: Mapping[str, Check]
    outlines: tuple[Outline, ...]

    def outline(self, id: str) -> Outline | None:
        return next((each for each in self.outlines if each.id == id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineChange:
    """What a unit changed in one outline. `own` is the whole of an outline that does not ship."""

    id: str
    position: int | None = None
    title: Phrase | None = None
    hidden: bool = False
    document: OfficialDocument = field(default_factory=OfficialDocument)
    own: Outline | None = None

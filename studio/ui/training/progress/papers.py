"""What a class and its course leave the program as: files of results, and papers to print."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from studio.phrase import Language
from studio.training.quiz_sheet import quiz_sheet
from studio.training.table import to_csv
from studio.training.xapi import home_page, to_xapi
from studio.ui.language import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from studio.app.studio import Studio


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One file: what the menu calls it, its name, and how it is made on a worker."""

    label: str
    name: str
    kinds: str
    make: Callable[[Studio, Language], bytes]

    def words(self) -> str:
        return QCoreApplication.translate("Papers", self.label)


def _table(studio: Studio, language: Language) -> bytes:
    return to_csv(studio.progress.runs())


def _statements(studio: Studio, language: Language) -> bytes:
    site = next((unit.website for unit in studio.directory.book().units if unit.website), "")
    return to_xapi(studio.progress.runs(), home_page(site), studio.outlines.course())


def _quiz(studio: Studio, language: Language) -> bytes:
    course = studio.outlines.course()
    taught = [outline for outline in course.outlines if not outline.hidden]
    return quiz_sheet(course, taught, language).encode()


def _texts(studio: Studio, language: Language) -> bytes:
    return studio.lessons.dump(language).encode()


PAPERS = (
    Paper(
        label=QT_TRANSLATE_NOOP("Papers", "Results as a table (CSV)…"),
        name="ket-qua-tap-huan.csv",
        kinds="CSV (*.csv)",
        make=_table,
    ),
    Paper(
        label=QT_TRANSLATE_NOOP("Papers", "Results as xAPI statements, cmi5-defined verbs (JSON lines)…"),
        name="ket-qua-tap-huan.jsonl",
        kinds="JSON lines (*.jsonl)",
        make=_statements,
    ),
    Paper(
        label=QT_TRANSLATE_NOOP("Papers", "Quiz to print, with answers (HTML)…"),
        name="cau-hoi-tap-huan.html",
        kinds="HTML (*.html)",
        make=_quiz,
    ),
    Paper(
        label=QT_TRANSLATE_NOOP("Papers", "All texts of all lessons, for proofreading (Markdown)…"),
        name="de-cuong-tap-huan.md",
        kinds="Markdown (*.md)",
        make=_texts,
    ),
)

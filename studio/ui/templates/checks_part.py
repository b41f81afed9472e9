"""The checks that posts of a template have to pass, and what it forbids, each a row."""

from __future__ import annotations

from collections.abc import Mapping

from studio.phrase import Phrase
from studio.templates.own.edits import moved_row, put_row, rows_of, said, without_row
from studio.templates.own.model import Floor, TemplateDocument
from studio.translation import tr
from studio.ui.history import UndoHistory
from studio.ui.page import Shell
from studio.ui.templates.parts import DesignPart, PartList
from studio.ui.templates.words_part import BothLines
from studio.ui.widgets.editors import ChoiceBox
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import PlainHolder, column, scrolled
from studio.ui.widgets.responsive_row import ResponsiveRow


class ChecksPart(DesignPart):
    """Two lists."""

    def __init__(
        self, shell: Shell, history: UndoHistory[TemplateDocument], floor: Floor, titles: Mapping[str, Phrase]
    ) -> None:
        """`titles`: what each check is called, by its code."""
        super().__init__(shell, history)
        self._floor, self._titles = frozenset(floor.required_checks), titles
        self.checks = PartList(tr("Checks"), tr("Add the check"), beside=False)
        self.more = ChoiceBox(none=tr("Choose a check…"))
        self.checks.added.connect(self._add_check)
        self.checks.removed.connect(lambda: self._remove("required_checks", self.checks))
        self.checks.moved.connect(lambda by: self._move("required_checks", self.checks, by))
        self.checks.chosen.connect(self._show_floor)
        self.remarks = PartList(tr("What it forbids"), tr("Add a remark"), beside=False)
        self.remarks.added.connect(self._add_remark)
        self.remarks.removed.connect(lambda: self._remove("forbidden", self.remarks))
        self.remarks.moved.connect(lambda by: self._move("forbidden", self.remarks, by))
        self.remarks.chosen.connect(self._show_remark)
        self.remark = BothLines(tr("Remark", about="template"))
        for line in (self.remark.vi, self.remark.en):
            line.typed.connect(self._typed)
        left, right = PlainHolder(), PlainHolder()
        more = FieldBlock(self.more, tr("Another check"), reserved=True)
        left.setLayout(column(Label(tr("Checks"), "heading"), self.checks, more, spacing=8))
        right.setLayout(column(Label(tr("What it forbids"), "heading"), self.remarks, self.remark.pair, spacing=8))
        held = PlainHolder()
        held.setLayout(column(ResponsiveRow((left, 1), (right, 1), spacing=24)))
        self.setLayout(column(scrolled(held)))

    def show_document(self) -> None:
        codes = [str(code) for code in rows_of(self.document, "required_checks")]
        self.checks.show_entries([(self._words(code), "") for code in codes])
        self.more.offer({code: self.say(title) for code, title in self._titles.items() if code not in codes})
        self._show_floor()
        self.remarks.show_entries([(self.say(said(one)), "") for one in rows_of(self.document, "forbidden")])
        self._show_remark()

    def lead_to(self, field: str, card: str, size: str) -> None:
        self.checks.list.setFocus()

    def _words(self, code: str) -> str:
        return self.say(self._titles[code]) if code in self._titles else code

    def _show_floor(self) -> None:
        codes = rows_of(self.document, "required_checks")
        held = 0 <= self.checks.place < len(codes) and codes[self.checks.place] not in self._floor
        self.checks.remove.setEnabled(held)

    def _show_remark(self) -> None:
        found = rows_of(self.document, "forbidden")
        held = 0 <= self.remarks.place < len(found)
        if not held and (self.remark.vi.hasFocus() or self.remark.en.hasFocus()):
            self.remarks.add.setFocus()
        self.remark.pair.setEnabled(held)
        self.remark.put(found[self.remarks.place] if held else None)

    def _add_check(self) -> None:
        if self.more.value:
            codes = rows_of(self.document, "required_checks")
            self.history.push(put_row(self.document, "required_checks", len(codes), self.more.value), tr("Checks"))
            self.checks.choose(len(codes))
        else:
            self.more.setFocus()

    def _add_remark(self) -> None:
        place, words = len(rows_of(self.document, "forbidden")), tr("New remark")
        self.history.push(put_row(self.document, "forbidden", place, {"vi": words, "en": words}), tr("Add a remark"))
        self.remarks.choose(place)
        self.remark.vi.setFocus()
        self.remark.vi.selectAll()

    def _remove(self, name: str, rows: PartList) -> None:
        if 0 <= rows.place < len(rows_of(self.document, name)):
            self.history.push(without_row(self.document, name, rows.place), tr("Remove"))

    def _move(self, name: str, rows: PartList, by: int) -> None:
        place = rows.place
        if 0 <= place + by < len(rows_of(self.document, name)):
            self.history.push(moved_row(self.document, name, place, by), tr("Move"))
            rows.choose(place + by)

    def _typed(self) -> None:
        self.history.push(
            put_row(self.document, "forbidden", self.remarks.place, self.remark.value), tr("Remark"),
            f"forbidden.{self.remarks.place}",
        )  # fmt: skip

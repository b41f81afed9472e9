"""Where an event applies; a named person confirms what holds of a document: status and dates, after looking at the
official source."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from studio.library.events import LegalPlace, place_of
from studio.library.model import Document, Status
from studio.people.model import Role
from studio.translation import tr
from studio.ui.form import Form, Values
from studio.ui.page import Shell
from studio.ui.widgets.editors import ChoiceBox, tidy
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.layout import row
from studio.ui.widgets.moment import DateField
from studio.ui.words import validity_word

OFFERED = (Status.IN_FORCE, Status.PARTLY_EXPIRED, Status.NOT_YET, Status.EXPIRED, Status.SUSPENDED, Status.UNSUITABLE)
WHOLE, PLACE = "whole", "place"


class PlaceFields(QWidget):
    """All empty: the whole document, where `whole` allows it."""

    def __init__(self, *, whole: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = whole
        self.article, self.clause, self.point = QLineEdit(), QLineEdit(), QLineEdit()
        self._article = FieldBlock(self.article, tr("Article"), required=not whole)
        clause, point = FieldBlock(self.clause, tr("Clause")), FieldBlock(self.point, tr("Point"))
        self.setLayout(row(self._article, clause, point, spacing=12))
        self.article.setPlaceholderText(tr("all of it") if whole else "5")

    @property
    def value(self) -> LegalPlace:
        """The place as it is written."""
        return place_of(*(tidy(line) for line in (self.article, self.clause, self.point)))

    def put(self, place: LegalPlace) -> None:
        for line, text in zip((self.article, self.clause, self.point), place, strict=True):
            line.setText(text)

    def refuse(self, sentence: str) -> None:
        """Say what is wrong with it."""
        self._article.set_error(sentence)

    def lacks(self) -> bool:
        """Whether the article is missing; says so."""
        place = self.value
        lacks = not place.article and bool(place.clause or place.point or not self._whole)
        self.refuse(tr("Enter the article.") if lacks else "")
        return lacks

    def take(self) -> LegalPlace:
        """The place as it is written."""
        return self.value


class ConfirmDialog(Form):
    """The whole of it, or one place that is in force: a place has no dates of its own here."""

    def __init__(
        self,
        shell: Shell,
        document: Document,
        today: Callable[[], date],
        parent: QWidget | None,
        *,
        article: str = "",
    ) -> None:
        """`article` is the one that is open, offered as the place that alone is confirmed."""
        super().__init__(shell, parent, glyph="badge-check", width=520)
        self._key, self._today = document.key, today
        self.set_heading(tr("Confirm the validity of {number}").format(number=document.number))
        self.say(tr("Look it up in an official source (vbpl.vn, the gazette) first. Your name is kept with it."))
        reaches = {WHOLE: tr("The whole document"), PLACE: tr("Only one provision, which is in force")}
        self.reach = self.ask("reach", ChoiceBox(reaches, WHOLE), tr("What you confirm"))
        self.place = self.part("place", PlaceFields(whole=False), shown=lambda values: values["reach"] == PLACE)
        self.place.put(place_of(article))
        statuses = ChoiceBox({each: validity_word(each).text for each in OFFERED}, document.stated_status)
        lacking = tr("Choose the validity.")
        self.status = self.ask("status", statuses, tr("Status"), missing=lacking, shown=_whole)
        since, until = document.effective_from, document.effective_to
        self.since = self.ask("since", DateField(), tr("In force from"), value=since, shown=_whole)
        self.until = self.ask("until", DateField(), tr("Until"), value=until, check=self._reversed, shown=_whole)
        self.pair("since", "until")
        no_source = tr("Enter the source.")
        self.source = self.ask("source", QLineEdit(), tr("Source you compared with"), missing=no_source)
        self.source.setPlaceholderText("vbpl.vn")
        self.prove("by", frozenset(Role), tr("Who confirms"))
        self.go.setText(tr("Confirm"))

    def work(self, values: Values) -> object:
        studio, on, source = self.shell.studio, self._today(), values["source"]
        by = studio.people.verify_pin(*values["by"]).name
        if not _whole(values):
            return studio.library.confirm_place(self._key, values["place"], by=by, on=on, source=source)
        return studio.library.confirm(
            self._key,
            by=by,
            on=on,
            effective_from=values["since"],
            effective_to=values["until"],
            status=values["status"],
            source=source,
        )

    def _reversed(self, values: Values) -> str:
        since, until = values["since"], values["until"]
        return tr("The end is before the beginning.") if since and until and until < since else ""


def _whole(values: Values) -> bool:
    return bool(values["reach"] == WHOLE)

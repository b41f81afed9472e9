"""The cards of an own template, with little, usual and much data side by side, on the size that is chosen."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from studio.app.template_room import CardLook
from studio.phrase import capital
from studio.templates.card import size_words
from studio.templates.own.lint import cards_of
from studio.templates.own.model import TemplateRow
from studio.templates.own.samples import AMOUNTS, Amount
from studio.ui.page import Shell
from studio.ui.tasks import Ticket
from studio.ui.widgets.filter_pills import FilterChoice, FilterPills
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import FlowLayout, column

WIDTH = 236
SIZES = ("sq", "p45", "link", "story", "a4")


@dataclass(frozen=True, slots=True, kw_only=True)
class PaintedTemplate:
    """The first card of the template, by amount; empty with `why` where it cannot be read."""

    images: tuple[QImage, ...] = ()
    why: str = ""


class Preview(QWidget):
    """Follows the template it is given, and the size that is pressed."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._row: TemplateRow | None = None
        self._size = SIZES[0]
        self._look = CardLook(shell.studio.files.get)
        self.sizes = FilterPills()
        choices = [FilterChoice(size, shell.language.say(capital(size_words(size)))) for size in SIZES]
        self.sizes.offer(choices, self._size)
        self.sizes.chosen.connect(self._choose)
        self.why = Label(role="error", wrap=True)
        self.why.hide()
        self.pictures = tuple(QLabel() for _ in Amount)
        shown, flow = QWidget(), FlowLayout(spacing=12)
        for amount, picture in zip(Amount, self.pictures, strict=True):
            words = shell.language.say(capital(AMOUNTS[amount]))
            picture.setAccessibleName(words)
            picture.setAlignment(Qt.AlignmentFlag.AlignTop)
            held = QWidget()
            held.setLayout(column(Label(words, "hint"), picture, None, spacing=4))
            flow.addWidget(held)
        shown.setLayout(flow)
        self.setLayout(column(self.sizes, self.why, shown, spacing=10))

    def show_template(self, row: TemplateRow | None) -> None:
        self._row = row
        self._paint()

    def _choose(self, size: str) -> None:
        self._size = size
        self._paint()

    def _paint(self) -> None:
        wanted, size, ratio, say = self._row, self._size, self.devicePixelRatio(), self._shell.language.say
        if wanted is None:
            return
        own, look = self._shell.studio.own_templates, self._look

        def painted(_: Ticket) -> PaintedTemplate:
            pack = own.read(wanted)
            design, images = own.design(pack), []
            for amount in Amount:
                for _card, spec in list(cards_of(pack.template, design, amount))[:1]:
                    image = look.renderer(design).render(spec, size).image
                    image = image.scaledToWidth(round(WIDTH * ratio), Qt.TransformationMode.SmoothTransformation)
                    image.setDevicePixelRatio(ratio)
                    images.append(image)
            return PaintedTemplate(images=tuple(images))

        self._shell.tasks.pool(
            painted,
            self._show,
            owner=self,
            key="paint",
            failed=lambda error: self._show(PaintedTemplate(why=say(error.phrase))),
        )

    def _show(self, painted: PaintedTemplate) -> None:
        self.why.setText(painted.why)
        self.why.setVisible(bool(painted.why))
        for place, picture in enumerate(self.pictures):
            found = painted.images[place] if place < len(painted.images) else QImage()
            picture.setPixmap(QPixmap.fromImage(found))

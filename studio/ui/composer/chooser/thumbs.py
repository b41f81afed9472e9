"""The cards on the tiles of templates, painted behind the window, once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from studio.errors import StudioError
from studio.phrase import Language
from studio.templates.layout import Design
from studio.templates.model import Template
from studio.ui.composer.cards_view import CardView
from studio.ui.composer.chooser.looks import sample_card
from studio.ui.tasks import Tasks, Ticket

SIZE, WIDTH = "sq", 184
BATCH = 5


class Thumbs(QObject):
    """`came` carries pixmaps by the id of their template, a few at a time."""

    came = Signal(object)

    def __init__(self, cards: CardView, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cards, self._tasks = cards, tasks

    def want(self, templates: Sequence[Template], design: Design, language: Language) -> None:
        """Paint a card of each."""
        if not templates:
            return
        now, rest = templates[:BATCH], templates[BATCH:]
        self._tasks.pool(
            lambda ticket: self._paint(now, design, language, ticket),
            lambda made: self._painted(made, rest, design, language),
            owner=self,
            failed=lambda _: None,
            key="thumbs",
        )

    def _paint(
        self, templates: Sequence[Template], design: Design, language: Language, ticket: Ticket
    ) -> dict[str, QImage]:
        made = {}
        for template in templates:
            spec = None if ticket.cancelled else sample_card(template, design, language)
            if spec is None:
                continue
            try:
                made[template.id] = self._cards.picture(spec, SIZE, WIDTH)
            except StudioError:
                continue
        return made

    def _painted(self, made: dict[str, QImage], rest: Sequence[Template], design: Design, language: Language) -> None:
        self.came.emit({name: QPixmap.fromImage(image) for name, image in made.items() if not image.isNull()})
        self.want(rest, design, language)

"""Picture fields: chosen among the pictures of the post."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.templates.model import Field, FieldType
from studio.translation import tr
from studio.ui.composer.editors.base import EditorContext, EditorPicture, FieldEditor
from studio.ui.composer.media.tile import PictureTile
from studio.ui.widgets.buttons import LinkButton
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import FlowLayout, PlainHolder, clear, column, row
from studio.ui.widgets.tips import plain

SIDE = 72


class PictureEditor(FieldEditor):
    """One picture of the post, or several. `wanted` asks for a new picture, to be chosen here once it is there."""

    wanted = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self._several = field.type is FieldType.IMAGE_LIST
        self._chosen: list[str] = []
        self._pictures: tuple[EditorPicture, ...] = ()
        self._buttons: dict[str, PictureTile] = {}
        self._name = ""
        self._flow = FlowLayout(spacing=8)
        self._hold = PlainHolder()
        self._hold.setLayout(self._flow)
        self._none = Label(tr("The post has no picture yet."), "hint", wrap=True)
        self._more = LinkButton(tr("Add a picture"), "plus")
        self._more.clicked.connect(self.wanted)
        self.setLayout(column(self._none, self._hold, row(self._more, None), spacing=4))
        self._show()

    def surround(self, context: EditorContext) -> None:
        if context.pictures != self._pictures:
            same = [p.media.id for p in context.pictures] == [p.media.id for p in self._pictures]
            self._pictures = context.pictures
            if not same:
                self._rebuild()
            self._show()

    def value(self) -> Any:
        if self._several:
            return list(self._chosen)
        return self._chosen[0] if self._chosen else ""

    def set_value(self, value: Any) -> None:
        given = value if isinstance(value, list) else [value] if value else []
        self._chosen = [item for item in given if isinstance(item, str)]
        self._show()

    def choose(self, id: str) -> None:
        """Take the picture `id`, as a click on it would."""
        if id in self._chosen:
            return
        self._chosen = [*self._chosen, id] if self._several else [id]
        self._show()
        self.changed.emit()

    def inputs(self) -> Sequence[QWidget]:
        return (*self._buttons.values(), self._more)

    def count(self) -> tuple[int, int] | None:
        return (len(self._chosen), self.field.max) if self._several and self.field.max else None

    @property
    def counts_items(self) -> bool:
        return True

    def name_inputs(self, name: str) -> None:
        self._name = name
        self._more.setAccessibleName(f"{self._more.text()}: {name}")
        self._show()

    def _rebuild(self) -> None:
        clear(self._flow)
        self._buttons = {}
        for picture in self._pictures:
            button = PictureTile(SIDE)
            button.clicked.connect(lambda on, key=picture.media.id: self._toggled(key, on))
            self._buttons[picture.media.id] = button
            self._flow.addWidget(button)

    def _toggled(self, id: str, on: bool) -> None:
        if not on:
            self._chosen = [chosen for chosen in self._chosen if chosen != id]
        elif self._several:
            self._chosen.append(id)
        else:
            self._chosen = [id]
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self._none.setVisible(not self._pictures)
        self._hold.setVisible(bool(self._pictures))
        for picture in self._pictures:
            button = self._buttons.get(picture.media.id)
            if button is None:
                continue
            button.show_picture(picture.thumbnail)
            taken = picture.media.id in self._chosen
            button.setChecked(taken)
            said = picture.media.alt or picture.media.name
            if self._several:
                place = self._chosen.index(picture.media.id) + 1 if taken else 0
                button.show_number(place)
                said = tr("{picture}, number {n}").format(picture=said, n=place) if taken else said
            button.setToolTip(plain(said))
            button.setAccessibleName(f"{self._name}: {said}")

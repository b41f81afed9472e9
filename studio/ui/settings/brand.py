"""The unit's brand kit: colours that are looked at on every ground, signs, and cards as they would be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QColorDialog, QLabel, QLineEdit, QSizePolicy, QSpinBox, QWidget

from studio.app.template_room import CardLook
from studio.errors import StudioError
from studio.people.model import Role
from studio.phrase import Phrase
from studio.templates.own.kit import BrandKit
from studio.templates.own.lint import cards_of
from studio.templates.own.samples import Amount
from studio.translation import mark, tr
from studio.ui.files import ask_open
from studio.ui.icons import glyph, icon_px
from studio.ui.page import Shell
from studio.ui.page_specs import PageId
from studio.ui.pin_dialog import PinAction, PinConfirmDialog
from studio.ui.settings.section import SettingsSection, titled
from studio.ui.tasks import Ticket
from studio.ui.theme import current_tokens
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.field import FieldBlock, field_height
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import FlowLayout, column, row, wrapping
from studio.ui.widgets.tips import plain

if TYPE_CHECKING:
    from studio.app.studio import Studio

READY: Final[Mapping[str, tuple[str, str]]] = {
    mark("Navy and yellow"): ("#0B2A5B", "#FFD23F"),
    mark("Blue and gold"): ("#123F8C", "#FFC72E"),
    mark("Teal and gold"): ("#0E6272", "#FFD76A"),
    mark("Deep green and gold"): ("#15463A", "#FFD76A"),
    mark("Wine and apricot"): ("#6B1D2A", "#FFC98F"),
    mark("Violet and gold"): ("#3A1F4A", "#F6B94B"),
}
"""Pairs that can be read on every ground of the shipped design."""
_SHOWN: Final = (("procedure_guide", "list"), ("law_explained", "type"), ("community_programme", "photo"))
"""Templates whose first card is shown, and how it is built: light, dark, with a drawing."""
_SIZE, _LEAST, _MOST, _GAP = "p45", 22, 30, 12
"""Of cards shown: their size, average characters that they are wide at least and at most, and pixels between them."""
_INSIDE, _CORNER = 40, 6
"""Pixels of a section beside what its cards hold; of a patch, those of its corners."""
_MOST_WEAK = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class KitCheck:
    """What was found of a kit; nothing painted where it is no kit."""

    images: tuple[QImage, ...] = ()
    weak: tuple[Phrase, ...] = ()
    nearest: BrandKit | None = None
    wrong: Phrase | None = None


def look_at(studio: Studio, look: CardLook, kit: BrandKit) -> KitCheck:
    """Try the kit on every ground and paint cards with it, under the badge and name of the unit. On the pool."""
    try:
        design = studio.branding.preview(kit)
        weak = studio.branding.weak(kit)
    except StudioError as error:
        return KitCheck(wrong=error.phrase)
    units = sorted(studio.directory.book().units, key=lambda one: one.badge_sha256 is None)
    images = []
    for name, built in _SHOWN:
        template = next((one for one in studio.catalog.all() if one.id == name), None)
        spec = next((spec for _, spec in cards_of(template, design, Amount.TYPICAL)), None) if template else None
        if spec is not None:
            if units:
                spec = replace(spec, badge_sha256=units[0].badge_sha256, values={**spec.values, "unit": units[0].name})
            images.append(look.renderer(design).render(replace(spec, photo=None, built=built), _SIZE).image)
    nearest = studio.branding.nearest(kit) if weak else None
    return KitCheck(images=tuple(images), weak=weak, nearest=nearest)


class ColourPatch(QAbstractButton):
    """A patch of the colour chosen, by which another is chosen; a drop where there is none yet."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(tr("Choose a colour: {name}").format(name=name))
        self.setToolTip(plain(tr("Choose a colour…")))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._colour: QColor | None = None

    def show_colour(self, colour: QColor | None) -> None:
        self._colour = colour
        self.update()

    def sizeHint(self) -> QSize:
        side = field_height(self)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current_tokens()
        focus = self.hasFocus()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.accent if focus else tokens.field_line), 2 if focus else 1))
        painter.setBrush(self._colour or QColor(tokens.field))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _CORNER, _CORNER)
        if self._colour is None:
            px = icon_px(self.fontMetrics())
            sign = glyph("droplet", tokens.muted, px, self.devicePixelRatio())
            painter.drawPixmap((self.width() - px) // 2, (self.height() - px) // 2, sign)


class ColourField(QWidget):
    """A colour as ``#0B2A5B`` beside a patch of it. `edited` says that a person changed it."""

    edited = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.line.setToolTip(plain(tr("Six digits after #, like #0B2A5B")))
        self.line.setMaxLength(7)
        self.line.setFixedWidth(self.line.fontMetrics().horizontalAdvance("#DDDDDD") + 32)
        self.patch = ColourPatch(name)
        self.patch.clicked.connect(self._ask)
        self.line.textChanged.connect(lambda _: self.patch.show_colour(self._colour))
        self.line.textEdited.connect(lambda _: self.edited.emit())
        self.setFocusProxy(self.line)
        self.setLayout(row(self.patch, self.line, None, spacing=8))

    @property
    def value(self) -> str:
        return self.line.text().strip().upper()

    @property
    def _colour(self) -> QColor | None:
        known = self.value.startswith("#") and QColor.isValidColorName(self.value)
        return QColor(self.value) if known else None

    def _ask(self) -> None:
        """By Qt's own dialog, which speaks the language of the window."""
        dialog = QColorDialog(self._colour or QColor(Qt.GlobalColor.white), self.window())
        dialog.setWindowTitle(self.name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setOptions(
            QColorDialog.ColorDialogOption.DontUseNativeDialog | QColorDialog.ColorDialogOption.NoEyeDropperButton
        )
        for box in dialog.findChildren(QSpinBox):
            box.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)  # its arrows go unpainted under the style sheet
        dialog.colorSelected.connect(self._take)
        dialog.open()

    def _take(self, colour: QColor) -> None:
        self.line.setText(colour.name().upper())
        self.edited.emit()


class BrandSection(SettingsSection):
    """What is typed is tried at once and kept by nobody; the head gives it to the cards with the PIN."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._kept = BrandKit()
        self._logo: Path | None = None
        self._logo_hash = ""
        self._nearest: BrandKit | None = None
        self._look = CardLook(shell.studio.files.get)
        self.ready = Combo()
        self.ready.addItem(tr("Colours of our own"), None)
        for name, pair in READY.items():
            self.ready.addItem(tr(name), pair)
        self.first, self.second = ColourField(tr("Colour on light grounds")), ColourField(tr("Colour on dark grounds"))
        self.background = ColourField(tr("Light ground (may stay empty)"))
        self.header = QLineEdit()
        self.header.setMaxLength(60)
        self.logo = QuietButton(tr("Choose a second logo…"), "image")
        self.badge = QuietButton(tr("Official badge…"), "shield")
        self.no_logo = QuietButton(tr("No second logo"), "x")
        self.weak = Label(role="error", wrap=True)
        self.fine = Label(tr("✔ Every text can be read on every ground."), "hint", wrap=True)
        self.mend = QuietButton(tr("Take the nearest readable colours"), "sun-moon")
        self.choose = PrimaryButton(tr("Use for all cards…"), "stamp")
        self.plain = QuietButton(tr("The department's look"), "undo-2")
        self.pictures = tuple(QLabel() for _ in _SHOWN)
        self.captions = tuple(Label(role="hint", wrap=True) for _ in _SHOWN)
        self._images: tuple[QImage, ...] = ()
        self._blocks = {
            "first": FieldBlock(self.first, self.first.name),
            "second": FieldBlock(self.second, self.second.name),
            "background": FieldBlock(self.background, self.background.name),
            "header": FieldBlock(self.header, tr("Line before the unit's name (may stay empty)"), wrap=True),
        }
        self._wire()
        self.build(self._words(), self._cards())
        self._show_looked(KitCheck())

    def _wire(self) -> None:
        self.ready.activated.connect(lambda _: self._take_ready())
        for field in (self.first, self.second, self.background):
            field.edited.connect(self._try)
        self.header.textEdited.connect(lambda _: self._try())
        self.logo.clicked.connect(self._ask_logo)
        self.no_logo.clicked.connect(self._drop_logo)
        self.badge.clicked.connect(lambda: self.shell.go(PageId.SETTINGS, "contacts"))
        self.mend.clicked.connect(self._mend)
        self.plain.clicked.connect(lambda: self._fill(BrandKit()))
        self.choose.clicked.connect(self._choose)

    def _words(self) -> QWidget:
        about = tr(
            "Two colours, a ground and signs for all cards of the unit. Warnings, emergencies, corrections and days "
            "of mourning keep the department's colours. What stays empty is as the department has it."
        )
        again = tr("Posts that wait for approval or for their time have to be submitted again afterwards.")
        ready = FieldBlock(self.ready, tr("Ready pairs"), wrap=True)
        return titled(
            tr("Look of our cards"),
            Label(about, "hint", wrap=True),
            ready,
            wrapping(*(self._blocks[part] for part in ("first", "second", "background")), spacing=16),
            self._blocks["header"],
            wrapping(self.badge, self.logo, self.no_logo),
            self.weak,
            self.fine,
            wrapping(self.mend, self.choose, self.plain),
            Label(again, "hint", wrap=True),
        )

    def _cards(self) -> QWidget:
        names = (tr("A light card"), tr("A dark card"), tr("A card with a drawing"))
        shown, flow = QWidget(), FlowLayout(spacing=_GAP)
        for picture, caption, name in zip(self.pictures, self.captions, names, strict=True):
            picture.setAccessibleName(name)
            caption.setText(name)
            held = QWidget()
            held.setLayout(column(picture, caption, None, spacing=4))
            flow.addWidget(held)
        shown.setLayout(flow)
        return titled(tr("How they look"), shown)

    def refresh(self) -> None:
        branding = self.shell.studio.branding
        self.shell.tasks.store(
            lambda: (branding.kit(), branding.locks().parts),
            lambda read: self._show_kept(*read),
            owner=self,
            key="read",
        )

    @property
    def kit(self) -> BrandKit:
        """As it is typed."""
        return BrandKit(
            first=self.first.value,
            second=self.second.value,
            background=self.background.value,
            header=self.header.text(),
            logo=self._logo_hash,
        )

    def _show_kept(self, kit: BrandKit, locked: frozenset[str]) -> None:
        for part, block in self._blocks.items():
            block.setEnabled(part not in locked)
            block.setToolTip(plain(tr("The department keeps this part for all units.") if part in locked else ""))
        self.ready.setEnabled(not locked & {"first", "second"})
        self.logo.setEnabled("logo" not in locked)
        person = self.shell.session.person
        self.choose.setEnabled(person is not None and Role.HEAD in person.roles)
        why = "" if self.choose.isEnabled() else tr("The head of the unit gives the cards their look.")
        self.choose.setToolTip(plain(why))
        if kit != self._kept or not any(picture.pixmap() for picture in self.pictures):
            self._kept = kit
            self._fill(kit)

    def _fill(self, kit: BrandKit) -> None:
        for field, value in ((self.first, kit.first), (self.second, kit.second), (self.background, kit.background)):
            field.line.setText(value)
        self.header.setText(kit.header)
        self._logo, self._logo_hash = None, kit.logo
        self._try()

    def _take_ready(self) -> None:
        pair = self.ready.currentData()
        if pair is not None:
            self._fill(replace(self.kit, first=pair[0], second=pair[1]))

    def _ask_logo(self) -> None:
        def take(paths: list[Path]) -> None:
            self._logo = paths[0]
            self._say_logo()

        ask_open(self, tr("The unit's second logo"), "PNG (*.png)", take)

    def _drop_logo(self) -> None:
        self._logo, self._logo_hash = None, ""
        self._try()

    def _say_logo(self) -> None:
        name = self._logo.name if self._logo is not None else ""
        self.logo.setText(tr("Second logo: {name}").format(name=name) if name else tr("Choose a second logo…"))
        self.no_logo.setVisible(bool(name or self._logo_hash))

    def _mend(self) -> None:
        if self._nearest is not None:
            self._fill(self._nearest)

    def _try(self) -> None:
        """Look at what is typed, after what is being looked at."""
        studio, look, kit = self.shell.studio, self._look, self.kit
        self._say_logo()
        pair = (kit.first, kit.second)
        self.ready.setCurrentIndex(next((n for n, one in enumerate(READY.values(), 1) if one == pair), 0))

        def looked(_: Ticket) -> KitCheck:
            return look_at(studio, look, kit)

        self.shell.tasks.pool(looked, self._show_looked, owner=self, key="look")

    def _show_looked(self, found: KitCheck) -> None:
        say = self.shell.language.say
        told = [say(phrase) for phrase in found.weak[:_MOST_WEAK]]
        more = len(found.weak) - len(told)
        told += [tr("… and {n} more").format(n=more)] if more else []
        if found.wrong is not None:
            told = [say(found.wrong)]
        self._nearest = found.nearest
        if found.nearest is not None:
            colours = ", ".join(dict.fromkeys(filter(None, (found.nearest.first, found.nearest.second,
                                                            found.nearest.background))))  # fmt: skip
            told.append(tr("The nearest that can be read: {colours}").format(colours=colours))
        self.weak.setText("\n".join(told))
        self.weak.setVisible(bool(told))
        self.fine.setVisible(bool(found.images) and not told)
        self.mend.setVisible(found.nearest is not None)
        if found.images:
            self._images = found.images
            self._show_pictures()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._width_of_cards() != self.captions[0].width():
            self._show_pictures()

    def _width_of_cards(self) -> int:
        """All of them beside each other where there is room, else two."""
        char, room = self.fontMetrics().averageCharWidth(), self.width() - _INSIDE
        in_row = len(_SHOWN) if room >= len(_SHOWN) * (_LEAST * char + _GAP) else 2
        return min(_MOST * char, max(_LEAST * char, (room + _GAP) // in_row - _GAP))

    def _show_pictures(self) -> None:
        """The cards as wide as their captions."""
        ratio, wide = self.devicePixelRatio(), self._width_of_cards()
        for caption in self.captions:
            caption.setFixedWidth(wide)
        for picture, image in zip(self.pictures, self._images, strict=False):
            small = image.scaledToWidth(round(wide * ratio), Qt.TransformationMode.SmoothTransformation)
            small.setDevicePixelRatio(ratio)
            picture.setPixmap(QPixmap.fromImage(small))

    def _choose(self) -> None:
        studio, kit, logo = self.shell.studio, self.kit, self._logo
        action = PinAction(
            heading=tr("Give all cards this look"),
            text=tr("Posts that wait for approval or for their time have to be submitted again afterwards."),
            verb=tr("Use it"),
            roles=frozenset({Role.HEAD}),
            work=lambda signed: studio.choose_kit(kit, signed.person, signed.pin, logo),
        )
        dialog = PinConfirmDialog(self.shell, action, self)
        dialog.finished.connect(lambda _: self.refresh())
        dialog.open()

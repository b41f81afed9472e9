"""Nhận diện: what a reader sees of the page, the sheet for whoever creates it, and the page as it was made."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QMenu

from studio.registry import checklists
from studio.registry.model import Identity, PageFile, Portrait
from studio.registry.rules import Part
from studio.ui.anchors import anchor
from studio.ui.language import Speech
from studio.ui.registry.files.editors import LineEditor, PaperEditor, PictureEditor, TextEditor
from studio.ui.registry.files.section import PICTURES, Section, Take
from studio.ui.registry.files.view import FileView
from studio.ui.widgets.buttons import MenuButton, QuietButton
from studio.ui.widgets.layout import row

LINES = ("name", "owner", "address", "phone", "email", "hours", "url")
LONG = ("pinned", "house_rules", "privacy")


class IdentitySection(Section):
    """The page's looks and words."""

    part = Part.IDENTITY

    def __init__(self, speech: Speech, take: Take) -> None:
        super().__init__(speech, take)
        for name in LINES:
            self.add(name, LineEditor())
        for name, lines in zip(LONG, (3, 6, 6), strict=True):
            self.add(name, TextEditor(lines))
        self.pictures = {name: self.add(name, PictureEditor()) for name in ("avatar", "cover")}
        for name in ("avatar_alt", "cover_alt"):
            self.add(name, LineEditor())
        self.add("screenshot", PaperEditor(take, PICTURES))
        self.menus = {name: MenuButton(glyph="file-text") for name in LONG}
        for button in self.menus.values():
            button.setMenu(QMenu(button))
        self.export = QuietButton(glyph="printer")
        self.export.clicked.connect(lambda: self.wanted.emit("identity"))
        named = self.field("name")
        images = self.group(
            self.field("avatar"), self.blocks["avatar_alt"], self.field("cover"), self.blocks["cover_alt"]
        )
        about = self.group(self.pair("owner", "address"), self.pair("phone", "email"), self.field("hours"))
        pinned = self.group(self.field("pinned"), row(self.menus["pinned"], None))
        rules = self.group(
            self.field("house_rules"), row(self.menus["house_rules"], None),
            self.field("privacy"), row(self.menus["privacy"], None),
        )  # fmt: skip
        confirm = self.group(self.field("url"), self.field("screenshot"))
        for widget, place in (
            (named, "registry.identity.name"), (images, "registry.identity.images"),
            (about, "registry.identity.about"), (pinned, "registry.identity.pinned"),
            (rules, "registry.house_rules"), (self.export, "registry.identity.export"),
            (confirm, "registry.identity.confirm"),
        ):  # fmt: skip
            anchor(widget, place)
        self.lay_out(named, images, about, pinned, rules, row(self.export, None), confirm)
        self.retranslate()

    def retranslate(self) -> None:
        self.heading.setText(self.tr("Identity"))
        words = {
            "name": self.tr("Name of the page"),
            "avatar": self.tr("Avatar"),
            "avatar_alt": self.tr("Alternative text of the avatar"),
            "cover": self.tr("Cover"),
            "cover_alt": self.tr("Alternative text of the cover"),
            "owner": self.tr("Run by"),
            "address": self.tr("Address of the office"),
            "phone": self.tr("Phone"),
            "email": self.tr("Official mailbox"),
            "hours": self.tr("Duty hours"),
            "pinned": self.tr("Pinned note"),
            "house_rules": self.tr("House rules for comments"),
            "privacy": self.tr("Notice on personal data"),
            "url": self.tr("Address of the real page"),
            "screenshot": self.tr("Screenshot of the real page"),
        }
        self.word(
            words,
            {
                "avatar": self.tr("From the unit's library, on the page Images."),
                "pinned": self.tr("The page is no substitute for emergency numbers: say which to call."),
            },
        )
        for name, button in self.menus.items():
            button.setText(self.tr("Begin with a text…"))
            button.setAccessibleName(f"{button.text()} {words[name]}")
            self._offer(name)
        self.export.setText(self.tr("Export the identity sheet…"))

    def fill(self, view: FileView) -> None:
        identity = view.file.identity
        for name in (*LINES, *LONG, "screenshot"):
            self.editors[name].show_value(getattr(identity, name))
        for name, editor in self.pictures.items():
            portrait: Portrait = getattr(identity, name)
            editor.offer_pictures(view.around.pictures, view.around.thumbs)
            editor.show_value(portrait.sha256)
            self.editors[f"{name}_alt"].show_value(portrait.alt)

    def read(self, file: PageFile) -> PageFile:
        plain = {name: self.editors[name].value for name in (*LINES, *LONG, "screenshot")}
        return replace(file, identity=Identity(**plain, avatar=self._portrait("avatar"), cover=self._portrait("cover")))

    def _portrait(self, name: str) -> Portrait:
        return Portrait(sha256=self.pictures[name].value, alt=self.editors[f"{name}_alt"].value)

    def _offer(self, name: str) -> None:
        menu = self.menus[name].menu()
        menu.clear()
        for draft in checklists.drafts(name):
            menu.addAction(self.speech.say(draft.title), partial(self._put, name, draft.text))

    def _put(self, name: str, text: str) -> None:
        numbers = ", ".join(self.view.around.emergency[:3]) if self.view is not None else ""
        self.editors[name].show_value(text.replace("{numbers}", numbers))
        self.edited.emit()

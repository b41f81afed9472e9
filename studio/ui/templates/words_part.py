"""What a template is called and when it is used; the texts of its posts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from studio.platforms import WRITTEN, Platform
from studio.templates.own.edits import text_on, told, with_text_on
from studio.templates.own.model import TemplateDocument
from studio.templates.reader import HASHTAG
from studio.translation import tr
from studio.ui.composer.inputs import LineInput
from studio.ui.history import UndoHistory
from studio.ui.page import Shell
from studio.ui.templates.parts import DesignPart, TextBlock
from studio.ui.widgets.editors import ChoiceBox
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.layout import PlainHolder, column, scrolled
from studio.ui.widgets.responsive_row import ResponsiveRow
from studio.ui.words import platform_name

LONGEST_REVIEW = 730
_LONGEST_NUMBER = 6


class BothLines:
    """A line in Vietnamese and one in English, side by side; `needed`: neither may stay empty."""

    def __init__(self, label: str, *, needed: bool = True) -> None:
        self._needed = needed
        self.vi, self.en = LineInput(), LineInput()
        self.blocks = (
            FieldBlock(self.vi, label, reserved=True),
            FieldBlock(self.en, tr("{label}, in English").format(label=label), reserved=True),
        )
        self.pair = ResponsiveRow((self.blocks[0], 1), (self.blocks[1], 1))

    @property
    def value(self) -> dict[str, str]:
        return {"vi": self.vi.value, "en": self.en.value}

    def put(self, both: Any) -> None:
        group = both if isinstance(both, Mapping) else {}
        self.vi.put(str(group.get("vi") or ""))
        self.en.put(str(group.get("en") or ""))
        for block, line in zip(self.blocks, (self.vi, self.en), strict=True):
            empty = self._needed and both is not None and not line.value.strip()
            block.set_error(tr("Nothing is written here.") if empty else "")


def number_of(text: str) -> int | str | None:
    """A number where the text is one; None where it says nothing."""
    text = text.strip()
    right = text.isascii() and text.isdigit() and len(text) < _LONGEST_NUMBER
    return int(text) if right else text or None


class GeneralPart(DesignPart):
    """Title, when it is used, who approves, days until review."""

    def __init__(self, shell: Shell, history: UndoHistory[TemplateDocument]) -> None:
        super().__init__(shell, history)
        self.both = {"title": BothLines(tr("Title")), "when": BothLines(tr("When it is used"))}
        for key, lines in self.both.items():
            for line in (lines.vi, lines.en):
                line.typed.connect(lambda key=key: self._typed(key))  # fmt: skip
        self.days = LineInput()
        self._days = FieldBlock(self.days, tr("Days until review"), reserved=True)
        self.days.typed.connect(self._typed_days)
        self.approval = ChoiceBox({"approver": tr("An approver"), "head": tr("The head of the unit")})
        self._approval = FieldBlock(self.approval, tr("Who approves its posts"), reserved=True)
        self.approval.activated.connect(lambda _: self._push("approval", self.approval.value))
        last = ResponsiveRow((self._days, 1), (self._approval, 1))
        held = PlainHolder()
        held.setLayout(column(*(lines.pair for lines in self.both.values()), last, None, spacing=10))
        self.setLayout(column(scrolled(held)))

    def show_document(self) -> None:
        template = self.document.template
        for key, lines in self.both.items():
            lines.put(template.get(key))
        days = template.get("review_days")
        self.days.put("" if days is None else str(days))
        right = isinstance(days, int) and 1 <= days <= LONGEST_REVIEW
        self._days.set_error("" if right else tr("A number from 1 to {most}.").format(most=LONGEST_REVIEW))
        self.approval.set_value(template.get("approval"))

    def _typed(self, key: str) -> None:
        words = self.both[key].blocks[0].label
        self.history.push(told(self.document, key, self.both[key].value), words, f"general.{key}")

    def _typed_days(self) -> None:
        self._push("review_days", number_of(self.days.value), "general.days")

    def _push(self, name: str, value: Any, key: str = "") -> None:
        self.history.push(told(self.document, name, value), self._days.label if key else self._approval.label, key)


class WordsPart(DesignPart):
    """Headline and text of the posts, the text of a platform that has its own, hashtags."""

    def __init__(self, shell: Shell, history: UndoHistory[TemplateDocument]) -> None:
        super().__init__(shell, history)
        self.headline = TextBlock(self, tr("Headline of the post"), needed=True)
        self.platform = ChoiceBox({None: tr("All platforms")} | {one: platform_name(one) for one in WRITTEN})
        self.body = TextBlock(self, tr("Text of the post"), lines=14, needed=True)
        self.hashtags = LineInput()
        self.hashtags_block = FieldBlock(self.hashtags, tr("Hashtags, on Facebook"), reserved=True)
        self.headline.typed.connect(lambda: self._push("headline", self.headline.value, self.headline.block.label))
        self.body.typed.connect(self._body_typed)
        self.hashtags.typed.connect(self._hashtags_typed)
        self.platform.activated.connect(lambda _: self._show_body())
        held, left, right = PlainHolder(), PlainHolder(), PlainHolder()
        left.setLayout(column(self.headline, self.hashtags_block, None, spacing=10))
        right.setLayout(column(FieldBlock(self.platform, tr("Which text")), self.body, None, spacing=10))
        held.setLayout(column(ResponsiveRow((left, 1), (right, 1), spacing=24), None))
        self.setLayout(column(scrolled(held)))

    def show_document(self) -> None:
        self.headline.put(str(self.document.template.get("headline") or ""))
        self._show_body()
        tags = self.document.template.get("hashtags") or []
        if self.hashtags.value.split() != tags:
            self.hashtags.put(" ".join(map(str, tags)))
        wrong = next((tag for tag in self.hashtags.value.split() if not HASHTAG.match(tag)), "")
        said = tr("“{tag}”: a hashtag is # and letters without spaces.").format(tag=wrong) if wrong else ""
        self.hashtags_block.set_error(said)

    def lead_to(self, field: str, card: str, size: str) -> None:
        self.platform.set_value(None)
        self._show_body()
        self.body.setFocus()

    def _show_body(self) -> None:
        """The text that is chosen, and what goes out where a platform has none of its own."""
        platform: Platform | None = self.platform.value
        self.body.needed = platform is None
        if platform is None:
            self.body.put(str(self.document.template.get("body") or ""))
            self.body.block.set_hint("")
            return
        self.body.put(text_on(self.document, platform))
        self.body.block.set_hint(
            tr("In the place of headline and text. Empty: both go out.")
            if platform is Platform.FACEBOOK
            else tr("In the place of the text for all platforms. Empty: that one goes out.")
        )

    def _body_typed(self) -> None:
        platform: Platform | None = self.platform.value
        if platform is None:
            self._push("body", self.body.value, self.body.block.label)
            return
        words = f"{self.body.block.label}, {platform_name(platform)}"
        self.history.push(with_text_on(self.document, platform, self.body.value), words, f"text.{platform.value}")

    def _hashtags_typed(self) -> None:
        self._push("hashtags", self.hashtags.value.split() or None, self.hashtags_block.label)

    def _push(self, key: str, value: Any, words: str) -> None:
        self.history.push(told(self.document, key, value), words, f"text.{key}")

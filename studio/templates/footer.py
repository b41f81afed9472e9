"""What every post and every card of a pack ends with: ``footer.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from studio.platforms import Platform
from studio.templates.language import compile_text
from studio.templates.texts import COMMON
from studio.yamlfile import Section, load_yaml

FOOTER: Final = "footer.yaml"


def read_footer(files: Mapping[str, bytes]) -> tuple[dict[Platform, str], dict[str, str]]:
    """Footer text by platform, and the card slots all cards fill alike; both empty for a pack without the file.

    Their names are `COMMON`. Raises BadInput.
    """
    if FOOTER not in files:
        return {}, {}
    document = load_yaml(files[FOOTER], FOOTER)
    top = Section(document)
    texts, cards = top.section("texts"), top.section("cards")
    footers = {platform: texts.get(platform.value, str) for platform in Platform}
    values = {slot: cards.get(slot, str) for slot in cards.names()}
    texts.close()
    top.close()
    for platform, source in footers.items():
        _check(source, document.line("texts", platform.value))
    for slot, source in values.items():
        _check(source, document.line("cards", slot))
    return footers, values


def _check(source: str, line: int) -> None:
    compile_text(source, (), origin=FOOTER, first_line=line + ("\n" in source), extra=COMMON)

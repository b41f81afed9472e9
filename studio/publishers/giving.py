"""What a person gives to connect a page, tidied and complete before it is used."""

from __future__ import annotations

from collections.abc import Mapping

from studio.errors import BadInput
from studio.publishers.connecting import Way
from studio.secret import Secret

LONGEST_VALUE = 20_000
"""Characters; a page token has up to some 6,000."""


def checked(way: Way, given: Mapping[str, Secret]) -> dict[str, Secret]:
    """What was given, without blanks around it and without what was left empty. Raises BadInput naming the key."""
    asks = {ask.key: ask for ask in way.asks}
    values: dict[str, Secret] = {}
    for key, secret in given.items():
        if key not in asks:
            raise BadInput(
                f"cách kết nối này không hỏi mục đó; hãy điền: {', '.join(asks)}.",
                f"this way of connecting does not ask for it; fill in: {', '.join(asks)}.",
                where=key,
            )
        tidy = Secret(secret.reveal().strip())  # never bare in a frame that raises: tracebacks may show its variables
        if not _fits(tidy):
            raise BadInput(
                f"“{asks[key].label.vi}” có ký tự lạ hoặc quá dài; hãy chép lại đúng một dòng.",
                f"“{asks[key].label.en}” has odd characters or is too long; copy exactly one line.",
                where=key,
            )
        if tidy:
            values[key] = tidy
    for ask in way.asks:
        if not ask.optional and ask.key not in values:
            raise BadInput(
                f"thiếu “{ask.label.vi}”. {ask.hint.vi}".strip(),
                f"“{ask.label.en}” is missing. {ask.hint.en}".strip(),
                where=ask.key,
            )
    return values


def _fits(secret: Secret) -> bool:
    return len(secret.reveal()) <= LONGEST_VALUE and secret.reveal().isprintable()

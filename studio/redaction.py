"""Striking secrets and personal numbers out of text that goes into a log or a crash report."""

from __future__ import annotations

import re

HIDDEN = "[•••]"
PHONE = "[SĐT]"
ID_NUMBER = "[CCCD]"
SHORTEST_SECRET = 4  # hiding a shorter value would strike out half of every line

_NAME = (
    r"[\w-]*(?:token|secret|password|passwd|api_?key|secret_?key|appsecret_proof|cookie)"
    r"|authorization|proxy-authorization|pwd|mật khẩu|mã pin|pin|oauth_?code|auth(?:orization)?_?code|recovery_?code"
)
_SPOKEN = r"password|passphrase|mật khẩu|mã khôi phục|recovery code"
_SCHEME = r"bearer|basic|oauth"
_QUOTED = r"\\?[\"']"
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    # Authorization: Bearer …
    (re.compile(rf"\b({_SCHEME})\s+[\w.~+/=-]{{6,}}", re.IGNORECASE), rf"\1 {HIDDEN}"),
    # name=value and "name": "value"; a quoted value goes to its closing quote, another to the next separator
    (
        re.compile(
            rf"(?<![\w-])({_NAME})({_QUOTED})?(\s*(?:[:=]|%3[AD])\s*)"
            rf"(?:({_QUOTED})(?:(?!\4).)*|(?!(?:{_SCHEME})\s)[^\s\"'&,;)}}\]]+)",
            re.IGNORECASE,
        ),
        rf"\1\2\3\4{HIDDEN}",
    ),
    # mã PIN 739204, PIN là 739204, password is …
    (re.compile(r"(?<![\w-])((?:mã\s+)?pin(?:\s+(?:is|là|code|của\s+\S+))?)\s+\d{4,}", re.IGNORECASE), rf"\1 {HIDDEN}"),
    (re.compile(rf"(?<![\w-])({_SPOKEN})\s+(is|là)\s+[^\s,;]+", re.IGNORECASE), rf"\1 \2 {HIDDEN}"),
    # https://user:password@host
    (re.compile(r"(://)[^/\s:@]+:[^/\s@]+@"), rf"\1{HIDDEN}@"),
    # Facebook access tokens, JSON web tokens, argon2 hashes
    (re.compile(r"\bEAA[A-Za-z0-9]{12,}"), HIDDEN),
    (re.compile(r"\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*"), HIDDEN),
    (re.compile(r"\$argon2\w+\$[\w$=,+/.-]+"), HIDDEN),
    # WordPress application passwords: six groups of four, with a capital or a digit somewhere
    (re.compile(r"\b(?=[a-zA-Z ]*[A-Z0-9])(?:[A-Za-z0-9]{4} ){5}[A-Za-z0-9]{4}\b"), HIDDEN),
    # long opaque strings of mixed case with digits; our own hashes and ids are lower-case hex and stay readable
    (re.compile(r"\b(?=[\w-]*[a-z])(?=[\w-]*[A-Z])(?=[\w-]*\d)[\w-]{48,}"), HIDDEN),
    # citizen identity numbers, then telephone numbers of Vietnam
    (re.compile(r"(?<![\w.])\d{3}(?:[ .]?\d{3}){3}(?!\w)"), ID_NUMBER),
    (re.compile(r"(?<![\w/])(?:\+?84[ .-]?|0)\d(?:[ .-]?\d){7,9}(?![\w/])"), PHONE),
)


class Redactor:
    """Redacts by pattern, and by the very values it was told are secret."""

    def __init__(self) -> None:
        self._secrets: tuple[str, ...] = ()

    def hide(self, secret: str) -> None:
        """Strike `secret` out from now on, wherever it turns up."""
        if len(secret) >= SHORTEST_SECRET and secret not in self._secrets:
            # longest first, so that one secret inside another leaves nothing behind
            self._secrets = tuple(sorted((*self._secrets, secret), key=len, reverse=True))

    def __call__(self, text: str) -> str:
        """Return `text` without secrets, telephone and identity numbers."""
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        for pattern, replacement in _RULES:
            text = pattern.sub(replacement, text)
        return text

"""Canned replies for practice, shipped with the program: ``assets/feedback/canned.yaml``."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from studio.errors import BadInput
from studio.feedback.canned_model import CannedReply
from studio.library.model import CitationRef
from studio.yamlfile import LineMapping, at, read_yaml, refuse_unknown

SAMPLES = Path(__file__).resolve().parent.parent / "assets" / "feedback" / "canned.yaml"
_FILE = ("valid_days", "replies")
_REPLY = ("title", "topic", "greeting", "answer", "next_step", "thanks", "citations")


def sample_replies(today: date, path: Path = SAMPLES) -> tuple[CannedReply, ...]:
    """They hold for so many days from `today`. Raises BadInput, naming the line."""
    whole = read_yaml(path)
    refuse_unknown(whole, _FILE, path)
    until = today + timedelta(days=int(whole["valid_days"]))
    return tuple(_made(entry, until, path) for entry in whole["replies"])


def _made(entry: LineMapping, until: date, path: Path) -> CannedReply:
    refuse_unknown(entry, _REPLY, path)
    try:
        return CannedReply(
            title=str(entry["title"]),
            topic=str(entry["topic"]),
            greeting=str(entry["greeting"]),
            answer=str(entry["answer"]),
            next_step=str(entry["next_step"]),
            thanks=str(entry["thanks"]),
            citations=tuple(map(_ref, entry.get("citations", ()))),
            valid_until=until,
        )
    except KeyError as missing:
        raise BadInput("a canned reply lacks {missing}.", missing=missing, where=at(path, entry.line)) from missing


def _ref(told: Any) -> CitationRef:
    return CitationRef(document=str(told["document"]), article=str(told["article"]))

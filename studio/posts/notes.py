"""What the program itself notes in the history of a post: a key with its values, said in the language of the reader.

What a person wrote is kept, and shown as it stands.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from studio.clock import show_datetime
from studio.phrase import Bilingual, Phrase

MOVED = "@moved"


def moved(was: datetime, to: datetime) -> str:
    """The note with which a post is submitted again whose time was moved."""
    return f"{MOVED} {was.isoformat()} {to.isoformat()}"


def said(note: str) -> Phrase:
    """What a note says."""
    key, *values = note.split(" ")
    if key == MOVED:
        with suppress(ValueError):  # a person may write so, too
            was, to = map(datetime.fromisoformat, values)
            return Phrase("Time moved from {was} to {to}.", was=show_datetime(was), to=show_datetime(to))
    return Bilingual(note, note)

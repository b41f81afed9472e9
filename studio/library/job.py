"""Whether a document is one of this job: what officers and citizens ask a police page about.

The words are those of ``assets/job_law.yaml``; a successor of a decree is known by its title too.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

from studio.errors import BadInput
from studio.text import fold
from studio.yamlfile import read_yaml

FILE = Path(__file__).resolve().parent.parent / "assets" / "job_law.yaml"


@cache
def subjects() -> tuple[str, ...]:
    """The subjects of this version of the program. Raises BadInput when the file is damaged."""
    listed = read_yaml(FILE).get("subjects")
    if not isinstance(listed, list) or not listed:
        raise BadInput("thiếu “subjects”.", "“subjects” is missing.", where=FILE.name)
    return tuple(str(subject) for subject in listed)


@lru_cache(maxsize=8192)
def is_of_job(title: str) -> bool:
    """Whether the title speaks of one of the subjects; marks, case and commas aside."""
    return _pattern().search(_words(title)) is not None


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(re.escape(_words(subject)) for subject in subjects())})\b")


def _words(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", fold(text)))

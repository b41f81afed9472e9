"""What is counted on which platform: the rows of ``metrics.yaml``, and what may be done with each number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from studio.phrase import Bilingual, Phrase
from studio.platforms import Platform
from studio.reports.model import Grain, Metric
from studio.yamlfile import YamlSection, load_yaml


class MetricScope(StrEnum):
    """Whose number it is."""

    PAGE = "page"
    POST = "post"


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """One row: what a platform means by a number, while it means that."""

    id: int
    """Kept beside each observation."""
    platform: Platform
    metric: Metric
    of: MetricScope
    grain: Grain
    adds: bool
    """Whether numbers of several days, posts or pages may be summed."""
    told_by: str
    """The platform's own name of it."""
    says: Phrase
    since: date | None = None
    until: date | None = None


@cache
def definitions() -> tuple[Definition, ...]:
    """All of them, read when they are first asked for."""
    path = Path(__file__).with_name("metrics.yaml")
    top = YamlSection(load_yaml(path.read_bytes(), path.name))
    found = tuple(_definition(row) for row in top.sections("metrics"))
    top.close()
    return found


@cache
def offered(platform: Platform, of: MetricScope) -> tuple[Definition, ...]:
    """What the platform tells of its posts or pages today."""
    return tuple(one for one in definitions() if one.platform == platform and one.of is of and one.until is None)


@cache
def definition(platform: Platform, metric: Metric, of: MetricScope) -> Definition | None:
    """What the platform means by it today; None: it is not offered there."""
    return next((one for one in offered(platform, of) if one.metric is metric), None)


def ids(found: Iterable[Definition]) -> tuple[int, ...]:
    return tuple(one.id for one in found)


def _definition(row: YamlSection) -> Definition:
    made = Definition(
        id=row.get("id", int),
        platform=Platform(row.get("platform", str)),
        metric=Metric(row.get("metric", str)),
        of=MetricScope(row.get("of", str)),
        grain=Grain(row.get("grain", str)),
        adds=row.get("adds", bool),
        told_by=row.get("told_by", str),
        says=Bilingual(row.get("vi", str), row.get("en", str)),
        since=_day(row, "since"),
        until=_day(row, "until"),
    )
    row.close()
    return made


def _day(row: YamlSection, key: str) -> date | None:
    told = row.raw(key) if row.has(key) else None
    return date.fromisoformat(str(told)) if told else None

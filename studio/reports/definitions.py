"""What each number means, in words: names of metrics, why a cell has no number, and the sheet of definitions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from studio.clock import show_date
from studio.phrase import Language, Phrase
from studio.platforms import Platform
from studio.reports.metrics import MetricScope, definitions
from studio.reports.model import Break, CommentPart, Figure, FigureState, Metric

METRIC_NAMES: Mapping[Metric, Phrase] = {
    Metric.VIEWS: Phrase("Views"),
    Metric.VIEWERS: Phrase("Viewers"),
    Metric.REACTIONS: Phrase("Reactions"),
    Metric.COMMENTS: Phrase("Comments"),
    Metric.SHARES: Phrase("Shares"),
    Metric.FOLLOWERS: Phrase("Followers"),
}
ADDING = (Metric.VIEWS, Metric.REACTIONS, Metric.COMMENTS, Metric.SHARES)
"""What may be added over posts and pages. Viewers are unique and followers are as of a day: neither has a total."""
NOT_TOLD: Mapping[FigureState, Phrase] = {
    FigureState.NOT_OFFERED: Phrase("not offered by the platform"),
    FigureState.NO_RIGHT: Phrase("no right to read it"),
    FigureState.NOT_LOOKED: Phrase("no figure"),
    FigureState.FEW: Phrase("fewer than 5"),
}
PLATFORM_NAMES: Mapping[Platform, Phrase] = {
    Platform.FACEBOOK: Phrase("Facebook"),
    Platform.ZALO: Phrase("Zalo"),
    Platform.WEBSITE: Phrase("Website"),
    Platform.TIKTOK: Phrase("TikTok"),
    Platform.YOUTUBE: Phrase("YouTube"),
}
STATE_NAMES: Mapping[str, Phrase] = {
    "published": Phrase("published"),
    "corrected": Phrase("corrected", about="reports"),
    "withdrawn": Phrase("removed"),
}
PART_NAMES: Mapping[CommentPart, Phrase] = {
    CommentPart.IN_TIME: Phrase("Answers in time"),
    CommentPart.ASKED: Phrase("What citizens asked most"),
    CommentPart.CORRECTED: Phrase("What had to be corrected, and why"),
}
NOT_ADDED = Phrase("not added")
"""In the place of a total that would count people twice."""
RULES: Sequence[Phrase] = (
    Phrase("There are sums of a post, a page or a day only; nothing is known of a person."),
    Phrase(
        "A cell without a number says why: not offered by the platform, no right to read it, no figure. None "
        "of them counts as 0."
    ),
    Phrase(
        "“≈”: some days or pages are missing in it, or it reaches over the edge of the month; nothing is estimated."
    ),
    Phrase("Viewers and followers are not added over days, posts or pages: one person would be counted several times."),
    Phrase("A negative number is real: the platform took false views or reactions away."),
    Phrase("A post on several pages is one post; each page's figures are a row. Exercises are not counted."),
    Phrase("Feedback: a group of 1 to 4 is not told, so that nobody is recognised."),
    Phrase("Days are Vietnam's; only Facebook's own days end at Facebook's hour."),
)

_OF = {MetricScope.PAGE: Phrase("of the page"), MetricScope.POST: Phrase("of a post")}


class DefinitionRow(NamedTuple):
    """One row of the sheet of definitions."""

    platform: str
    metric: str
    meaning: str
    told_by: str
    since: str
    """From when the platform means that; a number before it is of another definition and not compared."""


def metric_name(metric: Metric) -> Phrase:
    """How the metric is called in a report."""
    return METRIC_NAMES[metric]


def platform_name(platform: str, language: Language) -> str:
    """How the platform of a page is called in a cell of its own."""
    return PLATFORM_NAMES[Platform(platform)].to(language)


def why_missing(figure: Figure) -> Phrase:
    """Why the cell has no number."""
    return NOT_TOLD.get(figure.told, NOT_TOLD[FigureState.NOT_LOOKED])


def break_text(one: Break, language: Language) -> str:
    """A change of what a platform means, as a sentence of a report."""
    said = Phrase(
        "From {day} on {platform} means something else by “{metric}”; what it told before is neither added to it nor "
        "compared with it.",
        day=show_date(one.since),
        platform=platform_name(one.platform, language),
        metric=METRIC_NAMES[one.metric].to(language),
    )
    return said.to(language)


def whole(value: float, language: Language) -> str:
    """A whole number as people write it: 1.204.000 or 1,204,000."""
    return f"{round(value):,}".replace(",", "." if language == "vi" else ",")


def cell_text(figure: Figure | None, language: Language) -> str:
    """The cell as a file prints it: “1.204”, “≈ 1.204”, or why there is no number."""
    if figure is None:
        return NOT_TOLD[FigureState.NOT_OFFERED].to(language)
    if figure.told is not FigureState.YES or figure.value is None:
        return why_missing(figure).to(language)
    number = whole(figure.value, language)
    return f"≈ {number}" if figure.approximate else number


def share_text(share: float | None, language: Language) -> str:
    """“93,4 %”; a dash where too few were answered to tell it."""
    if share is None:
        return "—"
    told = f"{share * 100:.1f}"
    return f"{told.replace('.', ',')} %" if language == "vi" else f"{told}%"


def definition_rows(language: Language) -> Iterator[DefinitionRow]:
    """What each platform means by each number, as `metrics.yaml` has it."""
    for one in definitions():
        yield DefinitionRow(
            platform=platform_name(one.platform, language),
            metric=METRIC_NAMES[one.metric].to(language) + " · " + _OF[one.of].to(language),
            meaning=one.says.to(language),
            told_by=one.told_by,
            since=show_date(one.since) if one.since else "",
        )

"""What each number means, in words: names of metrics, and the sheet of definitions."""

from __future__ import annotations

from collections.abc import Mapping

from studio.phrase import Phrase
from studio.reports.model import Metric

METRIC_NAMES: Mapping[Metric, Phrase] = {
    Metric.VIEWS: Phrase("Lượt xem", "Views"),
    Metric.VIEWERS: Phrase("Người xem", "Viewers"),
    Metric.REACTIONS: Phrase("Lượt bày tỏ cảm xúc", "Reactions"),
    Metric.COMMENTS: Phrase("Bình luận", "Comments"),
    Metric.SHARES: Phrase("Lượt chia sẻ", "Shares"),
    Metric.FOLLOWERS: Phrase("Người theo dõi", "Followers"),
}


def metric_name(metric: Metric) -> Phrase:
    """How the metric is called in a report."""
    return METRIC_NAMES[metric]

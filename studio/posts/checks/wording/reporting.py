"""Words that show a sentence tells of something, warns of it or forbids it, instead of saying it itself."""

from __future__ import annotations

import re

from studio.posts.checks.scan import Scan

_TELLS = re.compile(
    r"(?<!\w)(?:không|đừng|chớ|tránh|cấm|kẻ|đối tượng|chúng|lừa|dụ|rủ|giả|chiêu|thủ đoạn|nhiệm vụ|mời|hứa|yêu cầu"
    r"|tự xưng|xưng|nói rằng|cho rằng|tin nhắn|kịch bản|bẫy|quảng cáo|cảnh giác|dấu hiệu"
    r"|nghi ngờ|hành vi|gọi điện|nhắn)(?!\w)",
    re.IGNORECASE,
)


def told(scan: Scan, offset: int) -> bool:
    """Whether what stands at `offset` is reported, warned of or forbidden rather than said by the page."""
    return scan.reported(offset) or bool(_TELLS.search(scan.sentence_before(offset)))

"""The code under which a delivery's post is found again on its page."""

from __future__ import annotations

import base64
import hashlib

from studio.posts.model import Package
from studio.publishers.body import body_sha256


def code_of(post_id: str, package: Package, page_id: str) -> str:
    """``PS-`` and 12 letters or digits, from what goes where: the post, all that leaves of it, platform and page.

    Nothing that this PC alone decides is part of it (the account's name, other targets, the time): queued anew after a
    restored backup, or under another name of the page, the same post still finds itself there.
    """
    whole = "|".join((post_id, body_sha256(package, ""), package.platform, page_id))
    return "PS-" + base64.b32encode(hashlib.sha256(whole.encode()).digest()).decode()[:12]

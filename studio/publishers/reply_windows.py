"""Until when each platform takes a reply. Pure; the practice pages keep the rules of the platform they stand for.

Facebook: 24 hours after the person's last message (Messenger Platform, Send API), one private reply to a comment within
7 days of it (Private Replies). Zalo: free for 48 hours after the person's last act, then charged, up to 7 days.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from studio.platforms import Platform
from studio.publishers.inbox import Channel, ReplyWay, ReplyWindow, Thread

MESSENGER = timedelta(hours=24)
PRIVATE_REPLY = timedelta(days=7)
ZALO_FREE = timedelta(hours=48)
ZALO_LAST = timedelta(days=7)


def windows_of(platform: Platform, thread: Thread, last_from_citizen: datetime) -> tuple[ReplyWindow, ...]:
    """The ways a reply may take on that platform, the usual one first."""
    if thread.channel is Channel.COMMENTS:
        public = ReplyWindow(way=ReplyWay.PUBLIC, until=None)
        if platform is not Platform.FACEBOOK:
            return (public,)
        until = last_from_citizen + PRIVATE_REPLY
        return public, ReplyWindow(way=ReplyWay.PRIVATE, until=until, rule=PRIVATE_REPLY, once=True)
    if platform is Platform.ZALO:
        charged, until = last_from_citizen + ZALO_FREE, last_from_citizen + ZALO_LAST
        return (ReplyWindow(way=ReplyWay.PRIVATE, until=until, rule=ZALO_LAST, charged_from=charged),)
    return (ReplyWindow(way=ReplyWay.PRIVATE, until=last_from_citizen + MESSENGER, rule=MESSENGER),)

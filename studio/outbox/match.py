"""Finding a delivery's post among those the page lists."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from studio.outbox.model import Delivery
from studio.outbox.timing import Timing
from studio.publishers.pieces import text_sha256
from studio.publishers.port import RemotePost


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """`post` is ours when there is one; `ambiguous` when several could be and only a person can tell."""

    post: RemotePost | None = None
    ambiguous: tuple[RemotePost, ...] = ()
    strays: tuple[RemotePost, ...] = ()
    """Further hidden posts that carry our reference: left by a create that landed late."""


def find(
    delivery: Delivery, posts: Sequence[RemotePost], *, owned: Collection[str], rivals: int, timing: Timing
) -> Match:
    """Look for `delivery` among `posts`, leaving out those `owned` by other deliveries.

    The reference decides where the page keeps it, even if the page altered the text. Where it does not, text, number of
    pictures and time must fit, the find must be the only one, and no other delivery with this text may be in doubt
    (`rivals`): two of them could otherwise take the same post for theirs.
    """
    free = [post for post in posts if post.remote_id not in owned]
    ours = sorted(
        (post for post in free if post.reference == delivery.reference), key=lambda p: (not p.visible, p.created_at)
    )
    if ours:
        return Match(post=ours[0], strays=tuple(p for p in ours[1:] if not p.visible))
    alike = tuple(post for post in free if not post.reference and _alike(delivery, post, timing))
    if len(alike) == 1 and rivals == 0:
        return Match(post=alike[0])
    return Match(ambiguous=alike)


def twin_made_elsewhere(
    free: Sequence[RemotePost], known: Collection[str], *, text: str, pictures: int
) -> RemotePost | None:
    """A post that shows, or will, what is about to be sent (`text` as a `text_sha256`) and that no delivery here made.

    One by hand has as many pictures, too; one under a code that is not `known` for this page is another program's, of a
    forgotten past, or was copied from another page.
    """

    def is_twin(post: RemotePost) -> bool:
        public = post.visible or post.scheduled_for is not None
        others = post.reference not in known if post.reference else post.images == pictures
        return public and others and text_sha256(post.text) == text

    return next(filter(is_twin, free), None)


def _alike(delivery: Delivery, post: RemotePost, timing: Timing) -> bool:
    return (
        delivery.first_sent_at is not None
        and post.created_at >= delivery.first_sent_at - timing.older_than_first
        and post.images == len(delivery.image_sha256)
        and text_sha256(post.text) == delivery.text_sha256
    )

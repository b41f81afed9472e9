"""Rules on what is asked of a platform beside the post: first comment, pin, place, story, address."""

from __future__ import annotations

from collections.abc import Iterator

from studio.phrase import Phrase
from studio.platforms import Platform
from studio.posts.checks.rule import PreflightView, rule
from studio.posts.checks.scan import FIRST_COMMENT
from studio.posts.limits import loose_photos, over_story, video_of
from studio.posts.model import NO_OPTIONS, Finding, Severity
from studio.text import length

COMMENT_MOST = 8000
"""Characters of a comment on Facebook."""


@rule(
    "PLATFORM_OPTIONS",
    Severity.BLOCK,
    Phrase("What is asked of a platform beside the post can be done there"),
)
def platform_options(view: PreflightView) -> Iterator[Finding]:
    """First comment, pin, place and story suit the post, its template and its pages.

    What a video does not allow, a place without its id or name, a comment too long, a story where the template has
    none or nothing to show, and wishes of a post that goes to no page of Facebook.
    """
    asked, video = view.content.options, video_of(view.content.media)
    platforms = {account.platform for account in view.accounts}
    on_facebook = asked != NO_OPTIONS and any((asked.first_comment, asked.pinned, asked.place, asked.story))
    if on_facebook and platforms and Platform.FACEBOOK not in platforms:
        yield platform_options.finding(
            "options",
            Phrase("First comment, pin, place and story are for pages on Facebook, and none is chosen."),
            Phrase("Choose a page on Facebook, or ask for none of them."),
            severity=Severity.WARN,
        )
    if on_facebook and view.content.amends:
        yield platform_options.finding(
            "options",
            Phrase("A change of a published post changes its text alone."),
            Phrase("Remove first comment, pin, place and story; they stay as they were published."),
        )
    if length(asked.first_comment) > COMMENT_MOST:
        yield platform_options.finding(
            FIRST_COMMENT,
            Phrase("The first comment has over {most} characters.", most=COMMENT_MOST),
            Phrase("Shorten it."),
        )
    if video is not None and (asked.pinned or asked.place):
        yield platform_options.finding(
            "options",
            Phrase("Facebook neither pins a video for an app nor gives it a place."),
            Phrase("Take the pin and the place out, or post pictures."),
        )
    if (
        bool(asked.place) is not bool(asked.place_name)
        or not asked.place.isascii()
        or not (asked.place or "0").isdigit()
    ):
        yield platform_options.finding(
            "options",
            Phrase("A place needs its id on Facebook, in digits, and its name as Facebook shows it."),
            Phrase("Open the place's page on facebook.com, copy its id and its name; or leave both empty."),
        )
    yield from _story(view)


def _has_pictures(view: PreflightView) -> bool:
    return bool(view.content.cards or loose_photos(view.content))


def _story(view: PreflightView) -> Iterator[Finding]:
    if not view.content.options.story:
        return
    if not view.template.stories:
        yield platform_options.finding(
            "options",
            Phrase("The template does not allow a story."),
            Phrase("Remove the story."),
        )
    video = video_of(view.content.media)
    for wrong, remedy in over_story(None if video is None else video.clip, pictures=_has_pictures(view)):
        yield platform_options.finding("options", wrong, remedy)

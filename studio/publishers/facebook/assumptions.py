"""What only a live page can tell, in one place: each with the safer answer, to be changed here when it is known.

docs/publishing.md lists them. Nothing else in the program guesses at the Graph API.
"""

from __future__ import annotations

HIDDEN_AS = "DRAFT"
"""`unpublished_content_type` of a post that is to be shown by hand. Without one Facebook may make it an advertisement's
post (ADS_POST), of which nobody says that it can be shown; a draft is meant to be. Empty: send none."""

LIST_HIDDEN = True
"""Whether `feed` and `published_posts` are asked for hidden posts, too (`include_hidden`): a twin that an administrator
hid is a twin all the same."""

ALSO_LISTED: tuple[str, ...] = ()
"""Further lists that are read when a post is looked for, such as `ads_posts`: with it, a post that became an
advertisement's all the same would be found. Left out, as it may need a right for advertisements that no unit has, and
would then stop every look."""

LESS_DATA = "reduce the amount of data"
"""What Facebook says of a list of which it will not give so many rows at once; half as many are asked for then."""

"""The checks of a post: one registry, one rule a file.

How to add a rule
-----------------
1. Write ``checks/<subject>/<name>.py`` with ``look(view)`` and ``RULE``. `look` yields a `Finding` for each thing that
   is wrong, and nothing when all is well or when what it needs (painted cards, an approval) is not there yet; such a
   rule speaks at a later door and says there that it could not look, if nobody will ever have looked.
2. Search ``view.public``, the typed texts joined into one: a hit knows its field. The template's own sentences are not
   in it, because they were approved with the template. Search ``view.content`` only for what no field shows.
3. Say what is wrong, where, and what to do, in both languages; mask personal data with `checks.mask`.
4. Words to look for are data: ``checks/words/*.yaml`` (see `Lexicon`), never a list inside a rule.
5. Give it a `Reach`: EVERY post, SOFT (a blocker only where the template asks), or ASKED. Codes, titles and severities
   that the training outlines know are theirs.
6. Put ``RULE`` into `ALL` below, and true and false cases, in Vietnamese as officers write it, into ``tests/``; the
   registry's own tests insist on both.

Checks of replies, moderation, registers and reports belong to those rooms, not here.
"""

from __future__ import annotations

from studio.posts.checks.facts import (
    contact_official,
    datetime_complete,
    expiry_set,
    hotline_current,
    hotline_present,
    link_defanged,
    link_official,
    numbers_traceable,
    source_given,
)
from studio.posts.checks.law import (
    citation_in_force,
    citation_in_text,
    citation_pinpoint,
    citation_present,
    law_check_age,
)
from studio.posts.checks.pictures import alt_text, asset_usable, captions, card_fits, contrast, platform_limit
from studio.posts.checks.privacy import (
    consent_holds,
    consent_recorded,
    covers_current,
    id_number,
    metadata_stripped,
    minor_identifiable,
    not_restricted,
    plate,
    private_phone,
    redaction_burned_in,
    reply_no_pii,
    secret_stored,
    unredacted_face,
    victim_identity,
)
from studio.posts.checks.process import (
    approved_version,
    correction_linked,
    field,
    four_eyes,
    original_preserved,
    practice_only,
    publish_time,
    reviewed_by_head,
    target_usable,
)
from studio.posts.checks.rule import Rule
from studio.posts.checks.wording import (
    all_caps,
    degrading,
    engagement_bait,
    hidden_chars,
    homoglyph,
    innocence,
    nfc_vi,
    persona,
    placeholder_left,
    readability,
    spell_vi,
    tone_marks,
)

ALL: tuple[Rule, ...] = (
    field.RULE,
    target_usable.RULE,
    publish_time.RULE,
    practice_only.RULE,
    not_restricted.RULE,
    secret_stored.RULE,
    id_number.RULE,
    private_phone.RULE,
    plate.RULE,
    victim_identity.RULE,
    minor_identifiable.RULE,
    reply_no_pii.RULE,
    consent_holds.RULE,
    unredacted_face.RULE,
    consent_recorded.RULE,
    redaction_burned_in.RULE,
    covers_current.RULE,
    metadata_stripped.RULE,
    innocence.RULE,
    degrading.RULE,
    citation_present.RULE,
    citation_in_force.RULE,
    citation_pinpoint.RULE,
    citation_in_text.RULE,
    law_check_age.RULE,
    link_official.RULE,
    link_defanged.RULE,
    contact_official.RULE,
    hotline_present.RULE,
    hotline_current.RULE,
    datetime_complete.RULE,
    expiry_set.RULE,
    source_given.RULE,
    numbers_traceable.RULE,
    hidden_chars.RULE,
    nfc_vi.RULE,
    homoglyph.RULE,
    engagement_bait.RULE,
    persona.RULE,
    placeholder_left.RULE,
    all_caps.RULE,
    readability.RULE,
    spell_vi.RULE,
    tone_marks.RULE,
    alt_text.RULE,
    asset_usable.RULE,
    captions.RULE,
    contrast.RULE,
    card_fits.RULE,
    platform_limit.RULE,
    original_preserved.RULE,
    correction_linked.RULE,
    four_eyes.RULE,
    reviewed_by_head.RULE,
    approved_version.RULE,
)
"""Every rule, in the order in which findings of equal weight are shown."""

__all__ = ["ALL", "Rule"]

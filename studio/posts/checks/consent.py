"""Rules on people in pictures: consent, faces, covers, and what a file tells beside the picture."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from studio.clock import show_date
from studio.images.consent import Consent, covering, holds, told
from studio.phrase import Phrase
from studio.posts.checks.rule import FROM_APPROVAL, PreflightView, Reach, Rule, rule, where_of
from studio.posts.model import Finding, Media, PreflightStage, Severity
from studio.templates.model import FieldType

# Consent to a picture, and exceptions that a template states for a check. The conditions are prose for people; what
# they have in common is checked here: consent is recorded, the head of the unit approves, and the post ends by itself
# within thirty days.

LONGEST = 30
"""Days a post that shows a missing person may stay (template missing_person)."""


def consents_of(view: PreflightView, media: Media) -> tuple[Consent, ...]:
    """All consents recorded with the picture, whether they cover the day or not."""
    return tuple(view.consents.get(media.sha256, ()))


def agreed(view: PreflightView, media: Media) -> bool:
    """Whether somebody's consent to the picture covers the day. A note in words, as it was kept before consents had an
    end, counts as one without."""
    return bool(media.consent.strip()) or bool(covering(consents_of(view, media), view.on))


def consent_known(view: PreflightView, media: Media) -> bool:
    """Consent beside the picture, or the consent slip of the whole post."""
    return agreed(view, media) or view.fields.get("consent") is True


def exception_granted(view: PreflightView, code: str, media: Media) -> bool:
    """Whether the template's exception from `code` holds for `media`."""
    expires = view.content.expires_on
    return (
        code in view.template.check_exceptions
        and view.template.approval == "head"
        and consent_known(view, media)
        and expires is not None
        and 0 <= (expires - view.on).days <= LONGEST
    )


def exception_used(view: PreflightView, asked: Rule[PreflightView], media: Media) -> Finding:
    """Tell the approver that the exception is made use of."""
    return asked.on_picture(
        media,
        Phrase("{it} uses the template's exception: {condition}."),
        Phrase("The head looks at it closely before approving."),
        severity=Severity.INFO,
        condition=view.template.check_exceptions[asked.code],
    )


SOON = timedelta(days=30)
"""A consent that ends within that time after the day of posting is told: the post has to come down then."""
_TOLD = Phrase("{it}, {who}: {told}.")


@rule(
    "CONSENT_HOLDS",
    Severity.BLOCK,
    Phrase("Consent of the person shown covers the day of posting"),
)
def consent_holds(view: PreflightView) -> Iterator[Finding]:
    """What people consented to covers the day of posting, and for a child a guardian consented.

    Every consent recorded with a picture, also when faces were looked at: the tick was given while it held.
    """
    for media in view.post.media:
        consents = consents_of(view, media)
        for consent in consents:
            if not holds(consent, view.on):
                yield _ended(view, media, consent)
            elif consent.until is not None and consent.until - view.on < SOON:
                yield _ending(media, consent)
            elif view.stage is PreflightStage.APPROVE:
                yield _for_comparison(view, media, consent)
        if _child_without_guardian(view, media, consents):
            yield _no_guardian(media)


def _child_without_guardian(view: PreflightView, media: Media, consents: tuple[Consent, ...]) -> bool:
    """Consents were recorded, somebody under 18 is shown, and none of the consents is a guardian's."""
    shown = bool(media.has_minor) and not media.faces_checked and bool(consents)
    return shown and not any(consent.minor for consent in covering(consents, view.on))


def _ended(view: PreflightView, media: Media, consent: Consent) -> Finding:
    return consent_holds.on_picture(
        media,
        _TOLD,
        Phrase(
            "Obtain and record a new consent; or cover the person and take the record off; or take the picture out."
        ),
        who=consent.who,
        told=told(consent, view.on),
    )


def _ending(media: Media, consent: Consent) -> Finding:
    return consent_holds.on_picture(
        media,
        Phrase("{it}: the consent of {who} ends after {until}."),
        Phrase("Have it prolonged, or take the post down by then."),
        severity=Severity.WARN,
        who=consent.who,
        until=show_date(consent.until) if consent.until else "",
    )


def _for_comparison(view: PreflightView, media: Media, consent: Consent) -> Finding:
    """Whoever approves is told who consented, and where to look it up."""
    return consent_holds.on_picture(
        media,
        _TOLD,
        Phrase("Compare: {filed}; consented to: {purpose}.", filed=consent.filed, purpose=consent.purpose),
        severity=Severity.INFO,
        who=consent.who,
        told=told(consent, view.on),
    )


def _no_guardian(media: Media) -> Finding:
    return consent_holds.on_picture(
        media,
        Phrase("{it} shows someone under 18, and no guardian's consent is recorded."),
        Phrase("Record the consent of a parent or legal guardian; or cover the faces and confirm."),
    )


_DETECTED = Phrase("{it}: a detector sees {found} faces, {covered} covered; {ticked}.")
_NO_DETECTOR = Phrase("{it}: this PC has no detector of faces; {ticked}.")
_LOOK_AT_PICTURE = Phrase(
    "Look at the picture enlarged, cover the faces, then tick “I looked: no face that must be hidden can be "
    "seen”; or record the consent."
)
_WATCH_VIDEO = Phrase(
    "Watch the whole video; cover faces in an editor and add it again; then tick “I looked: no "
    "face that must be hidden can be seen”."
)


@rule(
    "NO_UNREDACTED_FACE",
    Severity.BLOCK,
    Phrase("No unredacted face (unless consent is recorded)"),
)
def unredacted_face(view: PreflightView) -> Iterator[Finding]:
    """A person looked at every picture, and no face is left that must be hidden.

    Pictures without the tick. Recorded consent stands in for it, except where guilt is not yet decided.
    """
    case = bool(view.names_of(FieldType.STAGE))
    for media in view.post.media:
        if media.faces_checked or (agreed(view, media) and not case):
            continue
        if exception_granted(view, unredacted_face.code, media):
            yield exception_used(view, unredacted_face, media)
            continue
        yield unredacted_face.on_picture(
            media,
            Phrase("{it}: nobody confirmed that it shows no face that must be hidden."),
            _WATCH_VIDEO if media.clip is not None else _LOOK_AT_PICTURE,
        )
    for media in view.post.media:
        yield from _seen_by_detector(view, media)


def _seen_by_detector(view: PreflightView, media: Media) -> Iterator[Finding]:
    """What a detector saw of a picture, for author and approver, beside the name of who confirmed it."""
    looked = view.frozen.faces.get(media.id) if view.frozen else None
    if looked is None or (not looked.found and view.stage is not PreflightStage.APPROVE):
        return
    who = view.people.get(media.faces_by, "")
    ticked = (
        Phrase(
            "“I looked: no face that must be hidden can be seen” was ticked by {who}", who=who or Phrase("the author")
        )
        if media.faces_checked
        else Phrase("nobody ticked it")
    )
    yield unredacted_face.on_picture(
        media,
        _DETECTED if looked.by else _NO_DETECTOR,
        Phrase("Look at it enlarged: whoever shows must have agreed, or need no cover."),
        severity=Severity.WARN if looked.found != looked.covered or not looked.by else Severity.INFO,
        found=looked.found,
        covered=looked.covered,
        ticked=ticked,
    )


@rule(
    "CONSENT_RECORDED",
    Severity.BLOCK,
    Phrase("Consent of the person shown is recorded (and of the guardian for a child)"),
    reach=Reach.ASKED,
)
def consent_recorded(view: PreflightView) -> Iterator[Finding]:
    """Whoever can be recognised agreed to it, and it is on record.

    The consent slip of the post where the template has one, and each picture that may show somebody.
    """
    slip = view.template.field("consent")
    if slip is not None and view.fields.get("consent") is not True:
        yield consent_recorded.finding(
            "consent",
            Phrase("Consent to publish is not recorded."),
            Phrase("Obtain the consent slip, file it, then tick this box; without it nothing is posted."),
        )
    for media in view.post.media:
        if not media.faces_checked and not consent_known(view, media):
            yield consent_recorded.on_picture(
                media,
                Phrase("{it} has no recorded consent of the person shown."),
                Phrase("State who consented (a guardian for a child) and where it is filed; or cover and confirm."),
            )


SMALLEST = 0.005
"""Half a percent of the picture's side: a rectangle thinner than that covers nothing."""


@rule(
    "REDACTION_BURNED_IN",
    Severity.BLOCK,
    Phrase("Redaction is burned into pixels, not a layer or light blur"),
)
def redaction_burned_in(view: PreflightView) -> Iterator[Finding]:
    """What was covered is covered in every pixel that leaves.

    Covers too small to cover, cards that use the picture uncovered, and originals in what leaves.

    A video leaves as it is: it has no covers, and what must be hidden is hidden before it is added.
    """
    leaving = _leaving_files(view)
    for media in (one for one in view.post.media if one.clip is None):
        if any(w < SMALLEST or h < SMALLEST for _, _, w, h in media.redactions):
            yield _cover(
                media,
                Phrase("A cover is too small to cover anything."),
                Phrase("Draw the cover again so that it hides what it should."),
            )
        if media.sha256 in leaving or (media.redactions and not _covered_on_cards(view, media)):
            yield _cover(
                media,
                Phrase("The covers are not burned into the export."),
                Phrase("Export the picture again, then resubmit."),
            )


def _leaving_files(view: PreflightView) -> frozenset[str]:
    packages = view.bundle.packages.values() if view.bundle else ()
    return frozenset(attachment.sha256 for package in packages for attachment in package.attachments)


def _covered_on_cards(view: PreflightView, media: Media) -> bool:
    photos = (card.spec.photo for card in view.content.cards)
    return all(
        set(media.redactions) <= set(photo.redactions) for photo in photos if photo and photo.sha256 == media.sha256
    )


def _cover(media: Media, wrong: Phrase, remedy: Phrase) -> Finding:
    return redaction_burned_in.finding(f"media:{media.id}", wrong, remedy, excerpt=media.name)


@rule(
    "COVERS_CURRENT",
    Severity.BLOCK,
    Phrase("Pictures have every cover that the Images screen has"),
)
def covers_current(view: PreflightView) -> Iterator[Finding]:
    """A picture from the image studio shows nothing that was covered there since.

    Files made before a cover was added, originals that were covered since, and places that are open.
    """
    for media in view.post.media:
        if media.sha256 in view.outdated:
            yield covers_current.on_picture(
                media,
                Phrase("{it} lacks a cover that was drawn on the Images screen, or a place there is undecided."),
                Phrase("Open it on the Images screen, look it over and send it to the post again."),
                excerpt=media.name,
            )


@rule(
    "METADATA_STRIPPED",
    Severity.BLOCK,
    Phrase("Exported images carry no GPS or other metadata"),
)
def metadata_stripped(view: PreflightView) -> Iterator[Finding]:
    """No picture that leaves tells where, when or with what it was taken.

    What was found in the finished pictures. From approval on they must have been examined.
    """
    leftovers = view.photo_leftovers
    if leftovers is None:
        if view.stage in FROM_APPROVAL and (view.content.media or view.content.cards):
            yield _not_examined()
        return
    for origin, found in leftovers.items():
        if found:
            names = ", ".join(found)
            yield metadata_stripped.finding(
                where_of(origin),
                Phrase("What is exported still carries: {names}.", names=names),
                Phrase("Add the picture or video to the post again."),
                excerpt=names,
            )
    if view.bundle is not None:
        for package in view.bundle.packages.values():
            for attachment in package.attachments:
                if attachment.origin not in leftovers:
                    yield _not_examined(where_of(attachment.origin))


def _not_examined(where: str = "") -> Finding:
    return metadata_stripped.finding(
        where,
        Phrase("The exported pictures were not examined for metadata."),
        Phrase("Export the pictures again, then submit again."),
    )

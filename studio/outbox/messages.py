"""What a delivery says of itself, one sentence in two languages for each turn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from studio.clock import show_datetime
from studio.outbox.model import Delivery, PublicationProof
from studio.phrase import Bilingual, Phrase

QUEUED = Phrase("In the outbox.")
STARTING = Phrase("Being sent to the page.")
STORED = Phrase("A hidden copy is on the page and is being shown.")
SENT = Phrase("Sent; being read back from the page.")
ADOPTED = Phrase("It is on the page already (found by its reference) and was not sent again.")
VERIFIED = Phrase("Read back from the page: it is what was approved.")
BESIDE_DONE = Phrase(
    "Read back from the page: it is what was approved, and what was asked for beside it (first comment, pin, story) "
    "is done."
)
BESIDE_LEFT = Phrase(
    "The post shows as approved. What was asked for beside it (first comment, pin, story) was not done in time; "
    "look at the page, and do what is missing there."
)
AMEND_WAITS = Phrase("Waiting to be changed on the page; the post shows as it was until then.")
AMENDING = Phrase("The post is being changed on the page.")
AMEND_SENT = Phrase("The page took the change; it is being read back.")
AMENDED = Phrase("Changed and read back: the page shows the newest approved version.")
AMEND_DOUBT = Phrase("It is not known whether it was changed; the page is read before anything else.")
AMEND_NOT_SEEN = Phrase("It is not known whether it was changed: the page shows the former text; it is read again.")
AMEND_AGAIN = Phrase("Two looks apart showed the former text: the change did not happen and is tried again.")
STILL_FORMER = Phrase(
    "The page said it was changed but shows the former text. Look there, then press “Send now” to try again."
)
SUPERSEDED = Phrase("Changed on the page, which shows a newer approved version now.")
AMENDED_GONE = Phrase("The post was withdrawn: nothing of it is changed any more.")
AMEND_PICTURES = Phrase(
    "the pictures differ from those published, which cannot be exchanged on a page; keep them, or withdraw the "
    "post and publish it again."
)
AMEND_CHANGED_THERE = Phrase(
    "the page shows neither the published text nor the new one; nothing was changed. Compare them on the page first."
)
AMEND_NOT_THERE = Phrase("the post is not shown on the page; nothing was changed. Look there, or write a new post.")
AMEND_OTHERS = Phrase(
    "the id leads to another post on the page, not to the one to be changed; nothing was changed. Call the "
    "technical officer."
)
AMEND_UNABLE = Phrase(
    "the app cannot change this post: a person posted it by hand, or the page takes no changes; withdraw it and "
    "publish it again."
)
AMEND_BUSY = Phrase("another change of this post is not over on the page; wait for it, or see to it first.")
AMEND_STALE = Phrase(
    "the post was changed on the page after this change was begun; begin a new one from the newest version."
)
AMEND_BY_PC = Phrase("a page does not keep a change until its time; let this PC keep it.")
AMEND_MISMATCH = Phrase(
    "this delivery and the approval disagree about which published post is changed; nothing was sent. "
    "Cancel it and queue the post again."
)
AMEND_HAND = Phrase(
    "To be changed by hand: open the package, change the post as HUONG-DAN.txt says, then paste its link."
)
MISSED = Phrase("Its time has passed by more than allowed, so it was not sent; choose “Send now” or “Cancel delivery”.")
HELD_BACK = Phrase(
    "The emergency is on: routine posts wait, nothing was sent. When it ends, what is still in time "
    "leaves; what is late waits for a person."
)
SHARED_BY_PC = Phrase("a page does not keep a post that the whole unit was given; let this PC keep it.")
SHARED_UNREAD = Phrase(
    "This post was given to the whole unit, and this PC cannot read the page, so it does not send it. Leave it to a PC "
    "that is connected to the page, or connect the page under Pages."
)
TOO_LATE = Phrase(
    "More than a minute went by between the hub's word and the sending (the PC slept, or was very busy), so nothing "
    "was sent. The page is read and the hub asked once more."
)
SHOWN_LATER = Phrase(
    "A hidden copy is on the page. The hub's word is too old to show it by: the page is read and the hub asked once "
    "more."
)
CRASHED = Phrase("The app stopped while sending; the page is looked at before anything else.")
DOUBT = Phrase("It is not known whether the post is on the page; it will be looked for, not sent again.")
REVEAL_DOUBT = Phrase("The hidden copy is on the page; whether it shows is not known yet and will be looked up.")
NOT_YET = Phrase("Not seen on the page yet; it will be looked for again.")
ABSENT_AGAIN = Phrase(
    "Two looks apart found nothing on the page; it is sent again (hidden first, so it cannot show twice)."
)
ABSENT_ASK = Phrase(
    "Two looks apart did not find it on the page. Look there yourself, then choose “Send again” or “Cancel delivery”."
)
AMBIGUOUS = Phrase(
    "The page has a post like this one, but it is not certain to be it. Compare them and choose the right one."
)
MADE_BY_HAND = Phrase(
    "The page has exactly the same post, made by hand; nothing was sent. Press “Compare with the page” and choose "
    "it, or “Send now” if a second one is really wanted."
)


def made_elsewhere(code: str) -> Phrase:
    return Phrase(
        "The page has exactly the same post under the code {code}, which this PC does not know (sent by another "
        "PC, or the data here went back to an older copy); nothing was sent. Press “Compare with the page” and "
        "choose it, or “Send now” if a second one is really wanted.",
        code=code,
    )


CANNOT_LOOK = Phrase("This page does not let the app read it. Look there yourself, then confirm.")
TWIN_IN_DOUBT = Phrase("A post with the same text on this page is in doubt; this one waits until that is settled.")
GONE = Phrase(
    "The page took the post but it is not there now; somebody may have removed it. It is not sent again: "
    "ask who looks after the page, then press “Remove” to note it, or write a new post."
)
STILL_HIDDEN = Phrase("The post is on the page but hidden. Check the rights and the moderation settings of the page.")
DIFFERS = Phrase("The post on the page is not what was approved. Compare them there, and correct or remove the post.")
RETRY_BY_PERSON = Phrase("Asked to be sent.")
RECHECK = Phrase("The page is being looked at again.")
CANCELLED = Phrase("Cancelled; nothing is on the page.")
REFUSED = Phrase(
    "The page refused this post and did not say why. Look there for a notice, change the post and submit it again."
)
HAND = Phrase("To be posted by hand: open the package, post it as HUONG-DAN.txt says, then paste the post's link.")
AT_HOME = Phrase("this data is where it belongs; nothing has to be decided.")
NO_PUBLISHER = Phrase(
    "This installation has no connection for that kind of page; post it by hand, or call the technical officer."
)
WITHDRAW_FIRST = Phrase(
    "the removal is not approved; an approver or head withdraws the post first (with a reason), then the "
    "publisher removes it from the page."
)
REMOVAL_IN_DOUBT = Phrase(
    "it is not known whether the page removed the post; press “Remove” again. The app, too, looks at the page in "
    "a few minutes."
)
REMOVAL_UNKNOWN = Phrase(
    "it is not known whether the page removed the post; do this again (removing twice does no harm), or look there."
)
STILL_SHOWN = Phrase(
    "The page was looked at: the post is still there, the removal did not happen. Press “Remove” again, "
    "or remove it on the page yourself."
)
WITHDRAWN = Phrase("Removed from the page.")
TWIN_REMOVED = Phrase("The double is removed; the page is being read again.")
TWIN_FIRST = Phrase("the post shows twice; press “Remove the duplicate” first, then remove the post.")
TWIN_NOT_OURS = Phrase(
    "the double does not carry this post's code, so the app leaves it alone; remove it on the page yourself, then "
    "press “Check again”."
)
NOTED_GONE = Phrase("Noted: the post is not on the page any more (the app did not remove it).")
REMOVE_BY_HAND = Phrase(
    "a person posted this by hand: open the link, remove the post on the page, then press “I removed it”."
)


NOT_SHOWN = Phrase(
    "Its time has passed and the page does not show it. Choose “Send now” to show it, or “Cancel delivery” to "
    "remove it."
)
HELD_GONE = Phrase(
    "The scheduled post is not on the page any more; somebody may have deleted it. It is not sent again: "
    "ask who looks after the page, then press “Remove” to note it, or write a new post."
)
RECALLING = Phrase(
    "The scheduled post is being recalled; it counts as cancelled once the page is certain not to have it."
)
RECALLED = Phrase("The scheduled post was recalled before its time; nothing is on the page.")
RECALLED_LATE = Phrase("The scheduled post showed before it could be recalled; it is removed now.")
RECALL_BY_HAND = Phrase("the app cannot delete posts there; delete the scheduled post on the page yourself.")
STILL_LISTED = Phrase("the page still has it.")
GONE_LATER = Phrase(
    "The published post is not on the page any more; it may have been deleted. It is not sent again: ask "
    "who looks after the page, then press “Remove” to note it, or write a new post."
)
HIDDEN_LATER = Phrase("The published post is hidden on the page now; look there why. It is not shown again by itself.")
CHANGED_LATER = Phrase(
    "The post on the page was changed and is not what was approved. Compare them, and correct or remove the post."
)
SEE_FIRST = Phrase("Waits for a person to see the queue after the app was started again.")


def on_another_pc(before: str, here: str) -> Phrase:
    return Phrase(
        "This data was used on the PC “{before}” and was opened on “{here}”. Nothing is sent: a technical officer "
        "or the head has to say whether it was moved here or is a copy.",
        before=before,
        here=here,
    )


def in_another_folder(before: str, here: str) -> Phrase:
    return Phrase(
        "This data belongs in {before} and was opened in {here}; the old folder is still there. Nothing is sent: "
        "a technical officer or the head has to say whether it was moved here or is a copy.",
        before=before,
        here=here,
    )


def is_a_copy(original: str, by: str, at: datetime) -> Phrase:
    return Phrase(
        "This is a copy of the data of the PC “{original}” ({by} said so at {at}): it can be read and sends "
        "nothing. Once the other PC is out of use, a technical officer or the head says that it was moved here.",
        original=original,
        by=by,
        at=show_datetime(at),
    )


def twice(where: Sequence[str]) -> Phrase:
    listed = ", ".join(where)
    return Phrase(
        "This post shows twice on the page; the other copy: {listed}. Another PC may have sent it, too, or "
        "somebody posted it by hand. Press “Remove the duplicate”; one made by hand remove there yourself, then "
        "“Check again”.",
        listed=listed,
    )


def doubts(number: int) -> Phrase:
    return Phrase(
        "{number} writes in a row had no clear outcome; nothing more is sent to this page until it answers again.",
        number=number,
    )


def account_paused(why: Phrase) -> Phrase:
    return Phrase("Sending to this page is stopped: {why}", why=why)


def held(at: datetime) -> Phrase:
    return Phrase("The page has it and will show it at {at} Vietnam time by itself.", at=show_datetime(at))


def handing_over(at: datetime) -> Phrase:
    return Phrase("To be handed to the page at once, which shows it at {at} Vietnam time.", at=show_datetime(at))


def kept_here(at: datetime) -> Phrase:
    return Phrase(
        "The page does not keep this post; this PC sends it at {at} Vietnam time and has to be on.",
        at=show_datetime(at),
    )


def not_shown_yet(at: datetime) -> Phrase:
    return Phrase(
        "Its time ({at}) has come but the page does not show it yet; it is looked at again.", at=show_datetime(at)
    )


def recall_waits(why: Phrase, until: datetime) -> Phrase:
    return Phrase(
        "The scheduled post is not recalled yet: {why} Next try after {until}.", until=show_datetime(until), why=why
    )


def recall_urgent(why: Phrase, due: datetime) -> Phrase:
    return Phrase(
        "URGENT: the post for {due} is about to show and is not recalled. Delete it on the page yourself. {why}",
        due=show_datetime(due),
        why=why,
    )


def recalled_because(why: Phrase) -> Phrase:
    return Phrase("The scheduled post was recalled and nothing is on the page. Reason: {why}", why=why)


def clock_off(minutes: int) -> Phrase:
    return Phrase(
        "This PC's clock is {minutes} minutes off the page's; set it before scheduling posts.", minutes=minutes
    )


def scheduled(at: datetime) -> Phrase:
    return Phrase("To be sent at {at} Vietnam time.", at=show_datetime(at))


def no_network(why: Phrase) -> Phrase:
    return Phrase("Waiting for the network: {why}", why=why)


def waits(why: Phrase, until: datetime) -> Phrase:
    return Phrase("{why} Next try after {until}.", until=show_datetime(until), why=why)


def page_asks_to_wait(why: Phrase, until: datetime) -> Phrase:
    return Phrase("The page has not taken it: {why} Next try after {until}.", until=show_datetime(until), why=why)


def another_page(account: str, expected: str, now: str) -> Phrase:
    return Phrase(
        "“{account}” is page {now} by now, and this post belongs to page {expected}; page {now} is left "
        "alone. Correct the page id under Pages, or see to the post on the old page yourself.",
        account=account,
        now=now,
        expected=expected,
    )


def wrong_page(expected: str, answered: str) -> Phrase:
    return Phrase(
        "Wrong page: the post is approved for page {expected}, but page {answered} answered. Nothing was "
        "sent; check the connection of the page.",
        expected=expected,
        answered=answered,
    )


def clocks_apart(minutes: int) -> Phrase:
    return Phrase(
        "This PC's clock is {minutes} minutes off the page's. Nothing was sent; set the clock, then “Send again”.",
        minutes=minutes,
    )


def clock_went_back(seen: datetime) -> Phrase:
    return Phrase(
        "This PC's clock is behind its last run ({seen}); the outbox is paused. Set the clock, or confirm that "
        "the current time is right.",
        seen=show_datetime(seen),
    )


def confirmed_by_hand(name: str, at: datetime) -> Phrase:
    return Phrase("{name} confirmed posting it by hand, {at}.", name=name, at=show_datetime(at))


def removal_due(delivery: Delivery) -> Phrase:
    """That it is still on its page although its post was withdrawn, with what was said of it last where a removal was
    tried."""
    if delivery.vouched is PublicationProof.LINK:
        return Phrase(
            "Remove it by hand: the post was withdrawn, and a person had posted it. Open the link, remove the "
            "post on the page, then press “I removed it”."
        )
    say = Phrase("The post was withdrawn and is still on its page: press “Remove”.")
    if delivery.message in (VERIFIED.vi, AMENDED.vi, SUPERSEDED.vi):
        return say
    return Phrase("{what} {message}", what=say, message=Bilingual(delivery.message, delivery.message_en))


def removed_by_hand(name: str, at: datetime) -> Phrase:
    return Phrase("{name} confirmed removing it on the page, {at}.", name=name, at=show_datetime(at))


def confirmed_as_it_is(name: str, at: datetime) -> Phrase:
    return Phrase("{name} looked at the page and confirmed at {at}.", name=name, at=show_datetime(at))


def not_removed(why: Phrase) -> Phrase:
    return Phrase(
        "the post could not be removed: {why} Try again in a few minutes, or remove it on the page yourself "
        "and press “Remove”.",
        why=Bilingual(why.vi or "trang không nói vì sao.", why.en or "the page did not say why."),
    )


def late_hidden(due: datetime) -> Phrase:
    return Phrase(
        "A hidden copy is on the page but its time ({due}) has passed; choose “Send now” or “Cancel delivery”.",
        due=show_datetime(due),
    )


def hidden_kept_back(why: Phrase) -> Phrase:
    return Phrase("The hidden copy on the page is not shown: {why}", why=why)


def beside_not(why: Phrase) -> Phrase:
    return Phrase("The post shows as approved. What was asked for beside it was not done: {why}", why=why)


def beside_waits(why: Phrase, until: datetime) -> Phrase:
    return Phrase(
        "The post shows as approved. What was asked for beside it waits until {until}: {why}",
        until=show_datetime(until),
        why=why,
    )

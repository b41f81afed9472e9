"""What a person can do about a delivery, by its state, and letting held ones go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from studio.outbox.model import Attention, Delivery, DeliveryProgress, DeliveryState, Pause, Stand, stand_of
from studio.people.model import Role
from studio.translation import mark, tr
from studio.ui.page import Page, Shell
from studio.ui.pin_dialog import PinAction, PinConfirmDialog

PUBLISHERS = frozenset({Role.PUBLISHER})


class DeliveryDeed(StrEnum):
    """A button of the drawer."""

    RECONCILE = "reconcile"
    CHOOSE = "choose"
    RETRY = "retry"
    ACCEPT = "accept"
    CONFIRM = "confirm"
    OPEN = "open"
    RECORD = "record"
    CANCEL = "cancel"
    MOVE = "move"
    WITHDRAW = "withdraw"
    REMOVED = "removed"
    TWIN = "twin"
    RETRY_FAILED = "retry_failed"
    STOP_POST = "stop_post"
    ASK_BACK = "ask_back"
    AMEND = "amend"
    CORRECT = "correct"
    FOLLOW = "follow"
    BROADCAST = "broadcast"
    RELEASE = "release"
    PICTURES = "pictures"


ICONS = {
    DeliveryDeed.RECONCILE: "refresh-cw",
    DeliveryDeed.CHOOSE: "list-checks",
    DeliveryDeed.RETRY: "send",
    DeliveryDeed.ACCEPT: "check",
    DeliveryDeed.CONFIRM: "link",
    DeliveryDeed.OPEN: "external-link",
    DeliveryDeed.RECORD: "file-archive",
    DeliveryDeed.CANCEL: "x",
    DeliveryDeed.MOVE: "calendar-clock",
    DeliveryDeed.WITHDRAW: "archive",
    DeliveryDeed.REMOVED: "check",
    DeliveryDeed.TWIN: "copy",
    DeliveryDeed.RETRY_FAILED: "rotate-cw",
    DeliveryDeed.STOP_POST: "octagon-x",
    DeliveryDeed.ASK_BACK: "archive",
    DeliveryDeed.AMEND: "file-pen",
    DeliveryDeed.CORRECT: "file-pen",
    DeliveryDeed.FOLLOW: "file-plus",
    DeliveryDeed.BROADCAST: "megaphone",
    DeliveryDeed.RELEASE: "play",
    DeliveryDeed.PICTURES: "images",
}

WORDS = {
    DeliveryDeed.RECONCILE: mark("Check again"),
    DeliveryDeed.CHOOSE: mark("Compare with the page…"),
    DeliveryDeed.RETRY: mark("Send now…"),
    DeliveryDeed.ACCEPT: mark("It is right as it is…"),
    DeliveryDeed.CONFIRM: mark("Post by hand"),
    DeliveryDeed.OPEN: mark("Open in the browser"),
    DeliveryDeed.RECORD: mark("Save the record…"),
    DeliveryDeed.CANCEL: mark("Cancel delivery"),
    DeliveryDeed.MOVE: mark("Move to another time…"),
    DeliveryDeed.WITHDRAW: mark("Remove the post…"),
    DeliveryDeed.TWIN: mark("Remove the duplicate…"),
    DeliveryDeed.REMOVED: mark("I removed it…"),
    DeliveryDeed.ASK_BACK: mark("Request removal…"),
    DeliveryDeed.AMEND: mark("Edit the published post…"),
    DeliveryDeed.CORRECT: mark("Write a correction"),
    DeliveryDeed.FOLLOW: mark("Write the update: {kind}"),
    DeliveryDeed.BROADCAST: mark("Send a notice to followers…"),
    DeliveryDeed.RETRY_FAILED: mark("Retry the failed pages…"),
    DeliveryDeed.PICTURES: mark("Pictures to upload…"),
    DeliveryDeed.RELEASE: mark("Resume sending to this page…"),
    DeliveryDeed.STOP_POST: mark("Stop what is not sent yet…"),
}

SETTLED = frozenset({DeliveryState.VERIFIED, DeliveryState.WITHDRAWN, DeliveryState.CANCELLED})
"""Nothing more is to be sent."""
_BY_STATE: dict[DeliveryState, tuple[DeliveryDeed, ...]] = {
    DeliveryState.SCHEDULED: (DeliveryDeed.MOVE, DeliveryDeed.CANCEL),
    DeliveryState.WAITING: (DeliveryDeed.CANCEL,),
    DeliveryState.SENDING: (),
    DeliveryState.SENT: (DeliveryDeed.RECONCILE, DeliveryDeed.OPEN),
    DeliveryState.UNKNOWN: (DeliveryDeed.RECONCILE,),
    DeliveryState.VERIFIED: (
        DeliveryDeed.OPEN,
        DeliveryDeed.AMEND,
        DeliveryDeed.CORRECT,
        DeliveryDeed.FOLLOW,
        DeliveryDeed.RECORD,
        DeliveryDeed.BROADCAST,
        DeliveryDeed.ASK_BACK,
        DeliveryDeed.WITHDRAW,
    ),
    DeliveryState.FAILED: (DeliveryDeed.RETRY, DeliveryDeed.CANCEL),
    DeliveryState.MISSED: (DeliveryDeed.RETRY, DeliveryDeed.CANCEL),
    DeliveryState.WITHDRAWN: (DeliveryDeed.RECORD,),
    DeliveryState.CANCELLED: (),
}
_BY_REASON: dict[Attention, tuple[DeliveryDeed, ...]] = {
    Attention.HAND: (DeliveryDeed.CONFIRM, DeliveryDeed.CANCEL),
    Attention.GATE: (DeliveryDeed.RETRY, DeliveryDeed.CANCEL),
    Attention.PAGE: (DeliveryDeed.RETRY, DeliveryDeed.CANCEL),
    Attention.ACCOUNT: (DeliveryDeed.RETRY, DeliveryDeed.CANCEL),
    Attention.CLOCK: (DeliveryDeed.RETRY, DeliveryDeed.CANCEL),
    Attention.DOUBT: (
        DeliveryDeed.RECONCILE,
        DeliveryDeed.CHOOSE,
        DeliveryDeed.CONFIRM,
        DeliveryDeed.RETRY,
        DeliveryDeed.CANCEL,
    ),
    Attention.HIDDEN: (DeliveryDeed.RETRY, DeliveryDeed.CANCEL),
    Attention.GONE: (DeliveryDeed.RECONCILE, DeliveryDeed.RECORD),
    Attention.TWICE: (
        DeliveryDeed.TWIN,
        DeliveryDeed.RECONCILE,
        DeliveryDeed.OPEN,
        DeliveryDeed.ACCEPT,
        DeliveryDeed.ASK_BACK,
    ),
    Attention.DIFFERS: (
        DeliveryDeed.RECONCILE,
        DeliveryDeed.ACCEPT,
        DeliveryDeed.OPEN,
        DeliveryDeed.CORRECT,
        DeliveryDeed.ASK_BACK,
        DeliveryDeed.WITHDRAW,
    ),
}


_TO_REMOVE: dict[Stand, tuple[DeliveryDeed, ...]] = {
    Stand.REMOVAL_DUE: (DeliveryDeed.WITHDRAW, DeliveryDeed.OPEN, DeliveryDeed.RECONCILE, DeliveryDeed.RECORD),
    Stand.REMOVE_BY_HAND: (DeliveryDeed.OPEN, DeliveryDeed.REMOVED, DeliveryDeed.RECORD),
}


def deeds_of_post(progress: DeliveryProgress) -> tuple[DeliveryDeed, ...]:
    """What may be offered for the whole post, where it goes to several pages."""
    if progress.total < 2:
        return ()
    failed = (DeliveryDeed.RETRY_FAILED,) if progress.failed else ()
    return (*failed, DeliveryDeed.STOP_POST) if progress.waiting + progress.failed else failed


def deeds_of(
    delivery: Delivery,
    *,
    withdrawn: bool = False,
    follows: bool = False,
    broadcasts: bool = False,
    paused: bool = False,
    pictures: bool = False,
) -> tuple[DeliveryDeed, ...]:
    """What may be offered; the first is the one to try first. The service has the last word.

    `withdrawn`: somebody who may has taken the post back; `follows`: a companion of it is due;
    `broadcasts`: the page can send it to its followers; `paused`: nothing is sent to the page at present;
    `pictures`: a person puts its pictures in place.
    """
    stand = stand_of(delivery, withdrawn=withdrawn)
    if stand in _TO_REMOVE and delivery.reason is not Attention.TWICE:
        deeds = _TO_REMOVE[stand]
    elif delivery.state is DeliveryState.NEEDS_ATTENTION:
        deeds = _BY_REASON.get(delivery.reason, (DeliveryDeed.RECONCILE,))
    else:
        deeds = _BY_STATE[delivery.state]
    wanted = {
        DeliveryDeed.OPEN: bool(delivery.permalink),
        DeliveryDeed.WITHDRAW: withdrawn,
        DeliveryDeed.RECONCILE: delivery.state is not DeliveryState.VERIFIED,
        DeliveryDeed.ASK_BACK: not withdrawn and not delivery.amends,  # the post that it changes is withdrawn whole
        DeliveryDeed.AMEND: not withdrawn,
        DeliveryDeed.CORRECT: not withdrawn,
        DeliveryDeed.FOLLOW: follows,
        DeliveryDeed.MOVE: not delivery.amends,
        DeliveryDeed.BROADCAST: broadcasts and not withdrawn,
    }
    offered = tuple(deed for deed in deeds if wanted.get(deed, True))
    if delivery.state in SETTLED:
        return offered
    before = (DeliveryDeed.PICTURES,) if pictures else ()
    return (*before, *offered, DeliveryDeed.RELEASE) if paused else (*before, *offered)


RELEASERS = frozenset({Role.TECHNICAL, Role.PUBLISHER, Role.HEAD})


class ReleaseActions(QObject):
    """Asks over `page`."""

    def __init__(self, shell: Shell, page: Page) -> None:
        super().__init__(page)
        self._shell, self._page = shell, page

    def choose(self, pauses: Sequence[Pause], titles: Mapping[str, str], at: QPoint) -> None:
        """Ask about the only one, or offer them all in a menu at that point of the screen."""
        if len(pauses) == 1:
            self.ask(pauses[0], titles.get(pauses[0].account, pauses[0].account))
            return
        menu = QMenu(self._page)
        for pause in pauses:
            title = titles.get(pause.account, pause.account)
            menu.addAction(title, partial(self.ask, pause, title))
        menu.popup(at)

    def ask(self, pause: Pause, title: str) -> None:
        outbox, why = self._shell.studio.outbox, self._shell.language.say(pause.reason)
        dialog = PinConfirmDialog(
            self._shell,
            PinAction(
                heading=tr("Resume sending to {page}?").format(page=title),
                text=tr(
                    "Sending to this page is stopped: {why} Say why it is in order again; the reason is kept. "
                    "Deliveries that were stopped wait until they are sent again."
                ).format(why=why),
                verb=tr("Resume sending"),
                roles=RELEASERS,
                reason=True,
                work=lambda signed: outbox.release_account(pause.account, signed.person, signed.pin, signed.reason),
            ),
            self._page,
        )
        dialog.done_well.connect(self._done)
        dialog.open()

    def _done(self) -> None:
        self._shell.toast(tr("Sending to the page is resumed."))
        self._shell.changed()

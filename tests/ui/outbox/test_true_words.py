"""Read back, on a person's word, to be removed, to be removed by hand: each has its own word, colour and task."""

from __future__ import annotations

from dataclasses import replace

from studio.app import Studio
from studio.outbox.model import DeliveryState, PublicationProof
from studio.posts.model import PostFilter, PostState
from studio.ui.counts import count_all
from studio.ui.main_window import MainWindow
from studio.ui.outbox.deeds import DeliveryDeed
from studio.ui.outbox.details import DeliveryFilter, load_outbox
from studio.ui.outbox.page import OutboxPage
from studio.ui.pin_dialog import PinConfirmDialog
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.words import delivery_word, listed_word
from tests.ui.conftest import shown
from tests.ui.hands import labels, prove, within
from tests.ui.outbox.conftest import Idle, Pick
from tests.ui.unit import PIN, Unit


def withdraw(unit: Unit, post_id: str) -> None:
    with unit.at_work(unit.head):
        unit.studio.workflow.withdraw(post_id, unit.head.id, PIN, "số điện thoại sai")


def test_a_removal_that_is_decided_is_a_red_task_until_it_is_gone(
    unit: Unit, studio: Studio, page: OutboxPage, pick: Pick
) -> None:
    withdraw(unit, "bai-12")
    before = count_all(studio).outbox.number
    urgent = load_outbox(studio, DeliveryFilter.URGENT, "")
    assert "gui-2" in urgent.rows
    assert "gui-2" not in load_outbox(studio, DeliveryFilter.DONE, "").rows
    assert before == len(urgent.rows) + len(urgent.approved)
    assert urgent.counts[DeliveryFilter.URGENT] == len(urgent.rows) + len(urgent.approved)
    pick("gui-2")
    assert page.drawer.deed_button(DeliveryDeed.WITHDRAW) is not None
    assert page.drawer.deed_button(DeliveryDeed.REMOVED) is None
    said = within(page.drawer, Banner)
    assert said.tone is Tone.RED
    assert studio.outbox.get("gui-2").message not in said.text, "“read back, as approved” in red"
    assert "hãy gỡ" in said.text
    assert f"{unit.head.name}: số điện thoại sai" in labels(page.drawer)
    with unit.at_work(unit.approver):
        removed = studio.outbox.withdraw_post("bai-12", unit.approver.id, PIN)
    assert [delivery.id for delivery in removed] == ["gui-2"]
    assert count_all(studio).outbox.number == before - 1


def test_what_a_person_posted_is_removed_by_a_person_and_confirmed(
    unit: Unit, studio: Studio, page: OutboxPage, pick: Pick, idle: Idle
) -> None:
    withdraw(unit, "bai-4")
    pick("gui-6")
    assert page.drawer.deed_button(DeliveryDeed.WITHDRAW) is None
    assert page.drawer.deed_button(DeliveryDeed.OPEN) is not None, "the link is kept"
    button = page.drawer.deed_button(DeliveryDeed.REMOVED)
    assert button is not None
    button.click()
    idle()
    prove(shown(PinConfirmDialog), unit.approver)
    idle()
    assert studio.outbox.get("gui-6").state is DeliveryState.WITHDRAWN
    assert studio.outbox.get("gui-5").state is DeliveryState.VERIFIED, "the program removes that one"


def test_four_states_have_four_words_and_are_told_apart_in_the_list(unit: Unit, studio: Studio) -> None:
    def words() -> list[tuple[str, str, Tone]]:
        """Of what was read back, and of what is there on a person's word."""
        rows = load_outbox(studio, DeliveryFilter.ALL, "").rows
        found = [delivery_word(rows[delivery_id].stand) for delivery_id in ("gui-5", "gui-6")]
        return [(word.text, word.icon, word.tone) for word in found]

    seen = words()
    withdraw(unit, "bai-4")
    seen += words()
    assert len(set(seen)) == 4
    assert len({text for text, _, _ in seen}) == 4


def test_a_link_without_a_page_is_taken_in_so_many_words(
    unit: Unit, studio: Studio, page: OutboxPage, pick: Pick, window: MainWindow, idle: Idle
) -> None:
    unit.sign_in(window, unit.approver)
    pick("gui-1")
    panel = page.drawer.handover
    assert not panel.sure.isVisible()
    panel.link.setText("https://oa.zalo.me/s/1")
    panel.done.click()
    idle()
    assert panel.sure.isVisible()
    assert studio.outbox.get("gui-1").state is DeliveryState.NEEDS_ATTENTION
    panel.done.click()
    idle()
    assert studio.outbox.get("gui-1").state is DeliveryState.NEEDS_ATTENTION, "not without the tick"
    panel.sure.setChecked(True)
    panel.done.click()
    idle()
    assert studio.outbox.get("gui-1").vouched is PublicationProof.LINK


def test_the_list_of_posts_says_removed_only_when_it_is(studio: Studio) -> None:
    row = studio.listing.rows(studio.listing.ids(PostFilter()))[0]
    words = [
        listed_word(replace(row, state=PostState.WITHDRAWN, removals_due=1)),
        listed_word(replace(row, state=PostState.WITHDRAWN)),
        listed_word(replace(row, state=PostState.PUBLISHED, claimed=True)),
        listed_word(replace(row, state=PostState.PUBLISHED)),
    ]
    assert len({(word.text, word.tone) for word in words}) == 4
    assert words[0].tone is Tone.RED

"""Read back, on a person's word, to be removed, to be removed by hand: each has its own word, colour and task."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio.outbox.model import Delivery, DeliveryState, Vouched
from studio.posts.model import PostFilter, PostState
from studio.ui.counts import count_all
from studio.ui.outbox.deeds import Deed
from studio.ui.outbox.page import OutboxPage
from studio.ui.outbox.rows import Filter, load_outbox
from studio.ui.page import Shell
from studio.ui.proof import ProofDialog
from studio.ui.tokens import Tone
from studio.ui.widgets.banner import Banner
from studio.ui.words import delivery_word, listed_word
from tests.ui.conftest import shown
from tests.ui.fake_data import APPROVER, DELIVERIES, HEAD, PIN
from tests.ui.fake_studio import FakeStudio
from tests.ui.outbox.conftest import Idle, Pick

OUT = next(d for d in DELIVERIES if d.state is DeliveryState.VERIFIED)


@pytest.fixture
def withdrawn(studio: FakeStudio, page: OutboxPage, idle: Idle) -> Delivery:
    """A verified delivery whose post was withdrawn."""
    studio.workflow.withdrawn[OUT.post_id] = HEAD.id
    studio.outbox.taken_back.add(OUT.post_id)
    page.refresh()
    idle()
    return OUT


def test_a_removal_that_is_decided_is_a_red_task_until_it_is_gone(
    withdrawn: Delivery, studio: FakeStudio, page: OutboxPage, pick: Pick, shell: Shell, idle: Idle
) -> None:
    before = count_all(studio).urgent
    urgent = load_outbox(studio, Filter.URGENT, "")
    assert withdrawn.id in urgent.rows
    assert withdrawn.id not in load_outbox(studio, Filter.DONE, "").rows
    assert urgent.counts[Filter.URGENT] == before == len(urgent.rows)
    pick(withdrawn.id)
    assert page.drawer.deed_button(Deed.WITHDRAW) is not None
    assert page.drawer.deed_button(Deed.REMOVED) is None
    said = page.drawer.findChild(Banner)
    assert said is not None
    assert said.tone is Tone.RED
    assert withdrawn.message not in said.text, "“read back, as approved” in red"
    assert "hãy gỡ" in said.text
    facts = page.drawer.findChildren(type(page.drawer.progress))
    assert any(HEAD.name in label.text() and "số điện thoại sai" in label.text() for label in facts)
    removed = studio.outbox.withdraw_post(withdrawn.post_id, APPROVER.id, PIN)
    assert count_all(studio).urgent == before - len(removed)


def test_what_a_person_posted_is_removed_by_a_person_and_confirmed(
    withdrawn: Delivery, studio: FakeStudio, page: OutboxPage, pick: Pick, idle: Idle
) -> None:
    studio.outbox.deliveries[OUT.id] = replace(OUT, vouched=Vouched.LINK)
    page.refresh()
    idle()
    pick(withdrawn.id)
    assert page.drawer.deed_button(Deed.WITHDRAW) is None
    assert page.drawer.deed_button(Deed.OPEN) is not None, "the link is kept"
    button = page.drawer.deed_button(Deed.REMOVED)
    assert button is not None
    button.click()
    idle()
    dialog = shown(ProofDialog)
    dialog._who.choose(APPROVER.id)
    dialog._pin.setText(PIN)
    dialog.go.click()
    idle()
    assert studio.outbox.deliveries[withdrawn.id].state is DeliveryState.WITHDRAWN


def test_four_states_have_four_words_and_are_told_apart_in_the_list(
    studio: FakeStudio, page: OutboxPage, idle: Idle
) -> None:
    seen = set()
    for vouched in (Vouched.NONE, Vouched.LINK):
        studio.outbox.deliveries[OUT.id] = replace(OUT, vouched=vouched)
        for taken_back in (set[str](), {OUT.post_id}):
            studio.outbox.taken_back = taken_back
            row = load_outbox(studio, Filter.ALL, "").rows[OUT.id]
            word = delivery_word(row.stand)
            seen.add((word.text, word.icon, word.tone))
    assert len(seen) == 4
    assert len({text for text, _, _ in seen}) == 4


def test_a_link_without_a_page_is_taken_in_so_many_words(
    studio: FakeStudio, page: OutboxPage, pick: Pick, shell: Shell, idle: Idle
) -> None:
    shell.session.sign_in(APPROVER)
    pick("gui-1")
    panel = page.drawer.handover
    assert not panel.sure.isVisible()
    panel.link.setText("https://www.facebook.com/share/p/1")
    panel.done.click()
    idle()
    assert panel.sure.isVisible()
    assert studio.outbox.deliveries["gui-1"].state is DeliveryState.NEEDS_ATTENTION
    panel.done.click()
    idle()
    assert studio.outbox.deliveries["gui-1"].state is DeliveryState.NEEDS_ATTENTION, "not without the tick"
    panel.sure.setChecked(True)
    panel.done.click()
    idle()
    assert studio.outbox.deliveries["gui-1"].vouched is Vouched.LINK


def test_the_list_of_posts_says_removed_only_when_it_is(studio: FakeStudio) -> None:
    row = studio.shelf.rows(studio.shelf.ids(PostFilter()))[0]
    words = [
        listed_word(replace(row, state=PostState.WITHDRAWN, removals_due=1)),
        listed_word(replace(row, state=PostState.WITHDRAWN)),
        listed_word(replace(row, state=PostState.PUBLISHED, claimed=True)),
        listed_word(replace(row, state=PostState.PUBLISHED)),
    ]
    assert len({(word.text, word.tone) for word in words}) == 4
    assert words[0].tone is Tone.RED

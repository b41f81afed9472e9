"""Lives of answers, drawn by chance: pages that fail in every way, a program that ends anywhere, people who decide.

Whatever happens, no answer stands twice, none in another thread, and none counts as sent that is not there. Another
draw, or more of them:

    STUDIO_SEED=7 STUDIO_SEEDS=200 .venv/bin/python -m pytest -n 0 tests/feedback/test_lives.py
"""

from __future__ import annotations

import os
import random
import shutil
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from studio.errors import StudioError
from studio.feedback.model import FeedbackItem
from studio.feedback.reply_model import ReplyState
from tests.accounts.keyrings import NoKeyring
from tests.feedback.answering import Alive, AnswerRig, ThreadPage
from tests.feedback.desk_rig import FACEBOOK, PIN, DeskRig

FIRST, SEEDS = int(os.environ.get("STUDIO_SEED", "1")), int(os.environ.get("STUDIO_SEEDS", "3"))
FAULTS = ("before", "after", "late", "busy", "person", "no", "other")
ITEMS = 5
TURNS = 60


class Ended(BaseException):
    """The program ended here, as by kill -9."""


class Life:
    """Answers to a few questions, and what is drawn to happen to them."""

    def __init__(self, desk: DeskRig, seed: int) -> None:
        self.dice = random.Random(seed)
        self.desk = desk
        self.page = ThreadPage(desk.clock.now)
        self.page.before_write = self.page.after_write = self._perhaps_end
        self.ended = 0
        self.rig = self._start()
        self.items = [self._question(number) for number in range(ITEMS)]
        for item in self.items:
            self.rig.answer(item)
            self.rig.send(item)

    def _question(self, number: int) -> FeedbackItem:
        return self.desk.ask(f"Làm căn cước cần giấy tờ gì? ({number})", thread=f"thread-{number}")

    def _start(self) -> AnswerRig:
        self.ended += 1
        return AnswerRig(self.desk, self.page, Alive(f"w{self.ended}"))

    def _perhaps_end(self) -> None:
        if self.dice.random() < 0.15:
            raise Ended

    def run(self) -> None:
        for _ in range(TURNS):
            self.dice.choice(self._events())()
            self.desk.clock.forward(seconds=self.dice.choice((1, 15, 60, 150)))
            self.require_sound()

    def settle(self) -> None:
        """A good line, a program that stays, and a person who sees to the rest."""
        self.page.faults.clear()
        self.page.reachable = True
        self.page.before_write = self.page.after_write = lambda: None
        self.rig = self._restart()
        for _ in range(12):
            self._see_to_it()
            self.rig.run(rounds=6, seconds=60)

    def require_sound(self) -> None:
        stands = Counter((page, one.thread.key) for page, one, _ in self.page.texts)
        assert all(times == 1 for times in stands.values()), stands
        assert {page for page, _ in stands} <= {FACEBOOK.page_id}
        for item in self.items:
            state = self.rig.state(item).state
            there = stands[FACEBOOK.page_id, self._thread(item)]
            if state is ReplyState.VERIFIED:
                assert there == 1

    def _thread(self, item: FeedbackItem) -> str:
        there = self.desk.feedback.items.thread_for_sending(item.id)
        assert there is not None
        return there.thread.key

    def _events(self) -> tuple[Callable[[], object], ...]:
        work = (self._work,) * 6
        return (
            *work,
            self._fault,
            self._fault,
            self._line,
            self._by_hand,
            self._see_to_it,
            self._send_again,
            self._restart,
        )

    def _work(self) -> None:
        try:
            self.rig.replies.run(limit=self.dice.choice((1, 2, 5)))
        except Ended:
            self._restart()

    def _restart(self) -> AnswerRig:
        """The former program is gone; what it had in hand is found by the next."""
        former = self.rig.liveness
        self.rig = self._start()
        self.rig.liveness.dead.update({former.name, *getattr(former, "dead", ())})  # type: ignore[attr-defined]
        return self.rig

    def _fault(self) -> None:
        self.page.faults.append(self.dice.choice(FAULTS))

    def _line(self) -> None:
        self.page.reachable = self.dice.random() < 0.7

    def _by_hand(self) -> None:
        """Somebody answers in the platform's own window, with the very words that wait here to be sent."""
        item = self.dice.choice(self.items)
        there = self.desk.feedback.items.thread_for_sending(item.id)
        unsent = self.rig.state(item).state in (ReplyState.WAITING, ReplyState.REFUSED)
        if unsent and there is not None and not self.page.in_thread(there.thread.key):
            self.page.stand(FACEBOOK.page_id, there.thread, self.rig.page_text(item))

    def _send_again(self) -> None:
        item = self.dice.choice(self.items)
        self._try(lambda: self.rig.replies.send(item.id, self.desk.an.id, PIN))

    def _see_to_it(self) -> None:
        """A person says what the platform's own records have, and lets a paused page go on."""
        for item in self.items:
            state = self.rig.state(item)
            if state.state is ReplyState.UNKNOWN and state.asks:
                there = any(one.thread.key == self._thread(item) for _, one, _ in self.page.texts)
                self._try(partial(self._decide, item, there))
            elif state.state is ReplyState.REFUSED:
                self._try(partial(self.rig.replies.send, item.id, self.desk.an.id, PIN))
        for pause in self.desk.studio.outbox.pauses():
            self._try(partial(self._release, pause.account))

    def _decide(self, item: FeedbackItem, there: bool) -> object:
        return self.rig.replies.decide(item.id, self.desk.an.id, PIN, is_there=there)

    def _release(self, account: str) -> None:
        self.desk.studio.outbox.release_account(account, self.desk.an.id, PIN)

    def _try(self, act: Callable[[], object]) -> None:
        with self.desk.at_work(self.desk.an):
            try:
                act()
            except StudioError:
                return
            except Ended:
                self._restart()


@pytest.mark.parametrize("seed", range(FIRST, FIRST + SEEDS))
def test_whatever_happens_each_answer_stands_once_in_its_own_thread(
    staffed_desk: Path, tmp_path: Path, seed: int
) -> None:
    desk = DeskRig(Path(shutil.copytree(staffed_desk, tmp_path / "profile")), safe=NoKeyring())
    life = Life(desk, seed)
    life.run()
    life.settle()
    states = [life.rig.state(item) for item in life.items]
    desk.close()
    assert [(s.state, s.en) for s in states if s.state is not ReplyState.VERIFIED] == []
    assert Counter(one.thread.key for _, one, _ in life.page.texts) == Counter(
        f"thread-{number}" for number in range(ITEMS)
    )

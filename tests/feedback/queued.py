"""What tests of answers do and look at, over a desk that answers."""

from __future__ import annotations

from studio.feedback.model import FeedbackItem
from studio.outbox.audit import Act
from tests.feedback.answering import AnswerRig
from tests.feedback.desk_rig import FACEBOOK, PIN


def queued(answers: AnswerRig, **slots: str) -> FeedbackItem:
    """A comment, its answer written and queued."""
    item = answers.desk.ask()
    answers.answer(item, **slots)
    answers.send(item)
    return item


def key_of(answers: AnswerRig, item: FeedbackItem) -> str:
    there = answers.desk.feedback.items.thread_for_sending(item.id)
    assert there is not None
    return there.thread.key


def stands(answers: AnswerRig, item: FeedbackItem) -> list[str]:
    return answers.page.in_thread(key_of(answers, item))


def steps(answers: AnswerRig) -> list[str]:
    return [entry.data["step"] for entry in answers.desk.studio.audit.entries() if entry.act is Act.FEEDBACK]


def with_approval(answers: AnswerRig) -> None:
    desk = answers.desk
    with desk.at_work(desk.cuong):
        desk.feedback.settings.set_approval_needed(FACEBOOK.name, True, desk.cuong.id, PIN)

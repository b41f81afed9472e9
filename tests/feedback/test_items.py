"""Items of the feedback desk: taken in once, put into the right thread, decided about by persons."""

from __future__ import annotations

from tests.feedback.desk_rig import DeskRig


def test_a_text_that_is_read_again_is_taken_in_once(desk: DeskRig) -> None:
    arrival = desk.comment("Làm căn cước cần giấy tờ gì?")
    assert desk.feedback.items.take_in([arrival, arrival]) == 1
    assert desk.feedback.items.take_in([arrival]) == 0
    desk.reopen()
    assert desk.feedback.items.take_in([arrival]) == 0
    assert desk.feedback.items.counts().to_answer == 1

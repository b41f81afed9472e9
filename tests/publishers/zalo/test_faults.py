"""Every fault on every step: what is said of it, what is left on Zalo, and that going on makes no second article."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from studio.errors import StorageTrouble, StudioError
from studio.phrase import Bilingual
from studio.publishers.answers import write
from studio.publishers.port import Answer, Outcome, Unreachable
from studio.publishers.zalo.publisher import TOKEN
from tests.publishers.patience import Impatient
from tests.publishers.schemes import each_scheme
from tests.publishers.zalo.zalo_rig import NOON, REFERENCE, MemoryNotes, ZaloRig
from tests.simulators.faults import Fault, Kind, rule

CREATE, VERIFY, UPDATE, REMOVE, DETAIL, SLICE, GETOA = (
    "/v2.0/article/create",
    "/v2.0/article/verify",
    "/v2.0/article/update",
    "/v2.0/article/remove",
    "/v2.0/article/getdetail",
    "/v2.0/article/getslice",
    "/v2.0/oa/getoa",
)
FAULTS = (
    Fault(kind=Kind.DROP_BEFORE),
    Fault(kind=Kind.DROP_AFTER),
    Fault(kind=Kind.RESET_BEFORE),
    Fault(kind=Kind.RESET_AFTER),
    Fault(kind=Kind.CUT_BODY, bytes=10),
    Fault(kind=Kind.SLOW, seconds=600),
    Fault(kind=Kind.HTML),
    Fault(kind=Kind.HTML, status=502, commit=True),
    Fault(kind=Kind.STATUS, status=504),
    Fault(kind=Kind.TRUNCATED),
    Fault(kind=Kind.CUT_ANSWER),
    Fault(kind=Kind.CUT_HEADERS),
    Fault(kind=Kind.DRIP_HEAD, seconds=0.02),
    Fault(kind=Kind.DRIP_BODY, seconds=0.02),
    Fault(kind=Kind.CONTINUE, seconds=0.0),
    Fault(kind=Kind.ALERT),
    Fault(kind=Kind.DAMAGED),
    Fault(kind=Kind.REDIRECT),
    Fault(kind=Kind.PORTAL),
    Fault(kind=Kind.PORTAL, commit=True),
    Fault(kind=Kind.ERROR, options={"code": -9999}),
)
"""After any of them it is not known whether the call was carried out."""


def each_fault(test: Callable[..., None]) -> Callable[..., None]:
    named = pytest.mark.parametrize("fault", FAULTS, ids=lambda f: f"{f.kind}-{f.status}-{f.commits}")
    both: Callable[..., None] = each_scheme(named(test))
    return both


def impatient(rig: ZaloRig) -> None:
    """Let a slow answer meet a client of little patience."""
    rig.speak_through(Impatient(rig.server))


def create(rig: ZaloRig) -> Answer:
    return rig.publisher.create(rig.account, rig.package(), REFERENCE, rig.files)


def reveal(rig: ZaloRig, remote_id: str) -> Answer:
    return rig.publisher.reveal(rig.account, remote_id, rig.package(), REFERENCE, rig.files)


def go_on(rig: ZaloRig) -> None:
    """As after a new start: look first, create only what is not there, then show it."""
    rig.server.faults.clear()
    rig.publisher = rig.another()
    posts = [post for post in rig.publisher.recent(rig.account, NOON, REFERENCE) if post.reference == REFERENCE]
    remote_id = posts[0].remote_id if posts else create(rig).remote_id
    assert reveal(rig, remote_id).outcome is Outcome.DONE
    assert len(rig.shown) == 1
    assert len(rig.articles) == 1


@each_fault
def test_a_create_without_a_clear_answer_is_in_doubt(rig: ZaloRig, fault: Fault) -> None:
    impatient(rig)
    rig.server.faults.script("POST", CREATE, fault)
    answer = create(rig)
    assert answer.outcome is Outcome.UNKNOWN
    assert answer.say.vi
    assert len(rig.articles) == (fault.commits and fault.kind is not Kind.CUT_BODY)
    assert rig.shown == []
    go_on(rig)


@each_fault
def test_a_question_without_a_clear_answer_keeps_the_token(rig: ZaloRig, fault: Fault) -> None:
    impatient(rig)
    rig.server.faults.script("POST", VERIFY, fault)
    answer = create(rig)
    assert answer.outcome is Outcome.UNKNOWN
    assert TOKEN in rig.notes.of(REFERENCE)
    assert rig.shown == []
    rig.server.faults.clear()
    rig.publisher = rig.another()
    again = create(rig)
    assert again.outcome is Outcome.DONE
    assert rig.calls(CREATE) == 1
    go_on(rig)


@each_fault
@pytest.mark.parametrize("path", [UPDATE, VERIFY])
def test_a_reveal_without_a_clear_answer_is_repeated(rig: ZaloRig, fault: Fault, path: str) -> None:
    remote_id = create(rig).remote_id
    impatient(rig)
    rig.server.faults.script("POST", path, fault)
    assert reveal(rig, remote_id).outcome is Outcome.UNKNOWN
    assert len(rig.articles) == 1
    go_on(rig)


@each_fault
def test_a_removal_without_a_clear_answer_is_repeated(rig: ZaloRig, fault: Fault) -> None:
    remote_id = create(rig).remote_id
    impatient(rig)
    rig.server.faults.script("POST", REMOVE, fault)
    assert rig.publisher.delete(rig.account, remote_id).outcome is Outcome.UNKNOWN
    assert rig.publisher.delete(rig.account, remote_id).outcome is Outcome.DONE
    assert rig.articles == []


@each_fault
def test_a_read_without_a_clear_answer_says_nothing_of_the_post(rig: ZaloRig, fault: Fault) -> None:
    remote_id = create(rig).remote_id
    impatient(rig)
    for path in (DETAIL, SLICE, GETOA):
        rig.server.faults.add(rule(fault, method="GET", path=path, nth=(1,)))
    with pytest.raises(Unreachable):
        rig.publisher.read_back(rig.account, remote_id)
    with pytest.raises(Unreachable):
        rig.publisher.recent(rig.account, NOON)
    with pytest.raises(Unreachable):
        rig.publisher.identity(rig.account)
    post = rig.publisher.read_back(rig.account, remote_id)
    assert post is not None


@each_fault
def test_before_showing_it_an_unreadable_article_is_not_touched(rig: ZaloRig, fault: Fault) -> None:
    remote_id = create(rig).remote_id
    impatient(rig)
    rig.server.faults.script("GET", DETAIL, fault)
    assert reveal(rig, remote_id).outcome is Outcome.NOT_EXECUTED
    assert rig.calls(UPDATE) == 0
    go_on(rig)


@each_fault
def test_a_picture_that_does_not_arrive_stops_before_the_article_and_goes_on_there(rig: ZaloRig, fault: Fault) -> None:
    impatient(rig)
    rig.server.faults.add(rule(fault, method="GET", path="/images/*", nth=(2,)))
    answer = create(rig)
    if not fault.commits:  # else the picture may have come whole all the same
        assert answer.outcome is Outcome.NOT_EXECUTED
    if answer.outcome is Outcome.NOT_EXECUTED:
        assert rig.calls(CREATE) == 0
        assert len([key for key in rig.notes.of(REFERENCE) if key.startswith("image:")]) == 1
    first = rig.uploads[0]
    go_on(rig)
    assert rig.uploads.count(first) == 1


@pytest.mark.parametrize("path", [CREATE, UPDATE, REMOVE])
@pytest.mark.parametrize("status", [429, 503])
def test_told_to_wait_it_waits(rig: ZaloRig, path: str, status: int) -> None:
    remote_id = "" if path == CREATE else create(rig).remote_id
    rig.server.faults.script("POST", path, Fault(kind=Kind.STATUS, status=status, retry_after="120"))
    if path == CREATE:
        answer = create(rig)
    elif path == UPDATE:
        answer = reveal(rig, remote_id)
    else:
        answer = rig.publisher.delete(rig.account, remote_id)
    assert (answer.outcome, answer.retry_after) == (Outcome.NOT_EXECUTED, 120)
    assert rig.calls(path) == 1
    go_on(rig)


def test_an_article_of_a_lost_answer_is_found_by_its_code_not_by_its_title(rig: ZaloRig) -> None:
    rig.server.faults.script("POST", CREATE, Kind.DROP_AFTER)
    assert create(rig).outcome is Outcome.UNKNOWN
    rig.do("write", oa_id=rig.oa_id, title=rig.package().title)
    posts = rig.publisher.recent(rig.account, NOON, REFERENCE)
    assert len(posts) == 2
    assert [post.reference for post in posts].count(REFERENCE) == 1


def test_a_late_listing_is_waited_for_and_a_second_copy_stays_hidden(rig: ZaloRig) -> None:
    """The outbox looks twice, a window apart; should the article land later still, nobody sees two."""
    rig.server.faults.script("POST", CREATE, Kind.DROP_AFTER)
    rig.server.faults.add(rule(Fault(kind=Kind.LISTING_DELAYED, seconds=3600), path=SLICE))
    assert create(rig).outcome is Outcome.UNKNOWN
    assert rig.publisher.recent(rig.account, NOON, REFERENCE) == []
    assert reveal(rig, create(rig).remote_id).outcome is Outcome.DONE
    assert (len(rig.shown), len(rig.articles)) == (1, 2)


def test_nobody_listening_is_not_sent(rig: ZaloRig) -> None:
    remote_id = create(rig).remote_id
    rig.server.close()
    rig.http.close()
    assert rig.publisher.delete(rig.account, remote_id).outcome is Outcome.NOT_EXECUTED
    answer = create(rig)
    assert (answer.outcome, answer.needs_person) == (Outcome.NOT_EXECUTED, False)
    with pytest.raises(Unreachable):
        rig.publisher.identity(rig.account)


def test_a_proxy_that_wants_a_login_needs_a_person(rig: ZaloRig) -> None:
    rig.server.faults.add(rule(Fault(kind=Kind.STATUS, status=407), path="/v2.0/*"))
    answer = rig.publisher.delete(rig.account, "1")
    assert (answer.outcome, answer.needs_person) == (Outcome.NOT_EXECUTED, True)
    with pytest.raises(StudioError) as told:
        rig.publisher.identity(rig.account)
    assert not isinstance(told.value, Unreachable)


class FailingNotes(MemoryNotes):
    """The disk is full at the n-th note."""

    def __init__(self, nth: int) -> None:
        super().__init__()
        self._left = nth

    def put(self, reference: str, key: str, value: str) -> None:
        self._left -= 1
        if self._left == 0:
            raise StorageTrouble(Bilingual("ổ đĩa đầy.", "the disk is full."))
        super().put(reference, key, value)


@pytest.mark.parametrize("nth", range(1, 5))
def test_whichever_note_fails_no_second_article_comes_of_it(rig: ZaloRig, nth: int) -> None:
    """Two pictures, the token and the id are noted, in that order."""
    rig.notes = FailingNotes(nth)
    rig.publisher = rig.another()
    answer = write(lambda: create(rig))
    assert answer.outcome is Outcome.UNKNOWN
    go_on(rig)
    assert rig.calls(CREATE) == 1


@pytest.mark.parametrize("kind", [Kind.DROP_BEFORE, Kind.DROP_AFTER, Kind.HTML, Kind.TRUNCATED])
@pytest.mark.parametrize("nth", range(1, 12))
def test_whichever_call_fails_one_article_is_shown_in_the_end(rig: ZaloRig, kind: Kind, nth: int) -> None:
    """The whole way, asked for again and again as an outbox does: looks first, creates only what it does not find."""
    rig.server.faults.add(rule(kind, nth=(nth,)))
    for _ in range(4):
        try:
            posts = rig.publisher.recent(rig.account, NOON, REFERENCE)
        except Unreachable:
            continue
        mine = [post.remote_id for post in posts if post.reference == REFERENCE]
        remote_id = mine[0] if mine else create(rig).remote_id
        if remote_id and reveal(rig, remote_id).outcome is Outcome.DONE:
            break
        rig.publisher = rig.another()
    assert (len(rig.shown), len(rig.articles)) == (1, 1)
    assert rig.server.faults.hits() == 1  # the way has eleven calls

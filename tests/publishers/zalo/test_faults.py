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
from tests.publishers.zalo.world import NOON, REFERENCE, MemoryNotes, World
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


def impatient(world: World) -> None:
    """Let a slow answer meet a client of little patience."""
    world.speak_through(Impatient(world.server))


def create(world: World) -> Answer:
    return world.publisher.create(world.account, world.package(), REFERENCE, world.files)


def reveal(world: World, remote_id: str) -> Answer:
    return world.publisher.reveal(world.account, remote_id, world.package(), REFERENCE, world.files)


def go_on(world: World) -> None:
    """As after a new start: look first, create only what is not there, then show it."""
    world.server.faults.clear()
    world.publisher = world.another()
    posts = [post for post in world.publisher.recent(world.account, NOON, REFERENCE) if post.reference == REFERENCE]
    remote_id = posts[0].remote_id if posts else create(world).remote_id
    assert reveal(world, remote_id).outcome is Outcome.DONE
    assert len(world.shown) == 1
    assert len(world.articles) == 1


@each_fault
def test_a_create_without_a_clear_answer_is_in_doubt(world: World, fault: Fault) -> None:
    impatient(world)
    world.server.faults.script("POST", CREATE, fault)
    answer = create(world)
    assert answer.outcome is Outcome.UNKNOWN
    assert answer.say.vi
    assert len(world.articles) == (fault.commits and fault.kind is not Kind.CUT_BODY)
    assert world.shown == []
    go_on(world)


@each_fault
def test_a_question_without_a_clear_answer_keeps_the_token(world: World, fault: Fault) -> None:
    impatient(world)
    world.server.faults.script("POST", VERIFY, fault)
    answer = create(world)
    assert answer.outcome is Outcome.UNKNOWN
    assert TOKEN in world.notes.of(REFERENCE)
    assert world.shown == []
    world.server.faults.clear()
    world.publisher = world.another()
    again = create(world)
    assert again.outcome is Outcome.DONE
    assert world.calls(CREATE) == 1
    go_on(world)


@each_fault
@pytest.mark.parametrize("path", [UPDATE, VERIFY])
def test_a_reveal_without_a_clear_answer_is_repeated(world: World, fault: Fault, path: str) -> None:
    remote_id = create(world).remote_id
    impatient(world)
    world.server.faults.script("POST", path, fault)
    assert reveal(world, remote_id).outcome is Outcome.UNKNOWN
    assert len(world.articles) == 1
    go_on(world)


@each_fault
def test_a_removal_without_a_clear_answer_is_repeated(world: World, fault: Fault) -> None:
    remote_id = create(world).remote_id
    impatient(world)
    world.server.faults.script("POST", REMOVE, fault)
    assert world.publisher.delete(world.account, remote_id).outcome is Outcome.UNKNOWN
    assert world.publisher.delete(world.account, remote_id).outcome is Outcome.DONE
    assert world.articles == []


@each_fault
def test_a_read_without_a_clear_answer_says_nothing_of_the_post(world: World, fault: Fault) -> None:
    remote_id = create(world).remote_id
    impatient(world)
    for path in (DETAIL, SLICE, GETOA):
        world.server.faults.add(rule(fault, method="GET", path=path, nth=(1,)))
    with pytest.raises(Unreachable):
        world.publisher.read_back(world.account, remote_id)
    with pytest.raises(Unreachable):
        world.publisher.recent(world.account, NOON)
    with pytest.raises(Unreachable):
        world.publisher.identity(world.account)
    post = world.publisher.read_back(world.account, remote_id)
    assert post is not None


@each_fault
def test_before_showing_it_an_unreadable_article_is_not_touched(world: World, fault: Fault) -> None:
    remote_id = create(world).remote_id
    impatient(world)
    world.server.faults.script("GET", DETAIL, fault)
    assert reveal(world, remote_id).outcome is Outcome.NOT_EXECUTED
    assert world.calls(UPDATE) == 0
    go_on(world)


@each_fault
def test_a_picture_that_does_not_arrive_stops_before_the_article_and_goes_on_there(world: World, fault: Fault) -> None:
    impatient(world)
    world.server.faults.add(rule(fault, method="GET", path="/images/*", nth=(2,)))
    answer = create(world)
    if not fault.commits:  # else the picture may have come whole all the same
        assert answer.outcome is Outcome.NOT_EXECUTED
    if answer.outcome is Outcome.NOT_EXECUTED:
        assert world.calls(CREATE) == 0
        assert len([key for key in world.notes.of(REFERENCE) if key.startswith("image:")]) == 1
    first = world.uploads[0]
    go_on(world)
    assert world.uploads.count(first) == 1


@pytest.mark.parametrize("path", [CREATE, UPDATE, REMOVE])
@pytest.mark.parametrize("status", [429, 503])
def test_told_to_wait_it_waits(world: World, path: str, status: int) -> None:
    remote_id = "" if path == CREATE else create(world).remote_id
    world.server.faults.script("POST", path, Fault(kind=Kind.STATUS, status=status, retry_after="120"))
    if path == CREATE:
        answer = create(world)
    elif path == UPDATE:
        answer = reveal(world, remote_id)
    else:
        answer = world.publisher.delete(world.account, remote_id)
    assert (answer.outcome, answer.retry_after) == (Outcome.NOT_EXECUTED, 120)
    assert world.calls(path) == 1
    go_on(world)


def test_an_article_of_a_lost_answer_is_found_by_its_code_not_by_its_title(world: World) -> None:
    world.server.faults.script("POST", CREATE, Kind.DROP_AFTER)
    assert create(world).outcome is Outcome.UNKNOWN
    world.do("write", oa_id=world.oa_id, title=world.package().title)
    posts = world.publisher.recent(world.account, NOON, REFERENCE)
    assert len(posts) == 2
    assert [post.reference for post in posts].count(REFERENCE) == 1


def test_a_late_listing_is_waited_for_and_a_second_copy_stays_hidden(world: World) -> None:
    """The outbox looks twice, a window apart; should the article land later still, nobody sees two."""
    world.server.faults.script("POST", CREATE, Kind.DROP_AFTER)
    world.server.faults.add(rule(Fault(kind=Kind.LISTING_DELAYED, seconds=3600), path=SLICE))
    assert create(world).outcome is Outcome.UNKNOWN
    assert world.publisher.recent(world.account, NOON, REFERENCE) == []
    assert reveal(world, create(world).remote_id).outcome is Outcome.DONE
    assert (len(world.shown), len(world.articles)) == (1, 2)


def test_nobody_listening_is_not_sent(world: World) -> None:
    remote_id = create(world).remote_id
    world.server.close()
    world.http.close()
    assert world.publisher.delete(world.account, remote_id).outcome is Outcome.NOT_EXECUTED
    answer = create(world)
    assert (answer.outcome, answer.needs_person) == (Outcome.NOT_EXECUTED, False)
    with pytest.raises(Unreachable):
        world.publisher.identity(world.account)


def test_a_proxy_that_wants_a_login_needs_a_person(world: World) -> None:
    world.server.faults.add(rule(Fault(kind=Kind.STATUS, status=407), path="/v2.0/*"))
    answer = world.publisher.delete(world.account, "1")
    assert (answer.outcome, answer.needs_person) == (Outcome.NOT_EXECUTED, True)
    with pytest.raises(StudioError) as told:
        world.publisher.identity(world.account)
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
def test_whichever_note_fails_no_second_article_comes_of_it(world: World, nth: int) -> None:
    """Two pictures, the token and the id are noted, in that order."""
    world.notes = FailingNotes(nth)
    world.publisher = world.another()
    answer = write(lambda: create(world))
    assert answer.outcome is Outcome.UNKNOWN
    go_on(world)
    assert world.calls(CREATE) == 1


@pytest.mark.parametrize("kind", [Kind.DROP_BEFORE, Kind.DROP_AFTER, Kind.HTML, Kind.TRUNCATED])
@pytest.mark.parametrize("nth", range(1, 12))
def test_whichever_call_fails_one_article_is_shown_in_the_end(world: World, kind: Kind, nth: int) -> None:
    """The whole way, asked for again and again as an outbox does: looks first, creates only what it does not find."""
    world.server.faults.add(rule(kind, nth=(nth,)))
    for _ in range(4):
        try:
            posts = world.publisher.recent(world.account, NOON, REFERENCE)
        except Unreachable:
            continue
        mine = [post.remote_id for post in posts if post.reference == REFERENCE]
        remote_id = mine[0] if mine else create(world).remote_id
        if remote_id and reveal(world, remote_id).outcome is Outcome.DONE:
            break
        world.publisher = world.another()
    assert (len(world.shown), len(world.articles)) == (1, 1)
    assert world.server.faults.hits() == 1  # the way has eleven calls

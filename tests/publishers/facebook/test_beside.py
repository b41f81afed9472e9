"""First comment, story, pin and place: official acts of the page, each once whatever breaks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from studio.posts.model import Package, PlatformOptions, VideoWay
from studio.publishers.port import Outcome
from tests.publishers.facebook.scene import PAGE, REFERENCE, Scene
from tests.publishers.facebook.test_faults import BREAKS, name
from tests.simulators.facebook.model import ALL_SCOPES
from tests.simulators.faults import Fault, Kind

COMMENT = "Chi tiết tại https://congan.danang.gov.vn. Đường dây nóng: 113."
ALL = PlatformOptions(first_comment=COMMENT, pinned=True, story=True)
FILM = b"\0\0\0\x18ftypmp42" + bytes(range(256)) * 200
DONE, NOT, REFUSED, UNKNOWN = Outcome.DONE, Outcome.NOT_EXECUTED, Outcome.REFUSED, Outcome.UNKNOWN
each_break = pytest.mark.parametrize("fault", BREAKS, ids=name)


def shown(scene: Scene, package: Package) -> str:
    """A post that is public and read back; its id."""
    made = scene.create(package)
    assert scene.reveal(made.remote_id, package).outcome is DONE
    scene.server.forget_journal()
    return made.remote_id


def asked(scene: Scene, options: PlatformOptions = ALL) -> Package:
    return replace(scene.package("một"), options=options)


def film(scene: Scene) -> Package:
    return replace(scene.film(FILM), options=PlatformOptions(first_comment=COMMENT, story=True))


def once(scene: Scene, post: str) -> None:
    """One comment of the page, one story, and nothing said twice."""
    with scene.server.lock:
        comments = [(one.author, one.message) for one in scene.world.commented(post).comments]
        stories = scene.world.stories_of(PAGE)
    assert comments == [(PAGE, COMMENT)]
    assert len(stories) == 1


def test_comment_pin_and_story_are_done_once_however_often_they_are_asked_for(scene: Scene) -> None:
    package = asked(scene)
    post = shown(scene, package)
    scene.by_hand("Bài khác")
    for _ in range(3):
        assert scene.complete(post, package).outcome is DONE
    once(scene, post)
    assert [one.id for one in scene.posts() if one.pinned] == [post]
    [story] = scene.world.stories_of(PAGE)
    assert scene.world.photos[story.media_id].post_id == "", "the picture of a story is one of its own"


def test_what_is_not_asked_for_is_not_done(scene: Scene) -> None:
    package = asked(scene, PlatformOptions(pinned=True))
    post = shown(scene, package)
    assert scene.complete(post, package).outcome is DONE
    assert scene.world.posts[post].comments == []
    assert scene.world.stories_of(PAGE) == []


@each_break
@pytest.mark.parametrize("path", ["*/comments", "*/photos", "*/photo_stories"])
def test_whatever_breaks_nothing_is_said_or_shown_twice(scene: Scene, fault: Fault, path: str) -> None:
    package = asked(scene)
    post = shown(scene, package)
    scene.break_once(fault, "POST", path)
    assert scene.complete(post, package).outcome in (NOT, UNKNOWN)
    scene.mend()
    assert scene.complete(post, package).outcome is DONE
    once(scene, post)


@each_break
@pytest.mark.parametrize(("path", "nth"), [("*/video_stories", 1), ("/video-upload/*", 1), ("*/video_stories", 2)])
def test_a_video_story_goes_on_where_it_broke_off(scene: Scene, fault: Fault, path: str, nth: int) -> None:
    package = film(scene)
    post = shown(scene, package)
    scene.break_once(fault, "POST", path, nth)
    assert scene.complete(post, package).outcome in (NOT, UNKNOWN)
    scene.mend()
    scene.server.forget_journal()
    assert scene.complete(post, package).outcome is DONE
    once(scene, post)
    assert sum(len(entry.call.body) for entry in scene.calls("POST", "/video-upload/*")) <= len(FILM)


SRT = "1\n00:00:01,000 --> 00:00:03,500\nNgười dân không chuyển tiền."


@pytest.mark.parametrize("way", list(VideoWay))
@each_break
def test_subtitles_of_a_video_stand_there_once_whatever_breaks(scene: Scene, fault: Fault, way: VideoWay) -> None:
    package = replace(scene.film(FILM), subtitles=SRT, video_way=way)
    post = shown(scene, package)
    scene.break_once(fault, "POST", "*/captions")
    assert scene.complete(post, package).outcome in (NOT, UNKNOWN)
    scene.mend()
    for _ in range(2):
        assert scene.complete(post, package).outcome is DONE
    assert scene.world.reels[post].captions == {"vi_VN": SRT}


def test_a_comment_of_somebody_else_is_not_taken_for_the_pages_own(scene: Scene) -> None:
    package = asked(scene, PlatformOptions(first_comment=COMMENT))
    post = shown(scene, package)
    given = {"post": post, "message": COMMENT, "at": scene.clock.now().isoformat()}
    scene.server.platform.control("comment", given)
    assert scene.complete(post, package).outcome is DONE
    assert [one.author for one in scene.world.posts[post].comments] == ["900000000000001", PAGE]


def test_an_old_post_whose_story_nobody_remembers_gets_none(scene: Scene) -> None:
    """As after a restored backup: the story may have been there and be gone."""
    package = asked(scene, PlatformOptions(story=True))
    post = shown(scene, package)
    assert scene.complete(post, package).outcome is DONE
    scene.notes.drop(REFERENCE)
    scene.clock.advance(timedelta(hours=7))
    answer = scene.complete(post, package)
    assert answer.outcome is REFUSED
    assert len(scene.world.stories_of(PAGE)) == 1


@pytest.mark.parametrize("made", [asked, film])
def test_a_story_ends_with_its_post(scene: Scene, made: Callable[[Scene], Package]) -> None:
    package = made(scene)
    post = shown(scene, package)
    assert scene.complete(post, package).outcome is DONE
    assert scene.publisher.delete(scene.account, post).outcome is DONE
    assert len(scene.world.stories_of(PAGE)) == 1
    for _ in range(2):
        assert scene.end_story().outcome is DONE
    assert scene.world.stories_of(PAGE) == []


def test_a_story_that_facebook_leaves_standing_is_told_until_it_is_gone(scene: Scene) -> None:
    package = asked(scene)
    post = shown(scene, package)
    assert scene.complete(post, package).outcome is DONE
    scene.world.stories_stay = True
    for _ in range(2):
        answer = scene.end_story()
        assert (answer.outcome, "facebook.com" in answer.say.vi) == (REFUSED, True)
    scene.world.stories.clear()
    assert scene.end_story().outcome is DONE


def test_where_no_story_can_show_nothing_is_asked(scene: Scene) -> None:
    package = asked(scene, PlatformOptions(story=True))
    assert scene.end_story().outcome is DONE
    post = shown(scene, package)
    assert scene.complete(post, package).outcome is DONE
    scene.server.forget_journal()
    scene.clock.advance(timedelta(hours=27))
    assert scene.end_story().outcome is DONE
    assert scene.calls() == []


@each_break
def test_a_story_that_may_still_show_is_asked_for_again(scene: Scene, fault: Fault) -> None:
    package = asked(scene, PlatformOptions(story=True))
    post = shown(scene, package)
    assert scene.complete(post, package).outcome is DONE
    scene.break_once(fault, "GET", "*/stories")
    assert scene.end_story().outcome in (NOT, UNKNOWN)
    scene.mend()
    assert scene.end_story().outcome is DONE
    assert scene.world.stories_of(PAGE) == []


def test_beside_a_post_that_is_gone_or_another_ones_nothing_is_done(scene: Scene) -> None:
    package = asked(scene)
    post = shown(scene, package)
    scene.server.platform.control("rewrite", {"post": post, "message": "Khác\n\nMã bài: PS-ABCDEFGHIJ77"})
    assert scene.complete(post, package).outcome is REFUSED
    scene.server.platform.control("remove", {"post": post})
    assert scene.complete(post, package).outcome is REFUSED
    assert scene.calls("POST") == []


def test_a_page_without_the_right_to_comment_is_told(scene: Scene) -> None:
    package = asked(scene, PlatformOptions(first_comment=COMMENT))
    post = shown(scene, package)
    scene.connect(PAGE, scopes=set(ALL_SCOPES) - {"pages_manage_engagement"})
    answer = scene.another().complete(scene.account, post, package, REFERENCE, scene.files)
    assert (answer.outcome, answer.needs_person) == (NOT, True)
    assert answer.say.vi.startswith("Bình luận đầu tiên: ")


def test_a_limit_is_kept(scene: Scene) -> None:
    package = asked(scene)
    post = shown(scene, package)
    scene.break_once(Fault(kind=Kind.ERROR, options={"code": 80001, "minutes": 7}), "POST", "*/comments")
    answer = scene.complete(post, package)
    assert (answer.outcome, answer.retry_after) == (NOT, 420)


PLACE, MARKET = "110000000000001", "110000000000002"


def test_a_post_names_its_place(scene: Scene) -> None:
    package = asked(scene, PlatformOptions(place=PLACE, place_name="Công  an phường Mẫu"))
    made = scene.create(package)
    assert made.outcome is DONE
    assert scene.world.posts[made.remote_id].place == PLACE


@pytest.mark.parametrize(
    ("place", "told"), [(MARKET, "Chợ Mẫu"), ("119999999999999", "?"), (PAGE, "Công an phường Mẫu 1")]
)
def test_a_place_that_is_not_the_approved_one_stops_the_post(scene: Scene, place: str, told: str) -> None:
    answer = scene.create(asked(scene, PlatformOptions(place=place, place_name="Công an phường Mẫu")))
    assert answer.outcome is REFUSED
    assert f"“{told}”" in answer.say.vi
    assert scene.posts() == []

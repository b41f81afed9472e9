"""Every form of a post, on a real WordPress."""

from __future__ import annotations

import html
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from studio.publishers.pieces import shows, text_sha256
from studio.publishers.port import Answer, Outcome
from studio.publishers.wordpress.listing import reference_of, slug_of
from tests.publishers import samples
from tests.publishers.wordpress.world import World
from tests.simulators.faults import Kind
from tests.wordpress.site import CODE

ODD = (
    "Câu hỏi & “trả lời” <b>không đậm</b> [gallery] &amp; 100%\n"
    "Dòng hai của cùng đoạn: https://congan.danang.gov.vn/bai?a=1&b=2.\n\n\n"
    "https://www.youtube.com/watch?v=x\n\n  Đoạn cuối \\ có 😀 và ký tự <!-- lạ --> 'x'  "
)
reads_videos = pytest.mark.skipif(
    not (CODE / "wp-includes" / "ID3" / "getid3.php").is_file(),
    reason="WordPress was unpacked without php-getid3; `python3 tools/bootstrap.py --tests` as root brings it",
)
FAR = datetime(2040, 1, 1, tzinfo=UTC)
"""No test dates a post after it."""


def test_it_says_who_the_site_is(world: World) -> None:
    identity = world.publisher.identity(world.account)
    assert identity.page_id == world.account.page_id == world.site.address.removeprefix("http://").replace(":", "_")
    assert identity.title == "Công an phường Hải Châu"
    assert identity.clock is not None
    assert abs(identity.clock - world.clock.now()) < timedelta(minutes=1)


@pytest.mark.parametrize("images", [0, 1, 3])
@pytest.mark.parametrize("role", ["editor", "author"])
def test_a_post_is_hidden_first_then_shows_what_was_approved(world: World, images: int, role: str) -> None:
    world.log_in(role)
    reference, package = world.reference(), world.package(images=images)
    answer = world.create(package, reference)
    assert (answer.outcome, answer.permalink) == (Outcome.DONE, "")
    hidden = world.back(answer)
    assert hidden is not None
    assert (hidden.visible, hidden.reference, hidden.permalink) == (False, reference, "")

    shown = world.reveal(answer, package, reference)
    assert shown.outcome is Outcome.DONE
    post = world.back(answer)
    assert post is not None
    assert (post.visible, post.permalink) == (True, shown.permalink)
    hashes = [attachment.sha256 for attachment in package.attachments]
    assert shows(post, text=text_sha256(package.text), pictures=hashes)
    assert world.slugs(reference) == [f"{world.slug(reference)} publish"]


def test_a_visitor_sees_text_and_described_pictures_once(world: World) -> None:
    reference, package = world.reference(), world.package(images=2)
    answer = world.create(package, reference)
    shown = world.reveal(answer, package, reference)
    page = world.http.send("GET", shown.permalink).body.decode()
    assert "Người dân không làm theo lời kẻ gian.<br>" in page
    assert page.count("<img") == 2
    assert page.count('alt="Thẻ “cảnh báo” &lt;1&gt;"') == 1
    address = page.split('src="')[1].split('"')[0]
    assert world.http.send("GET", address).body == world.files.get(package.attachments[0].sha256)
    told = world.site.run(
        f"$p = {answer.remote_id}; echo json_encode([get_the_title($p), get_post_thumbnail_id($p) > 0,"
        " get_post_meta(get_post_thumbnail_id($p), '_wp_attachment_image_alt', true), get_post($p)->post_excerpt]);"
    )
    assert "gi\\u1ea3 danh" in told
    assert "true" in told


@pytest.mark.parametrize("role", ["editor", "author"])
def test_odd_texts_come_back_as_they_were_and_run_nothing(world: World, role: str) -> None:
    world.log_in(role)
    reference = world.reference()
    package = world.package(images=1, text=ODD, title="Tiêu đề & <khác> “[gallery]”")
    answer = world.create(package, reference)
    shown = world.reveal(answer, package, reference)
    post = world.back(answer)
    assert post is not None
    assert shows(post, text=text_sha256(ODD), pictures=["x"])
    page = world.http.send("GET", shown.permalink).body.decode()
    assert "<b>" not in page
    assert "<iframe" not in page
    assert "Câu hỏi & “trả lời” <b>không đậm</b> [gallery] &amp; 100%" in html.unescape(page)
    assert 'href="https://congan.danang.gov.vn/bai?a=1&amp;b=2"' in page


def test_the_headline_is_not_repeated_and_not_lost(world: World) -> None:
    for text in (samples.TEXT, f"{samples.TITLE}\nngay dòng sau", samples.TITLE, "Không có tiêu đề ở đầu"):
        reference, package = world.reference(), world.package(images=0, text=text)
        answer = world.create(package, reference)
        post = world.back(answer)
        assert post is not None
        assert text_sha256(post.text) == text_sha256(text)
        raw = world.site.run(f"echo get_post({answer.remote_id})->post_content;")
        assert (samples.TITLE in raw) == (text == samples.TITLE)


def test_a_repeated_create_finds_the_first_one(world: World) -> None:
    reference, package = world.reference(), world.package()
    first = world.create(package, reference)
    world.restarted()
    second = world.create(package, reference)
    assert (second.outcome, second.remote_id) == (Outcome.DONE, first.remote_id)
    world.reveal(first, package, reference)
    third = world.create(package, reference)
    assert (third.remote_id, bool(third.permalink)) == (first.remote_id, True)
    assert world.slugs(reference) == [f"{world.slug(reference)} publish"]
    assert len(world.slugs(reference, "attachment")) == 2


def test_revealing_twice_changes_nothing(world: World) -> None:
    reference, package = world.reference(), world.package(images=0)
    answer = world.create(package, reference)
    first = world.reveal(answer, package, reference)
    world.server.forget_journal()
    assert world.reveal(answer, package, reference) == replace(first, raw=world.reveal(answer, package, reference).raw)
    assert world.paths("POST") == []


def test_the_site_keeps_a_post_until_its_time(world: World) -> None:
    reference, package = world.reference(), world.package(images=1)
    at = (world.clock.now() + timedelta(days=3)).replace(microsecond=0)
    answer = world.create(package, reference, at)
    assert answer.outcome is Outcome.DONE
    post = world.back(answer)
    assert post is not None
    assert (post.visible, post.scheduled_for) == (False, at)
    assert post.created_at <= world.clock.now()
    found = world.publisher.recent(world.account, world.clock.now() - timedelta(minutes=5), reference)
    assert [one.scheduled_for for one in found if one.reference == reference] == [at]
    # its time comes
    world.site.run(
        f"global $wpdb; $wpdb->update($wpdb->posts, ['post_date' => '2026-01-02 03:04:05', 'post_date_gmt' => "
        f"'2026-01-01 20:04:05'], ['ID' => {answer.remote_id}]); clean_post_cache({answer.remote_id});"
        f"check_and_publish_future_post({answer.remote_id});"
    )
    post = world.back(answer)
    assert post is not None
    assert (post.visible, post.scheduled_for) == (True, None)


def test_a_scheduled_post_can_be_shown_now(world: World) -> None:
    reference, package = world.reference(), world.package(images=0)
    answer = world.create(package, reference, world.clock.now() + timedelta(hours=3))
    shown = world.reveal(answer, package, reference)
    assert shown.outcome is Outcome.DONE
    post = world.back(answer)
    assert post is not None
    assert post.visible


def test_an_edit_replaces_text_and_pictures_and_keeps_the_rest(world: World) -> None:
    reference, package = world.reference(), world.package(images=2)
    answer = world.create(package, reference)
    shown = world.reveal(answer, package, reference)
    changed = replace(package, text=f"{package.text}\n\nĐính chính: số đúng là 113.")
    edited = world.edit(answer, changed, reference)
    assert (edited.outcome, edited.permalink) == (Outcome.DONE, shown.permalink)
    post = world.back(answer)
    assert post is not None
    assert post.visible
    assert shows(post, text=text_sha256(changed.text), pictures=["1", "2"])
    assert len(world.slugs(reference, "attachment")) == 2
    fewer = replace(changed, attachments=changed.attachments[:1])
    assert world.edit(answer, fewer, reference).outcome is Outcome.DONE
    post = world.back(answer)
    assert post is not None
    assert post.images == 1


def test_a_withdrawn_post_is_in_the_trash_and_gone_stays_gone(world: World) -> None:
    reference, package = world.reference(), world.package(images=0)
    answer = world.create(package, reference)
    world.reveal(answer, package, reference)
    assert world.publisher.delete(world.account, answer.remote_id).outcome is Outcome.DONE
    assert world.slugs(reference) == [f"{world.slug(reference)}__trashed trash"]
    assert world.back(answer) is None
    assert world.publisher.delete(world.account, answer.remote_id).outcome is Outcome.DONE
    world.site.run(f"wp_delete_post({answer.remote_id}, true);")
    assert world.publisher.delete(world.account, answer.remote_id).outcome is Outcome.DONE
    assert world.back(answer) is None


def test_a_site_without_a_trash_removes_for_good(world: World) -> None:
    reference, package = world.reference(), world.package(images=0)
    answer = world.create(package, reference)
    world.site.run("update_option('switch_no_trash', 1);")
    try:
        assert world.publisher.delete(world.account, answer.remote_id).outcome is Outcome.DONE
    finally:
        world.site.run("delete_option('switch_no_trash');")
    assert world.slugs(reference) == []


def test_what_somebody_threw_away_is_found_and_not_made_again(world: World) -> None:
    reference, package = world.reference(), world.package(images=0)
    answer = world.create(package, reference)
    world.site.run(f"wp_trash_post({answer.remote_id});")
    found = world.publisher.recent(world.account, FAR, reference)
    assert [(post.remote_id, post.reference, post.visible) for post in found] == [(answer.remote_id, reference, False)]
    again = world.create(package, reference)
    assert again.outcome is Outcome.REFUSED
    assert "thùng rác" in again.say.vi
    assert world.reveal(answer, package, reference).outcome is Outcome.REFUSED
    assert world.edit(answer, package, reference).outcome is Outcome.REFUSED
    assert world.slugs(reference) == [f"{world.slug(reference)}__trashed trash"]


@pytest.mark.parametrize("old", [False, True])
def test_doubles_of_a_reference_are_all_listed(world: World, old: bool) -> None:
    """Under the title and the code, and under the code alone, as posts were called before."""
    reference = world.reference()
    slug = reference.lower() if old else world.slug(reference)
    world.notes.put(reference, "slug", world.slug(reference))
    world.site.run(
        f"foreach (['publish', 'private', 'publish'] as $s) {{ $id = wp_insert_post(['post_title' => 'x', "
        f"'post_name' => '{slug}', 'post_status' => $s, 'post_content' => 'x']); }} wp_trash_post($id);"
    )
    assert world.slugs(reference) == [f"{slug} publish", f"{slug}-2 private", f"{slug}-3__trashed trash"]
    found = world.publisher.recent(world.account, FAR, reference)
    assert [(post.reference, post.visible) for post in found] == [
        (reference, True),
        (reference, False),
        (reference, False),
    ]


def test_a_post_of_a_forgotten_profile_is_found_by_the_code_at_the_end_of_its_slug(world: World) -> None:
    """Nothing is noted of it here: a list of the site tells it, and a create that is asked for again makes no other."""
    reference, package = world.reference(), world.package(images=0)
    made = world.create(package, reference)
    world.notes.drop(reference)
    early = world.clock.now() - timedelta(hours=1)
    found = [post for post in world.publisher.recent(world.account, early, reference) if post.reference == reference]
    assert [post.remote_id for post in found] == [made.remote_id]
    assert world.create(package, reference).remote_id == made.remote_id
    assert world.slugs(reference) == [f"{world.slug(reference)} draft"]


def test_a_post_that_is_called_by_its_code_alone_is_taken_for_this_one(world: World) -> None:
    reference, package = world.reference(), world.package(images=0)
    world.site.run(
        f"wp_insert_post(['post_title' => 'x', 'post_name' => '{reference.lower()}', 'post_status' => 'publish']);"
    )
    assert world.create(package, reference).outcome is Outcome.DONE
    assert world.slugs(reference) == [f"{reference.lower()} publish"]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("", "ps-abcdefghij23"),
        ("!!! — 🙂", "ps-abcdefghij23"),
        ("Đừng “chuyển tiền”: GỌI 113!", "dung-chuyen-tien-goi-113-ps-abcdefghij23"),
        ("thông báo " * 20, "thong-bao-thong-bao-thong-bao-thong-bao-thong-bao-thong-bao-ps-abcdefghij23"),
        ("a" * 90, f"{'a' * 60}-ps-abcdefghij23"),
    ],
)
def test_a_slug_is_the_title_in_plain_letters_and_the_code(title: str, slug: str) -> None:
    assert slug_of("PS-ABCDEFGHIJ23", title) == slug
    for form in (slug, f"{slug}-2", f"{slug}__trashed", f"{slug}-2__trashed-3"):
        assert reference_of(form) == "PS-ABCDEFGHIJ23"


def test_a_list_is_read_to_its_last_page_and_not_before_its_time(world: World) -> None:
    world.site.run(
        "global $wpdb; foreach (range(1, 230) as $n) { $wpdb->insert($wpdb->posts, ['post_title' => 'x', "
        "'post_name' => 'old-' . $n, 'post_status' => $n % 2 ? 'publish' : 'future', 'post_type' => 'post', "
        "'post_author' => 1, 'post_content' => 'x', 'post_excerpt' => '', 'to_ping' => '', 'pinged' => '', "
        "'post_content_filtered' => '', 'post_date' => '2031-01-02 03:04:05', 'post_date_gmt' => "
        "'2031-01-01 20:04:05', 'post_modified' => '2031-01-02 03:04:05', "
        "'post_modified_gmt' => '2031-01-01 20:04:05']); }"
    )
    try:
        after = world.clock.now().replace(year=2031, month=1, day=1, hour=20, minute=4, second=0)
        assert len(world.publisher.recent(world.account, after)) == 230
        assert world.publisher.recent(world.account, after.replace(second=30)) == ()
    finally:
        world.site.run("global $wpdb; $wpdb->query(\"DELETE FROM {$wpdb->posts} WHERE post_name LIKE 'old-%'\");")


def test_a_picture_somebody_deleted_is_noticed(world: World) -> None:
    reference, package = world.reference(), world.package(images=2)
    answer = world.create(package, reference)
    world.reveal(answer, package, reference)
    world.site.run(f"wp_delete_attachment(get_post_thumbnail_id({answer.remote_id}), true);")
    post = world.back(answer)
    assert post is not None
    assert post.images == 1


def test_a_changed_text_is_noticed(world: World) -> None:
    reference, package = world.reference(), world.package(images=0)
    answer = world.create(package, reference)
    world.site.run(f"wp_update_post(['ID' => {answer.remote_id}, 'post_title' => 'Tiêu đề khác']);")
    post = world.back(answer)
    assert post is not None
    assert text_sha256(post.text) != text_sha256(package.text)


def test_a_site_with_plain_permalinks_works_alike(world: World) -> None:
    world.site.run("$GLOBALS['wp_rewrite']->set_permalink_structure(''); flush_rewrite_rules(false);")
    try:
        reference, package = world.reference(), world.package(images=1)
        answer = world.create(package, reference)
        shown = world.reveal(answer, package, reference)
        assert "?p=" in shown.permalink
        post = world.back(answer)
        assert post is not None
        assert shows(post, text=text_sha256(package.text), pictures=["1"])
        assert world.publisher.delete(world.account, answer.remote_id).outcome is Outcome.DONE
    finally:
        world.site.run("$GLOBALS['wp_rewrite']->set_permalink_structure('/%postname%/'); flush_rewrite_rules(false);")


def test_a_login_of_another_post_is_not_ours(world: World) -> None:
    other = world.site.run("echo wp_insert_post(['post_title' => 'x', 'post_status' => 'draft']);")
    answer = Answer(outcome=Outcome.DONE, remote_id=other)
    assert world.reveal(answer, world.package(images=0), world.reference()).outcome is Outcome.REFUSED
    assert world.site.run(f"echo get_post_status({other});") == "draft"


def test_pictures_of_another_platform_are_kept_once(world: World) -> None:
    data, name = world.files.get(world.picture(7).sha256), f"{world.reference().lower()}-bia.jpg"
    address = world.publisher.media_upload(world.account, name, data, "image/jpeg")
    world.restarted()
    assert world.publisher.media_upload(world.account, name, data, "image/jpeg") == address
    assert world.http.send("GET", address).body == data
    assert len(world.paths("POST")) == 1


@reads_videos
@pytest.mark.parametrize("role", ["editor", "author"])
@pytest.mark.parametrize("cover", [True, False])
def test_a_video_stands_in_the_post_behind_its_cover(world: World, role: str, cover: bool) -> None:
    world.log_in(role)
    reference, film = world.reference(), world.film()
    package = world.package(images=0, attachments=(world.picture(1), film) if cover else (film,))
    answer = world.create(package, reference)
    assert answer.outcome is Outcome.DONE, answer.say.vi
    shown = world.reveal(answer, package, reference)
    post = world.back(answer)
    assert post is not None
    assert shows(post, text=text_sha256(package.text), pictures=[a.sha256 for a in package.attachments])
    page = world.http.send("GET", shown.permalink).body.decode()
    assert page.count("<video") == 1
    assert film.alt in page
    address = html.unescape(page.split("<video")[1].split('src="')[1].split('"')[0])
    assert world.http.send("GET", address).body == world.files.get(film.sha256)
    thumbnail = world.site.run(f"echo json_encode(get_post_thumbnail_id({answer.remote_id}) > 0);")
    assert json.loads(thumbnail) is cover
    assert world.edit(answer, package, reference).outcome is Outcome.DONE
    again = world.back(answer)
    assert again is not None
    assert again.images == len(package.attachments)
    assert world.paths("POST", "*/media").count("/media") == len(package.attachments), "each is uploaded once"


@reads_videos
@pytest.mark.parametrize("kind", [Kind.DROP_BEFORE, Kind.DROP_AFTER, Kind.RESET_AFTER, Kind.TRUNCATED, Kind.HTML])
def test_a_video_whose_upload_breaks_off_goes_out_once(world: World, kind: Kind) -> None:
    reference = world.reference()
    package = world.package(images=0, attachments=(world.picture(1), world.film()))
    world.server.faults.script("POST", "*/media", None, kind)
    first = world.create(package, reference)
    assert first.outcome is Outcome.NOT_EXECUTED
    answer = world.create(package, reference)
    assert answer.outcome is Outcome.DONE, answer.say.vi
    post = world.back(answer)
    assert post is not None
    assert post.images == 2
    assert len(world.slugs(reference)) == 1

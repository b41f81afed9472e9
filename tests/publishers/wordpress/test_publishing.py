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
from tests.publishers.wordpress.wordpress_rig import WordPressRig
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


def test_it_says_who_the_site_is(rig: WordPressRig) -> None:
    identity = rig.publisher.identity(rig.account)
    assert identity.page_id == rig.account.page_id == rig.site.address.removeprefix("http://").replace(":", "_")
    assert identity.title == "Công an phường Hải Châu"
    assert identity.clock is not None
    assert abs(identity.clock - rig.clock.now()) < timedelta(minutes=1)


@pytest.mark.parametrize("images", [0, 1, 3])
@pytest.mark.parametrize("role", ["editor", "author"])
def test_a_post_is_hidden_first_then_shows_what_was_approved(rig: WordPressRig, images: int, role: str) -> None:
    rig.log_in(role)
    reference, package = rig.reference(), rig.package(images=images)
    answer = rig.create(package, reference)
    assert (answer.outcome, answer.permalink) == (Outcome.DONE, "")
    hidden = rig.back(answer)
    assert hidden is not None
    assert (hidden.visible, hidden.reference, hidden.permalink) == (False, reference, "")

    shown = rig.reveal(answer, package, reference)
    assert shown.outcome is Outcome.DONE
    post = rig.back(answer)
    assert post is not None
    assert (post.visible, post.permalink) == (True, shown.permalink)
    hashes = [attachment.sha256 for attachment in package.attachments]
    assert shows(post, text=text_sha256(package.text), pictures=hashes)
    assert rig.slugs(reference) == [f"{rig.slug(reference)} publish"]


def test_a_visitor_sees_text_and_described_pictures_once(rig: WordPressRig) -> None:
    reference, package = rig.reference(), rig.package(images=2)
    answer = rig.create(package, reference)
    shown = rig.reveal(answer, package, reference)
    page = rig.http.send("GET", shown.permalink).body.decode()
    assert "Người dân không làm theo lời kẻ gian.<br>" in page
    assert page.count("<img") == 2
    assert page.count('alt="Thẻ “cảnh báo” &lt;1&gt;"') == 1
    address = page.split('src="')[1].split('"')[0]
    assert rig.http.send("GET", address).body == rig.files.get(package.attachments[0].sha256)
    told = rig.site.run(
        f"$p = {answer.remote_id}; echo json_encode([get_the_title($p), get_post_thumbnail_id($p) > 0,"
        " get_post_meta(get_post_thumbnail_id($p), '_wp_attachment_image_alt', true), get_post($p)->post_excerpt]);"
    )
    assert "gi\\u1ea3 danh" in told
    assert "true" in told


@pytest.mark.parametrize("role", ["editor", "author"])
def test_odd_texts_come_back_as_they_were_and_run_nothing(rig: WordPressRig, role: str) -> None:
    rig.log_in(role)
    reference = rig.reference()
    package = rig.package(images=1, text=ODD, title="Tiêu đề & <khác> “[gallery]”")
    answer = rig.create(package, reference)
    shown = rig.reveal(answer, package, reference)
    post = rig.back(answer)
    assert post is not None
    assert shows(post, text=text_sha256(ODD), pictures=["x"])
    page = rig.http.send("GET", shown.permalink).body.decode()
    assert "<b>" not in page
    assert "<iframe" not in page
    assert "Câu hỏi & “trả lời” <b>không đậm</b> [gallery] &amp; 100%" in html.unescape(page)
    assert 'href="https://congan.danang.gov.vn/bai?a=1&amp;b=2"' in page


def test_the_headline_is_not_repeated_and_not_lost(rig: WordPressRig) -> None:
    for text in (samples.TEXT, f"{samples.TITLE}\nngay dòng sau", samples.TITLE, "Không có tiêu đề ở đầu"):
        reference, package = rig.reference(), rig.package(images=0, text=text)
        answer = rig.create(package, reference)
        post = rig.back(answer)
        assert post is not None
        assert text_sha256(post.text) == text_sha256(text)
        raw = rig.site.run(f"echo get_post({answer.remote_id})->post_content;")
        assert (samples.TITLE in raw) == (text == samples.TITLE)


def test_a_repeated_create_finds_the_first_one(rig: WordPressRig) -> None:
    reference, package = rig.reference(), rig.package()
    first = rig.create(package, reference)
    rig.restarted()
    second = rig.create(package, reference)
    assert (second.outcome, second.remote_id) == (Outcome.DONE, first.remote_id)
    rig.reveal(first, package, reference)
    third = rig.create(package, reference)
    assert (third.remote_id, bool(third.permalink)) == (first.remote_id, True)
    assert rig.slugs(reference) == [f"{rig.slug(reference)} publish"]
    assert len(rig.slugs(reference, "attachment")) == 2


def test_revealing_twice_changes_nothing(rig: WordPressRig) -> None:
    reference, package = rig.reference(), rig.package(images=0)
    answer = rig.create(package, reference)
    first = rig.reveal(answer, package, reference)
    rig.server.forget_journal()
    assert rig.reveal(answer, package, reference) == replace(first, raw=rig.reveal(answer, package, reference).raw)
    assert rig.paths("POST") == []


def test_the_site_keeps_a_post_until_its_time(rig: WordPressRig) -> None:
    reference, package = rig.reference(), rig.package(images=1)
    at = (rig.clock.now() + timedelta(days=3)).replace(microsecond=0)
    answer = rig.create(package, reference, at)
    assert answer.outcome is Outcome.DONE
    post = rig.back(answer)
    assert post is not None
    assert (post.visible, post.scheduled_for) == (False, at)
    assert post.created_at <= rig.clock.now()
    found = rig.publisher.recent(rig.account, rig.clock.now() - timedelta(minutes=5), reference)
    assert [one.scheduled_for for one in found if one.reference == reference] == [at]
    # its time comes
    rig.site.run(
        f"global $wpdb; $wpdb->update($wpdb->posts, ['post_date' => '2026-01-02 03:04:05', 'post_date_gmt' => "
        f"'2026-01-01 20:04:05'], ['ID' => {answer.remote_id}]); clean_post_cache({answer.remote_id});"
        f"check_and_publish_future_post({answer.remote_id});"
    )
    post = rig.back(answer)
    assert post is not None
    assert (post.visible, post.scheduled_for) == (True, None)


def test_a_scheduled_post_can_be_shown_now(rig: WordPressRig) -> None:
    reference, package = rig.reference(), rig.package(images=0)
    answer = rig.create(package, reference, rig.clock.now() + timedelta(hours=3))
    shown = rig.reveal(answer, package, reference)
    assert shown.outcome is Outcome.DONE
    post = rig.back(answer)
    assert post is not None
    assert post.visible


def test_an_edit_replaces_text_and_pictures_and_keeps_the_rest(rig: WordPressRig) -> None:
    reference, package = rig.reference(), rig.package(images=2)
    answer = rig.create(package, reference)
    shown = rig.reveal(answer, package, reference)
    changed = replace(package, text=f"{package.text}\n\nĐính chính: số đúng là 113.")
    edited = rig.edit(answer, changed, reference)
    assert (edited.outcome, edited.permalink) == (Outcome.DONE, shown.permalink)
    post = rig.back(answer)
    assert post is not None
    assert post.visible
    assert shows(post, text=text_sha256(changed.text), pictures=["1", "2"])
    assert len(rig.slugs(reference, "attachment")) == 2
    fewer = replace(changed, attachments=changed.attachments[:1])
    assert rig.edit(answer, fewer, reference).outcome is Outcome.DONE
    post = rig.back(answer)
    assert post is not None
    assert post.images == 1


def test_a_withdrawn_post_is_in_the_trash_and_gone_stays_gone(rig: WordPressRig) -> None:
    reference, package = rig.reference(), rig.package(images=0)
    answer = rig.create(package, reference)
    rig.reveal(answer, package, reference)
    assert rig.publisher.delete(rig.account, answer.remote_id).outcome is Outcome.DONE
    assert rig.slugs(reference) == [f"{rig.slug(reference)}__trashed trash"]
    assert rig.back(answer) is None
    assert rig.publisher.delete(rig.account, answer.remote_id).outcome is Outcome.DONE
    rig.site.run(f"wp_delete_post({answer.remote_id}, true);")
    assert rig.publisher.delete(rig.account, answer.remote_id).outcome is Outcome.DONE
    assert rig.back(answer) is None


def test_a_site_without_a_trash_removes_for_good(rig: WordPressRig) -> None:
    reference, package = rig.reference(), rig.package(images=0)
    answer = rig.create(package, reference)
    rig.site.run("update_option('switch_no_trash', 1);")
    try:
        assert rig.publisher.delete(rig.account, answer.remote_id).outcome is Outcome.DONE
    finally:
        rig.site.run("delete_option('switch_no_trash');")
    assert rig.slugs(reference) == []


def test_what_somebody_threw_away_is_found_and_not_made_again(rig: WordPressRig) -> None:
    reference, package = rig.reference(), rig.package(images=0)
    answer = rig.create(package, reference)
    rig.site.run(f"wp_trash_post({answer.remote_id});")
    found = rig.publisher.recent(rig.account, FAR, reference)
    assert [(post.remote_id, post.reference, post.visible) for post in found] == [(answer.remote_id, reference, False)]
    again = rig.create(package, reference)
    assert again.outcome is Outcome.REFUSED
    assert "thùng rác" in again.say.vi
    assert rig.reveal(answer, package, reference).outcome is Outcome.REFUSED
    assert rig.edit(answer, package, reference).outcome is Outcome.REFUSED
    assert rig.slugs(reference) == [f"{rig.slug(reference)}__trashed trash"]


@pytest.mark.parametrize("old", [False, True])
def test_doubles_of_a_reference_are_all_listed(rig: WordPressRig, old: bool) -> None:
    """Under the title and the code, and under the code alone, as posts were called before."""
    reference = rig.reference()
    slug = reference.lower() if old else rig.slug(reference)
    rig.notes.put(reference, "slug", rig.slug(reference))
    rig.site.run(
        f"foreach (['publish', 'private', 'publish'] as $s) {{ $id = wp_insert_post(['post_title' => 'x', "
        f"'post_name' => '{slug}', 'post_status' => $s, 'post_content' => 'x']); }} wp_trash_post($id);"
    )
    assert rig.slugs(reference) == [f"{slug} publish", f"{slug}-2 private", f"{slug}-3__trashed trash"]
    found = rig.publisher.recent(rig.account, FAR, reference)
    assert [(post.reference, post.visible) for post in found] == [
        (reference, True),
        (reference, False),
        (reference, False),
    ]


def test_a_post_of_a_forgotten_profile_is_found_by_the_code_at_the_end_of_its_slug(rig: WordPressRig) -> None:
    """Nothing is noted of it here: a list of the site tells it, and a create that is asked for again makes no other."""
    reference, package = rig.reference(), rig.package(images=0)
    made = rig.create(package, reference)
    rig.notes.drop(reference)
    early = rig.clock.now() - timedelta(hours=1)
    found = [post for post in rig.publisher.recent(rig.account, early, reference) if post.reference == reference]
    assert [post.remote_id for post in found] == [made.remote_id]
    assert rig.create(package, reference).remote_id == made.remote_id
    assert rig.slugs(reference) == [f"{rig.slug(reference)} draft"]


def test_a_post_that_is_called_by_its_code_alone_is_taken_for_this_one(rig: WordPressRig) -> None:
    reference, package = rig.reference(), rig.package(images=0)
    rig.site.run(
        f"wp_insert_post(['post_title' => 'x', 'post_name' => '{reference.lower()}', 'post_status' => 'publish']);"
    )
    assert rig.create(package, reference).outcome is Outcome.DONE
    assert rig.slugs(reference) == [f"{reference.lower()} publish"]


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


def test_a_list_is_read_to_its_last_page_and_not_before_its_time(rig: WordPressRig) -> None:
    rig.site.run(
        "global $wpdb; foreach (range(1, 230) as $n) { $wpdb->insert($wpdb->posts, ['post_title' => 'x', "
        "'post_name' => 'old-' . $n, 'post_status' => $n % 2 ? 'publish' : 'future', 'post_type' => 'post', "
        "'post_author' => 1, 'post_content' => 'x', 'post_excerpt' => '', 'to_ping' => '', 'pinged' => '', "
        "'post_content_filtered' => '', 'post_date' => '2031-01-02 03:04:05', 'post_date_gmt' => "
        "'2031-01-01 20:04:05', 'post_modified' => '2031-01-02 03:04:05', "
        "'post_modified_gmt' => '2031-01-01 20:04:05']); }"
    )
    try:
        after = rig.clock.now().replace(year=2031, month=1, day=1, hour=20, minute=4, second=0)
        assert len(rig.publisher.recent(rig.account, after)) == 230
        assert rig.publisher.recent(rig.account, after.replace(second=30)) == ()
    finally:
        rig.site.run("global $wpdb; $wpdb->query(\"DELETE FROM {$wpdb->posts} WHERE post_name LIKE 'old-%'\");")


def test_a_picture_somebody_deleted_is_noticed(rig: WordPressRig) -> None:
    reference, package = rig.reference(), rig.package(images=2)
    answer = rig.create(package, reference)
    rig.reveal(answer, package, reference)
    rig.site.run(f"wp_delete_attachment(get_post_thumbnail_id({answer.remote_id}), true);")
    post = rig.back(answer)
    assert post is not None
    assert post.images == 1


def test_a_changed_text_is_noticed(rig: WordPressRig) -> None:
    reference, package = rig.reference(), rig.package(images=0)
    answer = rig.create(package, reference)
    rig.site.run(f"wp_update_post(['ID' => {answer.remote_id}, 'post_title' => 'Tiêu đề khác']);")
    post = rig.back(answer)
    assert post is not None
    assert text_sha256(post.text) != text_sha256(package.text)


def test_a_site_with_plain_permalinks_works_alike(rig: WordPressRig) -> None:
    rig.site.run("$GLOBALS['wp_rewrite']->set_permalink_structure(''); flush_rewrite_rules(false);")
    try:
        reference, package = rig.reference(), rig.package(images=1)
        answer = rig.create(package, reference)
        shown = rig.reveal(answer, package, reference)
        assert "?p=" in shown.permalink
        post = rig.back(answer)
        assert post is not None
        assert shows(post, text=text_sha256(package.text), pictures=["1"])
        assert rig.publisher.delete(rig.account, answer.remote_id).outcome is Outcome.DONE
    finally:
        rig.site.run("$GLOBALS['wp_rewrite']->set_permalink_structure('/%postname%/'); flush_rewrite_rules(false);")


def test_a_login_of_another_post_is_not_ours(rig: WordPressRig) -> None:
    other = rig.site.run("echo wp_insert_post(['post_title' => 'x', 'post_status' => 'draft']);")
    answer = Answer(outcome=Outcome.DONE, remote_id=other)
    assert rig.reveal(answer, rig.package(images=0), rig.reference()).outcome is Outcome.REFUSED
    assert rig.site.run(f"echo get_post_status({other});") == "draft"


def test_pictures_of_another_platform_are_kept_once(rig: WordPressRig) -> None:
    data, name = rig.files.get(rig.picture(7).sha256), f"{rig.reference().lower()}-bia.jpg"
    address = rig.publisher.media_upload(rig.account, name, data, "image/jpeg")
    rig.restarted()
    assert rig.publisher.media_upload(rig.account, name, data, "image/jpeg") == address
    assert rig.http.send("GET", address).body == data
    assert len(rig.paths("POST")) == 1


@reads_videos
@pytest.mark.parametrize("role", ["editor", "author"])
@pytest.mark.parametrize("cover", [True, False])
def test_a_video_stands_in_the_post_behind_its_cover(rig: WordPressRig, role: str, cover: bool) -> None:
    rig.log_in(role)
    reference, film = rig.reference(), rig.film()
    package = rig.package(images=0, attachments=(rig.picture(1), film) if cover else (film,))
    answer = rig.create(package, reference)
    assert answer.outcome is Outcome.DONE, answer.say.vi
    shown = rig.reveal(answer, package, reference)
    post = rig.back(answer)
    assert post is not None
    assert shows(post, text=text_sha256(package.text), pictures=[a.sha256 for a in package.attachments])
    page = rig.http.send("GET", shown.permalink).body.decode()
    assert page.count("<video") == 1
    assert film.alt in page
    address = html.unescape(page.split("<video")[1].split('src="')[1].split('"')[0])
    assert rig.http.send("GET", address).body == rig.files.get(film.sha256)
    thumbnail = rig.site.run(f"echo json_encode(get_post_thumbnail_id({answer.remote_id}) > 0);")
    assert json.loads(thumbnail) is cover
    assert rig.edit(answer, package, reference).outcome is Outcome.DONE
    again = rig.back(answer)
    assert again is not None
    assert again.images == len(package.attachments)
    assert rig.paths("POST", "*/media").count("/media") == len(package.attachments), "each is uploaded once"


@reads_videos
@pytest.mark.parametrize("kind", [Kind.DROP_BEFORE, Kind.DROP_AFTER, Kind.RESET_AFTER, Kind.TRUNCATED, Kind.HTML])
def test_a_video_whose_upload_breaks_off_goes_out_once(rig: WordPressRig, kind: Kind) -> None:
    reference = rig.reference()
    package = rig.package(images=0, attachments=(rig.picture(1), rig.film()))
    rig.server.faults.script("POST", "*/media", None, kind)
    first = rig.create(package, reference)
    assert first.outcome is Outcome.NOT_EXECUTED
    answer = rig.create(package, reference)
    assert answer.outcome is Outcome.DONE, answer.say.vi
    post = rig.back(answer)
    assert post is not None
    assert post.images == 2
    assert len(rig.slugs(reference)) == 1

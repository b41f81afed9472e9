"""From a page that is not connected to a post that its readers see, in the real window, with nothing made up but the
platforms: a real keyring, a real WordPress where one is installed, and what the platforms show to visitors.

Then a login runs out at the platform: what the officer is told, and that the other pages go on without that one.
"""

from __future__ import annotations

import faulthandler
import re
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from html import unescape
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from studio.accounts.addresses import page_id_of
from studio.accounts.model import Account, AccountKind
from studio.app import Studio, open_studio
from studio.app.practice import SAMPLE
from studio.clock import SystemClock, local_date
from studio.config import Settings, SettingsFile
from studio.outbox.model import Delivery, DeliveryState
from studio.paths import Profile
from studio.people.model import Role
from studio.platforms import Platform
from tests.e2e.rig.eyes import Sight
from tests.e2e.rig.hands import Keyboard, Mouse
from tests.e2e.rig.job import (
    PHOTO,
    approve,
    arrive,
    asked,
    confirm,
    give_pin,
    go_to,
    nothing_asked,
    prove,
    publish,
    says,
    sign_in,
)
from tests.e2e.rig.keyring import lacking_keyring, open_keyring
from tests.e2e.rig.person import Person
from tests.e2e.rig.screen import Screen, missing, screen
from tests.e2e.rig.website import Website
from tests.profile import staffed
from tests.simulators.apart import Apart, Control
from tests.simulators.clock import SimClock
from tests.simulators.server import Server
from tests.simulators.zalo.platform import APP, SECRET_KEY
from tests.wordpress.site import lacking, wordpress

PIN = "73920408"
TECHNICIAN, AUTHOR, APPROVER, PUBLISHER = "Cán bộ kỹ thuật", "Cán bộ soạn bài", "Chỉ huy duyệt bài", "Cán bộ đăng bài"
ROLES = {TECHNICIAN: Role.TECHNICAL, AUTHOR: Role.AUTHOR, APPROVER: Role.APPROVER, PUBLISHER: Role.PUBLISHER}
UNIT = "cong-an-phuong-minh-khai"
FACEBOOK, ZALO, WEBSITE = "Công an phường Minh Khai", "Zalo Công an Minh Khai", "Trang web Minh Khai"
TITLES = {"fb": FACEBOOK, "zalo": ZALO, "web": WEBSITE}
FIRST = "Giả danh cán bộ phường yêu cầu cập nhật VNeID"
"""What is in the title of the draft that lacks one answer."""
SECOND = "Giả danh cán bộ phường gọi điện"
"""Of the post that was approved before."""
CONNECTED, ENDED, VERIFIED, URGENT = "Đang hoạt động", "Cần mã truy cập mới", "Đã xác minh", "Cần xử lý"
"""Words of the window for how a page is, and where a delivery stands."""
WHY, STEP = "Mã truy cập trang đã hết hạn", "kết nối lại"
"""What an officer is told when the token has run out, and what to do."""

LACKING = missing() or lacking_keyring()
pytestmark = [pytest.mark.e2e, pytest.mark.skipif(bool(LACKING), reason=LACKING)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Blog:
    """A website, real or not."""

    address: str
    user: str
    password: str
    pretended: Website | None

    def shown(self, link: str) -> str:
        """What a visitor gets there."""
        if self.pretended is not None:
            return "".join(one["content"]["raw"] for one in self.pretended.posts.values() if one["link"] == link)
        with urlopen(link, timeout=30) as answer:  # noqa: S310 (the address is ours)
            text: str = answer.read().decode()
            return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """The platforms, and the ids of the pages on them."""

    facebook: Control
    zalo: Control
    blog: Blog
    fb_page: str
    oa: str

    @property
    def pages(self) -> tuple[str, str, str]:
        """In the order of TITLES."""
        return self.fb_page, self.oa, page_id_of(self.blog.address)

    @property
    def followed(self) -> tuple[tuple[Control, str], tuple[Control, str]]:
        """Where people look on Facebook, and on Zalo."""
        return (self.facebook, self.fb_page), (self.zalo, self.oa)

    @property
    def fb_posts(self) -> list[dict[str, Any]]:
        """What there is on the Facebook page, hidden posts too."""
        found: list[dict[str, Any]] = self.facebook.state()["pages"][0]["posts"]
        return found

    def visitors(self, control: Control, page: str) -> str:
        with urlopen(f"{control.url}/_sim/page/{page}", timeout=30) as answer:  # noqa: S310 (loopback)
            text: str = answer.read().decode()
            return text


@pytest.fixture
def town() -> Iterator[Town]:
    with ExitStack() as stack, ThreadPoolExecutor() as builders:
        blog = builders.submit(a_website, stack)
        facebook = stack.enter_context(Apart("facebook", "--pages", "1"))
        zalo = stack.enter_context(Apart("zalo", "--polls", "1"))
        yield Town(
            facebook=facebook,
            zalo=zalo,
            blog=blog.result(),
            fb_page=facebook.state()["pages"][0]["id"],
            oa=zalo.state()["oas"][0]["oa_id"],
        )


def a_website(stack: ExitStack) -> Blog:
    if not lacking():
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="wp-"))
        site = stack.enter_context(wordpress(Path(folder)))
        editor = site.users["editor"]
        return Blog(address=site.address, user=editor.name, password=editor.password, pretended=None)
    pretended = Website("bien-tap", "abcdefghijklmnopqrstuvwx")
    server = stack.enter_context(Server(pretended, clock=SimClock()))
    return Blog(address=server.url, user="bien-tap", password="abcdefghijklmnopqrstuvwx", pretended=pretended)


@pytest.fixture
def shown(tmp_path: Path) -> Iterator[Screen]:
    with screen(tmp_path / "screen") as made:
        open_keyring(made)
        yield made


@pytest.fixture
def profile(tmp_path: Path, town: Town) -> Profile:
    """A unit with its people, its pages, none of them connected, a draft, and a post that was approved before."""
    made = Profile(root=tmp_path / "profile")
    made.create()
    SettingsFile(made.settings).save(Settings(language="vi", lock_minutes=0))
    studio = opened(made)
    try:
        staffed(studio.people, *((name, [role]) for name, role in ROLES.items()), pin=PIN)
        studio.directory.import_yaml(SAMPLE / "don-vi.yaml")
        for contact in studio.directory.book().contacts:
            studio.directory.verify_contact(contact.id, by=APPROVER, on=local_date(studio.now()))
        for page in pages_of(town):
            studio.connections.add(page, studio.people.get(TECHNICIAN).id)
        write_two(studio, tmp_path)
    finally:
        studio.close()
    return made


def opened(profile: Profile) -> Studio:
    return open_studio(profile, clock=SystemClock())


def pages_of(town: Town) -> tuple[Account, Account, Account]:
    """With the addresses of their platforms here."""
    blog = town.blog.address
    return (
        page("web", AccountKind.WORDPRESS, Platform.WEBSITE, page_id_of(blog), blog),
        page("fb", AccountKind.FACEBOOK, Platform.FACEBOOK, town.fb_page, town.facebook.url),
        page("zalo", AccountKind.ZALO, Platform.ZALO, town.oa, town.zalo.url, image_host="web"),
    )


def page(name: str, kind: AccountKind, platform: Platform, page_id: str, url: str, image_host: str = "") -> Account:
    return Account(
        name=name, kind=kind, platform=platform, page_id=page_id, title=TITLES[name], unit=UNIT, base_url=url,
        image_host=image_host,
    )  # fmt: skip


def write_two(studio: Studio, folder: Path) -> None:
    """A draft that lacks an answer, and a post that is approved."""
    people = {person.name: person.id for person in studio.people.list()}
    review = (local_date(studio.now()) + timedelta(days=90)).isoformat()
    text = (SAMPLE / "posts" / "canh-bao.yaml").read_text(encoding="utf-8").replace("{review_on}", review)
    text = text.replace("../photo", (SAMPLE / "photo").as_posix())
    text = text.replace("[trang-thuc-hanh, ban-giao-facebook]", "[fb, zalo, web]")
    unanswered, answer = text.split("  not_restricted: true\n")
    draft = folder / "nhap.yaml"
    draft.write_text(
        re.sub("scam_name: .*", f"scam_name: {FIRST}", re.sub("alt: .*", f"alt: {PHOTO}", unanswered)) + answer,
        encoding="utf-8",
    )
    studio.open_file(draft, people[AUTHOR])
    path = folder / "bai.yaml"
    path.write_text(text, encoding="utf-8")
    post = studio.open_file(path, people[AUTHOR])
    studio.workflow.submit(post.id, people[AUTHOR], PIN)
    studio.workflow.approve(post.id, people[APPROVER], PIN)


@pytest.fixture
def person(shown: Screen, profile: Profile, tmp_path: Path) -> Person:
    """Before the window that was just started."""
    sight = tmp_path / "sight.json"
    shown.python("tests.e2e.rig.window", str(profile.root), str(sight), "--mouse", log="window.log")
    made = Person(shown, sight)
    arrive(made)
    return made


def rows(seen: Sight, words: str) -> list[str]:
    """The rows of lists in sight in which these words stand."""
    return [one.name for one in seen.controls if one.kind == "Item" and re.search(words, one.name)]


def go_to_connections(mouse: Mouse, title: str) -> None:
    """The page's row, with its details beside it."""
    go_to(mouse, "pages", "ctrl+9", "^Trang$")
    mouse.take("^Trang của đơn vị$", rf"^{title}")
    mouse.person.rest()


def connect(mouse: Mouse, title: str, given: dict[str, str]) -> None:
    """By the drawer of the page."""
    go_to_connections(mouse, title)
    mouse.person.bring(lambda: mouse.use(r"^Kết nối( lại)?…"), asked, "the dialog of the connection")
    for name, value in given.items():
        mouse.into(name)
        mouse.person.write(value)
    mouse.pick("^Cán bộ kỹ thuật", TECHNICIAN)
    give_pin(mouse)
    mouse.person.bring(lambda: mouse.use("^Kết nối$"), nothing_asked, "the platform to confirm the login")


def app_login(town: Town, user_token: str) -> dict[str, str]:
    app = town.facebook.state()["app"]
    return {"^App ID": app["id"], "^App Secret": app["secret"], "^Mã người dùng": user_token}


def connect_all(mouse: Mouse, town: Town) -> None:
    pair = town.zalo.do("explorer", oa_id=town.oa)
    connect(mouse, FACEBOOK, app_login(town, town.facebook.state()["user_token"]))
    connect(mouse, WEBSITE, {"^Tên đăng nhập": town.blog.user, "^Mật khẩu ứng dụng": town.blog.password})
    secrets = {"^Khóa bí mật": SECRET_KEY, "^Access Token": pair["access_token"]}
    connect(mouse, ZALO, {"^ID ứng dụng": APP, **secrets, "^Refresh Token": pair["refresh_token"]})
    wanted = rf"\. {CONNECTED}$"
    good = mouse.person.wait(lambda seen: len(rows(seen, wanted)) == 3, "three pages that are well connected")
    assert [title for title in TITLES.values() if not rows(good, rf"^{title}\. ")] == []


def hand_in(mouse: Mouse, keyboard: Keyboard) -> None:
    """The draft: its last answer, and at once the key that hands it in."""
    person = mouse.person
    go_to(mouse, "composer", "ctrl+2", "^Soạn bài")
    person.bring(lambda: mouse.take("", FIRST), lambda seen: seen.focus.kind == "LineInput" or seen.focus.writes, "it")
    unanswered = "không có nội dung mật"
    person.bring(lambda: person.press("ctrl+Return"), partial(says, unanswered), "the answer that lacks to be named")
    person.press("Escape")

    def answer() -> None:
        keyboard.into(unanswered)
        answered = person.look().focus.on
        person.press(*(() if answered else ("space",)), "ctrl+Return")  # before the answer can have been checked

    person.bring(answer, asked, "what handing in asks")
    prove(keyboard, AUTHOR, "Gửi duyệt", "^Gửi")


def publish_approved(mouse: Mouse) -> None:
    """The other one, by the outbox."""
    go_to_outbox(mouse)
    mouse.person.bring(lambda: mouse.use("^Đăng bài đã duyệt"), asked, "the confirmation")
    confirm(mouse, PUBLISHER, [f"^{title}, " for title in TITLES.values()])


def go_to_outbox(mouse: Mouse) -> None:
    go_to(mouse, "outbox", "ctrl+5", "^Hộp gửi")


def kept(profile: Profile, title: str) -> tuple[dict[str, Delivery], dict[Platform, list[str]]]:
    """Of the post with these words in its title, read from the profile: its deliveries by page, and how each of its
    pictures is described on each platform. A card may take two of them on a size."""
    studio = opened(profile)
    try:
        found = {one.account: one for one in studio.outbox.list() if title in one.post_title}
        post = studio.drafts.get(found["fb"].post_id)
        packages = studio.bundle(post).packages
        return found, {name: [one.alt for one in package.attachments] for name, package in packages.items()}
    finally:
        studio.close()


def wait_until_verified(mouse: Mouse, number: int) -> None:
    wanted = rf"\. {VERIFIED}\. "
    mouse.person.wait(lambda seen: len(rows(seen, wanted)) == number, f"{number} deliveries that are verified")
    mouse.person.rest()


def check(profile: Profile, town: Town, title: str, posts: int) -> None:
    """Each page shows the post once, its pictures described, and the links that were read back lead to it. So many
    posts are on the Facebook page, hidden ones too."""
    found, described = kept(profile, title)
    assert {name: one.state for name, one in found.items()} == dict.fromkeys(TITLES, DeliveryState.VERIFIED)
    assert len(town.fb_posts) == posts
    (post,) = [post for post in town.fb_posts if title.upper() in post["message"].upper()]
    on_facebook, on_the_site = described[Platform.FACEBOOK], described[Platform.WEBSITE]
    assert [photo["alt"] for photo in post["photos"]] == on_facebook
    assert all(on_facebook)
    assert post["id"].split("_")[1] in found["fb"].permalink
    page, followers = (unescape(town.visitors(*place)) for place in town.followed)
    assert [page.count(alt) for alt in on_facebook] == [1] * len(on_facebook)
    assert len(re.findall(f"<h2>[^<]*{title}", followers)) == 1
    with urlopen(found["zalo"].permalink, timeout=30) as article:  # noqa: S310 (loopback)
        assert title in article.read().decode()
    shown = unescape(town.blog.shown(found["web"].permalink))
    assert title in shown
    assert all(on_the_site)
    assert [shown.count(f'alt="{alt}"') for alt in on_the_site] == [1] * len(on_the_site)


def end_login(town: Town) -> None:
    town.facebook.do("token", token=town.facebook.state()["pages"][0]["token"], trouble="expired")


def check_what_is_said(mouse: Mouse) -> None:
    """In the outbox first, then at the page itself: why, and what to do."""
    person = mouse.person
    mouse.take("^Các lượt gửi", f"{SECOND}.*{URGENT}")
    person.hear(WHY)
    assert any(STEP in one for one in person.look().said)
    go_to_connections(mouse, FACEBOOK)
    person.hear(f"Đã dừng gửi lên trang này.*{WHY}")  # what comes in late moves the buttons below it
    seen = person.bring(
        lambda: mouse.use("^Kiểm tra ngay"),
        lambda seen: len(rows(seen, rf"\. {ENDED}$")) == 1,
        "the page to say that its login has ended",
    )
    assert len(rows(seen, rf"\. {CONNECTED}$")) == 2
    person.hear(WHY)
    assert any(STEP in one.name for one in person.look().controls)


def send_again(mouse: Mouse) -> None:
    go_to_outbox(mouse)
    mouse.take("^Các lượt gửi", f"{SECOND}.*{URGENT}")
    mouse.person.rest()
    mouse.person.bring(lambda: mouse.use("^Gửi ngay"), asked, "what sending asks")
    prove(mouse, PUBLISHER, "Gửi lên", "^Gửi$")


def test_pages_are_connected_and_a_post_is_published_and_a_login_that_ends_stops_nothing_else(
    person: Person, profile: Profile, town: Town
) -> None:
    faulthandler.cancel_dump_traceback_later()  # it takes longer than a test may
    mouse, keyboard = Mouse(person, PIN), Keyboard(person, PIN)
    sign_in(mouse, TECHNICIAN)
    connect_all(mouse, town)
    sign_in(mouse, AUTHOR, instead_of=TECHNICIAN)
    hand_in(mouse, keyboard)
    approve(mouse, APPROVER)
    publish(mouse, PUBLISHER, [f"^{title}, " for title in TITLES.values()], instead_of=AUTHOR)
    go_to_outbox(mouse)
    wait_until_verified(mouse, 3)
    check(profile, town, FIRST, posts=1)

    end_login(town)
    publish_approved(mouse)
    wait_until_verified(mouse, 5)
    check_what_is_said(mouse)
    connect(mouse, FACEBOOK, app_login(town, town.facebook.state()["user_token"]))
    send_again(mouse)
    wait_until_verified(mouse, 6)
    for title in (FIRST, SECOND):
        check(profile, town, title, posts=2)

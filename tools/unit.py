"""A unit in the middle of its work, for pictures: pages in every state of health, and posts on the days around now.

Laid out of the shipped sample alone. Nothing of it is a practice profile, and nothing of it is ever connected: what is
known of the pages was written down, and what is queued waits.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import datetime, time, timedelta
from pathlib import Path

from studio.accounts.model import Account, AccountKind, Health, HealthState, PageStatus
from studio.accounts.storage import StoredHealth
from studio.app import Studio, open_studio
from studio.app.practice import SAMPLE
from studio.clock import VIETNAM, local_date
from studio.config import Settings, SettingsFile
from studio.paths import Profile
from studio.people.model import NewPerson, Role
from studio.people.present import at_work
from studio.people.sample import APPROVER, AUTHOR
from studio.phrase import Bilingual
from studio.platforms import Platform
from studio.posts.postfile import PostDraft, read_post_file
from studio.publishers.facebook.access import health_in_trouble, lacking, not_connected
from studio.publishers.facebook.errors import FacebookTrouble, verdicts
from studio.store.engine import open_store

UNIT = "cong-an-phuong-minh-khai"
SITE = "minhkhai.example.gov.vn"
OURS, URGENT = "phuong", "an-ninh"
"""Names of the page that all is well with, and of one that needs somebody."""
PIN, AUTHORS = "73920408", "60418327"
"""Of the one who may approve, and of the author."""
POSTS = (
    ("Cuộc gọi giả danh cán bộ phường", -6, 8, "done"),
    ("Vé tàu Tết giá rẻ qua tài khoản giả", -3, 9, "done"),
    ("Việc nhẹ lương cao, nộp tiền giữ chỗ", -2, 8, "hand"),
    ("Gọi điện báo con cấp cứu, giục chuyển tiền", 0, 19, "queued"),
    ("Giả danh shipper báo nhận hàng, gửi đường dẫn lạ", 1, 8, "queued"),
    ("Thuê lại tài khoản ngân hàng", 1, 10, "review"),
    ("Lừa nạp thẻ trúng thưởng cuối năm", 1, 15, "queued"),
    ("Mua hàng trả góp bằng giấy tờ giả", 3, 9, "approved"),
    ("Sàn đầu tư tiền ảo cam kết lãi", 4, 8, "draft"),
    ("Giả danh điện lực dọa cắt điện", 5, 8, "queued"),
    ("Đổi tiền mới dịp Tết qua mạng", 6, 9, "review"),
)
"""What is warned of, days from today, hour, and how far the post has come."""


class Standing:
    """A clock that stands still until it is moved."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment


def lay_out_unit(folder: Path, now: datetime, ids: Callable[[], str]) -> Profile:
    """Fill a fresh profile below `folder`, as it is at `now`."""
    clock = Standing(now - timedelta(days=7))
    profile = Profile(root=folder / "unit")
    profile.create()
    SettingsFile(profile.settings).save(Settings(lock_minutes=0))
    with closing(open_studio(profile, clock=clock, ids=ids)) as studio:
        _people_and_pages(studio)
        for number, (scam, days, hour, stage) in enumerate(POSTS):
            at = datetime.combine(local_date(now) + timedelta(days=days), time(hour), tzinfo=VIETNAM)
            clock.moment = min(at, now)
            _post(studio, _material(folder, now), several=bool(number % 2), scam=scam, at=at, stage=stage)
    clock.moment = now
    with closing(open_store(profile.database, clock=clock)) as store:
        book = StoredHealth(store)
        for name, health in healths(now).items():
            book.note(name, health)
    return profile


def _people_and_pages(studio: Studio) -> None:
    rights = frozenset({Role.APPROVER, Role.HEAD, Role.PUBLISHER, Role.TECHNICAL})
    _, head = studio.people.found(
        [
            NewPerson(name=AUTHOR, roles=frozenset({Role.AUTHOR}), pin=AUTHORS),
            NewPerson(name=APPROVER, roles=rights, pin=PIN),
        ]
    )
    with at_work(studio.people.sign_in(head.id, PIN)):
        studio.directory.import_yaml(SAMPLE / "don-vi.yaml")
        for contact in studio.directory.book().contacts:
            studio.directory.verify_contact(contact.id, by=head.id, on=local_date(studio.now()))
        for account in pages():
            studio.accounts.add(account)
        studio.accounts.set_status("fb-cu", PageStatus.MERGED, OURS)


def pages() -> tuple[Account, ...]:
    """One in every state of health, one that needs none, one that was merged."""
    facebook, zalo, website = AccountKind.FACEBOOK, AccountKind.ZALO, AccountKind.WORDPRESS
    return (
        _page(OURS, facebook, "100000000000001", "Công an phường Minh Khai"),
        _page("an-ninh", facebook, "100000000000002", "An ninh trật tự Minh Khai"),
        _page("tuoi-tre", facebook, "100000000000003", "Tuổi trẻ Công an Minh Khai"),
        _page("giao-thong", facebook, "100000000000004", "Giao thông Minh Khai"),
        _page("to-dan-pho", facebook, "100000000000005", "Tổ dân phố bình yên"),
        _page("chay", facebook, "100000000000006", "Phòng cháy Minh Khai"),
        _page("web", website, SITE, "Trang tin Minh Khai", base_url=f"https://{SITE}"),
        _page("zalo", zalo, "2000000000000000001", "Công an phường Minh Khai (Zalo)", image_host="web"),
        _page("zalo-mot-cua", zalo, "2000000000000000002", "Một cửa Minh Khai", image_host="web"),
        _page("thuc-hanh", AccountKind.PRACTICE, "thuc-hanh", "Trang thực hành"),
        _page("fb-ban-giao", AccountKind.HANDOVER, "100000000000008", "Thiếu nhi Minh Khai"),
        _page("fb-cu", facebook, "100000000000007", "Công an Minh Khai (trang cũ)"),
    )


def _page(name: str, kind: AccountKind, page_id: str, title: str, base_url: str = "", image_host: str = "") -> Account:
    own = {AccountKind.ZALO: Platform.ZALO, AccountKind.WORDPRESS: Platform.WEBSITE}
    return Account(
        name=name,
        kind=kind,
        platform=own.get(kind, Platform.FACEBOOK),
        page_id=page_id,
        title=title,
        unit=UNIT,
        base_url=base_url,
        image_host=image_host,
    )


def healths(now: datetime) -> dict[str, Health]:
    """By the name of the page, in the words the program itself has for them where it has some ready."""
    at = now - timedelta(minutes=40)
    rights = ("pages_show_list", "pages_read_engagement", "pages_manage_posts")
    return {
        OURS: Health(
            state=HealthState.OK,
            checked_at=at,
            say=Bilingual("Trang đã kết nối và được phép đăng bài.", "The page is connected and may post."),
            title="Công an phường Minh Khai",
            rights=rights,
        ),
        "an-ninh": _facebook(190, 460, at),
        "tuoi-tre": Health(
            state=HealthState.NEEDS_RIGHTS,
            checked_at=at,
            say=lacking(["pages_manage_posts"]).say,
            next_step=lacking(["pages_manage_posts"]).step,
        ),
        "to-dan-pho": Health(
            state=HealthState.WRONG_PAGE,
            checked_at=at,
            say=Bilingual(
                "Mã truy cập thuộc trang “Giao thông Minh Khai” (100000000000004), không phải trang 100000000000005.",
                "The token belongs to the page “Giao thông Minh Khai” (100000000000004), not to 100000000000005.",
            ),
            next_step=Bilingual(
                "Hãy kết nối lại bằng mã của đúng trang.", "Connect again with the token of the right page."
            ),
        ),
        "chay": _facebook(368, 0, at),
        "giao-thong": Health(
            state=HealthState.NOT_CONNECTED, checked_at=at, say=not_connected().say, next_step=not_connected().step
        ),
        "web": Health(
            state=HealthState.OK,
            checked_at=at,
            say=Bilingual(
                "Kết nối tốt; người dùng đăng bài và tải ảnh được.", "Connected; the user may publish and upload."
            ),
            title="Trang tin Minh Khai",
        ),
        "zalo": Health(
            state=HealthState.EXPIRING,
            checked_at=at,
            say=Bilingual("Quyền truy cập hết hạn ngày 02/01/2027.", "The grant ends on 02/01/2027."),
            next_step=Bilingual(
                "Quản trị viên OA cấp quyền lại, rồi bấm Kết nối và dán mã mới.",
                "An administrator of the OA consents again; then press Connect and paste the new tokens.",
            ),
            until=now + timedelta(days=9),
        ),
        "zalo-mot-cua": Health(
            state=HealthState.UNREACHABLE,
            checked_at=at,
            say=Bilingual("Không liên lạc được với Zalo.", "Zalo does not answer."),
        ),
    }


def _facebook(code: int, subcode: int, at: datetime) -> Health:
    row = verdicts().by_code[f"{code}/{subcode}" if subcode else str(code)]
    return health_in_trouble(FacebookTrouble(row.say, kind=row.kind, code=str(code), step=row.step), at)


def _post(studio: Studio, draft: PostDraft, *, several: bool, scam: str, at: datetime, stage: str) -> None:
    """Past ones go at once to pages that need no login; those to come wait for their time."""
    people = {person.name: person.id for person in studio.people.list()}
    author, head = people[AUTHOR], people[APPROVER]
    pages = (OURS, "web", "zalo") if several else (OURS,)
    targets = {"done": ("thuc-hanh",), "hand": ("fb-ban-giao",)}.get(stage, pages)
    planned = at if at > studio.now() else None
    with at_work(studio.people.sign_in(author, AUTHORS)):
        post = studio.drafts.open_draft(draft, author)
        post = studio.drafts.edit(post.id, author, fields={"scam_name": scam}, targets=targets, publish_at=planned)
    if stage == "draft":
        return
    studio.workflow.submit(post.id, author, AUTHORS, "Nhờ chỉ huy duyệt trong buổi sáng.")
    if stage == "review":
        return
    studio.workflow.approve(post.id, head, PIN)
    if stage == "approved":
        return
    studio.publish(post.id, targets, head, PIN)
    if planned is None:
        studio.outbox.run(until_idle=True)


def _material(folder: Path, now: datetime) -> PostDraft:
    """The sample post with dates that fit."""
    review = (local_date(now) + timedelta(days=90)).isoformat()
    text = (SAMPLE / "posts" / "canh-bao.yaml").read_text(encoding="utf-8").replace("{review_on}", review)
    text = text.replace("../photo", (SAMPLE / "photo").as_posix())
    path = folder / "canh-bao.yaml"
    path.write_text(text.replace("[trang-thuc-hanh, ban-giao-facebook]", f"[{OURS}]"), encoding="utf-8")
    return read_post_file(path)

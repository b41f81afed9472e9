"""Photograph every page of the window on the sample material.

    python tools/screenshots.py [--out DIR] [--page NAME …] [--theme light|dark] [--lang vi|en]
        [--scale PERCENT …] [--size WIDTHxHEIGHT …]

Without choices: every page in both themes and both languages at 1366×768, and the pages again at 200 % type.
Works without a screen. The profile is a throw-away practice profile in which a post was published, one waits for
approval, one is approved, and one is a draft with findings. Calendar and connections show the unit of tools/unit.py.
The page of the units shows the department of tests/ui/department/sample.py, where there is a PostgreSQL for its hub.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PIL import Image  # noqa: E402
from PySide6.QtCore import QEvent  # noqa: E402
from PySide6.QtWidgets import QApplication, QDialog, QWidget  # noqa: E402

from studio.app import Studio, open_studio  # noqa: E402
from studio.app.practice_data import LAW  # noqa: E402
from studio.clock import SystemClock  # noqa: E402
from studio.config import Settings, SettingsFile  # noqa: E402
from studio.demo import run_demo  # noqa: E402
from studio.images import edits  # noqa: E402
from studio.images.recipe import Corner, MarkKind, Subject  # noqa: E402
from studio.paths import Profile  # noqa: E402
from studio.people.model import Role  # noqa: E402
from studio.people.sample import APPROVER, AUTHOR, PIN  # noqa: E402
from studio.posts.postfile import read_post_file  # noqa: E402
from studio.ui.approval.page import ApprovalPage  # noqa: E402
from studio.ui.approval.sign import SignDialog  # noqa: E402
from studio.ui.connections.connect import ConnectDialog  # noqa: E402
from studio.ui.feedback.page import FeedbackPage  # noqa: E402
from studio.ui.images.page import ImagesPage  # noqa: E402
from studio.ui.library.page import LibraryPage  # noqa: E402
from studio.ui.main_window import MainWindow  # noqa: E402
from studio.ui.outbox.confirm import PublishDialog  # noqa: E402
from studio.ui.outbox.details import OutboxRow  # noqa: E402
from studio.ui.outbox.page import OutboxPage  # noqa: E402
from studio.ui.page_specs import PageId  # noqa: E402
from studio.ui.pages.page import PagesPage  # noqa: E402
from studio.ui.pages.rows import PageDeed  # noqa: E402
from studio.ui.run import make_window  # noqa: E402
from studio.ui.settings.page import SECTIONS  # noqa: E402
from tools.lesson_shots import lead, practice_window, present, show_page_file  # noqa: E402
from tools.unit import URGENT, Standing, lay_out_unit  # noqa: E402

if TYPE_CHECKING:
    from studio.app.studio import Studio as StudioService
    from studio.secret import Safe
    from tests.hub.postgres import Cluster

STATION = (1366, 768)
"""The usual screen of a station: where nothing else is asked for, pictures have its size, and names do not say it."""
PHOTO = ROOT / "studio" / "assets" / "sample" / "photo" / "cuoc-goi-la.jpg"
PATIENCE = 30.0
OF_THE_UNIT = (PageId.WORK, PageId.POSTS, PageId.PAGES)
"""Pages that show little where nothing may be connected."""
VIEWS: Mapping[PageId, tuple[str, ...]] = {
    PageId.POSTS: ("list", "month", "week", "plan", "report"),
    PageId.PAGES: ("connection", "health", "files", "access", "history", "slips"),
    PageId.TRAINING: ("lessons", "documents", "progress", "authoring"),
    PageId.SETTINGS: tuple(section.id for section in SECTIONS),
    PageId.DEPARTMENT: ("overview", "stations", "approvals", "calendar", "notices", "reports"),
}
"""What is opened on pages that show several things."""
THAT_DAY = datetime(2026, 12, 24, 1, 30, tzinfo=UTC)
"""Of the unit: a Thursday before holidays."""
WAITING = (
    ("Mời làm việc nhẹ lương cao rồi yêu cầu nộp tiền giữ chỗ", 0),
    ("Bán vé tàu Tết giá rẻ qua tài khoản mạng xã hội giả", 1),
    ("Gọi điện báo con cấp cứu, giục chuyển tiền viện phí", 2),
)
"""Scams of further sample posts, and how far each gets: a draft, awaiting approval, approved."""


@dataclass(frozen=True)
class Look:
    """A theme, a language and a size of type, and the size of the window."""

    settings: Settings
    size: tuple[int, int]

    @property
    def name(self) -> str:
        """Its end of the name of a picture."""
        chosen = self.settings
        scale = f"_{chosen.font_scale}" if chosen.font_scale != 100 else ""
        return f"{chosen.theme}_{chosen.language}{scale}{f'_{self.size[0]}' if self.size != STATION else ''}"

    def at_work(self) -> Look:
        """The same, where nothing is practice."""
        return replace(self, settings=replace(self.settings, practice=False))


def settle(app: QApplication, window: MainWindow) -> None:
    """Let the window finish what it is doing. Raises TimeoutError."""
    end = time.monotonic() + PATIENCE
    calm = 0
    while calm < 40:
        app.processEvents()
        calm = calm + 1 if window.tasks.idle else 0
        time.sleep(0.005)
        if time.monotonic() > end:
            raise TimeoutError("the window does not come to rest")


def fill(studio: Studio, material: Path) -> str:
    """Add further posts to the profile of the demo; returns the id of the approved one."""
    people = {person.name: person.id for person in studio.people.list()}
    author, approver = people[AUTHOR], people[APPROVER]
    draft = read_post_file(material / "canh-bao.yaml")
    approved = ""
    for scam, steps in WAITING:
        post = studio.drafts.open_draft(draft, author)
        post = studio.drafts.edit(post.id, author, fields={"scam_name": scam})
        if steps:
            studio.workflow.submit(post.id, author, PIN, "Nhờ chỉ huy duyệt trong buổi sáng.")
        if steps > 1:
            approved = studio.workflow.approve(post.id, approver, PIN).id
    studio.open_file(material / "canh-bao-ban-dau.yaml", author)
    return approved


def make_profile(folder: Path) -> tuple[Profile, str]:
    """Run the demo below `folder` and fill its profile further."""
    made = run_demo(folder, clock=SystemClock(), tell=lambda _: None)
    studio = open_studio(made.profile, clock=SystemClock())
    try:
        return made.profile, fill(studio, folder / "material")
    finally:
        studio.close()


def stage(window: MainWindow, page: PageId, rest: Callable[[], None]) -> None:
    """Bring a page into the state that shows most of it."""
    window.go(page, "")
    rest()
    shown = window.page
    if isinstance(shown, ApprovalPage):
        shown.decision.who.choose(next(p.id for p in shown.decision.who.people if Role.APPROVER in p.roles))
    elif isinstance(shown, OutboxPage):
        shown.table.choose(next(one for one in shown.table.ids if isinstance(shown.table.row(one), OutboxRow)))
    elif isinstance(shown, PagesPage):
        shown.list.choose(URGENT)
    elif isinstance(shown, FeedbackPage):
        shown.queue.list.step(3)
    elif isinstance(shown, LibraryPage):
        shown.results.search.setText("trách nhiệm")
        shown.results.search.returnPressed.emit()
        shown.open(LAW)
    elif isinstance(shown, ImagesPage) and window.studio is not None:
        shown.open(edited_photo(window.studio, str(window.session.person_id)))
    elif page is PageId.COMPOSER and window.studio is not None:
        drafts = [post for post in window.studio.drafts.list() if post.state.value == "draft"]
        window.go(page, drafts[-1].id)
    rest()


def edited_photo(studio: StudioService, by: str) -> str:
    """The id of a work: the sample photograph with a cover, an arrow, words and a source line."""
    known = studio.photo_works.list()
    if known:
        return known[0].id
    copy = io.BytesIO()  # another file than the one in the posts, which what is covered here would stop
    with Image.open(PHOTO) as photo:
        photo.save(copy, "JPEG", quality=92)
    work = studio.photo_works.open(copy.getvalue(), PHOTO.name, by)
    recipe = edits.add_box(work.recipe, (1410, 350, 430, 260), Subject.TEXT)
    recipe = edits.add_mark(recipe, MarkKind.ARROW, [(950, 880), (1210, 1150)], size=18, colour="yellow")
    recipe = edits.add_mark(recipe, MarkKind.TEXT, [(380, 740)], text="Không bắt máy số lạ", size=84, colour="yellow")
    recipe = edits.add_mark(
        recipe, MarkKind.SOURCE, size=0.035, text="Ảnh minh họa: Công an phường", corner=Corner.BOTTOM_LEFT
    )
    return studio.photo_works.change(work.id, work.revision, recipe, by).id


def photograph(widget: QWidget, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not widget.grab().save(str(path)):
        raise SystemExit(f"cannot write {path}")
    print(path)


def open_window(app: QApplication, profile: Profile, look: Look, loader: Callable[[], Studio]) -> MainWindow:
    """The window on a profile, nobody signed in."""
    file = SettingsFile(profile.settings)
    file.save(look.settings)
    window = make_window(app, profile, file, sample=loader)
    window.resize(*look.size)
    window.show()
    window.load(loader, sign_in_first=False)
    settle(app, window)
    return window


def called(page: PageId, view: str) -> str:
    """What the file of a picture begins with."""
    return f"{page.value}_{view}" if view else page.value


def views(app: QApplication, window: MainWindow, page: PageId, look: Look, out: Path) -> None:
    """Each thing that a page shows."""
    for view in VIEWS.get(page, ("",)):
        if view:
            window.go(page, view)
            settle(app, window)
        photograph(window, out / f"{called(page, view)}_{look.name}.png")


def shoot(app: QApplication, profile: Profile, look: Look, pages: Sequence[PageId], out: Path, approved: str) -> None:
    """Every page in one look."""
    window, name = open_window(app, profile, look, lambda: open_studio(profile, clock=SystemClock())), look.name
    sign_in(window)
    if PageId.COMPOSER in pages:
        window.go(PageId.COMPOSER, "")
        settle(app, window)
        photograph(window, out / f"chooser_{name}.png")
    for page in pages:
        stage(window, page, lambda: settle(app, window))
        views(app, window, page, look, out)
        if isinstance(window.page, LibraryPage):
            window.page.tabs.setCurrentIndex(1)
            settle(app, window)
            photograph(window, out / f"browse_{name}.png")
            window.page.tabs.setCurrentIndex(0)
        if isinstance(window.page, ApprovalPage):
            window.page.confirm()
            settle(app, window)
            for signing in window.page.findChildren(SignDialog):
                photograph(signing, out / f"approve_{name}.png")
                signing.reject()
    if PageId.OUTBOX in pages:
        for dialog in confirmation(window, approved):
            settle(app, window)
            photograph(dialog, out / f"publish_{name}.png")
            dialog.reject()
    put_away(window)


def shoot_unit(app: QApplication, profile: Profile, look: Look, pages: Sequence[PageId], out: Path) -> None:
    """The pages that show a unit in the middle of its work, and the dialog in which a page is connected."""
    window = open_window(app, profile, look, lambda: open_studio(profile, clock=Standing(THAT_DAY)))
    sign_in(window)
    for page in pages:
        stage(window, page, lambda: settle(app, window))
        views(app, window, page, look, out)
        for dialog in connecting(window):
            settle(app, window)
            dialog.asking.take_focus()
            photograph(dialog, out / f"connect_{look.name}.png")
            dialog.reject()
    put_away(window)


def shoot_practice(app: QApplication, folder: Path, look: Look, out: Path) -> None:
    """A lesson that somebody follows, the file of a page, and an outline presented to a class."""
    window, _ = practice_window(app, folder, look.settings, look.size)
    lead(app, window)
    photograph(window, out / f"lesson_{look.name}.png")
    window.training.end()
    settle(app, window)
    show_page_file(app, window)
    photograph(window, out / f"page_file_{look.name}.png")
    present(app, window, look.size)
    photograph(window, out / f"presenter_{look.name}.png")
    window.training.leave_stage()
    put_away(window)


def shoot_department(app: QApplication, folder: Path, looks: Sequence[Look], out: Path) -> None:
    """The page of the units, each of its tabs, over a hub of its own."""
    from tests.hub.postgres import Cluster, lacking

    if why := lacking():
        print(f"department: {why}")
        return
    cluster = Cluster()
    try:
        cluster.make()
        cluster.start()
        with department_on(cluster, folder) as (profile, safe, by):
            for look in looks:
                shoot_tabs(app, lambda: open_studio(profile, clock=SystemClock(), safe=safe), profile, look, by, out)
    finally:
        cluster.remove()


@contextmanager
def department_on(cluster: Cluster, folder: Path) -> Iterator[tuple[Profile, Safe, str]]:
    """The sample of a department on that server: the profile of its PC, its keyring, and who works there, by name."""
    from studio.hub.server import HubServer, make_database
    from tests.department.rig import force
    from tests.hub.rig import Hub
    from tests.shared import share_in
    from tests.ui.department.sample import fill

    share_in(folder)
    hub = Hub(cluster, "hub")
    make_database(hub.address, cluster.password)
    with HubServer(hub.address, cluster.password) as server:
        server.init()
    with force(folder / "pcs", hub) as units:
        fill(units)
        pc = units.department
        name = pc.first.name
        pc.studio.close()
        yield pc.profile, pc.safe, name


def shoot_tabs(
    app: QApplication, loader: Callable[[], Studio], profile: Profile, look: Look, by: str, out: Path
) -> None:
    """Each tab of the page of the units."""
    window = open_window(app, profile, look, loader)
    if window.studio is not None:
        window.session.sign_in(next(p for p in window.studio.people.list() if p.name == by))
    views(app, window, PageId.DEPARTMENT, look, out)
    put_away(window)


def put_away(window: MainWindow) -> None:
    """Close the window and have it gone: its catalogue of words must not serve the next one."""
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def sign_in(window: MainWindow) -> None:
    """The author works here."""
    if window.studio is not None:
        window.session.sign_in(next(p for p in window.studio.people.list() if p.name == AUTHOR))


def confirmation(window: MainWindow, approved: str) -> Iterator[QDialog]:
    """The confirmation before publishing, opened."""
    window.publish(approved)
    yield from window.findChildren(PublishDialog)


def connecting(window: MainWindow) -> Iterator[ConnectDialog]:
    """The dialog that connects the page in hand, opened, on the page of the unit's pages."""
    if isinstance(window.page, PagesPage):
        window.page.sheet.wanted.emit(PageDeed.CONNECT.value)
        yield from window.page.findChildren(ConnectDialog)


def begin(app: QApplication, look: Look, out: Path) -> None:
    """The first steps, in an empty profile."""
    with tempfile.TemporaryDirectory() as folder:
        profile = Profile(root=Path(folder))
        window = open_window(app, profile, look, lambda: open_studio(profile, clock=SystemClock()))
        photograph(window, out / f"start_{look.name}.png")
        put_away(window)


def size_of(words: str) -> tuple[int, int]:
    """The size of a window, of ``1920x1080``. Raises ValueError."""
    wide, high = words.split("x")
    return int(wide), int(high)


def parse(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--out", type=Path, default=ROOT / "out" / "screenshots")
    parser.add_argument("--page", action="append", choices=[page.value for page in PageId])
    parser.add_argument("--theme", action="append", choices=["light", "dark"])
    parser.add_argument("--lang", action="append", choices=["vi", "en"])
    parser.add_argument("--scale", action="append", type=int)
    parser.add_argument("--size", action="append", type=size_of, help="of the window, as 1920x1080")
    return parser.parse_args(words)


def main(words: list[str]) -> int:
    args = parse(words)
    pages = [PageId(name) for name in args.page or [page.value for page in PageId]]
    rail = [page for page in pages if page not in (PageId.START, PageId.DEPARTMENT, *OF_THE_UNIT)]
    of_the_unit = [page for page in pages if page in OF_THE_UNIT]
    choices = list(product(args.theme or ["light", "dark"], args.lang or ["vi", "en"], args.scale or [100]))
    if not (args.theme or args.lang or args.scale):
        choices += [("light", "vi", 200), ("dark", "en", 200)]
    app = QApplication([])
    app.setCursorFlashTime(0)
    looks = [
        Look(Settings(theme=theme, language=language, font_scale=scale, lock_minutes=0, practice=True), size)
        for (theme, language, scale), size in product(choices, args.size or [STATION])
    ]
    with tempfile.TemporaryDirectory() as folder:
        if PageId.DEPARTMENT in pages:
            shoot_department(app, Path(folder), [look.at_work() for look in looks], args.out)
        if pages == [PageId.DEPARTMENT]:
            return 0
        profile, approved = make_profile(Path(folder))
        unit = lay_out_unit(Path(folder), THAT_DAY, lambda: uuid.uuid4().hex)
        for look in looks:
            if rail:
                shoot(app, profile, look, rail, args.out, approved)
            if of_the_unit:
                shoot_unit(app, unit, look.at_work(), of_the_unit, args.out)
            if PageId.TRAINING in pages:
                shoot_practice(app, Path(folder) / f"practice-{look.name}", look, args.out)
            if PageId.START in pages:
                begin(app, look, args.out)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

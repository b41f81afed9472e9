"""Every dialog that asks before something leaves, or changes the list of pages, looks as it did when a person last
looked at it, in both themes and both languages. They are shown over the small studio of the window's own tests."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget

from studio.accounts.model import AccountKind, Category, PageStatus
from studio.config import Settings, SettingsFile
from studio.outbox.model import Attention, DeliveryState, Pause
from studio.phrase import Pair
from studio.ui.connections.forms import AccountForm, StatusForm
from studio.ui.connections.many import ManyDialog
from studio.ui.connections.page import CategoriesDialog
from studio.ui.main_window import MainWindow
from studio.ui.outbox.broadcast import BroadcastDialog
from studio.ui.outbox.confirm import PublishDialog
from studio.ui.outbox.hand_pictures import HandPicturesDialog
from studio.ui.outbox.page import OutboxPage
from studio.ui.outbox.work import CompareDialog, ReasonDialog
from studio.ui.page import PageId, Shell
from studio.ui.run import make_window
from studio.ui.widgets.layout import ScrollColumn
from tests.snapshots.picture import LOOKS, compare
from tests.ui.fake_connections import KNOWN, PAGES
from tests.ui.fake_data import AUTHOR, DELIVERIES, HEAD, NOW, TEXT, UNIT
from tests.ui.fake_hosting import CATEGORIES, PICTURES
from tests.ui.fake_outbox import FakeRemote
from tests.ui.fake_studio import FakeStudio
from tools.screenshots import SIZE, put_away, settle

pytestmark = [pytest.mark.e2e, pytest.mark.skipif(sys.platform != "linux", reason="the pictures were made on Linux")]
BLOCKED = Pair("trang chặn đăng bài đến khi quản trị viên xác nhận (mã 368).", "the page blocks posting (code 368).")
FACEBOOK, SAFE, ZALO, WEBSITE, FORMER = PAGES
ARTICLE = replace(
    next(d for d in DELIVERIES if d.state is DeliveryState.VERIFIED),
    id="zalo", account=ZALO.name, platform="zalo", page_id=ZALO.page_id, permalink="https://zalo.example/a",
)  # fmt: skip
DOUBTFUL = replace(
    DELIVERIES[3], state=DeliveryState.NEEDS_ATTENTION, reason=Attention.DOUBT, first_sent_at=NOW - timedelta(hours=1)
)


@pytest.fixture
def studio(tmp_path: Path) -> FakeStudio:
    """A unit that runs pages on three platforms, one of them paused."""
    made = FakeStudio(tmp_path)
    made.accounts.accounts |= {page.name: page for page in PAGES}
    made.accounts.accounts[WEBSITE.name] = replace(WEBSITE, categories=(CATEGORIES[1], Category(id=9, name="Tin cũ")))
    made.hand_pictures.lacks = PICTURES[1:]
    made.connections.known[SAFE.name] = made.connections.known[WEBSITE.name] = KNOWN[FACEBOOK.name]
    made.outbox.deliveries[ARTICLE.id] = ARTICLE
    made.desk.posts[ARTICLE.post_id] = replace(made.desk.posts["bai-1"], id=ARTICLE.post_id, targets=(ZALO.name,))
    made.outbox.found = tuple(
        FakeRemote(remote_id=f"r{n}", text=text, images=n, created_at=NOW - timedelta(minutes=58 + 7 * n), permalink="")
        for n, text in enumerate((TEXT, TEXT.replace("Giả danh cán bộ", "Mạo danh công an"), TEXT[:160]))
    )
    return made


@pytest.fixture
def targets(studio: FakeStudio) -> str:
    """A post that is approved for five pages that keep posts until a time themselves."""
    fifth = replace(SAFE, name="facebook-to-9", page_id="100000000000009", title="Tổ 9 bình yên")
    studio.accounts.accounts[fifth.name] = fifth
    studio.connections.known[fifth.name] = KNOWN[FACEBOOK.name]
    pages = (FACEBOOK, SAFE, fifth, WEBSITE, ZALO)
    studio.ranges = {page.name: (timedelta(minutes=15), timedelta(days=29)) for page in pages}
    studio.desk.posts["bai-2"] = replace(studio.desk.posts["bai-2"], targets=tuple(page.name for page in pages))
    return "bai-2"


def dialogs(
    shell: Shell, window: MainWindow, studio: FakeStudio, post: str, rest: Callable[[], None]
) -> Iterator[tuple[str, QDialog]]:
    """Each as a person has it before the last press."""
    accounts = tuple(studio.accounts.list())
    status = StatusForm(shell, FORMER, accounts, window)
    yield "status", status
    new = AccountForm(shell, accounts, (UNIT,), window)
    new.kind.choose(AccountKind.ZALO.value)
    yield "new_page", new
    many = ManyDialog(shell, accounts, UNIT.id, window)
    many.open()
    rest()
    cast(QLineEdit, many.asking.blocks["page_token"].editor).setText("EAA")
    many.go.click()
    yield "many", many
    why = ReasonDialog(
        shell,
        heading=ARTICLE.post_title,
        text=UNIT.name,
        verb="OK",
        then=lambda reason: reason,
        parent=window,
    )
    why.go.click()
    yield "reason", why
    compared = CompareDialog(shell, DOUBTFUL, window)
    compared.open()
    rest()
    compared.list.choose("r0")
    yield "candidates", compared
    broadcast = BroadcastDialog(shell, ARTICLE, ZALO, window)
    broadcast.open()
    rest()
    broadcast.who.choose(HEAD.id)
    yield "broadcast", broadcast
    publish = PublishDialog(shell, post, window)
    publish.open()
    rest()
    publish.later.setChecked(True)
    publish.at.set_value(NOW + timedelta(days=2, hours=3))
    publish.all.click()
    publish.page_keeps.setChecked(True)
    publish.spread.setCurrentIndex(2)
    rest()
    bar = publish.findChild(ScrollColumn).verticalScrollBar()  # type: ignore[union-attr]
    bar.setValue(bar.maximum())  # schedule and spread are in sight
    yield "publish_later", publish
    yield "categories", CategoriesDialog(shell, studio.accounts.accounts[WEBSITE.name], window)
    yield "pictures_by_hand", HandPicturesDialog(shell, ARTICLE, window)


def banners(window: MainWindow, studio: FakeStudio, rest: Callable[[], None]) -> Iterator[tuple[str, QWidget]]:
    """The outbox with everything it has to tell, and what lets a paused page be sent to again."""
    outbox = studio.outbox
    outbox.paused = [Pause(account=name, since=NOW, reason=BLOCKED) for name in (FACEBOOK.name, ZALO.name, SAFE.name)]
    outbox.kept_back = list(outbox.deliveries.values())[:2]
    outbox.hanging = list(outbox.deliveries.values())[2:3]
    outbox.warning = Pair("Đồng hồ máy lệch 4 phút.", "This PC's clock is off by 4 minutes.")
    window.go(PageId.OUTBOX, "")
    rest()
    page = window.page
    assert isinstance(page, OutboxPage)
    page.table.choose(ARTICLE.id)
    rest()
    yield "outbox_banners", window
    page.releasing.ask(outbox.paused[0], FACEBOOK.title)
    rest()
    (dialog,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible())
    yield "release", dialog
    dialog.reject()


def looks(
    app: QApplication, studio: FakeStudio, settings: Settings, folder: Path, post: str
) -> Iterator[tuple[str, QWidget]]:
    file = SettingsFile(folder / "settings.json")
    file.save(settings)
    window = make_window(app, studio.profile, file)
    window.resize(*SIZE)
    window.show()
    window.load(lambda: studio, first=PageId.SETTINGS, sign_in_first=False)

    def rest() -> None:
        settle(app, window)

    rest()
    window.session.sign_in(AUTHOR)
    rest()
    assert window.shell is not None
    for name, dialog in dialogs(window.shell, window, studio, post, rest):
        if not dialog.isVisible():
            dialog.open()
        rest()
        yield name, dialog
        dialog.reject()
    yield from banners(window, studio, rest)
    put_away(window)


@pytest.mark.parametrize(("theme", "language"), LOOKS)
def test_every_dialog_looks_as_it_did(
    qapp: QApplication, studio: FakeStudio, targets: str, tmp_path: Path, theme: str, language: str
) -> None:
    assert FORMER.status is PageStatus.MERGED
    qapp.setCursorFlashTime(0)
    settings = Settings(theme=theme, language=language, lock_minutes=0)  # type: ignore[arg-type]
    seen = looks(qapp, studio, settings, tmp_path, targets)
    assert compare(seen, f"{theme}_{language}/dialogs", tmp_path) == []

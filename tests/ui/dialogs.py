"""Every dialog of the window, opened over the unit at work by one line each, for the rules that hold for all of them.

What a dialog is about is given as the window gives it: records of the unit at work, or records of the same kind that
are made here. `ELSEWHERE` names the classes that need more (a hub, a composer, a site that answers) with the test that
looks at them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QDialog

from studio.access.model import PageRole, Right, RightsHolder
from studio.calendar.emergency import Bulletin
from studio.calendar.model import CalendarEntry, EntryKind
from studio.clock import local_date
from studio.crash import Crash
from studio.department.model import HubUnit, Notice, NoticeForMe
from studio.exchange.introductions import Introduction
from studio.exchange.model import Station as Pc
from studio.exchange.model import VersionTold
from studio.feedback.house_rules import shipped_rules
from studio.feedback.moderation_model import HouseRulesEdition
from studio.images.asset_library import Candidate
from studio.images.consent import Consent
from studio.images.similarity import PictureFacts
from studio.images.work import WorkRow
from studio.library.model import Article, Document, Light
from studio.people.model import IntroducedPerson, Role
from studio.phrase import Bilingual, Phrase
from studio.posts.compare import Change, Comparison
from studio.posts.model import LawNotice, Media, PostState
from studio.posts.word_diff import word_diff
from studio.secret import Secret
from studio.training.progress import Learner
from studio.ui.access.forms import (
    AssignForm,
    DevicesForm,
    DutyForm,
    RecoveryForm,
    RevokeForm,
    RotateForm,
    ScheduleForm,
    SlipForm,
)
from studio.ui.access.view import load_access
from studio.ui.alerts import MachineDialog
from studio.ui.approval.sign import ApprovalSummary, ApproveDialog, SignDialog, SignedPage
from studio.ui.calendar.emergency import BeginDialog, EndDialog, QuickApproval
from studio.ui.calendar.entry_mover import RescheduleDialog
from studio.ui.calendar.plan_view import SubmitDialog
from studio.ui.calendar.quiet_days import QuietDaysDialog
from studio.ui.composer.media.media_adder import LongDialog
from studio.ui.composer.page import PutInDialog
from studio.ui.composer.recurring import RecurringForm
from studio.ui.composer.subtitles import SubtitleDialog
from studio.ui.connections.connect import ConnectDialog
from studio.ui.connections.forms import AccountForm, StatusForm
from studio.ui.connections.many import ManyPagesDialog
from studio.ui.crash_dialog import CrashDialog
from studio.ui.department.forms import CallForm, NoticeForm
from studio.ui.department.stations_tab import NameForm
from studio.ui.exchange.notices import NoticeDialog
from studio.ui.exchange.pcs import ConfirmUnitForm, IntroduceForm
from studio.ui.exchange.send_dialog import SendDialog, load_outgoing
from studio.ui.exchange.take_in import ReceivedDialog
from studio.ui.exchange.versions import ComparedVersion, Versions, VersionsDialog
from studio.ui.feedback.dialogs import HandOverDialog, HideDialog, RecordFeedbackDialog
from studio.ui.feedback.figures import FiguresDialog
from studio.ui.images.assets.panel import AddDialog
from studio.ui.images.collage import CollageForm
from studio.ui.images.consents import ConsentDialog, WithdrawDialog
from studio.ui.images.folder import FolderDialog
from studio.ui.images.many import ManyPhotosDialog
from studio.ui.library.confirm import ConfirmDialog
from studio.ui.library.events import EventsDialog, LegalEventDialog
from studio.ui.library.page import ImportedDialog
from studio.ui.library.reader import BesidePageDialog
from studio.ui.library.seeds import SeedsDialog
from studio.ui.library.text_pane import SideBySideDialog
from studio.ui.main_window import MainWindow
from studio.ui.opened_file import ArrivedDialog
from studio.ui.opened_file import RecordDialog as VerifyRecordDialog
from studio.ui.outbox.confirm import PublishDialog
from studio.ui.outbox.hand_pictures import HandPicturesDialog
from studio.ui.outbox.move import MoveDialog
from studio.ui.outbox.work import CompareDialog, ReasonDialog
from studio.ui.page import Shell
from studio.ui.people.forms import (
    ConfirmForm,
    ContactForm,
    OwnPinForm,
    PersonForm,
    ResetPinForm,
    RolesForm,
    UnitForm,
)
from studio.ui.people.sections import KeysDialog
from studio.ui.pin_dialog import DecisionDialog, PinAction, PinConfirmDialog
from studio.ui.posts.bulk import BulkDeed, BulkPlan
from studio.ui.posts.filter_bar import KeepFilterDialog
from studio.ui.posts.law_notices import LawNoticesDialog
from studio.ui.posts.mover import BulkDialog
from studio.ui.posts.query import PostQuery
from studio.ui.recovery_code import AskCode, ShowCode
from studio.ui.reports.dialogs import CommentDialog, EnterDialog, FinishDialog, HandInDialog
from studio.ui.reports.month import load_month
from studio.ui.review.zoom import PictureDialog, Shot
from studio.ui.settings.about import LicencesDialog
from studio.ui.settings.feedback_rules import RulesForm
from studio.ui.sign_in import SignInDialog
from studio.ui.templates.section import MakeOursForm, NewTemplateForm
from studio.ui.templates.sheet_part import EnlargedCard
from studio.ui.templates.versions import TemplateVersions, load_versions
from studio.ui.training.learner import LearnerForm
from studio.ui.training.mapping import LibraryPicker, LinkForm
from studio.ui.training.progress.rows import EraseForm, VerifyForm
from studio.ui.training.quiz import QuizDialog, QuizPaper
from studio.ui.training.reset_form import ResetForm
from studio.ui.widgets.identity import IdentityLine
from studio.ui.words import sign_of
from tests.ui.unit import HANDOVER, LAW_KEY, NOW, PAGES, POLICE, Unit

TODAY = local_date(NOW)
TITLE = "Giả danh cán bộ phường gọi điện yêu cầu cập nhật VNeID"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Over what a dialog opens; `folder` is empty and may be written into."""

    unit: Unit
    shell: Shell
    window: MainWindow
    folder: Path


Make = Callable[[Opening], QDialog]


def _plain(kind: Callable[[Shell, Any], QDialog]) -> Make:
    """One that is about nothing in particular."""
    return lambda at: kind(at.shell, at.window)


def _access(form: Callable[..., QDialog]) -> Make:
    return lambda at: form(at.shell, load_access(at.shell.studio, HANDOVER.name, filtered=False), at.window)


def _of_head(form: Callable[..., QDialog]) -> Make:
    return lambda at: form(at.shell, at.unit.head, at.window)


def _law(at: Opening) -> Document:
    document = at.shell.studio.library.find(LAW_KEY)
    assert document is not None
    return document


def _article(at: Opening) -> Article:
    return at.shell.studio.library.articles(LAW_KEY)[0]


LOSING = PinAction(
    heading="Đặt lại dữ liệu này?",
    text="Mọi thứ đã thử bị xóa.",
    verb="Đặt lại",
    roles=frozenset({Role.HEAD}),
    work=lambda _: None,
    reason=True,
    danger=True,
    named=POLICE.name,
)
LISTING = replace(LOSING, reason=False, named="", lines=tuple(f"{TITLE} ({n})" for n in range(1, 30)), lines_name="Bài")
HOLDER = RightsHolder(id="h1", name="Vũ Thị Thử", post="Cán bộ tổ Tổng hợp")
RIGHT = Right(id="q1", page=HANDOVER.name, holder="h1", role=PageRole.EDITOR, since=date(2026, 1, 5))
CONSENT = Consent(id="c1", who="Vũ Thị Thử", purpose="Bài về ngày hội", given_on=date(2026, 11, 2), filed="Phiếu số 12")
BULLETIN = Bulletin(post_id="bai-1", number=3, title=TITLE, state=PostState.IN_REVIEW, promised=None)
ENTRY = CalendarEntry(
    kind=EntryKind.PLANNED, post_id="bai-1", title=TITLE, at=NOW + timedelta(days=2), state=PostState.APPROVED
)
STATIONS = [HubUnit(code=f"u{n:03}", name=f"Công an phường Mẫu {n}") for n in range(1, 29)]
NOTICE = Notice(
    id="tb-1",
    number="14/phong-1",
    text="Đăng lại thông báo cấm đường. " + "Giữ nguyên số điện thoại trực ban. " * 6,
    link="https://congan.example.gov.vn/thong-bao/14",
    units=("u001",),
    due=NOW + timedelta(hours=30),
    publish=True,
    by="Hoàng Văn Phòng",
    at=NOW - timedelta(hours=2),
)
OTHER_PC = Introduction(
    station=Pc(login="may-soan", unit="u001", name="Máy soạn bài tầng 2", public="ab" * 32),
    people=(
        IntroducedPerson(id="p1", name="Trần Thị Soạn", roles=("author", "publisher"), public="cd" * 32),
        IntroducedPerson(id="p2", name="Ngô Thị Biên", roles=("approver",), public="ef" * 32),
    ),
)
VIDEO = Media(id="m1", sha256="0" * 64, name="Hướng dẫn.mp4")


def _told(here: bool, hours: int) -> VersionTold:
    return VersionTold(
        item="" if here else "b-1", station="" if here else "Máy “Soạn”", by="p-an" if here else "Trần Thị Soạn",
        at=NOW - timedelta(hours=hours), here=here,
    )  # fmt: skip


def _versions(at: Opening) -> QDialog:
    old, new = "Kẻ gian nhắn tin cho dân.", "Kẻ gian gọi điện từ 8 giờ sáng."
    change = Change(
        where="how", label=Bilingual("Thủ đoạn", "How they do it"), kind="changed", before=old, after=new,
        pieces=word_diff(old, new),
    )  # fmt: skip
    comparison = Comparison(before=1, after=2, changes=(change,))
    beside = ComparedVersion(told=_told(here=False, hours=1), comparison=comparison, images={})
    versions = Versions(
        post="bai-4", title=TITLE, here=_told(here=True, hours=3), others=(beside,), names={"p-an": "Nguyễn Văn An"},
        pages={},
    )  # fmt: skip
    return VersionsDialog(at.shell, versions, at.window)


def _template_versions(at: Opening) -> QDialog:
    own, author = at.shell.studio.own_templates, at.unit.author
    with at.unit.at_work(author):
        one = own.begin("Tạm ngừng cấp điện", author.id)
        for days in (90, 60, 30):
            own.keep(one.id, replace(one.draft, template={**one.draft.template, "review_days": days}), author.id)
            own.save(one.id, author.id)
    return TemplateVersions(at.shell, load_versions(at.shell.studio, one.id), at.window)


def _picture() -> QImage:
    image = QImage(720, 900, QImage.Format.Format_RGB32)
    image.fill(QColor("#123B7A"))
    return image


def _identity(at: Opening) -> IdentityLine:
    line = IdentityLine()
    line.setParent(at.window)
    line.hide()
    line.offer(at.shell.studio.people.list(), at.unit.head.id)
    return line


def _approve(at: Opening) -> QDialog:
    pages = [
        SignedPage(
            title=page.title, sign=sign_of(page), platform="Zalo", page_id=page.page_id, when="25/11/2026 08:00",
            how="Đăng tay",
        )
        for page in PAGES
    ]  # fmt: skip
    what = ApprovalSummary(
        title=TITLE, revision=3, card=_picture(), pages=pages, queues=True, amends=False,
        effect="Bài vào hộp gửi, đăng lúc 08:00 ngày 25/11/2026.", later="Sau đó người đăng phải xếp hàng.",
    )  # fmt: skip
    return ApproveDialog(at.shell, what, who=_identity(at), act=lambda *_: None, parent=at.window)


def _sign(at: Opening) -> QDialog:
    return SignDialog(
        at.shell, heading="Từ chối bài này?", effect="Bài dừng ở đây và về lại người soạn.", verb="Từ chối",
        who=_identity(at), act=lambda *_: None, danger=True, parent=at.window,
    )  # fmt: skip


def _asset(at: Opening) -> QDialog:
    facts = PictureFacts(width=4000, height=3000, print="0" * 16, print_by="libphash", thumb=b"")
    return AddDialog(at.shell, Candidate(name="Tuần tra.jpg", data=b"", seen=facts, alike=()), at.window)


def _collage(at: Opening) -> QDialog:
    rows = [
        WorkRow(
            id=f"w{n}", title=f"Ảnh hiện trường {n}", name=f"anh-{n}.jpg", original="0" * 64, changed_by="p-an",
            changed_at=NOW, covers=2, undecided=0, trashed_at=None,
        )
        for n in range(1, 4)
    ]  # fmt: skip
    return CollageForm(at.shell, rows, at.window)


def _notices(at: Opening) -> QDialog:
    notices = [
        LawNotice(
            id=n, post_id=f"bai-{n}", title=TITLE, at=NOW, law="Điều 5 Nghị định 13/2023/NĐ-CP",
            number="13/2023/NĐ-CP", light=Light.RED,
            say=Bilingual("Hết hiệu lực từ 01/12/2026.", "Ended on 01/12/2026."),
        )
        for n in range(1, 4)
    ]  # fmt: skip
    return LawNoticesDialog(at.shell, notices, at.window)


def _month(at: Opening, form: Callable[..., QDialog]) -> QDialog:
    with at.unit.at_work(at.unit.author):
        month = date(2026, 10, 1)
        if at.shell.studio.reports.reports.draft(month) is None:
            at.shell.studio.reports.reports.new(month, at.unit.author.id)
    case = load_month(at.shell.studio, month)
    return form(at.shell, case.draft if form in (FinishDialog, HandInDialog) else case, at.window)


def _crash(at: Opening) -> QDialog:
    crash = Crash(
        sentence=Bilingual("Lỗi.", "Error."),
        saved=True,
        report="Traceback…\n" * 40,
        path=at.folder / "crash-2026.txt",
    )
    return CrashDialog(crash, lambda: None, at.window)


def _imported(at: Opening) -> QDialog:
    refused = [(Path(f"van-ban-{n}.jsonl"), Phrase("the file is not complete.")) for n in range(1, 6)]
    return ImportedDialog(3, 214, refused, at.shell.language, at.window, broken=True)


def _quiz(at: Opening) -> QDialog:
    outline = next(one for one in at.shell.studio.outlines.course().outlines if one.quiz)
    about = Bilingual("Khóa học của đơn vị", "The unit's course")
    return QuizDialog(outline, QuizPaper(outline.quiz), about, at.shell.language, at.window)


def _reason(at: Opening) -> QDialog:
    return ReasonDialog(
        at.shell, heading=f"Đề nghị gỡ “{TITLE}”?", text="Người duyệt hoặc lãnh đạo quyết định.", verb="Đề nghị",
        then=lambda _: None, parent=at.window,
    )  # fmt: skip


def _rules(at: Opening) -> QDialog:
    return RulesForm(at.shell, HouseRulesEdition(account=HANDOVER.name, version=0, rules=shipped_rules()), at.window)


STICK = Path("/media/usb") / ("cong-an-phuong-" * 8)
"""A path has no place to break: this one is longer than a window is wide."""

DIALOGS: Mapping[str, Make] = {
    "sign in": _plain(SignInDialog),
    "publish": lambda at: PublishDialog(at.shell, "bai-2", at.window),
    "person": _plain(PersonForm),
    "own PIN": _of_head(OwnPinForm),
    "another's PIN": _of_head(ResetPinForm),
    "roles": _of_head(RolesForm),
    "signing keys": _plain(KeysDialog),
    "people confirmed": _plain(ConfirmForm),
    "contact": lambda at: ContactForm(at.shell, POLICE, None, at.window),
    "unit": lambda at: UnitForm(at.shell, POLICE, at.window),
    "page": lambda at: AccountForm(at.shell, PAGES, (POLICE,), at.window),
    "status of a page": lambda at: StatusForm(at.shell, HANDOVER, PAGES, at.window),
    "connect": lambda at: ConnectDialog(at.shell, HANDOVER, at.window),
    "connect many": lambda at: ManyPagesDialog(at.shell, PAGES, POLICE.id, at.window),
    "house rules": _rules,
    "right": _access(AssignForm),
    "slip": _access(SlipForm),
    "recovery codes": _access(RecoveryForm),
    "devices": _access(DevicesForm),
    "next review": _access(ScheduleForm),
    "changed password": _access(RotateForm),
    "duty": _access(lambda shell, view, parent: DutyForm(shell, view, HOLDER, parent)),
    "right revoked": _access(lambda shell, view, parent: RevokeForm(shell, view, RIGHT, parent)),
    "learner": lambda at: LearnerForm(at.shell, at.window),
    "document of an outline": lambda at: LinkForm(
        at.shell, at.shell.studio.outlines.course().outlines[0], "p-cuong", at.window
    ),
    "document of the library": _plain(LibraryPicker),
    "learner erased": lambda at: EraseForm(
        at.shell, Learner(code="HV-03", name="Lê Thị Học", best={}, runs=5, seconds=900), at.window
    ),
    "certificate": _plain(VerifyForm),
    "questions of a lesson": _quiz,
    "events of a law": lambda at: EventsDialog(at.shell, _law(at), at.window),
    "event of a law": lambda at: LegalEventDialog(at.shell, _law(at), at.window),
    "law confirmed": lambda at: ConfirmDialog(at.shell, _law(at), lambda: TODAY, at.window, article="5"),
    "law for the work": _plain(SeedsDialog),
    "laws side by side": lambda at: SideBySideDialog(at.shell, _law(at), _article(at), TODAY, at.window),
    "law beside its page": lambda at: BesidePageDialog(at.shell, _law(at), _article(at), at.window),
    "law imported": _imported,
    "notices of law": _notices,
    "licences": lambda at: LicencesDialog(at.window),
    "a step with a name to type": lambda at: PinConfirmDialog(at.shell, LOSING, at.window),
    "a step with a list": lambda at: PinConfirmDialog(at.shell, LISTING, at.window),
    "decision of the head": lambda at: DecisionDialog(at.shell, "Kế hoạch tuần.", lambda *_, **__: None, at.window),
    "figures of feedback": _plain(FiguresDialog),
    "comment hidden": lambda at: HideDialog(at.shell, "gui-0", shipped_rules(), (), at.window, criticism=True),
    "feedback recorded": lambda at: RecordFeedbackDialog(at.shell, HANDOVER.name, at.window),
    "urgent hand-over": lambda at: HandOverDialog(at.shell, "gui-0", answers=True, parent=at.window),
    "emergency": _plain(BeginDialog),
    "emergency over": _plain(EndDialog),
    "quick approval": lambda at: QuickApproval(at.shell, at.window, BULLETIN),
    "quiet days": _plain(QuietDaysDialog),
    "plan submitted": lambda at: SubmitDialog(at.shell, TODAY, at.window),
    "entry moved": lambda at: RescheduleDialog(at.shell, ENTRY, (), at.window),
    "pictures by hand": lambda at: HandPicturesDialog(at.shell, at.shell.studio.outbox.get("gui-3"), at.window),
    "post moved": lambda at: MoveDialog(at.shell, "bai-10", NOW + timedelta(hours=30), at.window),
    "post moved, no time yet": lambda at: MoveDialog(at.shell, "bai-10", None, at.window),
    "posts of a page": lambda at: CompareDialog(at.shell, at.shell.studio.outbox.get("gui-3"), at.window),
    "reason": _reason,
    "approve": _approve,
    "reject": _sign,
    "posts to the trash": lambda at: BulkDialog(
        BulkPlan(deed=BulkDeed.TRASH, ready=("bai-0", "bai-1"), kept={PostState.PUBLISHED: 3}), at.window
    ),
    "filter kept": lambda at: KeepFilterDialog(at.shell, PostQuery(), at.window),
    "post repeated": lambda at: RecurringForm(at.shell, "bai-4", TODAY + timedelta(days=7), at.window),
    "post put into": lambda at: PutInDialog(TITLE, at.window),
    "subtitles": lambda at: SubtitleDialog(VIDEO, at.shell.language.say, at.window),
    "long picture": lambda at: LongDialog("Màn hình dài.png", (1080, 12_000), at.window),
    "picture large": lambda at: PictureDialog(
        at.shell, [Shot(name="Thẻ", alt="Thẻ cảnh báo", image=_picture()), Shot(name="Ảnh")], 0, at.window
    ),
    "consents": lambda at: ConsentDialog(at.shell, "0" * 64, "Ngày hội.jpg", at.window),
    "consent withdrawn": lambda at: WithdrawDialog(at.shell, CONSENT, at.window),
    "collage": _collage,
    "pictures covered": lambda at: ManyPhotosDialog(at.shell, [Path("a.jpg"), Path("b.jpg")], at.window),
    "folder of pictures": lambda at: FolderDialog(at.shell, at.folder, at.window),
    "picture kept": _asset,
    "new template": _plain(NewTemplateForm),
    "own template": lambda at: MakeOursForm(at.shell, at.shell.studio.catalog.all(), at.window),
    "sheet enlarged": lambda at: EnlargedCard(_picture().scaledToHeight(500), "Thẻ cảnh báo, chữ dài nhất", at.window),
    "versions of a template": _template_versions,
    "this PC introduced": lambda at: IntroduceForm(at.shell, at.folder / "gioi-thieu.json", at.window),
    "other PC confirmed": lambda at: ConfirmUnitForm(
        at.shell, at.folder / "a.json", OTHER_PC, of_department=False, parent=at.window
    ),
    "post sent": lambda at: SendDialog(at.shell, load_outgoing(at.shell.studio, "bai-4"), at.window),
    "posts received": lambda at: ReceivedDialog(at.shell, [at.folder / "a.trangbai"], at.window),
    "versions": _versions,
    "notice": lambda at: NoticeDialog(at.shell, NoticeForMe(notice=NOTICE), {"bai-0": TITLE}, at.window),
    "notice to units": lambda at: NoticeForm(at.shell, STATIONS, at.window),
    "call to units": lambda at: CallForm(at.shell, STATIONS, at.window),
    "name of a unit": lambda at: NameForm(at.shell, STATIONS[0], at.window),
    "figures entered": partial(_month, form=EnterDialog),
    "report commented": partial(_month, form=CommentDialog),
    "report finished": partial(_month, form=FinishDialog),
    "report handed in": partial(_month, form=HandInDialog),
    "this PC or a copy": lambda at: MachineDialog(
        at.shell, Bilingual("Dữ liệu này được tạo trên máy khác.", "This data was made on another PC."), at.window
    ),
    "posts arrived": lambda at: ArrivedDialog(at.shell, STICK / "bai.trangbai", at.window),
    "record of a publication": lambda at: VerifyRecordDialog(at.shell, STICK / "ho-so.zip", at.window),
    "recovery code made": lambda at: ShowCode(Secret("ABCD-EFGH-JKLM-NPQR-STUV"), POLICE.name, at.window),
    "recovery code asked": lambda at: AskCode(lambda _: None, "Mã không đúng.", at.window),
    "reset by name": lambda at: ResetForm(at.shell, POLICE.name, "Mọi thứ đã thử bị xóa.", lambda _: None, at.window),
    "crash": _crash,
}

ELSEWHERE: Mapping[str, str] = {
    "studio.ui.composer.hand.HandDialog": "composer/test_hand.py",
    "studio.ui.composer.media.crop_dialog.CropDialog": "composer/test_media.py",
    "studio.ui.connections.categories.CategoriesDialog": "connections/test_categories.py",
    "studio.ui.library.intake.IntakeDialog": "test_law_intake.py",
    "studio.ui.outbox.broadcast.BroadcastDialog": "outbox/test_broadcast.py",
    "studio.ui.templates.designer.Designer": "templates/test_designer.py",
}
"""Classes that need more than the unit at work, and the file of the test that opens them."""

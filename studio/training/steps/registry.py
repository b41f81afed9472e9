"""The steps of A1, A2, A3 and C2: files of pages, their identity, verification, directory and hand-over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from studio.accounts.model import AccountKind, PageStatus
from studio.clock import local_date
from studio.errors import NotFound
from studio.images.assets import AssetFacts, AssetKind
from studio.platforms import Platform
from studio.posts.model import Post, PreflightStage
from studio.registry import rules as checklists
from studio.registry.model import (
    Basis,
    Minutes,
    PageEvidence,
    PageFile,
    PageIdentity,
    PageTransition,
    Portrait,
    ReportOutcome,
    Request,
    Verification,
)
from studio.registry.service import REQUEST, Registry
from studio.training.context import LessonContext, LessonStep, told
from studio.training.places import COMPOSER, FILES
from studio.training.steps import common

CHANGE = "page_change"
"""The template that tells people of a page's end."""


def told_page(scene: LessonContext) -> PageFile | None:
    """The file that the lesson worked on last; None when it has not touched any."""
    told = (news.facts.get("page", "") for news in reversed(scene.heard))
    return next((file for name in told if name and (file := scene.services.registry.find(name))), None)


def new_request(scene: LessonContext) -> PageFile | None:
    """That one, else a request that was never sent to the head."""
    registry = scene.services.registry
    waiting = (each for each in registry.list() if each.status is PageStatus.REQUESTED)
    return told_page(scene) or next((each for each in waiting if registry.asked(each.id) is None), None)


def page_to_make(scene: LessonContext) -> PageFile | None:
    """That one, else the newest request that the head agreed to and of which nobody made the page."""
    registry = scene.services.registry
    waiting = (each for each in registry.list() if each.status is PageStatus.REQUESTED)
    new = (each for each in waiting if not each.identity.url and registry.agreement(each.id) is not None)
    return told_page(scene) or next(new, None)


def page_to_verify(scene: LessonContext) -> PageFile | None:
    """That one, else the newest page that exists and whose papers nobody handed in."""
    made = (each for each in scene.services.registry.list() if each.identity.url and not each.ended)
    return told_page(scene) or next((each for each in made if each.verification.submitted_on is None), None)


def page_to_end(scene: LessonContext) -> PageFile | None:
    """That one, else an active page, rather one that posts go to."""
    running = [each for each in scene.services.registry.list() if each.status is PageStatus.ACTIVE]
    return told_page(scene) or next(iter(sorted(running, key=lambda each: not each.account)), None)


def _of(
    subject: Callable[[LessonContext], PageFile | None], holds: Callable[[LessonContext, PageFile], bool]
) -> Callable[[LessonContext], bool]:
    def look(scene: LessonContext) -> bool:
        file = subject(scene)
        return file is not None and holds(scene, file)

    return look


def _without(code: str, *fields: str) -> Callable[[LessonContext, PageFile], bool]:
    """Whether the room's own rule finds nothing, in these fields where some are given."""

    def holds(scene: LessonContext, file: PageFile) -> bool:
        found = scene.services.registry.gaps(file.id)
        return not any(gap.code == code and (not fields or gap.field in fields) for gap in found)

    return holds


def _both(*all_of: Callable[[LessonContext, PageFile], bool]) -> Callable[[LessonContext, PageFile], bool]:
    return lambda scene, file: all(holds(scene, file) for holds in all_of)


def _told_of(name: str, **facts: str) -> Callable[[LessonContext, PageFile], bool]:
    return lambda scene, file: scene.told(name, page=file.id, **facts)


def _head_heard(name: str) -> Callable[[LessonContext, PageFile], bool]:
    return lambda scene, file: scene.told(name, kind=REQUEST, subject=file.id)


def _post(scene: LessonContext) -> Post | None:
    try:
        return scene.services.drafts.get(scene.last("post"))
    except NotFound:
        return None


def _only_practice(scene: LessonContext) -> bool:
    """The lesson's post is out, and on practice pages alone."""
    post = _post(scene)
    if post is None or not scene.told("post.published", kind="practice", post=post.id):
        return False
    kinds = {scene.services.accounts.get(each.account).kind for each in scene.services.outbox.of_post(post.id)}
    return kinds == {AccountKind.PRACTICE}


def _notice_ready(scene: LessonContext) -> bool:
    """The notice of the change names the new page, and every link of it is official."""
    post = _post(scene)
    if post is None or post.template_id != CHANGE or not post.fields.get("new_page"):
        return False
    return not any(each.code == "LINK_OFFICIAL" for each in scene.services.findings(post, PreflightStage.SUBMIT))


# How they are played

NEWS = "infographic"
"""The template of the post that names the official pages."""


def _registry(scene: LessonContext) -> Registry:
    return scene.services.registry


def _page(scene: LessonContext, subject: Callable[[LessonContext], PageFile | None]) -> PageFile:
    """The page of the lesson; a new request where there is none."""
    return subject(scene) or _registry(scene).begin(scene.cast.learner)


def _today(scene: LessonContext) -> date:
    return local_date(scene.services.now())


def _paper(scene: LessonContext, name: str, words: str) -> PageEvidence:
    return _registry(scene).attach(f"VĂN BẢN MẪU ĐỂ TẬP HUẤN\n{words}\n".encode(), name)


def _picture(scene: LessonContext) -> PageEvidence:
    return _registry(scene).attach(common.PHOTO.read_bytes(), "anh-chup-man-hinh.jpg")


def _basis(scene: LessonContext) -> Basis:
    unit = scene.services.directory.book().units[0]
    paper = _paper(scene, "van-ban-can-cu.txt", "Đơn vị tự gắn văn bản thật của mình.")
    return Basis(number="12/2026/CV-MAU", day=_today(scene), issuer=unit.name, file=paper)


# A1


def _search(scene: LessonContext) -> None:
    _registry(scene).search(scene.services.directory.book().units[0].name)


def _describe(scene: LessonContext) -> None:
    file = _registry(scene).begin(scene.cast.learner, area="Khu phố 3")
    request = Request(
        purpose="Hướng dẫn thủ tục và cảnh báo an ninh trật tự cho người dân khu phố.",
        audience="Người dân cư trú, làm việc trong khu phố",
        platform=Platform.ZALO,
        why="Phần lớn người dân trong khu phố đang dùng Zalo hằng ngày.",
    )
    _registry(scene).change(file.id, scene.cast.learner, request=request)


def _name_people(scene: LessonContext) -> None:
    file, cast = _page(scene, new_request), scene.cast
    request = replace(
        file.request, admins=(cast.learner, cast.colleague), approver=cast.colleague, duty=(cast.learner,),
        hours="07:30–17:00, thứ Hai đến thứ Sáu", reply="Trong một ngày làm việc",
    )  # fmt: skip
    _registry(scene).change(file.id, cast.learner, request=request)


def _rest_request(scene: LessonContext) -> None:
    file = _page(scene, new_request)
    _registry(scene).change(file.id, scene.cast.learner, request=replace(file.request, basis=_basis(scene)))


def _check(scene: LessonContext) -> None:
    _registry(scene).check(_page(scene, new_request).id)


def _submit(scene: LessonContext) -> None:
    _registry(scene).submit(_page(scene, new_request).id, scene.cast.learner, scene.cast.pin)


def _agree(scene: LessonContext) -> None:
    asked = _registry(scene).asked(_page(scene, new_request).id)
    if asked is not None:
        signoffs, cast = scene.services.signoffs, scene.cast
        signoffs.decide(asked.id, cast.head, cast.pin, agree=True, note="Đồng ý lập trang.")


# A2


def _identify(scene: LessonContext, change: Callable[[PageIdentity], PageIdentity]) -> None:
    file = _page(scene, page_to_make)
    _registry(scene).change(file.id, scene.cast.learner, identity=change(file.identity))


def _name(scene: LessonContext) -> None:
    unit = scene.services.directory.book().units[0]
    taken = {file.identity.name for file in _registry(scene).list()}
    names = (f"{unit.name} – {word}" for word in ("Khu phố 3", "Khu phố 4", "Khu phố 5", "Hỏi đáp"))
    free = next((name for name in names if name not in taken), unit.name)
    _identify(scene, lambda identity: replace(identity, name=free))


def _portraits(scene: LessonContext) -> None:
    picture = _library_picture(scene)
    _identify(
        scene,
        lambda identity: replace(
            identity,
            avatar=Portrait(sha256=picture, alt="Điện thoại trên bàn, màn hình hiện cuộc gọi đến"),
            cover=Portrait(sha256=picture, alt="Bàn làm việc có điện thoại, sổ ghi chép và bút"),
        ),
    )


def _library_picture(scene: LessonContext) -> str:
    """A picture of the unit's library; the sample photograph is put there where it is empty."""
    assets = scene.services.photo_assets
    there = assets.find()
    if there:
        return there[0].sha256
    facts = AssetFacts(kind=AssetKind.PHOTO, title="Ảnh nhận diện (mẫu)", source="Ảnh minh họa của đơn vị")
    candidate = assets.consider(common.PHOTO.read_bytes(), common.PHOTO.name)
    return assets.add(candidate, facts, scene.cast.learner).sha256


def _about(scene: LessonContext) -> None:
    book = scene.services.directory.book()
    unit, duty = book.units[0], next(contact for contact in book.contacts if not contact.emergency)
    _identify(
        scene,
        lambda identity: replace(
            identity, owner=unit.name, address=unit.address or "Số 1 đường Mẫu", phone=duty.phone,
            email="truc@minhkhai.example.gov.vn", hours="07:30–17:00, thứ Hai đến thứ Sáu",
        ),
    )  # fmt: skip


def _pin(scene: LessonContext) -> None:
    numbers = [contact.phone for contact in scene.services.directory.book().contacts if contact.emergency]
    text = checklists.drafts("pinned")[0].text.replace("{numbers}", ", ".join(numbers[:3]))
    _identify(scene, lambda identity: replace(identity, pinned=text))


def _rules(scene: LessonContext) -> None:
    rules, privacy = checklists.drafts("house_rules")[0].text, checklists.drafts("privacy")[0].text
    _identify(scene, lambda identity: replace(identity, house_rules=rules, privacy=privacy))


def _export_identity(scene: LessonContext) -> None:
    out = scene.folder / "phieu-khai-bao.html"
    _registry(scene).exports.identity(_page(scene, page_to_make).id, out, scene.cast.learner)


def _confirm(scene: LessonContext) -> None:
    _identify(
        scene,
        lambda identity: replace(
            identity, url="https://zalo.me/0000000000000000001", screenshot=_picture(scene)
        ),
    )  # fmt: skip


# A3


def _verify(scene: LessonContext, change: Callable[[PageFile], Verification]) -> None:
    file = _page(scene, page_to_verify)
    _registry(scene).change(file.id, scene.cast.learner, verification=change(file))


def _answer_papers(scene: LessonContext) -> None:
    def answered(file: PageFile) -> Verification:
        items = checklists.papers(file.request.platform)
        return replace(file.verification, answers={item.id: checklists.HAVE for item in items})

    _verify(scene, answered)


def _attach_letter(scene: LessonContext) -> None:
    letter = _paper(scene, "van-ban-xac-thuc.txt", "Đề nghị xác thực trang của đơn vị.")
    _verify(scene, lambda file: replace(file.verification, letter=letter, letter_seen=True))


def _hand_in(scene: LessonContext) -> None:
    _verify(scene, lambda file: replace(file.verification, submitted_on=_today(scene), case_number="MAU-2026-0001"))


def _note_result(scene: LessonContext) -> None:
    _verify(
        scene,
        lambda file: replace(
            file.verification, outcome=ReportOutcome.GRANTED, badge="Dấu xác thực cơ quan nhà nước (mẫu)",
            decided_on=_today(scene), capture=_picture(scene),
        ),
    )  # fmt: skip


def _publish_directory(scene: LessonContext) -> None:
    registry, file = _registry(scene), _page(scene, page_to_verify)
    if file.status is PageStatus.REQUESTED:
        registry.set_status(file.id, PageStatus.ACTIVE, scene.cast.head)
    registry.exports.directory(scene.folder / "danh-ba", scene.cast.learner)


def _post_directory(scene: LessonContext) -> None:
    common.publish(scene, common.write_post(scene, NEWS))


# C2


def _end(scene: LessonContext, change: Callable[[PageTransition], PageTransition]) -> None:
    file = _page(scene, page_to_end)
    _registry(scene).change(file.id, scene.cast.learner, transition=change(file.transition))


def _begin_end(scene: LessonContext) -> None:
    file = _page(scene, page_to_end)
    others = (each for each in _registry(scene).list() if each.id != file.id and not each.ended)
    successor = next((each.id for each in others), "")
    to = PageStatus.HANDED_OVER if successor else PageStatus.CLOSED
    _end(scene, lambda transition: replace(transition, to=to, successor=successor, basis=_basis(scene)))


def _answer_handover(scene: LessonContext) -> None:
    answers = {item.id: checklists.DONE for item in checklists.handover_items()}
    _end(scene, lambda transition: replace(transition, answers=answers))


def _archive(scene: LessonContext) -> None:
    out = scene.folder / "goi-luu-tru.zip"
    _registry(scene).keep_archive(_page(scene, page_to_end).id, out, scene.cast.learner)


def _write_notice(scene: LessonContext) -> None:
    common.write_post(scene, CHANGE)


def _sign(scene: LessonContext) -> None:
    file, registry = _page(scene, page_to_end), _registry(scene)
    registry.exports.minutes(file.id, scene.folder / "bien-ban.html", scene.cast.learner)
    minutes = Minutes(
        giver="Bên giao (mẫu)", receiver="Bên nhận (mẫu)", witness="Người chứng kiến (mẫu)",
        signed_on=_today(scene), file=_paper(scene, "bien-ban-da-ky.txt", "Ba bên đã ký."),
    )  # fmt: skip
    _end(scene, lambda transition: replace(transition, minutes=minutes))


def _change_status(scene: LessonContext) -> None:
    file = _page(scene, page_to_end)
    _registry(scene).set_status(file.id, file.transition.to or PageStatus.CLOSED, scene.cast.head)


def _watch(scene: LessonContext) -> None:
    until = _today(scene) + timedelta(days=180)
    _end(scene, lambda transition: replace(transition, watch_until=until))


STEPS: Mapping[str, LessonStep] = {
    "A1.1": LessonStep(told("registry.search.performed"), _search, FILES, needs=()),
    "A1.2": LessonStep(
        _of(new_request, _without("REGISTRY_COMPLETE", "purpose", "audience", "platform", "why")),
        _describe,
        FILES,
        needs=(),
    ),
    "A1.3": LessonStep(
        _of(new_request, _without("REGISTRY_COMPLETE", "admins", "approver", "duty", "hours", "reply")),
        _name_people,
        FILES,
        needs=(2,),
    ),
    "A1.4": LessonStep(_of(new_request, _without("REGISTRY_COMPLETE", "basis")), _rest_request, FILES, needs=(2,)),
    "A1.5": LessonStep(
        _of(new_request, _both(_told_of("registry.checked"), _without("REGISTRY_COMPLETE"))),
        _check,
        FILES.on("registry.check"),
        needs=(2, 3, 4),
    ),
    "A1.6": LessonStep(
        _of(new_request, _head_heard("approval.submitted")), _submit, FILES.on("registry.submit"), narrow=True
    ),
    "A1.7": LessonStep(
        _of(new_request, _head_heard("approval.decided")), _agree, FILES.on("registry.decide"), narrow=True
    ),
    "A2.1": LessonStep(_of(page_to_make, _without("NAME_PATTERN")), _name, FILES.on("registry.files"), needs=()),
    "A2.2": LessonStep(_of(page_to_make, _without("ALT_TEXT")), _portraits, FILES, narrow=True),
    "A2.3": LessonStep(_of(page_to_make, _without("CONTACT_OFFICIAL")), _about, FILES, needs=()),
    "A2.4": LessonStep(_of(page_to_make, _without("HOTLINE_PRESENT")), _pin, FILES, narrow=True),
    "A2.5": LessonStep(_of(page_to_make, _without("RULES_SET")), _rules, FILES, needs=()),
    "A2.6": LessonStep(_of(page_to_make, _told_of("identity.exported")), _export_identity, FILES, needs=(1,)),
    "A2.7": LessonStep(_of(page_to_make, _without("PAGE_CONFIRMED")), _confirm, FILES, needs=()),
    "A3.1": LessonStep(
        _of(page_to_verify, _without("PAPERS_ANSWERED")), _answer_papers, FILES.on("registry.files"), needs=()
    ),
    "A3.2": LessonStep(_of(page_to_verify, _without("NO_ID_NUMBER")), _attach_letter, FILES, narrow=True),
    "A3.3": LessonStep(_of(page_to_verify, _without("SUBMITTED")), _hand_in, FILES, needs=(1, 2)),
    "A3.4": LessonStep(_of(page_to_verify, _without("RESULT")), _note_result, FILES, needs=(1, 2, 3)),
    "A3.5": LessonStep(told("directory.exported"), _publish_directory, FILES),
    "A3.6": LessonStep(_only_practice, _post_directory, COMPOSER, narrow=True),
    "C2.1": LessonStep(
        _of(
            page_to_end,
            _both(lambda _, file: file.transition.to is not None, _without("TRANSITION_BASIS")),
        ),
        _begin_end,
        FILES.on("registry.files"),
        needs=(),
    ),
    "C2.2": LessonStep(
        _of(page_to_end, _both(lambda _, file: file.transition.to is not None, _without("HANDOVER_ANSWERED"))),
        _answer_handover,
        FILES,
        needs=(1,),
    ),
    "C2.4": LessonStep(
        _of(page_to_end, _both(lambda _, file: file.transition.archive is not None, _without("ARCHIVE_COMPLETE"))),
        _archive,
        FILES,
        narrow=True,
    ),
    "C2.5": LessonStep(_notice_ready, _write_notice, COMPOSER.on("post.write"), narrow=True),
    "C2.6": LessonStep(
        _of(page_to_end, lambda _, file: file.transition.minutes.signatures == 3), _sign, FILES, needs=(1,)
    ),
    "C2.7": LessonStep(_of(page_to_end, lambda _, file: file.ended), _change_status, FILES, needs=(1, 2, 4, 6)),
    "C2.8": LessonStep(
        _of(page_to_end, lambda _, file: file.transition.watch_until is not None), _watch, FILES, needs=(1,)
    ),
    "C3.2": LessonStep(told("registry.search.performed"), _search, FILES),
    "C5.6": LessonStep(
        _of(told_page, _both(_told_of("archive.exported"), lambda _, file: file.transition.archive is not None)),
        _archive,
        FILES,
        narrow=True,
    ),
}

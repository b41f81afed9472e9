"""Plays of A1, A2, A3 and C2: files of pages, their identity, verification, directory and hand-over. Other outlines
look into the directory and archive pages, too."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from studio.accounts.model import PageStatus
from studio.clock import local_date
from studio.images.assets import AssetFacts, AssetKind
from studio.platforms import Platform
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
from studio.registry.service import Registry
from studio.training.plays import common
from studio.training.predicates.registry import CHANGE, new_request, page_to_end, page_to_make, page_to_verify
from studio.training.scene import LessonContext, Play

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


PLAYS: Mapping[str, Play] = {
    "A1.1": _search,
    "A1.2": _describe,
    "A1.3": _name_people,
    "A1.4": _rest_request,
    "A1.5": _check,
    "A1.6": _submit,
    "A1.7": _agree,
    "A2.1": _name,
    "A2.2": _portraits,
    "A2.3": _about,
    "A2.4": _pin,
    "A2.5": _rules,
    "A2.6": _export_identity,
    "A2.7": _confirm,
    "A3.1": _answer_papers,
    "A3.2": _attach_letter,
    "A3.3": _hand_in,
    "A3.4": _note_result,
    "A3.5": _publish_directory,
    "A3.6": _post_directory,
    "C2.1": _begin_end,
    "C2.2": _answer_handover,
    "C2.4": _archive,
    "C2.5": _write_notice,
    "C2.6": _sign,
    "C2.7": _change_status,
    "C2.8": _watch,
    "C3.2": _search,
    "C5.6": _archive,
}

"""Sample fields for the posts that plays write. Unit, events and numbers are those of the practice profile."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from studio.clock import local, local_date
from studio.templates.model import Template
from studio.training.context import LessonContext

LAW = "05/2025/TT-MAU"
PLACE = {"document": LAW, "article": "3", "clause": "1"}
"""A document of the practice profile that is in force."""
STAGE = "khởi tố vụ án"


def fields_of(scene: LessonContext, template: Template) -> Mapping[str, Any]:
    """Values for the fields of `template`, enough for it to be submitted. Raises KeyError for one without any."""
    unit = {name: value for name, value in _unit(scene).items() if template.field(name) is not None}
    return {**unit, **FIELDS[template.id](scene)}


def has(template: str) -> bool:
    """Whether there are sample fields for the template of that id."""
    return template in FIELDS


def day(scene: LessonContext, days: int) -> str:
    """The day so many days from now, as fields hold it."""
    return (local_date(scene.services.now()) + timedelta(days=days)).isoformat()


def moment(scene: LessonContext, hours: int) -> str:
    """The moment so many hours from now, as fields hold it."""
    return local(scene.services.now() + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M")


def _unit(scene: LessonContext) -> dict[str, Any]:
    book = scene.services.directory.book()
    duty = next(contact for contact in book.contacts if not contact.emergency)
    return {"unit_name": duty.unit, "contact": duty.id}


def _law_explained(scene: LessonContext) -> dict[str, Any]:
    return {
        "headline": "Làm căn cước, đăng ký cư trú: có kết quả trong 7 ngày làm việc",
        "citation": PLACE,
        "effective_on": "2025-08-01",
        "who": "Người làm căn cước, người mới đến ở",
        "points": [
            "Có kết quả trong 7 ngày làm việc kể từ ngày nộp đủ hồ sơ",
            "Nộp tại bộ phận một cửa hoặc trên mạng",
        ],
        "todo": ["Chuẩn bị đủ giấy tờ trước khi đến nộp"],
        "official_link": "https://dichvucong.gov.vn",
        "review_on": day(scene, 180),
    }


def _scam_warning(scene: LessonContext) -> dict[str, Any]:
    return {
        "scam_name": "Trang giả danh Công an phường mời cập nhật dữ liệu",
        "how": "Trang giả nhắn tin báo dữ liệu cư trú bị lỗi, rồi gửi địa chỉ để cài một ứng dụng lạ.",
        "signs": ["Nhắn tin trước, giục làm ngay", "Gửi địa chỉ ngoài cổng chính thức"],
        "dont": ["Bấm vào địa chỉ lạ", "Cung cấp mã OTP cho bất kỳ ai"],
        "do": ["Gọi số trực ban để hỏi lại", "Xem danh sách trang chính thức của đơn vị"],
        "if_victim": ["Gọi ngay ngân hàng để khóa tài khoản", "Trình báo tại trụ sở Công an gần nhất"],
        "bad_addresses": ["hxxp://capnhat-dulieu[.]example"],
        "confirmed_by": "Công an phường",
        "review_on": day(scene, 90),
    }


def _emergency_alert(scene: LessonContext) -> dict[str, Any]:
    return {
        "bulletin_no": 1,
        "event": "Ngập sâu 40–60 cm tại hầm chui đường Hoa Ban",
        "place": "Hầm chui đường Hoa Ban",
        "at": moment(scene, -1),
        "do_now": ["Không đi vào hầm chui", "Đưa xe lên chỗ cao"],
        "avoid": ["Đứng gần cột điện, nắp cống"],
        "numbers": [_unit(scene)["contact"]],
        "source": "Tổ trực phòng, chống thiên tai của phường",
        "next_update": moment(scene, 1),
    }


def _case_result(scene: LessonContext) -> dict[str, Any]:
    return {
        "stage": STAGE,
        "summary": (
            "Cơ quan Cảnh sát điều tra đã ra quyết định khởi tố vụ án để làm rõ việc nhiều người dân trình báo mất "
            "tiền khi đặt mua hàng qua mạng. Việc xác minh đang được tiến hành theo quy định."
        ),
        "date_place": "Phường Minh Khai",
        "has_minor": False,
        "advice": ["Chỉ chuyển tiền sau khi nhận và kiểm tra hàng", "Giữ lại tin nhắn, biên lai khi trình báo"],
        "cleared_by": "Trưởng Công an phường",
        "followup_on": day(scene, 60),
    }


def _false_news(scene: LessonContext) -> dict[str, Any]:
    return {
        "fact": "Hồ sơ cư trú chỉ nộp tại bộ phận một cửa hoặc trên cổng dịch vụ công",
        "claim": "phường cử người đến từng nhà thu hồ sơ và tiền",
        "why": "Không có ai được giao đến nhà thu hồ sơ hoặc thu tiền; nơi nộp đã ghi trong văn bản.",
        "citation": {"document": LAW, "article": "4"},
        "confirmed_by": "Công an phường",
        "what_to_do": ["Không nộp tiền cho người đến tận nhà thu", "Gọi trực ban khi có người thu tiền"],
    }


def _correction(scene: LessonContext) -> dict[str, Any]:
    return {
        "original": "Hướng dẫn cấp lại thẻ căn cước",
        "posted_on": day(scene, -3),
        "wrong": "Bộ phận một cửa làm việc cả ngày thứ Bảy.",
        "right": "Bộ phận một cửa chỉ làm việc sáng thứ Bảy, từ 7:30 đến 11:30.",
    }


def _page_change(scene: LessonContext) -> dict[str, Any]:
    return {
        "change": "Trang này chuyển về trang của Công an phường Minh Khai",
        "from_on": day(scene, 7),
        "new_page": "https://minhkhai.example.gov.vn/lien-he",
        "open_items": "Được chuyển và trả lời trên trang mới trong 3 ngày làm việc",
    }


def _infographic(scene: LessonContext) -> dict[str, Any]:
    slides = [
        "Trang chính thức trên Facebook, có trong danh bạ của đơn vị",
        "Cổng thông tin của đơn vị",
        "Số trực ban để hỏi lại khi nghi trang giả",
    ]
    return {
        "title": "Danh sách trang chính thức của đơn vị",
        "slides": slides,
        "alts": [f"Trang {n}: {text}" for n, text in enumerate(slides, 1)],
        "full_text": "\n".join(f"{n}. {text}." for n, text in enumerate(slides, 1)),
        "citation": PLACE,
        "review_on": day(scene, 180),
    }


def _qa_post(scene: LessonContext) -> dict[str, Any]:
    return {
        "qas": [
            {
                "q": "Ở nhờ nhà người thân hai tháng có phải đăng ký tạm trú không?",
                "a": "Có. Ở từ 30 ngày trở lên thì đăng ký tạm trú tại bộ phận một cửa hoặc trên mạng.",
            }
        ],
        "citation": PLACE,
        "official_link": "https://dichvucong.gov.vn",
        "review_on": day(scene, 90),
    }


def _traffic_notice(scene: LessonContext) -> dict[str, Any]:
    today = local_date(scene.services.now())
    saturday = today + timedelta(days=(5 - today.weekday()) % 7 or 7)
    return {
        "what": "Cấm đường cuối tuần",
        "period": {"from": f"{saturday}T07:00", "to": f"{saturday + timedelta(days=1)}T17:00"},
        "area": ["Đường Hoa Ban, đoạn từ chợ đến cầu Mẫu"],
        "detour": ["Đi đường Hoa Sữa, qua ngã ba Bưu điện"],
        "vehicles": "Ô tô các loại; xe máy, xe đạp vẫn được đi",
        "reason": "Thi công thay cống thoát nước",
    }


FIELDS: Mapping[str, Callable[[LessonContext], dict[str, Any]]] = {
    "law_explained": _law_explained,
    "scam_warning": _scam_warning,
    "emergency_alert": _emergency_alert,
    "case_result": _case_result,
    "false_news": _false_news,
    "correction": _correction,
    "page_change": _page_change,
    "infographic": _infographic,
    "qa_post": _qa_post,
    "traffic_notice": _traffic_notice,
}
"""By the id of the template."""

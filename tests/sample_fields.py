"""Field data for every shipped template: the shortest that is valid, a realistic post, and the longest that is valid.

The unit, its numbers and every person are made up; numbers come from ranges that are not in service.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import cycle, islice
from typing import Any, Literal

from studio.directory.model import Contact, DirectoryBook, DirectorySnippet, HashtagSet, Unit
from studio.library.model import CitationRef, CitedLaw, Status, Validity
from studio.templates.fields import item_limit
from studio.templates.kinds_texts import part_limits
from studio.templates.model import Field, FieldType, Template
from studio.text import length

Size = Literal["minimal", "typical", "maximal"]
SIZES: tuple[Size, ...] = ("minimal", "typical", "maximal")

UNIT = "ca-minh-khai"
UNIT_LONG = "ca-ten-dai"
DUTY = "truc-ban"
HELP_LINE = "ho-tro-tre-em"
LONG_CONTACT = "so-ten-dai"


def sample(template: Template, size: Size = "typical") -> dict[str, Any]:
    """Raw field values of `template`, valid by `studio.templates.fields`. Pictures are ``m1``, ``m2`` …"""
    if size == "typical":
        return {**TYPICAL[template.id]}
    make = _shortest if size == "minimal" else _longest
    fields = [f for f in template.fields if f.required or size == "maximal"]
    values = {f.name: make(f) for f in fields}
    for f in fields:
        if f.same_length_as:
            values[f.name] = list(islice(cycle(values[f.name]), len(values[f.same_length_as])))
    return values


def sample_media(template: Template, fields: Mapping[str, Any]) -> tuple[str, ...]:
    """Ids of the pictures that `fields` refers to."""
    ids: list[str] = []
    for f in template.fields:
        value = fields.get(f.name)
        if f.type is FieldType.IMAGE and value:
            ids.append(value)
        elif f.type is FieldType.IMAGE_LIST and value:
            ids += value
    return tuple(dict.fromkeys(ids))


def sample_book() -> DirectoryBook:
    """The made-up unit's directory, all numbers confirmed on 01/11/2026."""

    def contact(id: str, label: str, phone: str, unit: str = UNIT, *, emergency: bool = False) -> Contact:
        return Contact(
            id=id,
            unit=unit,
            label=label,
            phone=phone,
            emergency=emergency,
            verified_on=date(2026, 11, 1),
            verified_by="Cán bộ tổng hợp",
        )

    return DirectoryBook(
        units=(
            Unit(
                id=UNIT,
                name="Công an phường Minh Khai",
                short_name="CAP Minh Khai",
                address="Số 1 đường Mẫu, phường Minh Khai",
                website="https://minhkhai.example.gov.vn",
            ),
            Unit(
                id=UNIT_LONG,
                name="Đội Cảnh sát quản lý hành chính về trật tự xã hội, Công an phường Minh Khai",
                short_name="Đội CSQLHC",
                website="https://minhkhai.example.gov.vn/quan-ly-hanh-chinh",
            ),
        ),
        contacts=(
            contact(DUTY, "Trực ban", "024 0000 0113"),
            contact(HELP_LINE, "Tổ hỗ trợ trẻ em", "024 0000 0111"),
            contact(LONG_CONTACT, "Bộ phận tiếp nhận và trả kết quả thủ tục hành chính", "0900 000 012", UNIT_LONG),
            contact("113", "Cảnh sát phản ứng nhanh", "113", emergency=True),
            contact("114", "Cứu hỏa, cứu nạn", "114", emergency=True),
            contact("115", "Cấp cứu y tế", "115", emergency=True),
        ),
        hashtag_sets=(HashtagSet(id="phuong", title="Của phường", tags=("#MinhKhai", "#CôngAnPhường")),),
        snippets=(DirectorySnippet(id="gio-truc", title="Giờ trực", text="Trang có người trực từ 8 giờ đến 17 giờ."),),
    )


def sample_cite(ref: CitationRef) -> CitedLaw:
    """Every document exists and is in force; the printed form is the one readers know."""
    place = [f"điểm {ref.point}"] if ref.point else []
    place += [f"khoản {ref.clause}"] if ref.clause else []
    place += [f"Điều {ref.article}"] if ref.article else []
    title = _TITLES.get(ref.document, f"Văn bản số {ref.document}")
    return CitedLaw(
        ref=ref,
        printed=" ".join([*place, title]),
        found=True,
        article_found=bool(ref.article),
        validity=Validity(status=Status.IN_FORCE, on=date(2026, 11, 25), reason_vi="", reason_en=""),
        document_sha256="0" * 64,
    )


_TITLES = {
    "68/2020/QH14": "Luật Cư trú số 68/2020/QH14 ngày 13/11/2020",
    "26/2023/QH15": "Luật Căn cước số 26/2023/QH15 ngày 27/11/2023",
    "55/2024/QH15": "Luật Phòng cháy, chữa cháy và cứu nạn, cứu hộ số 55/2024/QH15 ngày 29/11/2024",
    "73/2021/QH14": "Luật Phòng, chống ma túy số 73/2021/QH14 ngày 30/3/2021",
    "91/2025/QH15": "Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15 ngày 26/6/2025",
}

_PHRASES = (
    "nghiêm chỉnh chấp hành quy định về đăng ký thường trú, tạm trú và thông báo lưu trú đối với người thuê nhà trọ;",
    "chủ động hướng dẫn người cao tuổi, người khuyết tật thực hiện nhanh chóng, thuận tiện;",
    "thường xuyên kiểm tra thiết bị điện, nguồn lửa, lối thoát nạn và bình chữa cháy trước khi nghỉ đêm;",
    "tuyệt đối không chuyển khoản, không cung cấp mật khẩu dùng một lần cho bất kỳ người lạ nào tự xưng là cán bộ;",
)
_FILLERS = ("", "ở", "đi", "nhà", "thôn", "đường", "nghiêm", "nghiêng", "nghiêng ở", "nghiêng đi")

_SHORT = {
    FieldType.TEXT: "Cư trú",
    FieldType.MULTILINE: "Xin chú ý.",
    FieldType.PLACE: "Chợ",
    FieldType.PERSON_MIN: "Bà A",
    FieldType.DATE: "2026-12-01",
    FieldType.TIME: "08:00",
    FieldType.DATETIME: "2026-11-25T08:00",
    FieldType.BOOL: True,
    FieldType.CONTACT_REF: DUTY,
    FieldType.UNIT_REF: UNIT,
    FieldType.URL_OFFICIAL: "https://bca.gov.vn",
    FieldType.IMAGE: "m1",
}


def _shortest(f: Field) -> Any:
    items = max(f.min or 0, 1)
    match f.type:
        case FieldType.LIST | FieldType.STEPS:
            return [_padded("Gọi 113", 10 if f.same_length_as else 1)] * items
        case FieldType.URL_DEFANGED:
            return ["hxxp://a[.]vn"] * items
        case FieldType.IMAGE_LIST:
            return ["m1"]
        case FieldType.NUMBER:
            return f.min if f.min is not None else 1
        case FieldType.CHOICE | FieldType.STAGE:
            return min(f.options, key=length)
        case FieldType.DATERANGE:
            return {"from": "2026-11-25", "to": "2026-11-25"}
        case FieldType.CITATION:
            return {"document": "68/2020/QH14"}
        case FieldType.QA_LIST:
            return [{"q": "Nộp ở đâu?", "a": "Tại phường."}] * items
        case FieldType.KV_LIST:
            return [{"key": "Cháy", "value": "114"}] * items
        case _:
            return _SHORT[f.type]


_LONG: Mapping[FieldType, Any] = {
    FieldType.DATERANGE: {"from": "2026-11-25T22:00", "to": "2026-12-26T05:30"},
    FieldType.CITATION: [
        {"document": "55/2024/QH15", "article": "20", "clause": "3", "point": "đ"},
        {"document": "91/2025/QH15", "article": "24", "clause": "1"},
    ],
    FieldType.UNIT_REF: UNIT_LONG,
    FieldType.URL_OFFICIAL: (
        "https://dichvucong.gov.vn/p/home/dvc-tthc-thu-tuc-hanh-chinh-chi-tiet.html?ma_thu_tuc=2.001159"
    ),
}


def _longest(f: Field) -> Any:
    items = f.max or 6
    match f.type:
        case FieldType.LIST | FieldType.STEPS:
            return [_words(item_limit(f), f"{f.name}{n}") for n in range(items)]
        case FieldType.URL_DEFANGED:
            return ["hxxps://" + ("capnhat-dinhdanh-" * 20)[: item_limit(f) - 18] + "[.]example"] * items
        case FieldType.IMAGE_LIST:
            return [f"m{n}" for n in range(1, items + 1)]
        case FieldType.NUMBER:
            return f.max if f.max is not None else 999_999
        case FieldType.CHOICE | FieldType.STAGE:
            return max(f.options, key=length)
        case FieldType.CONTACT_REF:
            return [LONG_CONTACT, "113", "114", "115"][:items] if f.max else LONG_CONTACT
        case FieldType.QA_LIST | FieldType.KV_LIST:
            limits = part_limits(f, f.kind.parts)
            return [{part: _words(most, f"{part}{n}") for part, most in limits.items()} for n in range(items)]
        case FieldType.TEXT | FieldType.MULTILINE | FieldType.PLACE | FieldType.PERSON_MIN:
            return _words(f.max or 60, f.name)
        case _:
            return {**_SHORT, **_LONG}[f.type]


def _words(most: int, seed: str) -> str:
    """Real words, exactly `most` characters long, beginning with a capital."""
    start = sum(map(ord, seed)) % len(_PHRASES)
    phrases = [*_PHRASES[start:], *_PHRASES[:start]]
    words: list[str] = []
    left = most
    for word in cycle(" ".join(phrases).split(" ")):
        if len(word) + bool(words) > left:
            break
        left -= len(word) + bool(words)
        words.append(word)
    if left == 1 and words[-1][-1] in ",;":
        words[-1], left = words[-1][:-1], 2
    text = " ".join([*words, _FILLERS[left - 1]] if left > 1 else words) + "." * (left == 1)
    return text[0].upper() + text[1:]


def _padded(text: str, least: int) -> str:
    return text if length(text) >= least else f"{text} ngay khi cần"


_FOOT: dict[str, Any] = {"unit_name": UNIT, "contact": DUTY}

TYPICAL: Mapping[str, Mapping[str, Any]] = {
    "law_explained": {
        "headline": "Ở trọ từ 30 ngày trở lên phải đăng ký tạm trú",
        "citation": {"document": "68/2020/QH14", "article": "27", "clause": "1"},
        "effective_on": "2021-07-01",
        "who": "Người thuê trọ, chủ nhà trọ, sinh viên ở ký túc xá",
        "points": [
            "Đăng ký tạm trú khi đến ở ngoài phường nơi thường trú từ 30 ngày trở lên",
            "Làm trực tuyến trên Cổng dịch vụ công hoặc ứng dụng VNeID, không phải mang sổ giấy",
            "Gia hạn trong 15 ngày trước khi hết thời hạn tạm trú đã đăng ký",
        ],
        "todo": [
            "Kiểm tra thời hạn tạm trú của gia đình trên VNeID",
            "Chủ nhà trọ nhắc người thuê mới khai báo trong ngày đầu đến ở",
        ],
        "transition": "Thời hạn tạm trú đã được cấp trước đây tiếp tục có giá trị đến ngày hết hạn.",
        "official_link": "https://dichvucong.gov.vn",
        "review_on": "2027-05-25",
        **_FOOT,
    },
    "procedure_guide": {
        "procedure": "Cấp lại thẻ căn cước khi bị mất",
        "who": "Công dân từ đủ 14 tuổi bị mất thẻ hoặc thẻ hư hỏng không dùng được",
        "docs": [
            "Không phải mang giấy tờ nếu thông tin đã có trong cơ sở dữ liệu",
            "Giấy tờ về thay đổi thông tin, nếu có",
        ],
        "steps": [
            "Đặt lịch hẹn trên Cổng dịch vụ công hoặc lấy số tại bộ phận một cửa",
            "Cán bộ đối chiếu thông tin, chụp ảnh và thu nhận vân tay",
            "Kiểm tra lại phiếu thu nhận thông tin, ký xác nhận",
            "Nhận giấy hẹn và đến lấy thẻ đúng ngày, hoặc nhận qua bưu chính",
        ],
        "where": "Bộ phận một cửa, số 1 đường Mẫu, phường Minh Khai",
        "hours": "Thứ Hai đến sáng thứ Bảy, 7:30–11:30 và 13:30–17:00",
        "duration": "7 ngày làm việc",
        "fee": "Theo biểu phí niêm yết tại nơi tiếp nhận",
        "online": "https://dichvucong.gov.vn",
        "common_errors": ["Khai sai số điện thoại nên không nhận được lịch hẹn", "Đi quá giờ hẹn nên phải lấy số lại"],
        "citation": {"document": "26/2023/QH15", "article": "24"},
        "review_on": "2027-02-25",
        **_FOOT,
    },
    "traffic_notice": {
        "what": "Cấm ô tô trên đường Hoa Sữa để thi công thoát nước",
        "period": {"from": "2026-11-25T22:00", "to": "2026-11-26T05:00"},
        "area": ["Đường Hoa Sữa, đoạn từ ngã ba Bưu điện đến cầu Mẫu", "Ngõ 12 và ngõ 18 đường Hoa Sữa"],
        "detour": ["Ngã ba Bưu điện → đường Hoa Ban → cầu Mẫu", "Xe tải trên 5 tấn đi đường vành đai"],
        "vehicles": "Ô tô các loại; xe máy, xe đạp vẫn được đi",
        "exceptions": "Xe cứu thương, xe chữa cháy, xe của hộ dân trong đoạn cấm",
        "reason": "Thi công thay cống thoát nước trước mùa mưa",
        **_FOOT,
    },
    "scam_warning": {
        "scam_name": "Giả danh cán bộ gọi điện yêu cầu cập nhật VNeID",
        "how": (
            "Người lạ gọi điện tự xưng cán bộ phường, báo thông tin căn cước của bạn bị lỗi và hối thúc xử lý ngay.\n"
            "Họ gửi một liên kết để cài ứng dụng lạ, rồi chiếm quyền điều khiển điện thoại và rút tiền trong tài khoản."
        ),
        "signs": [
            "Gọi từ số di động lạ, xưng là cán bộ, giục làm ngay",
            "Gửi liên kết cài ứng dụng ngoài kho chính thức",
            "Hỏi mã OTP, mật khẩu hoặc yêu cầu chuyển tiền",
        ],
        "dont": ["Bấm vào liên kết lạ", "Đọc mã OTP cho bất kỳ ai", "Cài ứng dụng theo lời người gọi"],
        "do": ["Dừng cuộc gọi", "Gọi lại số trực ban của phường để hỏi", "Chỉ cập nhật VNeID tại trụ sở Công an"],
        "if_victim": ["Gọi ngay ngân hàng để khóa tài khoản", "Tắt mạng điện thoại, đến Công an phường trình báo"],
        "bad_addresses": ["hxxps://vneid-capnhat[.]example"],
        "confirmed_by": "Công an phường Minh Khai",
        "review_on": "2027-02-23",
        **_FOOT,
    },
    "missing_person": {
        "person": "Bà N. T. A.",
        "age": 72,
        "last_seen": "Cổng chợ Minh Khai, đi bộ về hướng cầu Mẫu",
        "last_seen_at": "2026-11-24T17:30",
        "features": "Cao khoảng 1,5 m, tóc bạc ngắn, áo len xanh đậm, quần đen, đi dép nhựa",
        "photo": "m1",
        "consent": True,
        "case_ref": "TN-0215/2026",
        "expires_on": "2026-12-08",
        **_FOOT,
    },
    "missing_found_update": {
        "original": "Thông báo tìm người ngày 25/11/2026",
        "found_on": "2026-11-26",
        "unit_name": UNIT,
    },
    "lost_found": {
        "item": "Một ví da màu nâu và chùm chìa khóa xe máy",
        "found_at": "Công viên Minh Khai, gần sân bóng",
        "found_on": "2026-11-23T18:15",
        "claim": ["Đến trụ sở Công an phường trong giờ hành chính", "Mô tả vật bên trong ví và móc chìa khóa"],
        "photo": "m1",
        "review_on": "2026-12-24",
        **_FOOT,
    },
    "emergency_alert": {
        "bulletin_no": 2,
        "event": "Ngập sâu 40–60 cm tại hầm chui đường Hoa Ban",
        "place": "Hầm chui đường Hoa Ban, phường Minh Khai",
        "at": "2026-11-25T19:20",
        "do_now": [
            "Không đi vào hầm chui",
            "Đưa xe lên chỗ cao, ngắt cầu dao tầng trệt",
            "Nghe theo hướng dẫn tại chỗ",
        ],
        "avoid": ["Đứng gần cột điện, nắp cống", "Cho trẻ em ra xem nước ngập"],
        "numbers": [DUTY, "114"],
        "source": "Tổ trực phòng, chống thiên tai phường Minh Khai",
        "next_update": "2026-11-25T20:30",
        "unit_name": UNIT,
    },
    "fire_safety": {
        "topic": "Phòng cháy khi sạc xe điện ở nhà trọ",
        "risk": ["Sạc qua đêm không có người trông", "Ổ cắm kéo dài, quá tải", "Để xe chắn lối thoát duy nhất"],
        "prevent": [
            "Sạc ở nơi thoáng, cách xa lối đi và chỗ ngủ",
            "Dùng đúng bộ sạc của nhà sản xuất, rút khi đầy",
            "Lắp thiết bị báo cháy và để sẵn bình chữa cháy",
        ],
        "escape": [
            "Hô to báo cháy, ngắt điện nếu an toàn",
            "Cúi thấp, bịt mũi miệng bằng khăn ướt, ra theo lối thoát gần nhất",
            "Không thoát được: đóng cửa, chèn khăn ướt, ra ban công gọi cứu",
        ],
        "for_who": "Nhà trọ",
        "citation": {"document": "55/2024/QH15", "article": "20"},
        **_FOOT,
    },
    "case_result": {
        "stage": "khởi tố vụ án",
        "summary": (
            "Cơ quan Cảnh sát điều tra đã ra quyết định khởi tố vụ án để làm rõ việc nhiều người dân trình báo mất "
            "tiền khi đặt mua hàng qua mạng. Việc xác minh đang được tiến hành theo quy định."
        ),
        "date_place": "Ngày 20/11/2026, phường Minh Khai",
        "persons": "N. V. B.",
        "has_minor": False,
        "advice": ["Chỉ chuyển tiền sau khi nhận và kiểm tra hàng", "Giữ lại tin nhắn, biên lai khi trình báo"],
        "cleared_by": "Trưởng Công an phường",
        "followup_on": "2027-01-20",
        **_FOOT,
    },
    "case_followup": {
        "original": "2026-11-20",
        "outcome": "đình chỉ",
        "text": "Cơ quan có thẩm quyền đã ra quyết định. Người được nêu trong bài trước không phạm tội.",
        "date_place": "Ngày 20/11/2026, phường Minh Khai",
        "contact": DUTY,
        "unit_name": UNIT,
    },
    "false_news": {
        "fact": "Không có việc thu tiền khi làm lại sổ cư trú",
        "claim": "phường đang thu 200.000 đồng mỗi hộ để đổi sổ cư trú",
        "why": (
            "Sổ hộ khẩu giấy không còn giá trị sử dụng. Thông tin cư trú được quản lý trong cơ sở dữ liệu, "
            "người dân không phải đổi sổ và không phải nộp khoản tiền nào."
        ),
        "citation": {"document": "68/2020/QH14", "article": "38", "clause": "3"},
        "confirmed_by": "Công an phường Minh Khai",
        "what_to_do": ["Không nộp tiền cho người đến tận nhà thu", "Gọi trực ban của phường khi có người thu tiền"],
        **_FOOT,
    },
    "correction": {
        "original": "Hướng dẫn cấp lại thẻ căn cước",
        "posted_on": "2026-11-18",
        "wrong": "Bộ phận một cửa làm việc cả ngày thứ Bảy.",
        "right": "Bộ phận một cửa chỉ làm việc sáng thứ Bảy, từ 7:30 đến 11:30.",
        **_FOOT,
    },
    "event_notice": {
        "name": "Ngày hội an toàn giao thông của thiếu nhi",
        "when": {"from": "2026-12-05T08:00", "to": "2026-12-05T11:00"},
        "where": "Sân Nhà văn hóa phường Minh Khai",
        "for_who": "Học sinh tiểu học và phụ huynh trong phường",
        "agenda": ["Đi xe đạp an toàn trên sa hình", "Đội mũ bảo hiểm đúng cách", "Hỏi đáp có quà tặng sách"],
        "register": "Đăng ký với giáo viên chủ nhiệm trước ngày 03/12/2026",
        "access": "Có lối cho xe lăn và chỗ ngồi ưu tiên cho người cao tuổi",
        **_FOOT,
    },
    "recruitment": {
        "title": "Tuyển người tham gia lực lượng bảo vệ an ninh, trật tự ở cơ sở",
        "conditions": [
            "Công dân từ đủ 18 đến 70 tuổi, cư trú thường xuyên tại phường",
            "Có sức khỏe và lý lịch rõ ràng",
            "Tự nguyện tham gia, có trình độ từ trung học cơ sở",
        ],
        "benefits": ["Được bồi dưỡng nghiệp vụ", "Được hưởng hỗ trợ hằng tháng theo quy định của thành phố"],
        "apply": [
            "Lấy đơn mẫu tại Công an phường",
            "Nộp đơn và bản sao giấy tờ tại bộ phận một cửa",
            "Chờ thông báo kết quả",
        ],
        "fee": "Không thu",
        "deadline": "2026-12-15T17:00",
        "citation": {"document": "30/2023/QH15", "article": "13"},
        **_FOOT,
    },
    "community_programme": {
        "name": "Làm căn cước lưu động cho người già yếu",
        "what": "Tổ công tác đến tận nhà thu nhận hồ sơ cho người cao tuổi, người khuyết tật không đi lại được.",
        "when": {"from": "2026-12-01", "to": "2026-12-12"},
        "where": "Các tổ dân phố của phường Minh Khai",
        "join": "Báo tên người cần hỗ trợ cho tổ trưởng tổ dân phố",
        "images": ["m1", "m2"],
        **_FOOT,
    },
    "hotline_card": {
        "contacts": [
            {"key": "An ninh, trật tự", "value": "113"},
            {"key": "Cháy, cứu nạn", "value": "114"},
            {"key": "Cấp cứu y tế", "value": "115"},
            {"key": "Bảo vệ trẻ em", "value": "111"},
            {"key": "Trực ban phường Minh Khai", "value": "024 0000 0113"},
        ],
        "verified_on": "2026-11-01",
        "unit_name": UNIT,
    },
    "greeting": {
        "occasion": "Chúc mừng Ngày Nhà giáo Việt Nam 20/11",
        "message": "Kính chúc quý thầy cô mạnh khỏe, hạnh phúc và luôn giữ trọn niềm vui với nghề.",
        "safety": "Khi đến trường chúc mừng thầy cô, mong bà con đỗ xe gọn, không lấn lòng đường.",
        "unit_name": UNIT,
    },
    "qa_post": {
        "qas": [
            {
                "q": "Đi du lịch vài ngày có phải khai báo gì không?",
                "a": "Cơ sở lưu trú thông báo lưu trú thay cho bạn.",
            },
            {
                "q": "Ở nhà người thân một tuần thì sao?",
                "a": "Gia đình thông báo lưu trú qua VNeID hoặc báo Công an phường.",
            },
        ],
        "citation": {"document": "68/2020/QH14", "article": "30"},
        "official_link": "https://dichvucong.gov.vn",
        "review_on": "2027-03-25",
        **_FOOT,
    },
    "school_safety": {
        "topic": "Nhận biết và ứng xử khi con bị bắt nạt trên mạng",
        "for_parents": ["Bình tĩnh lắng nghe, không trách con", "Chụp lại tin nhắn và báo nhà trường"],
        "for_pupils": ["Không trả lời, không xóa tin nhắn", "Kể ngay với người lớn mà em tin"],
        "signs": ["Con buồn bã sau khi dùng điện thoại", "Con tránh đến trường, tránh bạn bè"],
        "help": HELP_LINE,
        "unit_name": UNIT,
    },
    "drug_prevention": {
        "topic": "Ma túy núp bóng kẹo, nước uống và thuốc lá điện tử",
        "facts": [
            "Có loại được ngụy trang thành kẹo, nước trái cây, tinh dầu",
            "Dùng một lần cũng có thể ngộ độc, loạn thần",
            "Người nghiện được tư vấn, điều trị và giữ kín thông tin",
        ],
        "signs": ["Thay đổi giấc ngủ, tính tình bất thường", "Có vỏ gói lạ, tinh dầu không nhãn"],
        "support": ["Trạm y tế phường Minh Khai", "Điểm tư vấn, hỗ trợ điều trị nghiện ma túy của phường"],
        "report": "Gọi trực ban phường hoặc 113",
        "citation": {"document": "73/2021/QH14", "article": "27"},
        "review_on": "2027-03-25",
        **_FOOT,
    },
    "monthly_figures": {
        "change": "Tai nạn giao thông giảm bốn tháng liền",
        "measure": "Số vụ tai nạn giao thông trong phường, từng tháng",
        "series": [
            {"key": f"Tháng {month}", "value": str(number)}
            for month, number in ((6, 14), (7, 15), (8, 12), (9, 9), (10, 7), (11, 5))
        ],
        "explanation": "Phường đã lắp gương cầu tại ba ngã rẽ khuất và tuần tra giờ tan trường.",
        "source": "Đội Cảnh sát giao thông, trật tự",
        "closed_on": "2026-11-30",
        **_FOOT,
    },
    "weekly_recap": {
        "week": {"from": "2026-11-16", "to": "2026-11-22"},
        "items": [
            "Cảnh báo cuộc gọi giả danh cán bộ yêu cầu cập nhật VNeID",
            "Điều chỉnh giao thông đường Hoa Sữa trong đêm 25/11",
            "Trả lời câu hỏi về thông báo lưu trú",
        ],
        "figures": [
            {"key": "hồ sơ cư trú đã giải quyết", "value": "214"},
            {"key": "tin nhắn được trả lời", "value": "63"},
            {"key": "đồ thất lạc đã trả lại chủ", "value": "5"},
        ],
        "next": ["Làm căn cước lưu động tại tổ dân phố 5", "Ngày hội an toàn giao thông của thiếu nhi"],
        **_FOOT,
    },
    "infographic": {
        "title": "5 việc cần làm trước khi khóa cửa đi xa",
        "slides": [
            "Ngắt cầu dao các thiết bị không cần dùng, khóa van bếp ga",
            "Khóa chốt cửa sổ, cửa sau, mái và ban công",
            "Nhờ hàng xóm để ý nhà, để lại số điện thoại liên hệ",
            "Không đăng lịch đi chơi lên mạng trước khi về",
            "Lưu số trực ban của phường trong điện thoại",
        ],
        "alts": [
            "Trang 1: ngắt cầu dao các thiết bị không cần dùng và khóa van bếp ga",
            "Trang 2: khóa chốt cửa sổ, cửa sau, mái và ban công",
            "Trang 3: nhờ hàng xóm để ý nhà và để lại số điện thoại",
            "Trang 4: không đăng lịch đi chơi lên mạng trước khi về",
            "Trang 5: lưu số trực ban của phường trong điện thoại",
        ],
        "full_text": (
            "1. Ngắt cầu dao các thiết bị không cần dùng, khóa van bếp ga.\n"
            "2. Khóa chốt cửa sổ, cửa sau, mái và ban công.\n"
            "3. Nhờ hàng xóm để ý nhà, để lại số điện thoại liên hệ.\n"
            "4. Không đăng lịch đi chơi lên mạng trước khi về.\n"
            "5. Lưu số trực ban của phường trong điện thoại."
        ),
        "citation": {"document": "55/2024/QH15", "article": "20"},
        "review_on": "2027-03-25",
        **_FOOT,
    },
    "citizen_thanks": {
        "quote": "Cảm ơn các anh chị đã kiên nhẫn hướng dẫn mẹ tôi làm thủ tục, lại còn đưa bà ra tận xe.",
        "from": "Một người dân tổ dân phố 5",
        "consent": True,
        "service": "làm căn cước cho người cao tuổi",
        "unit_name": UNIT,
    },
    "page_change": {
        "change": "Trang này chuyển về trang của Công an phường Minh Khai",
        "from_on": "2026-12-01",
        "new_page": "https://minhkhai.example.gov.vn/lien-he",
        "open_items": "Được chuyển và trả lời trên trang mới trong 3 ngày làm việc",
        **_FOOT,
    },
    "wanted_notice": {
        "person": "Ông N. V. B.",
        "born": "1988",
        "has_minor": False,
        "consent": True,
        "standing": "Bị can, bị khởi tố về tội lừa đảo chiếm đoạt tài sản",
        "decision": "Quyết định truy nã số 00/QĐ-MẪU ngày 20/11/2026",
        "issuer": "Cơ quan Cảnh sát điều tra Công an thành phố",
        "features": "Cao khoảng 1,68 m, sẹo nhỏ trên lông mày trái, nói giọng miền Trung",
        "photo": "m1",
        "expires_on": "2026-12-24",
        **_FOOT,
    },
    "witness_appeal": {
        "event": "Va chạm giữa một xe máy và một ô tô",
        "place": "Ngã ba đường Mẫu và đường Hoa Sữa, phường Minh Khai",
        "at": "2026-11-23T21:40",
        "wanted": ["Diễn biến trước lúc va chạm", "Hình ảnh từ camera hành trình, camera nhà dân"],
        "how": ["Gọi trực ban hoặc đến trụ sở Công an phường", "Mang theo thiết bị có hình ảnh gốc"],
        "case_ref": "TN-0220/2026",
        "expires_on": "2026-12-23",
        **_FOOT,
    },
    "weather_warning": {
        "bulletin_no": 2,
        "kind": "Ngập lụt",
        "level": "cấp 3 (lớn)",
        "forecast": "Từ chiều 25 đến sáng 26/11, lượng mưa 80–150 mm, có nơi trên 200 mm",
        "forecast_by": "Đài Khí tượng Thủy văn khu vực, bản tin 14:00 ngày 25/11/2026",
        "spots": ["Hầm chui đường Mẫu: sâu 0,6 m, đã rào chắn", "Ngõ 12 đường Hoa Sữa: sâu 0,3 m"],
        "detour": ["Từ chợ Minh Khai đi đường Hoa Ban, cầu Mẫu"],
        "do_now": ["Đưa xe lên chỗ cao", "Ngắt điện tầng một khi nước vào nhà", "Theo dõi trang này và loa phường"],
        "avoid": ["Đi xe qua chỗ ngập chảy xiết", "Đứng gần cột điện, cây lớn"],
        "next_update": "2026-11-25T20:00",
        **_FOOT,
    },
    "fake_page": {
        "fake_name": "Công an Minh Khai Hỗ trợ trực tuyến",
        "bad_addresses": ["hxxps://facebook[.]com/hotro-minhkhai[.]example"],
        "signs": ["Trang mới lập, ít bài, không có dấu xác minh", "Nhắn tin đòi phí “giải quyết hồ sơ”"],
        "official": "https://minhkhai.example.gov.vn",
        "do": ["Báo cáo trang giả với Facebook", "Không nhắn tin, không bấm liên kết của trang đó"],
        "if_victim": ["Gọi ngân hàng khóa giao dịch", "Đến Công an phường trình báo, giữ nguyên tin nhắn"],
        "review_on": "2027-01-24",
        **_FOOT,
    },
    "office_change": {
        "what": "Bộ phận một cửa chuyển tạm sang nhà văn hóa phường",
        "period": {"from": "2026-12-01", "to": "2026-12-31"},
        "old_place": "Số 1 đường Mẫu, phường Minh Khai",
        "new_place": "Nhà văn hóa phường, số 20 đường Hoa Sữa",
        "hours": "Thứ Hai đến thứ Sáu, 7:30–11:30 và 13:30–17:00",
        "services": ["Đăng ký tạm trú, xác nhận cư trú", "Nộp và nhận hồ sơ căn cước"],
        "meanwhile": ["Hồ sơ đã nộp vẫn trả đúng hẹn", "Có người hướng dẫn tại địa điểm cũ trong tuần đầu"],
        "online": "https://dichvucong.gov.vn",
        **_FOOT,
    },
    "service_outage": {
        "service": "Tiếp nhận hồ sơ cư trú trực tuyến",
        "since": "2026-11-25T08:10",
        "until": "Chiều 25/11/2026",
        "affected": ["Người nộp hồ sơ qua mạng từ 8:10 ngày 25/11/2026"],
        "instead": ["Nộp trực tiếp tại bộ phận một cửa", "Giữ mã hồ sơ, không nộp lại nhiều lần"],
        "deadlines": "Hồ sơ đến hạn ngày 25/11/2026 được nhận đến hết ngày 26/11/2026",
        **_FOOT,
    },
    "lost_papers": {
        "paper": "thẻ căn cước",
        "steps": [
            "Báo mất với Công an phường hoặc trên VNeID",
            "Đặt lịch làm lại thẻ",
            "Đến chụp ảnh, thu nhận vân tay theo lịch hẹn",
        ],
        "bring": ["Giấy tờ có ảnh khác, nếu còn"],
        "where": "Bộ phận một cửa, số 1 đường Mẫu, phường Minh Khai",
        "hours": "Thứ Hai đến sáng thứ Bảy, 7:30–11:30 và 13:30–17:00",
        "fee": "Theo biểu phí niêm yết tại nơi tiếp nhận",
        "beware": ["Không thuê người lạ làm nhanh", "Nhờ ngân hàng kiểm tra nếu nghi giấy tờ bị dùng để vay tiền"],
        "online": "https://dichvucong.gov.vn",
        "citation": {"document": "26/2023/QH15", "article": "24"},
        "review_on": "2027-05-24",
        **_FOOT,
    },
    "deadline_reminder": {
        "what": "Gia hạn tạm trú",
        "deadline": "2026-12-31",
        "who": "Người thuê trọ có thời hạn tạm trú hết trong tháng 12",
        "how": ["Làm trên Cổng dịch vụ công hoặc VNeID", "Hoặc nộp tại bộ phận một cửa"],
        "late": "Tạm trú hết hiệu lực và phải đăng ký lại từ đầu",
        "where": "Bộ phận một cửa, số 1 đường Mẫu, phường Minh Khai",
        "online": "https://dichvucong.gov.vn",
        "citation": {"document": "68/2020/QH14", "article": "27", "clause": "2"},
        **_FOOT,
    },
    "praise": {
        "who": "Tổ dân phố 5, phường Minh Khai",
        "consent": True,
        "deed": "Đêm 20/11, người dân tổ 5 phát hiện khói ở nhà trọ, gọi 114 và đưa mọi người ra ngoài an toàn.",
        "on": "2026-11-22",
        "thanks": "Cảm ơn tổ dân phố 5 đã bình tĩnh, gọi đúng số và không ai bị bỏ lại.",
        "unit_name": UNIT,
    },
    "condolence": {
        "to": "Gia đình các nạn nhân trong trận lũ tại xã Mẫu",
        "message": (
            "Công an phường Minh Khai xin chia buồn sâu sắc cùng các gia đình. "
            "Chúng tôi luôn ở bên các gia đình trong những ngày này."
        ),
        "family_agreed": True,
        "support": ["Gia đình cần hỗ trợ giấy tờ, xin gọi trực ban Công an phường"],
        "unit_name": UNIT,
    },
    "law_comparison": {
        "subject": "Sổ hộ khẩu và nơi cư trú",
        "before": "Phải mang sổ hộ khẩu, sổ tạm trú giấy khi làm thủ tục.",
        "now": "Thông tin cư trú lấy từ cơ sở dữ liệu; không phải mang sổ giấy.",
        "effective_on": "2021-07-01",
        "who": "Mọi công dân khi làm thủ tục hành chính",
        "todo": ["Kiểm tra thông tin cư trú trên VNeID", "Báo Công an phường khi thông tin chưa đúng"],
        "transition": "Sổ đã cấp có giá trị theo thời hạn văn bản quy định.",
        "citation": {"document": "68/2020/QH14", "article": "38", "clause": "3"},
        "official_link": "https://dichvucong.gov.vn",
        "review_on": "2027-05-24",
        **_FOOT,
    },
    "livestream_notice": {
        "topic": "An toàn cháy nổ ở nhà trọ dịp cuối năm",
        "at": "2026-12-05T19:30",
        "minutes": "Khoảng 45 phút",
        "speaker": "Đại diện Đội Cảnh sát phòng cháy, chữa cháy",
        "watch": "https://minhkhai.example.gov.vn/truc-tiep",
        "questions": ["Gửi trước qua tin nhắn của trang đến hết ngày 04/12/2026", "Hỏi trực tiếp trong phần bình luận"],
        "rules": ["Không nêu tên, số điện thoại, biển số xe của người khác"],
        **_FOOT,
    },
}


def without(fields: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """`fields` without some of its names."""
    return {name: value for name, value in fields.items() if name not in names}


def relabelled(book: DirectoryBook, contact: str, label: str) -> DirectoryBook:
    """`book` with one contact's label changed."""
    return replace(book, contacts=tuple(replace(c, label=label) if c.id == contact else c for c in book.contacts))

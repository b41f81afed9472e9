"""Numbers, homes, names and secrets in what officers type. Every person and number here is made up."""

from __future__ import annotations

from typing import Any

import pytest

from studio.phrase import Bilingual
from studio.posts.checks.rule import PreflightView
from tests.posts.checks.view_builder import findings, photo, said, view

IDENTITY = [
    "Người bị hại có số căn cước 001203004567.",
    "Số CCCD: 079 185 001 234, xin liên hệ Công an phường.",
    "Chị ấy trình giấy chứng minh nhân dân số 012345678 tại quầy.",
    "CMND 0123 45678 đã hết hạn từ lâu.",
    "Thẻ 9704 0000 0000 0018 bị trừ tiền hai lần.",
    "Kẻ gian lấy số thẻ 4111 1111 1111 1111 để mua hàng.",
    "Chuyển vào số tài khoản 19031234567890 của người lạ.",
    "Chuyển tiền đến STK 0711000123456 rồi bị chặn liên lạc.",
    "Hộ chiếu số C1234567 nhặt được tại bến xe.",
    "Mã số BHXH 0123456789 in trên thẻ nhặt được.",
    "Giấy phép lái xe số 790123456789 rơi trên đường Hoa Sữa.",
    "Định danh cá nhân 001085012345 ghi trong đơn.",
]
NO_IDENTITY = [
    "Gọi 024 0000 0113 hoặc 113 khi cần giúp đỡ.",
    "Căn cứ Nghị quyết số 202/2025/QH15 và Kế hoạch số 123/KH-CAP.",
    "Thiệt hại khoảng 500.000.000 đồng, có người mất 1.200.000.000 đồng.",
    "Từ 22:00 ngày 25/11/2026 đến 05:00 ngày 26/11/2026.",
    "Số căn cước gồm 12 chữ số, ba số đầu là mã tỉnh nơi đăng ký khai sinh.",
    "Tài khoản định danh điện tử mức 2 được cấp cho 12.345 người.",
    "Quỹ bảo hiểm y tế chi 500.000.000 đồng cho người bệnh.",
    "Khóa tài khoản ngay rồi gọi trực ban 024 0000 0113.",
    "Tài khoản của 120.000 người dân đã kích hoạt trong năm 2026.",
    "Mã hồ sơ trên Cổng dịch vụ công dài 20 ký tự.",
    "Lô hàng có mã vạch 8930000000017 đã được thu hồi.",
    "Bản tin số 20261125, cập nhật lúc 19:20.",
    "Mở tài khoản từ ngày 01-12-2026 tại trụ sở mới.",
]
PRIVATE = [
    "Ai nhặt được xin gọi 0900 000 123.",
    "Liên hệ +84 900 000 124 gặp người nhà.",
    "Số của gia đình: 0900.000.125.",
    "Gọi 0900-000-126 để được hướng dẫn.",
    "Điện thoại nhà 024 0000 0999.",
    "Nhắn Zalo 0900000127 nhé.",
    "Người bị lừa trú tại số 12 ngõ 34 đường Hoa Sữa, phường Minh Khai.",
    "Nhà riêng ở số 5 ngách 12/3 phố Hoa Ban.",
    "Hộ khẩu thường trú: tổ dân phố 7, phường Minh Khai.",
    "Nhà của bà A tại số nhà 15 xóm 3.",
]
NOT_PRIVATE = [
    "Gọi trực ban 024 0000 0113 hoặc 113, 114, 115.",
    "Liên hệ +84 24 0000 0113 trong giờ hành chính.",
    "Số thuê bao 10 chữ số bắt đầu bằng 09.",
    "Từ 01/12/2026 đến 15/12/2026, trong khung 07:30 đến 11:30.",
    "Phạt từ 800.000 đồng đến 1.000.000 đồng.",
    "Đăng ký cư trú tại Công an phường Minh Khai, số 1 đường Mẫu.",
    "Trụ sở đặt tại số 1 đường Mẫu, phường Minh Khai.",
    "Người thuê trọ ở tại nhà trọ phải khai báo trong ngày.",
    "Cấm đường đoạn từ số 12 đến số 40 đường Hoa Sữa.",
    "Khai báo tạm trú tại khách sạn số 8 phố Hoa Ban.",
]
PLATES = [
    "Xe máy biển số 29X1-234.56 nhặt được tại bãi.",
    "Ô tô 30A-123.45 đỗ sai quy định.",
    "Chủ xe 51F 678.90 liên hệ trực ban.",
    "Xe biển 43A 12345 gây tai nạn.",
    "Xe mô tô 59-S2 123.45 bị bỏ quên.",
    "Xe quân sự TM 12-34 đi qua cầu.",
]
NO_PLATES = [
    "Quốc lộ 1A và đường tỉnh 70B cấm tải.",
    "Căn cứ Thông tư số 79/2024/TT-BCA.",
    "Biển số xe gồm mã tỉnh, chữ cái và năm chữ số.",
    "Tòa 12A, phòng 1203, khu đô thị Mẫu.",
    "Mẫu đơn CT01 và mẫu TK02 nhận tại quầy.",
    "Dùng ổ cắm 16A, dây dẫn 2,5 mm.",
]
SECRETS = [
    "Mật khẩu: Minhkhai@2026",
    "mật khẩu là Abc12345 nhé các đồng chí",
    "OTP: 482913",
    "Mã xác thực là 552190",
    "Tài khoản quản trị, pass: congan123",
    "Mã khôi phục: 8F3K-22LM-90QP",
    "EAABsbCS1iHgBAKZCzexamplexampleexample123456",
    "password = hoa_sua!2026",
]
NO_SECRETS = [
    "Không cung cấp mật khẩu, mã OTP cho bất kỳ ai.",
    "Mật khẩu: nên dài từ 12 ký tự, có chữ hoa và chữ số.",
    "Mã OTP là 6 chữ số do ngân hàng gửi.",
    "Đổi mật khẩu là việc nên làm mỗi ba tháng.",
    "Mã PIN: 6 số, không đặt theo ngày sinh.",
    "OTP là mật khẩu dùng một lần.",
    "Mã xác nhận: xem trong tin nhắn SMS.",
]


@pytest.mark.parametrize("text", IDENTITY)
def test_a_number_that_identifies_somebody_is_found_and_masked(text: str) -> None:
    found = findings("NO_ID_NUMBER", said(text))
    assert found, text
    digits = "".join(char for char in text if char.isdigit())
    for finding in found:
        assert finding.field == "message"
        assert "•" in finding.excerpt
        assert "".join(char for char in finding.excerpt if char.isdigit()) != digits


@pytest.mark.parametrize("text", NO_IDENTITY)
def test_other_numbers_identify_nobody(text: str) -> None:
    assert not findings("NO_ID_NUMBER", said(text)), text


@pytest.mark.parametrize("text", PRIVATE)
def test_a_private_number_or_home_is_found(text: str) -> None:
    found = findings("NO_PRIVATE_PHONE", said(text))
    assert [finding.field for finding in found] == ["message"], text
    assert "•" in found[0].excerpt


@pytest.mark.parametrize("text", NOT_PRIVATE)
def test_numbers_of_the_directory_and_addresses_of_offices_are_public(text: str) -> None:
    assert not findings("NO_PRIVATE_PHONE", said(text)), text


@pytest.mark.parametrize("text", PLATES)
def test_a_number_plate_is_found(text: str) -> None:
    assert findings("NO_PLATE", said(text)), text


@pytest.mark.parametrize("text", NO_PLATES)
def test_roads_rooms_and_forms_are_no_plates(text: str) -> None:
    assert not findings("NO_PLATE", said(text)), text


@pytest.mark.parametrize("text", SECRETS)
def test_a_secret_is_found_and_never_shown(text: str) -> None:
    found = findings("NO_SECRET_STORED", said(text))
    assert found, text
    assert len(found[0].excerpt) <= 6


@pytest.mark.parametrize("text", NO_SECRETS)
def test_a_sentence_about_secrets_is_none(text: str) -> None:
    assert not findings("NO_SECRET_STORED", said(text)), text


def test_a_secret_in_a_hidden_field_is_found_too() -> None:
    found = findings("NO_SECRET_STORED", said("mật khẩu: Minhkhai@2026", "missing_person", "case_ref"))
    assert [finding.field for finding in found] == ["case_ref"]


def test_a_number_in_a_hidden_field_does_not_leave_and_is_left_alone() -> None:
    assert not findings("NO_ID_NUMBER", said("CCCD 001203004567", "missing_person", "case_ref"))


VICTIMS = [
    "Nạn nhân là chị Nguyễn Thị Hoa, bị chiếm đoạt tiền.",
    "Bị hại Trần Văn Bình đã trình báo.",
    "Người tố giác là ông Lê Văn Cường.",
    "Nhân chứng: bà Phạm Thị Dung cho biết thêm.",
    "Nạn nhân tên Hoàng Minh Đức đã được hỗ trợ.",
    "Nạn nhân là chị Hoa, ở tổ 5.",
    "Người báo tin là anh Vũ Văn Giang.",
    "NẠN NHÂN NGUYỄN THỊ HOA ĐÃ TRÌNH BÁO",
]
NO_VICTIMS = [
    "Nạn nhân là một phụ nữ 45 tuổi trên địa bàn phường.",
    "Nạn nhân hãy gọi ngay Công an phường Trần Phú.",
    "Nạn nhân là chị N.T.H. đã trình báo.",
    "Danh tính người tố giác được giữ kín.",
    "Bị hại Trần Văn B. đã được hoàn tiền.",
    "Nạn nhân cần liên hệ ngân hàng để khóa tài khoản.",
    "Người dân đường Nguyễn Trãi và phố Lê Lợi cần lưu ý.",
    "Ông Trần Văn Bình, Chủ tịch UBND phường, nhắc bà con cảnh giác.",
]


@pytest.mark.parametrize("text", VICTIMS)
def test_a_named_victim_informant_or_witness_stops_the_post(text: str) -> None:
    found = findings("NO_VICTIM_IDENTITY", said(text, "scam_warning", "how"))
    assert [(f.field, f.severity.value) for f in found] == [("how", "block")], text
    assert "•" in found[0].excerpt


@pytest.mark.parametrize("text", NO_VICTIMS)
def test_unnamed_and_shortened_people_are_protected_enough(text: str) -> None:
    assert not findings("NO_VICTIM_IDENTITY", said(text, "scam_warning", "how")), text


def test_a_citizen_named_in_full_is_pointed_out() -> None:
    found = findings("NO_VICTIM_IDENTITY", said("Bà Nguyễn Thị Hoa kể lại cuộc gọi.", "scam_warning", "how"))
    assert [finding.severity.value for finding in found] == ["warn"]


CHILDREN = [
    "Cháu Nguyễn Văn Nam, học sinh lớp 3, đã được đưa về nhà.",
    "Em Trần Thị Bích (15 tuổi) bị bạn bắt nạt.",
    "Khen em học sinh Lê Minh Châu nhặt được của rơi.",
    "Bé gái Phạm Thu Dung đi lạc ở chợ.",
    "Nguyễn Hoàng Anh, 12 tuổi, bị đuối nước.",
    "Nam sinh Vũ Đức Long đi xe máy khi chưa đủ tuổi.",
]
NO_CHILDREN = [
    "Các em học sinh nhớ đội mũ bảo hiểm.",
    "Một cháu bé 5 tuổi đi lạc đã được đưa về với gia đình.",
    "Người từ đủ 14 tuổi đến dưới 16 tuổi có trách nhiệm theo quy định.",
    "Công dân từ đủ 14 tuổi làm căn cước.",
    "Trường tiểu học Nguyễn Du tổ chức buổi ngoại khóa.",
    "Cháu N.V.N. đã về nhà an toàn.",
    "Trung tá Nguyễn Văn Hùng dặn các em không đi xe máy khi chưa đủ 16 tuổi.",
]


@pytest.mark.parametrize("text", CHILDREN)
def test_a_named_child_is_found(text: str) -> None:
    found = findings("NO_MINOR_IDENTIFIABLE", said(text, "school_safety", "topic"))
    assert [(f.field, f.severity.value) for f in found] == [("topic", "block")], text


@pytest.mark.parametrize("text", NO_CHILDREN)
def test_children_in_general_are_not_named(text: str) -> None:
    assert not findings("NO_MINOR_IDENTIFIABLE", said(text, "school_safety", "topic")), text


def test_a_named_child_is_told_in_words_and_a_grown_up_of_that_name_is_not() -> None:
    [found] = findings("NO_MINOR_IDENTIFIABLE", said("Nguyễn Văn Bình, 17 tuổi, ở tổ 5.", "school_safety", "topic"))
    assert found.wrong.vi == "Có tên của người dưới 18 tuổi."
    assert found.remedy.vi.startswith("Bỏ tên, trường lớp")
    for age in (18, 35):
        text = f"Nguyễn Văn Bình, {age} tuổi, ở tổ 5."
        assert not findings("NO_MINOR_IDENTIFIABLE", said(text, "school_safety", "topic"))


def test_where_the_template_does_not_ask_a_named_child_is_a_warning() -> None:
    found = findings("NO_MINOR_IDENTIFIABLE", said(CHILDREN[0]))
    assert [finding.severity.value for finding in found] == ["warn"]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, [("media:m1", "info")]),
        ({"consent": False}, [("media:m1", "block"), ("person", "warn")]),
        ({"expires_on": "2027-03-01"}, [("media:m1", "block"), ("person", "warn")]),
    ],
)
def test_a_search_may_name_a_missing_child_within_the_exception_alone(
    fields: dict[str, Any], told: list[tuple[str, str]]
) -> None:
    searched = {"person": "Cháu Nguyễn Văn Bình", "age": 9, **fields}
    shown = photo(has_minor=True, faces_checked=False)
    found = findings("NO_MINOR_IDENTIFIABLE", view("missing_person", searched, media=(shown,)))
    assert [(finding.field, finding.severity.value) for finding in found] == told


def _question(text: str) -> PreflightView:
    return view("qa_post", {"qas": [{"q": text, "a": "Bạn nộp hồ sơ tại bộ phận một cửa."}]})


ASKERS = [
    "Tôi là Nguyễn Văn An, muốn hỏi về tạm trú.",
    "Chị Trần Thị Bình hỏi khi nào có căn cước.",
    "Tôi sinh năm 1985, làm căn cước ở đâu?",
    "Ngày sinh: 12/03/1990, đã đủ điều kiện chưa?",
    "Mã hồ sơ G01.899.000-261125 của tôi đến đâu rồi?",
    "Trả lời giúp qua nguyenvana@example.com nhé.",
    "Họ tên: Lê Thị Cúc, xin hỏi giờ làm việc.",
]
NO_ASKERS = [
    "Đi du lịch vài ngày có phải khai báo không?",
    "Người sinh trước năm 1990 có phải đổi căn cước không?",
    "Bao lâu thì nhận được kết quả?",
    "Số hồ sơ tra cứu ở đâu?",
    "Gửi góp ý về hopthu@minhkhai.example.gov.vn được không?",
    "Trẻ em dưới 14 tuổi có được cấp căn cước không?",
    "Trường Nguyễn Trãi thuộc phường nào?",
]


@pytest.mark.parametrize("text", ASKERS)
def test_a_public_answer_does_not_tell_who_asked(text: str) -> None:
    found = findings("REPLY_NO_PII", _question(text))
    assert [finding.field for finding in found] == ["qas"], text


@pytest.mark.parametrize("text", NO_ASKERS)
def test_a_question_in_general_terms_may_stand(text: str) -> None:
    assert not findings("REPLY_NO_PII", _question(text)), text


MARKED = [
    "TỐI MẬT",
    "Văn bản đóng dấu MẬT gửi các đội",
    "Tài liệu lưu hành nội bộ, không chia sẻ",
    "LƯU HÀNH NỘI BỘ",
    "Độ mật: Mật",
    "Kế hoạch TUYỆT MẬT của đơn vị",
    "Đây là tài liệu nội bộ của ngành",
    "MẬT\nKế hoạch tuần tra",
]
NOT_MARKED = [
    "BẢO VỆ BÍ MẬT NHÀ NƯỚC LÀ TRÁCH NHIỆM CỦA MỌI NGƯỜI",
    "Không cung cấp mật khẩu cho người lạ.",
    "ĐỔI MẬT KHẨU THƯỜNG XUYÊN",
    "Hội chợ mật ong và nông sản sạch.",
    "Kẻ gian nói đây là vụ án tuyệt mật, yêu cầu giữ kín với người nhà.",
    "Danh tính người báo tin được giữ bí mật.",
    "Mật độ xe giờ cao điểm tăng cao.",
    "Quy chế nội bộ của khu dân cư được niêm yết.",
]


@pytest.mark.parametrize("text", MARKED)
def test_a_marking_of_secrecy_stops_the_post(text: str) -> None:
    assert findings("NOT_RESTRICTED", said(text)), text


@pytest.mark.parametrize("text", NOT_MARKED)
def test_the_same_syllables_in_ordinary_words_are_no_marking(text: str) -> None:
    assert not findings("NOT_RESTRICTED", said(text)), text


def test_of_a_private_number_only_its_two_last_digits_are_shown() -> None:
    (found,) = findings("NO_PRIVATE_PHONE", said("Liên hệ 0912345678 để nhận lại."))
    assert found.excerpt == "0912•••••78"
    assert found.wrong.vi == "Số điện thoại này không có trong danh bạ số công vụ."


def test_of_a_home_address_it_is_said_what_is_wrong_and_what_to_write() -> None:
    (found,) = findings("NO_PRIVATE_PHONE", said("Ông A trú tại số 15 đường Lê Lợi."))
    assert found.wrong == Bilingual("Có địa chỉ nhà riêng của người dân.", "The text gives a citizen's home address.")
    assert found.remedy == Bilingual("Chỉ nêu đến phường, xã.", "Name the ward or commune at most.")
    assert found.excerpt == "trú tại số •• đường Lê Lợi"


def test_a_private_number_in_a_place_is_found_too() -> None:
    found = findings("NO_PRIVATE_PHONE", view("event_notice", {"where": "Nhà văn hóa, gọi 0912345678"}))
    assert [finding.field for finding in found] == ["where"]

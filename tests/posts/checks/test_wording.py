"""Words: guilt, contempt, bait, private voices, capitals, long sentences, spelling."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio.posts.checks.rule import PreflightView
from studio.writing.tokens import is_syllable
from tests.posts.checks.view_builder import findings, said, templates, view

FINAL = "bản án có hiệu lực pháp luật"


def case(text: str, stage: str = "khởi tố bị can") -> PreflightView:
    return view("case_result", {"summary": text, "stage": stage})


GUILTY = [
    "Tên trộm đã lấy chiếc xe trong đêm.",
    "Công an phường bắt giữ tên Nguyễn Văn An.",
    "Hung thủ bỏ trốn khỏi hiện trường.",
    "Vụ việc do tên A. cầm đầu.",
    "Hai tên cướp dùng hung khí.",
    "Kẻ lừa đảo đã bị bắt tạm giam.",
    "Hai tên này cùng nhau lấy tài sản.",
    "Tên B. khai lấy xe để bán.",
    "Người này đã phạm tội nhiều lần.",
    "Băng cướp gồm ba người.",
    "Tội phạm đã sa lưới.",
    "Nữ quái lừa bán đất.",
    "Trùm ma tuý bị bắt.",
    "Tên Hùng đã rủ bạn cùng đi.",
]
INNOCENT = [
    "Ghi rõ họ tên, số điện thoại công vụ trong đơn.",
    "Họ và tên Nguyễn Văn An được ghi trong giấy nhặt được.",
    "Trang giả mang tên Công an phường Minh Khai.",
    "Kiểm tra tên miền trước khi đăng nhập.",
    "Phường đổi tên từ ngày 01/7/2025.",
    "Tài khoản tên Tran Thi B nhận tiền.",
    "Cháu bé tên An đã về nhà.",
    "Tên trang, tên Zalo chính thức được công bố ở đây.",
    "Phòng, chống tội phạm là trách nhiệm của mọi người.",
    "Đường dây nóng tiếp nhận tố giác, tin báo về tội phạm.",
    "Tên đường Nguyễn Trãi giữ nguyên.",
    "Viện kiểm sát nhân dân phê chuẩn quyết định khởi tố bị can.",
    "Người bị tố giác được mời đến làm việc.",
    "Công an đã làm rõ nghi phạm, thu hồi tài sản.",
    "Bộ luật quy định người chưa bị kết án thì chưa bị coi là có tội.",
]


@pytest.mark.parametrize("text", GUILTY)
def test_nobody_is_called_guilty_before_the_judgment(text: str) -> None:
    found = findings("INNOCENCE_WORDING", case(text))
    assert found, text
    assert {finding.field for finding in found} == {"summary"}
    assert any(finding.severity.value == "block" for finding in found)


@pytest.mark.parametrize("text", INNOCENT)
def test_names_and_the_fight_against_crime_are_no_verdict(text: str) -> None:
    assert not findings("INNOCENCE_WORDING", case(text)), text


@pytest.mark.parametrize("text", GUILTY[:4])
def test_after_the_final_judgment_the_words_are_free(text: str) -> None:
    assert not findings("INNOCENCE_WORDING", case(text, FINAL)), text


@pytest.mark.parametrize(
    ("text", "stage", "early"),
    [
        ("Bị can đã được triệu tập.", "tiếp nhận, xác minh", True),
        ("Bị can đã được triệu tập.", "khởi tố vụ án", True),
        ("Bị can đã được triệu tập.", "khởi tố bị can", False),
        ("Bị cáo trình bày tại phiên tòa.", "truy tố", True),
        ("Bị cáo trình bày tại phiên tòa.", "xét xử sơ thẩm", False),
        ("Phạm nhân được đưa đi chấp hành án.", "xét xử phúc thẩm", True),
        ("Phạm nhân được đưa đi chấp hành án.", FINAL, False),
        ("Bị can được xác định không phạm tội.", "Tòa án tuyên không phạm tội", False),
    ],
)
def test_a_status_fits_its_stage(text: str, stage: str, early: bool) -> None:
    assert bool(findings("INNOCENCE_WORDING", case(text, stage))) is early


def test_a_confession_is_a_warning_before_the_judgment() -> None:
    found = findings("INNOCENCE_WORDING", case("Người này khai nhận toàn bộ sự việc."))
    assert [finding.severity.value for finding in found] == ["warn"]


def test_a_scam_warning_may_speak_of_scammers_in_general() -> None:
    text = "Kẻ gian, kẻ lừa đảo và tội phạm công nghệ cao thường gọi vào buổi tối."
    assert not findings("INNOCENCE_WORDING", said(text, "scam_warning", "how"))


def test_a_scam_warning_calls_nobody_a_thief() -> None:
    found = findings("INNOCENCE_WORDING", said("Tên trộm gọi điện tự xưng cán bộ.", "scam_warning", "how"))
    assert [(finding.severity.value, finding.excerpt) for finding in found] == [("block", "Tên trộm")]


def test_where_the_template_does_not_ask_a_verdict_is_a_warning() -> None:
    found = findings("INNOCENCE_WORDING", said("Cảm ơn bà con giúp bắt hung thủ."))
    assert [finding.severity.value for finding in found] == ["warn"]


DEGRADING = [
    "Con nghiện tụ tập ở chân cầu.",
    "Thằng nghiện lấy trộm đồ.",
    "Gã này quay lại nhiều lần.",
    "Mụ chủ nhà bỏ đi.",
    "Bọn chúng chuyên nhắm vào người già.",
    "Những kẻ vô học gây rối.",
    "Xử lý nhóm gái gọi trên địa bàn.",
    "Người thiểu năng bị lợi dụng.",
    "Đồ ngu mới tin lời ấy.",
]
RESPECTFUL = [
    "Người nghiện là người cần được giúp đỡ.",
    "Bão lũ, lũ quét gây sạt lở.",
    "Buổi trưa oi ả, nhớ uống đủ nước.",
    "Thăng bằng khi đi xe đạp.",
    "Các bé hối hả đến trường.",
    "Người khuyết tật được ưu tiên.",
    "Ngã ba Giang Văn Minh cấm rẽ trái.",
    "Người sống chung với HIV được giữ kín thông tin.",
    "Bọn trẻ trong xóm được phát mũ bảo hiểm.",
]


@pytest.mark.parametrize("text", DEGRADING)
def test_words_of_contempt_are_found(text: str) -> None:
    found = findings("NO_DEGRADING", said(text))
    assert found, text
    assert found[0].severity.value == "warn"
    assert found[0].remedy.vi.startswith(("Viết", "Bỏ", "Gọi"))


@pytest.mark.parametrize("text", RESPECTFUL)
def test_respectful_words_pass(text: str) -> None:
    assert not findings("NO_DEGRADING", said(text)), text


BAIT = [
    "Thả tim và chia sẻ để nhận quà nhé bà con!",
    "Like và share bài này ủng hộ trang.",
    "Chia sẻ bài viết để nhận mũ bảo hiểm.",
    "Bình luận để nhận thẻ quà tặng.",
    "Tag bạn bè vào đây nào.",
    "10 người đầu tiên bình luận có quà: người đầu tiên bình luận được mũ.",
    "Tham gia minigame cùng Công an phường.",
    "Cơ hội trúng thưởng khi theo dõi trang.",
    "Ai chưa like thì bấm like nào.",
]
HONEST = [
    "Mong bà con chia sẻ để người thân cùng biết.",
    "Hãy chia sẻ thông tin từ trang chính thức.",
    "Kẻ gian mời làm nhiệm vụ thả tim, bấm like để nhận hoa hồng.",
    "Không bấm like theo yêu cầu của người lạ.",
    "Dấu hiệu: tin nhắn báo “bốc thăm trúng thưởng” kèm liên kết.",
    "Bạn hãy để lại câu hỏi dưới bài viết.",
    "Đừng tham gia vòng quay may mắn trên trang lạ.",
    "Theo dõi trang để biết lịch cấm đường.",
]


@pytest.mark.parametrize("text", BAIT)
def test_bait_stops_the_post(text: str) -> None:
    found = findings("NO_ENGAGEMENT_BAIT", said(text))
    assert found, text
    assert found[0].severity.value == "block"


@pytest.mark.parametrize("text", HONEST)
def test_sharing_a_warning_and_describing_bait_are_honest(text: str) -> None:
    assert not findings("NO_ENGAGEMENT_BAIT", said(text)), text


PRIVATE_VOICE = [
    "Tôi là cán bộ khu vực, xin nhắc bà con.",
    "Mình xin chia sẻ vài mẹo nhỏ.",
    "Theo tôi, bà con nên cẩn thận.",
    "Ad sẽ trả lời trong hôm nay.",
    "Inbox mình để được tư vấn.",
    "Quan điểm cá nhân: quy định này hợp lý.",
    "Bà con kết bạn với mình để được hỗ trợ.",
    "Liên hệ với tôi qua Zalo.",
]
PAGE_VOICE = [
    "Chúng tôi là Công an phường Minh Khai.",
    "Chúng tôi sẽ trả lời trong giờ hành chính.",
    "Mời bà con liên hệ với chúng tôi.",
    "Kẻ gian tự xưng “tôi là cán bộ điều tra”.",
    "Người gọi xưng tôi là nhân viên ngân hàng.",
    "Mở mục “Ví giấy tờ của tôi” trong VNeID.",
    "Không đi một mình vào hầm chui.",
    "Mỗi người giữ xe của mình cẩn thận.",
]


@pytest.mark.parametrize("text", PRIVATE_VOICE)
def test_a_private_voice_is_found(text: str) -> None:
    assert findings("NO_PERSONA", said(text)), text


@pytest.mark.parametrize("text", PAGE_VOICE)
def test_the_pages_voice_passes(text: str) -> None:
    assert not findings("NO_PERSONA", said(text)), text


@pytest.mark.parametrize("text", ["Gọi {hotline} khi cần.", "Liên hệ {đơn vị}.", "Xem { contact: Một cửa }."])
def test_an_open_placeholder_is_found(text: str) -> None:
    (found,) = findings("PLACEHOLDER_LEFT", said(text))
    assert found.excerpt.startswith("{")


@pytest.mark.parametrize("text", ["Mã {123}.", "Gọi 113 {} ngay.", "Một { và hai }, rồi {\nba}.", "(xem thêm)"])
def test_braces_without_words_are_no_placeholder(text: str) -> None:
    assert not findings("PLACEHOLDER_LEFT", said(text.replace("{ và hai }", "{")))


def test_a_citizens_own_words_stay_as_they_are() -> None:
    quoted = said("Tôi là người được giúp, tôi xin cảm ơn các anh chị.", "citizen_thanks", "quote")
    asked = view("qa_post", {"qas": [{"q": "Tôi là sinh viên, tôi muốn hỏi về tạm trú?", "a": "Bạn nộp tại phường."}]})
    assert not findings("NO_PERSONA", quoted)
    assert not findings("NO_PERSONA", asked)


SHOUTING = [
    "ĐỀ NGHỊ TOÀN THỂ NHÂN DÂN NÂNG CAO CẢNH GIÁC",
    "Chú ý: TUYỆT ĐỐI KHÔNG CHUYỂN TIỀN CHO NGƯỜI LẠ",
    "Nguy hiểm!!! Tránh xa khu vực này",
    "Thật không???",
    "🚨🚨🚨🔥🔥🔥 Cảnh báo",
    "NGÀY MAI PHƯỜNG CẤM ĐƯỜNG, BÀ CON CHÚ Ý",
]
CALM = [
    "Chú ý: tuyệt đối không chuyển tiền cho người lạ!",
    "Làm căn cước, VNeID và BHYT tại bộ phận một cửa.",
    "KHÔNG bấm vào liên kết lạ.",
    "🚨 Cảnh báo: ngập sâu tại hầm chui.",
    "Khoản I, II, III, IV, V, VI của bản nội quy.",
    "Bạn có biết? Gọi 114 là miễn phí!",
    "Xe mang biển A, B, C, D, E, F được đi.",
]


@pytest.mark.parametrize("text", SHOUTING)
def test_shouting_is_found(text: str) -> None:
    assert findings("NO_ALL_CAPS", said(text)), text


@pytest.mark.parametrize("text", CALM)
def test_a_calm_text_passes(text: str) -> None:
    assert not findings("NO_ALL_CAPS", said(text)), text


LONG = (
    "Công an phường đề nghị các cơ quan, đơn vị, trường học, hộ kinh doanh và toàn thể người dân đang sinh sống trên "
    "địa bàn phường chủ động kiểm tra hệ thống điện, thiết bị sử dụng ga, lối thoát nạn, phương tiện chữa cháy tại "
    "chỗ và khắc phục ngay những nguy cơ có thể gây cháy nổ trước mùa khô năm nay."
)
LONGISH = (
    "Người dân đến bộ phận tiếp nhận hồ sơ của phường để được hướng dẫn kê khai các thông tin cần thiết theo mẫu đã "
    "niêm yết tại trụ sở và trên cổng dịch vụ công."
)
HARD = [
    LONG,
    "Bà con chú ý. " + LONG,
    LONG.replace(".", "!"),
    "Hồ sơ gồm XNTT, GKS và PTT theo mẫu.",
    "Liên hệ BPMC, QLHC hoặc CSKV để được giải quyết.",
    " ".join([LONGISH] * 3),
]
PLAIN = [
    "Gọi 114 ngay. Nói rõ địa chỉ. Ra ngoài bằng lối an toàn.",
    "Mang theo căn cước (CCCD) và giấy hẹn.",
    "Trung tâm Phục vụ hành chính công (TTPV) mở cửa sáng thứ Bảy.",
    "Không đọc mã OTP, mã PIN cho ai.",
    "UBND phường và Công an phường cùng trực.",
    "Làm trực tuyến trên VNeID, mất khoảng năm phút.",
]


@pytest.mark.parametrize("text", HARD)
def test_hard_reading_is_found(text: str) -> None:
    assert findings("READABILITY", said(text, "fire_safety", "topic")), text


@pytest.mark.parametrize("text", PLAIN)
def test_plain_reading_passes(text: str) -> None:
    assert not findings("READABILITY", said(text, "fire_safety", "topic")), text


MISSPELT = [
    "Người dân đựơc hướng dẫn tận tình.",
    "Thôgn báo tới bà con.",
    "Bà con lưu ý ngiêm chỉnh chấp hành.",
    "Chấp hành ngày của của quy định.",
    "Tuyêt đối không chuyển tiền.",
    "Hòan thành hồ sơ trong ngày.",
    "Xin cảm ơn bàcon đã giúp đỡ.",
    "Ghé thăm trang web để kể chuyện nghành công an.",
    "Toi muon hoi ve thu tuc tam tru cho sinh vien moi den",
    "Kèm theo kác giấy tờ.",
]
SPELT = [
    "Công an phường hướng dẫn thủ tục hoà giải, hòa giải ở cơ sở.",
    "Thuỷ điện và thủy lợi đều phải kiểm tra.",
    "Nghiêm chỉnh, ngoằn ngoèo, khuỷu tay, huýt sáo, xoong nồi, quỳnh, giếng, gì, gìn giữ.",
    "Người Ê-đê ở Đắk Lắk, Krông Pắc, Kon Tum, Pleiku.",
    "Ứng dụng VNeID, email, website, online, Facebook, Zalo.",
    "Xe ôtô, ôxy, vắcxin được vận chuyển ngay.",
    "Thửa đất 50m², giá 500.000đ, cao 1,5m.",
    "Hôm nay trời xanh xanh, gió hiu hiu, bà con vui vui vẻ vẻ.",
    "Quý khách quét mã QR, gõ “tạm trú” rồi bấm Nộp.",
    "Anh Nguyễn Đình Chiểu, chị Lò Thị Mỷ, cụ Giàng A Páo.",
    "Khuyến khích nộp trực tuyến; quá trình xử lý mất 3 ngày.",
]


@pytest.mark.parametrize("text", MISSPELT)
def test_a_misspelling_is_found(text: str) -> None:
    found = findings("SPELL_VI", said(text))
    assert found, text
    assert all(finding.severity.value == "warn" for finding in found)


@pytest.mark.parametrize("text", SPELT)
def test_right_spelling_names_and_foreign_words_pass(text: str) -> None:
    assert not findings("SPELL_VI", said(text)), text


SYLLABLES = """
hòa hoà thủy thuỷ được nghiêng giếng giết gì gìn quốc quỳnh quỷ quỹ khuỷu khuya loắt choắt ngoáy xoong huýt tuýp yểng
yếm ướt ưỡn ươm mưa cứu hươu rượu nghếch ghế kể kẻ cành quýt quên thuở nhuộm luộm khoẻ khỏe uể oải yêu nghịch ngoạch
"""
NO_SYLLABLES = """
đựơc thôgn ngiêm nghành kác gế hòan tuyêt quôc khôgn ngườii bàcon đuờng cứưu hoạcc ghà cế thuyề
"""


@pytest.mark.parametrize("word", SYLLABLES.split())
def test_syllables_that_are(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", NO_SYLLABLES.split())
def test_syllables_that_are_not(word: str) -> None:
    assert not is_syllable(word)


def test_words_of_the_unit_are_no_misspellings() -> None:
    text = "Làng có nhà rôông."
    assert findings("SPELL_VI", said(text))
    assert not findings("SPELL_VI", replace(said(text), words=frozenset({"rôông"})))


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("Không xử dụng pháo.", "Viết “sử dụng”."),
        ("Việc của của bà con.", "Xóa một chữ."),
        ("Mở tàikhoản tại đây.", "Thêm dấu cách."),
        ("Người dân nghành này.", "Gõ lại chữ này; có thể là “ngành”."),
        ("Người dân nghoằmph này.", "Gõ lại chữ này."),
    ],
)
def test_each_kind_of_slip_has_its_remedy(text: str, remedy: str) -> None:
    (finding,) = findings("SPELL_VI", said(text))
    assert finding.remedy.vi == remedy


@pytest.mark.parametrize(
    ("text", "odd"),
    [
        ("Hòa giải, thủy lợi, hoà nhập.", "hoà"),
        ("Hoà giải, thuỷ lợi, hòa nhập.", "hòa"),
        ("Hòa giải, thủy lợi.", ""),
        ("Hoà giải, thuỷ lợi, quý khách, của, toàn dân.", ""),
    ],
)
def test_two_ways_of_placing_tone_marks_are_told_once(text: str, odd: str) -> None:
    found = findings("TONE_MARKS", said(text))
    assert [finding.excerpt for finding in found] == ([odd] if odd else [])
    assert all(finding.severity.value == "info" for finding in found)


def test_words_that_a_post_reports_are_judged_only_where_it_tells_of_a_case() -> None:
    question = {"qas": [{"q": "Tên trộm đã bị bắt chưa?", "a": "Cơ quan điều tra đang xác minh."}]}
    assert not findings("INNOCENCE_WORDING", view("qa_post", question))
    asked = view("qa_post", question)
    stage = templates()["case_result"].fields[0]
    told = replace(
        asked,
        template=replace(asked.template, fields=(*asked.template.fields, stage)),
        post=replace(asked.post, fields={**asked.fields, "stage": "khởi tố bị can"}),
    )
    assert [finding.field for finding in findings("INNOCENCE_WORDING", told)] == ["qas"]


def test_a_term_is_offered_the_word_to_use_instead() -> None:
    found = {finding.excerpt.lower(): finding for finding in findings("INNOCENCE_WORDING", case("Bắt giữ hung thủ."))}
    (hit,) = found.values()
    assert hit.wrong.vi == "Từ này kết tội trước bản án."
    assert hit.remedy != hit.wrong

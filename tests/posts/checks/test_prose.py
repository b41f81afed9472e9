"""A page of ordinary Vietnamese: no rule on words, letters or people finds anything in it."""

from __future__ import annotations

import pytest

from studio.posts.checks.lexicon import WORDS, Lexicon, Term, read_words, spellings
from studio.posts.checks.registry import ALL
from studio.posts.checks.scan import Scan, TypedPiece
from studio.posts.preflight import preflight
from studio.text import nfc
from tests.posts.checks.view_builder import both, said, view

PAGE = """
Sáng sớm, sương còn giăng trên mặt hồ, các cụ trong tổ dân phố đã ra sân tập dưỡng sinh. Tiếng chổi tre của chị
lao công
xào xạc trên con ngõ nhỏ, hòa với tiếng rao bánh khúc quen thuộc. Ở đầu ngõ, anh công an khu vực dừng xe hỏi
thăm cụ Tư
bán nước, dặn cụ đóng chặt bình ga mỗi khi dọn hàng.
Phường vừa đổi tên, nhiều biển chỉ đường đã được thay mới. Họ và tên trên giấy tờ cũ vẫn dùng được, bà con không
phải
vội đi đổi. Ai cần hỏi thì đến bộ phận một cửa, ghi tên vào sổ rồi ngồi chờ gọi số. Cán bộ gọi tên từng người,
giải thích
cặn kẽ, không để ai phải về tay không.
Mùa mưa lũ năm nay đến sớm. Nước lũ lên nhanh, bà con ven sông hối hả chuyển thóc lên gác. Bộ đội, công an, dân
quân cùng
nhau đắp lại đoạn đê, che điếm canh, giữ cho xóm làng được êm ả. Trẻ con tối ngủ ngon, người già bớt lo.
Mật ong rừng được bán ở phiên chợ cuối tuần. Mật độ xe trên cầu tăng vào giờ tan tầm. Nhớ đặt mật khẩu đủ dài,
giữ bí mật
mã xác thực, và đừng đọc cho người lạ. Thợ mộc bên kia đường đang làm giường, tiếng cưa đều đều suốt buổi trưa
oi ả.
Trường Tiểu học Nguyễn Du nằm trên đường Lê Lợi, gần bưu điện. Ngã tư Trần Phú – Hùng Vương hay ùn tắc lúc bảy
giờ sáng.
Chợ Hàng Da bán đủ thứ, từ con cá, mớ rau đến cuộn chỉ. Quán phở góc phố mở cửa tới khuya, khách ngồi chật vỉa
hè.
Công an phường tuyên truyền phòng, chống tội phạm và tệ nạn xã hội; vận động người dân tố giác tội phạm qua
đường dây nóng.
Viện kiểm sát nhân dân và Tòa án nhân dân thành phố phối hợp tổ chức phiên tòa giả định cho học sinh. Các em học
sinh
hỏi nhiều, thầy cô cũng hỏi nhiều. Ai nấy ra về đều nhớ câu: người bị buộc tội được coi là không có tội cho đến
khi có bản
án kết tội đã có hiệu lực pháp luật.
Chiều đến, lũ trẻ ùa ra sân đình đá bóng. Bọn trẻ con ồn ào nhưng lễ phép. Ông bà ngồi trên ghế đá kể chuyện
xưa, chuyện
chị ngã em nâng, chuyện thằng Bờm có cái quạt mo. Mỗi người một nghề, mỗi nhà một cảnh, ai cũng mong xóm giềng
yên vui.
Người khuyết tật được đón tại nhà làm căn cước. Người nghiện ma túy được tư vấn, điều trị, giữ kín thông tin.
Người nước
ngoài đến tạm trú thì chủ nhà khai báo giúp. Xe buýt, xe đạp, ôtô đều phải nhường đường cho xe cứu thương.
Thứ Bảy, cả tổ ra quân dọn kênh. Rác được gom vào bao, cân lên hơn ba tạ. Chi hội phụ nữ nấu nồi chè đỗ đen, mát
lòng mát
dạ. Chúng tôi xin cảm ơn bà con, mong tiếp tục nhận được góp ý. Hãy chia sẻ để người thân cùng biết lịch cấm
đường.
Gõ “tạm trú” vào ô tìm kiếm, chọn phường nơi ở, rồi bấm “Nộp hồ sơ”. Mất khoảng năm phút. Khi nộp xong, màn hình
hiện mã
để tra cứu. Nếu quên, hãy gọi 024 0000 0113 trong giờ hành chính, hoặc đến trụ sở ở số 1 đường Mẫu.
Lễ chào cờ đầu tuần diễn ra lúc 7 giờ 30. Đội tuyển bóng chuyền của phường giành giải ba toàn thành phố. Nghệ
nhân Ê-đê
từ Đắk Lắk mang cồng chiêng về biểu diễn. Khán giả vỗ tay mãi, có người xúc động rơi nước mắt.
"""


@pytest.mark.parametrize(
    ("template_id", "field"),
    [
        ("greeting", "message"),
        ("scam_warning", "how"),
        ("false_news", "why"),
        ("event_notice", "access"),
        ("qa_post", "qas"),
    ],
)
def test_ordinary_prose_raises_no_alarm(template_id: str, field: str) -> None:
    """Under every kind of template that asks for rules on words."""
    value = [{"q": "Xin cho biết?", "a": PAGE}] if field == "qas" else PAGE
    told = [
        f"{finding.code}: {finding.excerpt}"
        for finding in preflight(view(template_id, {field: value}))
        if finding.code != "FIELD"
    ]
    assert told == []


@pytest.mark.parametrize("name", ["innocence", "degrading", "engagement", "persona"])
def test_a_word_list_is_sound(name: str) -> None:
    """Terms are in NFC and in one list only; a kept phrase protects something or stands alone for a reason."""
    data = read_words(name)
    terms = [term for group in data["groups"].values() for term in group["terms"]]
    assert all(term == nfc(term).strip() for term in (*terms, *data.get("keep", ())))
    assert len(set(terms)) == len(terms), [term for term in terms if terms.count(term) > 1]
    assert not set(terms) & set(data.get("keep", ()))
    for group in data["groups"].values():
        assert group["instead"]["vi"].endswith(".")
        assert group["instead"]["en"].endswith(".")


@pytest.mark.parametrize("name", ["innocence", "degrading", "engagement", "persona"])
def test_every_term_of_a_list_is_found_by_itself(name: str) -> None:
    lexicon = Lexicon.load(name)
    for group in read_words(name)["groups"].values():
        for term in group["terms"]:
            assert [found.text for found in lexicon.find(scan(f"Xem {term}."))] == [term]


def test_every_data_file_is_read_by_some_rule() -> None:
    used = {"innocence", "stages", "classifier", "degrading", "engagement", "persona", "abbreviations"}
    assert {path.stem for path in WORDS.glob("*.yaml")} == used | {"names", "addresses"}


def scan(text: str) -> Scan:
    return Scan.of([TypedPiece(where="x", raw=text, text=text, kind=None)])


def term(text: str, *, keep: bool = False) -> Term:
    return Term(text=text, group="g", instead=None if keep else both("Bỏ."))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ma túy và ma tuý", ["Ma túy", "ma tuý"]),
        ("MA TÚY", ["MA TÚY"]),
        ("ma\u00a0túy", ["ma\u00a0túy"]),
        ("ma, túy", []),
        ("ma. Túy", []),
        ("ma\n\ntúy", []),
        ("chống ma túy", []),
        ("chống, ma túy", []),
        ("lama túyt", []),
    ],
)
def test_a_term_is_whole_words_in_a_row(text: str, found: list[str]) -> None:
    lexicon = Lexicon.of([term("ma túy"), term("chống ma túy", keep=True)])
    assert [hit.text for hit in lexicon.find(scan(text))] == found


@pytest.mark.parametrize(
    ("text", "other"),
    [("ma túy", "ma tuý"), ("hòa giải", "hoà giải"), ("khoẻ", "khỏe"), ("quý", None), ("toàn", None), ("của", None)],
)
def test_both_ways_of_placing_a_tone(text: str, other: str | None) -> None:
    assert set(spellings(text)) == ({text, other} if other else {text})


def test_hits_know_the_field_they_stand_in() -> None:
    looked_at = view("scam_warning", {"signs": ["Số lạ gọi", "Gã này giục"], "dont": ["Tin gã này", "Bấm liên kết"]})
    rule = next(rule for rule in ALL if rule.code == "NO_DEGRADING")
    assert [(f.field, f.excerpt) for f in rule.look(looked_at)] == [("signs", "Gã"), ("dont", "gã")]


def test_quoted_words_are_told_from_the_pages_own() -> None:
    looked_at = said("Kẻ lạ viết “bấm like để nhận quà”, còn chúng tôi không.")
    at = looked_at.public.text.index("bấm like")
    assert looked_at.public.reported(at)
    assert not looked_at.public.reported(looked_at.public.text.index("chúng tôi"))

"""What sizes and parts of cards are called when something is said of them to people."""

from __future__ import annotations

from studio.phrase import Phrase

_SIZES = {
    "sq": Phrase("vuông", "square"),
    "p45": Phrase("dọc 4:5", "portrait 4:5"),
    "link": Phrase("ngang", "landscape"),
    "story": Phrase("dọc 9:16", "story 9:16"),
    "a4": Phrase("tờ A4", "A4 sheet"),
}
_PARTS = {
    "agenda": Phrase("chương trình", "agenda"),
    "also": Phrase("nhóm “nên làm” thứ hai", "second “do” list"),
    "answer": Phrase("câu trả lời", "answer"),
    "citation": Phrase("căn cứ", "citation"),
    "claim": Phrase("tin đang lan", "claim"),
    "closed": Phrase("đoạn cấm", "closed stretch"),
    "contact": Phrase("số liên hệ", "contact"),
    "contacts": Phrase("các số liên hệ", "contacts"),
    "date": Phrase("ngày", "date"),
    "detour": Phrase("lối đi thay", "detour"),
    "donts": Phrase("nhóm “không nên”", "“don't” list"),
    "dos": Phrase("nhóm “nên làm”", "“do” list"),
    "art": Phrase("hình minh họa", "illustration"),
    "facts": Phrase("thông tin chính", "facts"),
    "features": Phrase("đặc điểm", "features"),
    "figures": Phrase("số liệu", "figures"),
    "from": Phrase("người gửi", "sender"),
    "headline": Phrase("tiêu đề", "headline"),
    "hours": Phrase("giờ", "hours"),
    "kicker": Phrase("nhãn đầu thẻ", "kicker"),
    "lines": Phrase("các dòng", "lines"),
    "message": Phrase("lời nhắn", "message"),
    "milestones": Phrase("các mốc", "milestones"),
    "photo": Phrase("ảnh", "photo"),
    "portrait": Phrase("ảnh chân dung", "portrait"),
    "page": Phrase("số trang", "page number"),
    "period": Phrase("thời gian", "period"),
    "qr": Phrase("mã QR", "QR code"),
    "quote": Phrase("lời trích", "quote"),
    "right": Phrase("nội dung đúng", "right wording"),
    "scheme": Phrase("sơ đồ", "scheme"),
    "signs": Phrase("dấu hiệu", "signs"),
    "source": Phrase("nguồn", "source"),
    "status": Phrase("tình trạng", "status"),
    "steps": Phrase("các bước", "steps"),
    "subtitle": Phrase("tiêu đề phụ", "subtitle"),
    "todo": Phrase("việc cần làm", "what to do"),
    "unit": Phrase("tên đơn vị", "name of the unit"),
    "why": Phrase("lý do", "reason"),
    "wrong": Phrase("nội dung sai", "wrong wording"),
}
_PLACES = ("hero_", "head_", "side_")
"""The same picture stands elsewhere on another size."""
_ENDS = ("_panel", "_title", "_dos")


def size_words(size: str) -> Phrase:
    """``p45`` → “dọc 4:5”; a size that is not the family's own keeps its id."""
    return _SIZES.get(size, Phrase(size, size))


def item_words(name: str, item: int) -> Phrase:
    """``Phần “các bước”``, or ``Mục 3 của phần “các bước”``, to begin a sentence with."""
    part = part_words(name)
    if not item:
        return Phrase(f"Phần “{part.vi}”", f"The part “{part.en}”")
    return Phrase(f"Mục {item} của phần “{part.vi}”", f"Item {item} of the part “{part.en}”")


def part_words(name: str) -> Phrase:
    """What a slot or layer of a layout shows; one without a word of its own keeps its id."""
    found = _PARTS.get(name) or _PARTS.get(name.rpartition("_")[2] if name.startswith(_PLACES) else "")
    for end in _ENDS:
        found = found or _PARTS.get(name.removesuffix(end))
    return found or Phrase(name, name)

"""The verbs over a real profile: the main job step by step, and what is refused on the way."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from studio.app.practice import SAMPLE
from studio.cli.main import main
from studio.clock import SystemClock, local_date
from studio.images.edits import COVER
from studio.posts import record_verify
from tests.cli.signing import signed
from tests.records.test_record import repacked

PIN = "73920408"
WHO = ("--as", "Người duyệt mẫu", "--pin-stdin")
Call = Callable[..., Any]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with the sample post and its photo."""
    text = (SAMPLE / "posts" / "canh-bao.yaml").read_text(encoding="utf-8")
    text = text.replace("{review_on}", (local_date(SystemClock().now()) + timedelta(days=60)).isoformat()).replace(
        "../photo/", ""
    )
    (tmp_path / "post.yaml").write_text(text, encoding="utf-8")
    shutil.copyfile(SAMPLE / "photo" / "cuoc-goi-la.jpg", tmp_path / "cuoc-goi-la.jpg")
    return tmp_path


@pytest.fixture
def call(place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Run a verb on the profile; returns its JSON answer, or the sentence on stderr when it was refused."""

    def run(*words: str, pin: str = PIN, code: int = 0) -> Any:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{pin}\n{pin}\n"))
        words = signed(words, "Người duyệt mẫu")
        assert main(["--profile", str(place / "profile"), "--json", *words]) == code
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return json.loads(said.out) if said.out else said.err.strip()

    return run


@pytest.fixture
def unit(call: Call) -> None:
    """Two people, the sample unit with confirmed contacts, a practice page and a hand-over page."""
    call("people", "add", "Người duyệt mẫu", "--roles", "approver,publisher,technical,head", "--pin-stdin")
    call("people", "add", "Người soạn mẫu", "--roles", "author,approver", *WHO, pin=f"{PIN}\n60418327")
    call("people", "pin", "--as", "Người soạn mẫu", "--pin-stdin", pin=f"60418327\n{PIN}")
    call("directory", "import", str(SAMPLE / "don-vi.yaml"))
    for contact in call("directory", "show")["contacts"]:
        call("directory", "verify", contact["id"])
    call("accounts", "add", "trang-thuc-hanh", "--platform", "practice", "--page-id", "trang-thuc-hanh")
    call("accounts", "add", "ban-giao-facebook", "--platform", "handover", "--page-id", "100000000000001")


@pytest.mark.usefixtures("unit")
def test_the_main_job_verb_by_verb(call: Call, place: Path) -> None:
    post_file = str(place / "post.yaml")
    composed = call("compose", post_file, "--out", str(place / "out"), "--sizes", "sq,link")
    assert {card["size"] for card in composed["cards"]} == {"sq", "link"}
    assert not call("check", post_file)["blocked"]
    post = call("submit", post_file, "--as", "nguoi soan mau", "--pin-stdin")
    assert (post["state"], post["content_hash"]) == ("in_review", composed["content_hash"])
    assert "không được duyệt" in call("approve", post["id"], "--as", "Người soạn mẫu", "--pin-stdin", code=1)
    publish = ("publish", post["id"], "--to", "trang-thuc-hanh", "ban-giao-facebook", "--as", "Người duyệt mẫu")
    assert "Chờ duyệt" in call(*publish, "--pin-stdin", code=1)
    assert call("outbox", "list") == []
    assert call("approve", post["id"][:8], "--as", "Người duyệt mẫu", "--pin-stdin")["state"] == "approved"
    assert "không giữ lịch" in call(*publish, "--held-by", "platform", "--pin-stdin", code=1)
    assert [d["state"] for d in call(*publish, "--pin-stdin")] == ["waiting", "waiting"]
    call("outbox", "run", "--until-idle")
    states = {d["account"]: d for d in call("outbox", "list")}
    assert states["trang-thuc-hanh"]["state"] == "verified"
    progress = {"done": 1, "total": 2, "failed": 0, "unknown": 0, "waiting": 1}
    assert call("outbox", "progress", post["id"]) == progress
    who = ("--as", "Người duyệt mẫu", "--pin-stdin")
    assert call("outbox", "retry", post["id"], *who) == []
    assert call("outbox", "pauses") == []
    assert "không bị dừng gửi" in call("outbox", "release", "trang-thuc-hanh", *who, code=1)
    by_hand = states["ban-giao-facebook"]
    link = ("--link", "https://www.facebook.com/100000000000001/posts/1", "--as", "Người duyệt mẫu", "--pin-stdin")
    elsewhere = ("--link", "https://www.facebook.com/100000000000002/posts/1", *link[2:])
    assert "100000000000002" in call("outbox", "confirm", by_hand["id"][:8], *elsewhere, code=1)
    assert call("outbox", "confirm", by_hand["id"][:8], *link)[0]["stand"] == "claimed"
    assert call("posts", "show", post["id"])["state"] == "published"
    record = call("record", "export", post["id"], "--out", str(place / "record.zip"))
    assert call("record", "verify", str(place / "record.zip"), "--sha256", record["sha256"])["ok"]
    assert not call("record", "verify", str(place / "record.zip"), "--sha256", "0" * 64, code=1)["ok"]
    receipt = record_verify.unpack((place / "record.zip").read_bytes())["receipt.json"].replace(b"true", b"false")
    (place / "record.zip").write_bytes(repacked((place / "record.zip").read_bytes(), receipt_json=receipt))
    rewritten = call("record", "verify", str(place / "record.zip"), code=1)
    assert "mã băm khác" in rewritten["problems"][0]["vi"], "the profile holds the digest of what it kept"
    taken_back = ("withdraw", post["id"], "--as", "Người soạn mẫu", "--note", "Số điện thoại sai.", "--pin-stdin")
    call(*taken_back)
    stands = {d["account"]: d["stand"] for d in call("outbox", "list")}
    assert stands == {"trang-thuc-hanh": "removal_due", "ban-giao-facebook": "remove_by_hand"}
    left = {d["account"]: d["stand"] for d in call("outbox", "remove", post["id"], *who, code=1)}
    assert left == {"trang-thuc-hanh": "withdrawn", "ban-giao-facebook": "remove_by_hand"}
    assert call("outbox", "removed", by_hand["id"][:8], *who)[0]["state"] == "withdrawn"
    assert {d["stand"] for d in call("outbox", "list")} == {"withdrawn"}


@pytest.mark.usefixtures("unit")
def test_a_published_post_is_changed_on_its_pages(call: Call, place: Path) -> None:
    author, approver = ("--as", "Người soạn mẫu", "--pin-stdin"), ("--as", "Người duyệt mẫu", "--pin-stdin")
    post = call("submit", str(place / "post.yaml"), *author)["id"]
    assert "bài đã đăng" in call("posts", "correct", post, *author, code=1)
    call("approve", post, *approver)
    pages = ("--to", "trang-thuc-hanh", "ban-giao-facebook")
    call("publish", post, *pages, *approver)
    call("outbox", "run", "--until-idle")
    hand = next(d for d in call("outbox", "list") if d["account"] == "ban-giao-facebook")
    link = ("--link", "https://www.facebook.com/100000000000001/posts/1", *approver)
    call("outbox", "confirm", hand["id"][:8], *link)
    told = "Người thân của nạn nhân gọi ngay số trực ban."
    assert "không có ô" in call("posts", "correct", post, "--set", "khong-co", "x", *author, code=1)
    change = call("posts", "correct", post, "--set", "how", told, *author)
    assert (change["amends"], change["state"]) == (post, "draft")
    assert call("posts", "correct", post, *author)["id"] == change["id"], "the one that is being written"
    assert call("posts", "submit", change["id"], *author, code=1), "what only a person can confirm is asked anew"
    call("posts", "correct", post, "--confirm", *author)
    assert call("posts", "submit", change["id"], *author)["state"] == "in_review"
    assert "không được duyệt" in call("approve", change["id"], *author, code=1)
    assert "Chờ duyệt" in call("publish", change["id"], *pages, *approver, code=1)
    call("approve", change["id"], *approver)
    queued = call("publish", change["id"], *pages, *approver)
    assert {d["stand"] for d in queued} == {"amend_waiting"}
    call("outbox", "run", "--until-idle")
    mine = {d["account"]: d for d in call("outbox", "list") if d["post"] == change["id"]}
    assert (mine["trang-thuc-hanh"]["stand"], mine["ban-giao-facebook"]["state"]) == ("amended", "needs_attention")
    shown = list((place / "profile").rglob("posts/*/post.json"))
    assert [told in path.read_text(encoding="utf-8") for path in shown] == [True], "one post, with the new text"
    guides = [path.read_text(encoding="utf-8-sig") for path in (place / "profile").rglob("HUONG-DAN.txt")]
    assert sum("SỬA BÀI ĐÃ ĐĂNG" in guide and link[1] in guide for guide in guides) == 1
    assert call("outbox", "confirm", mine["ban-giao-facebook"]["id"][:8], *link)[0]["stand"] == "claimed"
    assert call("posts", "show", change["id"])["state"] == "published"
    record = call("record", "export", change["id"], "--out", str(place / "change.zip"))
    assert call("record", "verify", str(place / "change.zip"), "--sha256", record["sha256"])["ok"]
    assert "gỡ bài gốc" in call("withdraw", change["id"], "--note", "Sai.", *approver, code=1)
    call("withdraw", post, "--note", "Số điện thoại sai.", *author)
    assert {call("posts", "show", one)["state"] for one in (post, change["id"])} == {"withdrawn"}
    call("outbox", "remove", post, *approver, code=1)
    call("outbox", "removed", hand["id"][:8], *approver)
    assert {d["stand"] for d in call("outbox", "list")} == {"withdrawn"}


@pytest.mark.usefixtures("unit")
def test_a_blocked_post_is_not_submitted(call: Call, place: Path) -> None:
    path = place / "post.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Người lạ gọi", "Tên trộm gọi"), encoding="utf-8")
    assert call("check", str(path), code=1)["blocked"]
    assert "INNOCENCE_WORDING" in call("submit", str(path), "--as", "Người soạn mẫu", "--pin-stdin", code=1)
    assert call("posts", "list") == []


@pytest.mark.usefixtures("unit")
def test_what_is_wrong_with_the_call_is_said_in_one_sentence(call: Call, place: Path) -> None:
    for words in (
        ("submit", str(place / "post.yaml"), "--as", "Không Có Ai", "--pin-stdin"),
        ("check", str(place / "none.yaml")),
        ("people", "add", "Người thứ ba", "--roles", "king", *WHO),
        ("accounts", "add", "fb", "--platform", "facebook", "--page-id", "a b"),
        ("posts", "show", "ffffffff"),
        ("library", "cite", "99/2099/QĐ-MAU", "1"),
        ("library", "search", "x", "--limit", "0"),
        ("compose", str(place / "post.yaml"), "--out", str(place / "o"), "--sizes", "huge"),
        ("record", "verify", str(place / "none.zip")),
        ("image", "fit", str(place / "post.yaml"), "--out", str(place / "x.jpg")),
        ("image", "redact", str(place / "cuoc-goi-la.jpg"), "--out", str(place / "x.jpg"), "--boxes", "[[1,2,3]]"),
    ):
        sentence = call(*words, code=1)
        assert isinstance(sentence, str), words
        assert sentence.count("\n") == 0, sentence
    assert not (place / "x.jpg").exists()


def test_a_law_from_file_to_confirmed_citation(call: Call) -> None:
    call("people", "add", "Người duyệt mẫu", "--roles", "approver,head", "--pin-stdin")
    report = call("library", "import", str(SAMPLE / "law"))
    assert report["documents"] >= 5
    assert report["refused"] == []
    assert call("library", "status", "01/2026/QĐ-MAU")["status"] == "unknown"
    confirm = ("library", "confirm", "01/2026/QĐ-MAU", "--as", "Người duyệt mẫu", "--pin-stdin")
    assert "nguồn đã đối chiếu" in call(*confirm, code=1)
    assert call("library", "status", "01/2026/QĐ-MAU")["status"] == "unknown"
    call(*confirm, "--source", "Công báo")
    assert call("library", "status", "01/2026/QĐ-MAU", "--on", "2026-11-25")["status"] == "in_force"
    assert call("library", "status", "03/2024/QĐ-MAU", "--on", "25/11/2026")["replaced_by"] == "01/2026/QĐ-MAU"
    assert "01/2026/QĐ-MAU" in call("library", "cite", "01/2026/QĐ-MAU", "1")["citation"]
    hits = call("library", "search", "can cuoc cu tru")
    assert hits[0]["document"] == "05/2025/TT-MAU"


def test_the_other_lines_of_a_broken_file_are_imported_by_choice(call: Call, place: Path) -> None:
    path = place / "hong.jsonl"
    path.write_text(
        '{"number": "9/2026/QĐ-MAU", "articles": [{"number": "1", "text": "Một."}]}\n{"number"\n', encoding="utf-8"
    )
    refused = call("library", "import", str(path), code=1)["refused"]
    assert refused[0]["reason"].startswith("dòng 2: không phải JSON hợp lệ")
    told = call("library", "import", "--skip-broken", str(path))
    assert (told["documents"], told["refused"]) == (1, refused)


def test_no_verb_writes_over_the_original_photograph(call: Call, place: Path) -> None:
    photo = place / "cuoc-goi-la.jpg"
    before = photo.read_bytes()
    same = str(place / "khác" / ".." / photo.name)
    (place / "khác").mkdir()
    assert "ghi đè" in call("image", "fit", str(photo), "--out", same, code=1)
    assert "ghi đè" in call("image", "redact", str(photo), "--out", same, "--boxes", "[[0,0,9,9]]", code=1)
    assert photo.read_bytes() == before


def test_pictures_need_no_profile(call: Call, place: Path) -> None:
    photo = str(place / "cuoc-goi-la.jpg")
    fitted = call("image", "fit", photo, "--out", str(place / "fit.jpg"), "--max-width", "800")
    assert fitted["width"] == 800
    covered = call("image", "redact", photo, "--out", str(place / "r.png"), "--boxes", "[[0,0,100,100]]")
    assert covered["width"] == 2400
    with Image.open(place / "r.png") as picture:
        assert picture.crop((0, 0, 100, 100)).getextrema() == tuple((level, level) for level in COVER)
    assert "--faces" in call("image", "redact", photo, "--out", str(place / "r.png"), code=1)
    (place / "ảnh").mkdir()
    (place / "ảnh" / "a.jpg").write_bytes(Path(photo).read_bytes())
    (place / "ảnh" / "b.jpg").write_bytes(b"no picture")
    report = call("image", "batch", str(place / "ảnh"), "--out", str(place / "ra"), "--target", "zalo")
    assert [one["width"] for one in report["written"]] == [1280]
    assert [Path(one["path"]).name for one in report["refused"]] == ["b.jpg"]
    assert not (place / "profile").exists()


@pytest.mark.usefixtures("unit")
def test_posts_are_searched_thrown_away_and_brought_back(call: Call, place: Path) -> None:
    post = call("submit", str(place / "post.yaml"), "--as", "Người soạn mẫu", "--pin-stdin")["id"]
    throw = ("posts", "trash", post[:8], "--as", "Người soạn mẫu", "--pin-stdin")
    assert "rút bài về bản nháp" in call(*throw, code=1)
    call("ask-changes", post, "--note", "Rõ nguồn hơn", "--as", "Người duyệt mẫu", "--pin-stdin")
    assert [p["id"] for p in call("posts", "list", "--text", "vneid", "--limit", "5")] == [post]
    assert call("posts", "list", "--text", "không có chữ này") == []
    assert call("posts", "list", "--state", "draft") == []
    assert call(*throw)["trashed_at"] is not None
    assert call("posts", "list") == []
    (thrown,) = call("posts", "list", "--trashed")
    assert (thrown["id"], thrown["state"]) == (post, "changes_asked")
    assert call("posts", "untrash", post[:8], "--as", "Người soạn mẫu", "--pin-stdin")["trashed_at"] is None
    assert [p["id"] for p in call("posts", "list")] == [post]
    assert call("posts", "list", "--trashed") == []


@pytest.mark.usefixtures("unit")
def test_posts_are_commented_on(call: Call, place: Path) -> None:
    post = call("submit", str(place / "post.yaml"), "--as", "Người soạn mẫu", "--pin-stdin")["id"]
    assert call("reviews", "list", post) == []
    words = ("--text", "Nêu rõ nguồn tin", "--field", "how", *WHO)
    comment = call("reviews", "add", post[:8], *words)
    assert (comment["by"], comment["field"], comment["resolved_at"]) == ("Người duyệt mẫu", "how", None)
    assert call("reviews", "list", post[:8]) == [comment]
    call("reviews", "resolve", comment["id"], "--as", "Người soạn mẫu", "--pin-stdin")
    assert call("reviews", "list", post)[0]["resolved_at"] is not None
    call("reviews", "reopen", comment["id"], "--as", "Người soạn mẫu", "--pin-stdin")
    assert call("reviews", "list", post) == [comment]
    assert "góp ý này đã bị xóa" in call(
        "reviews", "resolve", "khong-co", "--as", "Người soạn mẫu", "--pin-stdin", code=1
    )

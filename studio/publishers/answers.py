"""What is said of a call whatever the platform: not sent, lost, a server's trouble, a portal in between."""

from __future__ import annotations

from collections.abc import Callable

from studio.errors import NotFound, StorageTrouble, StudioError, Untrusted
from studio.phrase import Phrase
from studio.publishers.http import Lost, NotSent, Reply, Why
from studio.publishers.port import Answer, Outcome, Unreachable

_NOT_SENT = {
    Why.NETWORK: Phrase("Không kết nối được với máy chủ của trang.", "The page's server cannot be reached."),
    Why.CERTIFICATE: Phrase(
        "Chứng chỉ bảo mật của máy chủ không hợp lệ, hoặc đồng hồ máy tính sai; hãy kiểm tra ngày giờ, "
        "rồi báo bộ phận kỹ thuật.",
        "The server's certificate is not valid, or this PC's clock is wrong; check date and time, "
        "then call your technical staff.",
    ),
    Why.HANDSHAKE: Phrase(
        "Không lập được kết nối bảo mật (TLS) với máy chủ của trang; chưa có gì được gửi.",
        "No secure connection (TLS) to the page's server came about; nothing was sent.",
    ),
    Why.PROXY: Phrase(
        "Máy chủ proxy của cơ quan từ chối hoặc không trả lời; hãy kiểm tra cài đặt proxy với bộ phận kỹ thuật.",
        "The office's proxy refuses or does not answer; check its settings with your technical staff.",
    ),
}
_PASSING = (Why.NETWORK, Why.HANDSHAKE)
"""What waiting may cure."""
_LOST = Phrase("Không nhận được trả lời trọn vẹn của trang.", "No whole answer came from the page.")
_SERVER = Phrase("Máy chủ của trang đang gặp sự cố", "The page's server is in trouble")
_PORTAL = Phrase(
    "Trả lời không phải của trang; có thể mạng đang đòi đăng nhập (Wi-Fi, proxy), hãy mở trình duyệt để kiểm tra.",
    "The answer is not the page's; the network may ask for a login (Wi-Fi, proxy), open a browser to see.",
)
OF_THE_FILE = "file"
"""Code of an answer that tells of our own file: not all of it was sent, and what was may be wrong."""
PORTAL_RAW = 300
"""Bytes of a foreign answer that are kept."""


def write_call(call: Callable[[], Reply]) -> Reply | Answer:
    """Make a request that may change the page: the reply to be judged, or an answer that says what is known."""
    try:
        reply = call()
    except NotSent as trouble:
        return not_sent(trouble.why)
    except Lost as trouble:
        return Answer(outcome=Outcome.UNKNOWN, vi=_LOST.vi, en=_LOST.en, raw=str(trouble))
    except (Untrusted, NotFound, StorageTrouble) as trouble:  # of the file that is the body, before its last piece
        say = trouble.phrase
        return Answer(outcome=Outcome.NOT_EXECUTED, vi=say.vi, en=say.en, needs_person=True, code=OF_THE_FILE)
    return common(reply) or reply


def read_call(call: Callable[[], Reply]) -> Reply:
    """Make a request that changes nothing. Raises Unreachable (waiting helps) or StudioError (a person is needed)."""
    try:
        reply = call()
    except NotSent as trouble:
        say = _NOT_SENT[trouble.why]
        raise (Unreachable if trouble.why in _PASSING else StudioError)(say.vi, say.en) from None
    except Lost:
        raise Unreachable(_LOST.vi, _LOST.en) from None
    if reply.status == 407:
        say = _NOT_SENT[Why.PROXY]
        raise StudioError(say.vi, say.en)
    return reply


def not_sent(why: Why) -> Answer:
    """Nothing left this PC."""
    say = _NOT_SENT[why]
    return Answer(outcome=Outcome.NOT_EXECUTED, vi=say.vi, en=say.en, needs_person=why not in _PASSING, raw=why.value)


def common(reply: Reply) -> Answer | None:
    """What a status alone says of a write; None: the platform's own rules decide."""
    if reply.status == 407:
        return not_sent(Why.PROXY)
    if reply.status in (429, 503) and reply.retry_after is not None:
        say = Phrase("Trang yêu cầu chờ.", "The page asks to wait.")
        return Answer(
            outcome=Outcome.NOT_EXECUTED, vi=say.vi, en=say.en, retry_after=reply.retry_after, code=str(reply.status)
        )
    if 300 <= reply.status < 400:
        return foreign(reply)
    return None


def server_trouble(reply: Reply) -> Answer:
    """A 5xx: the post may be there all the same."""
    return Answer(
        outcome=Outcome.UNKNOWN,
        vi=f"{_SERVER.vi} (mã {reply.status}).",
        en=f"{_SERVER.en} (code {reply.status}).",
        retry_after=reply.retry_after,
        code=str(reply.status),
    )


def foreign(reply: Reply) -> Answer:
    """An answer that cannot be the platform's: HTML, cut JSON, a redirect."""
    return Answer(
        outcome=Outcome.UNKNOWN,
        vi=_PORTAL.vi,
        en=_PORTAL.en,
        code=str(reply.status),
        raw=reply.body[:PORTAL_RAW].decode("utf-8", "replace"),
    )


def foreign_read(reply: Reply) -> StudioError:
    """The same, of a read: waiting may help."""
    return Unreachable(_PORTAL.vi, _PORTAL.en)

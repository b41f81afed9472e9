"""What each platform takes of a video, as data, and what of a post's video does not fit. Nothing here re-encodes one.

Facebook reels: MP4 of 9:16, 3 to 90 s, 540 × 960 pixels at least, 24 to 60 pictures a second, H.264, H.265, VP9 or AV1
(developers.facebook.com, Reels Publishing). Zalo: MP4 of 50 MB, in an article that has a cover (developers.zalo.me,
Article API). Website: MP4, which every browser plays as H.264 only; how large a file its server takes it does not tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from studio.images.video import Clip
from studio.phrase import Phrase
from studio.platforms import Platform
from studio.posts.model import Severity

CODECS = {"avc1": "H.264", "avc3": "H.264", "hvc1": "H.265", "hev1": "H.265", "vp09": "VP9", "av01": "AV1"}
_PLAIN = frozenset({"avc1", "avc3"})
"""What everything plays."""
SHAPE_SLACK = 0.02
"""Of 1: encoders round the sides of a picture to multiples of 2 or 16."""
Remark = tuple[Severity, Phrase, Phrase]
"""How grave, what is wrong, what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoLimits:
    """Lengths in seconds, sizes in bytes and pixels; None or 0: the platform names no limit."""

    covered: bool
    """Whether a picture goes out with the video, as its cover."""
    cover_needed: bool = False
    codecs: frozenset[str] = _PLAIN
    refuses_others: bool = False
    """True: another codec is refused; False: it may not play everywhere."""
    bytes_max: int = 0
    server_bytes: int = 0
    """More than this a server may refuse that was not set up for it."""
    shortest: float = 0
    longest: float = 0
    shape: tuple[int, int] | None = None
    least: tuple[int, int] = (0, 0)
    fps: tuple[int, int] | None = None


VIDEO_LIMITS: Mapping[Platform, VideoLimits] = {
    Platform.FACEBOOK: VideoLimits(
        covered=False,
        codecs=frozenset(CODECS),
        refuses_others=True,
        shortest=3,
        longest=90,
        shape=(9, 16),
        least=(540, 960),
        fps=(24, 60),
    ),
    Platform.ZALO: VideoLimits(covered=True, cover_needed=True, bytes_max=50_000_000),
    Platform.WEBSITE: VideoLimits(covered=True, server_bytes=2_000_000),
}
_EXPORT = Phrase(
    "Xuất lại video thành MP4 (H.264) bằng điện thoại hoặc phần mềm dựng rồi thêm lại.",
    "Export the video as MP4 (H.264) on the phone or in an editor and add it again.",
)
_CUT = Phrase("Cắt lại video rồi thêm lại.", "Cut the video and add it again.")


def misfits(clip: Clip, platform: Platform, name: Phrase) -> Iterator[Remark]:
    """What of a video does not suit a platform that is called `name`: one sentence each."""
    limits = VIDEO_LIMITS[platform]
    yield from _coding(clip, limits, name)
    yield from _weight(clip, limits, name)
    yield from _length(clip, limits, name)
    yield from _picture(clip, limits, name)


def _coding(clip: Clip, limits: VideoLimits, name: Phrase) -> Iterator[Remark]:
    if clip.container != "mp4":
        kind = clip.container.upper()
        yield (
            Severity.BLOCK,
            Phrase(f"Video là tệp {kind}, {name.vi} chỉ nhận MP4.", f"The video is {kind}, {name.en} takes MP4 only."),
            _EXPORT,
        )
    if clip.codec not in limits.codecs:
        codec = CODECS.get(clip.codec, clip.codec)
        wrong = Phrase(
            f"Video mã hóa {codec}, {name.vi} có thể không phát được trên mọi máy.",
            f"The video is coded as {codec}, which may not play everywhere on {name.en}.",
        )
        if limits.refuses_others:
            wrong = Phrase(
                f"Video mã hóa {codec}, {name.vi} không nhận.", f"The video is coded as {codec}; {name.en} refuses it."
            )
        yield (Severity.BLOCK if limits.refuses_others else Severity.WARN, wrong, _EXPORT)


def _weight(clip: Clip, limits: VideoLimits, name: Phrase) -> Iterator[Remark]:
    weighs = f"{clip.bytes / 1e6:.1f}"
    if limits.bytes_max and clip.bytes > limits.bytes_max:
        most = f"{limits.bytes_max / 1e6:.0f}"
        yield (
            Severity.BLOCK,
            Phrase(
                f"Video nặng {weighs.replace('.', ',')} MB, {name.vi} nhận tối đa {most} MB.",
                f"The video has {weighs} MB, {name.en} takes {most} MB at most.",
            ),
            Phrase(
                "Cắt ngắn hoặc xuất lại với dung lượng nhỏ hơn; chương trình không nén lại video.",
                "Shorten it or export it smaller; this program does not compress videos.",
            ),
        )
    if limits.server_bytes and clip.bytes > limits.server_bytes:
        yield (
            Severity.INFO,
            Phrase(
                f"Máy chủ của {name.vi} phải cho tải lên tệp {weighs.replace('.', ',')} MB; nhiều máy chủ chỉ đặt "
                f"{limits.server_bytes / 1e6:.0f} MB.",
                f"The server of {name.en} has to take an upload of {weighs} MB; many are set to "
                f"{limits.server_bytes / 1e6:.0f} MB.",
            ),
            Phrase(
                "Hỏi người quản trị trang web (upload_max_filesize, post_max_size).",
                "Ask the website's administrator (upload_max_filesize, post_max_size).",
            ),
        )


def _length(clip: Clip, limits: VideoLimits, name: Phrase) -> Iterator[Remark]:
    if limits.longest and not limits.shortest <= clip.seconds <= limits.longest:
        told = f"{clip.seconds:.1f}"
        yield (
            Severity.BLOCK,
            Phrase(
                f"Video dài {told.replace('.', ',')} giây, {name.vi} nhận từ {limits.shortest:.0f} đến "
                f"{limits.longest:.0f} giây.",
                f"The video lasts {told} s, {name.en} takes {limits.shortest:.0f} to {limits.longest:.0f} s.",
            ),
            _CUT,
        )


def _picture(clip: Clip, limits: VideoLimits, name: Phrase) -> Iterator[Remark]:
    size = f"{clip.width} × {clip.height}"
    if limits.shape and abs(clip.width * limits.shape[1] / (clip.height * limits.shape[0]) - 1) > SHAPE_SLACK:
        shape = f"{limits.shape[0]}:{limits.shape[1]}"
        yield (
            Severity.BLOCK,
            Phrase(
                f"Khung hình video là {size}, {name.vi} (thước phim) cần khung dọc {shape}.",
                f"The video's picture is {size}, {name.en} (reels) needs an upright {shape}.",
            ),
            Phrase(
                "Quay dọc, hoặc dựng lại thành khung dọc 1080 × 1920 rồi thêm lại.",
                "Film upright, or edit it to 1080 × 1920 and add it again.",
            ),
        )
    elif clip.width < limits.least[0] or clip.height < limits.least[1]:
        least = f"{limits.least[0]} × {limits.least[1]}"
        yield (
            Severity.BLOCK,
            Phrase(
                f"Video chỉ có {size} điểm ảnh, {name.vi} cần ít nhất {least}.",
                f"The video has {size} pixels, {name.en} needs {least} at least.",
            ),
            Phrase("Xuất lại video với độ phân giải cao hơn.", "Export the video at a higher resolution."),
        )
    if limits.fps and clip.fps and not limits.fps[0] - 0.5 <= clip.fps <= limits.fps[1] + 0.5:
        told = f"{clip.fps:.0f}"
        yield (
            Severity.BLOCK,
            Phrase(
                f"Video có {told} hình/giây, {name.vi} nhận từ {limits.fps[0]} đến {limits.fps[1]}.",
                f"The video has {told} pictures a second, {name.en} takes {limits.fps[0]} to {limits.fps[1]}.",
            ),
            Phrase("Xuất lại video ở 30 hình/giây.", "Export the video at 30 pictures a second."),
        )

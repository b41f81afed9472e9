"""Draws the practice photographs of the training: ``python -m tools.practice_photos``.

Nobody and nothing in them is real. They hold what has to be covered before a picture leaves (a number plate, a paper
with an identity number, a board with telephone numbers, a chat on a screen), and made-up coordinates in their metadata.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

from PIL import ExifTags, Image, ImageDraw, ImageFilter, ImageFont

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "studio" / "assets" / "sample" / "photo"
FONT = ROOT / "studio" / "assets" / "fonts" / "noto-sans" / "400.ttf"
BOLD = ROOT / "studio" / "assets" / "fonts" / "noto-sans" / "700.ttf"
SIZE = (1600, 1066)
LARGEST = 150_000
"""Bytes of a picture."""
Box = tuple[int, int, int, int]


def font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(BOLD if bold else FONT, size)


def ground(top: tuple[int, int, int], bottom: tuple[int, int, int]) -> Image.Image:
    """A wash from `top` to `bottom`."""
    strip = Image.new("RGB", (1, 2))
    strip.putpixel((0, 0), top)
    strip.putpixel((0, 1), bottom)
    return strip.resize(SIZE, Image.Resampling.BICUBIC)


def tilted(sheet: Image.Image, angle: float, onto: Image.Image, at: tuple[int, int]) -> None:
    """Lay `sheet` onto a picture, turned and with a soft shadow."""
    turned = sheet.convert("RGBA").rotate(angle, Image.Resampling.BICUBIC, expand=True)
    shade = Image.new("RGBA", turned.size, (0, 0, 0, 0))
    shade.putalpha(turned.getchannel("A").point(lambda alpha: alpha // 3))
    onto.paste(shade.filter(ImageFilter.GaussianBlur(8)), (at[0] + 10, at[1] + 14), shade)
    onto.paste(turned, at, turned)


def street() -> Image.Image:
    """A road, houses, and a motorcar with its plate."""
    picture = ground((196, 214, 232), (226, 222, 210))
    draw, chance = ImageDraw.Draw(picture), Random(3)  # noqa: S311 (the same picture every time)
    for number, left in enumerate(range(0, 1600, 200)):
        roof = chance.randint(190, 330)
        wall = chance.choice([(214, 190, 158), (190, 176, 168), (206, 204, 188), (178, 190, 196)])
        draw.rectangle((left, roof, left + 196, 700), fill=wall)
        draw.rectangle((left, roof, left + 196, roof + 16), fill=(146, 96, 74))
        for row in range(roof + 50, 560, 110):
            draw.rectangle((left + 34, row, left + 84, row + 64), fill=(92, 112, 126))
            draw.rectangle((left + 116, row, left + 166, row + 64), fill=(92, 112, 126))
        draw.rectangle((left + 20, 590, left + 176, 640), fill=(40, 84, 140))
        draw.text((left + 98, 615), f"NHÀ MẪU {number + 1}", font=font(24, bold=True), fill="white", anchor="mm")
    draw.rectangle((0, 700, 1600, 760), fill=(176, 172, 166))
    draw.rectangle((0, 760, 1600, 1066), fill=(86, 88, 92))
    for left in range(40, 1600, 240):
        draw.rectangle((left, 1010, left + 130, 1022), fill=(232, 230, 220))
    draw.ellipse((490, 890, 1130, 960), fill=(58, 60, 64))
    draw.polygon([(600, 560), (1020, 560), (1090, 710), (530, 710)], fill=(124, 30, 34))
    draw.polygon([(622, 578), (1000, 578), (1054, 700), (568, 700)], fill=(62, 78, 92))
    draw.rounded_rectangle((500, 690, 1120, 900), 36, fill=(152, 36, 40))
    for left in (528, 992):
        draw.rounded_rectangle((left, 726, left + 104, 776), 18, fill=(240, 226, 180))
        draw.rounded_rectangle((left - 6, 870, left + 110, 940), 18, fill=(30, 30, 32))
    draw.rectangle((690, 800, 934, 880), fill="white", outline=(20, 20, 20), width=4)
    draw.text((812, 840), "00A-000.12", font=font(44, bold=True), fill=(16, 16, 16), anchor="mm")
    return picture


def desk() -> Image.Image:
    """A desk with a form that shows a made-up identity number."""
    picture = ground((150, 108, 72), (122, 84, 54))
    draw, chance = ImageDraw.Draw(picture), Random(5)  # noqa: S311
    for row in range(0, 1066, 7):
        shade = chance.randint(-9, 9)
        draw.line((0, row, 1600, row + chance.randint(-6, 6)), fill=(134 + shade, 94 + shade, 62 + shade), width=3)
    sheet = Image.new("RGB", (760, 900), (250, 249, 244))
    page = ImageDraw.Draw(sheet)
    page.text((380, 70), "PHIẾU TIẾP NHẬN (MẪU)", font=font(40, bold=True), fill=(24, 24, 28), anchor="mm")
    lines = (
        "Họ tên: Lê Thị Thử", "Số định danh: 000 190 000 015", "Ngày sinh: 12/03/1990",
        "Điện thoại: 0900 000 015", "Nơi ở: số nhà 12 ngõ 34 đường Mẫu", "Việc: cấp lại căn cước",
    )  # fmt: skip
    for number, line in enumerate(lines):
        page.text((60, 160 + number * 84), line, font=font(34), fill=(30, 34, 60))
        page.line((60, 210 + number * 84, 700, 210 + number * 84), fill=(190, 190, 190), width=2)
    page.text((560, 780), "(văn bản mẫu)", font=font(28), fill=(120, 120, 120), anchor="mm")
    tilted(sheet, 7, picture, (170, 40))
    draw.ellipse((1180, 120, 1440, 380), fill=(238, 236, 230))
    draw.ellipse((1206, 146, 1414, 354), fill=(74, 44, 26))
    draw.line((1100, 900, 1480, 640), fill=(26, 46, 120), width=22)
    draw.line((1480, 640, 1506, 622), fill=(210, 180, 60), width=12)
    return picture


def board() -> Image.Image:
    """A notice board with a list of names and telephone numbers."""
    picture = ground((206, 206, 198), (186, 184, 176))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((120, 90, 1480, 960), fill=(120, 84, 52))
    draw.rectangle((150, 120, 1450, 930), fill=(186, 150, 104))
    left = Image.new("RGB", (560, 660), "white")
    page = ImageDraw.Draw(left)
    page.text((280, 60), "LỊCH TRỰC TỔ DÂN PHỐ", font=font(34, bold=True), fill=(150, 20, 30), anchor="mm")
    people = ("Ông Nguyễn Văn Mẫu", "Bà Trần Thị Ví Dụ", "Ông Phạm Văn Thử", "Bà Lê Thị Tập")
    for number, person in enumerate(people):
        page.text((36, 130 + number * 120), person, font=font(32), fill=(24, 24, 28))
        page.text((36, 176 + number * 120), f"ĐT 0900 000 06{number}", font=font(32), fill=(24, 24, 28))
    tilted(left, -2, picture, (210, 170))
    right = Image.new("RGB", (480, 340), (255, 246, 190))
    page = ImageDraw.Draw(right)
    for number, line in enumerate(("HỌP KHU PHỐ (MẪU)", "19 giờ thứ Bảy", "Nhà sinh hoạt cộng đồng")):
        page.text((240, 80 + number * 80), line, font=font(34, bold=number == 0), fill=(40, 40, 40), anchor="mm")
    tilted(right, 3, picture, (880, 200))
    for x, y in ((480, 176), (1110, 214)):
        draw.ellipse((x, y, x + 26, y + 26), fill=(200, 30, 40))
    return picture


def screen() -> Image.Image:
    """A monitor that shows somebody's chat, and a badge beside it."""
    picture = ground((92, 100, 112), (60, 64, 72))
    draw = ImageDraw.Draw(picture)
    draw.rounded_rectangle((250, 110, 1350, 790), 22, fill=(20, 22, 26))
    draw.rectangle((280, 140, 1320, 760), fill=(236, 240, 246))
    draw.rectangle((280, 140, 1320, 210), fill=(28, 92, 170))
    draw.text((310, 175), "Tin nhắn: Trần Thị Ví Dụ", font=font(34, bold=True), fill="white", anchor="lm")
    said = ("Em mất giấy tờ ở bến xe,", "số em 0900 000 047,", "căn cước 000 185 000 047")
    for number, line in enumerate(said):
        top = 260 + number * 110
        draw.rounded_rectangle((320, top, 900, top + 84), 26, fill="white")
        draw.text((350, top + 42), line, font=font(34), fill=(30, 30, 34), anchor="lm")
    draw.rounded_rectangle((740, 620, 1280, 704), 26, fill=(200, 224, 250))
    draw.text((770, 662), "Mời chị tới bộ phận một cửa", font=font(34), fill=(30, 30, 34), anchor="lm")
    draw.polygon([(700, 790), (900, 790), (940, 930), (660, 930)], fill=(28, 30, 34))
    draw.rounded_rectangle((1040, 860, 1420, 1020), 14, fill=(246, 246, 240))
    draw.text((1230, 910), "CÁN BỘ MẪU", font=font(36, bold=True), fill=(150, 20, 30), anchor="mm")
    draw.text((1230, 966), "Số hiệu 000-047", font=font(32), fill=(30, 30, 34), anchor="mm")
    return picture


def figures() -> Image.Image:
    """What a platform shows of a page's month; one of the posts is an exercise."""
    picture = ground((244, 246, 250), (244, 246, 250))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, 1600, 160), fill=(26, 84, 160))
    draw.text((60, 80), "Số liệu trang (mẫu)", font=font(72, bold=True), fill="white", anchor="lm")
    rows = (
        ("Bài đăng", "Lượt xem"), ("Cảnh báo lừa đảo", "1.240"), ("Hỏi đáp cư trú", "860"),
        ("[TẬP HUẤN] Bài thực hành", "37"), ("Cấm đường cuối tuần", "415"),
    )  # fmt: skip
    for number, (title, views) in enumerate(rows):
        top = 200 + number * 166
        draw.rounded_rectangle((60, top, 1540, top + 140), 16, fill="white", outline=(208, 214, 224), width=2)
        draw.text((100, top + 70), title, font=font(64, bold=number == 0), fill=(30, 36, 48), anchor="lm")
        draw.text((1500, top + 70), views, font=font(64, bold=True), fill=(30, 36, 48), anchor="rm")
    return picture


PICTURES: dict[str, Callable[[], Image.Image]] = {
    "duong-pho.jpg": street,
    "ban-lam-viec.jpg": desk,
    "bang-tin.jpg": board,
    "man-hinh.jpg": screen,
    "so-lieu-trang.jpg": figures,
}


def worn(picture: Image.Image, chance: Random) -> Image.Image:
    """As a camera sees it: darker to the edges, a little soft, a little noise."""
    light = Image.new("L", SIZE, 150)
    ImageDraw.Draw(light).ellipse((-200, -200, SIZE[0] + 200, SIZE[1] + 200), fill=255)
    dark = Image.composite(picture, Image.new("RGB", SIZE, (20, 22, 30)), light.filter(ImageFilter.GaussianBlur(220)))
    grain = Image.frombytes("L", (SIZE[0] // 4, SIZE[1] // 4), chance.randbytes(SIZE[0] // 4 * (SIZE[1] // 4)))
    noisy = Image.blend(dark, grain.resize(SIZE, Image.Resampling.BICUBIC).convert("RGB"), 0.035)
    return noisy.filter(ImageFilter.GaussianBlur(0.8))


def metadata() -> Image.Exif:
    """A made-up camera and a place in the middle of the sea."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Mau"
    exif[ExifTags.Base.Model] = "Tap huan 1"
    exif[ExifTags.Base.DateTime] = "2026:01:02 08:00:00"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({
        int(ExifTags.GPS.GPSLatitudeRef): "N", int(ExifTags.GPS.GPSLatitude): (9.0, 0.0, 0.0),
        int(ExifTags.GPS.GPSLongitudeRef): "E", int(ExifTags.GPS.GPSLongitude): (110.0, 0.0, 0.0),
    })  # fmt: skip
    return exif


def main() -> None:
    """Draw all beside the sample photograph."""
    OUT.mkdir(parents=True, exist_ok=True)
    for number, (name, draw) in enumerate(PICTURES.items()):
        picture = draw()
        flat = name == "so-lieu-trang.jpg"  # a capture of a screen, not a photograph
        seen = picture if flat else worn(picture, Random(number))  # noqa: S311
        for quality in (82, 76, 70):
            seen.save(OUT / name, quality=quality, optimize=True, exif=metadata())
            if (OUT / name).stat().st_size <= LARGEST:
                break


if __name__ == "__main__":
    main()

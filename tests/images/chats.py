"""Long screenshots made on the spot, whose rows can be told from each other."""

from __future__ import annotations

from PIL import Image, ImageDraw

LINE = 40
"""Height of a line of a message, in pixels."""


def numbered(width: int, height: int) -> Image.Image:
    """Each row has its number in the colour of its first and last pixels; nothing else."""
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    for row in range(height):
        colour = (row % 64 * 4, row // 64 % 64 * 4, row // 4096 * 4)
        draw.line((0, row, width - 1, row), fill=colour)
    return image


def chat(width: int, messages: int, *, lines: int = 3) -> tuple[Image.Image, list[range]]:
    """A chat with so many bubbles of text, and the rows of each line of text."""
    gap = 24
    bubble = lines * LINE + 2 * gap
    image = Image.new("RGB", (width, messages * (bubble + gap) + gap), (240, 240, 245))
    draw, texts = ImageDraw.Draw(image), []
    for message in range(messages):
        top, left = gap + message * (bubble + gap), 20 + message % 2 * width // 5
        draw.rectangle((left, top, left + width * 3 // 4, top + bubble - 1), fill=(0, 120, 220))
        for line in range(lines):
            first = top + gap + line * LINE
            texts.append(range(first, first + LINE - 8))
            for letter in range(left + 12, left + width // 2, 14):
                draw.rectangle((letter, first, letter + 5, first + LINE - 9), fill="white")
    return image, texts

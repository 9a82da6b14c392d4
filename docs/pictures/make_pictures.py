#!/usr/bin/env python3
"""Takes the pictures of docs/attention.md: drives the program in tmux and draws the captured screens.

    pip install pillow
    make release && python3 docs/pictures/make_pictures.py

Needs tmux, the font DejaVu Sans Mono, and the terminal descriptions of ncurses-term (for full colours).
"""

import pathlib
import re
import subprocess
import time
import unicodedata

from PIL import Image, ImageDraw, ImageFont

FOLDER = pathlib.Path(__file__).resolve().parent
TALPA = FOLDER.parents[1] / ".build/release/talpa"
SENTENCE = "The mole dug a tunnel under the garden while the other mole sold secrets."
OTHER = "The spy dug a tunnel under the garden while the other spy sold secrets."
FONT = ImageFont.truetype("DejaVuSansMono.ttf", 15)
CELL = (9, 18)
TEXT, PAPER = (220, 220, 220), (20, 20, 24)
NAMED = [(0, 0, 0), (205, 49, 49), (13, 188, 121), (200, 180, 16), (36, 114, 200), (188, 63, 188), (17, 168, 205), (229, 229, 229)]

PICTURES = {
    "head": ["head", [], "]]jjll"],
    "grid": ["grid", [], "jllllllll"],
    "token": ["token", ["--token", "mole", "--target", "tunnel", "--layer", "3", "--head", "3"], ""],
    "flow": ["flow", [], "jj"],
    "difference": ["difference", ["--with", OTHER, "--layer", "3", "--head", "9"], "jj"],
    "ablated": ["head", ["--layer", "2", "--head", "9"], "ajj"],
}


def main():
    for name, (view, options, keys) in PICTURES.items():
        draw(capture([str(TALPA), "attention", SENTENCE, "--view", view, *options], keys)).save(
            FOLDER / f"{name}.png", optimize=True)


def tmux(*arguments):
    return subprocess.run(
        ["tmux", "-L", "talpa-pictures", "-f", "/dev/null", *arguments], check=True, capture_output=True, text=True).stdout


def capture(command, keys):
    tmux("new-session", "-d", "-x", "100", "-y", "32", "-e", "TERM=tmux-256color", "-e", "COLORTERM=truecolor", *command)
    try:
        tmux("set", "-g", "status", "off")
        tmux("resize-window", "-x", "100", "-y", "32")
        time.sleep(1)
        for key in keys:
            tmux("send-keys", "-l", key)
            time.sleep(0.3)
        return tmux("capture-pane", "-p", "-e", "-N")
    finally:
        tmux("kill-server")


def draw(screen):
    lines = screen.rstrip("\n").split("\n")
    image = Image.new("RGB", (100 * CELL[0] + 16, len(lines) * CELL[1] + 16), PAPER)
    pen = ImageDraw.Draw(image)
    style = plain()
    for row, line in enumerate(lines):
        column = 0
        for codes, character in re.findall(r"\x1b\[([0-9;:]*)m|(.)", line):
            if not character:
                style = changed(style, codes)
                continue
            if unicodedata.combining(character):
                continue
            width = 2 if unicodedata.east_asian_width(character) in "WF" else 1
            front, back = (style["back"], style["front"]) if style["reverse"] else (style["front"], style["back"])
            if style["dim"]:
                front = tuple((a + b) // 2 for a, b in zip(front, back))
            x, y = 8 + column * CELL[0], 8 + row * CELL[1]
            pen.rectangle([x, y, x + width * CELL[0] - 1, y + CELL[1] - 1], fill=back)
            if character == "▀":
                pen.rectangle([x, y, x + CELL[0] - 1, y + CELL[1] // 2 - 1], fill=front)
            elif character != " ":
                pen.text((x, y), character, font=FONT, fill=front)
            column += width
    return image


def plain():
    return {"front": TEXT, "back": PAPER, "dim": False, "reverse": False}


def changed(style, codes):
    style = dict(style)
    numbers = [int(code or 0) for code in re.split("[;:]", codes)]
    while numbers:
        code = numbers.pop(0)
        if code == 0:
            style = plain()
        elif code in (2, 7):
            style["dim" if code == 2 else "reverse"] = True
        elif code in (22, 27):
            style["dim" if code == 22 else "reverse"] = False
        elif code in (38, 48):
            kind, rest = numbers[0], numbers[1:]
            color, numbers = (tuple(rest[:3]), rest[3:]) if kind == 2 else (cube(rest[0]), rest[1:])
            style["front" if code == 38 else "back"] = color
        elif code == 39:
            style["front"] = TEXT
        elif code == 49:
            style["back"] = PAPER
        elif 30 <= code < 38 or 90 <= code < 98:
            style["front"] = NAMED[code % 10]
        elif 40 <= code < 48 or 100 <= code < 108:
            style["back"] = NAMED[code % 10]
    return style


def cube(index):
    if index < 16:
        return NAMED[index % 8]
    if index >= 232:
        return (8 + 10 * (index - 232),) * 3
    levels = [0, 95, 135, 175, 215, 255]
    index -= 16
    return levels[index // 36], levels[index // 6 % 6], levels[index % 6]


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Writes Sources/Tokenization/UnicodeTables.swift: what the reference tokenizer does to each code point.

The reference (Hugging Face's `tokenizers`, 0.23.3: pip install tokenizers==0.23.3) carries Unicode tables older than Swift's; to be
exact is to ask it, code point by code point, and to keep the answers. Run this again when the reference's tables change.
"""
import pathlib
import unicodedata
from tokenizers.normalizers import NFD, BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

TARGET = pathlib.Path(__file__).resolve().parent.parent / "Sources" / "Tokenization" / "UnicodeTables.swift"
OFF = dict(clean_text=False, handle_chinese_chars=False, strip_accents=False, lowercase=False)
POINTS = [c for c in range(0x110000) if not 0xD800 <= c < 0xE000]
HANGUL = range(0xAC00, 0xD7A4)


def ranges(points):
    result = []
    for point in points:
        if result and result[-1][1] == point - 1:
            result[-1][1] = point
        else:
            result.append([point, point])
    return result


def array(name, comment, numbers, per_line):
    rows = [numbers[i:i + per_line] for i in range(0, len(numbers), per_line)]
    body = "\n".join("    " + " ".join(f"{n:#x}," for n in row) for row in rows)
    return f"  /// {comment}\n  static let {name}: [UInt32] = [\n{body}\n  ]\n"


clean = BertNormalizer(**{**OFF, "clean_text": True})
strip = BertNormalizer(**{**OFF, "strip_accents": True})
split = BertPreTokenizer()
dropped = [c for c in POINTS if clean.normalize_str(f"a{chr(c)}b") == "ab"]
punctuation = [c for c in POINTS if len(split.pre_tokenize_str(f"a{chr(c)}b")) == 3]
marks = [c for c in POINTS if strip.normalize_str(chr(c)) == ""]


def decompositions():
    """[code point, first, second or 0] of one step each; repeating it gives the reference's NFD."""
    nfd = NFD().normalize_str
    known = [c for c in POINTS if c not in HANGUL and nfd(chr(c)) != chr(c)]
    steps = {c: ([int(x, 16) for x in unicodedata.decomposition(chr(c)).split()] + [0])[:2] for c in known}

    def full(c):
        if c not in steps:
            return chr(c)
        first, second = steps[c]
        assert second not in steps
        return full(first) + (chr(second) if second else "")

    assert all(full(c) == nfd(chr(c)) for c in known)
    return [(c, *steps[c]) for c in sorted(steps)]


flat = lambda pairs: [n for pair in pairs for n in pair]
text = """// Made by Scripts/make_unicode_tables.py from what the reference tokenizer does; not to be edited by hand.

// swift-format-ignore-file

/// What the reference does to code points: its Unicode tables, which are older than Swift's.
enum UnicodeTables {
"""
text += array("dropped", "First and last of each range that cleaning takes away.", flat(ranges(dropped)), 12)
text += "\n" + array("punctuation", "First and last of each range that stands alone as punctuation.", flat(ranges(punctuation)), 12)
text += "\n" + array("marks", "First and last of each range that accent stripping takes away (category Mn).", flat(ranges(marks)), 12)
steps = decompositions()
comment = "Code points that decompose, each followed by the two it becomes in one step; 0 for no second. Not Hangul."
text += "\n" + array("decompositions", comment, flat(steps), 12) + "}\n"
TARGET.write_text(text)
print(f"{len(dropped)} dropped, {len(punctuation)} punctuation, {len(marks)} marks, {len(steps)} decomposed")

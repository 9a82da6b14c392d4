#!/usr/bin/env python3
"""Holds the head statistics of `talpa attention` against the same computed here from `talpa activations`.

    Scripts/check_head_statistics.py .build/release/talpa "The mole dug a tunnel under the garden."

Previous, next, self, [CLS] and [SEP] are mean shares of attention over the tokens of the text, entropy is in bits (Clark et
al. 2019). Needs Python alone. Prints the largest difference and fails where it is above 1e-5.
"""

import json
import math
import pathlib
import struct
import subprocess
import sys
import tempfile

SEPARATOR = 102  # [SEP] of BERT's English vocabularies


def main(talpa, text):
    with tempfile.TemporaryDirectory() as folder:
        tensors, shown = pathlib.Path(folder, "a.safetensors"), pathlib.Path(folder, "a.json")
        run = lambda *arguments: subprocess.run([talpa, *arguments], check=True, stdout=subprocess.DEVNULL)
        run("activations", "--output", str(tensors), text)
        run("attention", "--view", "grid", "--output", str(shown), text)
        attentions, ids = read(tensors)
        measures = json.loads(shown.read_text())["measures"]
    worst = 0.0
    for row in measures["rows"]:
        layer, head = (int(number) - 1 for number in row["name"].split("."))
        expected = statistics(attentions[layer][head], ids)
        for name, value in zip(measures["columns"], row["values"]):
            worst = max(worst, abs(value - expected[name]))
    print(f"{len(measures['rows'])} heads, largest difference {worst:.1e}")
    return worst < 1e-5


def statistics(pattern, ids):
    queries = range(1, len(ids) - 1)  # the text's own tokens
    mean = lambda values: sum(values) / len(queries)
    return {
        "previous": mean([pattern[q][q - 1] for q in queries]),
        "next": mean([pattern[q][q + 1] for q in queries]),
        "self": mean([pattern[q][q] for q in queries]),
        "cls": mean([pattern[q][0] for q in queries]),
        "sep": mean([sum(w for w, i in zip(pattern[q], ids) if i == SEPARATOR) for q in queries]),
        "entropy": mean([-sum(w * math.log2(w) for w in pattern[q] if w > 0) for q in queries]),
    }


def read(path):
    data = path.read_bytes()
    length = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8:8 + length])

    def numbers(name, letter):
        start, end = header[name]["data_offsets"]
        raw = data[8 + length + start:8 + length + end]
        return struct.unpack(f"<{len(raw) // 4}{letter}", raw)

    attentions = []
    while f"attentions.{len(attentions)}" in header:
        name = f"attentions.{len(attentions)}"
        heads, tokens, _ = header[name]["shape"]
        flat = numbers(name, "f")
        attentions.append([
            [flat[(h * tokens + q) * tokens:(h * tokens + q + 1) * tokens] for q in range(tokens)] for h in range(heads)])
    return attentions, numbers("input_ids", "i")


if __name__ == "__main__":
    sys.exit(0 if main(*sys.argv[1:3]) else 1)

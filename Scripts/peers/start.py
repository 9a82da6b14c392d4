"""A whole process: one text in, the start of its vector out. python start.py FOLDER PEER THREADS TEXT"""
import os, sys

folder, peer, threads, text = sys.argv[1:]
model = os.path.join(folder, "models", "minilm")
os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_VERBOSITY="error", OMP_NUM_THREADS=threads)


def ids():
    from tokenizers import BertWordPieceTokenizer
    return BertWordPieceTokenizer(os.path.join(model, "vocab.txt"), lowercase=True).encode(text).ids


if peer == "PyTorch":
    import torch
    from transformers import AutoModel, AutoTokenizer
    inputs = AutoTokenizer.from_pretrained(model)([text], return_tensors="pt")
    with torch.inference_mode():
        states = AutoModel.from_pretrained(model)(**inputs).last_hidden_state[0].numpy()
else:
    import numpy as np
    row = np.array([ids()], dtype=np.int64)
    from peer import PEERS
    group = "int8" if peer.endswith("int8") else "last"
    run, _ = PEERS[group][peer.removesuffix(" int8")](folder, "minilm", int(threads))
    states = run(row, np.ones_like(row), np.zeros_like(row))[0]
vector = states.mean(0)
print(*(vector / (vector * vector).sum() ** 0.5)[:4])

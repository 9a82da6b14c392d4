"""One engine with one model, timed on request: python peer.py FOLDER PEER MODEL THREADS

Loads, writes {"ready": version}, then answers each line {"tokens": N, "seconds": S} or {"texts": FILE} on standard input
with a line of milliseconds or of sentences a second. Run by bench_peers.py.
"""
import json, os, sys, time, warnings
warnings.filterwarnings("ignore")

LENGTHS = (8, 16, 32, 64, 128, 256, 512)
SENTENCE = "The quick brown fox jumps over the lazy dog while the old sailor watched from the harbour wall and wondered . "


def input_ids(count, batch=1):
    """Real words, [CLS] and [SEP]: `count` ids, the same on every machine. The numbers are those of BERT's vocabulary."""
    import numpy as np
    words = [1996, 4248, 2829, 4419, 14523, 2058, 1996, 13971, 3899, 2096, 1996, 2214, 11803, 3427, 2013, 1996, 6496, 2813,
             1998, 4999, 1012]
    row = [101] + [words[i % len(words)] for i in range(count - 2)] + [102]
    return np.array([row] * batch, dtype=np.int64)


def torch_eager(folder, model, threads, everything):
    import torch
    from transformers import BertModel
    torch.set_num_threads(threads)
    m = BertModel.from_pretrained(os.path.join(folder, "models", model), add_pooling_layer=False,
                                  attn_implementation="eager" if everything else "sdpa").eval()

    def run(ids, mask, types):
        with torch.inference_mode():
            o = m(*(torch.from_numpy(x) for x in (ids, mask, types)), output_attentions=everything,
                  output_hidden_states=everything)
        return o.last_hidden_state.numpy()
    return run, torch.__version__


def onnxruntime(folder, model, threads, end):
    import onnxruntime as ort
    options = ort.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    session = ort.InferenceSession(os.path.join(folder, f"{model}{end}.onnx"), options, providers=["CPUExecutionProvider"])
    names = [x.name for x in session.get_inputs()]
    return lambda *arrays: session.run(None, dict(zip(names, arrays)))[0], ort.__version__


def openvino(folder, model, threads, end, precision=None):
    import numpy as np
    import openvino as ov
    settings = {"INFERENCE_NUM_THREADS": threads, "NUM_STREAMS": 1, "PERFORMANCE_HINT": "LATENCY"}
    if precision:
        settings["INFERENCE_PRECISION_HINT"] = precision
    request = ov.Core().compile_model(os.path.join(folder, f"{model}{end}.xml"), "CPU", settings).create_infer_request()

    def run(*arrays):
        result = request.infer(list(arrays)[:len(request.model_inputs)], share_inputs=True)
        return [np.array(result[i]) for i in range(len(result))][0]
    return run, ov.__version__


def ctranslate2(folder, model, threads, kind):
    import ctranslate2 as ct
    import numpy as np
    encoder = ct.Encoder(os.path.join(folder, f"{model}.ct2.{kind}"), device="cpu", compute_type=kind,
                         intra_threads=threads, inter_threads=1)

    def run(ids, mask, types):
        return np.array(encoder.forward_batch(ct.StorageView.from_array(ids.astype(np.int32)),
                                              ct.StorageView.from_array(mask.sum(1).astype(np.int32))).last_hidden_state)
    return run, ct.__version__


# Every hidden state and attention returned; only the last hidden state; int8.
PEERS = {
    "all": {
        "ONNX Runtime": lambda *a: onnxruntime(*a, ".all"),
        "OpenVINO": lambda *a: openvino(*a, ".all", "f32"),
        "PyTorch": lambda *a: torch_eager(*a, True),
    },
    "last": {
        "ONNX Runtime fused": lambda *a: onnxruntime(*a, ".fused"),
        "OpenVINO": lambda *a: openvino(*a, "", "f32"),
        "OpenVINO bf16": lambda *a: openvino(*a, "", "bf16"),
        "PyTorch": lambda *a: torch_eager(*a, False),
        "CTranslate2": lambda *a: ctranslate2(*a, "float32"),
    },
    "int8": {
        "ONNX Runtime": lambda *a: onnxruntime(*a, ".int8"),
        "OpenVINO": lambda *a: openvino(*a, ".int8"),
        "CTranslate2": lambda *a: ctranslate2(*a, "int8"),
    },
}


def measure(run, ids, seconds):
    import numpy as np
    arrays = ids, np.ones_like(ids), np.zeros_like(ids)
    for _ in range(2):
        answer = run(*arrays)
    times, start = [], time.perf_counter()
    while len(times) < 3 or time.perf_counter() - start < seconds:
        t = time.perf_counter()
        run(*arrays)
        times.append(1e3 * (time.perf_counter() - t))
    return sorted(times), answer


def throughput(run, rows, batch):
    """Sentences a second: sorted by length, padded to the longest of each batch."""
    import numpy as np
    rows = sorted(rows, key=len)
    start = time.perf_counter()
    for first in range(0, len(rows), batch):
        part = rows[first:first + batch]
        width = max(map(len, part))
        ids = np.array([r + [0] * (width - len(r)) for r in part], dtype=np.int64)
        mask = np.array([[1] * len(r) + [0] * (width - len(r)) for r in part], dtype=np.int64)
        run(ids, mask, np.zeros_like(ids))
    return len(rows) / (time.perf_counter() - start)


def main():
    folder, group, peer, model, threads = sys.argv[1:]
    for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "RAYON_NUM_THREADS"):
        os.environ[name] = threads
    os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_VERBOSITY="error", TOKENIZERS_PARALLELISM="false")
    import numpy as np
    run, version = PEERS[group][peer](folder, model, int(threads))
    reference = np.load(os.path.join(folder, "models", model, "reference.npz"))
    print(json.dumps({"ready": version}), flush=True)
    for line in sys.stdin:
        wanted = json.loads(line)
        if "rows" in wanted:
            rows = json.load(open(wanted["rows"]))
            throughput(run, rows[:64], wanted["batch"])
            print(json.dumps({"per_second": throughput(run, rows, wanted["batch"])}), flush=True)
            continue
        times, answer = measure(run, input_ids(wanted["tokens"]), wanted["seconds"])
        a, b = (np.asarray(x, dtype=np.float64) for x in (answer[0], reference[str(wanted["tokens"])]))
        cosine = ((a * b).sum(-1) / np.linalg.norm(a, axis=-1) / np.linalg.norm(b, axis=-1)).min()
        print(json.dumps({"median": times[len(times) // 2], "min": times[0], "runs": len(times),
                          "cosine": float(cosine)}), flush=True)


if __name__ == "__main__":
    main()

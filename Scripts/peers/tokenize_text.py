"""Tokenizers on a text, line by line, one thread: python tokenize_text.py FOLDER TEXT; a JSON line each."""
import json, os, sys, time

os.environ.update(RAYON_NUM_THREADS="1", TOKENIZERS_PARALLELISM="false")
folder, path = sys.argv[1:]
lines = open(path, encoding="utf-8").read().splitlines()
size = os.path.getsize(path) / 1e6


def measure(peer, what, count):
    seconds, tokens = [], 0
    for _ in range(3):
        start = time.perf_counter()
        tokens = sum(map(count, lines))
        seconds.append(time.perf_counter() - start)
    print(json.dumps({"peer": peer, "what": what, "megabytes_per_second": size / sorted(seconds)[1], "tokens": tokens}),
          flush=True)


def hugging_face():
    from tokenizers import BertWordPieceTokenizer
    tokenizer = BertWordPieceTokenizer(os.path.join(folder, "models", "minilm", "vocab.txt"), lowercase=True)
    measure("Hugging Face tokenizers", "tokens with offsets", lambda line: len(tokenizer.encode(line).offsets))
    batch = tokenizer._tokenizer.encode_batch_fast
    measure("Hugging Face tokenizers", "ids", lambda line: len(batch([line])[0].ids))


def blingfire():
    import blingfire as library
    model = library.load_model(os.path.join(os.path.dirname(library.__file__), "bert_base_tok.bin"))
    measure("BlingFire", "ids", lambda line: len(library.text_to_ids(model, line, 4096, 100, no_padding=True)))


def llama():
    import llama_cpp as library
    silent = library.llama_log_callback(lambda *_: None)
    library.llama_log_set(silent, None)
    parameters = library.llama_model_default_params()
    parameters.vocab_only = True
    model = library.llama_model_load_from_file(os.path.join(folder, "minilm.f32.gguf").encode(), parameters)
    vocabulary = library.llama_model_get_vocab(model)
    buffer = (library.llama_token * 65536)()

    def count(line):
        text = line.encode()
        return library.llama_tokenize(vocabulary, text, len(text), buffer, 65536, True, True)
    measure("llama.cpp", "ids", count)


for peer in (hugging_face, blingfire, llama):
    try:
        peer()
    except Exception as error:
        print(f"{peer.__name__} is left out: {error}"[:200], file=sys.stderr)

"""Talpa beside other engines, on this machine, in one run: make bench-peers ARGS="--parts latency --tokens 16,128"

Every engine is a process that stays: each round asks all of them in turn for every length, so that a machine that slows
down slows all of them. Ratios are taken round by round. Nothing but Python's standard library is needed here; the engines
live in a virtual environment (setup below, about 3 GB).
"""
import argparse, datetime, html, json, os, platform, re, statistics, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
TALPA = os.path.join(ROOT, ".build", "release", "talpa")
DEFAULT = os.path.join(ROOT, "Resources", "Models", "all-MiniLM-L6-v2")
sys.path.insert(0, HERE)
from peer import LENGTHS, PEERS, SENTENCE

SHAPES = {"minilm": (6, 384, 1536), "bert-base": (12, 768, 3072)}
START_TEXT = "The old sailor watched the harbour and wondered whether the autumn storms would come early."


def say(*words):
    print(*words, file=sys.stderr, flush=True)


# --- What is measured

def set_up(folder, llama):
    """The virtual environment and the peers' models; what is there is kept."""
    python = os.path.join(folder, "venv", "bin", "python")
    if not os.path.exists(python):
        say("Installing the peers below", folder, "(some minutes)")
        subprocess.run([sys.executable, "-m", "venv", os.path.join(folder, "venv")], check=True)
        pip = [python, "-m", "pip", "install", "-q"]
        if subprocess.run(pip + ["torch==2.13.0+cpu"], stderr=subprocess.DEVNULL).returncode:
            subprocess.run(pip + ["torch==2.13.0"], check=True)
        for line in open(os.path.join(HERE, "requirements.txt")):
            name = line.split("#")[0].strip()
            if name and not name.startswith("torch==") and subprocess.run(pip + [name]).returncode:
                say(name, "cannot be installed: what needs it is left out")
    if llama and not os.path.exists(os.path.join(folder, "start_llama")):
        build_llama(folder, python)
    subprocess.run([python, os.path.join(HERE, "prepare.py"), folder, DEFAULT], check=True, stdout=subprocess.DEVNULL)
    return python


def build_llama(folder, python):
    """llama.cpp from llama-cpp-python's source archive (15 minutes on two cores)."""
    say("Building llama.cpp (a quarter of an hour)")
    source = os.path.join(folder, "llama")
    subprocess.run([python, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", ":all:", "-d", source,
                    "llama-cpp-python==0.3.36"], check=True)
    archive = [f for f in os.listdir(source) if f.endswith(".tar.gz")][0]
    subprocess.run(["tar", "xzf", archive, "--strip-components=1"], cwd=source, check=True)
    subprocess.run([python, "-m", "pip", "install", "-q", source], check=True,
                   env={**os.environ, "CMAKE_ARGS": "-DGGML_NATIVE=ON"})
    cpp = os.path.join(source, "vendor", "llama.cpp")
    library = subprocess.run([python, "-c", "import os, llama_cpp; print(os.path.join(os.path.dirname(llama_cpp.__file__), 'lib'))"],
                             capture_output=True, text=True, check=True).stdout.strip()
    subprocess.run([python, os.path.join(cpp, "convert_hf_to_gguf.py"), os.path.join(folder, "models", "minilm"),
                    "--outfile", os.path.join(folder, "minilm.f32.gguf"), "--outtype", "f32"], check=True,
                   env={**os.environ, "PYTHONPATH": os.path.join(cpp, "gguf-py")})
    subprocess.run(["cc", "-O2", os.path.join(HERE, "start_llama.c"), "-I", cpp + "/include", "-I", cpp + "/ggml/include",
                    "-L", library, "-lllama", "-lggml", "-lggml-base", "-lm", "-Wl,-rpath," + library,
                    "-o", os.path.join(folder, "start_llama")], check=True)


def prose(folder):
    """10 MB of English, a paragraph a line, and 2,000 of its sentences: Debian's package of a book in HTML."""
    text, sentences = (os.path.join(folder, name) for name in ("prose.txt", "sentences.txt"))
    if not os.path.exists(text):
        with tempfile.TemporaryDirectory() as place:
            subprocess.run(["apt-get", "download", "anarchism"], cwd=place, check=True, stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL)
            subprocess.run("dpkg -x anarchism_*.deb .", cwd=place, shell=True, check=True)
            size, paragraphs = 0, []
            for folder_, _, names in sorted(os.walk(place)):
                for name in sorted(n for n in names if n.endswith(".html")):
                    page = open(os.path.join(folder_, name), encoding="utf-8", errors="replace").read()
                    page = re.sub(r"(?is)<(script|style|head).*?</\1>", " ", page)
                    for block in re.split(r"(?i)</?(?:p|div|h\d|li|ul|ol|blockquote|br|hr|table|tr|td)\b[^>]*>", page):
                        words = " ".join(html.unescape(re.sub(r"<[^>]+>", "", block)).split())
                        if len(words) >= 40 and size < 10_000_000:
                            paragraphs.append(words)
                            size += len(words.encode()) + 1
        open(text, "w").write("\n".join(paragraphs) + "\n")
    if not os.path.exists(sentences):
        found = re.split(r"(?<=[.!?])\s+", open(text).read().replace("\n", " "))
        found = [s for s in found if 15 < len(s) < 400]
        open(sentences, "w").write("\n".join(found[:: len(found) // 2000][:2000]) + "\n")
    return text, sentences


def peak(threads):
    """GFLOP/s of fused multiply-adds in float32, all in registers; None without a C compiler."""
    source = """#include <stdio.h>
#include <time.h>
#include <pthread.h>
#if defined(__AVX512F__)
typedef float V __attribute__((vector_size(64)));
#elif defined(__AVX2__)
typedef float V __attribute__((vector_size(32)));
#else
typedef float V __attribute__((vector_size(16)));
#endif
#define N (sizeof(V) / 4)
static void *work(void *out) {
  V s[12], a = {0}, b = {0}; for (int i = 0; i < 12; i++) s[i] = a;
  for (unsigned i = 0; i < N; i++) { a[i] = 1e-9f; b[i] = 1e-9f; }
  __asm__ volatile("" : "+x"(a), "+x"(b));
  for (long n = 0; n < 20000000; n++) for (int i = 0; i < 12; i++) s[i] += a * b;
  V t = s[0]; for (int i = 1; i < 12; i++) t += s[i];
  *(float *)out = t[0]; return 0; }
int main(int c, char **v) { int n = v[1][0] - '0'; pthread_t t[8]; float r[8]; struct timespec x, y;
  clock_gettime(CLOCK_MONOTONIC, &x);
  for (int i = 0; i < n; i++) pthread_create(t + i, 0, work, r + i);
  for (int i = 0; i < n; i++) pthread_join(t[i], 0);
  clock_gettime(CLOCK_MONOTONIC, &y);
  printf("%g %g\\n", n * 2e7 * 12 * N * 2 / ((y.tv_sec - x.tv_sec) * 1e9 + y.tv_nsec - x.tv_nsec), r[0]); }"""
    with tempfile.TemporaryDirectory() as place:
        program = os.path.join(place, "peak")
        open(program + ".c", "w").write(source)
        try:
            subprocess.run(["cc", "-O3", "-march=native", "-ffp-contract=fast", "-pthread", program + ".c", "-o", program],
                           check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            return None
        return max(float(subprocess.run([program, str(threads)], capture_output=True, text=True).stdout.split()[0])
                   for _ in range(3))


def at_peak(model, tokens, speed):
    """Milliseconds that the multiply-adds of one encode take at that speed: no program with float32 can be faster."""
    layers, h, i = SHAPES[model]
    flops = layers * tokens * 2 * (4 * h * h + 2 * h * i + 2 * tokens * h)
    return flops / speed / 1e6 if speed else None


# --- Engines that stay

class Talpa:
    version = "this tree"

    def __init__(self, model, threads, precision):
        self.model, self.threads, self.precision = model, threads, precision

    def ask(self, tokens, seconds):
        out = subprocess.run([TALPA, "bench", "--json", "--model", self.model, "--threads", str(self.threads), "--tokens",
                              str(tokens), "--precision", self.precision], capture_output=True, text=True, check=True)
        record = json.loads(out.stdout)
        return {"median": record["median_ms"], "min": record["min_ms"]}

    def close(self):
        pass


class Peer:
    def __init__(self, python, folder, group, name, model, threads):
        self.process = subprocess.Popen([python, os.path.join(HERE, "peer.py"), folder, group, name, model, str(threads)],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.version = self.read()["ready"]

    def read(self):
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("it ended")
        return json.loads(line)

    def ask(self, tokens, seconds):
        return self.request(tokens=tokens, seconds=seconds)

    def request(self, **wanted):
        self.process.stdin.write(json.dumps(wanted) + "\n")
        self.process.stdin.flush()
        return self.read()

    def close(self):
        self.process.kill()
        self.process.wait()


def engines(python, folder, group, model, ours, threads):
    found = {"Talpa": Talpa(ours, threads, "int8" if group == "int8" else "f32")}
    for name in PEERS[group]:
        try:
            found[name] = Peer(python, folder, group, name, model, threads)
        except Exception as error:
            say(f"{name} ({group}, {model}) is left out: {error}")
    return found


# --- Tables

class Report:
    def __init__(self):
        self.lines = []

    def add(self, text=""):
        print(text, flush=True)
        self.lines.append(text)

    def table(self, heads, rows):
        self.add("| " + " | ".join(heads) + " |")
        self.add("|" + " ---: |" * len(heads))
        for row in rows:
            self.add("| " + " | ".join(row) + " |")
        self.add()


def figures(values, places=2):
    return f"{statistics.median(values):.{places}f} ({min(values):.{places}f}–{max(values):.{places}f})"


def latency(report, python, folder, args, group, speeds):
    titles = {"all": "float32, every hidden state and every attention", "last": "float32, the last hidden state only",
              "int8": "int8"}
    for model in args.model:
        ours = DEFAULT if model == "minilm" else os.path.join(folder, "models", model + ".f16")
        for threads in args.threads:
            found = engines(python, folder, group, model, ours, threads)
            times = {n: {t: [] for t in args.tokens} for n in found}
            cosines = {n: 1.0 for n in found}
            for _ in range(args.rounds):
                for tokens in args.tokens:
                    for name, engine in found.items():
                        answer = engine.ask(tokens, args.seconds)
                        times[name][tokens].append(answer["median"])
                        cosines[name] = min(cosines[name], answer.get("cosine", 1.0))
            for engine in found.values():
                engine.close()
            report.add(f"### {model}, {threads} thread{'s' * (threads > 1)}: {titles[group]}\n")
            rows = []
            for tokens in args.tokens:
                mine = times["Talpa"][tokens]
                others = [n for n in found if n != "Talpa" and "bf16" not in n]
                fastest = min(others, key=lambda n: statistics.median(times[n][tokens])) if others else None
                ratio = [a / b for a, b in zip(mine, times[fastest][tokens])] if fastest else []
                bound = None if group == "int8" else at_peak(model, tokens, speeds.get(threads))
                rows.append([str(tokens), figures(mine), f"{bound:.2f}" if bound else "–"]
                            + [figures(times[n][tokens]) for n in found if n != "Talpa"]
                            + [f"{figures(ratio)} {fastest}" if ratio else "–"])
            report.table(["tokens", "Talpa, ms", "at FMA peak"] + [n for n in found if n != "Talpa"]
                         + ["Talpa / fastest, round by round"], rows)
            if group == "int8" and model == "minilm":
                cosines["Talpa"] = own_cosine()
            report.add("Lowest cosine of a token's vector to PyTorch's in float32 (Talpa's: to its own): "
                       + ", ".join(f"{n} {c:.4f}" for n, c in cosines.items() if n != "Talpa" or c < 1) + ".\n")


def own_cosine():
    """The lowest cosine between Talpa's int8 and float32 vectors of a token, in texts of the peers' words."""
    words = SENTENCE.split()
    texts = "".join(json.dumps(" ".join((words * 30)[:n - 2])) + "\n" for n in LENGTHS)
    def vectors(precision):
        out = subprocess.run([TALPA, "vectors", "--jsonl", "--pooling", "none", "--precision", precision], input=texts,
                             capture_output=True, text=True, check=True).stdout
        return [v for line in out.splitlines() for v in json.loads(line)["embeddings"]]
    def cosine(a, b):
        dot = lambda x, y: sum(i * j for i, j in zip(x, y))
        return dot(a, b) / (dot(a, a) * dot(b, b)) ** 0.5
    return min(map(cosine, vectors("f32"), vectors("int8")))


def throughput(report, python, folder, args):
    _, sentences = prose(folder)
    out = subprocess.run([TALPA, "tokens", "--jsonl"], input="".join(json.dumps(l.rstrip("\n")) + "\n" for l in open(sentences)),
                         capture_output=True, text=True, check=True).stdout
    rows = [json.loads(line)["input_ids"][:512] for line in out.splitlines()]
    path = os.path.join(folder, "sentences.json")
    json.dump(rows, open(path, "w"))
    for threads in args.threads:
        ours = []
        peers = {}
        for name in PEERS["last"]:
            try:
                peers[name] = (Peer(python, folder, "last", name, "minilm", threads), [])
            except Exception as error:
                say(f"{name} is left out: {error}")
        for _ in range(max(2, args.rounds // 2)):
            record = subprocess.run([TALPA, "bench", "--throughput", sentences, "--threads", str(threads), "--json"],
                                    capture_output=True, text=True, check=True).stdout
            ours.append(json.loads(record)["sentences_per_second"])
            for peer, speeds in peers.values():
                speeds.append(max(peer.request(rows=path, batch=b)["per_second"] for b in (8, 32)))
        report.add(f"### {len(rows):,} sentences of {sum(map(len, rows)):,} tokens, {threads} thread{'s' * (threads > 1)}: "
                   "sentences a second\n")
        report.table(["Talpa, ragged batches, attentions kept"] + [n for n in peers],
                     [[figures(ours, 0)] + [figures(s, 0) for _, s in peers.values()]])
        for peer, _ in peers.values():
            peer.close()


def tokenizers(report, python, folder, args):
    text, _ = prose(folder)
    records = subprocess.run([TALPA, "bench", "--tokenizer", text, "--json"], capture_output=True, text=True, check=True).stdout
    found = [{"peer": "Talpa", **json.loads(line)} for line in records.splitlines()]
    records = subprocess.run([python, os.path.join(HERE, "tokenize_text.py"), folder, text], capture_output=True, text=True)
    found += [json.loads(line) for line in records.stdout.splitlines()]
    report.add("### Tokenizers: 10 MB of English prose, paragraph by paragraph, one thread\n")
    report.table(["tokenizer", "what", "MB/s", "tokens"],
                 [[r["peer"], r["what"], f"{r['megabytes_per_second']:.1f}", f"{r['tokens']:,}"] for r in found])


def start(report, python, folder, args):
    commands = {"Talpa": [TALPA, "vectors", START_TEXT],
                "Talpa int8": [TALPA, "vectors", "--precision", "int8", START_TEXT]}
    if os.path.exists(os.path.join(folder, "start_llama")):
        commands["llama.cpp, a C program"] = [os.path.join(folder, "start_llama"),
                                              os.path.join(folder, "minilm.f32.gguf"), "2", START_TEXT]
    for peer in ("ONNX Runtime fused", "CTranslate2", "OpenVINO", "PyTorch"):
        commands[peer] = [python, os.path.join(HERE, "start.py"), folder, peer, "2", START_TEXT]
    times, memory = {n: [] for n in commands}, {}
    for _ in range(1 + 2 * args.rounds):
        for name, command in commands.items():
            begin = time.perf_counter()
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            _, _, usage = os.wait4(process.pid, 0)
            times[name].append(1e3 * (time.perf_counter() - begin))
            memory[name] = max(memory.get(name, 0), usage.ru_maxrss / 1024)
    report.add("### A whole process: one sentence in, its vector out\n")
    report.table(["program", "ms", "Talpa / it", "peak MB"],
                 [[n, figures(t[1:], 0), figures([a / b for a, b in zip(times["Talpa"][1:], t[1:])]), f"{memory[n]:.0f}"]
                  for n, t in times.items()])


def main():
    numbers = lambda text: [int(x) for x in text.split(",")]
    words = lambda text: text.split(",")
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--parts", type=words, default=["all", "last", "int8", "throughput", "tokenizer", "start"],
                        help="all, last, int8 (latency by what is returned), throughput, tokenizer, start")
    parser.add_argument("--model", type=words, default=list(SHAPES))
    parser.add_argument("--threads", type=numbers, default=[1, 2])
    parser.add_argument("--tokens", type=numbers, default=[8, 16, 32, 64, 128, 256, 512])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=0.4, help="for each engine, length and round")
    parser.add_argument("--folder", default=os.environ.get("PEERS_DIR", os.path.join(ROOT, ".build", "peers")))
    parser.add_argument("--llama", action="store_true", help="build llama.cpp too (a quarter of an hour)")
    parser.add_argument("--markdown", help="write the tables to this file too")
    args = parser.parse_args()
    folder = os.path.abspath(args.folder)
    os.makedirs(folder, exist_ok=True)
    python = set_up(folder, args.llama)
    report = Report()
    cpu = next((l.split(":")[1].strip() for l in open("/proc/cpuinfo") if l.startswith("model name")), platform.machine())
    speeds = {n: peak(n) for n in args.threads}
    report.add(f"{datetime.date.today()} · {cpu}, {os.cpu_count()} processors · "
               + " · ".join(f"FMA peak {s:.0f} GFLOP/s on {n}" for n, s in speeds.items() if s)
               + f" · load before: {os.getloadavg()[0]:.1f}\n")
    versions = subprocess.run([python, "-m", "pip", "list", "--format", "json"], capture_output=True, text=True).stdout
    wanted = ("torch", "transformers", "tokenizers", "onnxruntime", "openvino", "ctranslate2", "blingfire", "llama_cpp_python")
    report.add(" · ".join(f"{v['name']} {v['version']}" for v in json.loads(versions) if v["name"] in wanted) + "\n")
    for part in args.parts:
        if part in PEERS:
            latency(report, python, folder, args, part, speeds)
        else:
            {"throughput": throughput, "tokenizer": tokenizers, "start": start}[part](report, python, folder, args)
    if args.markdown:
        open(args.markdown, "w").write("\n".join(report.lines))


if __name__ == "__main__":
    main()

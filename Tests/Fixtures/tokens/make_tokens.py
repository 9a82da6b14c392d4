#!/usr/bin/env python3
"""What Hugging Face's `tokenizers` makes of texts: the reference that Tests/TokenizationTests compares with.

    pip install tokenizers==0.23.3
    python3 make_tokens.py            writes every *-tokens.jsonl again, and unicode.txt
    python3 make_tokens.py --check    compares instead, and fails where a file differs

The texts, pairs and lengths of the plain files are read from those files; nasty-*-tokens.jsonl are made here,
from a seed, out of the characters that tokenizers disagree about. One thing is changed: the reference spells a
typed <mask> together with the white space it swallowed, here it is the entry of the vocabulary.
"""

import json
import pathlib
import random
import sys
import unicodedata

from tokenizers import AddedToken, Tokenizer, models, normalizers, pre_tokenizers, processors

HERE = pathlib.Path(__file__).resolve().parent
UNCASED = HERE.parents[2] / "Resources/Models/all-MiniLM-L6-v2/vocab.txt"
SCALARS = [value for value in range(0x110000) if not 0xD800 <= value < 0xE000]


def bert(path, lowercase, strip_accents=None):
    entries = path.read_bytes().decode("utf-8").rstrip("\n").split("\n")
    vocab = {entry.rstrip("\r"): number for number, entry in enumerate(entries)}
    tokenizer = Tokenizer(models.WordPiece(vocab, unk_token="[UNK]", max_input_chars_per_word=100))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=lowercase, strip_accents=strip_accents)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    frame = [(token, vocab[token]) for token in ("[SEP]", "[CLS]")]
    tokenizer.post_processor = processors.BertProcessing(*frame)
    tokenizer.add_special_tokens(["[UNK]", "[SEP]", "[PAD]", "[CLS]", "[MASK]"])
    return tokenizer, "[PAD]"


def roberta(prefix_space):
    vocab = json.loads((HERE / "roberta.vocab.json").read_text(encoding="utf-8"))
    files = str(HERE / "roberta.vocab.json"), str(HERE / "roberta.merges.txt")
    tokenizer = Tokenizer(models.BPE.from_file(*files, unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=prefix_space)
    frame = [(token, vocab[token]) for token in ("</s>", "<s>")]
    tokenizer.post_processor = processors.RobertaProcessing(
        *frame, trim_offsets=True, add_prefix_space=prefix_space)
    mask = AddedToken("<mask>", lstrip=True, normalized=False, special=True)
    tokenizer.add_special_tokens(["<s>", "</s>", "<pad>", "<unk>", mask])
    return tokenizer, "<pad>"


TOKENIZERS = {
    "bert-uncased": lambda: bert(UNCASED, True),
    "bert-cased": lambda: bert(HERE / "bert-base-cased.vocab.txt", False),
    "bert-chinese": lambda: bert(HERE / "bert-base-chinese.vocab.txt", True),
    "bert-korean": lambda: bert(HERE / "albert-kor.vocab.txt", False, False),
    "roberta": lambda: roberta(False),
    "nasty-bert-uncased": lambda: bert(UNCASED, True),
    "nasty-roberta": lambda: roberta(False),
    "nasty-roberta-prefixed": lambda: roberta(True),
}


class Nasty:
    """Texts of marks, spaces, typed special tokens, long words and characters of every age."""

    def __init__(self, seed, is_bert):
        self.random = random.Random(seed)
        named = "[CLS] [SEP] [MASK] [PAD] [UNK]" if is_bert else "<s> </s> <mask> <pad> <unk>"
        self.special = named.split() + ([] if is_bert else [" <mask>", "\u00a0\n<mask> "])
        assigned = [c for c in SCALARS if unicodedata.category(chr(c)) not in ("Cn", "Co")]
        decomposition = lambda c: unicodedata.decomposition(chr(c))
        self.kinds = [
            [c for c in assigned if unicodedata.category(chr(c))[0] == "M"],
            [c for c in assigned if unicodedata.category(chr(c)) == "Mc"],
            [c for c in assigned if decomposition(c) and decomposition(c)[0] != "<"],
            [c for c in assigned if chr(c).isspace()] + [0x200B, 0xFEFF, 0x85],
            [c for c in assigned if unicodedata.category(chr(c))[0] == "P"],
            assigned,
            SCALARS,
        ]

    def piece(self):
        choose = self.random.choice
        kind = self.random.randrange(14)
        if kind < 7:
            return chr(choose(self.kinds[kind]))
        if kind == 7:
            return choose(self.special)
        if kind == 8:
            return choose("ab") * choose([99, 100, 101])
        if kind == 9:
            return "".join(chr(self.random.randrange(32, 127)) for _ in range(self.random.randrange(1, 5)))
        if kind == 10:
            return choose("İıſKÅßΣςǅﬁ\u0344\u0f73\U0001d160\u302e")
        if kind == 11:
            return choose(["##", "[MASK", "[[MASK]]", "<mask", "日本", "한국어", "가", "ガ", "🏳️‍🌈", "½²", "Ⅷ"])
        return choose("the mole dug a deep unfathomable tunnel under embeddings".split()) + choose(["", " ", "  ", "'s", "'ll"])

    def text(self):
        return "".join(self.piece() for _ in range(self.random.randrange(self.random.choice([3, 10, 20]))))

    def case(self):
        case = {"text": self.text()}
        if self.random.random() < 0.4:
            case["text_pair"] = self.text()
        if self.random.random() < 0.5:
            case["max_length"] = self.random.choice([4, 5, 6, 7, 8, 9, 12, 15, 20])
            case["pad"] = self.random.random() < 0.6
        return case


def inputs(name):
    if name.startswith("nasty-"):
        nasty = Nasty(name, is_bert="bert-" in name)
        return [nasty.case() for _ in range(150)]
    keys = ("text", "text_pair", "max_length", "pad")
    lines = (HERE / f"{name}-tokens.jsonl").read_text(encoding="utf-8").splitlines()
    return [{key: case[key] for key in keys if key in case} for case in map(json.loads, lines)]


def encoded(tokenizer, padding, case):
    tokenizer.no_truncation()
    tokenizer.no_padding()
    if case.get("max_length"):
        tokenizer.enable_truncation(case["max_length"])
    if case.get("pad"):
        tokenizer.enable_padding(
            length=case["max_length"], pad_id=tokenizer.token_to_id(padding), pad_token=padding)
    encoding = tokenizer.encode(case["text"], case.get("text_pair"))
    return {
        **case,
        "tokens": ["<mask>" if token.strip() == "<mask>" else token for token in encoding.tokens],
        "input_ids": encoding.ids,
        "token_type_ids": encoding.type_ids,
        "attention_mask": encoding.attention_mask,
        "special_tokens_mask": encoding.special_tokens_mask,
        "offsets": [list(offset) for offset in encoding.offsets],
    }


def token_lines(name):
    tokenizer, padding = TOKENIZERS[name]()
    return "".join(json.dumps(encoded(tokenizer, padding, case)) + "\n" for case in inputs(name))


def ranges(values):
    result = []
    for value in values:
        if result and result[-1][1] == value - 1:
            result[-1][1] = value
        else:
            result.append([value, value])
    return " ".join(f"{first:X}-{last:X}" for first, last in result)


def unicode_lines():
    """What each scalar is to the reference: a class a line, as ranges."""

    def step(**chosen):
        off = dict(clean_text=False, handle_chinese_chars=False, strip_accents=False, lowercase=False)
        return normalizers.BertNormalizer(**{**off, **chosen}).normalize_str

    clean, ideographs, accents = step(clean_text=True), step(handle_chinese_chars=True), step(strip_accents=True)
    bert_words = pre_tokenizers.BertPreTokenizer().pre_tokenize_str
    byte_words = pre_tokenizers.ByteLevel(add_prefix_space=False).pre_tokenize_str
    classes = {
        "dropped": lambda c: clean(f"a{c}b") == "ab",
        "space": lambda c: clean(f"a{c}b") == "a b",
        "punctuation": lambda c: len(bert_words(f"a{c}b")) == 3,
        "mark": lambda c: accents(c) == "",
        "ideograph": lambda c: ideographs(c) != c,
        "letter": lambda c: len(byte_words(f"a{c}")) == 1,
        "number": lambda c: len(byte_words(f"1{c}")) == 1,
    }
    return "".join(f"{name} {ranges(c for c in SCALARS if test(chr(c)))}\n" for name, test in classes.items())


if __name__ == "__main__":
    made = {f"{name}-tokens.jsonl": token_lines(name) for name in TOKENIZERS} | {"unicode.txt": unicode_lines()}
    differing = []
    for name, text in made.items():
        path = HERE / name
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            differing.append(name)
    sys.exit(f"differ: {', '.join(differing)}" if differing else 0)

#!/usr/bin/env python3
"""Computes, with Hugging Face and PyTorch in float32, what the tests expect `talpa senses --jsonl` to say.

    pip install torch transformers safetensors
    python3 Tests/Fixtures/senses/make_senses.py

The sentences are our own; brackets mark the word. Of each sense's sentences the last two are tests.
WORD.jsonl: the lines that the program reads. WORD.expected.jsonl: the lines that it is to write, of the model in Resources.
"""

import itertools
import json
import pathlib

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from transformers import BertConfig, BertModel, BertTokenizerFast

FOLDER = pathlib.Path(__file__).resolve().parent
MODEL = FOLDER.parents[2] / "Resources" / "Models" / "all-MiniLM-L6-v2"
TESTS = 2

SENTENCES = {
    "mole": {
        "animal": [
            "The [mole] dug a tunnel under the lawn.",
            "A blind [mole] pushed its nose out of the earth.",
            "Our cat brought a dead [mole] into the kitchen.",
            "Fresh heaps of soil show where the [moles] have been at work.",
            "With its broad paws the [mole] shovels the ground aside.",
        ],
        "spy": [
            "The [mole] leaked secrets to Moscow for ten years.",
            "Nobody suspected that the deputy director was a [mole].",
            "The agency searched its own ranks for the [mole].",
            "A [mole] in the ministry had warned the enemy.",
            "They planted a [mole] inside the rival service.",
        ],
        "skin": [
            "She had a [mole] on her cheek.",
            "The doctor removed a dark [mole] from his back.",
            "Have every [mole] that changes colour looked at.",
            "A small brown [mole] sat just above her lip.",
            "The dermatologist measured the [mole] and took a photograph.",
        ],
        "unit": [
            "One [mole] of water weighs 18 grams.",
            "How many [moles] of oxygen react with two of hydrogen?",
            "A [mole] holds as many particles as Avogadro's number says.",
            "Dissolve half a [mole] of salt in a litre of water.",
            "The gas fills 22.4 litres per [mole] at 0 °C.",
        ],
        "sauce": [
            "The chicken came covered in a dark [mole] of chillies and chocolate.",
            "Señora Ruiz 😀 stirs her [mole] for three hours.",
            "In Oaxaca we ate turkey with black [mole] and rice.",
            "The [mole] tasted of cinnamon, cumin and roasted peppers.",
            "Pour the warm [mole] over the enchiladas before serving.",
        ],
        "wall": [
            "Waves broke over the stone [mole] of the harbour.",
            "Anglers sit at the end of the [mole] and watch the ferries.",
            "The engineers lengthened the [mole] to shelter the port.",
            "A lighthouse stands on the outer [MOLE].",
            "The ship moored on the lee side of the [mole].",
        ],
    },
    "bank": {
        "money": [
            "The [bank] raised its interest rates again.",
            "She paid the cheque into her [bank] on Monday.",
            "Two men robbed the [bank] in broad daylight.",
            "The [banks] refused to lend the company any more.",
            "My [bank] charges a fee for every transfer.",
            "He works as a clerk in a small [bank].",
        ],
        "river": [
            "Willows grow along the [bank] of the stream.",
            "We pulled the canoe up onto the muddy [bank].",
            "The river burst its [banks] after the storm.",
            "An otter slid down the [bank] into the water.",
            "Cows were grazing on the far [bank].",
            "They fished all day from the grassy [bank].",
        ],
    },
    "drawing pin": {
        "tack": [
            "He fixed the map to the wall with a [drawing pin].",
            "A [drawing pin] had fallen on the carpet and I stepped on it.",
            "Hand me a [drawing pin] for this notice.",
            "Ça tient — 日本 — with one [drawing pin].",
        ],
        "badge": [
            "The academy gave her a silver [drawing pin] for her sketches.",
            "On his lapel he wore the guild's [drawing pin].",
            "Winners of the sketching prize wear the [drawing pin] with pride.",
            "Her [drawing pin] shows a tiny enamel pencil.",
        ],
    },
}


def lines_of(senses):
    for sense, sentences in senses.items():
        for number, sentence in enumerate(sentences):
            start, end = sentence.index("["), sentence.index("]") - 1
            yield {
                "text": sentence.replace("[", "").replace("]", ""), "start": start, "end": end, "sense": sense,
                "split": "test" if number >= len(sentences) - TESTS else "train"}


def word_vectors(line, model, tokenizer):
    """One vector a hidden state: the mean of the pieces that overlap the word."""
    encoding = tokenizer(line["text"], return_tensors="pt", return_offsets_mapping=True)
    offsets = encoding.pop("offset_mapping")[0].tolist()
    pieces = [i for i, (start, end) in enumerate(offsets) if start < line["end"] and end > line["start"]]
    assert pieces, line
    with torch.no_grad():
        states = model(**encoding, output_hidden_states=True).hidden_states
    return [state[0, pieces].mean(0) for state in states]


def layer_numbers(layer, lines, vectors):
    train = [i for i, line in enumerate(lines) if line["split"] == "train"]
    test = [i for i, line in enumerate(lines) if line["split"] == "test"]
    names = list(dict.fromkeys(lines[i]["sense"] for i in train))
    x = torch.stack(vectors)
    unit = F.normalize(x, dim=1)
    centroids = torch.stack([x[[i for i in train if lines[i]["sense"] == name]].mean(0) for name in names])

    nearest = (unit[test] @ unit[train].T).argmax(1).tolist()
    nearest_centroid = (unit[test] @ F.normalize(centroids, dim=1).T).argmax(1).tolist()
    pairs = list(itertools.combinations(range(len(lines)), 2))
    cosines = unit.double() @ unit.double().T
    same = [cosines[i, j].item() for i, j in pairs if lines[i]["sense"] == lines[j]["sense"]]
    other = [cosines[i, j].item() for i, j in pairs if lines[i]["sense"] != lines[j]["sense"]]
    right = [lines[i]["sense"] for i in test]
    return {
        "layer": layer,
        "nearest_neighbour_accuracy": sum(lines[train[j]]["sense"] == s for j, s in zip(nearest, right)) / len(test),
        "centroid_accuracy": sum(names[j] == s for j, s in zip(nearest_centroid, right)) / len(test),
        "within_sense_cosine": sum(same) / len(same),
        "between_sense_cosine": sum(other) / len(other),
    }


def write(path, records):
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records))


def main():
    model = BertModel(BertConfig.from_pretrained(MODEL, attn_implementation="eager"))
    weights = {name: tensor.float() for name, tensor in load_file(MODEL / "model.safetensors").items()}
    model.load_state_dict(weights, strict=True)
    model.eval()
    tokenizer = BertTokenizerFast.from_pretrained(MODEL)
    for word, senses in SENTENCES.items():
        lines = list(lines_of(senses))
        layers = list(zip(*(word_vectors(line, model, tokenizer) for line in lines)))
        name = word.replace(" ", "-")
        write(FOLDER / f"{name}.jsonl", lines)
        write(FOLDER / f"{name}.expected.jsonl", (layer_numbers(i, lines, list(x)) for i, x in enumerate(layers)))


if __name__ == "__main__":
    main()

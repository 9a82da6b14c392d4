#!/usr/bin/env python3
"""Computes, with Hugging Face and PyTorch in float32, what the tests expect of the model in Resources.

    pip install torch transformers safetensors
    python3 Tests/Fixtures/activations/make_activations.py

minilm-f16-activations.safetensors: for five inputs ("0." … "4.", their texts in the metadata) the ids, every hidden state, every
attention, the pooler's output and the sentence vector (mean over attention_mask, length 1).
sentences.json: ids of sentences whose figures the tests know, so that the encoder is tested without a tokenizer.
"""

import json
import pathlib

import torch
from safetensors.torch import load_file, save_file
from transformers import BertConfig, BertModel, BertTokenizerFast

FOLDER = pathlib.Path(__file__).resolve().parent
MODEL = FOLDER.parents[2] / "Resources" / "Models" / "all-MiniLM-L6-v2"
TEXTS = [
    "The mole dug a tunnel under the lawn.",
    "The mole leaked secrets to Moscow.",
    "She had a mole on her cheek.",
    ["I want to embed.", "Maybe now"],
    "Café naïveté — 日本 😀 unbelievably!",
]
SENTENCES = [
    "The weather is lovely today.",
    "It's so sunny outside!",
    "He drove to the stadium.",
    "Hello World",
    "The mole dug a tunnel under the lawn.",
    "One mole of water weighs 18 grams.",
    "She had a mole on her cheek.",
    "A transformer looks at every word of a sentence at once.",
    "The old lighthouse keeper walked slowly down the winding stairs to the harbour.",
    "Scientists in Geneva measured the mass of the particle again and found no difference.",
]


def main():
    model = BertModel(BertConfig.from_pretrained(MODEL, attn_implementation="eager"))
    weights = {name: tensor.float() for name, tensor in load_file(MODEL / "model.safetensors").items()}
    model.load_state_dict(weights, strict=True)
    model.eval()
    tokenizer = BertTokenizerFast.from_pretrained(MODEL)

    tensors = {}
    for number, text in enumerate(TEXTS):
        first, second = (text, None) if isinstance(text, str) else text
        encoding = tokenizer(first, second, return_tensors="pt")
        with torch.no_grad():
            result = model(**encoding, output_hidden_states=True, output_attentions=True)
        states = result.hidden_states
        mean = states[-1][0].mean(0)  # nothing is padded: every token counts
        tensors[f"{number}.input_ids"] = encoding["input_ids"][0].to(torch.int32)
        tensors |= {f"{number}.hidden_states.{layer}": state[0].clone() for layer, state in enumerate(states)}
        tensors |= {
            f"{number}.attentions.{layer}": pattern[0].clone() for layer, pattern in enumerate(result.attentions)}
        tensors[f"{number}.pooler_output"] = result.pooler_output[0].clone()
        tensors[f"{number}.sentence_embedding"] = mean / mean.norm()
    save_file(
        tensors, FOLDER / "minilm-f16-activations.safetensors",
        metadata={"texts": json.dumps(TEXTS), "weights": "float16-rounded"})

    lines = [json.dumps({"text": text, "ids": tokenizer(text)["input_ids"]}) for text in SENTENCES]
    (FOLDER / "sentences.json").write_text("[\n  " + ",\n  ".join(lines) + "\n]\n")


if __name__ == "__main__":
    main()

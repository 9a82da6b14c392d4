#!/usr/bin/env python3
"""Writes what PyTorch computes inside the models: scores, value norms, and runs with heads switched off.

    pip install torch transformers safetensors
    python3 Tests/Fixtures/models/make_interventions.py

It reads the tiny models beside this script (make_models.py) and the default model, and writes interventions.safetensors beside
each tiny model and Tests/Fixtures/activations/minilm-f16-interventions.safetensors:

    input_ids, attention_mask     T
    scores.L                      heads × T × T, before the mask and softmax
    value_norms.L                 heads × T, the length of (x·Wv + bv)·Wo by head (Kobayashi et al. 2020)
    ablated.hidden_states.L       with head 2 of layer 1 off (counted from 1)
    silent.hidden_states.L        with every head of the last layer off

A head is switched off by zeroing its part of what Wo is given, as the head mask of earlier transformers did.
"""

import pathlib

import torch
from safetensors.torch import load_file, save_file
from transformers import AutoModel

FOLDER = pathlib.Path(__file__).resolve().parent
DEFAULT = FOLDER.parents[2] / "Resources/Models/all-MiniLM-L6-v2"


def main():
    tiny = torch.tensor([[2, 11, 29, 5, 17, 8, 3, 0, 0]])
    for name in ["tiny-bert", "tiny-roberta", "tiny-distilbert", "tiny-albert"]:
        pad = 1 if name == "tiny-roberta" else 0
        ids = tiny.clone()
        ids[0, 7:] = pad
        make(FOLDER / name, ids, (torch.arange(9) < 7).int()[None], FOLDER / name / "interventions.safetensors")
    sentence = torch.tensor([[101, 1996, 16709, 8655, 1037, 5234, 1012, 102]])
    make(DEFAULT, sentence, torch.ones_like(sentence), FOLDER.parent / "activations/minilm-f16-interventions.safetensors")


def make(folder, ids, mask, path):
    model = AutoModel.from_pretrained(folder, torch_dtype=torch.float32).eval()
    model.set_attn_implementation("eager")
    heads = model.config.num_attention_heads
    is_distil = model.config.model_type == "distilbert"
    is_albert = model.config.model_type == "albert"
    if is_albert:  # one layer, used again and again
        layers = [model.encoder.albert_layer_groups[0].albert_layers[0]] * model.config.num_hidden_layers
    else:
        layers = model.transformer.layer if is_distil else model.encoder.layer

    def parts(layer):
        if is_distil:
            a = layer.attention
            return a.q_lin, a.k_lin, a.v_lin, a.out_lin
        a = layer.attention
        if is_albert:
            return a.query, a.key, a.value, a.dense
        return a.self.query, a.self.key, a.self.value, a.output.dense

    def run():
        with torch.no_grad():
            return model(input_ids=ids, attention_mask=mask, output_hidden_states=True).hidden_states

    answers = {"input_ids": ids[0].int(), "attention_mask": mask[0].int()}
    states = run()
    for index, layer in enumerate(layers):
        q, k, v, out = parts(layer)
        x = states[index][0]
        size = x.shape[1] // heads
        with torch.no_grad():
            split = lambda y: y.reshape(len(x), heads, size).transpose(0, 1)
            answers[f"scores.{index}"] = split(q(x)) @ split(k(x)).transpose(1, 2) / size ** 0.5
            weights = out.weight.reshape(-1, heads, size)  # H × heads × size
            mapped = torch.einsum("hts,ohs->hto", split(v(x)), weights)
            answers[f"value_norms.{index}"] = mapped.norm(dim=-1)

    for name, index, silent in [("ablated", 0, [1]), ("silent", len(layers) - 1, range(heads))]:
        out = parts(layers[index])[3]
        size = out.weight.shape[1] // heads

        calls = iter(range(len(layers)) if is_albert else [index])

        def zero(module, inputs):
            if next(calls) != index:
                return None
            context = inputs[0].clone()
            for head in silent:
                context[..., head * size:(head + 1) * size] = 0
            return (context,)

        hook = out.register_forward_pre_hook(zero)
        answers |= {f"{name}.hidden_states.{layer}": value[0] for layer, value in enumerate(run())}
        hook.remove()
    save_file({key: value.contiguous() for key, value in answers.items()}, path)


if __name__ == "__main__":
    main()

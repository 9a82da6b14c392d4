#!/usr/bin/env python3
"""Makes the tiny models beside this script and what Hugging Face computes with them.

    pip install torch transformers safetensors
    python3 Tests/Fixtures/models/make_models.py

Each model has random weights and sizes that fill no SIMD vector: 24 wide, 3 heads, 2 layers. activations.safetensors holds
its inputs ("one.input_ids", "one.token_type_ids", "one.attention_mask") and the answers ("one.hidden_states.0", …,
"one.attentions.0", …, "one.pooler_output", "one.logits"), and what the masked-word head makes of every hidden state
("sentence.lens.0", …). The same torch gives the same bytes.
"""

import json
import pathlib

import torch
from safetensors.torch import save_file
from transformers import (
    AlbertConfig, AlbertForMaskedLM, AlbertModel, BertConfig, BertForMaskedLM, BertModel, DistilBertConfig,
    DistilBertForMaskedLM, DistilBertModel, RobertaConfig, RobertaForMaskedLM, RobertaModel)

FOLDER = pathlib.Path(__file__).resolve().parent
SIZES = dict(
    vocab_size=30, hidden_size=24, num_hidden_layers=2, num_attention_heads=3, intermediate_size=40)
ALBERT_SIZES = dict(embedding_size=10, num_hidden_groups=1, inner_group_num=1)
DISTIL_SIZES = dict(vocab_size=30, dim=24, n_layers=2, n_heads=3, hidden_dim=40)


def main():
    torch.manual_seed(2718)
    bert = BertModel(BertConfig(**SIZES, max_position_embeddings=16))
    make("tiny-bert", bert, rename=lambda name: name, element=torch.float32)

    # As Google published them: a prefix before the encoder's names, layer norms with gamma and beta, other tensors beside.
    old = BertModel(BertConfig(**SIZES, max_position_embeddings=16, hidden_act="gelu_new", layer_norm_eps=1e-5))
    make(
        "tiny-bert-old", old, element=torch.float16,
        rename=lambda name: "bert." + name.replace("LayerNorm.weight", "LayerNorm.gamma")
        .replace("LayerNorm.bias", "LayerNorm.beta"),
        extra={"bert.embeddings.position_ids": torch.arange(16).reshape(1, 16), "cls.predictions.bias": torch.zeros(30)})

    # Positions are counted from padding_idx + 1: 18 rows serve 16 tokens.
    roberta = RobertaModel(RobertaConfig(
        **SIZES, max_position_embeddings=18, type_vocab_size=1, pad_token_id=1, layer_norm_eps=1e-5))
    make("tiny-roberta", roberta, rename=lambda name: name, element=torch.bfloat16)

    distil = DistilBertModel(DistilBertConfig(**DISTIL_SIZES, max_position_embeddings=16))
    make("tiny-distilbert", distil, rename=lambda name: "distilbert." + name, element=torch.float32)

    # With the masked-word head; its decoder is tied to the word embeddings and not stored again.
    mlm = {
        "tiny-bert-mlm": BertForMaskedLM(BertConfig(**SIZES, max_position_embeddings=16)),
        "tiny-roberta-mlm": RobertaForMaskedLM(RobertaConfig(
            **SIZES, max_position_embeddings=18, type_vocab_size=1, pad_token_id=1, layer_norm_eps=1e-5)),
        "tiny-distilbert-mlm": DistilBertForMaskedLM(DistilBertConfig(**DISTIL_SIZES, max_position_embeddings=16)),
    }
    for name, model in mlm.items():
        make(name, model, rename=lambda name: name, element=torch.float32)

    # Narrower embeddings, and one layer's weights for both layers.
    albert = AlbertConfig(**SIZES, **ALBERT_SIZES, max_position_embeddings=16)
    make("tiny-albert", AlbertModel(albert), rename=lambda name: name, element=torch.float32)
    make("tiny-albert-mlm", AlbertForMaskedLM(albert), rename=lambda name: name, element=torch.float32)


def make(name, model, rename, element, extra={}):
    folder = FOLDER / name
    folder.mkdir(exist_ok=True)
    model.eval()
    model.set_attn_implementation("eager")
    with torch.no_grad():
        for key, weights in model.named_parameters():
            is_gain = "norm" in key.lower() and key.endswith("weight")
            weights.copy_(((1 if is_gain else 0) + 0.4 * torch.randn_like(weights)).to(element).float())
    tensors = {rename(key): value.to(element).contiguous() for key, value in model.named_parameters()}
    save_file(tensors | extra, folder / "model.safetensors", metadata={"format": "pt"})

    config = model.config.to_dict()
    kept = ["model_type", "vocab_size", "max_position_embeddings", "type_vocab_size", "pad_token_id", "layer_norm_eps",
            "hidden_act", "activation", *SIZES, *ALBERT_SIZES, *DISTIL_SIZES]
    config = {key: config[key] for key in dict.fromkeys(kept) if config.get(key) is not None}
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n")

    answers = {}
    for case, encoding in inputs(model.config.pad_token_id or 0).items():
        if model.config.model_type == "distilbert":
            del encoding["token_type_ids"]
        elif model.config.type_vocab_size == 1:
            encoding["token_type_ids"].zero_()
        with torch.no_grad():
            result = model(**encoding, output_hidden_states=True, output_attentions=True)
        answers |= {f"{case}.{key}": value[0].to(torch.int32) for key, value in encoding.items()}
        answers |= {f"{case}.hidden_states.{layer}": value[0] for layer, value in enumerate(result.hidden_states)}
        answers |= {f"{case}.attentions.{layer}": value[0] for layer, value in enumerate(result.attentions)}
        if "logits" in result:
            answers[f"{case}.logits"] = result.logits[0]
            if case == "sentence":
                answers |= lens(model, case, result.hidden_states)
        if "pooler_output" in result:
            answers[f"{case}.pooler_output"] = result.pooler_output[0]
    save_file({key: value.contiguous() for key, value in answers.items()}, folder / "activations.safetensors")


def lens(model, case, states):
    """The logit lens: the masked-word head on every hidden state."""
    head = {
        "bert": lambda h: model.cls(h),
        "roberta": lambda h: model.lm_head(h),
        "albert": lambda h: model.predictions(h),
        "distilbert": lambda h: model.vocab_projector(
            model.vocab_layer_norm(model.activation(model.vocab_transform(h)))),
    }[model.config.model_type]
    with torch.no_grad():
        return {f"{case}.lens.{layer}": head(state)[0] for layer, state in enumerate(states)}


def inputs(padding):
    def encoding(ids, second, pads):
        count = len(ids)
        return {
            "input_ids": torch.tensor([ids + [padding] * pads]),
            "token_type_ids": torch.tensor([[0] * (count - second) + [1] * second + [0] * pads]),
            "attention_mask": torch.tensor([[1] * count + [0] * pads]),
        }
    return {
        "one": encoding([7], 0, 0),
        "sentence": encoding([2, 11, 29, 5, 17, 8, 3], 0, 0),
        "pair": encoding([2, 9, 14, 3, 26, 26, 21, 3], 4, 0),
        "padded": encoding([2, 23, 12, 19, 3], 0, 4),
        "longest": encoding([2] + [4 + (5 * place) % 26 for place in range(14)] + [3], 0, 0),
    }


if __name__ == "__main__":
    main()

"""Makes the peers' models, in a folder: python prepare.py FOLDER MODEL_DIRECTORY

MODEL_DIRECTORY is Talpa's own default model. Beside it stands a model of BERT-base's shape with random weights (seed 0).
Files that are there already are kept. Run by bench_peers.py.
"""
import json, os, shutil, sys, warnings
warnings.filterwarnings("ignore")
os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_VERBOSITY="error")
import numpy as np
import torch
from transformers import BertConfig, BertModel
from peer import LENGTHS, input_ids

HEADS = {"minilm": (12, 384), "bert-base": (12, 768)}


def models(folder, default):
    """Both as float32 for the peers; what Talpa reads has float16 matrices, and the peers get their values."""
    from safetensors.torch import load_file, save_file
    for name in HEADS:
        peers, ours = (os.path.join(folder, "models", name + end) for end in ("", ".f16"))
        if os.path.exists(os.path.join(peers, "model.safetensors")):
            continue
        if name == "minilm":
            ours = default
        else:
            torch.manual_seed(0)
            model = BertModel(BertConfig())
            os.makedirs(ours, exist_ok=True)
            tensors = {k: v.half() if v.dim() == 2 else v for k, v in model.state_dict().items()}
            save_file({k: v.contiguous() for k, v in tensors.items()}, os.path.join(ours, "model.safetensors"),
                      metadata={"format": "pt"})
            model.config.save_pretrained(ours)
            for file in ("vocab.txt", "tokenizer_config.json"):
                shutil.copy(os.path.join(default, file), ours)
        os.makedirs(peers, exist_ok=True)
        for file in ("config.json", "vocab.txt", "tokenizer_config.json"):
            shutil.copy(os.path.join(ours, file), peers)
        config = json.load(open(os.path.join(peers, "config.json")))
        config.setdefault("position_embedding_type", "absolute")  # CTranslate2's converter asks for it
        json.dump(config, open(os.path.join(peers, "config.json"), "w"))
        tensors = {k: v.float() for k, v in load_file(os.path.join(ours, "model.safetensors")).items()}
        save_file(tensors, os.path.join(peers, "model.safetensors"), metadata={"format": "pt"})


def references(folder, name):
    """PyTorch's last hidden states, so that every peer's answer can be compared."""
    path = os.path.join(folder, "models", name, "reference.npz")
    if os.path.exists(path):
        return
    model = BertModel.from_pretrained(os.path.dirname(path), attn_implementation="eager").eval()
    with torch.inference_mode():
        np.savez(path, **{str(n): model(torch.from_numpy(input_ids(n))).last_hidden_state[0].numpy() for n in LENGTHS})


def onnx(folder, name):
    import onnx as format
    target = lambda end: os.path.join(folder, f"{name}{end}.onnx")

    def export(path, everything):
        model = BertModel.from_pretrained(os.path.join(folder, "models", name), attn_implementation="eager",
                                          add_pooling_layer=False).eval()

        class Outputs(torch.nn.Module):
            def __init__(self):
                super().__init__()
                self.model = model

            def forward(self, input_ids, attention_mask, token_type_ids):
                o = self.model(input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids,
                               output_attentions=everything, output_hidden_states=everything)
                return (o.last_hidden_state, *o.hidden_states[:-1], *o.attentions) if everything else o.last_hidden_state

        layers = model.config.num_hidden_layers
        inputs = ["input_ids", "attention_mask", "token_type_ids"]
        outputs = ["last_hidden_state"]
        axes = {n: {0: "batch", 1: "tokens"} for n in inputs + outputs}
        if everything:
            for i in range(layers):
                axes[f"hidden_{i}"] = {0: "batch", 1: "tokens"}
            for i in range(layers):
                axes[f"attention_{i}"] = {0: "batch", 2: "tokens", 3: "keys"}
            outputs = [n for n in axes if n not in inputs]
        ids = torch.ones(2, 16, dtype=torch.long)
        torch.onnx.export(Outputs(), (ids, torch.ones_like(ids), torch.zeros_like(ids)), path, input_names=inputs,
                          output_names=outputs, dynamic_axes=axes, opset_version=17, dynamo=False)

    for end, everything in (("", False), (".all", True)):
        if not os.path.exists(target(end)):
            export(target(end), everything)
    if not os.path.exists(target(".fused")):
        from onnxruntime.transformers import optimizer
        from onnxruntime.transformers.fusion_options import FusionOptions
        heads, hidden = HEADS[name]
        optimizer.optimize_model(target(""), model_type="bert", num_heads=heads, hidden_size=hidden,
                                 optimization_options=FusionOptions("bert"), opt_level=0,
                                 use_gpu=False).save_model_to_file(target(".fused"))
    if not os.path.exists(target(".int8")):
        from onnxruntime.quantization import QuantType, quantize_dynamic
        quantize_dynamic(target(".fused"), target(".int8"), weight_type=QuantType.QInt8, per_channel=True,
                         extra_options={"DefaultTensorType": format.TensorProto.FLOAT})


def openvino(folder, name):
    import openvino as ov
    target = lambda end: os.path.join(folder, f"{name}{end}.xml")
    for end in ("", ".all"):
        if not os.path.exists(target(end)):
            ov.save_model(ov.convert_model(os.path.join(folder, f"{name}{end}.onnx")), target(end), compress_to_fp16=False)
    if not os.path.exists(target(".int8")):
        import nncf
        rows = []
        for n in range(8, 128, 4):
            ids = input_ids(n)
            rows.append({"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)})
        ov.save_model(nncf.quantize(ov.Core().read_model(target("")), nncf.Dataset(rows),
                                    model_type=nncf.ModelType.TRANSFORMER, subset_size=len(rows)), target(".int8"))


def ctranslate2(folder, name):
    from ctranslate2.converters import TransformersConverter
    for kind in ("float32", "int8"):
        out = os.path.join(folder, f"{name}.ct2.{kind}")
        if not os.path.exists(os.path.join(out, "model.bin")):
            TransformersConverter(os.path.join(folder, "models", name)).convert(out, quantization=kind, force=True)


if __name__ == "__main__":
    folder, default = sys.argv[1:]
    models(folder, default)
    for name in HEADS:
        for part in (references, onnx, openvino, ctranslate2):
            try:
                part(folder, name)
            except Exception as error:
                print(f"{name}: {part.__name__} is left out: {type(error).__name__}: {error}"[:300], file=sys.stderr)

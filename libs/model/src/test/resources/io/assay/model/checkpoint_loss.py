"""The loss of a checkpoint on given tokens, by numpy alone and as Hugging Face's Llama computes it.

    python3 checkpoint_loss.py FOLDER

FOLDER has config.json, model.safetensors and tokens.json: rows of token ids, and the id that is never predicted.
Prints the mean loss in nats, and the one that the other convention of the rotary embedding would give.
"""

import json
import os
import struct
import sys

import numpy as np


def safetensors(path):
    """Tensors by name, each checked to be F32 and within the file, and the file's metadata."""
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        content = file.read()
    metadata = header.pop("__metadata__")
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        assert entry["dtype"] == "F32", name
        assert 0 <= begin <= end <= len(content) and end - begin == 4 * int(np.prod(entry["shape"])), name
        tensors[name] = np.frombuffer(content[begin:end], "<f4").reshape(entry["shape"]).astype(np.float64)
    return tensors, metadata


def normed(x, weight, eps):
    return x / np.sqrt(np.mean(x * x, axis=-1, keepdims=True) + eps) * weight


def half_split(x, angles):
    """Hugging Face's rotate_half: column j turns with column j + width / 2."""
    angles = np.concatenate([angles, angles], axis=-1)
    half = x.shape[-1] // 2
    turned = np.concatenate([-x[..., half:], x[..., :half]], axis=-1)
    return x * np.cos(angles) + turned * np.sin(angles)


def interleaved(x, angles):
    """The convention of the paper: column 2j turns with column 2j + 1."""
    even, odd = x[..., 0::2], x[..., 1::2]
    out = np.empty_like(x)
    out[..., 0::2] = even * np.cos(angles) - odd * np.sin(angles)
    out[..., 1::2] = even * np.sin(angles) + odd * np.cos(angles)
    return out


def attention(x, p, name, config, rotated):
    length, heads, groups = len(x), config["num_attention_heads"], config["num_key_value_heads"]
    width = config["head_dim"]

    def projected(part, count):
        return (x @ p[name + part + ".weight"].T).reshape(length, count, width).transpose(1, 0, 2)

    frequencies = config["rope_theta"] ** (-np.arange(0, width, 2) / width)
    angles = np.arange(length)[:, None] * frequencies
    q = rotated(projected("q_proj", heads), angles)
    k = np.repeat(rotated(projected("k_proj", groups), angles), heads // groups, axis=0)
    v = np.repeat(projected("v_proj", groups), heads // groups, axis=0)
    scores = q @ k.transpose(0, 2, 1) / np.sqrt(width)
    scores = np.where(np.tril(np.ones((length, length), bool)), scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    weights /= weights.sum(axis=-1, keepdims=True)
    return (weights @ v).transpose(1, 0, 2).reshape(length, heads * width) @ p[name + "o_proj.weight"].T


def fed(x, p, name):
    gate = x @ p[name + "gate_proj.weight"].T
    return (gate / (1 + np.exp(-gate)) * (x @ p[name + "up_proj.weight"].T)) @ p[name + "down_proj.weight"].T


def logits(ids, p, config, rotated):
    eps = config["rms_norm_eps"]
    x = p["model.embed_tokens.weight"][ids]
    for i in range(config["num_hidden_layers"]):
        name = f"model.layers.{i}."
        inner = normed(x, p[name + "input_layernorm.weight"], eps)
        x = x + attention(inner, p, name + "self_attn.", config, rotated)
        x = x + fed(normed(x, p[name + "post_attention_layernorm.weight"], eps), p, name + "mlp.")
    return normed(x, p["model.norm.weight"], eps) @ p["lm_head.weight"].T


def loss(rows, padding, p, config, rotated):
    total, count = 0.0, 0
    for row in rows:
        ids, targets = np.array(row[:-1]), np.array(row[1:])
        out = logits(ids, p, config, rotated)
        largest = out.max(axis=-1)
        of_all = largest + np.log(np.exp(out - largest[:, None]).sum(axis=-1))
        predicted = targets != padding
        total += (of_all - out[np.arange(len(targets)), targets])[predicted].sum()
        count += predicted.sum()
    return total / count


def expected_shapes(config):
    hidden, inner, vocabulary = config["hidden_size"], config["intermediate_size"], config["vocab_size"]
    queries = config["num_attention_heads"] * config["head_dim"]
    keys = config["num_key_value_heads"] * config["head_dim"]
    shapes = {
        "model.embed_tokens.weight": (vocabulary, hidden),
        "model.norm.weight": (hidden,),
        "lm_head.weight": (vocabulary, hidden),
    }
    for i in range(config["num_hidden_layers"]):
        name = f"model.layers.{i}."
        shapes |= {
            name + "input_layernorm.weight": (hidden,),
            name + "post_attention_layernorm.weight": (hidden,),
            name + "self_attn.q_proj.weight": (queries, hidden),
            name + "self_attn.k_proj.weight": (keys, hidden),
            name + "self_attn.v_proj.weight": (keys, hidden),
            name + "self_attn.o_proj.weight": (hidden, queries),
            name + "mlp.gate_proj.weight": (inner, hidden),
            name + "mlp.up_proj.weight": (inner, hidden),
            name + "mlp.down_proj.weight": (hidden, inner),
        }
    return shapes


def main(folder):
    def read(name):
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            return json.load(file)

    config, tokens = read("config.json"), read("tokens.json")
    assert config["architectures"] == ["LlamaForCausalLM"] and config["model_type"] == "llama"
    assert not config["tie_word_embeddings"] and config["hidden_act"] == "silu" and config["rope_scaling"] is None
    p, metadata = safetensors(os.path.join(folder, "model.safetensors"))
    assert metadata["format"] == "pt"
    assert {name: tensor.shape for name, tensor in p.items()} == expected_shapes(config)
    answer = {
        convention.__name__: loss(tokens["rows"], tokens["padding"], p, config, convention)
        for convention in (half_split, interleaved)
    }
    print(json.dumps(answer))


main(sys.argv[1])

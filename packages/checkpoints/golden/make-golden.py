"""Writes the weights and outputs of Keras layers that the conversion of Keras weights is tested with.

    KERAS_BACKEND=jax python packages/checkpoints/golden/make-golden.py

It needs Keras 3, with any backend.
"""

import json
from pathlib import Path

import keras
import numpy as np

TARGET = Path(__file__).resolve().parents[1] / "src/golden/keras.golden.json"


def main():
    rng = np.random.default_rng(0)
    kinds = {"rnn": keras.layers.SimpleRNN, "lstm": keras.layers.LSTM, "gru": keras.layers.GRU}
    golden = {"keras": keras.__version__, **{name: run(rng, layer(3, return_sequences=True)) for name, layer in kinds.items()}}
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(json.dumps(golden) + "\n")


def run(rng, layer):
    inputs = rng.normal(size=(2, 4, 2)).astype(np.float32)
    layer.build(inputs.shape)
    weights = [rng.normal(size=weight.shape, scale=0.7).astype(np.float32) for weight in layer.get_weights()]
    layer.set_weights(weights)
    kernel, recurrent_kernel, bias = map(record, weights)
    return {
        "weights": {"kernel": kernel, "recurrentKernel": recurrent_kernel, "bias": bias},
        "inputs": record(inputs),
        "outputs": record(np.array(layer(inputs))),
    }


def record(values):
    return {"shape": list(values.shape), "values": [float(f"{value:.9g}") for value in values.ravel()]}


main()

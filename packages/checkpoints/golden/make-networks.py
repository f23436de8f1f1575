"""Writes whole networks as PyTorch, Keras and ONNX store them, with their outputs, for the tests of the conversions.

    KERAS_BACKEND=tensorflow python packages/checkpoints/golden/make-networks.py

It needs PyTorch, safetensors, Keras 3 with any backend, h5py and onnx. The versions are in networks.golden.json.
"""

import json
import warnings
from pathlib import Path

import h5py
import keras
import numpy as np
import onnx
import torch
from safetensors.torch import save_file

TARGET = Path(__file__).resolve().parents[1] / "src/golden"
VOCABULARY, DIMENSIONS, HIDDEN, CLASSES, INPUT = 5, 3, 4, 3, 2
IDS = np.array([[0, 4, 2, 1], [3, 3, 1, 0]])


def main():
    torch.manual_seed(0)
    keras.utils.set_random_seed(0)
    warnings.filterwarnings("ignore")
    rng = np.random.default_rng(0)
    numbers = rng.normal(size=(2, 4, INPUT)).astype(np.float32)
    cases = {}
    for name, network, inputs in torch_networks(numbers):
        spread(network)
        save_file({key: value.contiguous() for key, value in network.state_dict().items()}, TARGET / f"torch-{name}.safetensors")
        cases[f"torch-{name}"] = case(inputs, network(torch.from_numpy(inputs)).detach().numpy())
        # The exporter takes the last states of a bidirectional network apart, and Tenet does not put them together again.
        if name != "bidirectional":
            torch.onnx.export(
                network, (torch.from_numpy(inputs),), TARGET / f"torch-{name}.onnx", dynamo=False, opset_version=17,
                input_names=["inputs"], output_names=["outputs"],
            )
    for name, network, inputs in keras_networks(numbers):
        network.set_weights([rng.normal(size=weight.shape, scale=0.7).astype(np.float32) for weight in network.get_weights()])
        network.save(TARGET / f"keras-{name}.keras")
        network.save_weights(TARGET / f"keras-{name}.weights.h5")
        cases[f"keras-{name}"] = case(inputs, np.array(network(inputs)))
    torch.save(torch.nn.LSTM(1, 1).state_dict(), TARGET / "torch-pickle.pt")
    versions = {"torch": torch.__version__, "keras": keras.__version__, "h5py": h5py.__version__, "onnx": onnx.__version__}
    (TARGET / "networks.golden.json").write_text(json.dumps({"versions": versions, "cases": cases}) + "\n")


class LanguageModel(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = torch.nn.Embedding(VOCABULARY, DIMENSIONS)
        self.lstm = torch.nn.LSTM(DIMENSIONS, HIDDEN, num_layers=2, batch_first=True)
        self.decoder = torch.nn.Linear(HIDDEN, VOCABULARY)

    def forward(self, ids):
        return self.decoder(self.lstm(self.embedding(ids))[0])


class Wrapped(torch.nn.Module):
    def __init__(self, network):
        super().__init__()
        self.model = network

    def forward(self, inputs):
        return self.model(inputs)


class Classifier(torch.nn.Module):
    def __init__(self, layer, outputs):
        super().__init__()
        self.rnn = layer
        self.fc = torch.nn.Linear(HIDDEN, outputs)

    def forward(self, inputs):
        return self.fc(self.rnn(inputs)[0][:, -1])


class Bidirectional(torch.nn.Module):
    """Its head reads the last output of each direction."""

    def __init__(self):
        super().__init__()
        self.rnn = torch.nn.LSTM(INPUT, HIDDEN, num_layers=2, batch_first=True, bidirectional=True)
        self.fc = torch.nn.Linear(2 * HIDDEN, CLASSES)

    def forward(self, inputs):
        last = self.rnn(inputs)[1][0]
        return self.fc(torch.cat([last[-2], last[-1]], 1))


class Tagger(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = torch.nn.Embedding(VOCABULARY, DIMENSIONS)
        self.gru = torch.nn.GRU(DIMENSIONS, HIDDEN, num_layers=2, batch_first=True, bidirectional=True)
        self.tags = torch.nn.Linear(2 * HIDDEN, CLASSES)

    def forward(self, ids):
        return self.tags(self.gru(self.embedding(ids))[0])


class Regressor(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.rnn = torch.nn.RNN(INPUT, HIDDEN, batch_first=True)
        self.fc = torch.nn.Linear(HIDDEN, 1)

    def forward(self, inputs):
        return self.fc(self.rnn(inputs)[1][-1]).squeeze(-1)


def torch_networks(numbers):
    yield "language", Wrapped(LanguageModel()), IDS
    yield "classifier", Classifier(torch.nn.GRU(INPUT, HIDDEN, batch_first=True), CLASSES), numbers
    yield "regressor", Regressor(), numbers
    yield "bidirectional", Bidirectional(), numbers
    yield "tagger", Tagger(), IDS


def spread(network):
    """Makes weights larger, so that a wrong order of gates shows."""
    with torch.no_grad():
        for weight in network.parameters():
            weight.copy_(torch.randn_like(weight) * 0.7)


def keras_networks(numbers):
    layers = keras.layers
    yield "language", keras.Sequential(
        [
            layers.Input((None,)),
            layers.Embedding(VOCABULARY, DIMENSIONS),
            layers.LSTM(HIDDEN, return_sequences=True),
            layers.Dropout(0.25),
            layers.LSTM(HIDDEN, return_sequences=True),
            layers.Dense(VOCABULARY),
        ]
    ), IDS
    yield "classifier", keras.Sequential([layers.Input((None, INPUT)), layers.GRU(HIDDEN), layers.Dense(CLASSES)]), numbers
    yield "regressor", keras.Sequential([layers.Input((None, INPUT)), layers.SimpleRNN(HIDDEN), layers.Dense(1)]), numbers
    before = layers.GRU(HIDDEN, reset_after=False)
    yield "original", keras.Sequential([layers.Input((None, INPUT)), before, layers.Dense(CLASSES)]), numbers
    yield "bidirectional", keras.Sequential(
        [
            layers.Input((None, INPUT)),
            layers.Bidirectional(layers.LSTM(HIDDEN, return_sequences=True)),
            layers.Bidirectional(layers.LSTM(HIDDEN)),
            layers.Dense(CLASSES),
        ]
    ), numbers
    yield "tagger", keras.Sequential(
        [
            layers.Input((None,)),
            layers.Embedding(VOCABULARY, DIMENSIONS),
            layers.Bidirectional(layers.GRU(HIDDEN, return_sequences=True)),
            layers.Dense(CLASSES),
        ]
    ), IDS


def case(inputs, outputs):
    return {"inputs": record(inputs), "outputs": record(outputs)}


def record(values):
    return {"shape": list(values.shape), "values": [float(f"{value:.9g}") for value in values.ravel()]}


main()

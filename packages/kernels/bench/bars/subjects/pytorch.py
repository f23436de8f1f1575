"""The training step and the generation of the text model in PyTorch, eager, asked for as ../serve.ts says."""

import json
import sys
import time

import torch
from torch import nn
from torch.nn import functional

options = json.loads(sys.argv[1])
sizes = options["model"]
torch.set_num_threads(options["threads"])
torch.manual_seed(1)


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(sizes["vocabulary"], sizes["hiddenSize"], sizes["layers"], batch_first=True)
        self.head = nn.Linear(sizes["hiddenSize"], sizes["vocabulary"])

    def forward(self, ids, state=None):
        inputs = functional.one_hot(ids, sizes["vocabulary"]).float()
        outputs, state = self.lstm(inputs, state)
        return self.head(outputs), state


network = Network()
optimizer = torch.optim.Adam(network.parameters(), lr=sizes["rate"])
tokens = torch.randint(sizes["vocabulary"], (100_000,))
span = torch.arange(sizes["time"] + 1)


def step():
    starts = torch.randint(len(tokens) - sizes["time"], (sizes["batch"], 1))
    windows = tokens[starts + span]
    optimizer.zero_grad()
    logits, _ = network(windows[:, :-1])
    loss = functional.cross_entropy(logits.flatten(0, 1), windows[:, 1:].flatten())
    loss.backward()
    nn.utils.clip_grad_norm_(network.parameters(), sizes["clip"])
    optimizer.step()
    loss.item()


written = {"ids": torch.zeros((1, 1), dtype=torch.int64), "state": None}


@torch.inference_mode()
def characters():
    for _ in range(sizes["characters"]):
        logits, written["state"] = network(written["ids"], written["state"])
        written["ids"] = torch.multinomial(logits[0].softmax(-1), 1)
        written["ids"].item()


works = {"step": step, "characters": characters}


def say(reply):
    print(json.dumps(reply), flush=True)


say({"ready": True})
for line in sys.stdin:
    turn = json.loads(line)
    work = works[turn["work"]]
    times = []
    end = time.perf_counter() + turn["milliseconds"] / 1000
    while not times or time.perf_counter() < end:
        start = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - start))
    say({"times": times})

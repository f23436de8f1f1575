"""PyTorch as a subject: answers as requests.ts says, a line of JSON each. The workload comes with the first request."""

import base64
import importlib
import json
import resource
import signal
import sys
import time

# Ctrl-C reaches every process of a terminal: the one that asks decides what becomes of this one.
signal.signal(signal.SIGINT, signal.SIG_IGN)


def prepare(errand):
    """The functions check and work of a task, and what took part."""
    torch = importlib.import_module("torch")
    torch.set_num_threads(errand["options"]["threads"])
    workload = errand["workload"]
    task, network = workload["task"], workload["task"]["network"]

    def tensor(values):
        kind = torch.float32 if values["type"] == "float32" else torch.int32
        data = torch.frombuffer(bytearray(base64.b64decode(values["base64"])), dtype=kind)
        return (data if kind == torch.float32 else data.long()).reshape(values["shape"])

    model = build(torch, network, workload["weights"], tensor)
    batches = [(tensor(batch["inputs"]), tensor(batch["targets"])) for batch in workload["batches"]]
    made = {"train": training, "forward": reading, "generate": writing}[task["kind"]]
    check, work = made(torch, model, batches, workload)
    return check, work, {"versions": {"torch": torch.__version__}}


def build(torch, network, weights, tensor):
    """The network with its weights. PyTorch has its matrices transposed, and two biases a layer where others have one: the second
    stays at zero, but for the part of a GRU's that is no sum of two."""
    recurrent = {"rnn": torch.nn.RNN, "lstm": torch.nn.LSTM, "gru": torch.nn.GRU}[network["cell"]]
    hidden = network["hiddenSize"]

    class Model(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.recurrent = recurrent(network["inputSize"], hidden, network["layers"], batch_first=True)
            self.head = torch.nn.Linear(hidden, network["classes"])

        def forward(self, inputs, state=None):
            if network["reads"] == "ids":
                inputs = torch.nn.functional.one_hot(inputs, network["inputSize"]).float()
            outputs, state = self.recurrent(inputs, state)
            return self.head(outputs if network["reads"] == "ids" else outputs[:, -1]), state

    model = Model()
    with torch.no_grad():
        for index, layer in enumerate(weights["layers"]):
            bias = tensor(layer["b"])
            of_input, of_hidden, learned = bias, torch.zeros_like(bias), torch.zeros_like(bias)
            if network["cell"] == "gru":
                of_input, sums = bias[: 3 * hidden], torch.zeros(2 * hidden)
                of_hidden = torch.cat([sums, bias[3 * hidden :]])
                learned = torch.cat([sums, torch.ones(hidden)])
            given = {"weight_ih": tensor(layer["wx"]).T, "weight_hh": tensor(layer["wh"]).T}
            given |= {"bias_ih": of_input, "bias_hh": of_hidden}
            for name, value in given.items():
                getattr(model.recurrent, f"{name}_l{index}").copy_(value)
            second = getattr(model.recurrent, f"bias_hh_l{index}")
            second.register_hook(lambda gradient, learned=learned: gradient * learned)
        model.head.weight.copy_(tensor(weights["head"]["w"]).T)
        model.head.bias.copy_(tensor(weights["head"]["b"]))
    return model


def training(torch, model, batches, workload):
    optimizer = torch.optim.Adam(model.parameters(), lr=workload["training"]["rate"])
    following = in_turn(batches)

    def step():
        inputs, targets = following()
        optimizer.zero_grad()
        logits, _ = model(inputs)
        loss = torch.nn.functional.cross_entropy(logits.reshape(-1, logits.shape[-1]), targets.flatten())
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), workload["training"]["clip"])
        optimizer.step()
        return loss.item()

    return lambda: [step(), step(), step()][-1], step


def reading(torch, model, batches, workload):
    following = in_turn(batches)

    @torch.inference_mode()
    def logits_of(inputs):
        return model(inputs)[0]

    def check():
        inputs, targets = batches[0]
        logits = logits_of(inputs)
        return torch.nn.functional.cross_entropy(logits.flatten(0, 1), targets.flatten()).item()

    return check, lambda: logits_of(following()[0])


def writing(torch, model, batches, workload):
    task = workload["task"]
    written = {"ids": torch.zeros((task["batch"], 1), dtype=torch.int64), "state": None}

    @torch.inference_mode()
    def check():
        inputs, targets = batches[0]
        state, total = None, 0.0
        for at in range(inputs.shape[1]):
            logits, state = model(inputs[:, at : at + 1], state)
            total += torch.nn.functional.cross_entropy(logits[:, 0], targets[:, at]).item()
        return total / inputs.shape[1]

    @torch.inference_mode()
    def work():
        for _ in range(task["time"]):
            logits, written["state"] = model(written["ids"], written["state"])
            written["ids"] = torch.multinomial(logits[:, 0].softmax(-1), 1)
            written["ids"].tolist()

    return check, work


def in_turn(items):
    calls = -1

    def following():
        nonlocal calls
        calls += 1
        return items[calls % len(items)]

    return following


def clocked(work):
    start = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - start)


def times_within(milliseconds, work):
    end = time.perf_counter() + milliseconds / 1000
    times = [clocked(work)]
    while time.perf_counter() < end:
        times.append(clocked(work))
    return times


def megabytes():
    # Linux counts in kilobytes, macOS in bytes.
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


prepared = {}


def answer(request):
    ask = request["ask"]
    if ask == "prepare":
        prepared["check"], prepared["work"], facts = prepare(request)
        return facts
    if ask == "load":
        return {"times": [clocked(lambda: prepare(request)[1]())]}
    if ask == "check":
        return {"value": prepared["check"]()}
    if ask == "work":
        return {"times": times_within(request["milliseconds"], prepared["work"])}
    for _ in range(request["calls"]):
        prepared["work"]()
    return {"megabytes": megabytes()}


for line in sys.stdin:
    try:
        reply = answer(json.loads(line))
    except Exception as error:
        reply = {"failed": f"{type(error).__name__}: {error}"}
    print(json.dumps(reply), flush=True)

"""PyTorch as a subject: answers the requests of requests.ts, one line of JSON each. The workload comes with the first request.

With the argument --gpu it prints the kind of GPU that it would use, or ends with exit code 3 where there is none."""

import base64
import importlib
import json
import resource
import signal
import subprocess
import sys
import time

# Ctrl-C reaches every process of the terminal. The parent process decides when this one ends.
signal.signal(signal.SIGINT, signal.SIG_IGN)


def prepare(job):
    """The functions check and work of a task, and the facts to report."""
    torch = importlib.import_module("torch")
    # torch passes the number on to OpenMP and MKL. Whatever the environment says of their threads, this comes later.
    torch.set_num_threads(job["options"]["threads"])
    on_gpu = job["options"].get("gpu", False)
    device = torch.device(gpu_kind(torch) if on_gpu else "cpu")
    # All subjects compute in float32. TF32, which cuDNN uses for an LSTM by default, has a mantissa of 10 bits.
    torch.backends.cuda.matmul.allow_tf32 = False
    torch.backends.cudnn.allow_tf32 = False
    workload = job["workload"]
    task, network = workload["task"], workload["task"]["network"]

    def tensor(values):
        kind = torch.float32 if values["type"] == "float32" else torch.int32
        data = torch.frombuffer(bytearray(base64.b64decode(values["base64"])), dtype=kind)
        return (data if kind == torch.float32 else data.long()).reshape(values["shape"])

    model = build(torch, network, workload["weights"], tensor, device)
    if job["options"].get("compile", False):
        model = torch.compile(model)
    batches = [(tensor(batch["inputs"]), tensor(batch["targets"])) for batch in workload["batches"]]
    made = {"train": training, "forward": reading, "generate": writing}[task["kind"]]
    check, work = made(torch, model, batches, workload, device)
    return check, work, {"versions": versions(torch, on_gpu), **({"adapter": gpu(torch)} if on_gpu else {})}


def gpu_kind(torch):
    """torch's name for the kind of GPU that it finds: cuda (also for AMD), mps or xpu."""
    if torch.cuda.is_available():
        return "cuda"
    if torch.backends.mps.is_available():
        return "mps"
    if hasattr(torch, "xpu") and torch.xpu.is_available():
        return "xpu"
    raise RuntimeError("torch finds no GPU")


def gpu(torch):
    """The GPU's name, and the API that torch uses it through."""
    kind = gpu_kind(torch)
    if kind == "cuda":
        through = f"ROCm {torch.version.hip}" if torch.version.hip else f"CUDA {torch.version.cuda}"
        return {"name": torch.cuda.get_device_name(), "driver": through, "software": False}
    if kind == "xpu":
        return {"name": torch.xpu.get_device_name(), "driver": "XPU", "software": False}
    # The GPU of an Apple processor has the processor's name.
    found = subprocess.run(["sysctl", "-n", "machdep.cpu.brand_string"], capture_output=True, text=True, check=True)
    return {"name": found.stdout.strip(), "driver": "Metal", "software": False}


def versions(torch, on_gpu):
    if not on_gpu:
        return {"torch": torch.__version__}
    cudnn = torch.backends.cudnn.version()
    return {"torch": f"{torch.__version__}, TF32 off", **({"cuDNN": str(cudnn)} if cudnn else {})}


def build(torch, network, weights, tensor, device):
    """The network with its weights. PyTorch's matrices are transposed, and its layers have two biases where others have one. The second bias
    is held at zero, except for the candidate of a GRU, which has both."""
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

    model = Model().to(device)
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
            second.register_hook(lambda gradient, learned=learned.to(device): gradient * learned)
        model.head.weight.copy_(tensor(weights["head"]["w"]).T)
        model.head.bias.copy_(tensor(weights["head"]["b"]))
    return model


def training(torch, model, batches, workload, device):
    optimizer = torch.optim.Adam(model.parameters(), lr=workload["training"]["learningRate"])
    following = cycle(batches)

    def step():
        inputs, targets = (values.to(device) for values in following())
        optimizer.zero_grad()
        logits, _ = model(inputs)
        loss = torch.nn.functional.cross_entropy(logits.reshape(-1, logits.shape[-1]), targets.flatten())
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), workload["training"]["clip"])
        optimizer.step()
        return loss.detach()

    def loss_after(steps):
        """The loss of the last of `steps` steps. Reading it waits for the GPU."""
        return [step() for _ in range(steps)][-1].item()

    return lambda: loss_after(3), lambda: loss_after(workload["task"].get("readEvery", 1))


def reading(torch, model, batches, workload, device):
    following = cycle(batches)

    @torch.inference_mode()
    def logits_of(inputs):
        return model(inputs.to(device))[0].cpu()

    def check():
        inputs, targets = batches[0]
        logits = logits_of(inputs)
        return torch.nn.functional.cross_entropy(logits.flatten(0, 1), targets.flatten()).item()

    return check, lambda: logits_of(following()[0])


def writing(torch, model, batches, workload, device):
    task = workload["task"]
    written = {"ids": torch.zeros((task["batch"], 1), dtype=torch.int64, device=device), "state": None}

    @torch.inference_mode()
    def check():
        inputs, targets = (values.to(device) for values in batches[0])
        state, total = None, 0.0
        for at in range(inputs.shape[1]):
            logits, state = model(inputs[:, at : at + 1], state)
            total += torch.nn.functional.cross_entropy(logits[:, 0], targets[:, at]).item()
        return total / inputs.shape[1]

    @torch.inference_mode()
    def work():
        text = []
        for _ in range(task["time"]):
            logits, written["state"] = model(written["ids"], written["state"])
            written["ids"] = torch.multinomial(logits[:, 0].softmax(-1), 1)
            text.append(written["ids"])
        # One read for all: a read after each step would wait for the GPU each time.
        torch.cat(text, 1).tolist()

    return check, work


def cycle(items):
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


if sys.argv[1:] == ["--gpu"]:
    try:
        print(gpu_kind(importlib.import_module("torch")))
    except RuntimeError:
        sys.exit(3)
    sys.exit()

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

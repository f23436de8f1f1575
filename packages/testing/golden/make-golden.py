"""Writes the golden values, computed by PyTorch, that Tenet's cells, optimizers, schedules and losses are compared with.

    python packages/testing/golden/make-golden.py

It needs only PyTorch, and writes the same files every time. README.md describes the contents of each file.

Every number that a test feeds to Tenet is rounded to float32 before PyTorch computes with it, in float64. Both sides
start from the same numbers, so their results differ only by the rounding of Tenet's float32 arithmetic.
"""

import json
import math
import re
from pathlib import Path

import torch
from torch.optim import lr_scheduler

PACKAGES = Path(__file__).resolve().parents[2]
SEED = 20180419


def main():
    for kind, layer in {"rnn": torch.nn.RNN, "lstm": torch.nn.LSTM, "gru": torch.nn.GRU}.items():
        write("cells", kind, recurrent(kind, layer))
    for kind, layer in {"lstm": torch.nn.LSTM, "gru": torch.nn.GRU}.items():
        write("cells", f"bidirectional-{kind}", recurrent(kind, layer, bidirectional=True))
    write("training", "optimizers", optimizers())
    write("training", "clipping", clipping())
    write("training", "schedules", schedules())
    write("training", "losses", losses())
    write("training", "number-losses", number_losses())
    write("models", "heads", heads())


# Cells: two layers over a batch of short sequences, and the gradient of a scalar that depends on every output.


def recurrent(kind, layer, bidirectional=False):
    batch, time, inputs, hidden, layers = 3, 7, 4, 5, 2
    rng = torch.Generator().manual_seed(SEED)
    net = layer(inputs, hidden, num_layers=layers, batch_first=True, bidirectional=bidirectional).double()
    states = 2 * layers if bidirectional else layers
    for weight in net.parameters():
        weight.data = draw(rng, weight.shape, deviation=0.5)
    state_names = ["h", "c"] if kind == "lstm" else ["h"]
    x = draw(rng, (batch, time, inputs)).requires_grad_()
    initial = {name: draw(rng, (states, batch, hidden)).requires_grad_() for name in state_names}

    given = (initial["h"], initial["c"]) if kind == "lstm" else initial["h"]
    outputs, last = net(x, given)
    final = dict(zip(state_names, last if kind == "lstm" else (last,)))

    output_factors = draw(rng, outputs.shape)
    final_factors = {name: draw(rng, value.shape) for name, value in final.items()}
    loss = (outputs * output_factors).sum() + sum((final[name] * final_factors[name]).sum() for name in final)
    loss.backward()

    return {
        "cell": kind,
        **({"bidirectional": True} if bidirectional else {}),
        "sizes": {"batch": batch, "time": time, "input": inputs, "hidden": hidden, "layers": layers},
        "weights": {name: values(weight) for name, weight in net.named_parameters()},
        "inputs": values(x),
        "initial": {name: values(value) for name, value in initial.items()},
        "outputs": values(outputs),
        "final": {name: values(value) for name, value in final.items()},
        "factors": {
            "outputs": values(output_factors),
            "final": {name: values(value) for name, value in final_factors.items()},
        },
        "loss": digits(loss.item()),
        "gradients": {
            "weights": {name: values(weight.grad) for name, weight in net.named_parameters()},
            "inputs": values(x.grad),
            "initial": {name: values(value.grad) for name, value in initial.items()},
        },
    }


# Optimizers: 100 steps along a stored sequence of gradients, which does not depend on the parameters. The learning rates keep the
# parameters of order 1, so that float32 can follow within 1e-6.

STEPS = 100
SHOWN_STEPS = (1, 2, 10, 50, 100)
SHAPES = {"matrix": (3, 4), "vector": (5,)}

OPTIMIZERS = {
    "sgd": (torch.optim.SGD, dict(lr=0.05)),
    "momentum": (torch.optim.SGD, dict(lr=0.002, momentum=0.9)),
    "nesterov": (torch.optim.SGD, dict(lr=0.002, momentum=0.9, nesterov=True)),
    "rmsprop": (torch.optim.RMSprop, dict(lr=0.01, alpha=0.99, eps=1e-8)),
    "rmsprop with momentum": (torch.optim.RMSprop, dict(lr=0.001, alpha=0.99, eps=1e-8, momentum=0.9)),
    "rmsprop centered": (torch.optim.RMSprop, dict(lr=0.01, alpha=0.99, eps=1e-8, centered=True)),
    "adam": (torch.optim.Adam, dict(lr=0.01, betas=(0.9, 0.999), eps=1e-8)),
    "adam with weight decay": (torch.optim.Adam, dict(lr=0.01, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.1)),
    "adamw": (torch.optim.AdamW, dict(lr=0.01, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.1)),
}


def optimizers():
    start = {name: waves(shape, speed=0.7) + 1.5 for name, shape in SHAPES.items()}
    start = {name: to_float32(value) for name, value in start.items()}
    gradients = {name: gradient_sequence(shape) for name, shape in SHAPES.items()}
    return {
        "start": {name: values(value) for name, value in start.items()},
        "gradients": {name: values(value) for name, value in gradients.items()},
        "cases": {
            name: {"settings": settings, "after": descend(make, settings, start, gradients)}
            for name, (make, settings) in OPTIMIZERS.items()
        },
    }


def descend(make, settings, start, gradients):
    params = {name: value.clone().requires_grad_() for name, value in start.items()}
    optimizer = make(params.values(), **settings)
    after = {}
    for step in range(1, STEPS + 1):
        for name, param in params.items():
            param.grad = gradients[name][step - 1].clone()
        optimizer.step()
        if step in SHOWN_STEPS:
            after[step] = {name: values(param) for name, param in params.items()}
    return after


def gradient_sequence(shape):
    """[STEPS, *shape]: each value its own slow wave about its own mean, at scales from 1/4 to 2."""
    size = math.prod(shape)
    index = torch.arange(size, dtype=torch.float64)
    step = torch.arange(STEPS, dtype=torch.float64)[:, None]
    scale = 2.0 ** (index % 4 - 2)
    sequence = scale * (torch.sin(0.13 * step * (1 + index / size) + 0.9 * index) + 0.4 * torch.cos(1.7 * index))
    return to_float32(sequence.reshape(STEPS, *shape))


def clipping():
    gradients = {name: gradient_sequence(shape)[40] for name, shape in SHAPES.items()}

    def clipped(clip, **options):
        params = [torch.zeros_like(value).requires_grad_() for value in gradients.values()]
        for param, gradient in zip(params, gradients.values()):
            param.grad = gradient.clone()
        norm = clip(params, **options)
        named = {name: values(param.grad) for name, param in zip(gradients, params)}
        return named if norm is None else {"norm": digits(norm.item()), **named}

    by_norm, by_value = torch.nn.utils.clip_grad_norm_, torch.nn.utils.clip_grad_value_
    return {
        "gradients": {name: values(value) for name, value in gradients.items()},
        "byGlobalNorm": {str(most): clipped(by_norm, max_norm=most) for most in (0.5, 1, 100)},
        "byValue": {str(most): clipped(by_value, clip_value=most) for most in (0.25, 1, 100)},
    }


def schedules():
    rate = 0.01

    def rates(make):
        optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=rate)
        scheduler = make(optimizer)
        found = []
        for _ in range(STEPS):
            found.append(digits(optimizer.param_groups[0]["lr"]))
            optimizer.step()
            scheduler.step()
        return found

    def warm_up_then_cosine(optimizer):
        warm_up = lr_scheduler.LinearLR(optimizer, start_factor=1 / 11, total_iters=10)
        cosine = lr_scheduler.CosineAnnealingLR(optimizer, T_max=90)
        return lr_scheduler.SequentialLR(optimizer, [warm_up, cosine], milestones=[10])

    return {
        "rate": rate,
        "step decay, 0.5 each 30 steps": rates(lambda o: lr_scheduler.StepLR(o, step_size=30, gamma=0.5)),
        "exponential decay, 0.96 each step": rates(lambda o: lr_scheduler.ExponentialLR(o, gamma=0.96)),
        "cosine decay, 100 steps to 0.001": rates(
            lambda o: lr_scheduler.CosineAnnealingLR(o, T_max=100, eta_min=0.001)
        ),
        "linear warm-up over 10 steps": rates(
            lambda o: lr_scheduler.LinearLR(o, start_factor=1 / 11, total_iters=10)
        ),
        "linear warm-up over 10 steps, then cosine decay over 90": rates(warm_up_then_cosine),
    }


# Losses: the mean cross-entropy and its gradient; PyTorch leaves out a step whose target is `ignore_index`.


def losses():
    rng = torch.Generator().manual_seed(SEED)
    classes = 10

    def case(shape, masked=False):
        logits = draw(rng, (*shape, classes), deviation=3).requires_grad_()
        targets = torch.randint(classes, shape, generator=rng)
        mask = torch.rand(shape, generator=rng) < 0.6 if masked else torch.ones(shape, dtype=torch.bool)
        counted = torch.where(mask, targets, -100)
        loss = torch.nn.functional.cross_entropy(
            logits.reshape(-1, classes), counted.reshape(-1), ignore_index=-100
        )
        loss.backward()
        hits = (logits.argmax(-1) == targets)[mask]
        return {
            "logits": values(logits),
            "targets": values(targets),
            **({"mask": values(mask.int())} if masked else {}),
            "loss": digits(loss.item()),
            "accuracy": digits(hits.double().mean().item()),
            "gradient": values(logits.grad),
        }

    return {
        "last step": case((4,)),
        "all steps": case((3, 7)),
        "masked steps": case((3, 7), masked=True),
    }


NUMBER_LOSSES = {
    "meanSquaredError": torch.nn.functional.mse_loss,
    "meanAbsoluteError": torch.nn.functional.l1_loss,
    "huber": lambda given, wanted: torch.nn.functional.huber_loss(given, wanted, delta=0.7),
    "binaryCrossEntropy": torch.nn.functional.binary_cross_entropy_with_logits,
}


def number_losses():
    """The mean over the numbers that count, and its gradient, from predictions (or logits) and targets between 0 and 1."""
    rng = torch.Generator().manual_seed(SEED)

    def case(shape, masked=False):
        predictions = draw(rng, shape, deviation=2).requires_grad_()
        targets = to_float32(torch.rand(shape, generator=rng, dtype=torch.float64))
        mask = torch.rand(shape[:2], generator=rng) < 0.6 if masked else torch.ones(shape[:2], dtype=torch.bool)

        def results(loss):
            predictions.grad = None
            value = loss(predictions[mask], targets[mask])
            value.backward()
            return {"loss": digits(value.item()), "gradient": values(predictions.grad)}

        return {
            "predictions": values(predictions),
            "targets": values(targets),
            **({"mask": values(mask.int())} if masked else {}),
            "results": {name: results(loss) for name, loss in NUMBER_LOSSES.items()},
        }

    return {
        "one number after the last step": case((5,)),
        "a number at each step": case((3, 4)),
        "three numbers at each step, masked": case((3, 4, 3), masked=True),
    }


# Heads: a bidirectional GRU, and numbers from its outputs: at each step, and when each direction has read the whole sequence.


def heads():
    batch, time, inputs, hidden, outputs = 3, 6, 2, 4, 2
    rng = torch.Generator().manual_seed(SEED)
    net = torch.nn.GRU(inputs, hidden, batch_first=True, bidirectional=True).double()
    head = torch.nn.Linear(2 * hidden, outputs).double()
    for weight in [*net.parameters(), *head.parameters()]:
        weight.data = draw(rng, weight.shape, deviation=0.5)
    x = draw(rng, (batch, time, inputs))
    found, final = net(x)
    return {
        "sizes": {"batch": batch, "time": time, "input": inputs, "hidden": hidden, "outputs": outputs},
        "weights": {name: values(weight) for name, weight in net.named_parameters()},
        "head": {name: values(weight) for name, weight in head.named_parameters()},
        "inputs": values(x),
        "steps": values(head(found)),
        "sequence": values(head(torch.cat([final[0], final[1]], dim=-1))),
    }


# Numbers


def draw(rng, shape, deviation=1.0):
    return to_float32(deviation * torch.randn(shape, generator=rng, dtype=torch.float64))


def waves(shape, speed):
    index = torch.arange(math.prod(shape), dtype=torch.float64)
    return (0.5 * torch.sin(speed * index)).reshape(shape)


def to_float32(tensor):
    return tensor.float().double()


def values(tensor):
    flat = tensor.detach().flatten().tolist()
    return {"shape": list(tensor.shape), "values": [digits(value) for value in flat]}


def digits(value):
    """Nine significant digits: enough to name any float32 exactly."""
    return value if isinstance(value, int) else float(f"{value:.9g}")


def write(package, name, content):
    path = PACKAGES / package / "src" / "golden" / f"{name}.golden.json"
    path.parent.mkdir(exist_ok=True)
    text = json.dumps({"torch": torch.__version__.split("+")[0], **content}, indent=1)
    path.write_text(re.sub(r"\[[^\[\]{}]*\]", on_one_line, text) + "\n")


def on_one_line(array):
    return re.sub(r"\s+", "", array[0])


main()

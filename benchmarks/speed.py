"""Value and gradient together: ours, our peers, the ratio; and what memory they take."""

import tracemalloc

import machine
import numpy as np
import torch
from scipy import special
from sklearn._loss.loss import HalfBinomialLoss, HalfMultinomialLoss
from torch.nn import functional

from helpers.neuron import LOSSES

RNG = np.random.default_rng(20156)


def with_torch(loss, z, y):
    """The loss and, by back-propagation, its gradient."""
    z, y = torch.tensor(z, requires_grad=True), torch.tensor(y)
    ones = torch.ones_like(loss(z, y))

    def call():
        z.grad = None
        value = loss(z, y)
        value.backward(ones)
        return value, z.grad

    return call


def ours(loss, z, y):
    return {
        "ours": lambda: loss.value_and_gradient(z, y),
        "ours, plain": lambda: (loss.value(z, y), loss.gradient(z, y)),
    }


def binary(size):
    z, y = RNG.normal(0, 4, size), (RNG.random(size) < 0.5).astype(float)
    return ours(LOSSES["cross-entropy"], z, y) | {
        "torch": with_torch(
            lambda t, y: functional.binary_cross_entropy_with_logits(t, y, reduction="none"), z, y
        ),
        "scipy": lambda: (
            -(y * special.log_expit(z) + (1 - y) * special.log_expit(-z)),
            special.expit(z) - y,
        ),
        "scikit-learn": lambda: HalfBinomialLoss().loss_gradient(
            y_true=y, raw_prediction=z, n_threads=1
        ),
    }


def squared(size):
    z, y = RNG.normal(0, 4, size), (RNG.random(size) < 0.5).astype(float)
    return ours(LOSSES["squared error"], z, y) | {
        "torch": with_torch(
            lambda t, y: 0.5 * functional.mse_loss(torch.sigmoid(t), y, reduction="none"), z, y
        ),
    }


def softmax(size, classes=10):
    z = RNG.normal(0, 4, (size, classes))
    numbers = RNG.integers(classes, size=size)
    y = np.eye(classes)[numbers]
    as_floats = numbers.astype(float)
    return ours(LOSSES["cross-entropy"].softmax, z, y) | {
        "torch": with_torch(lambda t, y: functional.cross_entropy(t, y, reduction="none"), z, y),
        "scipy": lambda: (
            -(y * special.log_softmax(z, axis=-1)).sum(axis=-1),
            special.softmax(z, axis=-1) - y,
        ),
        "scikit-learn": lambda: HalfMultinomialLoss(n_classes=classes).loss_gradient(
            y_true=as_floats, raw_prediction=z, n_threads=1
        ),
    }


def cases(avx512):
    near = {"scipy": 0.25, "scikit-learn": 0.25}
    rows = {"torch": 0.4, "scikit-learn": 0.6, "scipy": 0.45}
    return [
        ("binary cross-entropy", binary, 1_000, {"torch": 0.75 if avx512 else 2}),
        ("binary cross-entropy", binary, 100_000, {"torch": 0.75 if avx512 else 2} | near),
        ("binary cross-entropy", binary, 10_000_000, {"torch": 0.3 if avx512 else 2}),
        ("half squared error", squared, 1_000, {"torch": 0.8}),
        ("half squared error", squared, 100_000, {"torch": 1.3}),
        ("softmax cross-entropy", softmax, 100_000, rows),
    ]


def rows(avx512):
    for title, make, size, bars in cases(avx512):
        calls = make(size)
        times = dict(zip(calls, machine.best_times(list(calls.values()), 2), strict=True))
        own = times["ours"]
        (ten,) = machine.best_times([make(10 * size)["ours"]])
        for who, seconds in times.items():
            bar = bars.get(who)
            over = " ← over" if bar is not None and own / seconds > bar else ""
            yield [
                title,
                f"{size:,}",
                who,
                machine.duration(seconds),
                "–" if who == "ours" else f"{own / seconds:.2f}",
                "–" if bar is None else f"{bar}{over}",
                f"{ten / own:.1f}" if who == "ours" else "",
            ]


def memory_rows(size=10_000_000):
    calls = binary(size)
    for who in ("ours", "ours, plain", "scipy"):
        tracemalloc.start()
        calls[who]()
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        bar = "1.1" if who.startswith("ours") else "–"
        yield [who, f"{peak / 1e6:.0f} MB", f"{peak / (2 * 8 * size):.2f}", bar]


def main():
    avx512 = machine.describe()
    machine.prepare()
    machine.table(
        "Value and gradient together; ratio: our time over theirs; growth: for ten times the work",
        ["loss", "n", "by", "time", "ratio", "bar", "growth"],
        list(rows(avx512)),
    )
    machine.table(
        "Memory of binary cross-entropy, value and gradient, at n = 10,000,000: results included",
        ["by", "peak", "of the input", "bar"],
        list(memory_rows()),
    )


if __name__ == "__main__":
    main()

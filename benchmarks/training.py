"""Gradient descent on one neuron: one run, a grid of runs, and the loops they replace."""

import machine
import numpy as np
import torch

from helpers.neuron.losses import LOSSES
from helpers.neuron.training import descend

RATE, EPOCHS = 0.15, 300
SCATTERED = np.random.default_rng(20157).uniform(-3, 3, (2, 101, 101))


def grid(side):
    starts = np.linspace(-3, 3, side)
    return starts[:, np.newaxis], starts


def textbook(loss, w, b, epochs=EPOCHS):
    """The loop as a course would write it: numpy, one run."""
    gradient, history = loss.gradient, []
    for _ in range(epochs):
        z = w + b
        history.append((w, b, loss.value(z, 0)))
        delta = gradient(z, 0)
        w, b = w - RATE * delta, b - RATE * delta
    return history


def with_torch(name, w, b, epochs=EPOCHS):
    """The same with torch.optim and back-propagation."""
    w, b = (torch.tensor(float(v), dtype=torch.float64, requires_grad=True) for v in (w, b))
    optimizer = torch.optim.SGD([w, b], lr=RATE)
    zero = torch.zeros((), dtype=torch.float64)
    history = []
    for _ in range(epochs):
        optimizer.zero_grad()
        if name == "squared error":
            cost = 0.5 * torch.sigmoid(w + b) ** 2
        else:
            cost = torch.nn.functional.binary_cross_entropy_with_logits(w + b, zero)
        cost.backward()
        history.append((w.item(), b.item(), cost.item()))
        optimizer.step()
    return history


def read(history):
    return history.w, history.b, history.a, history.cost


def one_run(name):
    return {
        "ours": lambda: descend(name, 1, 0, 0.6, 0.9, RATE, EPOCHS),
        "ours, its four arrays read": lambda: read(descend(name, 1, 0, 0.6, 0.9, RATE, EPOCHS)),
        "numpy loop": lambda: textbook(LOSSES[name], 0.6, 0.9),
        "torch loop": lambda: with_torch(name, 0.6, 0.9),
    }


def rows():
    for name in LOSSES:
        calls = one_run(name)
        calls["ours, ten times the epochs"] = lambda name=name: descend(
            name, 1, 0, 0.6, 0.9, RATE, 10 * EPOCHS
        )
        times = dict(zip(calls, machine.best_times(list(calls.values())), strict=True))
        ours = times["ours"]
        yield from lines(f"{name}, one run", times, ours, 1e-4)
        calls = {
            "ours": lambda name=name: descend(name, 1, 0, *grid(101), RATE, EPOCHS),
            "ours, its four arrays read": lambda name=name: read(
                descend(name, 1, 0, *grid(101), RATE, EPOCHS)
            ),
            "ours, starts at random": lambda name=name: descend(
                name, 1, 0, *SCATTERED, RATE, EPOCHS
            ),
            "ours, ten times the runs": lambda name=name: descend(
                name, 1, 0, *grid(319), RATE, EPOCHS
            ),
        }
        grids = dict(zip(calls, machine.best_times(list(calls.values())), strict=True))
        for who in ("ours", "numpy loop", "torch loop"):
            grids[f"one run after the other, {who}"] = 101**2 * times[who]
        yield from lines(f"{name}, 101 × 101 starts", grids, grids["ours"], 3e-3)


def lines(title, times, ours, bar):
    for who, seconds in times.items():
        is_ours = who == "ours"
        over = " ← over" if is_ours and seconds > bar else ""
        yield [
            title,
            who,
            machine.duration(seconds),
            "–" if is_ours else f"{seconds / ours:.3g}",
            f"{machine.duration(bar)}{over}" if is_ours else "–",
        ]


def main():
    machine.describe()
    machine.prepare()
    machine.table(
        f"{EPOCHS} epochs of one neuron with x = 1, y = 0 and its whole history; the loops over a "
        "grid are one run's time times 10,201",
        ["what", "by", "time", "times ours", "bar"],
        list(rows()),
    )


if __name__ == "__main__":
    main()

"""Gradient descent on one neuron: one run, a grid of runs, and the loops they replace."""

import machine
import numpy as np
import torch

from helpers.neuron import LOSSES, descend

RATE, EPOCHS = 0.15, 300


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


def rows():
    for name in ("squared error", "cross-entropy"):
        one = {
            "ours": lambda name=name: descend(name, 1, 0, 0.6, 0.9, RATE, EPOCHS),
            "numpy loop": lambda name=name: textbook(LOSSES[name], 0.6, 0.9),
            "torch loop": lambda name=name: with_torch(name, 0.6, 0.9),
        }
        times = dict(zip(one, machine.best_times(list(one.values())), strict=True))
        yield from lines(f"{name}, one run", times)
        many = {
            "ours": lambda name=name: descend(name, 1, 0, *grid(101), RATE, EPOCHS),
            "ours, and reading a": lambda name=name: (
                descend(name, 1, 0, *grid(101), RATE, EPOCHS).a
            ),
            "ours, ten times the runs": lambda name=name: descend(
                name, 1, 0, *grid(319), RATE, EPOCHS
            ),
        }
        grids = dict(zip(many, machine.best_times(list(many.values())), strict=True))
        for who, seconds in times.items():
            grids[f"one run after the other, {who}"] = 101**2 * seconds
        yield from lines(f"{name}, 101 × 101 starts", grids, 0.1)


def lines(title, times, bar=None):
    for who, seconds in times.items():
        is_ours = who == "ours"
        over = " ← over" if is_ours and bar and seconds > bar else ""
        yield [
            title,
            who,
            machine.duration(seconds),
            "–" if is_ours else f"{seconds / times['ours']:.3g}",
            f"{machine.duration(bar)}{over}" if is_ours and bar else "–",
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

"""Rounding errors against 50 digits, ours and our peers', over the whole range of the floats."""

from functools import partial

import exact
import machine
import numpy as np
import torch
from scipy import special
from sklearn._loss.loss import HalfBinomialLoss, HalfMultinomialLoss
from torch.nn import functional

from helpers.neuron import LOSSES, activations, losses

SIZE = 1000


def tensor(array):
    return torch.tensor(np.ascontiguousarray(array))


def slope(function, z):
    """torch's gradient of the sum of a function of the logits."""
    z = tensor(z).requires_grad_()
    function(z).sum().backward()
    return z.grad.numpy()


def naive_sigmoid(z):
    return 1 / (1 + np.exp(-z))


def naive_softmax(z):
    return np.exp(z) / np.exp(z).sum(axis=-1, keepdims=True)


def class_numbers(z, y):
    return {"y_true": y.argmax(axis=-1).astype(z.dtype), "raw_prediction": z}


def two(z, y):
    return {"y_true": y, "raw_prediction": z}


PEERS = {
    "sigmoid": {
        "torch": lambda z: torch.sigmoid(tensor(z)).numpy(),
        "scipy": special.expit,
        "naive": naive_sigmoid,
    },
    "log_sigmoid": {
        "torch": lambda z: functional.logsigmoid(tensor(z)).numpy(),
        "scipy": special.log_expit,
        "naive": lambda z: np.log(naive_sigmoid(z)),
    },
    "sigmoid_prime": {
        "torch": lambda z: slope(torch.sigmoid, z),
        "scipy": lambda z: special.expit(z) * special.expit(-z),
        "naive": lambda z: naive_sigmoid(z) * (1 - naive_sigmoid(z)),
    },
    "half_squared_error_gradient": {
        "torch": lambda z, y: slope(lambda t: 0.5 * (torch.sigmoid(t) - tensor(y)) ** 2, z),
        "scipy": lambda z, y: (special.expit(z) - y) * special.expit(z) * special.expit(-z),
        "naive": lambda z, y: (naive_sigmoid(z) - y) * naive_sigmoid(z) * (1 - naive_sigmoid(z)),
    },
    "binary_cross_entropy": {
        "torch": lambda z, y: functional.binary_cross_entropy_with_logits(
            tensor(z), tensor(y), reduction="none"
        ).numpy(),
        "scipy": lambda z, y: -(y * special.log_expit(z) + (1 - y) * special.log_expit(-z)),
        "scikit-learn": lambda z, y: HalfBinomialLoss().loss(**two(z, y)),
        "naive": lambda z, y: (
            -(y * np.log(naive_sigmoid(z)) + (1 - y) * np.log(1 - naive_sigmoid(z)))
        ),
    },
    "binary_cross_entropy_gradient": {
        "torch": lambda z, y: slope(
            lambda t: functional.binary_cross_entropy_with_logits(t, tensor(y), reduction="none"), z
        ),
        "scipy": lambda z, y: special.expit(z) - y,
        "scikit-learn": lambda z, y: HalfBinomialLoss().gradient(**two(z, y)),
        "naive": lambda z, y: naive_sigmoid(z) - y,
    },
    "binary_cross_entropy_from_probability": {
        "torch": lambda a, y: functional.binary_cross_entropy(
            tensor(a), tensor(y), reduction="none"
        ).numpy(),
        "scipy": lambda a, y: -(special.xlogy(y, a) + special.xlog1py(1 - y, -a)),
        "naive": lambda a, y: -(y * np.log(a) + (1 - y) * np.log(1 - a)),
    },
    "softmax": {
        "torch": lambda z: torch.softmax(tensor(z), dim=-1).numpy(),
        "scipy": lambda z: special.softmax(z, axis=-1),
        "naive": naive_softmax,
    },
    "log_softmax": {
        "torch": lambda z: torch.log_softmax(tensor(z), dim=-1).numpy(),
        "scipy": lambda z: special.log_softmax(z, axis=-1),
        "naive": lambda z: np.log(naive_softmax(z)),
    },
    "softmax_cross_entropy": {
        "torch": lambda z, y: functional.cross_entropy(
            tensor(z), tensor(y), reduction="none"
        ).numpy(),
        "scipy": lambda z, y: -(y * special.log_softmax(z, axis=-1)).sum(axis=-1),
        "scikit-learn": lambda z, y: HalfMultinomialLoss(n_classes=z.shape[1]).loss(
            **class_numbers(z, y)
        ),
        "naive": lambda z, y: -(y * np.log(naive_softmax(z))).sum(axis=-1),
    },
    "softmax_cross_entropy_gradient": {
        "torch": lambda z, y: slope(
            lambda t: functional.cross_entropy(t, tensor(y), reduction="none"), z
        ),
        "scipy": lambda z, y: special.softmax(z, axis=-1) - y,
        "scikit-learn": lambda z, y: HalfMultinomialLoss(n_classes=z.shape[1]).gradient(
            **class_numbers(z, y)
        ),
        "naive": lambda z, y: naive_softmax(z) - y,
    },
}
TOGETHER = {
    "half_squared_error": LOSSES["squared error"],
    "binary_cross_entropy": LOSSES["cross-entropy"],
    "softmax_cross_entropy": LOSSES["cross-entropy"].softmax,
}
COLUMNS = ["ours", "together", "torch", "scipy", "scikit-learn", "naive"]


def contenders(name):
    ours = {"ours": getattr(activations, name, None) or getattr(losses, name)}
    value = name.removesuffix("_gradient")
    if loss := TOGETHER.get(value):
        # One by one: one extreme logit makes a whole block fall back on the plain form.
        ours["together"] = lambda z, y: np.array(
            [loss.value_and_gradient(*both)[name != value] for both in zip(z, y, strict=True)]
        )
    return ours | PEERS[name]


def number(value):
    if value is None:
        return "–"
    if not np.isfinite(value):
        return "∞"
    return f"{value:.2f}" if value < 1000 else f"{value:.0e}"


def quietly(function, args):
    """The peers overflow and divide by zero; that ours do not is for the tests to see."""
    with np.errstate(all="ignore"):
        return function(*args)


def row(label, name, precision, args, measure=exact.worst, bound=None):
    found = {
        who: measure(name, quietly(function, args), *args)
        for who, function in contenders(name).items()
    }
    over = bound is not None and not found["ours"] <= bound
    kind = np.dtype(precision).name
    limit = "–" if bound is None else f"{bound}{' ← over' if over else ''}"
    return [label, kind, *(number(found.get(who)) for who in COLUMNS), limit]


def elementwise_rows(precision):
    z = exact.logits(precision, SIZE)
    for name in ("sigmoid", "log_sigmoid", "sigmoid_prime"):
        yield row(name, name, precision, (z,), bound=exact.bound(name, precision))
    of_itself = partial(exact.worst, of_parts=False)
    for name in list(PEERS)[3:7]:
        first = z if "from" not in name else np.unique(activations.sigmoid(z))
        kinds = exact.targets(precision, first.size)
        bound = exact.bound(name, precision)
        both = np.concatenate([first, first])
        hard = both, np.concatenate([kinds["0"], kinds["1"]])
        soft = both, np.concatenate([kinds["0.3"], kinds["soft"]])
        yield row(f"{name}, hard y", name, precision, hard, bound=bound)
        yield row(f"{name}, soft y", name, precision, soft, bound=bound)
        if name.endswith("gradient"):
            yield row(f"{name}, soft y, of itself", name, precision, soft, of_itself)


def softmax_rows(precision):
    for classes in (2, 10):
        z, y = exact.logit_rows(precision, SIZE // 5, classes)
        for name in list(PEERS)[7:]:
            args = (z, y) if "cross_entropy" in name else (z,)
            label = f"{name}, {classes} classes"
            yield row(label, name, precision, args, exact.worst_row, exact.SOFTMAX_BOUND)


def jacobian_rows(precision):
    for classes in (2, 10):
        z, _ = exact.logit_rows(precision, 10 * SIZE, classes)
        jacobian = activations.softmax_jacobian(z)
        sums = abs(jacobian.astype(float).sum(axis=-1)).max() / np.finfo(precision).eps
        naive = quietly(naive_softmax, (z - z.max(axis=-1, keepdims=True),))
        diagonal = np.diagonal(jacobian, axis1=1, axis2=2)
        false = (diagonal == 0) & (np.exp(-np.ptp(z, axis=-1, keepdims=True)) > 0)
        naive_false = (naive * (1 - naive) == 0) & ~(diagonal == 0)
        zeros = [str(false.sum()), str(naive_false.sum())]
        yield [f"{classes} classes", np.dtype(precision).name, f"{sums:.2f} eps", *zeros]


def confident(z_0, y_0):
    """One number each: the loss and the gradient where a neuron is sure."""
    for name in ("binary_cross_entropy", "binary_cross_entropy_gradient"):
        args = np.array([z_0]), np.array([y_0])
        exactly = getattr(exact, name)(*(exact.exactly(v[0]) for v in args))
        found = {who: quietly(f, args)[0] for who, f in contenders(name).items()}
        yield [f"{name} at z = {z_0:g}, y = {y_0:g}", exact.mp.nstr(exactly, 5)] + [
            f"{found[who]:.5g}" for who in COLUMNS
        ]


def main():
    machine.describe()
    kinds = list(exact.PRECISIONS)
    machine.table(
        "Largest error, in units in the last place (∞: an infinity or NaN instead of a number).\n"
        "Gradients at soft y: in units of the parts whose difference they are, then of themselves",
        ["function", "precision", *COLUMNS, "bound"],
        [r for kind in kinds for r in elementwise_rows(kind)],
    )
    machine.table(
        "The same, less the largest abs(z − max z) of the row",
        ["function", "precision", *COLUMNS, "bound"],
        [r for kind in kinds for r in softmax_rows(kind)],
    )
    machine.table(
        "softmax_jacobian: the largest row sum (bound: 4 eps), and false zeros on the diagonal",
        ["rows", "precision", "ours", "false zeros", "of a(1 − a)"],
        [r for kind in kinds for r in jacobian_rows(kind)],
    )
    machine.table(
        "Where a neuron is sure",
        ["function", "exactly", *COLUMNS],
        [r for z in (40.0, 745.0) for y in (1.0, 0.0) for r in confident(z, y)],
    )


if __name__ == "__main__":
    main()

"""What the functions that people call do: where their gradients vanish, what they take and average.

Lesson 09 quotes these results. float32 is what the libraries compute in unless asked otherwise.
"""

import os

os.environ.setdefault("KERAS_BACKEND", "torch")

import keras
import machine
import numpy as np
import scipy
import sklearn
import torch
from scipy import special
from sklearn._loss.loss import HalfBinomialLoss
from sklearn.metrics import log_loss
from torch import nn

TARGETS = (0.0, 1.0)


def both(call, z, precision=torch.float32):
    """The loss and the gradient by the logits."""
    z = torch.tensor(z, dtype=precision, requires_grad=True)
    loss = call(z)
    loss.backward()
    return f"{loss.item():.5g}", ", ".join(f"{slope:.3g}" for slope in z.grad.ravel().tolist())


def keras_binary(from_logits):
    return keras.losses.BinaryCrossentropy(from_logits=from_logits)


def one_logit():
    """A confident neuron, by each way to call: from its logit or from its output."""
    for z, precision in (20.0, torch.float32), (-20.0, torch.float32), (40.0, torch.float64):
        for y in TARGETS:
            target = torch.tensor([[y]], dtype=precision)
            calls = {
                "BCEWithLogitsLoss": lambda t, y=target: nn.BCEWithLogitsLoss()(t, y),
                "by hand": lambda t, y=target: (
                    -(y * torch.sigmoid(t).log() + (1 - y) * (1 - torch.sigmoid(t)).log()).mean()
                ),
                "BCELoss(sigmoid)": lambda t, y=target: nn.BCELoss()(torch.sigmoid(t), y),
                "Keras, logits": lambda t, y=target: keras_binary(True)(y, t),
                "Keras, probabilities": lambda t, y=target: keras_binary(False)(
                    y, keras.activations.sigmoid(t)
                ),
                "sigmoid twice": lambda t, y=target: nn.BCEWithLogitsLoss()(torch.sigmoid(t), y),
            }
            for name, call in calls.items():
                kind = "float32" if "Keras" in name else str(precision).removeprefix("torch.")
                yield [f"z = {z:g}, y = {y:g}", kind, name, *both(call, [[z]], precision)]


def false_zeros():
    """At z = 40 and y = 1, in float64; of softmax, where one logit is 40 above the other."""
    tiny = np.exp(-40.0)
    one, pair = torch.tensor([1.0], dtype=torch.float64), np.array([40.0, 0.0])
    loss, slope = both(lambda t: nn.BCEWithLogitsLoss()(t, one), [40.0], torch.float64)
    given = {"y_true": np.array([1.0]), "raw_prediction": np.array([40.0])}
    for function, what, exactly, got in (
        ("torch BCEWithLogitsLoss", "loss", tiny, float(loss)),
        ("torch BCEWithLogitsLoss", "gradient", -tiny, float(slope)),
        ("scikit-learn HalfBinomialLoss", "loss", tiny, HalfBinomialLoss().loss(**given)[0]),
        (
            "scikit-learn HalfBinomialLoss",
            "gradient",
            -tiny,
            HalfBinomialLoss().gradient(**given)[0],
        ),
        ("scipy log_softmax", "larger", -tiny, special.log_softmax(pair)[0]),
        ("torch log_softmax", "larger", -tiny, torch.log_softmax(torch.tensor(pair), 0)[0]),
    ):
        yield [function, what, f"{exactly:.4g}", f"{float(got):.4g}"]


def twice_softmax():
    """At the logits (-8, 8, 0), the first class true."""
    one_hot, number = torch.tensor([[1.0, 0, 0]]), torch.tensor([0])
    calls = {
        "CrossEntropyLoss": lambda t: nn.CrossEntropyLoss()(t, number),
        "CrossEntropyLoss(softmax)": lambda t: nn.CrossEntropyLoss()(torch.softmax(t, -1), number),
        "Keras, logits": lambda t: keras.losses.CategoricalCrossentropy(from_logits=True)(
            one_hot, t
        ),
        "Keras, probabilities": lambda t: keras.losses.CategoricalCrossentropy()(
            one_hot, torch.softmax(t, -1)
        ),
    }
    for name, call in calls.items():
        yield [name, *both(call, [[-8.0, 8.0, 0.0]])]


def said(call):
    """The result of a call, or how it refuses."""
    try:
        return f"{float(call()):.4g}"
    except (ValueError, RuntimeError, IndexError) as error:
        return f"{type(error).__name__}: {' '.join(str(error).split())[:60]}"


def shapes_and_targets():
    """What happens to (N, 1) against (N,), to class numbers, and to targets of a wrong kind."""
    column, row = torch.tensor([[4.0], [-4.0], [3.0], [-3.0]]), torch.tensor([1.0, 0, 1, 0])
    three, numbers = torch.zeros(3, 3), torch.tensor([0, 1, 2])
    classes = keras.losses.CategoricalCrossentropy(from_logits=True)
    sparse = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    calls = {
        "BCEWithLogitsLoss, (4, 1) and (4,)": lambda: nn.BCEWithLogitsLoss()(column, row),
        "BCELoss, (4, 1) and (4,)": lambda: nn.BCELoss()(column.sigmoid(), row),
        "MSELoss, (4, 1) and (4,) [warns]": lambda: nn.MSELoss()(column, row),
        "Keras binary, (4,) and (4, 1)": lambda: keras_binary(True)(row, column),
        "the same, shapes alike": lambda: keras_binary(True)(row[:, None], column),
        "BCEWithLogitsLoss, target 2": lambda: nn.BCEWithLogitsLoss()(column, 0 * column + 2),
        "BCELoss, target 2": lambda: nn.BCELoss()(column.sigmoid(), 0 * column + 2),
        "BCELoss, logits": lambda: nn.BCELoss()(column, row[:, None]),
        "CrossEntropyLoss, class numbers": lambda: nn.CrossEntropyLoss()(three, numbers),
        "CrossEntropyLoss, probabilities": lambda: nn.CrossEntropyLoss()(three, torch.eye(3)),
        "CrossEntropyLoss, numbers as floats": lambda: nn.CrossEntropyLoss()(
            three, numbers.float()
        ),
        "Keras categorical, class numbers": lambda: classes(numbers, three),
        "Keras sparse, class numbers": lambda: sparse(numbers, three),
        "Keras sparse, one-hot": lambda: sparse(torch.eye(3), three),
        "log_loss, logits": lambda: log_loss([0, 1], [-3.0, 3.0]),
        "log_loss, certain and wrong": lambda: log_loss([0], [1.0], labels=[0, 1]),
    }
    for name, call in calls.items():
        yield [name, said(call)]


def averages():
    """The loss of two samples with three outputs that guess, and how often ln 2 or ln 3 it is."""
    zeros, ones, numbers = torch.zeros(2, 3), torch.ones(2, 3), torch.tensor([0, 1])
    rows = {
        "BCEWithLogitsLoss": (nn.BCEWithLogitsLoss()(zeros, ones), 2),
        "BCELoss": (nn.BCELoss()(zeros.sigmoid(), ones), 2),
        "Keras binary": (keras_binary(True)(ones, zeros), 2),
        "CrossEntropyLoss": (nn.CrossEntropyLoss()(zeros, numbers), 3),
        "NLLLoss": (nn.NLLLoss()(zeros.log_softmax(-1), numbers), 3),
        "Keras categorical": (
            keras.losses.CategoricalCrossentropy(from_logits=True)(torch.eye(3)[:2], zeros),
            3,
        ),
        "Keras sparse": (
            keras.losses.SparseCategoricalCrossentropy(from_logits=True)(numbers, zeros),
            3,
        ),
        "log_loss": (log_loss([0, 1], np.full((2, 3), 1 / 3), labels=[0, 1, 2]), 3),
    }
    for name, (loss, classes) in rows.items():
        times = float(loss) / np.log(classes)
        yield [name, f"{float(loss):.4f}", f"{times:.2f} × ln {classes}"]


def main():
    machine.describe()
    print(f"keras {keras.__version__} on {keras.backend.backend()}, ", end="")
    print(f"scikit-learn {sklearn.__version__}, scipy {scipy.__version__}")
    machine.table(
        "One confident neuron", ["at", "precision", "call", "loss", "gradient"], list(one_logit())
    )
    machine.table("False zeros", ["function", "what", "exactly", "got"], list(false_zeros()))
    machine.table("One softmax or two", ["call", "loss", "gradients"], list(twice_softmax()))
    machine.table("Shapes and targets", ["call", "result"], list(shapes_and_targets()))
    machine.table("What is averaged", ["call", "loss", "that is"], list(averages()))


if __name__ == "__main__":
    main()

"""Gradient descent on one sigmoid neuron, with its whole history; many runs in one call."""

from dataclasses import dataclass
from functools import cache, cached_property
from math import isfinite
from operator import index

import numpy as np
from numpy.typing import ArrayLike

from helpers.neuron.activations import sigmoid
from helpers.neuron.arrays import Floats, as_floats, common_shape, within
from helpers.neuron.losses import LOSSES, Loss


@dataclass(frozen=True, eq=False)
class History:
    """What a neuron went through: epochs + 1 entries along the first axis of every array.

    Entry 0 is the start, entry t the state after t epochs, so `history.cost[-1]` is the final cost.
    "Runs" stands for the common shape of the starts and learning rates: () for a single run.

    Attributes
    ----------
    w : ndarray
        Weights, shape (epochs + 1, runs…), with a last axis of m where x has m features.
    b : ndarray
        Biases, shape (epochs + 1, runs…).
    z : ndarray
        Logits, in double precision whatever x is, shape (epochs + 1, runs…), with a last axis of n
        where x holds n samples. A scalar x is one sample and adds no axis.
    cost : ndarray
        The mean of the loss over the samples, shape (epochs + 1, runs…).
    """

    w: Floats
    b: Floats
    z: Floats
    cost: Floats

    @cached_property
    def a(self) -> Floats:
        """Predictions, dimensionless, the shape of `z`; computed when they are first read."""
        return sigmoid(self.z).astype(self.b.dtype, copy=False)


def descend(
    loss: str | Loss,
    x: ArrayLike,
    y: ArrayLike,
    w: ArrayLike,
    b: ArrayLike,
    learning_rate: ArrayLike,
    epochs: int,
) -> History:
    """Train one sigmoid neuron by gradient descent on all samples at once.

    Parameters
    ----------
    loss : str or Loss
        A name in `LOSSES`, or a loss of the reader's own.
    x : array_like
        Inputs: a scalar (one sample), shape (n,) or shape (n, m) for m features. They set the
        precision of the history.
    y : array_like
        Targets that the loss takes, 0 ≤ y ≤ 1 for those of `LOSSES`: a scalar or shape (n,).
    w, b : array_like
        Starts. With x of shape (n, m), the last axis of `w` has m entries.
    learning_rate : array_like
        η > 0. The starts and the learning rates broadcast together, and every combination is a
        run of its own.
    epochs : int
        Number of epochs, 0 or more.

    Returns
    -------
    History
        Arrays w, b, z, a and cost with epochs + 1 entries along the first axis.

    Raises
    ------
    ValueError
        If the loss is unknown, an argument is not finite numbers, a target is none that the loss
        takes, the shapes do not fit, a learning rate is not positive, the epochs are no whole
        number, 0 or more, or the logits overflow.

    Notes
    -----
    z = Σ_j w_j x_j + b, C = (1/n) Σ L, δ = ∂L/∂z; each epoch takes w_j ← w_j − η (1/n) Σ δ x_j and
    b ← b − η (1/n) Σ δ.

    Derived in notebook 01. Source: Michael Nielsen, Neural Networks and Deep Learning, 2015.

    Examples
    --------
    >>> history = descend("squared error", 1, 0, [0.6, 2], [0.9, 2], learning_rate=0.15, epochs=300)
    >>> history.a[[0, -1]].round(4)
    array([[0.8176, 0.982 ],
           [0.094 , 0.2028]])
    """
    loss, epochs = _loss(loss), _count("epochs", epochs)
    x, y = _finite("x", x), _finite("y", within("y", y, *loss.targets))
    w, b, rate = _finite("w", w), _finite("b", b), _finite("learning_rate", learning_rate)
    if not (rate > 0).all():
        raise ValueError(f"learning_rate must be positive; got {rate.min()}")
    _check_shapes(x, y, w, b, rate)
    X = x.reshape(-1, x.shape[1] if x.ndim == 2 else 1)
    W = w if x.ndim == 2 else w[..., np.newaxis]
    with np.errstate(over="ignore", invalid="ignore"):  # an overflow is refused, and by name
        histories = _epochs(loss, *(v.astype(float) for v in (X, y, W, b, rate)), epochs)
    parameters, z, cost = histories
    parameters, cost = (history.astype(x.dtype, copy=False) for history in (parameters, cost))
    return History(
        parameters[..., :-1] if x.ndim == 2 else parameters[..., 0],
        parameters[..., -1],
        z if x.ndim else z[..., 0],
        cost,
    )


def escape_time(loss: str | Loss, z_start: ArrayLike, z_end: ArrayLike) -> Floats:
    """Return how long a neuron takes from a wrong logit to a better one under gradient flow.

    The neuron has x = 1 and y = 0, and both w and b learn, so its logit falls.

    Parameters
    ----------
    loss : str or Loss
        A name in `LOSSES`, or a loss of the reader's own.
    z_start, z_end : array_like
        Logits, −100 ≤ z_end ≤ z_start ≤ 100, any shapes that broadcast.

    Returns
    -------
    ndarray
        The time t, in epochs times learning rate, float64, the broadcast shape.

    Raises
    ------
    ValueError
        If the loss is unknown, a logit is NaN or out of its range, or the shapes do not broadcast.

    Notes
    -----
    dz/dt = −2 ∂L/∂z, so t = ½ ∫ dz / (∂L/∂z) from z_end to z_start, by Gauss and Legendre's rule
    with 128 points. Cross-entropy: ½[(z_0 − z_1) − (e^(−z_0) − e^(−z_1))], which grows like z_0.
    Squared error: ½ ∫ dz / (a²(1 − a)), which grows like e^(z_0).

    Derived in notebook 06.

    Examples
    --------
    >>> escape_time("cross-entropy", [5, 10], 0).round(3)
    array([2.997, 5.5  ])
    >>> escape_time("squared error", [5, 10], 0).round(1)
    array([   82.9, 11029.5])
    """
    gradient = _loss(loss).gradient
    z_start = as_floats("z_start", z_start).astype(np.float64, copy=False)
    z_end = as_floats("z_end", z_end).astype(np.float64, copy=False)
    common_shape(z_start=z_start, z_end=z_end)
    if not np.all((z_end >= -100) & (z_end <= z_start) & (z_start <= 100)):
        raise ValueError("z_start and z_end must satisfy -100 <= z_end <= z_start <= 100")
    points, weights = _gauss_points()
    width = (z_start - z_end)[..., np.newaxis] / 2
    z = z_end[..., np.newaxis] + width * (points + 1)
    return (weights * width / gradient(z, 0)).sum(axis=-1) / 2


@cache
def _gauss_points() -> tuple[Floats, Floats]:
    return np.polynomial.legendre.leggauss(128)


def _epochs(
    loss: Loss, X: Floats, y: Floats, W: Floats, b: Floats, rate: Floats, epochs: int
) -> list[Floats]:
    """Parameters, logits and cost over the epochs, of all runs at once.

    The bias is the last parameter, the weight of an input that is 1. X has shape (n, m) and W
    (runs…, m). Inside, the runs stand last: (…, all runs).
    """
    (n, m), y = X.shape, y.reshape(-1, 1)
    runs = common_shape(w=W[..., 0], b=b, learning_rate=rate)
    W = np.broadcast_to(W, (*runs, m)).reshape(-1, m).T
    b, rate = (np.broadcast_to(v, runs).ravel() for v in (b, rate / n))
    X, parameters = np.column_stack([X, np.ones(n)]), np.empty((epochs + 1, m + 1, b.size))
    z, cost = np.empty((epochs + 1, n, b.size)), np.empty((epochs + 1, b.size))
    parameters[0] = np.vstack([W, b])
    for epoch in range(epochs + 1):
        np.matmul(X, parameters[epoch], out=z[epoch])
        if not np.isfinite(z[epoch]).all():
            raise ValueError(_too_far(loss, epoch))
        value, delta = loss.value_and_gradient(z[epoch], y)
        (value / n).sum(axis=0, out=cost[epoch])
        if epoch < epochs:  # np.dot, since @ is slow over one sample
            parameters[epoch + 1] = parameters[epoch] - rate * np.dot(X.T, delta)
    histories = parameters, z, cost
    return [np.moveaxis(h, -1, 1).reshape(epochs + 1, *runs, *h.shape[1:-1]) for h in histories]


def _too_far(loss: Loss, epoch: int) -> str:
    if epoch == 0:
        return "x, w and b are too large: the logits overflow"
    steep = "" if isfinite(loss.steepest) else f"; the gradient of {loss.name} has no bound"
    return f"the logits overflow in epoch {epoch}: learning_rate or x is too large{steep}"


def _loss(loss: str | Loss) -> Loss:
    if isinstance(loss, Loss):
        return loss
    if isinstance(loss, str) and loss in LOSSES:
        return LOSSES[loss]
    raise ValueError(f"loss must be a Loss or one of {', '.join(map(repr, LOSSES))}; got {loss!r}")


def _count(name: str, value: int) -> int:
    try:
        count = index(value)
    except TypeError:
        raise ValueError(f"{name} must be a whole number, 0 or more; got {value!r}") from None
    if count < 0:
        raise ValueError(f"{name} must be a whole number, 0 or more; got {count}")
    return count


def _finite(name: str, value: ArrayLike) -> Floats:
    value = as_floats(name, value)
    if not np.isfinite(value).all():
        raise ValueError(f"{name} must be finite, but it holds NaN or an infinity")
    return value


def _check_shapes(x: Floats, y: Floats, w: Floats, b: Floats, rate: Floats) -> None:
    if x.ndim > 2 or x.size == 0:
        raise ValueError(
            f"x must be a scalar or have shape (n,) or (n, m), n and m at least 1; got {x.shape}"
        )
    if y.shape not in ((), x.shape[:1]):
        raise ValueError(f"y must be a scalar or have shape {x.shape[:1]}, as x has; got {y.shape}")
    if x.ndim == 2 and w.shape[-1:] != x.shape[1:]:
        raise ValueError(
            f"w must have a last axis of {x.shape[1]}, one for each feature of x; got {w.shape}"
        )
    common_shape(w=w[..., 0] if x.ndim == 2 else w, b=b, learning_rate=rate)

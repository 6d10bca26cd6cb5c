"""Gradient descent on one sigmoid neuron, with its whole history; many runs in one call."""

from dataclasses import dataclass
from operator import index

import numpy as np
from numpy.typing import ArrayLike

from helpers.activations import sigmoid
from helpers.arrays import Floats, as_floats, as_probabilities, common_shape
from helpers.fast import LIMIT, descend_one, value_and_gradient
from helpers.losses import LOSSES, Loss


@dataclass(frozen=True)
class History:
    """What a neuron went through: epochs + 1 entries along the first axis of every array.

    Entry 0 is the start, entry t the state after t steps, so `history.cost[-1]` is the final cost.
    "Runs" stands for the common shape of the starts and learning rates: () for a single run.

    Attributes
    ----------
    w : ndarray
        Weights, shape (epochs + 1, runs…), with a last axis of m where x has m features.
    b : ndarray
        Biases, shape (epochs + 1, runs…).
    a : ndarray
        Predictions, dimensionless, shape (epochs + 1, runs…), with a last axis of n where x holds
        n samples. A scalar x is one sample and adds no axis.
    cost : ndarray
        The mean of the loss over the samples, shape (epochs + 1, runs…).
    """

    w: Floats
    b: Floats
    a: Floats
    cost: Floats


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
        Targets, 0 ≤ y ≤ 1: a scalar or shape (n,).
    w, b : array_like
        Starts. With x of shape (n, m), the last axis of `w` has m entries.
    learning_rate : array_like
        η > 0. The starts and the learning rates broadcast together, and every combination is a
        run of its own.
    epochs : int
        Number of steps, 0 or more.

    Returns
    -------
    History
        Arrays w, b, a and cost with epochs + 1 entries along the first axis.

    Raises
    ------
    ValueError
        If the loss is unknown, an argument is not finite numbers, a target is outside [0, 1], the
        shapes do not fit, a learning rate is not positive or the number of epochs is negative.

    Notes
    -----
    z = Σ_j w_j x_j + b, C = (1/n) Σ L, δ = ∂L/∂z; each step is w_j ← w_j − η (1/n) Σ δ x_j and
    b ← b − η (1/n) Σ δ.

    Derived in notebook 01. Source: Michael Nielsen, Neural Networks and Deep Learning, 2015.

    Examples
    --------
    >>> history = descend("squared error", 1, 0, [0.6, 2], [0.9, 2], learning_rate=0.15, epochs=300)
    >>> history.a[[0, -1]].round(4)
    array([[0.8176, 0.982 ],
           [0.094 , 0.2028]])
    """
    loss = _loss(loss)
    epochs = _count("epochs", epochs)
    x, y = _samples(x, y)
    w, b, rate = _starts(x, w, b, learning_rate)
    runs, n, m = b.shape, y.size, w.shape[-1]
    X, y = x.reshape(n, m).astype(np.float64, copy=False), y.reshape(n, 1)
    w, b, rate = w.reshape(-1, m).T, b.ravel(), rate.ravel()
    _check_reach(X, w, b, rate, epochs)

    alone = n == b.size == 1 and loss in LOSSES.values()
    steps = _steps_of_one if alone else _steps
    weights, biases, z, cost = steps(loss, X, y, w, b, rate, epochs)

    def shaped(history: Floats, keep: bool) -> Floats:
        """From (epochs + 1, k, all runs) to (epochs + 1, runs…, k), or without k."""
        history = history.swapaxes(1, 2).reshape(epochs + 1, *runs, history.shape[1])
        return (history if keep else history[..., 0]).astype(x.dtype, copy=False)

    return History(
        w=shaped(weights, keep=x.ndim == 2),
        b=shaped(biases[:, np.newaxis], keep=False),
        a=shaped(sigmoid(z), keep=x.ndim > 0),
        cost=shaped(cost[:, np.newaxis], keep=False),
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
    points, weights = np.polynomial.legendre.leggauss(128)
    width = (z_start - z_end)[..., np.newaxis] / 2
    z = z_end[..., np.newaxis] + width * (points + 1)
    return (weights * width / gradient(z, 0)).sum(axis=-1) / 2


Steps = tuple[Floats, Floats, Floats, Floats]


def _steps(
    loss: Loss, X: Floats, y: Floats, w: Floats, b: Floats, rate: Floats, epochs: int
) -> Steps:
    """Weights (epochs + 1, m, runs), biases, logits (epochs + 1, n, runs), costs, for X (n, m)."""
    n, both = len(X), value_and_gradient(loss)
    weights, biases = np.empty((epochs + 1, *w.shape)), np.empty((epochs + 1, *b.shape))
    z, cost = np.empty((epochs + 1, n, b.size)), np.empty((epochs + 1, *b.shape))
    for t in range(epochs + 1):
        weights[t], biases[t] = w, b
        z[t] = X @ w + b
        value, delta = both(z[t], y)
        cost[t] = value.sum(axis=0) / n
        w = w - rate * (X.T @ delta) / n
        b = b - rate * delta.sum(axis=0) / n
    return weights, biases, z, cost


def _steps_of_one(
    loss: Loss, X: Floats, y: Floats, w: Floats, b: Floats, rate: Floats, epochs: int
) -> Steps:
    """The same for one run on one sample: only its logit moves, by Δz = −η(1 + Σ x²) ∂L/∂z."""
    side = 1 - 2 * y.item()
    wrong = side * (X @ w + b).item()
    reach = 1 + np.vdot(X, X)
    step = reach * rate.item()
    if side**2 != 1 or abs(wrong) + step >= LIMIT:
        return _steps(loss, X, y, w, b, rate, epochs)
    z = side * np.array(descend_one(loss.law.formula, wrong, step, epochs))[:, np.newaxis]
    moved = (z[0] - z) / reach
    cost, _ = value_and_gradient(loss)(z, y)
    return w - X.T * moved[:, np.newaxis], b - moved, z[:, np.newaxis], cost


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


def _samples(x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
    """x, and y with a target for each sample of x."""
    x, y = _finite("x", x), as_probabilities("y", y)
    if x.ndim > 2 or x.size == 0:
        raise ValueError(
            f"x must be a scalar or have shape (n,) or (n, m), n and m at least 1; got {x.shape}"
        )
    if y.shape not in ((), x.shape[:1]):
        raise ValueError(f"y must be a scalar or have shape {x.shape[:1]}, as x has; got {y.shape}")
    return x, np.broadcast_to(y, x.shape[:1])


def _starts(
    x: Floats, w: ArrayLike, b: ArrayLike, learning_rate: ArrayLike
) -> tuple[Floats, Floats, Floats]:
    """w of shape (runs…, m), b and the learning rates of shape (runs…)."""
    w, b, rate = _finite("w", w), _finite("b", b), _finite("learning_rate", learning_rate)
    if not (rate > 0).all():
        raise ValueError(f"learning_rate must be positive; got {rate.min()}")
    if x.ndim < 2:
        w = w[..., np.newaxis]
    elif w.shape[-1:] != x.shape[1:]:
        raise ValueError(
            f"w must have a last axis of {x.shape[1]}, one for each feature of x; got {w.shape}"
        )
    runs = common_shape(w=w[..., 0], b=b, learning_rate=rate)
    return np.broadcast_to(w, (*runs, w.shape[-1])), *(np.broadcast_to(v, runs) for v in (b, rate))


def _check_reach(X: Floats, w: Floats, b: Floats, rate: Floats, epochs: int) -> None:
    """Refuse a run that may leave the floats: a step moves w by η abs(x) at most, b by η."""
    if not b.size:
        return
    x_most, w_most, b_most, rate_most = (float(abs(v).max()) for v in (X, w, b, rate))
    w_most += epochs * rate_most * x_most
    if not np.isfinite(len(w) * x_most * w_most + b_most + epochs * rate_most):
        raise ValueError("x, w, b, learning_rate and epochs are too large: the logits overflow")

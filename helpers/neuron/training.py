"""Gradient descent on one sigmoid neuron, with its whole history; many runs in one call."""

from collections.abc import Callable
from functools import cached_property
from math import exp, isfinite
from operator import index

import numpy as np
from numpy.typing import ArrayLike

from helpers.neuron.activations import sigmoid
from helpers.neuron.arrays import Floats, as_floats, as_probabilities, common_shape
from helpers.neuron.fast import LIMIT, SIZES, is_known, value_and_gradient
from helpers.neuron.losses import LOSSES, Loss


class History:
    """What a neuron went through: epochs + 1 entries along the first axis of every array.

    Entry 0 is the start, entry t the state after t steps, so `history.cost[-1]` is the final cost.
    "Runs" stands for the common shape of the starts and learning rates: () for a single run.

    An array is made when it is first asked for: a grid of starts has millions of states, and few
    readers look at all of them.

    Parameters
    ----------
    x : ndarray
        Inputs. They say which last axes there are, and their precision is that of the arrays.
    **make : callable
        What makes each of w, b, a and cost: w with a last axis of m, a with a last axis of n.
    """

    def __init__(self, x: Floats, **make: Callable[[], Floats]) -> None:
        self._axes, self._precision, self._make = x.ndim, x.dtype, make

    @cached_property
    def w(self) -> Floats:
        """Weights, shape (epochs + 1, runs…), with a last axis of m where x has m features."""
        return self._made("w", last_axis=self._axes == 2)

    @cached_property
    def b(self) -> Floats:
        """Biases, shape (epochs + 1, runs…)."""
        return self._made("b")

    @cached_property
    def a(self) -> Floats:
        """Predictions, dimensionless, shape (epochs + 1, runs…).

        With a last axis of n where x holds n samples. A scalar x is one sample and adds no axis.
        """
        return self._made("a", last_axis=self._axes > 0)

    @cached_property
    def cost(self) -> Floats:
        """The mean of the loss over the samples, shape (epochs + 1, runs…)."""
        return self._made("cost")

    def __repr__(self) -> str:
        return f"History(w={self.w!r}, b={self.b!r}, a={self.a!r}, cost={self.cost!r})"

    def __getstate__(self) -> dict[str, Floats]:
        """What is pickled or copied: the arrays themselves."""
        return {"w": self.w, "b": self.b, "a": self.a, "cost": self.cost}

    def _made(self, name: str, last_axis: bool = True) -> Floats:
        array = self._make[name]()
        del self._make[name]  # and with it what only this array was made of
        return (array if last_axis else array[..., 0]).astype(self._precision, copy=False)


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
        shapes do not fit, a learning rate is not positive, the epochs are no whole number, 0 or
        more, or the arguments are so large that logits may overflow.

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
    loss, epochs = _loss(loss), _count("epochs", epochs)
    (x, x_most), y = _finite("x", x), as_probabilities("y", y)
    (w, w_most), (b, b_most) = _finite("w", w), _finite("b", b)
    rate, rate_most = _finite("learning_rate", learning_rate)
    if not (rate > 0).all():
        raise ValueError(f"learning_rate must be positive; got {rate.min()}")
    _check_shapes(x, y, w, b, rate)
    X = x.reshape(-1, x.shape[1] if x.ndim == 2 else 1)
    W = w if x.ndim == 2 else w[..., np.newaxis]
    X, W, b, rate = (array.astype(np.float64, copy=False) for array in (X, W, b, rate))
    n, m = X.shape
    # A step moves w by η abs(x) at most, and b by η.
    way = max(epochs, 1) * rate_most
    logit_most = m * x_most * (w_most + way * x_most) + b_most + way
    if not isfinite(n * (logit_most + x_most)):
        raise ValueError("x, w, b, learning_rate and epochs are too large: the logits overflow")
    sooner = _steps_of_the_logit(loss, X, y, W, b, rate, epochs)
    return History(x, **(sooner or _steps(loss, X, y, W, b, rate, epochs)))


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


Makers = dict[str, Callable[[], Floats]]


def _steps(
    loss: Loss, X: Floats, y: Floats, W: Floats, b: Floats, rate: Floats, epochs: int
) -> Makers:
    """The textbook's steps, all runs at once, for X (n, m) and W (runs…, m)."""
    (n, m), y = X.shape, y.reshape(-1, 1)
    runs = common_shape(w=W[..., 0], b=b, learning_rate=rate)
    W = np.broadcast_to(W, (*runs, m)).reshape(-1, m).T
    b, rate = (np.broadcast_to(v, runs).ravel() for v in (b, rate / n))
    weights, biases = np.empty((epochs + 1, *W.shape)), np.empty((epochs + 1, *b.shape))
    z, cost = np.empty((epochs + 1, n, b.size)), np.empty((epochs + 1, *b.shape))
    both = value_and_gradient(loss)
    for t in range(epochs + 1):
        weights[t], biases[t] = W, b
        z[t] = X @ W + b
        value, delta = both(z[t], y)
        cost[t] = value.sum(axis=0) / n
        W = W - rate * (X.T @ delta)
        b = b - rate * delta.sum(axis=0)

    def of_runs(values: Floats) -> Floats:
        """From (epochs + 1, …, all runs) to (epochs + 1, runs…, …)."""
        return np.moveaxis(values, -1, 1).reshape(epochs + 1, *runs, *values.shape[1:-1])

    return {
        "w": lambda: of_runs(weights),
        "b": lambda: of_runs(biases),
        "a": lambda: of_runs(sigmoid(z)),
        "cost": lambda: of_runs(cost),
    }


def _steps_of_the_logit(
    loss: Loss, X: Floats, y: Floats, W: Floats, b: Floats, rate: Floats, epochs: int
) -> Makers | None:
    """The same sooner, for one sample with a hard target and logits that are not extreme.

    Then only the logit counts: Δz = −η (1 + Σ x²) ∂L/∂z, whichever w and b it comes from. Runs
    whose logits and steps are equal share a path.
    """
    if len(X) > 1 or y.item() not in (0, 1) or not is_known(loss):
        return None
    side, reach = 2 * y.item() - 1, 1 + np.vdot(X, X)
    start, step = side * (W @ X[0] + b), rate * reach
    if not (abs(start) + step).max(initial=0) < LIMIT:
        return None
    size = SIZES[loss.name]
    if start.size == step.size == 1:
        # On single numbers, pure Python is many times faster than numpy.
        path = np.zeros((start + step).shape, np.intp)
        moved = np.array(_descent(size, start.item(), step.item(), epochs, exp))[:, np.newaxis]
    else:
        kinds, path = np.unique(start + 1j * step, return_inverse=True)  # by both numbers
        start, step = kinds.real, kinds.imag
        moved = np.array(_descent(size, start, step, epochs, np.exp))
    z = side * (start.reshape(1, -1) + moved)
    moved *= side / reach
    # The caller may change an array before the history is read.
    X, y, W, b = X.copy(), y.copy(), W.copy(), b.copy()

    def of_runs(values: Floats) -> Floats:
        """From (epochs + 1, paths) to (epochs + 1, runs…)."""
        return values.take(path, axis=1)

    return {
        "w": lambda: W + of_runs(moved)[..., np.newaxis] * X[0],
        "b": lambda: b + of_runs(moved),
        "a": lambda: of_runs(sigmoid(z))[..., np.newaxis],
        "cost": lambda: of_runs(value_and_gradient(loss)(z, y)[0]),
    }


def _descent(
    size: Callable, start: Floats | float, step: Floats | float, epochs: int, exp: Callable
) -> list[Floats | float]:
    """How far the logit has moved to its right side, at the start and after each step.

    It is (2y − 1) z away from 0 on that side at the start. The way is added up by itself, since a
    step from a saturated neuron may be lost beside the logit.
    """
    moved = 0 * start
    ways = [moved]
    for _ in range(epochs):
        moved = moved + step * size(exp(start + moved))
        ways.append(moved)
    return ways


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


def _finite(name: str, value: ArrayLike) -> tuple[Floats, float]:
    """The array, and the largest magnitude in it."""
    value = as_floats(name, value)
    most = float(abs(value).max(initial=0))
    if not isfinite(most):
        raise ValueError(f"{name} must be finite, but it holds NaN or an infinity")
    return value, most


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

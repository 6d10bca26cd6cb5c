"""Three ways to compute cross-entropy and its gradient, and what rounding leaves of each.

The exact values come from `decimal`, which every Python has, and are kept as the sum of two floats.
What a result lacks to the first of them is exact, or too large for its own rounding to matter.
Derived in notebook 09.
"""

from decimal import Decimal, localcontext
from typing import NamedTuple

import numpy as np

from helpers.neuron.arrays import Floats
from helpers.neuron.losses import binary_cross_entropy, binary_cross_entropy_gradient

DIGITS = 60  # 1 + e^(−50) takes 22 of them


class Computed(NamedTuple):
    """A loss and its gradient ∂L/∂z."""

    loss: Floats
    gradient: Floats


def in_three_ways(z: Floats, y: Floats) -> dict[str, Computed]:
    """Return cross-entropy from the output a, merged on paper, and in the stable form.

    Parameters
    ----------
    z, y : ndarray
        Logits and hard targets of one precision, which is that of the results.

    Returns
    -------
    dict of str to Computed
        By "from output", "merged" and "cross-entropy"; infinite or NaN where a way breaks.
    """
    with np.errstate(all="ignore"):  # infinities and what becomes of them are what is shown
        a = 1 / (1 + np.exp(-z))
        from_output = Computed(
            -(y * np.log(a) + (1 - y) * np.log(1 - a)),
            ((1 - y) / (1 - a) - y / a) * (a * (1 - a)),
        )
        merged = Computed(np.log(1 + np.exp(z)) - y * z, a - y)
    stable = Computed(binary_cross_entropy(z, y), binary_cross_entropy_gradient(z, y))
    return {"from output": from_output, "merged": merged, "cross-entropy": stable}


def relative_errors(computed: dict[str, Computed], z: Floats) -> dict[str, Computed]:
    """Return how far results are from the exact ones, in parts of these; infinite for no number.

    Parameters
    ----------
    computed : dict of str to Computed
        Of `in_three_ways` at the logits `z`, shape (n,), and the targets 0 and 1; shape (n, 2).
    """
    loss, gradient = _exactly(z)
    return {
        way: Computed(_error(one.loss, *loss), _error(one.gradient, *gradient))
        for way, one in computed.items()
    }


def _error(values: Floats, first: Floats, second: Floats) -> Floats:
    are_numbers = np.isfinite(values)
    off = np.where(are_numbers, values, first).astype(float) - first - second
    return np.where(are_numbers, abs(off / first), np.inf)


def _exactly(z: Floats) -> list[tuple[Floats, Floats]]:
    """The exact loss and gradient as a sum of two floats each, shape (n, 2).

    In the margin m, which is z for target 1 and −z for target 0, the loss is ln(1 + e^(−m)); the
    size of its gradient is e^(−m)/(1 + e^(−m)).
    """
    sums = []
    with localcontext(prec=DIGITS):
        powers = [[(-Decimal(margin)).exp() for margin in (-float(at), float(at))] for at in z]
        for value, signs in (lambda u: (1 + u).ln(), (1, 1)), (lambda u: u / (1 + u), (1, -1)):
            exact = [[s * value(u) for s, u in zip(signs, row, strict=True)] for row in powers]
            first = np.array(exact, dtype=float)
            rest = np.array(exact) - np.vectorize(Decimal, otypes=[object])(first)
            sums.append((first, rest.astype(float)))
    return sums

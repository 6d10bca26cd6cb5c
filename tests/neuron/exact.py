"""The numbers that helpers should return, to 50 digits, and how far it may be from them.

The formulas are the definitions; nothing here is rearranged for floating point.
"""

import mpmath
import numpy as np

mp = mpmath.MPContext()
mp.dps = 50

BOUNDS = {  # units in the last place, for float64 and float32
    "sigmoid": (2, 3),
    "log_sigmoid": (2, 3),
    "sigmoid_prime": (4, 4),
    "half_squared_error_gradient": (6, 7),
    "binary_cross_entropy": (2, 3),
    "binary_cross_entropy_gradient": (2.5, 3),
    "binary_cross_entropy_from_probability": (2.5, 3),
}
SOFTMAX_BOUND = 4  # to which the largest abs(z − max z) of the row is added
PRECISIONS = {np.float64: 0, np.float32: 1}


def sigmoid(z):
    return 1 / (1 + mp.exp(-z))


def log_sigmoid(z):
    return -mp.log1p(mp.exp(-z)) if z >= 0 else z - mp.log1p(mp.exp(z))


def sigmoid_prime(z):
    return sigmoid(z) * sigmoid(-z)


def binary_cross_entropy(z, y):
    return -y * log_sigmoid(z) - (1 - y) * log_sigmoid(-z)


def binary_cross_entropy_gradient(z, y):
    return (1 - y) * sigmoid(z) - y * sigmoid(-z)


def half_squared_error(z, y):
    return binary_cross_entropy_gradient(z, y) ** 2 / 2


def half_squared_error_gradient(z, y):
    return binary_cross_entropy_gradient(z, y) * sigmoid_prime(z)


def binary_cross_entropy_from_probability(a, y):
    log_a = mp.log(a) if a else -mp.inf
    log_rest = mp.log1p(-a) if a != 1 else -mp.inf
    return -mp.fsum(weight * log for weight, log in ((y, log_a), (1 - y, log_rest)) if weight)


def softmax(z):
    powers = [mp.exp(z_k - max(z)) for z_k in z]
    return [power / mp.fsum(powers) for power in powers]


def log_softmax(z):
    """With log1p over all classes but the largest, which 50 digits need past abs(z) = 115."""
    top = max(z)
    others = [mp.exp(z_k - top) for z_k in z]
    others[z.index(top)] = 0
    return [z_k - top - mp.log1p(mp.fsum(others)) for z_k in z]


def softmax_cross_entropy(z, y):
    return -mp.fsum(y_k * log for y_k, log in zip(y, log_softmax(z), strict=True) if y_k)


def softmax_cross_entropy_gradient(z, y):
    a = softmax(z)
    rest = [mp.fsum(a[:k] + a[k + 1 :]) for k in range(len(a))]
    total = mp.fsum(y)
    return [(total - y[k]) * a[k] - y[k] * rest[k] for k in range(len(a))]


def exactly(value):
    """A float as an mpmath number, without rounding."""
    return mp.mpf(float(value))


def ulp(value, precision):
    """The distance of floats near an exact value: its unit in the last place."""
    limits = np.finfo(precision)
    _, exponent = mp.frexp(value)
    return mp.ldexp(1, max(int(exponent) - limits.nmant - 1, limits.minexp - limits.nmant))


def error_in_ulp(got, exact, size=0):
    """How far a float is from the exact value, in units in the last place.

    Of the exact value, or of `size` if that is larger: where the value is a difference, no formula
    in floating point gets closer than the rounding of its parts.
    """
    precision = got.dtype.type
    largest = exactly(np.finfo(precision).max)
    if abs(exact) > largest or not np.isfinite(got):
        rounded = mp.sign(exact) * mp.inf if abs(exact) > largest else exact
        return 0.0 if exactly(got) == rounded else float("inf")
    return float(abs(exactly(got) - exact) / ulp(max(abs(exact), size), precision))


def soft_size(name, z, y):
    """The size of the parts that a gradient subtracts; 0 at hard targets, where it need not."""
    if y in (0, 1) or not name.endswith("_gradient"):
        return 0
    return max(sigmoid(z), y) * (sigmoid_prime(z) if name.startswith("half") else 1)


def bound(name, precision):
    return BOUNDS[name][PRECISIONS[precision]]


def worst(name, got, *args, of_parts=True):
    """The largest error of `got`, which should be the function `name` of the arrays.

    At soft targets a gradient is measured in units of its parts, or else of itself.
    """
    errors = [0.0]
    for number, *values in zip(got, *args, strict=True):
        at = [exactly(value) for value in values]
        size = soft_size(name, *at) if of_parts and len(at) > 1 else 0
        errors.append(error_in_ulp(number, globals()[name](*at), size))
    return max(errors)


def worst_row(name, got, *args):
    """The largest error of `got`, a function of rows, less the row's largest abs(z − max z)."""
    return max(
        max(
            error_in_ulp(number, exact)
            for number, exact in zip(np.atleast_1d(numbers), _list(values), strict=True)
        )
        - float(np.ptp(rows[0]))
        for numbers, values, rows in (
            (numbers, globals()[name](*([*map(exactly, row)] for row in rows)), rows)
            for numbers, *rows in zip(got, *args, strict=True)
        )
    )


def _list(values):
    return values if isinstance(values, list) else [values]


def logits(precision, count):
    """Logits from end to end of the floats: dense where the sigmoid lives, subnormals, ±0."""
    limits = np.finfo(precision)
    rng = np.random.default_rng(20151)
    powers = rng.choice(np.arange(limits.minexp - limits.nmant, limits.maxexp), count // 4)
    edges = [0.0, 36.8, 88.7, 103.2, 103.9, 690.0, 709.7, 709.9, 744.4, 745.0, 745.2, limits.max]
    positive = np.concatenate(
        [
            np.linspace(0, 800, count),
            rng.uniform(0, 50, count),
            rng.exponential(2, count),
            np.ldexp(rng.uniform(0.5, 1, powers.size), powers + 1),
            edges,
        ]
    ).astype(precision)
    return np.concatenate([positive, -positive])


def targets(precision, count):
    """0, 1, 0.3 and random soft targets."""
    soft = np.random.default_rng(20152).random(count).astype(precision)
    return {"0": np.zeros_like(soft), "1": np.ones_like(soft), "0.3": soft * 0 + 0.3, "soft": soft}


def logit_rows(precision, count, classes):
    """Rows of logits from undecided to certain, and one-hot targets that are right or wrong."""
    rng = np.random.default_rng(20153)
    scales = np.array([0.1, 1, 4, 20, 100, 600])
    z = rng.normal(size=(count, classes)) * rng.choice(scales, (count, 1))
    y = np.eye(classes)[rng.integers(classes, size=count)]
    y[: count // 4] = np.eye(classes)[z[: count // 4].argmax(axis=1)]
    return z.astype(precision), y.astype(precision)

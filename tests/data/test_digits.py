"""The digits that ship with the course: what they are, and that they are scikit-learn's."""

import hashlib

import numpy as np

from helpers.data import digits

COUNTS = [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]  # of 0, 1, 2, …, as UCI states them


def test_they_are_small_images_of_ten_digits():
    pixels, labels = digits()
    assert (pixels.shape, labels.shape) == ((1797, 64), (1797,))
    assert pixels.dtype == labels.dtype == np.uint8
    assert (pixels.min(), pixels.max()) == (0, 16)
    assert np.bincount(labels).tolist() == COUNTS


def test_rows_of_pixels_run_from_the_top():
    """A 7 has its bar above, a 6 its bowl below."""
    pixels, labels = digits()
    rows = pixels.reshape(-1, 8, 8).sum(axis=2)
    above, below = rows[:, :4].sum(axis=1), rows[:, 4:].sum(axis=1)
    assert above[labels == 7].mean() > 1.1 * below[labels == 7].mean()
    assert below[labels == 6].mean() > 1.1 * above[labels == 6].mean()


def test_each_call_gives_arrays_of_its_own():
    pixels, _ = digits()
    pixels[:] = 0
    assert digits()[0].any()


def test_they_are_those_of_scikit_learn():
    """Of `sklearn.datasets.load_digits`, version 1.9.1, as bytes: the pixels, then the labels."""
    ours = hashlib.sha256(b"".join(array.tobytes() for array in digits())).hexdigest()
    assert ours == "87ff0c9e40dc7e2c0e34e7257799c2e3f3aec1a016363bb11cad869ec428a826"

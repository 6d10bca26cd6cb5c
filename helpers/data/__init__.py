"""Data that ship with the course, small enough to lie beside the code.

digits.npz
    The 1,797 digits that scikit-learn ships as `load_digits`: 8 × 8 pixels of 0 to 16 and the
    digit that each shows. They are the test part of Optical Recognition of Handwritten Digits by
    E. Alpaydin and C. Kaynak, 1998, UCI Machine Learning Repository, doi 10.24432/C50P49, under
    CC BY 4.0; of the files there only the form was changed.
"""

from importlib.resources import files

import numpy as np
from numpy.typing import NDArray


def digits() -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Return pixels and labels of 1,797 handwritten digits.

    Returns
    -------
    pixels : ndarray of uint8, shape (1797, 64)
        An image a row, its 8 rows of 8 pixels one after the other; 0 is paper, 16 ink.
    labels : ndarray of uint8, shape (1797,)
        The digit that each image shows, 0 to 9.

    Notes
    -----
    Thirteen people wrote them (Alpaydin and Kaynak, 1998).

    Examples
    --------
    >>> pixels, labels = digits()
    >>> pixels.shape, pixels.max(), labels[:4]
    ((1797, 64), np.uint8(16), array([0, 1, 2, 3], dtype=uint8))
    """
    with files("helpers.data").joinpath("digits.npz").open("rb") as file, np.load(file) as stored:
        return stored["pixels"], stored["labels"]

"""The pictures among the outputs of a cell, as pixels."""

from base64 import b64decode
from io import BytesIO

import numpy as np
from PIL import Image

STRAY = 10  # pixels that another machine may draw differently; one digit has some fifty
SAME = 40  # of 255 in each colour: a pixel at the edge of a letter


def pixels(outputs: list[dict]) -> list[np.ndarray]:
    """Every picture of a cell, shape (height, width, 3)."""
    saved = [
        output["data"]["image/png"] for output in outputs if "image/png" in output.get("data", {})
    ]
    return [
        np.asarray(Image.open(BytesIO(b64decode(png))).convert("RGB"), dtype=np.int16)
        for png in saved
    ]


def differences(saved: list[np.ndarray], drawn: list[np.ndarray]) -> str:
    """Say how the pictures that a cell draws differ from those saved in it, if they do."""
    if [one.shape for one in saved] != [one.shape for one in drawn]:
        return f"{len(saved)} pictures are saved, {len(drawn)} drawn, or their sizes differ"
    for k, (one, other) in enumerate(zip(saved, drawn, strict=True)):
        strays = (abs(one - other).max(axis=-1) > SAME).sum()
        if strays > STRAY:
            return f"picture {k + 1} is not the saved one: {strays} of its pixels differ"
    return ""

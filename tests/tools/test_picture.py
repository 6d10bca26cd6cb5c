"""The README's picture moves, is light, and can be read."""

from pathlib import Path

from PIL import Image

PICTURE = Path(__file__).parents[2] / "README.gif"


def test_it_moves_from_one_state_to_another():
    with Image.open(PICTURE) as film:
        assert film.n_frames > 40
        first = film.convert("RGB")
        film.seek(film.n_frames - 1)
        assert film.convert("RGB").tobytes() != first.tobytes()


def test_it_is_light_and_wide_enough_for_its_words():
    assert PICTURE.stat().st_size < 1_000_000
    with Image.open(PICTURE) as film:
        assert film.width >= 600

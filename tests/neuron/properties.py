"""How the property tests run: the same examples every time, on slow machines too."""

from hypothesis import settings

properties = settings(deadline=None, derandomize=True, max_examples=100)

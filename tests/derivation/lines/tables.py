"""The tables of all subjects in one."""

from lines import (
    branches,
    derivatives,
    domains,
    entries,
    equations,
    indices,
    integrals,
    matrices,
    points,
    relations,
    softmax,
    sums,
    typed,
    typed_lines,
    values,
)
from lines.names import Row
from lines.typed import Typed

SUBJECTS = (
    indices,
    sums,
    domains,
    points,
    softmax,
    derivatives,
    entries,
    matrices,
    equations,
    branches,
    integrals,
    relations,
    values,
)


UNTOLD = (
    "growth",
    "softplus above relu",
    "softmax below 1",
)  # true, and more than the checker can tell


def table(name: str) -> list[tuple[str, Row]]:
    """Return the class and the row of every line of "FALSE" or "TRUE"."""
    return [
        (group, row)
        for subject in SUBJECTS
        for group, rows in getattr(subject, name).items()
        for row in rows
    ]


def mistakes() -> list[tuple[str, Typed]]:
    """Return the class and the row of everything typed by mistake."""
    return [
        (group, row)
        for subject in (typed, typed_lines)
        for group, rows in subject.TYPED.items()
        for row in rows
    ]

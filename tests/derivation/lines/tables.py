"""The tables of all subjects in one."""

from lines import (
    derivatives,
    domains,
    equations,
    matrices,
    points,
    relations,
    softmax,
    sums,
    values,
)
from lines.names import Row

SUBJECTS = (sums, domains, points, softmax, derivatives, matrices, equations, relations, values)


def table(name: str) -> list[tuple[str, Row]]:
    """Return the class and the row of every line of "FALSE" or "TRUE"."""
    return [
        (group, row)
        for subject in SUBJECTS
        for group, rows in getattr(subject, name).items()
        for row in rows
    ]

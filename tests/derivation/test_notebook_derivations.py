"""Every derivation in the lessons refuses each of its lines once a fault is planted there."""

from dataclasses import replace
from itertools import cycle

import pytest
from run import NOTEBOOKS, steps_of

from helpers.derivation import DerivationError, Eq, Formula, Ge, Gt, Le, Lt, sigma_prime, symbols

TURNED = {Le: Gt, Lt: Ge, Ge: Lt, Gt: Le}
FAULTS = -1, 2, symbols("x"), sigma_prime(symbols("z"))


def spoilt(line, fault):
    if type(line) in TURNED:
        return TURNED[type(line)](Formula(line.value, line.latex, line.text, line.level))
    if isinstance(line, Eq):
        return Eq(line.left, line.right * fault if line.right.value else fault)
    return fault * line if line.value else Formula.of(fault)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_planted_fault_is_refused_in_every_line(path):
    steps = steps_of(path)
    assert steps
    for step, fault in zip(steps, cycle(FAULTS), strict=False):
        with pytest.raises(DerivationError, match=f"Line {step.number} "):
            replace(step, line=spoilt(step.line, fault)).proof()

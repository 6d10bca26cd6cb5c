"""Derivations that are checked line by line, printed as they were written."""

from helpers.derivation.formulas import (
    Eq,
    Formula,
    Sum,
    define,
    delta,
    diff,
    exp,
    indexed,
    log,
    sigma,
    sigma_prime,
    symbols,
)
from helpers.derivation.lines import Derivation, DerivationError, Line
from helpers.derivation.stepper import steps

__all__ = [
    "Derivation",
    "DerivationError",
    "Eq",
    "Formula",
    "Line",
    "Sum",
    "define",
    "delta",
    "diff",
    "exp",
    "indexed",
    "log",
    "sigma",
    "sigma_prime",
    "steps",
    "symbols",
]

"""Derivations that are checked line by line, printed as they were written."""

from helpers.derivation.derivation import Derivation
from helpers.derivation.formulas import Formula
from helpers.derivation.lines import Line
from helpers.derivation.notation import (
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
from helpers.derivation.refusals import DerivationError
from helpers.derivation.relations import Eq, Ge, Gt, Le, Lt, where
from helpers.derivation.stepper import steps

__all__ = [
    "Derivation",
    "DerivationError",
    "Eq",
    "Formula",
    "Ge",
    "Gt",
    "Le",
    "Line",
    "Lt",
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
    "where",
]

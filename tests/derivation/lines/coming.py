"""Notation the tables use before the course has it; to be deleted once it has."""

from dataclasses import dataclass
from inspect import signature
from typing import Any

import sympy

from helpers import derivation
from helpers.derivation import Formula, indexed as indexed_today, symbols as symbols_today


@dataclass
class _Joined:
    formula: Any

    def _sympy_(self):
        return sympy.sympify(self.formula)


class _Le(_Joined):
    pass


class _Lt(_Joined):
    pass


class _Ge(_Joined):
    pass


class _Gt(_Joined):
    pass


@dataclass
class _Where:
    condition: Any


_OWN = {"Le": _Le, "Lt": _Lt, "Ge": _Ge, "Gt": _Gt}
for name, own in _OWN.items():
    own.__name__ = name
Le, Lt, Ge, Gt = (getattr(derivation, name, own) for name, own in _OWN.items())
where = getattr(derivation, "where", _Where)

for name, relation in {"gt": sympy.Gt, "ge": sympy.Ge, "lt": sympy.Lt, "le": sympy.Le}.items():
    if f"__{name}__" not in vars(Formula):
        setattr(
            Formula,
            f"__{name}__",
            lambda self, other, relation=relation: relation(self.value, sympy.sympify(other)),
        )


def symbols(names, between=None, **assumptions):
    if between is None:
        return symbols_today(names, **assumptions)
    if "between" in signature(symbols_today).parameters:
        return symbols_today(names, between=between, **assumptions)
    return symbols_today(names, **{"positive": True} | assumptions)


def indexed(names, **assumptions):
    return indexed_today(
        names, **assumptions if len(signature(indexed_today).parameters) > 1 else {}
    )

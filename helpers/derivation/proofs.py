"""Proofs that two expressions are equal, and what is wrong where they are not.

An exact proof turns both sides into rational functions of the exponentials, logarithms and sums
in them, and sees the difference cancel to 0. That decides all that sigmoid, softmax and
cross-entropy need, in milliseconds. What it cannot decide is compared at seeded rational points.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice, permutations, product

import sympy
from mpmath import fprod, fsum, isfinite, mp, mpf, nstr, workdps
from sympy.concrete.delta import deltasummation
from sympy.core.function import AppliedUndef

from helpers.derivation.formulas import Formula, Named, Sigma, SigmaPrime, name_of

POINTS, DIGITS = 25, 40
EXACT, NUMERIC = "exact", f"{POINTS} points, {DIGITS} digits"
SEED = 20
SPARE = 25  # digits carried beyond those compared
FAINT = mpf(10) ** -10  # a value below this is compared as if it were this large
SMALL = 60  # operations up to which SymPy's simplify is quick
LARGE = 3000  # operations from which multiplying out is not
ENOUGH = 8  # points that show what is wrong with a line
EXCHANGES = 24  # exchanges of names tried, to explain it

Values = Mapping[sympy.Expr, sympy.Expr]  # what is put in for a symbol, a name or a sum
Known = Sequence[tuple[sympy.Expr, sympy.Expr]]  # sums and their values, prepared


@dataclass(frozen=True)
class Sample:
    """A point, and the values of some expressions there."""

    point: dict[sympy.Expr, sympy.Rational]
    values: tuple[mpf, ...]

    def agrees(self) -> bool:
        """Return whether the two values are the same to `DIGITS` digits."""
        left, right = self.values
        with workdps(DIGITS + SPARE):
            return abs(left - right) <= mpf(10) ** -DIGITS * max(abs(left), abs(right), FAINT)


# Preparing: from the line as written to its free symbols.


def prepare(expr: sympy.Expr, values: Values) -> sympy.Expr:
    """Return `expr` unfolded, with the values put in.

    That of L(a) goes in first, while its a is there; that of a name before the names are unfolded,
    that of a symbol after. For that of x_1, the sums over x_i are written out.
    """
    functions = [key for key in values if isinstance(key, AppliedUndef | sympy.Derivative)]
    names = [key for key in values if isinstance(name_of(key), Named)]
    symbols = [key for key in values if key not in (*functions, *names) and not _is_sum(key)]
    for keys in ([*functions, *names], symbols):
        held = tuple(name_of(key) for key in keys)
        expr = unfold(expr, held)
        if any(isinstance(key, sympy.Indexed) for key in values):
            expr = _written_out(expr, values)
        for key in keys:
            expr = expr.subs(unfold(key, held), unfold(values[key], held))
    return expr.xreplace({number: _rational(number) for number in expr.atoms(sympy.Float)})


def known_sums(values: Values) -> Known:
    """Return the sums among the values, prepared."""
    sums = {key: value for key, value in values.items() if isinstance(key, sympy.Sum)}
    others = {key: value for key, value in values.items() if key not in sums}
    known = [(prepare(key, others), prepare(value, others)) for key, value in sums.items()]
    return [(key, value) for key, value in known if isinstance(key, sympy.Sum)]


def unfold(expr: sympy.Expr, held: tuple[sympy.Symbol, ...] = ()) -> sympy.Expr:
    """Return `expr` in its free symbols and exponentials, names written out, derivatives taken.

    `held` are the names that stay: those a derivative is taken by, and those with a value. A sum
    gets an index of its own, so that the j under it is not the j of w_j in a derivative. The
    derivative of an unknown function L(a) is another unknown function, L'(a).
    """
    formula = definition(expr)
    if formula is not None and name_of(expr) not in held:
        return unfold(formula, held)
    if formula is not None or not expr.args:
        return expr
    if isinstance(expr, Sigma | SigmaPrime):
        return unfold(expr.rewrite(sympy.exp), held)
    if isinstance(expr, sympy.Derivative):
        return _taken(expr, held)
    parts = [unfold(part, held) for part in expr.args]
    if isinstance(expr, sympy.Sum):
        return _with_own_indices(*parts)
    expr = _unknown(expr.name, parts) if isinstance(expr, AppliedUndef) else expr.func(*parts)
    return expr.doit() if isinstance(expr, sympy.Subs) else expr


def _with_own_indices(term: sympy.Expr, *ranges: sympy.Tuple) -> sympy.Expr:
    for index, first, last in ranges:
        own = index
        if not isinstance(index, sympy.Dummy) and not index.name.endswith("'"):
            while own == index or own in term.atoms(sympy.Symbol):
                own = sympy.Symbol(f"{own.name}'", integer=True)
        term = sympy.Sum(term.xreplace({index: own}), (own, first, last))
    return term


def _taken(derivative: sympy.Derivative, outer: tuple[sympy.Symbol, ...]) -> sympy.Expr:
    """Return a derivative taken, with the names it is taken by held as variables meanwhile."""
    held = (*outer, *map(name_of, derivative.variables))
    inner = unfold(derivative.expr, held)
    variables = [unfold(variable, held) for variable in derivative.variables]
    for part, variable in product(inner.atoms(sympy.Symbol, sympy.Indexed), variables):
        formula, by = definition(part), name_of(variable)
        if formula is None or name_of(part) == by:
            continue
        if unfold(formula, (by,)).has(by):
            raise ValueError(
                f"A derivative by {variable} does not see {variable} inside {name_of(part)}, by "
                "which another derivative is taken: work that one out first."
            )
    result = inner.diff(*variables)
    if isinstance(result, sympy.Derivative):
        raise ValueError(f"{Formula.of(derivative)} is a derivative that SymPy cannot take.")
    return unfold(result, outer)


def _unknown(name: str, arguments: Sequence[sympy.Expr]) -> AppliedUndef:
    return sympy.Function(name, real=True, fdiff=_slope)(*arguments)


def _slope(function: AppliedUndef, place: int) -> AppliedUndef:
    """Return the derivative of an unknown function, L' or, by one of several arguments, L'2."""
    name, *by = function.name.split("'")
    by.append(str(place) if len(function.args) > 1 else "")
    return _unknown("'".join([name, *sorted(by)]), function.args)


def definition(expr: sympy.Expr) -> sympy.Expr | None:
    """Return the formula a name stands for, at its indices; None if `expr` is no name."""
    name = name_of(expr)
    if not isinstance(name, Named) or (name.indices and name is expr):
        return None
    indices = expr.indices if isinstance(expr, sympy.Indexed) else ()
    return name.formula.xreplace(dict(zip(name.indices, indices, strict=True)))


def _rational(number: sympy.Float) -> sympy.Rational:
    """Return what was meant by a number such as 0.1 or 2/3, which Python made a float."""
    near = Fraction(float(number)).limit_denominator(10**6)
    return sympy.Rational(near) if float(near) == float(number) else sympy.Rational(number)


# Proving.


def prove(left: sympy.Expr, right: sympy.Expr, known: Known = ()) -> str | Sample | None:
    """Return how two prepared expressions were proved equal, or a point where they are not.

    Returns None if they have no real value at enough of the points tried.
    """
    samples = sample((left, right), known)
    # A line that is wrong shows at once, and need not be multiplied out.
    tried = list(islice(samples, 2))
    difference = left - right
    if all(found.agrees() for found in tried):
        if is_zero(difference, known):
            return EXACT
        tried += islice(samples, POINTS - len(tried))
    for found in tried:
        if not found.agrees():
            return found
    is_small = difference.count_ops() < SMALL and not difference.has(sympy.Sum)
    if is_small and sympy.simplify(difference.rewrite(sympy.exp)) == 0:
        return EXACT
    return NUMERIC if len(tried) == POINTS else None


def is_zero(expr: sympy.Expr, known: Known = ()) -> bool:
    """Prove that a prepared expression is zero; False if no proof was found."""
    if expr == 0 or (expr.count_ops() < LARGE and _is_zero(expr, known)):
        return True
    written_out = _written_out(expr, {})
    return written_out != expr and _is_zero(written_out, known)


def _is_zero(expr: sympy.Expr, known: Known) -> bool:
    expr = _each_sum(expr, only_deltas=True)
    for delta in expr.atoms(sympy.KroneckerDelta):
        j, k = sorted(delta.args, key=lambda index: not index.is_Symbol)
        if j.is_Symbol and delta.free_symbols <= expr.free_symbols:
            cases = expr.xreplace({delta: sympy.S.Zero}), expr.xreplace({j: k})
            return all(_is_zero(case, known) for case in cases)
    if _cancels(_under_one_sum(expr)):
        return True
    rules = {_each_sum(key): value for key, value in known}
    return expr.has(sympy.Sum) and _cancels(_each_sum(expr).xreplace(rules))


def _is_sum(expr: sympy.Expr) -> bool:
    return isinstance(expr, sympy.Sum)


def _parted(whole: sympy.Sum) -> tuple[sympy.Expr, sympy.Tuple]:
    """Return a sum's term and range; of a double sum, which SymPy holds as one, the outer."""
    *inner, outer = whole.limits
    return sympy.Sum(whole.function, *inner) if inner else whole.function, outer


def _written_out(expr: sympy.Expr, values: Values) -> sympy.Expr:
    """Return `expr` with those sums written out whose length is a number, once put in."""
    numbers = {key: value for key, value in values.items() if value.is_Integer}

    def written(whole: sympy.Sum) -> sympy.Expr:
        term, limits = _parted(whole)
        index, first, last = limits.xreplace(numbers)
        if not (last - first).is_Integer:
            return whole
        terms = (term.xreplace({index: first + k}) for k in range(last - first + 1))
        return _written_out(sympy.Add(*terms), values)

    return expr.replace(_is_sum, written)


def _each_sum(expr: sympy.Expr, *, only_deltas: bool = False) -> sympy.Expr:
    """Return `expr` with its sums split: term by term, constants outside, deltas summed."""

    def split(whole: sympy.Sum) -> sympy.Expr:
        term, (i, first, last) = _parted(whole)
        if only_deltas and not term.has(sympy.KroneckerDelta):
            return _canonical(whole)
        term = split(term) if _is_sum(term) else term
        result = sympy.S.Zero
        for part in sympy.Add.make_args(sympy.expand(term)):
            constant, rest = part.as_independent(i, as_Add=False)
            if rest.has(sympy.KroneckerDelta):
                summed = deltasummation(rest, (i, first, last), no_piecewise=True)
                summed = summed.replace(_is_sum, _canonical)
            elif rest is sympy.S.One:
                summed = last - first + 1
            else:
                summed = _canonical(sympy.Sum(rest, (i, first, last)))
            result += constant * summed
        return result

    return expr.replace(_is_sum, split)


def _canonical(whole: sympy.Sum) -> sympy.Sum:
    """Return a sum with its index named by its depth, so that equal sums look equal."""
    index = sympy.Symbol(f"_{_depth(whole)}", integer=True)
    return whole.xreplace({whole.limits[-1][0]: index})


def _depth(expr: sympy.Expr) -> int:
    return max(
        (len(whole.limits) + _depth(whole.function) for whole in expr.atoms(sympy.Sum)), default=0
    )


def _under_one_sum(expr: sympy.Expr) -> sympy.Expr:
    """Return `expr` with all sums over the same range joined, and each Σ taken for a symbol.

    If what stands under the Σ is zero, so is the sum.
    """
    joined: dict[sympy.Tuple, sympy.Expr] = {}
    rest = sympy.S.Zero
    for part in sympy.Add.make_args(sympy.expand_mul(expr, deep=False)):
        term, limits = under_sum(part)
        if limits is None:
            rest += part
        else:
            joined[limits] = joined.get(limits, 0) + term
    return rest + sympy.Add(*(sympy.Dummy() * term for term in joined.values()))


def under_sum(expr: sympy.Expr) -> tuple[sympy.Expr, sympy.Tuple | None]:
    """Return the term of a sum, with the factors before the Σ, and its range; None if no sum."""
    factors = sympy.Mul.make_args(expr)
    sums = [part for part in factors if _is_sum(part)]
    if len(sums) != 1:
        return expr, None
    before = (part for part in factors if part is not sums[0])
    term, limits = _parted(sums[0])
    return sympy.Mul(*before, term), limits


def _is_power(expr: sympy.Expr) -> bool:
    return expr.is_Pow and not expr.exp.is_number


def _cancels(expr: sympy.Expr) -> bool:
    """Return whether `expr` is zero as a rational function of the exponentials in it.

    exp(w x + b) becomes the product of two symbols, one for exp(w x) and one for exp(b); the
    logarithm of a product becomes a sum; what else is not rational stands for itself.
    """
    sums = {
        whole: sympy.Dummy(positive=whole.function.is_positive) for whole in expr.atoms(sympy.Sum)
    }
    bases: dict[sympy.Expr, sympy.Dummy] = {}

    def powers(argument: sympy.Expr) -> sympy.Expr:
        result = sympy.S.One
        for term in sympy.Add.make_args(sympy.expand(argument)):
            number, base = term.as_coeff_Mul()
            if base is sympy.S.One:
                result *= sympy.exp(number)
            else:
                result *= bases.setdefault(base, sympy.Dummy(positive=True)) ** number
        return result

    expr = expr.xreplace(sums).replace(sympy.exp, powers)
    expr = expr.replace(sympy.Abs, lambda u: sympy.Abs(sympy.factor(u)))
    if expr.has(sympy.log):
        expr = expr.replace(_is_power, lambda power: sympy.factor(power.base) ** power.exp)
        expr = sympy.expand_log(expr)
        expr = expr.replace(sympy.log, lambda u: sympy.expand_log(sympy.log(sympy.factor(u))))
        expr = expr.xreplace({sympy.log(symbol): base for base, symbol in bases.items()})
    numerator, _ = sympy.fraction(sympy.together(expr))
    return sympy.expand(numerator) == 0


# Numbers.


def sample(expressions: Sequence[sympy.Expr], known: Known = ()) -> Iterator[Sample]:
    """Yield seeded rational points at which all the expressions are real, and their values."""
    for trial in range(20 * POINTS):
        point = Point(trial, [*expressions, *(key for key, _ in known)])
        for key, total in known:
            point.settle(key, total)
        values = tuple(_real_value(expr, point) for expr in expressions)
        if None not in values:
            yield Sample(point, values)


class Point(dict):
    """Rational values for symbols, indexed symbols and unknown functions, drawn when asked for.

    The values depend on the name and the trial alone, so that they are the same on every machine.
    The lengths of sums are 2 or 3, free indices 1 or 2.
    """

    def __init__(self, trial: int, expressions: Sequence[sympy.Expr]) -> None:
        super().__init__()
        self.trial = trial
        free = set().union(*(expr.free_symbols for expr in expressions))
        ends, places = set(), set()
        for expr in expressions:
            limits = [limit for whole in expr.atoms(sympy.Sum) for limit in whole.limits]
            ends |= {end for _, *both in limits for end in both}
            places |= {index for part in expr.atoms(sympy.Indexed) for index in part.indices}
            places |= {index for part in expr.atoms(sympy.KroneckerDelta) for index in part.args}
        # Over the trials the indices take every pair of values, equal ones for δ_jk as well.
        places = sorted((places & free) - ends, key=str)
        for order, whole in enumerate([*places, *sorted(ends & free, key=str)]):
            self[whole] = sympy.Integer((whole in ends) + 1 + (trial >> order) % 2)

    def __missing__(self, atom: sympy.Expr) -> sympy.Rational:
        """Draw from (0, 1), where probabilities live, and in every other trial from outside too."""
        draw = random.Random(f"{SEED} {self.trial} {atom}")
        if atom.is_integer:
            value = sympy.Integer(draw.randint(2, 4))
        elif self.trial % 2 and draw.random() < 0.5:
            number = draw.choice([k for k in range(-40, 60) if k % 20])
            value = sympy.Rational(abs(number) if atom.is_positive else number, 20)
        else:
            value = sympy.Rational(draw.randint(1, 19), 20)
        return self.setdefault(atom, value)

    def settle(self, key: sympy.Sum, total: sympy.Expr) -> None:
        """Move an unknown of the last term of a sum so that the sum has its value."""
        last = {index: end for index, _, end in key.limits}
        atoms = key.function.xreplace(last).xreplace(self).atoms(sympy.Indexed)
        if atoms:
            atom = max(atoms, key=str)
            sums = []
            with workdps(DIGITS + SPARE):
                for self[atom] in (sympy.S.Zero, sympy.S.One):
                    sums.append(_value(key, self))
                share = (_value(total, self) - sums[0]) / (sums[1] - sums[0])
            self[atom] = sympy.Rational(nstr(share, DIGITS + SPARE))


def _real_value(expr: sympy.Expr, point: Point) -> mpf | None:
    """Return the value of a prepared expression at a point; None if it is not a real number."""
    with workdps(DIGITS + SPARE):
        try:
            value = _value(expr, point)
        except (ArithmeticError, ValueError, TypeError):
            return None
    return value if isinstance(value, mpf) and isfinite(value) else None


def _value(expr: sympy.Expr, point: Point) -> mpf:
    """Return the value of a prepared expression at a point, its sums written out."""
    if isinstance(expr, sympy.Indexed):
        expr = expr.xreplace(point) if expr not in point else expr
        return _value(point[expr], point)
    if isinstance(expr, AppliedUndef):  # the same value wherever its arguments are the same
        places = (mp.nint(_value(part, point) * 10**DIGITS) for part in expr.args)
        expr = expr.func(*(sympy.Rational(int(place), 10**DIGITS) for place in places))
    if isinstance(expr, sympy.Symbol | AppliedUndef):
        return _value(point[expr], point)
    if isinstance(expr, sympy.Sum):
        term, (index, first, last) = _parted(expr)
        total = mpf(0)
        for number in range(int(_value(first, point)), int(_value(last, point)) + 1):
            point[index] = sympy.Integer(number)
            total += _value(term, point)
        del point[index]
        return total
    if expr.is_Rational:
        return mpf(expr.p) / expr.q
    parts = [_value(part, point) for part in expr.args]
    if expr.func in OPERATIONS:
        return OPERATIONS[expr.func](*parts)
    return sympy.N(expr.func(*parts), DIGITS + SPARE)._to_mpmath(mp.prec)


OPERATIONS = {
    sympy.Add: lambda *terms: fsum(terms),
    sympy.Mul: lambda *factors: fprod(factors),
    sympy.Pow: lambda base, exponent: base**exponent,
    sympy.exp: mp.exp,
    sympy.log: mp.log,
    sympy.Abs: abs,
    sympy.KroneckerDelta: lambda j, k: mpf(j == k),
}


# Explaining.


@dataclass(frozen=True)
class Refused:
    """Two lines as written that are not equal, and how each is prepared."""

    before: sympy.Expr
    line: sympy.Expr
    prepare_before: Callable[[sympy.Expr], sympy.Expr]
    prepare_line: Callable[[sympy.Expr], sympy.Expr]
    known: Known = ()

    def explain(self) -> tuple[str, str]:
        """Return the factor the line is too much by, and a sentence; empty if not recognised.

        In the sentence, ``<before>`` stands for the line before.
        """
        factor, words = self._factor()
        if words:
            return factor, f"That is <before> {words}."
        (before, range_before), (line, range_line) = under_sum(self.before), under_sum(self.line)
        if range_before is not None and range_before == range_line:
            inside = Refused(before, line, self.prepare_before, self.prepare_line, self.known)
            factor, words = inside._factor()
            if words:
                return factor, f"Under the sum, that is <before> {words}."
        return "", self._exchange()

    def _factor(self) -> tuple[str, str]:
        """Return the factor between the lines, as an expression and in words."""
        pair = self.prepare_line(self.line), self.prepare_before(self.before)
        samples = list(islice(sample(pair, self.known), ENOUGH))

        def holds(number: Fraction, factor: sympy.Expr, power: int) -> bool:
            """Return whether line = number · factor^power · before at all samples."""
            for found in samples:
                times = _real_value(factor, found.point)
                if times is None:
                    return False
                with workdps(DIGITS + SPARE):
                    sides = [found.values[0] * number.denominator, found.values[1]]
                    sides[power > 0] *= times
                    sides[1] *= number.numerator
                if not Sample(found.point, tuple(sides)).agrees():
                    return False
            return bool(samples)

        line, before = samples[0].values if samples else (0, 0)
        constant = Fraction(float(line / before)).limit_denominator(100) if before else 0
        if constant and holds(constant, sympy.S.One, 1):
            return f"{constant}", f"times {constant}"
        candidates = self._candidates()
        for number in map(Fraction, ("1", "-1", "2", "-2", "1/2", "-1/2")):
            sign = {1: "", -1: "-"}.get(number, f"{number}*")
            scaled = "" if number == 1 else f"times {number} "
            for text, (expr, gloss) in candidates.items():
                if holds(number, expr, 1):
                    return f"{sign}{text}", f"{scaled}with an extra factor {text}{gloss}"
                if holds(number, expr, -1):
                    return f"{number}/{text}", f"{scaled}with the factor {text}{gloss} missing"
        return "", ""

    def _candidates(self) -> dict[str, tuple[sympy.Expr, str]]:
        """Return the factors a line may have too much or too little, prepared, and a gloss."""
        found: dict[str, tuple[sympy.Expr, str]] = {}
        for name in _names([self.before, self.line]):
            found.setdefault(str(name), (name, ""))
            if name.is_integer or isinstance(name, SigmaPrime):
                continue
            slope = name * (1 - name)
            found[f"(1 - {name})"] = 1 - name, ""
            formula = definition(name) or name
            if isinstance(formula, Sigma):
                found.setdefault(
                    str(SigmaPrime(formula.args[0])), (slope, f" = {name}*(1 - {name})")
                )
            else:
                found[f"{name}*(1 - {name})"] = slope, ""
        return {text: (self.prepare_line(expr), gloss) for text, (expr, gloss) in found.items()}

    def _exchange(self) -> str:
        """Say which name stands where another belongs, if that is all that is wrong."""
        target = self.prepare_before(self.before)

        def follows(changed: sympy.Expr) -> bool:
            try:
                pair = target, self.prepare_line(changed)
            except ValueError:  # a derivative that cannot be taken
                return False
            samples = islice(sample(pair, self.known), ENOUGH)
            return all(found.agrees() for found in samples)

        names = [name for name in _names([self.before, self.line]) if not name.is_Function]
        pairs = (
            (wrong, right)
            for wrong, right in permutations(names, 2)
            if self.line.has(wrong) and wrong.is_integer == right.is_integer
        )
        for wrong, right in islice(pairs, EXCHANGES):
            if self.line.has(right) and follows(self.line.xreplace({wrong: right, right: wrong})):
                return f"It follows if {wrong} and {right} change places."
            if follows(self.line.xreplace({wrong: right})):
                return f"It follows with {right} in place of {wrong}."
        return ""


def _names(lines: Sequence[sympy.Expr]) -> list[sympy.Expr]:
    """Return what lines are made of: symbols, names, the names behind them, sigmoids."""
    found: set[sympy.Expr] = set()
    todo = list(lines)
    while todo:
        atoms = todo.pop().atoms(sympy.Symbol, sympy.Indexed, Sigma, SigmaPrime) - found
        found |= atoms
        todo += filter(None, map(definition, atoms))
    labels = {atom.base.label for atom in found if isinstance(atom, sympy.Indexed)}
    bound = {atom for atom in found if atom.atoms(sympy.Dummy)}
    return sorted(found - labels - bound, key=lambda atom: (len(str(atom)), str(atom)))

"""What takes too long is ended, and what is quick enough is left alone."""

import threading
import time
from contextlib import suppress

import pytest
import sympy

from helpers.derivation import Derivation, DerivationError, symbols
from helpers.derivation.time_limit import TooLongError, at_most


def spin(seconds):
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


def test_a_long_computation_is_ended():
    with pytest.raises(TooLongError), at_most(0.05):
        spin(60)


def stubborn():
    while True:
        with suppress(Exception):
            spin(60)


def test_what_catches_all_exceptions_does_not_catch_this():
    with pytest.raises(TooLongError), at_most(0.05):
        stubborn()


def test_a_quick_one_is_left_alone_and_so_is_what_follows():
    for _ in range(20):
        with at_most(0.05):
            spin(0.001)
    spin(0.1)


def test_an_inner_limit_ends_its_own_block_alone():
    with at_most(30):
        with pytest.raises(TooLongError), at_most(0.05):
            spin(60)
        spin(0.1)


def test_another_thread_is_left_alone():
    done = []
    other = threading.Thread(target=lambda: (spin(0.2), done.append(True)))
    other.start()
    with pytest.raises(TooLongError), at_most(0.05):
        spin(60)
    other.join()
    assert done == [True]


def test_a_line_that_takes_too_long_cannot_be_told(monkeypatch):
    monkeypatch.setattr("helpers.derivation.checks.SECONDS", 0.2)
    monkeypatch.setattr("helpers.derivation.proofs.is_zero", lambda *_: spin(60))
    u = symbols("u")
    with pytest.raises(DerivationError, match=r"cannot be told.*given up after 0\.2 seconds"):
        Derivation(sympy.sin(u), ("so", sympy.sin(u) + 0))
